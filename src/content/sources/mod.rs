//! All that an author wrote, as written, each value with its place.
//!
//! Nothing here is resolved: a lead is still the text of its id, a status the word that was
//! typed. Reading never stops at a mistake: what cannot be read is reported and left out.
//! Start at [`read`].

mod indicators;
mod page;
mod paper;
mod plan;
mod recommendation;
mod resources;
mod round;
pub mod scalars;
mod site;
mod translation;

pub use indicators::{Better, Indicator, Reading};
pub use page::Page;
pub use paper::Paper;
pub use plan::{Attachment, Plan, PlanMatter, Reporting, Source, Stated, StatedSource};
pub use recommendation::{ActionMatter, Answer, Evidence, Recommendation};
pub use resources::{ResourceRow, Resources};
pub use round::{ActionUpdate, Round, Update};
pub use site::{Contact, LeadKind, LeadMatter, SiteMatter, Untranslated};
pub use translation::{
    Original, PageWords, PlanTranslation, PlanWords, RecommendationWords, RoundWords, Translated, Translation,
    UpdateWords,
};

use rayon::prelude::*;

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
    /// Papers that belong to no plan.
    pub papers: Vec<Paper>,
    /// One a further language, in their order.
    pub translations: Vec<Translation>,
}

/// Reads all sources of a project.
pub fn read(files: &Files, diagnostics: &mut Diagnostics) -> Sources {
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
    let site: Option<SiteMatter> = site_file.and_then(|id| whole(files, id, diagnostics));
    let further = site.as_ref().map(SiteMatter::further_languages).unwrap_or_default();
    site.iter().flat_map(SiteMatter::written_tags).for_each(|tag| check_tag(tag, diagnostics));
    Sources {
        site,
        site_span: Span::file(site_file.unwrap_or(files.any())),
        leads: optional(files, "content/leads.yaml", diagnostics),
        glossary: optional(files, "content/glossary.yaml", diagnostics),
        home: files.find("content/index.md").and_then(|id| page::read(files, id, diagnostics)),
        pages: originals(files, "content/pages/", ".md", &further)
            .into_iter()
            .filter_map(|id| page::read(files, id, diagnostics))
            .collect(),
        plans: plan::read_all(files, &further, diagnostics),
        papers: paper::read_all(files, "content/papers/", &further, diagnostics),
        translations: further.iter().map(|language| translation::read(files, language, diagnostics)).collect(),
    }
}

fn check_tag(tag: &Placed<scalars::Line>, diagnostics: &mut Diagnostics) {
    if !site::is_tag(&tag.value) {
        let message = format!("`{}` is not a language tag", tag.value);
        let hint = "write `en-GB` for English, `cy` for Welsh, `gd` for Gaelic, `ga` for Irish";
        diagnostics.push(Diagnostic::error("bad-language", tag.span, message, hint));
    }
}

/// A YAML file as one value.
fn whole<T: serde::de::DeserializeOwned>(files: &Files, id: FileId, diagnostics: &mut Diagnostics) -> Option<T> {
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

/// Reads many files on all cores; their mistakes come in file order.
fn each<T: Send>(
    ids: &[FileId],
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
    read.into_iter()
        .filter_map(|(value, found)| {
            diagnostics.append(found);
            value
        })
        .collect()
}

/// A Markdown file: its front matter read as `T`, and its body.
fn front_matter<T: serde::de::DeserializeOwned>(
    files: &Files,
    id: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<(T, Text)> {
    let text = files.text(id);
    let Some((matter, body)) = split_front_matter(text) else {
        diagnostics.push(Diagnostic::error(
            "front-matter",
            Span::file(id),
            "the file does not begin with front matter between two lines of `---`",
            "begin the file with a line `---`, then lines such as `title: …`, then another line `---`, then the text",
        ));
        return None;
    };
    let value = yaml::read(&text[matter.clone()], id, matter.start, diagnostics)?;
    Some((value, Text::body(&text[body.clone()], Span::new(id, body))))
}

/// The byte ranges of the front matter (without its fences) and of the body.
fn split_front_matter(text: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let start = text.find('\n').filter(|end| text[..*end].trim_end() == "---")? + 1;
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
    match Id::read(name) {
        Ok(id) => Some(Placed::new(id, Span::file(file))),
        Err(fault) => {
            let fault = fault.to_string();
            let (message, hint) = fault.split_once('\n').unwrap_or((&fault, "rename the file"));
            diagnostics.push(Diagnostic::error("bad-name", Span::file(file), message, format!("rename it: {hint}")));
            None
        }
    }
}

/// The name of a file without its folder and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
