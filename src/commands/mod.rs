//! One file a command: each composes what the other modules do and decides nothing itself.

pub mod build;
pub mod check;
pub mod paper;
pub mod round;
pub mod serve;

use jiff::civil::Date as Day;

use crate::cli::Project;
use crate::content::{Audience, Options};
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::site::Site;

/// How a command ended; see the exit codes in the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The sources have mistakes that stop the command.
    Mistakes,
}

/// Reads a project and everything that follows from it; `today` is used unless a day was typed.
///
/// # Errors
/// If the project's folder cannot be read.
pub fn load(project: &Project, today: Day, audience: Audience) -> anyhow::Result<(Site, Diagnostics)> {
    let mut found = Diagnostics::default();
    let files = Files::read(&project.project, &mut found)?;
    let options = Options { as_of: project.as_of.unwrap_or(today), audience, exempt: None };
    let site = Site::load(files, options, &mut found)?;
    Ok((site, found.sorted()))
}
