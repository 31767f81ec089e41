//! What an Atom feed (RFC 4287) tells: what was reported, newest first, what each report changed, and the papers.
//!
//! One feed each for the site, a plan, a topic and a lead, the papers in the first two; made from the public view alone, so a
//! draft or an embargoed report has no entry. An entry's id is the address where it can be read, of
//! ids and dates only, so that a reworded title makes no new entry. All addresses are whole, which
//! is why a site without a base address has no feeds. The words are the template's.

use serde::Serialize;

use crate::content::public::{self, ChangeKind, Place, Plan, Public};
use crate::date::{Date, Day};
use crate::pages::row::{self, Status};
use crate::pages::{Framing, html};

/// The most entries of a feed.
const MOST_ENTRIES: usize = 50;
/// The most changes that an entry lists; its page has them all.
const MOST_CHANGES: usize = 20;

/// Whose news a feed tells; indices are those of the public view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Site,
    Plan(usize),
    Topic { plan: usize, topic: usize },
    Lead(usize),
}

/// The context of `feeds/atom.xml`.
#[derive(Debug, Serialize)]
pub struct Feed {
    /// `site`, `plan`, `topic` or `lead`: its title is under `feed_…` in the strings.
    about: &'static str,
    title: String,
    language: String,
    organisation: String,
    licence: Option<String>,
    /// Whole addresses of the feed itself and of the page that it belongs to.
    address: String,
    page: String,
    updated: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    /// Its whole address, which is its id as well.
    address: String,
    updated: String,
    /// Of the plan, if it is another than the site's.
    organisation: Option<String>,
    plan_id: Option<String>,
    plan_title: Option<String>,
    update: Option<Update>,
    round: Option<Round>,
    paper: Option<Paper>,
}

/// A paper to a committee.
#[derive(Debug, Serialize)]
struct Paper {
    title: String,
    committee: Option<String>,
    date: String,
    /// What the committee is asked, as HTML.
    asked: Vec<String>,
}

/// What was reported of one recommendation.
#[derive(Debug, Serialize)]
struct Update {
    title: String,
    /// A key of the strings.
    headline: &'static str,
    as_at: String,
    status: Option<Status>,
    /// The status before, if it was another.
    was: Option<Status>,
    due: Option<String>,
    due_before: Option<String>,
    /// HTML.
    reason: String,
    approved_by: Option<String>,
    /// HTML.
    progress: String,
    /// HTML.
    outcome: String,
    actions: Vec<Action>,
    views: Vec<View>,
    evidence: Vec<Evidence>,
}

#[derive(Debug, Serialize)]
struct Action {
    title: String,
    status: Option<Status>,
    due: Option<String>,
}

#[derive(Debug, Serialize)]
struct View {
    by: String,
    /// HTML.
    text: String,
}

#[derive(Debug, Serialize)]
struct Evidence {
    title: String,
    address: Option<String>,
}

/// What a report changed.
#[derive(Debug, Serialize)]
struct Round {
    title: Option<String>,
    as_at: String,
    first: bool,
    /// HTML.
    summary: String,
    updated: usize,
    changes: Vec<Change>,
    /// How many changes are left out.
    more: usize,
}

#[derive(Debug, Serialize)]
struct Change {
    title: String,
    address: String,
    kind: &'static str,
    status: Option<Status>,
    to: Option<String>,
}

/// What an entry will be of, with what orders it: gathered before anything is rendered.
struct Item {
    day: Day,
    /// Before which others of the same day it stands: its plan, the later round first, the round before its updates.
    order: (Option<usize>, std::cmp::Reverse<usize>, Option<(usize, usize)>),
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Round {
        plan: usize,
        round: usize,
    },
    /// The recommendation and which of its updates.
    Update {
        plan: usize,
        recommendation: usize,
        update: usize,
    },
    /// Of a plan, or of none.
    Paper {
        plan: Option<usize>,
        paper: usize,
    },
}

