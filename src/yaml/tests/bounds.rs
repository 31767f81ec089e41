//! No input stops the reader, takes it long, or has it say more than anybody reads.

use std::fmt::Write;
use std::sync::Arc;

use proptest::prelude::*;

use super::mistakes::MISTAKES;
use super::{Source, told};
use crate::diagnostic::Placed;
use crate::yaml::{OneOrMany, Ordered, Text};

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
