//! The course of one recommendation: its dates, its actions' and its reports on one axis, and the same in order.

use serde::Serialize;

use super::chart::Axis;
use super::lanes::{self, Drawing, Row};
use super::row::{self, Status, edtf};
use crate::chart::axis::{self, Years};
use crate::chart::lane::{self, Window};
use crate::content::public::{self, Place, Public, State};
use crate::date::{Date, Day};

#[derive(Debug, Serialize)]
pub struct Course {
    axis: Axis,
    rows: Vec<Row>,
    reports: Vec<Report>,
    drawn: Vec<&'static str>,
    moments: Vec<Moment>,
}

/// A status on the day for which it was reported.
#[derive(Debug, Serialize)]
struct Report {
    date: String,
    status: Option<Status>,
    window: Option<Window>,
}

/// One thing that has a date.
#[derive(Debug, Serialize)]
struct Moment {
    /// `begins`, `due`, `first_due`, `moved`, `report`, `step`, `review` or `added`: a string under `course_`.
    kind: &'static str,
    date: String,
    /// The action, or the further step.
    title: Option<String>,
    status: Option<Status>,
    /// What the date moved to.
    to: Option<String>,
    #[serde(skip)]
    order: Option<Day>,
}

/// `None` where no date is given, so that there is nothing to draw.
pub fn course(public: &Public, place: Place) -> Option<Course> {
    let plan = &public.plans[place.plan];
    let item = &plan.recommendations[place.recommendation];
    let reported = item.updates.iter().map(|update| plan.rounds[update.round].as_at);
    let dates: Vec<Date> = lanes::dates(item).chain(reported).collect();
    let days = dates.iter().flat_map(|date| lane::days(*date));
    let axis = axis::Axis::over(days, public.as_of, Years::of(dates.iter().copied()))?;
    let drawing = Drawing { public, plan, axis: Some(&axis) };
    let rows = drawing.rows(item);
    if rows.iter().all(|row| row.extent.is_none()) {
        return None;
    }
    let report = |update: &public::Update| {
        let date = plan.rounds[update.round].as_at;
        let status = update.status.map(|index| row::status(public, index, 0));
        Report { date: date.edtf(), status, window: drawing.window(date) }
    };
    Some(Course {
        axis: Axis::of(&axis),
        reports: item.updates.iter().map(report).collect(),
        drawn: lanes::drawn(rows.iter()).collect(),
        moments: moments(public, plan, item),
        rows,
    })
}

fn moments(public: &Public, plan: &public::Plan, item: &public::Recommendation) -> Vec<Moment> {
    let mut all = Vec::new();
    all.extend(item.added.map(|date| moment("added", date)));
    all.extend(of_dates(plan, item.start, &item.state));
    for action in &item.actions {
        let titled = |moment: Moment| Moment { title: Some(action.title.to_string()), ..moment };
        all.extend(of_dates(plan, action.start, &action.state).map(titled));
        let step =
            |(date, title): &(Date, public::Words)| Moment { title: Some(title.to_string()), ..moment("step", *date) };
        all.extend(action.milestones.iter().map(step));
    }
    all.extend(item.review.map(|date| moment("review", date)));
    for update in &item.updates {
        let status = update.status.map(|index| row::status(public, index, 0));
        all.push(Moment { status, ..moment("report", plan.rounds[update.round].as_at) });
    }
    // What has no day of its own comes last, as what is ongoing does.
    all.sort_by_key(|moment| (moment.order.is_none(), moment.order));
    all
}

/// When it begins, when it is due, and each change of that.
fn of_dates(plan: &public::Plan, start: Option<Date>, state: &State) -> impl Iterator<Item = Moment> {
    let begins = start.map(|date| Moment { order: date.earliest(), ..moment("begins", date) });
    let moved = state.original_due.filter(|original| Some(*original) != state.due);
    let first = moved.map(|date| moment("first_due", date));
    let slips: Vec<Moment> = state
        .slips
        .iter()
        .filter(|slip| slip.from.is_some())
        .map(|slip| Moment { to: edtf(Some(slip.to)), ..moment("moved", plan.rounds[slip.round].as_at) })
        .collect();
    let due = state.due.map(|date| moment("due", date));
    begins.into_iter().chain(first).chain(slips).chain(due)
}

fn moment(kind: &'static str, date: Date) -> Moment {
    Moment { kind, date: date.edtf(), title: None, status: None, to: None, order: date.latest() }
}
