//! Turns diagnostics into what people and programs read: text, JSON, GitHub annotations.
//!
//! The only place where bytes become line and column. Nothing is printed here; each format
//! holds the same content. Start at [`report`].

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Span};
use crate::files::Files;

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
    Github,
}

/// All diagnostics in one text, ending with a newline if there are any.
pub fn report(found: &Diagnostics, files: &Files, format: Format) -> String {
    let mut sources = Sources { files, lines: BTreeMap::new() };
    match format {
        Format::Text => found.iter().map(|diagnostic| text(diagnostic, &mut sources) + "\n\n").collect(),
        Format::Json => json(found, &mut sources),
        Format::Github => found.iter().map(|diagnostic| annotation(diagnostic, &mut sources)).collect(),
    }
}

/// One mistake as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
    pub hint: String,
    pub file: String,
    /// Both from 1, the column in characters.
    pub line: usize,
    pub column: usize,
    /// The line itself, in three parts: before what is meant, that, and after it.
    pub excerpt: [String; 3],
}

/// Mistakes for a page, in the order in which they are given.
pub fn entries<'a>(found: impl IntoIterator<Item = &'a Diagnostic>, files: &Files) -> Vec<Entry> {
    let mut sources = Sources { files, lines: BTreeMap::new() };
    found.into_iter().map(|diagnostic| entry(diagnostic, &mut sources)).collect()
}

/// The path of a place's file and the number of its line, from 1.
pub fn place(span: Span, files: &Files) -> (String, usize) {
    let mut sources = Sources { files, lines: BTreeMap::new() };
    let start = within(files.text(span.file), span).start;
    (files.path(span.file).to_owned(), sources.line(span.file, start) + 1)
}

fn entry(diagnostic: &Diagnostic, sources: &mut Sources<'_>) -> Entry {
    let span = diagnostic.span;
    let text = sources.text(span.file);
    let range = within(text, span);
    let (line, column) = sources.position(span.file, range.start);
    let whole = sources.range(span.file, line - 1..line);
    let part = |range: Range<usize>| text[range].trim_end_matches(['\n', '\r']).to_owned();
    Entry {
        severity: diagnostic.severity.word(),
        code: diagnostic.code,
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
        file: sources.path(span.file).to_owned(),
        line,
        column,
        excerpt: [part(whole.start..range.start), part(range.clone()), part(range.end..whole.end.max(range.end))],
    }
}

/// "2 errors and 1 warning", or nothing.
pub fn tally(found: &Diagnostics) -> Option<String> {
    let counted = |severity, one: &str| match found.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    };
    let parts: Vec<String> =
        [counted(Severity::Error, "error"), counted(Severity::Warning, "warning")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// The files of a report; where the lines of one begin is found out once, however much is wrong in it.
struct Sources<'f> {
    files: &'f Files,
    lines: BTreeMap<FileId, Vec<usize>>,
}

impl<'f> Sources<'f> {
    fn path(&self, file: FileId) -> &'f str {
        self.files.path(file)
    }

    fn text(&self, file: FileId) -> &'f str {
        self.files.text(file)
    }

    fn starts(&mut self, file: FileId) -> &[usize] {
        let text = self.files.text(file);
        self.lines
            .entry(file)
            .or_insert_with(|| std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The number of the line that holds a byte, from 0.
    fn line(&mut self, file: FileId, at: usize) -> usize {
        self.starts(file).partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Line and column of a byte, both from 1, the column in characters.
    fn position(&mut self, file: FileId, at: usize) -> (usize, usize) {
        let line = self.line(file, at);
        let start = self.starts(file)[line];
        (line + 1, self.text(file)[start..at].chars().count() + 1)
    }

    /// The bytes of some lines, counted from 0.
    fn range(&mut self, file: FileId, lines: Range<usize>) -> Range<usize> {
        let length = self.text(file).len();
        let starts = self.starts(file);
        starts[lines.start]..starts.get(lines.end).copied().unwrap_or(length)
    }
}

/// How many lines two places of a file may lie apart to be shown together.
const NEAR: usize = 40;

fn text<'a>(diagnostic: &'a Diagnostic, sources: &mut Sources<'a>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code));
    let mut rest: Vec<(Span, &str)> = diagnostic.related.iter().map(|(span, label)| (*span, label.as_str())).collect();
    rest.insert(0, (diagnostic.span, ""));
    let mut is_first = true;
    while !rest.is_empty() {
        let (span, _) = rest[0];
        let line = sources.line(span.file, within(sources.text(span.file), span).start);
        let mut is_near = |other: Span| {
            let text = sources.text(span.file);
            other.file == span.file && sources.line(span.file, within(text, other).start).abs_diff(line) <= NEAR
        };
        let (near, far): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(other, _)| is_near(*other));
        group = if sources.text(span.file).is_empty() {
            group.element(Origin::path(sources.path(span.file)))
        } else {
            group.element(snippet(&near, is_first, sources))
        };
        is_first = false;
        rest = far;
    }
    let help = Group::with_title(Level::HELP.secondary_title(diagnostic.hint.as_str()));
    Renderer::plain().render(&[group, help])
}

