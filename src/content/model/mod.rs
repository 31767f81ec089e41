//! The plans with every word resolved: leads, topics, statuses and refs are found or reported.
//!
//! Borrows the sources and copies nothing of them. Says nothing about dates passing or about
//! what is public: that follows in `published`. Start at [`resolve`].

mod scheme;

pub use scheme::{COLOURS, SHAPES, Status};

use std::collections::HashMap;
use std::fmt;

use crate::content::sources;
use crate::date::{Date, Day};
use crate::diagnostic::{Diagnostic, Diagnostics, Placed, Span, list, nearest};
use crate::refs::{Id, Ref, Target};

/// A recommendation of any plan, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub plan: usize,
    pub recommendation: usize,
}

#[derive(Debug)]
pub struct Model<'a> {
    pub statuses: Vec<Status>,
    /// In the order of `leads.yaml`.
    pub leads: Vec<(&'a Id, &'a sources::LeadMatter)>,
    pub plans: Vec<Plan<'a>>,
}

#[derive(Debug)]
pub struct Plan<'a> {
    pub source: &'a sources::Plan,
    /// In natural order of their refs.
    pub recommendations: Vec<Recommendation<'a>>,
    /// Oldest first.
    pub rounds: Vec<&'a sources::Round>,
}

#[derive(Debug)]
pub struct Recommendation<'a> {
    pub source: &'a sources::Recommendation,
    /// An index into the plan's topics.
    pub topic: Option<usize>,
    pub leads: Vec<usize>,
    pub support: Vec<usize>,
    pub sponsors: Vec<usize>,
    /// The leads of each action.
    pub action_leads: Vec<Vec<usize>>,
    pub related: Vec<Place>,
    pub follows: Vec<Place>,
    pub superseded_by: Option<Place>,
    /// Oldest first: the round and what it says.
    pub updates: Vec<Update<'a>>,
}

#[derive(Debug)]
pub struct Update<'a> {
    /// An index into the plan's rounds.
    pub round: usize,
    /// Its ref in the file of the round.
    pub origin: Span,
    pub source: &'a sources::Update,
    pub status: Option<usize>,
    /// Index of the action, its status, and what else is said.
    pub actions: Vec<(usize, Option<usize>, &'a sources::ActionUpdate)>,
    pub superseded_by: Option<Place>,
}

/// Where each name leads.
struct Names<'a, 's> {
    /// What may be defined and could not be read.
    unread: &'a sources::UnreadFiles,
    leads: HashMap<&'a str, usize>,
    statuses: HashMap<&'s str, usize>,
    plans: HashMap<&'a str, usize>,
    /// One a plan: the slug of each ref.
    refs: Vec<HashMap<String, usize>>,
    /// One a plan: its recommendations with mistakes.
    unread_recommendations: Vec<&'a sources::Unread>,
}

/// Resolves all names, and reports those that lead nowhere or stand twice.
pub fn resolve<'a>(sources: &'a sources::Sources, found: &mut Diagnostics) -> Model<'a> {
    let statuses = scheme::statuses(sources.site.as_ref());
    let mut plans: Vec<Plan<'a>> = sources.plans.iter().map(|plan| ordered(plan, found)).collect();
    let names = Names {
        unread: &sources.unread,
        leads: sources.leads.0.iter().enumerate().map(|(index, (id, _))| (id.as_str(), index)).collect(),
        statuses: statuses.iter().enumerate().map(|(index, status)| (status.id.as_str(), index)).collect(),
        plans: plans.iter().enumerate().map(|(index, plan)| (plan.source.id.as_str(), index)).collect(),
        refs: plans.iter().map(|plan| slugs(plan, found)).collect(),
        unread_recommendations: plans.iter().map(|plan| &plan.source.unread_recommendations).collect(),
    };
    for (index, plan) in plans.iter_mut().enumerate() {
        Resolver { names: &names, statuses: &statuses, plan: index, found }.plan(plan);
    }
    for about in sources.papers.iter().filter_map(|paper| paper.matter.plan.as_ref()) {
        Resolver { names: &names, statuses: &statuses, plan: 0, found }
            .plan_index(&Placed::new(&about.value, about.span));
    }
    let leads = sources.leads.0.iter().map(|(id, lead)| (&id.value, lead)).collect();
    Model { statuses, leads, plans }
}

