//! Which tables of a document are the plan, where their headings stand, and what each row is.
//!
//! A table that is no plan is left alone, and why is said. Start at [`sorted`].

use super::columns::{Confidence, Meaning, Meanings, Reading, by_cells, normal};
use super::others::{are_of_risks, is_figure, is_figures, is_history, is_title_block, why_left};
use super::source::{Block, Cell, Row, Source, Table};

/// How far down a row of headings is looked for.
const HEADINGS_WITHIN: usize = 8;

/// A table that holds a part of the plan.
#[derive(Clone, Debug)]
pub struct PlanTable<'a> {
    pub table: &'a Table,
    pub columns: Vec<Column>,
    /// Where its headings stand, from the first row to the one after the last; empty if there are none.
    pub headings: std::ops::Range<usize>,
    /// It goes on from the table before, whose headings it shares.
    pub goes_on: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The columns of the grid that it covers.
    pub from: usize,
    pub to: usize,
    pub heading: String,
    pub reading: Reading,
    /// It has no heading; this is from its cells.
    pub by_cells: bool,
}

#[derive(Clone, Debug)]
pub enum Verdict<'a> {
    Plan(PlanTable<'a>),
    /// No plan, and why.
    Left(&'a Table, &'static str),
}

/// What a row of a plan's table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    Empty,
    /// The headings once more.
    Repeated,
    /// The name of a group, over the whole width.
    Group(String),
    /// Words over the whole width that are no name.
    Words(String),
    Item,
}

/// Every table of a source with what it is, in their order.
pub fn sorted<'a>(source: &'a Source, meanings: &Meanings) -> Vec<Verdict<'a>> {
    let tables: Vec<&Table> = source
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
        .collect();
    let mut verdicts: Vec<Verdict<'a>> = Vec::new();
    for table in &tables {
        let before = verdicts.iter().rev().find_map(|verdict| match verdict {
            Verdict::Plan(plan) => Some(plan),
            Verdict::Left(..) => None,
        });
        verdicts.push(verdict(table, meanings, before));
    }
    // Only where no table has headings that are understood is one taken by its cells alone.
    if !verdicts.iter().any(|verdict| matches!(verdict, Verdict::Plan(_))) {
        for (at, table) in tables.iter().enumerate() {
            if let Some(plan) = without_headings(table, meanings) {
                verdicts[at] = Verdict::Plan(plan);
            }
        }
    }
    verdicts
}

fn verdict<'a>(table: &'a Table, meanings: &Meanings, before: Option<&PlanTable<'a>>) -> Verdict<'a> {
    if table.rows.iter().all(|row| row.cells.iter().all(Cell::is_empty)) {
        return Verdict::Left(table, "it is empty");
    }
    if is_title_block(table) {
        return Verdict::Left(table, "it looks like a title block or a list of facts");
    }
    if is_history(table) {
        return Verdict::Left(table, "it looks like the history of the document");
    }
    if let Some(plan) = with_headings(table, meanings) {
        return Verdict::Plan(plan);
    }
    if let Some(plan) = before.and_then(|before| going_on(table, before)) {
        return Verdict::Plan(plan);
    }
    Verdict::Left(table, why_left(table, meanings))
}

/// A table with a row of headings of which enough are understood.
fn with_headings<'a>(table: &'a Table, meanings: &Meanings) -> Option<PlanTable<'a>> {
    let candidates = table.rows.iter().enumerate().filter(|(_, row)| !is_blank(row)).take(HEADINGS_WITHIN);
    let scored = candidates.filter_map(|(at, row)| Some((score(row, meanings)?, at)));
    // Of rows that score alike the first is meant; a later one repeats it.
    let (_, at) = scored.min_by_key(|(score, at)| (std::cmp::Reverse(*score), *at))?;
    let two = is_second(&table.rows, at);
    let headings = at..at + 1 + usize::from(two);
    let columns = columns(table, headings.clone(), meanings);
    let body = &table.rows[headings.end..];
    let has = |wanted: &[Meaning]| columns.iter().any(|column| wanted.contains(&column.reading.meaning));
    let is_plan = has(&[Meaning::Recommended, Meaning::Title, Meaning::Response, Meaning::Progress])
        && columns.iter().filter(|column| column.reading.meaning != Meaning::Extra).count() >= 2
        && columns.iter().any(|column| {
            // One heading at least must be certain, or several likely.
            column.reading.meaning != Meaning::Extra && column.reading.confidence >= Confidence::High
        })
        && body.iter().any(|row| !is_blank(row))
        && !is_figures(body, &columns);
    is_plan.then_some(PlanTable { table, columns, headings, goes_on: false })
}

