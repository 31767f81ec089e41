//! A form as an Excel file: locked cells to read, unlocked ones with lists and dates to fill in.
//!
//! Our own writer (`xlsx`) makes long tables row by row; a form is small and needs much else that it lacks: protection,
//! validation, frozen panes, print set-up, a dozen formats. `rust_xlsxwriter` has all of these and knows what Excel
//! makes of them, so it is used here, and named nowhere else. The same form gives the same bytes: the only time in
//! the file is the day that it was made for.

use anyhow::{Context as _, Result};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet,
};

use super::xlsx::text::{column_name, quoted, sheet_name};
use crate::table::form::{Choices, Form, FormCell, FormSheet, Input, Look, Prompt};

/// What Excel allows, in characters.
const LONGEST_TEXT: usize = 32_767;
const LONGEST_TITLE: usize = 32;
const LONGEST_PROMPT: usize = 255;

const INK: Color = Color::RGB(0x0B_0C0C);
const LINE: Color = Color::RGB(0xB1_B4B6);
const GREY: Color = Color::RGB(0xF3_F2F1);
const HEADING: Color = Color::RGB(0x1D_4F76);
const INPUT: Color = Color::RGB(0xFF_F9DB);
const INPUT_HEADING: Color = Color::RGB(0x6B_5200);

/// In points, of the font that Excel takes if none is named.
const LINE_HEIGHT: u32 = 15;
const PADDING: u32 = 3;
/// The most that Excel allows.
const HIGHEST: u32 = 409;
/// How many lines a cell to fill in has room for, and a title takes.
const INPUT_LINES: usize = 5;
const TITLE_LINES: usize = 2;
/// How much of a line words fill before they are broken, in percent of the digits that it has room for.
const WIDTH_USED: usize = 100;

/// Paper of the size A4.
const A4: u8 = 9;
/// Inches.
const MARGIN: f64 = 0.4;
const FOOT: f64 = 0.6;

/// The file.
///
/// # Errors
/// If the form is more than the format can hold.
pub fn write(form: &Form) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let created = form.created;
    let year = u16::try_from(created.year()).unwrap_or(1900);
    let month_and_day = (created.month().unsigned_abs(), created.day().unsigned_abs());
    let created = ExcelDateTime::from_ymd(year, month_and_day.0, month_and_day.1).context("writing the day")?;
    let properties =
        DocProperties::new().set_title(&form.title).set_author(&form.author).set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let mut names = Vec::new();
    let names: Vec<String> = form.sheets.iter().map(|sheet| sheet_name(&sheet.name, &mut names)).collect();
    let validations = Validations::of(form, &names)?;
    for (sheet, name) in form.sheets.iter().zip(&names) {
        let worksheet = workbook.add_worksheet();
        fill(worksheet, sheet, &validations)
            .and_then(|()| set_up(worksheet, name, sheet))
            .with_context(|| format!("writing the sheet `{name}`"))?;
    }
    workbook.save_to_buffer().context("writing the workbook")
}

struct Validations {
    choice: DataValidation,
    date: DataValidation,
}

impl Validations {
    fn of(form: &Form, names: &[String]) -> Result<Self> {
        let Choices { sheet, column, first, last } = form.choices;
        let column = column_name(usize::from(column));
        let name = names.get(sheet).map(String::as_str).unwrap_or_default();
        let range = format!("={}!${column}${}:${column}${}", quoted(name), first + 1, last + 1);
        let choice = DataValidation::new().allow_list_formula(Formula::new(range));
        // A year or a month may be all that is known, so that a date may be written in words.
        let earliest = ExcelDateTime::from_ymd(1990, 1, 1).context("writing a date")?;
        let latest = ExcelDateTime::from_ymd(2199, 12, 31).context("writing a date")?;
        let date = DataValidation::new().allow_date(DataValidationRule::Between(earliest, latest));
        Ok(Self {
            choice: prompted(choice, &form.choice_prompt, DataValidationErrorStyle::Stop)?,
            date: prompted(date, &form.date_prompt, DataValidationErrorStyle::Warning)?,
        })
    }
}

fn prompted(validation: DataValidation, prompt: &Prompt, style: DataValidationErrorStyle) -> Result<DataValidation> {
    let title = shortened(&prompt.title, LONGEST_TITLE);
    let validation = validation
        .set_error_style(style)
        .set_input_title(&title)
        .and_then(|validation| validation.set_input_message(shortened(&prompt.text, LONGEST_PROMPT)))
        .and_then(|validation| validation.set_error_title(&title))
        .and_then(|validation| validation.set_error_message(shortened(&prompt.refusal, LONGEST_PROMPT)));
    validation.context("writing what is said of a cell")
}

