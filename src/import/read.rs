//! The door of the readers: the bytes of a file to what its reader would see.
//!
//! What a file is, its content says; an ending may lie. [`read`] refuses what it cannot read whole, with what to do;
//! it never panics and never takes much more memory than a large plan would, whatever the bytes are.

use super::archive::Archive;
use super::compound::Compound;
use super::package::{Relations, content_type};
use super::source::Source;
use super::{csv, docx, excel97, opendocument, workbook};

/// Why a file was not read: what it is, and what its owner can do. Neither names the file; who prints them does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub message: String,
    pub hint: String,
}

/// What a file turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Word,
    /// `.xlsx`, `.xlsm`.
    Workbook,
    /// `.xls`.
    OldWorkbook,
    /// `.ods`.
    OpenWorkbook,
    Text,
}

/// `name` is what the file is called, with or without folders.
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, Refusal> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (format, mut source) = if bytes.starts_with(b"PK") {
        let mut archive = Archive::open(bytes)?;
        let (format, main) = packed(&mut archive)?;
        let source = match format {
            Format::Word => docx::read(&main, &mut archive)?,
            Format::OpenWorkbook => opendocument::read(&mut archive)?,
            _ => workbook::read(&main, &mut archive)?,
        };
        (format, source)
    } else if bytes.starts_with(&COMPOUND) {
        (Format::OldWorkbook, compound(bytes)?)
    } else {
        refuse_others(bytes)?;
        (Format::Text, csv::read(bytes)?)
    };
    if let Some(ending) = wrong_ending(name, format) {
        source
            .left_out
            .push(format!("the file's name ends in `.{ending}`, but it is {}; read as such", format.words()));
    }
    name.clone_into(&mut source.name);
    Ok(source)
}

/// What an office file of today is, and the name of its main part.
fn packed(archive: &mut Archive<'_>) -> Result<(Format, String), Refusal> {
    if let Some(kind) = archive.text("mimetype")? {
        return match kind.trim() {
            "application/vnd.oasis.opendocument.spreadsheet" => Ok((Format::OpenWorkbook, String::new())),
            "application/vnd.oasis.opendocument.text" => Err(save_as("an OpenDocument text (.odt)", WORD)),
            _ => Err(unknown()),
        };
    }
    let main = Relations::of("", archive)?.parts("officeDocument").into_iter().next().ok_or_else(unknown)?;
    let kind = content_type(&main, archive)?.unwrap_or_default();
    match kind {
        kind if kind.contains("wordprocessingml") || kind.contains("ms-word") => Ok((Format::Word, main)),
        kind if kind.contains("sheet.binary") => Err(save_as("a binary workbook (.xlsb)", WORKBOOK)),
        kind if kind.contains("spreadsheetml") || kind.contains("ms-excel") => Ok((Format::Workbook, main)),
        kind if kind.contains("presentationml") => Err(save_as("a presentation", WORD)),
        _ => Err(unknown()),
    }
}

const WORD: &str = "a Word document (.docx)";
const WORKBOOK: &str = "a workbook (.xlsx)";

/// What is neither an office file of today nor text is refused, each with its own way out.
fn refuse_others(bytes: &[u8]) -> Result<(), Refusal> {
    let begin = &bytes[..bytes.len().min(1024)];
    let words = String::from_utf8_lossy(begin).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if words.contains("%pdf-") {
        return Err(Refusal::new(
            "a PDF has no tables to read, only letters at places on a page",
            "ask its author for the Word document or workbook that it was made from, and import that",
        ));
    }
    if words.starts_with("{\\rtf") {
        return Err(save_as("a rich text file (.rtf)", WORD));
    }
    if words.starts_with("<?xml") && (words.contains("word.document") || words.contains("wordml")) {
        return Err(save_as("a Word document as a single XML file", WORD));
    }
    if words.starts_with("<?xml") && words.contains("excel.sheet") {
        return Err(save_as("a workbook as a single XML file", WORKBOOK));
    }
    if ["<!doctype html", "<html", "<table", "<head", "<meta"].iter().any(|tag| words.starts_with(tag)) {
        return Err(save_as("a web page (HTML, whatever its name says)", WORKBOOK));
    }
    Ok(())
}

/// What a file of Office before 2007 begins with.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The format before 2007 that Word and Excel share, and in which later ones lock a file with a password.
fn compound(bytes: &[u8]) -> Result<Source, Refusal> {
    let has = |name: &str| {
        // Names stand at the begin of entries of 128 bytes, in sectors of 512.
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks(128).any(|entry| entry.starts_with(&name))
    };
    if has("EncryptedPackage") {
        Err(Refusal::locked())
    } else if has("Workbook") || has("Book") {
        excel97::read(bytes)
    } else if has("WordDocument") {
        Err(save_as("a Word document of the kind before 2007 (.doc)", WORD))
    } else if Compound::open(bytes).is_none() {
        Err(Refusal::damaged())
    } else {
        Err(unknown())
    }
}

/// The ending of a name, if it is that of another format.
fn wrong_ending(name: &str, format: Format) -> Option<String> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    let known: &[&str] = match ending.as_str() {
        "doc" | "docx" | "docm" | "dotx" | "dotm" | "xls" | "xlsx" | "xlsm" | "xltx" | "ods" | "csv" | "tsv"
        | "pdf" => match format {
            Format::Word => &["docx", "docm", "dotx", "dotm"],
            Format::Workbook => &["xlsx", "xlsm", "xltx"],
            Format::OldWorkbook => &["xls", "xlt"],
            Format::OpenWorkbook => &["ods"],
            Format::Text => &["csv", "tsv"],
        },
        _ => return None,
    };
    (!known.contains(&ending.as_str())).then_some(ending)
}

fn save_as(what: &str, better: &str) -> Refusal {
    Refusal::new(
        format!("{what} cannot be read"),
        format!("open it in its program, save it as {better}, and import that"),
    )
}

fn unknown() -> Refusal {
    Refusal::new(
        "the file is neither a document, a workbook nor a table of text",
        "save the plan as a Word document (.docx), a workbook (.xlsx) or CSV, and import that",
    )
}

impl Refusal {
    pub fn locked() -> Self {
        Self::new(
            "the file is locked with a password",
            "open it in its program, take the password away (File, Info, Protect), save it, and import that",
        )
    }

    pub fn damaged() -> Self {
        Self::new(
            "the file is damaged or cut short",
            "fetch it again from where it came from; if its program opens it, save it there in today's format, and import that",
        )
    }

    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

impl Format {
    fn words(self) -> &'static str {
        match self {
            Self::Word => "a Word document",
            Self::Workbook => "an Excel workbook",
            Self::OldWorkbook => "an Excel workbook of the kind before 2007",
            Self::OpenWorkbook => "an OpenDocument workbook",
            Self::Text => "a table of text",
        }
    }
}
