//! One recommendation in full: what was recommended and promised, its facts, and all that was reported by the day.

use super::key::sentence;
use crate::content::public::paper::Appendix;
use crate::document::{Block, Cell, Fact};
use crate::papers::Maker;
use crate::papers::prose::{heading, table};
use crate::papers::standing::{AsAt, Item};

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, appendix: &Appendix) -> Vec<Block> {
    let wanted = appendix.recommendation;
    let item = standing.items.iter().find(|item| Some(item.index) == wanted);
    match item {
        Some(item) => of(maker, standing, item),
        None => vec![sentence(maker.say("paper.none.recommendation"))],
    }
}

fn of(maker: &Maker<'_>, standing: &AsAt<'_>, item: &Item<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(2, "recommendation", crate::pages::row::titled(item.item))];
    if let Some(recommended) = &item.item.recommended {
        blocks.push(Block::Quote { blocks: maker.cell_blocks(recommended.unmarked()) });
    }
    let fact = |key: &str, cell: Cell| Fact { label: maker.say(key), value: cell.blocks };
    blocks.push(Block::Facts {
        items: vec![
            fact("paper.column.status", maker.status_cell(item.state.status)),
            fact("paper.column.lead", maker.leads_cell(&item.item.leads)),
            fact("paper.column.timescale", maker.text_cell(maker.timescale(item.item, &item.state).as_deref())),
            fact("paper.column.original-date", maker.date_cell(item.state.original_due)),
        ],
    });
    blocks.extend(maker.cell_blocks(item.item.promised.unmarked()));
    let heard = item.item.updates.iter().filter(|update| update.round < standing.moment.rounds);
    let rows: Vec<Vec<Cell>> = heard
        .map(|update| {
            let round = &standing.plan.rounds[update.round];
            vec![
                maker.date_cell(Some(round.as_at)),
                maker.status_cell(update.status),
                maker.markdown_cell(update.progress.as_ref()),
            ]
        })
        .collect();
    if rows.is_empty() {
        blocks.push(sentence(maker.say("paper.none.reports")));
    } else {
        let columns = vec![
            maker.column("paper.column.reported", 18),
            maker.column("paper.column.status", 16),
            maker.column("paper.column.action", 60),
        ];
        blocks.push(table(maker.say("paper.reports_caption"), columns, rows));
    }
    blocks
}
