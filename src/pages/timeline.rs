//! A plan's dates on one axis, each topic's recommendations and actions in order, and the same as tables.

use serde::Serialize;

use super::chart::Axis;
use super::frame::{About, Frame, Framing};
use super::lanes::{self, Drawing, Row};
use super::row::{self, Link};
use crate::chart::axis::{self, Years};
use crate::chart::lane::{self, Window};
use crate::content::public::{self, Public};
use crate::date::{self, Date};

#[derive(Debug, Serialize)]
pub struct Timeline {
    frame: Frame,
    /// The plan's own words for a recommendation and for an action.
    label: Option<String>,
    action_label: Option<String>,
    /// `None` if nothing of the plan has a date.
    axis: Option<Axis>,
    events: Vec<Event>,
    reports: Reports,
    groups: Vec<Group>,
    /// How many recommendations there are, and how many of them have no date, nor any action that has one.
    total: usize,
    undated: usize,
    /// What is drawn, for the key to it: `work`, `due`, `soft` and so on.
    drawn: Vec<&'static str>,
}

/// How many of the plan's events are reports.
#[derive(Debug, Serialize)]
struct Reports {
    given: usize,
    missed: usize,
    awaited: usize,
}

/// A date of the plan itself.
#[derive(Debug, Serialize)]
struct Event {
    /// `held`, `adopted` or `closed`; for a report `given`, `missed` or `awaited`.
    kind: &'static str,
    is_report: bool,
    /// The title of a round that has one.
    title: Option<String>,
    path: Option<String>,
    date: String,
    window: Option<Window>,
}

#[derive(Debug, Serialize)]
struct Group {
    /// `None` for those of no topic.
    title: Option<String>,
    rows: Vec<Row>,
    /// The recommendations that have nothing to draw.
    undated: Vec<Link>,
    has_steps: bool,
}

pub fn timeline(public: &Public, framing: &Framing<'_>, plan: &public::Plan) -> Timeline {
    let dates = all_dates(plan);
    let days = dates.iter().flat_map(|date| lane::days(*date));
    let axis = axis::Axis::over(days, public.as_of, Years::of(dates.iter().copied()));
    let drawing = Drawing { public, plan, axis: axis.as_ref() };
    let (groups, events) = (groups(&drawing), events(&drawing));
    let reports = |kind| events.iter().filter(|event| event.kind == kind).count();
    let reports = Reports { given: reports("given"), missed: reports("missed"), awaited: reports("awaited") };
    let rows = groups.iter().flat_map(|group| &group.rows);
    let of_reports = ["given", "missed", "awaited"];
    let of_reports = of_reports.into_iter().filter(|kind| events.iter().any(|event| event.kind == *kind));
    let crumbs = vec![Link::new(row::short(plan), format!("plans/{}/", plan.id))];
    Timeline {
        frame: Frame::new(public, framing, row::short(plan), crumbs)
            .about(About { key: Some("timeline_about"), ..About::default() })
            .worded("timeline", None)
            .marked(plan.preview),
        label: row::label(plan, "recommendation"),
        action_label: row::label(plan, "action"),
        axis: axis.as_ref().map(Axis::of),
        total: plan.recommendations.len(),
        undated: groups.iter().map(|group| group.undated.len()).sum(),
        drawn: lanes::drawn(rows).chain(of_reports).collect(),
        reports,
        events,
        groups,
    }
}

/// Every date that the page may draw.
fn all_dates(plan: &public::Plan) -> Vec<Date> {
    let own = [plan.adopted, plan.closed, plan.source.as_ref().and_then(|source| source.held)];
    let reports = plan.reporting.iter().map(|report| report.date);
    let rounds = plan.rounds.iter().map(|round| round.as_at);
    let items = plan.recommendations.iter().flat_map(lanes::dates);
    own.into_iter().flatten().chain(reports).chain(rounds).chain(items).collect()
}

/// The plan's own dates, in order.
fn events(drawing: &Drawing<'_>) -> Vec<Event> {
    let plan = drawing.plan;
    let held = plan.source.as_ref().and_then(|source| source.held);
    let own = [("held", held), ("adopted", plan.adopted), ("closed", plan.closed)];
    let own = own.into_iter().filter_map(|(kind, date)| Some((date?, kind, None)));
    let rounds = plan.rounds.iter().map(|round| (round.as_at, "given", Some(round)));
    let due = plan.reporting.iter().filter(|report| report.round.is_none());
    let due = due.map(|report| (report.date, if report.missed { "missed" } else { "awaited" }, None));
    let mut events: Vec<(Date, &'static str, Option<&public::Round>)> = own.chain(rounds).chain(due).collect();
    events.sort_by(|(a, ..), (b, ..)| date::by_end(*a, *b));
    let event = |(date, kind, round): (Date, &'static str, Option<&public::Round>)| Event {
        kind,
        is_report: matches!(kind, "given" | "missed" | "awaited"),
        title: round.and_then(|round| round.title.as_ref()).map(ToString::to_string),
        path: round.map(|round| format!("plans/{}/rounds/{}/", plan.id, round.slug)),
        date: date.edtf(),
        window: drawing.window(date),
    };
    events.into_iter().map(event).collect()
}

/// One a topic, in order, and one for what has no topic.
fn groups(drawing: &Drawing<'_>) -> Vec<Group> {
    let topics = drawing.plan.topics.iter().enumerate();
    let own = topics.map(|(index, topic)| group(drawing, Some(index), Some(&topic.title)));
    let rest = group(drawing, None, None);
    own.chain(Some(rest)).filter(|group| !group.rows.is_empty()).collect()
}

fn group(drawing: &Drawing<'_>, topic: Option<usize>, title: Option<&public::Words>) -> Group {
    let (mut rows, mut undated) = (Vec::new(), Vec::new());
    for item in drawing.plan.recommendations.iter().filter(|item| item.topic == topic) {
        let added = drawing.rows(item);
        if added.iter().all(|row| row.extent.is_none()) {
            undated.push(Link::new(&format!("{}. {}", item.reference, item.title), row::path(drawing.plan, item)));
        }
        rows.extend(added);
    }
    let has_steps = rows.iter().any(|row| !row.steps.is_empty());
    Group { title: title.map(ToString::to_string), rows, undated, has_steps }
}
