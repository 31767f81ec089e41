//! A newer version of a document that was imported before: what it says otherwise, and what of that becomes a round.
//!
//! Recommendations are matched by their refs. Progress, statuses and due dates that changed are a new round; new
//! recommendations are new files. What an author may have worked on since (titles, wording, leads) is shown and never
//! touched, and nothing is taken away. Start at [`merge`].

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::columns::normal;
use super::leads::Lead;
use super::plan::{self, Item, Recognised};
use super::report::Report;
use super::source::{Paragraph, Source};
use super::updates::{self, News};
use super::{Known, NewFile, NoPlan, Options, markdown, references, written};
use crate::content::inventory;
use crate::date::Date;
use crate::refs::Ref;

/// What a merge would write, and what it saw.
#[derive(Clone, Debug)]
pub struct Merged {
    /// Nothing, if nothing changed or there is no date for what changed.
    pub files: Vec<NewFile>,
    /// All differences as lines to be read.
    pub changes: Vec<String>,
    /// Something changed, and nothing says as at when.
    pub needs_date: bool,
    /// The round that this would be is there already.
    pub taken: Option<Date>,
    pub report: Report,
}

/// # Errors
/// If no table of the sources is a plan.
pub fn merge(
    sources: &[Source],
    known: &Known,
    existing: &inventory::Plan,
    options: &Options,
) -> Result<Merged, NoPlan> {
    let plan = plan::of(sources, known, options)?;
    let of_document = plan.items.iter().filter_map(|item| item.reference.clone());
    let of_plan = existing.recommendations.iter().map(|item| item.reference.clone());
    let refs: references::Known = of_plan.chain(of_document).collect();
    let standing: HashMap<String, &inventory::Recommendation> =
        existing.recommendations.iter().map(|item| (item.reference.slug(), item)).collect();
    let mut changes = Vec::new();
    let mut fresh: Vec<&Item> = Vec::new();
    let mut revised: Vec<(Ref, Date)> = Vec::new();
    for item in &plan.items {
        let Some(reference) = &item.reference else { continue };
        if let Some(before) = standing.get(&reference.slug()) {
            changes.extend(differences(item, before, (&plan, &refs)));
            let due = last_due(item).filter(|due| Some(*due) != before.due);
            revised.extend(due.map(|due| (reference.clone(), due)));
        } else {
            changes.push(format!("+ no. {reference}, {}: new", item.title));
            fresh.push(item);
        }
    }
    let slugs: HashSet<String> = plan.items.iter().filter_map(|item| item.reference.as_ref()).map(Ref::slug).collect();
    let gone = existing.recommendations.iter().filter(|item| !slugs.contains(&item.reference.slug()));
    changes.extend(gone.map(|item| {
        format!("- no. {}, {}: no longer in the document; it is kept as it is", item.reference, item.title)
    }));
    let (rounds, needs_date) = rounds(&plan, &refs, &standing, (&revised, existing), options);
    let taken = rounds.iter().map(|(date, _)| *date).find(|date| existing.rounds.contains(date));
    let mut files = Vec::new();
    if !needs_date && taken.is_none() {
        let folder = format!("content/plans/{}", options.plan);
        files.extend(rounds.iter().map(|(date, news)| updates::file(&folder, *date, news)));
        files.extend(fresh.iter().filter_map(|item| new_file(item, existing, (&plan, &refs), &folder)));
        files.extend(written::leads(&leads_of(&plan.leads, &fresh), known));
        if !files.is_empty() {
            let date = plan.as_at.or(options.as_at).unwrap_or(Date::day(options.today));
            let name = updates::name(date);
            files.push(NewFile::new(format!("{folder}/import-report-{name}.md"), plan.report.markdown()));
        }
    }
    Ok(Merged { files, changes, needs_date, taken, report: plan.report })
}

/// What one recommendation says otherwise, a line each.
fn differences(
    item: &Item,
    before: &inventory::Recommendation,
    (plan, refs): (&Recognised, &references::Known),
) -> Vec<String> {
    let mut lines = Vec::new();
    // As it would be written: what was written before has links as well.
    let text = |paragraphs: &[Paragraph]| references::linked(&markdown::of(paragraphs), refs, Some(&before.reference));
    let mut told = |what: &str, was: &str, is: &str, note: &str| {
        if normal(was) != normal(is) && !is.trim().is_empty() {
            lines.push(format!("    {what}: {}{note}", changed(was, is)));
        }
    };
    let by_hand = format!(" (not written: change it in {})", before.path);
    let title =
        |id: &String| plan.leads.iter().find(|lead| lead.id == *id).map_or_else(|| id.clone(), |l| l.title.clone());
    if let Some(status) = &item.status {
        told("status", before.status.as_deref().unwrap_or("none"), status, "");
    }
    told("progress", &before.progress, &text(latest(item)), "");
    if let Some(due) = last_due(item) {
        told("due", &before.due.map(Date::edtf).unwrap_or_default(), &due.edtf(), "");
    }
    told(
        "timescale",
        before.timescale.as_deref().unwrap_or_default(),
        item.timescale.as_deref().unwrap_or_default(),
        &by_hand,
    );
    if !item.title_is_made {
        told("title", &before.title, &item.title, &by_hand);
    }
    told("recommended", &before.recommended, &text(&item.recommended), &by_hand);
    told("response", &before.response, &text(&item.response), &by_hand);
    let leads = item.leads.iter().map(title).collect::<Vec<_>>().join(", ");
    told("leads", &before.leads.join(", "), &leads, &by_hand);
    for (name, texts) in &item.extra {
        let was = before.extra.iter().find(|(known, _)| known == name).map(|(_, texts)| texts.join("; "));
        told(name, &was.unwrap_or_default(), &texts.join("; "), &by_hand);
    }
    if !lines.is_empty() {
        lines.insert(0, format!("~ no. {}, {}", before.reference, before.title));
    }
    lines
}

