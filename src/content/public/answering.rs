//! Who answers for how much of a plan, and of which recommendations it is to be asked what comes of them.

use std::collections::BTreeMap;

use super::{Counts, LeadIndex, Plan, Public, Recommendation, State, Timing};
use crate::date::{Date, by_end};

/// What a recommendation is listed under among those that want attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    Overdue,
    /// Its date has passed, and nobody said how it stands.
    PastUnreported,
    DueSoon,
    /// Its date is later than first promised, and it is not done.
    Slipped,
    /// Open, and without an update in the last round.
    Stale,
}

impl Concern {
    pub const ALL: [Self; 5] = [Self::Overdue, Self::PastUnreported, Self::DueSoon, Self::Slipped, Self::Stale];

    /// Its name in data.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::PastUnreported => "past_unreported",
            Self::DueSoon => "due_soon",
            Self::Slipped => "slipped",
            Self::Stale => "stale",
        }
    }

    pub fn holds(self, state: &State) -> bool {
        match self {
            Self::Overdue => state.timing == Timing::Overdue,
            Self::PastUnreported => state.timing == Timing::PastUnreported,
            Self::DueSoon => state.timing == Timing::DueSoon,
            Self::Slipped => state.slipped() && state.timing != Timing::Done,
            Self::Stale => state.stale,
        }
    }
}

impl Plan {
    /// Those of which it holds, the earliest date first, in the order of the plan where dates are the same.
    pub fn of_concern(&self, concern: Concern) -> Vec<&Recommendation> {
        let mut items: Vec<_> = self.recommendations.iter().filter(|item| concern.holds(&item.state)).collect();
        let last = |item: &Recommendation| item.state.due.and_then(Date::latest);
        items.sort_by_key(|item| (last(item).is_none(), last(item)));
        items
    }

    /// What each lead answers for as a lead, those with the most that is open first; what has no lead comes last.
    pub fn by_lead(&self, public: &Public) -> Vec<(Option<LeadIndex>, Counts)> {
        let mut states: BTreeMap<Option<LeadIndex>, Vec<&State>> = BTreeMap::new();
        for item in &self.recommendations {
            for lead in &item.leads {
                states.entry(Some(*lead)).or_default().push(&item.state);
            }
            if item.leads.is_empty() {
                states.entry(None).or_default().push(&item.state);
            }
        }
        let counted = |(lead, states): (_, Vec<&State>)| (lead, Counts::of(states.into_iter(), &public.statuses));
        let mut leads: Vec<_> = states.into_iter().map(counted).collect();
        leads.sort_by_key(|(lead, counts)| (lead.is_none(), std::cmp::Reverse(counts.open + counts.unreported)));
        leads
    }

    /// The next date on which a report is due.
    pub fn next_report(&self) -> Option<Date> {
        let awaited = self.reporting.iter().filter(|report| report.state() == "awaited");
        awaited.map(|report| report.date).min_by(|a, b| by_end(*a, *b))
    }
}
