//! Tables that are no plan, told by what stands in them: title blocks, figures, boxes, contents.

use super::columns::{Meaning, Meanings, normal};
use super::source::{Cell, Row, Table};
use super::tables::{Column, cell_of};

/// Why a table is left alone.
pub fn why_left(table: &Table, meanings: &Meanings) -> &'static str {
    let cells: Vec<&Cell> = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_empty()).collect();
    let texts: Vec<String> = cells.iter().map(|cell| cell.text()).collect();
    let first = normal(texts.first().map_or("", String::as_str));
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let opens = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
    let ticks = texts
        .iter()
        .filter(|text| {
            text.contains(['✓', '✔', '☐', '☒', '☑']) || matches!(text.trim(), "[]" | "[ ]" | "[x]" | "X" | "x")
        })
        .count();
    if opens(&["contents", "page", "section page"]) {
        "it looks like a table of contents"
    } else if ticks > 0 && ticks * 3 >= table.rows.len() {
        "it looks like a box of objectives"
    } else if texts.iter().filter(|text| is_figure(text)).count() * 3 >= texts.len()
        || opens(&["cost", "budget", "resource", "funding", "year"])
    {
        "it looks like figures or resources"
    } else if width <= 1 {
        "it is a box of text"
    } else if width == 2
        && table.rows.iter().all(|row| row.cells.first().is_none_or(|cell| cell.text().chars().count() <= 60))
    {
        "it looks like a title block or a list of facts"
    } else if cells.iter().any(|cell| meanings.of(&cell.text()).is_some()) {
        "too few of its headings are understood"
    } else {
        "none of its headings is understood"
    }
}

/// Who changed the document when: "Version, Date, Author, Description".
pub fn is_history(table: &Table) -> bool {
    const WORDS: [&str; 8] =
        ["version", "version no", "version number", "revision", "revision no", "document version", "draft", "issue no"];
    let first = table.rows.iter().find(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1);
    first.is_some_and(|row| row.cells.iter().any(|cell| WORDS.contains(&normal(&cell.text()).as_str())))
}

/// Whether headings are those of a register of risks.
pub fn are_of_risks(headings: &[&Cell]) -> bool {
    let has = |word: &str| headings.iter().any(|cell| normal(&cell.text()).split(' ').any(|part| part == word));
    has("likelihood") || has("probability") || (has("risk") && has("mitigation"))
}

/// Words that are labels in the title block of a report, in the form of `normal`.
const FACTS: [&str; 24] = [
    "date",
    "date of meeting",
    "meeting",
    "subject",
    "subject heading",
    "report of",
    "report to",
    "report for",
    "report by",
    "report author",
    "report author and contact details",
    "responsible officer",
    "lead officer",
    "slt lead",
    "portfolio holder",
    "exempt",
    "enclosures",
    "wards affected",
    "ward",
    "policy context",
    "financial summary",
    "decision subject to call in",
    "version",
    "title",
];

/// Two columns of which the first has labels: "Subject:", "Report of:".
pub fn is_title_block(table: &Table) -> bool {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let rows: Vec<&Row> = table.rows.iter().filter(|row| filled(row) > 0).collect();
    let is_label = |row: &&&Row| {
        let text = row.cells.first().map(Cell::text).unwrap_or_default();
        text.trim().ends_with(':') || FACTS.contains(&normal(&text).as_str())
    };
    rows.len() > 1
        && rows.iter().all(|row| filled(row) <= 2)
        && rows.iter().filter(is_label).count() * 3 >= rows.len() * 2
}

/// Whether most of what stands in a table's body are figures.
pub fn is_figures(body: &[Row], columns: &[Column]) -> bool {
    let kept = columns.iter().filter(|column| {
        !matches!(column.reading.meaning, Meaning::Number | Meaning::Timescale | Meaning::Start | Meaning::Status)
    });
    let texts: Vec<String> = kept
        .flat_map(|column| body.iter().filter_map(|row| cell_of(row, column)))
        .filter(|cell| !cell.is_empty())
        .map(Cell::text)
        .collect();
    let by_year = columns.iter().filter(|column| is_year(&column.heading)).count();
    texts.iter().filter(|text| is_figure(text)).count() * 5 > texts.len() * 2 || by_year >= 2
}

/// "2024/25", "02-03", "2024".
fn is_year(heading: &str) -> bool {
    let plain = heading.trim().trim_start_matches("FY");
    (4..=9).contains(&plain.len())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '/' || c == '-')
        && plain.contains(|c: char| c.is_ascii_digit())
}

pub fn is_figure(text: &str) -> bool {
    let plain = text.trim().trim_matches(|c: char| "£%,.()- kKmM".contains(c)).replace(',', "");
    !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || c == '.')
}
