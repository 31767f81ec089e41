//! What may be published: another set of types than what authors write.
//!
//! There is no field here for an internal note, and under the public audience nothing here was
//! a draft or embargoed: pages, feeds and data are made from this alone, so a leak does not
//! compile. References between items are indices into the lists of the same [`Public`], made
//! after what is withheld was left out. Texts are shared, not copied.
//!
//! Built by `published`; this module says what there is, `history` and `changes` what follows from it
//! on any day.

pub mod accessibility;
pub mod answering;
pub mod changes;
mod edition;
pub mod history;
pub mod paper;
mod texts;
mod thread;
mod words;

pub use changes::{ActionChange, Change, ChangeKind};
pub use edition::{Edition, Twin};
pub use paper::Paper;
pub use thread::Thread;
pub use words::{Language, Words};

use crate::colour::Colour;
use crate::date::{Date, Day};
use crate::decimal::Decimal;
use crate::diagnostic::Span;
use crate::refs::{Id, Ref};

/// An index into [`Public::leads`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeadIndex(pub usize);
/// An index into [`Public::statuses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusIndex(pub usize);
/// A recommendation of any plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub plan: usize,
    pub recommendation: usize,
}

/// Everything that the site says, in one language.
#[derive(Clone, Debug)]
pub struct Public {
    pub edition: Edition,
    /// The day that the whole site speaks for.
    pub as_of: Day,
    pub site: Site,
    pub statuses: Vec<Status>,
    /// How many days before its date something is due soon.
    pub due_soon_days: u16,
    pub leads: Vec<Lead>,
    pub glossary: Vec<(Words, Words)>,
    /// The home page's words.
    pub home: Option<Page>,
    pub pages: Vec<Page>,
    pub plans: Vec<Plan>,
    /// Those of no plan, the latest first.
    pub papers: Vec<Paper>,
    /// The first edition has papers of no plan, and this one is another.
    pub has_papers_elsewhere: bool,
    /// Published for the whole site.
    pub files: Vec<PublishedFile>,
    /// Those through the most plans first.
    pub threads: Vec<Thread>,
}

#[derive(Clone, Debug)]
pub struct Site {
    pub title: Words,
    pub organisation: Words,
    /// The address of the edition; ends with `/`, if there is one.
    pub base_url: Option<Words>,
    pub description: Option<Words>,
    pub contact: Option<Contact>,
    pub accessibility: Option<accessibility::Accessibility>,
    /// An SPDX identifier.
    pub licence: Option<Words>,
    /// Markdown.
    pub notice: Option<Words>,
    /// The project's own theme, a folder in `themes/`.
    pub theme: Option<Id>,
    pub footer: Vec<Link>,
    pub logo: Option<Logo>,
    pub colours: Option<Colours>,
}

/// The organisation's sign, a published file.
#[derive(Clone, Debug)]
pub struct Logo {
    /// From the root of all editions: `files/logo.svg`.
    pub path: Words,
    pub alt: Words,
}

/// The organisation's own colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    pub accent: Colour,
    /// For dark grounds.
    pub accent_dark: Colour,
}

#[derive(Clone, Debug)]
pub struct Contact {
    pub title: Words,
    pub email: Option<Words>,
    pub url: Option<Words>,
}

#[derive(Clone, Debug)]
pub struct Link {
    pub title: Words,
    /// `None` for a document without an address.
    pub url: Option<Words>,
}

/// One status of the scheme. `label` and `meaning` are `None` for the default scheme: the
/// theme's strings have them under the id.
#[derive(Clone, Debug)]
pub struct Status {
    pub id: Id,
    pub label: Option<Words>,
    pub meaning: Option<Words>,
    pub open: bool,
    /// A colour name and a shape name of the theme.
    pub colour: Words,
    pub shape: Words,
}

#[derive(Clone, Debug)]
pub struct Lead {
    pub id: Id,
    pub title: Words,
    /// `officer`, `member`, `body` or `partner`.
    pub kind: Option<&'static str>,
    pub directorate: Option<Words>,
    /// What it answers for, leads, and sponsors, over all plans.
    pub answers_for: Vec<(Place, Part)>,
    /// Where it was written, for messages.
    pub origin: Span,
}

