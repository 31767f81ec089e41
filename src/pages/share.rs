//! What the picture of a plan, or of the whole site, says where somebody shares an address.

use serde::Serialize;

use super::glance::{Figures, figures};
use super::row;
use crate::content::public::{self, Counts, Public};

/// The context of `share.txt`, whose lines are: whose news it is, the title, the sentence, and the day.
#[derive(Debug, Serialize)]
pub struct Share {
    organisation: String,
    title: String,
    counts: Figures,
    /// The plan has its own word for a recommendation.
    renamed: bool,
    /// How many recommendations there are in a plan that is known by its counts alone.
    stated_total: Option<u32>,
    as_of: String,
    /// Names of colours, and how many recommendations have a status of this colour.
    #[serde(skip)]
    pub parts: Vec<(String, usize)>,
}

/// Of a plan, or of all that are not closed.
pub fn share(public: &Public, plan: Option<&public::Plan>) -> Share {
    let states = |plan: &public::Plan| plan.closed.is_none() && plan.counts.total > 0;
    let open = || public.plans.iter().filter(|plan| states(plan)).flat_map(|plan| &plan.recommendations);
    let counts =
        plan.map_or_else(|| Counts::of(open().map(|item| &item.state), &public.statuses), |plan| plan.counts.clone());
    let organisation = plan.and_then(|plan| plan.organisation.as_ref()).unwrap_or(&public.site.organisation);
    let statuses = public.statuses.iter().zip(&counts.by_status);
    let parts = statuses.map(|(status, count)| (status.colour.to_string(), *count));
    Share {
        organisation: organisation.to_string(),
        title: plan.map_or(&public.site.title, |plan| &plan.title).to_string(),
        renamed: plan.is_some_and(|plan| row::label(plan, "recommendation").is_some()),
        stated_total: plan.and_then(|plan| plan.stated.as_ref()).and_then(|stated| stated.total),
        as_of: public.as_of.to_string(),
        parts: parts.chain([(String::new(), counts.unreported)]).collect(),
        counts: figures(public, &counts),
    }
}

/// Where the picture of a page is: that of its plan, or of the site.
pub fn share_path(public: &Public, plan: Option<usize>) -> String {
    match plan {
        Some(plan) => format!("{}share.png", row::plan_path(&public.plans[plan])),
        None => "share.png".to_owned(),
    }
}
