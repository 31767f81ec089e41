//! The rows of a plan's tables put together: which of them are one recommendation, and under which group.

use super::columns::Meaning;
use super::report::{Note, Place};
use super::source::{Block, Kind, Paragraph, Row, Source, Table};
use super::tables::{self, Column, PlanTable, RowKind, Verdict};
use super::titles::one_line;
use super::{columns::Meanings, numbers};

/// A recommendation's rows, the first of which names it.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    pub file: &'a str,
    pub table: usize,
    pub rows: Vec<&'a Row>,
    pub topic: Option<usize>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    pub title: String,
    pub summary: String,
}

/// What all sources hold, before any cell of it is read.
#[derive(Clone, Debug, Default)]
pub struct Gathered<'a> {
    pub tables: Vec<(&'a str, PlanTable<'a>)>,
    pub items: Vec<Rows<'a>>,
    pub topics: Vec<Topic>,
    /// Outside of tables, and before or after the first of the plan.
    pub before: Vec<&'a Paragraph>,
    pub after: Vec<&'a Paragraph>,
    /// Rows above the headings, which are titles.
    pub titles: Vec<(Place, String)>,
    /// Rows of the bodies of the plan's tables, the empty ones left out.
    pub rows: usize,
    pub repeated: usize,
    pub notes: Vec<Note>,
    /// The tables that are no plan, with their first words.
    pub left: Vec<String>,
}

pub fn gather<'a>(sources: &'a [Source], meanings: &Meanings) -> Gathered<'a> {
    let mut all = Gathered::default();
    for source in sources {
        let mut verdicts = tables::sorted(source, meanings).into_iter();
        // Between two tables of the plan a heading names what follows.
        let mut heading: Option<&Paragraph> = None;
        for block in &source.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    if paragraph.is_empty() {
                        continue;
                    }
                    let is_heading = matches!(paragraph.kind, Kind::Heading(_))
                        || (paragraph.is_bold() && paragraph.text().chars().count() <= 80);
                    heading = is_heading.then_some(paragraph);
                    if all.tables.is_empty() { all.before.push(paragraph) } else { all.after.push(paragraph) }
                }
                Block::Table(_) => match verdicts.next() {
                    Some(Verdict::Plan(plan)) => {
                        take(&mut all, &source.name, plan, heading.take(), &verdicts);
                    }
                    Some(Verdict::Left(table, why)) => leave(&mut all, &source.name, table, why),
                    None => {}
                },
            }
        }
        all.notes.extend(source.left_out.iter().map(|what| Note::left(Place::file(&source.name), what.clone())));
    }
    all
}

fn leave(all: &mut Gathered<'_>, file: &str, table: &Table, why: &str) {
    let words = one_line(
        &table.rows.iter().flat_map(|row| &row.cells).map(super::source::Cell::text).collect::<Vec<_>>().join(" "),
    );
    let first: String = words.chars().take(60).collect();
    all.left.push(format!("{}: {why}", table.place));
    if !words.is_empty() {
        let dots = if words.chars().count() > 60 { "…" } else { "" };
        all.notes.push(Note::left(
            Place::table(file, &table.place),
            format!("left alone, as {why}; it begins “{first}{dots}”"),
        ));
    }
}

