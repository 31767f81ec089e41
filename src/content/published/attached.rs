//! Which files of `files/` are published: those that only withheld matter names are not.
//!
//! A file has no mark of its own in the sources, and a file that only a draft links to would tell of
//! the draft all the same. What nothing names at all is meant for readers. Whether a source names a
//! file is asked of the sources' text as it lies on the disk, internal notes and comments included, so
//! that no field can be forgotten; whether readers see its name is asked of the public view of all
//! languages. A field that is forgotten there withholds a file, and publishes none.

use std::collections::HashSet;

use crate::content::public::{Public, PublishedFile};
use crate::diagnostic::FileId;
use crate::files::Files;

/// No file system takes a longer one, in bytes.
const LONGEST_NAME: usize = 1024;

/// Leaves out what only withheld matter names, in all editions alike.
pub fn choose(editions: &mut [Public], files: &Files) {
    if editions.iter().all(|edition| edition.files.is_empty() && edition.plans.iter().all(|plan| plan.files.is_empty()))
    {
        return;
    }
    let shown: HashSet<String> = editions.iter().flat_map(named).collect();
    let published = |file: &PublishedFile| {
        let path = files.path(file.0).strip_prefix("content/").unwrap_or_default();
        shown.contains(path) || !is_named(files, path)
    };
    let Some(first) = editions.first() else { return };
    let all = first.plans.iter().flat_map(|plan| &plan.files).chain(&first.files);
    let left: HashSet<FileId> = all.filter(|file| published(file)).map(|file| file.0).collect();
    for edition in editions {
        let lists = edition.plans.iter_mut().map(|plan| &mut plan.files).chain([&mut edition.files]);
        lists.for_each(|list| list.retain(|file| left.contains(&file.0)));
    }
}

/// Whether a source says the file's name, wherever and for whatever reason.
fn is_named(files: &Files, path: &str) -> bool {
    let names = names(path);
    files.under("content/").any(|id| says_any(files.text(id), &names))
}

/// The files that may be published and whose name a text says.
pub fn named_by(files: &Files, text: &str) -> Vec<FileId> {
    let attached = files.under("content/").filter(|id| files.path(*id).contains("/files/"));
    attached.filter(|id| says_any(text, &names(files.path(*id)))).collect()
}

/// How texts may write the name of a file.
fn names(path: &str) -> [String; 2] {
    let name = path.split_once("files/").map_or(path, |(_, name)| name);
    [name.to_owned(), name.replace(' ', "%20")]
}

fn says_any(text: &str, names: &[String]) -> bool {
    names.iter().any(|name| says(text, name))
}

/// Whether a text has the name, and not as the end of a longer one.
fn says(text: &str, name: &str) -> bool {
    let stands_alone = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    text.match_indices(name).any(|(at, _)| stands_alone(at))
}

/// The paths, from the site's root, of all files that the view names.
fn named(public: &Public) -> HashSet<String> {
    let mut paths = HashSet::new();
    for (folder, text) in public.texts() {
        add_named(&folder, text, &mut paths);
    }
    paths
}

/// Adds what a text names as `files/…`: of the folder it stands in, of the plan whose path stands before it, or
/// of the site.
fn add_named(folder: &str, text: &str, paths: &mut HashSet<String>) {
    for (at, _) in text.match_indices("files/") {
        let before = &text[..at];
        let of = match before.strip_suffix('/').and_then(|before| before.rsplit_once("plans/")) {
            Some((_, plan)) if !plan.is_empty() && !plan.contains(['/', ' ']) => format!("plans/{plan}/"),
            _ if before.ends_with('/') => String::new(),
            _ => folder.to_owned(),
        };
        let line = text[at..].lines().next().unwrap_or_default();
        // Any of these may end an address or belong to it: `report (1).pdf`. What is no file is looked for by nobody.
        let ends = line.match_indices([' ', '\t', '"', '\'', ')', '>', ']', '?', '#']).map(|(end, _)| end);
        for end in ends.take_while(|end| *end <= LONGEST_NAME).chain([line.len()]) {
            paths.insert(format!("{of}{}", line[..end].replace("%20", " ")));
        }
    }
}
