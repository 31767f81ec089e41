//! The plan that a document holds, as plain values: what an import will write. Start at [`of`].

use std::collections::{BTreeSet, HashSet};

use super::cells::{self, Reading};
use super::columns::{Confidence, Meaning, Meanings, normal};
use super::leads::{Lead, Leads};
use super::report::{ColumnRead, Note, Place, Report};
use super::rows::{self, Gathered, Topic};
use super::source::{Paragraph, Source};
use super::titles::capitalised;
use super::{Known, Options, forms, narrative, numbers, references};
use crate::date::Date;
use crate::refs::{self, Id, Ref};

#[derive(Clone, Debug, Default)]
pub struct Item {
    pub place: Place,
    pub reference: Option<Ref>,
    pub title: String,
    pub title_is_made: bool,
    pub topic: Option<usize>,
    /// As a column names it.
    pub topic_name: Option<String>,
    pub recommended: Vec<Paragraph>,
    pub response: Vec<Paragraph>,
    /// One of the words of `response:`, with the reason.
    pub answer: Option<(&'static str, Vec<Paragraph>)>,
    pub leads: Vec<String>,
    pub support: Vec<String>,
    pub sponsors: Vec<String>,
    pub start: Option<Date>,
    pub due: Option<Date>,
    /// What took the place of `due` since.
    pub revised: Option<Date>,
    pub reason: Vec<Paragraph>,
    pub review: Option<Date>,
    pub timescale: Option<String>,
    pub actions: Vec<Action>,
    pub related: Vec<Ref>,
    pub evidence: Vec<Evidence>,
    /// Under the names of their columns.
    pub extra: Vec<(String, Vec<String>)>,
    pub status: Option<String>,
    pub progress: Vec<Paragraph>,
    /// Progress as at a date of its own.
    pub dated: Vec<(Date, Vec<Paragraph>)>,
}

impl Item {
    /// It says how things stand, with no date of its own.
    pub fn has_news(&self) -> bool {
        self.status.is_some()
            || self.revised.is_some()
            || self.progress.iter().any(|paragraph| !paragraph.is_empty())
            || self.actions.iter().any(|action| action.status.is_some() || action.revised.is_some())
    }
}

#[derive(Clone, Debug, Default)]
pub struct Action {
    pub title: String,
    pub start: Option<Date>,
    pub due: Option<Date>,
    pub revised: Option<Date>,
    pub timescale: Option<String>,
    pub leads: Vec<String>,
    pub note: Vec<Paragraph>,
    pub status: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub title: String,
    pub url: String,
}

#[derive(Clone, Debug)]
pub struct Recognised {
    pub title: String,
    pub organisation: Option<String>,
    pub summary: Vec<Paragraph>,
    pub page: Vec<Paragraph>,
    pub topics: Vec<Topic>,
    /// What the document calls its topics and its recommendations: the keys of `labels:` with their words.
    pub labels: Vec<(&'static str, String)>,
    /// In the order of the document.
    pub items: Vec<Item>,
    /// New ones alone.
    pub leads: Vec<Lead>,
    /// When progress and status without a date of their own speak for.
    pub as_at: Option<Date>,
    /// Nothing says when, so that it is the day of the import.
    pub as_at_is_today: bool,
    /// The headings of its columns, as it has them.
    pub headings: Vec<String>,
    pub report: Report,
}

/// Why there is no plan to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlan {
    /// None of these tables is one.
    NoTable(Vec<String>),
    /// Two files hold the same refs.
    Twice(Vec<String>),
}

/// # Errors
/// If no table of the sources is a plan, or if two of them are the same.
pub fn of(sources: &[Source], known: &Known, options: &Options) -> Result<Recognised, NoPlan> {
    let meanings = Meanings::new(options.columns.clone());
    let flattened: Vec<Source> =
        sources.iter().map(|source| forms::flattened(source, &meanings).into_owned()).collect();
    let sources = flattened.as_slice();
    let mut all = rows::gather(sources, &meanings);
    if all.items.is_empty() {
        return Err(NoPlan::NoTable(all.left));
    }
    let mut notes = std::mem::take(&mut all.notes);
    let mut leads = Leads::new(known.leads.clone());
    let mut reading =
        Reading { leads: &mut leads, joined: options.joined, statuses: &known.statuses, notes: &mut notes };
    let mut items: Vec<Item> = Vec::with_capacity(all.items.len());
    for rows in &all.items {
        let (_, table) = &all.tables[rows.table];
        items.push(cells::item(rows, &Place::table(rows.file, &table.table.place), &table.columns, &mut reading));
    }
    topics(&mut all, &mut items);
    let labels = labels(&all);
    number(&mut items, &all, &mut notes);
    for item in items.iter_mut().filter(|item| item.title.trim().is_empty()) {
        item.title = format!("No. {}", item.reference.as_ref().map_or("", Ref::as_str));
        item.title_is_made = true;
        notes.push(Note::guess(Confidence::Low, item.place.clone(), "the row has no words for a title"));
    }
    twice(&items, sources)?;
    relate(&mut items);
    let titles: Vec<String> = all.titles.iter().map(|(_, title)| title.clone()).collect();
    let mut told = narrative::of(&all.before, &all.after, &titles, &all.facts);
    let place = Place::file(sources.first().map_or("", |source| &source.name));
    let title = told.title.clone().unwrap_or_else(|| {
        let name = sources.first().map_or("", |source| source.name.as_str());
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['-', '_'], " ");
        let title = capitalised(stem.trim());
        notes.push(Note::guess(
            Confidence::Low,
            place.clone(),
            format!("the plan's title “{title}” was made from the name of the file"),
        ));
        title
    });
    // Rows above the headings that are no title are words about the plan.
    let above = titles.iter().filter(|words| **words != title).map(Paragraph::plain);
    told.summary.splice(0..0, above);
    of_leads(&leads, &place, &mut notes);
    let width = all.tables.iter().map(|(_, table)| table.columns.len()).max().unwrap_or(0);
    let unmet = meanings.unmet(&headings(&all).iter().map(String::as_str).collect::<Vec<_>>(), width);
    for heading in &unmet {
        notes.push(Note::not_understood(
            place.clone(),
            format!("`--map` names the column “{heading}”, which no table of the plan has"),
        ));
    }
    let unmet: Vec<String> = unmet.into_iter().map(str::to_owned).collect();
    let (as_at, as_at_is_today) = as_at(&items, options, &told, &place, &mut notes);
    let report = Report { unmet, ..report(sources, &all, &items, &title, notes) };
    let headings = headings(&all);
    Ok(Recognised {
        title,
        organisation: told.organisation,
        summary: told.summary,
        page: told.page,
        topics: all.topics,
        labels,
        items,
        leads: leads.fresh().to_vec(),
        as_at,
        as_at_is_today,
        headings,
        report,
    })
}

