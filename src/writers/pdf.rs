//! A paper as a PDF that everybody can read: tagged (PDF/UA-1), for the archive (PDF/A-2a), laid out by Typst.
//!
//! The document goes in as data and the theme's `paper/paper.typ` lays it out, so that nothing that an
//! author types is code. What is laid out sees no file but those that it is handed: itself, the
//! document as `/document.json`, and the document's images under `/files/`; it sees no clock, no network and no
//! fonts of the machine. The same document gives the same bytes. Both standards are checked as the file is
//! made, and a paper that does not hold them is a fault, never a file. Start at [`write`].

#[cfg(feature = "pdf")]
mod images;
#[cfg(feature = "pdf")]
mod press;
#[cfg(feature = "pdf")]
mod words;

use std::fmt;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, FileId, Severity, Span};
use crate::document::Document;
use crate::theme::PaperLook;

#[derive(Clone, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    /// What the layout does that it had better not, such as asking for a font that is not there.
    pub warnings: Vec<Fault>,
}

/// What is wrong with the layout, or with what it lays out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub severity: Severity,
    /// On one line, lower case, without a full stop.
    pub message: String,
    pub hint: String,
    /// Where in the layout; none if the document is at fault.
    pub place: Option<Place>,
}

/// A place in the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub path: String,
    /// Both from 1, the column in characters.
    pub line: usize,
    pub column: usize,
    pub range: Range<usize>,
    /// If the layout is the project's own.
    pub file: Option<FileId>,
}

/// Why there is no PDF: one fault or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

/// Makes the file.
///
/// # Errors
/// If the layout is at fault, an image cannot be read, a letter has no font, or the file would not hold
/// the standards.
#[cfg(feature = "pdf")]
pub fn write(document: &Document, look: &PaperLook) -> Result<Pdf, Faults> {
    press::write(document, look)
}

/// Says what is missing.
///
/// # Errors
/// Always.
#[cfg(not(feature = "pdf"))]
pub fn write(_: &Document, _: &PaperLook) -> Result<Pdf, Faults> {
    Err(Faults(vec![Fault::of_document(
        "this `headway` was built without PDF",
        "build it with its feature `pdf` (`cargo build --features pdf`), or make the paper as HTML or Word",
    )]))
}

impl Fault {
    fn of_document(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), hint: hint.into(), place: None }
    }

    /// As a mistake of an author, at its place in a layout of the project's own, else where `otherwise` says.
    pub fn diagnostic(&self, otherwise: Span) -> Diagnostic {
        let own = self.place.as_ref().and_then(|place| Some(Span::new(place.file?, place.range.clone())));
        let new = match self.severity {
            Severity::Error => Diagnostic::error,
            Severity::Warning => Diagnostic::warning,
        };
        match own {
            Some(span) => new("paper-layout", span, self.message.clone(), self.hint.clone()),
            None => new("paper-pdf", otherwise, self.to_string(), self.hint.clone()),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}:{}:{}: ", place.path, place.line, place.column)?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            let before = if at == 0 { "" } else { "; " };
            write!(f, "{before}{fault}: {}", fault.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
