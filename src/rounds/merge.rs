//! Answers put into the file of their round: what stands there stays, what is new is added, and two that differ are
//! shown, not chosen between.
//!
//! Notes to the editors never stand against each other: each is added. Start at [`merge`].

use std::collections::BTreeMap;

use super::Round;
use super::answers::{Answer, Field, Mistake};
use crate::content::authoring::edit::{self, Changes, Value};
use crate::yaml::{Outline, Part, Shape};

/// Who is right where file and workbook differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    Workbook,
    File,
}

/// The file of a round with the answers in it.
#[derive(Debug)]
pub struct Merged {
    pub text: String,
    /// How many values are new or other than before.
    pub changed: usize,
    /// How many recommendations they are about.
    pub items: usize,
    pub is_draft: bool,
}

/// `path` and `text` are those of the round's file.
///
/// # Errors
/// What differs, all in one go.
pub fn merge(
    round: &Round<'_>,
    (path, text): (&str, &str),
    answers: &[&Answer],
    prefer: Option<Prefer>,
) -> Result<Merged, Vec<Mistake>> {
    let unreadable = || {
        let message = "the answers cannot be put in without touching something else in it".to_owned();
        let hint = "write its `updates:` a key a line, each recommendation by itself, and read the workbooks again";
        vec![Mistake { place: path.to_owned(), message, texts: Vec::new(), hint: hint.to_owned() }]
    };
    let outline = Outline::parse(text).ok_or_else(unreadable)?;
    let rows = outline.find(&["updates"]).map(|updates| outline.entries(updates)).unwrap_or_default();
    let rows = rows.iter().map(|row| (row.key.to_lowercase(), row.value)).collect();
    let mut merger = Merger { round, path, outline: &outline, rows, prefer, mistakes: Vec::new(), changed: 0 };
    let mut by_item: BTreeMap<Option<usize>, BTreeMap<Option<usize>, Fields<'_>>> = BTreeMap::new();
    for answer in answers {
        let subject = by_item.entry(answer.item).or_default().entry(answer.action).or_default();
        subject.entry(answer.field).or_default().push(answer);
    }
    let (mut updates, mut whole) = (Changes::new(), Changes::new());
    for (item, mut subjects) in by_item {
        let of_whole = subjects.remove(&None).unwrap_or_default();
        let Some(item) = item else {
            whole.extend(merger.fields(&[], &of_whole));
            continue;
        };
        let reference = round.plan.recommendations[item].reference.to_string();
        let mut update = merger.fields(&["updates", &reference], &of_whole);
        let actions = subjects.into_iter().filter_map(|(action, fields)| Some((action?, fields)));
        update.extend(merger.actions(item, actions.collect()));
        if !update.is_empty() {
            updates.push((reference, Value::Mapping(update)));
        }
    }
    if !merger.mistakes.is_empty() {
        return Err(merger.mistakes);
    }
    let items = updates.len();
    if !updates.is_empty() {
        whole.push(("updates".to_owned(), Value::Mapping(updates)));
    }
    let changed = merger.changed;
    let is_draft = merger.known(&["draft"]).is_some_and(|draft| draft == "true");
    let text = if whole.is_empty() { Some(text.to_owned()) } else { edit::edited(text, &whole) };
    Ok(Merged { text: text.ok_or_else(unreadable)?, changed, items, is_draft })
}

struct Merger<'m> {
    round: &'m Round<'m>,
    path: &'m str,
    outline: &'m Outline<'m>,
    /// What the file has under each ref.
    rows: BTreeMap<String, Part>,
    prefer: Option<Prefer>,
    mistakes: Vec<Mistake>,
    changed: usize,
}

type Fields<'a> = BTreeMap<Field, Vec<&'a Answer>>;

