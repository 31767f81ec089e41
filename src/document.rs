//! A paper's vocabulary: title block, facts, headings, numbered paragraphs, lists, tables, notes, figures.
//!
//! Plain data that knows no plan, between what makes papers of plans and the writers that turn a
//! paper into HTML, PDF and Word. Invariants: every word that a reader sees stands in the document,
//! those of the theme included, so that a writer adds none of its own; a numbered block carries its
//! number as readers see it, so that the three forms cannot count differently; no cell of a table is
//! empty, merged or split; a figure and a picture have words that say the same. There is no markup
//! in any text. What is serialised here is what the theme's `paper/print.html` and `paper/paper.typ`
//! see. Start at [`Document`].

pub mod drawing;

use std::sync::Arc;

use serde::Serialize;

use crate::date::Day;
use drawing::Drawing;

/// A whole paper, or any other document to be printed.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    pub title: String,
    /// A language tag (BCP 47): `en-GB`.
    pub language: String,
    /// Whose paper it is.
    pub organisation: String,
    /// What it is about, in a sentence, for the file's properties.
    pub subject: String,
    /// The day that it speaks for; the date in the file's properties, so that bytes repeat.
    #[serde(serialize_with = "day")]
    pub date: Day,
    /// On each page beside its number: committee and date, or a shortened title.
    pub running_title: String,
    /// A line on top of every page of what not everybody may see: "Exempt: paragraph 3 …", "Draft".
    pub marking: Option<String>,
    /// Lines above the title, such as whom it is for: "Overview and Scrutiny Board", "18 March 2020".
    pub above: Vec<String>,
    /// The header table of the form, in its order.
    pub facts: Vec<Fact>,
    /// Whether a list of contents follows the facts.
    pub contents: Contents,
    /// How numbered blocks are counted, for writers that leave the counting to the reader's program.
    pub numbering: Numbering,
    pub sections: Vec<Section>,
    pub words: Words,
    /// The address of the site, with a slash at the end: links to pages of the site get it in front in a file
    /// that is read elsewhere. `None`: they are shown without a link there.
    pub base_url: Option<String>,
    /// The bytes of its pictures, each once.
    #[serde(skip)]
    pub images: Vec<ImageFile>,
}

/// The theme's words that the form of a document needs, in its language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Words {
    pub contents: String,
    /// Around the number of the page and of all pages: "Page 2 of 6" is `("Page ", " of ", "")`.
    pub page_of: (String, String, String),
    /// Says of a tick box that it is ticked: "Applies".
    pub ticked: String,
    pub not_ticked: String,
    /// Names the link from a footnote to its reference.
    pub back_to_reference: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Contents {
    Listed,
    Omitted,
}

/// How numbered headings and paragraphs are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "by")]
pub enum Numbering {
    /// Nothing has a number.
    None,
    /// Paragraphs 1, 2, 3 … through all sections, from `start` on; headings have none.
    Paragraphs { start: u32 },
    /// Headings of the first level 1, 2 …, from `start` on; paragraphs below them 2.1, those below a
    /// heading of the second level, itself 2.1, have 2.1.1.
    Sections { start: u32 },
}

/// Pages that are held the same way round.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub orientation: Orientation,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    Portrait,
    Landscape,
}

/// A label and what it says: the rows of a form's head.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    pub label: String,
    pub value: Vec<Block>,
}

/// The number of a heading or of a paragraph as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Number {
    /// How many figures it has: 1 for `3`, 2 for `2.1`.
    pub depth: u8,
    /// Without a dot at the end: `2.1`.
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Block {
    Heading(Heading),
    Paragraph(Paragraph),
    List(List),
    /// Things of which some apply: a form's objectives.
    Ticks {
        items: Vec<Tick>,
    },
    Facts {
        items: Vec<Fact>,
    },
    Table(Table),
    Figure(Figure),
    /// Something that is set apart: a standard wording, a notice.
    Note {
        blocks: Vec<Block>,
    },
    Quote {
        blocks: Vec<Block>,
    },
    /// What follows begins on a new page.
    PageBreak,
}

#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// 1 to 4, below the paper's title; none is left out on the way down.
    pub level: u8,
    /// Unique in the document: where contents and links lead.
    pub id: String,
    pub number: Option<Number>,
    pub text: Vec<Inline>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Paragraph {
    pub number: Option<Number>,
    pub text: Vec<Inline>,
}

