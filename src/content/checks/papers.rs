//! Committee papers: their forms, their appendices and the fences around what is exempt.

use super::project::Project;
use crate::content::model::unknown;
use crate::content::sources::form::{FormMatter, From, Holds, SectionMatter};
use crate::content::sources::paper::{self, APPENDICES, AppendixMatter, COLUMNS, Why};
use crate::content::sources::{Form, Paper, form};
use crate::diagnostic::{Check, Diagnostics, Placed, list, nearest};
use crate::prose::outline;
use crate::refs::Id;

pub const UNKNOWN_FORM: Check = Check::error("unknown-form", "a form of papers that does not exist");
pub const MISSING_SECTION: Check = Check::error("missing-section", "a section that a paper's form demands");
pub const SECTION_ORDER: Check = Check::warning("section-order", "a section out of the order of the paper's form");
pub const BAD_FENCE: Check = Check::error("bad-fence", "a line of `:::` that fences no exempt part");
pub const UNKNOWN_APPENDIX: Check = Check::error("unknown-appendix", "an appendix that no paper can have");
pub const UNKNOWN_COLUMN: Check = Check::error("unknown-column", "a column that no action plan can have");
pub const NO_REF: Check = Check::error("no-ref", "an appendix on one recommendation that does not say on which");
pub const NO_PLAN: Check = Check::error("no-plan", "an appendix of a plan in a paper about none");
pub const PAPER_TO_COME: Check = Check::warning("paper-to-come", "a paper that speaks for a day to come");

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    let of_plans =
        project.sources.plans.iter().flat_map(|plan| plan.papers.iter().map(|paper| (paper, Some(&*plan.id))));
    let of_none = project.sources.papers.iter().map(|paper| (paper, paper.matter.plan.as_deref()));
    for (paper, plan) in of_plans.chain(of_none) {
        fences(paper, found);
        to_come(project, paper, found);
        for appendix in &paper.matter.appendices {
            of_appendix(appendix, plan.is_some(), found);
            if appendix.name == "recommendation" {
                told_in_full(project, appendix, plan, found);
            }
        }
        if let Some(form) = form_of(project, paper, found) {
            of_form(&form.matter, paper, found);
        }
    }
}

fn fences(paper: &Paper, found: &mut Diagnostics) {
    for fault in paper::parts(&paper.body).1 {
        let (message, hint) = match fault.why {
            Why::Unknown => (
                "a line of `:::` begins something else than an exempt part",
                "write `:::exempt 3` with the number of the paragraph of Schedule 12A, or take the line out",
            ),
            Why::NotOpen => ("a line `:::` ends an exempt part that did not begin", "take the line out"),
            Why::Nested => ("an exempt part begins within another", "end the one before with a line `:::` first"),
            Why::NotClosed => ("an exempt part does not end", "add a line `:::` where what may be published goes on"),
        };
        found.push(BAD_FENCE.found(paper.body.place(fault.range), message, hint));
    }
}

fn to_come(project: &Project<'_>, paper: &Paper, found: &mut Diagnostics) {
    let given = paper.matter.as_at.as_ref().unwrap_or(&paper.matter.date);
    let is_public = paper.matter.exempt.is_none();
    if is_public && given.earliest().is_some_and(|day| project.options.as_of < day) {
        let message = format!("the paper speaks for `{}`, which is after the day of the site", given.edtf());
        let hint = "correct the date, or leave it: the paper is published from that day on";
        found.push(PAPER_TO_COME.found(given.span, message, hint));
    }
}

fn of_appendix(appendix: &Placed<AppendixMatter>, has_plan: bool, found: &mut Diagnostics) {
    if !APPENDICES.contains(&appendix.name.as_str()) {
        let message = format!("there is no appendix `{}`", appendix.name);
        found.push(UNKNOWN_APPENDIX.found(appendix.span, message, suggestion(&appendix.name, &APPENDICES)));
        return;
    }
    if !has_plan {
        let message = format!("the appendix `{}` tells of a plan, and the paper is about none", appendix.name);
        let hint = "name the plan in the front matter, as `plan: <its folder>`, or take the appendix out";
        found.push(NO_PLAN.found(appendix.span, message, hint));
    }
    for column in appendix.columns.iter().filter(|column| !COLUMNS.contains(&column.as_str())) {
        let message = format!("there is no column `{}`", column.value);
        found.push(UNKNOWN_COLUMN.found(column.span, message, suggestion(column.as_str(), &COLUMNS)));
    }
}

