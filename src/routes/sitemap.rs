//! What the site map tells of each page: where it is, and the day of the last report that it shows.
//!
//! A page changes its look on other days as well, but what a search engine wants to know is when
//! something new was told; that day depends on the sources alone.

use serde::Serialize;

use super::{PlanRoute, Route, Routes, SiteRoute, address};
use crate::content::public::{Place, Plan, Public};
use crate::date::Day;

/// The context of `feeds/sitemap.xml`.
#[derive(Serialize)]
pub struct SiteMap<'a> {
    base_url: &'a str,
    pages: Vec<Page<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    /// Below the base address.
    address: &'a str,
    /// ISO 8601.
    told: Option<String>,
}

impl Routes {
    /// The pages that readers should find.
    pub(super) fn site_map(&self) -> SiteMap<'_> {
        let page = |(path, route): (&'_ String, &'_ Route)| {
            let day = match route {
                Route::Site(route) => of_site(&self.public, *route),
                Route::Plan(plan, route) => of_plan(&self.public.plans[*plan], *route),
                Route::Paper(route) => Some(super::paper::of(&self.public, route.home)[route.paper].as_at),
                Route::Asset(_) | Route::File(_) | Route::Search | Route::Redirect(_) => return None,
            };
            Some(day.map(|day| day.to_string())).filter(|_| path.ends_with("index.html"))
        };
        let pages = self.routes.iter();
        SiteMap {
            base_url: self.public.site.base_url.as_deref().unwrap_or("/"),
            pages: pages.filter_map(|entry| Some(Page { address: address(entry.0), told: page(entry)? })).collect(),
        }
    }
}

fn of_site(public: &Public, route: SiteRoute) -> Option<Day> {
    match route {
        SiteRoute::Home => public.plans.iter().filter_map(last_round).max(),
        SiteRoute::Lead(lead) => {
            public.leads[lead].answers_for.iter().filter_map(|(place, _)| last_update(public, *place)).max()
        }
        SiteRoute::Thread(thread) => {
            public.threads[thread].places.iter().filter_map(|place| last_update(public, *place)).max()
        }
        _ => None,
    }
}

fn of_plan(plan: &Plan, route: PlanRoute) -> Option<Day> {
    match route {
        PlanRoute::Recommendation(index) => last_told(plan, index),
        PlanRoute::Topic(topic) => {
            plan.topics[topic].recommendations.iter().filter_map(|index| last_told(plan, *index)).max()
        }
        PlanRoute::Round(round) => Some(plan.rounds[round].day),
        _ => last_round(plan),
    }
}

fn last_round(plan: &Plan) -> Option<Day> {
    plan.rounds.iter().map(|round| round.day).max()
}

fn last_update(public: &Public, place: Place) -> Option<Day> {
    last_told(&public.plans[place.plan], place.recommendation)
}

fn last_told(plan: &Plan, recommendation: usize) -> Option<Day> {
    plan.recommendations[recommendation].updates.iter().map(|update| plan.rounds[update.round].day).max()
}
