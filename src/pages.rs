//! The contexts of the templates: public matter in, one struct a template out.
//!
//! Pages are data: what stands here is what a theme may rely on. Paths are from the site's root,
//! without a leading slash; templates put `frame.root` before them. Dates are EDTF text.

mod frame;
mod list;
mod plan;
mod recommendation;
mod row;

pub use frame::{Frame, Framing};
pub use list::{Home, Round, Text, home, lead, page, round, topic};
pub use plan::{Plan, plan};
pub use recommendation::{Recommendation, recommendation};

use crate::content::public::{Public, Words};
use crate::prose::glossary::{Glossary, GlossaryUse};
use crate::prose::{self, Options, Target};

/// An author's Markdown as HTML for a page `root` away from the site's root.
fn html(public: &Public, framing: &Framing<'_>, markdown: Option<&Words>) -> String {
    let mut out = String::new();
    if let Some(markdown) = markdown {
        let resolve = |destination: &str| {
            resolve(public, framing.plan, destination).map_or(Target::Broken, |path| Target::Address(path.into()))
        };
        let words = prose::Words { back_to_reference: "Back to reference", done: "Done", not_done: "Not done" };
        let (root, heading_base) = (framing.root, framing.heading_base);
        let options = Options { root, heading_base, id_prefix: "", resolve: &resolve, words };
        let glossary = Glossary::new([]);
        prose::render(markdown, &options, &mut GlossaryUse::new(&glossary), &mut out);
    }
    out
}

/// Where an author's link leads: `ref:9a`, `ref:plan/9a`, `lead:chief-executive`, `/plans/…`, `files/…`.
fn resolve(public: &Public, plan: Option<usize>, destination: &str) -> Option<String> {
    if let Some(target) = destination.strip_prefix("ref:") {
        let (plan, reference) = match target.split_once('/') {
            Some((id, reference)) => (public.plans.iter().find(|plan| plan.id.as_str() == id)?, reference),
            None => (public.plans.get(plan?)?, target),
        };
        let slug = reference.to_lowercase();
        let item = plan.recommendations.iter().find(|item| item.reference.slug() == slug)?;
        return Some(row::path(plan, item));
    }
    if let Some(id) = destination.strip_prefix("lead:") {
        return public.leads.iter().find(|lead| lead.id.as_str() == id).map(|lead| format!("leads/{}/", lead.id));
    }
    if let Some(path) = destination.strip_prefix('/') {
        return Some(path.to_owned());
    }
    let plan = public.plans.get(plan?)?;
    destination.starts_with("files/").then(|| format!("plans/{}/{destination}", plan.id))
}
