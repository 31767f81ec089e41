//! Texts in which nothing was found and nothing could be found unless they change, so that a preview of a long plan does
//! not look at them again after each edit.
//!
//! What is said of most texts follows from their own words and from where they stand. Only a text that links, shows a
//! picture or refers to a number depends on the rest of the project, so it is never here. A text is known by where
//! its bytes lie; it is held, so that no other can come to lie there.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::pieces::{Form, Home, Piece};
use crate::diagnostic::Diagnostics;
use crate::prose::outline::Outline;

/// The quiet texts of one state of the sources.
#[derive(Debug, Default)]
pub struct Quiet(HashSet<Known>);

/// A text and what of its place decides what is said of it.
#[derive(Clone, Debug)]
struct Known {
    text: Arc<str>,
    form: Form,
    is_page: bool,
    is_quoted: bool,
}

impl Known {
    fn of(piece: &Piece<'_>) -> Option<Self> {
        let Home { is_page, is_quoted, .. } = piece.home;
        piece.shared().map(|text| Self { text: Arc::clone(text), form: piece.form, is_page, is_quoted })
    }

    fn key(&self) -> (usize, usize, Form, bool, bool) {
        (self.text.as_ptr().addr(), self.text.len(), self.form, self.is_page, self.is_quoted)
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Known {}

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl Quiet {
    pub fn has(&self, piece: &Piece<'_>) -> bool {
        Known::of(piece).is_some_and(|known| self.0.contains(&known))
    }

    /// Those of these pieces of which `is_quiet` is true.
    pub fn of<'p>(pieces: impl Iterator<Item = (&'p Piece<'p>, bool)>) -> Self {
        Self(pieces.filter(|(_, is_quiet)| *is_quiet).filter_map(|(piece, _)| Known::of(piece)).collect())
    }
}

/// Whether nothing was found, and nothing in the text depends on the rest of the project.
pub fn is_quiet(piece: &Piece<'_>, outline: Option<&Outline>, found: &Diagnostics) -> bool {
    let stands_alone = outline.is_none_or(|outline| outline.links.is_empty() && outline.images.is_empty());
    found.is_empty() && stands_alone && !super::references::may_refer(piece.text())
}
