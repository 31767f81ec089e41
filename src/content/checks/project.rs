//! What every check may ask of the project: names looked up, and what is withheld from readers.

use std::collections::{HashMap, HashSet};

use crate::content::Options;
use crate::content::model::{self, Model, Plan, Recommendation};
use crate::content::sources::Sources;
use crate::date::Date;
use crate::diagnostic::Placed;

pub struct Project<'a> {
    pub sources: &'a Sources,
    pub model: &'a Model<'a>,
    pub options: Options,
    plans: HashMap<&'a str, usize>,
    leads: HashSet<&'a str>,
    inside: Vec<Inside>,
}

/// What a plan holds, by its names and in the model's order.
struct Inside {
    withheld: bool,
    refs: HashMap<String, usize>,
    withheld_recommendations: Vec<bool>,
    withheld_rounds: Vec<bool>,
}

impl<'a> Project<'a> {
    pub fn new(sources: &'a Sources, model: &'a Model<'a>, options: Options) -> Self {
        let inside = |plan: &Plan<'_>| Inside {
            withheld: is_withheld(options, plan.source.matter.draft, plan.source.matter.embargo.as_ref()),
            // Of two that share a ref, which is an error of its own, the first counts.
            refs: plan.recommendations.iter().enumerate().rev().map(|(index, item)| (slug(item), index)).collect(),
            withheld_recommendations: plan
                .recommendations
                .iter()
                .map(|item| is_withheld(options, item.source.matter.draft, item.source.matter.embargo.as_ref()))
                .collect(),
            withheld_rounds: plan
                .rounds
                .iter()
                .map(|round| {
                    let matter = &round.matter;
                    let is_to_come = matter.as_at.earliest().is_none_or(|day| options.as_of < day);
                    is_to_come || is_withheld(options, matter.draft, matter.embargo.as_ref())
                })
                .collect(),
        };
        Self {
            sources,
            model,
            options,
            plans: model.plans.iter().enumerate().map(|(index, plan)| (plan.source.id.as_str(), index)).collect(),
            leads: model.leads.iter().map(|(id, _)| id.as_str()).collect(),
            inside: model.plans.iter().map(inside).collect(),
        }
    }

    pub fn plan(&self, id: &str) -> Option<usize> {
        self.plans.get(id).copied()
    }

    pub fn has_lead(&self, id: &str) -> bool {
        self.leads.contains(id)
    }

    pub fn lead_ids(&self) -> impl Iterator<Item = &'a str> {
        self.model.leads.iter().map(|(id, _)| id.as_str())
    }

    pub fn plan_ids(&self) -> impl Iterator<Item = &'a str> {
        self.model.plans.iter().map(|plan| plan.source.id.as_str())
    }

    /// The recommendation of a plan that has this ref, in whatever case.
    pub fn recommendation(&self, plan: usize, reference: &str) -> Option<usize> {
        self.inside.get(plan)?.refs.get(&reference.to_lowercase()).copied()
    }

    /// Whether readers do not see it on the site's day: a draft, or embargoed.
    pub fn is_withheld(&self, draft: bool, embargo: Option<&Placed<Date>>) -> bool {
        is_withheld(self.options, draft, embargo)
    }

    pub fn is_plan_withheld(&self, plan: usize) -> bool {
        self.inside[plan].withheld
    }

    /// Of the recommendation alone, whatever its plan.
    pub fn is_recommendation_withheld(&self, plan: usize, recommendation: usize) -> bool {
        self.inside[plan].withheld_recommendations[recommendation]
    }

    /// Of the round alone; one of a day to come is withheld, too.
    pub fn is_round_withheld(&self, plan: usize, round: usize) -> bool {
        self.inside[plan].withheld_rounds[round]
    }
}

fn is_withheld(options: Options, draft: bool, embargo: Option<&Placed<Date>>) -> bool {
    draft || model::is_embargoed(embargo, options.as_of)
}

fn slug(recommendation: &Recommendation<'_>) -> String {
    recommendation.source.matter.reference.slug()
}