/// What an author should look at in the leads that are new.
fn of_leads(leads: &Leads, place: &Place, notes: &mut Vec<Note>) {
    for lead in leads.fresh().iter().filter(|lead| lead.kind.is_none() && lead.title.contains(char::is_lowercase)) {
        let text =
            format!("the lead “{}” has no word of a post or a body: if it is a person, write the post", lead.title);
        notes.push(Note::proposal(place.clone(), text));
    }
    for (kept, other) in leads.near() {
        let text = format!(
            "“{}” and “{}” are probably one lead: put `{}` into the `aliases` of `{}` in content/leads.yaml, and write `{}` wherever `{}` stands",
            kept.title, other.title, other.title, kept.id, kept.id, other.id
        );
        notes.push(Note::proposal(place.clone(), text));
    }
}

/// Groups named by a column; below a name an empty cell means the same.
fn topics(all: &mut Gathered<'_>, items: &mut [Item]) {
    let mut above: Option<(usize, Option<usize>)> = None;
    let tables: Vec<usize> = all.items.iter().map(|rows| rows.table).collect();
    for (item, table) in items.iter_mut().zip(tables) {
        let has_column = all.tables[table].1.column(Meaning::Topic).is_some();
        let same = above.filter(|(known, _)| *known == table && has_column);
        item.topic = match item.topic_name.take() {
            Some(name) => Some(rows::topic_of(all, &name)),
            None => same.map_or(item.topic, |(_, topic)| topic),
        };
        above = Some((table, item.topic));
    }
}

/// Words for a recommendation that a plan may use in place of ours.
const CALLED: [(&str, &str); 6] = [
    ("task", "Task"),
    ("priority", "Priority"),
    ("finding", "Finding"),
    ("objective", "Objective"),
    ("improvement", "Improvement"),
    ("requirement", "Requirement"),
];

