//! What the cells of an Excel workbook look like, as far as it tells what they say: how numbers are shown, bold
//! words, and the colour behind.

use std::collections::BTreeMap;

use super::format::Format;
use crate::import::colour;
use crate::import::read::Refusal;
use crate::import::xml::{Tag, Xml};

#[derive(Default)]
pub struct Looks(Vec<Look>);

#[derive(Clone, Default)]
pub struct Look {
    pub format: Format,
    pub bold: bool,
    pub italic: bool,
    pub fill: Option<[u8; 3]>,
}

impl Looks {
    pub fn of(&self, style: Option<u32>) -> Look {
        style.and_then(|style| self.0.get(style as usize)).cloned().unwrap_or_default()
    }

    pub fn read(part: &str, text: &str) -> Result<Self, Refusal> {
        let mut xml = Xml::new(part, text);
        let _root = xml.child()?;
        let (mut formats, mut fonts, mut fills, mut looks) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "numFmts" => {
                    while let Some(tag) = xml.child()? {
                        let id = tag.number("numFmtId");
                        formats.extend(id.map(|id| (id, Format::of(&tag.get("formatCode").unwrap_or_default()))));
                        xml.skip()?;
                    }
                }
                "fonts" => {
                    while xml.child()?.is_some() {
                        fonts.push(font(&mut xml)?);
                    }
                }
                "fills" => {
                    while xml.child()?.is_some() {
                        fills.push(fill(&mut xml)?);
                    }
                }
                "cellXfs" => {
                    while let Some(tag) = xml.child()? {
                        let at = |name: &str| tag.number(name).map_or(0, |at| at as usize);
                        let format = tag.number("numFmtId").unwrap_or(0);
                        let (bold, italic) = fonts.get(at("fontId")).copied().unwrap_or_default();
                        looks.push(Look {
                            format: formats.get(&format).cloned().unwrap_or_else(|| Format::known(format)),
                            bold,
                            italic,
                            fill: fills.get(at("fillId")).copied().flatten(),
                        });
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(Self(looks))
    }
}

/// Is a font bold, is it italic?
fn font(xml: &mut Xml<'_>) -> Result<(bool, bool), Refusal> {
    let mut look = (false, false);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "b" => look.0 = tag.is_on(),
            "i" => look.1 = tag.is_on(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(look)
}

fn fill(xml: &mut Xml<'_>) -> Result<Option<[u8; 3]>, Refusal> {
    let mut found = None;
    while let Some(tag) = xml.child()? {
        let is_solid = tag.name() == "patternFill" && tag.get("patternType").is_some_and(|kind| kind == "solid");
        while let Some(tag) = xml.child()? {
            if is_solid && tag.name() == "fgColor" {
                found = coloured(&tag);
            }
            xml.skip()?;
        }
    }
    Ok(found)
}

/// The colours that are named by a number in old workbooks and mean how things stand: red, green, yellow, amber.
const INDEXED: [(u32, [u8; 3]); 12] = [
    (2, [255, 0, 0]),
    (3, [0, 255, 0]),
    (5, [255, 255, 0]),
    (10, [255, 0, 0]),
    (11, [0, 255, 0]),
    (13, [255, 255, 0]),
    (17, [0, 128, 0]),
    (42, [204, 255, 204]),
    (50, [153, 204, 0]),
    (51, [255, 204, 0]),
    (52, [255, 153, 0]),
    (53, [255, 102, 0]),
];

fn coloured(tag: &Tag<'_>) -> Option<[u8; 3]> {
    if let Some(index) = tag.number("indexed") {
        return INDEXED.iter().find(|(known, _)| *known == index).map(|(_, colour)| *colour);
    }
    let text = tag.get("rgb")?;
    colour(text.get(text.len().checked_sub(6)?..)?)
}
