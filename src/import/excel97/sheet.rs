//! One sheet of an old workbook: its cells with what they show.

use super::Shared;
use super::records::{Record, Records, Strings, Text, kind, number};
use crate::import::budget::Budget;
use crate::import::lines;
use crate::import::read::Refusal;
use crate::import::source::{Cell, TablePlace, Value};
use crate::import::workbook::format::Shown;
use crate::import::workbook::grid::{self, Area, Grid};
use crate::import::workbook::looks::Look;

/// The errors of formulas by their numbers.
const ERRORS: [(u8, &str); 7] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0f, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1d, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2a, "#N/A"),
];

/// What a link to an address on the web begins with (MS-OSHARED, 2.3.7.2).
const ADDRESS: [u8; 16] =
    [0xe0, 0xc9, 0xea, 0x79, 0xf9, 0xba, 0xce, 0x11, 0x8c, 0x82, 0x00, 0xaa, 0x00, 0x4b, 0xa9, 0x0b];

/// A sheet that is being read.
pub struct Sheet<'b> {
    shared: &'b Shared,
    pub grid: Grid,
    hidden_rows: Vec<usize>,
    hidden_columns: usize,
    has_comments: bool,
    has_drawings: bool,
}

/// A row from 1, a column from 0, and what it looks like.
type At = (usize, usize, Look);

impl<'b> Sheet<'b> {
    pub fn new(shared: &'b Shared, name: &str) -> Self {
        Self {
            shared,
            grid: Grid { name: name.to_owned(), ..Grid::default() },
            hidden_rows: Vec::new(),
            hidden_columns: 0,
            has_comments: false,
            has_drawings: false,
        }
    }

