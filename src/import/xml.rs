//! The parts of an office file as XML: elements by the meaning of their namespace, whatever they abbreviate it to.
//!
//! Nothing is expanded but the five entities of XML itself and numbered characters; a document type, which could
//! declare more, is refused. What is nested deeper than [`DEEPEST`] is refused too, so that whoever reads may recurse.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::read::Refusal;

/// Elements within elements; Word itself stops far above what it ever writes.
const DEEPEST: usize = 400;

/// What a namespace is about. The same element has another one in "strict" files than in usual ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    Word,
    /// Pictures and shapes in Word's text.
    Drawing,
    /// Old shapes.
    Vml,
    Math,
    /// Several ways to say the same, for older and newer programs.
    Alternatives,
    Sheet,
    Other,
}

const SPACES: [(&str, Space); 11] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Space::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Space::Word),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", Space::Drawing),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", Space::Drawing),
    ("urn:schemas-microsoft-com:vml", Space::Vml),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", Space::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Space::Math),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Space::Alternatives),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", Space::Sheet),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", Space::Sheet),
    ("http://schemas.microsoft.com/office/excel/2006/main", Space::Sheet),
];

/// A part that is being read, from its begin to its end.
pub struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    part: &'a str,
    depth: usize,
}

pub enum Piece<'a> {
    Open(Tag<'a>),
    Text(Cow<'a, str>),
    Close,
    /// Of the part.
    End,
}

pub struct Tag<'a> {
    pub space: Space,
    start: BytesStart<'a>,
}

impl<'a> Xml<'a> {
    /// `part` is what it is called in the file, for messages.
    pub fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0 }
    }

    pub fn next(&mut self) -> Result<Piece<'a>, Refusal> {
        loop {
            let piece = match self.reader.read_event().map_err(|_| self.broken())? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Refusal::new(
                            format!("`{}` has elements nested more than {DEEPEST} deep", self.part),
                            "copy the text and the tables into a new document, save it, and import that",
                        ));
                    }
                    Piece::Open(Tag { space: self.space(&start), start })
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or_else(|| self.broken())?;
                    Piece::Close
                }
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(name) => {
                    let character = name.resolve_char_ref().ok().flatten();
                    let known =
                        character.map(String::from).or_else(|| resolve_predefined_entity(&name).map(String::from));
                    Piece::Text(Cow::Owned(known.unwrap_or_else(|| format!("&{};", &*name))))
                }
                Event::DocType(_) => {
                    return Err(Refusal::new(
                        format!("`{}` declares a document type, which no office program writes", self.part),
                        "open the file in its program, save it under another name, and import that",
                    ));
                }
                Event::Eof if self.depth > 0 => return Err(self.broken()),
                Event::Eof => Piece::End,
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            };
            return Ok(piece);
        }
    }

    /// The next element in the one that was opened last; text between is passed over. `None` closes that one.
    pub fn child(&mut self) -> Result<Option<Tag<'a>>, Refusal> {
        loop {
            match self.next()? {
                Piece::Open(tag) => return Ok(Some(tag)),
                Piece::Text(_) => {}
                Piece::Close | Piece::End => return Ok(None),
            }
        }
    }

    /// Goes behind the end of the element that was opened last.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        self.text().map(drop)
    }

    /// All text in the element that was opened last; goes behind its end.
    pub fn text(&mut self) -> Result<String, Refusal> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Piece::Text(more) => text.push_str(&more),
                Piece::End => break,
                Piece::Open(_) | Piece::Close => {}
            }
        }
        Ok(text)
    }

    fn space(&self, start: &BytesStart<'a>) -> Space {
        let (ResolveResult::Bound(bound), _) = self.reader.resolver().resolve_element(start.name()) else {
            return Space::Other;
        };
        SPACES.iter().find(|(name, _)| *name == bound.0).map_or(Space::Other, |(_, space)| *space)
    }

    fn broken(&self) -> Refusal {
        Refusal::new(
            format!("`{}` is broken at byte {}", self.part, self.reader.error_position()),
            "open the file in its program, save it under another name, and import that",
        )
    }
}

impl Tag<'_> {
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    pub fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name() == name
    }

    /// An attribute by its name without prefix: no element here has two that differ by prefix alone.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        let found = all.with_checks(false).flatten().find(|attribute| {
            attribute.key.as_namespace_binding().is_none() && attribute.key.local_name().into_inner() == name
        })?;
        found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The attribute `val`, with which most elements of Word say what they are set to.
    pub fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// What an element like `<w:b/>` switches: on, unless it says off.
    pub fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }

    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }
}
