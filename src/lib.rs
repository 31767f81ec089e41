//! Headway turns an action plan, kept as Markdown and YAML, into a public progress website.
//!
//! The modules stand in the order in which the data flows.

pub mod diagnostic;

pub mod decimal;

/// Runs one command line.
pub fn run() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
