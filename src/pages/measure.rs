//! What it costs and what difference it makes: the tables of resources and of indicators.

use serde::Serialize;

use super::row::edtf;
use super::series::{Series, series};
use super::{Framing, html};
use crate::content::public::{self, Public};
use crate::date::{Date, by_end};
use crate::decimal::Decimal;

#[derive(Debug, Serialize)]
pub struct Resources {
    unit: Option<String>,
    years: Vec<String>,
    /// HTML.
    note: String,
    rows: Vec<Cost>,
    /// One a year; on the plan's page alone.
    totals: Vec<Option<String>>,
    /// Whether any row says how it is met, or has a note.
    funded: bool,
    noted: bool,
}

#[derive(Debug, Serialize)]
struct Cost {
    title: String,
    kind: Option<String>,
    amounts: Vec<Option<String>>,
    funding: Option<String>,
    /// HTML.
    note: String,
}

/// All costs of the plan, with their totals.
pub fn costs(public: &Public, framing: &Framing<'_>, resources: &public::Resources) -> Resources {
    let totals = resources.totals.iter().map(|total| total.as_ref().map(Decimal::to_string)).collect();
    Resources { totals, ..table(public, framing, resources, &|_| true) }
}

/// The costs that name the recommendation with this index, if any does.
pub fn costs_of(
    public: &Public,
    framing: &Framing<'_>,
    resources: &public::Resources,
    index: usize,
) -> Option<Resources> {
    let named = |row: &public::ResourceRow| row.recommendations.contains(&index);
    resources.rows.iter().any(named).then(|| table(public, framing, resources, &named))
}

fn table(
    public: &Public,
    framing: &Framing<'_>,
    resources: &public::Resources,
    wanted: &dyn Fn(&public::ResourceRow) -> bool,
) -> Resources {
    let text = |words: &Option<public::Words>| words.as_ref().map(ToString::to_string);
    let row = |row: &public::ResourceRow| Cost {
        title: row.title.to_string(),
        kind: text(&row.kind),
        amounts: row.amounts.iter().map(|amount| amount.as_ref().map(Decimal::to_string)).collect(),
        funding: text(&row.funding),
        note: html(public, framing, row.note.as_ref()),
    };
    let note = html(public, framing, resources.note.as_ref());
    let rows: Vec<Cost> = resources.rows.iter().filter(|row| wanted(row)).map(row).collect();
    Resources {
        unit: text(&resources.unit),
        years: resources.years.iter().copied().map(Date::edtf).collect(),
        note,
        totals: Vec::new(),
        funded: rows.iter().any(|row| row.funding.is_some()),
        noted: rows.iter().any(|row| !row.note.is_empty()),
        rows,
    }
}

#[derive(Debug, Serialize)]
pub struct Indicator {
    id: String,
    title: String,
    unit: Option<String>,
    /// `higher` or `lower`.
    better: Option<&'static str>,
    /// HTML.
    note: String,
    /// Whether there is any value or any target.
    valued: bool,
    aimed: bool,
    noted: bool,
    /// One a date.
    readings: Vec<Reading>,
    series: Option<Series>,
}

#[derive(Debug, Serialize)]
struct Reading {
    date: String,
    value: Option<String>,
    target: Option<String>,
    notes: Vec<String>,
}

pub fn indicator(public: &Public, framing: &Framing<'_>, indicator: &public::Indicator) -> Indicator {
    let mut dates: Vec<Date> = indicator.values.iter().chain(&indicator.targets).map(|reading| reading.date).collect();
    dates.sort_by(|a, b| by_end(*a, *b));
    dates.dedup();
    let at = |readings: &[public::Reading], date: Date| -> (Option<String>, Option<String>) {
        let found = readings.iter().find(|reading| reading.date == date);
        found
            .map(|reading| (reading.value.to_string(), reading.note.as_ref().map(|note| note.trim().to_owned())))
            .map_or((None, None), |(value, note)| (Some(value), note))
    };
    let readings: Vec<Reading> = dates
        .into_iter()
        .map(|date| {
            let ((value, of_value), (target, of_target)) = (at(&indicator.values, date), at(&indicator.targets, date));
            let notes = of_value.into_iter().chain(of_target).collect();
            Reading { date: date.edtf(), value, target, notes }
        })
        .collect();
    Indicator {
        id: indicator.id.to_string(),
        title: indicator.title.to_string(),
        unit: indicator.unit.as_ref().map(ToString::to_string),
        better: indicator.better,
        note: html(public, framing, indicator.note.as_ref()),
        valued: !indicator.values.is_empty(),
        aimed: !indicator.targets.is_empty(),
        noted: readings.iter().any(|reading| !reading.notes.is_empty()),
        readings,
        series: series(public, indicator),
    }
}

/// The indicators that tell of the recommendation with this index.
pub fn indicators_of(public: &Public, framing: &Framing<'_>, plan: &public::Plan, index: usize) -> Vec<Indicator> {
    let told = plan.indicators.iter().filter(|given| given.recommendations.contains(&index));
    told.map(|given| indicator(public, framing, given)).collect()
}

/// A document that something rests on.
#[derive(Debug, Serialize)]
pub struct Document {
    title: String,
    /// Whole, or from the page.
    address: Option<String>,
}

pub fn evidence(public: &Public, framing: &Framing<'_>, given: &[public::Evidence]) -> Vec<Document> {
    let document = |item: &public::Evidence| Document {
        title: item.title.to_string(),
        address: super::row::evidence_address(&framing.base(public), item),
    };
    given.iter().map(document).collect()
}

/// A document that is named by a link of its own.
pub fn document(link: &public::Link) -> Document {
    let web = |url: &&public::Words| url.starts_with("https://") || url.starts_with("http://");
    Document { title: link.title.to_string(), address: link.url.as_ref().filter(web).map(ToString::to_string) }
}

/// Who approved something, and when.
#[derive(Debug, Serialize)]
pub struct Approved {
    body: String,
    date: Option<String>,
}

pub fn approved(given: Option<&public::Approved>) -> Option<Approved> {
    given.map(|approved| Approved { body: approved.body.to_string(), date: edtf(approved.date) })
}
