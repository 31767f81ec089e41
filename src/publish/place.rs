//! The folder of a site and what stands beside it: which folder it really is, whether it is ours
//! to write, who is at it, and the swap.
//!
//! Beside a site `site` stand `.site.stage` (the next site in the making), `.site.lock` and, for
//! a moment and only where two folders cannot be exchanged in one step, `.site.headway-old`. All
//! are on the site's file system, as a rename asks for. Start reading at [`Place`].

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::survey::device;
use super::{cannot, manifest};

/// Where a site is, links resolved.
#[derive(Debug)]
pub struct Place {
    pub site: PathBuf,
    pub stage: PathBuf,
    old: PathBuf,
    lock: PathBuf,
    parent: PathBuf,
}

impl Place {
    /// # Errors
    /// If no folder can be there.
    pub fn of(out: &Path) -> anyhow::Result<Self> {
        let site = real_path(out)?;
        let (Some(parent), Some(name)) = (site.parent().map(Path::to_path_buf), site.file_name()) else {
            bail!("{} is the root of the file system: choose a folder for the site", site.display());
        };
        let beside = |what: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(what);
            parent.join(hidden)
        };
        Ok(Self { stage: beside(".stage"), old: beside(".headway-old"), lock: beside(".lock"), site, parent })
    }

    /// What is added to an error that came before the swap.
    pub fn not_changed(&self) -> String {
        format!("the site {} was not changed", self.site.display())
    }

    /// Refuses what must never be swapped for a site, whatever is in it.
    pub fn refuse_unfit(&self) -> anyhow::Result<()> {
        let site = self.site.display();
        let is_sources = |folder: &Path| folder.join("site.yaml").is_file();
        if std::env::home_dir().and_then(|home| fs::canonicalize(home).ok()).is_some_and(|home| home == self.site) {
            bail!("{site} is your home folder: choose a folder for the site alone");
        }
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&self.site)) {
            bail!("{site} is the folder that this was started in, or one above it: choose a folder for the site alone");
        }
        if is_sources(&self.site.join("content")) {
            bail!("{site} holds the sources of a site, in content: choose a folder for the site alone");
        }
        if self.site.ancestors().any(|at| at.file_name() == Some(OsStr::new("content")) && is_sources(at)) {
            bail!("{site} is among the sources of a site: choose a folder outside of content");
        }
        let Ok(metadata) = fs::metadata(&self.site) else { return Ok(()) };
        if !metadata.is_dir() {
            bail!("{site} is a file: choose a folder for the site");
        }
        let above = fs::metadata(&self.parent).with_context(|| cannot("read the folder", &self.parent))?;
        if device(&metadata) != device(&above) {
            return Err(self.is_mounted());
        }
        Ok(())
    }

    /// Refuses a folder with files but without a manifest of ours. Hidden files do not count.
    pub fn refuse_foreign(&self) -> anyhow::Result<()> {
        let read = || cannot("read the folder", &self.site);
        if fs::symlink_metadata(self.site.join(manifest::NAME)).is_ok() {
            return Ok(());
        }
        let entries = match fs::read_dir(&self.site) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error).with_context(read),
        };
        let mut first: Option<OsString> = None;
        for entry in entries {
            let name = entry.with_context(read)?.file_name();
            if !name.as_encoded_bytes().starts_with(b".") && first.as_ref().is_none_or(|first| name < *first) {
                first = Some(name);
            }
        }
        let Some(first) = first else { return Ok(()) };
        bail!(
            "the folder {} holds files that headway did not make ({} among them), so it was left alone: choose an \
             empty folder for the site, or move these files away and build again",
            self.site.display(),
            Path::new(&first).display()
        )
    }

    /// Waits until no other build is at this site. The lock ends with the value or the process;
    /// its file stays, since removing it would let two builds hold one lock each.
    pub fn lock(&self) -> anyhow::Result<File> {
        let beside = || format!("could not write beside the site, in {}", self.parent.display());
        fs::create_dir_all(&self.parent).with_context(beside)?;
        let file = File::options().create(true).truncate(false).write(true).open(&self.lock);
        let file = file.with_context(|| cannot("make", &self.lock)).with_context(beside)?;
        match file.lock() {
            // Some network file systems have no locks; there, two builds at once are the user's.
            Err(error) if error.kind() != ErrorKind::Unsupported => {
                Err(error).with_context(|| cannot("lock", &self.lock))
            }
            _ => Ok(file),
        }
    }

    /// Puts right what a build left that was killed between the renames of [`Place::swap_in_steps`].
    pub fn recover(&self) -> anyhow::Result<()> {
        if fs::symlink_metadata(&self.old).is_err() {
            return Ok(());
        }
        if fs::symlink_metadata(&self.site).is_err() {
            return rename(&self.old, &self.site);
        }
        if fs::symlink_metadata(&self.stage).is_err() {
            return rename(&self.old, &self.stage);
        }
        bail!("{} is in the way: move it elsewhere and build again", self.old.display())
    }

    /// Puts the stage in the place of the site; the old site becomes the stage.
    pub fn swap(&self) -> anyhow::Result<()> {
        if fs::symlink_metadata(&self.site).is_err() {
            return rename(&self.stage, &self.site);
        }
        match exchange(&self.stage, &self.site) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::ResourceBusy => Err(self.is_mounted()),
            // So it is with a folder that comes with the image of a container.
            Err(error) if error.kind() == ErrorKind::CrossesDevices => bail!(
                "the folder {} cannot be moved on this file system: choose a new folder for the site",
                self.site.display()
            ),
            Err(error) if is_unknown(&error) => self.swap_in_steps(),
            Err(error) => Err(error)
                .with_context(|| format!("could not exchange {} with {}", self.site.display(), self.stage.display())),
        }
    }

    /// Between the first two renames there is no site for an instant: the price of a system that
    /// cannot exchange folders. If killed there, the next build puts the old site back.
    fn swap_in_steps(&self) -> anyhow::Result<()> {
        rename(&self.site, &self.old)?;
        if let Err(error) = rename(&self.stage, &self.site) {
            rename(&self.old, &self.site)?;
            return Err(error);
        }
        // The new site stands. Should this fail, the next build sees to the old one.
        let _ = rename(&self.old, &self.stage);
        Ok(())
    }

    fn is_mounted(&self) -> anyhow::Error {
        anyhow::anyhow!(
            "{} is a mount point, which cannot be swapped for a new site: choose a folder inside it",
            self.site.display()
        )
    }
}

