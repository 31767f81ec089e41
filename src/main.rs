//! The terminal edge: runs what was typed and turns the outcome into an exit code. Decides nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    headway::run()
}
