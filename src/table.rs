//! A table's vocabulary: cells, and rows that are given one by one.
//!
//! Plain data between what knows plans and what knows formats. A row is borrowed for as long as it
//! is being written, so that no table is ever held whole.

pub mod form;

use std::borrow::Cow;
use std::fmt::{self, Write};

use anyhow::Result;

use crate::date::{Date, Day};
use crate::decimal::Decimal;

/// One value. What is not known is empty, whatever the kind of its column.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Whole(i64),
    Decimal(Decimal),
    Truth(bool),
    Day(Day),
    /// A date as precise as it was written.
    Written(Date),
}

/// Takes the rows of a table, one after another.
pub type Row<'r> = dyn FnMut(&[Cell<'_>]) -> Result<()> + 'r;

/// Gives the rows of a table.
pub type Rows<'a> = dyn Fn(&mut Row<'_>) -> Result<()> + 'a;

impl<'a> Cell<'a> {
    pub fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }

    pub fn owned(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }

    /// A number of things; there are never too many for the cell.
    pub fn count(count: usize) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    pub fn written(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Written)
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Written(date) => f.write_str(&date.edtf()),
        }
    }
}

impl Cell<'_> {
    /// The cell as text: its own where it is text, else in `scratch`.
    pub fn as_text<'t>(&'t self, scratch: &'t mut String) -> &'t str {
        if let Self::Text(text) = self {
            return text;
        }
        scratch.clear();
        // Writing to a String cannot fail.
        let _ = write!(scratch, "{self}");
        scratch
    }
}

/// Tables that are kept in one file, after a page that says what they are.
pub struct Workbook<'a> {
    pub title: String,
    pub author: String,
    /// A language tag (BCP 47).
    pub language: String,
    pub created: Day,
    pub cover_name: String,
    /// Labels and texts.
    pub cover: Vec<(String, String)>,
    pub sheets: Vec<Sheet<'a>>,
}

pub struct Sheet<'a> {
    pub name: String,
    /// What it holds.
    pub about: String,
    pub columns: Vec<SheetColumn>,
    pub rows: Box<Rows<'a>>,
}

pub struct SheetColumn {
    pub title: String,
    /// In characters.
    pub width: u16,
}
