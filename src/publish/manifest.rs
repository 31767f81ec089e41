//! The list of what a build wrote, kept in the site's folder: path, size and BLAKE3 hash of each file.
//!
//! Without it a folder is not ours. It is written last, so a stage that has none is unfinished.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

/// The manifest's own file.
pub const NAME: &str = ".headway-manifest";
const FIRST_LINE: &str = "headway manifest 1";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    path: String,
    /// In bytes.
    pub size: u64,
    hash: String,
}

impl Entry {
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), size: bytes.len() as u64, hash: blake3::hash(bytes).to_hex().to_string() }
    }
}

/// Ordered by path.
#[derive(Debug, Default)]
pub struct Manifest(Vec<Entry>);

impl Manifest {
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Self(entries)
    }

    pub fn is_in(folder: &Path) -> bool {
        folder.join(NAME).is_file()
    }

    /// When it was written: every file of its build is at least as old.
    pub fn modified(folder: &Path) -> Option<SystemTime> {
        fs::metadata(folder.join(NAME)).ok()?.modified().ok()
    }

    /// The folder's manifest; one that is missing or not understood lists nothing.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Self> {
        if !Self::is_in(folder) {
            return Ok(Self::default());
        }
        let path = folder.join(NAME);
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) {
            return Ok(Self::default());
        }
        let entry = |line: &str| {
            let (hash, rest) = line.split_once(' ')?;
            let (size, path) = rest.split_once(' ')?;
            Some(Entry { path: path.to_owned(), size: size.parse().ok()?, hash: hash.to_owned() })
        };
        Ok(Self::new(lines.filter_map(entry).collect()))
    }

    pub fn write(&self, folder: &Path) -> Result<()> {
        let mut text = format!("{FIRST_LINE}\n");
        for Entry { path, size, hash } in &self.0 {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{hash} {size} {path}");
        }
        let path = folder.join(NAME);
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
    }

    pub fn entry(&self, path: &str) -> Option<&Entry> {
        let index = self.0.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.0.get(index)
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|entry| entry.path.as_str())
    }
}
