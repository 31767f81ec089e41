//! Promises that come back: recommendations of several plans that carry one matter on.
//!
//! Whatever follows, replaces or stands beside another in a further plan belongs to one thread with
//! it. Within a plan "related" is a hint to readers and joins nothing, or a plan that relates
//! everything to everything would be one thread.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::public::{Place, Plan, Thread};
use crate::date::{Date, Day};

/// All threads, those through the most plans first; each recommendation learns of its own.
pub fn threads(plans: &mut [Plan]) -> Vec<Thread> {
    let mut groups = groups(plans);
    groups.retain(|places| places.iter().map(|place| place.plan).collect::<BTreeSet<_>>().len() > 1);
    let mut taken = BTreeSet::new();
    let mut threads: Vec<Thread> = groups
        .into_iter()
        .map(|places| {
            let places = in_time_order(plans, &places);
            let id = id(plans, places[0], &mut taken);
            Thread { id, places }
        })
        .collect();
    threads.sort_by_key(|thread| std::cmp::Reverse(thread.plans().len()));
    for (index, thread) in threads.iter().enumerate() {
        for place in &thread.places {
            plans[place.plan].recommendations[place.recommendation].thread = Some(index);
        }
    }
    threads
}

/// From the earliest recommendation, so that it stays when the matter comes up again.
fn id(plans: &[Plan], first: Place, taken: &mut BTreeSet<String>) -> String {
    let plan = &plans[first.plan];
    let slug = plan.recommendations[first.recommendation].reference.slug();
    let id = format!("{}-{slug}", plan.id);
    if taken.insert(id.clone()) {
        return id;
    }
    // `a-1` and `2` read like `a` and `1-2`; no id of a plan has two hyphens in a row.
    let id = format!("{}--{slug}", plan.id);
    taken.insert(id.clone());
    id
}

/// The recommendations that hang together, in order; each group is in order too.
fn groups(plans: &[Plan]) -> Vec<Vec<Place>> {
    let mut seen: BTreeSet<Place> = BTreeSet::new();
    let links = links(plans);
    let mut groups = Vec::new();
    for start in links.keys() {
        if !seen.insert(*start) {
            continue;
        }
        let (mut group, mut next) = (vec![*start], 0);
        while next < group.len() {
            let fresh = links[&group[next]].iter().copied().filter(|place| seen.insert(*place));
            group.extend(fresh.collect::<Vec<_>>());
            next += 1;
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

/// What each is joined to, told at both ends.
fn links(plans: &[Plan]) -> BTreeMap<Place, Vec<Place>> {
    let mut links: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    for (here, item) in super::all(plans).map(|(plan, recommendation, item)| (Place { plan, recommendation }, item)) {
        let elsewhere = item.related.iter().filter(|place| place.plan != here.plan);
        for there in item.follows.iter().chain(&item.superseded_by).chain(elsewhere) {
            links.entry(here).or_default().push(*there);
            links.entry(*there).or_default().push(here);
        }
    }
    links
}

/// By the day from which the plan counts; what carries on another stands after it in any case.
fn in_time_order(plans: &[Plan], group: &[Place]) -> Vec<Place> {
    let key = |place: Place| -> (bool, Option<Day>, Place) {
        let day = plans[place.plan].since().and_then(Date::earliest);
        (day.is_none(), day, place)
    };
    let mut later: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    let mut awaited: BTreeMap<Place, usize> = BTreeMap::new();
    for place in group {
        let item = &plans[place.plan].recommendations[place.recommendation];
        for earlier in item.follows.iter().chain(&item.supersedes) {
            later.entry(*earlier).or_default().push(*place);
            *awaited.entry(*place).or_default() += 1;
        }
    }
    let mut waiting: BTreeSet<_> = group.iter().map(|place| key(*place)).collect();
    let mut ready: BTreeSet<_> = waiting.iter().copied().filter(|(.., place)| !awaited.contains_key(place)).collect();
    let mut ordered = Vec::with_capacity(group.len());
    // Those that wait for each other in a ring are taken as they stand.
    while let Some(first) = ready.pop_first().or_else(|| waiting.first().copied()) {
        if !waiting.remove(&first) {
            continue;
        }
        ordered.push(first.2);
        for next in later.remove(&first.2).unwrap_or_default() {
            if let Some(count) = awaited.get_mut(&next) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(key(next));
                }
            }
        }
    }
    ordered
}
