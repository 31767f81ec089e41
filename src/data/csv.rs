//! A table as CSV: RFC 4180, UTF-8, with a line of names first.

use anyhow::{Context as _, Result};

use super::Source;
use super::tables::Table;

/// Appends a table of a plan.
///
/// # Errors
/// Never in practice: the writer writes to memory.
pub fn csv(source: &Source<'_>, table: &Table, out: &mut Vec<u8>) -> Result<()> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name))?;
    let mut scratch = String::new();
    (table.rows)(source, &mut |row| {
        for cell in row {
            writer.write_field(cell.as_text(&mut scratch))?;
        }
        writer.write_record(None::<&[u8]>).map_err(Into::into)
    })?;
    writer.flush().context("writing to memory")
}
