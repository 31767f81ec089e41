//! The bodies of committee papers: templates with the plan as it stood on the paper's day.
//!
//! A body sees `paper`, `as_at`, `plan`, `counts`, `before` (the counts of the day that changes are told
//! against), `topics`, `stated` and `recommendations`; the theme adds `recommendation(ref="9a", show="status")`,
//! `recommendations(status="complete", lead="…", topic="…")`, `changes()`, `changes(since="2019-07")` and
//! the filter `words`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::content::public::changes::Between;
use crate::content::public::paper::Paper;
use crate::content::public::{Plan, Public, StatusIndex};
use crate::date::{self, Date, Day};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::papers::{self, AsAt};
use crate::theme::Theme;

#[derive(Serialize)]
struct Facts<'a> {
    site: super::Site<'a>,
    paper: Head<'a>,
    as_at: String,
    plan: Option<super::Plan<'a>>,
    counts: BTreeMap<String, usize>,
    before: BTreeMap<String, usize>,
    /// The day that changes are told against, if there is one.
    since: Option<String>,
    stated: Option<BTreeMap<String, u32>>,
    topics: Vec<Topic<'a>>,
    all_recommendations: Vec<Item>,
    /// By the dates that the body asks for; under no date those since the last paper.
    changes_by_day: BTreeMap<String, Vec<Change>>,
}

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    committee: Option<&'a str>,
    date: String,
}

#[derive(Serialize)]
struct Topic<'a> {
    id: &'a str,
    title: &'a str,
    counts: BTreeMap<String, usize>,
}

#[derive(Clone, Serialize)]
struct Item {
    #[serde(rename = "ref")]
    reference: String,
    title: String,
    /// A link to it: `[…]({{ item.address }})`.
    address: String,
    status: String,
    status_id: String,
    topic_id: String,
    due: Option<String>,
    leads: Vec<String>,
    lead_ids: Vec<String>,
    overdue: bool,
    slipped: bool,
    /// What was last reported, in Markdown.
    progress: String,
}

#[derive(Serialize)]
struct Change {
    /// In the theme's words.
    what: String,
    kind: &'static str,
    recommendation: Item,
}

/// The body filled in; one with a fault is reported and stands as written.
pub fn filled(public: &Public, paper: &Paper, theme: &Theme, found: &mut Diagnostics) -> String {
    let body = &paper.body.text;
    if !super::is_template(body) {
        return body.to_string();
    }
    theme.fill(body, &facts(public, paper, theme)).unwrap_or_else(|fault| {
        let span = paper.body.place(fault.range(body));
        let hint = "correct what stands between `{{` and `}}`; the body of a paper may use `counts.complete`, \
                    `recommendation(ref=\"9a\", show=\"status\")`, `recommendations(status=\"complete\")` and `changes()`";
        found.push(Diagnostic::error("body-template", span, fault.message, hint));
        body.to_string()
    })
}

fn facts<'a>(public: &'a Public, paper: &'a Paper, theme: &Theme) -> Facts<'a> {
    let standing = paper.plan.map(|plan| papers::as_at(public, plan, paper.as_at));
    let plan = paper.plan.map(|plan| &public.plans[plan]);
    let counted = |standing: &Option<AsAt<'_>>| {
        standing.as_ref().map(|standing| super::counts(public, &standing.counts())).unwrap_or_default()
    };
    let since = papers::since(public, paper, None);
    let before = since.and_then(|day| Some(papers::as_at(public, paper.plan?, day)));
    let counts = counted(&standing);
    Facts {
        site: super::Site { title: &public.site.title, organisation: &public.site.organisation },
        paper: Head { title: &paper.title, committee: paper.committee.as_deref(), date: paper.date.edtf() },
        as_at: paper.as_at.to_string(),
        plan: plan.map(|plan| super::Plan { counts: counts.clone(), ..super::facts_of(public, plan) }),
        before: counted(&before),
        since: since.map(|day| day.to_string()),
        stated: plan.and_then(|plan| stated(public, plan)),
        topics: standing.as_ref().map(|standing| topics(public, standing)).unwrap_or_default(),
        changes_by_day: standing.as_ref().map(|it| changes(public, paper, theme, it)).unwrap_or_default(),
        all_recommendations: standing.as_ref().map(|standing| items(public, theme, standing)).unwrap_or_default(),
        counts,
    }
}