/// What the document's own headings call a recommendation and a topic.
fn labels(all: &Gathered<'_>) -> Vec<(&'static str, String)> {
    let heading =
        |meaning| all.tables.iter().find_map(|(_, table)| table.column(meaning)).map(|column| &column.heading);
    let mut labels = Vec::new();
    if let Some(heading) = heading(Meaning::Recommended) {
        let word = normal(heading);
        let called = CALLED
            .iter()
            .find(|(known, _)| word == *known || word.strip_suffix('s') == Some(known) || word == many(known));
        if let Some((known, label)) = called {
            labels.push(("recommendation", (*label).to_owned()));
            labels.push(("recommendations", capitalised(&many(known))));
        }
    }
    let usual = |heading: &String| normal(heading) == "topic" || heading.is_empty() || heading.chars().count() > 30;
    labels.extend(
        heading(Meaning::Topic)
            .filter(|heading| !usual(heading))
            .map(|heading| ("topic", capitalised(&heading.to_lowercase()))),
    );
    labels
}

fn many(word: &str) -> String {
    word.strip_suffix('y').map_or_else(|| format!("{word}s"), |stem| format!("{stem}ies"))
}

/// Gives each item a number of its own.
fn number(items: &mut [Item], all: &Gathered<'_>, notes: &mut Vec<Note>) {
    letters(items);
    if items.iter().all(|item| item.reference.is_none()) {
        for (item, number) in items.iter_mut().zip(1..) {
            item.reference = Ref::read(&i32::to_string(&number)).ok();
        }
        notes.push(Note::guess(
            Confidence::Medium,
            items[0].place.clone(),
            format!("no row has a number; they were numbered 1 to {} as they stand", items.len()),
        ));
        return;
    }
    restart(items, all, notes);
    let (mut before, mut part) = ("0".to_owned(), 1);
    let mut used: HashSet<String> = items.iter().filter_map(|item| item.reference.as_ref()).map(Ref::slug).collect();
    let mut seen: HashSet<String> = HashSet::new();
    for item in items.iter_mut() {
        let own = item.reference.as_ref().map(Ref::slug);
        if let Some(own) = own.filter(|own| !seen.contains(own)) {
            before.clone_from(&own);
            part = 1;
            seen.insert(own);
            continue;
        }
        let what = match &item.reference {
            Some(twice) => format!("the number {twice} stands twice; this one is"),
            None => "the row has no number; it is".to_owned(),
        };
        let fresh = loop {
            part += 1;
            let candidate = format!("{before}-{part}");
            if !used.contains(&candidate) {
                break candidate;
            }
        };
        notes.push(Note::guess(Confidence::Low, item.place.clone(), format!("{what} `{fresh}`")));
        item.reference = Ref::read(&fresh).ok();
        used.insert(fresh.clone());
        seen.insert(fresh);
    }
}

/// A letter alone belongs to the number above it.
fn letters(items: &mut [Item]) {
    let has_digits = |reference: &Ref| reference.as_str().contains(|c: char| c.is_ascii_digit());
    let mut above: Option<Ref> = None;
    for item in items.iter_mut() {
        let Some(own) = item.reference.clone() else { continue };
        if let Some(joined) = above.as_ref().and_then(|above| numbers::below(above, &own)) {
            item.reference = Some(joined.clone());
            above = Some(joined);
        } else if has_digits(&own) {
            above = Some(own);
        }
    }
}

/// Where the numbers begin anew in each group, the group's number stands before them.
fn restart(items: &mut [Item], all: &Gathered<'_>, notes: &mut Vec<Note>) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut seen_within: HashSet<(Option<usize>, String)> = HashSet::new();
    let (mut twice, mut twice_within) = (0, 0);
    for item in items.iter() {
        let Some(slug) = item.reference.as_ref().map(Ref::slug) else { continue };
        twice += usize::from(!seen.insert(slug.clone()));
        twice_within += usize::from(!seen_within.insert((item.topic, slug)));
    }
    if twice < 2 || twice_within > 0 || all.topics.len() < 2 {
        return;
    }
    notes.push(Note::guess(
        Confidence::Medium,
        items[0].place.clone(),
        "the numbers begin anew in each group; the group's own number was put before them: `2.1`",
    ));
    for item in items.iter_mut() {
        let group = item.topic.map_or(0, |topic| topic + 1);
        item.reference = item.reference.as_ref().and_then(|own| Ref::read(&format!("{group}.{own}")).ok());
    }
}

