//! What moved between two moments of a plan, in the groups that a councillor asks for.
//!
//! Each group is a table of its own kind: moves of a status, moves of a date with why and who
//! agreed, what is late, what went into another. Markdown is turned to HTML in the order in which
//! the page shows it.

use std::borrow::Cow;

use serde::Serialize;

use super::large::MOST_ROWS;
use super::measure::{self, Approved};
use super::row::{self, Link, Status, edtf};
use super::{Framing, html};
use crate::content::public::changes::{Between, Move, wording};
use crate::content::public::history::{self, Standing};
use crate::content::public::{self, ChangeKind, Counts, Public, StatusIndex};

/// The groups in their order, each under its name in the strings (`changed.…`), with the kind of its table.
const GROUPS: [(&str, Kind); 15] = [
    ("complete", Kind::Status),
    ("later", Kind::Date),
    ("overdue", Kind::Late),
    ("date-passed", Kind::Late),
    ("reopened", Kind::Status),
    ("status", Kind::Status),
    ("first-reported", Kind::Status),
    ("closed", Kind::Status),
    ("merged", Kind::Into),
    ("earlier", Kind::Date),
    ("given", Kind::Date),
    ("restated", Kind::Date),
    ("no-longer-overdue", Kind::Late),
    ("new", Kind::New),
    ("reworded", Kind::Words),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Status,
    Date,
    Late,
    Into,
    New,
    Words,
}

#[derive(Debug, Serialize)]
pub struct Difference {
    groups: Vec<Group>,
    actions: Vec<ActionMove>,
    /// How many actions are left out.
    more_actions: usize,
}

#[derive(Debug, Serialize)]
struct Group {
    /// A string under `changed.`.
    key: &'static str,
    kind: Kind,
    /// Whether any row says why.
    reasoned: bool,
    rows: Vec<Moved>,
    total: usize,
    /// How many rows are left out.
    more: usize,
}

/// One thing that moved; which fields are filled follows from the kind of the group.
#[derive(Debug, Default, Serialize)]
struct Moved {
    title: String,
    path: String,
    leads: Vec<Link>,
    from: Option<Status>,
    to: Option<Status>,
    from_due: Option<String>,
    to_due: Option<String>,
    reasons: Vec<Reason>,
    into: Option<Link>,
    /// HTML.
    was: String,
    /// HTML.
    now: String,
}

/// Why something moved, and who agreed.
#[derive(Debug, Serialize)]
struct Reason {
    /// HTML.
    text: String,
    approved: Option<Approved>,
}

#[derive(Debug, Serialize)]
struct ActionMove {
    title: String,
    /// Of its recommendation.
    under: Link,
    from: Option<Status>,
    to: Option<Status>,
    from_due: Option<String>,
    to_due: Option<String>,
    /// A string under `change_`, where neither status nor date moved.
    late: Option<&'static str>,
}

/// What moved; empty groups are left out.
pub fn difference(public: &Public, framing: &Framing<'_>, between: &Between<'_>) -> Difference {
    let changes = between.changes();
    let teller = Teller { public, framing, between, after: between.standings(between.to) };
    let group = |index: usize| {
        let moved = changes.iter().filter(|change| group_of(&change.kind) == index);
        let rows: Vec<Moved> = moved.clone().take(MOST_ROWS).map(|change| teller.moved(change)).collect();
        let ((key, kind), total) = (GROUPS[index], moved.count());
        let reasoned = rows.iter().any(|row| !row.reasons.is_empty());
        Group { key, kind, reasoned, total, more: total - rows.len(), rows }
    };
    let actions = actions(public, between);
    Difference {
        groups: (0..GROUPS.len()).map(group).filter(|group| !group.rows.is_empty()).collect(),
        more_actions: actions.len().saturating_sub(MOST_ROWS),
        actions: actions.into_iter().take(MOST_ROWS).collect(),
    }
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.actions.is_empty()
    }
}

/// The group that a change belongs to, an index.
pub fn group_of(kind: &ChangeKind) -> usize {
    let key = match kind {
        ChangeKind::Date { from, to } => Move::of(*from, *to).id(),
        ChangeKind::Status { from: None, .. } => "first-reported",
        kind => kind.id(),
    };
    GROUPS.iter().position(|(known, _)| *known == key).unwrap_or_default()
}

/// Its name in the strings.
pub fn group_key(group: usize) -> &'static str {
    GROUPS[group].0
}

/// What is needed to tell of one change.
struct Teller<'a, 'f> {
    public: &'a Public,
    framing: &'a Framing<'f>,
    between: &'a Between<'a>,
    after: Cow<'a, [Standing]>,
}

