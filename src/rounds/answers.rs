//! What leads wrote into the workbooks of a round, with the cell of each word.
//!
//! A row is known by its key, a column by its heading. What stands where nothing was asked for is no mistake: it is
//! kept for the editors and told of, for nobody types for nothing. All mistakes come in one go. Start at [`read`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::form::{self, COLUMNS, Column, Words};
use super::key::{self, Key};
use super::{Asked, Round, said};
use crate::content::public::Public;
use crate::date::Date;
use crate::diagnostic::{list, nearest, shortened};
use crate::import::source::{self, Block, Cell, Source, TablePlace, Value};
use crate::import::workbook::grid::letters;
use crate::refs::Ref;

/// A cell that somebody filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    pub sheet: String,
    pub row: usize,
    /// The heading of its column, or the letters of one without.
    pub column: Option<String>,
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// An index into the public plans.
    pub plan: usize,
    /// An index into its recommendations; `None` for what is said of the round as a whole.
    pub item: Option<usize>,
    /// An index into its actions.
    pub action: Option<usize>,
    pub field: Field,
    /// As the sources have it.
    pub value: String,
    pub place: Place,
}

/// A key of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Status,
    Progress,
    Due,
    Reason,
    Outcome,
    Internal,
}

/// What is wrong with the answers, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub place: String,
    pub message: String,
    /// What stands against each other, each with where it stands.
    pub texts: Vec<(String, String)>,
    pub hint: String,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Reading {
    pub answers: Vec<Answer>,
    /// What was kept for the editors, or left out, in words.
    pub notes: Vec<String>,
    pub mistakes: Vec<Mistake>,
}

/// What the answers are about.
pub struct Context<'a> {
    pub public: &'a Public,
    pub as_at: Date,
    /// The site in each of its languages: workbooks may be in any of them.
    pub editions: Vec<(&'a Public, Words<'a>)>,
}

impl Field {
    /// Its key in a round's file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Progress => "progress",
            Self::Due => "due",
            Self::Reason => "reason",
            Self::Outcome => "outcome",
            Self::Internal => "internal",
        }
    }

    fn of(column: Column) -> Option<Self> {
        match column {
            Column::Status => Some(Self::Status),
            Column::Progress => Some(Self::Progress),
            Column::Date => Some(Self::Due),
            Column::Reason => Some(Self::Reason),
            Column::Outcome => Some(Self::Outcome),
            Column::Internal => Some(Self::Internal),
            Column::Plan | Column::Ref | Column::Title | Column::Recommended | Column::Last | Column::Due => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: sheet `{}`, row {}", self.file, self.sheet, self.row)?;
        self.column.iter().try_for_each(|column| write!(f, ", {column}"))
    }
}

/// Reads all files, each with its name.
pub fn read(files: &[(String, Source)], context: &Context<'_>) -> Reading {
    let rounds = context.public.plans.iter().map(|plan| Round::new(context.public, plan, context.as_at));
    let rounds: Vec<(Round<'_>, BTreeMap<usize, Asked<'_>>)> =
        rounds.map(|round| (round, round.asked().0.into_iter().map(|asked| (asked.index, asked)).collect())).collect();
    let mut reading = Reading::default();
    for (file, source) in files {
        // The keys are hidden, and that they were read is no news.
        let left_out = source.left_out.iter().filter(|what| !what.ends_with("read all the same"));
        reading.notes.extend(left_out.map(|what| format!("{file}: left out: {what}")));
        let keys = keys(source);
        let Some(home) = home(file, &keys, context, &mut reading) else { continue };
        for block in &source.blocks {
            let Block::Table(table) = block else { continue };
            let TablePlace::Sheet(sheet) = &table.place else { continue };
            let mut reader =
                Reader { context, rounds: &rounds, reading: &mut reading, file, sheet, home, headings: None };
            table.rows.iter().for_each(|row| reader.row(row));
        }
    }
    reading
}

/// The keys of all rows that ask for something.
fn keys(source: &Source) -> Vec<key::Row> {
    let tables = source.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let keys = cells.filter_map(|cell| Key::read(&cell.text()));
    let rows = keys.filter_map(|(key, _)| if let Key::Row(row) = key { Some(row) } else { None });
    rows.collect()
}