/// The path of a feed from the site's root.
pub fn path(public: &Public, scope: Scope) -> String {
    format!("{}feed.xml", page_path(public, scope))
}

/// The path of the page that a feed belongs to.
fn page_path(public: &Public, scope: Scope) -> String {
    match scope {
        Scope::Site => String::new(),
        Scope::Plan(plan) => format!("plans/{}/", public.plans[plan].id),
        Scope::Topic { plan, topic } => {
            let plan = &public.plans[plan];
            format!("plans/{}/topics/{}/", plan.id, plan.topics[topic].id)
        }
        Scope::Lead(lead) => format!("leads/{}/", public.leads[lead].id),
    }
}

/// All feeds of the site; none without a base address.
pub fn all(public: &Public) -> Vec<Scope> {
    if public.site.base_url.is_none() {
        return Vec::new();
    }
    let topics = public.plans.iter().enumerate().flat_map(|(plan, item)| {
        let topics = (0..item.topics.len()).map(move |topic| Scope::Topic { plan, topic });
        std::iter::once(Scope::Plan(plan)).chain(topics)
    });
    std::iter::once(Scope::Site).chain(topics).chain((0..public.leads.len()).map(Scope::Lead)).collect()
}

/// One feed.
pub fn feed(public: &Public, framing: &Framing<'_>, scope: Scope) -> Feed {
    let base = public.site.base_url.as_deref().unwrap_or("/");
    let mut items = items(public, scope);
    // The report itself stands before what it says of each; plans and recommendations in their order.
    items.sort_by_key(|item| (std::cmp::Reverse(item.day), item.order));
    items.truncate(MOST_ENTRIES);
    let plan = match scope {
        Scope::Plan(plan) | Scope::Topic { plan, .. } => Some(&public.plans[plan]),
        Scope::Site | Scope::Lead(_) => None,
    };
    let (kind, title) = match scope {
        Scope::Site => ("site", public.site.title.to_string()),
        Scope::Plan(plan) => ("plan", public.plans[plan].title.to_string()),
        Scope::Topic { plan, topic } => ("topic", public.plans[plan].topics[topic].title.to_string()),
        Scope::Lead(lead) => ("lead", public.leads[lead].title.to_string()),
    };
    let newest = items.first().map(|item| item.day);
    let begun = plan.and_then(|plan| plan.adopted).and_then(Date::latest).filter(|day| *day <= public.as_of);
    Feed {
        about: kind,
        title,
        language: public.edition.language.to_string(),
        organisation: plan.and_then(|plan| plan.organisation.as_ref()).unwrap_or(&public.site.organisation).to_string(),
        licence: public.site.licence.as_ref().map(ToString::to_string),
        address: format!("{base}{}", path(public, scope)),
        page: format!("{base}{}", page_path(public, scope)),
        updated: moment(newest.or(begun).unwrap_or(public.as_of)),
        entries: items.iter().map(|item| entry(public, framing, base, item)).collect(),
    }
}

/// Everything that a feed could tell, in no order.
fn items(public: &Public, scope: Scope) -> Vec<Item> {
    let of_plan = |plan: usize| {
        let rounds = (0..public.plans[plan].rounds.len()).map(move |round| round_item(public, plan, round));
        let updates = (0..public.plans[plan].recommendations.len())
            .flat_map(move |recommendation| updates(public, Place { plan, recommendation }));
        rounds.chain(updates).chain(papers(public, Some(plan)))
    };
    match scope {
        Scope::Site => (0..public.plans.len()).flat_map(of_plan).chain(papers(public, None)).collect(),
        Scope::Plan(plan) => of_plan(plan).collect(),
        Scope::Topic { plan, topic } => public.plans[plan].topics[topic]
            .recommendations
            .iter()
            .flat_map(|recommendation| updates(public, Place { plan, recommendation: *recommendation }))
            .collect(),
        Scope::Lead(lead) => {
            // Once each, even where the lead has several parts in it.
            let mut places: Vec<Place> = public.leads[lead].answers_for.iter().map(|(place, _)| *place).collect();
            places.sort();
            places.dedup();
            places.into_iter().flat_map(|place| updates(public, place)).collect()
        }
    }
}

