//! How many recommendations are in each state.

use crate::content::public::{Counts, State, Status, Timing};

pub fn counts<'a>(states: impl Iterator<Item = &'a State>, statuses: &[Status]) -> Counts {
    let mut counts = Counts { by_status: vec![0; statuses.len()], ..Counts::default() };
    for state in states {
        counts.total += 1;
        match state.status {
            Some(now) => {
                counts.by_status[now.0] += 1;
                counts.open += usize::from(statuses[now.0].open);
            }
            None => counts.unreported += 1,
        }
        match state.timing {
            Timing::Overdue => counts.overdue += 1,
            Timing::PastUnreported => counts.past_unreported += 1,
            Timing::DueSoon => counts.due_soon += 1,
            Timing::Done | Timing::NoDate | Timing::Ongoing | Timing::NotYetDue | Timing::MayBeOverdue => {}
        }
        counts.slipped += usize::from(state.slipped());
        counts.stale += usize::from(state.stale);
    }
    counts
}