/// How many headings of a row are understood; `None` if it cannot be a row of headings.
fn score(row: &Row, meanings: &Meanings) -> Option<usize> {
    // What goes on from above was said there.
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty() && !cell.continues).collect();
    let is_short = filled.iter().all(|cell| cell.text().chars().count() <= 90);
    if filled.len() < 2 || !is_short {
        return None;
    }
    let mut found: Vec<Meaning> =
        filled.iter().filter_map(|cell| meanings.of(&cell.text())).map(|reading| reading.meaning).collect();
    let telling = found.iter().any(|meaning| {
        matches!(meaning, Meaning::Recommended | Meaning::Title | Meaning::Response | Meaning::Progress)
    });
    found.sort_unstable();
    found.dedup();
    let enough = found.len() >= 2 || (found.len() == 1 && row.repeats);
    // Many headings tell enough, whatever the column of the recommendations is called.
    let telling =
        telling || !are_of_risks(&filled) && found.iter().filter(|meaning| **meaning != Meaning::Extra).count() >= 4;
    // A row of two words of which one is a number is a row of the body.
    (telling && enough).then_some(found.len() * 2 + usize::from(row.repeats))
}

/// Whether the row below the headings parts those that cover several columns.
fn is_second(rows: &[Row], at: usize) -> bool {
    let Some(next) = rows.get(at + 1) else { return false };
    let wide: Vec<&Cell> = rows[at].cells.iter().filter(|cell| cell.columns > 1 && !cell.is_empty()).collect();
    let lies_below =
        |cell: &Cell| wide.iter().any(|wide| cell.column >= wide.column && cell.column < wide.column + wide.columns);
    let (below, beside): (Vec<&Cell>, Vec<&Cell>) = next.cells.iter().partition(|cell| lies_below(cell));
    !wide.is_empty()
        && below.iter().filter(|cell| !cell.is_empty()).count() >= 2
        && below.iter().all(|cell| cell.text().chars().count() <= 40)
        && beside.iter().all(|cell| cell.is_empty() || cell.continues)
}

/// The columns below rows of headings.
fn columns(table: &Table, headings: std::ops::Range<usize>, meanings: &Meanings) -> Vec<Column> {
    let (first, second) = (&table.rows[headings.start], (headings.len() > 1).then(|| &table.rows[headings.start + 1]));
    let mut columns: Vec<Column> = Vec::new();
    for cell in &first.cells {
        let end = cell.column + cell.columns;
        let below =
            second.iter().flat_map(|row| &row.cells).filter(|part| part.column >= cell.column && part.column < end);
        let below: Vec<&Cell> = below.filter(|part| !part.is_empty()).collect();
        let over = super::titles::one_line(&cell.text());
        if cell.columns > 1 && below.len() > 1 {
            columns.extend(below.iter().map(|part| {
                let own = super::titles::one_line(&part.text());
                let both = format!("{over}: {own}");
                let reading = meanings
                    .of(&both)
                    .filter(|r| r.confidence == Confidence::Told)
                    .or_else(|| meanings.of(&own))
                    .or_else(|| meanings.of(&both));
                column((part.column, part.column + part.columns), both, reading)
            }));
        } else {
            columns.push(column((cell.column, end), over.clone(), meanings.of(&over)));
        }
    }
    beyond(table, &mut columns);
    for column in &mut columns {
        let cells: Vec<String> =
            table.rows[headings.end..].iter().filter_map(|row| cell_of(row, column)).map(Cell::text).collect();
        settle(column, &cells);
    }
    told_by_number(&mut columns, meanings);
    original_first(&mut columns);
    answers_alone(&mut columns, &table.rows[headings.end..]);
    grouping(&mut columns, &table.rows[headings.end..]);
    only_one_of_each(&mut columns, table, headings.end);
    of_numbers(&mut columns, &table.rows[headings.end..]);
    revised_alone(&mut columns);
    columns
}