#[derive(Clone, Debug, Serialize)]
pub struct List {
    pub marks: Marks,
    /// The first item's place, 1 but where the author said otherwise; of no matter to bullets.
    pub start: u32,
    /// Each of one block or more; a list within a list is among them.
    pub items: Vec<Vec<Block>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Marks {
    Bullets,
    /// 1. 2. 3.
    Figures,
    /// (a) (b) (c), after z aa.
    Letters,
    /// (i) (ii) (iii)
    Roman,
}

#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    pub title: String,
    pub ticked: bool,
}

/// One head row that repeats on each page, and rows that stay whole.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    /// Whether the first cell of each row names the row.
    pub row_heads: RowHeads,
    /// As many cells as there are columns, none of them empty.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Column {
    pub title: String,
    /// Its share of the width beside those of the other columns.
    pub width: u16,
    pub align: Align,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    Start,
    /// Figures.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowHeads {
    None,
    First,
}

#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    pub caption: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    pub picture: Picture,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase", tag = "of")]
pub enum Picture {
    Drawing(Drawing),
    Image(Image),
}

/// One of the document's images.
#[derive(Clone, Debug, Serialize)]
pub struct Image {
    /// Its name among [`Document::images`], and its path from the root of the site.
    pub path: String,
    /// In pixels; what it asks for, not what a page has room for.
    pub width: u32,
    pub height: u32,
}

/// The bytes of an image.
#[derive(Clone, Debug)]
pub struct ImageFile {
    pub path: String,
    pub format: ImageFormat,
    pub bytes: Arc<[u8]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    Png,
    Jpeg,
}

impl ImageFormat {
    /// The format of an image, its width and its height, from how its bytes begin.
    pub fn measured(bytes: &[u8]) -> Option<(Self, u32, u32)> {
        if let Some(rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
            let number = |at: usize| Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?));
            // The first chunk, with its length and its name before it, begins with both.
            return Some((Self::Png, number(8)?, number(12)?));
        }
        let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
        loop {
            let (mark, length) = (*rest.get(1)?, usize::from(u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?)));
            let is_frame = (0xc0..=0xcf).contains(&mark) && !matches!(mark, 0xc4 | 0xc8 | 0xcc);
            if rest.first() != Some(&0xff) || length < 2 {
                return None;
            }
            if is_frame {
                let number = |at: usize| Some(u32::from(u16::from_be_bytes(rest.get(at..at + 2)?.try_into().ok()?)));
                return Some((Self::Jpeg, number(7)?, number(5)?));
            }
            rest = rest.get(length + 2..)?;
        }
    }
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Inline {
    Text {
        text: String,
    },
    Strong {
        content: Vec<Inline>,
    },
    Emphasis {
        content: Vec<Inline>,
    },
    Struck {
        content: Vec<Inline>,
    },
    Code {
        text: String,
    },
    Link {
        to: Destination,
        content: Vec<Inline>,
    },
    /// A passage in another language than the document's.
    Foreign {
        language: String,
        content: Vec<Inline>,
    },
    /// A status: its word, and the names of the theme's colour and shape for it, which say nothing that the
    /// word does not say.
    Status {
        label: String,
        colour: String,
        shape: String,
    },
    /// A note at the foot of the page.
    Footnote {
        content: Vec<Inline>,
    },
    Break,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "at", content = "address")]
pub enum Destination {
    /// A path of the site without a leading slash.
    Site(String),
    /// A whole address: http, https, mailto or tel.
    Elsewhere(String),
    /// The id of a heading of this document.
    Here(String),
}

impl Inline {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

impl Block {
    /// A paragraph without a number.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph { number: None, text: vec![Inline::text(text)] })
    }
}

impl Cell {
    /// One line of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { blocks: vec![Block::paragraph(text)] }
    }
}

/// The words of a run, without what sets them off.
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    add_plain(content, &mut out);
    out
}

fn add_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Status { label, .. } => out.push_str(label),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Link { content, .. }
            | Inline::Foreign { content, .. } => add_plain(content, out),
            Inline::Break => out.push(' '),
            Inline::Footnote { .. } => {}
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn day<S: serde::Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}
