//! Files in `content/` that nothing reads: a misspelt name must not pass in silence.

use super::scalars::Line;
use super::translation;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Placed, Span, nearest};
use crate::files::Files;

/// Files that explain a folder to those who work in it.
const NOTES: [&str; 6] = ["readme", "licence", "license", "notes", "changelog", "import-report"];
const OF_SITE: [&str; 4] = ["site.yaml", "leads.yaml", "glossary.yaml", "index.md"];
const OF_PLAN: [&str; 3] = ["plan.yaml", "indicators.yaml", "resources.yaml"];
/// Folders with the ending of what they hold; `files/` holds anything.
const FOLDERS_OF_SITE: [(&str, &str); 4] = [("pages", ".md"), ("papers", ".md"), ("forms", ".yaml"), ("files", "")];
const FOLDERS_OF_PLAN: [(&str, &str); 4] =
    [("recommendations", ".md"), ("updates", ".yaml"), ("papers", ".md"), ("files", "")];

/// Tells of each such file, or once of a folder with several.
pub(super) fn find(files: &Files, further: &[Placed<Line>], diagnostics: &mut Diagnostics) {
    let mut strays: Vec<(&str, Vec<FileId>)> = Vec::new();
    for file in files.under("content/") {
        let path = files.path(file);
        if is_read(path, further) {
            continue;
        }
        let (folder, _) = path.rsplit_once('/').unwrap_or(("", path));
        match strays.last_mut().filter(|(known, _)| *known == folder) {
            Some((_, all)) => all.push(file),
            None => strays.push((folder, vec![file])),
        }
    }
    for (folder, all) in strays {
        let message = match all.as_slice() {
            [only] => format!("nothing reads the file `{}`", files.path(*only)),
            all => format!("nothing reads these {} files of `{folder}/`", all.len()),
        };
        let hint = hint(files.path(all[0]));
        diagnostics.push(Diagnostic::warning("stray-file", Span::file(all[0]), message, hint));
    }
}

/// The known files and folders at the place of a path, and what of the path stands there.
fn place(path: &str) -> (&str, &'static [&'static str], &'static [(&'static str, &'static str)]) {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    match inside.strip_prefix("plans/").and_then(|plan| plan.split_once('/')) {
        Some((_, rest)) => (rest, &OF_PLAN, &FOLDERS_OF_PLAN),
        None => (inside, &OF_SITE, &FOLDERS_OF_SITE),
    }
}

fn is_read(path: &str, further: &[Placed<Line>]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    if NOTES.iter().any(|note| name.starts_with(note)) {
        return true;
    }
    let (rest, known, folders) = place(path);
    match rest.split_once('/') {
        Some((folder, _)) if is_untranslated(folder) && translation::is_translation(path, further) => false,
        Some((folder, _)) => folders.iter().any(|(known, ending)| *known == folder && path.ends_with(ending)),
        None => known.contains(&rest) || original(rest, further).is_some_and(|name| known.contains(&name.as_str())),
    }
}

/// Papers stand in the language in which a committee had them.
fn is_untranslated(folder: &str) -> bool {
    matches!(folder, "papers" | "forms")
}

/// `site.yaml` for `site.cy.yaml`.
fn original(name: &str, further: &[Placed<Line>]) -> Option<String> {
    let (before, ending) = name.rsplit_once('.')?;
    let (stem, _) = before.rsplit_once('.').filter(|_| translation::is_translation(name, further))?;
    Some(format!("{stem}.{ending}"))
}

fn hint(path: &str) -> String {
    let (rest, known, folders) = place(path);
    let Some((folder, _)) = rest.split_once('/') else {
        return match nearest(rest, known.iter().copied()) {
            Some(near) => format!("rename it to `{near}` if it is that"),
            None => "remove it, or put it where it belongs".to_owned(),
        };
    };
    let names = folders.iter().map(|(name, _)| *name);
    match folders.iter().find(|(name, _)| *name == folder) {
        Some((known, ending)) if is_untranslated(known) && path.ends_with(ending) => {
            "papers are published in the first of the site's `languages` alone: put what is in another into a folder \
             `files/`, and link to it"
                .to_owned()
        }
        Some((_, ".yaml")) if path.ends_with(".yml") => "let its name end with `.yaml`".to_owned(),
        Some((_, ending)) => {
            let files = "what is to be published as it is belongs into a folder `files/`";
            format!("files of `{folder}/` end with `{ending}`; {files}")
        }
        None => match nearest(folder, names) {
            Some(near) => format!("rename the folder to `{near}` if it is that"),
            None => "remove it, or put it where it belongs".to_owned(),
        },
    }
}
