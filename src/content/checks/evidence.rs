//! Addresses and files that stand in fields of their own: evidence, sources, contacts, the foot of each page.

use super::addresses::{self, Address};
use super::links::{self, BROKEN_LINK};
use super::project::Project;
use crate::content::sources::scalars::Line;
use crate::content::sources::{Evidence, Paper};
use crate::diagnostic::{Check, Diagnostics, Placed};

pub const MISSING_EVIDENCE: Check =
    Check::error("missing-evidence", "a file of evidence that is not in the plan's `files/`");

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    if let Some(site) = &project.sources.site {
        let contact = site.contact.iter().filter_map(|contact| contact.url.as_ref());
        for url in site.base_url.iter().chain(contact) {
            web(url, found);
        }
        for link in &site.footer {
            ours_or_web(project, &link.url, found);
        }
    }
    for (index, plan) in project.model.plans.iter().enumerate() {
        let matter = &plan.source.matter;
        let review = matter.source.iter().filter_map(|source| source.report.as_ref());
        let stated = matter.stated.iter().filter_map(|stated| stated.source.as_ref());
        for url in review.chain(stated).filter_map(|document| document.url.as_ref()) {
            web(url, found);
        }
        papers(project, Some(index), &plan.source.papers, found);
        for item in &plan.recommendations {
            evidence(project, Some(index), &item.source.matter.evidence, found);
            for update in &item.updates {
                evidence(project, Some(index), &update.source.evidence, found);
            }
        }
    }
    papers(project, None, &project.sources.papers, found);
}

fn papers(project: &Project<'_>, plan: Option<usize>, papers: &[Paper], found: &mut Diagnostics) {
    for paper in papers {
        evidence(project, plan, &paper.matter.background_papers, found);
    }
}

fn evidence(project: &Project<'_>, plan: Option<usize>, evidence: &[Evidence], found: &mut Diagnostics) {
    for item in evidence {
        if let Some(url) = &item.url {
            web(url, found);
        }
        if let Some(file) = &item.file {
            of_file(project, plan, file, found);
        }
    }
}

/// Evidence names its file within `files/`; links name it with the folder.
fn of_file(project: &Project<'_>, plan: Option<usize>, file: &Placed<Line>, found: &mut Diagnostics) {
    let name = &*file.value;
    if let Address::Unknown(message, hint) = addresses::of_file(project, plan, &format!("files/{name}")) {
        let inner = name.strip_prefix("files/");
        let stands_inside = inner.is_some_and(|_| addresses::of_file(project, plan, name) == Address::Known);
        let hint = match inner.filter(|_| stands_inside) {
            Some(inner) => format!("write `{inner}`: the folder `files/` is understood"),
            None => hint.replace("`files/", "`"),
        };
        found.push(MISSING_EVIDENCE.found(file.span, message, hint));
    }
}

fn web(url: &Placed<Line>, found: &mut Diagnostics) {
    let address = url.trim();
    let lower = address.to_lowercase();
    let is_web = lower.starts_with("http:") || lower.starts_with("https:");
    let fault = if is_web { links::web(address) } else { Some(links::not_web(address)) };
    if let Some((check, message, hint)) = fault {
        found.push(check.found(url.span, message, hint));
    }
}

fn ours_or_web(project: &Project<'_>, url: &Placed<Line>, found: &mut Diagnostics) {
    let Some(path) = url.strip_prefix('/').filter(|path| !path.starts_with('/')) else {
        if !url.starts_with("mailto:") {
            web(url, found);
        }
        return;
    };
    let end = path.find(['?', '#']).unwrap_or(path.len());
    if let Address::Unknown(why, hint) = addresses::of_site(project, &path[..end]) {
        let message = format!("the link `{}` leads nowhere: {why}", url.value);
        found.push(BROKEN_LINK.found(url.span, message, hint));
    }
}
