//! The page that explains a plan's data to people.

use serde::Serialize;

use super::row::{self, Link};
use super::{About, Frame, Framing};
use crate::data::tables::{self, Kind, Table};
use crate::data::{self, Source};

#[derive(Debug, Serialize)]
pub struct Data {
    frame: Frame,
    plan_title: String,
    organisation: String,
    /// The page's whole address, where the site has one.
    address: Option<String>,
    licence: Option<String>,
    licence_address: Option<String>,
    /// What holds all tables, and what describes them: keys of the strings.
    whole: Vec<File>,
    tables: Vec<Described>,
    /// JSON-LD that can end no element.
    dataset: String,
}

#[derive(Debug, Serialize)]
struct File {
    key: &'static str,
    format: &'static str,
    name: &'static str,
    path: String,
}

#[derive(Debug, Serialize)]
struct Described {
    /// Its label and its meaning are in the strings under `table.…` and `table_about.…`.
    name: &'static str,
    path: String,
    columns: Vec<Column>,
}

#[derive(Debug, Serialize)]
struct Column {
    name: &'static str,
    /// Its label and its meaning are in the strings under `column.…` and `column_about.…`.
    key: &'static str,
    /// In the strings under `data_kind.…`.
    kind: &'static str,
}

/// The files of a plan but its tables: name, format, key of the strings.
const WHOLE: [(&str, &str, &str); 4] = [
    ("plan.xlsx", "XLSX", "file.workbook"),
    ("plan.json", "JSON", "file.json"),
    ("datapackage.json", "JSON", "file.package"),
    ("csv-metadata.json", "JSON", "file.metadata"),
];

pub fn data(framing: &Framing<'_>, source: &Source<'_>) -> Data {
    let (public, plan) = (source.public, source.plan);
    let folder = format!("plans/{}/data/", plan.id);
    let crumbs = vec![Link::new(row::short(plan), format!("plans/{}/", plan.id))];
    let frame = Frame::new(public, framing, row::short(plan), crumbs)
        .about(About { key: Some("data_intro"), ..About::default() })
        .worded("data_of", None)
        .marked(plan.preview);
    let file = |(name, format, key): (&'static str, &'static str, &'static str)| File {
        key,
        format,
        name,
        path: format!("{folder}{name}"),
    };
    let licence = public.site.licence.as_deref();
    Data {
        address: frame.canonical.clone(),
        frame,
        plan_title: plan.title.to_string(),
        organisation: plan.organisation.as_ref().unwrap_or(&public.site.organisation).to_string(),
        licence: licence.map(str::to_owned),
        licence_address: licence.and_then(data::licence_address),
        whole: WHOLE.into_iter().map(file).collect(),
        tables: tables::of(plan).map(|table| described(&folder, table)).collect(),
        dataset: data::dataset(source),
    }
}

fn described(folder: &str, table: &Table) -> Described {
    let column = |column: &tables::Column| Column { name: column.name, key: column.key, kind: kind(column.kind) };
    Described {
        name: table.name,
        path: format!("{folder}{}.csv", table.name),
        columns: table.columns.iter().map(column).collect(),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Line | Kind::Text => "text",
        Kind::Address => "address",
        Kind::Whole => "whole",
        Kind::Decimal => "decimal",
        Kind::Truth => "truth",
        Kind::Day => "day",
        Kind::Written => "written",
        Kind::Status | Kind::Word(..) => "word",
    }
}
