//! The plans with every word resolved: leads, topics, statuses and refs are found or reported.
//!
//! Borrows the sources and copies nothing of them. Says nothing about dates passing or about
//! what is public: that follows in `published`. Start at [`resolve`].

mod scheme;

pub use scheme::Status;

use std::collections::HashMap;

use crate::content::sources;
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
    pub source: &'a sources::Update,
    pub status: Option<usize>,
    /// Index of the action, its status, and what else is said.
    pub actions: Vec<(usize, Option<usize>, &'a sources::ActionUpdate)>,
    pub superseded_by: Option<Place>,
}

/// Where each name leads.
struct Names<'a, 's> {
    leads: HashMap<&'a str, usize>,
    statuses: HashMap<&'s str, usize>,
    plans: HashMap<&'a str, usize>,
    /// One a plan: the slug of each ref.
    refs: Vec<HashMap<String, usize>>,
}

/// Resolves all names, and reports those that lead nowhere or stand twice.
pub fn resolve<'a>(sources: &'a sources::Sources, found: &mut Diagnostics) -> Model<'a> {
    let statuses = scheme::statuses(sources.site.as_ref());
    let mut plans: Vec<Plan<'a>> = sources.plans.iter().map(|plan| ordered(plan, found)).collect();
    let names = Names {
        leads: sources.leads.0.iter().enumerate().map(|(index, (id, _))| (id.as_str(), index)).collect(),
        statuses: statuses.iter().enumerate().map(|(index, status)| (status.id.as_str(), index)).collect(),
        plans: plans.iter().enumerate().map(|(index, plan)| (plan.source.id.as_str(), index)).collect(),
        refs: plans.iter().map(|plan| slugs(plan, found)).collect(),
    };
    for (index, plan) in plans.iter_mut().enumerate() {
        Resolver { names: &names, statuses: &statuses, plan: index, found }.plan(plan);
    }
    let leads = sources.leads.0.iter().map(|(id, lead)| (&id.value, lead)).collect();
    Model { statuses, leads, plans }
}

