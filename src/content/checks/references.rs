//! References in prose: those that cannot survive outside of a printed table, and those that should be links.
//!
//! On the web each recommendation has a page of its own, and its updates stand newest first; "as above" has nothing above it there,
//! and no page has a number. Only what is certain is told: "see below" is right where the same text goes on below.

use std::fmt::Write;
use std::ops::Range;

use super::pieces::Piece;
use super::project::Project;
use crate::diagnostic::{Check, Diagnostics};
use crate::prose::outline::Outline;
use crate::refs::ELSEWHERE;

pub const DEAD_REFERENCE: Check =
    Check::warning("dead-reference", "words that refer to a place on paper, such as \"as above\" or \"see page 7\"");
pub const UNLINKED_REFERENCE: Check =
    Check::warning("unlinked-reference", "words that refer to a recommendation without a link to it");

/// What leads nowhere in any project: "see page 7", "as above".
pub fn of_markdown(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    for seen in seen(piece, outline) {
        if let Some(range) = page(piece.text(), seen.start, seen.end) {
            found.push(dead(piece, range, "no page of the site has a number"));
        }
    }
    dead_words(piece, outline, found);
}

/// What could be a link: "see no. 9".
pub fn of_links(project: &Project<'_>, piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    for seen in seen(piece, outline) {
        if page(piece.text(), seen.start, seen.end).is_none() {
            unlinked(project, piece, seen, found);
        }
    }
}

/// From each word "see" that is no link yet to the end of its run; the words of others stay as they were.
pub fn seen(piece: &Piece<'_>, outline: &Outline) -> Vec<Range<usize>> {
    let text = piece.text();
    if piece.home.is_quoted || !may_refer(text) {
        return Vec::new();
    }
    let of_run = |run: &Range<usize>| {
        let (first, last) = (run.start, run.end);
        let all = text[run.clone()].match_indices("ee");
        all.filter_map(move |(at, _)| Some(see(text, first + at)?..last)).collect::<Vec<_>>()
    };
    outline.text.iter().filter(|run| !run.in_link).flat_map(|run| of_run(&run.range)).collect()
}

/// Whether a text may refer to a recommendation by its number. Nearly none does, and is told so at the speed of memory.
pub fn may_refer(text: &str) -> bool {
    ["see", "See", "SEE"].iter().any(|word| text.contains(word))
}

/// Where the word "see" stands that has its `ee` at a byte.
fn see(text: &str, at: usize) -> Option<usize> {
    let start = at.checked_sub(1)?;
    let is_word = text.get(start..at).is_some_and(|s| s.eq_ignore_ascii_case("s"))
        && !text[..start].chars().next_back().is_some_and(char::is_alphanumeric)
        && text[at + 2..].starts_with(char::is_whitespace);
    is_word.then_some(start)
}

