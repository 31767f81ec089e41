//! The days to keep in mind of a plan as a calendar to subscribe to (iCalendar, RFC 5545).
//!
//! What is open and has a date, and reports that are due and not given: each stands on the last day that its
//! date can mean, for the whole of that day, and says in words what the date is. An event keeps its
//! UID, of ids alone, when its date or its title changes; a moved date counts its SEQUENCE up.
//! A plan that is closed has none.

mod ics;

use crate::content::public::{Action, LeadIndex, Plan, Public, Recommendation, ReportDate, State, Timing};
use crate::date::words::{Role, fill};
use crate::date::{Date, Day};
use crate::prose;

/// What the theme calls things.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The pattern under a key.
    pub text: &'a dyn Fn(&str) -> String,
    pub date: &'a dyn Fn(Date, Role) -> String,
}

/// One day of a calendar.
struct Event {
    uid: String,
    day: Day,
    sequence: usize,
    summary: String,
    description: String,
    /// Its whole address, where the site has one.
    address: Option<String>,
}

/// Whether there is such a day; a calendar without events would be none.
pub fn has_days(plan: &Plan) -> bool {
    if plan.closed.is_some() {
        return false;
    }
    let steps = plan.recommendations.iter().flat_map(|item| &item.actions);
    let mut states = plan.recommendations.iter().map(|item| &item.state).chain(steps.map(|action| &action.state));
    states.any(|state| day(state).is_some())
        || plan.reporting.iter().any(|report| report.round.is_none() && report.date.latest().is_some())
}

/// Appends the calendar of a plan.
pub fn calendar(public: &Public, plan: &Plan, words: Words<'_>, out: &mut Vec<u8>) {
    let source = Source { public, plan, words };
    let mut events: Vec<Event> = Vec::new();
    for item in &plan.recommendations {
        events.extend(source.recommendation(item));
        events.extend(item.actions.iter().filter_map(|action| source.action(item, action)));
    }
    events.extend(plan.reporting.iter().filter_map(|report| source.report(report)));
    events.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    let name = fill(&(words.text)("calendar_name"), &[("title", &plan.title)]);
    ics::write(&ics::Calendar { name: &name, stamp: public.as_of, events: &events }, out);
}

/// The last day that the date of something open can mean.
fn day(state: &State) -> Option<Day> {
    if state.timing == Timing::Done { None } else { state.due.and_then(Date::latest) }
}

struct Source<'a> {
    public: &'a Public,
    plan: &'a Plan,
    words: Words<'a>,
}

impl Source<'_> {
    fn recommendation(&self, item: &Recommendation) -> Option<Event> {
        let title = format!("{}. {}", item.reference, item.title);
        Some(Event {
            uid: self.uid(&format!("recommendations/{}", item.reference.slug())),
            day: day(&item.state)?,
            sequence: item.state.slips.len(),
            summary: self.summary("calendar_due", &title),
            description: self.description(&item.state, item.timescale.as_deref(), &item.leads),
            address: self.address(&format!("recommendations/{}/", item.reference.slug())),
        })
    }

    fn action(&self, item: &Recommendation, action: &Action) -> Option<Event> {
        let title = format!("{}. {}", item.reference, action.title);
        let leads = if action.leads.is_empty() { &item.leads } else { &action.leads };
        Some(Event {
            uid: self.uid(&format!("recommendations/{}/actions/{}", item.reference.slug(), action.id)),
            day: day(&action.state)?,
            sequence: action.state.slips.len(),
            summary: self.summary("calendar_due", &title),
            description: self.description(&action.state, action.timescale.as_deref(), leads),
            address: self.address(&format!("recommendations/{}/", item.reference.slug())),
        })
    }

    fn report(&self, report: &ReportDate) -> Option<Event> {
        if report.round.is_some() {
            return None;
        }
        let when = (self.words.date)(report.date, Role::Due);
        let committee = self.plan.committee.as_deref();
        let committee = committee.map(|name| format!("{}: {name}", (self.words.text)("committee")));
        Some(Event {
            uid: self.uid(&format!("reports/{}", report.date.edtf())),
            day: report.date.latest()?,
            sequence: 0,
            summary: self.summary("calendar_report", ""),
            description: lines([Some(format!("{}: {when}", (self.words.text)("report_due"))), committee]),
            address: self.address(""),
        })
    }

    fn summary(&self, key: &str, title: &str) -> String {
        let plan = self.plan.short_title.as_deref().unwrap_or(&self.plan.title);
        fill(&(self.words.text)(key), &[("title", title), ("body", plan)])
    }

    /// What the date is, as written, with status and leads.
    fn description(&self, state: &State, timescale: Option<&str>, leads: &[LeadIndex]) -> String {
        let word = self.words.text;
        let due = state.due.map(|due| format!("{}: {}", word("due"), (self.words.date)(due, Role::Due)));
        let timescale = timescale.map(|text| format!("{}: {}", word("timescale"), prose::plain(text)));
        let status = state.status.map_or_else(
            || word("no_status"),
            |status| {
                let status = &self.public.statuses[status.0];
                status.label.as_ref().map_or_else(|| word(&format!("status_{}", status.id)), ToString::to_string)
            },
        );
        let titles: Vec<&str> = leads.iter().map(|lead| &*self.public.leads[lead.0].title).collect();
        let leads = (!titles.is_empty()).then(|| format!("{}: {}", word("leads"), titles.join("; ")));
        lines([due, timescale, Some(format!("{}: {status}", word("status"))), leads])
    }

    /// The same in every edition of the site would be two events of one UID in one calendar, so
    /// the edition is part of it.
    fn uid(&self, what: &str) -> String {
        let base = self.public.site.base_url.as_deref().unwrap_or_default();
        let host = base.split_once("://").and_then(|(_, rest)| rest.split('/').next()).unwrap_or("headway.invalid");
        format!("{}plans/{}/{what}@{host}", self.public.edition.prefix, self.plan.id)
    }

    fn address(&self, below: &str) -> Option<String> {
        let base = self.public.site.base_url.as_ref()?;
        Some(format!("{base}plans/{}/{below}", self.plan.id))
    }
}

fn lines<const N: usize>(lines: [Option<String>; N]) -> String {
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
