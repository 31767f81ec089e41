//! What moved between two moments of a plan: the standings at both, compared.
//!
//! A comparison looks at the two ends alone, not at the way between: what was delayed and is on
//! track again by the later moment has not changed. So comparing is the same work for two rounds
//! in a row, for any two days, and for the last round against today.

use std::borrow::Cow;

use super::history::{self, Moment, Scheme, Standing};
use super::{Place, Plan, Recommendation, Status, StatusIndex, Timing, Words};
use crate::date::{Date, Day, days_between};

/// The id of the status that means a promise kept.
const COMPLETE: &str = "complete";

/// One thing that moved of a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// An index into the plan's recommendations.
    pub recommendation: usize,
    pub kind: ChangeKind,
}

/// One thing that moved of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionChange {
    /// An index into the plan's recommendations.
    pub recommendation: usize,
    /// An index into its actions.
    pub action: usize,
    pub kind: ChangeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    New,
    /// First reported, or moved while open.
    Status {
        from: Option<StatusIndex>,
        to: StatusIndex,
    },
    Complete {
        from: Option<StatusIndex>,
    },
    Closed {
        from: Option<StatusIndex>,
    },
    /// Nothing was left to do, and now there is.
    Reopened {
        from: StatusIndex,
        to: StatusIndex,
    },
    NewlyOverdue,
    /// Still open, and its date is ahead again.
    NoLongerOverdue,
    /// The date has passed, and no status was ever reported.
    DatePassed,
    /// Moved either way, or given for the first time.
    Date {
        from: Option<Date>,
        to: Date,
    },
    /// In place of its closing.
    Merged {
        into: Place,
    },
    Reworded,
}

impl ChangeKind {
    /// All that [`Self::id`] can say.
    pub const IDS: &'static [&'static str] = &[
        "new",
        "status",
        "complete",
        "closed",
        "reopened",
        "overdue",
        "no-longer-overdue",
        "date-passed",
        "date",
        "merged",
        "reworded",
    ];

    /// Its name in the theme's strings.
    pub fn id(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Status { .. } => "status",
            Self::Complete { .. } => "complete",
            Self::Closed { .. } => "closed",
            Self::Reopened { .. } => "reopened",
            Self::NewlyOverdue => "overdue",
            Self::NoLongerOverdue => "no-longer-overdue",
            Self::DatePassed => "date-passed",
            Self::Date { .. } => "date",
            Self::Merged { .. } => "merged",
            Self::Reworded => "reworded",
        }
    }
}

/// Which way a date moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Later,
    Earlier,
    /// There was none before.
    Given,
    /// The same end said otherwise, or one of the two has no end.
    Restated,
}

impl Move {
    pub fn of(from: Option<Date>, to: Date) -> Self {
        let Some(from) = from else { return Self::Given };
        match days_between(from, to) {
            Some(1..) => Self::Later,
            Some(..=-1) => Self::Earlier,
            Some(0) | None => Self::Restated,
        }
    }

    /// Its name in the theme's strings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Earlier => "earlier",
            Self::Given => "given",
            Self::Restated => "restated",
        }
    }
}

/// Two moments of one plan, the earlier first.
#[derive(Clone, Copy)]
pub struct Between<'a> {
    pub plan: &'a Plan,
    pub scheme: Scheme<'a>,
    pub from: Moment,
    pub to: Moment,
}