/// The path with all links resolved, of which only the last parts may be missing.
fn real_path(out: &Path) -> anyhow::Result<PathBuf> {
    let find = || cannot("find", out);
    let absolute = std::path::absolute(out).with_context(find)?;
    let mut missing = Vec::new();
    let mut at = absolute.as_path();
    loop {
        match fs::canonicalize(at) {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |path, name| path.join(name))),
            Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(at).is_err() => {
                let (Some(parent), Some(name)) = (at.parent(), at.file_name()) else {
                    return Err(error).with_context(find);
                };
                missing.push(name);
                at = parent;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                bail!(
                    "{} is a link to a folder that does not exist: make that folder, or remove the link",
                    at.display()
                )
            }
            Err(error) => return Err(error).with_context(find),
        }
    }
}

fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to).with_context(|| format!("could not rename {} to {}", from.display(), to.display()))
}

/// Swaps two folders in one step, so that each name always stands for one or the other.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, two: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, two, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether the system or the file system does not know the exchange.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at what must not happen")]
mod tests {
    use super::*;

    #[test]
    fn steps_swap_as_the_exchange_does() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::of(&folder.path().join("site")).unwrap();
        for (path, text) in [(&place.site, "old"), (&place.stage, "new")] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("page"), text).unwrap();
        }
        place.swap_in_steps().unwrap();
        assert_eq!(fs::read_to_string(place.site.join("page")).unwrap(), "new");
        assert_eq!(fs::read_to_string(place.stage.join("page")).unwrap(), "old");
        place.swap().unwrap();
        assert_eq!(fs::read_to_string(place.site.join("page")).unwrap(), "old");
        assert!(fs::symlink_metadata(&place.old).is_err());
    }
}
