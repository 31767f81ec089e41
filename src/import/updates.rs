//! What a document reports of its recommendations, as rounds.

use super::markdown;
use super::plan::{Item, Recognised};
use super::source::Paragraph;
use super::written::action_ids;
use super::{NewFile, references};
use crate::content::authoring::Yaml;
use crate::date::{self, Date};
use crate::refs::Ref;

/// One recommendation's news as at one date.
#[derive(Clone, Debug)]
pub struct News {
    pub reference: Ref,
    pub status: Option<String>,
    /// Markdown.
    pub progress: String,
    /// A revised date.
    pub due: Option<Date>,
    /// Why it is revised, in Markdown.
    pub reason: String,
    pub actions: Vec<ActionNews>,
}

/// An action's news as at one date.
#[derive(Clone, Debug)]
pub struct ActionNews {
    pub id: String,
    pub status: Option<String>,
    pub due: Option<Date>,
}

impl News {
    /// None yet.
    pub fn of(reference: Ref) -> Self {
        let (progress, reason) = (String::new(), String::new());
        Self { reference, status: None, progress, due: None, reason, actions: Vec::new() }
    }
}

/// The rounds of a document, oldest first.
pub fn of(plan: &Recognised, refs: &references::Known) -> Vec<(Date, Vec<News>)> {
    let mut rounds: Vec<(Date, Vec<News>)> = Vec::new();
    let mut add = |date: Date, news: News| match rounds.iter_mut().find(|(known, _)| *known == date) {
        Some((_, all)) => match all.last_mut().filter(|last| last.reference == news.reference) {
            // Two columns of one date.
            Some(last) => last.progress.extend(["\n\n", &news.progress]),
            None => all.push(news),
        },
        None => rounds.push((date, vec![news])),
    };
    for item in &plan.items {
        let Some(reference) = &item.reference else { continue };
        let told = |paragraphs: &[Paragraph]| references::linked(&markdown::of(paragraphs), refs, Some(reference));
        let of_date = |progress: String| News { progress, ..News::of(reference.clone()) };
        let mut said = None;
        if let Some(as_at) = plan.as_at.filter(|_| item.has_news()) {
            // A column of that very date says the rest.
            let same = item.dated.iter().find(|(date, _)| *date == as_at && item.progress.is_empty());
            let progress = same.map_or(item.progress.as_slice(), |(_, paragraphs)| paragraphs);
            let news = News {
                status: item.status.clone(),
                due: item.revised,
                reason: told(&item.reason),
                actions: actions(item),
                ..of_date(told(progress))
            };
            add(as_at, news);
            said = same.map(|(date, _)| *date);
        }
        for (date, progress) in item.dated.iter().filter(|(date, _)| Some(*date) != said) {
            add(*date, of_date(told(progress)));
        }
    }
    rounds.sort_by(|(a, _), (b, _)| date::by_end(*a, *b));
    rounds
}

fn actions(item: &Item) -> Vec<ActionNews> {
    let with_ids = item.actions.iter().zip(action_ids(&item.actions));
    let news = with_ids.map(|(action, id)| ActionNews { id, status: action.status.clone(), due: action.revised });
    news.filter(|news| news.status.is_some() || news.due.is_some()).collect()
}

/// The file of a round.
pub fn file(folder: &str, date: Date, news: &[News]) -> NewFile {
    let mut updates = Yaml::default();
    for news in news {
        let mut update = Yaml::default();
        update.optional("status", news.status.as_deref());
        update.optional("progress", Some(news.progress.as_str()).filter(|text| !text.is_empty()));
        update.optional("due", news.due.map(Date::edtf).as_deref());
        update.optional("reason", Some(news.reason.as_str()).filter(|text| !text.is_empty()));
        let mut actions = Yaml::default();
        for ActionNews { id, status, due } in &news.actions {
            if let (Some(status), None) = (status, due) {
                actions.entry(id, status);
            } else {
                let mut action = Yaml::default();
                action.optional("status", status.as_deref());
                action.optional("due", due.map(Date::edtf).as_deref());
                actions.mapping(id, &action);
            }
        }
        update.mapping("actions", &actions);
        updates.mapping(news.reference.as_str(), &update);
    }
    let mut yaml = Yaml::default();
    yaml.entry("as_at", &date.edtf());
    yaml.mapping("updates", &updates);
    NewFile::new(format!("{folder}/updates/{}.yaml", name(date)), yaml.as_str().to_owned())
}

/// A round's name is its date, as far as a file may be called so.
pub fn name(date: Date) -> String {
    date.edtf().replace(['~', '?', '%'], "").replace('/', "-").to_lowercase()
}
