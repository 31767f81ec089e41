//! A plan's own page.

use serde::Serialize;

use super::frame::{Frame, Framing};
use super::html;
use super::row::{self, Fact, Figures, Link, Row, Status, edtf};
use crate::content::public::{self, Public};
use crate::date::Date;
use crate::decimal::Decimal;

#[derive(Debug, Serialize)]
pub struct Plan {
    frame: Frame,
    counts: Figures,
    /// HTML.
    summary: String,
    organisation: String,
    review_body: Option<String>,
    review_kind: Option<String>,
    review_held: Option<String>,
    adopted: Option<String>,
    committee: Option<String>,
    cycle: Option<String>,
    facts: Vec<Fact>,
    stated: Option<Stated>,
    /// The plan's own word for a recommendation.
    label: Option<String>,
    topics: Vec<Topic>,
    /// The path of the page with all dates.
    timeline: String,
    rounds: Vec<Round>,
    reporting: Vec<Report>,
    /// The path of the calendar, if there is a day to keep in mind.
    calendar: Option<String>,
    resources: Option<Resources>,
    indicators: Vec<Indicator>,
    /// The page that explains all files of data, and those that most will want.
    data_page: String,
    data: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Stated {
    as_at: String,
    total: Option<u32>,
    /// HTML.
    note: String,
    lines: Vec<Status>,
}

#[derive(Debug, Serialize)]
struct Topic {
    id: String,
    /// `None` for those of no topic.
    path: Option<String>,
    title: String,
    caption: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Round {
    title: Option<String>,
    as_at: String,
    path: String,
}

#[derive(Debug, Serialize)]
struct Report {
    date: String,
    /// `given`, `missed` or `awaited`.
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct Resources {
    unit: String,
    years: Vec<String>,
    /// HTML.
    note: String,
    rows: Vec<Cost>,
}

#[derive(Debug, Serialize)]
struct Cost {
    title: String,
    kind: Option<String>,
    amounts: Vec<Option<String>>,
    funding: Option<String>,
}

#[derive(Debug, Serialize)]
struct Indicator {
    title: String,
    unit: Option<String>,
    readings: Vec<Reading>,
}

#[derive(Debug, Serialize)]
struct Reading {
    date: String,
    /// `value` or `target`: a key of the strings.
    kind: &'static str,
    value: String,
}

pub fn plan(public: &Public, framing: &Framing<'_>, plan: &public::Plan) -> Plan {
    let review = plan.source.as_ref();
    let text = |words: Option<&public::Words>| words.map(ToString::to_string);
    Plan {
        frame: Frame::new(public, framing, &plan.title, Vec::new())
            .holding(plan.summary.iter().chain([&plan.title]))
            .marked(plan.preview),
        counts: row::figures(public, &plan.counts),
        summary: html(public, framing, plan.summary.as_ref()),
        organisation: plan.organisation.as_ref().unwrap_or(&public.site.organisation).to_string(),
        review_body: text(review.and_then(|review| review.body.as_ref())),
        review_kind: text(review.and_then(|review| review.kind.as_ref())),
        review_held: edtf(review.and_then(|review| review.held)),
        adopted: edtf(plan.adopted),
        committee: text(plan.committee.as_ref()),
        cycle: text(plan.cycle.as_ref()),
        facts: row::facts(&plan.extra),
        stated: plan.stated.as_ref().map(|stated| Stated {
            as_at: stated.as_at.edtf(),
            total: stated.total,
            note: html(public, framing, stated.note.as_ref()),
            lines: stated.statuses.iter().map(|(index, count)| row::status(public, *index, *count as usize)).collect(),
        }),
        label: row::label(plan, "recommendation"),
        topics: topics(public, plan),
        timeline: format!("plans/{}/timeline/", plan.id),
        rounds: plan.rounds.iter().rev().map(|round| round_link(plan, round)).collect(),
        reporting: plan.reporting.iter().map(report).collect(),
        calendar: crate::calendar::has_days(plan).then(|| format!("plans/{}/calendar.ics", plan.id)),
        resources: plan.resources.as_ref().map(|resources| costs(public, framing, resources)),
        indicators: plan.indicators.iter().map(indicator).collect(),
        data_page: format!("plans/{}/data/", plan.id),
        data: data(plan),
    }
}

/// One table a topic, in order, and one for those of no topic.
fn topics(public: &Public, plan: &public::Plan) -> Vec<Topic> {
    let rows = |wanted: Option<usize>| -> Vec<Row> {
        let items = plan.recommendations.iter().filter(|item| item.topic == wanted);
        items.map(|item| row::row(public, plan, item)).collect()
    };
    let own = plan.topics.iter().enumerate().map(|(index, topic)| Topic {
        id: topic.id.to_string(),
        path: Some(format!("plans/{}/topics/{}/", plan.id, topic.id)),
        title: topic.title.to_string(),
        caption: topic.title.to_string(),
        rows: rows(Some(index)),
    });
    let rest = Topic {
        id: "recommendations".to_owned(),
        path: None,
        title: row::short(plan).to_owned(),
        caption: row::short(plan).to_owned(),
        rows: rows(None),
    };
    own.chain(Some(rest)).filter(|topic| !topic.rows.is_empty()).collect()
}

fn round_link(plan: &public::Plan, round: &public::Round) -> Round {
    Round {
        title: round.title.as_ref().map(ToString::to_string),
        as_at: round.as_at.edtf(),
        path: format!("plans/{}/rounds/{}/", plan.id, round.slug),
    }
}

fn report(report: &public::ReportDate) -> Report {
    Report { date: report.date.edtf(), state: report.state() }
}

fn costs(public: &Public, framing: &Framing<'_>, resources: &public::Resources) -> Resources {
    let row = |row: &public::ResourceRow| Cost {
        title: row.title.to_string(),
        kind: row.kind.as_ref().map(ToString::to_string),
        amounts: row.amounts.iter().map(|amount| amount.as_ref().map(Decimal::to_string)).collect(),
        funding: row.funding.as_ref().map(ToString::to_string),
    };
    Resources {
        unit: resources.unit.as_deref().unwrap_or_default().to_owned(),
        years: resources.years.iter().copied().map(Date::edtf).collect(),
        note: html(public, framing, resources.note.as_ref()),
        rows: resources.rows.iter().map(row).collect(),
    }
}

fn indicator(indicator: &public::Indicator) -> Indicator {
    let reading = |kind| {
        move |reading: &public::Reading| Reading { date: reading.date.edtf(), kind, value: reading.value.to_string() }
    };
    let values = indicator.values.iter().map(reading("value"));
    Indicator {
        title: indicator.title.to_string(),
        unit: indicator.unit.as_ref().map(ToString::to_string),
        readings: values.chain(indicator.targets.iter().map(reading("target"))).collect(),
    }
}

fn data(plan: &public::Plan) -> Vec<Link> {
    let names = ["plan.xlsx", "recommendations.csv", "actions.csv", "updates.csv", "plan.json"];
    names.into_iter().map(|name| Link::new(name, format!("plans/{}/data/{name}", plan.id))).collect()
}
