//! What was read from each file, kept for the next time that the project is read.
//!
//! Reading one file is a pure function of its text and its id, so what was read from the very same
//! text under the same id is what would be read again. Only files that there are many of are kept.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Recommendation, Round};
use crate::diagnostic::{Diagnostics, FileId};
use crate::files::Files;

/// Readings of files by their ids.
#[derive(Debug)]
pub struct Readings<T>(HashMap<FileId, Reading<T>>);

#[derive(Debug)]
struct Reading<T> {
    /// Held, so that no other text can come to lie where it is.
    text: Arc<str>,
    value: Option<Arc<T>>,
    found: Diagnostics,
}

/// What a preview keeps between two states of the sources.
#[derive(Debug, Default)]
pub struct Memory {
    pub recommendations: Readings<Recommendation>,
    pub rounds: Readings<Round>,
}

impl<T> Default for Readings<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Readings<T> {
    /// What a file says: as read before if it is the same, else by `read`.
    pub fn get(
        &self,
        files: &Files,
        id: FileId,
        read: impl FnOnce(&mut Diagnostics) -> Option<T>,
    ) -> (Option<Arc<T>>, Diagnostics) {
        let text = files.shared_text(id);
        match self.0.get(&id) {
            // A file without text may be one that was refused.
            Some(known) if Arc::ptr_eq(&known.text, &text) && !text.is_empty() => {
                (known.value.clone(), known.found.clone())
            }
            _ => {
                let mut found = Diagnostics::default();
                let value = read(&mut found).map(Arc::new);
                (value, found)
            }
        }
    }

    /// Keeps a reading in place of the one before.
    pub fn keep(&mut self, files: &Files, id: FileId, value: Option<Arc<T>>, found: Diagnostics) {
        self.0.insert(id, Reading { text: files.shared_text(id), value, found });
    }
}
