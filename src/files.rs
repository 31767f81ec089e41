//! Reads a project folder into memory: the only reader, and where commands write new sources.
//!
//! What is here never follows a link out of the project, never reads more than its limits, and
//! gives files in one order whatever the disk says. Texts are held; other files (evidence to be
//! published) are listed, and read when they are asked for. Start at [`Files::read`].

pub mod together;

use std::cmp::Ordering;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span, nearest};

/// The largest text; offsets are 32 bits, and nobody types 64 MiB.
const LARGEST_TEXT: u64 = 64 << 20;
/// How deep folders may nest.
const DEEPEST: usize = 24;
/// Files whose text is held in memory.
const TEXTS: [&str; 9] = ["md", "yaml", "yml", "html", "xml", "css", "txt", "svg", "typ"];

/// A project's files, ordered by path.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    entries: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    /// From the project folder, with `/` between names.
    path: String,
    text: Arc<str>,
    /// It is there, but not read; its fault has been told.
    refused: bool,
    stamp: Stamp,
}

/// What a disk says of a file without its being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    fn of(metadata: &fs::Metadata) -> Self {
        Self { bytes: metadata.len(), changed: metadata.modified().ok() }
    }
}

impl Files {
    /// Reads `content/` and `themes/` of the project at `root`.
    ///
    /// # Errors
    /// If there is no `content/`, or a folder or file cannot be read.
    pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Result<Self> {
        Self::read_after(&Before { files: &[], doubtful: &[] }, root, diagnostics)
    }

    /// Reads the same project again: what the disk says is unchanged is taken from here, but for files at the
    /// paths in doubt or below them, which are read whatever it says.
    ///
    /// # Errors
    /// As [`Files::read`].
    pub fn read_again(&self, doubtful: &[PathBuf], diagnostics: &mut Diagnostics) -> Result<Self> {
        Self::read_after(&Before { files: &self.entries, doubtful }, &self.root, diagnostics)
    }

    /// The same files with what is written at some paths now, if all of these are texts that were here before or are no
    /// sources; and which texts are others. `None` if the whole project has to be read again.
    pub fn with_edits(&self, paths: &[PathBuf]) -> Option<(Self, Vec<FileId>)> {
        let (mut entries, mut changed) = (self.entries.clone(), Vec::new());
        for path in paths {
            let name = name_of(path.strip_prefix(&self.root).ok()?);
            let metadata = fs::symlink_metadata(path);
            let Some(id) = self.find(&name) else {
                // An editor's own file, which came and went or is hidden.
                let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                let is_gone = metadata.is_err() && self.under(&format!("{name}/")).next().is_none();
                if is_gone || is_hidden && metadata.is_ok_and(|metadata| metadata.is_file()) {
                    continue;
                }
                return None;
            };
            let before = &self.entries[id.0 as usize];
            let is_text = metadata.is_ok_and(|metadata| metadata.is_file()) && is_text(path, &name) && !before.refused;
            let (file, fault) = if is_text { read_text(path, name).ok()? } else { return None };
            if fault.is_some() {
                return None;
            }
            if file.differs(before) {
                changed.push(id);
            }
            entries[id.0 as usize] = file;
        }
        Some((Self { root: self.root.clone(), entries }, changed))
    }

    fn read_after(before: &Before<'_>, root: &Path, diagnostics: &mut Diagnostics) -> Result<Self> {
        let content = root.join("content");
        if !content.is_dir() {
            bail!(
                "there is no folder `content` in {}: go to the project's folder, or name it with `--project`",
                root.display()
            );
        }
        let inside = fs::canonicalize(root).with_context(|| format!("finding {}", root.display()))?;
        let mut read = read_folder(before, (root, &inside), &content)?;
        if root.join("themes").is_dir() {
            read.extend(read_folder(before, (root, &inside), &root.join("themes"))?);
        }
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

    /// As [`Files::read`], but a folder without `content/` is a project with no files yet.
    ///
    /// # Errors
    /// If a folder or file cannot be read.
    pub fn read_if_any(root: &Path, diagnostics: &mut Diagnostics) -> Result<Self> {
        if root.join("content").exists() {
            Self::read(root, diagnostics)
        } else {
            Ok(Self { root: root.to_owned(), entries: Vec::new() })
        }
    }

    /// These files with some texts that are not written yet, in place of what is at their paths.
    #[must_use]
    pub fn with_texts<'a>(&self, texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let new = Self::from_texts(texts);
        let mut entries: Vec<File> =
            self.entries.iter().filter(|file| new.find(&file.path).is_none()).cloned().collect();
        entries.extend(new.entries);
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Self { root: self.root.clone(), entries }
    }

