//! `headway diff`: what changed of the plans between two days.

use std::io::Write;

use anyhow::{Context, Result, bail};
use jiff::civil::Date as Day;
use serde_json::json;

use super::Outcome;
use crate::cli::{Diff, TextFormat};
use crate::content::public::changes::Between;
use crate::data;
use crate::terminal::{self, Look, Voice};

/// # Errors
/// If the two days are in the wrong order or to come, the project cannot be read or has no such plan, or nothing can be written.
pub fn run(diff: &Diff, today: Day, look: Look, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let as_of = diff.of.project.as_of.unwrap_or(today);
    let (from, to) = (diff.from, diff.to.unwrap_or(as_of));
    if from > to {
        bail!("{from} is after {to}: give the earlier day first");
    }
    if to > as_of {
        bail!(
            "{to} is after {as_of}, the day that the site speaks for: give an earlier one, or move that by `--as-of {to}`"
        );
    }
    let (site, found) = super::load(&diff.of.project, today, super::audience(&diff.of))?;
    let Some(edition) = site.editions.first() else { return Ok(Outcome::Mistakes) };
    let (public, theme) = (&*edition.public, edition.theme());
    let plans = super::plans(public, diff.of.plan.as_deref())?;
    let between = |plan| Between { plan, scheme: public.scheme(), from: plan.on(from), to: plan.on(to) };
    let plans: Vec<Between<'_>> = plans.into_iter().map(between).collect();
    let text = match diff.of.format {
        TextFormat::Text => terminal::diff(Voice { public, theme, look }, &plans),
        TextFormat::Json => {
            let word = |key: &str| theme.text(key).to_owned();
            let told = |between: &Between<'_>| {
                data::difference(&data::Source { public, plan: between.plan, word: &word }, between)
            };
            let plans: Vec<_> = plans.iter().map(told).collect::<Result<_, _>>()?;
            format!("{:#}\n", json!({"from": from.to_string(), "to": to.to_string(), "plans": plans}))
        }
    };
    out.write_all(text.as_bytes()).context("writing what changed")?;
    super::tell_mistakes(&found, errors)
}
