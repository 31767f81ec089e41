//! A plan or a site at a glance: the answer in one sentence, the table behind it, and what to look at.
//!
//! Which words make the sentence is chosen here; the words themselves are the theme's.

use serde::Serialize;

use super::change::{Changed, changed};
use super::progress::{Bar, bar};
use super::row::{self, Link, Status, edtf, status};
use crate::content::public::answering::Concern;
use crate::content::public::{Counts, Plan, Public, State, StatusIndex, Timing};
use crate::date::{Date, by_end};

/// How many entries a list shows before it says how many more there are.
const SHOWN: usize = 6;

/// Counts, with the statuses that occur and how to say them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    pub total: usize,
    /// How many have a status.
    pub reported: usize,
    /// How many of these are not finished.
    pub open: usize,
    /// How many are on track or need nothing more.
    pub well: usize,
    pub overdue: usize,
    pub past_unreported: usize,
    pub unreported: usize,
    /// The sentence, a string under `answer.`.
    pub answer: &'static str,
    /// The number that the sentence turns on.
    pub answer_n: usize,
    /// What `well` counts, a string under `state.`.
    pub state: &'static str,
    pub lines: Vec<Status>,
    /// `None` where no status was reported.
    pub bar: Option<Bar>,
}

pub fn figures(public: &Public, counts: &Counts) -> Figures {
    let occurring = counts.by_status.iter().enumerate().filter(|(_, count)| **count > 0);
    let sum = |wanted: Doing| -> usize {
        let statuses = public.statuses.iter().zip(&counts.by_status);
        statuses.filter(|(status, _)| doing(status) == wanted).map(|(_, count)| count).sum()
    };
    let (on_track, complete, closed) = (sum(Doing::OnTrack), sum(Doing::Complete), sum(Doing::Closed));
    let well = on_track + complete + closed;
    let reported = counts.total - counts.unreported;
    let (answer, answer_n) = match (counts.total, reported, well) {
        (0, _, _) => ("nothing", 0),
        (total, 0, _) => ("unreported", total),
        (total, _, well) if total == well => ("all", total),
        (total, reported, 0) if reported < total => ("none_reported", reported),
        (total, _, 0) => ("none", total),
        _ => ("some", well),
    };
    Figures {
        total: counts.total,
        reported,
        open: counts.open,
        well,
        overdue: counts.overdue,
        past_unreported: counts.past_unreported,
        unreported: counts.unreported,
        answer,
        answer_n,
        state: match (on_track > 0, complete > 0, closed > 0) {
            (true, false, false) => "on-track",
            (false, true, false) => "complete",
            (false, false, true) => "closed",
            (true, false, true) => "on-track_closed",
            (false, true, true) => "complete_closed",
            (true, true, true) => "on-track_complete_closed",
            (true, true, false) | (false, false, false) => "on-track_complete",
        },
        lines: occurring.map(|(index, count)| status(public, StatusIndex(index), *count)).collect(),
        bar: (reported > 0).then(|| bar(public, counts)),
    }
}

/// What a status says of the work, in the three ways that count as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    OnTrack,
    Complete,
    Closed,
    Otherwise,
}

/// A scheme of the site's own is understood by what it says of itself: finished, or open and green.
fn doing(status: &crate::content::public::Status) -> Doing {
    match (status.id.as_str(), status.open) {
        ("complete", _) => Doing::Complete,
        (_, false) => Doing::Closed,
        ("on-track", true) => Doing::OnTrack,
        (_, true) if &*status.colour == "green" => Doing::OnTrack,
        _ => Doing::Otherwise,
    }
}

/// Counts by status, a row a topic or plan; the columns are the statuses that occur.
#[derive(Debug, Serialize)]
pub struct Grid {
    /// With the totals.
    columns: Vec<Status>,
    unreported: bool,
    rows: Vec<GridRow>,
    total: Figures,
}

#[derive(Debug, Serialize)]
struct GridRow {
    /// `None` for those of no topic.
    title: Option<String>,
    path: Option<String>,
    counts: Vec<usize>,
    unreported: usize,
    overdue: usize,
    total: usize,
}

fn grid(public: &Public, total: &Counts, rows: impl Iterator<Item = (Option<Link>, Counts)>) -> Grid {
    let occurring: Vec<usize> = (0..total.by_status.len()).filter(|index| total.by_status[*index] > 0).collect();
    let row = |(link, counts): (Option<Link>, Counts)| {
        let (title, path) = link.map(|link| (link.title, link.path)).unzip();
        GridRow {
            title,
            path,
            counts: occurring.iter().map(|index| counts.by_status[*index]).collect(),
            unreported: counts.unreported,
            overdue: counts.overdue,
            total: counts.total,
        }
    };
    Grid {
        columns: occurring.iter().map(|index| status(public, StatusIndex(*index), total.by_status[*index])).collect(),
        unreported: total.unreported > 0,
        rows: rows.filter(|(_, counts)| counts.total > 0).map(row).collect(),
        total: figures(public, total),
    }
}

/// Topic by status; empty for a plan without topics.
pub fn by_topic(public: &Public, plan: &Plan) -> Grid {
    let topics = plan.topics.iter().map(|topic| {
        let link = Link::new(&topic.title, format!("plans/{}/topics/{}/", plan.id, topic.id));
        (Some(link), topic.counts.clone())
    });
    let loose = plan.recommendations.iter().filter(|item| item.topic.is_none()).map(|item| &item.state);
    let loose = (!plan.topics.is_empty()).then(|| (None, Counts::of(loose, &public.statuses)));
    grid(public, &plan.counts, topics.chain(loose))
}

