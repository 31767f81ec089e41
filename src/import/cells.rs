//! The cells of one recommendation's rows as its fields. No cell's words are lost: what has no field is kept as
//! `extra` under its column's name. Start at [`item`].

mod times;

use super::columns::{Confidence, Meaning, normal};
use super::leads::{self, Joined, Leads, Matched};
use super::plan::{Action, Evidence, Item};
use super::report::{Note, Place};
use super::rows::Rows;
use super::source::{Cell, Kind, Paragraph, Row, Run};
use super::tables::{Column, cell_words, cells_of};
use super::timescale;
use super::titles::{self, one_line};
use super::{answers, colours, narrative, numbers, statuses};
use crate::refs::Ref;

/// What the cells of all items share.
pub struct Reading<'a> {
    pub leads: &'a mut Leads,
    pub joined: Joined,
    /// Ids of statuses with their labels, where the site has its own.
    pub statuses: &'a [(String, String)],
    pub notes: &'a mut Vec<Note>,
}

/// A filled cell of a row.
pub struct Filled<'a> {
    pub column: &'a Column,
    pub cell: &'a Cell,
    pub place: Place,
}

/// One recommendation. Its number may still be missing.
pub fn item(rows: &Rows<'_>, place: &Place, columns: &[Column], reading: &mut Reading<'_>) -> Item {
    let mut item = Item { place: place.clone().row(rows.rows[0].number), topic: rows.topic, ..Item::default() };
    let counted = |meaning: Meaning| {
        let has = |row: &&&Row| filled(row, columns, place, false).any(|cell| cell.column.reading.meaning == meaning);
        rows.rows.iter().filter(has).count()
    };
    let steps = counted(Meaning::Response);
    let reports = counted(Meaning::Progress);
    for (number, row) in rows.rows.iter().enumerate() {
        let is_step = rows.rows.len() > 1 && steps > 1;
        let cells: Vec<Filled<'_>> = filled(row, columns, place, number == 0).collect();
        let is_step = is_step && cells.iter().any(|filled| filled.column.reading.meaning == Meaning::Response);
        let mut action = Action::default();
        let told = item.progress.len();
        for filled in &cells {
            let meaning = filled.column.reading.meaning;
            let of_step = is_step
                && matches!(
                    meaning,
                    Meaning::Response
                        | Meaning::Leads
                        | Meaning::Timescale
                        | Meaning::Revised
                        | Meaning::Start
                        | Meaning::Status
                );
            if of_step && !is_shared(rows, number, filled) {
                step_cell(&mut action, filled, &mut item, reading);
            } else {
                item_cell(&mut item, filled, (columns, number), reading);
            }
        }
        if is_step && reports > 1 {
            of_step(item.progress.get_mut(told), &action.title);
        }
        if is_step && !action.title.is_empty() {
            item.leads.extend(action.leads.iter().filter(|id| !item.leads.contains(id)).cloned().collect::<Vec<_>>());
            item.actions.push(action);
        }
    }
    settle(&mut item, columns, reading);
    item
}

/// Says of which step a report is.
fn of_step(report: Option<&mut Paragraph>, title: &str) {
    if let Some(report) = report.filter(|_| !title.is_empty()) {
        let title = if title.chars().count() > 70 { titles::made(title) } else { title.to_owned() };
        report.runs.insert(0, Run { text: format!("{title}: "), bold: true, ..Run::default() });
    }
}

/// Whether a cell covers all rows of the recommendation, and so is none of a single step. Who answers is written
/// once for all rows; a date is that of its own row.
fn is_shared(rows: &Rows<'_>, number: usize, filled: &Filled<'_>) -> bool {
    let meaning = filled.column.reading.meaning;
    let covers = |row: &&Row| {
        cells_of(row, filled.column).all(|cell| cell.continues || (cell.is_empty() && meaning == Meaning::Leads))
    };
    meaning != Meaning::Response && number == 0 && rows.rows.iter().skip(1).all(covers)
}