/// A lead's part in a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Leads,
    Supports,
    Sponsors,
    /// Leads one of its actions.
    Action,
}

/// A free page; its body is a template before it is Markdown.
#[derive(Clone, Debug)]
pub struct Page {
    pub id: Id,
    pub title: Words,
    pub description: Option<Words>,
    pub body: Words,
    pub body_span: Span,
    pub aliases: Vec<Words>,
    pub preview: Option<Withheld>,
}

/// Why an item is seen only in a preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    Draft,
    Embargoed(Date),
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub id: Id,
    pub title: Words,
    pub short_title: Option<Words>,
    pub organisation: Option<Words>,
    pub source: Option<Review>,
    pub adopted: Option<Date>,
    pub closed: Option<Date>,
    /// Markdown.
    pub summary: Option<Words>,
    pub topics: Vec<Topic>,
    /// Other words for `recommendation`, `action`, `topic`, and for several of each.
    pub labels: Vec<(Words, Words)>,
    pub cycle: Option<Words>,
    pub committee: Option<Words>,
    pub reporting: Vec<ReportDate>,
    pub stated: Option<Stated>,
    /// In natural order of their refs.
    pub recommendations: Vec<Recommendation>,
    /// Oldest first.
    pub rounds: Vec<Round>,
    pub indicators: Vec<Indicator>,
    pub resources: Option<Resources>,
    /// The latest first.
    pub papers: Vec<Paper>,
    /// The plan has papers in the first edition, and this one is another.
    pub has_papers_elsewhere: bool,
    pub files: Vec<PublishedFile>,
    pub aliases: Vec<Id>,
    pub extra: Vec<(Words, Vec<Words>)>,
    pub counts: Counts,
    pub preview: Option<Withheld>,
    /// Where it was written, for messages.
    pub origin: Span,
}

impl Plan {
    /// The date from which it counts among other plans: adopted, else asked for by a review, else
    /// first reported on.
    pub fn since(&self) -> Option<Date> {
        let held = self.source.as_ref().and_then(|review| review.held);
        self.adopted.or(held).or(self.rounds.first().map(|round| round.as_at))
    }
}

/// The review that a plan answers.
#[derive(Clone, Debug)]
pub struct Review {
    pub body: Option<Words>,
    pub kind: Option<Words>,
    pub held: Option<Date>,
    pub report: Option<Link>,
}

#[derive(Clone, Debug)]
pub struct Topic {
    pub id: Id,
    pub title: Words,
    /// Markdown.
    pub summary: Option<Words>,
    /// Indices into the plan's recommendations.
    pub recommendations: Vec<usize>,
    pub counts: Counts,
}

/// A date on which a report was or is due.
#[derive(Clone, Debug)]
pub struct ReportDate {
    pub date: Date,
    /// The round that was given for it, an index into the plan's rounds.
    pub round: Option<usize>,
    /// It has passed and no round was given.
    pub missed: bool,
}

impl ReportDate {
    /// `given`, `missed` or `awaited`.
    pub fn state(&self) -> &'static str {
        match (self.round, self.missed) {
            (Some(_), _) => "given",
            (None, true) => "missed",
            (None, false) => "awaited",
        }
    }
}

/// Figures that a source states of a plan whose recommendations are not at hand.
#[derive(Clone, Debug)]
pub struct Stated {
    pub as_at: Date,
    pub total: Option<u32>,
    pub statuses: Vec<(StatusIndex, u32)>,
    /// Markdown.
    pub note: Option<Words>,
    pub source: Option<Link>,
}

/// How many recommendations are in each state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub total: usize,
    /// In the order of the scheme, one entry a status, zeros included.
    pub by_status: Vec<usize>,
    pub unreported: usize,
    pub open: usize,
    pub overdue: usize,
    /// Their date has passed and no status was ever reported.
    pub past_unreported: usize,
    pub due_soon: usize,
    pub slipped: usize,
    pub stale: usize,
}

