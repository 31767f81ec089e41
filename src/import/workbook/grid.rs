//! A sheet while it is read: cells at their places, in whatever order a file has them, and what is merged.

use std::collections::BTreeMap;

use crate::import::budget::{Budget, COLUMNS};
use crate::import::read::Refusal;
use crate::import::source::{Block, Cell, Row, Source, Table, TablePlace};

/// A cell that has only a colour is kept so far behind the last one with words.
pub const NEAR: usize = 20;

#[derive(Default)]
pub struct Grid {
    pub name: String,
    /// By number, from 1, and column, from 0.
    pub rows: BTreeMap<usize, GridRow>,
    pub merged: Vec<Area>,
}

#[derive(Default)]
pub struct GridRow {
    pub repeats: bool,
    pub cells: BTreeMap<usize, Cell>,
}

/// Cells that are one: rows from 1 and columns from 0, the last ones too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub rows: (usize, usize),
    pub columns: (usize, usize),
}

impl GridRow {
    /// Without the cells that are empty, but for those with a colour among or near the others.
    pub fn trim(&mut self) {
        let last = self.cells.values().rev().find(|cell| !cell.is_empty()).map(|cell| cell.column);
        let end = last.map_or(0, |last| (last + NEAR).min(COLUMNS));
        self.cells.retain(|column, cell| !cell.is_empty() || (*column < end && cell.fill.is_some()));
    }
}

impl Grid {
    /// The sheet as a table; `None` if it has no words.
    pub fn table(mut self, budget: &mut Budget, left_out: &mut Vec<String>) -> Result<Option<Table>, Refusal> {
        for area in std::mem::take(&mut self.merged) {
            self.merge(area, budget, left_out)?;
        }
        self.rows.retain(|_, row| row.cells.values().any(|cell| !cell.is_empty()));
        let ends = self.rows.values().flat_map(|row| row.cells.values().map(|cell| cell.column + cell.columns));
        let width = ends.max().unwrap_or(0);
        let mut rows = Vec::with_capacity(self.rows.len());
        for (number, row) in self.rows {
            budget.row()?;
            let mut cells: Vec<Cell> = Vec::with_capacity(width);
            let mut column = 0;
            for cell in row.cells.into_values() {
                for gap in column..cell.column {
                    budget.cell(gap + 1)?;
                    cells.push(Cell::plain(gap, Vec::new()));
                }
                column = cell.column + cell.columns;
                budget.cell(column)?;
                cells.push(cell);
            }
            for gap in column..width {
                budget.cell(gap + 1)?;
                cells.push(Cell::plain(gap, Vec::new()));
            }
            rows.push(Row { number, repeats: row.repeats, cells });
        }
        Ok((!rows.is_empty()).then_some(Table { place: TablePlace::Sheet(self.name), rows }))
    }

    fn merge(&mut self, area: Area, budget: &mut Budget, left_out: &mut Vec<String>) -> Result<(), Refusal> {
        let (first, last) = (area.columns.0, area.columns.1.min(COLUMNS - 1));
        let begin = self.rows.get_mut(&area.rows.0).and_then(|row| row.cells.get_mut(&first));
        let Some(begin) = begin.filter(|_| last >= first) else { return Ok(()) };
        begin.columns = last - first + 1;
        let (begin, weight) = (begin.clone(), begin.text().len());
        for (number, row) in self.rows.range_mut(area.rows.0..=area.rows.1.max(area.rows.0)) {
            let is_first = *number == area.rows.0;
            let covered: Vec<usize> = row.cells.range(first..=last).map(|(column, _)| *column).collect();
            for column in covered.into_iter().filter(|column| !is_first || *column > first) {
                if let Some(cell) = row.cells.remove(&column).filter(|cell| !cell.is_empty() && !cell.continues) {
                    left_out.push(format!(
                        "{}, row {number}: a merged cell covers `{}`",
                        TablePlace::Sheet(self.name.clone()),
                        cell.text().replace('`', "'")
                    ));
                }
            }
            if !is_first && !row.cells.is_empty() {
                budget.repeat(weight)?;
                budget.cell(last + 1)?;
                row.cells.insert(first, Cell { continues: true, ..begin.clone() });
            }
        }
        Ok(())
    }
}

/// What is told of rows and columns that a program does not show.
pub fn hidden(count: usize, sheet: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("a row or column of sheet `{sheet}` is hidden; it was read all the same")),
        count => Some(format!("{count} rows and columns of sheet `{sheet}` are hidden; they were read all the same")),
    }
}

/// `B7` or `B7:D9`, with or without `$`.
pub fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let (from, to) = (place(from)?, place(to)?);
    Some(Area { rows: (from.0.min(to.0), from.0.max(to.0)), columns: (from.1.min(to.1), from.1.max(to.1)) })
}

/// The row from 1 and the column from 0 of `B7`.
pub fn place(text: &str) -> Option<(usize, usize)> {
    let text = text.trim();
    let letters = text.trim_start_matches('$');
    let end = letters.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (letters, figures) = letters.split_at(end);
    if letters.is_empty() || letters.len() > 4 {
        return None;
    }
    let column =
        letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: usize = figures.trim_start_matches('$').parse().ok()?;
    (1..=1_048_576).contains(&row).then_some((row, column - 1))
}

/// What is told of a sheet that its program does not show, and that is not read.
pub fn hidden_sheet(name: &str) -> String {
    format!("the hidden sheet `{name}`")
}

/// The sheets of a workbook as one document; one in which no sheet has words is refused.
pub fn document(sheets: Vec<Block>, left_out: Vec<String>) -> Result<Source, Refusal> {
    if sheets.is_empty() {
        return Err(Refusal::new(
            "the workbook is empty",
            "look whether it is the right file, and whether its sheet is hidden",
        ));
    }
    Ok(Source { name: String::new(), blocks: sheets, left_out })
}

/// What a place is called in its program: `B7`.
pub fn named(row: usize, column: usize) -> String {
    letters(column) + &row.to_string()
}

/// The letters of a column, counted from 0.
pub fn letters(column: usize) -> String {
    let (mut letters, mut left) = (Vec::new(), column + 1);
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{named, place};

    #[test]
    fn places_are_read_as_they_are_named() {
        for text in ["A1", "Z9", "AA10", "XFD1048576"] {
            let (row, column) = place(text).unwrap();
            assert_eq!(named(row, column), text);
        }
        for text in ["", "1", "A", "A0", "A1048577", "ABCDE1", "é1"] {
            assert_eq!(place(text), None, "{text}");
        }
    }
}