/// The cells of a row that say something. In the first row of a recommendation a cell that goes on from above says
/// the same again, unless it is one that names.
fn filled<'a>(row: &'a Row, columns: &'a [Column], place: &Place, is_first: bool) -> impl Iterator<Item = Filled<'a>> {
    let place = place.clone().row(row.number);
    columns.iter().flat_map(move |column| {
        let place = place.clone().column(&column.heading);
        let is_coloured =
            |cell: &&Cell| column.reading.meaning == Meaning::Status && colours::said(row, cell).is_some();
        let reaches = is_first && !matches!(column.reading.meaning, Meaning::Number | Meaning::Title);
        let cells = cells_of(row, column).filter(move |cell| {
            (reaches || !cell.continues) && (!cell_words(cell).trim().is_empty() || is_coloured(cell))
        });
        cells.map(move |cell| Filled { column, cell, place: place.clone() })
    })
}

fn item_cell(item: &mut Item, filled: &Filled<'_>, (columns, row): (&[Column], usize), reading: &mut Reading<'_>) {
    let Filled { column, cell, place } = filled;
    let words = cell_words(cell);
    match column.reading.meaning {
        Meaning::Number if row == 0 => match numbers::read(&words) {
            Some(number) => item.reference = Some(number),
            None => extra(item, column, cell),
        },
        Meaning::Title if row == 0 => item.title = one_line(&words),
        Meaning::Recommended => item.recommended.extend(cell.paragraphs.iter().cloned()),
        Meaning::Response => several(&mut item.response, columns, filled),
        Meaning::Progress if is_dash(&words) => {}
        Meaning::Progress => progress(item, columns, filled),
        Meaning::Answer => answers::of_cell(item, filled, reading),
        Meaning::Status => {
            // The status of a further row is kept under its column's name.
            if item.status.is_some() {
                extra(item, column, cell);
            } else {
                item.status = status(item, filled, reading);
            }
        }
        Meaning::Leads | Meaning::Support | Meaning::Sponsor => {
            let ids = leads(item, filled, reading);
            if let Some((_, date)) = times::before_date(&words).filter(|_| !has_times(columns) && item.due.is_none()) {
                times::times(item, timescale::of_text(date));
            }
            let to = match column.reading.meaning {
                Meaning::Leads => &mut item.leads,
                Meaning::Support => &mut item.support,
                _ => &mut item.sponsors,
            };
            add(to, ids);
        }
        Meaning::Timescale => {
            let read = timescale::read(cell);
            times::told(&read, &words, place, reading);
            if item.due.is_some() || item.timescale.is_some() {
                // A second time is kept under the name of its column.
                extra(item, column, cell);
            } else {
                times::times(item, read);
            }
        }
        Meaning::Start | Meaning::Review => {
            let date = times::day_or_period(cell);
            let slot = if column.reading.meaning == Meaning::Start { &mut item.start } else { &mut item.review };
            if let Some(date) = date.filter(|_| slot.is_none()) {
                *slot = Some(date);
                if !timescale::is_said_plainly(&words, date) && !matches!(cell.value, super::source::Value::Day(_)) {
                    extra(item, column, cell);
                }
            } else {
                reading.notes.push(Note::not_understood(
                    place.clone(),
                    format!("“{}” is no date that is certain; it is kept as it is written", one_line(&words)),
                ));
                extra(item, column, cell);
            }
        }
        Meaning::Revised => item.revised = times::revised(item.revised, item, filled, reading),
        Meaning::Reason => item.reason.extend(cell.paragraphs.iter().cloned()),
        Meaning::Topic if row == 0 && item.topic_name.is_none() => item.topic_name = Some(one_line(&words)),
        Meaning::Evidence => evidence(item, filled),
        Meaning::Number | Meaning::Title | Meaning::Topic | Meaning::Extra => extra(item, column, cell),
    }
}

