//! What comes up again: the recommendations of several plans that carry one matter on, and what
//! became of each.

use serde::Serialize;

use super::row::{self, Link, Row, edtf};
use super::{About, Frame, Framing};
use crate::content::public::{self, Place, Public, Recommendation};
use crate::prose;

/// The folder of these pages.
pub const FOLDER: &str = "history/";

/// The most that other pages list of them.
const MOST_LISTED: usize = 5;

/// The most characters of what was asked and of what was promised.
const LONGEST_WORDS: usize = 320;

pub fn path(thread: &public::Thread) -> String {
    format!("{FOLDER}{}/", thread.id)
}

/// A thread as other pages name it.
#[derive(Debug, Serialize)]
pub struct Told {
    title: String,
    path: String,
    /// How many plans it goes through.
    plans: usize,
    /// When the first of them was made.
    since: Option<String>,
}

pub fn told(public: &Public, thread: &public::Thread) -> Told {
    Told {
        title: newest(public, thread).title.to_string(),
        path: path(thread),
        plans: thread.plans().len(),
        since: since(public, thread),
    }
}

/// Some of the threads, and the way to all of them.
#[derive(Debug, Default, Serialize)]
pub struct Again {
    shown: Vec<Told>,
    more: usize,
    path: &'static str,
}

/// Those of the whole site, or of one plan.
pub fn again(public: &Public, plan: Option<usize>) -> Again {
    let is_of = |thread: &&public::Thread| plan.is_none_or(|plan| thread.places.iter().any(|at| at.plan == plan));
    let all: Vec<_> = public.threads.iter().filter(is_of).collect();
    Again {
        shown: all.iter().take(MOST_LISTED).map(|thread| told(public, thread)).collect(),
        more: all.len().saturating_sub(MOST_LISTED),
        path: FOLDER,
    }
}

/// All threads.
#[derive(Debug, Serialize)]
pub struct Threads {
    frame: Frame,
    threads: Vec<Listed>,
}

#[derive(Debug, Serialize)]
struct Listed {
    told: Told,
    plans: Vec<Link>,
    /// How it stands in the newest plan.
    row: Row,
}

pub fn threads(public: &Public, framing: &Framing<'_>) -> Threads {
    let listed = |thread: &public::Thread| {
        let plans = thread.plans().into_iter().map(|plan| &public.plans[plan]);
        let last = thread.places[thread.places.len() - 1];
        Listed {
            told: told(public, thread),
            plans: plans.map(|plan| Link::new(row::short(plan), row::plan_path(plan))).collect(),
            row: row::row(public, &public.plans[last.plan], newest(public, thread)),
        }
    };
    Threads {
        frame: Frame::new(public, framing, "", Vec::new())
            .about(About { key: Some("history_about"), ..About::default() })
            .worded("history", None)
            .holding(public.threads.iter().map(|thread| &newest(public, thread).title)),
        threads: public.threads.iter().map(listed).collect(),
    }
}

/// One matter through all plans that it came up in.
#[derive(Debug, Serialize)]
pub struct Thread {
    frame: Frame,
    told: Told,
    /// How it stands in the newest plan.
    row: Row,
    /// Oldest first.
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    plan: Link,
    since: Option<String>,
    review_body: Option<String>,
    /// The plan has its own word for a recommendation.
    label: Option<String>,
    row: Row,
    /// The first words of each.
    asked: String,
    promised: String,
    reported: Option<Reported>,
    /// How often its date was moved.
    times_revised: usize,
    original_due: Option<String>,
    joined: Vec<Joined>,
}

/// The report that told how it stands.
#[derive(Debug, Serialize)]
struct Reported {
    as_at: String,
    path: String,
}

/// What it has to do with others of the thread; the key is of the strings.
#[derive(Debug, Serialize)]
struct Joined {
    key: &'static str,
    links: Vec<Link>,
}

pub fn thread(public: &Public, framing: &Framing<'_>, index: usize) -> Thread {
    let thread = &public.threads[index];
    let last = thread.places[thread.places.len() - 1];
    let told = told(public, thread);
    let about = About { again: Some((told.plans, told.since.clone())), ..About::default() };
    let items = thread.places.iter().map(|place| at(public, *place));
    Thread {
        frame: Frame::new(public, framing, &told.title, Vec::new())
            .about(about)
            .worded("thread", None)
            .under("history", FOLDER)
            .holding(
                items.flat_map(|item| [Some(&item.title), item.recommended.as_ref(), Some(&item.promised)]).flatten(),
            ),
        told,
        row: row::row(public, &public.plans[last.plan], at(public, last)),
        entries: thread.places.iter().map(|place| entry(public, *place)).collect(),
    }
}

fn entry(public: &Public, place: Place) -> Entry {
    let plan = &public.plans[place.plan];
    let item = at(public, place);
    let summary = |words: &public::Words| prose::summary(words, LONGEST_WORDS);
    let state = &item.state;
    Entry {
        plan: Link::new(&plan.title, row::plan_path(plan)),
        since: edtf(plan.since()),
        review_body: plan.source.as_ref().and_then(|review| review.body.as_ref()).map(ToString::to_string),
        label: row::label(plan, "recommendation"),
        row: row::row(public, plan, item),
        asked: item.recommended.as_ref().map(summary).unwrap_or_default(),
        promised: summary(&item.promised),
        reported: state
            .reported
            .map(|round| &plan.rounds[round])
            .map(|round| Reported { as_at: round.as_at.edtf(), path: row::round_path(plan, round) }),
        times_revised: state.slips.iter().filter(|slip| slip.from.is_some()).count(),
        original_due: edtf(state.original_due.filter(|original| state.due != Some(*original))),
        joined: joined(public, place, item),
    }
}

/// The earlier that it carries on, what replaced it, and what stands beside it in other plans.
fn joined(public: &Public, place: Place, item: &Recommendation) -> Vec<Joined> {
    let elsewhere: Vec<Place> =
        item.related.iter().chain(&item.related_from).copied().filter(|other| other.plan != place.plan).collect();
    let superseded_by: Vec<Place> = item.superseded_by.into_iter().collect();
    let groups = [
        ("thread_follows", &item.follows),
        ("thread_supersedes", &item.supersedes),
        ("thread_superseded_by", &superseded_by),
        ("thread_followed_by", &item.followed_by),
        ("thread_related", &elsewhere),
    ];
    let order =
        |other: &Place| item.thread.and_then(|thread| public.threads[thread].places.iter().position(|at| at == other));
    let joined = |(key, places): (&'static str, &Vec<Place>)| {
        let mut places = places.clone();
        places.sort_by_key(order);
        (!places.is_empty()).then(|| Joined { key, links: row::places(public, place.plan, &places) })
    };
    groups.into_iter().filter_map(joined).collect()
}

fn at(public: &Public, place: Place) -> &Recommendation {
    &public.plans[place.plan].recommendations[place.recommendation]
}

fn newest<'p>(public: &'p Public, thread: &public::Thread) -> &'p Recommendation {
    at(public, thread.places[thread.places.len() - 1])
}

fn since(public: &Public, thread: &public::Thread) -> Option<String> {
    thread.places.iter().find_map(|place| edtf(public.plans[place.plan].since()))
}
