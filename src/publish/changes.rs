//! What has to be done to a stage so that it becomes the new site: decided, not done.
//!
//! A pure function of the new addresses, the old manifest and what is in both folders; nothing
//! here touches a file. Start reading at [`Changes::between`].

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::Path;

use anyhow::bail;

use super::manifest::{self, Manifest};
use super::survey::{Found, Survey};

/// Where there is a file already at the path of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    Nowhere,
    InSite,
    InStage,
    /// In both, each its own.
    InEach,
    /// In both as one file with two names.
    Linked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub stands: Stands,
    /// The folder is missing and the page is all that goes into it, so whoever writes the page
    /// makes it: most folders are made on all cores, next to the writing of other pages.
    pub makes_folder: bool,
}

/// Paths are relative to the folders. The lists are sorted, so that parents come first.
#[derive(Debug, PartialEq, Eq)]
pub struct Changes<'a> {
    /// What the stage has and must not have, or has in another shape.
    pub discarded: Vec<&'a OsStr>,
    /// Folders to make in the stage.
    pub folders: Vec<&'a OsStr>,
    /// Files of the site that are not ours, to carry over.
    pub kept: Vec<&'a OsStr>,
    /// One for each address.
    pub pages: Vec<Page>,
    /// How many of our files in the site have no address any more.
    pub removed: usize,
}

/// What the new site has at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Page,
    Kept,
    /// With the number of things directly in it.
    Folder(usize),
}

type Tree<'a> = HashMap<&'a OsStr, Wanted>;

impl<'a> Changes<'a> {
    /// # Errors
    /// If a page would take the place of a file that is not ours.
    pub fn between(
        paths: &'a [String],
        before: &Manifest,
        site: &'a Survey,
        stage: &'a Survey,
    ) -> anyhow::Result<Self> {
        let mut tree = Tree::with_capacity(2 * paths.len());
        for path in paths {
            want(&mut tree, OsStr::new(path), Wanted::Page);
        }
        let listed: HashSet<&OsStr> = before.paths.iter().map(OsStr::new).collect();
        want_kept(&mut tree, &listed, site)?;
        want_empty_folders(&mut tree, &listed, site);

        let lone: HashSet<&OsStr> = paths
            .iter()
            .filter_map(|path| parent(OsStr::new(path)))
            .filter(|folder| tree.get(folder) == Some(&Wanted::Folder(1)) && !has_folder(stage, folder))
            .collect();
        let is_missing = |folder: &OsStr| !lone.contains(folder) && !has_folder(stage, folder);
        let is_gone = |path: &OsStr| tree.get(path) != Some(&Wanted::Page) && site.file_or_link(path).is_some();
        Ok(Self {
            discarded: discarded(&tree, site, stage),
            folders: sorted(&tree, |path, wanted| matches!(wanted, Wanted::Folder(_)) && is_missing(path)),
            kept: sorted(&tree, |path, wanted| wanted == Wanted::Kept && !is_linked(path, site, stage)),
            pages: paths.iter().map(|path| page(OsStr::new(path), &lone, site, stage)).collect(),
            removed: listed.iter().filter(|path| is_gone(path)).count(),
        })
    }
}

fn page(path: &OsStr, lone: &HashSet<&OsStr>, site: &Survey, stage: &Survey) -> Page {
    let live = site.found.get(path).filter(|found| found.is_file());
    let staged = stage.found.get(path).filter(|found| found.is_file());
    let stands = match (live, staged) {
        (None, None) => Stands::Nowhere,
        (Some(_), None) => Stands::InSite,
        (None, Some(_)) => Stands::InStage,
        (Some(live), Some(staged)) if live.is_same(*staged) => Stands::Linked,
        (Some(_), Some(_)) => Stands::InEach,
    };
    // Where the page's folder is in the stage, it need not be looked for among the missing.
    let makes_folder = staged.is_none() && parent(path).is_some_and(|folder| lone.contains(folder));
    Page { stands, makes_folder }
}