/// A cell that belongs to one step among several.
fn step_cell(action: &mut Action, filled: &Filled<'_>, item: &mut Item, reading: &mut Reading<'_>) {
    let Filled { column, cell, place } = filled;
    let words = cell_words(cell);
    match column.reading.meaning {
        Meaning::Response => {
            let titled = titles::of(&cell.paragraphs);
            let whole = one_line(&words);
            if action.title.is_empty()
                && whole.chars().count() <= 200
                && cell.paragraphs.iter().filter(|p| !p.is_empty()).count() == 1
            {
                action.title = whole;
            } else if action.title.is_empty() {
                action.title = titled.title;
                action.note = titled.rest;
            } else {
                action.note.extend(cell.paragraphs.iter().cloned());
            }
        }
        Meaning::Leads => {
            let ids = leads(item, filled, reading);
            if let Some((_, date)) = times::before_date(&words) {
                action.due = action.due.or(timescale::of_text(date).when.due);
            }
            add(&mut action.leads, ids);
        }
        Meaning::Start => {
            action.start = times::day_or_period(cell);
            if action.start.is_none_or(|date| !timescale::is_said_plainly(&words, date)) {
                extra(item, column, cell);
            }
        }
        Meaning::Status => action.status = status(item, filled, reading),
        Meaning::Revised => action.revised = times::revised(action.revised, item, filled, reading),
        _ => {
            let read = timescale::read(cell);
            times::told(&read, &words, place, reading);
            action.start = action.start.or(read.when.start);
            action.due = read.when.due;
            action.timescale =
                read.words.filter(|words| read.when.due.is_none_or(|due| !timescale::is_said(words, due)));
        }
    }
}

fn has_times(columns: &[Column]) -> bool {
    columns.iter().any(|column| column.reading.meaning == Meaning::Timescale)
}

/// Nothing is said.
fn is_dash(words: &str) -> bool {
    words.chars().all(|c| matches!(c, '-' | '–' | '—' | ' '))
}

fn add(to: &mut Vec<String>, ids: Vec<String>) {
    for id in ids {
        if !to.contains(&id) {
            to.push(id);
        }
    }
}

/// Kept under the name of its column, a paragraph an entry.
pub fn extra(item: &mut Item, column: &Column, cell: &Cell) {
    let name = if column.heading.is_empty() { format!("Column {}", column.from + 1) } else { column.heading.clone() };
    let texts: Vec<String> = cell
        .paragraphs
        .iter()
        .map(|paragraph| format!("{} {}", paragraph.label.as_deref().unwrap_or_default(), paragraph.text()))
        .map(|text| one_line(&text))
        .filter(|text| !text.is_empty())
        .collect();
    keep(item, &name, texts);
}

pub fn keep(item: &mut Item, name: &str, texts: Vec<String>) {
    match item.extra.iter_mut().find(|(known, _)| known == name) {
        Some((_, all)) => all.extend(texts),
        None => item.extra.push((name.to_owned(), texts)),
    }
}

/// Words of several columns of one meaning, each below its heading.
fn several(to: &mut Vec<Paragraph>, columns: &[Column], filled: &Filled<'_>) {
    let same = columns.iter().filter(|column| column.reading.meaning == filled.column.reading.meaning);
    if same.count() > 1 && !filled.column.heading.is_empty() {
        to.push(Paragraph { kind: Kind::Heading(2), ..Paragraph::plain(filled.column.heading.as_str()) });
    }
    to.extend(filled.cell.paragraphs.iter().cloned());
}

/// Progress as at the date in its column's heading, or as at that of the whole document.
fn progress(item: &mut Item, columns: &[Column], filled: &Filled<'_>) {
    let dated = columns
        .iter()
        .filter(|column| column.reading.meaning == Meaning::Progress && narrative::date_in(&column.heading).is_some())
        .count();
    let date = narrative::date_in(&filled.column.heading).filter(|_| dated > 0);
    match date {
        Some(date) => match item.dated.iter_mut().find(|(known, _)| *known == date) {
            Some((_, paragraphs)) => paragraphs.extend(filled.cell.paragraphs.iter().cloned()),
            None => item.dated.push((date, filled.cell.paragraphs.clone())),
        },
        None => several(&mut item.progress, columns, filled),
    }
}

