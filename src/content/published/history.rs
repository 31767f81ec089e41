//! The state of a recommendation or an action on a day, from what was reported until then.
//!
//! Pure functions of the reports and the day. The design's words bind here: overdue is what is
//! open with the latest day that its date can mean past; a status that nobody reported is never
//! guessed.

use crate::content::public::{Approved, Slip, State, Status, StatusIndex, Timing, Words};
use crate::date::{Certainty, Date, Day, is_past};

/// One report on one thing.
pub struct Report {
    /// An index into the plan's rounds.
    pub round: usize,
    pub status: Option<StatusIndex>,
    pub due: Option<Date>,
    pub reason: Option<Words>,
    pub approved: Option<Approved>,
}

/// The day to speak for, and what counts as soon and as the last round on that day.
pub struct Moment<'a> {
    pub day: Day,
    pub due_soon_days: u16,
    pub statuses: &'a [Status],
    /// The last round given by that day, if any.
    pub last_round: Option<usize>,
}

/// `reports` are in order, oldest first, and none is later than the moment.
pub fn state(due: Option<Date>, reports: impl Iterator<Item = Report>, moment: &Moment<'_>) -> State {
    let mut state = State {
        status: None,
        reported: None,
        due,
        original_due: due,
        timing: Timing::NoDate,
        slips: Vec::new(),
        stale: false,
    };
    let mut last_heard = None;
    for report in reports {
        last_heard = Some(report.round);
        if report.status.is_some() {
            state.status = report.status;
            state.reported = Some(report.round);
        }
        if let Some(to) = report.due.filter(|to| state.due != Some(*to)) {
            let slip =
                Slip { from: state.due, to, round: report.round, reason: report.reason, approved: report.approved };
            state.slips.push(slip);
            state.due = Some(to);
            // A date first given in a round is nobody's broken promise.
            state.original_due = state.original_due.or(Some(to));
        }
    }
    let open = state.status.map(|status| moment.statuses[status.0].open);
    state.timing = timing(state.due, open, moment);
    state.stale = open != Some(false) && moment.last_round.is_some_and(|last| last_heard != Some(last));
    state
}

/// `open` is `None` where no status was ever reported.
fn timing(due: Option<Date>, open: Option<bool>, moment: &Moment<'_>) -> Timing {
    if open == Some(false) {
        return Timing::Done;
    }
    let Some(due) = due else { return Timing::NoDate };
    if due.is_ongoing() {
        return Timing::Ongoing;
    }
    match (is_past(due, moment.day), open) {
        (Certainty::Yes, Some(_)) => Timing::Overdue,
        (Certainty::Yes, None) => Timing::PastUnreported,
        (Certainty::Unknown, _) => Timing::MayBeOverdue,
        (Certainty::No, _) => {
            let days = due.latest().and_then(|latest| (latest - moment.day).get_days().try_into().ok());
            let soon = days.is_some_and(|days: u16| days <= moment.due_soon_days);
            if soon { Timing::DueSoon } else { Timing::NotYetDue }
        }
    }
}
