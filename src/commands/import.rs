//! `headway import`: a plan's sources from the document that holds it.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date as Day;

use super::Outcome;
use crate::cli::Import;
use crate::content::inventory::{self, Inventory};
use crate::content::{Audience, Options};
use crate::date::Date;
use crate::diagnostic::{Diagnostics, Severity, list, nearest};
use crate::files::together::{self, Piece};
use crate::files::{self, Files};
use crate::import::columns::Meaning;
use crate::import::leads::{Joined, Lead};
use crate::import::report::Report;
use crate::import::source::Source;
use crate::import::{self, Known, NewFile, NoPlan};
use crate::refs::Id;
use crate::report::{self, Format};
use crate::site::Site;

/// The largest document that is read.
const LARGEST: u64 = 256 << 20;

/// What was made, or would be, goes to `out`; mistakes of what was written to `errors`.
///
/// # Errors
/// If a file cannot be read, holds no plan, or something is in the way; then nothing is written.
pub fn run(import: &Import, today: Day, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let plan = Id::read(&import.plan).map_err(|fault| anyhow!("`--plan`: {}", one_line(&fault.to_string())))?;
    if import.as_at.is_some_and(Date::is_ongoing) {
        bail!("`--as-at`: `ongoing` is no day for which progress can speak: write one, such as `2024-01-31`");
    }
    let mut found = Diagnostics::default();
    let files = Files::read_if_any(&import.project, &mut found)?;
    let has = inventory::of(&files);
    let existing = has.plans.iter().find(|known| known.id == plan.as_str());
    let is_there = files.under(&format!("content/plans/{plan}/")).next().is_some();
    if is_there && !import.merging.merge {
        bail!(
            "the plan `{plan}` is there already: give `--merge` to bring a newer version of its document in, or another `--plan`"
        );
    }
    let mut columns = existing.map_or_else(Vec::new, remembered);
    columns.extend(told(&import.map)?);
    let options = import::Options {
        plan,
        today,
        as_at: import.as_at,
        columns,
        joined: if import.split_leads { Joined::Split } else { Joined::Kept },
    };
    let sources = sources(&import.files)?;
    let known = known(&has, &files);
    if !import.merging.merge {
        return first(import, (&sources, &known, &options), &files, out, errors);
    }
    match existing {
        Some(existing) => again(import, (&sources, &known, &options), (&files, existing), out, errors),
        None if is_there => {
            bail!("content/plans/{}/plan.yaml cannot be read: mend what `headway check` says of it first", options.plan)
        }
        None => {
            let near = nearest(options.plan.as_str(), has.plans.iter().map(|plan| plan.id.as_str()));
            let hint = near
                .map_or_else(|| "leave `--merge` out to make it".to_owned(), |near| format!("did you mean `{near}`?"));
            bail!("there is no plan `{}` to merge into: {hint}", options.plan)
        }
    }
}

/// What an import is made from.
type Given<'a> = (&'a [Source], &'a Known, &'a import::Options);

