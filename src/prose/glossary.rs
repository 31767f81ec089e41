//! Abbreviations spelt out at their first use on a page.
//!
//! A [`Glossary`] is made once for the site; each page has a [`GlossaryUse`] of its own. Words are told
//! apart by letters and digits alone, so `MTFS` is found in `MTFS-based` and not in `MTFSX`; a plural
//! `s` is part of the use.

use std::collections::HashMap;
use std::ops::Range;

use super::escape;

struct Entry {
    abbreviation: String,
    expansion: String,
    /// The singular or the plural of the same abbreviation, if the glossary has both.
    twin: Option<usize>,
}

/// For each first byte the second bytes, reduced to 64, with which an abbreviation begins: nearly all
/// words are passed over by this alone.
struct Beginnings([u64; 256]);

impl Beginnings {
    fn add(&mut self, word: &str) {
        let (first, second) = Self::of(word);
        // The plural of a single letter has an `s` next.
        let plural = if word.len() == 1 { 1 << (b's' & 63) } else { 0 };
        self.0[first] |= second | plural;
    }

    fn may_hold(&self, word: &str) -> bool {
        let (first, second) = Self::of(word);
        self.0[first] & second != 0
    }

    fn of(word: &str) -> (usize, u64) {
        let byte = |at: usize| word.as_bytes().get(at).copied().unwrap_or(0);
        (usize::from(byte(0)), 1 << (byte(1) & 63))
    }
}

/// What the abbreviations of a site stand for.
pub struct Glossary {
    entries: Vec<Entry>,
    /// By the first word of the abbreviation; of several the longest first.
    by_word: HashMap<String, Vec<usize>>,
    beginnings: Beginnings,
}

impl Glossary {
    /// From pairs of an abbreviation and what it stands for.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_abbreviation: HashMap<String, usize> = HashMap::new();
        let mut beginnings = Beginnings([0; 256]);
        for (abbreviation, expansion) in pairs {
            let (abbreviation, expansion) = (abbreviation.trim(), expansion.trim());
            let word = &abbreviation[..word_end(abbreviation, 0)];
            if word.is_empty() || expansion.is_empty() || by_abbreviation.contains_key(abbreviation) {
                continue;
            }
            let index = entries.len();
            beginnings.add(word);
            by_word.entry(word.to_owned()).or_default().push(index);
            by_abbreviation.insert(abbreviation.to_owned(), index);
            entries.push(Entry { abbreviation: abbreviation.to_owned(), expansion: expansion.to_owned(), twin: None });
        }
        for plural in 0..entries.len() {
            let singular = entries[plural].abbreviation.strip_suffix('s').and_then(|word| by_abbreviation.get(word));
            if let Some(&singular) = singular {
                entries[plural].twin = Some(singular);
                entries[singular].twin = Some(plural);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for candidates in by_word.values_mut() {
            candidates.sort_by_key(|&index| std::cmp::Reverse(entries[index].abbreviation.len()));
        }
        Self { entries, by_word, beginnings }
    }

    /// The entry used at `start`, where a word begins that ends at `end`, and the end of the use.
    fn find(&self, text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
        let word = &text[start..end];
        let of = |word: &str| self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let singular = word.strip_suffix('s').map_or(&[][..], of);
        of(word).iter().chain(singular).find_map(|&index| {
            let stop = start + self.entries[index].abbreviation.len();
            let rest = text[start..].strip_prefix(self.entries[index].abbreviation.as_str())?;
            if !begins_in_word(rest) {
                return Some((index, stop));
            }
            rest.strip_prefix('s').filter(|rest| !begins_in_word(rest)).map(|_| (index, stop + 1))
        })
    }
}

/// How words are written.
#[derive(Clone, Copy)]
struct Form {
    text: fn(&str, &mut String),
    /// Around an abbreviation that is spelt out.
    start: &'static str,
    end: &'static str,
}

const HTML: Form = Form { text: escape::text, start: "<abbr>", end: "</abbr>" };
const PLAIN: Form = Form { text: |text, out| out.push_str(text), start: "", end: "" };

/// Which abbreviations a page has used so far.
#[derive(Clone)]
pub struct GlossaryUse<'g> {
    glossary: &'g Glossary,
    used: Vec<bool>,
    left: usize,
}

