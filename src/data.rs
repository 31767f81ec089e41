//! A plan's data for others to use: CSV (RFC 4180), JSON, and a Frictionless data package.
//!
//! Made from the public view alone. Dates stand as ISO days (the earliest and the latest that
//! they can mean) beside the text as written. Column names are words of the design and do not
//! change with the language of the pages.

use anyhow::Result;
use serde_json::{Value, json};

use crate::content::public::{Action, LeadIndex, Plan, Public, Recommendation, State, StatusIndex, Update};
use crate::date::{Date, Day};
use crate::prose;

/// One table: its name, its columns with their Table Schema types, and its rows.
struct Table {
    name: &'static str,
    columns: &'static [(&'static str, &'static str)],
    /// The columns that together name a row.
    key: &'static [&'static str],
    rows: fn(&Public, &Plan) -> Vec<Vec<String>>,
}

const TABLES: [Table; 3] = [
    Table {
        name: "recommendations",
        columns: &[
            ("ref", "string"),
            ("title", "string"),
            ("topic", "string"),
            ("recommended", "string"),
            ("promised", "string"),
            ("leads", "string"),
            ("support", "string"),
            ("sponsors", "string"),
            ("response", "string"),
            ("status", "string"),
            ("status_reported", "string"),
            ("timing", "string"),
            ("start", "string"),
            ("due_original", "string"),
            ("due", "string"),
            ("due_earliest", "date"),
            ("due_latest", "date"),
            ("timescale", "string"),
            ("times_revised", "integer"),
            ("address", "string"),
        ],
        key: &["ref"],
        rows: recommendations,
    },
    Table {
        name: "actions",
        columns: &[
            ("ref", "string"),
            ("id", "string"),
            ("title", "string"),
            ("leads", "string"),
            ("status", "string"),
            ("timing", "string"),
            ("start", "string"),
            ("due_original", "string"),
            ("due", "string"),
            ("due_earliest", "date"),
            ("due_latest", "date"),
            ("timescale", "string"),
        ],
        key: &["ref", "id"],
        rows: actions,
    },
    Table {
        name: "updates",
        columns: &[
            ("as_at", "string"),
            ("ref", "string"),
            ("status", "string"),
            ("progress", "string"),
            ("due", "string"),
            ("reason", "string"),
            ("approved_by", "string"),
            ("approved_on", "string"),
            ("outcome", "string"),
        ],
        key: &["as_at", "ref"],
        rows: updates,
    },
];

/// The names of the CSV tables, without their ending.
pub fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|table| table.name)
}

/// One table of a plan as CSV, or `None` if there is no such table.
///
/// # Errors
/// Never in practice: the writer writes to memory.
pub fn csv(public: &Public, plan: &Plan, name: &str) -> Result<Option<Vec<u8>>> {
    let Some(table) = TABLES.iter().find(|table| table.name == name) else { return Ok(None) };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|(name, _)| name))?;
    for row in (table.rows)(public, plan) {
        writer.write_record(row)?;
    }
    Ok(Some(writer.into_inner()?))
}

/// The whole plan as JSON.
pub fn json(public: &Public, plan: &Plan) -> Value {
    let rows = |table: &Table| -> Vec<Value> {
        (table.rows)(public, plan)
            .into_iter()
            .map(|row| {
                let cells = table
                    .columns
                    .iter()
                    .zip(row)
                    .map(|((name, kind), cell)| ((*name).to_owned(), cell_json(kind, cell)));
                Value::Object(cells.collect())
            })
            .collect()
    };
    let counts = &plan.counts;
    json!({
        "id": plan.id.as_str(),
        "title": &*plan.title,
        "organisation": plan.organisation.as_deref().unwrap_or(&public.site.organisation),
        "as_of": public.as_of.to_string(),
        "counts": {"total": counts.total, "open": counts.open, "overdue": counts.overdue, "unreported": counts.unreported},
        "recommendations": rows(&TABLES[0]),
        "actions": rows(&TABLES[1]),
        "updates": rows(&TABLES[2]),
    })
}

fn cell_json(kind: &str, cell: String) -> Value {
    match (kind, cell.parse::<u64>()) {
        _ if cell.is_empty() => Value::Null,
        ("integer", Ok(number)) => number.into(),
        _ => cell.into(),
    }
}

