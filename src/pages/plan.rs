//! A plan's own page.

use serde::Serialize;

use super::glance::{self, Figures, Grid, News, figures};
use super::html;
use super::large::is_large;
use super::measure::{self, Document, Indicator, Resources};
use super::progress::{Progress, progress};
use super::round::{RoundLink, link};
use super::row::{self, Fact, Link, Row, Status, edtf};
use super::selection::{self, Way};
use super::thread::{Again, again};
use super::{About, Frame, Framing, words};
use crate::content::public::{self, Counts, Public};

#[derive(Debug, Serialize)]
pub struct Plan {
    frame: Frame,
    counts: Figures,
    grid: Grid,
    news: News,
    /// `None` where there are not two reports.
    progress: Option<Progress>,
    /// HTML.
    summary: String,
    organisation: String,
    review_body: Option<String>,
    review_kind: Option<String>,
    review_held: Option<String>,
    review_report: Option<Document>,
    adopted: Option<String>,
    closed: Option<String>,
    committee: Option<String>,
    cycle: Option<String>,
    facts: Vec<Fact>,
    stated: Option<Stated>,
    /// The plan's own words for a recommendation and for several, and for a topic.
    label: Option<String>,
    labels: Option<String>,
    topic_label: Option<String>,
    /// The ways to lists of one status and of one year.
    by_status: Vec<Way>,
    by_due: Vec<Way>,
    topics: Vec<Topic>,
    /// The rows are left to the pages of the topics, and to the lists by status and by year.
    large: bool,
    /// The path of the page with all dates.
    timeline: String,
    /// What other plans have too.
    again: Again,
    /// Newest first.
    rounds: Vec<RoundLink>,
    papers: Vec<super::Entry>,
    /// The first edition has papers, and this one is another.
    papers_elsewhere: bool,
    reporting: Vec<Report>,
    /// The path of the calendar, if there is a day to keep in mind.
    calendar: Option<String>,
    resources: Option<Resources>,
    indicators: Vec<Indicator>,
    /// The page that explains all files of data, and those that most will want.
    data_page: String,
    data: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Stated {
    as_at: String,
    total: Option<u32>,
    /// HTML.
    note: String,
    lines: Vec<Status>,
    source: Option<Document>,
}

#[derive(Debug, Serialize)]
struct Topic {
    id: String,
    /// `None` for those of no topic.
    path: Option<String>,
    title: String,
    counts: Figures,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Report {
    date: String,
    /// `given`, `missed` or `awaited`.
    state: &'static str,
    path: Option<String>,
}

pub fn plan(public: &Public, framing: &Framing<'_>, plan: &public::Plan) -> Plan {
    let review = plan.source.as_ref();
    let text = |words: Option<&public::Words>| words.map(ToString::to_string);
    let (by_status, by_due) = selection::ways(public, plan);
    Plan {
        frame: Frame::new(public, framing, &plan.title, Vec::new())
            .about(About {
                counts: (plan.counts.total > 0).then(|| figures(public, &plan.counts)),
                renamed: row::label(plan, "recommendation").is_some(),
                words: words(plan.summary.as_deref()),
                ..About::default()
            })
            .holding(plan.summary.iter().chain([&plan.title]))
            .marked(plan.preview),
        counts: figures(public, &plan.counts),
        grid: glance::by_topic(public, plan),
        news: glance::news(public, plan),
        progress: progress(public, plan),
        summary: html(public, framing, plan.summary.as_ref()),
        organisation: plan.organisation.as_ref().unwrap_or(&public.site.organisation).to_string(),
        review_body: text(review.and_then(|review| review.body.as_ref())),
        review_kind: text(review.and_then(|review| review.kind.as_ref())),
        review_held: edtf(review.and_then(|review| review.held)),
        review_report: review.and_then(|review| review.report.as_ref()).map(measure::document),
        adopted: edtf(plan.adopted),
        closed: edtf(plan.closed),
        committee: text(plan.committee.as_ref()),
        cycle: text(plan.cycle.as_ref()),
        facts: row::facts(&plan.extra),
        stated: plan.stated.as_ref().map(|given| stated(public, framing, given)),
        label: row::label(plan, "recommendation"),
        labels: row::plural(plan, "recommendation", "recommendations"),
        topic_label: row::label(plan, "topic"),
        by_status,
        by_due,
        topics: topics(public, plan),
        again: again(public, framing.plan),
        large: is_large(plan),
        timeline: format!("plans/{}/timeline/", plan.id),
        papers: super::entries(&plan.papers, &row::plan_path(plan)),
        papers_elsewhere: plan.has_papers_elsewhere,
        rounds: plan.rounds.iter().rev().map(|round| link(plan, round)).collect(),
        reporting: plan.reporting.iter().map(|given| report(plan, given)).collect(),
        calendar: crate::calendar::has_days(plan).then(|| format!("plans/{}/calendar.ics", plan.id)),
        resources: plan.resources.as_ref().map(|resources| measure::costs(public, framing, resources)),
        indicators: plan.indicators.iter().map(|given| measure::indicator(public, framing, given)).collect(),
        data_page: format!("plans/{}/data/", plan.id),
        data: data(plan),
    }
}

fn stated(public: &Public, framing: &Framing<'_>, stated: &public::Stated) -> Stated {
    Stated {
        as_at: stated.as_at.edtf(),
        total: stated.total,
        note: html(public, framing, stated.note.as_ref()),
        lines: stated.statuses.iter().map(|(index, count)| row::status(public, *index, *count as usize)).collect(),
        source: stated.source.as_ref().map(measure::document),
    }
}

/// One table a topic, in order, and one for those of no topic; without rows where the plan is large.
fn topics(public: &Public, plan: &public::Plan) -> Vec<Topic> {
    let rows = |wanted: Option<usize>| -> Vec<Row> {
        if is_large(plan) {
            return Vec::new();
        }
        let items = plan.recommendations.iter().filter(|item| item.topic == wanted);
        items.map(|item| row::row(public, plan, item)).collect()
    };
    let own = plan.topics.iter().enumerate().map(|(index, topic)| Topic {
        id: topic.id.to_string(),
        path: Some(format!("plans/{}/topics/{}/", plan.id, topic.id)),
        title: topic.title.to_string(),
        counts: figures(public, &topic.counts),
        rows: rows(Some(index)),
    });
    let loose = plan.recommendations.iter().filter(|item| item.topic.is_none()).map(|item| &item.state);
    let rest = Topic {
        id: "recommendations".to_owned(),
        path: None,
        title: row::short(plan).to_owned(),
        counts: figures(public, &Counts::of(loose, &public.statuses)),
        rows: rows(None),
    };
    own.chain(Some(rest)).filter(|topic| topic.counts.total > 0).collect()
}

fn report(plan: &public::Plan, report: &public::ReportDate) -> Report {
    let path = report.round.map(|round| row::round_path(plan, &plan.rounds[round]));
    Report { date: report.date.edtf(), state: report.state(), path }
}

fn data(plan: &public::Plan) -> Vec<Link> {
    let names = ["plan.xlsx", "recommendations.csv", "actions.csv", "updates.csv", "plan.json"];
    names.into_iter().map(|name| Link::new(name, format!("plans/{}/data/{name}", plan.id))).collect()
}
