//! What Tera found wrong, as a place and a message of ours.
//!
//! Tera tells some faults with a span and some in the text of a report alone; both are read here,
//! and nowhere else.

use std::ops::Range;

use tera::{Error, ErrorKind, ReportError};

/// A fault of one template or of one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The template's name as Tera knows it.
    pub template: String,
    /// On one line, lower case, without a full stop.
    pub message: String,
    /// From 1, and from 0 in characters, as Tera counts.
    line: usize,
    column: usize,
    width: usize,
}

impl Fault {
    pub fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self::reported(report),
            ErrorKind::MissingParent { current, parent } => Self {
                template: current.clone(),
                message: format!("it extends `{parent}`, which is not there"),
                line: 1,
                column: 0,
                width: 0,
            },
            _ => Self::told(&error.to_string()),
        }
    }

    fn reported(report: &ReportError) -> Self {
        let span = report.span();
        let width = if span.start_line == span.end_line { span.end_col.saturating_sub(span.start_col) } else { 0 };
        Self {
            template: report.filename().to_owned(),
            message: worded(report.message()),
            line: span.start_line,
            column: span.start_col,
            width,
        }
    }

    /// From the text of a report: `error: …`, then ` --> [name:line:column]`.
    fn told(text: &str) -> Self {
        let message = text.lines().next().unwrap_or_default();
        let message = worded(message.strip_prefix("error: ").unwrap_or(message));
        let place = text.lines().find_map(|line| line.split_once("-->").map(|(_, place)| place));
        let mut parts = place.unwrap_or_default().trim().trim_matches(['[', ']']).rsplitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.trim().parse::<usize>().ok());
        let (column, line) = (number(), number());
        let template = parts.next().unwrap_or_default().trim().to_owned();
        let (line, column) = (line.unwrap_or(1), column.unwrap_or(1).saturating_sub(1));
        Self { template, message, line, column, width: 0 }
    }

    /// The bytes of the template's text that are at fault.
    pub fn range(&self, text: &str) -> Range<usize> {
        let line_start = text.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum::<usize>();
        let line = text[line_start..].lines().next().unwrap_or_default();
        let bytes = |characters: usize| line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
        line_start + bytes(self.column)..line_start + bytes(self.column + self.width)
    }
}

fn worded(message: &str) -> String {
    let one_line = message.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ");
    let mut chars = one_line.trim_end_matches('.').chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
