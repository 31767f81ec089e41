//! Headway turns an action plan, kept as Markdown and YAML, into a public progress website.
//!
//! The modules stand in the order in which the data flows: what was typed, places and problems,
//! the field's small values, what reads the project, what follows from it, and what is made of
//! that. One direction, no way back.

pub mod cli;
pub mod commands;

pub mod diagnostic;

pub mod colour;
pub mod date;
pub mod decimal;
pub mod document;
pub mod foreign;
pub mod prose;
pub mod refs;
pub mod table;

pub mod files;
pub mod yaml;

pub mod content;

pub mod theme;

pub mod bodies;

pub mod calendar;
pub mod chart;
pub mod data;
pub mod feeds;
pub mod pages;
pub mod papers;
pub mod search;

pub mod writers;

pub mod routes;
pub mod site;

pub mod publish;
pub mod report;
pub mod terminal;

pub mod import;
pub mod rounds;
pub mod starter;

pub mod preview;
pub mod server;
pub mod watcher;

use std::io::Write;

use commands::Outcome;
use jiff::civil::Date as Day;
use terminal::Look;

/// Runs one command; its results go to `out`, which shows them as `look` says, all else to `errors`. `today` is asked
/// for the day whenever it matters, for a preview may run past midnight.
///
/// # Errors
/// If the command could not run; mistakes in the sources are an [`Outcome`], not an error.
pub fn run(
    cli: &cli::Cli,
    today: fn() -> Day,
    look: Look,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    match &cli.command {
        cli::Command::New(new) => commands::new::run(new, today, out, errors),
        cli::Command::Check(check) => commands::check::run(check, today(), out),
        cli::Command::Build(build) => commands::build::run(build, today(), out, errors),
        cli::Command::Import(import) => commands::import::run(import, import.as_of.unwrap_or_else(today), out, errors),
        cli::Command::Paper(paper) => commands::paper::run(paper, today(), out, errors),
        cli::Command::Round(round) => commands::round::run(round, out, errors),
        cli::Command::Serve(serve) => commands::serve::run(serve, today, out, errors),
        cli::Command::Status(status) => commands::status::run(status, today(), look, out, errors),
        cli::Command::Diff(diff) => commands::diff::run(diff, today(), look, out, errors),
        cli::Command::Export(export) => commands::export::run(export, today(), out, errors),
        cli::Command::Schema(schema) => commands::schema::run(schema, out),
        cli::Command::Completions(completions) => commands::completions::run(completions, out),
        cli::Command::Man(man) => commands::man::run(man, out),
    }
}
