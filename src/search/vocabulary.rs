//! Which words stand in which documents, and how weighty each is there.
//!
//! The postings of a word are kept from the start as the text that the browser reads, a number a
//! document: the steps from document to document and the rank of the word there. Start at
//! [`Vocabulary::open`].

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::words;

/// The figures of the numbers in postings: five bits each, the sixth says that more follow.
const FIGURES: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// How many ranks there are: in the title, often, once or twice.
const RANKS: u32 = 3;
/// As many points make a word one that the document has often.
const OFTEN: u32 = 4;

/// Where in a document a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    /// What was recommended and promised.
    Own,
    /// What was reported of it, and what else is on its page.
    Later,
}

#[derive(Default)]
pub struct Vocabulary {
    /// Where each word is in `terms`.
    ids: HashMap<Box<[u8]>, usize, BuildHasherDefault<Quick>>,
    terms: Vec<Term>,
    /// How many documents were opened.
    documents: u32,
}

/// A word and the documents that have it.
#[derive(Default)]
struct Term {
    word: Box<[u8]>,
    postings: Vec<u8>,
    documents: u32,
    /// One more than the document that is being read, or 0; and the one before it.
    open: u32,
    before: u32,
    points: u32,
    is_in_title: bool,
}

/// What the index says of a word.
pub struct Posted<'v> {
    pub word: &'v [u8],
    pub postings: &'v [u8],
    pub documents: usize,
}

impl Vocabulary {
    /// Begins the next document; what is read from now on stands in it.
    pub fn open(&mut self) {
        self.documents += 1;
    }

    pub fn documents(&self) -> usize {
        self.documents as usize
    }

    /// Reads a line.
    pub fn line(&mut self, part: Part, text: &str) {
        words::of_line(text, &mut |word| self.note(part, word));
    }

    pub fn markdown(&mut self, part: Part, text: &str) {
        words::of_markdown(text, &mut |word| self.note(part, word));
    }

    fn note(&mut self, part: Part, word: &[u8]) {
        let id = if let Some(id) = self.ids.get(word) {
            *id
        } else {
            self.ids.insert(word.into(), self.terms.len());
            self.terms.push(Term { word: word.into(), ..Term::default() });
            self.terms.len() - 1
        };
        let term = &mut self.terms[id];
        if term.open != self.documents {
            term.close();
            term.open = self.documents;
        }
        match part {
            Part::Title => term.is_in_title = true,
            Part::Own => term.points += 2,
            Part::Later => term.points += 1,
        }
    }

    /// All words in the order of their bytes, which is that of their characters; nothing is read
    /// after that.
    pub fn posted(&mut self) -> Vec<Posted<'_>> {
        self.terms.iter_mut().for_each(Term::close);
        self.terms.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        self.ids.clear();
        self.terms.iter().map(Term::posted).collect()
    }
}

impl Term {
    fn posted(&self) -> Posted<'_> {
        Posted { word: &self.word, postings: &self.postings, documents: self.documents as usize }
    }

    /// Writes down the document that was read.
    fn close(&mut self) {
        if self.open == 0 {
            return;
        }
        let rank = match (self.is_in_title, self.points) {
            (true, _) => 0,
            (false, OFTEN..) => 1,
            (false, _) => 2,
        };
        push_number((self.open - self.before) * RANKS + rank, &mut self.postings);
        self.documents += 1;
        *self = Self {
            word: std::mem::take(&mut self.word),
            postings: std::mem::take(&mut self.postings),
            documents: self.documents,
            before: self.open,
            ..Self::default()
        };
    }
}

/// The postings that say of documents only that their title has the word.
pub fn in_titles(postings: &[u8]) -> Vec<u8> {
    let mut titles = Vec::new();
    let mut skipped = 0;
    let (mut number, mut shift) = (0_u32, 0);
    for figure in postings {
        let value = (0..).zip(FIGURES).find_map(|(value, known)| (known == figure).then_some(value)).unwrap_or(0);
        number |= (value & 31) << shift;
        shift += 5;
        if value < 32 {
            skipped += number / RANKS;
            if number.is_multiple_of(RANKS) {
                push_number(skipped * RANKS, &mut titles);
                skipped = 0;
            }
            (number, shift) = (0, 0);
        }
    }
    titles
}

fn push_number(mut number: u32, out: &mut Vec<u8>) {
    while number > 31 {
        out.push(FIGURES[(number & 31 | 32) as usize]);
        number >>= 5;
    }
    out.push(FIGURES[number as usize]);
}

/// A hash of short words that costs next to nothing; who writes a site has no reason to attack it.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks();
        for eight in eights {
            self.write_u64(u64::from_le_bytes(*eight));
        }
        self.write_u64(rest.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
