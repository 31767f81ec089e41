//! Commands and flags as types with their help. Reads nothing.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::date::Date;
use crate::report::Format;

/// Publish progress on action plans.
#[derive(Debug, Parser)]
#[command(name = "headway", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Whether to speak in colours
    #[arg(long, value_enum, global = true, default_value = "auto", value_name = "WHEN", alias = "colour")]
    pub color: ColorChoice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// At a terminal that has not said otherwise by NO_COLOR
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a project: a complete example to write over, or one from a plan that is in Word or Excel
    New(New),
    /// Report all mistakes in the sources
    Check(Check),
    /// Make the website
    Build(Build),
    /// Make sources of an action plan in Word, Excel or CSV
    Import(Import),
    /// Write one committee paper
    Paper(Paper),
    /// Prepare a round, send it out as a workbook, and read the answers back
    Round(Round),
    /// Preview the website while you write
    Serve(Serve),
    /// Show how the plans stand: statuses, what is overdue or slipped, who answers for it
    Status(Status),
    /// Show what changed between two days
    Diff(Diff),
    /// Write the data of plans as files for other programs
    Export(Export),
    /// Write JSON Schemas of the sources, by which editors complete and check what is typed
    Schema(Schema),
    /// Print what a shell needs to complete commands and flags
    Completions(Completions),
    /// Print the manual page, or write all of them
    Man(Man),
}

#[derive(Debug, Args)]
pub struct Project {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The day that the site speaks for, such as 2024-01-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<jiff::civil::Date>,
}

#[derive(Debug, Args)]
pub struct New {
    /// The folder to make; what is in it already is never written over
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Begin with this document, bring its plan in, and show the site at once
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub from: Vec<PathBuf>,
    /// What to call that plan in addresses [default: the name of the document]
    #[arg(long, value_name = "ID", requires = "from")]
    pub plan: Option<String>,
    /// Show the site and open it in the browser
    #[arg(long)]
    pub open: bool,
    /// Make the files, and show nothing
    #[arg(long, conflicts_with = "open")]
    pub no_serve: bool,
    /// The port to show it on; if it is taken, the next that is free
    #[arg(long, default_value_t = 4000)]
    pub port: u16,
    /// The day on which this happens [default: today]
    #[arg(long, value_name = "DATE", value_parser = day, hide = true)]
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
    /// List what stands in `extra`, such as columns that an import found no field for
    #[arg(long)]
    pub extra: bool,
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

#[derive(Debug, Default, Args)]
pub struct Import {
    /// The document with the plan's table: .docx, .xlsx, .xls, .ods or .csv
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What to call the plan in addresses, such as peer-review-2024
    #[arg(long, value_name = "ID")]
    pub plan: String,
    /// The folder that holds `content/`, or will
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// What its progress speaks for, such as 2024-01-31, if the document does not say or says it wrongly
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_at: Option<Date>,
    /// What a column means, such as 'Action taken to date=progress'; may be given again for more
    #[arg(long, value_name = "HEADING=MEANING")]
    pub map: Vec<String>,
    /// Make several leads of a cell that names several, such as "Leader / Chief Executive"
    #[arg(long)]
    pub split_leads: bool,
    #[command(flatten)]
    pub merging: Merging,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day on which this happens [default: today]
    #[arg(long, value_name = "DATE", value_parser = day, hide = true)]
    pub as_of: Option<jiff::civil::Date>,
}

#[derive(Debug, Default, Args)]
pub struct Merging {
    /// Bring a newer version of the document in: what changed becomes a round, after it was shown
    #[arg(long)]
    pub merge: bool,
    /// Write what a merge has shown without asking
    #[arg(long, requires = "merge")]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct Paper {
    /// The paper: the name of its file without `.md`, if need be behind its plan's: `people/2024-03-18-progress`
    pub name: String,
    #[command(flatten)]
    pub project: Project,
    /// What to write it as
    #[arg(long, value_enum, value_delimiter = ',', default_value = "html")]
    pub format: Vec<PaperFormat>,
    /// Where to write the paper as it may be published [default: the folder you are in]
    #[arg(long, value_name = "DIR", conflicts_with = "exempt_to")]
    pub out: Option<PathBuf>,
    /// Where to write it with all that is exempt from publication, marked on every page; never into the site
    #[arg(long, value_name = "DIR")]
    pub exempt_to: Option<PathBuf>,
    /// Open what was written
    #[arg(long)]
    pub open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    Html,
    Pdf,
    Docx,
}

/// Writes `content/plans/<plan>/updates/<date>.yaml` with every open recommendation, ready to be filled in.
#[derive(Debug, Args)]
pub struct Round {
    /// What the round speaks for, such as 2024-01-31
    #[arg(value_name = "DATE", value_parser = date)]
    pub as_at: Date,
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The plan, if there are several; may be given again for more
    #[arg(long, value_name = "ID")]
    pub plan: Vec<String>,
    /// Write a workbook instead, with a sheet for each lead to fill in
    #[arg(long, value_name = "FILE", group = "what")]
    pub workbook: Option<PathBuf>,
    /// Write a workbook for each lead into a folder
    #[arg(long, value_name = "DIR", group = "what")]
    pub per_lead: Option<PathBuf>,
    /// Read workbooks that came back filled in, and put what they say into the round's file
    #[arg(long, value_name = "FILES", num_args = 1.., group = "what")]
    pub read: Vec<PathBuf>,
    /// Which to take where a workbook and the file say different things [default: neither, and both are shown]
    #[arg(long, value_enum, requires = "read")]
    pub prefer: Option<Prefer>,
    /// List who has not answered
    #[arg(long, group = "what")]
    pub chase: bool,
    /// How to list them
    #[arg(long, value_enum, default_value = "text", requires = "chase")]
    pub format: TextFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Prefer {
    Workbook,
    File,
}

fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| format!("`{text}` is not a day: write it as `2024-01-31`"))
}

