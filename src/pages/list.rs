//! Home, topic, lead and free pages.

use std::collections::BTreeSet;

use serde::Serialize;

use super::frame::{Frame, Framing};
use super::html;
use super::row::{self, Figures, Link, Row};
use crate::content::public::{self, Public};

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
        frame: Frame::new(public, framing, title, Vec::new())
            .holding(public.home.iter().map(|home| &home.body))
            .marked(preview),
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
        frame: Frame::new(public, framing, &page.title, Vec::new())
            .holding([&page.title, &page.body])
            .marked(page.preview),
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
            .holding(topic.summary.iter().chain([&topic.title]))
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
