//! YAML text to any source type, with places, all mistakes in one go.
//!
//! [`read`] takes the text of a file, or a slice of it such as front matter, and gives a source
//! type with a plain `derive(Deserialize)`, or nothing if the whole cannot be made. Scalars are
//! kept as they are written (`2.10`, `no`, `010`): only the type that asks for a number or for
//! `true` and `false` makes one of them. A null (`~`, `null` or nothing at all) is `None`, an empty
//! list or an empty mapping.
//!
//! How all mistakes are found at once: the text is parsed once into a tree, and read into the type
//! again and again. Each mistake is noted, its node left out, and the smallest part around it that
//! can be read by itself read again, until it succeeds. [`Ordered`] and [`OneOrMany`] are such
//! parts for each of their items; so a long file should hold its records in one of them, since a
//! mistake in a plain `Vec` costs another reading of everything around it.
//!
//! A mistake that a `Deserialize` impl of a source type finds is told by `Error::custom`; its text
//! is `message` or `message\nhint`. Source types must not use `flatten`, `untagged` or inner tags:
//! serde then copies the values before the type sees them, and their places are lost.
//!
//! This module knows no plan and reads no file. Start reading at [`read`], then `tree` (text to
//! nodes), `deserialize` (nodes to types), `context` (what happens to a mistake).

mod context;
mod deserialize;
mod fault;
mod invented;
mod outline;
mod shapes;
mod syntax;
mod text;
mod tree;
mod words;

#[cfg(test)]
mod tests;

use serde::de::{Deserialize, DeserializeOwned};

use crate::diagnostic::{Diagnostics, FileId};

pub use outline::{Entry, Outline, Part, Shape};
pub use shapes::{OneOrMany, Ordered};
pub use text::Text;

/// Not YAML at all; nothing more of the file can be read.
pub const YAML_SYNTAX: &str = "yaml-syntax";
pub const YAML_UNSUPPORTED: &str = "yaml-unsupported";
pub const YAML_TOO_LARGE: &str = "yaml-too-large";
pub const UNKNOWN_KEY: &str = "unknown-key";
pub const MISSING_KEY: &str = "missing-key";
pub const DUPLICATE_KEY: &str = "duplicate-key";
pub const WRONG_KIND: &str = "wrong-kind";
pub const BAD_VALUE: &str = "bad-value";
pub const CUT_SHORT: &str = "cut-short";

/// Reads `text`, which starts at byte `base` of `file`, into a source type.
///
/// What can be read is read: a value, a record or an item with a mistake is left out and
/// reported. `None` means that the whole could not be made; then at least one error was pushed.
pub fn read<T: DeserializeOwned>(text: &str, file: FileId, base: usize, diagnostics: &mut Diagnostics) -> Option<T> {
    let tree = tree::Tree::parse(text, file, base, diagnostics)?;
    let context = context::Context::new(&tree);
    let kept = shapes::Kept::<T>::deserialize(context.root());
    // After too many mistakes what is there is a part of the file at most, and would be taken for the whole.
    let value = if context.has_stopped() { None } else { kept.ok().and_then(|kept| kept.0) };
    diagnostics.append(context.into_diagnostics());
    value
}