/// The descriptor of the tables: Frictionless Data Package, version 1.
pub fn package(public: &Public, plan: &Plan) -> Value {
    let resources: Vec<Value> = TABLES
        .iter()
        .map(|table| {
            let fields: Vec<Value> =
                table.columns.iter().map(|(name, kind)| json!({"name": name, "type": kind})).collect();
            json!({
                "name": table.name,
                "path": format!("{}.csv", table.name),
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": {"fields": fields, "primaryKey": table.key, "missingValues": [""]},
            })
        })
        .collect();
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": plan.id.as_str(),
        "title": &*plan.title,
        "created": format!("{}T00:00:00Z", public.as_of),
        "resources": resources,
    });
    if let Some(licence) = &public.site.licence {
        package["licenses"] = json!([{"name": &**licence}]);
    }
    package
}

fn recommendations(public: &Public, plan: &Plan) -> Vec<Vec<String>> {
    plan.recommendations
        .iter()
        .map(|item| {
            let mut row = vec![
                item.reference.to_string(),
                item.title.to_string(),
                item.topic.map(|topic| plan.topics[topic].title.to_string()).unwrap_or_default(),
                item.recommended.as_deref().map(prose::plain).unwrap_or_default(),
                prose::plain(&item.promised),
                leads(public, &item.leads),
                leads(public, &item.support),
                leads(public, &item.sponsors),
                item.response.as_ref().map(|response| response.answer.to_owned()).unwrap_or_default(),
                status(public, item.state.status),
                item.state.reported.map(|round| plan.rounds[round].as_at.edtf()).unwrap_or_default(),
                item.state.timing.id().to_owned(),
                written(item.start),
            ];
            row.extend(due(&item.state));
            row.push(item.timescale.as_deref().map(prose::plain).unwrap_or_default());
            row.push(item.state.slips.len().to_string());
            row.push(address(public, plan, item));
            row
        })
        .collect()
}

fn actions(public: &Public, plan: &Plan) -> Vec<Vec<String>> {
    let row = |item: &Recommendation, action: &Action| {
        let mut row = vec![
            item.reference.to_string(),
            action.id.to_string(),
            action.title.to_string(),
            leads(public, &action.leads),
            status(public, action.state.status),
            action.state.timing.id().to_owned(),
            written(action.start),
        ];
        row.extend(due(&action.state));
        row.push(action.timescale.as_deref().map(prose::plain).unwrap_or_default());
        row
    };
    plan.recommendations.iter().flat_map(|item| item.actions.iter().map(move |action| row(item, action))).collect()
}

fn updates(public: &Public, plan: &Plan) -> Vec<Vec<String>> {
    let row = |item: &Recommendation, update: &Update| {
        let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().map(prose::plain).unwrap_or_default();
        let approved = update.approved.as_ref();
        vec![
            plan.rounds[update.round].as_at.edtf(),
            item.reference.to_string(),
            status(public, update.status),
            text(&update.progress),
            written(update.due),
            text(&update.reason),
            approved.map(|approved| approved.body.to_string()).unwrap_or_default(),
            written(approved.and_then(|approved| approved.date)),
            text(&update.outcome),
        ]
    };
    plan.recommendations.iter().flat_map(|item| item.updates.iter().map(move |update| row(item, update))).collect()
}

/// The original date as written, the current one as written, and the days it can mean.
fn due(state: &State) -> [String; 4] {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        written(state.original_due),
        written(state.due),
        day(state.due.and_then(Date::earliest)),
        day(state.due.and_then(Date::latest)),
    ]
}

fn written(date: Option<Date>) -> String {
    date.map(Date::edtf).unwrap_or_default()
}

fn leads(public: &Public, leads: &[LeadIndex]) -> String {
    leads.iter().map(|lead| &*public.leads[lead.0].title).collect::<Vec<_>>().join("; ")
}

fn status(public: &Public, status: Option<StatusIndex>) -> String {
    status.map(|status| public.statuses[status.0].id.to_string()).unwrap_or_default()
}

/// The page's whole address where the site has one, else its path.
fn address(public: &Public, plan: &Plan, item: &Recommendation) -> String {
    let base = public.site.base_url.as_deref().unwrap_or("/");
    format!("{base}plans/{}/recommendations/{}/", plan.id, item.reference.slug())
}
