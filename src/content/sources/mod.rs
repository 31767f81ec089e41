//! All that an author wrote, as written, each value with its place.
//!
//! Nothing here is resolved: a lead is still the text of its id, a status the word that was
//! typed. Reading never stops at a mistake: what cannot be read is reported and left out.
//! Start at [`read`].

mod accessibility;
pub mod form;
mod indicators;
mod page;
pub mod paper;
mod plan;
mod readings;
mod recommendation;
mod resources;
mod round;
pub mod scalars;
pub mod schemas;
mod site;
mod stray;
mod translation;
mod unread;

pub use accessibility::{AccessibilityMatter, Compliance, ProblemMatter, Region, Why};
pub use form::Form;
pub use indicators::{Better, Indicator, Reading};
pub use page::Page;
pub use paper::Paper;
pub use plan::{Attachment, Plan, PlanMatter, Reporting, Source, Stated, StatedSource};
pub use readings::Memory;
pub use recommendation::{ActionMatter, Answer, Evidence, Recommendation};
pub use resources::{ResourceRow, Resources};
pub use round::{ActionUpdate, Round, Update};
pub use site::{Colours, Contact, LeadKind, LeadMatter, SiteMatter, StatusMatter, Untranslated};
pub use translation::{
    AccessibilityWords, Original, PageWords, PlanTranslation, PlanWords, RecommendationWords, RoundWords, Translated,
    Translation, UpdateWords,
};
pub use unread::Unread;

use std::sync::Arc;

use rayon::prelude::*;

use readings::Readings;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Placed, Span};
use crate::files::Files;
use crate::refs::Id;
use crate::yaml;
use crate::yaml::{Ordered, Text};

/// Everything that one `content/` holds.
#[derive(Debug)]
pub struct Sources {
    pub site: Option<SiteMatter>,
    /// Where to point when something about the whole site is missing.
    pub site_span: Span,
    pub leads: Ordered<Id, LeadMatter>,
    pub glossary: Ordered<scalars::Line, Text>,
    pub home: Option<Page>,
    pub pages: Vec<Page>,
    pub plans: Vec<Plan>,
    /// What stands in `content/files/`, to be published for the whole site.
    pub files: Vec<Attachment>,
    /// Papers that belong to no plan.
    pub papers: Vec<Paper>,
    /// The forms of papers, those of the program among them.
    pub forms: Vec<Form>,
    /// One a further language, in their order.
    pub translations: Vec<Translation>,
    pub unread: UnreadFiles,
}

/// Where names may be defined that could not be read.
#[derive(Debug, Default)]
pub struct UnreadFiles {
    pub site: Unread,
    pub leads: Unread,
    /// Names of folders.
    pub plans: Unread,
    /// Names of files.
    pub pages: Unread,
}

/// Reads all sources of a project; what `memory` has of the last time is taken from there, and what is new kept in it.
pub fn read(files: &Files, memory: Option<&mut Memory>, diagnostics: &mut Diagnostics) -> Sources {
    let site_file = files.find("content/site.yaml");
    if site_file.is_none() {
        let place = Span::file(files.any());
        diagnostics.push(Diagnostic::error(
            "missing-file",
            place,
            "the project has no `content/site.yaml`",
            "make the file `content/site.yaml` with at least the lines `title:` and `organisation:`",
        ));
    }
    let mut unread = UnreadFiles::default();
    let leads_file = files.find("content/leads.yaml");
    let site: Option<SiteMatter> =
        unread.site.watch((files, site_file), diagnostics, |found| site_file.and_then(|id| whole(files, id, found)));
    let further = site.as_ref().map(SiteMatter::further_languages).unwrap_or_default();
    // Without the list of languages a translation cannot be told from a stray file.
    if site.is_some() {
        stray::find(files, &further, diagnostics);
    }
    site.iter().flat_map(SiteMatter::written_tags).for_each(|tag| check_tag(tag, diagnostics));
    Sources {
        site,
        site_span: Span::file(site_file.unwrap_or(files.any())),
        leads: unread
            .leads
            .watch((files, leads_file), diagnostics, |found| optional(files, "content/leads.yaml", found)),
        glossary: optional(files, "content/glossary.yaml", diagnostics),
        home: files.find("content/index.md").and_then(|id| page::read(files, id, diagnostics)),
        pages: pages(files, &further, &mut unread.pages, diagnostics),
        plans: plan::read_all((files, &further), memory, &mut unread.plans, diagnostics),
        files: plan::attachments(files, "content/"),
        papers: paper::read_all(files, "content/papers/", &further, diagnostics),
        forms: form::read_all(files, &further, diagnostics),
        translations: further.iter().map(|language| translation::read(files, language, diagnostics)).collect(),
        unread,
    }
}

fn check_tag(tag: &Placed<scalars::Line>, diagnostics: &mut Diagnostics) {
    if !site::is_tag(&tag.value) {
        let message = format!("`{}` is not a language tag", tag.value);
        let hint = "write `en-GB` for English, `cy` for Welsh, `gd` for Gaelic, `ga` for Irish";
        diagnostics.push(Diagnostic::error("bad-language", tag.span, message, hint));
    }
}

