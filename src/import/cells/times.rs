//! What the cells of a recommendation say of time: when it is due, to when that was put off, and in what order.

use super::{Filled, Reading, extra, is_dash, keep};
use crate::date::{self, Comparison, Date};
use crate::import::columns::{Confidence, Meaning};
use crate::import::plan::{Action, Item};
use crate::import::report::{Note, Place};
use crate::import::source::{Cell, Value};
use crate::import::statuses;
use crate::import::tables::{Column, cell_words};
use crate::import::timescale::{self, Timescale, Understood};
use crate::import::titles::one_line;

/// A date that took the place of another; what is not certain, or is a second one, is kept under its column's name.
pub fn revised(known: Option<Date>, item: &mut Item, filled: &Filled<'_>, reading: &mut Reading<'_>) -> Option<Date> {
    let Filled { column, cell, place } = filled;
    let words = cell_words(cell);
    let date = day_or_period(cell).filter(|_| known.is_none());
    match date {
        Some(date) => {
            if !timescale::is_said(&words, date) && !matches!(cell.value, Value::Day(_)) {
                extra(item, column, cell);
            }
        }
        None if is_dash(&words) => extra(item, column, cell),
        None => {
            let text = format!("“{}” is no date that is certain; it is kept as it is written", one_line(&words));
            reading.notes.push(Note::not_understood(place.clone(), text));
            extra(item, column, cell);
        }
    }
    known.or(date)
}

/// Says how far a timescale was understood.
pub fn told(read: &Timescale, words: &str, place: &Place, reading: &mut Reading<'_>) {
    let words = one_line(words);
    match read.understood {
        Understood::Empty | Understood::Whole if read.steps.is_empty() => {}
        Understood::Not => {
            let hint = statuses::read(&words)
                .map(|(status, _)| format!("; if it says how it stands, write `status: {status}` in a round"))
                .unwrap_or_default();
            reading.notes.push(Note::not_understood(
                place.clone(),
                format!("“{words}” is no date that is certain; it stands as `timescale`{hint}"),
            ));
        }
        _ if !read.steps.is_empty() => {
            let text = format!(
                "{} in “{words}”; it stands as `timescale` as well",
                if read.steps.len() == 1 {
                    "an action was made of a date".to_owned()
                } else {
                    format!("{} actions were made of the dates", read.steps.len())
                }
            );
            reading.notes.push(Note::guess(Confidence::Medium, place.clone(), text));
        }
        _ => {
            let date = read.when.due.or(read.when.start).map(Date::edtf).unwrap_or_default();
            let what = if read.when.due.is_some() { "due" } else { "start" };
            reading.notes.push(Note::guess(
                Confidence::Medium,
                place.clone(),
                format!("`{what}: {date}` was taken from “{words}”, which stands as `timescale` as well"),
            ));
        }
    }
}

pub fn times(item: &mut Item, read: Timescale) {
    item.start = item.start.or(read.when.start);
    item.due = read.when.due;
    item.review = item.review.or(read.when.review);
    let is_all =
        |words: &String| read.when.due.is_some_and(|due| read.when.start.is_none() && timescale::is_said(words, due));
    item.timescale = read.words.filter(|words| !is_all(words));
    for step in read.steps {
        let words = if step.title.is_empty() { step.words } else { step.title };
        item.actions.push(Action { title: words, start: step.when.start, due: step.when.due, ..Action::default() });
    }
}

pub fn day_or_period(cell: &Cell) -> Option<Date> {
    let read = timescale::read(cell);
    let date = read.when.due.or(read.when.start);
    date.filter(|date| read.understood == Understood::Whole && read.steps.is_empty() && !date.is_ongoing())
}

/// A date that says the same again is no revision, one without a first is the first, and a reason is one of a revision.
pub fn settle_revision(item: &mut Item, columns: &[Column]) {
    let settled = |due: &mut Option<Date>, revised: &mut Option<Date>| {
        if due.is_none() {
            *due = revised.take();
        }
        *revised = revised.take_if(|revised| Some(*revised) != *due);
    };
    settled(&mut item.due, &mut item.revised);
    for action in &mut item.actions {
        settled(&mut action.due, &mut action.revised);
    }
    let is_revised = item.revised.is_some() || item.actions.iter().any(|action| action.revised.is_some());
    let heading = columns.iter().find(|column| column.reading.meaning == Meaning::Reason);
    if let Some(heading) = heading.filter(|_| !is_revised) {
        let texts = item.reason.drain(..).map(|paragraph| one_line(&paragraph.text())).filter(|text| !text.is_empty());
        let texts: Vec<String> = texts.collect();
        if !texts.is_empty() {
            keep(item, &heading.heading, texts);
        }
    }
}

/// Nothing can be due before it starts: then the start is kept under its column's name alone.
pub fn order_dates(item: &mut Item, columns: &[Column], reading: &mut Reading<'_>) {
    let is_wrong = |start: Option<Date>, due: Option<Date>| {
        start.zip(due).is_some_and(|(start, due)| date::compare(due, start) == Comparison::Before)
    };
    let heading = columns.iter().find(|column| column.reading.meaning == Meaning::Start);
    let name = heading.map_or("Start", |column| column.heading.as_str());
    let mut starts: Vec<Date> = Vec::new();
    if is_wrong(item.start, item.due) || is_wrong(item.start, item.revised) {
        starts.extend(item.start.take());
    }
    for action in &mut item.actions {
        if is_wrong(action.start, action.due) || is_wrong(action.start, action.revised) {
            starts.extend(action.start.take());
        }
    }
    for start in starts {
        let text = format!("the start `{}` is after the due date; it is kept as it is written", start.edtf());
        reading.notes.push(Note::not_understood(item.place.clone(), text));
        keep(item, name, vec![start.edtf()]);
    }
}

/// "Head of ICT, 31 October 2024": the words before a date, and the date.
pub fn before_date(words: &str) -> Option<(String, &str)> {
    let words = words.trim_end();
    let at = words.rfind(['\n', ',', '(', ';', '–', '/'])?;
    let date = words[at..].trim_matches(['\n', ',', '(', ')', ';', '–', '/', ' ']);
    let before = words[..at].trim_end();
    (timescale::is_time(date) && !before.is_empty()).then(|| (before.to_owned(), date))
}
