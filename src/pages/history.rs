//! What was reported of one recommendation, round by round, newest first.

use serde::Serialize;

use super::frame::mark;
use super::measure::{self, Approved, Document};
use super::row::{self, Status, edtf};
use super::{Framing, html};
use crate::content::public::{self, Public};

#[derive(Debug, Serialize)]
pub struct Update {
    /// Its place on the page, to which feeds lead.
    anchor: String,
    as_at: String,
    /// Of the round's page.
    path: String,
    status: Option<Status>,
    /// The date that it moved to, if it did.
    due: Option<String>,
    due_before: Option<String>,
    /// HTML, and only where no moved date tells it.
    reason: String,
    approved: Option<Approved>,
    /// HTML.
    progress: String,
    actions: Vec<ActionNews>,
    evidence: Vec<Document>,
    /// There is an outcome or a view, told further down.
    outcome: bool,
    assessed: bool,
    /// `draft`, or the date of an embargo, of the update or its round.
    preview: Option<String>,
}

#[derive(Debug, Serialize)]
struct ActionNews {
    title: String,
    status: Option<Status>,
    due: Option<String>,
}

/// What difference it made, as told in one round.
#[derive(Debug, Serialize)]
pub struct Outcome {
    as_at: String,
    /// HTML.
    text: String,
}

/// What somebody else says.
#[derive(Debug, Serialize)]
pub struct Assessment {
    by: String,
    /// Its own, or else the round's.
    date: String,
    /// HTML.
    text: String,
}

pub fn updates(
    public: &Public,
    framing: &Framing<'_>,
    plan: &public::Plan,
    item: &public::Recommendation,
) -> Vec<Update> {
    item.updates.iter().rev().map(|given| update(public, framing, plan, (item, given))).collect()
}

fn update(
    public: &Public,
    framing: &Framing<'_>,
    plan: &public::Plan,
    (item, given): (&public::Recommendation, &public::Update),
) -> Update {
    let under = Framing { heading_base: 4, ..*framing };
    let round = &plan.rounds[given.round];
    let slip = item.state.slips.iter().find(|slip| slip.round == given.round);
    let news = |(action, status, due): &(usize, Option<public::StatusIndex>, Option<crate::date::Date>)| ActionNews {
        title: item.actions[*action].title.to_string(),
        status: status.map(|index| row::status(public, index, 0)),
        due: edtf(*due),
    };
    Update {
        anchor: row::anchor(round),
        as_at: round.as_at.edtf(),
        path: row::round_path(plan, round),
        status: given.status.map(|index| row::status(public, index, 0)),
        due: slip.map(|slip| slip.to.edtf()),
        due_before: slip.and_then(|slip| edtf(slip.from)),
        progress: html(public, &under, given.progress.as_ref()),
        reason: html(public, &under, given.reason.as_ref().filter(|_| slip.is_none())),
        approved: measure::approved(given.approved.as_ref().filter(|_| slip.is_none())),
        actions: given.actions.iter().map(news).collect(),
        evidence: measure::evidence(public, framing, &given.evidence),
        outcome: given.outcome.is_some(),
        assessed: !given.assessments.is_empty(),
        preview: mark(given.preview.or(round.preview)),
    }
}

pub fn outcomes(
    public: &Public,
    framing: &Framing<'_>,
    plan: &public::Plan,
    item: &public::Recommendation,
) -> Vec<Outcome> {
    let told = item.updates.iter().rev().filter(|update| update.outcome.is_some());
    told.map(|update| Outcome {
        as_at: plan.rounds[update.round].as_at.edtf(),
        text: html(public, framing, update.outcome.as_ref()),
    })
    .collect()
}

pub fn assessments(
    public: &Public,
    framing: &Framing<'_>,
    plan: &public::Plan,
    item: &public::Recommendation,
) -> Vec<Assessment> {
    let told = item.updates.iter().rev().flat_map(|update| update.assessments.iter().map(move |view| (update, view)));
    told.map(|(update, view)| Assessment {
        by: view.by.to_string(),
        date: view.date.unwrap_or(plan.rounds[update.round].as_at).edtf(),
        text: html(public, framing, Some(&view.view)),
    })
    .collect()
}
