//! One recommendation's page: what was asked, what was promised, and what became of it.

use serde::Serialize;

use super::frame::{Frame, Framing};
use super::html;
use super::row::{self, Fact, Link, Row, Status, edtf};
use crate::content::public::{self, Public};

#[derive(Debug, Serialize)]
pub struct Recommendation {
    frame: Frame,
    row: Row,
    /// HTML.
    recommended: String,
    response: Option<&'static str>,
    /// HTML.
    response_reason: String,
    /// HTML.
    promised: String,
    reported: Option<String>,
    support: Vec<Link>,
    sponsors: Vec<Link>,
    topic: Option<Link>,
    start: Option<String>,
    /// Only where it is another than the current one.
    original_due: Option<String>,
    timescale: Option<String>,
    review: Option<String>,
    facts: Vec<Fact>,
    slips: Vec<Slip>,
    /// The plan's own word for an action.
    actions_label: Option<String>,
    actions: Vec<Action>,
    /// Newest first.
    updates: Vec<Update>,
    connections: Vec<Connections>,
    evidence: Vec<Evidence>,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Debug, Serialize)]
struct Slip {
    from: Option<String>,
    to: String,
    /// HTML.
    reason: String,
    approved_by: Option<String>,
}

#[derive(Debug, Serialize)]
struct Action {
    title: String,
    start: Option<String>,
    due: Option<String>,
    timing: &'static str,
    timescale: Option<String>,
    status: Option<Status>,
    milestones: Vec<Milestone>,
}

#[derive(Debug, Serialize)]
struct Milestone {
    title: String,
    date: String,
}

#[derive(Debug, Serialize)]
struct Update {
    /// Its place on the page, to which feeds lead.
    anchor: String,
    as_at: String,
    status: Option<Status>,
    /// HTML.
    progress: String,
    /// HTML.
    outcome: String,
    views: Vec<View>,
}

#[derive(Debug, Serialize)]
struct View {
    by: String,
    /// HTML.
    text: String,
}

/// Links of one kind to other recommendations; the key is of the strings.
#[derive(Debug, Serialize)]
struct Connections {
    key: &'static str,
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Evidence {
    title: String,
    url: Option<String>,
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
    let crumbs = vec![Link::new(row::short(plan), format!("plans/{}/", plan.id))];
    let response = item.response.as_ref();
    Recommendation {
        frame: Frame::new(public, framing, &row::titled(item), crumbs).holding(item.words()).marked(item.preview),
        row: row::row(public, plan, item),
        recommended: html(public, framing, item.recommended.as_ref()),
        response: response.map(|response| response.answer),
        response_reason: html(public, framing, response.and_then(|response| response.reason.as_ref())),
        promised: html(public, framing, Some(&item.promised)),
        reported: edtf(item.state.reported.map(|round| plan.rounds[round].as_at)),
        support: row::leads(public, &item.support),
        sponsors: row::leads(public, &item.sponsors),
        topic: item.topic.map(|index| {
            let topic = &plan.topics[index];
            Link::new(&topic.title, format!("plans/{}/topics/{}/", plan.id, topic.id))
        }),
        start: edtf(item.start),
        original_due: edtf(item.state.original_due.filter(|original| item.state.due != Some(*original))),
        timescale: item.timescale.as_ref().map(|text| text.trim().to_owned()),
        review: edtf(item.review),
        facts: row::facts(&item.extra),
        slips: item.state.slips.iter().map(|slip| one_slip(public, framing, slip)).collect(),
        actions_label: row::label(plan, "action"),
        actions: item.actions.iter().map(|given| action(public, given)).collect(),
        updates: item.updates.iter().rev().map(|given| update(public, framing, plan, given)).collect(),
        connections: connections(public, place, item),
        evidence: item.evidence.iter().map(|given| evidence(public, framing, given)).collect(),
        previous: neighbour(place.recommendation.checked_sub(1)),
        next: neighbour(Some(place.recommendation + 1)),
    }
}

fn one_slip(public: &Public, framing: &Framing<'_>, slip: &public::Slip) -> Slip {
    Slip {
        from: edtf(slip.from),
        to: slip.to.edtf(),
        reason: html(public, framing, slip.reason.as_ref()),
        approved_by: slip.approved.as_ref().map(|approved| approved.body.to_string()),
    }
}

fn action(public: &Public, action: &public::Action) -> Action {
    let step =
        |(date, title): &(crate::date::Date, public::Words)| Milestone { title: title.to_string(), date: date.edtf() };
    Action {
        title: action.title.to_string(),
        start: edtf(action.start),
        due: edtf(action.state.due),
        timing: row::timing(&action.state),
        timescale: action.timescale.as_ref().map(|text| text.trim().to_owned()),
        status: action.state.status.map(|index| row::status(public, index, 0)),
        milestones: action.milestones.iter().map(step).collect(),
    }
}

fn update(public: &Public, framing: &Framing<'_>, plan: &public::Plan, update: &public::Update) -> Update {
    let under = Framing { heading_base: 4, ..*framing };
    let view =
        |view: &public::Assessment| View { by: view.by.to_string(), text: html(public, &under, Some(&view.view)) };
    Update {
        anchor: row::anchor(&plan.rounds[update.round]),
        as_at: plan.rounds[update.round].as_at.edtf(),
        status: update.status.map(|index| row::status(public, index, 0)),
        progress: html(public, &under, update.progress.as_ref()),
        outcome: html(public, &under, update.outcome.as_ref()),
        views: update.assessments.iter().map(view).collect(),
    }
}

fn connections(public: &Public, place: public::Place, item: &public::Recommendation) -> Vec<Connections> {
    let superseded_by: Vec<public::Place> = item.superseded_by.into_iter().collect();
    let groups = [
        ("superseded_by", &superseded_by),
        ("supersedes", &item.supersedes),
        ("follows", &item.follows),
        ("followed_by", &item.followed_by),
        ("related", &item.related),
    ];
    let filled = groups.into_iter().filter(|(_, places)| !places.is_empty());
    filled.map(|(key, places)| Connections { key, links: row::places(public, place.plan, places) }).collect()
}

fn evidence(public: &Public, framing: &Framing<'_>, evidence: &public::Evidence) -> Evidence {
    Evidence { title: evidence.title.to_string(), url: row::evidence_address(&framing.base(public), evidence) }
}
