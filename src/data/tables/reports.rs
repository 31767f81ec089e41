//! What was reported, and what each report changed.

use anyhow::Result;

use super::{Column, Kind, OF_ACTION, OF_RECOMMENDATION, OF_ROUND, Table};
use crate::content::public::{ChangeKind, Plan, Recommendation, Slip};
use crate::data::{Source, plain, status_change};
use crate::date::{Date, days_between};
use crate::table::{Cell, Row};

pub(super) const UPDATES: Table = Table {
    name: "updates",
    columns: &[
        Column::required("round", Kind::Line),
        Column::required("as_at", Kind::Written),
        Column::required("ref", Kind::Line),
        Column::new("status", Kind::Status).meaning("update_status"),
        Column::new("progress", Kind::Text),
        Column::new("due", Kind::Written).meaning("update_due"),
        Column::new("due_latest", Kind::Day),
        Column::new("reason", Kind::Text),
        Column::new("approved_by", Kind::Line),
        Column::new("approved_on", Kind::Written),
        Column::new("outcome", Kind::Text),
    ],
    key: &["round", "ref"],
    references: &[OF_ROUND, OF_RECOMMENDATION],
    exists: |_| true,
    rows: updates,
};

fn updates(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        for update in &item.updates {
            let round = &source.plan.rounds[update.round];
            let approved = update.approved.as_ref();
            row(&[
                Cell::text(&round.slug),
                Cell::Written(round.as_at),
                Cell::text(item.reference.as_str()),
                source.status(update.status),
                plain(update.progress.as_ref()),
                Cell::written(update.due),
                Cell::day(update.due.and_then(Date::latest)),
                plain(update.reason.as_ref()),
                Cell::text(approved.map_or("", |approved| &approved.body)),
                Cell::written(approved.and_then(|approved| approved.date)),
                plain(update.outcome.as_ref()),
            ])?;
        }
    }
    Ok(())
}

pub(super) const ACTION_UPDATES: Table = Table {
    name: "action-updates",
    columns: &[
        Column::required("round", Kind::Line),
        Column::required("ref", Kind::Line),
        Column::required("action", Kind::Line),
        Column::new("status", Kind::Status).meaning("update_status"),
        Column::new("due", Kind::Written).meaning("update_due"),
        Column::new("due_latest", Kind::Day),
    ],
    key: &["round", "ref", "action"],
    references: &[OF_ROUND, OF_RECOMMENDATION, OF_ACTION],
    exists: |plan| updated(plan, |update| !update.actions.is_empty()),
    rows: action_updates,
};

fn updated(plan: &Plan, wanted: fn(&crate::content::public::Update) -> bool) -> bool {
    plan.recommendations.iter().flat_map(|item| &item.updates).any(wanted)
}

fn action_updates(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        for update in &item.updates {
            for (action, status, due) in &update.actions {
                row(&[
                    Cell::text(&source.plan.rounds[update.round].slug),
                    Cell::text(item.reference.as_str()),
                    Cell::text(item.actions[*action].id.as_str()),
                    source.status(*status),
                    Cell::written(*due),
                    Cell::day(due.and_then(Date::latest)),
                ])?;
            }
        }
    }
    Ok(())
}

pub(super) const ROUNDS: Table = Table {
    name: "rounds",
    columns: &[
        Column::required("id", Kind::Line).meaning("round"),
        Column::required("as_at", Kind::Written),
        Column::new("as_at_earliest", Kind::Day),
        Column::new("as_at_latest", Kind::Day),
        Column::new("title", Kind::Line).meaning("round_title"),
        Column::new("summary", Kind::Text),
        Column::required("updated", Kind::Whole),
        Column::required("recommendations", Kind::Whole),
        Column::required("open", Kind::Whole).meaning("open_count"),
        Column::required("overdue", Kind::Whole),
        Column::required("unreported", Kind::Whole),
        Column::required("address", Kind::Address),
    ],
    key: &["id"],
    references: &[],
    exists: |plan| !plan.rounds.is_empty(),
    rows: rounds,
};

fn rounds(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for round in &source.plan.rounds {
        row(&[
            Cell::text(&round.slug),
            Cell::Written(round.as_at),
            Cell::day(round.as_at.earliest()),
            Cell::day(round.as_at.latest()),
            Cell::text(round.title.as_deref().unwrap_or_default()),
            plain(round.summary.as_ref()),
            Cell::count(round.updated.len()),
            Cell::count(round.counts.total),
            Cell::count(round.counts.open),
            Cell::count(round.counts.overdue),
            Cell::count(round.counts.unreported),
            Cell::owned(source.address(&format!("plans/{}/rounds/{}/", source.plan.id, round.slug))),
        ])?;
    }
    Ok(())
}

pub(super) const CHANGES: Table = Table {
    name: "changes",
    columns: &[
        Column::required("round", Kind::Line),
        Column::required("ref", Kind::Line),
        Column::required("change", Kind::Word("changed_", ChangeKind::IDS)),
        Column::new("status_from", Kind::Status),
        Column::new("status_to", Kind::Status),
        Column::new("due_from", Kind::Written),
        Column::new("due_to", Kind::Written),
        Column::new("merged_into", Kind::Address),
    ],
    key: &["round", "ref", "change"],
    references: &[OF_ROUND, OF_RECOMMENDATION],
    exists: |plan| plan.rounds.iter().any(|round| !round.changes.is_empty()),
    rows: changes,
};

