//! What a round changed, recommendation by recommendation.

use serde::Serialize;

use super::row::{self, Link, Status, edtf};
use crate::content::public::{self, ChangeKind, Public, StatusIndex};

/// All that changed of one recommendation.
#[derive(Debug, Serialize)]
pub struct Changed {
    title: String,
    path: String,
    changes: Vec<Change>,
}

#[derive(Debug, Serialize)]
struct Change {
    /// A string under `change_`.
    kind: &'static str,
    status: Option<Status>,
    from: Option<Status>,
    due: Option<String>,
    from_due: Option<String>,
    into: Option<Link>,
}

/// What the plan's round with this index changed against the one before.
pub fn changed(public: &Public, plan: &public::Plan, round: usize) -> Vec<Changed> {
    let mut all: Vec<(usize, Changed)> = Vec::new();
    for given in &plan.rounds[round].changes {
        let item = &plan.recommendations[given.recommendation];
        let reported = item.updates.iter().find(|update| update.round == round).and_then(|update| update.status);
        let one = change(public, &given.kind, reported);
        match all.last_mut() {
            Some((index, last)) if *index == given.recommendation => last.changes.push(one),
            _ => {
                let whole = Changed { title: row::titled(item), path: row::path(plan, item), changes: vec![one] };
                all.push((given.recommendation, whole));
            }
        }
    }
    all.into_iter().map(|(_, changed)| changed).collect()
}

fn change(public: &Public, kind: &ChangeKind, reported: Option<StatusIndex>) -> Change {
    let shown = |index: Option<StatusIndex>| index.map(|index| row::status(public, index, 0));
    let none = Change { kind: kind.id(), status: None, from: None, due: None, from_due: None, into: None };
    match *kind {
        ChangeKind::Status { from, to } => Change { status: shown(Some(to)), from: shown(from), ..none },
        ChangeKind::Reopened { from, to } => Change { status: shown(Some(to)), from: shown(Some(from)), ..none },
        ChangeKind::Complete { from } | ChangeKind::Closed { from } => {
            Change { status: shown(reported), from: shown(from), ..none }
        }
        ChangeKind::Date { from, to } => Change { due: Some(to.edtf()), from_due: edtf(from), ..none },
        ChangeKind::Merged { into } => {
            let plan = &public.plans[into.plan];
            let item = &plan.recommendations[into.recommendation];
            Change { into: Some(Link::new(&row::titled(item), row::path(plan, item))), ..none }
        }
        ChangeKind::New
        | ChangeKind::NewlyOverdue
        | ChangeKind::NoLongerOverdue
        | ChangeKind::DatePassed
        | ChangeKind::Reworded => none,
    }
}
