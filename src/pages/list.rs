//! Lists of recommendations: of a topic, of a lead, in one status, due in one year; and free pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::glance::{Figures, figures};
use super::html;
use super::row::{self, Link, Row, Status};
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
    pub counts: Figures,
    /// The sentence says how they do; a list of one status need not.
    pub told: bool,
    /// What all of them have.
    pub status: Option<Status>,
    pub renamed: bool,
    kind: Option<&'static str>,
    directorate: Option<String>,
    groups: Vec<Group>,
    previous: Option<Link>,
    next: Option<Link>,
}

impl List {
    /// Without what only some lists have.
    pub fn of(frame: Frame, groups: Vec<Group>) -> Self {
        Self {
            frame,
            body: String::new(),
            counts: Figures::default(),
            told: true,
            status: None,
            renamed: false,
            kind: None,
            directorate: None,
            groups,
            previous: None,
            next: None,
        }
    }
}

#[derive(Debug, Serialize)]
pub struct Group {
    title: String,
    path: String,
    /// The plan's own word for a recommendation.
    pub label: Option<String>,
    pub counts: Figures,
    rows: Vec<Row>,
}

pub fn group<'a>(
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
    let renamed = row::label(plan, "recommendation").is_some();
    let frame = Frame::new(public, framing, &topic.title, crumbs)
        .about(About {
            counts: Some(figures(public, &topic.counts)),
            renamed,
            words: words(topic.summary.as_deref()),
            ..About::default()
        })
        .fed("topic", &topic.title, framing)
        .holding(topic.summary.iter().chain([&topic.title]));
    let body = html(public, framing, topic.summary.as_ref());
    List {
        body,
        counts: figures(public, &topic.counts),
        renamed,
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
        ..List::of(frame.marked(plan.preview), vec![group(public, plan, items)])
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
    let counts = figures(public, &Counts::of(states, &public.statuses));
    let frame = Frame::new(public, framing, &lead.title, Vec::new())
        .about(About { counts: Some(counts.clone()), ..About::default() })
        .under("leads_index", "leads/");
    List {
        counts,
        kind: lead.kind,
        directorate: lead.directorate.as_ref().map(ToString::to_string),
        ..List::of(frame.fed("lead", &lead.title, framing), groups.collect())
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
