//! `headway check`: all mistakes in the sources, in one go.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Context, Result};
use jiff::civil::Date as Day;

use super::Outcome;
use crate::cli::Check;
use crate::content::Audience;
use crate::content::public::Plan;
use crate::diagnostic::Severity;
use crate::report::{self, Format};

/// # Errors
/// If the project cannot be read or the report cannot be written.
pub fn run(check: &Check, today: Day, out: &mut dyn Write) -> Result<Outcome> {
    let (site, found) = super::load(&check.project, today, Audience::Preview)?;
    let text = report::report(&found, &site.files, check.format);
    let plans = site.editions.first().map_or(&[][..], |edition| &edition.public.plans);
    let recommendations: usize = plans.iter().map(|plan| plan.recommendations.len()).sum();
    out.write_all(text.as_bytes()).context("writing the report")?;
    if check.format == Format::Text {
        let tally = report::tally(&found).unwrap_or_else(|| "no mistakes".to_owned());
        writeln!(
            out,
            "{tally} in {} with {}",
            counted(plans.len(), "plan"),
            counted(recommendations, "recommendation")
        )
        .context("writing the report")?;
        if check.extra {
            for plan in plans {
                out.write_all(extra(plan).as_bytes()).context("writing the report")?;
            }
        }
    }
    let failed = found.has_errors() || (check.strict && found.count(Severity::Warning) > 0);
    Ok(if failed { Outcome::Mistakes } else { Outcome::Done })
}

/// What has no field of its own, a name at a time.
fn extra(plan: &Plan) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in plan.recommendations.iter().flat_map(|item| &item.extra) {
        if !names.contains(&&**name) {
            names.push(name);
        }
    }
    let mut out = String::new();
    for name in names {
        let _ = writeln!(out, "\nextra of `{}`: {name}", plan.id);
        for item in &plan.recommendations {
            for (_, texts) in item.extra.iter().filter(|(known, _)| **known == *name) {
                let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
                let _ = writeln!(out, "  {}: {}", item.reference, texts.join("; "));
            }
        }
    }
    out
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
