//! The search page: lists that lead to everything, and what its script needs to show a result.

use serde::Serialize;

use super::row::{self, Link, Status};
use super::selection::{self, Way};
use super::{About, Frame, Framing};
use crate::content::public::{self, Public, StatusIndex};

#[derive(Debug, Serialize)]
pub struct Search {
    frame: Frame,
    plans: Vec<Plan>,
    leads: Vec<Link>,
    /// There is a page of what comes up again.
    again: bool,
    /// The whole scheme.
    statuses: Vec<Status>,
}

#[derive(Debug, Serialize)]
struct Plan {
    id: String,
    title: String,
    path: String,
    topics: Vec<Link>,
    by_status: Vec<Way>,
    by_due: Vec<Way>,
}

pub fn search(public: &Public, framing: &Framing<'_>) -> Search {
    let plan = |plan: &public::Plan| {
        let (by_status, by_due) = selection::ways(public, plan);
        Plan {
            id: plan.id.to_string(),
            title: row::short(plan).to_owned(),
            path: row::plan_path(plan),
            topics: topics(plan),
            by_status,
            by_due,
        }
    };
    Search {
        frame: Frame::new(public, framing, "", Vec::new())
            .worded("search", None)
            .about(About { key: Some("search_ways_help"), ..About::default() }),
        plans: public.plans.iter().map(plan).collect(),
        leads: leads(public),
        again: !public.threads.is_empty(),
        statuses: (0..public.statuses.len()).map(|index| row::status(public, StatusIndex(index), 0)).collect(),
    }
}

fn topics(plan: &public::Plan) -> Vec<Link> {
    plan.topics.iter().map(|topic| Link::new(&topic.title, format!("plans/{}/topics/{}/", plan.id, topic.id))).collect()
}

/// Those that answer for something.
fn leads(public: &Public) -> Vec<Link> {
    let busy = public.leads.iter().filter(|lead| !lead.answers_for.is_empty());
    busy.map(|lead| Link::new(&lead.title, format!("leads/{}/", lead.id))).collect()
}
