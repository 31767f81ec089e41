//! A plan's data for others to use: tables as CSV (RFC 4180) and as one workbook, the whole plan as
//! JSON, and what describes them: a Frictionless data package, CSVW metadata, a schema.org dataset.
//!
//! Made from the public view alone. Everything is written from borrowed matter, row by row. Dates
//! stand as written, and beside that as the ISO days that they can mean. Texts are plain: Markdown may hold
//! comments that no page shows, so it never leaves. CSV has no byte order mark, as RFC 4180 and CSVW
//! want it; whoever uses Excel takes the workbook. Names of columns and keys are words of the design
//! and do not change with the language of the pages. Start at [`tables::TABLES`].

mod csv;
mod dataset;
mod json;
mod licence;
mod metadata;
mod package;
pub mod tables;
mod workbook;

use std::collections::BTreeSet;

use crate::content::public::{
    ChangeKind, Evidence, LeadIndex, Plan, Public, Recommendation, State, Status, StatusIndex, Words,
};
use crate::prose;
use crate::table::Cell;
use tables::{Column, Table};

pub use csv::csv;
pub use dataset::dataset;
pub use json::{difference, json, standing};
pub use licence::licence_address;
pub use metadata::metadata;
pub use package::package;
pub use workbook::workbook;

/// What the data of a plan is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub public: &'a Public,
    pub plan: &'a Plan,
    /// The theme's words under a key.
    pub word: &'a dyn Fn(&str) -> String,
}

/// The words of Markdown.
fn plain<'a>(markdown: Option<&Words>) -> Cell<'a> {
    markdown.map_or(Cell::Empty, |markdown| Cell::owned(prose::plain(markdown)))
}

/// All that have a part in the plan, in the order of the site's leads.
fn leads_of(plan: &Plan) -> BTreeSet<LeadIndex> {
    let of_item = |item: &Recommendation| {
        let actions = item.actions.iter().flat_map(|action| &action.leads);
        let own = [&item.leads, &item.support, &item.sponsors].into_iter().flatten();
        own.chain(actions).copied().collect::<Vec<_>>()
    };
    plan.recommendations.iter().flat_map(of_item).collect()
}

/// The statuses between which a change lies, of what stands at `after` now.
fn status_change(after: Option<StatusIndex>, kind: &ChangeKind) -> (Option<StatusIndex>, Option<StatusIndex>) {
    match *kind {
        ChangeKind::Status { from, to } => (from, Some(to)),
        ChangeKind::Reopened { from, to } => (Some(from), Some(to)),
        // What completes or closes tells only where from.
        ChangeKind::Complete { from } | ChangeKind::Closed { from } => (from, after),
        _ => (None, None),
    }
}

impl<'a> Source<'a> {
    /// What a table is called.
    pub fn label_of(&self, table: &Table) -> String {
        (self.word)(&format!("table.{}", table.name))
    }

    /// What a table holds.
    pub fn meaning_of(&self, table: &Table) -> String {
        (self.word)(&format!("table_about.{}", table.name))
    }

    pub fn label_of_column(&self, column: &Column) -> String {
        (self.word)(&format!("column.{}", column.key))
    }

    pub fn meaning_of_column(&self, column: &Column) -> String {
        (self.word)(&format!("column_about.{}", column.key))
    }

    fn organisation(&self) -> &'a str {
        self.plan.organisation.as_ref().unwrap_or(&self.public.site.organisation)
    }

    /// The whole address of a path where the site has one, else the path from the root.
    fn address(&self, path: &str) -> String {
        let base = self.public.site.base_url.as_deref().unwrap_or("/");
        format!("{base}{path}")
    }

    fn address_of(&self, plan: &Plan, item: &Recommendation) -> String {
        self.address(&format!("plans/{}/recommendations/{}/", plan.id, item.reference.slug()))
    }

    fn leads(&self, leads: &[LeadIndex]) -> Cell<'a> {
        let title = |lead: &LeadIndex| &*self.public.leads[lead.0].title;
        match leads {
            [only] => Cell::text(title(only)),
            _ => Cell::owned(leads.iter().map(title).collect::<Vec<_>>().join("; ")),
        }
    }

    /// Recommendations of the plan by their refs.
    fn refs(&self, recommendations: &[usize]) -> Cell<'a> {
        let reference = |index: &usize| self.plan.recommendations[*index].reference.as_str();
        Cell::owned(recommendations.iter().map(reference).collect::<Vec<_>>().join("; "))
    }

    fn status(&self, status: Option<StatusIndex>) -> Cell<'a> {
        status.map_or(Cell::Empty, |status| Cell::text(self.public.statuses[status.0].id.as_str()))
    }

    fn status_label(&self, status: &Status) -> String {
        match &status.label {
            Some(label) => label.to_string(),
            None => (self.word)(&format!("status_{}", status.id)),
        }
    }

    fn status_meaning(&self, status: &Status) -> String {
        match &status.meaning {
            Some(meaning) => prose::plain(meaning),
            None => (self.word)(&format!("meaning_{}", status.id)),
        }
    }

    /// The date for which the status was reported.
    fn reported(&self, state: &State) -> Cell<'a> {
        Cell::written(state.reported.map(|round| self.plan.rounds[round].as_at))
    }

    /// Where a piece of evidence can be read, if it has an address of the web.
    fn evidence(&self, evidence: &Evidence) -> Option<String> {
        let web = |url: &&Words| url.starts_with("https://") || url.starts_with("http://");
        // Published files stand once, at the root of all editions.
        let root = self.public.edition.site_url.as_deref().unwrap_or("/");
        let own = evidence.file.as_ref().map(|file| format!("{root}{file}"));
        own.or_else(|| evidence.url.as_ref().filter(web).map(ToString::to_string))
    }
}
