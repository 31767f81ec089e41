//! A part of the document that has text: its blocks in order, whatever they are wrapped in.

use std::collections::BTreeMap;

use super::Notes;
use super::field::Field;
use super::inside::Inside;
use super::left_out::LeftOut;
use super::numbering::Lists;
use super::run::Line;
use super::styles::{self, ParagraphLook, Styles};
use super::table::CellLook;

use crate::import::budget::Budget;
use crate::import::lines;
use crate::import::package::Relations;
use crate::import::read::Refusal;
use crate::import::source::{Block, Kind, Paragraph, Run};
use crate::import::xml::{Space, Xml};

/// What all parts of a document share.
pub struct Shared {
    pub styles: Styles,
    pub lists: Lists,
    pub notes: Notes,
    pub left_out: LeftOut,
    pub budget: Budget,
}

pub struct Story<'d> {
    pub shared: &'d mut Shared,
    pub links: Relations,
    /// Fields that are open, the outermost first; they may go on over paragraphs.
    pub fields: Vec<Field>,
    /// Tables so far.
    pub tables: usize,
    /// The words of paragraphs whose ends a tracked change takes away: they go on in the next.
    joined: Vec<Run>,
}

impl Shared {
    /// For a part beside the text, with the same styles.
    pub fn aside(styles: &Styles) -> Self {
        Self {
            styles: styles.clone(),
            lists: Lists::default(),
            notes: Notes::new(),
            left_out: LeftOut::default(),
            budget: Budget::whole(),
        }
    }
}

impl<'d> Story<'d> {
    pub fn new(shared: &'d mut Shared, links: Relations) -> Self {
        Self { shared, links, fields: Vec::new(), tables: 0, joined: Vec::new() }
    }

    /// A whole part.
    pub fn document(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        let root = xml.child()?;
        if root.is_some_and(|root| root.is(Space::Word, "document")) {
            while let Some(tag) = xml.child()? {
                if tag.is(Space::Word, "body") {
                    self.blocks(xml, &mut blocks)?;
                } else {
                    xml.skip()?;
                }
            }
        } else {
            self.blocks(xml, &mut blocks)?;
        }
        Ok(blocks)
    }

    /// The notes of a part of notes, by their ids.
    pub fn notes(&mut self, xml: &mut Xml<'_>) -> Result<BTreeMap<String, Vec<Paragraph>>, Refusal> {
        let mut notes = BTreeMap::new();
        let _root = xml.child()?;
        while let Some(tag) = xml.child()? {
            let id = tag.get("id").unwrap_or_default();
            let mut blocks = Vec::new();
            self.blocks(xml, &mut blocks)?;
            let words = super::table::lines(blocks, &mut self.shared.left_out);
            if !words.is_empty() {
                notes.insert(id, words);
            }
        }
        Ok(notes)
    }

    /// The blocks in the element that was opened last.
    pub fn blocks(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) -> Result<(), Refusal> {
        self.cell_blocks(xml, out, None)
    }

    /// The same of a cell, and what it says of itself.
    pub fn cell_blocks(
        &mut self,
        xml: &mut Xml<'_>,
        out: &mut Vec<Block>,
        mut look: Option<&mut CellLook>,
    ) -> Result<(), Refusal> {
        let mut inside = Inside::default();
        while let Some(tag) = inside.next(xml)? {
            match (tag.space, tag.name()) {
                (Space::Word, "p") => self.paragraph(xml, out)?,
                (Space::Word, "tcPr") => {
                    let said = CellLook::read(xml)?;
                    if let Some(look) = &mut look {
                        **look = said;
                    }
                }
                (Space::Word, "tbl") => self.table(xml, out)?,
                (Space::Word, "altChunk" | "subDoc") => {
                    self.shared.left_out.count(
                        "part that Word fetches from another file (open the document in Word and save it, then it is read)",
                        "parts that Word fetches from other files (open the document in Word and save it, then they are read)",
                    );
                    xml.skip()?;
                }
                (Space::Word, "del" | "moveFrom") => {
                    self.deleted();
                    xml.skip()?;
                }
                _ => xml.skip()?,
            }
        }
        // A joined paragraph with none behind it in its cell.
        let runs = std::mem::take(&mut self.joined);
        self.finish(Line { runs, ..Line::default() }, &ParagraphLook::default(), out);
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) -> Result<(), Refusal> {
        let was_contents = self.fields.iter().any(Field::is_contents);
        let mut line = Line { runs: std::mem::take(&mut self.joined), ..Line::default() };
        self.words(xml, &mut line, None)?;
        // An instruction ends with its paragraph, or all that follows would be taken for it.
        self.fields.retain(|field| field.is_shown || field.is_contents());
        for field in &mut self.fields {
            field.link = None;
        }
        let look = std::mem::take(&mut line.look);
        let is_contents = was_contents || self.fields.iter().any(Field::is_contents);
        if is_contents || self.shared.styles.of(&look).is_some_and(|id| self.is_of_contents(&id)) {
            if !line.is_empty() {
                self.shared.left_out.count("line of the table of contents", "lines of the table of contents");
            }
            return Ok(());
        }
        if look.mark.is_deleted {
            self.joined = line.runs;
            out.append(&mut line.boxes);
            return Ok(());
        }
        self.finish(line, &look, out);
        Ok(())
    }

    /// `toc 1`
    fn is_of_contents(&self, style: &str) -> bool {
        let level = self.shared.styles.name(style).strip_prefix("toc ");
        level.is_some_and(|level| level.trim().parse::<u8>().is_ok())
    }

    pub fn deleted(&mut self) {
        self.shared
            .left_out
            .count("piece of text that a tracked change deletes", "pieces of text that tracked changes delete");
    }

    /// A paragraph as it is known by now: counted, told what it is, and its text boxes behind it.
    fn finish(&mut self, mut line: Line, look: &ParagraphLook, out: &mut Vec<Block>) {
        let style = self.shared.styles.of(look);
        let (mut kind, label) = match self.list(look, style.as_deref()) {
            Some((list, level)) => self.shared.lists.count(&list, level),
            None => (Kind::Plain, None),
        };
        let heading = match look.outline {
            Some(level) => styles::outline(level),
            None => style.as_deref().and_then(|style| self.shared.styles.heading(style)),
        };
        kind = heading.map_or(kind, Kind::Heading);
        line.trim();
        if label.is_some() || !line.is_empty() {
            let typed = lines::typed(Paragraph { kind, label, runs: line.runs });
            out.extend(typed.into_iter().map(Block::Paragraph));
        }
        out.append(&mut line.boxes);
    }

    /// The list that a paragraph is in, and how deep.
    fn list(&self, look: &ParagraphLook, style: Option<&str>) -> Option<(String, u32)> {
        let of_style = style.and_then(|style| self.shared.styles.list(style));
        let (list, level) = match (&look.list, of_style) {
            (Some(own), _) => (own.clone(), None),
            (None, Some((list, level))) => {
                let by_style = style.and_then(|style| self.shared.lists.level_of(&list, style));
                (list, by_style.or(level))
            }
            (None, None) => return None,
        };
        (list != "0").then(|| (list, look.level.or(level).unwrap_or(0)))
    }
}