fn pages(
    files: &Files,
    further: &[Placed<scalars::Line>],
    unread: &mut Unread,
    diagnostics: &mut Diagnostics,
) -> Vec<Page> {
    let read = |id: FileId| {
        let page = page::read(files, id, diagnostics);
        if page.is_none() {
            unread.add(stem(files.path(id)));
        }
        page
    };
    originals(files, "content/pages/", ".md", further).into_iter().filter_map(read).collect()
}

/// A YAML file as one value.
fn whole<T: serde::de::DeserializeOwned>(files: &Files, id: FileId, diagnostics: &mut Diagnostics) -> Option<T> {
    if files.is_refused(id) {
        return None;
    }
    yaml::read(files.text(id), id, 0, diagnostics)
}

/// A YAML file that need not be there.
fn optional<T: serde::de::DeserializeOwned + Default>(files: &Files, path: &str, diagnostics: &mut Diagnostics) -> T {
    files.find(path).and_then(|id| whole(files, id, diagnostics)).unwrap_or_default()
}

/// The files of a folder with an ending, translations left out.
fn originals(files: &Files, folder: &str, ending: &str, further: &[Placed<scalars::Line>]) -> Vec<FileId> {
    let is_original = |path: &str| path.ends_with(ending) && !translation::is_translation(path, further);
    files.under(folder).filter(|id| is_original(files.path(*id))).collect()
}

/// Reads many files on all cores; their mistakes come in file order, and `unread` hears which have any.
fn each<T: Send>(
    (files, ids): (&Files, &[FileId]),
    unread: &mut Unread,
    diagnostics: &mut Diagnostics,
    read_one: impl Fn(FileId, &mut Diagnostics) -> Option<T> + Sync,
) -> Vec<T> {
    let read: Vec<(Option<T>, Diagnostics)> = ids
        .par_iter()
        .map(|id| {
            let mut found = Diagnostics::default();
            (read_one(*id, &mut found), found)
        })
        .collect();
    let mut values = Vec::with_capacity(read.len());
    for (id, (value, found)) in ids.iter().zip(read) {
        values.extend(unread.watch((files, Some(*id)), diagnostics, |all| {
            all.append(found);
            value
        }));
    }
    values
}

/// As [`each`], but for what is kept from the last time.
fn each_kept<T: Send + Sync>(
    (files, ids): (&Files, &[FileId]),
    memory: Option<&mut Readings<T>>,
    unread: &mut Unread,
    diagnostics: &mut Diagnostics,
    read_one: impl Fn(FileId, &mut Diagnostics) -> Option<T> + Sync,
) -> Vec<Arc<T>> {
    let Some(memory) = memory else {
        return each((files, ids), unread, diagnostics, |id, found| read_one(id, found).map(Arc::new));
    };
    let before = &*memory;
    let read: Vec<(Option<Arc<T>>, Diagnostics)> =
        ids.par_iter().map(|id| before.get(files, *id, |found| read_one(*id, found))).collect();
    let mut values = Vec::with_capacity(read.len());
    for (id, (value, found)) in ids.iter().zip(read) {
        memory.keep(files, *id, value.clone(), found.clone());
        values.extend(unread.watch((files, Some(*id)), diagnostics, |all| {
            all.append(found);
            value
        }));
    }
    values
}

/// A Markdown file: its front matter read as `T`, and its body.
fn front_matter<T: serde::de::DeserializeOwned>(
    files: &Files,
    id: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<(T, Text)> {
    if files.is_refused(id) {
        return None;
    }
    let Some((matter, body)) = parts(files, id) else {
        diagnostics.push(Diagnostic::error(
            "front-matter",
            Span::file(id),
            "the file does not begin with front matter between two lines of `---`",
            "begin the file with a line `---`, then lines such as `title: …`, then another line `---`, then the text",
        ));
        return None;
    };
    let value = yaml::read(&files.text(id)[matter.clone()], id, matter.start, diagnostics)?;
    Some((value, body))
}

/// Where the front matter of a Markdown file stands, and its body.
pub fn parts(files: &Files, id: FileId) -> Option<(std::ops::Range<usize>, Text)> {
    let text = files.text(id);
    let (matter, body) = split_front_matter(text)?;
    Some((matter, Text::body(&text[body.clone()], Span::new(id, body))))
}

/// The byte ranges of the front matter (without its fences) and of the body.
fn split_front_matter(text: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    // Some editors of Windows put an invisible mark at the start of a file.
    let start = text.find('\n').filter(|end| text[..*end].trim_start_matches('\u{feff}').trim_end() == "---")? + 1;
    let mut line_start = start;
    for line in text[start..].split_inclusive('\n') {
        let line_end = line_start + line.len();
        if line.trim_end() == "---" {
            return Some((start..line_start, line_end..text.len()));
        }
        line_start = line_end;
    }
    None
}

/// The id that a folder or file is named by.
fn id_of(name: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<Placed<Id>> {
    if let Ok(id) = Id::read(name) {
        return Some(Placed::new(id, Span::file(file)));
    }
    let message = format!("the name `{name}` cannot stand in an address");
    let near = crate::refs::slug(name);
    let rule = "lower-case letters and digits, with hyphens between words";
    let hint =
        if Id::read(&near).is_ok() { format!("rename it to `{near}`: {rule}") } else { format!("rename it: {rule}") };
    diagnostics.push(Diagnostic::error("bad-name", Span::file(file), message, hint));
    None
}

/// The name of a file without its folder and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
