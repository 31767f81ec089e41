//! Lists of recommendations: of a topic, of a lead, in one status, due in one year; and free pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::glance::{Figures, figures};
use super::html;
use super::row::{self, Link, Row};
use super::{About, Frame, Framing, words};
use crate::content::public::{self, Counts, Part, Public};

/// A page of words.
#[derive(Debug, Serialize)]
pub struct Text {
    frame: Frame,
    /// HTML.
    body: String,
}

pub fn page(public: &Public, framing: &Framing<'_>, page: &public::Page, body: &str) -> Text {
    Text {
        frame: Frame::new(public, framing, &page.title, Vec::new())
            .about(About {
                article: true,
                words: words(page.description.as_deref().or(Some(body))),
                ..About::default()
            })
            .holding([&page.title, &page.body])
            .marked(page.preview),
        body: html(public, framing, Some(&body.into())),
    }
}

/// Tables of recommendations, plan by plan.
#[derive(Debug, Serialize)]
pub struct List {
    frame: Frame,
    /// HTML.
    body: String,
    /// The sentence over all groups.
    counts: Figures,
    /// The sentence says how they do; a list of one status need not.
    told: bool,
    renamed: bool,
    kind: Option<&'static str>,
    directorate: Option<String>,
    groups: Vec<Group>,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Debug, Serialize)]
struct Group {
    title: String,
    path: String,
    /// The plan's own word for a recommendation.
    label: Option<String>,
    counts: Figures,
    rows: Vec<Row>,
}

fn group<'a>(
    public: &Public,
    plan: &public::Plan,
    items: impl Iterator<Item = &'a public::Recommendation> + Clone,
) -> Group {
    let counts = Counts::of(items.clone().map(|item| &item.state), &public.statuses);
    Group {
        title: row::short(plan).to_owned(),
        path: row::plan_path(plan),
        label: row::label(plan, "recommendation"),
        counts: figures(public, &counts),
        rows: items.map(|item| row::row(public, plan, item)).collect(),
    }
}

pub fn topic(public: &Public, framing: &Framing<'_>, plan: &public::Plan, index: usize) -> List {
    let topic = &plan.topics[index];
    let items = topic.recommendations.iter().map(|index| &plan.recommendations[*index]);
    let crumbs = vec![Link::new(row::short(plan), row::plan_path(plan))];
    let neighbour = |index: Option<usize>| {
        index
            .and_then(|index| plan.topics.get(index))
            .map(|topic| Link::new(&topic.title, format!("plans/{}/topics/{}/", plan.id, topic.id)))
    };
    List {
        frame: Frame::new(public, framing, &topic.title, crumbs)
            .about(About {
                counts: Some(figures(public, &topic.counts)),
                renamed: row::label(plan, "recommendation").is_some(),
                words: words(topic.summary.as_deref()),
                ..About::default()
            })
            .fed("topic", &topic.title, framing)
            .holding(topic.summary.iter().chain([&topic.title]))
            .marked(plan.preview),
        body: html(public, framing, topic.summary.as_ref()),
        counts: figures(public, &topic.counts),
        told: true,
        renamed: row::label(plan, "recommendation").is_some(),
        kind: None,
        directorate: None,
        groups: vec![group(public, plan, items)],
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
    }
}

/// All that a lead answers for, plan by plan.
pub fn lead(public: &Public, framing: &Framing<'_>, lead: &public::Lead) -> List {
    let mut parts: BTreeMap<(usize, usize), Vec<&'static str>> = BTreeMap::new();
    for (place, part) in &lead.answers_for {
        parts.entry((place.plan, place.recommendation)).or_default().push(part_key(*part));
    }
    let groups = public.plans.iter().enumerate().filter_map(|(index, plan)| {
        let own = parts.range((index, 0)..=(index, usize::MAX));
        let items = own.clone().map(|((_, item), _)| &plan.recommendations[*item]);
        let mut group = group(public, plan, items);
        for (row, (_, parts)) in group.rows.iter_mut().zip(own) {
            row.parts.clone_from(parts);
        }
        (!group.rows.is_empty()).then_some(group)
    });
    let states = parts.keys().map(|(plan, item)| &public.plans[*plan].recommendations[*item].state);
    let counts = Counts::of(states, &public.statuses);
    List {
        frame: Frame::new(public, framing, &lead.title, Vec::new())
            .about(About { counts: Some(figures(public, &counts)), ..About::default() })
            .fed("lead", &lead.title, framing),
        body: String::new(),
        counts: figures(public, &counts),
        told: true,
        renamed: false,
        kind: lead.kind,
        directorate: lead.directorate.as_ref().map(ToString::to_string),
        groups: groups.collect(),
        previous: None,
        next: None,
    }
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Leads => "leads",
        Part::Supports => "supports",
        Part::Sponsors => "sponsors",
        Part::Action => "action",
    }
}
