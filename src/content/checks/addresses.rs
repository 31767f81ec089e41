//! What stands at an address of the site, as `routes` will have it.
//!
//! A test follows each address of a built site back to here, so that the two cannot drift apart.

use super::project::Project;
use crate::content::model::Recommendation;
use crate::diagnostic::{list, nearest};
use crate::refs::natural_order;

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Address {
    Known,
    /// It exists, and readers do not see it yet; in words.
    Withheld(String),
    /// Nothing is there: why, and what to do.
    Unknown(String, String),
}

/// Files at the site's root that no source stands for.
const GENERATED: [&str; 4] = ["404.html", "feed.xml", "robots.txt", "sitemap.xml"];
/// Pages of the whole site that no source stands for.
const OWN_PAGES: [&str; 3] = ["leads", "search", "statuses"];
/// The same, where no page of an author's has the name.
const LEGAL_PAGES: [&str; 3] = ["accessibility", "licence", "privacy"];
/// The pages that each plan has besides those of its parts.
const OF_PLAN: [&str; 3] = ["", "timeline/", "data/"];

/// A recommendation by its ref, as links and lists name it: `9a`, `peer-review-2017/9`.
pub fn of_ref(project: &Project<'_>, from: Option<usize>, target: &str) -> Address {
    if let Some((id, reference)) = target.split_once('/') {
        let Some(plan) = project.plan(id) else { return unknown_plan(project, id) };
        return of_own_ref(project, plan, reference);
    }
    let Some(plan) = from else {
        let hint = format!("write the plan before it: `ref:{}/{target}`", some_plan(project));
        return Address::Unknown("no plan is named, and this page belongs to none".to_owned(), hint);
    };
    of_own_ref(project, plan, target)
}

/// A former ref has a page that leads on, but no name of its own any more. Former ones are looked through only
/// for what is no ref of today: nearly all are.
fn of_own_ref(project: &Project<'_>, plan: usize, reference: &str) -> Address {
    if project.recommendation(plan, reference).is_some() {
        return of_recommendation(project, plan, reference);
    }
    let slug = reference.to_lowercase();
    let is_former = |item: &&Recommendation<'_>| item.source.matter.aliases.iter().any(|alias| alias.slug() == slug);
    match project.model.plans[plan].recommendations.iter().find(is_former) {
        Some(now) => {
            let now = &now.source.matter.reference.value;
            Address::Unknown(
                format!("`{reference}` is the former ref of no. {now}"),
                format!("write `{now}` in its place"),
            )
        }
        None => of_recommendation(project, plan, reference),
    }
}

/// A lead by its id.
pub fn of_lead(project: &Project<'_>, id: &str) -> Address {
    if project.has_lead(id) || project.sources.unread.leads.has_key(id) {
        return Address::Known;
    }
    let hint = match nearest(id, project.lead_ids()) {
        Some(near) => format!("write `lead:{near}` if that is what you meant, or add `{id}` to `content/leads.yaml`"),
        None => format!("write an id of `content/leads.yaml` after `lead:`, or add `{id}` there"),
    };
    Address::Unknown(format!("there is no lead `{id}`"), hint)
}

/// A file of a plan, or of the whole site where no plan is meant: `files/report.pdf`.
pub fn of_file(project: &Project<'_>, plan: Option<usize>, name: &str) -> Address {
    let source = plan.map(|plan| project.model.plans[plan].source);
    let files = source.map_or(&project.sources.files, |source| &source.files);
    let known = || files.iter().map(|file| file.name.as_str());
    if known().any(|file| file == name) {
        return match (plan, source) {
            (Some(plan), Some(source)) if project.is_plan_withheld(plan) => withheld_plan(source.id.as_str()),
            _ => Address::Known,
        };
    }
    let folder = source.map_or("content/".to_owned(), |source| format!("content/plans/{}/", *source.id));
    let hint = match known().find(|file| file.eq_ignore_ascii_case(name)).or_else(|| nearest(name, known())) {
        Some(near) => format!("write `{near}` if that is what you meant, or put the file into `{folder}files/`"),
        None => format!("put the file into `{folder}files/`, or correct its name here"),
    };
    Address::Unknown(format!("there is no file `{folder}{name}`"), hint)
}

