//! The documents of other programs, as an import sees them.

mod hostile;
mod made;
mod old;
mod shown;
mod tables;
mod word;

use headway::import::read::read;
use headway::import::source::{Block, Source, Table};

use crate::expected;
use shown::shown;

fn fixture(name: &str) -> Source {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    let bytes = std::fs::read(path).unwrap();
    read(name, &bytes).unwrap_or_else(|refusal| panic!("{name}: {} ({})", refusal.message, refusal.hint))
}

fn only_table(source: &Source) -> &Table {
    let tables: Vec<&Table> = source
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
        .collect();
    assert_eq!(tables.len(), 1);
    tables[0]
}

/// The words of each cell of a plan, spaces as one, whatever its paragraphs are.
fn words(table: &Table) -> Vec<Vec<String>> {
    let text = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    table.rows.iter().map(|row| row.cells.iter().map(|cell| text(cell.text())).collect()).collect()
}

#[test]
fn the_same_plan_has_the_same_words_in_each_format() {
    let sources = ["csv", "docx", "xlsx", "ods", "xls"].map(|ending| fixture(&format!("harrow-2023.{ending}")));
    let rows = words(only_table(&sources[0]));
    assert_eq!(rows.len(), 15, "a row of headings and 14 recommendations");
    for source in &sources {
        let name = &source.name;
        let same = words(only_table(source));
        assert_eq!(same.len(), rows.len(), "{name}");
        for (row, expected) in same.iter().zip(&rows) {
            assert_eq!(row, expected, "{name}");
        }
        expected::same(&format!("import-{}.txt", name.replace('.', "-")), &shown(source));
    }
}
