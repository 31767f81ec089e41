//! Dates that cannot all be right: an end before its beginning, a step after the whole.
//!
//! Approximate dates are compared with care: only what is certain is told.

use super::project::Project;
use crate::content::model::{Plan, Recommendation};
use crate::date::{Comparison, Date, compare};
use crate::diagnostic::{Check, Diagnostics, Placed};

pub const DUE_BEFORE_START: Check = Check::error("due-before-start", "an end that is before its beginning");
pub const ACTION_AFTER_DUE: Check =
    Check::warning("action-after-due", "an action that is due after the recommendation it belongs to");

/// A plan that was closed before it was adopted.
pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    for plan in &project.sources.plans {
        let (adopted, closed) = (plan.matter.adopted.as_ref(), plan.matter.closed.as_ref());
        if let Some((adopted, closed)) = in_wrong_order(adopted, closed) {
            let message =
                format!("the plan is closed (`{}`) before it was adopted (`{}`)", closed.edtf(), adopted.edtf());
            let problem = DUE_BEFORE_START.found(closed.span, message, "correct one of the two dates");
            found.push(problem.with_related(adopted.span, "adopted"));
        }
    }
}

pub fn of_recommendation(_: &Project<'_>, _: &Plan<'_>, item: &Recommendation<'_>, found: &mut Diagnostics) {
    let matter = &item.source.matter;
    let reference = &*matter.reference;
    order(&format!("no. {reference}"), matter.start.as_ref(), matter.due.as_ref(), found);
    for action in &matter.actions {
        order(&format!("the action `{}`", action.id.value), action.start.as_ref(), action.due.as_ref(), found);
        if let Some((due, action_due)) = in_wrong_order(action.due.as_ref(), matter.due.as_ref()).map(|(a, b)| (b, a)) {
            let message = format!(
                "the action `{}` is due (`{}`) after no. {reference} itself (`{}`)",
                action.id.value,
                action_due.edtf(),
                due.edtf()
            );
            let hint = "correct one of the two dates; a recommendation is due when its last action is";
            let problem = ACTION_AFTER_DUE.found(action_due.span, message, hint);
            found.push(problem.with_related(due.span, "the recommendation is due"));
        }
    }
    for update in &item.updates {
        order(&format!("no. {reference}"), matter.start.as_ref(), update.source.due.as_ref(), found);
        for (action, _, news) in &update.actions {
            let action = &matter.actions[*action];
            order(&format!("the action `{}`", action.id.value), action.start.as_ref(), news.due.as_ref(), found);
        }
    }
}

fn order(what: &str, start: Option<&Placed<Date>>, due: Option<&Placed<Date>>, found: &mut Diagnostics) {
    if let Some((start, due)) = in_wrong_order(start, due) {
        let message = format!("{what} is due (`{}`) before it starts (`{}`)", due.edtf(), start.edtf());
        let problem = DUE_BEFORE_START.found(due.span, message, "correct one of the two dates");
        found.push(problem.with_related(start.span, "starts"));
    }
}

/// Both, if the second is certainly before the first.
fn in_wrong_order<'d>(
    first: Option<&'d Placed<Date>>,
    second: Option<&'d Placed<Date>>,
) -> Option<(&'d Placed<Date>, &'d Placed<Date>)> {
    first.zip(second).filter(|(first, second)| compare(second.value, first.value) == Comparison::Before)
}
