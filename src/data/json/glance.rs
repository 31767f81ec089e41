//! How a plan stands, and what changed of it between two days, as JSON for other programs: what `headway status`
//! and `headway diff` say in words. Keys are those of the plan's own JSON.

use serde::Serialize;
use serde_json::Value;

use super::reports::{self, Change};
use super::{Figures, When, figures, when};
use crate::content::public::answering::Concern;
use crate::content::public::changes::Between;
use crate::content::public::{LeadIndex, Recommendation, history};
use crate::data::Source;

#[derive(Serialize)]
struct Glance<'a> {
    id: &'a str,
    title: &'a str,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_report: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_report: Option<When>,
    counts: Figures<'a>,
    /// One list for each concern.
    #[serde(flatten)]
    concerns: serde_json::Map<String, Value>,
    leads: Vec<Lead<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_original: Option<When>,
    leads: Vec<&'a str>,
    address: String,
}

#[derive(Serialize)]
struct Lead<'a> {
    /// Nothing for what has no lead.
    id: Option<&'a str>,
    title: Option<&'a str>,
    counts: Figures<'a>,
}

/// How the plan stands.
///
/// # Errors
/// Never in practice: all of it can be written as JSON.
pub fn standing(source: &Source<'_>) -> serde_json::Result<Value> {
    let plan = source.plan;
    let lead = |lead: Option<LeadIndex>| lead.map(|index| &source.public.leads[index.0]);
    let mut concerns = serde_json::Map::new();
    for concern in Concern::ALL {
        let items: Vec<Item<'_>> = plan.of_concern(concern).into_iter().map(|found| item(source, found)).collect();
        concerns.insert(concern.id().to_owned(), serde_json::to_value(items)?);
    }
    serde_json::to_value(Glance {
        id: plan.id.as_str(),
        title: &plan.title,
        address: source.address(&format!("plans/{}/", plan.id)),
        last_report: when(plan.rounds.last().map(|round| round.as_at)),
        next_report: when(plan.next_report()),
        counts: figures(source, &plan.counts),
        concerns,
        leads: plan
            .by_lead(source.public)
            .iter()
            .map(|(index, counts)| Lead {
                id: lead(*index).map(|lead| lead.id.as_str()),
                title: lead(*index).map(|lead| &*lead.title),
                counts: figures(source, counts),
            })
            .collect(),
    })
}

fn item<'a>(source: &Source<'a>, item: &'a Recommendation) -> Item<'a> {
    Item {
        reference: item.reference.as_str(),
        title: &item.title,
        status: super::status_id(source, item.state.status),
        due: when(item.state.due),
        due_original: when(item.state.original_due),
        leads: item.leads.iter().map(|lead| source.public.leads[lead.0].id.as_str()).collect(),
        address: source.address_of(source.plan, item),
    }
}

#[derive(Serialize)]
struct Difference<'a> {
    id: &'a str,
    title: &'a str,
    from: String,
    to: String,
    /// Those given in between.
    rounds: Vec<&'a str>,
    then: Figures<'a>,
    now: Figures<'a>,
    changes: Vec<Change<'a>>,
    action_changes: Vec<Change<'a>>,
}

/// What changed of the plan.
///
/// # Errors
/// As [`standing`].
pub fn difference(source: &Source<'_>, between: &Between<'_>) -> serde_json::Result<Value> {
    let (plan, scheme) = (between.plan, between.scheme);
    let after = between.standings(between.to);
    let (changes, actions) = (between.changes(), between.action_changes());
    let rounds = between.from.rounds..between.to.rounds.max(between.from.rounds);
    serde_json::to_value(Difference {
        id: plan.id.as_str(),
        title: &plan.title,
        from: between.from.day.to_string(),
        to: between.to.day.to_string(),
        rounds: plan.rounds[rounds].iter().map(|round| round.slug.as_str()).collect(),
        then: figures(source, &plan.counts_at(between.from, scheme)),
        now: figures(source, &plan.counts_at(between.to, scheme)),
        changes: changes.iter().map(|change| reports::change(source, &after, change)).collect(),
        action_changes: actions
            .iter()
            .map(|change| {
                let item = &plan.recommendations[change.recommendation];
                let after = history::standing_of_action(item, change.action, between.to, scheme);
                reports::action_change(source, after, change)
            })
            .collect(),
    })
}