impl<'g> GlossaryUse<'g> {
    pub fn new(glossary: &'g Glossary) -> Self {
        Self { glossary, used: vec![false; glossary.entries.len()], left: glossary.entries.len() }
    }

    /// Whether an abbreviation may still have its first use.
    pub(super) fn is_waiting(&self) -> bool {
        self.left > 0
    }

    /// Writes the text as HTML from `from` on, with first uses spelt out; what stands before `from` is
    /// written already, and counts only for whether an abbreviation has just been explained.
    pub(super) fn write(&mut self, text: &str, from: usize, out: &mut String) {
        self.put(text, from, HTML, out);
    }

    /// The same without marks.
    pub(super) fn write_plain(&mut self, text: &str, from: usize, out: &mut String) {
        self.put(text, from, PLAIN, out);
    }

    fn put(&mut self, text: &str, from: usize, form: Form, out: &mut String) {
        let mut written = from;
        let mut at = from;
        if text[..from].chars().next_back().is_some_and(char::is_alphanumeric) {
            at = word_end(text, at);
        }
        while at < text.len() {
            let end = word_end(text, at);
            if end == at {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let is_candidate = self.glossary.beginnings.may_hold(&text[at..end]);
            let found = if is_candidate { self.glossary.find(text, at, end) } else { None };
            let Some((index, stop)) = found else {
                at = end;
                continue;
            };
            if !self.used[index] {
                (form.text)(&text[written..at], out);
                self.first_use(index, text, (at..stop, form), out);
                written = stop;
            }
            at = stop;
        }
        (form.text)(&text[written..], out);
    }

    fn first_use(&mut self, index: usize, text: &str, (place, form): (Range<usize>, Form), out: &mut String) {
        let glossary = self.glossary;
        let entry = &glossary.entries[index];
        out.push_str(form.start);
        (form.text)(&text[place.clone()], out);
        out.push_str(form.end);
        if !ends_with(&text[..place.start], &entry.expansion) && !begins_with(&text[place.end..], &entry.expansion) {
            out.push_str(" (");
            (form.text)(&entry.expansion, out);
            out.push(')');
        }
        for index in [Some(index), entry.twin].into_iter().flatten() {
            self.left -= usize::from(!std::mem::replace(&mut self.used[index], true));
        }
    }
}

/// The end of the run of letters and digits that begins at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            end += 1;
        } else {
            match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

fn begins_in_word(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether the text, after brackets, dashes and an article, begins with the expansion.
fn begins_with(text: &str, expansion: &str) -> bool {
    // What stands between is punctuation and a space or two; more is another thought.
    let Some((at, _)) = text.char_indices().take(4).find(|(_, c)| c.is_alphanumeric()) else { return false };
    let text = &text[at..];
    [Some(text), text.strip_prefix("the ")].into_iter().flatten().any(|text| agree(text.chars(), expansion.chars()))
}

/// Whether the text, before brackets and dashes, ends with the expansion or its plural.
fn ends_with(text: &str, expansion: &str) -> bool {
    if !text.chars().rev().take(4).any(char::is_alphanumeric) {
        return false;
    }
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    [Some(text), text.strip_suffix('s')]
        .into_iter()
        .flatten()
        .any(|text| agree(text.chars().rev(), expansion.chars().rev()))
}

/// Whether the text begins with the expansion, if only letters and digits count and case does not.
fn agree(text: impl Iterator<Item = char>, expansion: impl Iterator<Item = char>) -> bool {
    let mut text = letters(text);
    letters(expansion).all(|letter| text.next() == Some(letter))
}

/// Letters and digits in lower case. A long gap between two of them ends it.
fn letters(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut gap = 0;
    text.take_while(move |c| {
        gap = if c.is_alphanumeric() { 0 } else { gap + 1 };
        gap < 8
    })
    .filter(|c| c.is_alphanumeric())
    .flat_map(char::to_lowercase)
}
