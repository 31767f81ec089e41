//! A plan's data for others to use: CSV (RFC 4180), JSON, and a Frictionless data package.
//!
//! Made from the public view alone. Dates stand as ISO days (the earliest and the latest that
//! they can mean) beside the text as written. Column names are words of the design and do not
//! change with the language of the pages.

use std::borrow::Cow;

use anyhow::{Context as _, Result};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::content::public::{
    self, Action, LeadIndex, Plan, Public, Recommendation, State, StatusIndex, Update, Words,
};
use crate::date::{Date, Day};
use crate::prose;

/// One table: its name, its columns with their Table Schema types, and its rows.
struct Table {
    name: &'static str,
    columns: &'static [(&'static str, &'static str)],
    /// The columns that together name a row.
    key: &'static [&'static str],
    rows: for<'a> fn(&'a Public, &'a Plan) -> Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
}

/// Text of the plan where it can be borrowed.
type Cell<'a> = Cow<'a, str>;

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

/// Appends one table of a plan as CSV, or nothing if there is no such table.
///
/// # Errors
/// Never in practice: the writer writes to memory.
pub fn csv(public: &Public, plan: &Plan, name: &str, out: &mut Vec<u8>) -> Result<()> {
    let Some(table) = TABLES.iter().find(|table| table.name == name) else { return Ok(()) };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(table.columns.iter().map(|(name, _)| name))?;
    for row in (table.rows)(public, plan) {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush().context("writing to memory")
}

/// The whole plan, to be written as JSON.
#[derive(Serialize)]
pub struct Whole<'a> {
    id: &'a str,
    title: &'a str,
    organisation: &'a str,
    as_of: String,
    counts: Counts,
    recommendations: Rows<'a>,
    actions: Rows<'a>,
    updates: Rows<'a>,
}

#[derive(Serialize)]
struct Counts {
    total: usize,
    open: usize,
    overdue: usize,
    unreported: usize,
}

pub fn json<'a>(public: &'a Public, plan: &'a Plan) -> Whole<'a> {
    let [recommendations, actions, updates] = TABLES.each_ref().map(|table| Rows { table, public, plan });
    let public::Counts { total, open, overdue, unreported, .. } = plan.counts;
    Whole {
        id: plan.id.as_str(),
        title: &plan.title,
        organisation: plan.organisation.as_ref().unwrap_or(&public.site.organisation),
        as_of: public.as_of.to_string(),
        counts: Counts { total, open, overdue, unreported },
        recommendations,
        actions,
        updates,
    }
}

/// The rows of a table, made one by one while they are written: a long plan has more text than
/// should be held twice.
struct Rows<'a> {
    table: &'static Table,
    public: &'a Public,
    plan: &'a Plan,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.table.columns;
        serializer.collect_seq((self.table.rows)(self.public, self.plan).map(|cells| Row { columns, cells }))
    }
}

struct Row<'a> {
    columns: &'static [(&'static str, &'static str)],
    cells: Vec<Cell<'a>>,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.columns.iter().zip(&self.cells);
        serializer.collect_map(cells.map(|((name, kind), text)| (name, JsonCell { kind, text })))
    }
}

struct JsonCell<'a> {
    kind: &'static str,
    text: &'a str,
}

impl Serialize for JsonCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.kind, self.text.parse::<u64>()) {
            _ if self.text.is_empty() => serializer.serialize_none(),
            ("integer", Ok(number)) => serializer.serialize_u64(number),
            _ => serializer.serialize_str(self.text),
        }
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

fn recommendations<'a>(public: &'a Public, plan: &'a Plan) -> Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a> {
    let row = move |item: &'a Recommendation| {
        let [due_original, due, due_earliest, due_latest] = due(&item.state);
        vec![
            item.reference.as_str().into(),
            (&*item.title).into(),
            item.topic.map_or("", |topic| &*plan.topics[topic].title).into(),
            words(item.recommended.as_ref()),
            words(Some(&item.promised)),
            leads(public, &item.leads),
            leads(public, &item.support),
            leads(public, &item.sponsors),
            item.response.as_ref().map_or("", |response| response.answer).into(),
            status(public, item.state.status),
            written(item.state.reported.map(|round| plan.rounds[round].as_at)),
            item.state.timing.id().into(),
            written(item.start),
            due_original,
            due,
            due_earliest,
            due_latest,
            words(item.timescale.as_ref()),
            item.state.slips.len().to_string().into(),
            address(public, plan, item).into(),
        ]
    };
    Box::new(plan.recommendations.iter().map(row))
}

fn actions<'a>(public: &'a Public, plan: &'a Plan) -> Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a> {
    let row = move |item: &'a Recommendation, action: &'a Action| {
        let [due_original, due, due_earliest, due_latest] = due(&action.state);
        vec![
            item.reference.as_str().into(),
            action.id.as_str().into(),
            (&*action.title).into(),
            leads(public, &action.leads),
            status(public, action.state.status),
            action.state.timing.id().into(),
            written(action.start),
            due_original,
            due,
            due_earliest,
            due_latest,
            words(action.timescale.as_ref()),
        ]
    };
    let items = plan.recommendations.iter();
    Box::new(items.flat_map(move |item| item.actions.iter().map(move |action| row(item, action))))
}

fn updates<'a>(public: &'a Public, plan: &'a Plan) -> Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a> {
    let row = move |item: &'a Recommendation, update: &'a Update| {
        let approved = update.approved.as_ref();
        vec![
            written(Some(plan.rounds[update.round].as_at)),
            item.reference.as_str().into(),
            status(public, update.status),
            words(update.progress.as_ref()),
            written(update.due),
            words(update.reason.as_ref()),
            approved.map_or("", |approved| &*approved.body).into(),
            written(approved.and_then(|approved| approved.date)),
            words(update.outcome.as_ref()),
        ]
    };
    let items = plan.recommendations.iter();
    Box::new(items.flat_map(move |item| item.updates.iter().map(move |update| row(item, update))))
}

/// The original date as written, the current one as written, and the days it can mean.
fn due<'a>(state: &State) -> [Cell<'a>; 4] {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default().into();
    [
        written(state.original_due),
        written(state.due),
        day(state.due.and_then(Date::earliest)),
        day(state.due.and_then(Date::latest)),
    ]
}

fn written<'a>(date: Option<Date>) -> Cell<'a> {
    date.map(Date::edtf).unwrap_or_default().into()
}

/// The words of Markdown.
fn words<'a>(markdown: Option<&Words>) -> Cell<'a> {
    markdown.map(|markdown| prose::plain(markdown)).unwrap_or_default().into()
}

fn leads<'a>(public: &'a Public, leads: &[LeadIndex]) -> Cell<'a> {
    let title = |lead: &LeadIndex| &*public.leads[lead.0].title;
    match leads {
        [only] => title(only).into(),
        _ => leads.iter().map(title).collect::<Vec<_>>().join("; ").into(),
    }
}

fn status(public: &Public, status: Option<StatusIndex>) -> Cell<'_> {
    status.map_or("", |status| public.statuses[status.0].id.as_str()).into()
}

/// The page's whole address where the site has one, else its path.
fn address(public: &Public, plan: &Plan, item: &Recommendation) -> String {
    let base = public.site.base_url.as_deref().unwrap_or("/");
    format!("{base}plans/{}/recommendations/{}/", plan.id, item.reference.slug())
}
