//! The terminal edge: parses, runs, prints and turns the outcome into an exit code. The only
//! place that looks at the clock.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Parser;
use headway::cli::{Cli, ColorChoice};
use headway::commands::{self, Outcome};
use headway::terminal::Look;
use jiff::civil::Date as Day;
use mimalloc::MiMalloc;

/// A page is made of thousands of small pieces that go away with it. With the allocator of the C library, giving them
/// and taking them back is a third of the time that a large site takes.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = std::io::stdout().lock();
    let outcome = headway::run(&cli, today, look(cli.color), &mut out, &mut std::io::stderr());
    // A reader that went away (`headway check | head`) wants no more of it.
    let _ = out.flush();
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Mistakes) => ExitCode::from(1),
        Err(error) => {
            eprintln!("headway: {}", commands::told(&error));
            ExitCode::from(2)
        }
    }
}

/// The day of the machine's clock, in universal time.
fn today() -> Day {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(0);
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

/// How standard output shows text: in colours only at a terminal whose user has not asked for none (no-color.org).
fn look(choice: ColorChoice) -> Look {
    #[expect(clippy::disallowed_methods, reason = "what the terminal is comes from the edge")]
    let said = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let is_terminal = std::io::stdout().is_terminal();
    let colour = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            is_terminal && said("NO_COLOR").is_none() && said("TERM").is_none_or(|term| term != "dumb")
        }
    };
    let typed = said("COLUMNS").and_then(|columns| columns.to_str()?.parse().ok()).filter(|width| *width > 0);
    let seen = || terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0.into());
    Look { width: typed.or_else(seen).unwrap_or(Look::PLAIN.width), colour }
}
