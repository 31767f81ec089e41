//! Figures that do not fit together: indicators, costs, and what a source states of a whole plan.

use super::project::Project;
use super::rounds::AFTER_AS_OF;
use crate::content::sources::{Indicator, Plan, Reading, Resources};
use crate::date::{Comparison, Date, compare};
use crate::diagnostic::{Check, Diagnostics, Placed, list};
use crate::refs::Id;

pub const STATED_TOTAL: Check = Check::error("stated-total", "stated counts that add up to more than their total");
pub const UNKNOWN_YEAR: Check = Check::error("unknown-year", "a cost in a year that the table of costs does not have");
pub const DUPLICATE_READING: Check = Check::error("duplicate-reading", "two figures of an indicator for one date");
pub const EMPTY_INDICATOR: Check = Check::warning("empty-indicator", "an indicator without a single figure");

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    for plan in &project.sources.plans {
        for (id, indicator) in &plan.indicators {
            of_indicator(project, id, indicator, found);
        }
        if let Some(resources) = &plan.resources {
            costs(resources, found);
        }
        stated(plan, found);
    }
}

fn of_indicator(project: &Project<'_>, id: &Placed<Id>, indicator: &Indicator, found: &mut Diagnostics) {
    if indicator.values.is_empty() && indicator.targets.is_empty() {
        let message = format!("the indicator `{}` has no figure", id.value);
        let hint = "add `values`, such as `values: [{date: 2024-03-31, value: 12}]`, or take the indicator out";
        found.push(EMPTY_INDICATOR.found(id.span, message, hint));
    }
    twice("values", &indicator.values, found);
    twice("targets", &indicator.targets, found);
    let today = Date::day(project.options.as_of);
    for reading in indicator.values.iter().filter(|reading| compare(reading.date.value, today) == Comparison::After) {
        let message = format!(
            "this value is of `{}`, after `{}`, the day that the site speaks for",
            reading.date.edtf(),
            today.edtf()
        );
        let hint = "correct the date, or move the figure to `targets` if it is still to be reached";
        found.push(AFTER_AS_OF.found(reading.date.span, message, hint));
    }
}

fn twice(key: &str, readings: &[Reading], found: &mut Diagnostics) {
    for (index, reading) in readings.iter().enumerate() {
        if let Some(first) = readings[..index].iter().find(|first| first.date == reading.date) {
            let message = format!("`{key}` has two figures for `{}`", reading.date.edtf());
            let problem =
                DUPLICATE_READING.found(reading.date.span, message, "correct one of the two dates, or take one out");
            found.push(problem.with_related(first.date.span, "the other one"));
        }
    }
}

/// An amount of a year that has no column would be lost.
fn costs(resources: &Resources, found: &mut Diagnostics) {
    for (year, _) in resources.rows.iter().flat_map(|row| &row.amounts) {
        if !resources.years.contains(year) {
            let years: Vec<String> = resources.years.iter().map(|year| year.edtf()).collect();
            let message = format!("`years` does not have `{}`, so this amount would not be shown", year.edtf());
            let hint = match years.as_slice() {
                [] => format!("add the year: `years: [{}]`", year.edtf()),
                years => format!("add it to `years`, or write {}", list(years.iter().map(String::as_str), "or")),
            };
            found.push(UNKNOWN_YEAR.found(year.span, message, hint));
        }
    }
}

fn stated(plan: &Plan, found: &mut Diagnostics) {
    let Some(stated) = &plan.matter.stated else { return };
    let Some(total) = &stated.total else { return };
    let sum: u64 = stated.statuses.iter().map(|(_, count)| u64::from(count.value)).sum();
    if sum > u64::from(total.value) {
        let message = format!("the counts by status add up to {sum}, more than the total of {}", total.value);
        found.push(STATED_TOTAL.found(total.span, message, "correct the total or one of the counts"));
    }
}
