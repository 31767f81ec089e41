//! Places and problems as values: what is wrong in a source, where, and what to type instead.
//!
//! Nothing here prints or reads. A [`Diagnostic`] is an author's mistake; it is collected, never
//! thrown. A [`Span`] counts bytes of the whole file (front matter counted); only `report`
//! turns it into line and column. Start reading at [`Diagnostic`].

use std::ops::{Deref, Range};

/// Which file of the project a place is in: an index into `files::Files`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The start of a file, for what is wrong with it as a whole.
    pub fn file(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// All of a file.
    pub fn whole(file: FileId) -> Self {
        Self { file, start: 0, end: u32::MAX }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Files are refused above 64 MiB (see `files`), so every offset fits.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// A value and where it was written.
#[derive(Clone, Copy, Debug)]
pub struct Placed<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Placed<T> {
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: change(self.value), span: self.span }
    }
}

impl<T> Deref for Placed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Two placed values are equal if they say the same, wherever they stand.
impl<T: PartialEq> PartialEq for Placed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Placed<T> {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops publication.
    Error,
    /// Is shown, and stops publication only under `--strict`.
    Warning,
}

impl Severity {
    /// As reports write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One mistake of an author.
///
/// The message is lower case, without a full stop, names things in backticks and says what was
/// found and what was expected. The hint is an instruction: what to type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Names the kind of mistake, as in the manual: `unknown-lead`.
    pub code: &'static str,
    pub message: String,
    pub span: Span,
    pub hint: String,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    pub fn error(code: &'static str, span: Span, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), span, hint: hint.into(), related: Vec::new() }
    }

    pub fn warning(code: &'static str, span: Span, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message, hint) }
    }

    #[must_use]
    pub fn with_related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// A kind of mistake: its code, how much it matters, and what it means. The table of all of them is
/// in `content::checks`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    pub code: &'static str,
    pub severity: Severity,
    /// What an author reads in a list of all codes: one phrase, lower case, without a full stop.
    pub meaning: &'static str,
}

impl Check {
    /// Publishing would be wrong or broken.
    pub const fn error(code: &'static str, meaning: &'static str) -> Self {
        Self { code, severity: Severity::Error, meaning }
    }

    /// Readers would be better served otherwise.
    pub const fn warning(code: &'static str, meaning: &'static str) -> Self {
        Self { code, severity: Severity::Warning, meaning }
    }

    /// This kind of mistake, found at a place.
    pub fn found(&self, span: Span, message: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: self.severity, ..Diagnostic::error(self.code, span, message, hint) }
    }
}

/// All mistakes of one run, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// In file order, then by place: the order in which people mend them. The same mistake
    /// found twice at one place is told once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| (a.span, a.severity, a.code, &a.message).cmp(&(b.span, b.severity, b.code, &b.message)));
        self.0.dedup();
        self
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The known word that `found` was probably meant to be, if one is near enough to offer.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = found.to_lowercase();
    let limit = (lower.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&lower, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// "`a`, `b` and `c`": how messages list names.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>, joined_by: &str) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {joined_by} {last}", head.join(", ")),
    }
}

/// How many names a message lists before it counts the rest.
const LISTED: usize = 12;

/// "`a`, `b` and `c`", or the first of many "and 30 more".
pub fn shortened(names: &[&str]) -> String {
    match names.split_at_checked(LISTED) {
        Some((first, rest)) if !rest.is_empty() => {
            let quoted: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and {} more", quoted.join(", "), rest.len())
        }
        _ => list(names.iter().copied(), "and"),
    }
}
