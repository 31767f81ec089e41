//! All that an author wrote and what follows from it; the door to the private modules.
//!
//! `sources`, `model` and `published` cannot be named from outside: pages, feeds and data are
//! made from [`public`] alone.

mod model;
pub mod public;
mod published;
#[expect(dead_code, reason = "what is private is read, so that its mistakes are found, and goes no further")]
mod sources;

use crate::date::Day;
use crate::diagnostic::Diagnostics;
use crate::files::Files;

/// Who will see the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Public,
    /// Drafts and embargoed matter are shown, and marked.
    Preview,
}

/// What the reader of the command line decided.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day that the site speaks for.
    pub as_of: Day,
    pub audience: Audience,
}

/// Reads and resolves everything; what is wrong is left out and reported.
pub fn load(files: &Files, options: Options, found: &mut Diagnostics) -> public::Public {
    let sources = sources::read(files, found);
    let model = model::resolve(&sources, found);
    published::published(&sources, &model, options)
}
