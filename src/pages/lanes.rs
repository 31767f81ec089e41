//! Rows of a timeline: what a recommendation or an action has on the axis, and the same dates for words.

use serde::Serialize;

use super::row::{self, Status, edtf};
use crate::chart::Stretch;
use crate::chart::axis::Axis;
use crate::chart::lane::{self, Dates, Edge, Lane, Window};
use crate::content::public::{self, Public, State, Timing};
use crate::date::Date;

#[derive(Debug, Serialize)]
pub struct Row {
    /// `None` for an action.
    pub reference: Option<String>,
    pub title: String,
    pub path: Option<String>,
    pub start: Option<String>,
    pub original_due: Option<String>,
    pub due: Option<String>,
    pub timing: &'static str,
    pub timescale: Option<String>,
    pub status: Option<Status>,
    pub steps: Vec<Step>,
    /// The dates that were promised after the first and before the one that stands, in the order of their promise.
    pub between: Vec<Promised>,
    /// `None` if it has no date.
    pub lane: Option<Lane>,
    /// From its first date to its last; those of its actions, where it has none of its own.
    pub extent: Option<Stretch>,
    /// The date that stands is another than the first that was promised.
    pub moved: bool,
}

/// A further date: of a milestone, or of the day on which what is ongoing is looked at again.
#[derive(Debug, Serialize)]
pub struct Step {
    /// `None` for a review, which the strings name.
    title: Option<String>,
    date: String,
    window: Option<Window>,
}

/// A date that was promised for a time.
#[derive(Debug, Serialize)]
pub struct Promised {
    date: String,
    window: Option<Window>,
}

/// The dates that a recommendation and its actions have.
pub fn dates(item: &public::Recommendation) -> impl Iterator<Item = Date> {
    let of_state = |state: &State| {
        let slips = state.slips.iter().map(|slip| Some(slip.to));
        slips.chain([state.due, state.original_due]).collect::<Vec<_>>()
    };
    let mut dates = vec![item.start, item.review];
    dates.extend(of_state(&item.state));
    for action in &item.actions {
        dates.push(action.start);
        dates.extend(of_state(&action.state));
        dates.extend(action.milestones.iter().map(|(date, _)| Some(*date)));
    }
    dates.into_iter().flatten()
}

/// What rows are drawn from, and on.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    pub public: &'a Public,
    pub plan: &'a public::Plan,
    pub axis: Option<&'a Axis>,
}

impl Drawing<'_> {
    pub fn window(&self, date: Date) -> Option<Window> {
        self.axis.and_then(|axis| lane::window(axis, date))
    }

    /// A recommendation, and after it its actions.
    pub fn rows(&self, item: &public::Recommendation) -> Vec<Row> {
        let actions: Vec<Row> = item.actions.iter().map(|action| self.action(action)).collect();
        let mut own = self.recommendation(item);
        if own.lane.is_none() {
            own.extent = actions.iter().filter_map(|action| action.extent).reduce(Stretch::with);
        }
        std::iter::once(own).chain(actions).collect()
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
        let between: Vec<Promised> =
            between(state).map(|date| Promised { date: date.edtf(), window: self.window(date) }).collect();
        let of_steps = steps.iter().filter_map(|step| step.window.map(|window| Stretch::at(window.end)));
        let of_between = between.iter().filter_map(|date| date.window.map(|window| Stretch::at(window.end)));
        let others = of_steps.chain(of_between);
        let extent = lane.as_ref().and_then(Lane::extent).into_iter().chain(others).reduce(Stretch::with);
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
            between,
            moved: state.original_due.is_some() && state.original_due != state.due,
            lane,
            extent,
        }
    }
}

/// The dates that were promised after the first and before the one that stands.
fn between(state: &State) -> impl Iterator<Item = Date> {
    let later = state.slips.iter().filter(|slip| slip.from.is_some()).map(|slip| slip.to);
    later.filter(|date| Some(*date) != state.due && Some(*date) != state.original_due)
}

/// The kinds of marks that occur in rows, in the order of the key to them.
pub fn drawn<'r>(rows: impl Iterator<Item = &'r Row> + Clone) -> impl Iterator<Item = &'static str> {
    let lanes = |is: fn(&Lane) -> bool| rows.clone().filter_map(|row| row.lane.as_ref()).any(is);
    let ends = |edge| {
        let works = rows.clone().filter_map(|row| row.lane.as_ref()?.work);
        works.into_iter().any(|work| work.closes == edge)
    };
    let occurs = [
        ("work", ends(Edge::Due)),
        ("unknown", ends(Edge::Unknown)),
        ("open", ends(Edge::Open)),
        ("due", lanes(|lane| lane.due.is_some_and(|due| !due.soft))),
        ("soft", lanes(|lane| lane.about.is_some() || lane.due.is_some_and(|due| due.soft))),
        ("moved", lanes(|lane| lane.original.is_some())),
        ("between", rows.clone().any(|row| row.between.iter().any(|date| date.window.is_some()))),
        ("late", lanes(|lane| lane.late.is_some())),
        ("step", rows.clone().any(|row| !row.steps.is_empty())),
    ];
    occurs.into_iter().filter(|(_, occurs)| *occurs).map(|(kind, _)| kind)
}
