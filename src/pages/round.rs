//! One report of a plan: what changed, and what was reported.

use serde::Serialize;

use super::change::{Changed, changed};
use super::glance::{Figures, figures};
use super::html;
use super::row::{self, Link, Status};
use super::{About, Frame, Framing, words};
use crate::content::public::{self, Public};

#[derive(Debug, Serialize)]
pub struct Round {
    frame: Frame,
    as_at: String,
    /// As they stood then.
    counts: Figures,
    /// HTML.
    summary: String,
    first: bool,
    /// The plan's own word for a recommendation.
    label: Option<String>,
    changed: Vec<Changed>,
    updates: Vec<Update>,
    previous: Option<RoundLink>,
    next: Option<RoundLink>,
}

#[derive(Debug, Serialize)]
pub struct RoundLink {
    pub title: Option<String>,
    pub as_at: String,
    pub path: String,
    /// How many recommendations were reported on.
    pub updated: usize,
}

#[derive(Debug, Serialize)]
struct Update {
    title: String,
    path: String,
    status: Option<Status>,
    due: Option<String>,
    /// HTML.
    progress: String,
    /// HTML.
    outcome: String,
}

pub fn round(public: &Public, framing: &Framing<'_>, plan: &public::Plan, index: usize) -> Round {
    let round = &plan.rounds[index];
    let crumbs = vec![Link::new(row::short(plan), row::plan_path(plan))];
    let frame = match &round.title {
        Some(title) => Frame::new(public, framing, &format!("{title}: {}", row::short(plan)), crumbs),
        None => Frame::new(public, framing, row::short(plan), crumbs).worded("update_for", Some(round.as_at.edtf())),
    };
    let about = About {
        article: true,
        reported_on: Some(round.updated.len()),
        words: words(round.summary.as_deref()),
        ..About::default()
    };
    let neighbour =
        |index: Option<usize>| index.and_then(|index| plan.rounds.get(index)).map(|given| link(plan, given));
    Round {
        frame: frame.about(about).holding(round.title.iter().chain(&round.summary)).marked(round.preview),
        as_at: round.as_at.edtf(),
        counts: figures(public, &round.counts),
        summary: html(public, framing, round.summary.as_ref()),
        first: index == 0,
        label: row::label(plan, "recommendation"),
        changed: changed(public, plan, index),
        updates: round.updated.iter().filter_map(|item| update(public, framing, plan, (*item, index))).collect(),
        previous: neighbour(index.checked_sub(1)),
        next: neighbour(Some(index + 1)),
    }
}

pub fn link(plan: &public::Plan, round: &public::Round) -> RoundLink {
    RoundLink {
        title: round.title.as_ref().map(ToString::to_string),
        as_at: round.as_at.edtf(),
        path: row::round_path(plan, round),
        updated: round.updated.len(),
    }
}

fn update(
    public: &Public,
    framing: &Framing<'_>,
    plan: &public::Plan,
    (item, round): (usize, usize),
) -> Option<Update> {
    let item = &plan.recommendations[item];
    let given = item.updates.iter().find(|update| update.round == round)?;
    Some(Update {
        title: row::titled(item),
        path: row::path(plan, item),
        status: given.status.map(|status| row::status(public, status, 0)),
        due: row::edtf(given.due),
        progress: html(public, framing, given.progress.as_ref()),
        outcome: html(public, framing, given.outcome.as_ref()),
    })
}