fn dead(piece: &Piece<'_>, range: Range<usize>, why: &str) -> crate::diagnostic::Diagnostic {
    let message = format!("`{}` leads nowhere: {why}", one_line(&piece.text()[range.clone()]));
    let hint =
        "say what is meant in words, or link it: `[9a](ref:9a)` for a recommendation, `[report](files/…)` for a file";
    DEAD_REFERENCE.found(piece.place(range), message, hint)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "see page 7", "see pp. 3-4"; not "see page 7 of the report", which names what has the page.
fn page(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let mut words = Words { text: &text[..end], at: start + 3 };
    let mut word = words.next()?;
    if text[word.clone()].eq_ignore_ascii_case("also") {
        word = words.next()?;
    }
    let noun = text[word].trim_end_matches('.').to_lowercase();
    let number = words.next()?;
    let is_page = matches!(noun.as_str(), "page" | "pages" | "p" | "pp")
        && text[number.clone()].starts_with(|c: char| c.is_ascii_digit());
    if !is_page || words.next().is_some_and(|word| ELSEWHERE.contains(&text[word].to_lowercase().as_str())) {
        return None;
    }
    let number = text[number.clone()].trim_end_matches([')', '.', ',', ';', ':']).len() + number.start;
    Some(start..number)
}

/// "as above", "see below", "overleaf": dead where nothing is above or below in the same text.
fn dead_words(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    if piece.home.is_quoted {
        return;
    }
    let text = piece.text();
    let words = [("above", "bove"), ("below", "elow"), ("overleaf", "verleaf")].into_iter();
    for (word, needle) in words.filter(|(_, needle)| text.contains(needle)) {
        for run in outline.text.iter().filter(|run| !run.in_link) {
            let inside = &text[run.range.clone()];
            for (at, _) in inside.match_indices(needle) {
                let start = (run.range.start + at).checked_sub(1);
                if let Some(range) = start.and_then(|start| dead_word(text, word, start)) {
                    let why = match word {
                        "above" => "nothing is above it on its page",
                        "below" => "nothing is below it on its page",
                        _ => "a page of the site has no other side",
                    };
                    found.push(dead(piece, range, why));
                }
            }
        }
    }
}

/// The range of a dead reference whose last word stands at a byte.
fn dead_word(text: &str, word: &str, at: usize) -> Option<Range<usize>> {
    let end = at + word.len();
    let is_word = text.get(at..end)?.eq_ignore_ascii_case(word)
        && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
        && !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if !is_word {
        return None;
    }
    if word == "overleaf" {
        return Some(at..end);
    }
    let lead = before(text, at)?;
    let said = text[lead.clone()].trim_start_matches('(');
    let start = lead.end - said.len();
    let refers = ["as", "see"].iter().any(|verb| said.eq_ignore_ascii_case(verb)) && ends_here(&text[end..]);
    let is_dead = if word == "above" { is_beginning(&text[..start]) } else { is_end(&text[end..]) };
    (refers && is_dead).then_some(start..end)
}

/// Whether the reference ends with its word: "as above average" is none.
fn ends_here(after: &str) -> bool {
    let next = after.split_whitespace().next().unwrap_or_default();
    !after.starts_with(char::is_whitespace)
        || !next.starts_with(char::is_alphanumeric)
        || ["and", "but", "for"].contains(&next)
}

/// Whether no sentence ends before.
fn is_beginning(before: &str) -> bool {
    !before.trim_start().contains(['.', '\n', ':', ';', '?', '!', '|'])
}

/// Whether nothing follows but the rest of the sentence.
fn is_end(after: &str) -> bool {
    let end = after.find(['.', '\n', '?', '!', ':', ';', '|']).unwrap_or(after.len());
    after[end..].chars().all(|c| c.is_whitespace() || ".)?!".contains(c))
}

/// "see no. 9", "see 4 & 5", "(see recommendation 9a)": all refs of the plan, so links can be offered.
fn unlinked(project: &Project<'_>, piece: &Piece<'_>, see: Range<usize>, found: &mut Diagnostics) {
    let Some(plan) = piece.home.plan else { return };
    let text = &piece.text()[..see.end];
    let mut words = Words { text, at: see.start + 3 };
    let Some(mut word) = words.next() else { return };
    if text[word.clone()].eq_ignore_ascii_case("also") {
        let Some(next) = words.next() else { return };
        word = next;
    }
    let noun = text[word.clone()].trim_end_matches('.').to_lowercase();
    let has_noun = is_noun(project, plan, &noun);
    if has_noun {
        let Some(next) = words.next() else { return };
        word = next;
    }
    let refs = refs(project, plan, text, word.start);
    let Some(last) = refs.last().map(|range| range.end) else { return };
    let (before, after) = (&text[..see.start], &text[last..]);
    let follows = after.split_whitespace().next().unwrap_or_default().to_lowercase();
    let names_another = after.starts_with(char::is_whitespace) && ELSEWHERE.contains(&follows.as_str());
    let own = piece.home.recommendation;
    let is_itself = refs.iter().any(|range| project.recommendation(plan, &text[range.clone()]) == own && own.is_some());
    if names_another || is_itself || !(has_noun || is_aside(before, after)) {
        return;
    }
    // "see no. 4 above" becomes "see no. [4](ref:4)": on its page nothing is above.
    let end = [" above", " below"].iter().find(|word| after.starts_with(**word)).map_or(last, |word| last + word.len());
    let range = see.start..end;
    let mut typed = String::new();
    let mut at = see.start;
    for reference in &refs {
        let written = &text[reference.clone()];
        // Writing to a String cannot fail.
        let _ = write!(typed, "{}[{written}](ref:{})", &text[at..reference.start], written.to_lowercase());
        at = reference.end;
    }
    let message = format!("`{}` is no link", one_line(&text[range.clone()]));
    let hint = format!("write `{}`", one_line(&typed));
    found.push(UNLINKED_REFERENCE.found(piece.place(range), message, hint));
}

fn is_noun(project: &Project<'_>, plan: usize, word: &str) -> bool {
    const NOUNS: [&str; 13] = [
        "no",
        "nos",
        "number",
        "numbers",
        "recommendation",
        "recommendations",
        "rec",
        "recs",
        "row",
        "rows",
        "item",
        "items",
        "priority",
    ];
    let labels = &project.model.plans[plan].source.matter.labels;
    let mut own = labels.iter().filter(|(key, _)| ["recommendation", "recommendations"].contains(&&*key.value));
    let is_own = |own: String| word == own || word.strip_suffix('s') == Some(&own);
    NOUNS.contains(&word) || own.any(|(_, label)| is_own(label.value.to_lowercase()))
}

/// Whether bare numbers after "see" are certainly refs: the words stand apart from the sentence.
fn is_aside(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let said = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let begins = before.is_empty() || before.ends_with(['(', '[', '.', ';', ':', '–', '—']) || said == "please";
    let ends = after.is_empty() || after.starts_with([')', ']', '.', ';', '\n']);
    begins && ends
}

/// The refs of a list such as "4, 5 & 6", each a recommendation of the plan; none if one is not.
fn refs(project: &Project<'_>, plan: usize, text: &str, start: usize) -> Vec<Range<usize>> {
    let mut refs: Vec<Range<usize>> = Vec::new();
    let mut at = start;
    loop {
        let rest = &text[at..];
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
        let length = rest[..length].trim_end_matches('.').len();
        let is_ref = rest[..length].contains(|c: char| c.is_ascii_digit())
            && project.recommendation(plan, &rest[..length]).is_some();
        if !is_ref {
            // "see 4 and 5 staff": the number after the joining word is none of ours, the ones before it are.
            return refs;
        }
        refs.push(at..at + length);
        at += length;
        let joined =
            [" & ", ", ", " and ", " to ", "-", "–", "/", " or "].iter().find(|joint| text[at..].starts_with(**joint));
        let Some(joint) = joined else { return refs };
        at += joint.len();
    }
}

/// Words with what clings to them, from a place on.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Words<'_> {
    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(|c: char| !c.is_whitespace())?;
        let end = self.text[start..].find(char::is_whitespace).map_or(self.text.len(), |end| start + end);
        self.at = end;
        Some(start..end)
    }
}

/// The word before a place, if white space parts the two.
fn before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].trim_end();
    if before.is_empty() || before.len() == at {
        return None;
    }
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + char_length(before, space));
    Some(start..before.len())
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}
