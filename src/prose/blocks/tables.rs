//! An author's table: with a caption, without an empty cell, each column as wide as its words ask.

use std::collections::HashSet;

use pulldown_cmark::Alignment;

use super::{Setting, lettered};
use crate::document::{Align, Block, Cell, Column, Inline, Paragraph, RowHeads, Table, plain};

/// What a caption begins with.
const CAPTION: &str = "Table:";
/// Longer cells ask for no more width: their words wrap.
const WIDEST: usize = 48;
const NARROWEST: usize = 6;

pub(super) struct Parts<'p> {
    pub alignments: Vec<Alignment>,
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// The caption of a table that has none of its own.
    pub fallback: String,
    /// Stands in empty cells.
    pub nothing: &'p str,
}

/// Adds the table; within a cell of another, each row is a line of words.
pub(super) fn add(parts: Parts<'_>, setting: Setting, blocks: &mut Vec<Block>) {
    if setting == Setting::Cell {
        let rows = std::iter::once(parts.head).chain(parts.rows);
        return blocks.extend(rows.filter_map(in_a_line));
    }
    let caption = caption(blocks).unwrap_or(parts.fallback);
    let nothing = |line: Vec<Inline>| {
        let line = lettered::joined(line);
        if line.is_empty() { vec![Inline::text(parts.nothing)] } else { line }
    };
    let width = |column: usize| {
        let cells = parts.rows.iter().chain([&parts.head]).filter_map(|row| row.get(column));
        let longest = cells.map(|cell| plain(cell).chars().count()).max().unwrap_or(0);
        u16::try_from(longest.clamp(NARROWEST, WIDEST)).unwrap_or(1)
    };
    let columns: Vec<Column> = (0..parts.head.len())
        .map(|index| Column {
            title: plain(&nothing(parts.head[index].clone())),
            width: width(index),
            align: match parts.alignments.get(index) {
                Some(Alignment::Right) => Align::End,
                _ => Align::Start,
            },
        })
        .collect();
    let row_heads = row_heads(&parts.rows);
    let cell = |line| Cell { blocks: vec![Block::Paragraph(Paragraph { number: None, text: nothing(line) })] };
    let rows = parts.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    blocks.push(Block::Table(Table { caption, columns, row_heads, rows }));
}

/// First cells name their rows if no two are alike and none is empty.
fn row_heads(rows: &[Vec<Vec<Inline>>]) -> RowHeads {
    let mut seen = HashSet::new();
    let is_name = |row: &Vec<Vec<Inline>>| {
        let words = row.first().map(|cell| plain(cell)).unwrap_or_default();
        !words.trim().is_empty() && seen.insert(words)
    };
    if rows.iter().all(is_name) { RowHeads::First } else { RowHeads::None }
}

fn in_a_line(row: Vec<Vec<Inline>>) -> Option<Block> {
    let mut text = Vec::new();
    for cell in row.into_iter().map(lettered::joined).filter(|cell| !cell.is_empty()) {
        if !text.is_empty() {
            text.push(Inline::text("; "));
        }
        text.extend(cell);
    }
    (!text.is_empty()).then_some(Block::Paragraph(Paragraph { number: None, text }))
}

/// Takes the caption that stands before the table.
fn caption(blocks: &mut Vec<Block>) -> Option<String> {
    let Some(Block::Paragraph(Paragraph { text, .. })) = blocks.last() else { return None };
    let words = plain(text);
    let caption = words.strip_prefix(CAPTION)?.trim();
    let caption = (!caption.is_empty()).then(|| caption.to_owned())?;
    blocks.pop();
    Some(caption)
}
