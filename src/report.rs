//! Turns diagnostics into what people and programs read: text, JSON, GitHub annotations.
//!
//! The only place where bytes become line and column. Nothing is printed here; each format
//! holds the same content. Start at [`report`].

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use crate::files::Files;

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
    Github,
}

/// All diagnostics in one text, ending with a newline if there are any.
pub fn report(found: &Diagnostics, files: &Files, format: Format) -> String {
    match format {
        Format::Text => found.iter().map(|diagnostic| text(diagnostic, files) + "\n\n").collect(),
        Format::Json => json(found, files),
        Format::Github => found.iter().map(|diagnostic| annotation(diagnostic, files)).collect(),
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

fn text(diagnostic: &Diagnostic, files: &Files) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code).element(snippet(
        diagnostic.span,
        AnnotationKind::Primary,
        "",
        files,
    ));
    for (span, label) in &diagnostic.related {
        group = group.element(snippet(*span, AnnotationKind::Context, label, files));
    }
    let help = Group::with_title(Level::HELP.secondary_title(diagnostic.hint.as_str()));
    Renderer::plain().render(&[group, help])
}

fn snippet<'a>(
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
    files: &'a Files,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = files.text(span.file);
    let range = within(text, span);
    let annotation = kind.span(range);
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    Snippet::source(text).path(files.path(span.file)).annotation(annotation)
}

/// The span's bytes, cut to its first line and to whole characters of the text.
fn within(text: &str, span: Span) -> std::ops::Range<usize> {
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

/// Line and column of a span's start, both from 1, the column in characters.
fn position(text: &str, span: Span) -> (usize, usize) {
    let before = &text[..within(text, span).start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn json(found: &Diagnostics, files: &Files) -> String {
    let place = |span: Span| {
        let (line, column) = position(files.text(span.file), span);
        serde_json::json!({"file": files.path(span.file), "line": line, "column": column})
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
fn annotation(diagnostic: &Diagnostic, files: &Files) -> String {
    let (line, column) = position(files.text(diagnostic.span.file), diagnostic.span);
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut command = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        command,
        "::{} file={},line={line},col={column},title={}::{}%0A{}",
        diagnostic.severity.word(),
        property(files.path(diagnostic.span.file)),
        property(diagnostic.code),
        data(&diagnostic.message),
        data(&diagnostic.hint),
    );
    command
}
