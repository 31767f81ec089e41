//! What all files of Office Open XML have in common (ECMA-376, part 2): parts in a zip, and what the file
//! says of itself.
//!
//! The same parts give the same bytes: no clock is in the file but the day that it speaks for.

use std::io::{Cursor, Write};

use anyhow::{Context as _, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::date::Day;

pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// `docProps/app.xml`: what made it.
pub const APP: &str = include_str!("package/app.xml");

/// A file that is being written, part by part; `[Content_Types].xml` comes first.
pub struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// From 1, fast, to 9, small.
    level: i64,
}

impl Package {
    pub fn new(level: i64) -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), level }
    }

    /// Begins a part, whose bytes are then written to what this gives.
    pub fn start(&mut self, path: &str) -> Result<&mut ZipWriter<Cursor<Vec<u8>>>> {
        self.start_as(path, CompressionMethod::Deflated)
    }

    pub fn part(&mut self, path: &str, xml: &str) -> Result<()> {
        self.packed(path, xml.as_bytes())
    }

    pub fn packed(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.start(path)?.write_all(bytes).with_context(|| format!("writing {path}"))
    }

    /// A part that is compressed already, such as an image.
    pub fn stored(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.start_as(path, CompressionMethod::Stored)?.write_all(bytes).with_context(|| format!("writing {path}"))
    }

    fn start_as(&mut self, path: &str, method: CompressionMethod) -> Result<&mut ZipWriter<Cursor<Vec<u8>>>> {
        // The earliest time that the format can tell, so that no clock is in the file.
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(zip::DateTime::default());
        let level = (method == CompressionMethod::Deflated).then_some(self.level);
        self.zip.start_file(path, options.compression_level(level)).with_context(|| format!("writing {path}"))?;
        Ok(&mut self.zip)
    }

    /// Appends the whole file.
    pub fn finish(self, out: &mut Vec<u8>) -> Result<()> {
        let bytes = self.zip.finish().context("writing the end of a file")?.into_inner();
        // The file of a large plan is too long to stand in memory twice.
        if out.is_empty() {
            *out = bytes;
        } else {
            out.extend(bytes);
        }
        Ok(())
    }
}

/// What a file says of itself.
pub struct Properties<'p> {
    pub title: &'p str,
    pub subject: &'p str,
    pub author: &'p str,
    pub description: &'p str,
    pub language: &'p str,
    /// The day that it speaks for.
    pub day: Day,
}

/// `docProps/core.xml`: Dublin Core, without what is empty.
pub fn core_properties(of: &Properties<'_>) -> String {
    let mut xml = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    let told = [
        ("title", of.title),
        ("subject", of.subject),
        ("creator", of.author),
        ("description", of.description),
        ("language", of.language),
    ];
    for (name, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
        put!(xml, "<dc:{name}>{}</dc:{name}>", escaped(text));
    }
    for name in ["created", "modified"] {
        put!(xml, "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:{name}>", of.day);
    }
    xml.push_str("</cp:coreProperties>");
    xml
}

/// `_rels/.rels`: from the file to its main part and its properties.
pub fn root_relations(main: &str) -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"{main}\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
}

pub fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    push_text(text, &mut xml);
    xml
}

/// Appends text for an element or an attribute in double quotes. What XML cannot hold is left out, and
/// so are other controls and noncharacters, which say nothing to a reader.
pub fn push_text(text: &str, xml: &mut String) {
    // Most text goes in as it is, in long runs.
    let is_plain = |c: char| {
        !matches!(c, '&' | '<' | '>' | '"' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}') && !c.is_control()
    };
    let mut rest = text;
    while let Some(at) = rest.find(|c| !is_plain(c)) {
        let (plain, special) = rest.split_at(at);
        xml.push_str(plain);
        let mut following = special.chars();
        match following.next() {
            Some('&') => xml.push_str("&amp;"),
            Some('<') => xml.push_str("&lt;"),
            Some('>') => xml.push_str("&gt;"),
            Some('"') => xml.push_str("&quot;"),
            Some(c @ ('\n' | '\t')) => xml.push(c),
            _ => {}
        }
        rest = following.as_str();
    }
    xml.push_str(rest);
}
