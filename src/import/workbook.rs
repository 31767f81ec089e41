//! An Excel workbook: each sheet that has words as a table, numbers and dates as their cells show them.
//!
//! Read here instead of by a package: those at hand make a sheet a full rectangle in memory, which a hostile file makes
//! as large as it likes, and do not tell how a number is shown, which words are bold and what colour is behind a cell.

pub mod format;
pub mod grid;
pub mod looks;
mod sheet;
mod strings;

use super::archive::Archive;
use super::budget::Budget;
use super::package::Relations;
use super::read::Refusal;
use super::source::{Block, Source};
use super::xml::Xml;
use grid::Grid;
use looks::Looks;
use sheet::{Shared, Sheet, is_set};

/// Places told of formulas without a result.
const MOST_PLACES: usize = 10;

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    part: Option<String>,
    is_hidden: bool,
}

/// `main` is the name of the part that lists the sheets.
pub fn read(main: &str, archive: &mut Archive<'_>) -> Result<Source, Refusal> {
    let relations = Relations::of(main, archive)?;
    let text = archive.text(main)?.ok_or_else(|| {
        Refusal::new(
            format!("the file is damaged: `{main}`, the part that lists its sheets, is missing"),
            "fetch it again from where it came from; if Excel opens it, save it there under another name",
        )
    })?;
    let (sheets, is_from_1904) = listed(main, &text, &relations)?;
    let part = |kind: &str, archive: &mut Archive<'_>| match relations.parts(kind).first() {
        Some(name) => archive.text(name).map(|text| text.map(|text| (name.clone(), text))),
        None => Ok(None),
    };
    let strings = part("sharedStrings", archive)?.map(|(name, text)| strings::shared(&name, &text)).transpose()?;
    let looks = part("styles", archive)?.map(|(name, text)| Looks::read(&name, &text)).transpose()?;
    let shared = Shared { strings: strings.unwrap_or_default(), looks: looks.unwrap_or_default(), is_from_1904 };
    let mut budget = Budget::whole();
    let (mut blocks, mut left_out) = (Vec::new(), Vec::new());
    for sheet in sheets {
        if sheet.is_hidden {
            left_out.push(grid::hidden_sheet(&sheet.name));
            continue;
        }
        let Some(part) = &sheet.part else { continue };
        let Some(text) = archive.text(part)? else { continue };
        let links = Relations::of(part, archive)?;
        beside(&sheet.name, &links, &mut left_out);
        let grid = Grid { name: sheet.name.clone(), ..Grid::default() };
        let mut reading = Sheet { shared: &shared, links, budget: &mut budget, grid, hidden: 0, unknown: Vec::new() };
        reading.read(&mut Xml::new(part, &text))?;
        told(&sheet.name, &reading, &mut left_out);
        let grid = reading.grid;
        // What it came to was counted while it was read; the table may be wider by its gaps alone.
        blocks.extend(grid.table(&mut Budget::whole(), &mut left_out)?.map(Block::Table));
    }
    grid::document(blocks, left_out)
}

/// The sheets in their order, and whether days are counted from 1904.
fn listed(main: &str, text: &str, relations: &Relations) -> Result<(Vec<Listed>, bool), Refusal> {
    let mut xml = Xml::new(main, text);
    let _root = xml.child()?;
    let (mut sheets, mut is_from_1904) = (Vec::new(), false);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "workbookPr" => {
                is_from_1904 = is_set(&tag, "date1904");
                xml.skip()?;
            }
            "sheets" => {
                while let Some(tag) = xml.child()? {
                    let relation = tag.get("id").and_then(|id| relations.get(&id));
                    sheets.push(Listed {
                        name: tag.get("name").unwrap_or_default(),
                        part: relation.filter(|relation| relation.kind == "worksheet").map(|to| to.target.clone()),
                        is_hidden: tag.get("state").is_some_and(|state| state != "visible"),
                    });
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok((sheets, is_from_1904))
}

/// What hangs on a sheet and is not in its cells.
fn beside(name: &str, links: &Relations, left_out: &mut Vec<String>) {
    if !links.parts("comments").is_empty() || !links.parts("threadedComment").is_empty() {
        left_out.push(format!("comments on cells of sheet `{name}`"));
    }
    if !links.parts("drawing").is_empty() {
        left_out.push(format!("pictures, charts or shapes on sheet `{name}`"));
    }
}

fn told(name: &str, sheet: &Sheet<'_>, left_out: &mut Vec<String>) {
    left_out.extend(grid::hidden(sheet.hidden, name));
    if !sheet.unknown.is_empty() {
        let places = sheet.unknown.iter().take(MOST_PLACES).map(|place| format!("`{place}`")).collect::<Vec<_>>();
        let more = if sheet.unknown.len() > MOST_PLACES { " and more" } else { "" };
        left_out.push(format!(
            "formulas of sheet `{name}` that have no result yet, at {}{more}; open the workbook, save it, and import it again",
            places.join(", ")
        ));
    }
}
