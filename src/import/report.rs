//! What an import did and was not sure of: as a Markdown file beside the sources, and in a few lines for the terminal.

use std::collections::HashMap;
use std::fmt;
use std::fmt::Write as _;

use super::columns::Confidence;
use super::source::TablePlace;

/// Where in a foreign document something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    file: String,
    table: Option<String>,
    row: Option<usize>,
    column: Option<String>,
}

/// One thing that its author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub kind: Kind,
    pub place: Place,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It was taken to be so.
    Guess(Confidence),
    /// It was not done; the author may want to.
    Proposal,
    NotUnderstood,
    /// It stands in no source.
    Left,
}

/// How a column was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRead {
    pub place: Place,
    pub heading: String,
    pub meaning: &'static str,
    pub confidence: Confidence,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub files: Vec<String>,
    pub title: String,
    /// Rows of the plan's tables below their headings.
    pub rows: usize,
    pub groups: usize,
    pub repeated: usize,
    pub recommendations: usize,
    pub actions: usize,
    pub columns: Vec<ColumnRead>,
    /// Columns that a map speaks of and that no table of the plan has.
    pub unmet: Vec<String>,
    pub notes: Vec<Note>,
}

impl Place {
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    pub fn table(file: &str, table: &TablePlace) -> Self {
        Self { table: Some(table.to_string()), ..Self::file(file) }
    }

    pub fn is_in(&self, file: &str) -> bool {
        self.file == file
    }

    #[must_use]
    pub fn row(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }

    #[must_use]
    pub fn column(self, column: &str) -> Self {
        let column = if column.is_empty() { "without a heading" } else { column };
        Self { column: Some(column.to_owned()), ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(table) = &self.table {
            write!(f, ", {table}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{column}`")?;
        }
        Ok(())
    }
}

impl Note {
    pub fn guess(confidence: Confidence, place: Place, text: impl Into<String>) -> Self {
        Self { kind: Kind::Guess(confidence), place, text: text.into() }
    }

    pub fn proposal(place: Place, text: impl Into<String>) -> Self {
        Self { kind: Kind::Proposal, place, text: text.into() }
    }

    pub fn not_understood(place: Place, text: impl Into<String>) -> Self {
        Self { kind: Kind::NotUnderstood, place, text: text.into() }
    }

    pub fn left(place: Place, text: impl Into<String>) -> Self {
        Self { kind: Kind::Left, place, text: text.into() }
    }
}

/// How many of the things to decide a terminal shows.
const SHOWN: usize = 6;

impl Report {
    fn of<'a>(&'a self, wanted: &'a dyn Fn(Kind) -> bool) -> impl Iterator<Item = &'a Note> {
        self.notes.iter().filter(move |note| wanted(note.kind))
    }

    /// The notes of a kind; those that say the same of several rows as one.
    fn gathered<'a>(&'a self, wanted: &'a dyn Fn(Kind) -> bool) -> Vec<(String, &'a Note)> {
        let mut all: Vec<(Vec<usize>, &Note)> = Vec::new();
        let mut known: HashMap<(String, &str), usize> = HashMap::new();
        for note in self.of(wanted) {
            let whole = Place { row: None, ..note.place.clone() }.to_string();
            let new = all.len();
            let at = *known.entry((whole, &note.text)).or_insert(new);
            match all.get_mut(at).filter(|(rows, _)| note.place.row.is_some() && !rows.is_empty()) {
                Some((rows, _)) => rows.extend(note.place.row),
                None => all.push((note.place.row.into_iter().collect(), note)),
            }
        }
        let place = |rows: &[usize], note: &Note| match rows {
            [] | [_] => self.told(&note.place),
            [head @ .., last] => {
                let head: Vec<String> = head.iter().map(usize::to_string).collect();
                let one = format!("row {}", note.place.row.unwrap_or_default());
                self.told(&note.place).replace(&one, &format!("rows {} and {last}", head.join(", ")))
            }
        };
        all.into_iter().map(|(rows, note)| (place(&rows, note), note)).collect()
    }