/// An address of the whole site, without its leading slash, query and fragment; a former one leads on.
pub fn of_site(project: &Project<'_>, path: &str) -> Address {
    let mut languages = project.sources.translations.iter().map(|translation| translation.language.to_lowercase());
    let below = languages.find_map(|language| path.strip_prefix(&language)?.strip_prefix('/'));
    let path = below.unwrap_or(path);
    let pages = project.sources.home.iter().chain(&project.sources.pages);
    let mut former = pages.flat_map(|page| &page.matter.aliases);
    if former.any(|alias| alias.trim_matches('/') == path.trim_end_matches('/')) {
        return Address::Known;
    }
    of_today(project, path)
}

/// The same, former addresses of pages left out.
pub fn of_today(project: &Project<'_>, path: &str) -> Address {
    if path.is_empty() || GENERATED.contains(&path) {
        return Address::Known;
    }
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let last = path.rsplit('/').next().unwrap_or(path);
    if !last.is_empty() && !last.contains('.') {
        // Hosts mend a missing slash with a redirect, if at all; nothing else is wrong with it perhaps.
        let with_slash = of_today(project, &format!("{path}/"));
        if let Address::Unknown(..) = with_slash {
            return with_slash;
        }
        return Address::Unknown("addresses of pages end with a slash".to_owned(), format!("write `/{path}/`"));
    }
    match first {
        "plans" if !rest.is_empty() => of_plan_path(project, rest),
        "files" if !rest.is_empty() => of_file(project, None, path),
        "leads" if !rest.is_empty() => of_lead_path(project, rest),
        "history" => of_history(project, rest),
        _ if rest.is_empty() && path.ends_with('/') => of_page(project, first),
        // What a theme brings along is not known here.
        _ if is_made(last) => Address::Known,
        _ => no_page(project, path),
    }
}

fn of_page(project: &Project<'_>, id: &str) -> Address {
    if OWN_PAGES.contains(&id) || is_legal(project, id) {
        return Address::Known;
    }
    match project.sources.pages.iter().find(|page| page.id.as_str() == id) {
        Some(page) if project.is_withheld(page.matter.draft, page.matter.embargo.as_ref()) => {
            Address::Withheld(format!("the page `{id}`"))
        }
        Some(_) => Address::Known,
        None if project.sources.unread.pages.is_listed(id) => Address::Known,
        None => no_page(project, &format!("{id}/")),
    }
}

fn is_legal(project: &Project<'_>, id: &str) -> bool {
    let has_statement = || project.sources.site.as_ref().is_some_and(|site| site.accessibility.is_some());
    LEGAL_PAGES.contains(&id) && (id != "accessibility" || has_statement())
}

fn no_page(project: &Project<'_>, path: &str) -> Address {
    let stem = path.trim_end_matches('/').rsplit_once('.').map_or(path.trim_end_matches('/'), |(stem, _)| stem);
    let ids = || project.sources.pages.iter().map(|page| page.id.as_str());
    let hint = match nearest(stem, ids()) {
        Some(near) => format!("write `/{near}/` if that is what you meant"),
        None if project.plan(stem).is_some() => format!("write `/plans/{stem}/`"),
        None if project.has_lead(stem) => format!("write `/leads/{stem}/`, or `lead:{stem}`"),
        None if stem.contains('/') => "correct it, or take the link away".to_owned(),
        None => format!("correct it, or make the page `content/pages/{stem}.md`"),
    };
    Address::Unknown(format!("the site has no page `/{path}`"), hint)
}