/// A plan that is not there yet.
fn first(
    import: &Import,
    (sources, known, options): Given<'_>,
    files: &Files,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<Outcome> {
    let imported = import::plan(sources, known, options).map_err(|why| no_plan(&why))?;
    is_met(&import.map, &imported.report)?;
    let tally = check(files, &imported.files, options.today, errors)?;
    write!(out, "{}", imported.report.short()).context("writing the report")?;
    if import.dry_run {
        writeln!(out, "\nwould write, without `--dry-run`:").context("writing the report")?;
    } else {
        write(&import.project, &imported.files)?;
        writeln!(out).context("writing the report")?;
    }
    tell(&imported.files, &import.project, &tally, out)?;
    Ok(Outcome::Done)
}

/// A newer version of what a plan was made from.
fn again(
    import: &Import,
    (sources, known, options): Given<'_>,
    (files, existing): (&Files, &inventory::Plan),
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<Outcome> {
    let merged = import::merge(sources, known, existing, options).map_err(|why| no_plan(&why))?;
    is_met(&import.map, &merged.report)?;
    if merged.changes.is_empty() {
        writeln!(out, "{}: nothing has changed", merged.report.title).context("writing the report")?;
        return Ok(Outcome::Done);
    }
    writeln!(out, "{}", merged.changes.join("\n")).context("writing the report")?;
    if merged.needs_date {
        bail!(
            "nothing says when this was so, and nothing was written: give `--as-at DATE`, such as `--as-at 2024-01-31`"
        );
    }
    if let Some(date) = merged.taken {
        bail!(
            "there is a round as at `{}` already, and nothing was written: give another date with `--as-at DATE`, or change that round by hand",
            date.edtf()
        );
    }
    if merged.files.is_empty() {
        writeln!(out, "\nnothing of this can be written: change it by hand where you agree")
            .context("writing the report")?;
        return Ok(Outcome::Done);
    }
    let tally = check(files, &merged.files, options.today, errors)?;
    if import.dry_run {
        writeln!(out, "\nwould write, without `--dry-run`:").context("writing the report")?;
    } else if import.merging.yes || agreed(errors)? {
        write(&import.project, &merged.files)?;
        writeln!(out, "\nwritten:").context("writing the report")?;
    } else {
        bail!("nothing was written: give `--yes` to write it");
    }
    tell(&merged.files, &import.project, &tally, out)?;
    if !import.map.is_empty() {
        let plan = &options.plan;
        writeln!(
            out,
            "to keep what `--map` says, write it below `import: {{columns: …}}` in content/plans/{plan}/plan.yaml"
        )
        .context("writing the report")?;
    }
    Ok(Outcome::Done)
}

/// Asks, if somebody is there to answer.
fn agreed(errors: &mut dyn Write) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    write!(errors, "write this? [y/N] ").and_then(|()| errors.flush()).context("asking")?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).context("reading the answer")?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// What `plan.yaml` says of the columns of its document.
fn remembered(plan: &inventory::Plan) -> Vec<(String, Meaning)> {
    let meaning = |(heading, word): &(String, String)| Some((heading.clone(), Meaning::named(word)?));
    plan.columns.iter().filter_map(meaning).collect()
}

/// The documents as their readers see them.
///
/// # Errors
/// If one is not there, or is none that can be read.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let one = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = files::read_alone(path, LARGEST)?;
        let source = import::read::read(&name, &bytes);
        source.map_err(|refusal| anyhow!("{}: {}: {}", path.display(), refusal.message, refusal.hint))
    };
    paths.iter().map(one).collect()
}

/// What a project has that an import must know.
pub fn known(has: &Inventory, files: &Files) -> Known {
    let lead = |lead: &inventory::Lead| Lead {
        id: lead.id.clone(),
        title: lead.title.clone(),
        aliases: lead.aliases.clone(),
        kind: None,
    };
    Known {
        has_site: has.has_site,
        leads: has.leads.iter().map(lead).collect(),
        leads_file: files.find("content/leads.yaml").map(|id| files.text(id).to_owned()),
        statuses: if has.statuses.is_empty() { import::usual_statuses() } else { has.statuses.clone() },
    }
}

/// Writes all files, or none.
///
/// # Errors
/// If one of them is there already, or cannot be written.
pub fn write(root: &Path, files: &[NewFile]) -> Result<()> {
    let pieces: Vec<Piece<'_>> = files
        .iter()
        .map(|file| Piece { path: &file.path, text: &file.text, replaces: file.replaces.as_deref() })
        .collect();
    together::write(root, &pieces)
}