fn round_item(public: &Public, plan: usize, round: usize) -> Item {
    let day = public.plans[plan].rounds[round].day;
    Item { day, order: (Some(plan), std::cmp::Reverse(round), None), what: What::Round { plan, round } }
}

/// The updates of a recommendation that say something.
fn updates(public: &Public, place: Place) -> impl Iterator<Item = Item> + use<'_> {
    let Place { plan, recommendation } = place;
    let item = &public.plans[plan].recommendations[recommendation];
    let told = item.updates.iter().enumerate().filter(|(_, update)| says_something(update));
    told.map(move |(update, given)| Item {
        day: public.plans[plan].rounds[given.round].day,
        order: (Some(plan), std::cmp::Reverse(given.round), Some((recommendation, update))),
        what: What::Update { plan, recommendation, update },
    })
}

/// The papers of a plan, or of none.
fn papers(public: &Public, plan: Option<usize>) -> impl Iterator<Item = Item> + use<'_> {
    let papers = plan.map_or(&public.papers, |plan| &public.plans[plan].papers);
    papers.iter().enumerate().map(move |(index, paper)| Item {
        // It may be for a meeting to come.
        day: paper.date.latest().map_or(paper.as_at, |day| day.min(public.as_of)),
        order: (plan, std::cmp::Reverse(usize::MAX), Some((0, index))),
        what: What::Paper { plan, paper: index },
    })
}

/// An update may hold an internal note alone, of which nothing is left here.
fn says_something(update: &public::Update) -> bool {
    update.status.is_some()
        || update.due.is_some()
        || [&update.progress, &update.reason, &update.outcome].into_iter().any(Option::is_some)
        || !(update.assessments.is_empty() && update.actions.is_empty() && update.evidence.is_empty())
}