impl Merger<'_> {
    /// What is to be set below a path.
    fn fields(&mut self, path: &[&str], fields: &Fields<'_>) -> Changes {
        let mut changes = Changes::new();
        for (field, answers) in fields {
            let known = self.known(&[path, &[field.key()]].concat());
            let value = if *field == Field::Internal {
                added(known.as_deref(), answers)
            } else {
                self.chosen(known.as_deref(), answers)
            };
            if let Some(value) = value {
                self.changed += 1;
                changes.push((field.key().to_owned(), Value::Text(value)));
            }
        }
        changes
    }

    /// `actions:` with what is to be set there; nothing if there is nothing.
    fn actions(&mut self, item: usize, actions: Vec<(usize, Fields<'_>)>) -> Changes {
        let item = &self.round.plan.recommendations[item];
        let mut changes = Changes::new();
        for (action, fields) in actions {
            let id = item.actions[action].id.as_str();
            let path = ["updates", item.reference.as_str(), "actions", id];
            // `grades: at-risk` is the status alone.
            let alone = self.known(&path);
            let before = self.changed;
            let mut news = match &alone {
                None => self.fields(&path, &fields),
                Some(status) => {
                    let mut fields = fields;
                    let said = fields.remove(&Field::Status).unwrap_or_default();
                    let status = self.chosen(Some(status), &said).map_or(status.clone(), |chosen| {
                        self.changed += 1;
                        chosen
                    });
                    let mut news = vec![(Field::Status.key().to_owned(), Value::Text(status))];
                    news.extend(self.fields(&path, &fields));
                    news
                }
            };
            if self.changed == before {
                continue;
            }
            let is_mapping = self
                .outline
                .find(&path)
                .is_some_and(|part| matches!(self.outline.shape(part), Shape::Lines | Shape::Braces));
            let value = match news.as_mut_slice() {
                [(key, value)] if key == "status" && !is_mapping => value.clone(),
                _ => Value::Mapping(news),
            };
            changes.push((id.to_owned(), value));
        }
        if changes.is_empty() { changes } else { vec![("actions".to_owned(), Value::Mapping(changes))] }
    }

    /// What the file says already.
    fn known(&self, path: &[&str]) -> Option<String> {
        let text = self.find(path).and_then(|part| self.outline.text(part))?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    fn find(&self, path: &[&str]) -> Option<Part> {
        match path {
            ["updates", reference, rest @ ..] => {
                let row = *self.rows.get(&reference.to_lowercase())?;
                rest.iter().try_fold(row, |part, key| self.outline.get(part, key))
            }
            _ => self.outline.find(path),
        }
    }

    /// The value that is to be set; nothing if there is none, or it cannot be told which.
    fn chosen(&mut self, known: Option<&str>, answers: &[&Answer]) -> Option<String> {
        let first = answers.first()?;
        if let Some(other) = answers.iter().find(|answer| !is_same(&answer.value, &first.value)) {
            let texts = [first, other].map(|answer| (answer.place.to_string(), answer.value.clone()));
            self.mistakes.push(Mistake {
                place: other.place.to_string(),
                message: format!("says other than `{}` does", first.place),
                texts: texts.into(),
                hint: "agree on one, write it into both cells or empty one of them, and read the files again"
                    .to_owned(),
            });
            return None;
        }
        match (known, self.prefer) {
            (Some(known), _) if is_same(known, &first.value) => None,
            (None, _) | (Some(_), Some(Prefer::Workbook)) => Some(first.value.clone()),
            (Some(_), Some(Prefer::File)) => None,
            (Some(known), None) => {
                self.mistakes.push(Mistake {
                    place: first.place.to_string(),
                    message: format!("says other than `{}` does", self.path),
                    texts: vec![
                        (first.place.to_string(), first.value.clone()),
                        (self.path.to_owned(), known.to_owned()),
                    ],
                    hint: "`--prefer workbook` takes what workbooks say, `--prefer file` keeps what stands in the file"
                        .to_owned(),
                });
                None
            }
        }
    }
}

/// Notes behind those that are there; nothing if all are.
fn added(known: Option<&str>, answers: &[&Answer]) -> Option<String> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = known.unwrap_or_default().trim_end().to_owned();
    let before = text.len();
    for answer in answers {
        if plain(&text).contains(&plain(&answer.value)) {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(answer.value.trim());
    }
    (text.len() > before).then_some(text)
}

/// Whether two texts say the same, however they are broken into lines.
fn is_same(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}
