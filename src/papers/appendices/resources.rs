//! What the plan costs, year by year, and where the money comes from.

use super::key::sentence;
use crate::content::public::paper::Appendix;
use crate::date::words::Role;
use crate::decimal::Decimal;
use crate::document::{Align, Block, Cell, Column};
use crate::papers::Maker;
use crate::papers::prose::table;
use crate::papers::standing::AsAt;

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, _: &Appendix) -> Vec<Block> {
    let Some(resources) = standing.plan.resources.as_ref().filter(|resources| !resources.rows.is_empty()) else {
        return vec![sentence(maker.say("paper.none.resources"))];
    };
    let figure =
        |amount: &Option<Decimal>| amount.as_ref().map_or_else(|| maker.nothing(), |sum| Cell::text(sum.to_string()));
    let mut columns = vec![maker.column("paper.column.item", 34)];
    columns.extend(resources.years.iter().map(|year| Column {
        title: maker.date(*year, Role::Short),
        width: 13,
        align: Align::End,
    }));
    columns.push(maker.column("paper.column.funding", 24));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in &resources.rows {
        let mut cells = vec![Cell::text(&*row.title)];
        cells.extend(row.amounts.iter().map(figure));
        cells.push(maker.text_cell(row.funding.as_deref()));
        rows.push(cells);
    }
    if !resources.years.is_empty() {
        let mut total = vec![Cell::text(maker.say("paper.total"))];
        total.extend(resources.totals.iter().map(figure));
        total.push(Cell::text(maker.say("paper.no_such")));
        rows.push(total);
    }
    let caption = match &resources.unit {
        Some(unit) => maker.fill("paper.resources_caption_in", &[("unit", unit)]),
        None => maker.say("paper.resources_caption"),
    };
    let mut blocks = vec![table(caption, columns, rows)];
    blocks.extend(resources.note.iter().flat_map(|note| maker.cell_blocks(note.unmarked())));
    blocks
}
