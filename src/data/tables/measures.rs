//! What is measured, and what it costs.

use anyhow::Result;

use super::{Column, Kind, Reference, Table};
use crate::content::public::Reading;
use crate::data::{Source, plain};
use crate::table::{Cell, Row};

pub(super) const INDICATORS: Table = Table {
    name: "indicators",
    columns: &[
        Column::required("id", Kind::Line).meaning("indicator"),
        Column::required("title", Kind::Line).meaning("indicator_title"),
        Column::new("unit", Kind::Line),
        Column::new("better", Kind::Word("better_", &["higher", "lower"])),
        Column::new("refs", Kind::Line),
        Column::new("note", Kind::Text),
    ],
    key: &["id"],
    references: &[],
    exists: |plan| !plan.indicators.is_empty(),
    rows: indicators,
};

fn indicators(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for indicator in &source.plan.indicators {
        row(&[
            Cell::text(indicator.id.as_str()),
            Cell::text(&indicator.title),
            Cell::text(indicator.unit.as_deref().unwrap_or_default()),
            Cell::text(indicator.better.unwrap_or_default()),
            source.refs(&indicator.recommendations),
            plain(indicator.note.as_ref()),
        ])?;
    }
    Ok(())
}

pub(super) const INDICATOR_VALUES: Table = Table {
    name: "indicator-values",
    columns: &[
        Column::required("indicator", Kind::Line),
        Column::required("kind", Kind::Word("", &["value", "target"])).meaning("reading_kind"),
        Column::required("date", Kind::Written).meaning("reading_date"),
        Column::new("date_earliest", Kind::Day),
        Column::new("date_latest", Kind::Day),
        Column::required("value", Kind::Decimal),
        Column::new("note", Kind::Text),
    ],
    key: &[],
    references: &[Reference { columns: &["indicator"], table: "indicators", other: &["id"] }],
    exists: |plan| plan.indicators.iter().any(|item| !(item.values.is_empty() && item.targets.is_empty())),
    rows: indicator_values,
};

fn indicator_values(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for indicator in &source.plan.indicators {
        let mut give = |kind: &str, reading: &Reading| {
            row(&[
                Cell::text(indicator.id.as_str()),
                Cell::text(kind),
                Cell::Written(reading.date),
                Cell::day(reading.date.earliest()),
                Cell::day(reading.date.latest()),
                Cell::Decimal(reading.value),
                plain(reading.note.as_ref()),
            ])
        };
        for reading in &indicator.values {
            give("value", reading)?;
        }
        for reading in &indicator.targets {
            give("target", reading)?;
        }
    }
    Ok(())
}

pub(super) const RESOURCES: Table = Table {
    name: "resources",
    columns: &[
        Column::required("line", Kind::Whole),
        Column::required("title", Kind::Line).meaning("resource_title"),
        Column::new("kind", Kind::Line).meaning("resource_kind"),
        Column::new("year", Kind::Written),
        Column::new("amount", Kind::Decimal),
        Column::new("unit", Kind::Line),
        Column::new("funding", Kind::Line),
        Column::new("refs", Kind::Line),
        Column::new("note", Kind::Text),
    ],
    key: &[],
    references: &[],
    exists: |plan| plan.resources.as_ref().is_some_and(|resources| !resources.rows.is_empty()),
    rows: resources,
};

/// One row a line and year; a line without an amount still has a row for each year.
fn resources(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    let Some(resources) = &source.plan.resources else { return Ok(()) };
    let unit = resources.unit.as_deref().unwrap_or_default();
    for (index, line) in resources.rows.iter().enumerate() {
        let years = resources.years.iter().zip(&line.amounts).map(|(year, amount)| (Some(*year), *amount));
        let undated = resources.years.is_empty().then_some((None, None));
        for (year, amount) in years.chain(undated) {
            row(&[
                Cell::count(index + 1),
                Cell::text(&line.title),
                Cell::text(line.kind.as_deref().unwrap_or_default()),
                Cell::written(year),
                amount.map_or(Cell::Empty, Cell::Decimal),
                Cell::text(unit),
                Cell::text(line.funding.as_deref().unwrap_or_default()),
                source.refs(&line.recommendations),
                plain(line.note.as_ref()),
            ])?;
        }
    }
    Ok(())
}
