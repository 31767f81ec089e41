//! A document that another program wrote, as far as an import looks at it: paragraphs and tables in their order.
//!
//! Everything that its reader would see is here, with the place where they would look for it; what it looks
//! like is kept only where it tells what something is (a heading, a list, words in bold). Readers make it and
//! know no plans; `recognise` takes it apart.

use std::fmt;

use crate::date::Day;

/// One file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// What it is called, without its folders.
    pub name: String,
    pub blocks: Vec<Block>,
    /// What was left out of it and why, in the words of a report: pictures, comments, deleted text. Also what else
    /// its owner should know before they trust what was read: a wrong ending, a guess at its letters.
    pub left_out: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Outside any table.
    Paragraph(Paragraph),
    Table(Table),
}

/// A table of a text, or a sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub place: TablePlace,
    pub rows: Vec<Row>,
}

/// Where a table is found in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TablePlace {
    /// The how manieth table of the document, from 1, those inside others counted after them.
    Numbered(usize),
    Sheet(String),
    /// The file is one table.
    Whole,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As its program counts it, from 1.
    pub number: usize,
    /// Its document says that it is a heading, repeated on each page.
    pub repeats: bool,
    /// In order; columns that a merged cell covers have no cell of their own.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The first column that it covers, from 0.
    pub column: usize,
    /// How many columns it covers, 1 at least.
    pub columns: usize,
    /// It goes on from the cell above (a vertical merge); its paragraphs are those of the cell above.
    pub continues: bool,
    pub paragraphs: Vec<Paragraph>,
    /// What a workbook has beside the text that it shows.
    pub value: Value,
    /// The colour behind it as red, green, blue, if it has one other than white: in many plans a cell without a word
    /// says by its colour how things stand.
    pub fill: Option<[u8; 3]>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Only text.
    #[default]
    None,
    /// A date cell; the text shows it as `2024-01-31`.
    Day(Day),
    /// A number cell, as it is shown.
    Number,
    /// A formula without a result, `#REF!`; the text is the error's name.
    Error,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: Kind,
    /// A number that its program makes and that is not in the text: `1.`, `9a`, `(iii)`, as it is shown.
    pub label: Option<String>,
    pub runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Plain,
    /// From 1.
    Heading(u8),
    /// An item of a list with marks, at a depth from 0.
    Bullet(u8),
    /// An item of a list with numbers, at a depth from 0.
    Numbered(u8),
}

/// Words that look the same. A line break within a paragraph is `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// Where it leads: an address, not a place in the document.
    pub link: Option<String>,
}

impl Paragraph {
    /// One of plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        let run = Run { text: text.into(), ..Run::default() };
        Self { runs: vec![run], ..Self::default() }
    }

    /// Its words as they are read, without the number that its program makes.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// All its words are bold, and there are some.
    pub fn is_bold(&self) -> bool {
        !self.is_empty() && self.runs.iter().all(|run| run.bold || run.text.trim().is_empty())
    }
}

impl Cell {
    /// One that covers one column and has only text.
    pub fn plain(column: usize, paragraphs: Vec<Paragraph>) -> Self {
        Self { column, columns: 1, continues: false, paragraphs, value: Value::None, fill: None }
    }

    /// Its paragraphs' words, a line each.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.paragraphs.iter().map(Paragraph::text).collect();
        lines.join("\n")
    }

    pub fn is_empty(&self) -> bool {
        self.paragraphs.iter().all(Paragraph::is_empty)
    }
}

impl fmt::Display for TablePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbered(number) => write!(f, "table {number}"),
            Self::Sheet(name) => write!(f, "sheet `{name}`"),
            Self::Whole => f.write_str("the table"),
        }
    }
}
