//! What the reader takes and what it says: a table of texts with their exact messages, agreement with
//! another YAML reader, places in texts, and that no input at all can stop it.

use std::fmt::Write;
use std::sync::Arc;

use proptest::prelude::*;
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

/// A text and all that is said of it.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str)] = &[
    (
        r"titel: x
",
        r"1:1 unknown-key: unknown key `titel` | did you mean `title`?
",
    ),
    (
        r"title: a
draf: true
foo: b
",
        r"2:1 unknown-key: unknown key `draf` | did you mean `draft`?
3:1 unknown-key: unknown key `foo` | the keys known here are `title`, `response`, `draft`, `weight`, `cost`, `leads`, `updates`, `steps`, `held` and `pair`
",
    ),
    (
        r"title: a
response: accepetd
",
        r"2:11 bad-value: `response` is `accepetd`, which is not a known word | did you mean `accepted`?
",
    ),
    (
        r"title: a
response: [x]
",
        r"2:11 wrong-kind: `response` is a list, expected one word | write one word after `response:`, without `-` and `[ ]`
",
    ),
    (
        r"title: [a, b]
",
        r"1:8 wrong-kind: `title` is a list, expected text | write text after `title:`, without `-` and `[ ]`
",
    ),
    (
        r"title:
  a: b
",
        r"2:3 wrong-kind: `title` is a set of keys, expected text | write text alone; if it contains `: ` or starts with `{`, put it in quotes
",
    ),
    (
        r"title: {{ name }}
",
        r"1:8 yaml-unsupported: a text that starts with `{` must stand in quotes | put the whole value in quotes
",
    ),
    (
        r"title:
",
        r"1:7 wrong-kind: `title` has no value | write it after `title:`, or take the line away
",
    ),
    (
        r"title: ~
",
        r"1:8 wrong-kind: `title` has no value | write it after `title:`, or take the line away
",
    ),
    (
        r"title: #3 in the list
",
        r"1:8 warning cut-short: the value is empty: `#3 in the list` is read as a comment | put the whole value in quotes; if it is a comment, leave two spaces before the `#`
1:7 wrong-kind: `title` has no value | put the value in quotes: what follows a `#` is a comment
",
    ),
    (
        r"title: a
draft: yes
",
        r"2:8 bad-value: `draft` is `yes`, expected `true` or `false` | write `true`
",
    ),
    (
        r"title: a
draft: nope
",
        r"2:8 bad-value: `draft` is `nope`, expected `true` or `false` | write `true` or `false`
",
    ),
    (
        r"title: a
weight: three
cost: 1,000
",
        r"2:9 bad-value: `weight` is `three`, expected a whole number | write the digits alone, such as `3`
3:7 bad-value: `cost` is `1,000`, expected a number | write the digits alone, such as `3` or `3.5`
",
    ),
    (
        r"title: a
weight: 300
",
        r"2:9 bad-value: `weight` is `300`, expected a whole number from 0 to 255 | write a number between the two
",
    ),
    (
        r"title: a
steps: none
",
        r"2:8 wrong-kind: `steps` is text, expected a list | write it as a list: `steps: [none]`
",
    ),
    (
        r"title: a
steps: {a: b}
",
        r"2:8 wrong-kind: `steps` is a set of keys, expected a list | start each item on a line of its own with `- `
",
    ),
    (
        r"title: a
leads: [a, [b], c, ~]
",
        r"2:12 wrong-kind: an item of `leads` is a list, expected text | write text alone; if it starts with `[`, put it in quotes
2:20 wrong-kind: an item of `leads` has no value | write it, or take the item away
",
    ),
    (
        r"title: a
updates: [a]
",
        r"2:10 wrong-kind: `updates` is a list, expected a set of keys | take the dashes away and write `key: value` lines
",
    ),
    (
        r"title: a
held: [x]
",
        r"2:7 wrong-kind: `held` is a list, expected a set of keys | take the dashes away and write `key: value` lines
",
    ),
    (
        r"title: a
held: text
",
        r"2:7 wrong-kind: `held` is text, expected a set of keys | write `key: value` lines below `held:`, each two spaces further to the right than it
",
    ),
    (
        r"title: a
held: {id: a}
",
        r"2:7 missing-key: `title` is missing in `held` | add a line `title: …`
",
    ),
    (
        r"title: a
steps:
  - id: one
    due: soon
    tilte: x
  - title: two
    start: [x]
  - {}
",
        r"4:10 bad-value: `soon` is not a date | write it as `2024-02-08` or `2024-02`
5:5 unknown-key: unknown key `tilte` | did you mean `title`?
7:12 wrong-kind: `start` is a list, expected text | write text after `start:`, without `-` and `[ ]`
6:5 missing-key: `id` is missing in the item `two` of `steps` | add a line `id: …`
8:5 missing-key: `id` is missing in an item of `steps` | add a line `id: …`
8:5 missing-key: `title` is missing in an item of `steps` | add a line `title: …`
",
    ),
    (
        r"updates:
  9a: {by: x}
  9b: {status: [x], by: y, foo: z}
  9c:
  9d: {status: a, by: b, steps: [{id: [x], titl: x, due: x}]}
",
        r"2:7 missing-key: `status` is missing in `9a` | add a line `status: …`
3:16 wrong-kind: `status` is a list, expected text | write text after `status:`, without `-` and `[ ]`
3:28 unknown-key: unknown key `foo` | the keys known here are `status`, `by`, `progress` and `steps`
4:6 wrong-kind: `9c` has no value | write it after `9c:`, or take the line away
5:39 wrong-kind: `id` is a list, expected text | write text after `id:`, without `-` and `[ ]`
5:44 unknown-key: unknown key `titl` | did you mean `title`?
5:58 bad-value: `x` is not a date | write it as `2024-02-08` or `2024-02`
1:1 missing-key: `title` is missing | add a line `title: …`
",
    ),
    (
        r"- a
- b
",
        r"1:1 wrong-kind: the top level is a list, expected a set of keys | take the dashes away and write `key: value` lines
",
    ),
    (
        r"just text
",
        r"1:1 wrong-kind: the top level is text, expected a set of keys | write `key: value` lines
",
    ),
    (
        "\n",
        r"1:1 missing-key: `title` is missing | add a line `title: …`
",
    ),
    (
        r"title: a
title: b
title: c
",
        r"2:1 duplicate-key: `title` is given twice | keep one of the two and take the other away
3:1 duplicate-key: `title` is given twice | keep one of the two and take the other away
",
    ),
    (
        r"title: a
pair: [a]
",
        r"2:7 bad-value: the list has 1 item, expected 2 | give 2 items
",
    ),
    (
        r"title: a
<<: b
",
        r"2:1 yaml-unsupported: the merge key `<<` is not used in these files | write the keys out where they are needed
",
    ),
    (
        r"title: !foo a
",
        r"1:8 yaml-unsupported: the tag `!foo` is not used in these files | take it away; if the `!` belongs to the text, put the value in quotes
",
    ),
    (
        r"title: *a
",
        r"1:8 yaml-syntax: `*a` refers to a part named `&a`, and there is none before it | if the `*` belongs to the text, put the whole value in quotes
",
    ),
    (
        r"title: &a [*a]
",
        r"1:12 yaml-unsupported: a part cannot be repeated inside itself | write the part out instead of repeating it inside itself
1:11 wrong-kind: `title` is a list, expected text | write text after `title:`, without `-` and `[ ]`
",
    ),
    (
        r"[a]: b
title: x
",
        r"1:1 yaml-unsupported: a text that starts with `{` must stand in quotes | put the whole value in quotes
",
    ),
    (
        r": a
title: x
",
        r"1:2 yaml-syntax: there is no key before this colon | write the key before the colon
",
    ),
    (
        r"title: a
---
title: b
",
        r"2:1 yaml-unsupported: a second document starts here | take the line `---` away, or move what follows it to a file of its own
",
    ),
    (
        r"title: a #3
",
        r"1:10 warning cut-short: the value ends before ` #`: `#3` is read as a comment | put the whole value in quotes; if it is a comment, leave two spaces before the `#`
",
    ),
    (
        r"title: a # comment
leads: b  # fine
# fine
draft: true
weight: # fine
",
        r"1:10 warning cut-short: the value ends before ` #`: `# comment` is read as a comment | put the whole value in quotes; if it is a comment, leave two spaces before the `#`
",
    ),
    (
        r"title: Workforce: the plan
",
        r#"1:17 yaml-syntax: an unquoted value contains a colon | put the value in quotes: `title: "Workforce: the plan"`
"#,
    ),
    (
        r#"title: He said: "no"
"#,
        r"1:15 yaml-syntax: an unquoted value contains a colon | put the whole value in quotes
",
    ),
    (
        "title:\n\ta: b\n",
        r"2:1 yaml-syntax: a tab is used to indent | use spaces instead of tabs, two for each level
",
    ),
    (
        r#"title: "abc
leads: b
"#,
        r"1:8 yaml-syntax: the quote that starts here is not closed | write the same quote mark at the end of the value
",
    ),
    (
        r"title: 'it's'
",
        r"1:12 yaml-syntax: the quoted value ends before this | put the whole value between quotes; within single quotes write `''` for an apostrophe
",
    ),
    (
        r#"title: "a" b
"#,
        r#"1:12 yaml-syntax: the quoted value ends before this | put the whole value between quotes; within double quotes write `\"` for a quote mark
"#,
    ),
    (
        r"title: @home
",
        r"1:8 yaml-syntax: an unquoted value cannot start with `@` | put the whole value in quotes
",
    ),
    (
        r"title: `code`
",
        r"1:8 yaml-syntax: an unquoted value cannot start with a backtick | put the whole value in quotes
",
    ),
    (
        r"title: % of all
",
        r"1:8 yaml-syntax: an unquoted value cannot start with `%` | put the whole value in quotes
",
    ),
    (
        r"title: *bold*
",
        r"1:8 yaml-syntax: `*bold*` refers to a part named `&bold*`, and there is none before it | if the `*` belongs to the text, put the whole value in quotes
",
    ),
    (
        r"title: * bold
",
        r"1:8 yaml-syntax: an unquoted value cannot start with `*` | put the whole value in quotes
",
    ),
    (
        r"title: a
  leads: b
",
        r"2:8 yaml-syntax: this key does not fit the line above it | let it start in the same column as the other keys; if it belongs to the text above, put that text in quotes
",
    ),
    (
        r"title: a
leads:
  - b
 - c
",
        r"4:2 yaml-syntax: this line is not indented like those around it | let it start in the same column as the lines it belongs with; indent by two spaces what belongs below a key
",
    ),
    (
        r"title: a
leads: [b, c
draft: true
",
        r"3:6 yaml-syntax: this colon stands inside a bracket that is not closed | write the missing `]` or `}`, or put the value that starts with the bracket in quotes
",
    ),
    (
        r"title: [a
",
        r"1:8 yaml-syntax: the `[` is not closed | write `]` at its end, or put the value in quotes
",
    ),
    (
        r"title: a
leads b
draft: true
",
        r"2:1 yaml-syntax: a key and a colon are expected here | write `key: value`, with a space after the colon; indent what belongs to the text above
",
    ),
    (
        r"title: - a
",
        r"1:8 yaml-syntax: a list cannot start here | start the list on the next line; a `-` alone as text goes in quotes
",
    ),
    (
        r"title: a]
leads: ]
",
        r"2:8 yaml-syntax: this bracket closes nothing | take it away, or put the value in quotes
",
    ),
    (
        r#"title: "\d"
"#,
        r"1:8 yaml-syntax: this quoted value has a backslash that means nothing | write `\\` for a backslash, or use single quotes
",
    ),
    (
        r"title: |x
  a
",
        r"1:8 yaml-syntax: nothing may follow `|` or `>` on its line | start the text on the next line, indented by two spaces; or put the value in quotes
",
    ),
    (
        r"title: , a
",
        r"1:8 yaml-syntax: no value can start like this | put the whole value in quotes
",
    ),
    (
        r"title: foo
  # c
  bar
",
        r"3:3 yaml-syntax: this line is not indented like those around it | let it start in the same column as the lines it belongs with; indent by two spaces what belongs below a key
",
    ),
    (
        r"%foo
title: a
",
        r"1:1 yaml-syntax: a line cannot start with `%` | put the value in quotes, or take the line away
",
    ),
    (
        r##"title: "x"#c
"##,
        r"1:11 yaml-syntax: a comment follows without a space | leave two spaces before the `#`
",
    ),
    (
        r"leads: [a, b]]
",
        r"1:14 yaml-syntax: this bracket closes nothing | take it away, or put the value in quotes
",
    ),
    (
        r"title: a
leads: {a: b c: d}
",
        r"2:15 yaml-syntax: a comma or a closing bracket is expected here | separate the items by commas and close the bracket; a text with `,`, `[` or `{` goes in quotes
",
    ),
];

