//! A plan's dates on one axis, each topic's recommendations and actions in order, and the same as tables.
//!
//! The timeline of a large plan has the plan's own dates and leads to a page a topic, which has
//! its recommendations without their actions: those are drawn on each recommendation's own page.

use serde::Serialize;

use super::chart::Axis;
use super::frame::{About, Frame, Framing};
use super::lanes::{self, Drawing, Row};
use super::large::{MOST_ROWS, is_large};
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
    /// Where the rows are, if the plan is too large to show them here.
    parts: Vec<PartLink>,
    /// Of the timeline of the whole plan, on a page that is a part of it.
    whole: Option<String>,
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
    /// How many recommendations are left out.
    more: usize,
}

/// What one of the pages that a large plan's timeline is parted into shows: a topic, or what has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part(Option<usize>);

#[derive(Debug, Serialize)]
struct PartLink {
    /// `None` for those of no topic.
    title: Option<String>,
    path: String,
    count: usize,
}

/// Those that have something in them; none if one page shows all.
pub fn parts(plan: &public::Plan) -> Vec<Part> {
    let topics = (0..plan.topics.len()).map(Some).chain([None]);
    let filled = topics.filter(|topic| plan.recommendations.iter().any(|item| item.topic == *topic));
    if is_large(plan) { filled.map(Part).collect() } else { Vec::new() }
}

/// From the plan's folder: `timeline/topics/housing/`.
pub fn part_folder(plan: &public::Plan, part: Part) -> String {
    match part.0 {
        Some(topic) => format!("timeline/topics/{}/", plan.topics[topic].id),
        None => "timeline/no-topic/".to_owned(),
    }
}

pub fn timeline(public: &Public, framing: &Framing<'_>, plan: &public::Plan) -> Timeline {
    let crumbs = vec![Link::new(row::short(plan), row::plan_path(plan))];
    let frame = Frame::new(public, framing, row::short(plan), crumbs)
        .about(About { key: Some("timeline_about"), ..About::default() })
        .worded("timeline", None);
    let groups = if is_large(plan) { groups_of_none } else { groups };
    let timeline = drawn(public, plan, frame, &groups);
    Timeline { parts: parts(plan).into_iter().map(|part| link(plan, part)).collect(), ..timeline }
}

/// One of the pages that a large plan's timeline is parted into, on the axis of the whole plan.
pub fn timeline_part(public: &Public, framing: &Framing<'_>, plan: &public::Plan, part: Part) -> Timeline {
    let mut crumbs = vec![Link::new(row::short(plan), row::plan_path(plan))];
    let frame = if let Some(topic) = part.0.map(|topic| &plan.topics[topic]) {
        crumbs.push(Link::new(&topic.title, format!("plans/{}/topics/{}/", plan.id, topic.id)));
        let title = format!("{}: {}", topic.title, row::short(plan));
        Frame::new(public, framing, &title, crumbs).worded("timeline", None)
    } else {
        Frame::new(public, framing, row::short(plan), crumbs).worded("timeline_no_topic", None)
    };
    let frame = frame.about(About { key: Some("timeline_about"), ..About::default() });
    let timeline = drawn(public, plan, frame, &|drawing| vec![brief(drawing, part)]);
    Timeline { whole: Some(format!("plans/{}/timeline/", plan.id)), ..timeline }
}

fn link(plan: &public::Plan, part: Part) -> PartLink {
    PartLink {
        title: part.0.map(|topic| plan.topics[topic].title.to_string()),
        path: format!("plans/{}/{}", plan.id, part_folder(plan, part)),
        count: plan.recommendations.iter().filter(|item| item.topic == part.0).count(),
    }
}

fn drawn(public: &Public, plan: &public::Plan, frame: Frame, groups: &dyn Fn(&Drawing<'_>) -> Vec<Group>) -> Timeline {
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
    let recommendations = groups.iter().flat_map(|group| &group.rows).filter(|row| row.reference.is_some()).count();
    Timeline {
        frame: frame.marked(plan.preview),
        label: row::label(plan, "recommendation"),
        action_label: row::label(plan, "action"),
        axis: axis.as_ref().map(Axis::of),
        total: recommendations,
        undated: groups.iter().map(|group| group.undated.len()).sum(),
        drawn: lanes::drawn(rows).chain(of_reports).collect(),
        reports,
        events,
        groups,
        parts: Vec::new(),
        whole: None,
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

/// Where the parts have the rows.
fn groups_of_none(_: &Drawing<'_>) -> Vec<Group> {
    Vec::new()
}

/// A part's recommendations without their actions, as many as one page can show.
fn brief(drawing: &Drawing<'_>, part: Part) -> Group {
    let title = part.0.map(|topic| &drawing.plan.topics[topic].title);
    let items = drawing.plan.recommendations.iter().filter(|item| item.topic == part.0);
    let more = items.clone().count().saturating_sub(MOST_ROWS);
    let rows = |item: &_| drawing.rows(item).into_iter().take(1).collect();
    Group { more, ..group(drawing, items.take(MOST_ROWS), title, &rows) }
}

/// One a topic, in order, and one for what has no topic.
fn groups(drawing: &Drawing<'_>) -> Vec<Group> {
    let all = |topic: Option<usize>, title| {
        let items = drawing.plan.recommendations.iter().filter(|item| item.topic == topic);
        group(drawing, items, title, &|item| drawing.rows(item))
    };
    let topics = drawing.plan.topics.iter().enumerate();
    let own = topics.map(|(index, topic)| all(Some(index), Some(&topic.title)));
    let rest = all(None, None);
    own.chain(Some(rest)).filter(|group| !group.rows.is_empty()).collect()
}

fn group<'i>(
    drawing: &Drawing<'_>,
    items: impl Iterator<Item = &'i public::Recommendation>,
    title: Option<&public::Words>,
    rows_of: &dyn Fn(&public::Recommendation) -> Vec<Row>,
) -> Group {
    let (mut rows, mut undated) = (Vec::new(), Vec::new());
    for item in items {
        let added = rows_of(item);
        if added.iter().all(|row| row.extent.is_none()) {
            undated.push(Link::new(&format!("{}. {}", item.reference, item.title), row::path(drawing.plan, item)));
        }
        rows.extend(added);
    }
    let has_steps = rows.iter().any(|row| !row.steps.is_empty());
    Group { title: title.map(ToString::to_string), rows, undated, has_steps, more: 0 }
}
