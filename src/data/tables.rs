//! The tables of a plan: what each is called, its columns, and its rows.
//!
//! A new table is an entry of [`TABLES`] and a function that gives its rows. Column names are words
//! of the design and do not change with the language of the pages; what they mean is in the strings.

mod leads;
mod measures;
mod recommendations;
mod reports;

use anyhow::Result;

use super::Source;
use crate::content::public::Plan;
use crate::table::Row;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line, or a few words.
    Line,
    /// Paragraphs, of which the marks are taken off.
    Text,
    Address,
    Whole,
    Decimal,
    Truth,
    /// ISO 8601.
    Day,
    /// As written, in the forms of EDTF and those of councils.
    Written,
    /// The id of a status.
    Status,
    /// One of the words; its label is in the strings under the prefix and the word.
    Word(&'static str, &'static [&'static str]),
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// Every row has a value.
    pub required: bool,
    /// Its label and its meaning are in the strings under `column.…` and `about.…`.
    pub key: &'static str,
}

impl Column {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: false, key: name }
    }

    const fn required(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: true, key: name }
    }

    /// The same name means another thing elsewhere.
    const fn meaning(self, key: &'static str) -> Self {
        Self { key, ..self }
    }
}

/// Columns whose values are those of columns of another table.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub columns: &'static [&'static str],
    pub table: &'static str,
    pub other: &'static [&'static str],
}

pub struct Table {
    /// Without its ending; its label and its meaning are in the strings under `table.…`.
    pub name: &'static str,
    pub columns: &'static [Column],
    /// The columns that together name a row, if any do.
    pub key: &'static [&'static str],
    pub references: &'static [Reference],
    /// Whether the plan has it.
    pub exists: fn(&Plan) -> bool,
    pub rows: fn(&Source<'_>, &mut Row<'_>) -> Result<()>,
}

const OF_RECOMMENDATION: Reference = Reference { columns: &["ref"], table: "recommendations", other: &["ref"] };
const OF_ROUND: Reference = Reference { columns: &["round"], table: "rounds", other: &["id"] };
const OF_ACTION: Reference = Reference { columns: &["ref", "action"], table: "actions", other: &["ref", "id"] };

/// The first three are there for every plan, the rest where it has such matter.
pub const TABLES: &[Table] = &[
    recommendations::RECOMMENDATIONS,
    recommendations::ACTIONS,
    reports::UPDATES,
    reports::ACTION_UPDATES,
    reports::ROUNDS,
    reports::CHANGES,
    reports::DATE_CHANGES,
    reports::ASSESSMENTS,
    reports::REPORTING,
    reports::STATED,
    recommendations::TOPICS,
    leads::LEADS,
    leads::RESPONSIBILITIES,
    recommendations::MILESTONES,
    recommendations::CONNECTIONS,
    recommendations::EVIDENCE,
    measures::INDICATORS,
    measures::INDICATOR_VALUES,
    measures::RESOURCES,
    leads::STATUSES,
];

/// Those that a plan has.
pub fn of(plan: &Plan) -> impl Iterator<Item = &'static Table> {
    TABLES.iter().filter(|table| (table.exists)(plan))
}
