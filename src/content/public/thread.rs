//! A promise that comes back in plan after plan.

use std::collections::BTreeSet;

use super::Place;

/// Recommendations of several plans that carry one matter on, in the order of time.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Its part of the address, from the first: `improvement-plan-2003-9`.
    pub id: String,
    pub places: Vec<Place>,
}

impl Thread {
    /// The plans that it goes through, each once, in the order in which it comes to them.
    pub fn plans(&self) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        self.places.iter().map(|place| place.plan).filter(|plan| seen.insert(*plan)).collect()
    }
}
