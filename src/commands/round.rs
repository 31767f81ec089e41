//! `headway round`: a round prepared, sent out and read back.

mod read;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Outcome;
use crate::cli::{self, TextFormat};
use crate::content::public::Public;
use crate::content::{Audience, Options};
use crate::diagnostic::{Diagnostics, Severity};
use crate::files::together::{self, Piece};
use crate::files::{self, Files};
use crate::report::{self, Format};
use crate::rounds::chase::{self, Chase};
use crate::rounds::form::{self, Words};
use crate::rounds::{self, Round, blank};
use crate::site::Site;
use crate::table::form::Form;
use crate::theme::Theme;
use crate::writers::form_workbook;

const NOBODY: &str = "no recommendation is open, so that there is nothing to ask for";

/// Diagnostics go to `errors`, a line for each file that was made to `out`.
///
/// # Errors
/// If it cannot be told which plan is meant, the project cannot be read, or a file is there already.
pub fn run(round: &cli::Round, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let Some(site) = load(round, errors)? else { return Ok(Outcome::Mistakes) };
    let Some(edition) = site.editions.first() else { bail!("the project has no language") };
    let public = &edition.public;
    if !round.read.is_empty() {
        return read::run(round, &site, out, errors);
    }
    if round.chase {
        return chase(round, public, out);
    }
    let plans = rounds::plans(public, &round.plan).map_err(anyhow::Error::msg)?;
    let rounds: Vec<Round<'_>> =
        plans.into_iter().map(|plan| Round::new(public, &public.plans[plan], round.as_at)).collect();
    let words = words(edition.theme());
    if let Some(file) = &round.workbook {
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let name =
            file.file_name().filter(|_| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")));
        let Some(name) = name else {
            bail!("{} is no name for a workbook: end it with `.xlsx`", file.display());
        };
        let made = form::form(&rounds, &words).map(|form| (name.to_string_lossy().into_owned(), form));
        return workbooks(&folder, made.into_iter().collect(), out);
    }
    if let Some(folder) = &round.per_lead {
        if folder.is_file() {
            bail!("{} is a file: name a folder, which need not be there yet", folder.display());
        }
        return workbooks(folder, form::per_lead(&rounds, &words), out);
    }
    blanks(&site, &rounds, &round.project, out)
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

fn blanks(site: &Site, rounds: &[Round<'_>], project: &Path, out: &mut dyn Write) -> Result<Outcome> {
    if rounds.iter().all(|round| round.asked().0.is_empty()) {
        bail!(
            "{NOBODY}; a round that says something all the same is written by hand, as `updates/<date>.yaml` of its plan"
        );
    }
    for round in rounds {
        if let Some(given) = round.given() {
            let path = site.files.path(given.origin.file);
            bail!(
                "{path} speaks for {} already, and is left as it is: write into it, or start a round of another date",
                round.as_at.edtf()
            );
        }
    }
    let made: Vec<(String, String)> = rounds.iter().map(|round| (round.path(), blank::blank(round))).collect();
    let pieces: Vec<Piece<'_>> = made.iter().map(|(path, text)| Piece { path, text, replaces: None }).collect();
    together::write(project, &pieces)?;
    for (round, (path, _)) in rounds.iter().zip(&made) {
        let count = round.asked().0.len();
        let what = if count == 1 { "recommendation" } else { "recommendations" };
        writeln!(out, "{path}: {count} open {what}").context("writing the report")?;
    }
    Ok(Outcome::Done)
}

fn workbooks(folder: &Path, forms: Vec<(String, Form)>, out: &mut dyn Write) -> Result<Outcome> {
    if forms.is_empty() {
        bail!("{NOBODY}");
    }
    let made = forms.iter().map(|(name, form)| Ok((folder.join(name), form, form_workbook::write(form)?)));
    let made: Vec<(PathBuf, &Form, Vec<u8>)> = made.collect::<Result<_>>()?;
    if let Some((path, ..)) = made.iter().find(|(path, ..)| path.exists()) {
        bail!("{} is there already, and is left as it is: move it away, or write elsewhere", path.display());
    }
    for (path, form, bytes) in made {
        files::create_new(&path, &bytes)?;
        let names: Vec<&str> = form.sheets.iter().skip(1).map(|sheet| sheet.name.as_str()).collect();
        writeln!(out, "{}: {}", path.display(), names.join("; ")).context("writing the report")?;
    }
    Ok(Outcome::Done)
}

/// Of the plans that were named, or of all that are open.
fn chase(round: &cli::Round, public: &Public, out: &mut dyn Write) -> Result<Outcome> {
    let plans = if round.plan.is_empty() {
        rounds::open_plans(public)
    } else {
        rounds::plans(public, &round.plan).map_err(anyhow::Error::msg)?
    };
    let chases: Vec<Chase> =
        plans.into_iter().map(|plan| chase::chase(&Round::new(public, &public.plans[plan], round.as_at))).collect();
    let text = match round.format {
        TextFormat::Text if chases.is_empty() => "no plan is open, so that nobody is asked\n".to_owned(),
        TextFormat::Text => chases.iter().map(Chase::text).collect(),
        TextFormat::Json => serde_json::to_string_pretty(&chases).context("writing the list")? + "\n",
    };
    out.write_all(text.as_bytes()).context("writing the list")?;
    Ok(Outcome::Done)
}

fn words(theme: &Theme) -> Words<'_> {
    Words {
        filled: Box::new(|key, values| theme.filled(key, None, values)),
        date: Box::new(|date, role| theme.date(date, role)),
    }
}