/// The plan's recommendations and rounds in their order, nothing resolved yet.
fn ordered<'a>(plan: &'a sources::Plan, found: &mut Diagnostics) -> Plan<'a> {
    let mut recommendations: Vec<Recommendation<'a>> = plan.recommendations.iter().map(unresolved).collect();
    recommendations.sort_by(|a, b| a.source.matter.reference.value.cmp(&b.source.matter.reference.value));
    let mut rounds: Vec<&sources::Round> = plan.rounds.iter().collect();
    rounds.sort_by_key(|round| (round.matter.as_at.latest(), round.matter.as_at.earliest(), round.file));
    for pair in rounds.windows(2) {
        if pair[0].matter.as_at == pair[1].matter.as_at {
            let diagnostic = Diagnostic::error(
                "duplicate-round",
                pair[1].matter.as_at.span,
                format!("the plan `{}` has two rounds as at `{}`", *plan.id, pair[1].matter.as_at.edtf()),
                "put both into one file, or correct one of the dates",
            );
            found.push(diagnostic.with_related(pair[0].matter.as_at.span, "the other one"));
        }
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
                reference.span,
                format!("the ref `{}` stands twice in the plan `{}`", **reference, *plan.source.id),
                "give one of the two another ref",
            );
            found.push(diagnostic.with_related(other, "the other one"));
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
                let update = self.update(round, update, plan.recommendations[index].source);
                plan.recommendations[index].updates.push(update);
            }
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

    fn update(&mut self, round: usize, source: &'a sources::Update, of: &'a sources::Recommendation) -> Update<'a> {
        let status = source.status.as_ref().and_then(|status| self.status(&status.value, status.span));
        let mut actions = Vec::with_capacity(source.actions.0.len());
        for (id, news) in &source.actions.0 {
            let known = of.matter.actions.iter().position(|action| action.id.value == id.value);
            let Some(index) = known else {
                let ids: Vec<&str> = of.matter.actions.iter().map(|action| action.id.as_str()).collect();
                let message = format!("no. {} has no action `{}`", *of.matter.reference, id.value);
                self.found.push(unknown("unknown-action", id.span, message, id.as_str(), &ids));
                continue;
            };
            let status = news.status.as_ref().and_then(|status| self.status(status, id.span));
            actions.push((index, status, news));
        }
        let superseded_by = source.superseded_by.as_ref().and_then(|target| self.target(target));
        Update { round, source, status, actions, superseded_by }
    }

    fn topic(&mut self, topic: &Placed<Id>, plan: &sources::Plan) -> Option<usize> {
        let index = plan.matter.topics.iter().position(|known| known.id == *topic);
        if index.is_none() {
            let ids: Vec<&str> = plan.matter.topics.iter().map(|known| known.id.as_str()).collect();
            let message = format!("the plan has no topic `{}`", topic.value);
            self.found.push(unknown("unknown-topic", topic.span, message, topic.as_str(), &ids));
        }
        index
    }

    fn leads(&mut self, leads: &[Placed<Id>]) -> Vec<usize> {
        leads.iter().filter_map(|lead| self.lead(lead)).collect()
    }

    fn lead(&mut self, lead: &Placed<Id>) -> Option<usize> {
        let index = self.names.leads.get(lead.as_str()).copied();
        if index.is_none() {
            let mut ids: Vec<&str> = self.names.leads.keys().copied().collect();
            ids.sort_unstable();
            let message = format!("`content/leads.yaml` has no lead `{}`", lead.value);
            self.found.push(unknown("unknown-lead", lead.span, message, lead.as_str(), &ids));
        }
        index
    }

    fn status(&mut self, status: &Id, span: Span) -> Option<usize> {
        let index = self.names.statuses.get(status.as_str()).copied();
        if index.is_none() {
            let ids: Vec<&str> = self.statuses.iter().map(|known| known.id.as_str()).collect();
            self.found.push(unknown(
                "unknown-status",
                span,
                format!("there is no status `{status}`"),
                status.as_str(),
                &ids,
            ));
        }
        index
    }

    fn reference(&mut self, reference: &Placed<Ref>) -> Option<usize> {
        let index = self.names.refs[self.plan].get(&reference.slug()).copied();
        if index.is_none() {
            let message = format!("the plan has no recommendation `{}`", reference.value);
            self.unknown_ref(reference.span, message, self.plan, reference.as_str());
        }
        index
    }

    fn targets(&mut self, targets: &[Placed<Target>]) -> Vec<Place> {
        targets.iter().filter_map(|target| self.target(target)).collect()
    }

    fn target(&mut self, target: &Placed<Target>) -> Option<Place> {
        let plan = match &target.plan {
            None => self.plan,
            Some(id) => {
                let Some(index) = self.names.plans.get(id.as_str()) else {
                    let mut ids: Vec<&str> = self.names.plans.keys().copied().collect();
                    ids.sort_unstable();
                    let message = format!("there is no plan `{id}`");
                    self.found.push(unknown("unknown-plan", target.span, message, id.as_str(), &ids));
                    return None;
                };
                *index
            }
        };
        let Some(recommendation) = self.names.refs[plan].get(&target.reference.slug()).copied() else {
            let message = format!("there is no recommendation `{}`", target.value);
            self.unknown_ref(target.span, message, plan, target.reference.as_str());
            return None;
        };
        Some(Place { plan, recommendation })
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

    fn unknown_ref(&mut self, span: Span, message: String, plan: usize, typed: &str) {
        let mut known: Vec<&str> = self.names.refs[plan].keys().map(String::as_str).collect();
        known.sort_by(|a, b| crate::refs::natural_order(a, b));
        self.found.push(unknown("unknown-ref", span, message, typed, &known));
    }
}

/// A name that leads nowhere, with what it may have been meant to be.
fn unknown(code: &'static str, span: Span, message: String, typed: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(code, span, message, suggestion(typed, known))
}

/// How many names a hint lists before it grows too long to help.
const LISTED: usize = 12;

fn suggestion(typed: &str, known: &[&str]) -> String {
    match (nearest(typed, known.iter().copied()), known.len()) {
        (Some(near), _) => format!("write `{near}` if that is what you meant, or add `{typed}`"),
        (None, 0) => format!("add `{typed}`, or take it out here"),
        (None, 1..=LISTED) => format!("write one of {}, or add `{typed}`", list(known.iter().copied(), "and")),
        (None, _) => format!("correct it, or add `{typed}`"),
    }
}