/// The id of the site's status that a text means, and whether it was told by its colour alone.
fn known_status(text: &str, statuses: &[(String, String)]) -> Option<(String, bool)> {
    let words = normal(text);
    let own = statuses.iter().find(|(id, label)| normal(label) == words || normal(id) == words);
    if let Some((id, _)) = own {
        return Some((id.clone(), false));
    }
    let (id, is_colour) = statuses::read(text)?;
    statuses.iter().any(|(known, _)| known == id).then(|| (id.to_owned(), is_colour))
}

/// The status that a cell states; its own word is kept where ours is another.
fn status(item: &mut Item, filled: &Filled<'_>, reading: &mut Reading<'_>) -> Option<String> {
    let Filled { column, cell, place } = filled;
    if let Some(name) = colours::name(cell) {
        let (id, _) = known_status(name, reading.statuses)?;
        let text = format!("the cell is {name}, without a word: taken for the status `{id}`");
        reading.notes.push(Note::guess(Confidence::Low, place.clone(), text));
        return Some(id);
    }
    let words = one_line(&cell_words(cell));
    if is_dash(&words) {
        return None;
    }
    let Some((id, is_colour)) = known_status(&words, reading.statuses) else {
        let text = format!("“{words}” is no status that is known; it is kept as it is written");
        reading.notes.push(Note::not_understood(place.clone(), text));
        extra(item, column, cell);
        return None;
    };
    let label = reading.statuses.iter().find(|(known, _)| *known == id).map_or("", |(_, label)| label);
    if normal(&words) != normal(label) {
        // A colour says other things in other plans, so the document's own word stays beside ours.
        extra(item, column, cell);
        let confidence = if is_colour { Confidence::Low } else { Confidence::Medium };
        let text = format!("“{words}” was taken for the status `{id}`");
        reading.notes.push(Note::guess(confidence, place.clone(), text));
    }
    Some(id)
}

/// The ids of the leads that a cell names; what it says beside them is kept under its column's name.
fn leads(item: &mut Item, filled: &Filled<'_>, reading: &mut Reading<'_>) -> Vec<String> {
    let Filled { column, cell, place } = filled;
    let all = cell_words(cell);
    let dated = times::before_date(&all);
    let words = dated.as_ref().map_or(all.as_str(), |(words, _)| words);
    let written = one_line(words);
    let matched = reading.leads.read(words, reading.joined);
    if dated.is_some() || matched.as_ref().is_none_or(|matched| matched.is_open) {
        extra(item, column, cell);
    }
    if let Some((_, date)) = &dated {
        let text = format!("“{date}” behind the lead is a date; all of it is kept under the name of its column");
        reading.notes.push(Note::guess(Confidence::Medium, place.clone(), text));
    }
    let Some(Matched { ids, parts, by_lines, is_wrapped, taken_for, .. }) = matched else {
        if leads::names_nobody(words) {
            let text = format!("no lead is named yet: “{written}” is kept under the name of its column");
            reading.notes.push(Note::proposal(place.clone(), text));
        }
        return Vec::new();
    };
    if let Some(title) = taken_for {
        reading.leads.also_written(&ids[0], words);
        let text = format!("“{written}” was taken for the lead “{title}”");
        reading.notes.push(Note::guess(Confidence::Medium, place.clone(), text));
    }
    if is_wrapped {
        let text = format!("lines of “{written}” were taken for one title");
        reading.notes.push(Note::guess(Confidence::Medium, place.clone(), text));
    }
    let quoted: Vec<String> = parts.iter().map(|part| format!("“{part}”")).collect();
    let named = quoted.join(" and ");
    let note = if parts.len() < 2 {
        return ids;
    } else if by_lines {
        let text = format!("“{written}” stands on lines of its own, and was taken for {named}");
        Note::guess(Confidence::Medium, place.clone(), text)
    } else if reading.joined == Joined::Kept {
        let text = format!(
            "“{written}” looks like {} leads in one: {named}. It stands as one; `--split-leads` parts all such cells",
            parts.len(),
        );
        Note::proposal(place.clone(), text)
    } else {
        Note::guess(Confidence::Medium, place.clone(), format!("“{written}” was split into {named}"))
    };
    reading.notes.push(note);
    ids
}

