//! The only writer of a site's folder: stages the new site beside it and swaps the two in one step.
//!
//! Whatever happens (a kill, a full disk, an error), the folder holds one whole site, the old or
//! the new. Files in it that no build wrote are kept. What did not change is hard-linked, so that
//! it costs neither bytes nor time; therefore a staged file is never written in place, always
//! made new. A folder that is not ours is refused. Start at [`publish`].
//!
//! Nothing is forced to the disk: a kill of the program is survived, a crash of the machine in
//! the seconds after a build may need the build again.

mod manifest;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use manifest::{Entry, Manifest};

/// What a build did to the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// Makes the bytes of the n-th path; called once for each, from several threads.
pub type Render<'a> = dyn Fn(usize, &mut Vec<u8>) -> Result<()> + Sync + 'a;

/// Publishes the files `paths` (from the site's root, `/` between names) in the folder `out`.
///
/// # Errors
/// If the folder is not ours, a path cannot be a file's, a page cannot be rendered, or the disk
/// refuses. The old site then stands as it was.
pub fn publish(out: &Path, paths: &[String], render: &Render<'_>) -> Result<Summary> {
    check_paths(paths)?;
    let places = Places::of(out)?;
    let lock = File::create(&places.lock).with_context(|| format!("making {}", places.lock.display()))?;
    lock.lock().with_context(|| format!("waiting for another build at {}", places.lock.display()))?;
    refuse_foreign(&places.out)?;
    let old = Manifest::read(&places.out)?;
    let kept = kept(&places.out, &old, paths)?;
    clear(&places.stage)?;
    let summary = stage(&places, &old, paths, render);
    let summary = summary.and_then(|summary| {
        carry_over(&places, &kept)?;
        swap(&places)?;
        Ok(summary)
    });
    // What is left aside is either the old site or an unfinished stage; the lock stays, since
    // removing it would let two builds in at once.
    let cleared = clear(&places.stage);
    summary.and_then(|summary| cleared.map(|()| summary))
}

/// The site's folder and what stands hidden beside it.
struct Places {
    out: PathBuf,
    stage: PathBuf,
    lock: PathBuf,
}

impl Places {
    fn of(out: &Path) -> Result<Self> {
        // A link to the site's folder stays; what it leads to is swapped.
        let out = fs::canonicalize(out).or_else(|_| std::path::absolute(out)).context("finding the site's folder")?;
        let (Some(folder), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{} cannot hold a site: name a folder inside of it", out.display());
        };
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        let hidden = |what: &str| folder.join(format!(".{}.{what}", name.to_string_lossy()));
        Ok(Self { stage: hidden("stage"), lock: hidden("lock"), out })
    }
}

/// A folder is ours if it has our manifest, or nothing but hidden files, or is not there yet.
fn refuse_foreign(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        bail!("{} is a file: name a folder for the site", out.display());
    }
    if Manifest::is_in(out) {
        return Ok(());
    }
    for entry in fs::read_dir(out).with_context(|| format!("listing {}", out.display()))? {
        let name = entry.with_context(|| format!("listing {}", out.display()))?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            bail!(
                "{} holds `{}`, which no build of Headway wrote: name another folder with `--out`, or empty this one",
                out.display(),
                name.to_string_lossy()
            );
        }
    }
    Ok(())
}

/// Refuses what cannot be a file of the site, before anything is touched.
fn check_paths(paths: &[String]) -> Result<()> {
    let mut files: BTreeMap<String, &str> = BTreeMap::new();
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for path in paths {
        let bad = |name: &str| name.is_empty() || name == "." || name == ".." || name.contains(['\\', '\0', ':']);
        if path.split('/').any(bad) || path == manifest::NAME {
            bail!("`{path}` cannot be a file of the site");
        }
        // Many hosts and readers' machines do not tell `A` from `a`.
        let folded = path.to_lowercase();
        if let Some(other) = files.insert(folded.clone(), path) {
            bail!("two pages want the address `{path}`: the other is `{other}`");
        }
        folders.extend(folded.match_indices('/').map(|(end, _)| folded[..end].to_owned()));
    }
    match files.keys().find(|path| folders.contains(*path)) {
        Some(path) => bail!("`{path}` is wanted both as a page and as a folder"),
        None => Ok(()),
    }
}

