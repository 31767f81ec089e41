//! The descriptor of the tables: a Frictionless Data Package, version 1, with Table Schemas.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::tables::{self, Column, Kind, Reference, Table};
use super::{Source, licence_address};

/// Appends the descriptor.
///
/// # Errors
/// Never in practice: all of it can be written as JSON, and memory takes it.
pub fn package(source: &Source<'_>, out: &mut Vec<u8>) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &descriptor(source))?;
    out.push(b'\n');
    Ok(())
}

#[derive(Serialize)]
struct Package {
    profile: &'static str,
    name: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    homepage: String,
    version: String,
    created: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<Value>,
    contributors: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Value>,
    resources: Vec<Value>,
}

fn descriptor(source: &Source<'_>) -> Package {
    let (public, plan) = (source.public, source.plan);
    let licence = public.site.licence.as_deref().map(|id| match licence_address(id) {
        Some(path) => json!({"name": id, "path": path}),
        None => json!({"name": "other-open", "title": id}),
    });
    let report = plan.source.as_ref().and_then(|review| review.report.as_ref());
    let report = report.map(|link| match &link.url {
        Some(url) => json!({"title": &*link.title, "path": &**url}),
        None => json!({"title": &*link.title}),
    });
    Package {
        profile: "tabular-data-package",
        name: plan.id.to_string(),
        title: plan.title.to_string(),
        description: plan.summary.as_ref().map(|summary| crate::prose::plain(summary)),
        homepage: source.address(&format!("plans/{}/", plan.id)),
        version: public.as_of.to_string(),
        created: format!("{}T00:00:00Z", public.as_of),
        licenses: licence.into_iter().collect(),
        contributors: vec![json!({"title": source.organisation(), "role": "publisher"})],
        sources: report.into_iter().collect(),
        resources: tables::of(plan).map(|table| resource(source, table)).collect(),
    }
}

fn resource(source: &Source<'_>, table: &Table) -> Value {
    let mut schema = Map::new();
    let fields: Vec<Value> = table.columns.iter().map(|column| field(source, column)).collect();
    schema.insert("fields".to_owned(), fields.into());
    if !table.key.is_empty() {
        schema.insert("primaryKey".to_owned(), table.key.into());
    }
    let references: Vec<Value> = references(source, table).map(foreign_key).collect();
    if !references.is_empty() {
        schema.insert("foreignKeys".to_owned(), references.into());
    }
    schema.insert("missingValues".to_owned(), json!([""]));
    json!({
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "title": source.label_of(table),
        "description": source.meaning_of(table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    })
}

/// Those to tables that the plan has.
pub(super) fn references<'t>(source: &Source<'_>, table: &'t Table) -> impl Iterator<Item = &'t Reference> {
    let plan = source.plan;
    table.references.iter().filter(move |reference| tables::of(plan).any(|other| other.name == reference.table))
}

fn foreign_key(reference: &Reference) -> Value {
    json!({
        "fields": reference.columns,
        "reference": {"resource": reference.table, "fields": reference.other},
    })
}

fn field(source: &Source<'_>, column: &Column) -> Value {
    let (kind, format) = match column.kind {
        Kind::Line | Kind::Text | Kind::Written | Kind::Status | Kind::Word(..) => ("string", None),
        // A path from the root is no address to the checkers of the format.
        Kind::Address if source.public.site.base_url.is_none() => ("string", None),
        Kind::Address => ("string", Some("uri")),
        Kind::Whole => ("integer", None),
        Kind::Decimal => ("number", None),
        Kind::Truth => ("boolean", None),
        Kind::Day => ("date", None),
    };
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.into());
    field.insert("title".to_owned(), source.label_of_column(column).into());
    field.insert("description".to_owned(), source.meaning_of_column(column).into());
    field.insert("type".to_owned(), kind.into());
    if let Some(format) = format {
        field.insert("format".to_owned(), format.into());
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), true.into());
    }
    match column.kind {
        Kind::Status => {
            let ids: Vec<&str> = source.public.statuses.iter().map(|status| status.id.as_str()).collect();
            constraints.insert("enum".to_owned(), ids.into());
        }
        Kind::Word(_, words) => {
            constraints.insert("enum".to_owned(), words.into());
        }
        _ => {}
    }
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), constraints.into());
    }
    field.into()
}
