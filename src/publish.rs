//! The only writer of the site: stages the new one beside the old, and swaps them in one step.
//!
//! It is handed addresses and bytes, and knows nothing of what they say. What holds:
//!
//! - A reader of the folder sees one whole site, the old or the new, whenever the process is
//!   killed, the disk fills up or a page cannot be rendered. Until the swap nothing in the site
//!   is touched.
//! - What the manifest does not list was not written here and is never removed: it is carried
//!   over. A listed file that somebody edited is written again. A page never takes the place of
//!   a file that is not listed.
//! - A file is never written in place, as the site and its stage share most of them by hard link.
//! - Nothing that was written before is believed: a page counts as unchanged only if the bytes
//!   that stand in the site were read and are those just rendered. That costs less than hashing
//!   them, and it means that neither a hand's edit, a restored copy nor a half-written stage can
//!   deceive a build.
//! - The folder swapped out becomes the next stage. Most of its files are the site's own by hard
//!   link, so that a build touches what differs and deletes next to nothing: on ext4 a deleted
//!   inode makes those written after it several times as dear.
//! - The whole site is never held in memory: one page a thread is.
//!
//! Of all that is written the manifest alone is forced to the disk. If the machine itself loses
//! power within seconds of a build, pages may come back empty; the next build sees that and
//! writes them again. A program that stands in the folder (a server started inside it, a bind
//! mount of it) stays with the folder that was swapped out: serve it by its path.
//!
//! Start reading at [`publish`]. `place` knows the folders and swaps them, `survey` lists what
//! is in them, `changes` decides without touching anything, `manifest` is the list of our files.

mod changes;
mod manifest;
mod place;
mod survey;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, bail};
use rayon::prelude::*;

use changes::{Changes, Page, Stands};
use manifest::Manifest;
use place::Place;
use survey::Survey;

/// What a build did to the site, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// Renders the page of an index into the empty buffer.
pub type Render<'a> = dyn Fn(usize, &mut Vec<u8>) -> anyhow::Result<()> + Sync + 'a;

/// Writes one file that belongs to no site into a folder, which is made if it is not there.
///
/// # Errors
/// If it cannot be written.
pub fn write_alone(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| cannot("make the folder", folder))?;
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| cannot("write", &path))?;
    Ok(path)
}

/// Writes files that belong to no site below a folder; none is written where one would go over what is there, unless
/// that is the same already, or `replaces` takes it; the message says what to do `instead`.
///
/// # Errors
/// If a file is there already or cannot be written.
pub fn write_all_alone(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    replaces: &dyn Fn(&[u8]) -> bool,
    instead: &str,
) -> anyhow::Result<Vec<PathBuf>> {
    let stands = |(name, bytes): &&(String, Vec<u8>)| {
        let path = folder.join(name);
        fs::symlink_metadata(&path).is_ok()
            && fs::read(&path).ok().is_none_or(|there| there != *bytes && !replaces(&there))
    };
    if let Some((name, _)) = files.iter().find(stands) {
        bail!(
            "{} is there already and was left as it is, so nothing was written: choose another folder, or {instead}",
            folder.join(name).display()
        );
    }
    let write = |(name, bytes): &(String, Vec<u8>)| {
        let path = folder.join(name);
        let (home, name) = (path.parent().unwrap_or(folder), path.file_name().unwrap_or_default());
        write_alone(home, &name.to_string_lossy(), bytes)
    };
    files.iter().map(write).collect()
}

/// Publishes the files of `paths` (relative, with `/` between the parts) to the folder `out`.
///
/// `render` is called once for each index of `paths`, from several threads. A second build of the
/// same folder waits until the first is done.
///
/// # Errors
/// If a path is not fit to be an address, if `out` is not ours to write, if a page cannot be
/// rendered (the first in the order of `paths`), or if the file system refuses. The site is then
/// as it was.
pub fn publish(out: &Path, paths: &[String], render: &Render) -> anyhow::Result<Summary> {
    let manifest = Manifest::of(paths)?;
    let place = Place::of(out)?;
    place.refuse_unfit()?;
    let _lock = place.lock()?;
    place.recover()?;
    place.refuse_foreign()?;
    replace(&place, &manifest, paths, render).with_context(|| place.not_changed())
}

/// Refuses a folder that [`publish`] would refuse: one that holds files and no manifest of ours,
/// or one that must not be swapped, such as the home folder. Touches nothing.
///
/// # Errors
/// Says why, and what to do.
pub fn refuse_foreign(out: &Path) -> anyhow::Result<()> {
    let place = Place::of(out)?;
    place.refuse_unfit()?;
    place.refuse_foreign()
}

/// Makes the new site out of the stage and swaps it in, unless the site is that already.
fn replace(place: &Place, manifest: &Manifest, paths: &[String], render: &Render) -> anyhow::Result<Summary> {
    let before = Manifest::read(&place.site)?;
    let (site, stage) = rayon::join(|| Survey::of(&place.site), || Survey::of(&place.stage));
    let (site, stage) = (site?, stage?);
    let changes = Changes::between(paths, &before, &site, &stage)?;
    make_room(place, &changes)?;
    let mut summary = place_pages(place, paths, &changes, render)?;
    summary.removed = changes.removed;
    let is_ours = site.file_or_link(OsStr::new(manifest::NAME)).is_some();
    if is_ours && summary.written == 0 && summary.removed == 0 && *manifest == before {
        return Ok(summary);
    }
    manifest.write(&place.stage)?;
    if let Ok(metadata) = fs::metadata(&place.site) {
        // A folder that a group may write to stays so. Where that cannot be done, the new one is
        // as any new folder.
        let _ = fs::set_permissions(&place.stage, metadata.permissions());
    }
    site.refuse_changed(&place.site)?;
    place.swap()?;
    Ok(summary)
}

