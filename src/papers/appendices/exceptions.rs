//! What does not go as promised: overdue, slipped and at risk, each with its reason.

use super::key::sentence;
use crate::content::public::paper::Appendix;
use crate::content::public::{Status, Timing, Words};
use crate::document::{Align, Block, Cell, Column};
use crate::papers::Maker;
use crate::papers::prose::table;
use crate::papers::standing::{AsAt, Item};

/// Statuses by which what is open is in trouble.
const AT_RISK: [&str; 2] = ["at-risk", "delayed"];

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, _: &Appendix) -> Vec<Block> {
    let statuses = &maker.source.public.statuses;
    let is_at_risk = |status: &Status| AT_RISK.contains(&status.id.as_str());
    let groups: [(&str, Vec<&Item<'_>>); 3] = [
        ("overdue", standing.items.iter().filter(|item| item.state.timing == Timing::Overdue).collect()),
        ("slipped", standing.items.iter().filter(|item| item.state.slipped()).collect()),
        (
            "at-risk",
            standing
                .items
                .iter()
                .filter(|item| item.state.status.is_some_and(|status| is_at_risk(&statuses[status.0])))
                .collect(),
        ),
    ];
    let mut blocks = Vec::new();
    for (key, items) in groups {
        if items.is_empty() {
            blocks.push(sentence(maker.say(&format!("paper.none.{key}"))));
            continue;
        }
        let rows = items.into_iter().map(|item| row(maker, standing, item)).collect();
        blocks.push(table(maker.say(&format!("paper.exceptions.{key}")), columns(maker), rows));
    }
    blocks
}

fn columns(maker: &Maker<'_>) -> Vec<Column> {
    vec![
        Column { title: maker.word("recommendation"), width: 30, align: Align::Start },
        maker.column("paper.column.lead", 20),
        maker.column("paper.column.status", 14),
        maker.column("paper.column.original-date", 16),
        maker.column("paper.column.date-now", 16),
        maker.column("paper.column.reason", 40),
    ]
}

fn row(maker: &Maker<'_>, standing: &AsAt<'_>, item: &Item<'_>) -> Vec<Cell> {
    vec![
        maker.named_cell(item.item),
        maker.leads_cell(&item.item.leads),
        maker.status_cell(item.state.status),
        maker.date_cell(item.state.original_due),
        maker.date_cell(item.state.due),
        maker.markdown_cell(reason(standing, item)),
    ]
}

/// Why the date moved, or else the last reason that any update gave.
fn reason<'i>(standing: &AsAt<'_>, item: &'i Item<'_>) -> Option<&'i Words> {
    let moved = item.state.slips.iter().rev().find_map(|slip| slip.reason.as_ref());
    moved.or_else(|| item.last_said(standing.moment, |update| update.reason.as_ref()))
}
