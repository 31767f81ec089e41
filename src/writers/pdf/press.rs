//! Runs Typst: the only file that sees it, its kin for images and words aside.

use std::ops::Range;
use std::sync::Arc;

use typst::diag::{FileError, FileResult, Severity as Weight, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World, WorldExt as _, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Fault, Faults, Pdf, Place, images, words};
use crate::diagnostic::Severity;
use crate::document::{Document, ImageFile};
use crate::theme::{Face, PaperLook};

const LAYOUT: &str = "/paper.typ";
const DOCUMENT: &str = "/document.json";
/// Where the layout finds the document's images, by their paths.
const IMAGES: &str = "/files/";

pub(super) fn write(document: &Document, look: &PaperLook) -> Result<Pdf, Faults> {
    let faults = images::faults(document);
    if !faults.is_empty() {
        return Err(Faults(faults));
    }
    let world = Desk::lay(document, look)?;
    let faults = words::faults(&world.document, &world.fonts);
    if !faults.is_empty() {
        return Err(Faults(faults));
    }
    let written = world.print(look);
    // What one paper leaves behind is of no use to the next, and grows with each.
    comemo::evict(0);
    written
}

/// All that a layout can see.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    layout: Source,
    document: String,
    images: Vec<ImageFile>,
}

impl Desk {
    fn lay(document: &Document, look: &PaperLook) -> Result<Self, Faults> {
        let bytes = |face: &Face| match face {
            Face::BuiltIn(bytes) => Bytes::new(*bytes),
            Face::Own(bytes) => Bytes::new(Arc::clone(bytes)),
        };
        let fonts: Vec<Font> = look.faces.iter().flat_map(|face| Font::iter(bytes(face))).collect();
        // Names of files are kept for as long as the program runs, so the same ones serve every paper.
        let main = file_id(LAYOUT)?;
        let document_json = serde_json::to_string(document)
            .map_err(|error| Faults(vec![Fault::of_document(error.to_string(), "take it out of the paper")]))?;
        Ok(Self {
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main,
            layout: Source::new(main, look.layout.to_string()),
            document: document_json,
            images: document.images.clone(),
        })
    }

    fn print(&self, look: &PaperLook) -> Result<Pdf, Faults> {
        let told = |found: &[SourceDiagnostic]| found.iter().map(|one| self.fault(one, look)).collect::<Vec<_>>();
        let compiled = typst::compile::<PagedDocument>(self);
        let warnings = told(&compiled.warnings);
        let pages = compiled.output.map_err(|errors| Faults(told(&errors)))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| Faults(vec![Fault::of_document(error.message().to_string(), "report this as a bug")]))?;
        let options = PdfOptions {
            // What it says is what it is.
            ident: Smart::Custom(blake3::hash(self.document.as_bytes()).to_hex().to_string()),
            creator: Smart::Custom(Some("Headway".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| Faults(told(&errors)))?;
        Ok(Pdf { bytes, warnings })
    }

    fn fault(&self, found: &SourceDiagnostic, look: &PaperLook) -> Fault {
        let range = found.span.id().filter(|id| *id == self.main).and_then(|_| self.range(found.span));
        let hints: Vec<&str> = found.hints.iter().map(|hint| hint.v.as_str()).collect();
        let hint = if hints.is_empty() {
            format!("correct `{}`, or take it away to have the built-in one", look.path)
        } else {
            hints.join("; ")
        };
        Fault {
            severity: match found.severity {
                Weight::Error => Severity::Error,
                Weight::Warning => Severity::Warning,
            },
            message: found.message.lines().collect::<Vec<_>>().join("; "),
            hint,
            place: range.map(|range| self.place(range, look)),
        }
    }

    fn place(&self, range: Range<usize>, look: &PaperLook) -> Place {
        let (line, column) = self.layout.lines().byte_to_line_column(range.start).unwrap_or_default();
        Place { path: look.path.clone(), line: line + 1, column: column + 1, range, file: look.file }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main { Ok(self.layout.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_with_slash();
        if path == DOCUMENT {
            return Ok(Bytes::from_string(self.document.clone()));
        }
        let wanted = path.strip_prefix(IMAGES);
        let image = self.images.iter().find(|image| wanted == Some(image.path.as_str()));
        image.map(|image| Bytes::new(Arc::clone(&image.bytes))).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// There is no today: the document says what day it speaks for.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}

fn file_id(path: &str) -> Result<FileId, Faults> {
    let path = VirtualPath::new(path)
        .map_err(|error| Faults(vec![Fault::of_document(format!("{path}: {error:?}"), "report this as a bug")]))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}