impl Counts {
    pub fn of<'a>(states: impl Iterator<Item = &'a State>, statuses: &[Status]) -> Self {
        let mut counts = Self { by_status: vec![0; statuses.len()], ..Self::default() };
        for state in states {
            counts.total += 1;
            match state.status {
                Some(now) => {
                    counts.by_status[now.0] += 1;
                    counts.open += usize::from(statuses[now.0].open);
                }
                None => counts.unreported += 1,
            }
            match state.timing {
                Timing::Overdue => counts.overdue += 1,
                Timing::PastUnreported => counts.past_unreported += 1,
                Timing::DueSoon => counts.due_soon += 1,
                Timing::Done | Timing::NoDate | Timing::Ongoing | Timing::NotYetDue | Timing::MayBeOverdue => {}
            }
            counts.slipped += usize::from(state.slipped());
            counts.stale += usize::from(state.stale);
        }
        counts
    }
}

#[derive(Clone, Debug)]
pub struct Recommendation {
    pub reference: Ref,
    pub title: Words,
    /// An index into the plan's topics.
    pub topic: Option<usize>,
    pub response: Option<Response>,
    /// Markdown, in the words of the reviewers.
    pub recommended: Option<Words>,
    /// Markdown: what the body promised.
    pub promised: Words,
    pub leads: Vec<LeadIndex>,
    pub support: Vec<LeadIndex>,
    pub sponsors: Vec<LeadIndex>,
    pub start: Option<Date>,
    pub timescale: Option<Words>,
    pub review: Option<Date>,
    pub added: Option<Date>,
    pub actions: Vec<Action>,
    pub related: Vec<Place>,
    /// Those that name it as related without being named in turn.
    pub related_from: Vec<Place>,
    /// Earlier ones that it carries on.
    pub follows: Vec<Place>,
    /// Later ones that carry it on.
    pub followed_by: Vec<Place>,
    pub superseded_by: Option<Place>,
    /// The round that said so, an index into the plan's; `None` if its own file does.
    pub superseded_in: Option<usize>,
    pub supersedes: Vec<Place>,
    /// An index into [`Public::threads`].
    pub thread: Option<usize>,
    pub earlier_wording: Vec<(Date, Words)>,
    pub evidence: Vec<Evidence>,
    pub aliases: Vec<Ref>,
    pub extra: Vec<(Words, Vec<Words>)>,
    /// Oldest first.
    pub updates: Vec<Update>,
    /// As at the site's day.
    pub state: State,
    pub preview: Option<Withheld>,
    /// Where it was written, for messages.
    pub origin: Span,
}

impl Recommendation {
    /// Its words in the order of its page.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let updates = self.updates.iter().flat_map(|update| [&update.progress, &update.outcome, &update.reason]);
        let texts = [&self.recommended, &self.timescale].into_iter().chain(updates);
        [&self.title, &self.promised].into_iter().chain(texts.flatten())
    }
}

#[derive(Clone, Debug)]
pub struct Response {
    /// `accepted`, `in-part`, `not-accepted` or `noted`.
    pub answer: &'static str,
    /// Markdown.
    pub reason: Option<Words>,
}

/// What follows from the history up to one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub status: Option<StatusIndex>,
    /// The round that reported the status.
    pub reported: Option<usize>,
    pub due: Option<Date>,
    pub original_due: Option<Date>,
    pub timing: Timing,
    /// Each change of the date, oldest first.
    pub slips: Vec<Slip>,
    /// Open, and without an update in the last round.
    pub stale: bool,
}

impl State {
    /// Whether the date now stands later than it was.
    pub fn slipped(&self) -> bool {
        match (self.original_due, self.due) {
            (Some(original), Some(due)) => crate::date::days_between(original, due).is_some_and(|days| days > 0),
            _ => false,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Nothing more to do.
    Done,
    NoDate,
    Ongoing,
    NotYetDue,
    DueSoon,
    /// The date is too approximate to tell.
    MayBeOverdue,
    Overdue,
    /// The date has passed, and no status was reported: nobody can tell.
    PastUnreported,
}

impl Timing {
    /// Its name in the theme's strings and in data.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NoDate => "no-date",
            Self::Ongoing => "ongoing",
            Self::NotYetDue => "not-yet-due",
            Self::DueSoon => "due-soon",
            Self::MayBeOverdue => "may-be-overdue",
            Self::Overdue => "overdue",
            Self::PastUnreported => "past-unreported",
        }
    }
}

