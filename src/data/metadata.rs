//! What the tables mean, for readers of CSV on the Web: the W3C's metadata with Dublin Core terms,
//! as the UK government's standard for tabular data asks.

use serde_json::{Map, Value, json};

use super::package::references;
use super::tables::{self, Column, Kind, Table};
use super::{Source, licence_address};

/// Appends the metadata of all tables of a plan, `csv-metadata.json`.
///
/// # Errors
/// Never in practice: all of it can be written as JSON, and memory takes it.
pub fn metadata(source: &Source<'_>, out: &mut Vec<u8>) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &group(source))?;
    out.push(b'\n');
    Ok(())
}

fn group(source: &Source<'_>) -> Value {
    let (public, plan) = (source.public, source.plan);
    let day = json!({"@value": public.as_of.to_string(), "@type": "xsd:date"});
    let mut group = Map::new();
    let mut put = |key: &str, value: Value| group.insert(key.to_owned(), value);
    put("@context", json!(["http://www.w3.org/ns/csvw", {"@language": &*public.edition.language}]));
    put("dc:title", (*plan.title).into());
    if let Some(summary) = &plan.summary {
        put("dc:description", crate::prose::plain(summary).into());
    }
    put("dc:creator", source.organisation().into());
    put("dc:publisher", (*public.site.organisation).into());
    put("dc:modified", day);
    put("dc:language", (*public.edition.language).into());
    put("dc:identifier", source.address(&format!("plans/{}/", plan.id)).into());
    if let Some(licence) = public.site.licence.as_deref() {
        put("dc:license", licence_address(licence).map_or_else(|| licence.into(), |address| json!({"@id": address})));
    }
    if let Some(report) = plan.source.as_ref().and_then(|review| review.report.as_ref()) {
        put("dc:source", report.url.as_deref().unwrap_or(&report.title).into());
    }
    let tables: Vec<Value> = tables::of(plan).map(|table| described(source, table)).collect();
    put("tables", tables.into());
    group.into()
}

fn described(source: &Source<'_>, table: &Table) -> Value {
    let file = |name: &str| format!("{name}.csv");
    let mut schema = Map::new();
    let columns: Vec<Value> = table.columns.iter().map(|column| of_column(source, column)).collect();
    schema.insert("columns".to_owned(), columns.into());
    if !table.key.is_empty() {
        schema.insert("primaryKey".to_owned(), table.key.into());
    }
    let references: Vec<Value> = references(source, table)
        .map(|reference| {
            json!({
                "columnReference": reference.columns,
                "reference": {"resource": file(reference.table), "columnReference": reference.other},
            })
        })
        .collect();
    if !references.is_empty() {
        schema.insert("foreignKeys".to_owned(), references.into());
    }
    json!({
        "url": file(table.name),
        "dc:title": source.label_of(table),
        "dc:description": source.meaning_of(table),
        "tableSchema": schema,
    })
}

fn of_column(source: &Source<'_>, column: &Column) -> Value {
    let datatype = match column.kind {
        Kind::Line | Kind::Text | Kind::Written | Kind::Status | Kind::Word(..) => json!("string"),
        Kind::Address => json!("anyURI"),
        Kind::Whole => json!("integer"),
        Kind::Decimal => json!("decimal"),
        Kind::Truth => json!({"base": "boolean", "format": "true|false"}),
        Kind::Day => json!({"base": "date", "format": "yyyy-MM-dd"}),
    };
    let mut value = json!({
        "name": column.name,
        "titles": column.name,
        "datatype": datatype,
        "dc:title": source.label_of_column(column),
        "dc:description": source.meaning_of_column(column),
    });
    if column.required {
        value["required"] = true.into();
    }
    value
}
