//! A Word document: what its reader would see of it, the numbers that Word counts included.
//!
//! Tracked changes are taken as made. [`story`] reads what has text, `table` and `run` with it; `styles` and
//! `numbering` tell what a paragraph is that says only the name of a style or of a list.

mod field;
mod inside;
mod left_out;
mod numbering;
mod run;
mod story;
mod styles;
mod symbols;
mod table;

use std::collections::BTreeMap;

use super::archive::Archive;
use super::budget::Budget;
use super::package::Relations;
use super::read::Refusal;
use super::source::{Block, Paragraph, Source};
use super::xml::Xml;
use left_out::LeftOut;
use numbering::Lists;
use story::{Shared, Story};
use styles::Styles;

/// `main` is the name of the part with the text.
pub fn read(main: &str, archive: &mut Archive<'_>) -> Result<Source, Refusal> {
    let relations = Relations::of(main, archive)?;
    let part = |kind: &str, archive: &mut Archive<'_>| match relations.parts(kind).first() {
        Some(name) => archive.text(name).map(|text| text.map(|text| (name.clone(), text))),
        None => Ok(None),
    };
    let styles = part("styles", archive)?.map(|(name, text)| Styles::read(&name, &text)).transpose()?;
    let lists = part("numbering", archive)?.map(|(name, text)| Lists::read(&name, &text)).transpose()?;
    let mut shared = Shared {
        styles: styles.unwrap_or_default(),
        lists: lists.unwrap_or_default(),
        notes: BTreeMap::new(),
        left_out: LeftOut::default(),
        budget: Budget::whole(),
    };
    for kind in ["footnotes", "endnotes"] {
        if let Some((name, text)) = part(kind, archive)? {
            let notes = Story::new(&mut shared, Relations::of(&name, archive)?).notes(&mut Xml::new(&name, &text))?;
            shared.notes.extend(notes.into_iter().map(|(id, words)| ((note_of(kind), id), words)));
        }
    }
    margins(&relations, &mut shared, archive)?;
    let text = archive.text(main)?.ok_or_else(|| {
        Refusal::new(
            format!("the file is damaged: `{main}`, the part with its text, is missing"),
            "fetch it again from where it came from; if Word opens it, save it there under another name",
        )
    })?;
    let blocks = Story::new(&mut shared, relations).document(&mut Xml::new(main, &text))?;
    if blocks.is_empty() {
        return Err(Refusal::new("the document is empty", "look whether it is the right file"));
    }
    Ok(Source { name: String::new(), blocks, left_out: shared.left_out.told() })
}

/// The element that refers to a note of a part.
fn note_of(kind: &str) -> &'static str {
    if kind == "footnotes" { "footnoteReference" } else { "endnoteReference" }
}

/// What stands at the top and the bottom of each page is no part of the text; it is said what it is.
fn margins(relations: &Relations, shared: &mut Shared, archive: &mut Archive<'_>) -> Result<(), Refusal> {
    for kind in ["header", "footer"] {
        let mut said: Vec<String> = Vec::new();
        for name in relations.parts(kind) {
            let Some(text) = archive.text(&name)? else { continue };
            let own = Relations::of(&name, archive)?;
            // In a copy of its own: what a header leaves out or counts is no matter of the text's.
            let mut aside = Shared::aside(&shared.styles);
            let blocks = Story::new(&mut aside, own).document(&mut Xml::new(&name, &text))?;
            let words: Vec<String> = blocks.iter().map(words).collect();
            let words = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            if words.chars().any(char::is_alphabetic) && !said.contains(&words) {
                said.push(words);
            }
        }
        for words in said {
            shared.left_out.say(format!("the {kind} of the pages: {}", left_out::short(&words)));
        }
    }
    Ok(())
}

fn words(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.continues);
            cells.map(super::source::Cell::text).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The notes of a document: by the element that refers to one, and its id.
type Notes = BTreeMap<(&'static str, String), Vec<Paragraph>>;
