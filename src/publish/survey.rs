//! What is in a folder: every file and folder below it, read in parallel and changing nothing.
//!
//! Links are listed, never followed. Start reading at [`Survey`].

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, bail};
use rayon::prelude::*;

use super::cannot;

/// One thing in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// With the time at which something in it was last added, removed or renamed.
    Folder(SystemTime),
    /// Two files with one inode are one file. Not every system tells it.
    File(Option<u64>),
    /// A link, a pipe and the like.
    Other(Option<u64>),
}

impl Found {
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Folder(_))
    }

    pub fn is_file(self) -> bool {
        matches!(self, Self::File(_))
    }

    /// Whether both are names of the same file.
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::File(Some(one)), Self::File(Some(two))) | (Self::Other(Some(one)), Self::Other(Some(two))) => {
                one == two
            }
            _ => false,
        }
    }
}

/// Everything below a folder by its relative path, with `/` between the parts; the folder itself
/// is the empty path.
#[derive(Debug, Default)]
pub struct Survey {
    pub found: HashMap<OsString, Found>,
}

impl Survey {
    /// Lists a folder; one that does not exist has nothing in it.
    pub fn of(root: &Path) -> anyhow::Result<Self> {
        let metadata = match fs::symlink_metadata(root) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| cannot("read the folder", root)),
        };
        if !metadata.is_dir() {
            bail!("{} is not a folder: move it away and build again", root.display());
        }
        let device = device(&metadata);
        let mut found = HashMap::new();
        let mut level = vec![OsString::new()];
        while !level.is_empty() {
            let listings: Vec<Listing> =
                level.par_iter().map(|folder| list(root, folder, device)).collect::<anyhow::Result<_>>()?;
            let mut below = Vec::new();
            for (folder, listing) in level.into_iter().zip(listings) {
                found.insert(folder, Found::Folder(listing.changed));
                found.extend(listing.files);
                below.extend(listing.folders);
            }
            level = below;
        }
        Ok(Self { found })
    }

    /// What is at a path, if it is not a folder.
    pub fn file_or_link(&self, path: &OsStr) -> Option<Found> {
        self.found.get(path).copied().filter(|found| !found.is_folder())
    }

    /// Refuses to go on if something was added, removed or renamed since: it was not carried over
    /// and would be lost.
    pub fn refuse_changed(&self, root: &Path) -> anyhow::Result<()> {
        if self.found.is_empty() && fs::symlink_metadata(root).is_ok() {
            bail!("somebody made {} while the site was being built: build again", root.display());
        }
        let entries: Vec<(&OsString, &Found)> = self.found.iter().collect();
        let moved = entries.par_iter().filter_map(|(folder, found)| {
            let Found::Folder(changed) = found else { return None };
            let path = below(root, folder);
            let now = fs::symlink_metadata(&path).and_then(|metadata| metadata.modified());
            (now.ok() != Some(*changed)).then_some(path)
        });
        match moved.min() {
            Some(path) => bail!(
                "somebody changed the folder {} while the site was being built; it was left as it is: build again",
                path.display()
            ),
            None => Ok(()),
        }
    }
}

struct Listing {
    changed: SystemTime,
    files: Vec<(OsString, Found)>,
    folders: Vec<OsString>,
}

fn list(root: &Path, folder: &OsStr, device_of_root: Option<u64>) -> anyhow::Result<Listing> {
    let path = below(root, folder);
    let read = || cannot("read the folder", &path);
    let (metadata, entries) = entries(&path).with_context(read)?;
    if device(&metadata) != device_of_root {
        bail!(
            "{} is on another disk than the site around it, so it cannot be carried over: unmount it, and mount it \
             outside of the site",
            path.display()
        );
    }
    let changed = metadata.modified().with_context(read)?;
    let mut listing = Listing { changed, files: Vec::new(), folders: Vec::new() };
    for entry in entries {
        let mut name = OsString::with_capacity(folder.len() + 1 + entry.name.len());
        if !folder.is_empty() {
            name.push(folder);
            name.push("/");
        }
        name.push(entry.name);
        match entry.kind {
            Kind::Folder => listing.folders.push(name),
            Kind::File => listing.files.push((name, Found::File(entry.inode))),
            Kind::Other => listing.files.push((name, Found::Other(entry.inode))),
        }
    }
    Ok(listing)
}

enum Kind {
    Folder,
    File,
    Other,
}

struct Entry {
    name: OsString,
    kind: Kind,
    inode: Option<u64>,
}

/// What is directly in a folder, and what was true of the folder before the list was read: what
/// is added in between shows as a change.
///
/// The standard library's way asks the system twice as often; in a site of ten thousand folders
/// that is a fifth of a build.
#[cfg(unix)]
fn entries(path: &Path) -> std::io::Result<(Metadata, Vec<Entry>)> {
    use rustix::fs::Dir;
    use std::os::unix::ffi::OsStrExt;

    let folder = fs::File::open(path)?;
    let metadata = folder.metadata()?;
    let mut entries = Vec::new();
    for entry in Dir::new(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if matches!(name, b"." | b"..") {
            continue;
        }
        let name = OsStr::from_bytes(name).to_os_string();
        let kind = match entry.file_type() {
            rustix::fs::FileType::Directory => Kind::Folder,
            rustix::fs::FileType::RegularFile => Kind::File,
            rustix::fs::FileType::Unknown => kind(fs::symlink_metadata(path.join(&name))?.file_type()),
            _ => Kind::Other,
        };
        entries.push(Entry { name, kind, inode: Some(entry.ino()) });
    }
    Ok((metadata, entries))
}

#[cfg(not(unix))]
fn entries(path: &Path) -> std::io::Result<(Metadata, Vec<Entry>)> {
    let metadata = fs::symlink_metadata(path)?;
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        entries.push(Entry { name: entry.file_name(), kind: kind(entry.file_type()?), inode: None });
    }
    Ok((metadata, entries))
}

fn kind(found: FileType) -> Kind {
    if found.is_dir() {
        Kind::Folder
    } else if found.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

/// Joining the empty path would add a `/`.
fn below(root: &Path, folder: &OsStr) -> PathBuf {
    if folder.is_empty() { root.to_path_buf() } else { root.join(folder) }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not tell it")]
pub fn device(metadata: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::dev(metadata))
}

#[cfg(not(unix))]
pub fn device(_: &Metadata) -> Option<u64> {
    None
}