/// Plan by status, of the plans whose recommendations are known.
pub fn by_plan<'a>(public: &Public, plans: impl Iterator<Item = &'a Plan> + Clone) -> Grid {
    let states = plans.clone().flat_map(|plan| plan.recommendations.iter().map(|item| &item.state));
    let total = Counts::of(states, &public.statuses);
    let rows = plans.map(|plan| (Some(Link::new(row::short(plan), row::plan_path(plan))), plan.counts.clone()));
    grid(public, &total, rows)
}

/// Something with a date, in a list of what to look at.
#[derive(Debug, Serialize)]
pub struct Entry {
    title: String,
    path: String,
    /// The recommendation that an action belongs to.
    under: Option<String>,
    /// The plan, in lists over several.
    plan: Option<String>,
    status: Option<Status>,
    due: Option<String>,
    timing: &'static str,
    original_due: Option<String>,
    times_revised: usize,
    #[serde(skip)]
    order: Option<Date>,
}

#[derive(Debug, Serialize)]
pub struct Entries {
    shown: Vec<Entry>,
    more: usize,
}

fn entries(mut all: Vec<Entry>) -> Entries {
    all.sort_by(|a, b| match (a.order, b.order) {
        (Some(a), Some(b)) => by_end(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let more = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    Entries { shown: all, more }
}

/// What changed, what comes, what slipped and what is late.
#[derive(Debug, Serialize)]
pub struct News {
    /// The last report.
    last: Option<LastRound>,
    due_next: Entries,
    slipped: Entries,
    overdue: Entries,
    /// When the next report is due.
    next_report: Option<String>,
    /// The last date on which a report was due and not given, if none was given since.
    missed_report: Option<String>,
}

#[derive(Debug, Serialize)]
struct LastRound {
    title: Option<String>,
    as_at: String,
    path: String,
    /// There is none before it.
    first: bool,
    changed: Vec<Changed>,
    more: usize,
}

pub fn news(public: &Public, plan: &Plan) -> News {
    let one = [plan];
    News {
        last: last_round(public, plan),
        due_next: due_next(public, &one),
        slipped: slipped(public, &one),
        overdue: overdue(public, &one),
        next_report: edtf(plan.next_report()),
        missed_report: missed_report(plan),
    }
}

pub fn missed_report(plan: &Plan) -> Option<String> {
    let passed = plan.reporting.iter().filter(|report| report.round.is_some() || report.missed);
    let last = passed.max_by(|a, b| by_end(a.date, b.date))?;
    let given_since = plan.rounds.last().is_some_and(|round| round.as_at.latest() >= last.date.latest());
    (last.missed && !given_since).then(|| last.date.edtf())
}

fn last_round(public: &Public, plan: &Plan) -> Option<LastRound> {
    let index = plan.rounds.len().checked_sub(1)?;
    let round = &plan.rounds[index];
    let mut all = changed(public, plan, index);
    let more = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    Some(LastRound {
        title: round.title.as_ref().map(ToString::to_string),
        as_at: round.as_at.edtf(),
        path: row::round_path(plan, round),
        first: index == 0,
        changed: all,
        more,
    })
}

/// The entries of the recommendations that are wanted, over all plans given.
fn chosen(public: &Public, plans: &[&Plan], wanted: impl Fn(&State) -> bool) -> Vec<Entry> {
    let items = plans.iter().flat_map(|plan| plan.recommendations.iter().map(move |item| (*plan, item)));
    let kept = items.filter(|(_, item)| wanted(&item.state));
    let several = plans.len() > 1;
    kept.map(|(plan, item)| Entry {
        title: row::titled(item),
        path: row::path(plan, item),
        under: None,
        plan: several.then(|| row::short(plan).to_owned()),
        ..entry(public, &item.state)
    })
    .collect()
}

fn entry(public: &Public, state: &State) -> Entry {
    Entry {
        title: String::new(),
        path: String::new(),
        under: None,
        plan: None,
        status: state.status.map(|index| status(public, index, 0)),
        due: edtf(state.due),
        timing: state.timing.id(),
        original_due: edtf(state.original_due),
        times_revised: state.slips.iter().filter(|slip| slip.from.is_some()).count(),
        order: state.due,
    }
}

pub fn overdue(public: &Public, plans: &[&Plan]) -> Entries {
    entries(chosen(public, plans, |state| Concern::Overdue.holds(state)))
}

pub fn slipped(public: &Public, plans: &[&Plan]) -> Entries {
    entries(chosen(public, plans, |state| Concern::Slipped.holds(state)))
}

/// Recommendations and actions that have a date to come.
pub fn due_next(public: &Public, plans: &[&Plan]) -> Entries {
    let to_come = |state: &State| matches!(state.timing, Timing::DueSoon | Timing::NotYetDue | Timing::MayBeOverdue);
    let mut all = chosen(public, plans, to_come);
    let several = plans.len() > 1;
    for (plan, item) in plans.iter().flat_map(|plan| plan.recommendations.iter().map(move |item| (plan, item))) {
        let open = item.actions.iter().filter(|action| to_come(&action.state) && item.state.timing != Timing::Done);
        all.extend(open.map(|action| Entry {
            title: action.title.to_string(),
            path: row::path(plan, item),
            under: Some(row::titled(item)),
            plan: several.then(|| row::short(plan).to_owned()),
            ..entry(public, &action.state)
        }));
    }
    entries(all)
}
