//! `headway round`: a round prepared, sent out and read back.

use std::io::Write;

use anyhow::{Context, Result, bail};

use super::Outcome;
use crate::cli;
use crate::content::{Audience, Options};
use crate::diagnostic::{Diagnostics, Severity};
use crate::files::{self, Files};
use crate::report::{self, Format};
use crate::rounds::{self, Round, blank};
use crate::site::Site;

/// Diagnostics go to `errors`, a line for each file that was made to `out`.
///
/// # Errors
/// If it cannot be told which plan is meant, the project cannot be read, or a file is there already.
pub fn run(round: &cli::Round, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let Some(site) = load(round, errors)? else { return Ok(Outcome::Mistakes) };
    let Some(edition) = site.editions.first() else { bail!("the project has no language") };
    let public = &edition.public;
    let plans = rounds::plans(public, &round.plan).map_err(anyhow::Error::msg)?;
    let blanks: Vec<Round<'_>> =
        plans.into_iter().map(|plan| Round::new(public, &public.plans[plan], round.as_at)).collect();
    for round in &blanks {
        if let Some(given) = round.given() {
            bail!(
                "{} speaks for {} already, and is left as it is",
                site.files.path(given.origin.file),
                round.as_at.edtf()
            );
        }
    }
    for blank in &blanks {
        let path = blank.path();
        files::create_new(&round.project.join(&path), blank::blank(blank).as_bytes())?;
        let count = blank.asked().0.len();
        writeln!(out, "{path}: {count} open {}", if count == 1 { "recommendation" } else { "recommendations" })
            .context("writing the report")?;
    }
    Ok(Outcome::Done)
}

/// The project as its authors see it on the day of the round, unless it has mistakes.
fn load(round: &cli::Round, errors: &mut dyn Write) -> Result<Option<Site>> {
    let Some(day) = round.as_at.latest().or(round.as_at.earliest()) else {
        bail!("`{}` is not a date that a round can have: write a day, such as `2024-01-31`", round.as_at.edtf());
    };
    let mut found = Diagnostics::default();
    let files = Files::read(&round.project, &mut found)?;
    let site = Site::load(files, Options { as_of: day, audience: Audience::Preview, exempt: None }, &mut found)?;
    if !found.has_errors() {
        return Ok(Some(site));
    }
    let mut wrong = Diagnostics::default();
    found.sorted().iter().filter(|found| found.severity == Severity::Error).for_each(|found| wrong.push(found.clone()));
    errors.write_all(report::report(&wrong, &site.files, Format::Text).as_bytes()).context("writing the report")?;
    let tally = report::tally(&wrong).unwrap_or_default();
    writeln!(errors, "{tally}: correct the sources first, for a round could miss some of them")
        .context("writing the report")?;
    Ok(None)
}
