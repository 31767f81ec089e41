//! What a body said to a recommendation: accepted, in part, not at all.

use super::cells::{self, Filled, Reading};
use super::columns::{Confidence, normal};
use super::plan::Item;
use super::report::Note;
use super::source::Paragraph;
use super::tables::cell_words;
use super::titles::one_line;

/// Words for an answer to a recommendation, in the form of `normal`.
const ANSWERS: [(&str, &[&str]); 4] = [
    (
        "in-part",
        &[
            "partially accepted",
            "partly accepted",
            "accepted in part",
            "partially agreed",
            "partly agreed",
            "agreed in part",
            "accepted in principle",
            "agreed in principle",
            "in principle",
            "accepted with modifications",
            "accepted with amendments",
            "in part",
            "partial",
            "partially",
            "partly",
            "part",
        ],
    ),
    ("not-accepted", &["not accepted", "not agreed", "rejected", "reject", "declined", "disagree", "no", "n"]),
    (
        "accepted",
        &["accepted", "accept", "agreed", "agree", "fully accepted", "fully agreed", "accepted in full", "yes", "y"],
    ),
    ("noted", &["noted", "note"]),
];

/// A cell of a column that says whether a recommendation was accepted.
pub fn of_cell(item: &mut Item, filled: &Filled<'_>, reading: &mut Reading<'_>) {
    if item.answer.is_some() {
        cells::extra(item, filled.column, filled.cell);
        return;
    }
    let words = cell_words(filled.cell);
    let plain = normal(&words);
    let begins = |phrase: &str| {
        plain == phrase || plain.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ') && phrase.len() > 3)
    };
    let found = ANSWERS.iter().find(|(_, phrases)| phrases.iter().any(|phrase| begins(phrase)));
    if let Some((answer, _)) = found {
        let is_said = plain == answer.replace('-', " ");
        item.answer = Some((answer, if is_said { Vec::new() } else { filled.cell.paragraphs.clone() }));
        if !is_said {
            reading.notes.push(Note::guess(
                Confidence::Medium,
                filled.place.clone(),
                format!("“{}” was taken for `response: {answer}`", one_line(&words)),
            ));
        }
    } else {
        reading.notes.push(Note::not_understood(
            filled.place.clone(),
            format!("“{}” is no answer that is known; it is kept as it is written", one_line(&words)),
        ));
        cells::extra(item, filled.column, filled.cell);
    }
}

/// Whether a text says nothing but this.
pub fn is_answer(text: &str) -> bool {
    let words = normal(text);
    ANSWERS.iter().any(|(_, phrases)| phrases.contains(&words.as_str()))
}

/// "Accepted. We will …": an answer that opens what is going to be done.
pub fn of_response(item: &mut Item, reading: &mut Reading<'_>) {
    let Some(first) = item.response.iter().find(|paragraph| !paragraph.is_empty()).map(Paragraph::text) else { return };
    let opening = normal(first.split(['.', ':', ';', '–', '-', '\n']).next().unwrap_or_default());
    let found = ANSWERS.iter().find(|(_, phrases)| phrases.contains(&opening.as_str()) && opening.len() > 3);
    if let Some((answer, _)) = found.filter(|_| item.answer.is_none()) {
        item.answer = Some((answer, Vec::new()));
        let text = format!("`response: {answer}` was taken from the first word of what is going to be done");
        reading.notes.push(Note::guess(Confidence::Medium, item.place.clone(), text));
    }
}
