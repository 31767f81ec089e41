//! All that an author wrote and what follows from it; the door to the private modules.
//!
//! `sources`, `model`, `checks` and `published` cannot be named from outside: pages, feeds and data are
//! made from [`public`] alone.

pub mod authoring;
mod checks;
pub mod inventory;
mod model;
pub mod posts;
pub mod public;
mod published;
mod reworded;
#[expect(dead_code, reason = "what is private is read, so that its mistakes are found, and goes no further")]
mod sources;

pub use reworded::reworded;
pub use sources::schemas::{Kind, MADE};

use crate::date::Day;
use crate::diagnostic::{Check, Diagnostics, FileId};
use crate::files::Files;

/// Who will see the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Public,
    /// Drafts and embargoed matter are shown, and marked.
    Preview,
}

/// What the reader of the command line decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day that the site speaks for.
    pub as_of: Day,
    pub audience: Audience,
    /// The file of the one paper that may be seen with all that is exempt in it.
    pub exempt: Option<FileId>,
}

/// What is kept between two loads of one project, so that only files that changed are read as sources again, and
/// their texts looked at.
#[derive(Debug, Default)]
pub struct Memory {
    sources: sources::Memory,
    quiet: checks::Quiet,
}

/// Reads and resolves everything; what is wrong is left out and reported. There is one public
/// view a language, the site's own first.
pub fn load(
    files: &Files,
    memory: Option<&mut Memory>,
    options: Options,
    found: &mut Diagnostics,
) -> Vec<public::Public> {
    load_in_steps(files, memory, options, found, &mut |_| ())
}

/// [`load`] for those who measure it: `done` hears the name of each step when it has ended.
pub fn load_in_steps(
    files: &Files,
    memory: Option<&mut Memory>,
    options: Options,
    found: &mut Diagnostics,
    done: &mut dyn FnMut(&'static str),
) -> Vec<public::Public> {
    let (known, quiet) = memory.map(|memory| (&mut memory.sources, &mut memory.quiet)).unzip();
    let sources = sources::read(files, known, found);
    done("sources");
    let model = model::resolve(&sources, found);
    done("model");
    // Neither needs the other, and both take their time.
    let mut of_view = Diagnostics::default();
    let (editions, ()) = rayon::join(
        || published::editions(&sources, &model, files, options, &mut of_view),
        || checks::check((&sources, &model), options, quiet, found),
    );
    found.append(of_view);
    done("checks, and the public view beside them");
    editions
}

/// The kinds of sources, each with the schema by which editors check and complete it.
pub fn kinds() -> &'static [Kind] {
    &sources::schemas::KINDS
}

/// Every kind of mistake that a report may hold.
pub fn checks() -> &'static [Check] {
    checks::table::ALL
}
