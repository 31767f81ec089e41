//! Tables: rows of cells at their columns, merged ones as one, and tables within tables.

use super::inside::Inside;
use super::left_out::{LeftOut, short};
use super::story::Story;
use crate::import::budget::COLUMNS;
use crate::import::colour;
use crate::import::read::Refusal;
use crate::import::source::{Block, Cell, Paragraph, Row, Run, Table, TablePlace};
use crate::import::xml::{Space, Tag, Xml};

/// A row as it is read, its cells' blocks not yet lines.
#[derive(Default)]
struct Draft {
    repeats: bool,
    is_deleted: bool,
    cells: Vec<DraftCell>,
}

#[derive(Default)]
struct DraftCell {
    column: usize,
    look: CellLook,
    blocks: Vec<Block>,
}

/// What is said of a cell.
pub struct CellLook {
    columns: usize,
    merge: Merge,
    /// It goes on from the one to its left, as old documents say it.
    is_covered: bool,
    fill: Option<[u8; 3]>,
}

/// Of cells one above the other.
#[derive(Clone, Copy, PartialEq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

impl Story<'_> {
    /// The table that was opened last.
    pub fn table(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) -> Result<(), Refusal> {
        self.tables += 1;
        let place = TablePlace::Numbered(self.tables);
        let mut drafts = Vec::new();
        let mut inside = Inside::default();
        while let Some(tag) = inside.next(xml)? {
            if tag.is(Space::Word, "tr") {
                self.shared.budget.row()?;
                let draft = self.row(xml)?;
                if draft.is_deleted {
                    self.shared.left_out.count("row that a tracked change deletes", "rows that tracked changes delete");
                } else {
                    drafts.push(draft);
                }
            } else {
                xml.skip()?;
            }
        }
        // A table of one row or one column only puts things beside each other on the page.
        let is_layout = drafts.len() == 1 || drafts.iter().all(|row| row.cells.len() <= 1);
        let mut inner = Vec::new();
        if is_layout {
            for cell in drafts.iter_mut().flat_map(|row| &mut row.cells) {
                let is_table = |block: &mut Block| matches!(block, Block::Table(_));
                inner.extend(cell.blocks.extract_if(.., is_table));
            }
        }
        let rows = self.rows(drafts, &place)?;
        if rows
            .iter()
            .any(|row| !row.cells.iter().all(|cell| cell.is_empty() && cell.fill.is_none() && !has_label(cell)))
        {
            out.push(Block::Table(Table { place, rows }));
        }
        out.append(&mut inner);
        Ok(())
    }

    fn rows(&mut self, drafts: Vec<Draft>, place: &TablePlace) -> Result<Vec<Row>, Refusal> {
        let mut rows: Vec<Row> = Vec::with_capacity(drafts.len());
        // The columns at which the row above has a cell that may go on, and which cell it is.
        let mut above: Vec<(usize, usize)> = Vec::new();
        for (at, draft) in drafts.into_iter().enumerate() {
            let mut cells: Vec<Cell> = Vec::with_capacity(draft.cells.len());
            let mut going = Vec::new();
            for draft in draft.cells {
                let mut cell = Cell::plain(draft.column, lines(draft.blocks, &mut self.shared.left_out));
                (cell.columns, cell.fill) = (draft.look.columns, draft.look.fill);
                let upper = above
                    .iter()
                    .find(|(column, _)| *column == draft.column)
                    .filter(|_| draft.look.merge == Merge::GoesOn);
                if let Some((_, upper)) = upper
                    && let Some(upper) = rows.last().and_then(|row| row.cells.get(*upper))
                {
                    if !cell.is_empty() && cell.paragraphs != upper.paragraphs {
                        let words = short(&cell.text());
                        self.shared.left_out.say(format!("{place}, row {}: a merged cell covers {words}", at + 1));
                    }
                    self.shared.budget.repeat(upper.paragraphs.iter().map(weight).sum())?;
                    cell.paragraphs.clone_from(&upper.paragraphs);
                    cell.continues = true;
                }
                if draft.look.merge != Merge::None {
                    going.push((draft.column, cells.len()));
                }
                cells.push(cell);
            }
            above = going;
            rows.push(Row { number: at + 1, repeats: draft.repeats, cells });
        }
        Ok(rows)
    }

    fn row(&mut self, xml: &mut Xml<'_>) -> Result<Draft, Refusal> {
        let mut draft = Draft::default();
        let mut column = 0;
        let mut inside = Inside::default();
        while let Some(tag) = inside.next(xml)? {
            match (tag.space, tag.name()) {
                (Space::Word, "trPr") => column = row_properties(xml, &mut draft)?,
                (Space::Word, "tc") => {
                    let mut cell = self.cell(xml)?;
                    cell.column = column;
                    column += cell.look.columns;
                    self.shared.budget.cell(column)?;
                    match draft.cells.last_mut().filter(|_| cell.look.is_covered) {
                        Some(left) => {
                            left.look.columns += cell.look.columns;
                            left.blocks.append(&mut cell.blocks);
                        }
                        None => draft.cells.push(cell),
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(draft)
    }

    fn cell(&mut self, xml: &mut Xml<'_>) -> Result<DraftCell, Refusal> {
        let mut cell = DraftCell::default();
        let mut look = CellLook::default();
        self.cell_blocks(xml, &mut cell.blocks, Some(&mut look))?;
        cell.look = look;
        Ok(cell)
    }
}

impl CellLook {
    /// What `tcPr` says.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self, Refusal> {
        let mut look = Self::default();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "gridSpan" => look.columns = span(&tag),
                "vMerge" => look.merge = if restarts(&tag) { Merge::Begins } else { Merge::GoesOn },
                "hMerge" => look.is_covered = !restarts(&tag),
                "shd" => look.fill = tag.get("fill").as_deref().and_then(colour),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(look)
    }
}

impl Default for CellLook {
    fn default() -> Self {
        Self { columns: 1, merge: Merge::None, is_covered: false, fill: None }
    }
}

/// A merged cell begins here; without a word it goes on.
fn restarts(tag: &Tag<'_>) -> bool {
    tag.val().as_deref() == Some("restart")
}

/// What `trPr` says; answers the columns that are left free before the first cell.
fn row_properties(xml: &mut Xml<'_>, draft: &mut Draft) -> Result<usize, Refusal> {
    let mut before = 0;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "gridBefore" => before = tag.number("val").map_or(0, |count| (count as usize).min(COLUMNS)),
            "tblHeader" => draft.repeats = tag.is_on(),
            "del" => draft.is_deleted = true,
            _ => {}
        }
        xml.skip()?;
    }
    Ok(before)
}

