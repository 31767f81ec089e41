//! A plan as it stood on one day.

use crate::content::public::history::{self, Moment};
use crate::content::public::{Counts, Plan, Public, Recommendation, State};
use crate::date::Day;

pub struct AsAt<'a> {
    pub public: &'a Public,
    pub plan: &'a Plan,
    pub moment: Moment,
    /// Those that were in the plan by then, in its order.
    pub items: Vec<Item<'a>>,
}

pub struct Item<'a> {
    /// Its index in the plan.
    pub index: usize,
    pub item: &'a Recommendation,
    pub state: State,
}

pub fn as_at(public: &Public, plan: usize, day: Day) -> AsAt<'_> {
    let plan = &public.plans[plan];
    let (moment, scheme) = (plan.on(day), public.scheme());
    let items = plan.recommendations.iter().enumerate();
    let items = items
        .filter(|(_, item)| history::standing(item, moment, scheme).present)
        .map(|(index, item)| Item { index, item, state: history::state(item, moment, scheme) })
        .collect();
    AsAt { public, plan, moment, items }
}

impl AsAt<'_> {
    pub fn counts(&self) -> Counts {
        Counts::of(self.items.iter().map(|item| &item.state), &self.public.statuses)
    }
}

impl<'a> Item<'a> {
    /// The last update by then, of those that say something of the kind that is asked for.
    pub fn last_said<T>(
        &self,
        at: Moment,
        said: impl Fn(&'a crate::content::public::Update) -> Option<T>,
    ) -> Option<T> {
        self.item.updates.iter().rev().filter(|update| update.round < at.rounds).find_map(said)
    }
}
