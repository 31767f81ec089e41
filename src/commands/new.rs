//! `headway new`: a project to write over, or one from a document, shown at once.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::civil::Date as Day;

use super::{Outcome, import, serve};
use crate::cli::{Import, New, Project, Serve};
use crate::files::together::{self, Piece};
use crate::refs;
use crate::starter::{self, NewFile};

/// What was made goes to `out`, all else to `errors`.
///
/// # Errors
/// If the folder holds a project or a file that is in the way, or the document cannot be brought in; then nothing is made.
pub fn run(new: &New, today: fn() -> Day, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let day = new.as_of.unwrap_or_else(today);
    if new.dir.join("content").symlink_metadata().is_ok() {
        bail!("{} holds a project already: choose another folder", new.dir.display());
    }
    if new.dir.is_file() {
        bail!("{} is a file: name a folder, which need not be there yet", new.dir.display());
    }
    let files = if new.from.is_empty() { starter::files(day) } else { starter::frame() };
    // What would be in the way is found before anything is written.
    if let Some(file) = files.iter().find(|file| new.dir.join(&file.path).symlink_metadata().is_ok()) {
        bail!("{} is there already: choose another folder, or move it away", new.dir.join(&file.path).display());
    }
    if !new.from.is_empty() {
        let outcome = import::run(&of_document(new, day), day, out, errors)?;
        if outcome != Outcome::Done {
            return Ok(outcome);
        }
        writeln!(out).context("writing the report")?;
    }
    write(&new.dir, &files)?;
    tell(new, out)?;
    let is_shown = new.open || !(new.from.is_empty() || new.no_serve);
    if is_shown { serve::run(&preview(new), today, out, errors) } else { Ok(Outcome::Done) }
}

fn write(folder: &Path, files: &[NewFile]) -> Result<()> {
    let pieces: Vec<Piece<'_>> =
        files.iter().map(|file| Piece { path: &file.path, text: &file.text, replaces: None }).collect();
    together::write(folder, &pieces)
}

/// The import that brings the document in.
fn of_document(new: &New, day: Day) -> Import {
    // A name in letters that an address cannot have says nothing there.
    let named = || {
        let stem = new.from[0].file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        if stem.contains(|c: char| c.is_ascii_alphanumeric()) { refs::slug(&stem) } else { "plan".to_owned() }
    };
    Import {
        files: new.from.clone(),
        plan: new.plan.clone().unwrap_or_else(named),
        project: new.dir.clone(),
        as_of: Some(day),
        ..Import::default()
    }
}

fn tell(new: &New, out: &mut dyn Write) -> Result<()> {
    let folder = new.dir.display();
    let made = if new.from.is_empty() { "two plans of an invented council, to write over" } else { "your plan" };
    writeln!(out, "made {folder}: {made}; README.md there says what is what").context("writing the report")?;
    if new.no_serve || (new.from.is_empty() && !new.open) {
        let enter = if new.dir == Path::new(".") { String::new() } else { format!("cd {folder} && ") };
        writeln!(out, "to see the site: {enter}headway serve --open").context("writing the report")?;
    }
    Ok(())
}

fn preview(new: &New) -> Serve {
    Serve {
        project: Project { project: new.dir.clone(), as_of: new.as_of },
        port: new.port,
        host: std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        public: false,
        open: new.open,
        editor: None,
        poll: false,
    }
}
