//! Workbooks that came back: read, checked and put into the files of their round, all of them or none.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::words;
use crate::cli;
use crate::commands::Outcome;
use crate::files;
use crate::files::together::{self, Piece};
use crate::import::read::read;
use crate::import::source::Source;
use crate::rounds::Round;
use crate::rounds::answers::{self, Answer, Context, Mistake, Reading};
use crate::rounds::blank;
use crate::rounds::merge::{self, Merged, Prefer};
use crate::site::Site;

/// Of a workbook. One of a plan of 10,000 recommendations is a tenth of it.
const LARGEST: u64 = 64 << 20;

/// What a file holds, behind its name.
type Named = (String, Source);

/// The file of a round as it is to be.
struct Planned<'a> {
    path: String,
    /// `None` if there is none yet.
    before: Option<&'a str>,
    merged: Merged,
}

pub fn run(round: &cli::Round, site: &Site, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let (sources, mut mistakes) = sources(round)?;
    let reading = reading(round, site, &sources);
    mistakes.extend(reading.mistakes);
    let (planned, differences) = planned(round, site, &reading.answers)?;
    mistakes.extend(differences);
    for note in &reading.notes {
        writeln!(errors, "note: {note}").context("writing the report")?;
    }
    if !mistakes.is_empty() {
        for mistake in &mistakes {
            errors.write_all(told(mistake).as_bytes()).context("writing the report")?;
        }
        let what = if mistakes.len() == 1 { "1 mistake".to_owned() } else { format!("{} mistakes", mistakes.len()) };
        writeln!(errors, "{what}: nothing was written").context("writing the report")?;
        return Ok(Outcome::Mistakes);
    }
    let pieces = planned.iter().filter(|planned| planned.merged.changed > 0);
    let pieces: Vec<Piece<'_>> = pieces
        .map(|planned| Piece { path: &planned.path, text: &planned.merged.text, replaces: planned.before })
        .collect();
    together::write(&round.project, &pieces)?;
    for planned in &planned {
        tell(planned, out)?;
    }
    if planned.is_empty() {
        writeln!(out, "nothing was filled in").context("writing the report")?;
    }
    Ok(Outcome::Done)
}

/// What each file holds; those that are no workbook are mistakes.
fn sources(round: &cli::Round) -> Result<(Vec<Named>, Vec<Mistake>)> {
    let (mut sources, mut mistakes) = (Vec::new(), Vec::new());
    let mut names = BTreeSet::new();
    for path in &round.read {
        let bytes = files::read_alone(path, LARGEST)?;
        // Two folders may have a file of one name each.
        let short = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
        let name = if names.insert(short.clone()) { short } else { path.clone() }.display().to_string();
        match read(&name, &bytes) {
            Ok(source) => sources.push((name, source)),
            Err(refusal) => {
                let (message, hint) = (refusal.message, refusal.hint);
                mistakes.push(Mistake { place: name, message, texts: Vec::new(), hint });
            }
        }
    }
    Ok((sources, mistakes))
}

fn reading(round: &cli::Round, site: &Site, sources: &[Named]) -> Reading {
    let editions = site.editions.iter().map(|edition| (&*edition.public, words(edition.theme()))).collect();
    answers::read(sources, &Context { public: &site.editions[0].public, as_at: round.as_at, editions })
}

fn planned<'a>(round: &cli::Round, site: &'a Site, answers: &[Answer]) -> Result<(Vec<Planned<'a>>, Vec<Mistake>)> {
    let public = &*site.editions[0].public;
    let prefer = round.prefer.map(|prefer| match prefer {
        cli::Prefer::Workbook => Prefer::Workbook,
        cli::Prefer::File => Prefer::File,
    });
    let (mut planned, mut mistakes) = (Vec::new(), Vec::new());
    let plans: BTreeSet<usize> = answers.iter().map(|answer| answer.plan).collect();
    for plan in plans {
        let of_plan = Round::new(public, &public.plans[plan], round.as_at);
        let given = of_plan.given().map(|given| given.origin.file);
        let path = given.map_or_else(|| of_plan.path(), |file| site.files.path(file).to_owned());
        let before = given.map(|file| site.files.text(file));
        if before.is_none() && site.files.find(&path).is_some() {
            bail!("{path} is there, but does not speak for {}: correct its `as_at`, or rename it", round.as_at.edtf());
        }
        let text = before.map_or_else(|| blank::blank(&of_plan), ToOwned::to_owned);
        let answers: Vec<&Answer> = answers.iter().filter(|answer| answer.plan == plan).collect();
        match merge::merge(&of_plan, (&path, &text), &answers, prefer) {
            Ok(merged) => planned.push(Planned { path, before, merged }),
            Err(more) => mistakes.extend(more),
        }
    }
    Ok((planned, mistakes))
}

/// Says what was put into a file.
fn tell(planned: &Planned<'_>, out: &mut dyn Write) -> Result<()> {
    let Planned { path, merged, .. } = planned;
    let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let values = counted(merged.changed, "value", "values");
    let items = counted(merged.items, "recommendation", "recommendations");
    match (merged.changed, merged.items) {
        (0, _) => writeln!(out, "{path}: nothing new"),
        (_, 0) => writeln!(out, "{path}: {values} put in"),
        _ => writeln!(out, "{path}: {values} put in, of {items}"),
    }
    .context("writing the report")?;
    if merged.is_draft {
        writeln!(out, "It is a draft: take its line `draft: true` out when it is complete.")
            .context("writing the report")?;
    }
    Ok(())
}

/// A mistake as the terminal shows it, an empty line behind it.
fn told(mistake: &Mistake) -> String {
    let Mistake { place, message, texts, hint } = mistake;
    let mut text = format!("error: {place}: {message}\n");
    for (place, said) in texts {
        text.extend(["  ", place, ":\n"]);
        text.extend(said.trim_end().lines().flat_map(|line| ["    ", line, "\n"]));
    }
    text.extend(["help: ", hint, "\n\n"]);
    text
}
