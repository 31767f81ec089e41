//! What the rounds say of one recommendation, one after the other.

use super::project::Project;
use crate::content::model::{Plan, Recommendation};
use crate::date::{Comparison, Date, compare};
use crate::diagnostic::{Check, Diagnostics, Placed};
use crate::yaml::Text;

pub const DATE_WITHOUT_REASON: Check = Check::warning("date-without-reason", "a date that is put off without a reason");
pub const OPEN_ACTIONS: Check =
    Check::warning("complete-with-open-actions", "a recommendation that is complete while an action is open");
pub const ONGOING_WITHOUT_REVIEW: Check =
    Check::warning("ongoing-without-review", "something ongoing that nobody will look at again");

/// The id of the status that means a promise kept.
const COMPLETE: &str = "complete";

pub fn of_recommendation(project: &Project<'_>, plan: &Plan<'_>, item: &Recommendation<'_>, found: &mut Diagnostics) {
    reasons(item, found);
    open_actions(project, item, found);
    // A plan that nobody reports on is a record of what was said.
    if !plan.rounds.is_empty() || plan.source.matter.reporting.is_some() {
        review(project, item, found);
    }
}

/// A date that moves, and why.
struct Move<'s> {
    what: String,
    from: Option<&'s Placed<Date>>,
    to: &'s Placed<Date>,
    reason: Option<&'s Text>,
}

fn reasons(item: &Recommendation<'_>, found: &mut Diagnostics) {
    let matter = &item.source.matter;
    let mut due = matter.due.as_ref();
    let mut actions: Vec<Option<&Placed<Date>>> = matter.actions.iter().map(|action| action.due.as_ref()).collect();
    for update in &item.updates {
        let reason = update.source.reason.as_ref();
        if let Some(to) = &update.source.due {
            told(&Move { what: format!("no. {}", *matter.reference), from: due, to, reason }, found);
            due = Some(to);
        }
        for (action, _, news) in &update.actions {
            if let Some(to) = &news.due {
                let what = format!("the action `{}`", matter.actions[*action].id.value);
                // The reason for the whole holds for its steps.
                told(&Move { what, from: actions[*action], to, reason: news.reason.as_ref().or(reason) }, found);
                actions[*action] = Some(to);
            }
        }
    }
}

fn told(moved: &Move<'_>, found: &mut Diagnostics) {
    let Some(from) = moved.from.filter(|from| compare(from.value, moved.to.value) == Comparison::Before) else {
        return;
    };
    if moved.reason.is_some_and(|reason| !reason.trim().is_empty()) {
        return;
    }
    let message = format!("{} is put off from `{}` to `{}` without a reason", moved.what, from.edtf(), moved.to.edtf());
    let hint = "add a line `reason: …` beside the new date: readers see both dates and ask why";
    found.push(DATE_WITHOUT_REASON.found(moved.to.span, message, hint).with_related(from.span, "the date before"));
}

/// As of the last word on each: what a later round mended is mended.
fn open_actions(project: &Project<'_>, item: &Recommendation<'_>, found: &mut Diagnostics) {
    let statuses = &project.model.statuses;
    let Some(last) = item.updates.iter().rev().find(|update| update.status.is_some()) else { return };
    let is_complete = last.status.is_some_and(|status| statuses[status].id.as_str() == COMPLETE);
    let Some(told) = last.source.status.as_ref().filter(|_| is_complete) else { return };
    for (index, action) in item.source.matter.actions.iter().enumerate() {
        let news = item.updates.iter().rev().flat_map(|update| &update.actions);
        let last = news.filter(|(at, ..)| *at == index).find_map(|(_, status, news)| Some(((*status)?, news)));
        let Some((status, news)) = last else { continue };
        if !statuses[status].open {
            continue;
        }
        let said = news.status.as_ref().map_or(action.id.span, |status| status.span);
        let message = format!(
            "no. {} is `{COMPLETE}`, and its action `{}` is `{}`",
            *item.source.matter.reference, action.id.value, statuses[status].id
        );
        let hint = format!(
            "say how the action ended, in `actions: {{{}: …}}` of this update, or correct the status",
            action.id.value
        );
        found.push(OPEN_ACTIONS.found(told.span, message, hint).with_related(said, "the last word on the action"));
    }
}

fn review(project: &Project<'_>, item: &Recommendation<'_>, found: &mut Diagnostics) {
    let matter = &item.source.matter;
    let revised = item.updates.iter().rev().find_map(|update| update.source.due.as_ref());
    let Some(due) = revised.or(matter.due.as_ref()).filter(|due| due.is_ongoing()) else { return };
    let status = item.updates.iter().rev().find_map(|update| update.status);
    let is_open = status.is_none_or(|status| project.model.statuses[status].open);
    if is_open && matter.review.is_none() {
        let message = format!("no. {} is ongoing, and has no date when it is looked at again", *matter.reference);
        let hint = "add a line such as `review: 2025-04` to the recommendation";
        found.push(ONGOING_WITHOUT_REVIEW.found(due.span, message, hint));
    }
}
