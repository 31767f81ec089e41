//! One thing's dates on an axis: when work goes on, when it is due, and how far that has moved.
//!
//! A date is drawn as what it is: a window from the first day that it can mean to the last, soft
//! at its edges if it was written as approximate or uncertain. The deadline is the window's end.

use serde::Serialize;

use super::axis::{Axis, Now};
use super::{Position, Stretch};
use crate::date::{Date, Day};

/// The dates of one recommendation or action.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dates {
    pub start: Option<Date>,
    pub due: Option<Date>,
    /// The first that was promised.
    pub original: Option<Date>,
    /// It is open and its date has passed.
    pub late: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Lane {
    pub work: Option<Work>,
    /// The days on which the work may begin, where that is approximate; the work is drawn from their end.
    pub about: Option<Stretch>,
    pub due: Option<Window>,
    /// Only where it is another than the date that stands.
    pub original: Option<Window>,
    /// Between the deadline that was promised first and the one that stands; `None` if none has moved.
    pub slip: Option<Slip>,
    /// From a deadline that has passed to the site's day.
    pub late: Option<Stretch>,
}

/// From the beginning of the work to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Work {
    #[serde(flatten)]
    pub stretch: Stretch,
    pub end: Position,
    /// It has been going on.
    pub opens: bool,
    pub closes: Edge,
}

/// How the work ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edge {
    /// When it is due.
    Due,
    /// It goes on.
    Open,
    /// Nobody says.
    Unknown,
}

/// All days that a date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Window {
    #[serde(flatten)]
    pub stretch: Stretch,
    /// Where its last day ends.
    pub end: Position,
    /// Written as approximate or uncertain, or without a beginning.
    pub soft: bool,
    /// It is a day or little more, and drawn wider than it is.
    pub narrow: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Slip {
    #[serde(flatten)]
    pub stretch: Stretch,
    /// The date has become later, not earlier.
    pub later: bool,
}

/// The least that can be seen on a phone, about three pixels.
pub const LEAST: Position = Position(100);
/// How long the work is drawn whose end nobody says.
const STUB: Position = Position(900);

impl Lane {
    /// All that is drawn of its dates.
    pub fn extent(&self) -> Option<Stretch> {
        let windows = [self.due, self.original].map(|window| window.map(|window| window.stretch));
        windows.into_iter().chain([self.work.map(|work| work.stretch), self.about]).flatten().reduce(Stretch::with)
    }
}

/// The days that a date puts on an axis.
pub fn days(date: Date) -> impl Iterator<Item = Day> {
    date.earliest().into_iter().chain(date.latest())
}

pub fn lane(axis: &Axis, dates: &Dates) -> Lane {
    let due = dates.due.and_then(|due| window(axis, due));
    let original = dates.original.filter(|original| Some(*original) != dates.due);
    let original = original.and_then(|original| window(axis, original));
    let slip = original
        .zip(due)
        .filter(|(from, to)| from.end != to.end)
        .map(|(from, to)| Slip { stretch: Stretch::between(from.end, to.end), later: to.end > from.end });
    let late = due.filter(|_| dates.late).and_then(|due| match axis.now {
        Now::At(now) if now > due.end => Some(Stretch::between(due.end, now)),
        Now::After if due.end < Position::END => Some(Stretch::between(due.end, Position::END)),
        _ => None,
    });
    let about = dates.start.filter(|start| is_soft(*start)).and_then(|start| window(axis, start));
    let from = about.map(|about| about.end).or(dates.start.and_then(|start| begin(axis, start)));
    Lane { work: work(axis, from, dates.due), about: about.map(|about| about.stretch), due, original, slip, late }
}

/// The days that a date can mean; `None` if it has no end.
pub fn window(axis: &Axis, date: Date) -> Option<Window> {
    let end = axis.after(date.latest()?);
    let begin = date.earliest().map(|day| axis.before(day));
    let stretch = Stretch::between(begin.unwrap_or(end), end);
    let (soft, narrow) = (is_soft(date) || begin.is_none(), stretch.width < LEAST);
    Some(Window { stretch: stretch.at_least(LEAST), end, soft, narrow })
}

fn is_soft(date: Date) -> bool {
    date.is_approximate() || date.is_uncertain()
}

fn begin(axis: &Axis, date: Date) -> Option<Position> {
    date.earliest().or(date.latest()).map(|day| axis.before(day))
}

fn work(axis: &Axis, from: Option<Position>, due: Option<Date>) -> Option<Work> {
    let goes_on = due.filter(|due| due.latest().is_none());
    // What goes on from a date on has its beginning there.
    let from = from.or(goes_on.and_then(|due| begin(axis, due)));
    let (start, opens) = match (from, goes_on) {
        (Some(from), _) => (from, false),
        (None, Some(_)) => (Position::START, true),
        (None, None) => return None,
    };
    let (end, closes) = match due.map(Date::latest) {
        Some(Some(day)) => (axis.after(day), Edge::Due),
        Some(None) => (Position::END, Edge::Open),
        None => (start.plus(STUB), Edge::Unknown),
    };
    let stretch = Stretch::between(start, end).at_least(LEAST);
    Some(Work { stretch, end: stretch.end(), opens, closes })
}
