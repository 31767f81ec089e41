//! Texts with mistakes, and all that is said of each.

use super::check;

/// A text and all that is said of it.
#[rustfmt::skip]
pub const MISTAKES: &[(&str, &str)] = &[
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