fn fill(worksheet: &mut Worksheet, sheet: &FormSheet, validations: &Validations) -> Result<()> {
    for (row, cells) in (0_u32..).zip(&sheet.rows) {
        worksheet.set_row_height(row, height(cells, &sheet.widths))?;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                FormCell::Empty => {}
                FormCell::Text(look, text) => {
                    let text = shortened(text, LONGEST_TEXT);
                    worksheet.write_string_with_format(row, column, text, &format_of(*look))?;
                }
                FormCell::Input(input) => {
                    worksheet.write_blank(row, column, &format_of_input(*input))?;
                    let validation = match input {
                        Input::Text => continue,
                        Input::Date => &validations.date,
                        Input::Choice => &validations.choice,
                    };
                    worksheet.add_data_validation(row, column, row, column, validation)?;
                }
            }
        }
    }
    Ok(())
}

fn set_up(worksheet: &mut Worksheet, name: &str, sheet: &FormSheet) -> Result<()> {
    worksheet.set_name(name)?;
    worksheet.set_column_hidden(0)?;
    for (column, width) in (1_u16..).zip(&sheet.widths) {
        worksheet.set_column_width(column, f64::from(*width))?;
    }
    if let Some(heading) = sheet.heading {
        worksheet.set_freeze_panes(heading + 1, sheet.fixed_columns)?;
        worksheet.set_repeat_rows(heading, heading)?;
        let first = sheet.rows.get(heading as usize + 1).and_then(|row| row.iter().position(is_input));
        let first = first.and_then(|column| u16::try_from(column).ok()).unwrap_or(1);
        worksheet.set_selection(heading + 1, first, heading + 1, first)?;
    }
    worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    worksheet.set_margins(MARGIN, MARGIN, MARGIN, FOOT, MARGIN / 2.0, MARGIN / 2.0);
    // In a footer `&` begins a code.
    let footer = sheet.footer.replace('&', "&&");
    worksheet.set_footer(format!("&L&8{}&R&8&P / &N", shortened(&footer, 200)));
    // Without a password: it guards against slips, not against people. Rows and columns may be made wider.
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
    worksheet.protect_with_options(&options);
    Ok(())
}

/// How high a row must be for its longest cell, in points. Not every program finds it out when it opens a file, and a
/// cell whose end cannot be seen is not read.
fn height(cells: &[FormCell], widths: &[u16]) -> u32 {
    let lines = |text: &str, width: u16| -> usize {
        let room = usize::from(width).max(2) * WIDTH_USED / 100;
        text.lines().map(|line| line.chars().count().div_ceil(room.max(1)).max(1)).sum()
    };
    let of_cell = |(cell, width): (&FormCell, &u16)| match cell {
        FormCell::Text(Look::Title, _) => TITLE_LINES,
        FormCell::Text(Look::Key | Look::Strong, _) | FormCell::Empty => 1,
        FormCell::Text(_, text) => lines(text, *width),
        FormCell::Input(_) => INPUT_LINES,
    };
    let lines = cells.iter().skip(1).zip(widths).map(of_cell).max().unwrap_or(1);
    u32::try_from(lines).map_or(HIGHEST, |lines| (lines * LINE_HEIGHT + PADDING).min(HIGHEST))
}

fn is_input(cell: &FormCell) -> bool {
    matches!(cell, FormCell::Input(_))
}

fn format_of(look: Look) -> Format {
    let plain = Format::new().set_font_color(INK).set_align(FormatAlign::Top);
    let boxed = || plain.clone().set_text_wrap().set_border(FormatBorder::Thin).set_border_color(LINE);
    let heading = |ground| boxed().set_bold().set_font_color(Color::White).set_background_color(ground);
    match look {
        Look::Key => plain,
        Look::Title => plain.set_bold().set_font_size(16),
        Look::Plain => plain.set_text_wrap(),
        Look::Strong => plain.set_bold(),
        Look::Heading => heading(HEADING),
        Look::InputHeading => heading(INPUT_HEADING),
        Look::Locked => boxed().set_background_color(GREY),
    }
}

fn format_of_input(input: Input) -> Format {
    let format = Format::new()
        .set_font_color(INK)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_background_color(INPUT)
        .set_unlocked();
    match input {
        Input::Text | Input::Choice => format,
        Input::Date => format.set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
    }
}

fn shortened(text: &str, most: usize) -> String {
    let mut text: String = text.chars().take(most + 1).collect();
    if text.chars().count() > most {
        text = text.chars().take(most - 1).chain(['…']).collect();
    }
    text
}
