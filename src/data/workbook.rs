//! All tables of a plan as the sheets of one workbook, in words where CSV has ids.

use std::collections::BTreeMap;

use anyhow::Result;

use super::tables::{self, Column, Kind, Table};
use super::{Source, licence_address};
use crate::table::{Cell, Row, Sheet, SheetColumn, Workbook};

/// The workbook, whose rows are made when they are written.
pub fn workbook<'a>(source: &'a Source<'a>) -> Workbook<'a> {
    let (public, plan) = (source.public, source.plan);
    let title = plan.title.to_string();
    let mut cover = vec![
        ("organisation", source.organisation().to_owned()),
        ("cover_as_of", public.as_of.to_string()),
        ("address", source.address(&format!("plans/{}/", plan.id))),
    ];
    if let Some(licence) = &public.site.licence {
        let address = licence_address(licence).map(|address| format!("{licence}, {address}"));
        cover.push(("licence", address.unwrap_or_else(|| licence.to_string())));
    }
    if let Some(notice) = &public.site.notice {
        cover.push(("notice", crate::prose::plain(notice)));
    }
    if let Some(summary) = &plan.summary {
        cover.push(("column.summary", crate::prose::plain(summary)));
    }
    let filled: Vec<&Table> = tables::of(plan).filter(|table| has_rows(source, table)).collect();
    Workbook {
        cover_name: (source.word)("cover"),
        title,
        author: source.organisation().to_owned(),
        language: public.edition.language.to_string(),
        created: public.as_of,
        cover: cover.into_iter().map(|(key, text)| ((source.word)(key), text)).collect(),
        sheets: filled.into_iter().map(|table| sheet(source, table)).collect(),
    }
}

/// A plan without updates has the file of updates, but needs no sheet of them.
fn has_rows(source: &Source<'_>, table: &Table) -> bool {
    let mut has_rows = false;
    // The first row is enough, and a refusal is how to say so.
    let _ = (table.rows)(source, &mut |_| {
        has_rows = true;
        Err(anyhow::anyhow!("seen"))
    });
    has_rows
}

fn sheet<'a>(source: &'a Source<'a>, table: &'static Table) -> Sheet<'a> {
    let columns = table
        .columns
        .iter()
        .map(|column| SheetColumn { title: source.label_of_column(column), width: width(column.kind) })
        .collect();
    let rows = move |out: &mut Row<'_>| rows(source, table, out);
    Sheet { name: source.label_of(table), about: source.meaning_of(table), columns, rows: Box::new(rows) }
}

/// In characters, as spreadsheets measure.
fn width(kind: Kind) -> u16 {
    match kind {
        Kind::Text => 60,
        Kind::Line | Kind::Address => 28,
        Kind::Written | Kind::Status | Kind::Word(..) => 18,
        Kind::Whole | Kind::Decimal | Kind::Truth | Kind::Day => 12,
    }
}

fn rows(source: &Source<'_>, table: &Table, out: &mut Row<'_>) -> Result<()> {
    let labels: Vec<BTreeMap<String, String>> = table.columns.iter().map(|column| labels(source, column)).collect();
    (table.rows)(source, &mut |row| {
        let in_words = row.iter().zip(&labels).map(|(cell, labels)| match cell {
            Cell::Text(text) => labels.get(&**text).map_or(Cell::text(text), |label| Cell::text(label)),
            cell => cell.clone(),
        });
        out(&in_words.collect::<Vec<_>>())
    })
}

/// The words of a column whose values are ids.
fn labels(source: &Source<'_>, column: &Column) -> BTreeMap<String, String> {
    match column.kind {
        Kind::Status => {
            source.public.statuses.iter().map(|status| (status.id.to_string(), source.status_label(status))).collect()
        }
        Kind::Word(prefix, words) => {
            words.iter().map(|word| ((*word).to_owned(), (source.word)(&format!("{prefix}{word}")))).collect()
        }
        _ => BTreeMap::new(),
    }
}
