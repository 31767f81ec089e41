//! `headway completions`: what a shell needs to complete commands and flags.

use std::io::Write;

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::Outcome;
use crate::cli::{Cli, Completions};

/// # Errors
/// If nothing can be written.
pub fn run(completions: &Completions, out: &mut dyn Write) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Cli::command(), "headway", &mut script);
    out.write_all(&script).context("writing the script")?;
    Ok(Outcome::Done)
}
