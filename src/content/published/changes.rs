//! What moved between two days: the states of both, compared.

use crate::content::public::{Change, ChangeKind, Recommendation, State, Status, Timing};
use crate::date::Day;

/// The id of the status that means a promise kept.
const COMPLETE: &str = "complete";

/// Two days and what the scheme is called.
pub struct Between<'a> {
    pub from: Day,
    pub to: Day,
    pub statuses: &'a [Status],
}

/// What changed of one recommendation, most telling first.
pub fn changes(
    index: usize,
    item: &Recommendation,
    before: &State,
    after: &State,
    between: &Between<'_>,
) -> Vec<Change> {
    let within = |date: Option<crate::date::Date>| {
        date.and_then(crate::date::Date::earliest).is_some_and(|day| between.from < day && day <= between.to)
    };
    let mut kinds = Vec::new();
    if within(item.added) {
        kinds.push(ChangeKind::New);
    }
    if let Some(to) = after.status.filter(|to| before.status != Some(*to)) {
        let status = &between.statuses[to.0];
        kinds.push(match (status.id.as_str(), status.open) {
            (COMPLETE, _) => ChangeKind::Complete { from: before.status },
            (_, false) => ChangeKind::Closed { from: before.status },
            (_, true) => ChangeKind::Status { from: before.status, to },
        });
    }
    if after.timing == Timing::Overdue && before.timing != Timing::Overdue {
        kinds.push(ChangeKind::NewlyOverdue);
    }
    if let Some(to) = after.due.filter(|to| before.due != Some(*to)) {
        kinds.push(ChangeKind::Date { from: before.due, to });
    }
    if let Some(into) = item.superseded_by.filter(|_| before.status != after.status && after.timing == Timing::Done) {
        kinds.push(ChangeKind::Merged { into });
    }
    if item.earlier_wording.iter().any(|(until, _)| within(Some(*until))) {
        kinds.push(ChangeKind::Reworded);
    }
    kinds.into_iter().map(|kind| Change { recommendation: index, kind }).collect()
}
