//! The whole plan, one table a topic, with the columns that the paper asks for.

use super::key::key;
use crate::content::public::StatusIndex;
use crate::content::public::paper::{Appendix, AppendixColumn};
use crate::document::{Align, Block, Cell, Column, Inline, Paragraph};
use crate::papers::Maker;
use crate::papers::prose::{line_cell, table};
use crate::papers::standing::{AsAt, Item};

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, appendix: &Appendix) -> Vec<Block> {
    let columns = if appendix.columns.is_empty() { usual(standing) } else { appendix.columns.clone() };
    let heads: Vec<Column> = columns.iter().map(|column| head(maker, *column)).collect();
    let rows = |topic: Option<usize>| -> Vec<Vec<Cell>> {
        let items = standing.items.iter().filter(|item| item.item.topic == topic);
        items.map(|item| columns.iter().map(|column| cell(maker, standing, item, *column)).collect()).collect()
    };
    let mut blocks = Vec::new();
    for (index, topic) in standing.plan.topics.iter().enumerate() {
        let rows = rows(Some(index));
        if !rows.is_empty() {
            blocks.push(table(topic.title.to_string(), heads.clone(), rows));
        }
    }
    let rest = rows(None);
    if !rest.is_empty() {
        let caption = if blocks.is_empty() { standing.plan.title.to_string() } else { maker.say("paper.no_topic") };
        blocks.push(table(caption, heads, rest));
    }
    if columns.contains(&AppendixColumn::Status) {
        let counts = standing.counts();
        blocks.extend(key(maker, |status: StatusIndex| counts.by_status[status.0] > 0));
    }
    blocks
}

/// All columns of which some row has something to say.
fn usual(standing: &AsAt<'_>) -> Vec<AppendixColumn> {
    let any = |says: fn(&Item<'_>) -> bool| standing.items.iter().any(says);
    let columns = [
        (AppendixColumn::Number, true),
        (AppendixColumn::Recommendation, true),
        (AppendixColumn::Action, true),
        (AppendixColumn::Lead, any(|item| !item.item.leads.is_empty())),
        (AppendixColumn::Timescale, any(|item| item.item.timescale.is_some() || item.state.due.is_some())),
        (AppendixColumn::Status, any(|item| item.state.status.is_some())),
        (AppendixColumn::Revised, any(|item| !item.state.slips.is_empty())),
    ];
    columns.into_iter().filter(|(_, shown)| *shown).map(|(column, _)| column).collect()
}

fn head(maker: &Maker<'_>, column: AppendixColumn) -> Column {
    let (title, width) = match column {
        AppendixColumn::Number => (maker.say("paper.column.number"), 7),
        AppendixColumn::Recommendation => (maker.word("recommendation"), 24),
        AppendixColumn::Response => (maker.say("paper.column.response"), 48),
        AppendixColumn::Action => (maker.say("paper.column.action"), 48),
        AppendixColumn::Lead => (maker.say("paper.column.lead"), 20),
        AppendixColumn::Timescale => (maker.say("paper.column.timescale"), 16),
        AppendixColumn::Status => (maker.say("paper.column.status"), 14),
        AppendixColumn::Original => (maker.say("paper.column.original-date"), 15),
        AppendixColumn::Revised => (maker.say("paper.column.revised-date"), 15),
    };
    Column { title, width, align: Align::Start }
}

fn cell(maker: &Maker<'_>, standing: &AsAt<'_>, item: &Item<'_>, column: AppendixColumn) -> Cell {
    match column {
        AppendixColumn::Number => Cell::text(item.item.reference.to_string()),
        AppendixColumn::Recommendation => line_cell(maker.titled(item.item, item.item.title.to_string())),
        AppendixColumn::Response => response(maker, item),
        AppendixColumn::Action => {
            let progress = item.last_said(standing.moment, |update| update.progress.as_ref());
            maker.markdown_cell(progress.or(Some(&item.item.promised)))
        }
        AppendixColumn::Lead => maker.leads_cell(&item.item.leads),
        AppendixColumn::Timescale => maker.text_cell(maker.timescale(item.item, &item.state).as_deref()),
        AppendixColumn::Status => maker.status_cell(item.state.status),
        AppendixColumn::Original => maker.date_cell(item.state.original_due),
        AppendixColumn::Revised => {
            let moved = !item.state.slips.is_empty() && item.state.due != item.state.original_due;
            maker.date_cell(item.state.due.filter(|_| moved))
        }
    }
}

/// The answer in a word, and what was promised.
fn response(maker: &Maker<'_>, item: &Item<'_>) -> Cell {
    let mut cell = maker.markdown_cell(Some(&item.item.promised).filter(|promised| !promised.trim().is_empty()));
    if let Some(response) = &item.item.response {
        let word = maker.say(&format!("answer_{}", response.answer));
        let text = vec![Inline::Strong { content: vec![Inline::text(word)] }];
        let promised = !item.item.promised.trim().is_empty();
        let blocks = if promised { cell.blocks } else { Vec::new() };
        cell.blocks = std::iter::once(Block::Paragraph(Paragraph { number: None, text })).chain(blocks).collect();
    }
    cell
}