/// Whether an embargo still holds on a day. One without a first day never ends by itself.
pub fn is_embargoed(embargo: Option<&Placed<Date>>, on: Day) -> bool {
    embargo.is_some_and(|until| until.earliest().is_none_or(|day| on < day))
}

/// The plan's recommendations and rounds in their order, nothing resolved yet.
fn ordered<'a>(plan: &'a sources::Plan, found: &mut Diagnostics) -> Plan<'a> {
    let mut recommendations: Vec<Recommendation<'a>> =
        plan.recommendations.iter().map(|source| unresolved(source)).collect();
    recommendations.sort_by(|a, b| a.source.matter.reference.value.cmp(&b.source.matter.reference.value));
    let mut rounds: Vec<&sources::Round> = plan.rounds.iter().map(|round| &**round).collect();
    // One without an end stands at its beginning.
    let key = |date: &Date| (date.latest().or(date.earliest()), date.earliest());
    rounds.sort_by_key(|round| (key(&round.matter.as_at), round.file));
    let mut first: HashMap<String, Span> = HashMap::new();
    for as_at in rounds.iter().map(|round| &round.matter.as_at) {
        let Some(other) = first.insert(as_at.slug(), as_at.span) else { continue };
        let diagnostic = Diagnostic::error(
            "duplicate-round",
            as_at.span.max(other),
            format!("the plan `{}` has two rounds as at `{}`", *plan.id, as_at.edtf()),
            "put both into one file, or correct one of the dates",
        );
        found.push(diagnostic.with_related(as_at.span.min(other), "the other one"));
    }
    Plan { source: plan, recommendations, rounds }
}

fn unresolved(source: &sources::Recommendation) -> Recommendation<'_> {
    Recommendation {
        source,
        topic: None,
        leads: Vec::new(),
        support: Vec::new(),
        sponsors: Vec::new(),
        action_leads: Vec::new(),
        related: Vec::new(),
        follows: Vec::new(),
        superseded_by: None,
        updates: Vec::new(),
    }
}

/// The slug of each ref; a slug that stands twice is reported.
fn slugs(plan: &Plan<'_>, found: &mut Diagnostics) -> HashMap<String, usize> {
    let mut slugs: HashMap<String, usize> = HashMap::with_capacity(plan.recommendations.len());
    for (index, recommendation) in plan.recommendations.iter().enumerate() {
        let reference = &recommendation.source.matter.reference;
        if let Some(first) = slugs.get(&reference.slug()) {
            let other = plan.recommendations[*first].source.matter.reference.span;
            let diagnostic = Diagnostic::error(
                "duplicate-ref",
                reference.span.max(other),
                format!("the ref `{}` stands twice in the plan `{}`", **reference, *plan.source.id),
                "give one of the two another ref",
            );
            found.push(diagnostic.with_related(reference.span.min(other), "the other one"));
        } else {
            slugs.insert(reference.slug(), index);
        }
    }
    slugs
}

/// Resolves one plan.
struct Resolver<'n, 'a> {
    names: &'n Names<'a, 'n>,
    statuses: &'n [Status],
    plan: usize,
    found: &'n mut Diagnostics,
}