/// The plan that a file is about, or the first of them; nothing if it is not for this round.
fn home(file: &str, keys: &[key::Row], context: &Context<'_>, reading: &mut Reading) -> Option<usize> {
    let mut refuse = |message: String, hint: String| {
        reading.mistakes.push(Mistake { place: file.to_owned(), message, texts: Vec::new(), hint });
    };
    if keys.is_empty() {
        let hint = "name the workbooks that `headway round` made and that came back filled in";
        refuse("this is no workbook of a round, or its hidden first column is gone".to_owned(), hint.to_owned());
        return None;
    }
    let wanted = context.as_at.edtf();
    let others: BTreeSet<&str> = keys.iter().map(|key| key.as_at.as_str()).filter(|as_at| *as_at != wanted).collect();
    if let Some(other) = others.first() {
        let message = format!("this workbook is for the round of `{other}`, not of `{wanted}`");
        refuse(message, format!("type `headway round {other} --read …`, or name the workbook of `{wanted}`"));
        return None;
    }
    let ids: Vec<&str> = context.public.plans.iter().map(|plan| plan.id.as_str()).collect();
    let plan = |key: &key::Row| context.public.plans.iter().position(|plan| is_plan(plan, &key.plan));
    let unknown: BTreeSet<&str> = keys.iter().filter(|key| plan(key).is_none()).map(|key| key.plan.as_str()).collect();
    for unknown in unknown {
        let hint = format!(
            "if it was renamed, add `{unknown}` to the plan's `aliases`; the plans are {}",
            list(ids.iter().copied(), "and")
        );
        refuse(format!("there is no plan `{unknown}`"), hint);
    }
    keys.iter().find_map(plan)
}

fn is_plan(plan: &crate::content::public::Plan, id: &str) -> bool {
    plan.id.as_str() == id || plan.aliases.iter().any(|alias| alias.as_str() == id)
}

/// Where each column of a sheet is, counted from that of the keys.
struct Headings {
    columns: BTreeMap<isize, Column>,
    /// Those of columns that we did not make.
    others: BTreeMap<isize, String>,
}

/// Reads one sheet.
struct Reader<'r, 'a> {
    context: &'r Context<'a>,
    rounds: &'r [(Round<'a>, BTreeMap<usize, Asked<'a>>)],
    reading: &'r mut Reading,
    file: &'r str,
    sheet: &'r str,
    /// The plan whose editors hear of what belongs to no row.
    home: usize,
    headings: Option<Headings>,
}

/// A cell with words, at its place from the column of the keys.
type Filled<'c> = (isize, &'c Cell);