fn stated(public: &Public, plan: &Plan) -> Option<BTreeMap<String, u32>> {
    let stated = plan.stated.as_ref()?;
    let name = |status: StatusIndex| public.statuses[status.0].id.as_str().replace('-', "_");
    let statuses = stated.statuses.iter().map(|(status, count)| (name(*status), *count));
    Some(statuses.chain(stated.total.map(|total| ("total".to_owned(), total))).collect())
}

fn topics<'a>(public: &Public, standing: &AsAt<'a>) -> Vec<Topic<'a>> {
    let topics = standing.plan.topics.iter().enumerate();
    topics
        .map(|(index, topic)| {
            let members = standing.items.iter().filter(|item| item.item.topic == Some(index));
            let counts = crate::content::public::Counts::of(members.map(|item| &item.state), &public.statuses);
            Topic { id: topic.id.as_str(), title: &topic.title, counts: super::counts(public, &counts) }
        })
        .collect()
}

fn items(public: &Public, theme: &Theme, standing: &AsAt<'_>) -> Vec<Item> {
    standing
        .items
        .iter()
        .map(|item| {
            let status = item.state.status.map(|status| &public.statuses[status.0]);
            let own = status.and_then(|status| status.label.as_ref()).map(ToString::to_string);
            let key = status.map_or_else(|| "no_status".to_owned(), |status| format!("status_{}", status.id));
            let leads = item.item.leads.iter().map(|lead| &public.leads[lead.0]);
            let progress = item.last_said(standing.moment, |update| update.progress.as_ref());
            Item {
                reference: item.item.reference.to_string(),
                title: item.item.title.to_string(),
                address: format!("ref:{}/{}", standing.plan.id, item.item.reference),
                status: own.unwrap_or_else(|| theme.text(&key).to_owned()),
                status_id: status.map(|status| status.id.to_string()).unwrap_or_default(),
                topic_id: item.item.topic.map(|topic| standing.plan.topics[topic].id.to_string()).unwrap_or_default(),
                due: item.state.due.map(Date::edtf),
                lead_ids: leads.clone().map(|lead| lead.id.to_string()).collect(),
                leads: leads.map(|lead| lead.title.to_string()).collect(),
                overdue: item.state.timing == crate::content::public::Timing::Overdue,
                slipped: item.state.slipped(),
                progress: progress.map(|words| words.unmarked().trim().to_owned()).unwrap_or_default(),
            }
        })
        .collect()
}

fn changes(public: &Public, paper: &Paper, theme: &Theme, standing: &AsAt<'_>) -> BTreeMap<String, Vec<Change>> {
    let all = items(public, theme, standing);
    let place: BTreeMap<usize, &Item> = standing.items.iter().map(|item| item.index).zip(&all).collect();
    let since = |day: Day| -> Vec<Change> {
        let (from, to) = (standing.plan.on(day), standing.moment);
        let changes = Between { plan: standing.plan, scheme: public.scheme(), from, to }.changes();
        let told = changes.iter().filter_map(|change| {
            let recommendation = (*place.get(&change.recommendation)?).clone();
            let kind = change.kind.id();
            Some(Change { what: theme.text(&format!("changed_{kind}")).to_owned(), kind, recommendation })
        });
        told.collect()
    };
    let mut by_day: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    by_day.extend(papers::since(public, paper, None).map(|day| (String::new(), since(day))));
    for written in dates_asked_for(&paper.body.text) {
        let day = date::read(written).ok().and_then(|date| date.latest().or(date.earliest()));
        by_day.extend(day.map(|day| (written.to_owned(), since(day))));
    }
    by_day
}

/// The dates that stand in the body as `since="…"`.
fn dates_asked_for(body: &str) -> impl Iterator<Item = &str> {
    body.split("since=\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(date, _)| date))
}
