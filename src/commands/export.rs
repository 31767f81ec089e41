//! `headway export`: the data of plans as files for other programs, the same as the site's.

use std::io::Write;

use anyhow::{Context, Result, bail};
use jiff::civil::Date as Day;

use super::Outcome;
use crate::cli::{Export, ExportFormat};
use crate::content::Audience;
use crate::publish;
use crate::report::{self, Format};

/// A line for each file that was made goes to `out`, all else to `errors`.
///
/// # Errors
/// If the project cannot be read or has no such plan, or a file is there already or cannot be written.
pub fn run(export: &Export, today: Day, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let audience = if export.drafts { Audience::Preview } else { Audience::Public };
    let (site, found) = super::load(&export.project, today, audience)?;
    if found.has_errors() {
        errors.write_all(report::report(&found, &site.files, Format::Text).as_bytes()).context("writing the report")?;
        let tally = report::tally(&found).unwrap_or_default();
        writeln!(errors, "{tally}: nothing was exported").context("writing the report")?;
        return Ok(Outcome::Mistakes);
    }
    let Some(edition) = site.editions.first() else { return Ok(Outcome::Mistakes) };
    let plans = super::plans(&edition.public, export.plan.as_deref())?;
    let editions = site.routes();
    let Some(routes) = editions.first() else { return Ok(Outcome::Mistakes) };
    let mut files = Vec::new();
    for plan in plans {
        let folder = format!("plans/{}/data/", plan.id);
        for path in routes.paths() {
            let Some(name) = path.strip_prefix(&folder).filter(|name| export.format.iter().any(|of| is_of(name, *of)))
            else {
                continue;
            };
            let target = format!("{}/{name}", plan.id);
            let mut bytes = Vec::new();
            routes.render(&path, &mut bytes)?;
            files.push((target, bytes));
        }
    }
    if files.is_empty() {
        bail!("there is no plan to export");
    }
    for path in publish::write_all_alone(&export.out, &files, &|_| export.replace, "write over it by `--replace`")? {
        writeln!(out, "{}", path.display()).context("writing the report")?;
    }
    if export.drafts {
        writeln!(errors, "warning: drafts and embargoed matter are in these files: publish none of them")
            .context("writing the report")?;
    }
    Ok(Outcome::Done)
}

/// Whether a file of a plan's data belongs to a format; the tables bring what describes them.
fn is_of(name: &str, format: ExportFormat) -> bool {
    match format {
        ExportFormat::Xlsx => name.ends_with(".xlsx"),
        ExportFormat::Csv => name.ends_with(".csv") || matches!(name, "datapackage.json" | "csv-metadata.json"),
        ExportFormat::Json => name == "plan.json",
    }
}
