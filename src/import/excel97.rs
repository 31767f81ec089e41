//! An Excel workbook of the kind before 2007 (.xls): the same tables as of today's, read from its records (MS-XLS).
//!
//! Read here instead of by a package: the one at hand follows chains that lead in circles until memory ends, and makes
//! a sheet a full rectangle. Here nothing is larger than the file itself, but for texts that are told again, which are
//! counted.

mod records;
mod sheet;

use std::collections::BTreeMap;

use super::budget::Budget;
use super::compound::Compound;
use super::read::Refusal;
use super::source::{Block, Source};
use super::workbook::format::Format;
use super::workbook::grid;
use super::workbook::looks::{Look, PALETTE, indexed};
use records::{Records, Strings, Text, kind, number, text};
use sheet::Sheet;

/// The largest file that is read; one with pictures is larger, and the plan in it is not.
const LARGEST: usize = 64 << 20;

/// What the sheets of a workbook share.
#[derive(Default)]
pub struct Shared {
    strings: Vec<Text>,
    looks: Vec<Look>,
    is_from_1904: bool,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    begin: usize,
    is_hidden: bool,
}

pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::new(
            format!("the workbook is larger than {} MB, too much for a plan", LARGEST >> 20),
            "copy the plan alone into a new workbook (.xlsx), save it, and import that",
        ));
    }
    let compound = Compound::open(bytes).ok_or_else(Refusal::damaged)?;
    if compound.has("Book") && !compound.has("Workbook") {
        return Err(Refusal::new(
            "an Excel workbook of the kind before 1997 (.xls) cannot be read",
            "open it in its program, save it as a workbook (.xlsx), and import that",
        ));
    }
    let stream = compound.stream("Workbook").ok_or_else(Refusal::damaged)?;
    let (shared, sheets) = globals(&stream)?;
    let mut budget = Budget::whole();
    let (mut blocks, mut left_out) = (Vec::new(), Vec::new());
    for listed in sheets {
        if listed.is_hidden {
            left_out.push(grid::hidden_sheet(&listed.name));
            continue;
        }
        let mut sheet = Sheet::new(&shared, &listed.name);
        sheet.read(stream.get(listed.begin..).ok_or_else(Refusal::damaged)?, &mut budget)?;
        sheet.told(&mut left_out);
        // What it came to was counted while it was read; the table may be wider by its gaps alone.
        blocks.extend(sheet.grid.table(&mut Budget::whole(), &mut left_out)?.map(Block::Table));
    }
    grid::document(blocks, left_out)
}

/// What stands before the first sheet: texts, formats, fonts, colours, and where each sheet begins.
fn globals(stream: &[u8]) -> Result<(Shared, Vec<Listed>), Refusal> {
    let (mut shared, mut sheets) = (Shared::default(), Vec::new());
    let (mut formats, mut fonts, mut colours) = (BTreeMap::new(), Vec::new(), PALETTE.to_vec());
    let (mut cells, mut strings) = (Vec::new(), None);
    let mut records = Records::new(stream);
    loop {
        let record = records.next().ok_or_else(Refusal::damaged)?;
        let data = record.data;
        match record.kind {
            // The version of a workbook of today's kind of texts.
            kind::BOF if number::<2>(data, 0) != Some(0x0600) => return Err(Refusal::damaged()),
            kind::EOF => break,
            // A password.
            kind::FILE_PASS => return Err(Refusal::locked()),
            kind::DATE_1904 => shared.is_from_1904 = number::<2>(data, 0) == Some(1),
            kind::FONT => fonts.push(font(data)),
            kind::FORMAT => {
                let id = number::<2>(data, 0).and_then(|id| u32::try_from(id).ok());
                formats.extend(id.zip(text::<2>(data, 2)).map(|(id, pattern)| (id, Format::of(&pattern))));
            }
            kind::XF => cells.push(data),
            kind::PALETTE => {
                let own = data.get(2..).unwrap_or_default().chunks_exact(4).map(|parts| [parts[0], parts[1], parts[2]]);
                colours.iter_mut().zip(own).for_each(|(colour, own)| *colour = own);
            }
            kind::BOUND_SHEET => sheets.extend(listed(data)),
            // Their looks are known only further down.
            kind::SST => strings = Some(records.continued(record)),
            _ => {}
        }
    }
    shared.looks = cells.into_iter().map(|data| look(data, &formats, &fonts, &colours)).collect();
    if let Some(parts) = strings {
        shared.strings = Strings::new(parts).shared(&fonts).ok_or_else(Refusal::damaged)?;
    }
    Ok((shared, sheets))
}

fn listed(data: &[u8]) -> Option<Listed> {
    let is_sheet = *data.get(5)? == 0;
    let listed = Listed { name: text::<1>(data, 6)?, begin: number::<4>(data, 0)?, is_hidden: *data.get(4)? & 3 != 0 };
    is_sheet.then_some(listed)
}

#[derive(Clone, Copy, Default)]
pub struct Font {
    bold: bool,
    italic: bool,
}

fn font(data: &[u8]) -> Font {
    Font {
        bold: number::<2>(data, 6).is_some_and(|weight| weight >= 600),
        italic: number::<2>(data, 2).is_some_and(|flags| flags & 2 != 0),
    }
}

/// One of the fonts by the number that a file gives it: there is no fifth one.
pub fn of_fonts(fonts: &[Font], at: usize) -> Font {
    fonts.get(if at > 4 { at - 1 } else { at }).copied().unwrap_or_default()
}

fn look(data: &[u8], formats: &BTreeMap<u32, Format>, fonts: &[Font], colours: &[[u8; 3]]) -> Look {
    let at = |at: usize| number::<2>(data, at).unwrap_or_default();
    let format = u32::try_from(at(2)).unwrap_or_default();
    let Font { bold, italic } = of_fonts(fonts, at(0));
    let is_solid = number::<4>(data, 14).is_some_and(|borders| borders >> 26 == 1);
    Look {
        format: formats.get(&format).cloned().unwrap_or_else(|| Format::known(format)),
        bold,
        italic,
        fill: Some(at(18) & 0x7f).filter(|_| is_solid).and_then(|at| indexed(at, colours)),
    }
}
