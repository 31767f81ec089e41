//! Rounds as the people who run them see them: whom to ask for what, and what came back.
//!
//! Values in, text out: nothing here reads or writes a file. A round is asked for from the public view of a
//! preview, as at the round's own day, so that what is asked for is what will be shown. [`Round::asked`] says which
//! recommendations a round waits for. [`blank`] is its file to fill in, [`form`] its workbook, in which [`key`] says what
//! each row is; [`answers`] reads what came back, [`merge`] puts it into the file,
//! and [`chase`] says who has not answered.

pub mod answers;
pub mod blank;
pub mod chase;
pub mod form;
pub mod key;
pub mod merge;
mod said;

use crate::content::public::history::{self, Moment};
use crate::content::public::{self, LeadIndex, Plan, Public, Recommendation, State, Timing, Withheld, Words};
use crate::date::{Comparison, Date, compare};
use crate::diagnostic::{list, nearest};

/// A round of one plan, given or not.
#[derive(Clone, Copy)]
pub struct Round<'a> {
    pub public: &'a Public,
    pub plan: &'a Plan,
    pub as_at: Date,
    /// Its day, with the rounds given before it.
    before: Moment,
}

/// A recommendation that a round waits for.
pub struct Asked<'a> {
    /// An index into the plan's recommendations.
    pub index: usize,
    pub item: &'a Recommendation,
    /// As it stood before the round, on the round's day.
    pub state: State,
    /// The last words on it, and the date of their round.
    pub last: Option<(Date, &'a Words)>,
    /// Its open actions that have a date: indices into its actions, and how they stood.
    pub actions: Vec<(usize, State)>,
}

impl<'a> Round<'a> {
    /// `public` speaks for the round's own day.
    pub fn new(public: &'a Public, plan: &'a Plan, as_at: Date) -> Self {
        let slug = as_at.slug();
        let given = plan.rounds.iter().position(|round| round.slug == slug);
        let rounds = given.unwrap_or_else(|| plan.on(public.as_of).rounds);
        Self { public, plan, as_at, before: Moment { day: public.as_of, rounds } }
    }

    /// Where its file stands in the project, if no file speaks for it yet.
    pub fn path(&self) -> String {
        format!("content/plans/{}/updates/{}.yaml", self.plan.id, self.as_at.slug())
    }

    /// What was given for it already.
    pub fn given(&self) -> Option<&'a public::Round> {
        let slug = self.as_at.slug();
        self.plan.rounds.iter().find(|round| round.slug == slug)
    }

    /// What it waits for, in the plan's order, and what it does not wait for although that is open, with why.
    pub fn asked(&self) -> (Vec<Asked<'a>>, Vec<(&'a Recommendation, String)>) {
        let mut asked = Vec::new();
        let mut spared = Vec::new();
        for (index, item) in self.plan.recommendations.iter().enumerate() {
            let state = history::state(item, self.before, self.public.scheme());
            if state.timing == Timing::Done || self.is_out(item) {
                continue;
            }
            match self.why_not(item) {
                Some(why) => spared.push((item, why)),
                None => asked.push(self.ask(index, item, state)),
            }
        }
        (asked, spared)
    }

    fn ask(&self, index: usize, item: &'a Recommendation, state: State) -> Asked<'a> {
        let mut said = item.updates.iter().rev().filter(|update| update.round < self.before.rounds);
        let last = said.find_map(|update| Some((self.plan.rounds[update.round].as_at, update.progress.as_ref()?)));
        let states = (0..item.actions.len())
            .map(|action| (action, history::state_of_action(item, action, self.before, self.public.scheme())));
        let actions = states.filter(|(_, state)| state.timing != Timing::Done && state.due.is_some()).collect();
        Asked { index, item, state, last, actions }
    }

    /// It was carried on elsewhere, or nothing was promised.
    fn is_out(&self, item: &Recommendation) -> bool {
        let refused = |answer| matches!(answer, "not-accepted" | "noted");
        let superseded =
            item.superseded_by.is_some() && item.superseded_in.is_none_or(|round| round < self.before.rounds);
        superseded || item.response.as_ref().is_some_and(|response| refused(response.answer))
    }

    fn why_not(&self, item: &Recommendation) -> Option<String> {
        let later = |date: Option<Date>| date.filter(|date| compare(*date, self.as_at) == Comparison::After);
        if item.preview == Some(Withheld::Draft) {
            return Some("a draft".to_owned());
        }
        if let Some(start) = later(item.start) {
            return Some(format!("starts `{}`", start.edtf()));
        }
        later(item.added).map(|added| format!("is added `{}`", added.edtf()))
    }
}

/// The plans that are meant, as indices: those that were named, or the only one that is open.
///
/// # Errors
/// If it cannot be told, with what to type.
pub fn plans(public: &Public, named: &[String]) -> Result<Vec<usize>, String> {
    let ids: Vec<&str> = public.plans.iter().map(|plan| plan.id.as_str()).collect();
    if ids.is_empty() {
        return Err("the project has no plan: make a folder in `content/plans/` with a `plan.yaml`".to_owned());
    }
    if !named.is_empty() {
        return named.iter().map(|name| plan_named(name, &ids)).collect();
    }
    let open: Vec<usize> = open_plans(public);
    match open.as_slice() {
        [only] => Ok(vec![*only]),
        [] => Err(format!("no plan is open: name the one you mean with `--plan`: {}", list(ids, "or"))),
        several => {
            let several_ids = several.iter().map(|index| ids[*index]);
            Err(format!(
                "{} plans are open: choose with `--plan`, once or more: {}",
                several.len(),
                list(several_ids, "and")
            ))
        }
    }
}

/// The plans that have not been closed and have recommendations.
pub fn open_plans(public: &Public) -> Vec<usize> {
    let is_open = |plan: &Plan| {
        let closed = plan.closed.and_then(Date::earliest).is_some_and(|day| day <= public.as_of);
        !closed && !plan.recommendations.is_empty()
    };
    (0..public.plans.len()).filter(|index| is_open(&public.plans[*index])).collect()
}

fn plan_named(name: &str, ids: &[&str]) -> Result<usize, String> {
    if let Some(index) = ids.iter().position(|id| *id == name) {
        return Ok(index);
    }
    Err(match nearest(name, ids.iter().copied()) {
        Some(near) => format!("there is no plan `{name}`: did you mean `{near}`?"),
        None => format!("there is no plan `{name}`: write {}", list(ids.iter().copied(), "or")),
    })
}

/// Whether a lead is one of these, or none is meant and there is none.
fn answers_for(lead: Option<LeadIndex>, leads: &[LeadIndex]) -> bool {
    lead.map_or(leads.is_empty(), |lead| leads.contains(&lead))
}