/// Adds a path with the folders that lead to it.
fn want<'a>(tree: &mut Tree<'a>, path: &'a OsStr, wanted: Wanted) {
    let mut is_new = tree.insert(path, wanted).is_none();
    let mut above = parent(path);
    while is_new && let Some(folder) = above {
        is_new = match tree.entry(folder) {
            Entry::Occupied(mut known) => {
                if let Wanted::Folder(size) = known.get_mut() {
                    *size += 1;
                }
                false
            }
            Entry::Vacant(free) => {
                free.insert(Wanted::Folder(1));
                true
            }
        };
        above = parent(folder);
    }
}

/// Adds the files of the site that are not ours.
fn want_kept<'a>(tree: &mut Tree<'a>, listed: &HashSet<&OsStr>, site: &'a Survey) -> anyhow::Result<()> {
    let mut kept: Vec<&OsStr> = site
        .found
        .iter()
        .filter(|(path, found)| !found.is_folder() && *path != manifest::NAME && !listed.contains(path.as_os_str()))
        .map(|(path, _)| path.as_os_str())
        .collect();
    kept.sort_unstable();
    for path in kept {
        if tree.contains_key(path) || is_below_page(tree, path) {
            let path = Path::new(path).display();
            bail!(
                "the file {path} in it was not made by headway, and a page of the new site would take its place: \
                 move that file elsewhere, or give the page another address, and build again"
            );
        }
        want(tree, path, Wanted::Kept);
    }
    Ok(())
}

/// Adds the folders of the site that hold nothing and never held a file of ours: somebody else
/// made them.
fn want_empty_folders<'a>(tree: &mut Tree<'a>, listed: &HashSet<&OsStr>, site: &'a Survey) {
    let mut unwanted: Vec<&OsStr> = site
        .found
        .iter()
        .filter(|(path, found)| found.is_folder() && !path.is_empty() && !tree.contains_key(path.as_os_str()))
        .map(|(path, _)| path.as_os_str())
        .collect();
    if unwanted.is_empty() {
        return;
    }
    let ours: HashSet<&OsStr> =
        listed.iter().flat_map(|path| std::iter::successors(parent(path), |at| parent(at))).collect();
    unwanted.sort_unstable();
    for folder in unwanted {
        if !ours.contains(folder) && !is_below_page(tree, folder) {
            want(tree, folder, Wanted::Folder(0));
        }
    }
}

/// What of the stage is not wanted, or not as it is; what is in a discarded folder goes with it.
fn discarded<'a>(tree: &Tree, site: &Survey, stage: &'a Survey) -> Vec<&'a OsStr> {
    let fits = |path: &OsStr, found: Found| match tree.get(path) {
        Some(Wanted::Page) => found.is_file(),
        Some(Wanted::Kept) => is_linked(path, site, stage),
        Some(Wanted::Folder(_)) => found.is_folder(),
        None => path.is_empty(),
    };
    let entries = stage.found.iter().filter(|(path, found)| !fits(path, **found));
    let mut unfit: Vec<&OsStr> = entries.map(|(path, _)| path.as_os_str()).collect();
    unfit.sort_unstable();
    let all: HashSet<&OsStr> = unfit.iter().copied().collect();
    unfit.retain(|path| parent(path).is_none_or(|folder| !all.contains(folder)));
    unfit
}

fn sorted<'a>(tree: &Tree<'a>, is_meant: impl Fn(&OsStr, Wanted) -> bool) -> Vec<&'a OsStr> {
    let mut paths: Vec<&OsStr> =
        tree.iter().filter(|(path, wanted)| is_meant(path, **wanted)).map(|(path, _)| *path).collect();
    paths.sort_unstable();
    paths
}

fn is_linked(path: &OsStr, site: &Survey, stage: &Survey) -> bool {
    match (site.found.get(path), stage.found.get(path)) {
        (Some(live), Some(staged)) => live.is_same(*staged),
        _ => false,
    }
}

fn has_folder(survey: &Survey, path: &OsStr) -> bool {
    survey.found.get(path).is_some_and(|found| found.is_folder())
}

fn is_below_page(tree: &Tree, path: &OsStr) -> bool {
    std::iter::successors(parent(path), |at| parent(at)).any(|folder| tree.get(folder) == Some(&Wanted::Page))
}

/// The folder that a path is in, unless that is the site's own.
fn parent(path: &OsStr) -> Option<&OsStr> {
    Path::new(path).parent().map(Path::as_os_str).filter(|folder| !folder.is_empty())
}
