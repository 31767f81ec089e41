//! One recommendation's page: what was asked, what was promised, and what became of it.
//!
//! Markdown is turned to HTML in the order in which the page shows it.

use serde::Serialize;

use super::course::{Course, course};
use super::frame::Standing;
use super::history::{Assessment, Outcome, Update, assessments, outcomes, updates};
use super::html;
use super::measure::{self, Approved, Document, Indicator, Resources};
use super::row::{self, Fact, Link, Row, Status, edtf};
use super::thread::{self, Told};
use super::{About, Frame, Framing, words};
use crate::content::public::{self, Public};

#[derive(Debug, Serialize)]
pub struct Recommendation {
    frame: Frame,
    row: Row,
    plan: Link,
    /// The plan's own words for a recommendation, for an action and for several, and for a topic.
    label: Option<String>,
    action_label: Option<String>,
    topic_label: Option<String>,
    actions_label: Option<String>,
    review_body: Option<String>,
    review_held: Option<String>,
    /// HTML.
    recommended: String,
    response: Option<&'static str>,
    /// HTML.
    response_reason: String,
    /// HTML.
    promised: String,
    reported: Option<Reported>,
    stale: bool,
    topic: Option<Link>,
    start: Option<String>,
    /// Only where it is another than the current one.
    original_due: Option<String>,
    times_revised: usize,
    timescale: Option<String>,
    review: Option<String>,
    added: Option<String>,
    actions: Vec<Action>,
    /// Newest first.
    updates: Vec<Update>,
    slips: Vec<Slip>,
    /// `None` where no date is given.
    course: Option<Course>,
    support: Vec<Link>,
    sponsors: Vec<Link>,
    costs: Option<Resources>,
    outcomes: Vec<Outcome>,
    indicators: Vec<Indicator>,
    assessments: Vec<Assessment>,
    /// The history of the matter, where other plans have it too.
    thread: Option<Told>,
    connections: Vec<Connections>,
    earlier: Vec<Earlier>,
    former: Vec<String>,
    evidence: Vec<Document>,
    review_report: Option<Document>,
    facts: Vec<Fact>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// The round that told the status.
#[derive(Debug, Serialize)]
struct Reported {
    as_at: String,
    path: String,
}

#[derive(Debug, Serialize)]
struct Slip {
    from: Option<String>,
    to: String,
    /// The round that told it.
    as_at: String,
    /// HTML.
    reason: String,
    approved: Option<Approved>,
}

#[derive(Debug, Serialize)]
struct Action {
    title: String,
    start: Option<String>,
    due: Option<String>,
    timing: &'static str,
    original_due: Option<String>,
    timescale: Option<String>,
    status: Option<Status>,
    leads: Vec<Link>,
    milestones: Vec<Milestone>,
    /// HTML.
    note: String,
}

#[derive(Debug, Serialize)]
struct Milestone {
    title: String,
    date: String,
}

/// Links of one kind to other recommendations; the key is of the strings.
#[derive(Debug, Serialize)]
struct Connections {
    key: &'static str,
    links: Vec<Link>,
}

/// How it read before.
#[derive(Debug, Serialize)]
struct Earlier {
    until: String,
    /// HTML.
    text: String,
}

/// The page of the plan's n-th recommendation.
pub fn recommendation(public: &Public, framing: &Framing<'_>, place: public::Place) -> Recommendation {
    let plan = &public.plans[place.plan];
    let item = &plan.recommendations[place.recommendation];
    let neighbour = |index: Option<usize>| {
        index
            .and_then(|index| plan.recommendations.get(index))
            .map(|item| Link::new(&row::titled(item), row::path(plan, item)))
    };
    let topic = item.topic.map(|index| {
        let topic = &plan.topics[index];
        Link::new(&topic.title, format!("plans/{}/topics/{}/", plan.id, topic.id))
    });
    let plan_link = Link::new(row::short(plan), row::plan_path(plan));
    let crumbs = std::iter::once(plan_link.clone()).chain(topic.clone()).collect();
    let (response, review) = (item.response.as_ref(), plan.source.as_ref());
    let state = &item.state;
    Recommendation {
        frame: Frame::new(public, framing, &row::titled(item), crumbs)
            .about(about(public, item))
            .holding(item.words())
            .marked(item.preview),
        row: row::row(public, plan, item),
        plan: plan_link,
        label: row::label(plan, "recommendation"),
        action_label: row::label(plan, "action"),
        topic_label: row::label(plan, "topic"),
        actions_label: row::plural(plan, "action", "actions"),
        review_body: review.and_then(|review| review.body.as_ref()).map(ToString::to_string),
        review_held: edtf(review.and_then(|review| review.held)),
        recommended: html(public, framing, item.recommended.as_ref()),
        response: response.map(|response| response.answer),
        response_reason: html(public, framing, response.and_then(|response| response.reason.as_ref())),
        promised: html(public, framing, Some(&item.promised)),
        reported: state
            .reported
            .map(|round| &plan.rounds[round])
            .map(|round| Reported { as_at: round.as_at.edtf(), path: row::round_path(plan, round) }),
        stale: state.stale,
        topic,
        start: edtf(item.start),
        original_due: edtf(state.original_due.filter(|original| state.due != Some(*original))),
        times_revised: state.slips.iter().filter(|slip| slip.from.is_some()).count(),
        timescale: item.timescale.as_ref().map(|text| text.trim().to_owned()),
        review: edtf(item.review),
        added: edtf(item.added),
        actions: item.actions.iter().map(|given| action(public, framing, given)).collect(),
        updates: updates(public, framing, plan, item),
        slips: state.slips.iter().map(|given| slip(public, framing, plan, given)).collect(),
        course: course(public, place),
        support: row::leads(public, &item.support),
        sponsors: row::leads(public, &item.sponsors),
        costs: plan
            .resources
            .as_ref()
            .and_then(|resources| measure::costs_of(public, framing, resources, place.recommendation)),
        outcomes: outcomes(public, framing, plan, item),
        indicators: measure::indicators_of(public, framing, plan, place.recommendation),
        assessments: assessments(public, framing, plan, item),
        thread: item.thread.map(|index| thread::told(public, &public.threads[index])),
        connections: connections(public, place, item),
        earlier: earlier(public, framing, item),
        former: item.aliases.iter().map(ToString::to_string).collect(),
        evidence: measure::evidence(public, framing, &item.evidence),
        review_report: review.and_then(|review| review.report.as_ref()).map(measure::document),
        facts: row::facts(&item.extra),
        previous: neighbour(place.recommendation.checked_sub(1)),
        next: neighbour(Some(place.recommendation + 1)),
    }
}

fn slip(public: &Public, framing: &Framing<'_>, plan: &public::Plan, slip: &public::Slip) -> Slip {
    Slip {
        from: edtf(slip.from),
        to: slip.to.edtf(),
        as_at: plan.rounds[slip.round].as_at.edtf(),
        reason: html(public, framing, slip.reason.as_ref()),
        approved: measure::approved(slip.approved.as_ref()),
    }
}

fn action(public: &Public, framing: &Framing<'_>, action: &public::Action) -> Action {
    let step =
        |(date, title): &(crate::date::Date, public::Words)| Milestone { title: title.to_string(), date: date.edtf() };
    let state = &action.state;
    Action {
        title: action.title.to_string(),
        start: edtf(action.start),
        due: edtf(state.due),
        timing: row::timing(state),
        original_due: edtf(state.original_due.filter(|original| state.due != Some(*original))),
        timescale: action.timescale.as_ref().map(|text| text.trim().to_owned()),
        status: state.status.map(|index| row::status(public, index, 0)),
        leads: row::leads(public, &action.leads),
        milestones: action.milestones.iter().map(step).collect(),
        note: html(public, framing, action.note.as_ref()),
    }
}

/// First where it came from, then where it went, then what it touches.
fn connections(public: &Public, place: public::Place, item: &public::Recommendation) -> Vec<Connections> {
    let superseded_by: Vec<public::Place> = item.superseded_by.into_iter().collect();
    let groups = [
        ("follows", &item.follows),
        ("supersedes", &item.supersedes),
        ("superseded_by", &superseded_by),
        ("followed_by", &item.followed_by),
        ("related", &item.related),
        ("related_from", &item.related_from),
    ];
    let filled = groups.into_iter().filter(|(_, places)| !places.is_empty());
    filled.map(|(key, places)| Connections { key, links: row::places(public, place.plan, places) }).collect()
}

/// Latest first.
fn earlier(public: &Public, framing: &Framing<'_>, item: &public::Recommendation) -> Vec<Earlier> {
    let mut wordings: Vec<_> = item.earlier_wording.iter().collect();
    wordings.sort_by(|(a, _), (b, _)| crate::date::by_end(*b, *a));
    let one = |(until, text): &(crate::date::Date, public::Words)| Earlier {
        until: until.edtf(),
        text: html(public, framing, Some(text)),
    };
    wordings.into_iter().map(one).collect()
}

/// How it stands, and what was promised or else asked.
fn about(public: &Public, item: &public::Recommendation) -> About {
    let promised = Some(&item.promised).filter(|promised| !promised.trim().is_empty());
    About {
        article: true,
        standing: Some(Standing {
            status: item.state.status.map(|index| row::status(public, index, 0)),
            due: edtf(item.state.due),
        }),
        words: words(promised.or(item.recommended.as_ref()).map(|words| &**words)),
        ..About::default()
    }
}
