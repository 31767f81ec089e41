//! How a plan stood at any two of its reports, and the list of all such pairs.
//!
//! All pairs while the reports are few; of many, each with the one before and with the latest, or
//! their number would grow with its square.

use std::collections::BTreeMap;

use serde::Serialize;

use super::difference::{Tally, group_key, group_of, tally};
use super::large::MOST_ROWS;
use super::round::{self, RoundLink};
use super::row::{self, Link, Status, edtf};
use super::{About, Frame, Framing};
use crate::content::public::changes::Between;
use crate::content::public::{self, Plan, Public, StatusIndex};

/// With more reports than this, not every pair has a page.
const FEW: usize = 12;

/// The pairs of rounds that have a page: the earlier, then the later.
pub fn pairs(plan: &Plan) -> impl Iterator<Item = (usize, usize)> {
    let count = plan.rounds.len();
    (1..count).flat_map(move |to| (0..to).map(move |from| (from, to))).filter(move |pair| is_shown(count, *pair))
}

fn is_shown(count: usize, (from, to): (usize, usize)) -> bool {
    count <= FEW || to == from + 1 || to == count - 1
}

/// Below the plan's own address.
pub fn path(plan: &Plan, (from, to): (usize, usize)) -> String {
    format!("compare/{}/{}/", plan.rounds[from].slug, plan.rounds[to].slug)
}

#[derive(Debug, Serialize)]
pub struct Compare {
    frame: Frame,
    /// The plan's own word for a recommendation.
    label: Option<String>,
    then: RoundLink,
    now: RoundLink,
    tally: Tally,
    /// How many changes there are of each kind.
    kinds: Vec<KindCount>,
    rows: Vec<Compared>,
    /// How many rows are left out.
    more: usize,
    /// Of the list of all pairs.
    all: String,
}

#[derive(Debug, Serialize)]
struct KindCount {
    /// A string under `counted.`.
    kind: &'static str,
    n: usize,
}

/// A recommendation of which something changed.
#[derive(Debug, Serialize)]
struct Compared {
    title: String,
    path: String,
    /// Strings under `changed.`.
    kinds: Vec<&'static str>,
    /// It was no part of the plan then.
    fresh: bool,
    then: Option<Status>,
    /// Only if it is another.
    now: Option<Status>,
    due_then: Option<String>,
    /// Only if it is another.
    due_now: Option<String>,
}

/// The plan at two of its rounds, the earlier first.
pub fn compare(public: &Public, framing: &Framing<'_>, plan: &Plan, (from, to): (usize, usize)) -> Compare {
    let between = Between { plan, scheme: public.scheme(), from: plan.at_round(from), to: plan.at_round(to) };
    let changes = between.changes();
    let mut counted: BTreeMap<usize, usize> = BTreeMap::new();
    for change in &changes {
        *counted.entry(group_of(&change.kind)).or_default() += 1;
    }
    let groups: Vec<&[public::Change]> = changes.chunk_by(|a, b| a.recommendation == b.recommendation).collect();
    let crumbs = vec![Link::new(row::short(plan), row::plan_path(plan))];
    let frame = Frame::new(public, framing, row::short(plan), crumbs).spanning(
        "compare_title",
        plan.rounds[from].as_at.edtf(),
        plan.rounds[to].as_at.edtf(),
    );
    Compare {
        frame: frame.about(About { key: Some("compare_about"), ..About::default() }),
        label: row::label(plan, "recommendation"),
        then: round::link(plan, &plan.rounds[from]),
        now: round::link(plan, &plan.rounds[to]),
        tally: tally(public, &plan.rounds[from].counts, &plan.rounds[to].counts),
        kinds: counted.into_iter().map(|(group, n)| KindCount { kind: group_key(group), n }).collect(),
        rows: groups.iter().take(MOST_ROWS).map(|changes| compared(public, &between, changes)).collect(),
        more: groups.len().saturating_sub(MOST_ROWS),
        all: format!("{}compare/", row::plan_path(plan)),
    }
}

fn compared(public: &Public, between: &Between<'_>, changes: &[public::Change]) -> Compared {
    let index = changes[0].recommendation;
    let item = &between.plan.recommendations[index];
    let (then, now) = (between.standings(between.from)[index], between.standings(between.to)[index]);
    let shown = |index: Option<StatusIndex>| index.map(|index| row::status(public, index, 0));
    Compared {
        title: row::titled(item),
        path: row::path(between.plan, item),
        kinds: changes.iter().map(|change| group_key(group_of(&change.kind))).collect(),
        fresh: !then.present,
        then: shown(then.status),
        now: shown(now.status.filter(|_| now.status != then.status)),
        due_then: edtf(then.due),
        due_now: edtf(now.due.filter(|_| now.due != then.due)),
    }
}

/// All pairs: a row for each later report, a column for each that it is compared with.
#[derive(Debug, Serialize)]
pub struct Comparisons {
    frame: Frame,
    columns: Vec<Column>,
    /// Newest first.
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Column {
    /// The earlier report that it is compared with, or else a string.
    as_at: Option<String>,
    key: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Line {
    report: RoundLink,
    /// One a column; none where that report is not the earlier of the two.
    cells: Vec<Option<Cell>>,
}

#[derive(Debug, Serialize)]
struct Cell {
    path: String,
    /// How many recommendations changed.
    n: usize,
    from: String,
    to: String,
}

pub fn comparisons(public: &Public, framing: &Framing<'_>, plan: &Plan) -> Comparisons {
    let count = plan.rounds.len();
    let few = count <= FEW;
    let columns: Vec<Column> = if few {
        let earlier = plan.rounds.iter().take(count.saturating_sub(1));
        earlier.map(|round| Column { as_at: Some(round.as_at.edtf()), key: None }).collect()
    } else {
        ["compare_before", "compare_latest"].map(|key| Column { as_at: None, key: Some(key) }).into()
    };
    let line = |at: usize| {
        let pairs: Vec<Option<(usize, usize)>> = if few {
            (0..count - 1).map(|from| (from < at).then_some((from, at))).collect()
        } else {
            vec![at.checked_sub(1).map(|from| (from, at)), (at + 1 < count).then_some((at, count - 1))]
        };
        let cells = pairs.into_iter().map(|pair| pair.map(|pair| cell(public, plan, pair))).collect();
        Line { report: round::link(plan, &plan.rounds[at]), cells }
    };
    let crumbs = vec![Link::new(row::short(plan), row::plan_path(plan))];
    let frame = Frame::new(public, framing, row::short(plan), crumbs).worded("comparisons", None);
    Comparisons {
        frame: frame.about(About { key: Some("compare_about"), ..About::default() }),
        columns,
        rows: (usize::from(few)..count).rev().map(line).collect(),
    }
}

fn cell(public: &Public, plan: &Plan, pair: (usize, usize)) -> Cell {
    let (from, to) = pair;
    let between = Between { plan, scheme: public.scheme(), from: plan.at_round(from), to: plan.at_round(to) };
    let changes = between.changes();
    Cell {
        path: format!("{}{}", row::plan_path(plan), path(plan, pair)),
        n: changes.chunk_by(|a, b| a.recommendation == b.recommendation).count(),
        from: plan.rounds[from].as_at.edtf(),
        to: plan.rounds[to].as_at.edtf(),
    }
}
