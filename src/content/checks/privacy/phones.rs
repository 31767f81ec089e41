//! Telephone numbers, told from dates, amounts and references.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone {
    Mobile,
    Landline,
}

/// Numbers as they are written in the United Kingdom: an area code of three to five digits and groups of three or
/// more, or all in one; with `+44` or `0`.
pub fn all(text: &str) -> Vec<(Range<usize>, Phone)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| matches!(byte, b'0' | b'+')) {
        let start = at + next;
        at = start + 1;
        // Part of a longer word, of an amount or of an address is none.
        let is_part =
            text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "/.=-_£$€#%&?+:".contains(c));
        if is_part {
            continue;
        }
        let Some((length, digits)) = number(&text[start..]) else { continue };
        let start = if text[..start].ends_with('(') { start - 1 } else { start };
        let kind = match digits.as_bytes() {
            [b'7', second, ..] if *second != b'0' && digits.len() == 10 => Some(Phone::Mobile),
            [b'1' | b'2', ..] if (9..=10).contains(&digits.len()) => Some(Phone::Landline),
            _ => None,
        };
        found.extend(kind.map(|kind| (start..at - 1 + length, kind)));
        at = at - 1 + length.max(1);
    }
    found
}

/// How many bytes the number at the start takes, and its digits after the `0` or `+44`.
fn number(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix("+44").map(|rest| rest.trim_start().trim_start_matches("(0)").trim_start());
    let is_international = rest.is_some();
    let rest = rest.or_else(|| text.strip_prefix('0'))?;
    let mut groups: Vec<String> = vec![String::new()];
    let mut end = text.len() - rest.len();
    for (at, c) in rest.char_indices() {
        let position = text.len() - rest.len() + at;
        match c {
            '0'..='9' => {
                groups.last_mut()?.push(c);
                end = position + 1;
            }
            // One separator, or the closing bracket of the area code and a space.
            ' ' | '-' | '\u{a0}' | ')' if groups.last().is_some_and(|group| !group.is_empty()) => {
                groups.push(String::new());
            }
            ' ' if rest[..at].ends_with(')') => {}
            _ => break,
        }
    }
    groups.retain(|group| !group.is_empty());
    let follows = text[end..].chars().next();
    let goes_on = follows.is_some_and(|c| c.is_alphanumeric() || "/-_@%".contains(c))
        || text[end..].starts_with(['.', ',', ':']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let digits: String = groups.concat();
    let code = groups.first().map_or(0, String::len);
    let is_grouped = match groups.as_slice() {
        [_] => true,
        // The 0 before the code is not counted.
        [_, others @ ..] => (2..=4).contains(&code) && others.iter().all(|group| group.len() >= 3),
        [] => false,
    };
    let is_sound = is_grouped && !goes_on && (is_international || code >= 2);
    is_sound.then_some((end, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_told_from_other_numbers() {
        for (text, kind) in [
            ("07700 900123", Phone::Mobile),
            ("07700 900 123", Phone::Mobile),
            ("+44 7700 900123", Phone::Mobile),
            ("+44 (0)7700 900123", Phone::Mobile),
            ("020 7946 0000", Phone::Landline),
            ("(01632) 960 001", Phone::Landline),
            ("01632960001", Phone::Landline),
            ("01632-960001", Phone::Landline),
        ] {
            let written = format!("Call {text}, please");
            let found = all(&written);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&written[found[0].0.clone()], found[0].1), (text, kind));
        }
        for text in [
            "0300 123 4567",
            "0800 111 222",
            "01/02/2024",
            "2024-01-02 03:04",
            "£01632 960001",
            "ref 0012345678",
            "0.1632960001",
            "https://example.org/01632960001",
            "07 2024 0900 1200",
            "0163 29",
            "from 02 2024 to 03 2025",
            "07001234567",
            "01632 960001 33 22",
            "0-25",
            "0123456789012345",
        ] {
            assert_eq!(all(text), [], "{text}");
        }
    }
}
