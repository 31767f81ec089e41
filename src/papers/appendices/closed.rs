//! What needs nothing more, with what came of it.

use super::key::sentence;
use crate::content::public::paper::Appendix;
use crate::document::{Align, Block, Cell, Column};
use crate::papers::Maker;
use crate::papers::prose::table;
use crate::papers::standing::AsAt;

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, _: &Appendix) -> Vec<Block> {
    let statuses = &maker.source.public.statuses;
    let closed = standing.items.iter().filter(|item| item.state.status.is_some_and(|status| !statuses[status.0].open));
    let rows: Vec<Vec<Cell>> = closed
        .map(|item| {
            let reported = item.state.reported.map(|round| standing.plan.rounds[round].as_at);
            let said = item.last_said(standing.moment, |update| update.outcome.as_ref());
            let said = said.or_else(|| item.last_said(standing.moment, |update| update.progress.as_ref()));
            vec![
                maker.named_cell(item.item),
                maker.status_cell(item.state.status),
                maker.date_cell(reported),
                maker.markdown_cell(said),
            ]
        })
        .collect();
    if rows.is_empty() {
        return vec![sentence(maker.say("paper.none.closed"))];
    }
    let columns = vec![
        Column { title: maker.word("recommendation"), width: 34, align: Align::Start },
        maker.column("paper.column.status", 14),
        maker.column("paper.column.reported", 16),
        maker.column("paper.column.outcome", 40),
    ];
    vec![table(maker.say("paper.closed_caption"), columns, rows)]
}
