//! Home, topic, lead, round and free pages.

use std::collections::BTreeSet;

use serde::Serialize;

use super::frame::{Frame, Framing};
use super::html;
use super::row::{self, Figures, Link, Row, Status};
use crate::content::public::{self, ChangeKind, Public};

#[derive(Debug, Serialize)]
pub struct Home {
    frame: Frame,
    /// HTML.
    body: String,
    plans: Vec<Card>,
}

#[derive(Debug, Serialize)]
struct Card {
    title: String,
    path: String,
    organisation: String,
    stated_total: Option<u32>,
    counts: Figures,
}

pub fn home(public: &Public, framing: &Framing<'_>, body: &str) -> Home {
    let title = public.home.as_ref().map_or(&public.site.title, |home| &home.title);
    let card = |plan: &public::Plan| Card {
        title: plan.title.to_string(),
        path: format!("plans/{}/", plan.id),
        organisation: plan.organisation.as_ref().unwrap_or(&public.site.organisation).to_string(),
        stated_total: plan.stated.as_ref().and_then(|stated| stated.total).filter(|_| plan.counts.total == 0),
        counts: row::figures(public, &plan.counts),
    };
    let preview = public.home.as_ref().and_then(|home| home.preview);
    Home {
        frame: Frame::new(public, framing, title, Vec::new()).marked(preview),
        body: html(public, framing, Some(&body.into())),
        plans: public.plans.iter().map(card).collect(),
    }
}

/// A page of words, and tables under them.
#[derive(Debug, Serialize)]
pub struct Text {
    frame: Frame,
    /// HTML.
    body: String,
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
pub struct Group {
    title: String,
    caption: String,
    /// The plan's own word for a recommendation.
    label: Option<String>,
    rows: Vec<Row>,
}

pub fn page(public: &Public, framing: &Framing<'_>, page: &public::Page, body: &str) -> Text {
    Text {
        frame: Frame::new(public, framing, &page.title, Vec::new()).marked(page.preview),
        body: html(public, framing, Some(&body.into())),
        groups: Vec::new(),
    }
}

pub fn topic(public: &Public, framing: &Framing<'_>, plan: &public::Plan, topic: &public::Topic) -> Text {
    let rows =
        topic.recommendations.iter().map(|index| row::row(public, plan, &plan.recommendations[*index])).collect();
    let crumbs = vec![Link::new(row::short(plan), format!("plans/{}/", plan.id))];
    let group = Group {
        title: row::short(plan).to_owned(),
        caption: topic.title.to_string(),
        label: row::label(plan, "recommendation"),
        rows,
    };
    Text {
        frame: Frame::new(public, framing, &topic.title, crumbs)
            .fed("topic", &topic.title, framing)
            .marked(plan.preview),
        body: html(public, framing, topic.summary.as_ref()),
        groups: vec![group],
    }
}

/// All that a lead answers for, plan by plan.
pub fn lead(public: &Public, framing: &Framing<'_>, lead: &public::Lead) -> Text {
    let groups = public.plans.iter().enumerate().filter_map(|(index, plan)| {
        // Once each, even where the lead has several parts in it.
        let items: BTreeSet<usize> = lead
            .answers_for
            .iter()
            .filter(|(place, _)| place.plan == index)
            .map(|(place, _)| place.recommendation)
            .collect();
        let rows: Vec<Row> = items.iter().map(|item| row::row(public, plan, &plan.recommendations[*item])).collect();
        (!rows.is_empty()).then(|| Group {
            title: plan.title.to_string(),
            caption: format!("{}: {}", lead.title, row::short(plan)),
            label: row::label(plan, "recommendation"),
            rows,
        })
    });
    let frame = Frame::new(public, framing, &lead.title, Vec::new()).fed("lead", &lead.title, framing);
    Text { frame, body: String::new(), groups: groups.collect() }
}

#[derive(Debug, Serialize)]
pub struct Round {
    frame: Frame,
    /// HTML.
    summary: String,
    first: bool,
    /// The plan's own word for a recommendation.
    label: Option<String>,
    changes: Vec<Change>,
    updates: Vec<Update>,
}

#[derive(Debug, Serialize)]
struct Change {
    title: String,
    path: String,
    kind: &'static str,
    status: Option<Status>,
    to: Option<String>,
}

#[derive(Debug, Serialize)]
struct Update {
    title: String,
    path: String,
    status: Option<Status>,
    /// HTML.
    progress: String,
}

pub fn round(public: &Public, framing: &Framing<'_>, plan: &public::Plan, index: usize) -> Round {
    let round = &plan.rounds[index];
    let change = |change: &public::Change| {
        let item = &plan.recommendations[change.recommendation];
        let (status, to) = match &change.kind {
            ChangeKind::Status { to, .. } => (Some(row::status(public, *to, 0)), None),
            ChangeKind::Date { to, .. } => (None, Some(to.edtf())),
            _ => (None, None),
        };
        Change { title: row::titled(item), path: row::path(plan, item), kind: change.kind.id(), status, to }
    };
    let update = |item: &usize| {
        let item = &plan.recommendations[*item];
        let given = item.updates.iter().find(|update| update.round == index);
        let status = given.and_then(|update| update.status).map(|status| row::status(public, status, 0));
        let progress = html(public, framing, given.and_then(|update| update.progress.as_ref()));
        Update { title: row::titled(item), path: row::path(plan, item), status, progress }
    };
    let crumbs = vec![Link::new(row::short(plan), format!("plans/{}/", plan.id))];
    let frame = match &round.title {
        Some(title) => Frame::new(public, framing, &format!("{title}: {}", row::short(plan)), crumbs),
        None => Frame::new(public, framing, row::short(plan), crumbs).worded("update_for", Some(round.as_at.edtf())),
    };
    Round {
        frame: frame.marked(round.preview),
        summary: html(public, framing, round.summary.as_ref()),
        first: index == 0,
        label: row::label(plan, "recommendation"),
        changes: round.changes.iter().map(change).collect(),
        updates: round.updated.iter().map(update).collect(),
    }
}
