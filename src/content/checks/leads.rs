//! `leads.yaml`: one post under two names, two posts in one name, posts that answer for nothing.

use std::collections::BTreeSet;

use super::project::Project;
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

/// How councils shorten the words of titles.
const SHORT: [(&str, &str); 27] = [
    ("ad", "assistant director"),
    ("asst", "assistant"),
    ("ass", "assistant"),
    ("ce", "chief executive"),
    ("ceo", "chief executive"),
    ("cex", "chief executive"),
    ("cfo", "chief financial officer"),
    ("cllr", "councillor"),
    ("coo", "chief operating officer"),
    ("corp", "corporate"),
    ("cx", "chief executive"),
    ("dep", "deputy"),
    ("dev", "development"),
    ("dir", "director"),
    ("div", "divisional"),
    ("exec", "executive"),
    ("fin", "finance"),
    ("gov", "governance"),
    ("hr", "human resources"),
    ("ict", "information technology"),
    ("it", "information technology"),
    ("mgr", "manager"),
    ("mgt", "management"),
    ("mo", "monitoring officer"),
    ("od", "organisational development"),
    ("s151", "section 151"),
    ("svcs", "services"),
];
/// Words without weight.
const SMALL: [&str; 7] = ["and", "for", "of", "the", "to", "with", "officer"];

/// The words of a title that tell it apart, spelt out: "CX" and "Chief Executive Officer" are both `chief executive`.
fn essence(title: &str) -> Vec<String> {
    let lower = title.to_lowercase().replace('’', "'").replace("'s", "s");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .flat_map(|word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long).split(' '))
        .filter(|word| !SMALL.contains(word))
        .map(str::to_owned)
        .collect()
}

fn near_duplicates(project: &Project<'_>, found: &mut Diagnostics) {
    let leads: Vec<(&Placed<Id>, &LeadMatter)> = project.sources.leads.iter().map(|(id, lead)| (id, lead)).collect();
    if leads.len() > MOST_COMPARED {
        return;
    }
    let names: Vec<Vec<Vec<String>>> = leads
        .iter()
        .map(|(_, lead)| std::iter::once(&lead.title).chain(&lead.aliases).map(|name| essence(name)).collect())
        .collect();
    for (later, (_, lead)) in leads.iter().enumerate() {
        let same = (0..later).find(|earlier| {
            names[*earlier].iter().any(|one| names[later].iter().any(|other| is_same(one, other)))
                || is_initials(&leads[*earlier].1.title, &names[later][0])
                || is_initials(&lead.title, &names[*earlier][0])
        });
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

/// The same words, or all but one the same and that one misspelt by a letter.
fn is_same(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || one.len() != other.len() {
        return false;
    }
    let mut differing = one.iter().zip(other).filter(|(a, b)| a != b);
    match (differing.next(), differing.next()) {
        (None, _) => true,
        (Some((a, b)), None) => is_misspelt(a, b),
        _ => false,
    }
}

fn is_misspelt(a: &str, b: &str) -> bool {
    // In short words, and in numbers, one letter makes another word.
    let is_long = a.chars().count().min(b.chars().count()) >= 6;
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    is_long && is_word(a) && is_word(b) && strsim::damerau_levenshtein(a, b) == 1
}

/// Whether a short title in capitals is made of the first letters of a longer one: "DPH", "Director of Public Health".
fn is_initials(short: &str, words: &[String]) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let is_short = (2..=5).contains(&letters.len()) && short.chars().all(|c| c.is_uppercase() || c == '.');
    let initials = words.iter().filter_map(|word| word.chars().next());
    is_short && words.len() > 1 && letters.iter().copied().flat_map(char::to_lowercase).eq(initials)
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

    fn are_near(one: &str, other: &str) -> bool {
        let (first, second) = (essence(one), essence(other));
        is_same(&first, &second) || is_initials(one, &second) || is_initials(other, &first)
    }

    #[test]
    fn one_lead_under_two_names_is_found() {
        for (one, other) in [
            ("CX", "Chief Executive"),
            ("CEO", "Chief Executive Officer"),
            ("Director of HR & OD", "Director of Human Resources and Organisational Development"),
            ("Director for HR", "Director, HR"),
            ("DPH", "Director of Public Health"),
            ("Head of Organisational Change", "Head of Organizational Change"),
            ("Corporate Director Resources & Commercial", "Corporate Director, Resources and Commercial"),
            ("S151 Officer", "Section 151 Officer"),
            ("Head of Communication", "Head of Communications"),
        ] {
            assert!(are_near(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn different_leads_stay_different() {
        for (one, other) in [
            ("Corporate Director, People", "Corporate Director, Place"),
            ("Director of HR", "Director of IT"),
            ("Leader", "Leader of the Opposition"),
            ("Ward 1 Panel", "Ward 2 Panel"),
            ("Head of Planning", "Head of Housing"),
            ("CSB", "CLG"),
            ("Divisional Director HR", "Director of HR & OD"),
            ("Director of Adult Care", "Director of Child Care"),
        ] {
            assert!(!are_near(one, other), "{one} / {other}");
        }
    }

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
