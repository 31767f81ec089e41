//! `headway schema`: JSON Schemas of the sources, by which editors complete and check what is typed.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::Outcome;
use crate::cli::Schema;
use crate::content;
use crate::publish;

/// A line for each file, with what it is for, goes to `out`.
///
/// # Errors
/// If a file cannot be written, or one is there that is no schema of ours.
pub fn run(schema: &Schema, out: &mut dyn Write) -> Result<Outcome> {
    for (path, kind) in write(&schema.dir)?.iter().zip(content::kinds()) {
        writeln!(out, "{}: {}", path.display(), kind.paths.join(", ")).context("writing the report")?;
    }
    Ok(Outcome::Done)
}

/// Writes all schemas, in the order of the kinds.
///
/// # Errors
/// As [`run`].
pub fn write(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let file = |kind: &content::Kind| (kind.file_name(), format!("{:#}\n", kind.schema()).into_bytes());
    let files: Vec<(String, Vec<u8>)> = content::kinds().iter().map(file).collect();
    // Those of an earlier version of the program are ours to renew.
    let is_ours = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(content::MADE);
    publish::write_all_alone(folder, &files, &is_ours, "move it away")
}