impl<'a> Resolver<'_, 'a> {
    fn plan(&mut self, plan: &mut Plan<'a>) {
        for recommendation in &mut plan.recommendations {
            self.recommendation(recommendation, plan.source);
        }
        for (round, source) in plan.rounds.iter().enumerate() {
            for (reference, update) in &source.matter.updates.0 {
                let Some(index) = self.reference(reference) else { continue };
                let update = self.update(round, (reference.span, update), plan.recommendations[index].source);
                // A row that was not filled in is no report: the recommendation is as silent as without it.
                if !update.source.says_nothing() {
                    plan.recommendations[index].updates.push(update);
                }
            }
        }
        self.beside(plan.source);
    }

    /// What stands beside the recommendations names them, and statuses and plans, too.
    fn beside(&mut self, plan: &sources::Plan) {
        let indicators = plan.indicators.iter().flat_map(|(_, indicator)| &indicator.refs.0);
        let costs = plan.resources.iter().flat_map(|resources| &resources.rows).flat_map(|row| &row.refs.0);
        for reference in indicators.chain(costs) {
            self.reference(reference);
        }
        for (status, _) in plan.matter.stated.iter().flat_map(|stated| &stated.statuses) {
            self.status(status);
        }
        for about in plan.papers.iter().filter_map(|paper| paper.matter.plan.as_ref()) {
            self.plan_index(&Placed::new(&about.value, about.span));
        }
    }

    fn recommendation(&mut self, recommendation: &mut Recommendation<'a>, plan: &'a sources::Plan) {
        let matter = &recommendation.source.matter;
        recommendation.topic = matter.topic.as_ref().and_then(|topic| self.topic(topic, plan));
        recommendation.leads = self.leads(&matter.leads.0);
        recommendation.support = self.leads(&matter.support.0);
        recommendation.sponsors = self.leads(&matter.sponsor.0);
        recommendation.action_leads = matter.actions.iter().map(|action| self.leads(&action.leads.0)).collect();
        recommendation.related = self.targets(&matter.related.0);
        recommendation.follows = self.targets(&matter.follows.0);
        recommendation.superseded_by = matter.superseded_by.as_ref().and_then(|target| self.target(target));
        self.action_ids(&matter.actions);
    }

    fn update(
        &mut self,
        round: usize,
        (origin, source): (Span, &'a sources::Update),
        of: &'a sources::Recommendation,
    ) -> Update<'a> {
        let status = source.status.as_ref().and_then(|status| self.status(status));
        let mut actions = Vec::with_capacity(source.actions.0.len());
        for (id, news) in &source.actions.0 {
            let known = of.matter.actions.iter().position(|action| action.id.value == id.value);
            let Some(index) = known else {
                if self.names.unread_recommendations[self.plan].has("id", id.as_str()) {
                    continue;
                }
                let ids: Vec<&str> = of.matter.actions.iter().map(|action| action.id.as_str()).collect();
                let message = format!("no. {} has no action `{}`", *of.matter.reference, id.value);
                self.found.push(unknown("unknown-action", id, message, &ids, "to the recommendation's `actions`"));
                continue;
            };
            let status = news.status.as_ref().and_then(|status| self.status(status));
            actions.push((index, status, news));
        }
        let superseded_by = source.superseded_by.as_ref().and_then(|target| self.target(target));
        Update { round, origin, source, status, actions, superseded_by }
    }

    fn topic(&mut self, topic: &Placed<Id>, plan: &sources::Plan) -> Option<usize> {
        let index = plan.matter.topics.iter().position(|known| known.id == *topic);
        if index.is_none() && !plan.unread.has("id", topic.as_str()) {
            let ids: Vec<&str> = plan.matter.topics.iter().map(|known| known.id.as_str()).collect();
            let message = format!("the plan has no topic `{}`", topic.value);
            self.found.push(unknown("unknown-topic", topic, message, &ids, "to `topics` in the plan's `plan.yaml`"));
        }
        index
    }

    fn leads(&mut self, leads: &[Placed<Id>]) -> Vec<usize> {
        leads.iter().filter_map(|lead| self.lead(lead)).collect()
    }

    fn lead(&mut self, lead: &Placed<Id>) -> Option<usize> {
        let index = self.names.leads.get(lead.as_str()).copied();
        if index.is_none() && !self.names.unread.leads.has_key(lead.as_str()) {
            let mut ids: Vec<&str> = self.names.leads.keys().copied().collect();
            ids.sort_unstable();
            let message = format!("`content/leads.yaml` has no lead `{}`", lead.value);
            self.found.push(unknown("unknown-lead", lead, message, &ids, "to `content/leads.yaml`"));
        }
        index
    }

    fn status(&mut self, status: &Placed<Id>) -> Option<usize> {
        let index = self.names.statuses.get(status.as_str()).copied();
        if index.is_none() && !self.names.unread.site.has("id", status.as_str()) {
            self.found.push(unknown_status(self.statuses, status));
        }
        index
    }

    fn reference(&mut self, reference: &Placed<Ref>) -> Option<usize> {
        let index = self.names.refs[self.plan].get(&reference.slug()).copied();
        if index.is_none() {
            let message = format!("the plan has no recommendation `{}`", reference.value);
            self.unknown_ref((reference, reference), message, self.plan);
        }
        index
    }

    fn targets(&mut self, targets: &[Placed<Target>]) -> Vec<Place> {
        targets.iter().filter_map(|target| self.target(target)).collect()
    }

    fn target(&mut self, target: &Placed<Target>) -> Option<Place> {
        let plan = match &target.plan {
            None => self.plan,
            Some(id) => self.plan_index(&Placed::new(id, target.span))?,
        };
        let Some(recommendation) = self.names.refs[plan].get(&target.reference.slug()).copied() else {
            let message = match &target.plan {
                Some(id) => format!("the plan `{id}` has no recommendation `{}`", target.reference),
                None => format!("the plan has no recommendation `{}`", target.reference),
            };
            self.unknown_ref((&target.reference, target), message, plan);
            return None;
        };
        Some(Place { plan, recommendation })
    }

    fn plan_index(&mut self, id: &Placed<&Id>) -> Option<usize> {
        let index = self.names.plans.get(id.as_str()).copied();
        if index.is_none() && !self.names.unread.plans.is_listed(id.as_str()) {
            let mut ids: Vec<&str> = self.names.plans.keys().copied().collect();
            ids.sort_unstable();
            let message = format!("there is no plan `{}`", id.value);
            self.found.push(unknown("unknown-plan", id, message, &ids, "as a folder in `content/plans/`"));
        }
        index
    }

    fn action_ids(&mut self, actions: &[sources::ActionMatter]) {
        for (index, action) in actions.iter().enumerate() {
            if let Some(first) = actions[..index].iter().find(|other| other.id == action.id) {
                let message = format!("the action `{}` stands twice", action.id.value);
                let diagnostic =
                    Diagnostic::error("duplicate-id", action.id.span, message, "give one of the two another id");
                self.found.push(diagnostic.with_related(first.id.span, "the other one"));
            }
        }
    }

    fn unknown_ref<T>(&mut self, (typed, place): (&Ref, &Placed<T>), message: String, plan: usize) {
        let unread = self.names.unread_recommendations[plan];
        if unread.has("ref", typed.as_str()) || unread.lacks("ref") {
            return;
        }
        let mut known: Vec<&str> = self.names.refs[plan].keys().map(String::as_str).collect();
        known.sort_by(|a, b| crate::refs::natural_order(a, b));
        let typed = Placed::new(typed, place.span);
        self.found.push(unknown("unknown-ref", &typed, message, &known, "as a recommendation"));
    }
}

