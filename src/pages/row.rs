//! What lists and tables show of a recommendation, and the small shapes that pages share.

use serde::Serialize;

use super::frame::mark;
use crate::content::public::{
    Evidence, LeadIndex, Place, Plan, Public, Recommendation, Round, State, StatusIndex, Words,
};
use crate::date::Date;

#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub title: String,
    pub path: String,
}

impl Link {
    pub fn new(title: &str, path: String) -> Self {
        Self { title: title.to_owned(), path }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Status {
    pub id: String,
    pub label: Option<String>,
    pub meaning: Option<String>,
    pub colour: String,
    pub shape: String,
    pub count: usize,
}

#[derive(Debug, Serialize)]
pub struct Row {
    pub reference: String,
    pub title: String,
    pub path: String,
    pub leads: Vec<Link>,
    pub status: Option<Status>,
    /// The place of the status in the scheme; none comes last.
    pub rank: usize,
    pub due: Option<String>,
    /// The last day that `due` can mean, if there is one: a day by which lists can be put in order.
    pub last_day: Option<String>,
    pub timing: &'static str,
    /// The parts that a lead has in it, strings under `part_`; on a lead's page alone.
    pub parts: Vec<&'static str>,
    /// `draft`, or the date of an embargo.
    pub preview: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Fact {
    pub label: String,
    pub text: String,
}

pub fn row(public: &Public, plan: &Plan, item: &Recommendation) -> Row {
    Row {
        reference: item.reference.to_string(),
        title: item.title.to_string(),
        path: path(plan, item),
        leads: leads(public, &item.leads),
        status: item.state.status.map(|index| status(public, index, 0)),
        rank: item.state.status.map_or(public.statuses.len(), |status| status.0),
        due: edtf(item.state.due),
        last_day: item.state.due.and_then(Date::latest).map(|day| day.to_string()),
        timing: timing(&item.state),
        parts: Vec::new(),
        preview: mark(item.preview),
    }
}

pub fn timing(state: &State) -> &'static str {
    state.timing.id()
}

pub fn path(plan: &Plan, item: &Recommendation) -> String {
    format!("plans/{}/recommendations/{}/", plan.id, item.reference.slug())
}

pub fn plan_path(plan: &Plan) -> String {
    format!("plans/{}/", plan.id)
}

pub fn round_path(plan: &Plan, round: &Round) -> String {
    format!("plans/{}/rounds/{}/", plan.id, round.slug)
}

/// The part of a recommendation's page that tells of a round.
pub fn anchor(round: &Round) -> String {
    format!("report-{}", round.slug)
}

/// How lists name it.
pub fn titled(item: &Recommendation) -> String {
    format!("{}. {}", item.reference, item.title)
}

/// Where a piece of evidence can be read; what is no web address is shown as a title alone:
/// nothing typed may run.
pub fn evidence_address(root: &str, evidence: &Evidence) -> Option<String> {
    let web = |url: &&Words| url.starts_with("https://") || url.starts_with("http://");
    let own = evidence.file.as_ref().map(|file| format!("{root}{file}"));
    own.or_else(|| evidence.url.as_ref().filter(web).map(ToString::to_string))
}

pub fn status(public: &Public, index: StatusIndex, count: usize) -> Status {
    let status = &public.statuses[index.0];
    Status {
        id: status.id.to_string(),
        label: status.label.as_deref().map(str::to_owned),
        meaning: status.meaning.as_deref().map(|meaning| meaning.trim().to_owned()),
        colour: status.colour.to_string(),
        shape: status.shape.to_string(),
        count,
    }
}

pub fn leads(public: &Public, leads: &[LeadIndex]) -> Vec<Link> {
    let link = |lead: &LeadIndex| {
        let lead = &public.leads[lead.0];
        Link::new(&lead.title, format!("leads/{}/", lead.id))
    };
    leads.iter().map(link).collect()
}

/// Links to recommendations; one of another plan carries that plan's name.
pub fn places(public: &Public, from: usize, places: &[Place]) -> Vec<Link> {
    let link = |place: &Place| {
        let plan = &public.plans[place.plan];
        let item = &plan.recommendations[place.recommendation];
        let title = titled(item);
        let elsewhere = place.plan != from;
        let title = if elsewhere { format!("{title} ({})", short(plan)) } else { title };
        Link::new(&title, path(plan, item))
    };
    places.iter().map(link).collect()
}

pub fn short(plan: &Plan) -> &str {
    plan.short_title.as_deref().unwrap_or(&plan.title)
}

/// The plan's own word, or none.
pub fn label(plan: &Plan, word: &str) -> Option<String> {
    plan.labels.iter().find(|(key, _)| &**key == word).map(|(_, label)| label.to_string())
}

/// The plan's own word for several of them: that of `words`, else the one for one.
pub fn plural(plan: &Plan, word: &str, words: &str) -> Option<String> {
    label(plan, words).or_else(|| label(plan, word))
}

pub fn facts(extra: &[(Words, Vec<Words>)]) -> Vec<Fact> {
    extra
        .iter()
        .map(|(label, texts)| Fact {
            label: label.to_string(),
            text: texts.iter().map(|text| &**text).collect::<Vec<_>>().join("; "),
        })
        .collect()
}

pub fn edtf(date: Option<Date>) -> Option<String> {
    date.map(Date::edtf)
}
