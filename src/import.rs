//! From the documents that a council has to sources: a Word plan, a workbook or a table of another system.
//!
//! Bytes in, source files as text out. [`source`] is what all readers make of a file; [`read`] chooses the reader,
//! one for each kind of file: `docx`, `workbook`, `excel97`, `opendocument`, `csv`. `archive`, `package`, `xml` and `compound` are what office
//! files are made of, `lines` is what is typed for lists, `colours` what cells say without a word, and `budget` is how
//! much any file may hold.
//!
//! [`plan`] takes what was read apart: which tables are the plan (`tables`), what their columns mean (`columns`), which
//! rows are one recommendation (`rows`), what each cell says (`cells`), and how it is written (`written`). Nothing is
//! decided in silence: each guess stands in the [`report`] with its place.

mod answers;
mod archive;
mod budget;
mod cells;
mod colours;
pub mod columns;
mod compound;
mod csv;
mod docx;
mod excel97;
mod forms;
pub mod leads;
mod lines;
pub mod markdown;
pub mod merge;
mod narrative;
mod numbers;
mod opendocument;
mod others;
mod package;
pub mod plan;
pub mod read;
mod references;
pub mod report;
mod rows;
pub mod source;
mod statuses;
mod tables;
mod timescale;
mod titles;
mod updates;
pub mod workbook;
mod written;
mod xml;

pub use merge::merge;
pub use plan::NoPlan;

use columns::Meaning;
use leads::{Joined, Lead};
use report::Report;
use source::Source;

use crate::date::{Date, Day};
use crate::refs::Id;

/// What was decided at the command line, or stands in the plan.
#[derive(Clone, Debug)]
pub struct Options {
    pub plan: Id,
    pub today: Day,
    /// When progress and statuses speak for; what the document says, if not given.
    pub as_at: Option<Date>,
    /// What columns mean, by their headings; later ones go before earlier ones.
    pub columns: Vec<(String, Meaning)>,
    pub joined: Joined,
}

/// What the project has already.
#[derive(Clone, Debug)]
pub struct Known {
    pub has_site: bool,
    pub leads: Vec<Lead>,
    /// The text of `leads.yaml`, if there is one.
    pub leads_file: Option<String>,
    /// The ids of the site's statuses with their labels.
    pub statuses: Vec<(String, String)>,
}

/// The words of the default scheme.
const STATUSES: [(&str, &str); 7] = [
    ("not-due", "Not due yet"),
    ("not-started", "Not started"),
    ("on-track", "On track"),
    ("at-risk", "At risk"),
    ("delayed", "Delayed"),
    ("complete", "Complete"),
    ("closed", "Closed"),
];

impl Known {
    /// An empty folder.
    pub fn nothing() -> Self {
        Self { has_site: false, leads: Vec::new(), leads_file: None, statuses: usual_statuses() }
    }
}

pub fn usual_statuses() -> Vec<(String, String)> {
    STATUSES.iter().map(|(id, label)| ((*id).to_owned(), (*label).to_owned())).collect()
}

/// A source to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// From the project's folder.
    pub path: String,
    pub text: String,
    /// What the file holds today, if it is there: new entries go to its end.
    pub replaces: Option<String>,
}

impl NewFile {
    fn new(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), text, replaces: None }
    }
}

/// What an import would write, and what it has to say.
#[derive(Clone, Debug)]
pub struct Imported {
    pub files: Vec<NewFile>,
    pub report: Report,
}

/// Documents as a plan's sources.
///
/// # Errors
/// If no table of them is a plan.
pub fn plan(sources: &[Source], known: &Known, options: &Options) -> Result<Imported, NoPlan> {
    let recognised = plan::of(sources, known, options)?;
    let files = written::files(&recognised, known, options);
    Ok(Imported { files, report: recognised.report })
}

/// `FFC000` as red, green, blue; none for white and for what is left to the program.
fn colour(text: &str) -> Option<[u8; 3]> {
    let number = u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6)?;
    let [_, red, green, blue] = number.to_be_bytes();
    (number != 0x00ff_ffff).then_some([red, green, blue])
}
