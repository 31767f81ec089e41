//! Commands and flags as types with their help. Reads nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::report::Format;

/// Publish progress on action plans.
#[derive(Debug, Parser)]
#[command(name = "headway", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report all mistakes in the sources
    Check(Check),
    /// Make the website
    Build(Build),
}

#[derive(Debug, Args)]
pub struct Project {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The day that the site speaks for, such as 2024-01-31 [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<jiff::civil::Date>,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub project: Project,
    /// How to report
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Let warnings fail the check as well
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Args)]
pub struct Build {
    #[command(flatten)]
    pub project: Project,
    /// Where to write the site [default: the project's `site`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Show drafts and embargoed matter, marked
    #[arg(long)]
    pub drafts: bool,
}