/// Readies the stage for the pages: what is not wanted goes, folders and kept files come.
fn make_room(place: &Place, changes: &Changes) -> anyhow::Result<()> {
    fs::create_dir_all(&place.stage).with_context(|| cannot("make the folder", &place.stage))?;
    for path in &changes.discarded {
        discard(&place.stage.join(path))?;
    }
    for folder in &changes.folders {
        make_folder(&place.stage, folder)?;
    }
    changes.kept.par_iter().try_for_each(|path| keep(&place.site.join(path), &place.stage.join(path)))
}

fn discard(path: &Path) -> anyhow::Result<()> {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    let result = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    result.with_context(|| cannot("remove", path))
}

fn make_folder(stage: &Path, folder: &OsStr) -> anyhow::Result<()> {
    let path = stage.join(folder);
    fs::create_dir(&path).with_context(|| cannot("make the folder", &path))
}

/// Carries over a file or a link that is not ours: by hard link, or where the file system has
/// none, as a copy.
fn keep(from: &Path, to: &Path) -> anyhow::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    #[cfg(unix)]
    if let Ok(target) = fs::read_link(from) {
        return std::os::unix::fs::symlink(target, to).with_context(|| cannot("make the link", to));
    }
    fs::copy(from, to).map(drop).with_context(|| format!("{} from {}", cannot("copy", to), from.display()))
}

/// What one worker has done so far, with the buffers that it uses again for each page.
#[derive(Default)]
struct Work {
    summary: Summary,
    failed: Option<(usize, anyhow::Error)>,
    page: Vec<u8>,
    old: Vec<u8>,
}

impl Work {
    /// Of two failures the one that comes first in the order of addresses is told.
    fn join(self, other: Self) -> Self {
        let failed = match (self.failed, other.failed) {
            (Some(one), Some(two)) => Some(if one.0 < two.0 { one } else { two }),
            (one, two) => one.or(two),
        };
        let summary = Summary {
            written: self.summary.written + other.summary.written,
            unchanged: self.summary.unchanged + other.summary.unchanged,
            removed: 0,
        };
        Self { summary, failed, ..Self::default() }
    }
}

fn place_pages(place: &Place, paths: &[String], changes: &Changes, render: &Render) -> anyhow::Result<Summary> {
    // Pages after the first failure need not be tried; those before it must, as one of them may
    // fail too and would then be the one to tell.
    let first_failure = AtomicUsize::new(usize::MAX);
    let work = (0..paths.len())
        .into_par_iter()
        .fold(Work::default, |mut work, index| {
            if index > first_failure.load(Ordering::Relaxed) {
                return work;
            }
            match place_page(place, &paths[index], changes.pages[index], &mut work, &|page| render(index, page)) {
                Ok(()) => work,
                Err(error) => {
                    first_failure.fetch_min(index, Ordering::Relaxed);
                    work.join(Work { failed: Some((index, error)), ..Work::default() })
                }
            }
        })
        .reduce(Work::default, Work::join);
    match work.failed {
        Some((_, error)) => Err(error),
        None => Ok(work.summary),
    }
}

fn place_page(
    place: &Place,
    path: &str,
    page: Page,
    work: &mut Work,
    render: &dyn Fn(&mut Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    work.page.clear();
    render(&mut work.page).with_context(|| format!("could not render {path}"))?;
    let (live, staged) = (place.site.join(path), place.stage.join(path));
    let unchanged = matches!(page.stands, Stands::InSite | Stands::InEach | Stands::Linked)
        && holds(&live, &work.page, &mut work.old);
    if unchanged {
        work.summary.unchanged += 1;
    } else {
        work.summary.written += 1;
    }
    let is_there = match page.stands {
        Stands::Nowhere | Stands::InSite => false,
        Stands::Linked => unchanged,
        // Left by a build that was killed, or the page as it was before the last change.
        Stands::InStage | Stands::InEach => !unchanged && holds(&staged, &work.page, &mut work.old),
    };
    if is_there {
        return Ok(());
    }
    if !matches!(page.stands, Stands::Nowhere | Stands::InSite) {
        fs::remove_file(&staged).with_context(|| cannot("remove", &staged))?;
    }
    if page.makes_folder
        && let Some(folder) = staged.parent()
    {
        fs::create_dir(folder).with_context(|| cannot("make the folder", folder))?;
    }
    if unchanged && fs::hard_link(&live, &staged).is_ok() {
        return Ok(());
    }
    write_new(&staged, &work.page)
}

/// Whether the file's bytes are those of the page. One that cannot be read is written again.
fn holds(path: &Path, page: &[u8], buffer: &mut Vec<u8>) -> bool {
    const CHUNK: usize = 1 << 16;
    let Ok(mut file) = File::open(path) else { return false };
    buffer.resize(CHUNK, 0);
    let mut rest = page;
    loop {
        match file.read(buffer) {
            Ok(0) => return rest.is_empty(),
            Ok(length) => match rest.strip_prefix(&buffer[..length]) {
                Some(after) => rest = after,
                None => return false,
            },
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
}

/// Writes a file that must not exist yet: what exists may be the live site's by hard link.
fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(bytes));
    written.with_context(|| cannot("write", path))
}

fn cannot(what: &str, path: &Path) -> String {
    format!("could not {what} {}", path.display())
}
