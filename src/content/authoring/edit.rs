//! Values put into a YAML file that somebody wrote, by their places: all else stays as it stands, comments too.
//!
//! The file is not written anew. After the change it is read again: unless every value that was to be set reads as it
//! was given, and every other as before, the change is refused. Start at [`edited`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Within, Yaml, can_be_block, quoted, scalar};
use crate::yaml::{Entry, Outline, Part, Shape};

/// What is to stand under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Mapping(Changes),
}

/// Keys and what is to stand under them, in order.
pub type Changes = Vec<(String, Value)>;

/// Text that takes the place of a range.
struct Edit {
    range: Range<usize>,
    text: String,
}

/// The text with the changes in it; `None` if they cannot be made without touching something else.
pub fn edited(text: &str, changes: &Changes) -> Option<String> {
    let outline = Outline::parse(text)?;
    let mut editor = Editor { text, outline: &outline, edits: Vec::new() };
    editor.mapping(outline.root(), changes, 0)?;
    let mut edits = editor.edits;
    // What is put in at one place comes in the order in which it was asked for.
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for edit in edits {
        out.push_str(text.get(at..edit.range.start)?);
        out.push_str(&edit.text.replace('\n', line_break));
        at = edit.range.end;
    }
    out.push_str(text.get(at..)?);
    if !out.ends_with('\n') {
        out.push_str(line_break);
    }
    is_as_asked(&outline, &out, changes).then_some(out)
}

struct Editor<'e> {
    text: &'e str,
    outline: &'e Outline<'e>,
    edits: Vec<Edit>,
}

impl Editor<'_> {
    /// `indent` is that of the mapping's keys, if it has none yet.
    fn mapping(&mut self, part: Part, changes: &Changes, indent: usize) -> Option<()> {
        let braces = self.outline.shape(part) == Shape::Braces;
        let entries = self.outline.entries(part);
        let first = entries.first().map(|entry| entry.place.start);
        let indent = first.map_or(indent, |start| start - self.line_start(start));
        let mut missing = Vec::new();
        let by_key: BTreeMap<String, &Entry<'_>> =
            entries.iter().map(|entry| (entry.key.to_lowercase(), entry)).collect();
        for (key, value) in changes {
            match by_key.get(&key.to_lowercase()) {
                Some(entry) => self.value(entry.place.end, (entry.value, value), indent, braces)?,
                None => missing.push((key.clone(), value.clone())),
            }
        }
        if missing.is_empty() {
            return Some(());
        }
        let last = entries.last().map(|entry| self.end(entry.value, entry.place.end));
        if braces {
            let inner = in_braces(&missing);
            let at = last.unwrap_or(self.outline.place(part).start + 1);
            self.insert(at, if last.is_some() { format!(", {inner}") } else { inner });
        } else {
            let at = line_end(self.text, last?);
            self.insert(at, format!("\n{}", indented(&in_lines(&missing), indent)));
        }
        Some(())
    }

    /// Puts a value behind its key, which ends at `key`.
    fn value(&mut self, key: usize, (part, value): (Part, &Value), indent: usize, braces: bool) -> Option<()> {
        match (value, self.outline.shape(part)) {
            (Value::Mapping(changes), Shape::Lines | Shape::Braces) => self.mapping(part, changes, indent + 2),
            (_, Shape::Lines | Shape::Braces | Shape::Other) => None,
            (value, Shape::Nothing | Shape::Text | Shape::Block) => {
                let start = key + self.text.get(key..)?.find(':')? + 1;
                let end = self.end(part, key).max(start);
                let (first, rest) =
                    if braces { (format!(" {}", flow(value)), String::new()) } else { behind_key(value, indent) };
                if rest.is_empty() || self.text.get(start..end)?.contains('\n') {
                    self.edits.push(Edit { range: start..end, text: first + &rest });
                } else {
                    // A comment behind the value stays on its line.
                    self.edits.push(Edit { range: start..end, text: first });
                    self.insert(line_end(self.text, end), rest);
                }
                Some(())
            }
        }
    }

    /// Where a value ends, without the line breaks behind it; `key` is where its key ends.
    fn end(&self, part: Part, key: usize) -> usize {
        let place = self.outline.place(part);
        let entries = self.outline.entries(part);
        match (self.outline.shape(part), entries.last()) {
            (Shape::Lines, Some(last)) => self.end(last.value, last.place.end),
            (Shape::Block, _) => {
                let header = line_end(self.text, key);
                let text = self.text.get(..place.end).unwrap_or_default();
                text.trim_end_matches([' ', '\n', '\r']).len().max(header)
            }
            _ => {
                let text = self.text.get(..place.end).unwrap_or_default();
                text.trim_end_matches(['\n', '\r']).len().max(place.start)
            }
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_break| line_break + 1)
    }

    fn insert(&mut self, at: usize, text: String) {
        self.edits.push(Edit { range: at..at, text });
    }
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// What stands on the line of a key, and what below it.
fn behind_key(value: &Value, indent: usize) -> (String, String) {
    match value {
        Value::Text(text) => {
            let mut yaml = Yaml::default();
            yaml.entry("k", text);
            let written = yaml.as_str().strip_prefix("k:").unwrap_or_default().trim_end_matches('\n');
            match written.split_once('\n') {
                Some((first, rest)) => (first.to_owned(), format!("\n{}", indented(rest, indent))),
                None => (written.to_owned(), String::new()),
            }
        }
        Value::Mapping(changes) => (String::new(), format!("\n{}", indented(&in_lines(changes), indent + 2))),
    }
}

