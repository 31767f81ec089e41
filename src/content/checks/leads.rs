//! `leads.yaml`: one post under two names, two posts in one name, posts that answer for nothing.

use std::collections::BTreeSet;

use super::project::Project;
use crate::content::posts::Title;
use crate::content::sources::LeadMatter;
use crate::diagnostic::{Check, Diagnostics, Placed, shortened};
use crate::refs::Id;

pub const NEAR_DUPLICATE_LEAD: Check = Check::warning("near-duplicate-lead", "two leads that are probably one");
pub const JOINED_LEAD: Check = Check::warning("joined-lead", "one lead that is probably two");
pub const UNUSED_LEAD: Check = Check::warning("unused-lead", "leads that nothing names");

/// More pairs than this would take longer than they are worth.
const MOST_COMPARED: usize = 500;

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    near_duplicates(project, found);
    joined(project, found);
    unused(project, found);
}

fn near_duplicates(project: &Project<'_>, found: &mut Diagnostics) {
    let leads: Vec<(&Placed<Id>, &LeadMatter)> = project.sources.leads.iter().map(|(id, lead)| (id, lead)).collect();
    if leads.len() > MOST_COMPARED {
        return;
    }
    let names: Vec<Vec<Title<'_>>> = leads
        .iter()
        .map(|(_, lead)| std::iter::once(&lead.title).chain(&lead.aliases).map(|name| Title::new(name)).collect())
        .collect();
    for (later, (_, lead)) in leads.iter().enumerate() {
        let same = (0..later)
            .find(|earlier| names[*earlier].iter().any(|one| names[later].iter().any(|other| one.is_near(other))));
        let Some(earlier) = same else { continue };
        let (first_id, first) = leads[earlier];
        let message = format!("`{}` and `{}` are probably one lead", first.title.value, lead.title.value);
        let hint = format!(
            "keep `{}`, put the other title into its `aliases`, and write `{}` wherever the other id stands",
            first_id.value, first_id.value
        );
        found.push(
            NEAR_DUPLICATE_LEAD.found(lead.title.span, message, hint).with_related(first.title.span, "the other one"),
        );
    }
}

/// Words that begin the title of a post.
const POSTS: [&str; 22] = [
    "director",
    "directors",
    "head",
    "heads",
    "chief",
    "leader",
    "manager",
    "portfolio",
    "cabinet",
    "chair",
    "deputy",
    "assistant",
    "executive",
    "corporate",
    "divisional",
    "strategic",
    "service",
    "group",
    "senior",
    "monitoring",
    "section",
    "borough",
];
/// Words that are in the title of a post and in few other names.
const HEADS: [&str; 10] =
    ["director", "directors", "head", "heads", "chief", "leader", "manager", "officer", "holder", "member"];

fn joined(project: &Project<'_>, found: &mut Diagnostics) {
    for (_, lead) in &project.sources.leads {
        let title = &*lead.title.value;
        if is_joined(title) {
            let message = format!("`{title}` looks like several leads in one");
            let hint = "make an entry for each, and name both where they answer together: `leads: [one, two]`; for one post with two names write one of them";
            found.push(JOINED_LEAD.found(lead.title.span, message, hint));
        }
    }
}

fn is_joined(title: &str) -> bool {
    let parts: Vec<&str> = title.split(['/', ';', '+']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let by_word = [" and ", " & "].iter().find_map(|joint| title.split_once(*joint));
    (parts.len() > 1 && parts.iter().all(|part| is_post(part)))
        || by_word.is_some_and(|(one, other)| repeats_post(one, other))
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn is_post(part: &str) -> bool {
    words(part).next().is_some_and(|first| POSTS.contains(&first.as_str()))
        && words(part).any(|word| HEADS.contains(&word.as_str()))
}

/// "Head of Policy and Head of Audit": both begin with the same word of a post.
fn repeats_post(one: &str, other: &str) -> bool {
    let (first, second) = (words(one).next(), words(other).next());
    first.is_some() && first == second && is_post(one) && is_post(other)
}

/// All of them in one message: a list that several plans share has some that are not used yet.
fn unused(project: &Project<'_>, found: &mut Diagnostics) {
    // A lead that is misspelt where it is named would be told of twice.
    if found.iter().any(|problem| problem.code == "unknown-lead") {
        return;
    }
    let used = used(project);
    let unused: Vec<&Placed<Id>> =
        project.sources.leads.iter().map(|(id, _)| id).filter(|id| !used.contains(id.as_str())).collect();
    let Some(first) =
        unused.first().filter(|_| project.model.plans.iter().any(|plan| !plan.recommendations.is_empty()))
    else {
        return;
    };
    let names: Vec<&str> = unused.iter().map(|id| id.as_str()).collect();
    let (message, them) = match names.as_slice() {
        [only] => (format!("the lead `{only}` answers for nothing"), "it"),
        names => (format!("{} leads answer for nothing: {}", names.len(), shortened(names)), "them"),
    };
    let hint = format!("take {them} out of `content/leads.yaml`, or name {them} in the `leads` of what is theirs");
    found.push(UNUSED_LEAD.found(first.span, message, hint));
}

fn used<'a>(project: &Project<'a>) -> BTreeSet<&'a str> {
    let recommendations = project.model.plans.iter().flat_map(|plan| &plan.recommendations);
    let indices: BTreeSet<usize> = recommendations
        .flat_map(|item| [&item.leads, &item.support, &item.sponsors].into_iter().chain(&item.action_leads))
        .flatten()
        .copied()
        .collect();
    project.lead_ids().enumerate().filter(|(index, _)| indices.contains(index)).map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_leads_in_one_title_are_told_from_long_titles() {
        for title in
            ["Director of HR / Director of Finance", "Head of Policy and Head of Audit", "Leader; Chief Executive"]
        {
            assert!(is_joined(title), "{title}");
        }
        for title in [
            "Director of HR & OD",
            "Chief Executive and Head of Paid Service",
            "Portfolio holder for Partnership, Best Value and Performance Management",
            "Adults/Children Board",
            "Director of Audit/Risk",
        ] {
            assert!(!is_joined(title), "{title}");
        }
    }
}
