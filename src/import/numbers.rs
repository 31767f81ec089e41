//! The numbers of recommendations, wherever they stand: in a column, before the text, or made by a word processor.

use crate::refs::Ref;

/// Words that may stand before a number and say only that it is one.
const LEADING: [&str; 14] = [
    "recommendation",
    "rec",
    "no",
    "nr",
    "number",
    "ref",
    "action",
    "priority",
    "item",
    "task",
    "point",
    "finding",
    "rhif",
    "argymhelliad",
];

/// Whether a text is nothing but a number of a recommendation.
pub fn is_number(text: &str) -> bool {
    read(text).is_some()
}

/// The ref that a text is: `1.`, `9a)`, `No. 9a`, `R12`, `2.3`, `(iii)`.
pub fn read(text: &str) -> Option<Ref> {
    let mut text = text.trim();
    let lower = text.to_lowercase();
    let word = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if LEADING.contains(&word) {
        text = text[word.len()..].trim_start_matches(['.', ':', '#', ' ', '\u{a0}']);
    }
    let plain =
        text.trim_start_matches(['(', '[', '#']).trim_end_matches(['.', ')', ']', ':', ' ', '\u{a0}', '-', '–']);
    if plain.chars().count() > 12 || !is_like_number(plain) {
        return None;
    }
    let joined: String =
        plain.chars().filter(|c| *c != ' ').map(|c| if matches!(c, '/' | '(' | '–' | '_') { '-' } else { c }).collect();
    Ref::read(joined.trim_end_matches(')')).ok()
}

/// Digits with perhaps a letter or two around them, a single letter, or small Roman figures.
fn is_like_number(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().all(|c| c.is_ascii_alphanumeric() || ".-–/() _".contains(c));
    let is_roman = !text.is_empty() && letters <= 5 && text.chars().all(|c| "ivxIVX".contains(c));
    // "3 (a)" is a number, "Q3 2023/24" a time.
    let mut words = text.split(' ').skip(1);
    let is_part = |word: &str| word.trim_matches(['(', ')']).len() <= 2;
    let words_fit = words.next().is_none_or(is_part) && words.next().is_none() && !(text.contains('/') && digits > 3);
    others
        && words_fit
        && ((digits > 0 && letters <= 3) || (digits == 0 && letters == 1 && text.len() == 1) || is_roman)
}

/// The number that a text begins with, and the rest: `9a. The council should`, `R3: …`, `Recommendation 4 – …`.
pub fn leading(text: &str) -> Option<(Ref, &str)> {
    let trimmed = text.trim_start();
    let lower = trimmed.to_lowercase();
    let word = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let named = LEADING.contains(&word) && lower.len() == trimmed.len();
    let from = if named { word.len() + count(&trimmed[word.len()..], &['.', ':', '#', ' ', '\u{a0}']) } else { 0 };
    let rest = &trimmed[from..];
    let opening = rest.starts_with('(');
    let body = if opening { &rest[1..] } else { rest };
    let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(body.len());
    let number = body[..end].trim_end_matches('.');
    let after = &body[number.len()..];
    // What parts the number from the text; a number that runs on into it ("2024 budget") is none.
    let mark = after.chars().next()?;
    let is_parted = matches!(mark, '.' | ')' | ':' | '\t' | '\n')
        || after.starts_with(" -")
        || after.starts_with(" –")
        || (named && mark == ' ');
    let has_digit = number.chars().any(|c| c.is_ascii_digit());
    let is_letter = number.len() == 1 && (mark == ')' || opening);
    if !is_parted || !(has_digit || is_letter) || number.len() > 6 || (has_digit && !is_like_number(number)) {
        return None;
    }
    let text = after.trim_start_matches(['.', ')', ':', '-', '–', ' ', '\t', '\n', '\u{a0}']);
    if text.is_empty() || after.starts_with(|c: char| c == '.' && after[1..].starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    Some((Ref::read(number).ok()?, text))
}

fn count(text: &str, marks: &[char]) -> usize {
    text.len() - text.trim_start_matches(marks).len()
}

/// A letter or small Roman figure alone, below a number: `b` below `9` or `9a` is `9b`.
pub fn below(parent: &Ref, part: &Ref) -> Option<Ref> {
    let digits: String = parent.as_str().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let is_letter = part.as_str().len() == 1 && part.as_str().chars().all(|c| c.is_ascii_lowercase());
    (is_letter && !digits.is_empty())
        .then(|| Ref::read(&format!("{}{part}", digits.trim_end_matches('.'))).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_dress() {
        for (text, number) in [
            ("1", "1"),
            ("1.", "1"),
            (" 9a) ", "9a"),
            ("No. 9a", "9a"),
            ("R12", "R12"),
            ("2.3", "2.3"),
            ("(iii)", "iii"),
            ("Rec 4", "4"),
            ("Recommendation 4:", "4"),
            ("1/2", "1-2"),
            ("3 (a)", "3-a"),
        ] {
            assert_eq!(read(text).map(|r| r.to_string()).as_deref(), Some(number), "{text}");
        }
        for text in ["", "Ongoing", "High", "2 weeks of work", "S151 Officer", "n/a ", "Q3 2023/24", "2023/24"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_before_the_text_is_told_from_the_text() {
        for (text, number, rest) in [
            ("9a. The council should", "9a", "The council should"),
            ("R3: Review", "R3", "Review"),
            ("Recommendation 4 – Pay", "4", "Pay"),
            ("2.1 - Pay", "2.1", "Pay"),
            ("a) Trust", "a", "Trust"),
            ("(b) Trust", "b", "Trust"),
        ] {
            assert_eq!(leading(text).map(|(r, t)| (r.to_string(), t)), Some((number.to_owned(), rest)), "{text}");
        }
        for text in ["2024 budget", "A need is there", "S151 officers", "1", "3.5 million", "I. am"] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn a_letter_belongs_to_the_number_above() {
        let r = |text| Ref::read(text).unwrap();
        assert_eq!(below(&r("9"), &r("a")), Some(r("9a")));
        assert_eq!(below(&r("9a"), &r("b")), Some(r("9b")));
        assert_eq!(below(&r("9"), &r("10")), None);
    }
}