    /// Files from memory, for tests.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut entries: Vec<File> = texts
            .into_iter()
            .map(|(path, text)| File {
                path: path.to_owned(),
                text: text.into(),
                refused: false,
                stamp: Stamp::default(),
            })
            .collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Self { root: PathBuf::new(), entries }
    }

    /// The paths of files that are new, gone or different beside another reading.
    pub fn differing(&self, other: &Self) -> Vec<String> {
        let (mut ours, mut theirs) = (self.entries.iter().peekable(), other.entries.iter().peekable());
        let mut paths = Vec::new();
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (None, None) => return paths,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.path.cmp(&b.path),
            };
            let (our, their) = (ours.next_if(|_| order.is_le()), theirs.next_if(|_| order.is_ge()));
            if our.zip(their).is_none_or(|(our, their)| our.differs(their)) {
                paths.extend(our.or(their).map(|file| file.path.clone()));
            }
        }
    }

    pub fn text(&self, id: FileId) -> &str {
        self.entries.get(id.0 as usize).map_or("", |file| &file.text)
    }

    /// The text for those who keep it longer than the project: the same one as long as it is unchanged.
    pub fn shared_text(&self, id: FileId) -> Arc<str> {
        self.entries.get(id.0 as usize).map(|file| Arc::clone(&file.text)).unwrap_or_default()
    }

    /// Whether it was not read because of a fault that has been told.
    pub fn is_refused(&self, id: FileId) -> bool {
        self.entries.get(id.0 as usize).is_none_or(|file| file.refused)
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

/// The bytes of a file that is no part of the project, at most so many of them.
///
/// # Errors
/// If it is not there, is no file, or is larger.
pub fn read_alone(path: &Path, most: u64) -> Result<Vec<u8>> {
    let reading = || format!("reading {}", path.display());
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("{}", missing(path)),
        metadata => metadata.with_context(reading)?,
    };
    if !metadata.is_file() {
        bail!("{} is not a file: name the document itself", path.display());
    }
    if metadata.len() > most {
        bail!("{} is larger than {} MiB: save it without its pictures, and try again", path.display(), most >> 20);
    }
    fs::read(path).with_context(reading)
}

/// What to say of a file that is not there: perhaps another in its folder was meant.
fn missing(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let hint = match nearest(&name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean {}?", path.with_file_name(near).display()),
        None => "look at how it is called and in which folder it is".to_owned(),
    };
    format!("there is no file {}: {hint}", path.display())
}

/// Writes a new file, its folders with it, and never over one that is there.
///
/// # Errors
/// If there is a file already, or it cannot be written.
pub fn create_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let writing = || format!("writing {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(writing)?;
    }
    let mut file = match fs::File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already, and is left as it is: move it away, or write elsewhere", path.display())
        }
        opened => opened.with_context(writing)?,
    };
    file.write_all(bytes).with_context(writing)
}

/// Why a file is there but not read.
struct Fault {
    code: &'static str,
    message: String,
    hint: String,
}

impl File {
    /// Texts differ if their words do; of other files only the disk knows.
    fn differs(&self, other: &Self) -> bool {
        let is_text = !self.text.is_empty() || !other.text.is_empty();
        let same_text = Arc::ptr_eq(&self.text, &other.text) || self.text == other.text;
        self.refused != other.refused || !same_text || (!is_text && self.stamp != other.stamp)
    }
}

/// What was read before.
struct Before<'a> {
    /// Ordered by path.
    files: &'a [File],
    doubtful: &'a [PathBuf],
}