fn in_lines(changes: &Changes) -> String {
    fn yaml(changes: &Changes) -> Yaml {
        let mut yaml_of = Yaml::default();
        for (key, value) in changes {
            match value {
                Value::Text(text) => yaml_of.entry(key, text),
                Value::Mapping(inner) => yaml_of.mapping(key, &yaml(inner)),
            }
        }
        yaml_of
    }
    yaml(changes).as_str().trim_end_matches('\n').to_owned()
}

fn indented(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    let lines: Vec<String> =
        text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{space}{line}") }).collect();
    lines.join("\n")
}

fn in_braces(changes: &Changes) -> String {
    let entries: Vec<String> =
        changes.iter().map(|(key, value)| format!("{}: {}", scalar(key, Within::Flow), flow(value))).collect();
    entries.join(", ")
}

fn flow(value: &Value) -> String {
    match value {
        Value::Text(text) if text.contains('\n') || !can_be_block(text) => quoted(text),
        Value::Text(text) => scalar(text, Within::Flow),
        Value::Mapping(changes) => format!("{{{}}}", in_braces(changes)),
    }
}

/// Whether all that was to change reads as it was given, and all else as before.
fn is_as_asked(before: &Outline<'_>, text: &str, changes: &Changes) -> bool {
    let Some(after) = Outline::parse(text) else { return false };
    let mut wanted: BTreeMap<Vec<String>, Option<String>> = before.leaves().into_iter().collect();
    let mut given = Vec::new();
    leaves(changes, &mut Vec::new(), &mut given);
    for (path, text) in given {
        // What stood in place of a mapping is gone.
        for length in 1..path.len() {
            wanted.remove(&path[..length]);
        }
        wanted.insert(path, Some(text));
    }
    let plain = |text: &Option<String>| text.as_ref().map(|text| text.trim_end_matches('\n').to_owned());
    let after: BTreeMap<Vec<String>, Option<String>> = after.leaves().into_iter().collect();
    wanted.len() == after.len()
        && wanted.iter().all(|(path, text)| after.get(path).is_some_and(|read| plain(read) == plain(text)))
}

