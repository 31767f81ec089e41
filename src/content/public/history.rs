//! How a recommendation or an action stands at a moment, from what was reported until then.
//!
//! Pure functions of the reports and the moment, for the site's day and for any day before it. The
//! design's words bind here: overdue is what is open with the latest day that its date can mean
//! past; a status that nobody reported is never guessed.

use super::{Counts, Plan, Public, Recommendation, Slip, State, Status, StatusIndex, Timing, Update};
use crate::date::{Certainty, Date, Day, is_past};

/// A day in the life of a plan, and how many of its rounds had been given by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub day: Day,
    pub rounds: usize,
}

/// What the site counts by.
#[derive(Clone, Copy, Debug)]
pub struct Scheme<'a> {
    pub statuses: &'a [Status],
    pub due_soon_days: u16,
}

/// A [`State`] without its history: enough to compare two moments, for a plan of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: Option<StatusIndex>,
    pub due: Option<Date>,
    pub timing: Timing,
    /// It was a part of the plan by then.
    pub present: bool,
}

impl Public {
    pub fn scheme(&self) -> Scheme<'_> {
        Scheme { statuses: &self.statuses, due_soon_days: self.due_soon_days }
    }
}

impl Plan {
    /// When the round with this index had just been given.
    pub fn at_round(&self, round: usize) -> Moment {
        Moment { day: self.rounds[round].day, rounds: round + 1 }
    }

    /// How many stood how at a moment, of those that were in the plan by then.
    pub fn counts_at(&self, at: Moment, scheme: Scheme<'_>) -> Counts {
        let present = self.recommendations.iter().filter(|item| standing(item, at, scheme).present);
        let states: Vec<State> = present.map(|item| state(item, at, scheme)).collect();
        Counts::of(states.iter(), scheme.statuses)
    }

    /// A day, with the rounds given by its end.
    pub fn on(&self, day: Day) -> Moment {
        Moment { day, rounds: self.rounds.partition_point(|round| round.day <= day) }
    }
}

/// One report on one thing.
struct Report<'a> {
    round: usize,
    status: Option<StatusIndex>,
    due: Option<Date>,
    /// What says why a date moved.
    update: Option<&'a Update>,
}

/// What the reports come to.
struct Heard {
    status: Option<StatusIndex>,
    /// The round that reported the status.
    reported: Option<usize>,
    due: Option<Date>,
    /// The last round that said anything.
    last: Option<usize>,
}

/// The state of a recommendation at a moment.
pub fn state(item: &Recommendation, at: Moment, scheme: Scheme<'_>) -> State {
    let (state, last) = whole(&item.state, reports(item, at), at, scheme);
    let awaited = state.timing != Timing::Done && at.rounds > 0;
    State { stale: awaited && last.is_none_or(|last| last + 1 < at.rounds), ..state }
}

/// The state of its action with this index. One that is never named in a round is not stale.
pub fn state_of_action(item: &Recommendation, action: usize, at: Moment, scheme: Scheme<'_>) -> State {
    whole(&item.actions[action].state, reports_of_action(item, action, at), at, scheme).0
}

/// [`state`] in brief.
pub fn standing(item: &Recommendation, at: Moment, scheme: Scheme<'_>) -> Standing {
    let heard = follow(written(&item.state), reports(item, at), |_, _| ());
    let present = item.added.and_then(Date::earliest).is_none_or(|day| day <= at.day);
    brief(&heard, present, at, scheme)
}

/// [`state_of_action`] in brief.
pub fn standing_of_action(item: &Recommendation, action: usize, at: Moment, scheme: Scheme<'_>) -> Standing {
    let heard = follow(written(&item.actions[action].state), reports_of_action(item, action, at), |_, _| ());
    brief(&heard, true, at, scheme)
}

/// The due date that stands in the recommendation's own file, before any round moved it.
fn written(state: &State) -> Option<Date> {
    state.slips.first().map_or(state.due, |slip| slip.from)
}

fn reports(item: &Recommendation, at: Moment) -> impl Iterator<Item = Report<'_>> {
    item.updates.iter().take_while(move |update| update.round < at.rounds).map(|update| Report {
        round: update.round,
        status: update.status,
        due: update.due,
        update: Some(update),
    })
}

fn reports_of_action(item: &Recommendation, action: usize, at: Moment) -> impl Iterator<Item = Report<'_>> {
    item.updates.iter().take_while(move |update| update.round < at.rounds).flat_map(move |update| {
        let of_it = update.actions.iter().filter(move |(of, ..)| *of == action);
        of_it.map(|(_, status, due)| Report { round: update.round, status: *status, due: *due, update: None })
    })
}

/// Goes through the reports, oldest first; `moved` hears of each change of the date, with the one before.
fn follow<'a>(
    due: Option<Date>,
    reports: impl Iterator<Item = Report<'a>>,
    mut moved: impl FnMut(Option<Date>, &Report<'a>),
) -> Heard {
    let mut heard = Heard { status: None, reported: None, due, last: None };
    for report in reports {
        heard.last = Some(report.round);
        if report.status.is_some() {
            heard.status = report.status;
            heard.reported = Some(report.round);
        }
        if report.due.is_some() && report.due != heard.due {
            moved(heard.due, &report);
            heard.due = report.due;
        }
    }
    heard
}

/// The state, which is not stale yet, and the last round that said anything.
fn whole<'a>(
    known: &State,
    reports: impl Iterator<Item = Report<'a>>,
    at: Moment,
    scheme: Scheme<'_>,
) -> (State, Option<usize>) {
    let first = written(known);
    let mut slips = Vec::new();
    let heard = follow(first, reports, |from, report| {
        slips.extend(report.due.map(|to| Slip {
            from,
            to,
            round: report.round,
            reason: report.update.and_then(|update| update.reason.clone()),
            approved: report.update.and_then(|update| update.approved.clone()),
        }));
    });
    let state = State {
        status: heard.status,
        reported: heard.reported,
        due: heard.due,
        // A date first given in a round is nobody's broken promise.
        original_due: first.or(slips.first().map(|slip| slip.to)),
        timing: timing(&heard, at, scheme),
        slips,
        stale: false,
    };
    (state, heard.last)
}

fn brief(heard: &Heard, present: bool, at: Moment, scheme: Scheme<'_>) -> Standing {
    Standing { status: heard.status, due: heard.due, timing: timing(heard, at, scheme), present }
}

fn timing(heard: &Heard, at: Moment, scheme: Scheme<'_>) -> Timing {
    let open = heard.status.map(|status| scheme.statuses[status.0].open);
    if open == Some(false) {
        return Timing::Done;
    }
    let Some(due) = heard.due else { return Timing::NoDate };
    if due.is_ongoing() {
        return Timing::Ongoing;
    }
    match (is_past(due, at.day), open) {
        (Certainty::Yes, Some(_)) => Timing::Overdue,
        (Certainty::Yes, None) => Timing::PastUnreported,
        (Certainty::Unknown, _) => Timing::MayBeOverdue,
        (Certainty::No, _) => {
            let days = due.latest().and_then(|latest| (latest - at.day).get_days().try_into().ok());
            let soon = days.is_some_and(|days: u16| days <= scheme.due_soon_days);
            if soon { Timing::DueSoon } else { Timing::NotYetDue }
        }
    }
}
