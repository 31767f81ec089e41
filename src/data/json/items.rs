//! Topics, recommendations with all that belongs to them, indicators and resources.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Each, Figures, Plain, When, also, figures, plain, reports, status_id, when};
use crate::content::public::{self, LeadIndex, Place, Reading, State};
use crate::data::Source;

#[derive(Serialize)]
pub struct Topic<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Plain<'a>>,
    address: String,
    counts: Figures<'a>,
}

pub fn topic<'a>(source: &'a Source<'a>, topic: &'a public::Topic) -> Topic<'a> {
    Topic {
        id: topic.id.as_str(),
        title: &topic.title,
        summary: plain(topic.summary.as_ref()),
        address: source.address(&format!("plans/{}/topics/{}/", source.plan.id, topic.id)),
        counts: figures(source, &topic.counts),
    }
}

#[derive(Serialize)]
pub struct Recommendation<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    title: &'a str,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommended: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<Response<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    promised: Option<Plain<'a>>,
    leads: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    support: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sponsors: Vec<&'a str>,
    #[serde(flatten)]
    standing: Standing<'a>,
    stale: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timescale: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actions: Option<Each<'a, public::Action, Action<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    updates: Vec<reports::Update<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Each<'a, Place, Other<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<Each<'a, Place, Other<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    followed_by: Option<Each<'a, Place, Other<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<Other<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<Each<'a, Place, Other<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier_wording: Vec<Earlier<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Each<'a, public::Evidence, Evidence<'a>>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    also: BTreeMap<&'a str, Vec<&'a str>>,
}

#[derive(Serialize)]
struct Response<'a> {
    answer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Plain<'a>>,
}

/// How it stands on the site's day, and how its date came to be.
#[derive(Serialize)]
struct Standing<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    /// The round that reported the status.
    #[serde(skip_serializing_if = "Option::is_none")]
    status_round: Option<&'a str>,
    timing: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_original: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_changes: Option<Each<'a, public::Slip, reports::DateChange<'a>>>,
}

fn standing<'a>(source: &'a Source<'a>, state: &'a State) -> Standing<'a> {
    Standing {
        status: status_id(source, state.status),
        status_round: state.reported.map(|round| source.plan.rounds[round].slug.as_str()),
        timing: state.timing.id(),
        due: when(state.due),
        due_original: when(state.original_due),
        date_changes: Each::of(source, &state.slips, reports::date_change),
    }
}

#[derive(Serialize)]
pub struct Other<'a> {
    plan: &'a str,
    #[serde(rename = "ref")]
    reference: &'a str,
    address: String,
}

pub fn other<'a>(source: &'a Source<'a>, place: &'a Place) -> Other<'a> {
    let plan = &source.public.plans[place.plan];
    let item = &plan.recommendations[place.recommendation];
    Other { plan: plan.id.as_str(), reference: item.reference.as_str(), address: source.address_of(plan, item) }
}

#[derive(Serialize)]
struct Earlier<'a> {
    until: Option<When>,
    text: Plain<'a>,
}

#[derive(Serialize)]
pub struct Evidence<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

pub fn evidence<'a>(source: &'a Source<'a>, evidence: &'a public::Evidence) -> Evidence<'a> {
    Evidence { title: &evidence.title, address: source.evidence(evidence) }
}

fn lead_ids<'a>(source: &Source<'a>, leads: &[LeadIndex]) -> Vec<&'a str> {
    leads.iter().map(|lead| source.public.leads[lead.0].id.as_str()).collect()
}

pub fn recommendation<'a>(source: &'a Source<'a>, item: &'a public::Recommendation) -> Recommendation<'a> {
    let earlier = |(until, text): &'a (crate::date::Date, public::Words)| Earlier {
        until: when(Some(*until)),
        text: Plain(text),
    };
    Recommendation {
        reference: item.reference.as_str(),
        title: &item.title,
        address: source.address_of(source.plan, item),
        topic: item.topic.map(|topic| source.plan.topics[topic].id.as_str()),
        recommended: plain(item.recommended.as_ref()),
        response: item
            .response
            .as_ref()
            .map(|response| Response { answer: response.answer, reason: plain(response.reason.as_ref()) }),
        promised: plain(Some(&item.promised)),
        leads: lead_ids(source, &item.leads),
        support: lead_ids(source, &item.support),
        sponsors: lead_ids(source, &item.sponsors),
        standing: standing(source, &item.state),
        stale: item.state.stale,
        start: when(item.start),
        timescale: plain(item.timescale.as_ref()),
        review: when(item.review),
        added: when(item.added),
        actions: Each::of(source, &item.actions, action),
        updates: item.updates.iter().map(|update| reports::update(source, item, update)).collect(),
        related: Each::of(source, &item.related, other),
        follows: Each::of(source, &item.follows, other),
        followed_by: Each::of(source, &item.followed_by, other),
        superseded_by: item.superseded_by.as_ref().map(|place| other(source, place)),
        supersedes: Each::of(source, &item.supersedes, other),
        earlier_wording: item.earlier_wording.iter().map(earlier).collect(),
        evidence: Each::of(source, &item.evidence, evidence),
        also: also(&item.extra),
    }
}

