//! One round: what changed since the report before, and what was reported.

use serde::Serialize;

use super::frame::{Frame, Framing};
use super::html;
use super::row::{self, Link, Status};
use crate::content::public::{self, ChangeKind, Public};

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
        frame: frame.holding(round.title.iter().chain(&round.summary)).marked(round.preview),
        summary: html(public, framing, round.summary.as_ref()),
        first: index == 0,
        label: row::label(plan, "recommendation"),
        changes: round.changes.iter().map(change).collect(),
        updates: round.updated.iter().map(update).collect(),
    }
}
