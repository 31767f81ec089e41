//! The home page: all plans in short.

use serde::Serialize;

use super::frame::mark;
use super::glance::{self, Entries, Figures, Grid};
use super::html;
use super::row::{self, edtf};
use super::thread::{Again, again};
use super::{About, Frame, Framing, words};
use crate::content::public::{self, Public};

#[derive(Debug, Serialize)]
pub struct Home {
    frame: Frame,
    /// HTML.
    body: String,
    /// Of the plans that are not closed.
    grid: Grid,
    plans: Vec<Card>,
    closed: Vec<Card>,
    due_next: Entries,
    slipped: Entries,
    overdue: Entries,
    again: Again,
    /// Those of no plan.
    papers: Vec<super::Entry>,
    /// The first edition has papers, and this one is another.
    papers_elsewhere: bool,
}

/// A plan in short.
#[derive(Debug, Serialize)]
struct Card {
    title: String,
    path: String,
    /// Only where it is another than the site's.
    organisation: Option<String>,
    review_body: Option<String>,
    review_kind: Option<String>,
    review_held: Option<String>,
    closed: Option<String>,
    stated_total: Option<u32>,
    stated_as_at: Option<String>,
    /// The plan has its own word for a recommendation.
    renamed: bool,
    counts: Figures,
    last: Option<Last>,
    next_report: Option<String>,
    missed_report: Option<String>,
    /// `draft`, or the date of an embargo.
    preview: Option<String>,
}

/// The last report.
#[derive(Debug, Serialize)]
struct Last {
    title: Option<String>,
    as_at: String,
    path: String,
    changed: usize,
    first: bool,
}

pub fn home(public: &Public, framing: &Framing<'_>, body: &str) -> Home {
    let title = public.home.as_ref().map_or(&public.site.title, |home| &home.title);
    let preview = public.home.as_ref().and_then(|home| home.preview);
    let description = public.home.as_ref().and_then(|home| home.description.as_deref());
    let description = description.or(public.site.description.as_deref());
    let (closed, open): (Vec<_>, Vec<_>) = public.plans.iter().partition(|plan| plan.closed.is_some());
    let known = open.iter().copied().filter(|plan| plan.counts.total > 0);
    Home {
        frame: Frame::new(public, framing, title, Vec::new())
            .about(About { alone: true, words: words(description), ..About::default() })
            .holding(public.home.iter().map(|home| &home.body))
            .marked(preview),
        body: html(public, framing, Some(&body.into())),
        grid: glance::by_plan(public, known),
        plans: open.iter().map(|plan| card(public, plan)).collect(),
        closed: closed.iter().map(|plan| card(public, plan)).collect(),
        due_next: glance::due_next(public, &open),
        slipped: glance::slipped(public, &open),
        overdue: glance::overdue(public, &open),
        again: again(public, None),
        papers: super::entries(&public.papers, ""),
        papers_elsewhere: public.has_papers_elsewhere,
    }
}

fn card(public: &Public, plan: &public::Plan) -> Card {
    let text = |words: Option<&public::Words>| words.map(ToString::to_string);
    let review = plan.source.as_ref();
    let stated = plan.stated.as_ref().filter(|_| plan.counts.total == 0);
    let other = plan.organisation.as_ref().filter(|name| **name != public.site.organisation);
    Card {
        title: plan.title.to_string(),
        path: row::plan_path(plan),
        preview: mark(plan.preview),
        organisation: text(other),
        review_body: text(review.and_then(|review| review.body.as_ref())),
        review_kind: text(review.and_then(|review| review.kind.as_ref())),
        review_held: edtf(review.and_then(|review| review.held)),
        closed: edtf(plan.closed),
        stated_total: stated.and_then(|stated| stated.total),
        stated_as_at: stated.map(|stated| stated.as_at.edtf()),
        renamed: row::label(plan, "recommendation").is_some(),
        counts: glance::figures(public, &plan.counts),
        last: plan.rounds.last().map(|round| Last {
            title: text(round.title.as_ref()),
            as_at: round.as_at.edtf(),
            path: row::round_path(plan, round),
            changed: round.changes.len(),
            first: plan.rounds.len() == 1,
        }),
        next_report: edtf(plan.next_report()),
        missed_report: glance::missed_report(plan),
    }
}
