//! The rows of a plan's tables put together: which of them are one recommendation, and under which group.

use std::collections::HashMap;

use super::columns::Meaning;
use super::report::{Note, Place};
use super::source::{Block, Kind, Paragraph, Row, Source, Table};
use super::tables::{self, Column, PlanTable, RowKind, Verdict};
use super::titles::one_line;
use super::{columns::Meanings, numbers, others};

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
    topics_by_name: HashMap<String, usize>,
    /// Outside of tables, and before or after the first of the plan.
    pub before: Vec<&'a Paragraph>,
    pub after: Vec<&'a Paragraph>,
    /// Of title blocks.
    pub facts: Vec<(String, String)>,
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
        let verdicts = tables::sorted(source, meanings);
        let headed = headed(source, &verdicts);
        let mut verdicts = verdicts.into_iter();
        // What stands between two tables, of which a heading and what follows it may tell of the second.
        let mut between: Vec<&Paragraph> = Vec::new();
        for block in &source.blocks {
            match block {
                Block::Paragraph(paragraph) if paragraph.is_empty() => {}
                Block::Paragraph(paragraph) => between.push(paragraph),
                Block::Table(_) => match verdicts.next() {
                    Some(Verdict::Plan(plan)) => {
                        let told = last_heading(&between).filter(|_| headed && !plan.goes_on);
                        let of_topic = told.map_or_else(Vec::new, |at| between.split_off(at));
                        outside(&mut all, &mut between);
                        take(&mut all, &source.name, plan, &of_topic, headed);
                    }
                    Some(Verdict::Left(table, why)) => {
                        outside(&mut all, &mut between);
                        leave(&mut all, &source.name, table, why);
                    }
                    None => {}
                },
            }
        }
        outside(&mut all, &mut between);
        all.notes.extend(source.left_out.iter().map(|what| Note::left(Place::file(&source.name), what.clone())));
    }
    all
}

fn outside<'a>(all: &mut Gathered<'a>, between: &mut Vec<&'a Paragraph>) {
    let to = if all.tables.is_empty() { &mut all.before } else { &mut all.after };
    to.append(between);
}

fn is_heading(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, Kind::Heading(_)) || (paragraph.is_bold() && paragraph.text().chars().count() <= 80)
}

fn last_heading(paragraphs: &[&Paragraph]) -> Option<usize> {
    paragraphs.iter().rposition(|paragraph| is_heading(paragraph))
}

/// Whether several tables of the plan have a heading, or a sheet, of their own, which then names a group.
fn headed(source: &Source, verdicts: &[Verdict<'_>]) -> bool {
    let mut verdicts = verdicts.iter();
    let (mut headings, mut heading, mut is_first) = (0, false, true);
    for block in &source.blocks {
        match block {
            // The first words of a document are its title.
            Block::Paragraph(paragraph) if !paragraph.is_empty() => {
                heading |= is_heading(paragraph) && !is_first;
                is_first = false;
            }
            Block::Paragraph(_) => {}
            Block::Table(_) => match verdicts.next() {
                Some(Verdict::Plan(plan)) if !plan.goes_on => {
                    headings += usize::from(heading || sheet(plan).is_some());
                    heading = false;
                }
                _ => heading = false,
            },
        }
    }
    headings > 1
}

fn leave(all: &mut Gathered<'_>, file: &str, table: &Table, why: &str) {
    let words = one_line(
        &table.rows.iter().flat_map(|row| &row.cells).map(super::source::Cell::text).collect::<Vec<_>>().join(" "),
    );
    let first: String = words.chars().take(60).collect();
    all.left.push(format!("{}: {why}{}", table.place, begin(table)));
    if others::is_title_block(table) {
        let facts = table.rows.iter().filter_map(|row| match row.cells.as_slice() {
            [label, value, ..] => {
                Some((one_line(&label.text()).trim_end_matches(':').to_owned(), one_line(&value.text())))
            }
            _ => None,
        });
        all.facts.extend(facts.filter(|(label, value)| !label.is_empty() && !value.is_empty()));
    }
    if !words.is_empty() {
        let dots = if words.chars().count() > 60 { "…" } else { "" };
        all.notes.push(Note::left(
            Place::table(file, &table.place),
            format!("left alone, as {why}; it begins “{first}{dots}”"),
        ));
    }
}

/// The cells of the first row, by their numbers: what a map by number speaks of.
fn begin(table: &Table) -> String {
    let first = table.rows.iter().find(|row| !tables::is_blank(row));
    let cells: Vec<String> = first
        .iter()
        .flat_map(|row| (1..).zip(&row.cells))
        .take(12)
        .map(|(number, cell)| {
            let words: String = one_line(&tables::cell_words(cell)).chars().take(24).collect();
            format!("{number} “{words}”")
        })
        .collect();
    if cells.is_empty() { String::new() } else { format!("; its columns begin {}", cells.join(", ")) }
}

fn take<'a>(all: &mut Gathered<'a>, file: &'a str, plan: PlanTable<'a>, of_topic: &[&'a Paragraph], headed: bool) {
    let mut topic = if plan.goes_on { all.items.last().and_then(|item| item.topic) } else { None };
    let place = Place::table(file, &plan.table.place);
    for row in plan.above() {
        let words = one_line(&row.cells.iter().map(super::source::Cell::text).collect::<Vec<_>>().join(" "));
        if !words.is_empty() {
            all.titles.push((place.clone().row(row.number), words));
        }
    }
    if let Some((heading, below)) = of_topic.split_first() {
        let name = one_line(&heading.text());
        let name = heading.label.as_deref().map_or_else(|| name.clone(), |label| format!("{label} {name}"));
        let index = topic_of(all, &name);
        let below: Vec<Paragraph> = below.iter().map(|paragraph| (*paragraph).clone()).collect();
        append(&mut all.topics[index].summary, &super::markdown::of(&below));
        topic = Some(index);
    } else if let Some(name) = sheet(&plan).filter(|_| headed && !plan.goes_on) {
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
    let mut unused_group: Option<(usize, &'a Row)> = None;
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
                _ => beside(all, row),
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
            all.topics_by_name.remove(&gone.title.to_lowercase());
            let below = plan.table.rows.iter().skip_while(|below| below.number < row.number);
            below.for_each(|row| beside(all, row));
        }
    }
}

/// Words over the whole width of a table that are no name: a note of the plan.
fn beside<'a>(all: &mut Gathered<'a>, row: &'a Row) {
    let cells = row.cells.iter().filter(|cell| !cell.continues);
    all.after.extend(cells.flat_map(|cell| &cell.paragraphs).filter(|paragraph| !paragraph.is_empty()));
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
    if !to.is_empty() && !words.is_empty() {
        to.push_str("\n\n");
    }
    to.push_str(words);
}

pub fn topic_of(all: &mut Gathered<'_>, name: &str) -> usize {
    let name = name.trim_end_matches(':').trim();
    *all.topics_by_name.entry(name.to_lowercase()).or_insert_with(|| {
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