#[test]
fn mistakes_are_told_in_exactly_these_words() {
    for (text, expected) in MISTAKES {
        check(text, expected);
    }
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
fn places_count_the_bytes_of_the_whole_file() {
    let file = "---\ntitle: Straße\nleads: [é, b]\nsteps:\n- id: x\n  title: y\n---\nBody";
    let mut diagnostics = Diagnostics::default();
    let source: Source = read(&file[4..file.len() - 9], FileId(3), 4, &mut diagnostics).unwrap();
    assert_eq!(&file[source.title.span.range()], "Straße");
    assert_eq!(&file[source.leads[0].span.range()], "é");
    assert_eq!(&file[source.steps[0].id.span.range()], "x");
    assert_eq!(source.title.span.file, FileId(3));
    let ordered: Ordered<String, Placed<serde::de::IgnoredAny>> =
        read(&file[4..file.len() - 9], FileId(3), 4, &mut diagnostics).unwrap();
    assert_eq!(&file[ordered[2].0.span.range()], "steps");
    assert_eq!(&file[ordered[2].1.span.range()], "- id: x");
    assert!(diagnostics.is_empty());
}

/// Every word of a text must stand where the text says, byte for byte.
fn check_places(yaml: &str) {
    let padded = format!("0123{yaml}");
    let mut diagnostics = Diagnostics::default();
    let texts: Ordered<String, Text> = read(yaml, FileId(0), 4, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty() && !texts.is_empty(), "{yaml}");
    for (_, text) in &texts {
        let mut at = 0;
        for word in text.value.split([' ', '\n', '\'']) {
            let range = at..at + word.len();
            at = range.end + 1;
            if !word.is_empty() {
                let place = text.place(range);
                assert_eq!(&padded[place.range()], word, "in {yaml}");
            }
        }
        assert!(text.place(0..usize::MAX).end <= text.span.end);
        assert_eq!(text.place(usize::MAX..usize::MAX).range().len(), 0);
    }
}

#[test]
fn words_of_a_text_are_found_in_the_file() {
    check_places("a: one two\n");
    check_places("a: 'one two'\nb: \"three four\"\n");
    check_places("a: |\n  one twö\n\n    three\n  four\nb: x\n");
    check_places("a: |\n\n\n  one two\n  \n  three\n");
    check_places("a: |2-\n    one\n   two\n");
    check_places("a: |\r\n  one two\r\n\r\n  three\r\nb: x\r\n");
    check_places("a:\n  b: c\n".replace("  b: c", "  one\n  two three").as_str());
    check_places("a: >\n  one two\n  three\n\n  four\n    five\n");
    check_places("a: 'it''s one\n  and two'\n");
    check_places("a: \"one\n  two\n\n  three\"\n");
    check_places("a: |+\n  one\n\n\nb: |\n   two\n     three\n\n\n");
    check_places("a: |\n  one");
    check_places("? a\n: |\n one\n two\n");
}

#[test]
fn a_text_with_escapes_has_one_place() {
    let mut diagnostics = Diagnostics::default();
    let texts: OneOrMany<Text> = read("- \"a\\tb\"\n- c\n", FileId(0), 0, &mut diagnostics).unwrap();
    assert_eq!(texts[0].place(0..1), texts[0].span);
    let body = Text::body("Hello", crate::diagnostic::Span::new(FileId(1), 10..15));
    assert_eq!(body.place(1..3).range(), 11..13);
    assert_eq!(body.place(9..12).range(), 15..15);
}

#[test]
fn limits_hold() {
    let deep = format!("a: {}{}", "[".repeat(100), "]".repeat(100));
    assert!(told::<Ordered<String, String>>(&deep).1.contains("more than 64 levels deep"));
    let deep: String = (0..70).fold(String::new(), |text, level| text + &" ".repeat(level) + "a:\n");
    assert!(told::<Ordered<String, String>>(&deep).1.contains("more than 64 levels deep"));
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        writeln!(bomb, "a{level}: &a{level} [{}]", vec![before; 9].join(", ")).unwrap();
    }
    assert!(
        told::<Ordered<String, serde::de::IgnoredAny>>(&bomb).1.contains("the aliases of this file expand to too much")
    );
    let mut tower = "a0: &a0 [x]\n".to_owned();
    for level in 1..70 {
        writeln!(tower, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
    }
    assert!(told::<Ordered<String, serde::de::IgnoredAny>>(&tower).1.contains("more than 64 levels deep"));
    let many: String = (0..300).fold(String::new(), |text, number| text + &format!("k{number}: [x]\n"));
    let (value, lines) = told::<Ordered<String, String>>(&many);
    assert_eq!((value, lines.lines().count()), (None, 201));
    assert!(lines.contains("this file has too many mistakes to list them all"));
}

#[test]
fn a_repeated_mistake_is_told_once() {
    let text = format!("title: a\nheld: &x {{id: a, titel: b}}\nsteps: [{}]\n", vec!["*x"; 20_000].join(", "));
    let (value, lines) = told::<Source>(&text);
    assert_eq!((value.unwrap().steps.len(), lines.lines().count()), (0, 1), "{lines}");
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

#[test]
fn long_files_with_mistakes_are_read_in_one_go() {
    let mut text = "title: a\nupdates:\n".to_owned();
    for number in 0..2000 {
        let status = if number % 20 == 0 { "statsu" } else { "status" };
        writeln!(text, "  r{number}:\n    {status}: on-track\n    by: x\n    progress: |\n      Words.").unwrap();
    }
    let (value, lines) = told::<Source>(&text);
    assert_eq!((value.unwrap().updates.len(), lines.lines().count()), (1900, 100));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_stops_the_reader(text in "\\PC*") {
        survive(&text);
    }

    #[test]
    fn no_heap_of_signs_stops_the_reader(text in "([a-c]|[ \\n]|\n  |- |: |title|[\\[\\]{},&*!|>'\"%@#?~\\-\t\r\\\\])*") {
        survive(&text);
    }

    #[test]
    fn no_damage_stops_the_reader(which in 0..MISTAKES.len(), at in 0..200usize, cut in 0..6usize, put in "[a:\\-\\[\\]{}\n \t'\"&*|#]{0,3}") {
        let mut chars: Vec<char> = MISTAKES[which].0.chars().collect();
        let start = at.min(chars.len());
        let end = (start + cut).min(chars.len());
        chars.splice(start..end, put.chars());
        survive(&chars.into_iter().collect::<String>());
    }
}

fn survive(text: &str) {
    told::<Source>(text);
    told::<Ordered<String, Placed<OneOrMany<String>>>>(text);
    let texts = told::<Ordered<Placed<String>, Text>>(text).0.unwrap_or_default();
    for (_, words) in &texts {
        for at in 0..=words.value.len() {
            let place = words.place(at..at + 1);
            assert!(place.start <= place.end && place.end as usize <= text.len());
        }
    }
    let shared: Option<Arc<str>> = told(text).0;
    drop(shared);
}
