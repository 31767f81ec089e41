//! Where values, and the words in them, stand in their file.

use super::Source;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::yaml::{OneOrMany, Ordered, Text, read};

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