/// Two files that hold the same plan are not two halves of one.
fn twice(items: &[Item], sources: &[Source]) -> Result<(), NoPlan> {
    let of = |source: &Source| {
        items.iter().filter(|item| item.place.is_in(&source.name)).map(|item| normal(&item.title)).collect::<Vec<_>>()
    };
    let [first, others @ ..] = sources else { return Ok(()) };
    let known = of(first);
    for other in others {
        let titles = of(other);
        let same = titles.iter().filter(|title| known.contains(title)).count();
        if same > 1 && same * 2 > titles.len() {
            return Err(NoPlan::Twice(vec![first.name.clone(), other.name.clone()]));
        }
    }
    Ok(())
}

/// Words such as "see no. 9" as relations; the links themselves are made when the text is written.
fn relate(items: &mut [Item]) {
    let known: references::Known = items.iter().filter_map(|item| item.reference.clone()).collect();
    for item in items.iter_mut() {
        let paragraphs = item.recommended.iter().chain(&item.response).chain(&item.progress);
        let words = [Some(item.title.clone()), item.timescale.clone()].into_iter().flatten();
        let texts: Vec<String> = paragraphs.map(Paragraph::text).chain(words).collect();
        for (_, reference) in texts.iter().flat_map(|text| references::find(text, &known)) {
            if Some(&reference) != item.reference.as_ref() && !item.related.contains(&reference) {
                item.related.push(reference);
            }
        }
    }
}

/// The day that progress speaks for: what was told, what the document says, or else the day of the import.
fn as_at(
    items: &[Item],
    options: &Options,
    told: &narrative::Narrative,
    place: &Place,
    notes: &mut Vec<Note>,
) -> (Option<Date>, bool) {
    if !items.iter().any(Item::has_news) {
        return (None, false);
    }
    if options.as_at.is_some() {
        return (options.as_at, false);
    }
    let dated = items.iter().flat_map(|item| &item.dated).map(|(date, _)| *date);
    if let Some(last) = dated.max_by(|a, b| crate::date::by_end(*a, *b)) {
        let text =
            format!("statuses are as at `{}`, the last date in a heading; `--as-at DATE` corrects it", last.edtf());
        notes.push(Note::guess(Confidence::Medium, place.clone(), text));
        return (Some(last), false);
    }
    if let Some((date, words)) = &told.as_at {
        notes.push(Note::guess(
            Confidence::Medium,
            place.clone(),
            format!("progress is as at `{}`, from “{words}”; `--as-at DATE` corrects it", date.edtf()),
        ));
        return (Some(*date), false);
    }
    let today = Date::day(options.today);
    notes.push(Note::guess(
        Confidence::Low,
        place.clone(),
        format!(
            "nothing says when progress was reported, so it is as at today, `{}`; `--as-at DATE` corrects it",
            today.edtf()
        ),
    ));
    (Some(today), true)
}

fn headings(all: &Gathered<'_>) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for column in all.tables.iter().flat_map(|(_, table)| &table.columns) {
        if !column.heading.is_empty() && !headings.contains(&column.heading) {
            headings.push(column.heading.clone());
        }
    }
    headings
}

fn report(sources: &[Source], all: &Gathered<'_>, items: &[Item], title: &str, notes: Vec<Note>) -> Report {
    let mut columns = Vec::new();
    for (file, table) in all.tables.iter().filter(|(_, table)| !table.goes_on) {
        let place = Place::table(file, &table.table.place);
        columns.extend(table.columns.iter().map(|column| ColumnRead {
            place: place.clone(),
            heading: column.heading.clone(),
            meaning: column.reading.meaning.name(),
            confidence: column.reading.confidence,
        }));
    }
    Report {
        files: sources.iter().map(|source| source.name.clone()).collect(),
        title: title.to_owned(),
        rows: all.rows,
        groups: all.topics.len(),
        repeated: all.repeated,
        recommendations: items.len(),
        actions: items.iter().map(|item| item.actions.len()).sum(),
        columns,
        unmet: Vec::new(),
        notes,
    }
}

/// An id for a title that none of those in use has; it is in use then.
pub fn id_among(title: &str, used: &mut BTreeSet<String>) -> String {
    let mut slug = refs::slug(title);
    if slug.len() > 60 {
        let end = slug[..60].rfind('-').unwrap_or(60);
        slug.truncate(end);
    }
    if Id::read(&slug).is_err() {
        slug = format!("topic-{slug}");
    }
    let numbered = std::iter::once(slug.clone()).chain((2..100_000).map(|number| format!("{slug}-{number}")));
    let id = numbered.into_iter().find(|id| !used.contains(id)).unwrap_or_default();
    used.insert(id.clone());
    id
}
