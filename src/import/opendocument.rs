//! A workbook of LibreOffice and other programs (ODF 1.3, part 3): each sheet that has words as a table.
//!
//! The format keeps what each cell shows beside its value, in paragraphs, so numbers need no format here.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::budget::{Budget, COLUMNS};
use super::colour;
use super::lines;
use super::read::Refusal;
use super::source::{Block, Cell, Paragraph, Run, Source, Value};
use super::workbook::grid::{self, Area, Grid, GridRow, NEAR, hidden};
use super::xml::{Piece, Tag, Xml};
use crate::date::Day;

const CONTENT: &str = "content.xml";
/// Rows that a program has at most; the last of a sheet stands for all empty ones behind it.
const LAST_ROW: usize = 1_048_576;
/// Spaces that one element stands for.
const MOST_SPACES: u32 = 100;

/// What the name of a style says of a cell, of words or of a sheet.
#[derive(Clone, Default)]
struct Look {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    fill: Option<[u8; 3]>,
    is_hidden: bool,
}

#[derive(Default)]
struct Reading {
    looks: BTreeMap<String, Look>,
    left_out: Vec<String>,
    comments: usize,
    drawings: usize,
    hidden: usize,
}

pub fn read(archive: &mut Archive<'_>) -> Result<Source, Refusal> {
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::locked());
    }
    let mut reading = Reading::default();
    for part in ["styles.xml", CONTENT] {
        if let Some(text) = archive.text(part)? {
            reading.styles(&mut Xml::new(part, &text))?;
        }
    }
    let text = archive.text(CONTENT)?.ok_or_else(|| {
        Refusal::new(
            format!("the file is damaged: `{CONTENT}`, the part with its cells, is missing"),
            "fetch it again from where it came from; if its program opens it, save it there under another name",
        )
    })?;
    let mut blocks = Vec::new();
    let mut xml = Xml::new(CONTENT, &text);
    let mut budget = Budget::whole();
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "table" => {
                let name = tag.get("name").unwrap_or_default();
                if tag.get("style-name").is_some_and(|style| reading.look(&style).is_hidden) {
                    reading.left_out.push(grid::hidden_sheet(&name));
                    xml.skip()?;
                    continue;
                }
                let grid = reading.sheet(&mut xml, &name, &mut budget)?;
                let table = grid.table(&mut Budget::whole(), &mut reading.left_out)?;
                blocks.extend(table.map(Block::Table));
            }
            Piece::End => break,
            _ => {}
        }
    }
    grid::document(blocks, reading.left_out)
}