/// `'Action taken to date=progress'`, once for each.
fn told(maps: &[String]) -> Result<Vec<(String, Meaning)>> {
    let one = |map: &String| {
        let Some((heading, word)) = map.rsplit_once('=').filter(|(heading, _)| !heading.trim().is_empty()) else {
            bail!(
                "`--map '{map}'` has no `=`: write the heading, then `=`, then what it means: `--map 'Action taken to date=progress'`"
            );
        };
        let Some(meaning) = Meaning::named(word) else {
            let hint = match nearest(word.trim(), Meaning::names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write {}", list(Meaning::names(), "or")),
            };
            bail!("`--map '{map}'`: `{}` is nothing that a column can mean: {hint}", word.trim());
        };
        Ok((heading.trim().to_owned(), meaning))
    };
    maps.iter().map(one).collect()
}

/// A map that was typed now must have a column; one that is remembered may have lost it.
fn is_met(maps: &[String], report: &Report) -> Result<()> {
    let maps = told(maps)?;
    let Some((heading, _)) = maps.iter().find(|(heading, _)| report.unmet.contains(heading)) else { return Ok(()) };
    let headings = || report.columns.iter().map(|column| column.heading.as_str()).filter(|known| !known.is_empty());
    let hint = match nearest(heading, headings()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if headings().next().is_some() => format!("the columns are {}", list(headings(), "and")),
        None => {
            "its columns have no headings: name them by their numbers, such as `--map '2=recommendation'`".to_owned()
        }
    };
    bail!("`--map '{heading}=…'`: no table of the plan has a column `{heading}`: {hint}")
}

pub fn no_plan(why: &NoPlan) -> anyhow::Error {
    match why {
        NoPlan::NoTable(found) if found.is_empty() => {
            anyhow!("there is no table in the document: a plan is imported from a table with a row of headings")
        }
        NoPlan::NoTable(found) => anyhow!(
            "no table of the document is a plan\n{}\nIf one of them is, say what its columns mean, by their headings: `--map 'What was asked=recommendation' --map 'What we do=response'`; or by their numbers, if it has none: `--map '2=recommendation'`",
            found.iter().map(|table| format!("  {table}")).collect::<Vec<_>>().join("\n")
        ),
        NoPlan::Twice(names) => {
            anyhow!("{} hold the same plan: import one of them", list(names.iter().map(String::as_str), "and"))
        }
    }
}

/// What `check` will say once the files are there.
fn check(files: &Files, new: &[NewFile], today: Day, errors: &mut dyn Write) -> Result<String> {
    let mut found = Diagnostics::default();
    let files = files.with_texts(new.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    let options = Options { as_of: today, audience: Audience::Preview, exempt: None };
    let site = Site::load(files, options, &mut found)?;
    let mut wrong = Diagnostics::default();
    found.iter().filter(|found| found.severity == Severity::Error).for_each(|found| wrong.push(found.clone()));
    errors
        .write_all(report::report(&wrong.sorted(), &site.files, Format::Text).as_bytes())
        .context("writing the report")?;
    Ok(report::tally(&found.sorted()).unwrap_or_else(|| "no mistakes".to_owned()))
}

/// Which files they are, those of a folder in one line.
fn tell(files: &[NewFile], root: &Path, tally: &str, out: &mut dyn Write) -> Result<()> {
    let mut folders: Vec<(&str, Vec<&str>)> = Vec::new();
    for file in files {
        let (at, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        match folders.iter_mut().find(|(known, _)| *known == at) {
            Some((_, names)) => names.push(name),
            None => folders.push((at, vec![name])),
        }
    }
    folders.sort_unstable();
    for (at, names) in &folders {
        let many = names.len() > 3 || (names.len() > 1 && at.ends_with("/recommendations"));
        let what = if many { format!("{} files", names.len()) } else { names.join(", ") };
        writeln!(out, "  {at}/: {what}").context("writing the report")?;
    }
    writeln!(out, "\n`headway check` finds {tally}").context("writing the report")?;
    if let Some(report) = files.iter().find(|file| file.path.contains("/import-report")) {
        let path = root.join(&report.path);
        let path = path.strip_prefix(".").unwrap_or(&path);
        writeln!(out, "what was guessed and what was not understood: {}", path.display())
            .context("writing the report")?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.replace('\n', ": ")
}
