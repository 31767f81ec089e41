//! One file a command: each composes what the other modules do and decides nothing itself.

pub mod build;
pub mod check;
pub mod completions;
pub mod diff;
pub mod export;
pub mod import;
pub mod man;
pub mod new;
pub mod paper;
pub mod round;
pub mod schema;
pub mod serve;
pub mod status;

use std::io::{self, ErrorKind, Write};

use anyhow::{Context, bail};

use jiff::civil::Date as Day;

use crate::cli::{OfPlans, Project};
use crate::content::public::{Plan, Public};
use crate::content::{Audience, Options};
use crate::diagnostic::{Diagnostics, nearest};
use crate::files::Files;
use crate::report;
use crate::site::Site;

/// How a command ended; see the exit codes in the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The sources have mistakes that stop the command.
    Mistakes,
}

/// Why a command could not run, and what to do where the system only says what it refused.
pub fn told(error: &anyhow::Error) -> String {
    let mut kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let hint = kinds.find_map(|kind| match kind {
        ErrorKind::PermissionDenied => Some("ask whoever keeps it for leave, or use another folder"),
        ErrorKind::ReadOnlyFilesystem => Some("nothing can be written on that drive: use another folder"),
        ErrorKind::StorageFull => Some("the drive is full: make room, and try again"),
        _ => None,
    });
    hint.map_or_else(|| format!("{error:#}"), |hint| format!("{error:#}: {hint}"))
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

fn audience(of: &OfPlans) -> Audience {
    if of.drafts { Audience::Preview } else { Audience::Public }
}

/// The plan of that id, or all.
fn plans<'a>(public: &'a Public, id: Option<&str>) -> anyhow::Result<Vec<&'a Plan>> {
    let Some(id) = id else { return Ok(public.plans.iter().collect()) };
    if let Some(plan) = public.plans.iter().find(|plan| plan.id.as_str() == id) {
        return Ok(vec![plan]);
    }
    let mut known = public.plans.iter().map(|plan| plan.id.as_str());
    if let Some(near) = nearest(id, known.clone()) {
        bail!("there is no plan `{id}`: did you mean `{near}`?");
    }
    let Some(first) = known.next() else { bail!("there is no plan `{id}`, nor any other") };
    let rest: String = known.map(|id| format!(", `{id}`")).collect();
    bail!("there is no plan `{id}`: the plans are `{first}`{rest}")
}

/// Says in a line that the sources have mistakes, for a command that speaks of what could be read.
fn tell_mistakes(found: &Diagnostics, errors: &mut dyn Write) -> anyhow::Result<Outcome> {
    let Some(tally) = report::tally(found).filter(|_| found.has_errors()) else { return Ok(Outcome::Done) };
    writeln!(errors, "{tally}: what has a mistake is left out; `headway check` says more")
        .context("writing the report")?;
    Ok(Outcome::Mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_system_refuses_is_told_with_what_to_do() {
        let refused = |kind: ErrorKind| told(&anyhow::Error::new(io::Error::from(kind)).context("making a/b"));
        assert_eq!(
            refused(ErrorKind::PermissionDenied),
            "making a/b: permission denied: ask whoever keeps it for leave, or use another folder"
        );
        assert_eq!(refused(ErrorKind::NotFound), "making a/b: entity not found");
    }
}