impl<'a> Between<'a> {
    /// How each of the plan's recommendations stood at one of the two.
    pub fn standings(&self, at: Moment) -> Cow<'a, [Standing]> {
        let known = at.rounds.checked_sub(1).map(|round| &self.plan.rounds[round]);
        match known.filter(|round| round.day == at.day && !round.standings.is_empty()) {
            Some(round) => Cow::Borrowed(&round.standings),
            None => self.plan.recommendations.iter().map(|item| history::standing(item, at, self.scheme)).collect(),
        }
    }

    /// What changed of the recommendations, in their order; of each, the most telling first.
    pub fn changes(&self) -> Vec<Change> {
        let (before, after) = (self.standings(self.from), self.standings(self.to));
        let mut changes = Vec::new();
        for (recommendation, item) in self.plan.recommendations.iter().enumerate() {
            let (before, after) = (before[recommendation], after[recommendation]);
            self.of_one(item, before, after, |kind| changes.push(Change { recommendation, kind }));
        }
        changes
    }

    /// What changed of the actions; one that no round ever named says nothing.
    pub fn action_changes(&self) -> Vec<ActionChange> {
        let mut changes = Vec::new();
        for (recommendation, item) in self.plan.recommendations.iter().enumerate() {
            let heard = item.updates.iter().take_while(|update| update.round < self.to.rounds);
            let mut named: Vec<usize> = heard.flat_map(|update| update.actions.iter().map(|(of, ..)| *of)).collect();
            named.sort_unstable();
            named.dedup();
            for action in named {
                let at = |at| history::standing_of_action(item, action, at, self.scheme);
                let (before, after) = (at(self.from), at(self.to));
                let mut push = |kind| changes.push(ActionChange { recommendation, action, kind });
                of_status(before, after, self.scheme.statuses, &mut push);
                of_time(before, after, &mut push);
            }
        }
        changes
    }

    fn of_one(&self, item: &Recommendation, before: Standing, after: Standing, mut push: impl FnMut(ChangeKind)) {
        if !after.present {
            return;
        }
        if !before.present {
            push(ChangeKind::New);
        }
        match item.superseded_by.filter(|_| self.superseded(item, before, after)) {
            Some(into) => push(ChangeKind::Merged { into }),
            None => of_status(before, after, self.scheme.statuses, &mut push),
        }
        of_time(before, after, &mut push);
        if wording(item, self.from.day) != wording(item, self.to.day) {
            push(ChangeKind::Reworded);
        }
    }

    /// Whether it went into another between the two: in a round that says so, or, where its own
    /// file does, with the round that closed it.
    fn superseded(&self, item: &Recommendation, before: Standing, after: Standing) -> bool {
        match item.superseded_in {
            Some(round) => (self.from.rounds..self.to.rounds).contains(&round),
            None => after.timing == Timing::Done && before.timing != Timing::Done,
        }
    }
}

fn of_status(before: Standing, after: Standing, statuses: &[Status], push: &mut impl FnMut(ChangeKind)) {
    let from = before.status;
    let Some(to) = after.status.filter(|to| from != Some(*to)) else { return };
    let status = &statuses[to.0];
    push(match (status.open, from) {
        _ if status.id.as_str() == COMPLETE => ChangeKind::Complete { from },
        (false, _) => ChangeKind::Closed { from },
        (true, Some(from)) if !statuses[from.0].open => ChangeKind::Reopened { from, to },
        (true, _) => ChangeKind::Status { from, to },
    });
}

fn of_time(before: Standing, after: Standing, push: &mut impl FnMut(ChangeKind)) {
    match (before.timing, after.timing) {
        (then, now) if then == now => {}
        (_, Timing::Overdue) => push(ChangeKind::NewlyOverdue),
        (_, Timing::PastUnreported) => push(ChangeKind::DatePassed),
        (Timing::Overdue, now) if now != Timing::Done => push(ChangeKind::NoLongerOverdue),
        _ => {}
    }
    if let Some(to) = after.due.filter(|to| before.due != Some(*to)) {
        push(ChangeKind::Date { from: before.due, to });
    }
}

/// What was recommended, in the words of that day.
pub fn wording(item: &Recommendation, on: Day) -> Option<&Words> {
    let earlier = item.earlier_wording.iter().filter(|(until, _)| until.latest().is_none_or(|last| on < last));
    earlier
        .min_by_key(|(until, _)| (until.latest().is_none(), until.latest()))
        .map(|(_, text)| text)
        .or(item.recommended.as_ref())
}