/// The lines of places that lie near each other in one file; the first is what the message is about, if `is_first`.
fn snippet<'a>(
    places: &[(Span, &'a str)],
    is_first: bool,
    sources: &mut Sources<'a>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = places[0].0.file;
    let text = sources.text(file);
    let ranges: Vec<Range<usize>> = places.iter().map(|(span, _)| within(text, *span)).collect();
    let lines: Vec<usize> = ranges.iter().map(|range| sources.line(file, range.start)).collect();
    let (first, last) = lines.iter().fold((lines[0], lines[0]), |(low, high), line| (low.min(*line), high.max(*line)));
    // Only these lines are handed over: a long file would be gone through for each of its mistakes.
    let shown = sources.range(file, first..last + 1);
    let mut snippet = Snippet::source(&text[shown.clone()]).path(sources.path(file)).line_start(first + 1);
    for (index, ((_, label), range)) in places.iter().zip(ranges).enumerate() {
        let kind = if is_first && index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(range.start - shown.start..range.end - shown.start);
        snippet = snippet.annotation(if label.is_empty() { annotation } else { annotation.label(*label) });
    }
    snippet
}

/// The span's bytes, cut to its first line and to whole characters of the text.
fn within(text: &str, span: Span) -> Range<usize> {
    let whole = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = whole(span.start as usize);
    let end = whole(span.end as usize).max(start);
    let line_end = text[start..end].find('\n').map_or(end, |length| start + length);
    start..line_end
}

fn json(found: &Diagnostics, sources: &mut Sources<'_>) -> String {
    let mut place = |span: Span| {
        let range = within(sources.text(span.file), span);
        let ((line, column), (end_line, end_column)) =
            (sources.position(span.file, range.start), sources.position(span.file, range.end));
        let file = sources.path(span.file);
        serde_json::json!({"file": file, "line": line, "column": column, "end_line": end_line, "end_column": end_column})
    };
    let items: Vec<serde_json::Value> = found
        .iter()
        .map(|diagnostic| {
            let related: Vec<serde_json::Value> = diagnostic
                .related
                .iter()
                .map(|(span, label)| serde_json::json!({"place": place(*span), "label": label}))
                .collect();
            serde_json::json!({
                "severity": diagnostic.severity.word(),
                "code": diagnostic.code,
                "message": diagnostic.message,
                "place": place(diagnostic.span),
                "hint": diagnostic.hint,
                "related": related,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::Array(items))
}

/// GitHub's workflow command for an annotation.
fn annotation(diagnostic: &Diagnostic, sources: &mut Sources<'_>) -> String {
    let span = diagnostic.span;
    let range = within(sources.text(span.file), span);
    let ((line, column), (_, end)) = (sources.position(span.file, range.start), sources.position(span.file, range.end));
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    format!(
        "::{} file={},line={line},col={column},endColumn={end},title={}::{}%0A{}\n",
        diagnostic.severity.word(),
        property(sources.path(span.file)),
        property(diagnostic.code),
        data(&diagnostic.message),
        data(&diagnostic.hint),
    )
}
