//! Recommendations of a plan that share a status, or the year that they are due in: which such
//! lists there are, and where they stand.

use serde::Serialize;

use super::list::{List, group};
use super::row::{self, Link, Status, edtf};
use super::{About, Frame, Framing};
use crate::content::public::{Plan, Public, Recommendation, StatusIndex};
use crate::date::Date;

/// What the recommendations of a list share. Lists stand in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selection {
    /// `None`: no status was reported.
    Status(Option<StatusIndex>),
    Due(Due),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// The year in which the date ends.
    Year(i16),
    /// The date has no end.
    Ongoing,
    NoDate,
}

impl Due {
    fn of(due: Option<Date>) -> Self {
        match due.map(Date::latest) {
            Some(Some(day)) => Self::Year(day.year()),
            Some(None) => Self::Ongoing,
            None => Self::NoDate,
        }
    }
}

/// Those that have something in them.
pub fn all(plan: &Plan) -> Vec<Selection> {
    let mut all: Vec<Selection> = plan.recommendations.iter().flat_map(of).collect();
    // What has no status stands after what has one.
    all.sort_by_key(|selection| (matches!(selection, Selection::Status(None)), *selection));
    all.sort_by_key(|selection| matches!(selection, Selection::Due(_)));
    all.dedup();
    all
}

fn of(item: &Recommendation) -> [Selection; 2] {
    [Selection::Status(item.state.status), Selection::Due(Due::of(item.state.due))]
}

/// From the plan's folder: `status/at-risk/`, `due/2024/`.
pub fn folder(public: &Public, selection: Selection) -> String {
    match selection {
        Selection::Status(Some(index)) => format!("status/{}/", public.statuses[index.0].id),
        Selection::Status(None) => "status/not-reported/".to_owned(),
        Selection::Due(Due::Year(year)) => format!("due/{year}/"),
        Selection::Due(Due::Ongoing) => "due/ongoing/".to_owned(),
        Selection::Due(Due::NoDate) => "due/no-date/".to_owned(),
    }
}

/// A link to a list, worded by the one of `status`, `date` and `key` that is there.
#[derive(Debug, Serialize)]
pub struct Way {
    path: String,
    count: usize,
    status: Option<Status>,
    date: Option<String>,
    key: Option<&'static str>,
}

/// The ways to a plan's lists by status, and to those by year.
pub fn ways(public: &Public, plan: &Plan) -> (Vec<Way>, Vec<Way>) {
    let way = |selection: Selection| {
        let (status, date, key) = words(public, selection);
        let count = plan.recommendations.iter().filter(|item| of(item).contains(&selection)).count();
        Way { path: format!("plans/{}/{}", plan.id, folder(public, selection)), count, status, date, key }
    };
    let (by_status, by_due): (Vec<_>, Vec<_>) =
        all(plan).into_iter().partition(|selection| matches!(selection, Selection::Status(_)));
    (by_status.into_iter().map(way).collect(), by_due.into_iter().map(way).collect())
}

fn words(public: &Public, selection: Selection) -> (Option<Status>, Option<String>, Option<&'static str>) {
    match selection {
        Selection::Status(Some(index)) => (Some(row::status(public, index, 0)), None, None),
        Selection::Status(None) => (None, None, Some("no_status")),
        Selection::Due(Due::Year(year)) => (None, edtf(crate::date::read(&year.to_string()).ok()), None),
        Selection::Due(Due::Ongoing) => (None, None, Some("timing_ongoing")),
        Selection::Due(Due::NoDate) => (None, None, Some("timing_no-date")),
    }
}

pub fn selected(public: &Public, framing: &Framing<'_>, plan: &Plan, selection: Selection) -> List {
    let crumbs = vec![Link::new(row::short(plan), row::plan_path(plan))];
    let (status, date, key) = words(public, selection);
    let frame = match (&status, date, key) {
        (Some(Status { label: Some(label), .. }), ..) => {
            Frame::new(public, framing, &format!("{label}: {}", row::short(plan)), crumbs)
        }
        (Some(Status { id, .. }), ..) => {
            Frame::new(public, framing, row::short(plan), crumbs).worded(format!("status_{id}"), None)
        }
        (None, Some(date), _) => Frame::new(public, framing, row::short(plan), crumbs).worded("due_in", Some(date)),
        (None, None, key) => Frame::new(public, framing, row::short(plan), crumbs).worded(key.unwrap_or("due"), None),
    };
    let items = plan.recommendations.iter().filter(|item| of(item).contains(&selection));
    let group = group(public, plan, items);
    let (counts, renamed) = (group.counts.clone(), group.label.is_some());
    let frame = frame.about(About { counts: Some(counts.clone()), renamed, ..About::default() });
    let mut list = List::of(frame.marked(plan.preview), vec![group]);
    list.told = status.is_none() && selection != Selection::Status(None);
    (list.counts, list.renamed, list.status) = (counts, renamed, status);
    list
}
