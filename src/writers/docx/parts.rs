//! The parts around the document's text, and the ends of each.

use super::Body;
use super::runs::language_tag;
use crate::writers::package::{OFFICE, PACKAGE, XML};

pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// How every note begins.
pub const NOTE: &str = "<w:footnote ";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The beginning of a part whose root element has this name.
pub fn part_start(root: &str) -> String {
    format!(
        "{XML}<w:{root} xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" mc:Ignorable=\"w14\">"
    )
}

pub fn document(body: &str) -> String {
    [&part_start("document"), "<w:body>", body, "</w:body></w:document>"].concat()
}

pub fn content_types(body: &Body<'_>) -> String {
    let mut xml = format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (ending, kind) in [("png", "image/png"), ("jpeg", "image/jpeg"), ("emf", "image/x-emf")] {
        put!(xml, "<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>");
    }
    let mut part = |path: &str, kind: &str| {
        put!(xml, "<Override PartName=\"{path}\" ContentType=\"{kind}+xml\"/>");
    };
    part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties");
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    part("/word/document.xml", &format!("{KIND}.document.main"));
    for name in ["styles", "settings", "numbering", "header", "footer"] {
        part(&format!("/word/{name}.xml"), &format!("{KIND}.{name}"));
    }
    if body.note_count > 0 {
        part("/word/footnotes.xml", &format!("{KIND}.footnotes"));
    }
    xml.push_str("</Types>");
    xml
}

pub fn relations(elements: &str) -> String {
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{elements}</Relationships>")
}

/// From the document to its other parts, pictures and addresses.
pub fn document_relations(body: &Body<'_>) -> String {
    let mut xml = String::new();
    let notes = (body.note_count > 0).then_some("footnotes");
    for name in ["styles", "settings", "numbering", "header", "footer"].into_iter().chain(notes) {
        put!(xml, "<Relationship Id=\"{name}\" Type=\"{OFFICE}/{name}\" Target=\"{name}.xml\"/>");
    }
    for (id, target) in body.pictures.relations() {
        put!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/image\" Target=\"{target}\"/>");
    }
    xml.push_str(&body.relations.elements());
    relations(&xml)
}

/// In the order of the standard's CT_Settings. The last Word layout is asked for, or Word would fall back to that
/// of 2007.
pub fn settings(language: &str, has_notes: bool) -> String {
    let separators = "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>";
    let language = language_tag(language).map(|tag| format!("<w:themeFontLang w:val=\"{tag}\"/>"));
    format!(
        "{XML}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>{}<w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat>{}<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>",
        if has_notes { separators } else { "" },
        language.unwrap_or_default()
    )
}

/// The lines between text and notes, then the notes.
pub fn footnotes(notes: &str) -> String {
    let mut xml = part_start("footnotes");
    for (number, name, element) in
        [("-1", "separator", "separator"), ("0", "continuationSeparator", "continuationSeparator")]
    {
        put!(
            xml,
            "{NOTE}w:type=\"{name}\" w:id=\"{number}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
             <w:r><w:{element}/></w:r></w:p></w:footnote>"
        );
    }
    xml.push_str(notes);
    xml.push_str("</w:footnotes>");
    xml
}

/// A note up to its words.
pub fn note_start(number: u32) -> String {
    format!(
        "{NOTE}w:id=\"{number}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
         <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>\
         <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>"
    )
}
