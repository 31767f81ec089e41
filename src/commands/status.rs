//! `headway status`: how the plans stand, at a glance.

use std::io::Write;

use anyhow::{Context, Result};
use jiff::civil::Date as Day;
use serde_json::json;

use super::Outcome;
use crate::cli::{Status, TextFormat};
use crate::data;
use crate::terminal::{self, Look, Voice};

/// # Errors
/// If the project cannot be read, has no such plan, or nothing can be written.
pub fn run(status: &Status, today: Day, look: Look, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let (site, found) = super::load(&status.of.project, today, super::audience(&status.of))?;
    let Some(edition) = site.editions.first() else { return Ok(Outcome::Mistakes) };
    let (public, theme) = (&*edition.public, edition.theme());
    let plans = super::plans(public, status.of.plan.as_deref())?;
    let text = match status.of.format {
        TextFormat::Text => terminal::status(Voice { public, theme, look }, &plans),
        TextFormat::Json => {
            let word = |key: &str| theme.text(key).to_owned();
            let standing = |plan| data::standing(&data::Source { public, plan, word: &word });
            let plans: Vec<_> = plans.into_iter().map(standing).collect::<Result<_, _>>()?;
            let whole =
                json!({"organisation": *public.site.organisation, "as_of": public.as_of.to_string(), "plans": plans});
            format!("{whole:#}\n")
        }
    };
    out.write_all(text.as_bytes()).context("writing the status")?;
    super::tell_mistakes(&found, errors)
}