/// The beginning of a day as RFC 3339 has it.
fn moment(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

fn entry(public: &Public, framing: &Framing<'_>, base: &str, item: &Item) -> Entry {
    let home = match item.what {
        What::Round { plan, .. } | What::Update { plan, .. } => Some(plan),
        What::Paper { plan, .. } => plan,
    };
    let plan = home.map(|plan| &public.plans[plan]);
    // Each entry is read by itself, so each spells out its own abbreviations.
    let markup = framing.markup.anew();
    let framing = Framing { path: "", root: base, plan: home, heading_base: 3, markup: &markup };
    let about = Entry {
        address: String::new(),
        updated: moment(item.day),
        organisation: plan.and_then(|plan| plan.organisation.as_ref()).map(ToString::to_string),
        plan_id: plan.map(|plan| plan.id.to_string()),
        plan_title: plan.map(|plan| row::short(plan).to_owned()),
        update: None,
        round: None,
        paper: None,
    };
    match item.what {
        What::Round { plan, round } => {
            let of = &public.plans[plan];
            let address = format!("{base}plans/{}/rounds/{}/", of.id, of.rounds[round].slug);
            Entry { address, round: Some(one_round(public, &framing, of, round)), ..about }
        }
        What::Update { plan, recommendation, update } => {
            let of = &public.plans[plan];
            let item = &of.recommendations[recommendation];
            let round = &of.rounds[item.updates[update].round];
            let address = format!("{base}{}#{}", row::path(of, item), row::anchor(round));
            Entry { address, update: Some(one_update(public, &framing, of, (item, update))), ..about }
        }
        What::Paper { plan, paper } => {
            let (papers, folder) = match plan {
                Some(plan) => (&public.plans[plan].papers, row::plan_path(&public.plans[plan])),
                None => (&public.papers, String::new()),
            };
            let paper = &papers[paper];
            let address = format!("{base}{folder}papers/{}/", paper.id);
            Entry { address, paper: Some(one_paper(public, &framing, paper)), ..about }
        }
    }
}

fn one_paper(public: &Public, framing: &Framing<'_>, paper: &public::paper::Paper) -> Paper {
    Paper {
        title: paper.title.to_string(),
        committee: paper.committee.as_ref().map(ToString::to_string),
        date: paper.date.edtf(),
        asked: paper.recommendations.iter().map(|asked| html(public, framing, Some(asked))).collect(),
    }
}

/// `given` is a recommendation and which of its updates.
fn one_update(public: &Public, framing: &Framing<'_>, plan: &Plan, given: (&public::Recommendation, usize)) -> Update {
    let (item, index) = given;
    let update = &item.updates[index];
    let before = item.updates[..index].iter().rev().find_map(|earlier| earlier.status);
    let slip = item.state.slips.iter().find(|slip| slip.round == update.round);
    // A date that is given for the first time has not moved.
    let has_moved = slip.is_some_and(|slip| slip.from.is_some());
    let action = |(action, status, due): &(usize, Option<public::StatusIndex>, Option<Date>)| Action {
        title: item.actions[*action].title.to_string(),
        status: status.map(|status| row::status(public, status, 0)),
        due: due.map(Date::edtf),
    };
    let evidence = |evidence: &public::Evidence| Evidence {
        title: evidence.title.to_string(),
        // Published files stand once, at the root of all editions.
        address: row::evidence_address(public.edition.site_url.as_deref().unwrap_or("/"), evidence),
    };
    let text = |markdown| html(public, framing, markdown);
    Update {
        title: row::titled(item),
        headline: headline(update.status, before, has_moved),
        as_at: plan.rounds[update.round].as_at.edtf(),
        status: update.status.map(|status| row::status(public, status, 0)),
        was: before.filter(|before| update.status.is_some_and(|now| now != *before)).map(|s| row::status(public, s, 0)),
        due: slip.map(|slip| slip.to.edtf()),
        due_before: slip.and_then(|slip| slip.from).map(Date::edtf),
        reason: text(slip.and_then(|slip| slip.reason.as_ref())),
        approved_by: slip.and_then(|slip| slip.approved.as_ref()).map(|approved| approved.body.to_string()),
        progress: text(update.progress.as_ref()),
        outcome: text(update.outcome.as_ref()),
        actions: update.actions.iter().map(action).collect(),
        views: update
            .assessments
            .iter()
            .map(|view| View { by: view.by.to_string(), text: text(Some(&view.view)) })
            .collect(),
        evidence: update.evidence.iter().map(evidence).collect(),
    }
}

/// What a headline says of an update: the status now and before, and whether the date moved.
fn headline(now: Option<public::StatusIndex>, before: Option<public::StatusIndex>, moved: bool) -> &'static str {
    match (now, moved) {
        (Some(now), true) if before == Some(now) => "feed_still_moved",
        (Some(_), true) => "feed_now_moved",
        (Some(now), false) if before == Some(now) => "feed_still",
        (Some(_), false) => "feed_now",
        (None, true) => "feed_moved",
        (None, false) => "feed_reported",
    }
}

fn one_round(public: &Public, framing: &Framing<'_>, plan: &Plan, index: usize) -> Round {
    let round = &plan.rounds[index];
    let change = |change: &public::Change| {
        let item = &plan.recommendations[change.recommendation];
        let (status, to) = match &change.kind {
            ChangeKind::Status { to, .. } => (Some(row::status(public, *to, 0)), None),
            ChangeKind::Date { to, .. } => (None, Some(to.edtf())),
            _ => (None, None),
        };
        let address = format!("{}{}", framing.root, row::path(plan, item));
        Change { title: row::titled(item), address, kind: change.kind.id(), status, to }
    };
    Round {
        title: round.title.as_ref().map(ToString::to_string),
        as_at: round.as_at.edtf(),
        first: index == 0,
        summary: html(public, framing, round.summary.as_ref()),
        updated: round.updated.len(),
        changes: round.changes.iter().take(MOST_CHANGES).map(change).collect(),
        more: round.changes.len().saturating_sub(MOST_CHANGES),
    }
}
