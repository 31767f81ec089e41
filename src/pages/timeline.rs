//! A plan's dates on one axis, each topic's recommendations and actions in order, and the same as tables.

use serde::Serialize;

use super::chart::Axis;
use super::frame::{Frame, Framing};
use super::row::{self, Link, Status, edtf};
use crate::chart::Stretch;
use crate::chart::axis::{self, Years};
use crate::chart::lane::{self, Dates, Edge, Lane, Window};
use crate::content::public::{self, Public, State, Timing};
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
    id: String,
    rows: Vec<Row>,
    /// Those of the rows that have nothing to draw.
    undated: Vec<Link>,
    has_steps: bool,
}

#[derive(Debug, Serialize)]
pub struct Row {
    /// `None` for an action.
    reference: Option<String>,
    title: String,
    path: Option<String>,
    start: Option<String>,
    original_due: Option<String>,
    due: Option<String>,
    timing: &'static str,
    timescale: Option<String>,
    status: Option<Status>,
    steps: Vec<Step>,
    /// `None` if it has no date.
    lane: Option<Lane>,
    /// From its first date to its last; those of its actions, where it has none of its own.
    extent: Option<Stretch>,
    moved: bool,
}

/// A further date: of a milestone, or of the day on which what is ongoing is looked at again.
#[derive(Debug, Serialize)]
struct Step {
    /// `None` for a review, which the strings name.
    title: Option<String>,
    date: String,
    window: Option<Window>,
}

pub fn timeline(public: &Public, framing: &Framing<'_>, plan: &public::Plan) -> Timeline {
    let dates = all_dates(plan);
    let days = dates.iter().flat_map(|date| lane::days(*date));
    let axis = axis::Axis::over(days, public.as_of, Years::of(dates.iter().copied()));
    let drawing = Drawing { public, plan, axis: axis.as_ref() };
    let (groups, events) = (drawing.groups(), drawing.events());
    let reports = |kind| events.iter().filter(|event| event.kind == kind).count();
    let crumbs = vec![Link::new(row::short(plan), format!("plans/{}/", plan.id))];
    Timeline {
        frame: Frame::new(public, framing, row::short(plan), crumbs).worded("timeline", None).marked(plan.preview),
        label: row::label(plan, "recommendation"),
        action_label: row::label(plan, "action"),
        axis: axis.as_ref().map(Axis::of),
        reports: Reports { given: reports("given"), missed: reports("missed"), awaited: reports("awaited") },
        total: plan.recommendations.len(),
        undated: groups.iter().map(|group| group.undated.len()).sum(),
        drawn: drawn(&groups, &events),
        events,
        groups,
    }
}

/// Every date that the page may draw.
fn all_dates(plan: &public::Plan) -> Vec<Date> {
    let of_state = |state: &State| [state.due, state.original_due];
    let mut dates: Vec<Option<Date>> = vec![plan.adopted, plan.closed, plan.source.as_ref().and_then(|s| s.held)];
    dates.extend(plan.reporting.iter().map(|report| Some(report.date)));
    dates.extend(plan.rounds.iter().map(|round| Some(round.as_at)));
    for item in &plan.recommendations {
        dates.extend([item.start, item.review]);
        dates.extend(of_state(&item.state));
        for action in &item.actions {
            dates.push(action.start);
            dates.extend(of_state(&action.state));
            dates.extend(action.milestones.iter().map(|(date, _)| Some(*date)));
        }
    }
    dates.into_iter().flatten().collect()
}

struct Drawing<'a> {
    public: &'a Public,
    plan: &'a public::Plan,
    axis: Option<&'a axis::Axis>,
}