/// What comes up in several plans, or one such matter by the plan and the ref that it begins with.
fn of_history(project: &Project<'_>, path: &str) -> Address {
    let is_begun_by = |name: &str| {
        let plans = project.model.plans.iter();
        plans.enumerate().any(|(index, plan)| {
            let rest = name.strip_prefix(plan.source.id.as_str()).and_then(|rest| rest.strip_prefix('-'));
            let reference = rest.map(|rest| rest.strip_prefix('-').unwrap_or(rest));
            reference.is_some_and(|reference| project.recommendation(index, reference).is_some())
        })
    };
    // Which matters come up again follows from what is published; one that does not is let through.
    match one(path) {
        _ if path.is_empty() && project.model.plans.len() > 1 => Address::Known,
        Some(name) if is_begun_by(name) => Address::Known,
        _ => no_page(project, &format!("history/{path}")),
    }
}

fn of_lead_path(project: &Project<'_>, path: &str) -> Address {
    match path.split_once('/') {
        Some((id, rest)) if rest.is_empty() || is_made(rest) => of_lead(project, id),
        _ => no_page(project, &format!("leads/{path}")),
    }
}

/// Below `plans/`.
fn of_plan_path(project: &Project<'_>, path: &str) -> Address {
    let (id, rest) = path.split_once('/').unwrap_or((path, ""));
    let Some(plan) = project.plan(id) else { return unknown_plan(project, id) };
    let found = match rest.split_once('/') {
        _ if OF_PLAN.contains(&rest) => Address::Known,
        Some(("files", _)) => of_file(project, Some(plan), rest),
        // Data, feeds and calendars: which there are depends on what the plan has.
        _ if is_made(rest) => Address::Known,
        Some(("recommendations", part)) => {
            one(part).map_or(none(id, rest), |part| of_recommendation(project, plan, part))
        }
        Some(("topics", part)) => one(part).map_or(none(id, rest), |part| of_topic(project, plan, part)),
        Some(("rounds", part)) => one(part).map_or(none(id, rest), |part| of_round(project, plan, part)),
        Some(("status", part)) => one(part).map_or_else(|| none(id, rest), |part| of_status(project, id, part)),
        // Which years there are follows from the reports; a year that nothing is due in is let through.
        Some(("due", part)) if one(part).is_some_and(is_due) => Address::Known,
        Some(("compare", part)) => of_comparison(project, plan, part).unwrap_or_else(|| none(id, rest)),
        _ => none(id, rest),
    };
    match found {
        Address::Known if project.is_plan_withheld(plan) => withheld_plan(id),
        found => found,
    }
}

fn of_status(project: &Project<'_>, plan: &str, status: &str) -> Address {
    let known = || project.model.statuses.iter().map(|status| status.id.as_str());
    if status == "not-reported" || known().any(|id| id == status) {
        return Address::Known;
    }
    let hint = match nearest(status, known()) {
        Some(near) => format!("write `/plans/{plan}/status/{near}/` if that is what you meant"),
        None => format!("the statuses are {}", list(known(), "and")),
    };
    Address::Unknown(format!("there is no status `{status}`"), hint)
}

