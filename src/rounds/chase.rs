//! Who has not answered: for each lead the rows of a round that nobody filled in.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Asked, Round};
use crate::content::public::{LeadIndex, Update};

/// A round, and what it still waits for.
#[derive(Debug, Serialize)]
pub struct Chase {
    pub plan: String,
    pub as_at: String,
    /// How many recommendations it asks about.
    pub asked: usize,
    /// Those without an answer, by their refs.
    pub unanswered: Vec<String>,
    /// Those who have not answered all that they were asked.
    pub leads: Vec<Silent>,
}

#[derive(Debug, Serialize)]
pub struct Silent {
    /// `None` for what no lead answers for.
    pub lead: Option<String>,
    pub title: Option<String>,
    /// How many rows of theirs have no answer.
    pub rows: usize,
    /// Refs, those of actions with the action behind a slash.
    pub refs: Vec<String>,
}

pub fn chase(round: &Round<'_>) -> Chase {
    let (asked, _) = round.asked();
    let public = round.public;
    let leads = (0..public.leads.len()).map(|lead| Some(LeadIndex(lead))).chain([None]);
    let silent = leads.filter_map(|lead| {
        let refs: Vec<String> = asked.iter().flat_map(|asked| missing(round, asked, lead)).collect();
        let named = lead.map(|lead| &public.leads[lead.0]);
        (!refs.is_empty()).then(|| Silent {
            lead: named.map(|lead| lead.id.to_string()),
            title: named.map(|lead| lead.title.to_string()),
            rows: refs.len(),
            refs,
        })
    });
    let unanswered = asked.iter().filter(|asked| !is_answered(round, asked));
    Chase {
        plan: round.plan.id.to_string(),
        as_at: round.as_at.edtf(),
        asked: asked.len(),
        unanswered: unanswered.map(|asked| asked.item.reference.to_string()).collect(),
        leads: silent.collect(),
    }
}

impl Chase {
    pub fn text(&self) -> String {
        let Self { plan, as_at, asked, unanswered, leads } = self;
        let of = if *asked == 1 { "recommendation" } else { "recommendations" };
        let mut text = match (unanswered.len(), asked) {
            (_, 0) => format!("{plan} as at {as_at}: no recommendation is open, so that nobody is asked\n"),
            (0, 1) if leads.is_empty() => format!("{plan} as at {as_at}: the one open recommendation has an answer\n"),
            (0, _) if leads.is_empty() => format!("{plan} as at {as_at}: all {asked} open {of} have an answer\n"),
            (missing, _) => format!("{plan} as at {as_at}: {missing} of {asked} open {of} without an answer\n"),
        };
        for silent in leads {
            let name = silent.title.as_deref().unwrap_or("(no lead)");
            let rows = if silent.rows == 1 { "row" } else { "rows" };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {name}: {} {rows}: {}", silent.rows, silent.refs.join(", "));
        }
        text
    }
}

/// The rows of a lead that have no answer.
fn missing(round: &Round<'_>, asked: &Asked<'_>, lead: Option<LeadIndex>) -> Vec<String> {
    let item = asked.item;
    let mut refs = Vec::new();
    if super::answers_for(lead, &item.leads) && !is_answered(round, asked) {
        refs.push(item.reference.to_string());
    }
    let update = update(round, asked);
    for (index, _) in &asked.actions {
        let action = &item.actions[*index];
        let leads = if action.leads.is_empty() { &item.leads } else { &action.leads };
        let told = update.is_some_and(|update| update.actions.iter().any(|(of, ..)| of == index));
        // Of what has come to its end as a whole, nothing more is asked.
        if super::answers_for(lead, leads) && !told && !is_ended(round, update) {
            refs.push(format!("{}/{}", item.reference, action.id));
        }
    }
    refs
}

fn update<'a>(round: &Round<'a>, asked: &Asked<'a>) -> Option<&'a Update> {
    let slug = round.as_at.slug();
    let given = round.plan.rounds.iter().position(|round| round.slug == slug)?;
    asked.item.updates.iter().find(|update| update.round == given)
}

/// Whether something is said of the recommendation as a whole, and not of its actions alone.
fn is_answered(round: &Round<'_>, asked: &Asked<'_>) -> bool {
    update(round, asked).is_some_and(|update| {
        update.status.is_some() || update.progress.is_some() || update.due.is_some() || update.outcome.is_some()
    })
}

fn is_ended(round: &Round<'_>, update: Option<&Update>) -> bool {
    update.and_then(|update| update.status).is_some_and(|status| !round.public.statuses[status.0].open)
}
