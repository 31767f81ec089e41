//! Words of which only a few are known: labels, colours and shapes of statuses; and what names itself.

use super::project::Project;
use crate::content::model::{self, Place, Plan, Recommendation};
use crate::content::sources::StatusMatter;
use crate::diagnostic::{Check, Diagnostic, Diagnostics, Placed, list, nearest};
use crate::refs::{Id, Target};

pub const UNKNOWN_LABEL: Check =
    Check::error("unknown-label", "another word for something that has no word of its own");
pub const UNKNOWN_LOOK: Check =
    Check::warning("unknown-look", "a colour or a shape that the built-in theme does not have");
pub const NAMES_ITSELF: Check =
    Check::error("names-itself", "a recommendation that is related to itself, or follows or replaces itself");

const LABELS: [&str; 6] = ["recommendation", "recommendations", "action", "actions", "topic", "topics"];

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    for plan in &project.sources.plans {
        for (label, _) in &plan.matter.labels {
            let message = format!("there is no label `{}`", label.value);
            found_unless_known(&LABELS, UNKNOWN_LABEL, (&*label.value, label), message, found);
        }
    }
    // A theme of the site's own may have more of them.
    if let Some(site) = project.sources.site.as_ref().filter(|site| site.theme.is_none()) {
        for status in &site.statuses {
            looks(status, found);
        }
    }
}

fn looks(status: &StatusMatter, found: &mut Diagnostics) {
    look("colour", status.colour.as_ref(), &model::COLOURS, found);
    look("shape", status.shape.as_ref(), &model::SHAPES, found);
}

fn look(kind: &str, word: Option<&Placed<Id>>, known: &[&str], found: &mut Diagnostics) {
    if let Some(word) = word {
        let message = format!("the built-in theme has no {kind} `{}`", word.value);
        found_unless_known(known, UNKNOWN_LOOK, (word.as_str(), word), message, found);
    }
}

fn found_unless_known<T>(
    known: &[&str],
    check: Check,
    (word, place): (&str, &Placed<T>),
    message: String,
    found: &mut Diagnostics,
) {
    if known.contains(&word) {
        return;
    }
    let hint = match nearest(word, known.iter().copied()) {
        Some(near) => format!("write `{near}` if that is what you meant"),
        None => format!("write {}", list(known.iter().copied(), "or")),
    };
    found.push(check.found(place.span, message, hint));
}

pub fn of_recommendation(project: &Project<'_>, plan: &Plan<'_>, item: &Recommendation<'_>, found: &mut Diagnostics) {
    let matter = &item.source.matter;
    let is_itself = |target: &Placed<Target>| {
        let same_plan = target.plan.as_ref().is_none_or(|id| *id == plan.source.id.value);
        same_plan && target.reference.as_str().eq_ignore_ascii_case(matter.reference.as_str())
    };
    let problem = |target: &Placed<Target>, said: &str| -> Diagnostic {
        let message = format!("no. {} {said} itself", matter.reference.value);
        NAMES_ITSELF.found(target.span, message, "write the ref of the other one, or take this one out")
    };
    found_all(
        matter.related.iter().filter(|target| is_itself(target)).map(|target| problem(target, "is related to")),
        found,
    );
    found_all(matter.follows.iter().filter(|target| is_itself(target)).map(|target| problem(target, "follows")), found);
    let updates = item.updates.iter().filter_map(|update| update.source.superseded_by.as_ref());
    let later = matter.superseded_by.iter().chain(updates);
    found_all(later.filter(|target| is_itself(target)).map(|target| problem(target, "is superseded by")), found);
    circle(project, item, found);
}

fn found_all(problems: impl Iterator<Item = Diagnostic>, found: &mut Diagnostics) {
    problems.for_each(|problem| found.push(problem));
}

/// Two that each say to be superseded by the other.
fn circle(project: &Project<'_>, item: &Recommendation<'_>, found: &mut Diagnostics) {
    let Some((target, place)) = item.source.matter.superseded_by.as_ref().zip(item.superseded_by) else { return };
    let later = recommendation(project, place);
    let back = later.superseded_by.map(|back| recommendation(project, back));
    let is_circle =
        back.is_some_and(|back| std::ptr::eq(back.source, item.source)) && !std::ptr::eq(later.source, item.source);
    if let Some(other) = later.source.matter.superseded_by.as_ref().filter(|_| is_circle) {
        let message = format!(
            "no. {} is superseded by `{}`, which is superseded by it",
            item.source.matter.reference.value, target.value
        );
        let hint = "take one of the two lines out: the later one replaces the earlier";
        found.push(NAMES_ITSELF.found(target.span, message, hint).with_related(other.span, "the way back"));
    }
}

fn recommendation<'p, 'a>(project: &'p Project<'a>, place: Place) -> &'p Recommendation<'a> {
    &project.model.plans[place.plan].recommendations[place.recommendation]
}