#[derive(Serialize)]
struct Action<'a> {
    id: &'a str,
    title: &'a str,
    leads: Vec<&'a str>,
    #[serde(flatten)]
    standing: Standing<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timescale: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    milestones: Vec<Milestone<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Plain<'a>>,
}

#[derive(Serialize)]
struct Milestone<'a> {
    date: Option<When>,
    title: &'a str,
}

fn action<'a>(source: &'a Source<'a>, action: &'a public::Action) -> Action<'a> {
    let milestone =
        |(date, title): &'a (crate::date::Date, public::Words)| Milestone { date: when(Some(*date)), title };
    Action {
        id: action.id.as_str(),
        title: &action.title,
        leads: lead_ids(source, &action.leads),
        standing: standing(source, &action.state),
        start: when(action.start),
        timescale: plain(action.timescale.as_ref()),
        milestones: action.milestones.iter().map(milestone).collect(),
        note: plain(action.note.as_ref()),
    }
}

#[derive(Serialize)]
pub struct Indicator<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    better: Option<&'static str>,
    values: Vec<Measured<'a>>,
    targets: Vec<Measured<'a>>,
    refs: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Plain<'a>>,
}

/// A value stands as text, since JSON's numbers would lose the zero of 2.50.
#[derive(Serialize)]
struct Measured<'a> {
    date: Option<When>,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Plain<'a>>,
}

fn measured(reading: &Reading) -> Measured<'_> {
    Measured { date: when(Some(reading.date)), value: reading.value.to_string(), note: plain(reading.note.as_ref()) }
}

fn refs<'a>(source: &Source<'a>, recommendations: &[usize]) -> Vec<&'a str> {
    recommendations.iter().map(|index| source.plan.recommendations[*index].reference.as_str()).collect()
}

pub fn indicator<'a>(source: &'a Source<'a>, indicator: &'a public::Indicator) -> Indicator<'a> {
    Indicator {
        id: indicator.id.as_str(),
        title: &indicator.title,
        unit: indicator.unit.as_deref(),
        better: indicator.better,
        values: indicator.values.iter().map(measured).collect(),
        targets: indicator.targets.iter().map(measured).collect(),
        refs: refs(source, &indicator.recommendations),
        note: plain(indicator.note.as_ref()),
    }
}

#[derive(Serialize)]
pub struct Resources<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Plain<'a>>,
    rows: Vec<Cost<'a>>,
    totals: BTreeMap<String, Option<String>>,
}

#[derive(Serialize)]
struct Cost<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    /// By year, those that are given.
    amounts: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    funding: Option<&'a str>,
    refs: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Plain<'a>>,
}

pub fn resources<'a>(source: &'a Source<'a>, resources: &'a public::Resources) -> Resources<'a> {
    let year = |year: &crate::date::Date| year.edtf();
    let cost = |row: &'a public::ResourceRow| Cost {
        title: &row.title,
        kind: row.kind.as_deref(),
        amounts: resources
            .years
            .iter()
            .zip(&row.amounts)
            .filter_map(|(date, amount)| Some((year(date), amount.as_ref()?.to_string())))
            .collect(),
        funding: row.funding.as_deref(),
        refs: refs(source, &row.recommendations),
        note: plain(row.note.as_ref()),
    };
    Resources {
        unit: resources.unit.as_deref(),
        note: plain(resources.note.as_ref()),
        rows: resources.rows.iter().map(cost).collect(),
        totals: resources
            .years
            .iter()
            .zip(&resources.totals)
            .map(|(date, total)| (year(date), total.as_ref().map(ToString::to_string)))
            .collect(),
    }
}
