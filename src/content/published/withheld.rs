//! What withheld matter alone tells of goes with it: leads, measures and costs; files are in `attached`.
//!
//! None of these has a mark of its own in the sources. A post that only a draft names would tell of the
//! draft all the same. What nothing names
//! at all is not withheld: an author put it there for readers.

use super::all;
use crate::content::model::Model;
use crate::content::public::{self, LeadIndex, Part, Place};
use crate::diagnostic::Placed;
use crate::refs::Ref;
use crate::yaml::OneOrMany;

/// Whether all of the refs are withheld; `position` finds those that are not.
pub fn refs(refs: &OneOrMany<Placed<Ref>>, position: &impl Fn(&Placed<Ref>) -> Option<usize>) -> bool {
    !refs.0.is_empty() && refs.0.iter().all(|reference| position(reference).is_none())
}

/// For each lead what it answers for, or `None` if only withheld matter names it.
pub fn leads(model: &Model<'_>, plans: &[public::Plan]) -> Vec<Option<Vec<(Place, Part)>>> {
    let mut answers_for: Vec<Vec<(Place, Part)>> = vec![Vec::new(); model.leads.len()];
    for (plan, recommendation, item) in all(plans) {
        let place = Place { plan, recommendation };
        let actions = item.actions.iter().flat_map(|action| &action.leads);
        let parts = [(Part::Leads, &item.leads), (Part::Supports, &item.support), (Part::Sponsors, &item.sponsors)];
        for (part, lead) in parts.into_iter().flat_map(|(part, leads)| leads.iter().map(move |lead| (part, lead))) {
            answers_for[lead.0].push((place, part));
        }
        for lead in actions {
            if !answers_for[lead.0].iter().any(|(known, _)| *known == place) {
                answers_for[lead.0].push((place, Part::Action));
            }
        }
    }
    let mut named = vec![false; model.leads.len()];
    for item in model.plans.iter().flat_map(|plan| &plan.recommendations) {
        let of_actions = item.action_leads.iter().flatten();
        for lead in item.leads.iter().chain(&item.support).chain(&item.sponsors).chain(of_actions) {
            named[*lead] = true;
        }
    }
    answers_for.into_iter().zip(named).map(|(parts, named)| (!named || !parts.is_empty()).then_some(parts)).collect()
}

/// Gives each lead that is left its new place; `left` says which they are.
pub fn renumber(plans: &mut [public::Plan], left: &[bool]) {
    let mut next = 0;
    let mut places = Vec::with_capacity(left.len());
    for left in left {
        places.push(LeadIndex(next));
        next += usize::from(*left);
    }
    for item in plans.iter_mut().flat_map(|plan| &mut plan.recommendations) {
        let of_actions = item.actions.iter_mut().flat_map(|action| &mut action.leads);
        for lead in item.leads.iter_mut().chain(&mut item.support).chain(&mut item.sponsors).chain(of_actions) {
            *lead = places[lead.0];
        }
    }
}