/// The files of the old folder that no build wrote.
fn kept(out: &Path, old: &Manifest, paths: &[String]) -> Result<Vec<String>> {
    if !out.exists() {
        return Ok(Vec::new());
    }
    let new: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    let mut kept = Vec::new();
    for entry in walkdir::WalkDir::new(out).sort_by_file_name() {
        let entry = entry.with_context(|| format!("listing {}", out.display()))?;
        let relative = entry.path().strip_prefix(out).unwrap_or(entry.path());
        let path = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_dir() || path == manifest::NAME || old.entry(&path).is_some() {
            continue;
        }
        if new.contains(path.as_str()) {
            bail!("{} was not written by Headway, and a page wants its place: move it away", entry.path().display());
        }
        kept.push(path);
    }
    Ok(kept)
}

/// Writes the whole new site into the stage.
fn stage(places: &Places, old: &Manifest, paths: &[String], render: &Render<'_>) -> Result<Summary> {
    make_folders(&places.stage, paths)?;
    let written_at = Manifest::modified(&places.out);
    let entries: Vec<(Entry, bool)> = (0..paths.len())
        .into_par_iter()
        .map_init(Vec::new, |bytes, index| {
            bytes.clear();
            render(index, bytes)?;
            let entry = Entry::of(&paths[index], bytes);
            let to = places.stage.join(&paths[index]);
            let from = places.out.join(&paths[index]);
            let same = old.entry(&paths[index]) == Some(&entry) && untouched(&from, &entry, written_at);
            if same && fs::hard_link(&from, &to).is_ok() {
                return Ok((entry, true));
            }
            fs::write(&to, &bytes).with_context(|| format!("writing {}", to.display()))?;
            Ok((entry, false))
        })
        .collect::<Vec<Result<_>>>()
        .into_iter()
        .collect::<Result<_>>()?;
    let unchanged = entries.iter().filter(|(_, linked)| *linked).count();
    let manifest = Manifest::new(entries.into_iter().map(|(entry, _)| entry).collect());
    let removed = old.paths().filter(|path| manifest.entry(path).is_none()).count();
    manifest.write(&places.stage)?;
    Ok(Summary { written: paths.len() - unchanged, unchanged, removed })
}

/// Whether a published file is still as it was written: of its size, and not younger than the
/// manifest. What somebody edited by hand is made anew.
fn untouched(file: &Path, entry: &Entry, written_at: Option<std::time::SystemTime>) -> bool {
    fs::symlink_metadata(file).is_ok_and(|metadata| {
        let older = metadata.modified().ok().zip(written_at).is_some_and(|(file, manifest)| file <= manifest);
        metadata.is_file() && metadata.len() == entry.size && older
    })
}

fn make_folders(stage: &Path, paths: &[String]) -> Result<()> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for path in paths {
        folders.extend(path.match_indices('/').map(|(end, _)| &path[..end]));
    }
    let make = |folder: &Path| fs::create_dir(folder).with_context(|| format!("making {}", folder.display()));
    make(stage)?;
    // In order, so that a folder comes before what is in it.
    folders.into_iter().try_for_each(|folder| make(&stage.join(folder)))
}

/// Puts what no build wrote into the stage as well.
fn carry_over(places: &Places, kept: &[String]) -> Result<()> {
    for path in kept {
        let (from, to) = (places.out.join(path), places.stage.join(path));
        let carrying = || format!("keeping {}", from.display());
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).with_context(carrying)?;
        }
        // A link to a link is made on some systems and not on others: a copy is sure there.
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ())).with_context(carrying)?;
    }
    Ok(())
}

/// Puts the stage in the site's place and the old site in the stage's, in one step.
fn swap(places: &Places) -> Result<()> {
    let swapping = || format!("putting the new site in place at {}", places.out.display());
    if !places.out.exists() {
        return fs::rename(&places.stage, &places.out).with_context(swapping);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, &places.stage, CWD, &places.out, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // A file system that cannot exchange: the way below is for it.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(error) => return Err(error).with_context(swapping),
        }
    }
    // Two steps, with nothing in the site's place between them; a failure of the second is undone.
    let aside = places.stage.with_extension("old");
    clear(&aside)?;
    fs::rename(&places.out, &aside).with_context(swapping)?;
    if let Err(error) = fs::rename(&places.stage, &places.out) {
        fs::rename(&aside, &places.out).with_context(swapping)?;
        return Err(error).with_context(swapping);
    }
    clear(&aside)
}

/// Removes a folder of ours, if it is there.
fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}
