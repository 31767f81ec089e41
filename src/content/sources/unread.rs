//! What files with mistakes define, so that a name is not missed a second time.
//!
//! A lead whose entry cannot be read is not there, and all that name it would be told of an unknown
//! lead. The mistake is in the entry, and it has been told; so names are looked for in the text, too.

use crate::diagnostic::{Diagnostics, FileId};
use crate::files::Files;

/// The texts of files in which a mistake was found.
#[derive(Debug, Default)]
pub struct Unread(Vec<String>);

impl Unread {
    /// Reads with `read`, and keeps the text of the file if that found a mistake.
    pub(super) fn watch<T>(
        &mut self,
        (files, file): (&Files, Option<FileId>),
        diagnostics: &mut Diagnostics,
        read: impl FnOnce(&mut Diagnostics) -> T,
    ) -> T {
        let mut found = Diagnostics::default();
        let value = read(&mut found);
        if found.has_errors() {
            self.0.extend(file.map(|file| files.text(file).to_owned()));
        }
        diagnostics.append(found);
        value
    }

    pub(super) fn add(&mut self, text: &str) {
        self.0.push(text.to_owned());
    }

    /// Whether something is called so: `id: paused`, `ref: "9a"`.
    pub fn has(&self, key: &str, name: &str) -> bool {
        self.0.iter().any(|text| {
            text.match_indices(key).any(|(at, _)| {
                let value =
                    text[at + key.len()..].strip_prefix(':').map(|rest| rest.trim_start_matches([' ', '"', '\'']));
                value.and_then(|value| strip_name(value, name)).is_some_and(|rest| !rest.starts_with(is_of_name))
            })
        })
    }

    /// Whether one of them does not have the key at all, so that it could be the one that is missed.
    pub fn lacks(&self, key: &str) -> bool {
        self.0.iter().any(|text| !text.lines().any(|line| line.starts_with(key)))
    }

    /// Whether a line begins with this key.
    pub fn has_key(&self, name: &str) -> bool {
        self.0.iter().flat_map(|text| text.lines()).any(|line| {
            let line = line.trim_start_matches(['"', '\'']);
            strip_name(line, name).is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        })
    }

    /// Whether it holds this text as a whole.
    pub fn is_listed(&self, name: &str) -> bool {
        self.0.iter().any(|text| text == name)
    }
}

fn strip_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let start = text.get(..name.len())?;
    start.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '.'
}
