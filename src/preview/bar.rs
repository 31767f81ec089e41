//! What a preview adds to a page: where the page comes from, what is wrong, and which day and readers it is for.

use serde::Serialize;

use super::{SourceLinks, State, shows_drafts};
use crate::report::{self, Entry};

/// The context of `preview/bar.html` and `preview/failed.html`.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// Names what the page shows, this bar included.
    pub seen: String,
    /// Names the styles that the page has; a change of them alone is no change of the page.
    pub styles: String,
    language: String,
    /// ISO 8601.
    as_of: String,
    drafts: bool,
    source: Option<Source>,
    /// All errors; the pages are those of before.
    errors: Vec<Entry>,
    is_behind: bool,
    /// Why the sources could not be read at all.
    trouble: Option<String>,
    /// Warnings of the page's own source.
    warnings: Vec<Entry>,
    /// How many warnings there are anywhere.
    all_warnings: usize,
    /// Why the page could not be made.
    failure: Option<String>,
}

/// The file that the page is made from.
#[derive(Debug, Serialize)]
struct Source {
    file: String,
    line: usize,
    opens: bool,
}

impl Bar {
    pub fn of(state: &State, file: &str, failure: Option<String>) -> Self {
        let shown = &state.shown;
        let opens = state.view.sources == SourceLinks::Opened;
        let source = shown.routes.origin(file).map(|span| {
            let (file, line) = report::place(span, &shown.site.files);
            Source { file, line, opens }
        });
        let (errors, warnings): (Vec<&Entry>, Vec<&Entry>) =
            state.found.iter().partition(|entry| entry.severity == "error");
        let all_warnings = warnings.len();
        let here = |entry: &&&Entry| source.as_ref().is_some_and(|source| source.file == entry.file);
        Self {
            seen: String::new(),
            styles: String::new(),
            language: shown.routes.language(file).to_owned(),
            as_of: state.view.options.as_of.to_string(),
            drafts: shows_drafts(state.view),
            warnings: warnings.iter().filter(here).map(|entry| (**entry).clone()).collect(),
            errors: errors.into_iter().cloned().collect(),
            is_behind: state.is_behind,
            trouble: state.trouble.clone(),
            all_warnings,
            source,
            failure,
        }
    }

    pub fn has_failed(&self) -> bool {
        self.failure.is_some()
    }
}