/// The appendix on one recommendation must say on which.
fn told_in_full(project: &Project<'_>, appendix: &Placed<AppendixMatter>, plan: Option<&Id>, found: &mut Diagnostics) {
    let Some(reference) = &appendix.reference else {
        let message = "the appendix `recommendation` does not say which one it tells of in full";
        let hint = "write it with the ref: `{name: recommendation, ref: 9a}`";
        found.push(NO_REF.found(appendix.span, message, hint));
        return;
    };
    let Some(plan) = plan.and_then(|plan| project.plan(plan.as_str())) else { return };
    let unread = &project.model.plans[plan].source.unread_recommendations;
    let is_known = project.recommendation(plan, reference.as_str()).is_some();
    if !is_known && !unread.has("ref", reference.as_str()) && !unread.lacks("ref") {
        let refs: Vec<&str> = project.model.plans[plan]
            .recommendations
            .iter()
            .map(|item| item.source.matter.reference.as_str())
            .collect();
        let typed = Placed::new(&reference.value, reference.span);
        let message = format!("the plan has no recommendation `{}`", reference.value);
        found.push(unknown("unknown-ref", &typed, message, &refs, "as a recommendation"));
    }
}

fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("write `{near}` if that is what you meant"),
        None => format!("write {}", list(known.iter().copied(), "or")),
    }
}

fn form_of<'p>(project: &'p Project<'_>, paper: &Paper, found: &mut Diagnostics) -> Option<&'p Form> {
    let name = paper.matter.form.as_ref().map_or(form::USUAL, |form| form.as_str());
    let known = project.sources.forms.iter().find(|form| form.id.as_str() == name);
    if let (None, Some(typed)) = (known, &paper.matter.form) {
        let names: Vec<&str> = project.sources.forms.iter().map(|form| form.id.as_str()).collect();
        let hint = format!("{}, or add `content/forms/{name}.yaml`", suggestion(name, &names));
        found.push(UNKNOWN_FORM.found(typed.span, format!("there is no form `{name}`"), hint));
    }
    known
}

fn of_form(form: &FormMatter, paper: &Paper, found: &mut Diagnostics) {
    for field in form.fields.iter().filter(|field| field.required) {
        let label = field.detail.as_ref().or(field.label.as_ref()).map(|line| &*line.value);
        let (is_there, what) = match (field.from.as_ref().map(|from| from.value), label) {
            (Some(From::Committee), _) => (paper.matter.committee.is_some(), "a line `committee: …`".to_owned()),
            (None, Some(label)) => (
                paper.matter.details.iter().any(|detail| same(&detail.label.value, label)),
                format!("`{{label: {label}, value: …}}` under `details`"),
            ),
            _ => continue,
        };
        if !is_there {
            let message = format!("the form asks for {what}");
            found.push(MISSING_SECTION.found(paper.origin(), message, "add it to the front matter"));
        }
    }
    let headings: Vec<(String, crate::diagnostic::Span)> = outline(&paper.body)
        .headings
        .into_iter()
        .map(|heading| (heading.text.trim().to_owned(), paper.body.place(heading.range)))
        .collect();
    let mut last: Option<(usize, &str)> = None;
    for (text, span) in &headings {
        let place = form.sections.iter().position(|section| is_headed(section, text));
        let Some(place) = place else { continue };
        if let Some((_, before)) = last.filter(|(last, _)| *last > place) {
            let message = format!("`{text}` stands after `{before}`, and the form has it before");
            let hint = format!("move it above `{before}`; the paper shows the form's order in any case");
            found.push(SECTION_ORDER.found(*span, message, hint));
        } else {
            last = Some((place, text));
        }
    }
    for section in form.sections.iter().filter(|section| section.required) {
        let held = section.holds.as_ref().is_some_and(|holds| match holds.value {
            Holds::Recommendations => !paper.matter.recommendations.is_empty(),
            Holds::Objectives => !paper.matter.objectives.is_empty(),
            Holds::Clearance => !paper.matter.clearance.is_empty(),
            Holds::Contact => paper.matter.contact.is_some(),
            Holds::BackgroundPapers => !paper.matter.background_papers.is_empty(),
            Holds::Body => true,
        });
        if !held && !headings.iter().any(|(text, _)| is_headed(section, text)) {
            missing(section, paper, found);
        }
    }
}

fn missing(section: &SectionMatter, paper: &Paper, found: &mut Diagnostics) {
    let heading = section.heading.as_ref().map_or("", |heading| &*heading.value);
    let guidance = section.guidance.as_ref().map(|text| text.trim().to_owned());
    let way = match (&section.holds, heading) {
        (Some(holds), _) if holds.value == Holds::Recommendations => "add `recommendations: [...]`".to_owned(),
        (_, heading) => format!("add the heading `## {heading}` to the text"),
    };
    let hint = guidance.map_or_else(|| way.clone(), |guidance| format!("{way}: {guidance}"));
    let message = format!("the form demands the section `{heading}`, and the paper has none");
    found.push(MISSING_SECTION.found(paper.origin(), message, hint));
}

fn is_headed(section: &SectionMatter, text: &str) -> bool {
    section.heading.as_ref().is_some_and(|heading| same(&heading.value, text))
}

fn same(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b.trim())
}
