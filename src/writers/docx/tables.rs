//! Tables, and facts as a table whose first column names the rows: Word has nothing nearer to a list of
//! descriptions.

use super::Body;
use super::blocks::{Opening, Place};
use super::metafile::width_of;
use super::runs::Look;
use crate::document::{Align, Fact, RowHeads, Table};
use crate::writers::package::escaped;

/// The most columns that Word opens; what is beyond stands in the last.
const MOST_COLUMNS: usize = 63;
/// What a cell keeps free on both sides together, as the theme's table styles have it.
const CELL_MARGINS: u32 = 170;
/// The size of letters in a head, in twentieths of a point, with what bold ones and the edges of cells add.
const HEAD_SIZE: u32 = 212;
/// The share of the labels of facts in hundredths.
const LABELS: u32 = 28;

/// What a table is in: its style, columns, name, and whether rows are named by their first cell.
struct Frame<'t> {
    style: &'static str,
    left: u32,
    widths: &'t [u32],
    caption: &'t str,
    description: &'t str,
    row_heads: RowHeads,
}

impl<'d> Body<'d> {
    pub fn add_table(&mut self, table: &'d Table, place: Place) {
        let indent = (place.left() > 0).then_some((place.left(), 0));
        self.add_line(&table.caption, Opening { style: "Caption", indent, keeps_next: true, ..Opening::default() });
        let count = table.rows.iter().map(Vec::len).chain([table.columns.len()]).max().unwrap_or(0).min(MOST_COLUMNS);
        if count == 0 {
            return;
        }
        let widths = widths(table, count, place.width.saturating_sub(place.left()));
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
        self.open_table(&Frame {
            style: "TableGrid",
            left: place.left(),
            widths: &widths,
            caption: &table.caption,
            description: &titles.join(", "),
            row_heads: table.row_heads,
        });
        if !titles.is_empty() {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (at, titles) in cells(&titles, count).into_iter().enumerate() {
                self.open_cell(widths[at]);
                for title in titles {
                    self.open(Opening { style: "TableHeading", is_right: is_right(table, at), ..Opening::default() });
                    self.add_run(title, Look::default());
                    self.close();
                }
                self.close_cell();
            }
            self.xml.push_str("</w:tr>");
        }
        for row in &table.rows {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (at, cells) in cells(row, count).into_iter().enumerate() {
                let place = cell_place(widths[at], is_right(table, at));
                self.open_cell(widths[at]);
                for cell in cells {
                    self.add_blocks(&cell.blocks, place);
                }
                self.close_cell();
            }
            self.xml.push_str("</w:tr>");
        }
        self.close_table();
    }

    pub fn add_facts(&mut self, facts: &'d [Fact], place: Place) {
        if facts.is_empty() {
            return;
        }
        let width = place.width.saturating_sub(place.left()).max(2);
        let label = width * LABELS / 100;
        let widths = [label, width - label];
        self.open_table(&Frame {
            style: "Facts",
            left: place.left(),
            widths: &widths,
            caption: "",
            description: "",
            row_heads: RowHeads::First,
        });
        for fact in facts {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            self.open_cell(label);
            self.add_line(&fact.label, Opening { style: "FactLabel", ..Opening::default() });
            self.close_cell();
            self.open_cell(widths[1]);
            self.add_blocks(&fact.value, Place { style: "FactValue", ..cell_place(widths[1], false) });
            self.close_cell();
            self.xml.push_str("</w:tr>");
        }
        self.close_table();
    }

    /// A table up to its first row. Properties stand in the order of the standard's CT_TblPr.
    fn open_table(&mut self, frame: &Frame<'_>) {
        if self.breaks_page {
            self.add_spacer();
        }
        let is_facts = frame.style == "Facts";
        let (row, column) = (u8::from(!is_facts), u8::from(frame.row_heads == RowHeads::First));
        let look = 0x600 + 0x20 * u32::from(row) + 0x80 * u32::from(column);
        put!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>\
             <w:tblInd w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"{look:04X}\" w:firstRow=\"{row}\" w:lastRow=\"0\" w:firstColumn=\"{column}\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
            frame.style,
            frame.widths.iter().sum::<u32>(),
            frame.left
        );
        for (name, text) in [("tblCaption", frame.caption), ("tblDescription", frame.description)] {
            if !text.is_empty() {
                put!(self.xml, "<w:{name} w:val=\"{}\"/>", escaped(text));
            }
        }
        self.xml.push_str("</w:tblPr><w:tblGrid>");
        for width in frame.widths {
            put!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
    }

    fn close_table(&mut self) {
        self.xml.push_str("</w:tbl>");
        self.add_spacer();
    }

    fn open_cell(&mut self, width: u32) {
        put!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
    }

    /// A cell ends with a paragraph, or Word does not open the file.
    fn close_cell(&mut self) {
        if !self.xml.ends_with("</w:p>") {
            self.open(Opening { style: "TableText", ..Opening::default() });
            self.close();
        }
        self.xml.push_str("</w:tc>");
    }
}

fn cell_place(width: u32, is_right: bool) -> Place {
    let width = width.saturating_sub(CELL_MARGINS);
    Place { base: 0, level: 0, width, style: "TableText", is_page: false, is_right }
}

fn is_right(table: &Table, column: usize) -> bool {
    table.columns.get(column).is_some_and(|column| column.align == Align::End)
}

/// A row as that many cells, those beyond the last in it.
fn cells<T>(row: &[T], count: usize) -> Vec<&[T]> {
    let cell = |at: usize| {
        let end = if at + 1 == count { row.len() } else { (at + 1).min(row.len()) };
        &row[at.min(end)..end]
    };
    (0..count).map(cell).collect()
}

/// Widens columns that the longest word of their title does not fit into, at the cost of those with room to spare.
fn make_room(widths: &mut [u32], table: &Table) {
    let word = |word: &str| word.chars().map(|c| u32::from(width_of(c))).sum::<u32>() * HEAD_SIZE / 1_000;
    let title = |at: usize| table.columns.get(at).map_or("", |column| column.title.as_str());
    let least = |at: usize| CELL_MARGINS + title(at).split_whitespace().map(word).max().unwrap_or(0);
    let leasts: Vec<u32> = (0..widths.len()).map(least).collect();
    let over = |a: u32, b: u32| u64::from(a.saturating_sub(b));
    let lacking: u64 = widths.iter().zip(&leasts).map(|(width, least)| over(*least, *width)).sum();
    let spare: u64 = widths.iter().zip(&leasts).map(|(width, least)| over(*width, *least)).sum();
    if lacking > spare {
        return;
    }
    for (width, least) in widths.iter_mut().zip(leasts) {
        let cost = (lacking * over(*width, least)).div_ceil(spare.max(1));
        *width = (*width).max(least) - u32::try_from(cost).unwrap_or(0);
    }
}

/// The width of each column by its share; what is left by rounding goes to the last.
fn widths(table: &Table, count: usize, whole: u32) -> Vec<u32> {
    let share = |at: usize| table.columns.get(at).map_or(1, |column| u64::from(column.width.max(1)));
    let all: u64 = (0..count).map(share).sum();
    let mut widths: Vec<u32> =
        (0..count).map(|at| u32::try_from(u64::from(whole) * share(at) / all).unwrap_or(0).max(1)).collect();
    make_room(&mut widths, table);
    let rest = whole.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