    /// The file that is kept beside the sources.
    pub fn markdown(&self) -> String {
        let mut out = format!("# Import of {}\n\n{}\n", self.files.join(", "), self.summary());
        out.push_str("\nNobody but you reads this file: it is not published, and you may delete it. Each line says where to look in the document.\n");
        out.push_str("\n## Columns\n\n| column | read as | confidence | where |\n|---|---|---|---|\n");
        for column in &self.columns {
            let heading = if column.heading.is_empty() { "(no heading)".to_owned() } else { cell(&column.heading) };
            let _ = writeln!(
                out,
                "| {heading} | {} | {} | {} |",
                column.meaning,
                column.confidence,
                cell(&self.told(&column.place))
            );
        }
        out.push_str("\nWrong? Give `--map 'heading=meaning'` to the import, and it is remembered in `plan.yaml`.\n");
        let sections: [(&str, &dyn Fn(Kind) -> bool); 4] = [
            ("Guessed", &|kind| matches!(kind, Kind::Guess(_))),
            ("Not understood", &|kind| kind == Kind::NotUnderstood),
            ("For you to decide", &|kind| kind == Kind::Proposal),
            ("Left in the document", &|kind| kind == Kind::Left),
        ];
        for (title, wanted) in sections {
            let _ = write!(out, "\n## {title}\n\n");
            let mut any = false;
            for (place, note) in self.gathered(wanted) {
                let confidence = match note.kind {
                    Kind::Guess(confidence) => format!(" (confidence: {confidence})"),
                    _ => String::new(),
                };
                let _ = writeln!(out, "- {place}: {}{confidence}", note.text.replace('\n', " "));
                any = true;
            }
            if !any {
                out.push_str("Nothing.\n");
            }
        }
        out
    }

    /// A place; of a single file the name would only repeat itself.
    fn told(&self, place: &Place) -> String {
        let whole = place.to_string();
        let inner = whole.strip_prefix(place.file.as_str()).and_then(|rest| rest.strip_prefix(", "));
        inner.filter(|_| self.files.len() == 1).map_or_else(|| whole.clone(), str::to_owned)
    }

    /// "42 rows in, 40 recommendations out …"
    pub fn summary(&self) -> String {
        let mut parts = vec![counted(self.recommendations, "recommendation")];
        if self.groups > 0 {
            parts.push(counted(self.groups, "group"));
        }
        if self.actions > 0 {
            parts.push(counted(self.actions, "action"));
        }
        if self.repeated > 0 {
            parts.push(format!("{} repeated", counted(self.repeated, "heading")));
        }
        format!("{} in, {} out.", counted(self.rows, "row"), listed(&parts))
    }

    /// A few lines for the terminal, and what its author has to decide.
    pub fn short(&self) -> String {
        let mut out = format!("{}: {}\n", self.title, self.summary());
        let width = self.columns.iter().map(|column| column.heading.chars().count().min(40)).max().unwrap_or(0);
        let mut told: Vec<(&str, &str)> = Vec::new();
        for column in &self.columns {
            if told.contains(&(&column.heading, column.meaning)) {
                continue;
            }
            told.push((&column.heading, column.meaning));
            let heading: String =
                if column.heading.is_empty() { "-".to_owned() } else { column.heading.chars().take(40).collect() };
            let unsure = if column.confidence < Confidence::High { "?" } else { "" };
            let _ = writeln!(out, "  {heading:width$}  {}{unsure}", column.meaning);
        }
        if self.columns.iter().any(|column| column.confidence < Confidence::High) {
            let _ = writeln!(out, "  (? is a guess; `--map 'heading=meaning'` corrects it)");
        }
        let number = |wanted: &dyn Fn(Kind) -> bool| self.gathered(wanted).len();
        let counts = [
            (number(&|kind| matches!(kind, Kind::Guess(_))), "guessed"),
            (number(&|kind| kind == Kind::NotUnderstood), "not understood"),
            (number(&|kind| kind == Kind::Proposal), "for you to decide"),
            (number(&|kind| kind == Kind::Left), "left in the document"),
        ];
        let told: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if !told.is_empty() {
            let _ = writeln!(out, "{}", told.join(", "));
        }
        let proposals = self.gathered(&|kind| kind == Kind::Proposal);
        for (place, note) in proposals.iter().take(SHOWN) {
            let _ = writeln!(out, "  {place}: {}", note.text.replace('\n', " "));
        }
        if proposals.len() > SHOWN {
            let _ = writeln!(out, "  … and {} more", proposals.len() - SHOWN);
        }
        out
    }
}

/// Words in a cell of a table of Markdown.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}

pub fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}
