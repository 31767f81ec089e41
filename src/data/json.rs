//! The whole plan as one JSON document, nested as the plan is.
//!
//! Leads, statuses, topics and rounds stand once and are named by their ids. A key without a value
//! is left out. Written from borrowed matter as it goes: a long plan has more text than should be
//! held twice.

mod glance;
mod items;
mod reports;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{Source, leads_of, licence_address};
use crate::content::public::{Counts, Link, Plan, Review, StatusIndex, Words};
use crate::date::Date;
use crate::prose;

pub use glance::{difference, standing};

/// Appends the plan.
///
/// # Errors
/// Never in practice: all of it can be written as JSON, and memory takes it.
pub fn json(source: &Source<'_>, out: &mut Vec<u8>) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, &whole(source))?;
    out.push(b'\n');
    Ok(())
}

/// A list whose members are made one by one while they are written.
struct Each<'a, T, S> {
    source: &'a Source<'a>,
    items: &'a [T],
    make: fn(&'a Source<'a>, &'a T) -> S,
}

impl<'a, T, S> Each<'a, T, S> {
    /// `None` where there is nothing to list.
    fn of(source: &'a Source<'a>, items: &'a [T], make: fn(&'a Source<'a>, &'a T) -> S) -> Option<Self> {
        (!items.is_empty()).then_some(Self { source, items, make })
    }
}

impl<T, S: Serialize> Serialize for Each<'_, T, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_seq(self.items.iter().map(|item| (self.make)(self.source, item)))
    }
}

/// The words of Markdown.
struct Plain<'a>(&'a str);

impl Serialize for Plain<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_str(&prose::plain(self.0))
    }
}

fn plain(words: Option<&Words>) -> Option<Plain<'_>> {
    words.filter(|words| !words.trim().is_empty()).map(|words| Plain(words))
}

/// A date as written, with the days that it can mean.
#[derive(Serialize)]
struct When {
    written: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
}

fn when(date: Option<Date>) -> Option<When> {
    let day = |day: Option<crate::date::Day>| day.map(|day| day.to_string());
    date.map(|date| When { written: date.edtf(), earliest: day(date.earliest()), latest: day(date.latest()) })
}

#[derive(Serialize)]
struct Titled<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

fn titled(link: &Link) -> Titled<'_> {
    Titled { title: &link.title, address: link.url.as_deref() }
}

/// Counts by the ids of statuses, and what is derived.
#[derive(Serialize)]
struct Figures<'a> {
    total: usize,
    by_status: BTreeMap<&'a str, usize>,
    unreported: usize,
    open: usize,
    overdue: usize,
    past_unreported: usize,
    due_soon: usize,
    slipped: usize,
    stale: usize,
}

fn figures<'a>(source: &Source<'a>, counts: &Counts) -> Figures<'a> {
    let statuses = source.public.statuses.iter().zip(&counts.by_status);
    Figures {
        total: counts.total,
        by_status: statuses.filter(|(_, n)| **n > 0).map(|(status, n)| (status.id.as_str(), *n)).collect(),
        unreported: counts.unreported,
        open: counts.open,
        overdue: counts.overdue,
        past_unreported: counts.past_unreported,
        due_soon: counts.due_soon,
        slipped: counts.slipped,
        stale: counts.stale,
    }
}

/// What an author gave besides, under the author's own labels.
fn also(extra: &[(Words, Vec<Words>)]) -> BTreeMap<&str, Vec<&str>> {
    extra.iter().map(|(label, texts)| (&**label, texts.iter().map(|text| &**text).collect())).collect()
}

#[derive(Serialize)]
struct Whole<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_title: Option<&'a str>,
    organisation: &'a str,
    address: String,
    language: &'a str,
    as_of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<Licence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Reviewed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adopted: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    also: BTreeMap<&'a str, Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Stated<'a>>,
    counts: Figures<'a>,
    statuses: Vec<Status<'a>>,
    leads: Vec<Lead<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topics: Option<Each<'a, crate::content::public::Topic, items::Topic<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendations: Option<Each<'a, crate::content::public::Recommendation, items::Recommendation<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reporting: Option<reports::Reporting<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rounds: Option<Each<'a, crate::content::public::Round, reports::Round<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicators: Option<Each<'a, crate::content::public::Indicator, items::Indicator<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resources: Option<items::Resources<'a>>,
}