fn is_due(part: &str) -> bool {
    ["ongoing", "no-date"].contains(&part) || part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The only part of `part/`.
fn one(path: &str) -> Option<&str> {
    path.strip_suffix('/').filter(|part| !part.contains('/'))
}

fn none(plan: &str, rest: &str) -> Address {
    let hint = format!("see what the plan has at `/plans/{plan}/`, and write one of its addresses");
    Address::Unknown(format!("the plan `{plan}` has nothing at `{rest}`"), hint)
}

fn of_recommendation(project: &Project<'_>, plan: usize, reference: &str) -> Address {
    let source = &project.model.plans[plan];
    let id = source.source.id.as_str();
    if let Some(index) = project.recommendation(plan, reference) {
        return if project.is_plan_withheld(plan) {
            withheld_plan(id)
        } else if project.is_recommendation_withheld(plan, index) {
            Address::Withheld(format!("no. {}", source.recommendations[index].source.matter.reference.value))
        } else {
            Address::Known
        };
    }
    let is_former =
        |item: &Recommendation<'_>| item.source.matter.aliases.iter().any(|alias| alias.slug() == reference);
    let is_unread = source.source.unread_recommendations.has("ref", reference);
    if is_unread || source.recommendations.iter().any(is_former) {
        return Address::Known;
    }
    let refs = source.recommendations.iter().map(|item| item.source.matter.reference.as_str());
    let hint = match (nearest(reference, refs.clone()), refs.clone().count()) {
        (Some(near), _) => format!("write `{near}` if that is what you meant"),
        (None, 1..=12) => {
            let mut refs: Vec<&str> = refs.collect();
            refs.sort_by(|a, b| natural_order(a, b));
            format!("write {}", list(refs, "or"))
        }
        (None, _) => "correct it, or take the link away".to_owned(),
    };
    Address::Unknown(format!("the plan `{id}` has no recommendation `{reference}`"), hint)
}

fn of_topic(project: &Project<'_>, plan: usize, topic: &str) -> Address {
    let source = project.model.plans[plan].source;
    let ids = source.matter.topics.iter().map(|topic| topic.id.as_str());
    if ids.clone().any(|id| id == topic) || source.unread.has("id", topic) {
        return Address::Known;
    }
    let hint = nearest(topic, ids).map_or("correct it, or take the link away".to_owned(), |near| {
        format!("write `/plans/{}/topics/{near}/` if that is what you meant", *source.id)
    });
    Address::Unknown(format!("the plan `{}` has no topic `{topic}`", *source.id), hint)
}

fn of_round(project: &Project<'_>, plan: usize, slug: &str) -> Address {
    let source = &project.model.plans[plan];
    let slugs: Vec<String> = source.rounds.iter().map(|round| round.matter.as_at.slug()).collect();
    if let Some(index) = slugs.iter().position(|known| known == slug) {
        let withheld = project.is_round_withheld(plan, index);
        return if withheld { Address::Withheld(format!("the round as at `{slug}`")) } else { Address::Known };
    }
    let id = source.source.id.as_str();
    let hint = if slugs.is_empty() {
        "correct it, or take the link away".to_owned()
    } else {
        format!("write {} after `/plans/{id}/rounds/`", list(slugs.iter().map(String::as_str), "or"))
    };
    Address::Unknown(format!("the plan `{id}` has no round `{slug}`"), hint)
}

/// The list of comparisons, or `from/to/` of two rounds.
fn of_comparison(project: &Project<'_>, plan: usize, path: &str) -> Option<Address> {
    if path.is_empty() {
        return (project.model.plans[plan].rounds.len() > 1).then_some(Address::Known);
    }
    let (from, to) = path.strip_suffix('/')?.split_once('/')?;
    let both = [from, to].map(|slug| of_round(project, plan, slug));
    Some(both.into_iter().find(|address| *address != Address::Known).unwrap_or(Address::Known))
}

fn unknown_plan(project: &Project<'_>, id: &str) -> Address {
    let former = project.sources.plans.iter().flat_map(|plan| &plan.matter.aliases);
    if project.sources.unread.plans.is_listed(id) || former.into_iter().any(|alias| alias.as_str() == id) {
        return Address::Known;
    }
    let hint = match nearest(id, project.plan_ids()) {
        Some(near) => format!("write `{near}` if that is what you meant"),
        None => format!("write {}", list(project.plan_ids(), "or")),
    };
    Address::Unknown(format!("there is no plan `{id}`"), hint)
}

fn withheld_plan(id: &str) -> Address {
    Address::Withheld(format!("the plan `{id}`"))
}

/// A plan to name in an example.
fn some_plan<'a>(project: &Project<'a>) -> &'a str {
    project.plan_ids().next().unwrap_or("plan")
}

/// Whether a path is that of a file, and not of one that an author may have written for a page.
fn is_made(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_document = [".md", ".html", ".htm", ".yaml", ".yml"].iter().any(|ending| name.ends_with(ending));
    name.contains('.') && !is_document
}