fn leaves(changes: &Changes, path: &mut Vec<String>, out: &mut Vec<(Vec<String>, String)>) {
    for (key, value) in changes {
        path.push(key.to_lowercase());
        match value {
            Value::Text(text) => out.push((path.clone(), text.clone())),
            Value::Mapping(inner) => leaves(inner, path, out),
        }
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(path: &[&str], text: &str) -> Changes {
        let (last, rest) = path.split_last().unwrap();
        let leaf = vec![((*last).to_owned(), Value::Text(text.to_owned()))];
        rest.iter().rev().fold(leaf, |inner, key| vec![((*key).to_owned(), Value::Mapping(inner))])
    }

    fn check(text: &str, path: &[&str], value: &str, expected: &str) {
        assert_eq!(edited(text, &set(path, value)).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn an_empty_value_is_filled_in_and_its_comment_stays() {
        check(
            "u:\n  9a:\n    status:  # one\n    progress:\n",
            &["u", "9A", "status"],
            "on-track",
            "u:\n  9a:\n    status: on-track  # one\n    progress:\n",
        );
        check(
            "u:\n  9a:\n    progress:  # here\n  # next\n  10:\n",
            &["u", "9a", "progress"],
            "A\n\nB",
            "u:\n  9a:\n    progress: |  # here\n      A\n\n      B\n  # next\n  10:\n",
        );
        check("u:\n  9a: ~ # row\n", &["u", "9a", "status"], "x", "u:\n  9a: # row\n    status: x\n");
        check(
            "u:\n  9a:\n    progress: |\n  10:\n",
            &["u", "9a", "progress"],
            "A: b",
            "u:\n  9a:\n    progress: \"A: b\"\n  10:\n",
        );
    }

    #[test]
    fn a_value_takes_the_place_of_another() {
        check("a: 1  # one\nb: 2\n", &["a"], "3", "a: 3  # one\nb: 2\n");
        check("a: |\n  x\n  y\n\n# c\nb: 2\n", &["a"], "z", "a: z\n\n# c\nb: 2\n");
        check("a: >-\n  x\n  y\nb: 2\n", &["a"], "p\nq", "a: |\n  p\n  q\nb: 2\n");
        check("a: \"x\n  y\"\nb: 2\n", &["a"], "p\nq", "a: |\n  p\n  q\nb: 2\n");
        check("u:\n  g: at-risk  # c\n", &["u", "g", "status"], "x", "u:\n  g:  # c\n    status: x\n");
    }

    #[test]
    fn what_is_missing_is_added_at_the_end() {
        check("as_at: 2024\n", &["u", "9a", "s"], "x", "as_at: 2024\nu:\n  9a:\n    s: x\n");
        check(
            "u:\n    9a:\n        p: |\n            text\n\n# end\n",
            &["u", "9a", "s"],
            "x",
            "u:\n    9a:\n        p: |\n            text\n        s: x\n\n# end\n",
        );
        check(
            "u:\n  9a: {s: y}  # c\n# end\n",
            &["u", "10", "p"],
            "A\nB",
            "u:\n  9a: {s: y}  # c\n  10:\n    p: |\n      A\n      B\n# end\n",
        );
        check("u: {}\nz: 1", &["u", "9a", "s"], "x", "u: {9a: {s: x}}\nz: 1\n");
        check("u: {9a: {s: y}}\n", &["u", "9a", "p"], "A, b\n\nC", "u: {9a: {s: y, p: \"A, b\\n\\nC\"}}\n");
        check("u:\n  # none yet\nz: 1\n", &["u", "9a", "s"], "x", "u:\n  9a:\n    s: x\n  # none yet\nz: 1\n");
    }

    #[test]
    fn line_breaks_of_windows_stay() {
        check(
            "a: 1\r\nu:\r\n  9a:\r\n    p:\r\n",
            &["u", "9a", "p"],
            "A\nB",
            "a: 1\r\nu:\r\n  9a:\r\n    p: |\r\n      A\r\n      B\r\n",
        );
    }

    proptest! {
        #[test]
        fn any_words_can_be_put_in_anywhere(
            words in "[ -~\\n\\t\\u{85}\\u{2028}£é#:'\"|>{}-]{1,40}",
            file in prop::sample::select(vec![
                "u:\n  9a:\n    p:  # here\n    s: x\n",
                "u:\n  9a: {s: x}\n",
                "u:\n  9a:\n    p: |-\n      old\n\n\n  # next\n  10: {}\n",
                "u: {9a: {p: 'old', s: x}}",
                "u:\n    9a:\n        s: >\n            folded\n            text\n",
                "a: 1\r\nu:\r\n  9a:\r\n    p: \"old\r\n      more\"\r\n",
            ]),
        ) {
            let text = edited(file, &set(&["u", "9a", "p"], &words)).unwrap();
            let outline = Outline::parse(&text).unwrap();
            let read = outline.find(&["u", "9a", "p"]).and_then(|part| outline.text(part)).unwrap_or_default();
            prop_assert_eq!(read.trim_end_matches('\n'), words.trim_end_matches('\n'));
        }
    }

    #[test]
    fn what_cannot_be_changed_by_itself_is_refused() {
        assert_eq!(edited("u: [1, 2]\n", &set(&["u", "9a", "s"], "x")), None);
        assert_eq!(edited("a: &x\n  s: 1\nu: *x\n", &set(&["u", "s"], "2")), None);
        assert_eq!(edited("a: 1\na: 2\n", &set(&["a"], "2")), None);
        assert_eq!(edited("a: {\n", &set(&["a"], "2")), None);
    }
}