fn last_due(item: &Item) -> Option<Date> {
    item.revised.or(item.due)
}

/// The progress that a document gives last.
fn latest(item: &Item) -> &[Paragraph] {
    let dated = item.dated.iter().max_by(|(a, _), (b, _)| crate::date::by_end(*a, *b));
    if item.progress.iter().any(|paragraph| !paragraph.is_empty()) {
        &item.progress
    } else {
        dated.map_or(&[][..], |(_, paragraphs)| paragraphs)
    }
}

/// The rounds that are new, with what they tell that was not known; and whether they lack a date.
fn rounds(
    plan: &Recognised,
    refs: &references::Known,
    standing: &HashMap<String, &inventory::Recommendation>,
    (revised, existing): (&[(Ref, Date)], &inventory::Plan),
    options: &Options,
) -> (Vec<(Date, Vec<News>)>, bool) {
    let mut rounds: Vec<(Date, Vec<News>)> = Vec::new();
    for (date, news) in updates::of(plan, refs) {
        let is_known = existing.rounds.contains(&date) && plan.as_at != Some(date);
        let told: Vec<News> = news.into_iter().filter_map(|news| what_is_new(news, standing)).collect();
        if !told.is_empty() && !is_known {
            rounds.push((date, told));
        }
    }
    let date = plan.as_at.or(options.as_at);
    let is_guess = plan.as_at_is_today || date.is_none();
    let needs_date = is_guess && (!revised.is_empty() || rounds.iter().any(|(date, _)| Some(*date) == plan.as_at));
    if let Some(date) = date.filter(|_| !needs_date && !revised.is_empty()) {
        if !rounds.iter().any(|(known, _)| *known == date) {
            rounds.push((date, Vec::new()));
        }
        let Some((_, news)) = rounds.iter_mut().find(|(known, _)| *known == date) else { return (rounds, needs_date) };
        for (reference, due) in revised {
            match news.iter_mut().find(|news| news.reference == *reference) {
                Some(news) => news.due = Some(*due),
                None => news.push(News { due: Some(*due), ..News::of(reference.clone()) }),
            }
        }
    }
    (rounds, needs_date)
}

/// What of one's news is not what was told last.
fn what_is_new(mut news: News, standing: &HashMap<String, &inventory::Recommendation>) -> Option<News> {
    if let Some(before) = standing.get(&news.reference.slug()) {
        news.status = news.status.filter(|status| before.status.as_ref() != Some(status));
        if normal(&news.progress) == normal(&before.progress) {
            news.progress.clear();
        }
        news.due = news.due.filter(|due| before.due != Some(*due));
        for action in &mut news.actions {
            // An action that has another id here cannot be told of.
            let known = before.actions.iter().find(|known| known.id == action.id);
            action.status =
                action.status.take().filter(|status| known.is_some_and(|k| k.status.as_ref() != Some(status)));
            action.due = action.due.filter(|due| known.is_some_and(|known| known.due != Some(*due)));
        }
        news.actions.retain(|action| action.status.is_some() || action.due.is_some());
        if news.due.is_none() && news.actions.iter().all(|action| action.due.is_none()) {
            news.reason.clear();
        }
    }
    let says = news.status.is_some() || !news.progress.is_empty() || news.due.is_some() || !news.actions.is_empty();
    says.then_some(news)
}

fn new_file(
    item: &Item,
    existing: &inventory::Plan,
    (plan, refs): (&Recognised, &references::Known),
    folder: &str,
) -> Option<NewFile> {
    // Topics are the author's by now; one that is not among theirs is left out.
    let topic = item.topic.and_then(|topic| plan.topics.get(topic));
    let known =
        topic.and_then(|topic| existing.topics.iter().position(|(_, title)| normal(title) == normal(&topic.title)));
    let ids: Vec<String> = existing.topics.iter().map(|(id, _)| id.clone()).collect();
    let text = written::recommendation(&Item { topic: known, ..item.clone() }, &ids, refs);
    let name = written::file_name(item.reference.as_ref()?, &item.title);
    Some(NewFile::new(format!("{folder}/recommendations/{name}.md"), text))
}

/// The new leads that new recommendations name.
fn leads_of(leads: &[Lead], fresh: &[&Item]) -> Vec<Lead> {
    let names = |lead: &&Lead| {
        let all = |item: &&Item| {
            let of_actions = item.actions.iter().flat_map(|action| &action.leads);
            item.leads.iter().chain(&item.support).chain(&item.sponsors).chain(of_actions).any(|id| *id == lead.id)
        };
        fresh.iter().any(all)
    };
    leads.iter().filter(names).cloned().collect()
}

/// How many characters of a difference are shown.
const SHOWN: usize = 160;

/// "“… was” became “… is”", with a few words around what differs.
fn changed(was: &str, is: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (was.split_whitespace().collect(), is.split_whitespace().collect());
    if old.is_empty() || was == "none" {
        return format!("“{}”, new", part(&new, 0, new.len()));
    }
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - same;
    let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(3);
    let end = |words: &[&str]| (words.len() - tail + 3).min(words.len());
    format!("was “{}”, is “{}”", part(&old, from, end(&old)), part(&new, from, end(&new)))
}

fn part(words: &[&str], from: usize, to: usize) -> String {
    let text = words.get(from..to).unwrap_or_default().join(" ");
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    } else if to < words.len() {
        let _ = write!(shown, " …");
    }
    if from > 0 { format!("… {shown}") } else { shown }
}
