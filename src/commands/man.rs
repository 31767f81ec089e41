//! `headway man`: the manual pages, one for the program and one a command.

use std::io::Write;

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::Outcome;
use crate::cli::{Cli, Man};
use crate::publish;

/// The page of the program, or all pages into a folder.
///
/// # Errors
/// If nothing can be written.
pub fn run(man: &Man, out: &mut dyn Write) -> Result<Outcome> {
    let mut program = Cli::command();
    // With the tree built, each command knows its whole name and the flags that all share.
    program.build();
    let Some(folder) = &man.out else {
        out.write_all(&page(program)?).context("writing the manual page")?;
        return Ok(Outcome::Done);
    };
    let commands: Vec<clap::Command> =
        program.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect();
    for command in std::iter::once(program).chain(commands) {
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let path = publish::write_alone(folder, &format!("{name}.1"), &page(command)?)?;
        writeln!(out, "{}", path.display()).context("writing the report")?;
    }
    Ok(Outcome::Done)
}

/// What every page says of how a command ends.
const ENDING: &str =
    ".SH \"EXIT STATUS\"\n.TP\n0\nDone.\n.TP\n1\nThe sources have mistakes.\n.TP\n2\nThe command could not run.\n";

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let command = command.disable_help_subcommand(true);
    // No date, so that the same program gives the same page.
    clap_mangen::Man::new(command)
        .date("")
        .source("")
        .manual("Headway")
        .render(&mut page)
        .context("writing a manual page")?;
    page.extend_from_slice(ENDING.as_bytes());
    Ok(page)
}
