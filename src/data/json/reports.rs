//! Rounds with what they changed, updates, and when reports are due.

use serde::Serialize;

use super::items::{Evidence, Other, evidence, other};
use super::{Each, Figures, Plain, When, figures, plain, status_id, when};
use crate::content::public::history::Standing;
use crate::content::public::{self, ChangeKind, StatusIndex};
use crate::data::{Source, status_change};
use crate::date::days_between;

#[derive(Serialize)]
pub struct Reporting<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cycle: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    committee: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<Each<'a, public::ReportDate, ReportDate<'a>>>,
}

#[derive(Serialize)]
struct ReportDate<'a> {
    date: Option<When>,
    /// `given`, `missed` or `awaited`.
    report: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<&'a str>,
}

pub fn reporting<'a>(source: &'a Source<'a>) -> Option<Reporting<'a>> {
    let reporting = Reporting {
        cycle: source.plan.cycle.as_deref(),
        committee: source.plan.committee.as_deref(),
        dates: Each::of(source, &source.plan.reporting, report_date),
    };
    let is_empty = reporting.cycle.is_none() && reporting.committee.is_none() && reporting.dates.is_none();
    (!is_empty).then_some(reporting)
}

fn report_date<'a>(source: &'a Source<'a>, report: &'a public::ReportDate) -> ReportDate<'a> {
    ReportDate {
        date: when(Some(report.date)),
        report: report.state(),
        round: report.round.map(|round| source.plan.rounds[round].slug.as_str()),
    }
}

#[derive(Serialize)]
pub struct Round<'a> {
    id: &'a str,
    as_at: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Plain<'a>>,
    counts: Figures<'a>,
    /// The refs of those that were reported on.
    updated: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
pub struct Change<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_from: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_to: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<Other<'a>>,
}

pub fn round<'a>(source: &'a Source<'a>, round: &'a public::Round) -> Round<'a> {
    let reference = |index: &usize| source.plan.recommendations[*index].reference.as_str();
    Round {
        id: &round.slug,
        as_at: when(Some(round.as_at)),
        title: round.title.as_deref(),
        address: source.address(&format!("plans/{}/rounds/{}/", source.plan.id, round.slug)),
        summary: plain(round.summary.as_ref()),
        counts: figures(source, &round.counts),
        updated: round.updated.iter().map(reference).collect(),
        changes: round.changes.iter().map(|given| change(source, &round.standings, given)).collect(),
    }
}

/// `after` is how the recommendations stood then.
pub fn change<'a>(source: &'a Source<'a>, after: &[Standing], change: &'a public::Change) -> Change<'a> {
    let item = &source.plan.recommendations[change.recommendation];
    let status = after.get(change.recommendation).and_then(|standing| standing.status);
    of_kind(source, item, status, &change.kind)
}

/// `after` is how the action stood then.
pub fn action_change<'a>(source: &'a Source<'a>, after: Standing, change: &'a public::ActionChange) -> Change<'a> {
    let item = &source.plan.recommendations[change.recommendation];
    let action = Some(item.actions[change.action].id.as_str());
    Change { action, ..of_kind(source, item, after.status, &change.kind) }
}

fn of_kind<'a>(
    source: &'a Source<'a>,
    item: &'a public::Recommendation,
    after: Option<StatusIndex>,
    kind: &'a ChangeKind,
) -> Change<'a> {
    let (status_from, status_to) = status_change(after, kind);
    let (due_from, due_to) = match *kind {
        ChangeKind::Date { from, to } => (from, Some(to)),
        _ => (None, None),
    };
    Change {
        reference: item.reference.as_str(),
        action: None,
        change: kind.id(),
        status_from: status_id(source, status_from),
        status_to: status_id(source, status_to),
        due_from: when(due_from),
        due_to: when(due_to),
        merged_into: match kind {
            ChangeKind::Merged { into } => Some(other(source, into)),
            _ => None,
        },
    }
}

#[derive(Serialize)]
struct Approved<'a> {
    body: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<When>,
}

fn approved(approved: &public::Approved) -> Approved<'_> {
    Approved { body: &approved.body, date: when(approved.date) }
}

#[derive(Serialize)]
pub struct DateChange<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<When>,
    to: Option<When>,
    /// How far the last day moved, later being positive.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
    round: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<Approved<'a>>,
}

pub fn date_change<'a>(source: &'a Source<'a>, slip: &'a public::Slip) -> DateChange<'a> {
    DateChange {
        from: when(slip.from),
        to: when(Some(slip.to)),
        days: slip.from.and_then(|from| days_between(from, slip.to)),
        round: &source.plan.rounds[slip.round].slug,
        reason: plain(slip.reason.as_ref()),
        approved: slip.approved.as_ref().map(approved),
    }
}

#[derive(Serialize)]
pub struct Update<'a> {
    round: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<Approved<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Plain<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assessments: Vec<Assessment<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<ActionUpdate<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Each<'a, public::Evidence, Evidence<'a>>>,
}

#[derive(Serialize)]
struct Assessment<'a> {
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<When>,
    view: Plain<'a>,
}

#[derive(Serialize)]
struct ActionUpdate<'a> {
    action: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<When>,
}

pub fn update<'a>(source: &'a Source<'a>, item: &'a public::Recommendation, update: &'a public::Update) -> Update<'a> {
    let assessment =
        |given: &'a public::Assessment| Assessment { by: &given.by, date: when(given.date), view: Plain(&given.view) };
    Update {
        round: &source.plan.rounds[update.round].slug,
        status: status_id(source, update.status),
        progress: plain(update.progress.as_ref()),
        due: when(update.due),
        reason: plain(update.reason.as_ref()),
        approved: update.approved.as_ref().map(approved),
        outcome: plain(update.outcome.as_ref()),
        assessments: update.assessments.iter().map(assessment).collect(),
        actions: update
            .actions
            .iter()
            .map(|(action, status, due)| ActionUpdate {
                action: item.actions[*action].id.as_str(),
                status: status_id(source, *status),
                due: when(*due),
            })
            .collect(),
        evidence: Each::of(source, &update.evidence, evidence),
    }
}