impl Reading {
    /// All styles of a part, wherever it has them.
    fn styles(&mut self, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        loop {
            match xml.next()? {
                Piece::Open(tag) if tag.name() == "style" => {
                    let name = tag.get("name").unwrap_or_default();
                    let mut look = Look { parent: tag.get("parent-style-name"), ..Look::default() };
                    while let Some(tag) = xml.child()? {
                        match tag.name() {
                            "text-properties" => {
                                look.bold = tag.get("font-weight").map(|weight| weight == "bold");
                                look.italic = tag.get("font-style").map(|style| style == "italic");
                            }
                            "table-cell-properties" => {
                                let fill = tag.get("background-color");
                                look.fill = fill.and_then(|fill| colour(fill.strip_prefix('#')?));
                            }
                            "table-properties" => look.is_hidden = tag.get("display").is_some_and(|is| is == "false"),
                            _ => {}
                        }
                        xml.skip()?;
                    }
                    self.looks.insert(name, look);
                }
                // Only the sheets have cells, and they come after the styles.
                Piece::Open(tag) if tag.name() == "body" => return Ok(()),
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// A style with what it takes from the one that it is based on.
    fn look(&self, name: &str) -> Look {
        let mut look = self.looks.get(name).cloned().unwrap_or_default();
        for _ in 0..8 {
            let Some(parent) = look.parent.take().and_then(|parent| self.looks.get(&parent)) else { break };
            look.bold = look.bold.or(parent.bold);
            look.italic = look.italic.or(parent.italic);
            look.fill = look.fill.or(parent.fill);
            look.parent.clone_from(&parent.parent);
        }
        look
    }

    fn sheet(&mut self, xml: &mut Xml<'_>, name: &str, budget: &mut Budget) -> Result<Grid, Refusal> {
        let mut grid = Grid { name: name.to_owned(), ..Grid::default() };
        (self.comments, self.drawings, self.hidden) = (0, 0, 0);
        let mut next = 1;
        // Rows stand in groups, and in the rows that repeat on each page.
        let mut wrappings: Vec<bool> = Vec::new();
        loop {
            let Some(tag) = xml.child()? else {
                if wrappings.pop().is_none() {
                    break;
                }
                continue;
            };
            match tag.name() {
                "table-header-rows" => wrappings.push(true),
                "table-rows" | "table-row-group" => wrappings.push(false),
                "table-row" => {
                    let times = times(&tag, "number-rows-repeated");
                    let is_hidden = tag.get("visibility").is_some_and(|is| is != "visible");
                    let mut row = self.row(xml, next, &mut grid.merged, budget)?;
                    row.repeats = wrappings.contains(&true);
                    row.trim();
                    if !row.cells.is_empty() {
                        self.hidden += if is_hidden { times } else { 0 };
                        put(row, next, times, &mut grid, budget)?;
                    }
                    next = next.saturating_add(times).min(LAST_ROW + 1);
                }
                "shapes" => {
                    self.drawings += 1;
                    xml.skip()?;
                }
                _ => xml.skip()?,
            }
        }
        self.told(name);
        Ok(grid)
    }

    fn told(&mut self, name: &str) {
        if self.comments > 0 {
            self.left_out.push(format!("comments on cells of sheet `{name}`"));
        }
        if self.drawings > 0 {
            self.left_out.push(format!("pictures, charts or shapes on sheet `{name}`"));
        }
        self.left_out.extend(hidden(self.hidden, name));
    }

    fn row(
        &mut self,
        xml: &mut Xml<'_>,
        number: usize,
        merged: &mut Vec<Area>,
        budget: &mut Budget,
    ) -> Result<GridRow, Refusal> {
        let mut row = GridRow::default();
        let mut column = 0_usize;
        while let Some(tag) = xml.child()? {
            if !matches!(tag.name(), "table-cell" | "covered-table-cell") {
                xml.skip()?;
                continue;
            }
            let times = times(&tag, "number-columns-repeated");
            let (columns, rows) =
                (self::times(&tag, "number-columns-spanned"), self::times(&tag, "number-rows-spanned"));
            let cell = self.cell(xml, &tag, column)?;
            if columns > 1 || rows > 1 {
                merged.push(Area {
                    rows: (number, number.saturating_add(rows - 1)),
                    columns: (column, column.saturating_add(columns - 1)),
                });
            }
            // The rest of a row may have a colour, and says nothing by it.
            let is_said = !cell.is_empty() || (cell.fill.is_some() && times <= NEAR && column < COLUMNS);
            if is_said {
                for at in 0..times {
                    budget.cell(column + at + 1)?;
                    budget.repeat(cell.text().len())?;
                    row.cells.insert(column + at, Cell { column: column + at, ..cell.clone() });
                }
            }
            column = column.saturating_add(times);
        }
        Ok(row)
    }

    fn cell(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, column: usize) -> Result<Cell, Refusal> {
        let look = tag.get("style-name").map(|style| self.look(&style)).unwrap_or_default();
        let day = tag.get("date-value").and_then(|text| text.get(..10)?.parse::<Day>().ok());
        let kind = tag.get("value-type").unwrap_or_default();
        let mut shown = Vec::new();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "p" => {
                    if !shown.is_empty() {
                        shown.push(Run { text: "\n".to_owned(), ..Run::default() });
                    }
                    self.words(xml, &look, &mut shown)?;
                }
                "annotation" => {
                    self.comments += 1;
                    xml.skip()?;
                }
                _ => {
                    self.drawings += 1;
                    xml.skip()?;
                }
            }
        }
        let mut cell = Cell { fill: look.fill, ..Cell::plain(column, lines::of_runs(shown)) };
        let text = cell.text();
        cell.value = match (kind.as_str(), day) {
            // A month alone is shown without its day, and is none.
            ("date", Some(day)) if text.chars().filter(char::is_ascii_digit).count() > 4 => {
                cell.paragraphs = vec![Paragraph::plain(day.to_string())];
                Value::Day(day)
            }
            ("float" | "percentage" | "currency", _) if !text.starts_with('#') => Value::Number,
            _ if is_error(&text) => Value::Error,
            _ => Value::None,
        };
        Ok(cell)
    }

    /// The words of a paragraph, with spaces and ends of lines that are elements.
    fn words(&mut self, xml: &mut Xml<'_>, look: &Look, out: &mut Vec<Run>) -> Result<(), Refusal> {
        let usual = Run { bold: look.bold.unwrap_or(false), italic: look.italic.unwrap_or(false), ..Run::default() };
        // What is open: how words look in it.
        let mut open = vec![usual];
        while let Some(now) = open.last().cloned() {
            let mut say = |text: &str| out.push(Run { text: text.to_owned(), ..now.clone() });
            match xml.next()? {
                Piece::Text(text) => say(&text.replace(['\n', '\r', '\t'], " ")),
                Piece::Open(tag) => {
                    let mut inner = now.clone();
                    match tag.name() {
                        "s" => say(&" ".repeat(tag.number("c").unwrap_or(1).min(MOST_SPACES) as usize)),
                        "tab" => say("\t"),
                        "line-break" => say("\n"),
                        "a" => inner.link = tag.get("href").filter(|address| !address.starts_with('#')),
                        "span" => {
                            let look = tag.get("style-name").map(|style| self.look(&style)).unwrap_or_default();
                            inner.bold = look.bold.unwrap_or(inner.bold);
                            inner.italic = look.italic.unwrap_or(inner.italic);
                        }
                        _ => {}
                    }
                    open.push(inner);
                }
                Piece::Close | Piece::End => drop(open.pop()),
            }
        }
        Ok(())
    }
}

/// The names of errors as programs show them.
fn is_error(text: &str) -> bool {
    let names: BTreeSet<&str> =
        BTreeSet::from(["#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!"]);
    names.contains(text) || text.strip_prefix("Err:").is_some_and(|code| code.chars().all(|c| c.is_ascii_digit()))
}

fn times(tag: &Tag<'_>, name: &str) -> usize {
    tag.number(name).map_or(1, |times| (times as usize).max(1))
}

/// A row as often as it is repeated.
fn put(row: GridRow, first: usize, times: usize, grid: &mut Grid, budget: &mut Budget) -> Result<(), Refusal> {
    for at in 0..times {
        budget.row()?;
        if first + at > LAST_ROW {
            break;
        }
        let mut cells = BTreeMap::new();
        for (column, cell) in &row.cells {
            budget.cell(column + 1)?;
            budget.repeat(cell.text().len())?;
            cells.insert(*column, cell.clone());
        }
        grid.rows.insert(first + at, GridRow { repeats: row.repeats, cells });
    }
    Ok(())
}