fn evidence(item: &mut Item, filled: &Filled<'_>) {
    let mut is_all = true;
    for paragraph in &filled.cell.paragraphs {
        for run in paragraph.runs.iter().filter(|run| !run.text.trim().is_empty()) {
            match &run.link {
                Some(url) if url.starts_with("http") => {
                    item.evidence.push(Evidence { title: one_line(&run.text), url: url.clone() });
                }
                _ => is_all = false,
            }
        }
    }
    if !is_all {
        extra(item, filled.column, filled.cell);
    }
}

/// What follows once all cells are read: a number inside of the text, and a title.
fn settle(item: &mut Item, columns: &[Column], reading: &mut Reading<'_>) {
    let has_title = !item.title.is_empty();
    let place = item.place.clone();
    if item.reference.is_none() {
        if has_title && let Some((number, rest)) = numbers::leading(&item.title) {
            (item.reference, item.title) = (Some(number), rest.to_owned());
        }
        let main =
            if item.recommended.iter().any(|p| !p.is_empty()) { &mut item.recommended } else { &mut item.response };
        if item.reference.is_none() {
            item.reference = number_of(main);
        }
    }
    if !has_title {
        let main =
            if item.recommended.iter().any(|p| !p.is_empty()) { &mut item.recommended } else { &mut item.response };
        let titled = titles::of(main);
        item.title_is_made = titled.is_made;
        if titled.is_made {
            reading.notes.push(Note::guess(
                Confidence::Low,
                place,
                format!("the title “{}” was made from the text", titled.title),
            ));
        }
        item.title = titled.title;
        *main = titled.rest;
    }
    if item.title.is_empty() {
        let first = item
            .progress
            .iter()
            .chain(item.dated.iter().flat_map(|(_, paragraphs)| paragraphs))
            .find(|p| !p.is_empty());
        item.title = first
            .map(|p| titles::made(&p.text()))
            .or_else(|| item.actions.first().map(|action| action.title.clone()))
            .unwrap_or_default();
        item.title_is_made = true;
    }
    times::settle_revision(item, columns);
    times::order_dates(item, columns, reading);
    answers::of_response(item, reading);
    suggest_status(item, columns, reading);
}

/// The number before a text, made by a program or typed; it is taken away from there.
fn number_of(paragraphs: &mut [Paragraph]) -> Option<Ref> {
    let numbered = paragraphs.iter().filter(|paragraph| paragraph.label.is_some()).count();
    let first = paragraphs.iter_mut().find(|paragraph| !paragraph.is_empty())?;
    if let Some(number) = first.label.as_deref().and_then(numbers::read) {
        // A list of several items is a list, and its numbers are its own.
        if numbered == 1 {
            first.label = None;
            first.kind = Kind::Plain;
            return Some(number);
        }
    }
    let text = first.text();
    let (number, rest) = numbers::leading(&text)?;
    let mut gone = text.len() - rest.len();
    for run in &mut first.runs {
        let cut = gone.min(run.text.len());
        run.text.drain(..cut);
        gone -= cut;
    }
    Some(number)
}

/// A status that only prose speaks of is never set.
fn suggest_status(item: &Item, columns: &[Column], reading: &mut Reading<'_>) {
    if item.status.is_some() || columns.iter().any(|column| column.reading.meaning == Meaning::Status) {
        return;
    }
    let text: String = item.progress.iter().chain(&item.response).map(Paragraph::text).collect::<Vec<_>>().join(" ");
    let text = format!("{} {text}", item.timescale.as_deref().unwrap_or_default());
    if let Some((status, phrase)) = statuses::hinted(&text) {
        reading.notes.push(Note::proposal(
            item.place.clone(),
            format!("no status is stated, but “{phrase}” may mean `{status}`"),
        ));
    }
}
