//! A workbook that people fill in: what they read, locked, and the cells that are theirs.
//!
//! Plain data between what knows plans and what knows the format. The first column of each sheet is hidden: it
//! says what the row is, so that an answer is known again wherever it was moved to.

use crate::date::Day;

pub struct Form {
    pub title: String,
    pub author: String,
    pub created: Day,
    pub sheets: Vec<FormSheet>,
    /// The cells that hold what a [`Input::Choice`] may be.
    pub choices: Choices,
    pub choice_prompt: Prompt,
    pub date_prompt: Prompt,
}

/// A column of cells, counted from 0, the last among them.
pub struct Choices {
    pub sheet: usize,
    pub column: u16,
    pub first: u32,
    pub last: u32,
}

/// What is said when a cell is chosen, and when what was typed will not do.
pub struct Prompt {
    pub title: String,
    pub text: String,
    pub refusal: String,
}

pub struct FormSheet {
    pub name: String,
    /// One a column, the hidden first one aside, in characters.
    pub widths: Vec<u16>,
    /// Each begins with its hidden cell.
    pub rows: Vec<Vec<FormCell>>,
    /// The row of headings: it, and all above it, stay in sight, and it is printed on each page.
    pub heading: Option<u32>,
    /// How many columns stay in sight, the hidden one among them.
    pub fixed_columns: u16,
    pub footer: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormCell {
    Empty,
    Text(Look, String),
    Input(Input),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// For the program that reads it back.
    Key,
    Title,
    /// Running text, on the sheet's own ground.
    Plain,
    /// Running text that matters more.
    Strong,
    Heading,
    /// A heading of what is to be filled in.
    InputHeading,
    /// To be read, on grey.
    Locked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    Text,
    Date,
    Choice,
}

impl FormCell {
    pub fn text(look: Look, text: impl Into<String>) -> Self {
        Self::Text(look, text.into())
    }
}
