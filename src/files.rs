//! Reads a project folder into memory: the only reader.
//!
//! What is here never follows a link out of the project, never reads more than its limits, and
//! gives files in one order whatever the disk says. Texts are held; other files (evidence to be
//! published) are listed, and read when they are asked for. Start at [`Files::read`].

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};

/// The largest text; offsets are 32 bits, and nobody types 64 MiB.
const LARGEST_TEXT: u64 = 64 << 20;
/// How deep folders may nest.
const DEEPEST: usize = 24;
/// Files whose text is held in memory.
const TEXTS: [&str; 8] = ["md", "yaml", "yml", "html", "xml", "css", "txt", "svg"];

/// A project's files, ordered by path.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    entries: Vec<File>,
}

#[derive(Debug)]
struct File {
    /// From the project folder, with `/` between names.
    path: String,
    text: String,
}

impl Files {
    /// Reads `content/` and `themes/` of the project at `root`.
    ///
    /// # Errors
    /// If there is no `content/`, or a folder or file cannot be read.
    pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Result<Self> {
        let content = root.join("content");
        if !content.is_dir() {
            bail!(
                "there is no folder `content` in {}: go to the project's folder, or name it with `--project`",
                root.display()
            );
        }
        let inside = fs::canonicalize(root).with_context(|| format!("finding {}", root.display()))?;
        let mut found = list(&content)?;
        if root.join("themes").is_dir() {
            found.extend(list(&root.join("themes"))?);
        }
        let mut read: Vec<(File, Option<Fault>)> =
            found.par_iter().map(|entry| one(root, &inside, entry.path())).collect::<Result<_>>()?;
        read.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let mut entries = Vec::with_capacity(read.len());
        for (index, (file, fault)) in read.into_iter().enumerate() {
            if let Some(fault) = fault {
                let place = Span::file(FileId(u32::try_from(index).unwrap_or(u32::MAX)));
                diagnostics.push(Diagnostic::error(fault.code, place, fault.message, fault.hint));
            }
            entries.push(file);
        }
        Ok(Self { root: root.to_owned(), entries })
    }

    /// Files from memory, for tests.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut entries: Vec<File> =
            texts.into_iter().map(|(path, text)| File { path: path.to_owned(), text: text.to_owned() }).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Self { root: PathBuf::new(), entries }
    }

    pub fn text(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |file| &file.text)
    }

    pub fn path(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("content", |file| &file.path)
    }

    pub fn find(&self, path: &str) -> Option<FileId> {
        let index = self.entries.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        u32::try_from(index).ok().map(FileId)
    }

    /// All files whose path begins with `folder`, which ends with `/`.
    pub fn under<'a>(&'a self, folder: &str) -> impl Iterator<Item = FileId> + use<'a> {
        let first = self.entries.partition_point(|file| file.path.as_str() < folder);
        let count = self.entries[first..].partition_point(|file| file.path.starts_with(folder));
        (first..first + count).filter_map(|index| u32::try_from(index).ok()).map(FileId)
    }

    /// Some file to point at when the project as a whole lacks something.
    pub fn any(&self) -> FileId {
        FileId(0)
    }

    /// The bytes of a file that is published as it is.
    ///
    /// # Errors
    /// If it cannot be read any more.
    pub fn bytes(&self, id: FileId) -> Result<Vec<u8>> {
        let path = self.root.join(self.path(id));
        fs::read(&path).with_context(|| format!("reading {}", path.display()))
    }
}

/// Why a file is there but not read.
struct Fault {
    code: &'static str,
    message: String,
    hint: String,
}

/// All files below a folder; hidden ones are not sources.
fn list(folder: &Path) -> Result<Vec<DirEntry>> {
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).max_depth(DEEPEST).follow_links(false).into_iter().filter_entry(|e| !hidden(e)) {
        let entry = entry.with_context(|| format!("listing {}", folder.display()))?;
        if !entry.file_type().is_dir() {
            found.push(entry);
        }
    }
    Ok(found)
}

fn one(root: &Path, inside: &Path, path: &Path) -> Result<(File, Option<Fault>)> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let name: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let name = name.join("/");
    let reading = || format!("reading {}", path.display());
    let refused = |code, message: String, hint: &str| {
        let fault = Fault { code, message, hint: hint.to_owned() };
        Ok((File { path: name.clone(), text: String::new() }, Some(fault)))
    };
    let real = fs::canonicalize(path);
    if !real.as_ref().is_ok_and(|real| real.starts_with(inside)) {
        let message = format!("`{name}` is a link that leads out of the project or nowhere");
        return refused("outside", message, "put the file itself in its place");
    }
    let metadata = fs::metadata(path).with_context(reading)?;
    if !metadata.is_file() {
        return refused("not-a-file", format!("`{name}` is not a plain file"), "remove it, or put a file in its place");
    }
    let is_text = path.extension().is_some_and(|ending| TEXTS.iter().any(|text| ending == *text));
    if !is_text || name.contains("/files/") {
        return Ok((File { path: name, text: String::new() }, None));
    }
    if metadata.len() > LARGEST_TEXT {
        return refused(
            "too-large",
            format!("`{name}` is larger than 64 MiB"),
            "split it, or move what is not text to `files/`",
        );
    }
    match String::from_utf8(fs::read(path).with_context(reading)?) {
        Ok(text) => Ok((File { path: name, text }, None)),
        Err(_) => refused(
            "not-utf-8",
            format!("`{name}` is not UTF-8 text"),
            "open it in your editor and save it with the encoding UTF-8",
        ),
    }
}
