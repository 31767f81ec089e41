//! Pages: their size and way round, what stands at their head and foot, and what the first of them begins with.

use super::Body;
use super::blocks::{Opening, Place};
use super::parts::part_start;
use super::runs::{Look, push_run};
use crate::document::{Block, Contents, Document, Heading, Orientation, plain};

/// A4 and its margins in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
const MARGIN: u32 = 1_134;
/// The deepest heading in the list of contents.
const CONTENTS_DEPTH: u8 = 2;

fn size(orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Portrait => (SHORT, LONG),
        Orientation::Landscape => (LONG, SHORT),
    }
}

pub fn text_width(orientation: Orientation) -> u32 {
    size(orientation).0 - 2 * MARGIN
}

/// The pages of a section, each with the same head and foot.
pub fn section_properties(orientation: Orientation) -> String {
    let (width, height) = size(orientation);
    let way = match orientation {
        Orientation::Portrait => "",
        Orientation::Landscape => " w:orient=\"landscape\"",
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/><w:type w:val=\"nextPage\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{way}/>\
         <w:pgMar w:top=\"1418\" w:right=\"{MARGIN}\" w:bottom=\"1247\" w:left=\"{MARGIN}\" w:header=\"624\" \
         w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
    )
}

pub fn header(document: &Document) -> String {
    let mut xml = part_start("hdr");
    let marking = document.marking.as_deref().unwrap_or_default();
    for (style, text) in [("Marking", marking), ("Header", document.running_title.as_str())] {
        if !text.is_empty() || style == "Header" {
            put!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
            push_run(text, Look::default(), &mut xml);
            xml.push_str("</w:p>");
        }
    }
    xml.push_str("</w:hdr>");
    xml
}

pub fn footer(document: &Document) -> String {
    let mut xml = part_start("ftr");
    xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    let (before, between, after) = &document.words.page_of;
    push_run(before, Look::default(), &mut xml);
    push_field("PAGE", &mut xml);
    push_run(between, Look::default(), &mut xml);
    push_field("NUMPAGES", &mut xml);
    push_run(after, Look::default(), &mut xml);
    xml.push_str("</w:p></w:ftr>");
    xml
}

/// A number that Word works out.
fn push_field(name: &str, xml: &mut String) {
    put!(
        xml,
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    );
}

impl Body<'_> {
    pub fn add_title_block(&mut self, orientation: Orientation) {
        let document = self.document;
        let organisation = Some(&document.organisation).filter(|name| !name.is_empty());
        for line in organisation.into_iter().chain(&document.above) {
            self.add_line(line, Opening { style: "AboveTitle", ..Opening::default() });
        }
        self.add_line(&document.title, Opening { style: "Title", ..Opening::default() });
        let width = text_width(orientation);
        let place = Place { base: 0, level: 0, width, style: "Normal", is_page: false, is_right: false };
        self.add_facts(&document.facts, place);
        if document.contents == Contents::Listed {
            self.add_contents();
        }
    }

    /// A list of the headings as Word makes it, with its entries filled in: without page numbers, which are known
    /// to nobody before Word has laid the pages out, and which it would ask its reader to bring up to date.
    fn add_contents(&mut self) {
        let document = self.document;
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        let headings = blocks.filter_map(|block| match block {
            Block::Heading(heading) if heading.level <= CONTENTS_DEPTH => Some(heading),
            _ => None,
        });
        let headings: Vec<&Heading> = headings.collect();
        if headings.is_empty() {
            return;
        }
        self.xml.push_str(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/>\
             </w:docPartObj></w:sdtPr><w:sdtContent>",
        );
        self.add_line(
            &document.words.contents,
            Opening { style: "TOCHeading", keeps_next: true, ..Opening::default() },
        );
        for (at, heading) in headings.into_iter().enumerate() {
            self.open(Opening { style: if heading.level < 2 { "TOC1" } else { "TOC2" }, ..Opening::default() });
            if at == 0 {
                put!(
                    self.xml,
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \
                     \"1-{CONTENTS_DEPTH}\" \\h \\n </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
                );
            }
            let number = heading.number.as_ref().map(|number| format!("{}\t", number.text)).unwrap_or_default();
            let text = format!("{number}{}", plain(&heading.text));
            let name = self.bookmarks.name(&heading.id).unwrap_or_default();
            put!(self.xml, "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">");
            push_run(&text, Look::default(), &mut self.xml);
            self.xml.push_str("</w:hyperlink>");
            self.close();
        }
        self.open(Opening { style: "Spacer", ..Opening::default() });
        self.xml.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        self.close();
        self.xml.push_str("</w:sdtContent></w:sdt>");
    }
}
