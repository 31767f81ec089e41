//! An author's Markdown as a page's HTML: links resolved, abbreviations spelt out at first use.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::{Framing, row};
use crate::content::public::{Language, Public, Words};
use crate::prose::glossary::{Glossary, GlossaryUse};
use crate::prose::{self, Options, Target};

/// Where names in links lead; made once for the site.
pub struct Links {
    plans: HashMap<String, usize>,
    leads: HashMap<String, usize>,
    /// One a plan: the slug of each ref.
    refs: Vec<HashMap<String, usize>>,
}

impl Links {
    pub fn of(public: &Public) -> Self {
        let refs = |plan: &crate::content::public::Plan| {
            plan.recommendations.iter().enumerate().map(|(index, item)| (item.reference.slug(), index)).collect()
        };
        Self {
            plans: public.plans.iter().enumerate().map(|(index, plan)| (plan.id.to_string(), index)).collect(),
            leads: public.leads.iter().enumerate().map(|(index, lead)| (lead.id.to_string(), index)).collect(),
            refs: public.plans.iter().map(refs).collect(),
        }
    }

    /// Where an author's link leads: `ref:9a`, `ref:plan/9a`, `lead:chief-executive`, `/plans/…`,
    /// `files/…`.
    pub fn resolve(&self, public: &Public, plan: Option<usize>, destination: &str) -> Option<String> {
        if let Some(target) = destination.strip_prefix("ref:") {
            let (plan, reference) = match target.split_once('/') {
                Some((id, reference)) => (*self.plans.get(id)?, reference),
                None => (plan?, target),
            };
            let index = self.refs.get(plan)?.get(&reference.to_lowercase())?;
            let plan = &public.plans[plan];
            return Some(row::path(plan, &plan.recommendations[*index]));
        }
        if let Some(id) = destination.strip_prefix("lead:") {
            return self.leads.get(id).map(|_| format!("leads/{id}/"));
        }
        // Published files stand once, at the root of all editions.
        let base = if public.edition.is_first() { "" } else { "../" };
        if let Some(path) = destination.strip_prefix('/') {
            let is_file = path.starts_with("files/") || path.starts_with("plans/") && path.contains("/files/");
            return Some(if is_file { format!("{base}{path}") } else { path.to_owned() });
        }
        let folder = plan.and_then(|plan| public.plans.get(plan)).map(|plan| format!("plans/{}/", plan.id));
        destination.starts_with("files/").then(|| format!("{base}{}{destination}", folder.unwrap_or_default()))
    }
}

/// What the Markdown of one page shares. Its pieces must be written in the order in which they
/// are read, for an abbreviation is spelt out in the first that has it.
pub struct Markup<'a> {
    links: &'a Links,
    glossary: &'a Glossary,
    words: prose::Words<'a>,
    spelt_out: RefCell<GlossaryUse<'a>>,
    /// Ids that earlier pieces have.
    ids: RefCell<BTreeSet<String>>,
}

impl<'a> Markup<'a> {
    pub fn new(links: &'a Links, glossary: &'a Glossary, words: prose::Words<'a>) -> Self {
        Self { links, glossary, words, spelt_out: RefCell::new(GlossaryUse::new(glossary)), ids: RefCell::default() }
    }

    /// For another text, in which nothing is spelt out yet.
    pub fn anew<'s>(&self) -> Markup<'s>
    where
        'a: 's,
    {
        Markup::new(self.links, self.glossary, self.words)
    }
}

/// Ids that the pages of a plan have themselves.
const OF_PLAN: [&str; 22] = [
    "about",
    "changes",
    "columns",
    "costs",
    "course",
    "data",
    "difference",
    "files",
    "history",
    "key",
    "lists",
    "measures",
    "progress",
    "reported",
    "reporting",
    "reports",
    "silent",
    "since",
    "slips",
    "steps",
    "updates",
    "views",
];
/// Ids that every page has.
const OF_ALL: [&str; 2] = ["content", "find"];

/// An author's Markdown as HTML.
pub fn html(public: &Public, framing: &Framing<'_>, markdown: Option<&Words>) -> String {
    let Some(markdown) = markdown else { return String::new() };
    let before = framing.markup.spelt_out.borrow().clone();
    let mut out = piece(public, framing, markdown, "");
    let mut taken = framing.markup.ids.borrow_mut();
    let is_own = |id: &str| OF_ALL.contains(&id) || framing.plan.is_some() && OF_PLAN.contains(&id);
    let mut tries = 1;
    while ids(&out).any(|id| is_own(id) || taken.contains(id)) {
        tries += 1;
        framing.markup.spelt_out.replace(before.clone());
        out = piece(public, framing, markdown, &format!("text-{tries}-"));
    }
    taken.extend(ids(&out).map(str::to_owned));
    out
}

/// The ids of HTML that `prose` wrote, which escapes quotes in all that an author wrote.
fn ids(html: &str) -> impl Iterator<Item = &str> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

fn piece(public: &Public, framing: &Framing<'_>, markdown: &Words, id_prefix: &str) -> String {
    let mut out = String::new();
    let Markup { links, words, spelt_out, .. } = framing.markup;
    let resolve = |destination: &str| {
        links.resolve(public, framing.plan, destination).map_or(Target::Broken, |path| Target::Address(path.into()))
    };
    let (root, heading_base) = (framing.root, framing.heading_base);
    let options = Options { root, heading_base, id_prefix, resolve: &resolve, words: *words };
    let write = |out: &mut String| prose::render(markdown.unmarked(), &options, &mut spelt_out.borrow_mut(), out);
    match markdown.language() {
        Language::Own => write(&mut out),
        // Abbreviations of one language mean nothing in another; the glossary is the edition's.
        Language::First => prose::in_language(&public.edition.first_language, &mut out, write),
    }
    out
}
