//! How much a document may hold: far more than any plan, and little enough that a hostile file is harmless.

use super::read::Refusal;

/// Of all tables together.
const ROWS: usize = 200_000;
const CELLS: usize = 1_000_000;
/// Of one table. Word has 63 at most.
pub const COLUMNS: usize = 1_000;
/// Bytes of text that stands once in a file and is said again and again: in merged cells that go on through many
/// rows, and in workbooks, which keep equal texts once.
const REPEATED: usize = 32 << 20;

/// What is left of it.
pub struct Budget {
    rows: usize,
    cells: usize,
    repeated: usize,
}

impl Budget {
    pub fn whole() -> Self {
        Self { rows: ROWS, cells: CELLS, repeated: REPEATED }
    }

    pub fn row(&mut self) -> Result<(), Refusal> {
        self.rows = take(self.rows, 1, || format!("more than {ROWS} rows"))?;
        Ok(())
    }

    /// A cell that ends before a column.
    pub fn cell(&mut self, end: usize) -> Result<(), Refusal> {
        if end > COLUMNS {
            return Err(too_much(&format!("a table of more than {COLUMNS} columns")));
        }
        self.cells = take(self.cells, 1, || format!("more than {CELLS} cells"))?;
        Ok(())
    }

    pub fn repeat(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.repeated = take(self.repeated, bytes, || format!("more than {} MB of text", REPEATED >> 20))?;
        Ok(())
    }
}

fn take(from: usize, count: usize, what: impl Fn() -> String) -> Result<usize, Refusal> {
    from.checked_sub(count).ok_or_else(|| too_much(&what()))
}

fn too_much(what: &str) -> Refusal {
    Refusal::new(
        format!("the file has {what}, too much for a plan"),
        "copy the plan alone into a new file, save it, and import that",
    )
}
