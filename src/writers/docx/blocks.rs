//! Blocks of a document as paragraphs: headings, numbered paragraphs, lists, tick lists, notes, quotes, figures.

use super::Body;
use super::numbering::{Count, LIST_INDENT, TEXT_INDENT};
use super::pages;
use super::runs::Look;
use crate::document::{Block, Figure, Heading, List, Marks, Number, Paragraph, Picture, Section, Tick};
use crate::writers::package::escaped;

/// Levels that Word has of lists in lists, counted from 0.
const DEEPEST: usize = 8;
/// How far a note and a quotation stand from the margin, as the theme's styles have it.
const NOTE_INDENT: u32 = 200;
const QUOTE_INDENT: u32 = 425;

/// Where blocks stand; lengths in twentieths of a point.
#[derive(Clone, Copy)]
pub struct Place {
    /// From the margin to where a list begins.
    pub base: u32,
    /// How many lists it is in.
    pub level: usize,
    /// From the margin to the end of a line.
    pub width: u32,
    /// The style of paragraphs.
    pub style: &'static str,
    /// On the page itself, not in a table, a list or a note.
    pub is_page: bool,
    /// Figures of a table.
    pub is_right: bool,
}

impl Place {
    pub fn left(&self) -> u32 {
        self.base + LIST_INDENT * u32::try_from(self.level).unwrap_or(0)
    }
}

/// What sets a paragraph apart from others of its style.
#[derive(Clone, Copy, Default)]
pub struct Opening {
    pub style: &'static str,
    pub count: Option<Count>,
    /// From the margin, and how far back the first line begins.
    pub indent: Option<(u32, u32)>,
    pub keeps_next: bool,
    pub is_right: bool,
}

impl<'d> Body<'d> {
    pub fn add_section(&mut self, section: &'d Section) {
        let start = self.xml.len();
        let place = Place {
            base: 0,
            level: 0,
            width: pages::text_width(section.orientation),
            style: "Normal",
            is_page: true,
            is_right: false,
        };
        self.add_blocks(&section.blocks, place);
        if self.xml.len() == start {
            self.add_spacer();
        }
    }

    pub fn add_blocks(&mut self, blocks: &'d [Block], place: Place) {
        // A list below numbered text begins where that text does.
        let mut base = place.base;
        for block in blocks {
            let here = Place { base, ..place };
            match block {
                Block::Heading(heading) => {
                    self.add_heading(heading);
                    base = if place.is_page && heading.number.is_some() { TEXT_INDENT } else { place.base };
                }
                Block::Paragraph(paragraph) => {
                    self.add_paragraph(paragraph, place);
                    base = if place.is_page && paragraph.number.is_some() { TEXT_INDENT } else { place.base };
                }
                Block::List(list) => self.add_list(list, here),
                Block::Ticks { items } => items.iter().for_each(|tick| self.add_tick(tick, here)),
                Block::Facts { items } => self.add_facts(items, place),
                Block::Table(table) => self.add_table(table, place),
                Block::Figure(figure) => self.add_figure(figure, place),
                Block::Note { blocks } => {
                    let note = Place { base: place.base + NOTE_INDENT, style: "Note", is_page: false, ..place };
                    self.add_blocks(blocks, note);
                }
                Block::Quote { blocks } => {
                    let quote = Place { base: place.base + QUOTE_INDENT, style: "Quote", is_page: false, ..place };
                    self.add_blocks(blocks, quote);
                }
                Block::PageBreak => self.breaks_page |= place.is_page,
            }
        }
    }

