//! One sheet of an Excel workbook: its cells with what they show.

use super::format::{Format, Shown};
use super::grid::{Grid, GridRow, area, named, place};
use super::looks::{Look, Looks};
use super::strings;
use crate::date::Day;
use crate::import::budget::{Budget, COLUMNS};
use crate::import::lines;
use crate::import::package::Relations;
use crate::import::read::Refusal;
use crate::import::source::{Cell, Run, Value};
use crate::import::xml::{Tag, Xml};

/// What the sheets of a workbook share.
pub struct Shared {
    pub strings: Vec<Vec<Run>>,
    pub looks: Looks,
    pub is_from_1904: bool,
}

/// A sheet that is being read.
pub struct Sheet<'b> {
    pub shared: &'b Shared,
    pub links: Relations,
    pub budget: &'b mut Budget,
    pub grid: Grid,
    /// Rows and columns that the program does not show, and formulas that have no result.
    pub hidden: usize,
    pub unknown: Vec<String>,
}

impl Sheet<'_> {
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        let _root = xml.child()?;
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "cols" => {
                    while let Some(tag) = xml.child()? {
                        let columns = tag.number("max").unwrap_or(0).saturating_sub(tag.number("min").unwrap_or(0));
                        // All columns behind the last are often hidden as one.
                        if is_set(&tag, "hidden") && columns < 1000 {
                            self.hidden += columns as usize + 1;
                        }
                        xml.skip()?;
                    }
                }
                "sheetData" => self.rows(xml)?,
                "mergeCells" => {
                    while let Some(tag) = xml.child()? {
                        self.grid.merged.extend(tag.get("ref").and_then(|text| area(&text)));
                        xml.skip()?;
                    }
                }
                "hyperlinks" => {
                    while let Some(tag) = xml.child()? {
                        self.link(&tag);
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        let mut number = 0;
        while let Some(tag) = xml.child()? {
            if tag.name() != "row" {
                xml.skip()?;
                continue;
            }
            number = tag.number("r").map_or(number + 1, |number| number as usize);
            let is_hidden = is_set(&tag, "hidden");
            let mut row = self.row(xml, number)?;
            row.trim();
            if row.cells.is_empty() {
                continue;
            }
            self.hidden += usize::from(is_hidden);
            self.budget.row()?;
            let known = self.grid.rows.entry(number).or_default();
            for (column, cell) in row.cells {
                self.budget.cell(column + 1)?;
                known.cells.insert(column, cell);
            }
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml<'_>, number: usize) -> Result<GridRow, Refusal> {
        let mut row = GridRow::default();
        let mut next = 0;
        while let Some(tag) = xml.child()? {
            let column = tag.get("r").and_then(|text| place(&text)).map_or(next, |(_, column)| column);
            next = column + 1;
            let look = self.shared.looks.of(tag.number("s"));
            let kind = tag.get("t").unwrap_or_default();
            let Content { runs, value } = self.content(xml, &kind, &look, (number, column))?;
            if column >= COLUMNS && runs.is_empty() {
                continue;
            }
            self.budget.repeat(runs.iter().map(|run| run.text.len()).sum())?;
            let runs = runs.into_iter().map(|run| Run {
                bold: run.bold || look.bold,
                italic: run.italic || look.italic,
                ..run
            });
            let cell = Cell { value, fill: look.fill, ..Cell::plain(column, lines::of_runs(runs.collect())) };
            row.cells.insert(column, cell);
        }
        Ok(row)
    }

    /// What a cell says: a text of its own or a shared one, a number, a date, an error.
    fn content(&mut self, xml: &mut Xml<'_>, kind: &str, look: &Look, at: (usize, usize)) -> Result<Content, Refusal> {
        let (mut own, mut text, mut has_formula) = (Vec::new(), String::new(), false);
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "is" => own = strings::runs(xml)?,
                "v" => text = xml.text()?,
                "f" => {
                    has_formula = true;
                    xml.skip()?;
                }
                _ => xml.skip()?,
            }
        }
        if text.is_empty() && own.is_empty() && has_formula && kind != "str" {
            self.unknown.push(named(at.0, at.1));
        }
        let text = text.as_str();
        Ok(match kind {
            "s" => {
                let shared = text.trim().parse::<usize>().ok().and_then(|at| self.shared.strings.get(at));
                Content { runs: shared.cloned().unwrap_or_default(), value: Value::None }
            }
            "inlineStr" => Content { runs: own, value: Value::None },
            "str" => Content::of(&strings::plain(text), Value::None),
            "b" => Content::of(if text.trim() == "1" { "TRUE" } else { "FALSE" }, Value::None),
            "e" => Content::of(text, Value::Error),
            "d" => match text.get(..10).and_then(|text| text.parse::<Day>().ok()) {
                Some(day) => Content::of(&day.to_string(), Value::Day(day)),
                None => Content::of(text, Value::None),
            },
            _ => self.number(text, &look.format),
        })
    }

    fn number(&self, text: &str, format: &Format) -> Content {
        let Ok(number) = text.trim().parse::<f64>() else { return Content::of(text, Value::None) };
        match format.shown(number, self.shared.is_from_1904) {
            Shown::Number(text) => Content::of(&text, Value::Number),
            Shown::Day(day, text) => Content::of(&text, Value::Day(day)),
            Shown::Text(text) => Content::of(&text, Value::None),
        }
    }

    fn link(&mut self, tag: &Tag<'_>) {
        let relation = tag.get("id").and_then(|id| self.links.get(&id)).filter(|relation| relation.is_outside);
        let area = tag.get("ref").and_then(|text| area(&text));
        let (Some(relation), Some(area)) = (relation, area) else { return };
        let cell = self.grid.rows.get_mut(&area.rows.0).and_then(|row| row.cells.get_mut(&area.columns.0));
        for run in cell.into_iter().flat_map(|cell| &mut cell.paragraphs).flat_map(|paragraph| &mut paragraph.runs) {
            run.link = Some(relation.target.clone());
        }
    }
}

struct Content {
    runs: Vec<Run>,
    value: Value,
}

impl Content {
    fn of(text: &str, value: Value) -> Self {
        let run = Run { text: text.to_owned(), ..Run::default() };
        Self { runs: if text.is_empty() { Vec::new() } else { vec![run] }, value }
    }
}

pub fn is_set(tag: &Tag<'_>, name: &str) -> bool {
    tag.get(name).is_some_and(|value| value == "1" || value == "true")
}
