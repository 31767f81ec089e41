//! Words that send readers to another recommendation: "see no. 9", "see 4 & 5".
//!
//! The check `unlinked-reference` finds such words too, but with the plan's own labels, ranges and asides, and offers
//! what it cannot be sure of; an import writes links unasked, so that it takes whole words and all of a list or none.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::refs::{ELSEWHERE, Ref};

/// Words that may stand between "see" and the number.
const NOUNS: [&str; 14] = [
    "no",
    "nos",
    "number",
    "numbers",
    "recommendation",
    "recommendations",
    "rec",
    "recs",
    "action",
    "actions",
    "priority",
    "priorities",
    "item",
    "point",
];

/// The refs that words may name, in whatever case.
#[derive(Clone, Debug, Default)]
pub struct Known(BTreeMap<String, Ref>);

impl FromIterator<Ref> for Known {
    fn from_iter<I: IntoIterator<Item = Ref>>(refs: I) -> Self {
        Self(refs.into_iter().map(|reference| (reference.slug(), reference)).collect())
    }
}

/// A number in a text, and the recommendation that it names.
type Sent = (Range<usize>, Ref);

/// The refs of `known` to which a text sends, each with its place in the text.
pub fn find(text: &str, known: &Known) -> Vec<Sent> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (next, refs) = after_see(text, &words, at, known).unwrap_or((at + 1, Vec::new()));
        found.extend(refs);
        at = next;
    }
    found
}

/// The numbers that follow a word "see" or a noun, if all of them are known.
fn after_see(text: &str, words: &[Range<usize>], at: usize, known: &Known) -> Option<(usize, Vec<Sent>)> {
    let lower =
        |at: usize| words.get(at).map(|range| text[range.clone()].trim_matches(['(', '.', ',', ':']).to_lowercase());
    let first = lower(at)?;
    let mut next = match first.as_str() {
        "see" if lower(at + 1).is_some_and(|word| word == "also") => at + 2,
        "see" => at + 1,
        "recommendation" | "recommendations" | "rec" | "priority" => at,
        _ => return None,
    };
    let is_named = lower(next).is_some_and(|word| NOUNS.contains(&word.as_str()));
    next += usize::from(is_named);
    let mut refs = Vec::new();
    loop {
        let range = words.get(next)?.clone();
        let Some((place, reference)) = one(text, range, known) else {
            return (!refs.is_empty()).then_some((next, refs));
        };
        refs.push((place.clone(), reference));
        next += 1;
        let ends = text[place.end..words[next - 1].end].contains([')', '.', ';', ':']);
        let comma = text[place.end..words[next - 1].end].contains(',');
        match lower(next) {
            Some(word) if !ends && matches!(word.as_str(), "&" | "and" | "or") => next += 1,
            Some(word) if !ends && ELSEWHERE.contains(&word.as_str()) => return None,
            _ if comma => {}
            // "See 5 new homes": without a noun nothing may follow.
            Some(word) if !ends && !is_named && !matches!(word.as_str(), "above" | "below") => return None,
            _ => return Some((next, refs)),
        }
    }
}

fn one(text: &str, range: Range<usize>, known: &Known) -> Option<Sent> {
    let word = &text[range.clone()];
    let start = range.start + (word.len() - word.trim_start_matches(['(', '#']).len());
    let plain = text[start..range.end].trim_end_matches([')', '.', ',', ';', ':']);
    let reference = known.0.get(&plain.to_lowercase())?;
    Some((start..start + plain.len(), reference.clone()))
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

/// Markdown in which each of these words is a link to its recommendation, but for those of the recommendation itself.
pub fn linked(markdown: &str, known: &Known, own: Option<&Ref>) -> String {
    let mut out = markdown.to_owned();
    for (range, reference) in find(markdown, known).into_iter().rev().filter(|(_, to)| Some(to) != own) {
        let is_in_link = markdown[..range.start].ends_with(['[', '/']) || markdown[range.end..].starts_with("](");
        if !is_in_link {
            let words = &markdown[range.clone()];
            out.replace_range(range, &format!("[{words}](ref:{reference})"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_send_elsewhere_become_links() {
        let known: Known = ["4", "5", "9", "9a"].into_iter().map(|text| Ref::read(text).unwrap()).collect();
        for (text, expected) in [
            ("Done (see no. 9).", "Done (see no. [9](ref:9))."),
            ("see 4 & 5", "see [4](ref:4) & [5](ref:5)"),
            ("See also recommendation 9a, and more", "See also recommendation [9a](ref:9a), and more"),
            ("see 4, 5 and 9", "see [4](ref:4), [5](ref:5) and [9](ref:9)"),
            ("see 12", "see 12"),
            ("see recommendation 9 of the review", "see recommendation 9 of the review"),
            ("We will see 5 new homes", "We will see 5 new homes"),
            ("see 4 below and pay 5 people", "see [4](ref:4) below and pay 5 people"),
            ("as in recommendation 4", "as in recommendation [4](ref:4)"),
        ] {
            assert_eq!(linked(text, &known, None), expected);
        }
    }
}
