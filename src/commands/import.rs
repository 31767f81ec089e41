//! `headway import`: a plan's sources from the document that holds it.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date as Day;

use super::Outcome;
use crate::cli::Import;
use crate::content::inventory::{self, Inventory};
use crate::content::{Audience, Options};
use crate::diagnostic::{Diagnostics, Severity, list, nearest};
use crate::files::together::{self, Piece};
use crate::files::{self, Files};
use crate::import::columns::Meaning;
use crate::import::leads::{Joined, Lead};
use crate::import::source::Source;
use crate::import::{self, Imported, Known, NewFile, NoPlan};
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
    let root = &import.project;
    let plan = Id::read(&import.plan).map_err(|fault| anyhow!("`--plan`: {}", one_line(&fault.to_string())))?;
    let mut found = Diagnostics::default();
    let files = Files::read_if_any(root, &mut found)?;
    let has = inventory::of(&files);
    let folder = format!("content/plans/{plan}/");
    if files.under(&folder).next().is_some() {
        bail!(
            "the plan `{plan}` is there already: give `--merge` to bring a newer version of its document in, or another `--plan`"
        );
    }
    let sources = sources(&import.files)?;
    let known = known(&has, &files);
    let options = import::Options {
        plan,
        today,
        as_at: import.as_at,
        columns: told(&import.map)?,
        joined: if import.split_leads { Joined::Split } else { Joined::Kept },
    };
    let imported = import::plan(&sources, &known, &options).map_err(|why| no_plan(&why))?;
    let tally = check(&files, &imported.files, today, errors)?;
    write!(out, "{}", imported.report.short()).context("writing the report")?;
    if import.dry_run {
        writeln!(out, "\nwould write, without `--dry-run`:").context("writing the report")?;
    } else {
        write(root, &imported.files)?;
        writeln!(out).context("writing the report")?;
    }
    tell(&imported, (root, &folder), &tally, out)?;
    Ok(Outcome::Done)
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

pub fn no_plan(why: &NoPlan) -> anyhow::Error {
    match why {
        NoPlan::NoTable(found) if found.is_empty() => {
            anyhow!("there is no table in the document: a plan is imported from a table with a row of headings")
        }
        NoPlan::NoTable(found) => anyhow!(
            "no table of the document is a plan\n{}\nIf one of them is, say what its columns mean, by their headings: `--map 'What was asked=recommendation' --map 'What we do=response'`",
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
fn tell(imported: &Imported, (root, folder): (&Path, &str), tally: &str, out: &mut dyn Write) -> Result<()> {
    let mut folders: Vec<(&str, Vec<&str>)> = Vec::new();
    for file in &imported.files {
        let (at, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        match folders.iter_mut().find(|(known, _)| *known == at) {
            Some((_, names)) => names.push(name),
            None => folders.push((at, vec![name])),
        }
    }
    folders.sort_unstable();
    let mut lines = Vec::new();
    for (at, names) in &folders {
        let what = if names.len() > 3 || at.ends_with("/recommendations") {
            format!("{} files", names.len())
        } else {
            names.join(", ")
        };
        lines.push(format!("  {at}/: {what}"));
    }
    let report = root.join(folder).join("import-report.md");
    writeln!(out, "{}\n\n`headway check` finds {tally}", lines.join("\n")).context("writing the report")?;
    writeln!(out, "what was guessed, and what was not understood: {}", report.display()).context("writing the report")
}

fn one_line(text: &str) -> String {
    text.replace('\n', ": ")
}
