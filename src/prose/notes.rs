//! Footnotes of one piece: numbered in the order of their references and written after the text.
//!
//! Ids hold a colon, which no heading's id has, so the two never meet.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Options, escape};

#[derive(Default)]
struct Note {
    /// 0 until it is referred to.
    number: usize,
    references: usize,
    html: Option<String>,
}

#[derive(Default)]
pub(super) struct Notes {
    by_name: HashMap<String, usize>,
    notes: Vec<Note>,
    numbered: usize,
}

impl Notes {
    /// Keeps a note's text. Of two notes with one name the first counts, as it does for the parser.
    pub(super) fn define(&mut self, name: &str, html: &str) {
        let note = self.note(name);
        note.html.get_or_insert_with(|| html.trim().to_owned());
    }

    /// The number of the note, and which of its references this is, from 1.
    pub(super) fn refer(&mut self, name: &str) -> (usize, usize) {
        let next = self.numbered + 1;
        let note = self.note(name);
        note.references += 1;
        if note.number == 0 {
            note.number = next;
        }
        let place = (note.number, note.references);
        self.numbered = self.numbered.max(place.0);
        place
    }

    fn note(&mut self, name: &str) -> &mut Note {
        let next = self.notes.len();
        // The parser does not tell names apart by case.
        let index = *self.by_name.entry(name.to_lowercase()).or_insert(next);
        if index == next {
            self.notes.push(Note::default());
        }
        &mut self.notes[index]
    }

    /// Writes all notes. One without a reference stands last: what an author wrote does not vanish.
    pub(super) fn write(mut self, options: &Options, out: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        self.notes.sort_by_key(|note| if note.number == 0 { usize::MAX } else { note.number });
        out.push_str("<section class=\"footnotes\">\n<ol>\n");
        for (index, note) in self.notes.iter().enumerate() {
            let number = index + 1;
            out.push_str("<li id=\"");
            escape::text(options.id_prefix, out);
            _ = write!(out, "fn:{number}\">");
            let html = note.html.as_deref().unwrap_or_default();
            let (text, end) = html.strip_suffix("</p>").map_or((html, ""), |text| (text, "</p>"));
            out.push_str(text);
            for reference in 1..=note.references {
                back(number, reference, options, out);
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}

/// Writes the id of a note's reference.
pub(super) fn reference_id(number: usize, reference: usize, options: &Options, out: &mut String) {
    escape::text(options.id_prefix, out);
    _ = write!(out, "fnref:{number}");
    if reference > 1 {
        _ = write!(out, ".{reference}");
    }
}

fn back(number: usize, reference: usize, options: &Options, out: &mut String) {
    out.push_str(" <a href=\"#");
    reference_id(number, reference, options, out);
    out.push_str("\" role=\"doc-backlink\" aria-label=\"");
    escape::text(options.words.back_to_reference, out);
    _ = write!(out, " {number}");
    if reference > 1 {
        _ = write!(out, ".{reference}");
    }
    // The variation selector asks for the arrow as a sign, not as a picture.
    out.push_str("\">↩\u{fe0e}</a>");
}