#[derive(Serialize)]
struct Licence<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

#[derive(Serialize)]
struct Reviewed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Titled<'a>>,
}

#[derive(Serialize)]
struct Stated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    as_at: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<u32>,
    by_status: BTreeMap<&'a str, u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Titled<'a>>,
}

#[derive(Serialize)]
struct Status<'a> {
    id: &'a str,
    label: String,
    meaning: String,
    open: bool,
}

#[derive(Serialize)]
struct Lead<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    directorate: Option<&'a str>,
    address: String,
}

fn whole<'a>(source: &'a Source<'a>) -> Whole<'a> {
    let (public, plan) = (source.public, source.plan);
    Whole {
        id: plan.id.as_str(),
        title: &plan.title,
        short_title: plan.short_title.as_deref(),
        organisation: source.organisation(),
        address: source.address(&format!("plans/{}/", plan.id)),
        language: &public.edition.language,
        as_of: public.as_of.to_string(),
        licence: public.site.licence.as_deref().map(|id| Licence { id, address: licence_address(id) }),
        notice: plain(public.site.notice.as_ref()),
        review: plan.source.as_ref().map(review),
        adopted: when(plan.adopted),
        closed: when(plan.closed),
        summary: plain(plan.summary.as_ref()),
        labels: plan.labels.iter().map(|(word, label)| (&**word, &**label)).collect(),
        also: also(&plan.extra),
        stated: stated(source),
        counts: figures(source, &plan.counts),
        statuses: public.statuses.iter().map(|given| status(source, given)).collect(),
        leads: leads(source, plan),
        topics: Each::of(source, &plan.topics, items::topic),
        recommendations: Each::of(source, &plan.recommendations, items::recommendation),
        reporting: reports::reporting(source),
        rounds: Each::of(source, &plan.rounds, reports::round),
        indicators: Each::of(source, &plan.indicators, items::indicator),
        resources: plan.resources.as_ref().map(|resources| items::resources(source, resources)),
    }
}

fn review(review: &Review) -> Reviewed<'_> {
    Reviewed {
        body: review.body.as_deref(),
        kind: review.kind.as_deref(),
        held: when(review.held),
        report: review.report.as_ref().map(titled),
    }
}

fn stated<'a>(source: &'a Source<'a>) -> Option<Stated<'a>> {
    let stated = source.plan.stated.as_ref()?;
    Some(Stated {
        as_at: when(Some(stated.as_at)),
        total: stated.total,
        by_status: stated
            .statuses
            .iter()
            .filter_map(|(status, n)| Some((status_id(source, Some(*status))?, *n)))
            .collect(),
        note: plain(stated.note.as_ref()),
        source: stated.source.as_ref().map(titled),
    })
}

fn status_id<'a>(source: &Source<'a>, status: Option<StatusIndex>) -> Option<&'a str> {
    status.map(|status| source.public.statuses[status.0].id.as_str())
}

fn status<'a>(source: &Source<'a>, status: &'a crate::content::public::Status) -> Status<'a> {
    Status {
        id: status.id.as_str(),
        label: source.status_label(status),
        meaning: source.status_meaning(status),
        open: status.open,
    }
}

fn leads<'a>(source: &Source<'a>, plan: &Plan) -> Vec<Lead<'a>> {
    let lead = |index: crate::content::public::LeadIndex| {
        let lead = &source.public.leads[index.0];
        Lead {
            id: lead.id.as_str(),
            title: &lead.title,
            kind: lead.kind,
            directorate: lead.directorate.as_deref(),
            address: source.address(&format!("leads/{}/", lead.id)),
        }
    };
    leads_of(plan).into_iter().map(lead).collect()
}
