//! The bodies of free pages and papers: templates before they are Markdown, so that a figure that is stated
//! cannot drift from the data.
//!
//! A body sees `site`, `as_of` and `plans`, a plan by its id with its counts:
//! `{{ plans["people"].counts.complete }}`. A body without `{{`, `{%` and `{#` is no template and
//! is left as it is. Faults point at the words of the body. Start at [`Bodies::fill`].

mod papers;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::content::public::{self, Counts, Page, Public};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use crate::theme::Theme;

/// The Markdown of each body.
pub struct Bodies {
    home: String,
    pages: Vec<String>,
    papers: HashMap<FileId, String>,
}

/// What a body may state.
#[derive(Serialize)]
struct Facts<'a> {
    site: Site<'a>,
    as_of: String,
    plans: BTreeMap<&'a str, Plan<'a>>,
}

#[derive(Serialize)]
struct Site<'a> {
    title: &'a str,
    organisation: &'a str,
}

#[derive(Serialize)]
struct Plan<'a> {
    title: &'a str,
    short_title: &'a str,
    organisation: &'a str,
    /// A link to the plan: `[…]({{ plan.path }})`.
    path: String,
    counts: BTreeMap<String, usize>,
}

impl Bodies {
    /// Fills in all bodies; one with a fault is reported and stands as written.
    pub fn fill(public: &Public, theme: &Theme, found: &mut Diagnostics) -> Self {
        let facts = facts(public);
        let mut fill = |page: &Page| filled(page, theme, &facts, found);
        let home = public.home.as_ref().map(&mut fill).unwrap_or_default();
        let pages = public.pages.iter().map(fill).collect();
        let of_plans = public.plans.iter().flat_map(|plan| &plan.papers);
        let all = of_plans.chain(&public.papers);
        let papers = all.map(|paper| (paper.file, papers::filled(public, paper, theme, found))).collect();
        Self { home, pages, papers }
    }

    pub fn home(&self) -> &str {
        &self.home
    }

    /// The body of the paper in this file.
    pub fn paper(&self, file: FileId) -> &str {
        self.papers.get(&file).map_or("", String::as_str)
    }

    /// The body of the page with this index in the public view.
    pub fn page(&self, index: usize) -> &str {
        self.pages.get(index).map_or("", String::as_str)
    }
}

fn is_template(body: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|mark| body.contains(mark))
}

fn filled(page: &Page, theme: &Theme, facts: &Facts<'_>, found: &mut Diagnostics) -> String {
    if !is_template(&page.body) {
        return page.body.to_string();
    }
    theme.fill(&page.body, facts).unwrap_or_else(|fault| {
        let (range, start) = (fault.range(&page.body), page.body_span.start as usize);
        let span = Span::new(page.body_span.file, start + range.start..start + range.end);
        let hint = "correct what stands between `{{` and `}}`; a body may use `plans[\"<id>\"].title`, \
                    `plans[\"<id>\"].counts.total`, `as_of` and `site.title`";
        found.push(Diagnostic::error("body-template", span, fault.message, hint));
        page.body.to_string()
    })
}

fn facts(public: &Public) -> Facts<'_> {
    Facts {
        site: Site { title: &public.site.title, organisation: &public.site.organisation },
        as_of: public.as_of.to_string(),
        plans: public.plans.iter().map(|plan| (plan.id.as_str(), facts_of(public, plan))).collect(),
    }
}

fn facts_of<'a>(public: &'a Public, plan: &'a public::Plan) -> Plan<'a> {
    Plan {
        title: &plan.title,
        short_title: plan.short_title.as_ref().unwrap_or(&plan.title),
        organisation: plan.organisation.as_ref().unwrap_or(&public.site.organisation),
        path: format!("/plans/{}/", plan.id),
        counts: counts(public, &plan.counts),
    }
}

/// Each status of the scheme under its id, with `_` for `-`, and what is derived under the words
/// of the design, which win.
fn counts(public: &Public, counts: &Counts) -> BTreeMap<String, usize> {
    let statuses = public.statuses.iter().zip(&counts.by_status);
    let mut named: BTreeMap<String, usize> =
        statuses.map(|(status, count)| (status.id.as_str().replace('-', "_"), *count)).collect();
    let derived = [
        ("total", counts.total),
        ("open", counts.open),
        ("overdue", counts.overdue),
        ("due_soon", counts.due_soon),
        ("slipped", counts.slipped),
        ("stale", counts.stale),
        ("unreported", counts.unreported),
    ];
    named.extend(derived.map(|(name, count)| (name.to_owned(), count)));
    named
}
