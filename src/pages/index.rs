//! Lists of what there is once in a site: who answers, and what each status means.

use serde::Serialize;

use super::glance::{Figures, figures};
use super::row::{self, Status};
use super::{About, Frame, Framing};
use crate::content::public::{Counts, Public, StatusIndex};

/// All leads, with how much they answer for.
#[derive(Debug, Serialize)]
pub struct Leads {
    frame: Frame,
    leads: Vec<Lead>,
    /// Whether any has one.
    directorates: bool,
    kinds: bool,
}

#[derive(Debug, Serialize)]
struct Lead {
    title: String,
    path: String,
    kind: Option<&'static str>,
    directorate: Option<String>,
    total: usize,
    overdue: usize,
}

pub fn leads(public: &Public, framing: &Framing<'_>) -> Leads {
    let leads: Vec<Lead> = public
        .leads
        .iter()
        .map(|lead| {
            let mut places: Vec<_> =
                lead.answers_for.iter().map(|(place, _)| (place.plan, place.recommendation)).collect();
            places.sort_unstable();
            places.dedup();
            let states = places.iter().map(|(plan, item)| &public.plans[*plan].recommendations[*item].state);
            let counts = Counts::of(states, &public.statuses);
            Lead {
                title: lead.title.to_string(),
                path: format!("leads/{}/", lead.id),
                kind: lead.kind,
                directorate: lead.directorate.as_ref().map(ToString::to_string),
                total: counts.total,
                overdue: counts.overdue,
            }
        })
        .collect();
    Leads {
        frame: keyed(public, framing, "leads_help").worded("leads_index", None),
        directorates: leads.iter().any(|lead| lead.directorate.is_some()),
        kinds: leads.iter().any(|lead| lead.kind.is_some()),
        leads,
    }
}

/// The whole scheme, and the words for dates.
#[derive(Debug, Serialize)]
pub struct Statuses {
    frame: Frame,
    /// Each with the number of recommendations that have it.
    statuses: Vec<Scheme>,
    counts: Figures,
    due_soon_days: u16,
}

#[derive(Debug, Serialize)]
struct Scheme {
    status: Status,
    /// Something is still to be done.
    open: bool,
}

pub fn statuses(public: &Public, framing: &Framing<'_>) -> Statuses {
    let states = public.plans.iter().flat_map(|plan| plan.recommendations.iter().map(|item| &item.state));
    let counts = Counts::of(states, &public.statuses);
    let one = |(index, count): (usize, &usize)| Scheme {
        status: row::status(public, StatusIndex(index), *count),
        open: public.statuses[index].open,
    };
    Statuses {
        frame: keyed(public, framing, "key_help").worded("key", None),
        statuses: counts.by_status.iter().enumerate().map(one).collect(),
        counts: figures(public, &counts),
        due_soon_days: public.due_soon_days,
    }
}

fn keyed(public: &Public, framing: &Framing<'_>, key: &'static str) -> Frame {
    Frame::new(public, framing, "", Vec::new()).about(About { key: Some(key), ..About::default() })
}
