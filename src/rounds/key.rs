//! What the hidden first cell of a workbook's row says: what the row is, whatever became of the sheet around it.
//!
//! A row that was sorted, copied or moved to another sheet is known by it. The sum is that of the words that stood
//! in the locked cells, so that words which were put there are noticed, and not lost.

/// What every key begins with; the number is that of this form of it.
const MARK: &str = "headway-round-1";

/// A row of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Words of ours alone.
    Words,
    /// The headings of the columns.
    Headings,
    Row(Row),
}

/// What a row asks of whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub plan: String,
    pub reference: String,
    /// The action, if it is not the recommendation as a whole.
    pub action: Option<String>,
    pub as_at: String,
    /// `None` on the sheet of those without a lead.
    pub lead: Option<String>,
}

impl Key {
    /// The cell; `locked` are the words of the row's locked cells.
    pub fn write<'t>(&self, locked: impl IntoIterator<Item = &'t str>) -> String {
        let sum = sum(locked);
        match self {
            Self::Words => format!("{MARK} words {sum}"),
            Self::Headings => format!("{MARK} headings {sum}"),
            Self::Row(row) => {
                let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
                let (action, lead) = (name(&row.action), name(&row.lead));
                format!("{MARK} row {sum} {} {} {action} {} {lead}", row.plan, row.reference, row.as_at)
            }
        }
    }

    /// The key and the sum that a cell holds, if it holds one.
    pub fn read(cell: &str) -> Option<(Self, String)> {
        let words: Vec<&str> = cell.split_whitespace().collect();
        let name = |word: &str| (word != "-").then(|| word.to_owned());
        let (key, sum) = match words.as_slice() {
            [MARK, "words", sum] => (Self::Words, sum),
            [MARK, "headings", sum] => (Self::Headings, sum),
            [MARK, "row", sum, plan, reference, action, as_at, lead] => {
                let [plan, reference, as_at] = [plan, reference, as_at].map(|word| (*word).to_owned());
                (Self::Row(Row { plan, reference, action: name(action), as_at, lead: name(lead) }), sum)
            }
            _ => return None,
        };
        Some((key, (*sum).to_owned()))
    }
}

/// A sum of words, whatever the space between them: spreadsheets and people change that.
pub fn sum<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        for word in text.split_whitespace() {
            hasher.update(word.as_bytes());
            hasher.update(b" ");
        }
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex().chars().take(12).collect()
}