fn take<'a>(
    all: &mut Gathered<'a>,
    file: &'a str,
    plan: PlanTable<'a>,
    heading: Option<&'a Paragraph>,
    rest: &std::vec::IntoIter<Verdict<'a>>,
) {
    let is_one_of_several = !all.tables.is_empty()
        || rest.as_slice().iter().any(|verdict| matches!(verdict, Verdict::Plan(next) if !next.goes_on));
    let mut topic = if plan.goes_on { all.items.last().and_then(|item| item.topic) } else { None };
    let place = Place::table(file, &plan.table.place);
    for row in plan.above() {
        let words = one_line(&row.cells.iter().map(super::source::Cell::text).collect::<Vec<_>>().join(" "));
        if !words.is_empty() {
            all.titles.push((place.clone().row(row.number), words));
        }
    }
    if let Some(heading) = heading.filter(|_| is_one_of_several && !plan.goes_on) {
        let name = one_line(&heading.text());
        topic = Some(topic_of(all, &name));
        // It is the topic's name and no longer part of the text.
        all.before.retain(|paragraph| !std::ptr::eq(*paragraph, heading));
        all.after.retain(|paragraph| !std::ptr::eq(*paragraph, heading));
    } else if let Some(name) = sheet(&plan).filter(|_| is_one_of_several) {
        topic = Some(topic_of(all, name));
    }
    if plan.headings.is_empty() && !plan.goes_on {
        all.notes.push(Note::guess(
            super::columns::Confidence::Low,
            place.clone(),
            "the table has no headings that are understood; its columns were told by what stands in them",
        ));
    }
    let table = all.tables.len();
    let mut unused_group: Option<(usize, &Row)> = None;
    // The table is kept before its rows, which name it by its index.
    all.tables.push((file, plan.clone()));
    let rows: Vec<(&'a Row, RowKind)> =
        plan.table.rows.iter().zip(kinds(&plan)).filter_map(|(row, kind)| Some((row, kind?))).collect();
    for (row, kind) in rows {
        all.rows += usize::from(kind != RowKind::Empty);
        match kind {
            RowKind::Empty => {}
            RowKind::Repeated => all.repeated += 1,
            RowKind::Group(name) => {
                let index = topic_of(all, &name);
                topic = Some(index);
                unused_group = Some((index, row));
            }
            RowKind::Words(words) => match topic {
                Some(index) if unused_group.is_some() => {
                    append(&mut all.topics[index].summary, &super::markdown::of_text(&words));
                }
                _ => all.notes.push(Note::left(
                    place.clone().row(row.number),
                    format!("words over the whole width of the table: “{}”", one_line(&words)),
                )),
            },
            RowKind::Item => {
                unused_group = None;
                add(all, (file, table, &plan.columns), row, topic);
            }
        }
    }
    if let Some((index, row)) = unused_group {
        // A name without rows is a note below the table.
        let is_used = all.items.iter().any(|item| item.topic == Some(index));
        if !is_used && index + 1 == all.topics.len() {
            let gone = all.topics.pop().unwrap_or_default();
            all.notes.push(Note::left(
                place.row(row.number),
                format!("words over the whole width of the table: “{}”", gone.title),
            ));
        }
    }
}

fn kinds(plan: &PlanTable<'_>) -> Vec<Option<RowKind>> {
    let mut kinds: Vec<Option<RowKind>> = vec![None; plan.headings.end];
    kinds.extend(plan.body().map(|(_, kind)| Some(kind)));
    kinds
}

fn sheet<'a>(plan: &PlanTable<'a>) -> Option<&'a str> {
    match &plan.table.place {
        super::source::TablePlace::Sheet(name) => Some(name),
        _ => None,
    }
}

fn append(to: &mut String, words: &str) {
    if !to.is_empty() {
        to.push_str("\n\n");
    }
    to.push_str(words);
}

pub fn topic_of(all: &mut Gathered<'_>, name: &str) -> usize {
    let name = name.trim_end_matches(':').trim();
    let known = all.topics.iter().position(|topic| topic.title.eq_ignore_ascii_case(name));
    known.unwrap_or_else(|| {
        all.topics.push(Topic { title: name.to_owned(), summary: String::new() });
        all.topics.len() - 1
    })
}

/// A row as a recommendation of its own, or as a further row of the one above it.
fn add<'a>(
    all: &mut Gathered<'a>,
    (file, table, columns): (&'a str, usize, &[Column]),
    row: &'a Row,
    topic: Option<usize>,
) {
    let cells = |meaning: Meaning| {
        columns
            .iter()
            .filter(move |column| column.reading.meaning == meaning)
            .filter_map(|column| tables::cell_of(row, column))
    };
    // What names a recommendation: its number, its title or its words.
    let named = [Meaning::Number, Meaning::Title, Meaning::Recommended];
    let mut naming = named.iter().flat_map(|meaning| cells(*meaning)).filter(|cell| !cell.continues);
    let has_names = columns
        .iter()
        .any(|column| named.contains(&column.reading.meaning) && column.reading.meaning != Meaning::Number);
    let opens = if has_names {
        naming.any(|cell| !tables::cell_words(cell).trim().is_empty() && !is_dash(&cell.text()))
    } else {
        let number = columns.iter().any(|column| column.reading.meaning == Meaning::Number);
        !number || naming.any(|cell| numbers::is_number(&tables::cell_words(cell)))
    };
    match all.items.last_mut() {
        Some(last) if !opens && (last.table == table || row_goes_on(all.tables.get(table))) => last.rows.push(row),
        _ => all.items.push(Rows { file, table, rows: vec![row], topic }),
    }
}

fn row_goes_on(table: Option<&(&str, PlanTable<'_>)>) -> bool {
    table.is_some_and(|(_, table)| table.goes_on)
}

fn is_dash(text: &str) -> bool {
    text.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '"' | '“' | '”'))
}
