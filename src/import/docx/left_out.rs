//! What a document has and a source has not, in the words of a report: each kind once, with its number.

use std::collections::BTreeMap;

/// Things told one by one; what a hostile file has beyond them is counted alone.
const MOST: usize = 100;
/// Letters of a text that is quoted.
const LONGEST: usize = 100;

#[derive(Default)]
pub struct LeftOut {
    counts: BTreeMap<(&'static str, &'static str), usize>,
    said: Vec<String>,
    more: usize,
}

impl LeftOut {
    /// One more of what has no words of its own: its name for one, and for many.
    pub fn count(&mut self, one: &'static str, many: &'static str) {
        *self.counts.entry((one, many)).or_default() += 1;
    }

    pub fn say(&mut self, what: String) {
        if self.said.contains(&what) {
            return;
        }
        if self.said.len() < MOST {
            self.said.push(what);
        } else {
            self.more += 1;
        }
    }

    pub fn told(self) -> Vec<String> {
        let counts = self.counts.into_iter().map(|((one, many), count)| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        });
        let more = (self.more > 0).then(|| format!("{} more things like these", self.more));
        self.said.into_iter().chain(counts).chain(more).collect()
    }
}

/// A text quoted as far as is needed to find it.
pub fn short(text: &str) -> String {
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{} …`", words[..end].trim_end()),
        None => format!("`{words}`"),
    }
}
