//! What a cell says, as the sources have it: dates, and words that Markdown leaves as they are.

use crate::date::{Date, written};
use crate::import::markdown;
use crate::import::source::{Cell, Value};

/// A date, or what is wrong with it and what to do.
pub fn date(cell: &Cell) -> Result<Date, (String, String)> {
    let text = cell.text();
    let text = text.trim();
    let refused = |message: String, hint: &str| Err((message, hint.to_owned()));
    match cell.value {
        Value::Day(day) => return Ok(Date::day(day)),
        // Four figures are a year.
        Value::Number if text.len() != 4 => {
            let hint = "type the day, such as 30/06/2024, and let the cell be shown as a date";
            return refused(format!("`{text}` is a number, not a date"), hint);
        }
        _ => {}
    }
    match crate::date::read(text).ok().or_else(|| written::read(text)?.due) {
        Some(date) => Ok(date),
        None => {
            refused(format!("`{text}` is not a date"), "type a day, such as 30/06/2024, or a month, such as June 2024")
        }
    }
}

/// Words as Markdown, a paragraph a line.
pub fn words(cell: &Cell) -> String {
    markdown::of(&cell.paragraphs)
}