impl Before<'_> {
    /// The file as it was read before, if nothing says that it is another now.
    fn find(&self, name: &str, path: &Path, stamp: Stamp) -> Option<&File> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(name)).ok()?;
        let file = &self.files[index];
        let in_doubt = self.doubtful.iter().any(|doubtful| path.starts_with(doubtful));
        (!in_doubt && !file.refused && stamp.changed.is_some() && file.stamp == stamp).then_some(file)
    }
}

/// All files below a folder; hidden ones are not sources.
fn read_folder(
    before: &Before<'_>,
    (root, inside): (&Path, &Path),
    folder: &Path,
) -> Result<Vec<(File, Option<Fault>)>> {
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).max_depth(DEEPEST).follow_links(false).into_iter().filter_entry(|e| !hidden(e)) {
        let entry = entry.with_context(|| format!("listing {}", folder.display()))?;
        if !entry.file_type().is_dir() {
            found.push(entry);
        }
    }
    // The folder itself may be a link; below it none is followed, so that only links need to be looked at.
    let leads_out = !leads_inside(folder, inside);
    found.par_iter().map(|entry| read_one(before, root, entry, leads_out || leads_out_of(inside, entry))).collect()
}

fn leads_out_of(inside: &Path, entry: &DirEntry) -> bool {
    entry.path_is_symlink() && !leads_inside(entry.path(), inside)
}

fn leads_inside(path: &Path, inside: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| real.starts_with(inside))
}

fn read_one(before: &Before<'_>, root: &Path, entry: &DirEntry, leads_out: bool) -> Result<(File, Option<Fault>)> {
    let path = entry.path();
    let relative = path.strip_prefix(root).unwrap_or(path);
    let name = name_of(relative);
    if leads_out {
        let message = format!("`{name}` is a link that leads out of the project or nowhere");
        return Ok(refused(name, "outside", message, "put the file itself in its place"));
    }
    // A pipe must not be opened, for it would be waited for.
    let metadata = fs::metadata(path).with_context(|| reading(path))?;
    let stamp = Stamp::of(&metadata);
    if !metadata.is_file() {
        let message = format!("`{name}` is not a plain file");
        return Ok(refused(name, "not-a-file", message, "remove it, or put a file in its place"));
    }
    if let Some(file) = before.find(&name, path, stamp) {
        return Ok((file.clone(), None));
    }
    if is_text(path, &name) {
        read_text(path, name)
    } else {
        Ok((File { path: name, text: Arc::default(), refused: false, stamp }, None))
    }
}

/// The path from the project folder as sources name it.
fn name_of(relative: &Path) -> String {
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn is_text(path: &Path, name: &str) -> bool {
    let has_ending = path.extension().is_some_and(|ending| TEXTS.iter().any(|text| ending == *text));
    has_ending && !name.contains("/files/")
}

/// A plain file with a text in it; its stamp is older than the text at most.
fn read_text(path: &Path, name: String) -> Result<(File, Option<Fault>)> {
    let mut file = fs::File::open(path).with_context(|| reading(path))?;
    let stamp = Stamp::of(&file.metadata().with_context(|| reading(path))?);
    if stamp.bytes > LARGEST_TEXT {
        let message = format!("`{name}` is larger than 64 MiB");
        return Ok(refused(name, "too-large", message, "split it, or move what is not text to `files/`"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(stamp.bytes).unwrap_or(0));
    file.read_to_end(&mut bytes).with_context(|| reading(path))?;
    if let Ok(text) = String::from_utf8(bytes) {
        return Ok((File { path: name, text: text.into(), refused: false, stamp }, None));
    }
    let message = format!("`{name}` is not UTF-8 text");
    Ok(refused(name, "not-utf-8", message, "open it in your editor and save it with the encoding UTF-8"))
}

fn refused(name: String, code: &'static str, message: String, hint: &str) -> (File, Option<Fault>) {
    let file = File { path: name, text: Arc::default(), refused: true, stamp: Stamp::default() };
    (file, Some(Fault { code, message, hint: hint.to_owned() }))
}

fn reading(path: &Path) -> String {
    format!("reading {}", path.display())
}
