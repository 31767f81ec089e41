//! Documents as values, without any program's format: what an import makes of them, and that no word of it is lost.

use headway::import::leads::Joined;
use headway::import::source::{Block, Cell, Kind, Paragraph, Row, Source, Table, TablePlace, Value};
use headway::import::{self, Imported, Known, Options};

use super::shows_every_word;
use crate::project::Project;

pub fn options() -> Options {
    Options {
        plan: headway::refs::Id::read("review").unwrap(),
        today: jiff::civil::date(2024, 2, 29),
        as_at: None,
        columns: Vec::new(),
        joined: Joined::Kept,
    }
}

pub fn source(blocks: Vec<Block>) -> Source {
    Source { name: "plan.docx".into(), blocks, left_out: Vec::new() }
}

/// Imports into an empty project, and proves that its site has every word.
pub fn imported(source: Source) -> Imported {
    imported_but_for(source, &[])
}

/// The same, but some of its blocks are no plan.
pub fn imported_but_for(source: Source, left: &[usize]) -> Imported {
    let imported = import::plan(std::slice::from_ref(&source), &Known::nothing(), &options()).unwrap();
    let mut project = Project::empty();
    for file in &imported.files {
        project = project.file(&file.path, &file.text);
    }
    let is_plan = |(number, _): &(usize, &Block)| !left.contains(&(number + 1));
    let kept = source.blocks.iter().enumerate().filter(is_plan).map(|(_, block)| block.clone()).collect();
    shows_every_word(&project, &Source { blocks: kept, ..source });
    imported
}

pub fn text<'a>(imported: &'a Imported, path: &str) -> &'a str {
    let found = imported.files.iter().find(|file| file.path.starts_with(&format!("content/plans/review/{path}")));
    let paths = || imported.files.iter().map(|file| &file.path).collect::<Vec<_>>();
    found.map_or_else(|| panic!("no {path} in {:?}", paths()), |file| file.text.as_str())
}

pub fn contains(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
}

/// A table by its texts, the first row its headings.
pub fn table(rows: &[&[&str]]) -> Table {
    let cell = |(column, text): (usize, &&str)| {
        let paragraphs = text.lines().map(Paragraph::plain).collect();
        Cell { column, columns: 1, continues: false, paragraphs, value: Value::None, fill: None }
    };
    let row = |(number, cells): (usize, &&[&str])| Row {
        number: number + 1,
        repeats: false,
        cells: cells.iter().enumerate().map(cell).collect(),
    };
    Table { place: TablePlace::Numbered(1), rows: rows.iter().enumerate().map(row).collect() }
}

pub fn heading(level: u8, text: &str) -> Block {
    Block::Paragraph(Paragraph { kind: Kind::Heading(level), ..Paragraph::plain(text) })
}