fn changes(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for round in &source.plan.rounds {
        for change in &round.changes {
            let item = &source.plan.recommendations[change.recommendation];
            let after = round.standings.get(change.recommendation).and_then(|standing| standing.status);
            let (from, to) = status_change(after, &change.kind);
            let (due_from, due_to) = match change.kind {
                ChangeKind::Date { from, to } => (from, Some(to)),
                _ => (None, None),
            };
            let merged = match change.kind {
                ChangeKind::Merged { into } => {
                    let plan = &source.public.plans[into.plan];
                    Some(source.address_of(plan, &plan.recommendations[into.recommendation]))
                }
                _ => None,
            };
            row(&[
                Cell::text(&round.slug),
                Cell::text(item.reference.as_str()),
                Cell::text(change.kind.id()),
                source.status(from),
                source.status(to),
                Cell::written(due_from),
                Cell::written(due_to),
                merged.map_or(Cell::Empty, Cell::owned),
            ])?;
        }
    }
    Ok(())
}

pub(super) const DATE_CHANGES: Table = Table {
    name: "date-changes",
    columns: &[
        Column::required("ref", Kind::Line),
        Column::new("action", Kind::Line).meaning("moved_action"),
        Column::new("due_from", Kind::Written),
        Column::required("due_to", Kind::Written),
        Column::new("due_from_latest", Kind::Day),
        Column::new("due_to_latest", Kind::Day),
        Column::new("days", Kind::Whole),
        Column::required("round", Kind::Line),
        Column::new("reason", Kind::Text),
        Column::new("approved_by", Kind::Line),
        Column::new("approved_on", Kind::Written),
    ],
    key: &[],
    references: &[OF_ROUND, OF_RECOMMENDATION],
    exists: |plan| {
        let moved = |item: &Recommendation| {
            !item.state.slips.is_empty() || item.actions.iter().any(|action| !action.state.slips.is_empty())
        };
        plan.recommendations.iter().any(moved)
    },
    rows: date_changes,
};

fn date_changes(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        let mut give = |action: &str, slip: &Slip| {
            let approved = slip.approved.as_ref();
            row(&[
                Cell::text(item.reference.as_str()),
                Cell::text(action),
                Cell::written(slip.from),
                Cell::Written(slip.to),
                Cell::day(slip.from.and_then(Date::latest)),
                Cell::day(slip.to.latest()),
                slip.from.and_then(|from| days_between(from, slip.to)).map_or(Cell::Empty, Cell::Whole),
                Cell::text(&source.plan.rounds[slip.round].slug),
                plain(slip.reason.as_ref()),
                Cell::text(approved.map_or("", |approved| &approved.body)),
                Cell::written(approved.and_then(|approved| approved.date)),
            ])
        };
        for slip in &item.state.slips {
            give("", slip)?;
        }
        for action in &item.actions {
            for slip in &action.state.slips {
                give(action.id.as_str(), slip)?;
            }
        }
    }
    Ok(())
}

pub(super) const ASSESSMENTS: Table = Table {
    name: "assessments",
    columns: &[
        Column::required("round", Kind::Line),
        Column::required("ref", Kind::Line),
        Column::required("by", Kind::Line),
        Column::new("date", Kind::Written).meaning("assessment_date"),
        Column::required("view", Kind::Text),
    ],
    key: &[],
    references: &[OF_ROUND, OF_RECOMMENDATION],
    exists: |plan| updated(plan, |update| !update.assessments.is_empty()),
    rows: assessments,
};

fn assessments(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        for update in &item.updates {
            for assessment in &update.assessments {
                row(&[
                    Cell::text(&source.plan.rounds[update.round].slug),
                    Cell::text(item.reference.as_str()),
                    Cell::text(&assessment.by),
                    Cell::written(assessment.date),
                    plain(Some(&assessment.view)),
                ])?;
            }
        }
    }
    Ok(())
}

pub(super) const REPORTING: Table = Table {
    name: "reporting",
    columns: &[
        Column::required("date", Kind::Written).meaning("report_date"),
        Column::new("date_latest", Kind::Day),
        Column::required("report", Kind::Word("report_", &["given", "missed", "awaited"])),
        Column::new("round", Kind::Line).meaning("report_round"),
    ],
    key: &["date"],
    references: &[],
    exists: |plan| !plan.reporting.is_empty(),
    rows: reporting,
};

fn reporting(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for report in &source.plan.reporting {
        row(&[
            Cell::Written(report.date),
            Cell::day(report.date.latest()),
            Cell::text(report.state()),
            Cell::text(report.round.map_or("", |round| &source.plan.rounds[round].slug)),
        ])?;
    }
    Ok(())
}

pub(super) const STATED: Table = Table {
    name: "stated-figures",
    columns: &[
        Column::required("as_at", Kind::Written).meaning("stated_as_at"),
        Column::new("status", Kind::Status).meaning("stated_status"),
        Column::required("recommendations", Kind::Whole),
    ],
    key: &[],
    references: &[],
    exists: |plan| plan.stated.is_some(),
    rows: stated,
};

fn stated(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    let Some(stated) = &source.plan.stated else { return Ok(()) };
    let total = stated.total.map(|total| (None, total));
    let by_status = stated.statuses.iter().map(|(status, count)| (Some(*status), *count));
    for (status, count) in total.into_iter().chain(by_status) {
        row(&[Cell::Written(stated.as_at), source.status(status), Cell::Whole(count.into())])?;
    }
    Ok(())
}
