//! One report of a plan: what changed, and what was reported.

use serde::Serialize;

use super::difference::{Difference, Tally, difference, tally};
use super::frame::mark;
use super::glance::{Figures, figures};
use super::html;
use super::large::MOST_ROWS;
use super::row::{self, Link, Status};
use super::{About, Frame, Framing, words};
use crate::content::public::changes::Between;
use crate::content::public::{self, Public, Timing};

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
    actions_label: Option<String>,
    action_label: Option<String>,
    /// Against the report before.
    tally: Option<Tally>,
    /// Dates since the report before on which a report was due and not given.
    missed: Vec<String>,
    difference: Option<Difference>,
    /// What time alone has changed since, up to the site's own day; with the last report only.
    since: Option<Difference>,
    updates: Vec<Update>,
    /// How many of these are left out.
    more_updates: usize,
    /// Open, and nothing was reported.
    silent: Vec<Silent>,
    /// How many of these are left out.
    more_silent: usize,
    /// Of the list of comparisons.
    comparisons: Option<String>,
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
    /// `draft`, or the date of an embargo.
    pub preview: Option<String>,
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

/// A recommendation of which nothing was reported.
#[derive(Debug, Serialize)]
struct Silent {
    title: String,
    path: String,
    /// As known from before.
    status: Option<Status>,
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
    let (before, at) = (index.checked_sub(1), plan.at_round(index));
    let between = |from, to| Between { plan, scheme: public.scheme(), from, to };
    let neighbour =
        |index: Option<usize>| index.and_then(|index| plan.rounds.get(index)).map(|given| link(plan, given));
    let silent = silent(plan, index);
    Round {
        frame: frame.about(about).holding(round.title.iter().chain(&round.summary)).marked(round.preview),
        as_at: round.as_at.edtf(),
        counts: figures(public, &round.counts),
        summary: html(public, framing, round.summary.as_ref()),
        first: index == 0,
        label: row::label(plan, "recommendation"),
        actions_label: row::plural(plan, "action", "actions"),
        action_label: row::label(plan, "action"),
        tally: before.map(|before| tally(public, &plan.rounds[before].counts, &round.counts)),
        missed: missed(plan, index),
        difference: before.map(|before| difference(public, framing, &between(plan.at_round(before), at))),
        updates: round
            .updated
            .iter()
            .take(MOST_ROWS)
            .filter_map(|item| update(public, framing, plan, (*item, index)))
            .collect(),
        more_updates: round.updated.len().saturating_sub(MOST_ROWS),
        more_silent: silent.len().saturating_sub(MOST_ROWS),
        silent: silent.iter().take(MOST_ROWS).map(|item| unheard(public, plan, round, *item)).collect(),
        since: (index + 1 == plan.rounds.len())
            .then(|| difference(public, framing, &between(at, plan.on(public.as_of))))
            .filter(|since| !since.is_empty()),
        comparisons: (plan.rounds.len() > 1).then(|| format!("{}compare/", row::plan_path(plan))),
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
        preview: mark(round.preview),
    }
}

/// Reports that were due after the one before, by this one at the latest, and did not come.
fn missed(plan: &public::Plan, index: usize) -> Vec<String> {
    let after = index.checked_sub(1).map(|before| plan.rounds[before].day);
    let until = plan.rounds[index].day;
    let due = plan.reporting.iter().filter(|report| report.missed && report.round.is_none());
    let due = due
        .filter(|report| report.date.latest().is_some_and(|day| after.is_none_or(|after| after < day) && day <= until));
    due.map(|report| report.date.edtf()).collect()
}

fn silent(plan: &public::Plan, index: usize) -> Vec<usize> {
    let round = &plan.rounds[index];
    let standings = round.standings.iter().enumerate();
    standings
        .filter(|(_, standing)| standing.present && standing.timing != Timing::Done)
        .map(|(item, _)| item)
        .filter(|item| round.updated.binary_search(item).is_err())
        .collect()
}

fn unheard(public: &Public, plan: &public::Plan, round: &public::Round, index: usize) -> Silent {
    let item = &plan.recommendations[index];
    Silent {
        title: row::titled(item),
        path: row::path(plan, item),
        status: round.standings[index].status.map(|status| row::status(public, status, 0)),
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