fn date(text: &str) -> Result<Date, String> {
    crate::date::read(text).map_err(|fault| fault.to_string().replace('\n', ": "))
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub project: Project,
    /// The port to listen on; if it is taken, the next that is free
    #[arg(long, default_value_t = 4000)]
    pub port: u16,
    /// The address to listen on; any but 127.0.0.1 lets others on the network read drafts
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Show exactly what would be published, without drafts
    #[arg(long)]
    pub public: bool,
    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,
    /// What opens a source from its page, such as "code -g {file}:{line}"
    #[arg(long, value_name = "COMMAND")]
    pub editor: Option<String>,
    /// Look at the files again and again, for network drives that tell of no changes
    #[arg(long)]
    pub poll: bool,
}

/// What `status` and `diff` have in common.
#[derive(Debug, Args)]
pub struct OfPlans {
    #[command(flatten)]
    pub project: Project,
    /// One plan, by the name of its folder [default: all]
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
    /// Count drafts and embargoed matter as well
    #[arg(long)]
    pub drafts: bool,
    /// How to say it
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    pub of: OfPlans,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier day, such as 2024-01-31; reports given on it are taken as known
    #[arg(value_parser = day)]
    pub from: jiff::civil::Date,
    /// The later day [default: the day that the site speaks for]
    #[arg(value_parser = day)]
    pub to: Option<jiff::civil::Date>,
    #[command(flatten)]
    pub of: OfPlans,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub project: Project,
    /// One plan, by the name of its folder [default: all]
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
    /// What to write: one workbook, a table a file, or one nested document
    #[arg(long, value_enum, value_delimiter = ',', default_value = "xlsx")]
    pub format: Vec<ExportFormat>,
    /// Where to write, in a folder for each plan
    #[arg(long, value_name = "DIR", default_value = "export")]
    pub out: PathBuf,
    /// Write over files of an earlier export
    #[arg(long)]
    pub replace: bool,
    /// Export drafts and embargoed matter as well
    #[arg(long)]
    pub drafts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Xlsx,
    Csv,
    Json,
}

#[derive(Debug, Args)]
pub struct Schema {
    /// Where to write them
    #[arg(value_name = "DIR", default_value = "schemas")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