    /// A paragraph up to its text. Properties stand in the order of the standard's CT_PPr.
    pub fn open(&mut self, opening: Opening) {
        let xml = &mut self.xml;
        put!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", opening.style);
        if opening.keeps_next {
            xml.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.breaks_page) {
            xml.push_str("<w:pageBreakBefore/>");
        }
        if let Some(Count { list, level }) = opening.count {
            put!(xml, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        }
        if let Some((left, hanging)) = opening.indent {
            put!(xml, "<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>");
        }
        if opening.is_right {
            xml.push_str("<w:jc w:val=\"right\"/>");
        }
        self.last_properties = xml.len();
        xml.push_str("</w:pPr>");
    }

    pub fn close(&mut self) {
        self.xml.push_str("</w:p>");
    }

    /// A paragraph of one text, or nothing if there is none.
    pub fn add_line(&mut self, text: &str, opening: Opening) {
        if !text.is_empty() {
            self.open(opening);
            self.add_run(text, Look::default());
            self.close();
        }
    }

    /// A line of next to no height: what stands after a table, which Word would join to the next.
    pub fn add_spacer(&mut self) {
        self.open(Opening { style: "Spacer", ..Opening::default() });
        self.close();
    }

    fn add_heading(&mut self, heading: &'d Heading) {
        let level = usize::from(heading.level.clamp(1, 4));
        let style = ["Heading1", "Heading2", "Heading3", "Heading4"][level - 1];
        let literal = self.open_numbered(heading.number.as_ref(), Opening { style, ..Opening::default() });
        let bookmark = self.bookmarks.set(&heading.id);
        if let Some((name, number)) = &bookmark {
            put!(self.xml, "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>");
        }
        self.add_literal(literal);
        self.add_runs(&heading.text, Look::default());
        if let Some((_, number)) = bookmark {
            put!(self.xml, "<w:bookmarkEnd w:id=\"{number}\"/>");
        }
        self.close();
    }

    fn add_paragraph(&mut self, paragraph: &'d Paragraph, place: Place) {
        let is_numbered = paragraph.number.is_some() && place.is_page;
        let style = if is_numbered { "NumberedParagraph" } else { place.style };
        let indent = (place.left() > 0).then_some((place.left(), 0));
        let opening = Opening { style, indent, is_right: place.is_right, ..Opening::default() };
        let literal = self.open_numbered(paragraph.number.as_ref(), opening);
        self.add_literal(literal);
        self.add_runs(&paragraph.text, Look::default());
        self.close();
    }

    /// Opens a paragraph with its number, and gives back the number that Word cannot count.
    fn open_numbered<'n>(&mut self, number: Option<&'n Number>, opening: Opening) -> Option<&'n str> {
        let Some(number) = number else {
            self.open(opening);
            return None;
        };
        let count = self.numbers.count(number);
        let literal = count.is_none().then_some(number.text.as_str());
        let indent = literal.map(|_| (TEXT_INDENT, TEXT_INDENT));
        self.open(Opening { count, indent, ..opening });
        literal
    }

    fn add_literal(&mut self, number: Option<&str>) {
        if let Some(number) = number {
            self.add_run(&format!("{number}\t"), Look::default());
        }
    }

    /// Items whose first paragraph has the mark; what else they hold is set in below it.
    fn add_list(&mut self, list: &'d List, place: Place) {
        let level = place.level.min(DEEPEST);
        let is_plain = matches!(place.style, "Normal" | "ListContinue");
        let style = match list.marks {
            _ if !is_plain => place.style,
            Marks::Bullets => "ListBullet",
            Marks::Figures | Marks::Letters | Marks::Roman => "ListNumber",
        };
        let number = self.numbers.list(list.marks, list.start, place.base, level);
        let count = Some(Count { list: number, level });
        let below = if is_plain { "ListContinue" } else { place.style };
        let inner = Place { level: place.level + 1, style: below, is_page: false, ..place };
        for item in &list.items {
            self.open(Opening { style, count, ..Opening::default() });
            let rest = match item.split_first() {
                Some((Block::Paragraph(first), rest)) => {
                    let number = first.number.as_ref().map(|number| number.text.as_str());
                    self.add_literal(number);
                    self.add_runs(&first.text, Look::default());
                    rest
                }
                _ => item,
            };
            self.close();
            self.add_blocks(rest, inner);
        }
    }

    /// A box to tick in Word too, its title, and whether it is ticked in words.
    fn add_tick(&mut self, tick: &'d Tick, place: Place) {
        let words = &self.document.words;
        let (sign, checked, word) = if tick.ticked { ("☒", 1, &words.ticked) } else { ("☐", 0, &words.not_ticked) };
        let style = if place.style == "Normal" { "Tick" } else { place.style };
        self.open(Opening { style, indent: Some((place.left() + LIST_INDENT, LIST_INDENT)), ..Opening::default() });
        put!(
            self.xml,
            "<w:sdt><w:sdtPr><w:alias w:val=\"{}\"/><w14:checkbox><w14:checked w14:val=\"{checked}\"/>\
             <w14:checkedState w14:val=\"2612\" w14:font=\"Segoe UI Symbol\"/>\
             <w14:uncheckedState w14:val=\"2610\" w14:font=\"Segoe UI Symbol\"/></w14:checkbox></w:sdtPr><w:sdtContent>",
            // Word takes no longer name.
            escaped(&tick.title.chars().take(60).collect::<String>())
        );
        self.add_run(sign, Look { style: Some("TickBox"), ..Look::default() });
        self.xml.push_str("</w:sdtContent></w:sdt>");
        self.add_run(&format!("\t{}", tick.title), Look::default());
        if !word.is_empty() {
            self.add_run(&format!(" ({word})"), Look::default());
        }
        self.close();
    }

    /// The caption and the picture; the alternative text in place of a picture that is not there.
    fn add_figure(&mut self, figure: &'d Figure, place: Place) {
        let width = place.width.saturating_sub(place.left()).max(1);
        let opening = Opening { indent: (place.left() > 0).then_some((place.left(), 0)), ..Opening::default() };
        let drawn = match &figure.picture {
            Picture::Image(image) => self.pictures.image(image, self.document, width),
            Picture::Drawing(drawing) => self.pictures.drawing(drawing, &self.styles, width),
        };
        self.add_line(&figure.caption, Opening { style: "Caption", keeps_next: true, ..opening });
        match drawn {
            Some(drawn) => {
                self.open(Opening { style: "Figure", ..opening });
                drawn.push(figure, &mut self.xml);
                self.close();
            }
            None => self.add_line(&figure.alt, Opening { style: place.style, ..opening }),
        }
    }
}