/// What an author says of columns by their places. Whether they said anything.
fn told_by_number(columns: &mut [Column], meanings: &Meanings) -> bool {
    let mut is_told = false;
    for (number, column) in (1..).zip(columns) {
        if let Some(reading) = meanings.of_number(number) {
            (column.reading, column.by_cells, is_told) = (reading, false, true);
        }
    }
    is_told
}

/// A first column whose heading says nothing, and in which each row has a number of its own.
fn of_numbers(columns: &mut [Column], body: &[Row]) {
    if columns.iter().any(|column| column.reading.meaning == Meaning::Number) {
        return;
    }
    let Some(first) = columns.first_mut().filter(|column| column.by_cells && column.reading.meaning == Meaning::Extra)
    else {
        return;
    };
    let cells = body.iter().filter_map(|row| cell_of(row, first)).map(cell_words);
    let numbers: Vec<_> =
        cells.filter(|words| !words.trim().is_empty()).map(|words| super::numbers::read(&words)).collect();
    let mut all: Vec<String> = numbers.iter().flatten().map(crate::refs::Ref::slug).collect();
    all.sort_unstable();
    all.dedup();
    if !all.is_empty() && all.len() == numbers.len() {
        first.reading = Reading { meaning: Meaning::Number, confidence: Confidence::Low };
    }
}

/// "Priority" may say how urgent something is, or name the group that its rows stand in: then its cells go on or are
/// said of several rows.
fn grouping(columns: &mut [Column], body: &[Row]) {
    const NAMES: [&str; 8] = [
        "priority",
        "priorities",
        "outcome",
        "outcomes",
        "key line of enquiry",
        "service",
        "directorate",
        "department",
    ];
    if columns.iter().any(|column| column.reading.meaning == Meaning::Topic) {
        return;
    }
    let names = |column: &&mut Column| {
        let cells = body.iter().filter_map(|row| cell_of(row, column)).filter(|cell| !is_total(cell));
        let cells: Vec<&Cell> = cells.collect();
        let texts: Vec<String> =
            cells.iter().map(|cell| normal(&cell.text())).filter(|text| !text.is_empty()).collect();
        let mut own = texts.clone();
        own.sort_unstable();
        own.dedup();
        let goes_on = cells.iter().any(|cell| cell.continues || cell.is_empty());
        let is_name = |text: &String| text.chars().count() > 6 && text.chars().any(char::is_alphabetic);
        NAMES.contains(&normal(&column.heading).as_str())
            && column.reading.meaning == Meaning::Extra
            && column.reading.confidence < Confidence::Told
            && own.len() > 1
            && own.iter().all(is_name)
            && (goes_on || own.len() < texts.len())
    };
    if let Some(column) = columns.iter_mut().take(2).find(names) {
        column.reading = Reading { meaning: Meaning::Topic, confidence: Confidence::Medium };
    }
}

/// Beside an "original due date" the other one is a later date.
fn original_first(columns: &mut [Column]) {
    let is_time = |column: &Column| column.reading.meaning == Meaning::Timescale;
    let is_original = |column: &Column| {
        let words = normal(&column.heading);
        is_time(column) && (words.contains("original") || words.contains("baseline"))
    };
    if !columns.iter().any(is_original) {
        return;
    }
    let others = columns.iter_mut().filter(|column| is_time(column) && !is_original(column));
    others.filter(|column| column.reading.confidence < Confidence::Told).for_each(|column| {
        column.reading = Reading { meaning: Meaning::Revised, confidence: Confidence::Medium };
    });
}

