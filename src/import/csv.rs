//! A table as text: whatever its encoding and whatever stands between its cells.

mod dialect;

use super::budget::{Budget, COLUMNS};
use super::lines;
use super::read::Refusal;
use super::source::{Block, Cell, Row, Source, Table, TablePlace};

pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let mut left_out = Vec::new();
    let text = dialect::text(bytes, &mut left_out)?;
    let (text, delimiter) = dialect::delimiter(&text);
    let rows = rows(text, delimiter, &mut left_out)?;
    match rows.iter().map(|row| row.cells.len()).max() {
        None => Err(Refusal::new(
            "the file is empty",
            "look whether it is the right one, and save it again from its program",
        )),
        Some(1) => Err(Refusal::new(
            "the file is a text of one column, and a plan has at least two",
            "save the table as a workbook (.xlsx), or as CSV with a comma between the cells",
        )),
        Some(_) => {
            let table = Table { place: TablePlace::Whole, rows };
            Ok(Source { name: String::new(), blocks: vec![Block::Table(table)], left_out })
        }
    }
}

/// The rows that have words, numbered as a spreadsheet numbers them.
fn rows(text: &str, delimiter: u8, left_out: &mut Vec<String>) -> Result<Vec<Row>, Refusal> {
    let mut budget = Budget::whole();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut rows: Vec<Row> = Vec::new();
    let (mut number, mut width) = (0, 0);
    loop {
        let from = offset(reader.position());
        let is_read = reader
            .read_record(&mut record)
            .map_err(|_| Refusal::new("the file cannot be read as a table of text", "save it again as CSV (UTF-8)"))?;
        if !is_read {
            // Columns that no row has a word in are not the table's.
            for row in &mut rows {
                row.cells.truncate(width);
            }
            return Ok(rows);
        }
        number += 1 + blank_lines(text, from);
        let last = record.iter().enumerate().filter(|(_, field)| !field.trim().is_empty()).last();
        let Some((last, _)) = last else { continue };
        width = width.max(last + 1);
        let raw = &text[from..offset(reader.position())];
        if offset(reader.position()) >= text.len() && raw.matches('"').count() % 2 == 1 {
            left_out.push(format!(
                "row {number} opens a quotation mark that nothing closes; all that follows it is in one cell"
            ));
        }
        budget.row()?;
        let mut cells = Vec::with_capacity(record.len().min(COLUMNS));
        for (column, field) in record.iter().enumerate().take(COLUMNS.max(last + 1)) {
            budget.cell(column + 1)?;
            cells.push(Cell::plain(column, lines::paragraphs(field)));
        }
        rows.push(Row { number, repeats: false, cells });
    }
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// The lines without anything before a record, which the csv package passes over and a spreadsheet counts.
fn blank_lines(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    // The second half of the end of the line before.
    let rest = if text[..from].ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    let ends = &rest[..rest.len() - rest.trim_start_matches(['\r', '\n']).len()];
    ends.len() - ends.matches("\r\n").count()
}