/// A status that the site's scheme does not have.
pub fn unknown_status(statuses: &[Status], status: &Placed<Id>) -> Diagnostic {
    let ids: Vec<&str> = statuses.iter().map(|known| known.id.as_str()).collect();
    let message = format!("there is no status `{}`", status.value);
    unknown("unknown-status", status, message, &ids, "to `statuses` in `content/site.yaml`")
}

/// A name that leads nowhere, with what it may have been meant to be, and where it could be added.
pub fn unknown(
    code: &'static str,
    typed: &Placed<impl fmt::Display>,
    message: String,
    known: &[&str],
    home: &str,
) -> Diagnostic {
    let name = typed.value.to_string();
    Diagnostic::error(code, typed.span, message, suggestion(&name, known, home))
}

/// How many names a hint lists before it grows too long to help.
const LISTED: usize = 12;

fn suggestion(typed: &str, known: &[&str], home: &str) -> String {
    match (nearest(typed, known.iter().copied()), known.len()) {
        (Some(near), _) => format!("write `{near}` if that is what you meant, or add `{typed}` {home}"),
        (None, 0) => format!("add `{typed}` {home}, or take it out here"),
        (None, 1..=LISTED) => format!("write {}, or add `{typed}` {home}", list(known.iter().copied(), "or")),
        (None, _) => format!("correct it, or add `{typed}` {home}"),
    }
}
