//! Names that stand twice where each must be one: ids, addresses, former addresses, names of files.
//!
//! Refs and the ids of actions are looked at where they are resolved, in the model.

use std::collections::HashMap;

use super::addresses::{self, Address};
use super::project::Project;
use crate::content::model::Plan;
use crate::content::sources;
use crate::diagnostic::{Check, Diagnostic, Diagnostics, Placed, Span};
use crate::refs::Id;

pub const DUPLICATE_ADDRESS: Check = Check::error("duplicate-address", "two pages that would stand at one address");
pub const RESERVED_ADDRESS: Check = Check::error("reserved-address", "a page at an address that the site itself needs");
pub const DUPLICATE_ALIAS: Check =
    Check::error("duplicate-alias", "a former name or address that something else has now, or had as well");
pub const BAD_ALIAS: Check = Check::error("bad-alias", "a former address that cannot be one");
pub const CASE_COLLISION: Check = Check::warning("case-collision", "files whose names differ only in capital letters");

/// Folders at the site's root that hold what the sources do not name.
const RESERVED: [&str; 7] = ["files", "history", "leads", "papers", "plans", "search", "statuses"];

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    let statuses = project.sources.site.iter().flat_map(|site| &site.statuses).map(|status| &status.id);
    ids("status", "the site", statuses, found);
    pages(project, found);
    files(&project.sources.files, found);
    plan_aliases(project, found);
    page_aliases(project, found);
    for (index, plan) in project.model.plans.iter().enumerate() {
        let name = format!("the plan `{}`", *plan.source.id);
        ids("topic", &name, plan.source.matter.topics.iter().map(|topic| &topic.id), found);
        former_refs(project, index, plan, found);
        updates(plan, found);
        files(&plan.source.files, found);
    }
}

/// The first of each name, and a problem made for every later one.
fn once<'n>(
    names: impl Iterator<Item = (String, Span)>,
    found: &mut Diagnostics,
    problem: impl Fn(&str, Span) -> Diagnostic + 'n,
) {
    let mut first: HashMap<String, Span> = HashMap::new();
    for (name, span) in names {
        if let Some(other) = first.get(&name) {
            found.push(problem(&name, span).with_related(*other, "the other one"));
        } else {
            first.insert(name, span);
        }
    }
}

fn ids<'s>(kind: &str, owner: &str, ids: impl Iterator<Item = &'s Placed<Id>>, found: &mut Diagnostics) {
    once(ids.map(|id| (id.to_string(), id.span)), found, |id, span| {
        let message = format!("{owner} has two of the {kind} `{id}`");
        Diagnostic::error("duplicate-id", span, message, "give one of the two another id")
    });
}

fn pages(project: &Project<'_>, found: &mut Diagnostics) {
    let pages = &project.sources.pages;
    once(pages.iter().map(|page| (page.id.to_string(), page.id.span)), found, |id, span| {
        let message = format!("there are two pages for the address `/{id}/`");
        DUPLICATE_ADDRESS.found(span, message, "rename one of the two files")
    });
    // Folders of further languages are looked at where these are.
    for page in pages.iter().filter(|page| RESERVED.contains(&page.id.as_str())) {
        let id = page.id.as_str();
        let message = format!("no page can stand at `/{id}/`: the site keeps its own pages there");
        let hint = format!("give the file another name, such as `about-{id}.md`");
        found.push(RESERVED_ADDRESS.found(page.id.span, message, hint));
    }
}

fn taken(what: &str, by: &str, span: Span) -> Diagnostic {
    DUPLICATE_ALIAS.found(span, format!("`{what}` cannot lead here: {by}"), "take it out of `aliases`, or correct it")
}

/// The aliases that nothing else claims, each told once if two do.
fn plan_aliases(project: &Project<'_>, found: &mut Diagnostics) {
    let aliases = || project.sources.plans.iter().flat_map(|plan| &plan.matter.aliases);
    for alias in aliases().filter(|alias| project.plan(alias.as_str()).is_some()) {
        found.push(taken(alias.as_str(), "a plan has this id now", alias.span));
    }
    once(aliases().map(|alias| (alias.to_string(), alias.span)), found, |name, span| {
        taken(name, "it is given as an alias twice", span)
    });
}

fn former_refs(project: &Project<'_>, index: usize, plan: &Plan<'_>, found: &mut Diagnostics) {
    let aliases = || plan.recommendations.iter().flat_map(|item| &item.source.matter.aliases);
    for alias in aliases().filter(|alias| project.recommendation(index, alias.as_str()).is_some()) {
        found.push(taken(alias.as_str(), "a recommendation has this ref now", alias.span));
    }
    once(aliases().map(|alias| (alias.slug(), alias.span)), found, |name, span| {
        taken(name, "it is given as an alias twice", span)
    });
}

fn page_aliases(project: &Project<'_>, found: &mut Diagnostics) {
    let aliases = || project.sources.home.iter().chain(&project.sources.pages).flat_map(|page| &page.matter.aliases);
    for alias in aliases() {
        let path = alias.trim_matches('/');
        let is_sound = !path.is_empty()
            && !path.contains(|c: char| c.is_control() || "\\?#:*\"<>|".contains(c))
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        if !is_sound {
            let message = format!("`{}` is not an address of this site", alias.value);
            let hint = "write the path alone, from the site's root, such as `/old-page/`";
            found.push(BAD_ALIAS.found(alias.span, message, hint));
        } else if addresses::of_today(project, &format!("{path}/")) == Address::Known {
            found.push(taken(&alias.value, "another page stands there now", alias.span));
        }
    }
    once(aliases().map(|alias| (alias.trim_matches('/').to_owned(), alias.span)), found, |name, span| {
        taken(&format!("/{name}/"), "it is given as an alias twice", span)
    });
}

/// Updates of one round for `9a` and `9A`, which YAML takes for two.
fn updates(plan: &Plan<'_>, found: &mut Diagnostics) {
    for round in &plan.rounds {
        let refs = round.matter.updates.iter().map(|(reference, _)| (reference.slug(), reference.span));
        once(refs, found, |name, span| {
            let message = format!("this round has two updates for no. {name}");
            Diagnostic::error("duplicate-ref", span, message, "put both into one, or correct one of the two refs")
        });
    }
}

fn files(files: &[sources::Attachment], found: &mut Diagnostics) {
    let names = files.iter().map(|file| (file.name.to_lowercase(), Span::file(file.id)));
    once(names, found, |name, span| {
        let message = format!("two files are called `{name}`, but for capital letters");
        CASE_COLLISION.found(span, message, "rename one of the two: many computers and hosts hold them for one file")
    });
}