/// "Cabinet response", in which each cell only accepts or rejects.
fn answers_alone(columns: &mut [Column], body: &[Row]) {
    if columns.iter().any(|column| column.reading.meaning == Meaning::Answer) {
        return;
    }
    let is_answers = |column: &&mut Column| {
        let cells: Vec<String> = body.iter().filter_map(|row| cell_of(row, column)).map(Cell::text).collect();
        let mut filled = cells.iter().filter(|text| !text.trim().is_empty()).peekable();
        column.reading.meaning == Meaning::Response
            && column.reading.confidence < Confidence::Told
            && filled.peek().is_some()
            && filled.all(|text| super::answers::is_answer(text))
    };
    if let Some(column) = columns.iter_mut().find(is_answers) {
        column.reading = Reading { meaning: Meaning::Answer, confidence: Confidence::Medium };
    }
}

/// What is headed as a later date is the date, where there is no first one.
fn revised_alone(columns: &mut [Column]) {
    if columns.iter().any(|column| column.reading.meaning == Meaning::Timescale) {
        return;
    }
    let told = |column: &&mut Column| {
        column.reading.meaning == Meaning::Revised && column.reading.confidence < Confidence::Told
    };
    if let Some(column) = columns.iter_mut().find(told) {
        column.reading.meaning = Meaning::Timescale;
    }
}

fn column((from, to): (usize, usize), heading: String, reading: Option<Reading>) -> Column {
    let by_cells = reading.is_none();
    let reading = reading.unwrap_or(Reading { meaning: Meaning::Extra, confidence: Confidence::Low });
    Column { from, to, heading, reading, by_cells }
}

/// Columns of the body for which the headings have no cell.
fn beyond(table: &Table, columns: &mut Vec<Column>) {
    let width = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.columns).max().unwrap_or(0);
    for at in 0..width {
        if !columns.iter().any(|column| column.from <= at && at < column.to) {
            columns.push(column((at, at + 1), String::new(), None));
        }
    }
    columns.sort_by_key(|column| column.from);
}

/// A column whose heading says nothing may say what it is by its cells.
fn settle(column: &mut Column, cells: &[String]) {
    if !column.by_cells {
        return;
    }
    if let Some(reading) =
        by_cells(cells).filter(|reading| column.heading.is_empty() || reading.meaning != Meaning::Number)
    {
        column.reading = reading;
    }
}

/// Of two columns with one meaning only one can be it; the rest is kept under its name. Several may answer or
/// report, as each of them is shown.
fn only_one_of_each(columns: &mut [Column], table: &Table, body: usize) {
    let shared = [
        Meaning::Response,
        Meaning::Progress,
        Meaning::Extra,
        Meaning::Leads,
        Meaning::Support,
        Meaning::Sponsor,
        Meaning::Evidence,
    ];
    for at in 0..columns.len() {
        let meaning = columns[at].reading.meaning;
        if shared.contains(&meaning) {
            continue;
        }
        let better = columns.iter().enumerate().find(|(other, column)| {
            *other != at
                && column.reading.meaning == meaning
                && (column.reading.confidence, std::cmp::Reverse(*other))
                    > (columns[at].reading.confidence, std::cmp::Reverse(at))
        });
        if better.is_some() {
            // "Action" beside "Recommended action": the second of two that were asked for is what is done.
            let has_response = columns.iter().any(|column| column.reading.meaning == Meaning::Response);
            let next =
                if meaning == Meaning::Recommended && !has_response { Meaning::Response } else { Meaning::Extra };
            columns[at].reading = Reading { meaning: next, confidence: Confidence::Low };
        }
    }
    let has = |columns: &[Column], meaning| columns.iter().any(|column| column.reading.meaning == meaning);
    if !has(columns, Meaning::Recommended) && !has(columns, Meaning::Title) {
        // "Action | Progress": what is to be done is what the rows are about.
        let length = |column: &Column| {
            table.rows[body..]
                .iter()
                .filter_map(|row| cell_of(row, column))
                .map(|cell| cell.text().len())
                .sum::<usize>()
        };
        let unread = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.by_cells && column.reading.meaning == Meaning::Extra);
        if let Some((at, _)) = unread.max_by_key(|(_, column)| length(column)).filter(|(_, column)| length(column) > 0)
        {
            columns[at].reading = Reading { meaning: Meaning::Recommended, confidence: Confidence::Low };
        }
    }
}

