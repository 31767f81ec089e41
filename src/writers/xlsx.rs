//! A workbook as an Excel file (Office Open XML).
//!
//! The same workbook gives the same bytes: the only time in the file is the day that it was made
//! for. A date is a date to the spreadsheet only where it is one exact day; all else stands as it
//! was written. Text is never a formula, whatever its first character.

use anyhow::{Context as _, Result};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Url, Worksheet, XlsxError};

use crate::date::{Date, Day, Form, Period};
use crate::foreign;
use crate::table::{Cell, Sheet, Workbook};

/// The most that a cell can hold, in characters.
const LONGEST_TEXT: usize = 32_767;
/// The most rows that a sheet can have under its row of names.
const MOST_ROWS: u32 = 1_048_575;
/// The most characters of a sheet's name.
const LONGEST_NAME: usize = 31;

struct Formats {
    title: Format,
    label: Format,
    heading: Format,
    text: Format,
    number: Format,
    day: Format,
}

/// Appends the file.
///
/// # Errors
/// If the rows cannot be had.
pub fn write(workbook: &Workbook<'_>, out: &mut Vec<u8>) -> Result<()> {
    let top = || Format::new().set_align(FormatAlign::Top);
    let formats = Formats {
        title: top().set_bold().set_font_size(16),
        label: top().set_bold().set_text_wrap(),
        heading: top().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E7_ECF0)),
        text: top().set_text_wrap(),
        number: top(),
        day: top().set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
    };
    let mut file = rust_xlsxwriter::Workbook::new();
    // A long plan's workbook is most of the work of its site; a third more bytes make that half as much.
    file.set_zip_compression_level(1);
    let mut properties = DocProperties::new().set_title(&workbook.title).set_author(&workbook.author);
    if let Some(day) = day(workbook.created) {
        properties = properties.set_creation_datetime(&day);
    }
    file.set_properties(&properties);
    let mut names: Vec<String> = Vec::new();
    cover(file.add_worksheet(), workbook, &formats, &mut names).context("writing the cover of a workbook")?;
    for sheet in &workbook.sheets {
        let name = name(&sheet.name, &mut names);
        one_sheet(file.add_worksheet(), sheet, &name, &formats)
            .with_context(|| format!("writing the sheet `{name}` of a workbook"))?;
    }
    file.save_to_writer(out).context("writing a workbook to memory")
}

fn cover(
    sheet: &mut Worksheet,
    workbook: &Workbook<'_>,
    formats: &Formats,
    names: &mut Vec<String>,
) -> Result<(), XlsxError> {
    sheet.set_name(name(&workbook.cover_name, names))?;
    sheet.set_column_width(0, 28)?.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, cut(&workbook.title), &formats.title)?;
    let mut at = 1;
    for (label, text) in &workbook.cover {
        at += 1;
        sheet.write_string_with_format(at, 0, cut(label), &formats.label)?;
        sheet.write_string_with_format(at, 1, cut(text), &formats.text)?;
    }
    at += 1;
    // The names that the sheets will get, so that the list can lead to them.
    let mut known = names.clone();
    for (title, about) in &workbook.contents {
        at += 1;
        let target = name(title, &mut known);
        let link = Url::new(format!("internal:'{}'!A1", target.replace('\'', "''"))).set_text(cut(title));
        sheet.write_url(at, 0, link)?;
        sheet.write_string_with_format(at, 1, cut(about), &formats.text)?;
    }
    Ok(())
}

fn one_sheet(sheet: &mut Worksheet, given: &Sheet<'_>, name: &str, formats: &Formats) -> Result<()> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    // Wide tables are printed across a page that lies on its side, as long as they need.
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, heading) in (0..).zip(&given.columns) {
        // A cell without a format has that of its column; one of its own is looked up for each cell.
        sheet.set_column_width(column, heading.width)?.set_column_format(column, &formats.text)?;
        sheet.write_string_with_format(0, column, cut(&heading.title), &formats.heading)?;
    }
    let mut at = 0;
    (given.rows)(&mut |row| {
        if at == MOST_ROWS {
            return Ok(());
        }
        at += 1;
        for (column, cell) in (0..).zip(row) {
            one_cell(sheet, (at, column), cell, formats)?;
        }
        Ok(())
    })?;
    let last = u16::try_from(given.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.autofilter(0, 0, at, last)?;
    Ok(())
}

fn one_cell(sheet: &mut Worksheet, at: (u32, u16), cell: &Cell<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let (row, column) = at;
    let exact = match cell {
        Cell::Day(given) => day(*given),
        Cell::Written(date) => exact(*date).and_then(day),
        _ => None,
    };
    if let Some(day) = exact {
        sheet.write_date_with_format(row, column, &day, &formats.day)?;
        return Ok(());
    }
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        Cell::Whole(number) => {
            // Numbers of spreadsheets are floats; one that they could not hold stands as text.
            match i32::try_from(*number) {
                Ok(number) => sheet.write_number_with_format(row, column, number, &formats.number)?,
                Err(_) => sheet.write_string(row, column, number.to_string())?,
            };
        }
        Cell::Decimal(number) => {
            sheet.write_number_with_format(row, column, number.approximate(), &formats.number)?;
        }
        Cell::Truth(truth) => {
            sheet.write_boolean_with_format(row, column, *truth, &formats.number)?;
        }
        Cell::Day(_) | Cell::Written(_) => {
            sheet.write_string(row, column, cell.to_string())?;
        }
    }
    Ok(())
}

/// The day of a date that is one day, and known for sure.
fn exact(date: Date) -> Option<Day> {
    match date.form() {
        Form::Period(Period::Day(day)) if !date.is_approximate() && !date.is_uncertain() => Some(day),
        _ => None,
    }
}

/// `None` for days that spreadsheets cannot count.
fn day(day: Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// Text that fits a cell, without the marks of its language, which a cell has no place for.
fn cut(text: &str) -> String {
    foreign::strip(text).chars().take(LONGEST_TEXT).collect()
}

/// A name that a sheet can have and that no other has.
fn name(wanted: &str, names: &mut Vec<String>) -> String {
    let fitting = |wanted: &str, room: usize| -> String {
        let plain = wanted.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c });
        plain.take(room).collect::<String>().trim_matches(['\'', ' ']).to_owned()
    };
    let taken = |name: &str| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
    let mut name = fitting(wanted, LONGEST_NAME);
    let mut number = 1;
    while name.is_empty() || taken(&name) {
        number += 1;
        name = format!("{} {number}", fitting(wanted, LONGEST_NAME - 4));
    }
    names.push(name.clone());
    name
}
