//! Plans that have a table for each recommendation, its labels in the first column: made into one table with a row each.

use std::borrow::Cow;

use super::columns::{Meaning, Meanings};
use super::numbers;
use super::source::{Block, Cell, Paragraph, Row, Source, Table};
use super::titles::one_line;

/// One recommendation: what its labels say, and where it stands.
struct Form {
    number: Option<String>,
    fields: Vec<(String, Vec<Paragraph>)>,
}

/// The source with such tables in a row as one, or as it is if it has none.
pub fn flattened<'a>(source: &'a Source, meanings: &Meanings) -> Cow<'a, Source> {
    let forms = |block: &Block| match block {
        Block::Table(table) => form(table, meanings).map(|form| vec![form]).or_else(|| labelled(table, meanings)),
        Block::Paragraph(_) => None,
    };
    if !source.blocks.iter().any(|block| forms(block).is_some()) {
        return Cow::Borrowed(source);
    }
    let mut blocks: Vec<Block> = Vec::new();
    // Where the table that gathers them stands, and what it holds so far.
    let mut open: Option<(usize, Vec<Form>)> = None;
    for block in &source.blocks {
        match (forms(block), block) {
            (Some(own), Block::Table(table)) => {
                if open.is_none() {
                    open = Some((blocks.len(), Vec::new()));
                    blocks.push(Block::Table(Table { place: table.place.clone(), rows: Vec::new() }));
                }
                if let Some((_, forms)) = &mut open {
                    forms.extend(own);
                }
            }
            (None, Block::Table(_)) => {
                close(&mut blocks, open.take());
                blocks.push(block.clone());
            }
            (_, Block::Paragraph(_)) => blocks.push(block.clone()),
        }
    }
    close(&mut blocks, open);
    Cow::Owned(Source { blocks, ..source.clone() })
}

fn form(table: &Table, meanings: &Meanings) -> Option<Form> {
    if super::others::is_title_block(table) {
        return None;
    }
    let mut found = Form { number: None, fields: Vec::new() };
    let mut understood: Vec<Meaning> = Vec::new();
    for row in table.rows.iter().filter(|row| !super::tables::is_blank(row)) {
        let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.continues).collect();
        for pair in cells.chunks(2) {
            let label = one_line(&pair[0].text());
            let (name, number) = parted(&label);
            if name.is_empty() || name.chars().count() > 60 || (cells.len() > 1 && pair.len() < 2) {
                return None;
            }
            let meaning = meanings.of(name).map(|reading| reading.meaning);
            // A row of headings has no values.
            if pair.get(1).is_some_and(|value| cells.len() > 2 && meanings.of(&value.text()).is_some()) {
                return None;
            }
            let is_number = meaning == Some(Meaning::Recommended) && number.is_some() && found.number.is_none();
            let name = if is_number { name } else { &label };
            if is_number {
                found.number = number.map(str::to_owned);
            }
            understood.extend(meaning.filter(|meaning| *meaning != Meaning::Extra && !understood.contains(meaning)));
            let words = pair.get(1).map(|cell| cell.paragraphs.clone()).unwrap_or_default();
            found.fields.push((name.trim_end_matches(':').to_owned(), words));
        }
    }
    let is_enough = understood.len() >= 3 && understood.len() * 2 >= found.fields.len();
    (is_enough && understood.contains(&Meaning::Recommended) && table.rows.len() > 2).then_some(found)
}

/// Recommendations whose cells have their labels before their words: "Response: Accepted", "Lead: Monitoring Officer".
fn labelled(table: &Table, meanings: &Meanings) -> Option<Vec<Form>> {
    let mut forms: Vec<Form> = Vec::new();
    let mut understood: Vec<Meaning> = Vec::new();
    let (mut all, mut with_labels) = (0, 0);
    let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.continues && !cell.is_empty());
    for cell in cells {
        all += 1;
        let labelled =
            label(cell).and_then(|(label, words)| Some((meanings.of(parted(&label).0)?.meaning, label, words)));
        let Some((meaning, label, words)) = labelled else {
            // It goes on with what was said before.
            let last = forms.last_mut().and_then(|form| form.fields.last_mut())?;
            last.1.extend(cell.paragraphs.iter().cloned());
            continue;
        };
        with_labels += 1;
        let (name, number) = parted(&label);
        if meaning == Meaning::Recommended {
            forms.push(Form { number: number.map(str::to_owned), fields: vec![(name.to_owned(), words)] });
        } else {
            forms.last_mut()?.fields.push((label, words));
        }
        if !understood.contains(&meaning) {
            understood.push(meaning);
        }
    }
    (forms.len() > 1 && understood.len() >= 3 && with_labels * 5 >= all * 4).then_some(forms)
}

/// The label before the words of a cell, and the words.
fn label(cell: &Cell) -> Option<(String, Vec<Paragraph>)> {
    let mut words = cell.paragraphs.clone();
    let first = words.iter_mut().find(|paragraph| !paragraph.is_empty())?;
    let text = first.text();
    let (label, rest) = text.split_once(':').filter(|(label, _)| label.chars().count() <= 40)?;
    let mut gone = text.len() - rest.trim_start().len();
    for run in &mut first.runs {
        let cut = gone.min(run.text.len());
        run.text.drain(..cut);
        gone -= cut;
    }
    Some((one_line(label), words))
}

/// "Recommendation 3" as its words and its number.
fn parted(label: &str) -> (&str, Option<&str>) {
    match label.rsplit_once(' ') {
        Some((name, last)) if numbers::is_number(last) && last.contains(|c: char| c.is_ascii_digit()) => {
            (name, Some(last))
        }
        _ => (label, None),
    }
}

fn close(blocks: &mut [Block], open: Option<(usize, Vec<Form>)>) {
    let Some((at, forms)) = open else { return };
    let mut labels: Vec<&str> = Vec::new();
    let has_numbers = forms.iter().any(|form| form.number.is_some());
    if has_numbers {
        labels.push("No");
    }
    for (label, _) in forms.iter().flat_map(|form| &form.fields) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let heading = labels.iter().enumerate().map(|(column, label)| Cell::plain(column, vec![Paragraph::plain(*label)]));
    let mut rows = vec![Row { number: 1, repeats: true, cells: heading.collect() }];
    for (number, form) in forms.iter().enumerate() {
        let of_number = form.number.iter().map(|number| Cell::plain(0, vec![Paragraph::plain(number.as_str())]));
        let fields = labels.iter().enumerate().filter_map(|(column, label)| {
            let paragraphs = form.fields.iter().filter(|(name, _)| name == label).flat_map(|(_, words)| words.clone());
            let paragraphs: Vec<Paragraph> = paragraphs.collect();
            (!paragraphs.is_empty()).then(|| Cell::plain(column, paragraphs))
        });
        rows.push(Row { number: number + 1, repeats: false, cells: of_number.chain(fields).collect() });
    }
    if let Some(Block::Table(table)) = blocks.get_mut(at) {
        table.rows = rows;
    }
}