/// A table without headings that has the columns of the one before it.
fn going_on<'a>(table: &'a Table, before: &PlanTable<'a>) -> Option<PlanTable<'a>> {
    let starts = |row: &Row| row.cells.iter().map(|cell| cell.column).collect::<Vec<_>>();
    let usual: Vec<usize> = before.columns.iter().map(|column| column.from).collect();
    let full = table.rows.iter().filter(|row| row.cells.len() > 1);
    let is_same = usual.len() >= 2 && full.clone().count() > 0 && full.clone().all(|row| starts(row) == usual);
    // What its cells say must not speak against it: a table of figures may have as many columns.
    let number = before.columns.iter().find(|column| column.reading.meaning == Meaning::Number);
    let agrees = number.is_none_or(|column| {
        let mut cells =
            table.rows.iter().filter_map(|row| cell_of(row, column)).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_none() || cells.any(|cell| super::numbers::is_number(&cell_words(cell)))
    });
    (is_same && agrees).then(|| PlanTable { table, columns: before.columns.clone(), headings: 0..0, goes_on: true })
}

/// The words of a cell, the numbers that a program makes before them.
pub fn cell_words(cell: &Cell) -> String {
    let words = cell.text();
    match cell.paragraphs.first().and_then(|first| first.label.as_deref()) {
        Some(label) if words.trim().is_empty() => label.to_owned(),
        _ => words,
    }
}

/// A table that has no headings at all, by what its cells hold and what an author says of its columns.
fn without_headings<'a>(table: &'a Table, meanings: &Meanings) -> Option<PlanTable<'a>> {
    let width = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.columns).max()?;
    let body: Vec<&Row> = table.rows.iter().filter(|row| !is_blank(row)).collect();
    if width < 2 || body.is_empty() {
        return None;
    }
    let mut columns: Vec<Column> = (0..width).map(|at| column((at, at + 1), String::new(), None)).collect();
    let cells =
        |column: &Column| body.iter().filter_map(|row| cell_of(row, column)).map(cell_words).collect::<Vec<_>>();
    for column in &mut columns {
        let cells = cells(column);
        settle(column, &cells);
        column.reading.confidence = Confidence::Low;
    }
    let is_told = told_by_number(&mut columns, meanings);
    let mean = |column: &Column| {
        let cells = cells(column);
        cells.iter().map(String::len).sum::<usize>() / cells.len().max(1)
    };
    let has =
        |columns: &[Column], wanted: &[Meaning]| columns.iter().any(|column| wanted.contains(&column.reading.meaning));
    let mut wanted = [Meaning::Recommended, Meaning::Response, Meaning::Progress].into_iter();
    for at in 0..columns.len() {
        let is_free = columns[at].by_cells && columns[at].reading.meaning == Meaning::Extra;
        if is_free && mean(&columns[at]) >= 15 {
            let next = wanted.by_ref().find(|meaning| !has(&columns, &[*meaning]));
            columns[at].reading.meaning = next.unwrap_or(Meaning::Extra);
        }
    }
    let names = [Meaning::Recommended, Meaning::Title, Meaning::Response, Meaning::Progress];
    let tells = [Meaning::Number, Meaning::Leads, Meaning::Timescale, Meaning::Status];
    let is_plan = has(&columns, &names) && (is_told || has(&columns, &tells));
    is_plan.then_some(PlanTable { table, columns, headings: 0..0, goes_on: false })
}

pub fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.is_empty() && cell.paragraphs.iter().all(|paragraph| paragraph.label.is_none()))
}

/// The cell of a row that begins within a column; one that goes on from above has its words there.
pub fn cell_of<'r>(row: &'r Row, column: &Column) -> Option<&'r Cell> {
    row.cells.iter().find(|cell| cell.column >= column.from && cell.column < column.to)
}

/// All cells of a row that begin within a column.
pub fn cells_of<'r>(row: &'r Row, column: &Column) -> impl Iterator<Item = &'r Cell> + use<'r> {
    let (from, to) = (column.from, column.to);
    row.cells.iter().filter(move |cell| cell.column >= from && cell.column < to)
}

