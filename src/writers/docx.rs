//! A document as a Word file (WordprocessingML, ECMA-376), which an officer can go on editing.
//!
//! Looks are named styles of the theme's `paper/styles.xml`, which goes in as it is but for the language;
//! numbers are Word's own counting, and wherever that would come to another number than the document has, the
//! number is written as text. Nothing is refused: what Word cannot hold (a note in a note, a link that is no
//! address) stands as plain words. The same document gives the same bytes. Word reads the children of its
//! elements in one order only, that of the standard's schema, and so they are written here.
//! Start at [`write`]; `blocks` and `runs` walk the document, the other modules are the parts around it.

mod blocks;
mod drawing_look;
mod links;
mod metafile;
mod numbering;
mod pages;
mod parts;
mod pictures;
mod runs;
mod styles;
mod tables;

use anyhow::{Result, ensure};

use super::package::{self, Package, Properties};
use crate::document::{Document, Orientation, Section};
use links::{Bookmarks, Relations};
use numbering::Numbers;
use pictures::Pictures;
use styles::Styles;

/// Appends the file; `styles` is the text of the theme's `paper/styles.xml`.
///
/// # Errors
/// If that text is no style sheet of Word.
pub fn write(document: &Document, styles: &str, out: &mut Vec<u8>) -> Result<()> {
    ensure!(
        styles.contains("<w:styles") && styles.contains("</w:styles>"),
        "paper/styles.xml is not the `word/styles.xml` of a Word file: it has no element `w:styles`"
    );
    let mut body = Body::new(document, Styles::read(styles));
    body.add_all();
    let mut file = Package::new(6);
    file.part("[Content_Types].xml", &parts::content_types(&body))?;
    file.part("_rels/.rels", &package::root_relations("word/document.xml"))?;
    file.part("docProps/app.xml", package::APP)?;
    file.part("docProps/core.xml", &properties(document))?;
    file.part("word/document.xml", &parts::document(&body.xml))?;
    file.part("word/_rels/document.xml.rels", &parts::document_relations(&body))?;
    file.part("word/styles.xml", &styles::in_language(styles, &document.language))?;
    file.part("word/settings.xml", &parts::settings(&document.language, body.note_count > 0))?;
    file.part("word/numbering.xml", &body.numbers.part())?;
    if body.note_count > 0 {
        file.part("word/footnotes.xml", &parts::footnotes(&body.notes))?;
        file.part("word/_rels/footnotes.xml.rels", &parts::relations(&body.note_relations.elements()))?;
    }
    file.part("word/header.xml", &pages::header(document))?;
    file.part("word/footer.xml", &pages::footer(document))?;
    for (name, bytes) in body.pictures.files() {
        let path = format!("word/{name}");
        if name.ends_with(".emf") { file.packed(&path, bytes)? } else { file.stored(&path, bytes)? }
    }
    file.finish(out)
}

fn properties(document: &Document) -> String {
    package::core_properties(&Properties {
        title: &document.title,
        subject: &document.subject,
        author: &document.organisation,
        description: &document.running_title,
        language: &document.language,
        day: document.date,
    })
}

/// What has been written of the main part so far, and what it needs of the others.
struct Body<'d> {
    document: &'d Document,
    styles: Styles,
    xml: String,
    relations: Relations,
    bookmarks: Bookmarks,
    numbers: Numbers,
    pictures: Pictures<'d>,
    /// The content of `footnotes.xml`, its links and the number of its notes.
    notes: String,
    note_relations: Relations,
    note_count: u32,
    /// Whether the next paragraph begins a page.
    breaks_page: bool,
    /// Where properties can be added to the paragraph that stands last.
    last_properties: usize,
}

impl<'d> Body<'d> {
    fn new(document: &'d Document, styles: Styles) -> Self {
        Self {
            document,
            styles,
            xml: String::new(),
            relations: Relations::default(),
            bookmarks: Bookmarks::of(document),
            numbers: Numbers::new(document.numbering),
            pictures: Pictures::default(),
            notes: String::new(),
            note_relations: Relations::default(),
            note_count: 0,
            breaks_page: false,
            last_properties: 0,
        }
    }

    /// The title block, the contents and every section; each section but the last ends with its pages' properties
    /// in its last paragraph.
    fn add_all(&mut self) {
        let document = self.document;
        let sections: Vec<&Section> = document.sections.iter().filter(|section| !section.blocks.is_empty()).collect();
        let first = sections.first().map_or(Orientation::Portrait, |section| section.orientation);
        self.add_title_block(first);
        for (index, section) in sections.iter().enumerate() {
            self.breaks_page = false;
            self.add_section(section);
            let pages = pages::section_properties(section.orientation);
            if index + 1 < sections.len() {
                self.xml.insert_str(self.last_properties, &pages);
            } else {
                self.xml.push_str(&pages);
            }
        }
        if sections.is_empty() {
            let pages = pages::section_properties(first);
            self.xml.push_str(&pages);
        }
    }
}
