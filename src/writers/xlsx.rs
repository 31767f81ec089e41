//! A workbook as an Excel file (Office Open XML, ECMA-376), written as its rows come.
//!
//! Nothing of a sheet is held: each row goes through the compressor and is gone, for the tables of
//! a large plan are far longer than their file. The same workbook gives the same bytes: the only time in the
//! file is the day that it was made for. A date is a date to the spreadsheet only where it is one
//! exact day; all else stands as it was written. Text is never a formula, whatever its first
//! character. Start at [`write`]; `parts` has what stands around the sheets.

mod parts;
pub(super) mod text;

use anyhow::{Context as _, Result};

use super::package::{self, Package, Properties};
use crate::date::{Date, Day, Form, Period};
use crate::table::{Cell, Sheet, Workbook};
use text::{column_name, push_text};

/// The most rows that a sheet can have under its row of names.
const MOST_ROWS: u32 = 1_048_575;

/// Places in the list of formats of `styles.xml`.
#[derive(Clone, Copy)]
enum Style {
    Plain = 0,
    Text = 1,
    Day = 2,
    Label = 3,
    Heading = 4,
    Title = 5,
    Link = 6,
}

/// A sheet that has been written, as the workbook's own part names it.
struct Written {
    name: String,
    /// The cells that its filter spans, if it is a table.
    filter: Option<String>,
}

/// Appends the file.
///
/// # Errors
/// If the rows cannot be had.
pub fn write(workbook: &Workbook<'_>, out: &mut Vec<u8>) -> Result<()> {
    // A long plan's workbook is much of the work of its site; a third more bytes make that half as much.
    let mut file = Package::new(1);
    let sheets = workbook.sheets.len() + 1;
    file.part("[Content_Types].xml", &parts::content_types(sheets))?;
    file.part("_rels/.rels", &package::root_relations("xl/workbook.xml"))?;
    file.part("docProps/app.xml", package::APP)?;
    file.part("docProps/core.xml", &properties(workbook))?;
    file.part("xl/styles.xml", include_str!("xlsx/styles.xml"))?;
    file.part("xl/_rels/workbook.xml.rels", &parts::relations(sheets))?;
    let mut names = Vec::new();
    let cover_name = text::sheet_name(&workbook.cover_name, &mut names);
    let sheet_names: Vec<String> =
        workbook.sheets.iter().map(|sheet| text::sheet_name(&sheet.name, &mut names)).collect();
    let mut written = vec![Written { name: cover_name, filter: None }];
    file.part(&sheet_path(1), &parts::cover(workbook, &sheet_names))?;
    for (number, (sheet, name)) in (2..).zip(workbook.sheets.iter().zip(sheet_names)) {
        let part = file.start(&sheet_path(number))?;
        let filter = table(sheet, part).with_context(|| format!("writing the sheet `{name}` of a workbook"))?;
        written.push(Written { name, filter: Some(filter) });
    }
    file.part("xl/workbook.xml", &parts::workbook(&written))?;
    file.finish(out)
}

fn properties(workbook: &Workbook<'_>) -> String {
    package::core_properties(&Properties {
        title: &workbook.title,
        subject: "",
        author: &workbook.author,
        description: "",
        language: &workbook.language,
        day: workbook.created,
    })
}

fn sheet_path(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// Writes a sheet of a table; says which cells its filter spans.
fn table(sheet: &Sheet<'_>, out: &mut impl std::io::Write) -> Result<String> {
    let mut xml = parts::sheet_start(sheet);
    let headings: Vec<Cell<'_>> = sheet.columns.iter().map(|column| Cell::text(&column.title)).collect();
    push_row(1, headings.iter().map(|cell| (Style::Heading, cell)), &mut xml);
    let mut at = 1;
    (sheet.rows)(&mut |row| {
        if at <= MOST_ROWS {
            at += 1;
            push_row(at, row.iter().map(|cell| (style(cell), cell)), &mut xml);
        }
        out.write_all(xml.as_bytes())?;
        xml.clear();
        Ok(())
    })?;
    let last = column_name(sheet.columns.len().saturating_sub(1));
    parts::push_sheet_end(&format!("A1:{last}{at}"), &mut xml);
    out.write_all(xml.as_bytes())?;
    Ok(format!("$A$1:${last}${at}"))
}

fn style(cell: &Cell<'_>) -> Style {
    match cell {
        Cell::Day(given) if serial(*given).is_some() => Style::Day,
        Cell::Written(date) if exact(*date).and_then(serial).is_some() => Style::Day,
        Cell::Text(_) | Cell::Day(_) | Cell::Written(_) => Style::Text,
        Cell::Empty | Cell::Whole(_) | Cell::Decimal(_) | Cell::Truth(_) => Style::Plain,
    }
}

fn push_row<'c>(row: u32, cells: impl Iterator<Item = (Style, &'c Cell<'c>)>, xml: &mut String) {
    put!(xml, "<row r=\"{row}\">");
    let mut scratch = String::new();
    for (column, (style, cell)) in cells.enumerate() {
        if matches!(cell, Cell::Empty) {
            continue;
        }
        put!(xml, "<c r=\"{}{row}\" s=\"{}\"", column_name(column), style as u8);
        let day = match cell {
            Cell::Day(day) => serial(*day),
            Cell::Written(date) => exact(*date).and_then(serial),
            _ => None,
        };
        match (cell, day) {
            (_, Some(serial)) => put!(xml, "><v>{serial}</v></c>"),
            (Cell::Whole(_) | Cell::Decimal(_), _) => put!(xml, "><v>{cell}</v></c>"),
            (Cell::Truth(truth), _) => put!(xml, " t=\"b\"><v>{}</v></c>", u8::from(*truth)),
            _ => {
                xml.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                push_text(cell.as_text(&mut scratch), xml);
                xml.push_str("</t></is></c>");
            }
        }
    }
    xml.push_str("</row>");
}

/// The day of a date that is one day, and known for sure.
fn exact(date: Date) -> Option<Day> {
    match date.form() {
        Form::Period(Period::Day(day)) if !date.is_approximate() && !date.is_uncertain() => Some(day),
        _ => None,
    }
}

/// A day as spreadsheets count them; `None` before March 1900, where they count one too many.
fn serial(day: Day) -> Option<i32> {
    let first = jiff::civil::date(1900, 3, 1);
    (day >= first).then(|| (day - first).get_days() + 61)
}
