//! Several files written as one: all of them, or none.
//!
//! Everything is written beside the project first; only then is each file moved to its place, and what was moved is
//! taken back if one of them cannot be. Nothing that is there is written over, but for a file that its writer names
//! with the very text that it must still hold.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A file to be written below the project's folder.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub path: &'a str,
    pub text: &'a str,
    /// What the file must still hold to be replaced; `None` if there must be none.
    pub replaces: Option<&'a str>,
}

/// Hidden, so that nothing takes what stands in it for sources.
const STAGE: &str = ".headway-unfinished";

/// # Errors
/// If a file is there already or has changed, or one cannot be written; then the project is as it was.
pub fn write(root: &Path, pieces: &[Piece<'_>]) -> Result<()> {
    for piece in pieces {
        let path = root.join(piece.path);
        match piece.replaces {
            None if path.symlink_metadata().is_ok() => {
                bail!("{} is there already, and is left as it is", path.display())
            }
            Some(text) if fs::read_to_string(&path).ok().as_deref() != Some(text) => {
                bail!("{} was changed in the meantime, and is left as it is: run the command again", path.display())
            }
            _ => {}
        }
    }
    if pieces.is_empty() {
        return Ok(());
    }
    let mut work = Work::begin(root)?;
    match work.stage(pieces).and_then(|()| work.place(pieces)) {
        Ok(()) => work.end(),
        Err(error) => {
            work.take_back();
            Err(error)
        }
    }
}

struct Work {
    root: PathBuf,
    stage: PathBuf,
    /// Folders that were made, outermost first.
    folders: Vec<PathBuf>,
    /// Files that stand in their place, each with where its former text is kept.
    placed: Vec<(PathBuf, Option<PathBuf>)>,
}

impl Work {
    fn begin(root: &Path) -> Result<Self> {
        let mut work = Self { root: root.to_owned(), stage: root.join(STAGE), folders: Vec::new(), placed: Vec::new() };
        // One that was stopped in its work left its stage, and nothing else.
        if work.stage.is_dir() {
            fs::remove_dir_all(&work.stage).with_context(|| format!("removing {}", work.stage.display()))?;
        }
        let made = work
            .folder(root)
            .and_then(|()| fs::create_dir(&work.stage).with_context(|| format!("making {}", work.stage.display())));
        if let Err(error) = made {
            work.take_back();
            return Err(error);
        }
        Ok(work)
    }

    fn staged(&self, number: usize) -> PathBuf {
        self.stage.join(number.to_string())
    }

    fn stage(&self, pieces: &[Piece<'_>]) -> Result<()> {
        for (number, piece) in pieces.iter().enumerate() {
            fs::write(self.staged(number), piece.text).with_context(|| format!("writing {}", piece.path))?;
        }
        Ok(())
    }

    fn place(&mut self, pieces: &[Piece<'_>]) -> Result<()> {
        for (number, piece) in pieces.iter().enumerate() {
            let path = self.root.join(piece.path);
            if let Some(folder) = path.parent() {
                self.folder(folder)?;
            }
            let placing = || format!("writing {}", path.display());
            let kept = match piece.replaces {
                Some(_) => {
                    let kept = self.stage.join(format!("{number}-before"));
                    fs::copy(&path, &kept).with_context(placing)?;
                    let who_may = fs::metadata(&path).with_context(placing)?.permissions();
                    fs::set_permissions(self.staged(number), who_may).with_context(placing)?;
                    Some(kept)
                }
                None if path.symlink_metadata().is_ok() => {
                    bail!("{} is there already, and is left as it is", path.display())
                }
                None => None,
            };
            fs::rename(self.staged(number), &path).with_context(placing)?;
            self.placed.push((path, kept));
        }
        Ok(())
    }

    /// Makes a folder and those above it that are missing.
    fn folder(&mut self, folder: &Path) -> Result<()> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|part| !part.as_os_str().is_empty() && !part.exists()).collect();
        for part in missing.into_iter().rev() {
            fs::create_dir(part).with_context(|| format!("making {}", part.display()))?;
            self.folders.push(part.to_owned());
        }
        Ok(())
    }

    fn end(self) -> Result<()> {
        fs::remove_dir_all(&self.stage).with_context(|| format!("removing {}", self.stage.display()))
    }

    /// As far as that can be: what stops it has stopped the work as well.
    fn take_back(&mut self) {
        for (path, kept) in self.placed.drain(..).rev() {
            let _ = match kept {
                Some(kept) => fs::rename(kept, &path),
                None => fs::remove_file(&path),
            };
        }
        let _ = fs::remove_dir_all(&self.stage);
        for folder in self.folders.drain(..).rev() {
            // One that holds what is not ours stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Piece, write};

    #[test]
    fn a_file_that_changed_in_the_meantime_stays_and_none_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("a.yaml"), "theirs").unwrap();
        let pieces = [
            Piece { path: "b/new.yaml", text: "b", replaces: None },
            Piece { path: "a.yaml", text: "ours", replaces: Some("before") },
        ];
        let refusal = write(root, &pieces).unwrap_err().to_string();
        assert!(
            refusal.ends_with("was changed in the meantime, and is left as it is: run the command again"),
            "{refusal}"
        );
        assert_eq!(fs::read_to_string(root.join("a.yaml")).unwrap(), "theirs");
        assert!(!root.join("b").exists());

        fs::write(root.join("a.yaml"), "before").unwrap();
        write(root, &pieces).unwrap();
        assert_eq!(fs::read_to_string(root.join("a.yaml")).unwrap(), "ours");
        assert_eq!(fs::read_dir(root).unwrap().count(), 2, "what was beside is cleared away");
    }
}
