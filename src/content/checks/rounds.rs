//! Rounds as a whole: when they are, what they say, and whom they forget.

use std::collections::HashSet;

use super::project::Project;
use crate::content::model::{Plan, Recommendation};
use crate::content::sources::Answer;
use crate::date::{Comparison, Date, compare};
use crate::diagnostic::{Check, Diagnostics, shortened};

pub const BEFORE_PLAN: Check = Check::warning("before-plan", "a round from before the plan was adopted");
pub const AFTER_AS_OF: Check =
    Check::warning("after-as-of", "a round or a figure from after the day that the site speaks for");
pub const EMPTY_UPDATE: Check = Check::warning("empty-update", "an update that says nothing");
pub const FORGOTTEN: Check = Check::warning("forgotten", "open recommendations of which the last round says nothing");
pub const SILENT: Check = Check::warning("silent", "an open recommendation that several rounds say nothing about");

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    for (index, plan) in project.model.plans.iter().enumerate() {
        times(project, index, plan, found);
        empty(plan, found);
        forgotten(project, index, plan, found);
    }
}

fn times(project: &Project<'_>, index: usize, plan: &Plan<'_>, found: &mut Diagnostics) {
    let today = Date::day(project.options.as_of);
    for round in &plan.rounds {
        let as_at = &round.matter.as_at;
        let adopted = plan.source.matter.adopted.as_ref();
        if let Some(adopted) = adopted.filter(|adopted| compare(as_at.value, adopted.value) == Comparison::Before) {
            let message =
                format!("this round (`{}`) is from before the plan was adopted (`{}`)", as_at.edtf(), adopted.edtf());
            let problem = BEFORE_PLAN.found(as_at.span, message, "correct one of the two dates");
            found.push(problem.with_related(adopted.span, "adopted"));
        }
        let is_withheld =
            project.is_plan_withheld(index) || project.is_withheld(round.matter.draft, round.matter.embargo.as_ref());
        if !is_withheld && compare(as_at.value, today) == Comparison::After {
            let message = format!(
                "this round (`{}`) is from after `{}`, the day that the site speaks for, and is not shown",
                as_at.edtf(),
                today.edtf()
            );
            let hint = "correct the date; a round that is prepared for later can have `draft: true` until then";
            found.push(AFTER_AS_OF.found(as_at.span, message, hint));
        }
    }
}

fn empty(plan: &Plan<'_>, found: &mut Diagnostics) {
    for round in plan.rounds.iter().filter(|round| !round.matter.draft) {
        for (reference, update) in &round.matter.updates {
            if !update.draft && update.says_nothing() {
                let message = format!("the update for no. {} says nothing", reference.value);
                let hint = "write a `status` or a line of `progress`, or take the update out";
                found.push(EMPTY_UPDATE.found(reference.span, message, hint));
            }
        }
    }
}

/// Open recommendations that the last round leaves out: those heard of in the round before are told
/// at the round, in one message, for it is there that a line is missing; those that have been silent
/// for longer are told each at its own place, unless they are the rule.
fn forgotten(project: &Project<'_>, index: usize, plan: &Plan<'_>, found: &mut Diagnostics) {
    let given = |round: &usize| !project.is_round_withheld(index, *round);
    let rounds: Vec<usize> = (0..plan.rounds.len()).filter(given).collect();
    let Some(&last) = rounds.last().filter(|_| plan.source.matter.closed.is_none()) else { return };
    let before = rounds.len().checked_sub(2).map(|at| rounds[at]);
    let as_at = &plan.rounds[last].matter.as_at;
    let open: Vec<&Recommendation<'_>> = plan
        .recommendations
        .iter()
        .enumerate()
        .filter(|(number, item)| is_expected(project, (index, *number), item, as_at.value))
        .map(|(_, item)| item)
        .collect();
    let heard_since = |item: &Recommendation<'_>, first: usize| item.updates.iter().any(|update| update.round >= first);
    // A row that was left empty is told of by itself.
    let told = plan.rounds[last].matter.updates.iter().filter(|(_, update)| !update.draft && update.says_nothing());
    let rows: HashSet<String> = told.map(|(reference, _)| reference.slug()).collect();
    let has_row = |item: &Recommendation<'_>| rows.contains(&item.source.matter.reference.slug());
    let missing: Vec<&Recommendation<'_>> =
        open.iter().copied().filter(|item| !heard_since(item, last) && !has_row(item)).collect();
    let is_exception = missing.len() * 2 <= open.len();
    let is_silent =
        |item: &&Recommendation<'_>| is_exception && before.is_some_and(|before| !heard_since(item, before));
    let (silent, forgotten): (Vec<_>, Vec<_>) = missing.into_iter().partition(is_silent);
    if !forgotten.is_empty() {
        let message = format!(
            "this round (`{}`) says nothing of {} open {}: {}",
            as_at.edtf(),
            forgotten.len(),
            if forgotten.len() == 1 { "recommendation" } else { "recommendations" },
            refs(&forgotten)
        );
        let each = if forgotten.len() == 1 { "it" } else { "each" };
        let hint =
            format!("add an update for {each}; what has come to its end needs a last one with `complete` or `closed`");
        found.push(FORGOTTEN.found(as_at.span, message, hint));
    }
    for item in silent {
        let reference = &item.source.matter.reference;
        let message = match item.updates.last() {
            Some(update) => format!(
                "no. {} is open, and no round since `{}` says anything of it",
                reference.value,
                plan.rounds[update.round].matter.as_at.edtf()
            ),
            None => format!("no. {} is open, and no round says anything of it", reference.value),
        };
        let hint = format!(
            "add an update for it to the round of `{}`; if it has come to its end, with `complete` or `closed`",
            as_at.edtf()
        );
        found.push(SILENT.found(reference.span, message, hint).with_related(as_at.span, "the last round"));
    }
}

/// Whether a round as at a date should have said something: it is public, open, and not of later days.
fn is_expected(project: &Project<'_>, (plan, number): (usize, usize), item: &Recommendation<'_>, as_at: Date) -> bool {
    let matter = &item.source.matter;
    let is_later = |date: Option<Date>| date.is_some_and(|date| compare(date, as_at) == Comparison::After);
    let status = item
        .updates
        .iter()
        .rev()
        .filter(|update| !project.is_round_withheld(plan, update.round))
        .find_map(|u| u.status);
    let is_open = status.is_none_or(|status| project.model.statuses[status].open);
    // Of two that share a ref, which is an error of its own, the updates are those of one.
    let has_its_ref = project.recommendation(plan, matter.reference.as_str()) == Some(number);
    let is_superseded =
        item.superseded_by.is_some() || item.updates.iter().any(|update| update.superseded_by.is_some());
    is_open
        && has_its_ref
        && !is_superseded
        && !is_later(matter.added.as_ref().map(|date| date.value))
        && !is_later(matter.start.as_ref().map(|date| date.value))
        && !project.is_recommendation_withheld(plan, number)
        && matter.response.as_ref().is_none_or(|response| matches!(response.answer, Answer::Accepted | Answer::InPart))
}

fn refs(items: &[&Recommendation<'_>]) -> String {
    let names: Vec<&str> = items.iter().map(|item| item.source.matter.reference.as_str()).collect();
    shortened(&names)
}