/// How many columns a cell covers; one that claims more than any table has is not believed.
fn span(tag: &Tag<'_>) -> usize {
    tag.number("val").map_or(1, |count| (count as usize).clamp(1, COLUMNS))
}

fn has_label(cell: &Cell) -> bool {
    cell.paragraphs.iter().any(|paragraph| paragraph.label.is_some())
}

fn weight(paragraph: &Paragraph) -> usize {
    size_of::<Paragraph>() + paragraph.runs.iter().map(|run| size_of::<Run>() + run.text.len()).sum::<usize>()
}

/// Blocks as the paragraphs of one cell: a table among them becomes a line a row.
pub fn lines(blocks: Vec<Block>, left_out: &mut LeftOut) -> Vec<Paragraph> {
    let mut lines = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph),
            Block::Table(table) => {
                left_out.count(
                    "table within a cell (its rows are kept as lines of the cell)",
                    "tables within cells (their rows are kept as lines of the cells)",
                );
                for row in table.rows {
                    one_line(row, &mut lines);
                }
            }
        }
    }
    lines
}

/// A row as one line, its cells behind dashes; as their paragraphs if one has several.
fn one_line(row: Row, lines: &mut Vec<Paragraph>) {
    let cells: Vec<Cell> =
        row.cells.into_iter().filter(|cell| !cell.continues && !cell.paragraphs.is_empty()).collect();
    if cells.iter().any(|cell| cell.paragraphs.len() > 1 || has_label(cell)) {
        lines.extend(cells.into_iter().flat_map(|cell| cell.paragraphs));
        return;
    }
    let mut line = Paragraph::default();
    for (at, paragraph) in cells.into_iter().flat_map(|cell| cell.paragraphs).enumerate() {
        if at > 0 {
            line.runs.push(Run { text: " – ".to_owned(), ..Run::default() });
        }
        line.runs.extend(paragraph.runs);
    }
    if !line.is_empty() {
        lines.push(line);
    }
}
