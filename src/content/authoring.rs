//! Source files as text, for the commands that write them: YAML and front matter as a person would type them.
//!
//! What is written is read back by `yaml` as it was given, whatever it holds. Nothing is written to disk here.
//! Start at [`Yaml`].

pub mod edit;

/// Words that other readers of YAML take for truth or nothing.
const TAKEN: [&str; 12] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ".nan", ".inf"];

/// A block mapping that grows entry by entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Yaml(String);

impl Yaml {
    /// A line of its own, or several, behind `#`.
    pub fn comment(&mut self, text: &str) {
        for line in text.lines() {
            let line: String = line.chars().filter(|c| !c.is_control()).collect();
            self.0.push_str(if line.trim().is_empty() { "#" } else { "# " });
            self.0.push_str(line.trim_end());
            self.0.push('\n');
        }
    }

    pub fn blank_line(&mut self) {
        self.0.push('\n');
    }

    /// A value as it is, quoted where it must be; several lines become a block, whose line breaks at the
    /// end are one.
    pub fn entry(&mut self, key: &str, value: &str) {
        self.key(key);
        if value.trim_end_matches('\n').contains('\n') && can_be_block(value) {
            self.block(value.trim_end_matches('\n'));
        } else {
            self.0.push(' ');
            self.0.push_str(&scalar(value, Within::Block));
            self.0.push('\n');
        }
    }

    /// A value if there is one.
    pub fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.entry(key, value);
        }
    }

    /// A key that waits for its value: nothing, until somebody writes it.
    pub fn empty(&mut self, key: &str) {
        self.key(key);
        self.0.push('\n');
    }

    /// A key whose value is `true`.
    pub fn flag(&mut self, key: &str) {
        self.key(key);
        self.0.push_str(" true\n");
    }

    /// `key: [a, b]`; nothing if there are none.
    pub fn list<'a>(&mut self, key: &str, values: impl IntoIterator<Item = &'a str>) {
        let values: Vec<String> = values.into_iter().map(|value| scalar(value, Within::Flow)).collect();
        if !values.is_empty() {
            self.key(key);
            self.0.extend([" [", &values.join(", "), "]\n"]);
        }
    }

    /// A mapping below a key; nothing if it is empty.
    pub fn mapping(&mut self, key: &str, inner: &Self) {
        if !inner.0.is_empty() {
            self.key(key);
            self.0.push('\n');
            self.indented(&inner.0, "  ");
        }
    }

    /// A list of mappings below a key; nothing if there are none.
    pub fn records(&mut self, key: &str, records: &[Self]) {
        if records.is_empty() {
            return;
        }
        self.key(key);
        self.0.push('\n');
        for record in records {
            self.indented(&record.0, "  - ");
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn key(&mut self, key: &str) {
        self.0.push_str(&scalar(key, Within::Flow));
        self.0.push(':');
    }

    /// Lines further in, the first behind what leads it.
    fn indented(&mut self, text: &str, lead: &str) {
        for (number, line) in text.lines().enumerate() {
            if number == 0 {
                self.0.push_str(lead);
            } else if !line.is_empty() {
                self.0.extend(std::iter::repeat_n(' ', lead.len()));
            }
            self.0.push_str(line);
            self.0.push('\n');
        }
    }

    fn block(&mut self, text: &str) {
        // Where the text itself begins with space, the block says how far in it stands.
        let begins_plainly = !text.starts_with([' ', '\n']);
        self.0.push_str(if begins_plainly { " |\n" } else { " |2\n" });
        for line in text.lines() {
            if !line.is_empty() {
                self.0.push_str("  ");
            }
            self.0.push_str(line);
            self.0.push('\n');
        }
    }
}

/// A Markdown source: its front matter, then its body.
pub fn with_front_matter(matter: &Yaml, body: &str) -> String {
    let body = body.trim_matches('\n');
    if body.is_empty() { format!("---\n{}---\n", matter.0) } else { format!("---\n{}---\n{body}\n", matter.0) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Block,
    /// In brackets, or a key, where commas and brackets mean something too.
    Flow,
}

fn scalar(text: &str, within: Within) -> String {
    if is_plain(text, within) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str, within: Within) -> bool {
    let begins = text.chars().next().is_some_and(|c| c.is_alphanumeric() || "(£“‘".contains(c));
    let breaks = |c: char| must_be_escaped(c) || c == '\n' || c == '\t';
    begins
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(breaks)
        && !TAKEN.contains(&text.to_lowercase().as_str())
        && (within == Within::Block || !text.contains([',', '[', ']', '{', '}', ':', '#']))
}

/// Whether all of its characters can stand in a block as they are.
fn can_be_block(text: &str) -> bool {
    !text.contains(must_be_escaped) && !text.lines().any(|line| line.starts_with('\t'))
}

/// Control characters, and those that YAML takes for line breaks or a mark of byte order (YAML 1.2.2, 5.1).
fn must_be_escaped(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if must_be_escaped(c) => out.extend(["\\u", &format!("{:04x}", u32::from(c))]),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{Yaml, with_front_matter};
    use crate::diagnostic::{Diagnostics, FileId};
    use crate::yaml;

    #[derive(serde::Deserialize)]
    struct Outer {
        #[expect(dead_code, reason = "something must stand before the mapping")]
        first: String,
        inner: BTreeMap<String, String>,
    }

    /// What `yaml` makes of an entry.
    fn read_back(key: &str, value: &str) -> String {
        let mut nested = Yaml::default();
        nested.entry(key, value);
        let mut outer = Yaml::default();
        outer.entry("first", "1");
        outer.mapping("inner", &nested);
        let mut found = Diagnostics::default();
        let text = outer.as_str().to_owned();
        let read: Option<Outer> = yaml::read(&text, FileId(0), 0, &mut found);
        assert!(found.is_empty(), "{text}\n{found:?}");
        read.unwrap().inner.remove(key).unwrap_or_else(|| panic!("no {key:?} in\n{text}"))
    }

    #[test]
    fn people_would_type_it_so() {
        let mut action = Yaml::default();
        action.entry("id", "policies");
        action.entry("title", "Put policies: all of them, in force");
        let mut matter = Yaml::default();
        matter.entry("ref", "9a");
        matter.entry("due", "2024-04");
        matter.entry("recommended", "One line.\n\n- another\n");
        matter.list("leads", ["director-hr-od", "a, b"]);
        matter.comment("Last time:\nnot started");
        matter.records("actions", &[action]);
        matter.list("related", []);
        let expected = "---\nref: 9a\ndue: 2024-04\nrecommended: |\n  One line.\n\n  - another\nleads: [director-hr-od, \"a, b\"]\n\
            # Last time:\n# not started\nactions:\n  - id: policies\n    title: \"Put policies: all of them, in force\"\n---\nBody.\n";
        assert_eq!(with_front_matter(&matter, "Body."), expected);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(key in "[a-zA-Z ?:#,é-]{1,8}", value in "[ -~\\n\\t\\u{85}\\u{2028}£é#:'\"|>-]{0,40}") {
            let several_lines = value.trim_end_matches('\n').contains('\n');
            let read = read_back(&key, &value);
            if several_lines {
                prop_assert_eq!(read.trim_end_matches('\n'), value.trim_end_matches('\n'));
            } else {
                prop_assert_eq!(read, value);
            }
        }
    }
}
