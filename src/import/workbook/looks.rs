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

/// The colours that workbooks name by a number, from 8 on; the first eight of them are those from 0 as well.
pub const PALETTE: [[u8; 3]; 56] = {
    const COLOURS: [u32; 56] = [
        0x00_0000, 0xff_ffff, 0xff_0000, 0x00_ff00, 0x00_00ff, 0xff_ff00, 0xff_00ff, 0x00_ffff, 0x80_0000, 0x00_8000,
        0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xc0_c0c0, 0x80_8080, 0x99_99ff, 0x99_3366, 0xff_ffcc, 0xcc_ffff,
        0x66_0066, 0xff_8080, 0x00_66cc, 0xcc_ccff, 0x00_0080, 0xff_00ff, 0xff_ff00, 0x00_ffff, 0x80_0080, 0x80_0000,
        0x00_8080, 0x00_00ff, 0x00_ccff, 0xcc_ffff, 0xcc_ffcc, 0xff_ff99, 0x99_ccff, 0xff_99cc, 0xcc_99ff, 0xff_cc99,
        0x33_66ff, 0x33_cccc, 0x99_cc00, 0xff_cc00, 0xff_9900, 0xff_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966,
        0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
    ];
    let mut palette = [[0; 3]; 56];
    let mut at = 0;
    while at < COLOURS.len() {
        let [_, red, green, blue] = COLOURS[at].to_be_bytes();
        palette[at] = [red, green, blue];
        at += 1;
    }
    palette
};

/// The colour of a number; none for white and for what is left to the program.
pub fn indexed(index: usize, palette: &[[u8; 3]]) -> Option<[u8; 3]> {
    let at = if index < 8 { index } else { index - 8 };
    palette.get(at).copied().filter(|colour| *colour != [255; 3])
}

fn coloured(tag: &Tag<'_>) -> Option<[u8; 3]> {
    if let Some(index) = tag.number("indexed") {
        return indexed(index as usize, &PALETTE);
    }
    let text = tag.get("rgb")?;
    colour(text.get(text.len().checked_sub(6)?..)?)
}