impl Reader<'_, '_> {
    fn row(&mut self, row: &source::Row) {
        let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty() && !cell.continues).collect();
        let key = filled.iter().find_map(|cell| Key::read(&cell.text()).map(|(key, sum)| (cell.column, key, sum)));
        let Some((column, key, sum)) = key else {
            let texts: Vec<String> = filled.iter().map(|cell| cell.text()).collect();
            return self.keep((self.home, None), self.place(row, None), &texts.join(" | "));
        };
        let from_key = |at: usize| isize::try_from(at).unwrap_or(0) - isize::try_from(column).unwrap_or(0);
        let filled: Vec<Filled<'_>> =
            filled.into_iter().map(|cell| (from_key(cell.column), cell)).filter(|(at, _)| *at != 0).collect();
        match key {
            Key::Words => {
                let texts: Vec<String> = filled.iter().map(|(_, cell)| cell.text()).collect();
                // What somebody added stands behind our own words.
                let is_ours = |count: &usize| key::sum(texts[..*count].iter().map(String::as_str)) == sum;
                let ours = (0..=texts.len()).rev().find(is_ours).unwrap_or(0);
                self.keep((self.home, None), self.place(row, None), &texts[ours..].join(" | "));
            }
            Key::Headings => self.headings(row, &filled),
            Key::Row(key) => self.answers(row, &key, (&sum, &filled)),
        }
    }

    fn headings(&mut self, row: &source::Row, filled: &[Filled<'_>]) {
        let mut headings = Headings { columns: BTreeMap::new(), others: BTreeMap::new() };
        for (at, cell) in filled {
            let text = cell.text();
            match self.column(&text) {
                Some(column) => headings.columns.insert(*at, column).map(|_| ()),
                None => headings.others.insert(*at, text).map(|_| ()),
            };
        }
        let (_, words) = &self.context.editions[0];
        for (column, ..) in COLUMNS.iter().filter(|(column, ..)| Field::of(*column).is_some()) {
            if !headings.columns.values().any(|known| known == column) {
                let heading = words.heading(*column);
                let message = format!("there is no column `{heading}`");
                self.refuse(self.place(row, None), message, format!("write `{heading}` over its column again"));
            }
        }
        self.headings = Some(headings);
    }

    fn column(&self, heading: &str) -> Option<Column> {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let is = |column: Column| {
            self.context.editions.iter().any(|(_, words)| plain(&words.heading(column)) == plain(heading))
        };
        COLUMNS.iter().map(|(column, ..)| *column).find(|column| is(*column))
    }

    fn answers(&mut self, row: &source::Row, key: &key::Row, (sum, filled): (&str, &[Filled<'_>])) {
        let Some(plan) = self.context.public.plans.iter().position(|plan| is_plan(plan, &key.plan)) else { return };
        let Some((item, action)) = self.asked_of(row, plan, key) else { return };
        let Some(headings) = self.headings.take() else {
            let hint = "copy the row of headings of the sheet that it comes from as well, above it";
            return self.refuse(self.place(row, None), "this row has no headings above it".to_owned(), hint.to_owned());
        };
        for (at, cell) in filled {
            let column = headings.columns.get(at).copied();
            let heading = column.map(|_| self.heading(*at, &headings)).or_else(|| headings.others.get(at).cloned());
            let place = self.place(row, Some(heading.unwrap_or_else(|| format!("column {}", letters(cell.column)))));
            if cell.value == Value::Error {
                let message = format!("the formula has no result but `{}`", cell.text());
                self.refuse(place, message, "type what it should say in its place".to_owned());
                continue;
            }
            let field = column.and_then(Field::of);
            match (column, field) {
                (Some(column), Some(field)) if action.is_none() || form::of_actions(column) => {
                    if let Some(value) = self.value(field, cell, &place) {
                        self.reading.answers.push(Answer { plan, item: Some(item), action, field, value, place });
                    }
                }
                (Some(column), None) => {
                    self.locked((plan, item, action), column, cell, (place, sum, filled, &headings));
                }
                _ => self.keep((plan, Some(item)), place, &cell.text()),
            }
        }
        self.headings = Some(headings);
    }

    /// The recommendation, and the action, that a row is about.
    fn asked_of(&mut self, row: &source::Row, plan: usize, key: &key::Row) -> Option<(usize, Option<usize>)> {
        let source = &self.context.public.plans[plan];
        let is = |known: &Ref| known.as_str().eq_ignore_ascii_case(&key.reference);
        let index = source.recommendations.iter().position(|item| is(&item.reference));
        let renamed = || source.recommendations.iter().position(|item| item.aliases.iter().any(is));
        let Some(index) = index.or_else(renamed) else {
            let known: Vec<&str> = source.recommendations.iter().map(|item| item.reference.as_str()).collect();
            let message = format!("the plan `{}` has no recommendation `{}` any more", source.id, key.reference);
            let hint = format!(
                "if it was renumbered, add `{}` to its `aliases`; the plan has {}",
                key.reference,
                shortened(&known)
            );
            self.refuse(self.place(row, None), message, hint);
            return None;
        };
        let Some(id) = &key.action else { return Some((index, None)) };
        let item = &source.recommendations[index];
        if let Some(action) = item.actions.iter().position(|action| action.id.as_str() == id) {
            return Some((index, Some(action)));
        }
        let known: Vec<&str> = item.actions.iter().map(|action| action.id.as_str()).collect();
        let message = format!("no. {} has no action `{id}` any more", item.reference);
        let hint = if known.is_empty() {
            "empty the row's yellow cells, and write what they say in the row of the recommendation".to_owned()
        } else {
            format!("give the action its id back; it has {}", shortened(&known))
        };
        self.refuse(self.place(row, None), message, hint);
        None
    }

    /// What a cell says, if it says anything that is not known already.
    fn value(&mut self, field: Field, cell: &Cell, place: &Place) -> Option<String> {
        match field {
            Field::Status => self.status(&cell.text(), place),
            Field::Due => match said::date(cell) {
                Ok(date) => Some(date.edtf()),
                Err((message, hint)) => {
                    self.refuse(place.clone(), message, hint);
                    None
                }
            },
            Field::Progress | Field::Reason | Field::Outcome | Field::Internal => Some(said::words(cell)),
        }
    }

    fn status(&mut self, text: &str, place: &Place) -> Option<String> {
        let text = text.trim();
        for (public, words) in &self.context.editions {
            for status in &public.statuses {
                let label = words.status_label(status);
                if label.to_lowercase() == text.to_lowercase() || status.id.as_str() == text {
                    return Some(status.id.to_string());
                }
            }
        }
        let (public, words) = &self.context.editions[0];
        let labels: Vec<String> = public.statuses.iter().map(|status| words.status_label(status)).collect();
        let message = format!("`{text}` is not one of {}", list(labels.iter().map(String::as_str), "or"));
        let hint = match nearest(text, labels.iter().map(String::as_str)) {
            Some(near) => format!("choose `{near}` if that is what is meant"),
            None => "choose the one that is meant from the cell's list".to_owned(),
        };
        self.refuse(place.clone(), message, hint);
        None
    }

    /// Words in a locked cell are kept if they are not those that were put there.
    fn locked(
        &mut self,
        (plan, item, action): (usize, usize, Option<usize>),
        column: Column,
        cell: &Cell,
        (place, sum, filled, headings): (Place, &str, &[Filled<'_>], &Headings),
    ) {
        let locked = |wanted: &Column| {
            let at = headings.columns.iter().find(|(_, column)| *column == wanted).map(|(at, _)| *at)?;
            filled.iter().find(|(column, _)| *column == at).map(|(_, cell)| cell.text())
        };
        let columns = COLUMNS.iter().map(|(column, ..)| column).filter(|column| Field::of(**column).is_none());
        let texts: Vec<String> = columns.filter_map(locked).collect();
        if key::sum(texts.iter().map(String::as_str)) == sum {
            return;
        }
        let (round, asked) = &self.rounds[plan];
        let (_, words) = &self.context.editions[0];
        let now = asked.get(&item).map(|asked| form::locked_text(column, (round, asked), action, words));
        if now.is_none_or(|now| !now.split_whitespace().eq(cell.text().split_whitespace())) {
            self.keep((plan, Some(item)), place, &cell.text());
        }
    }

    fn keep(&mut self, (plan, item): (usize, Option<usize>), place: Place, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let to = match item {
            Some(item) => format!("no. {}", self.context.public.plans[plan].recommendations[item].reference),
            None => "the round".to_owned(),
        };
        let line = text.lines().collect::<Vec<_>>().join(" / ");
        self.reading.notes.push(format!("{place}: nothing was asked for here: kept as `internal` of {to}: {line}"));
        // Without the file, so that the same sheet read again says nothing new.
        let column = place.column.as_ref().map(|column| format!(", {column}")).unwrap_or_default();
        let value = format!("sheet `{}`, row {}{column}: {}", place.sheet, place.row, text.trim());
        self.reading.answers.push(Answer { plan, item, action: None, field: Field::Internal, value, place });
    }

    fn refuse(&mut self, place: Place, message: String, hint: String) {
        self.reading.mistakes.push(Mistake { place: place.to_string(), message, texts: Vec::new(), hint });
    }

    fn place(&self, row: &source::Row, column: Option<String>) -> Place {
        Place { file: self.file.to_owned(), sheet: self.sheet.to_owned(), row: row.number, column }
    }

    fn heading(&self, at: isize, headings: &Headings) -> String {
        let (_, words) = &self.context.editions[0];
        headings.columns.get(&at).map(|column| words.heading(*column)).unwrap_or_default()
    }
}
