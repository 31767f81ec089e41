//! What a preview adds to a page: where the page comes from, what is wrong, and which day and readers it is for.

use serde::Serialize;

use super::{SourceLinks, State, shows_drafts};
use crate::diagnostic::{Severity, Span};
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
    /// Warnings of what the page tells of.
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
        let of = |severity| state.found.iter().filter(move |one| one.severity == severity);
        // The files may be others by now than those of what is shown.
        let as_now = |told: Span| Some(Span { file: state.files.find(shown.site.files.path(told.file))?, ..told });
        let told: Vec<Span> = shown.routes.told(file).into_iter().filter_map(as_now).collect();
        let is_told = |at: Span| told.iter().any(|t| t.file == at.file && t.start <= at.start && at.start < t.end);
        let warnings = of(Severity::Warning).filter(|one| is_told(one.span));
        Self {
            seen: String::new(),
            styles: String::new(),
            language: shown.routes.language(file).to_owned(),
            as_of: state.view.options.as_of.to_string(),
            drafts: shows_drafts(state.view),
            warnings: report::entries(warnings, &state.files),
            errors: report::entries(of(Severity::Error), &state.files),
            is_behind: state.is_behind,
            trouble: state.trouble.clone(),
            all_warnings: of(Severity::Warning).count(),
            source,
            failure,
        }
    }

    pub fn has_failed(&self) -> bool {
        self.failure.is_some()
    }
}
