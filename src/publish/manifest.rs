//! The list of the files that were written here, kept in the site as `.headway-manifest`.
//!
//! A version line, then one path a line, sorted: the same site has the same manifest. It says
//! whose a file is and nothing of what is in it. Start reading at [`Manifest`].

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::cannot;

/// The file's name in the folder of the site.
pub const NAME: &str = ".headway-manifest";

const FIRST_LINE: &str = "headway manifest 1";

/// Paths of files, relative to the site, in the order of their bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub paths: Vec<String>,
}

impl Manifest {
    /// The manifest of a new site.
    ///
    /// # Errors
    /// If a path is not fit to be an address, or if two of them cannot stand in one folder.
    pub fn of(paths: &[String]) -> anyhow::Result<Self> {
        for path in paths {
            if let Some(reason) = unfit(path) {
                bail!("the site cannot have a file {path:?}: {reason}");
            }
        }
        refuse_clashes(paths)?;
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        Ok(Self { paths })
    }

    /// The manifest of the site in a folder, empty if there is none.
    pub fn read(site: &Path) -> anyhow::Result<Self> {
        let path = site.join(NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| cannot("read", &path)),
        };
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) {
            bail!(
                "{} is not a manifest that this version of headway reads: build with the version that wrote it, \
                 or move the folder {} away and build again",
                path.display(),
                site.display()
            );
        }
        Ok(Self { paths: lines.map(str::to_owned).collect() })
    }

    /// Puts the manifest into a folder, and forces it to the disk: a site without it would be
    /// refused as somebody else's.
    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let path = folder.join(NAME);
        let lines = std::iter::once(FIRST_LINE).chain(self.paths.iter().map(String::as_str));
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        let written = File::create_new(&path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.with_context(|| cannot("write", &path))
    }
}

/// Why a path cannot be the address of a file, on any of the systems that may serve it.
fn unfit(path: &str) -> Option<&'static str> {
    if path.starts_with('/') {
        return Some("it must not start with `/`");
    }
    if path.chars().any(|c| c.is_control() || c == '\\') {
        return Some("it must not have a backslash or a control character");
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("each part between `/` must have a name");
    }
    (path.eq_ignore_ascii_case(NAME)).then_some("the name is that of the list of the site's files")
}

/// Compares without case, since the site may be served from a file system that knows none.
fn refuse_clashes(paths: &[String]) -> anyhow::Result<()> {
    let folded: Vec<String> = paths.iter().map(|path| path.to_lowercase()).collect();
    let mut files: HashMap<&str, &str> = HashMap::with_capacity(paths.len());
    for (folded, path) in folded.iter().zip(paths) {
        if let Some(other) = files.insert(folded, path) {
            bail!("two files of the site have the same address: {other:?} and {path:?}");
        }
    }
    for (folded, path) in folded.iter().zip(paths) {
        if let Some(file) = folded.match_indices('/').find_map(|(at, _)| files.get(&folded[..at])) {
            bail!("{file:?} cannot be both a file of the site and the folder of {path:?}");
        }
    }
    Ok(())
}
