//! What stands outside of the plan's tables: the title of the document, whose it is, what it says of itself.

use super::source::{Kind, Paragraph};
use super::titles::one_line;
use crate::date::{Date, written};

/// The longest introduction that goes into the plan's own file; a longer one is a page.
const LONGEST_SUMMARY: usize = 2400;

#[derive(Clone, Debug, Default)]
pub struct Narrative {
    pub title: Option<String>,
    pub organisation: Option<String>,
    pub summary: Vec<Paragraph>,
    /// All that is too much for a summary.
    pub page: Vec<Paragraph>,
    /// The day that the document speaks for, with its own words for it.
    pub as_at: Option<(Date, String)>,
}

/// Words of which one is in the name of a public body.
const BODIES: [&str; 16] = [
    "council",
    "borough",
    "authority",
    "county",
    "city of",
    "combined",
    "fire and rescue",
    "police",
    "nhs",
    "trust",
    "cyngor",
    "university",
    "college",
    "association",
    "corporation",
    "government",
];

pub fn of(before: &[&Paragraph], after: &[&Paragraph], titles: &[String], facts: &[(String, String)]) -> Narrative {
    let fact = |wanted: &[&str]| facts.iter().find(|(label, _)| wanted.contains(&label.to_lowercase().as_str()));
    let subject = fact(&["subject", "subject heading", "title", "report title"]).map(|(_, value)| value.clone());
    let mut narrative = Narrative { title: subject, ..Narrative::default() };
    let head = before.iter().take_while(|paragraph| is_line(paragraph)).count();
    // A heading right before the text is that of the text, unless nothing else could be the title.
    let (block, text) = before.split_at(head);
    let mut kept: Vec<Paragraph> = Vec::new();
    for paragraph in block {
        let line = one_line(&paragraph.text());
        if narrative.organisation.is_none() && is_body(&line) {
            narrative.organisation = Some(line);
        } else if narrative.title.is_none() && written::read(&line).is_none() && line.chars().any(char::is_alphabetic) {
            narrative.title = Some(line);
        } else {
            kept.push((*paragraph).clone());
        }
    }
    if narrative.title.is_none() {
        narrative.title = titles.iter().find(|title| title.chars().count() <= 120).cloned();
    }
    let rest: Vec<Paragraph> = kept.into_iter().chain(text.iter().map(|p| (*p).clone())).collect();
    let first_heading =
        rest.iter().position(|paragraph| matches!(paragraph.kind, Kind::Heading(_))).unwrap_or(rest.len());
    let length: usize = rest[..first_heading].iter().map(|paragraph| paragraph.text().chars().count()).sum();
    let (summary, page) = if length <= LONGEST_SUMMARY { rest.split_at(first_heading) } else { rest.split_at(0) };
    narrative.summary = summary.to_vec();
    narrative.page = page.to_vec();
    let is_note = |paragraph: &&&Paragraph| !matches!(paragraph.kind, Kind::Heading(_));
    let length =
        |paragraphs: &mut dyn Iterator<Item = &Paragraph>| paragraphs.map(|p| p.text().chars().count()).sum::<usize>();
    let whole = length(&mut narrative.summary.iter()) + length(&mut after.iter().copied());
    // A few words below the tables are no page.
    let to = if page.is_empty() && whole <= LONGEST_SUMMARY && after.iter().all(|p| is_note(&p)) {
        &mut narrative.summary
    } else {
        &mut narrative.page
    };
    to.extend(after.iter().map(|p| (*p).clone()));
    narrative.as_at = as_at(before.iter().chain(after), titles);
    if narrative.as_at.is_none() {
        let date = fact(&["as at", "date", "date of meeting", "meeting date", "meeting"]);
        narrative.as_at = date.and_then(|(label, value)| Some((date_in(value)?, format!("{label}: {value}"))));
    }
    narrative
}

/// A line of a title block: short and no sentence.
fn is_line(paragraph: &Paragraph) -> bool {
    let text = one_line(&paragraph.text());
    let is_kind = matches!(paragraph.kind, Kind::Plain | Kind::Heading(1));
    is_kind
        && paragraph.label.is_none()
        && text.chars().count() <= 110
        && !text.ends_with(['.', ';', ':', ','])
        && paragraph.runs.iter().all(|run| run.link.is_none())
}

fn is_body(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = lower.split_whitespace().count();
    let is_other =
        ["plan", "review", "report", "response", "peer", "update", "progress"].iter().any(|word| lower.contains(word));
    words <= 8 && !is_other && BODIES.iter().any(|word| lower.contains(word))
}

/// "Position as at 31 January 2024", "Update: March 2020", or a line that is nothing but a date.
fn as_at<'a>(paragraphs: impl Iterator<Item = &'a &'a Paragraph>, titles: &[String]) -> Option<(Date, String)> {
    let lines: Vec<String> = titles
        .iter()
        .cloned()
        .chain(paragraphs.map(|p| one_line(&p.text())))
        .filter(|line| line.chars().count() <= 140)
        .collect();
    let telling = |line: &&String| {
        let lower = line.to_lowercase();
        ["as at", "as of", "position at", "update", "progress", "status at", "export", "extract", "printed"]
            .iter()
            .any(|word| lower.contains(word))
    };
    let dated = |line: &String| date_within(line).or_else(|| date_in(line)).map(|date| (date, line.clone()));
    lines.iter().filter(telling).find_map(dated).or_else(|| {
        lines
            .iter()
            .find_map(|line| Some((written::read(line)?.due?, line.clone())).filter(|(date, _)| !date.is_ongoing()))
    })
}

/// The date behind "as at" within a line: "RAG is as at 31 May 2024. Amber means some slippage."
fn date_within(line: &str) -> Option<Date> {
    let lower = line.to_lowercase();
    let at = ["as at ", "as of "].iter().find_map(|words| Some(lower.find(words)? + words.len()))?;
    let words: Vec<&str> = lower[at..].split_whitespace().take(4).collect();
    let read = |length: usize| written::read(words[..length].join(" ").trim_end_matches(['.', ',', ';', ')']));
    (1..=words.len()).rev().find_map(read)?.due.filter(|date| !date.is_ongoing())
}

/// The date that some words of a line end or begin with.
pub fn date_in(line: &str) -> Option<Date> {
    let inner = line.replace(['(', ')'], " ");
    let all = written::read(&inner).or_else(|| written::with_words(inner.trim()).map(|(written, _)| written))?;
    all.due.or(all.start).filter(|date| !date.is_ongoing())
}
