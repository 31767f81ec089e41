//! The plan's measures: the last value by the paper's day, and the target that it is held against.

use super::key::sentence;
use crate::content::public::paper::Appendix;
use crate::content::public::{Indicator, Reading};
use crate::date::words::Role;
use crate::document::{Align, Block, Cell, Column};
use crate::papers::Maker;
use crate::papers::prose::table;
use crate::papers::standing::AsAt;

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, _: &Appendix) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> =
        standing.plan.indicators.iter().map(|indicator| row(maker, standing, indicator)).collect();
    if rows.is_empty() {
        return vec![sentence(maker.say("paper.none.indicators"))];
    }
    let columns = vec![
        maker.column("paper.column.indicator", 36),
        Column { align: Align::End, ..maker.column("paper.column.value", 14) },
        maker.column("paper.column.value-date", 18),
        Column { align: Align::End, ..maker.column("paper.column.target", 14) },
        maker.column("paper.column.target-date", 18),
    ];
    vec![table(maker.say("paper.indicators_caption"), columns, rows)]
}

fn row(maker: &Maker<'_>, standing: &AsAt<'_>, indicator: &Indicator) -> Vec<Cell> {
    let day = standing.moment.day;
    let value = indicator.values.iter().rev().find(|value| value.date.earliest().is_none_or(|first| first <= day));
    let ahead = indicator.targets.iter().find(|target| target.date.latest().is_none_or(|last| last >= day));
    let target = ahead.or(indicator.targets.last());
    let name = match &indicator.unit {
        Some(unit) => format!("{} ({unit})", indicator.title),
        None => indicator.title.to_string(),
    };
    let figure = |reading: Option<&Reading>| {
        reading.map_or_else(|| maker.nothing(), |reading| Cell::text(reading.value.to_string()))
    };
    let when = |reading: Option<&Reading>| {
        reading.map_or_else(|| maker.nothing(), |reading| Cell::text(maker.date(reading.date, Role::Plain)))
    };
    vec![Cell::text(name), figure(value), when(value), figure(target), when(target)]
}