impl Teller<'_, '_> {
    fn moved(&self, change: &public::Change) -> Moved {
        let plan = self.between.plan;
        let item = &plan.recommendations[change.recommendation];
        let after = self.after[change.recommendation];
        let shown = |index: Option<StatusIndex>| index.map(|index| row::status(self.public, index, 0));
        let named = Moved { title: row::titled(item), path: row::path(plan, item), ..Moved::default() };
        match change.kind {
            ChangeKind::Status { from, .. } | ChangeKind::Complete { from } | ChangeKind::Closed { from } => {
                Moved { from: shown(from), to: shown(after.status), reasons: self.reasons(item), ..named }
            }
            ChangeKind::Reopened { from, to } => {
                Moved { from: shown(Some(from)), to: shown(Some(to)), reasons: self.reasons(item), ..named }
            }
            ChangeKind::Date { from, to } => {
                Moved { from_due: edtf(from), to_due: Some(to.edtf()), reasons: self.slips(item), ..named }
            }
            ChangeKind::Merged { into } => {
                let into = row::places(self.public, self.framing.plan.unwrap_or(into.plan), &[into]).pop();
                Moved { into, reasons: self.reasons(item), ..named }
            }
            ChangeKind::Reworded => {
                let text = |day| html(self.public, self.framing, wording(item, day));
                Moved { was: text(self.between.from.day), now: text(self.between.to.day), ..named }
            }
            ChangeKind::New | ChangeKind::NewlyOverdue | ChangeKind::NoLongerOverdue | ChangeKind::DatePassed => {
                Moved {
                    leads: row::leads(self.public, &item.leads),
                    to: shown(after.status),
                    to_due: edtf(after.due),
                    ..named
                }
            }
        }
    }

    /// Why the date moved between the two, change by change.
    fn slips(&self, item: &public::Recommendation) -> Vec<Reason> {
        let told = item.state.slips.iter().filter(|slip| self.is_between(slip.round));
        told.filter_map(|slip| self.reason(slip.reason.as_ref(), slip.approved.as_ref())).collect()
    }

    /// Why the status moved, where an update gives a reason that is not one for its date.
    fn reasons(&self, item: &public::Recommendation) -> Vec<Reason> {
        let is_slip = |round| item.state.slips.iter().any(|slip| slip.round == round);
        let told = item.updates.iter().rev().filter(|update| self.is_between(update.round) && !is_slip(update.round));
        told.filter_map(|update| self.reason(update.reason.as_ref(), update.approved.as_ref())).take(1).collect()
    }

    fn reason(&self, text: Option<&public::Words>, approved: Option<&public::Approved>) -> Option<Reason> {
        (text.is_some() || approved.is_some())
            .then(|| Reason { text: html(self.public, self.framing, text), approved: measure::approved(approved) })
    }

    fn is_between(&self, round: usize) -> bool {
        (self.between.from.rounds..self.between.to.rounds).contains(&round)
    }
}

/// One row an action, whatever moved of it.
fn actions(public: &Public, between: &Between<'_>) -> Vec<ActionMove> {
    let shown = |index: Option<StatusIndex>| index.map(|index| row::status(public, index, 0));
    let mut rows: Vec<((usize, usize), ActionMove)> = Vec::new();
    for change in between.action_changes() {
        let item = &between.plan.recommendations[change.recommendation];
        let place = (change.recommendation, change.action);
        if rows.last().is_none_or(|(last, _)| *last != place) {
            let under = Link::new(&row::titled(item), row::path(between.plan, item));
            let title = item.actions[change.action].title.to_string();
            let none = ActionMove { title, under, from: None, to: None, from_due: None, to_due: None, late: None };
            rows.push((place, none));
        }
        let Some((_, row)) = rows.last_mut() else { continue };
        match change.kind {
            ChangeKind::Status { from, to } => (row.from, row.to) = (shown(from), shown(Some(to))),
            ChangeKind::Reopened { from, to } => (row.from, row.to) = (shown(Some(from)), shown(Some(to))),
            ChangeKind::Complete { from } | ChangeKind::Closed { from } => {
                let after = history::standing_of_action(item, change.action, between.to, between.scheme);
                (row.from, row.to) = (shown(from), shown(after.status));
            }
            ChangeKind::Date { from, to } => (row.from_due, row.to_due) = (edtf(from), Some(to.edtf())),
            ref other => row.late = Some(other.id()),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// How many stood how, then and now.
#[derive(Debug, Serialize)]
pub struct Tally {
    /// What stood nowhere is left out.
    rows: Vec<TallyRow>,
}

#[derive(Debug, Serialize)]
struct TallyRow {
    status: Option<Status>,
    /// A string, in place of a status.
    key: Option<&'static str>,
    then: usize,
    now: usize,
    /// `+2`, `−1`, or nothing if as many.
    moved: Option<String>,
}

pub fn tally(public: &Public, then: &Counts, now: &Counts) -> Tally {
    let row = |status: Option<StatusIndex>, key, then: usize, now: usize| TallyRow {
        status: status.map(|index| row::status(public, index, 0)),
        key,
        then,
        now,
        moved: match now.cmp(&then) {
            std::cmp::Ordering::Greater => Some(format!("+{}", now - then)),
            std::cmp::Ordering::Less => Some(format!("\u{2212}{}", then - now)),
            std::cmp::Ordering::Equal => None,
        },
    };
    let statuses = then.by_status.iter().zip(&now.by_status).enumerate();
    let statuses = statuses.map(|(index, (then, now))| row(Some(StatusIndex(index)), None, *then, *now));
    let others = [
        row(None, Some("no_status"), then.unreported, now.unreported),
        row(None, Some("grid_overdue"), then.overdue, now.overdue),
        row(None, Some("grid_all"), then.total, now.total),
    ];
    Tally { rows: statuses.chain(others).filter(|row| row.then > 0 || row.now > 0).collect() }
}
