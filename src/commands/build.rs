//! `headway build`: the site, published whole or not at all.

use std::io::Write;

use anyhow::{Context, Result};
use jiff::civil::Date as Day;

use super::Outcome;
use crate::cli::Build;
use crate::content::Audience;
use crate::publish;
use crate::report::{self, Format};

/// Diagnostics go to `errors`, the one line of what was made to `out`.
///
/// # Errors
/// If the project cannot be read, or the site cannot be written.
pub fn run(build: &Build, today: Day, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let audience = if build.drafts { Audience::Preview } else { Audience::Public };
    let (site, found) = super::load(&build.project, today, audience)?;
    errors.write_all(report::report(&found, &site.files, Format::Text).as_bytes()).context("writing the report")?;
    if found.has_errors() {
        let tally = report::tally(&found).unwrap_or_default();
        writeln!(errors, "{tally}: nothing was published, the site stands as it was").context("writing the report")?;
        return Ok(Outcome::Mistakes);
    }
    let folder = build.out.clone().unwrap_or_else(|| build.project.project.join("site"));
    let routes = site.routes();
    let paths = routes.paths();
    let summary = publish::publish(&folder, &paths, &|index, bytes| routes.render(&paths[index], bytes))?;
    let publish::Summary { written, unchanged, removed } = summary;
    writeln!(
        out,
        "{} files in {}: {written} written, {unchanged} unchanged, {removed} removed",
        paths.len(),
        folder.display()
    )
    .context("writing the report")?;
    Ok(Outcome::Done)
}