impl Drawing<'_> {
    fn window(&self, date: Date) -> Option<Window> {
        self.axis.and_then(|axis| lane::window(axis, date))
    }

    /// The plan's own dates, in order.
    fn events(&self) -> Vec<Event> {
        let plan = self.plan;
        let own = [
            ("held", plan.source.as_ref().and_then(|source| source.held)),
            ("adopted", plan.adopted),
            ("closed", plan.closed),
        ];
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
            window: self.window(date),
        };
        events.into_iter().map(event).collect()
    }

    fn groups(&self) -> Vec<Group> {
        let plan = self.plan;
        let topics = plan.topics.iter().enumerate();
        let own = topics.map(|(index, topic)| self.group(Some(index), Some(&topic.title), topic.id.as_str()));
        let rest = self.group(None, None, "recommendations");
        own.chain(Some(rest)).filter(|group| !group.rows.is_empty()).collect()
    }

    fn group(&self, topic: Option<usize>, title: Option<&public::Words>, id: &str) -> Group {
        let items = self.plan.recommendations.iter().filter(|item| item.topic == topic);
        let mut group = Group {
            title: title.map(ToString::to_string),
            id: id.to_owned(),
            rows: Vec::new(),
            undated: Vec::new(),
            has_steps: false,
        };
        for item in items {
            let actions: Vec<Row> = item.actions.iter().map(|action| self.action(action)).collect();
            let mut own = self.recommendation(item);
            if own.lane.is_none() {
                own.extent = actions.iter().filter_map(|action| action.extent).reduce(Stretch::with);
            }
            if own.lane.is_none() && own.extent.is_none() {
                group
                    .undated
                    .push(Link::new(&format!("{}. {}", item.reference, item.title), row::path(self.plan, item)));
            }
            group.rows.push(own);
            group.rows.extend(actions);
        }
        group.has_steps = group.rows.iter().any(|row| !row.steps.is_empty());
        group
    }

    fn recommendation(&self, item: &public::Recommendation) -> Row {
        let review = item.review.map(|date| Step { title: None, date: date.edtf(), window: self.window(date) });
        Row {
            reference: Some(item.reference.to_string()),
            title: item.title.to_string(),
            path: Some(row::path(self.plan, item)),
            timescale: item.timescale.as_ref().map(|text| text.trim().to_owned()),
            ..self.row(item.start, &item.state, review.into_iter().collect())
        }
    }

    fn action(&self, action: &public::Action) -> Row {
        let step = |(date, title): &(Date, public::Words)| Step {
            title: Some(title.to_string()),
            date: date.edtf(),
            window: self.window(*date),
        };
        Row {
            title: action.title.to_string(),
            timescale: action.timescale.as_ref().map(|text| text.trim().to_owned()),
            ..self.row(action.start, &action.state, action.milestones.iter().map(step).collect())
        }
    }

    fn row(&self, start: Option<Date>, state: &State, steps: Vec<Step>) -> Row {
        let dates =
            Dates { start, due: state.due, original: state.original_due, late: state.timing == Timing::Overdue };
        let is_dated = start.is_some() || state.due.is_some() || steps.iter().any(|step| step.window.is_some());
        let lane = self.axis.filter(|_| is_dated).map(|axis| lane::lane(axis, &dates));
        let of_steps = steps.iter().filter_map(|step| step.window.map(|window| Stretch::at(window.end)));
        let extent = lane.as_ref().and_then(Lane::extent).into_iter().chain(of_steps).reduce(Stretch::with);
        Row {
            reference: None,
            title: String::new(),
            path: None,
            start: edtf(start),
            original_due: edtf(state.original_due),
            due: edtf(state.due),
            timing: row::timing(state),
            timescale: None,
            status: state.status.map(|index| row::status(self.public, index, 0)),
            steps,
            moved: lane.as_ref().is_some_and(|lane| lane.original.is_some()),
            lane,
            extent,
        }
    }
}

/// The kinds of marks that occur, in the order of the key.
fn drawn(groups: &[Group], events: &[Event]) -> Vec<&'static str> {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let lanes = |is: fn(&Lane) -> bool| rows().filter_map(|row| row.lane.as_ref()).any(is);
    let ends = |edge| rows().any(|row| row.lane.as_ref().and_then(|lane| lane.work).is_some_and(|w| w.closes == edge));
    let occurs = [
        ("work", ends(Edge::Firm) || ends(Edge::Soft)),
        ("unknown", ends(Edge::Unknown)),
        ("open", ends(Edge::Open)),
        ("due", lanes(|lane| lane.due.is_some_and(|due| !due.soft))),
        ("soft", lanes(|lane| lane.due.is_some_and(|due| due.soft))),
        ("moved", lanes(|lane| lane.original.is_some())),
        ("late", lanes(|lane| lane.late.is_some())),
        ("step", rows().any(|row| !row.steps.is_empty())),
    ];
    let reports = ["given", "missed", "awaited"].map(|kind| (kind, events.iter().any(|event| event.kind == kind)));
    occurs.into_iter().chain(reports).filter(|(_, occurs)| *occurs).map(|(kind, _)| kind).collect()
}