    pub fn read(&mut self, stream: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
        let mut records = Records::new(stream);
        // Charts stand within the records of a sheet as sheets of their own.
        let mut depth = 0_usize;
        // A formula whose result is a text stands before it.
        let mut formula: Option<At> = None;
        let mut links = Vec::new();
        loop {
            let record = records.next().ok_or_else(Refusal::damaged)?;
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => break,
                kind::EOF => depth -= 1,
                _ if depth != 1 => {}
                kind::STRING => {
                    let text = Strings::new(records.continued(record)).text(&[]).ok_or_else(Refusal::damaged)?;
                    if let Some(at) = formula.take() {
                        self.put(at, text, Value::None, budget)?;
                    }
                }
                kind::FORMULA => formula = self.formula(record.data, budget)?,
                kind::H_LINK => links.push(record.data),
                _ => self.record(record, budget)?,
            }
        }
        self.grid.rows.values_mut().for_each(grid::GridRow::trim);
        self.grid.rows.retain(|_, row| !row.cells.is_empty());
        for link in links {
            self.link(link);
        }
        Ok(())
    }

    fn record(&mut self, record: Record<'_>, budget: &mut Budget) -> Result<(), Refusal> {
        let data = record.data;
        let word = |at: usize| number::<2>(data, at).unwrap_or_default();
        match record.kind {
            // Rows and columns.
            kind::ROW if word(12) & 0x20 != 0 => self.hidden_rows.push(word(0) + 1),
            kind::COL_INFO if word(8) & 1 != 0 => {
                let columns = word(2).saturating_sub(word(0));
                // All columns behind the last are often hidden as one.
                self.hidden_columns += if columns < 100 { columns + 1 } else { 0 };
            }
            // Shared texts, and texts of their own.
            kind::LABEL_SST => {
                let shared = number::<4>(data, 6).and_then(|at| self.shared.strings.get(at));
                self.put(self.at(data), shared.cloned().unwrap_or_default(), Value::None, budget)?;
            }
            kind::LABEL | kind::R_STRING => {
                let text = data.get(6..).and_then(|rest| Strings::new(vec![rest]).text(&[]));
                self.put(self.at(data), text.ok_or_else(Refusal::damaged)?, Value::None, budget)?;
            }
            // Numbers, in full and packed, alone and several in a row.
            kind::NUMBER => self.number(self.at(data), double(data, 6), budget)?,
            kind::RK => self.number(self.at(data), number::<4>(data, 6).map(packed), budget)?,
            kind::MUL_RK => {
                for (column, cell) in data.get(4..).unwrap_or_default().chunks_exact(6).enumerate() {
                    let at = (word(0) + 1, word(2) + column, self.look(number::<2>(cell, 0)));
                    self.number(at, number::<4>(cell, 2).map(packed), budget)?;
                }
            }
            // Cells that have but a colour.
            kind::BLANK => self.put(self.at(data), Text::default(), Value::None, budget)?,
            kind::MUL_BLANK => {
                let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(2);
                for (column, look) in cells.enumerate() {
                    let at = (word(0) + 1, word(2) + column, self.look(number::<2>(look, 0)));
                    self.put(at, Text::default(), Value::None, budget)?;
                }
            }
            kind::BOOL_ERR => {
                let is_error = data.get(7).is_some_and(|kind| *kind != 0);
                let (text, value) = truth(data.get(6).copied().unwrap_or_default(), is_error);
                self.put(self.at(data), text, value, budget)?;
            }
            kind::MERGE_CELLS => self.grid.merged.extend(data.get(2..).unwrap_or_default().chunks_exact(8).map(area)),
            kind::NOTE => self.has_comments = true,
            // Comments and the arrows of lists are drawn as well.
            kind::OBJ if !matches!(word(4), 0x14 | 0x19) => self.has_drawings = true,
            _ => {}
        }
        Ok(())
    }

    fn at(&self, data: &[u8]) -> At {
        let word = |at: usize| number::<2>(data, at).unwrap_or_default();
        (word(0) + 1, word(2), self.look(number::<2>(data, 4)))
    }

    fn look(&self, at: Option<usize>) -> Look {
        at.and_then(|at| self.shared.looks.get(at)).cloned().unwrap_or_default()
    }

    /// A formula by its result; the place of one whose text is to come.
    fn formula(&mut self, data: &[u8], budget: &mut Budget) -> Result<Option<At>, Refusal> {
        let at = self.at(data);
        let result = data.get(6..14).ok_or_else(Refusal::damaged)?;
        if result[6..] != [0xff, 0xff] {
            self.number(at, double(data, 6), budget)?;
            return Ok(None);
        }
        match result[0] {
            0 => return Ok(Some(at)),
            kind @ (1 | 2) => {
                let (text, value) = truth(result[2], kind == 2);
                self.put(at, text, value, budget)?;
            }
            _ => self.put(at, Text::default(), Value::None, budget)?,
        }
        Ok(None)
    }

    fn number(&mut self, at: At, number: Option<f64>, budget: &mut Budget) -> Result<(), Refusal> {
        let number = number.ok_or_else(Refusal::damaged)?;
        let (text, value) = match at.2.format.shown(number, self.shared.is_from_1904) {
            Shown::Number(text) => (text, Value::Number),
            Shown::Day(day, text) => (text, Value::Day(day)),
            Shown::Text(text) => (text, Value::None),
        };
        self.put(at, Text::plain(text), value, budget)
    }

    fn put(&mut self, at: At, text: Text, value: Value, budget: &mut Budget) -> Result<(), Refusal> {
        let (row, column, look) = at;
        let Text { mut runs, begins_as_cell } = text;
        if runs.is_empty() && look.fill.is_none() {
            return Ok(());
        }
        budget.cell(column + 1)?;
        budget.repeat(runs.iter().map(|run| run.text.len()).sum())?;
        if let Some(first) = runs.first_mut().filter(|_| begins_as_cell) {
            (first.bold, first.italic) = (look.bold, look.italic);
        }
        let cell = Cell { value, fill: look.fill, ..Cell::plain(column, lines::of_runs(runs)) };
        self.grid.rows.entry(row).or_default().cells.insert(column, cell);
        Ok(())
    }

    fn link(&mut self, data: &[u8]) -> Option<()> {
        let area = area(data.get(..8)?);
        let at = data.windows(ADDRESS.len()).position(|window| window == ADDRESS)? + ADDRESS.len();
        let length = number::<4>(data, at)?;
        let letters =
            data.get(at + 4..)?.get(..length)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let units: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
        let address = String::from_utf16_lossy(&units);
        let cell = self.grid.rows.get_mut(&area.rows.0)?.cells.get_mut(&area.columns.0)?;
        for run in cell.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.runs) {
            run.link = Some(address.clone());
        }
        Some(())
    }

    /// What its readers should know of it.
    pub fn told(&self, left_out: &mut Vec<String>) {
        let name = TablePlace::Sheet(self.grid.name.clone());
        if self.has_comments {
            left_out.push(format!("comments on cells of {name}"));
        }
        if self.has_drawings {
            left_out.push(format!("pictures, charts or shapes on {name}"));
        }
        let rows = self.hidden_rows.iter().filter(|row| self.grid.rows.contains_key(row)).count();
        left_out.extend(grid::hidden(rows + self.hidden_columns, &self.grid.name));
    }
}

fn truth(code: u8, is_error: bool) -> (Text, Value) {
    if is_error {
        let name = ERRORS.iter().find(|(known, _)| *known == code).map_or("#ERROR!", |(_, name)| *name);
        (Text::plain(name.to_owned()), Value::Error)
    } else {
        (Text::plain(if code == 0 { "FALSE" } else { "TRUE" }.to_owned()), Value::None)
    }
}

/// Rows first, then columns.
fn area(data: &[u8]) -> Area {
    let word = |at: usize| number::<2>(data, at).unwrap_or_default();
    Area { rows: (word(0) + 1, word(2) + 1), columns: (word(4), word(6)) }
}

fn double(data: &[u8], at: usize) -> Option<f64> {
    let bytes = data.get(at..)?.first_chunk::<8>()?;
    Some(f64::from_le_bytes(*bytes)).filter(|number| number.is_finite())
}

/// A number in four bytes: a whole one or the first half of a long one, perhaps a hundredth of it.
fn packed(bits: usize) -> f64 {
    let bits = u32::try_from(bits).unwrap_or_default();
    let number =
        if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits.cast_signed() >> 2) };
    let number = if number.is_finite() { number } else { 0.0 };
    if bits & 1 == 0 { number } else { number / 100.0 }
}