impl PlanTable<'_> {
    /// Each row of the body with what it is.
    pub fn body(&self) -> impl Iterator<Item = (&Row, RowKind)> {
        let rows = &self.table.rows[self.headings.end..];
        let is_number = |cell: &Cell| super::numbers::is_number(&cell_words(cell));
        let numbered = self
            .column(Meaning::Number)
            .is_some_and(|column| rows.iter().any(|row| cell_of(row, column).is_some_and(is_number)));
        rows.iter().map(move |row| (row, self.kind(row, numbered)))
    }

    /// The rows above the headings.
    pub fn above(&self) -> &[Row] {
        &self.table.rows[..self.headings.start]
    }

    pub fn column(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.iter().find(|column| column.reading.meaning == meaning)
    }

    fn kind(&self, row: &Row, numbered: bool) -> RowKind {
        let filled: Vec<&Cell> =
            row.cells.iter().filter(|cell| !cell.continues && !cell_words(cell).trim().is_empty()).collect();
        if filled.is_empty() {
            return RowKind::Empty;
        }
        if self.repeats(&filled) {
            return RowKind::Repeated;
        }
        let width = self.columns.iter().map(|column| column.to).max().unwrap_or(1);
        let wide = |cell: &Cell| width > 2 && cell.columns * 3 >= width * 2;
        match filled.as_slice() {
            [only, ..] if is_total(only) && filled.iter().skip(1).all(|cell| is_figure(&cell.text())) => {
                RowKind::Words(filled.iter().map(|cell| cell.text()).collect::<Vec<_>>().join(" "))
            }
            [only] if wide(only) => group(only, ""),
            [number, rest] if wide(rest) && super::numbers::is_number(&cell_words(number)) => {
                group(rest, &cell_words(number))
            }
            [only] if self.is_alone(only, row, numbered) => group(only, ""),
            _ => RowKind::Item,
        }
    }

    /// Whether its cells say what the headings say.
    fn repeats(&self, filled: &[&Cell]) -> bool {
        let heading = |cell: &&Cell| {
            let words = normal(&cell.text());
            !words.is_empty()
                && self
                    .columns
                    .iter()
                    .any(|column| normal(&column.heading).ends_with(&words) && cell.column >= column.from.min(1))
        };
        filled.len() > 1 && filled.iter().all(heading)
    }

    /// Whether the only words of a row name a group: short, set apart, and in no column that could be an item by itself.
    fn is_alone(&self, cell: &Cell, row: &Row, numbered: bool) -> bool {
        let text = cell.text();
        let is_short = text.trim().chars().count() <= 100
            && !text.trim().ends_with(['.', ';', ','])
            && text.trim().lines().count() <= 2;
        let is_set_apart = cell.paragraphs.iter().filter(|p| !p.is_empty()).all(super::source::Paragraph::is_bold)
            || (text.chars().any(char::is_alphabetic) && text == text.to_uppercase());
        let is_first = self
            .columns
            .iter()
            .position(|column| cell.column >= column.from && cell.column < column.to)
            .is_some_and(|at| at <= 1);
        let lacks_number = numbered
            && self.column(Meaning::Number).and_then(|column| cell_of(row, column)).is_none_or(|own| {
                // Other rows have a number; this one has none.
                !own.continues && !super::numbers::is_number(&cell_words(own))
            });
        let goes_on = row.cells.iter().any(|cell| cell.continues);
        self.columns.len() > 2
            && is_short
            && is_first
            && !goes_on
            && !super::numbers::is_number(&text)
            && (is_set_apart || lacks_number)
    }
}

/// "Total: 12 actions", at the foot of a table.
fn is_total(cell: &Cell) -> bool {
    let words = normal(&cell.text());
    ["total", "totals", "grand total", "sub total", "subtotal"].iter().any(|word| {
        words.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) && words.len() <= 60
    })
}

fn group(cell: &Cell, number: &str) -> RowKind {
    let text = super::titles::one_line(&cell.text());
    let label = cell.paragraphs.first().and_then(|first| first.label.as_deref()).unwrap_or(number);
    let text = if label.trim().is_empty() { text } else { format!("{} {text}", label.trim()) };
    let is_name = text.chars().count() <= 140 && (!text.ends_with('.') || text.chars().count() <= 40);
    if is_name { RowKind::Group(text) } else { RowKind::Words(cell.text()) }
}
