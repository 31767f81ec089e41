//! What the reader takes and what it says: values as written, and agreement with another YAML reader.
//!
//! `mistakes` has a table of texts with their exact messages, `places` where words stand in a file, and `bounds`
//! that no input at all can stop the reader.

mod bounds;
mod mistakes;
mod places;

use std::fmt::Write;

use serde::{Deserialize, Deserializer, de};

use super::{OneOrMany, Ordered, Text, read};
use crate::diagnostic::{Diagnostics, FileId, Placed, Severity};

#[derive(Debug, Clone, PartialEq)]
struct Day(String);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return Ok(Self(text));
        }
        Err(de::Error::custom(format!("`{text}` is not a date\nwrite it as `2024-02-08` or `2024-02`")))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Response {
    Accepted,
    InPart,
    NotAccepted,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Step {
    id: Placed<String>,
    title: String,
    due: Option<Placed<Day>>,
    start: Option<Day>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Update {
    status: String,
    by: String,
    progress: Option<Text>,
    #[serde(default)]
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Source {
    title: Placed<String>,
    response: Option<Response>,
    #[serde(default)]
    draft: bool,
    weight: Option<u8>,
    cost: Option<f64>,
    #[serde(default)]
    leads: OneOrMany<Placed<String>>,
    #[serde(default)]
    updates: Ordered<String, Update>,
    #[serde(default)]
    steps: Vec<Step>,
    held: Option<Step>,
    pair: Option<(String, String)>,
}

/// What is read, and every message as a line.
fn told<T: de::DeserializeOwned>(text: &str) -> (Option<T>, String) {
    let mut diagnostics = Diagnostics::default();
    let value = read::<T>(text, FileId(0), 0, &mut diagnostics);
    let mut lines = String::new();
    for problem in &diagnostics {
        assert!(
            crate::content::checks().iter().any(|check| check.code == problem.code),
            "{} is in the table",
            problem.code
        );
        assert!(!problem.hint.is_empty() && problem.span.end as usize <= text.len(), "{problem:?}");
        let before = &text[..problem.span.start as usize];
        let line = before.matches('\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1;
        let mark = if problem.severity == Severity::Warning { "warning " } else { "" };
        writeln!(lines, "{line}:{column} {mark}{}: {} | {}", problem.code, problem.message, problem.hint).unwrap();
    }
    assert!(value.is_some() || diagnostics.has_errors(), "nothing is refused in silence: {text}");
    (value, lines)
}

fn check(text: &str, expected: &str) {
    let (_, lines) = told::<Source>(text);
    assert_eq!(lines, expected, "\n--- of\n{text}\n--- got\n{lines}");
}

#[test]
fn a_mistake_leaves_out_the_smallest_part_that_it_spoils() {
    let text = "title: a\nupdates:\n  9a: {by: x}\n  9b: {status: a, by: b, progress: [x]}\n  9c: {status: a, by: b}\n\
                leads: [a, [b], c]\nsteps:\n  - {id: x, title: y, due: soon}\n  - {id: z}\n";
    let source = told::<Source>(text).0.unwrap();
    let refs: Vec<&str> = source.updates.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(refs, ["9b", "9c"]);
    let leads: Vec<&str> = source.leads.iter().map(|lead| lead.as_str()).collect();
    assert_eq!(leads, ["a", "c"]);
    assert_eq!(source.steps.len(), 1);
    assert_eq!(source.steps[0].due, None);
    assert_eq!(told::<Source>("titel: x").0, None);
}

#[test]
fn a_record_left_out_takes_only_what_needs_it() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Outer {
        inner: Step,
    }
    let (value, lines) = told::<Outer>("inner: {id: a}\n");
    assert_eq!((value, lines.lines().count()), (None, 1));
    let (value, lines) = told::<Ordered<String, Outer>>("a: {inner: {id: a}}\nb: {inner: {id: a, title: b}}\nc: {}\n");
    assert_eq!(value.unwrap().len(), 1);
    assert_eq!(lines.lines().count(), 2, "{lines}");
}

#[test]
fn scalars_are_the_text_as_written() {
    let text = "a: 2.10\nb: no\nc: 010\nd: 2024-02-08\ne: 12:30\nf: 'null'\n010: \"x\"\nnull: y\n";
    let (value, lines) = told::<Ordered<String, String>>(text);
    let pairs: Vec<(String, String)> = value.unwrap().0.into_iter().map(|(key, value)| (key.value, value)).collect();
    let written = [
        ("a", "2.10"),
        ("b", "no"),
        ("c", "010"),
        ("d", "2024-02-08"),
        ("e", "12:30"),
        ("f", "null"),
        ("010", "x"),
        ("null", "y"),
    ];
    assert_eq!(pairs, written.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert_eq!(lines, "");
}

#[test]
fn nothing_is_none_or_empty() {
    let source = told::<Source>("title: a\nweight: ~\nresponse:\nleads:\nupdates:\nsteps: null\n").0.unwrap();
    assert_eq!((source.weight, source.response), (None, None));
    assert!(source.leads.is_empty() && source.updates.is_empty() && source.steps.is_empty());
    for text in ["", "# nothing\n", "null\n", "---\n", "\u{feff}"] {
        assert_eq!(told::<Ordered<String, String>>(text), (Some(Ordered(Vec::new())), String::new()));
    }
    assert_eq!(told::<Source>("title: a\nleads: b\n").0.unwrap().leads.len(), 1);
}

#[test]
fn aliases_stand_for_what_they_name() {
    let text = "a: &x {id: i, title: t}\nb: *x\nc: {id: j, title: u}\n";
    let steps = told::<Ordered<String, Step>>(text).0.unwrap();
    assert_eq!(steps[0].1, steps[1].1);
    let text = "a: &x {id: i}\nb: *x\nc: &y {id: [i], title: t, due: soon}\n";
    assert_eq!(told::<Ordered<String, Step>>(text).1.lines().count(), 3);
    let text = told::<Ordered<String, Text>>("a: &x one\nb: *x\n").0.unwrap();
    assert_eq!(text[1].1.place(0..3).range(), 6..9);
}

/// What both readers must give alike.
#[derive(Debug, Deserialize, PartialEq)]
struct Plain {
    title: Option<String>,
    number: Option<i64>,
    share: Option<f64>,
    draft: Option<bool>,
    words: Option<Vec<String>>,
    pairs: Option<std::collections::BTreeMap<String, String>>,
    response: Option<Response>,
    nested: Option<Box<Plain>>,
}

#[test]
fn another_reader_agrees() {
    for text in [
        "title: one two\nnumber: 12\nshare: 2.5\ndraft: true\n",
        "title: 'it''s'\nwords: [a, \"b\\n\", 'c d']\npairs: {a: b, c: d}\n",
        "title: |\n  one\n\n    two\n  three\nwords:\n- a\n- b\nresponse: in-part\n",
        "title: >-\n  one\n  two\n\n  three\nnumber: -3\n",
        "title: |+\n  one\n\nnested:\n  title: >\n    a\n    b\n  nested: {title: x, draft: false}\n",
        "title: \"a\\u00e9\\\\ \\\"b\\\"\"\nwords: []\npairs: {}\n",
        "title: 2024-02-08\nwords: [12:30, '010', a-b]\npairs:\n  '1': x\n  k: \"\"\n",
        "# comment\ntitle: a  # comment\n\nwords:   # more\n  - b\n",
        "title: one\n  two\n  three\nnumber: 0\n",
        "{title: x, words: [a, b], nested: {pairs: {a: b}}}\n",
        "title: a\r\nwords:\r\n  - b\r\npairs:\r\n  k: |\r\n    l\r\n    m\r\n",
        "pairs:\n  a: &x one\n  b: *x\nnested: &n\n  title: t\n",
        "title: ~\nnumber: null\nwords:\n",
        "? title\n: x\n? words\n: - a\n  - b\n",
        "title: http://example.org/#x\nwords: [a:b, -c, 'd: e']\n",
    ] {
        let (ours, lines) = told::<Plain>(text);
        assert_eq!(lines, "", "{text}");
        let mut theirs: Plain = serde_yaml::from_str(text).unwrap();
        let mut ours = ours.unwrap();
        // Nothing at all is an empty list to us.
        ours.words = ours.words.filter(|words| !words.is_empty());
        theirs.words = theirs.words.filter(|words| !words.is_empty());
        assert_eq!(ours, theirs, "{text}");
    }
}