/// Who approved a change, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    pub body: Words,
    pub date: Option<Date>,
}

/// One change of a due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    pub from: Option<Date>,
    pub to: Date,
    /// An index into the plan's rounds.
    pub round: usize,
    /// Markdown.
    pub reason: Option<Words>,
    pub approved: Option<Approved>,
}

#[derive(Clone, Debug)]
pub struct Action {
    pub id: Id,
    pub title: Words,
    pub start: Option<Date>,
    pub timescale: Option<Words>,
    pub leads: Vec<LeadIndex>,
    pub milestones: Vec<(Date, Words)>,
    /// Markdown.
    pub note: Option<Words>,
    pub state: State,
}

#[derive(Clone, Debug)]
pub struct Evidence {
    pub title: Words,
    /// An address elsewhere, or the path of a published file from the site's root.
    pub url: Option<Words>,
    pub file: Option<Words>,
}

/// What was reported of one recommendation in one round.
#[derive(Clone, Debug)]
pub struct Update {
    /// An index into the plan's rounds.
    pub round: usize,
    pub status: Option<StatusIndex>,
    /// Markdown.
    pub progress: Option<Words>,
    pub due: Option<Date>,
    /// Markdown.
    pub reason: Option<Words>,
    pub approved: Option<Approved>,
    /// Markdown.
    pub outcome: Option<Words>,
    pub assessments: Vec<Assessment>,
    /// Index into the recommendation's actions, the status and the date reported.
    pub actions: Vec<(usize, Option<StatusIndex>, Option<Date>)>,
    pub evidence: Vec<Evidence>,
    pub preview: Option<Withheld>,
    /// Where it begins in the file of its round.
    pub origin: Span,
}

#[derive(Clone, Debug)]
pub struct Assessment {
    pub by: Words,
    pub date: Option<Date>,
    /// Markdown.
    pub view: Words,
}

#[derive(Clone, Debug)]
pub struct Round {
    /// Its part of the address: `2024-01-31`.
    pub slug: String,
    pub as_at: Date,
    /// The day that it speaks for: the last that `as_at` can mean, or the first if there is no last, and no
    /// later than the site's own.
    pub day: Day,
    pub title: Option<Words>,
    /// Markdown.
    pub summary: Option<Words>,
    /// Recommendations that were updated: indices into the plan's.
    pub updated: Vec<usize>,
    /// Against the round before.
    pub changes: Vec<Change>,
    /// How each recommendation stood then, in the plan's order.
    pub standings: Vec<history::Standing>,
    /// Of those that were in the plan by then.
    pub counts: Counts,
    pub preview: Option<Withheld>,
    /// Where it was written, for messages.
    pub origin: Span,
}

#[derive(Clone, Debug)]
pub struct Indicator {
    pub id: Id,
    pub title: Words,
    pub unit: Option<Words>,
    /// `higher` or `lower`.
    pub better: Option<&'static str>,
    pub targets: Vec<Reading>,
    pub values: Vec<Reading>,
    pub recommendations: Vec<usize>,
    /// Markdown.
    pub note: Option<Words>,
}

#[derive(Clone, Debug)]
pub struct Reading {
    pub date: Date,
    pub value: Decimal,
    pub note: Option<Words>,
}

#[derive(Clone, Debug)]
pub struct Resources {
    pub unit: Option<Words>,
    pub years: Vec<Date>,
    /// Markdown.
    pub note: Option<Words>,
    pub rows: Vec<ResourceRow>,
    /// One a year; `None` where a sum has too many digits.
    pub totals: Vec<Option<Decimal>>,
}

#[derive(Clone, Debug)]
pub struct ResourceRow {
    /// Its place among the rows as written, those counted that are withheld.
    pub place: usize,
    pub title: Words,
    pub kind: Option<Words>,
    pub recommendations: Vec<usize>,
    /// One a year, `None` where none is given.
    pub amounts: Vec<Option<Decimal>>,
    pub funding: Option<Words>,
    /// Markdown.
    pub note: Option<Words>,
}

/// A file of the plan's `files/`, published as it is; `files` knows its path and bytes.
#[derive(Clone, Copy, Debug)]
pub struct PublishedFile(pub crate::diagnostic::FileId);
