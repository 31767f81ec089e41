//! Styles: what a paragraph or a run is that says no more than the name of one.
//!
//! A style takes what it does not say from the one that it is based on.

use std::collections::BTreeMap;

use crate::import::read::Refusal;
use crate::import::xml::{Space, Tag, Xml};

/// How many styles may be based on each other; Word allows eleven, and a circle has to end.
const LONGEST_CHAIN: usize = 16;

#[derive(Clone, Default)]
pub struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

#[derive(Clone, Default)]
struct Style {
    /// What it is called in English, in small letters: `heading 1`, whatever its id is in another language.
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphLook,
    run: RunLook,
}

/// What is said of a paragraph.
#[derive(Clone, Default)]
pub struct ParagraphLook {
    pub style: Option<String>,
    /// From 0; 9 is text.
    pub outline: Option<u32>,
    /// The list, `0` for none.
    pub list: Option<String>,
    pub level: Option<u32>,
    /// Of the mark at its end.
    pub mark: RunLook,
}

/// What is said of words.
#[derive(Clone, Default)]
pub struct RunLook {
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
    pub struck: Option<bool>,
    /// Its letters are pictures: Wingdings and the like.
    pub font: Option<String>,
    /// Taken away by a tracked change.
    pub is_deleted: bool,
}

impl Styles {
    pub fn read(part: &str, text: &str) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        let mut xml = Xml::new(part, text);
        let _root = xml.child()?;
        while let Some(tag) = xml.child()? {
            if !tag.is(Space::Word, "style") {
                xml.skip()?;
                continue;
            }
            let id = tag.get("styleId").unwrap_or_default();
            let is_usual = tag.get("default").is_some_and(|is| matches!(is.as_str(), "1" | "true" | "on"));
            if is_usual && tag.get("type").is_some_and(|kind| kind == "paragraph") {
                styles.usual = Some(id.clone());
            }
            let style = style(&mut xml)?;
            styles.all.insert(id, style);
        }
        Ok(styles)
    }

    /// The style of a paragraph: its own, or that of paragraphs that name none.
    pub fn of(&self, look: &ParagraphLook) -> Option<String> {
        look.style.clone().filter(|id| self.all.contains_key(id)).or_else(|| self.usual.clone())
    }

    /// A style and those that it is based on, nearest first.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let based_on = |style: &&'s Style| style.based_on.as_ref().and_then(|id| self.all.get(id));
        std::iter::successors(self.all.get(id), based_on).take(LONGEST_CHAIN)
    }

    pub fn name(&self, id: &str) -> &str {
        self.all.get(id).map_or("", |style| &style.name)
    }

    /// The level of heading that a style makes, from 1.
    pub fn heading(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| {
            if let Some(level) = style.paragraph.outline {
                return Some(outline(level));
            }
            if style.name == "title" {
                return Some(Some(1));
            }
            let level: u8 = style.name.strip_prefix("heading ")?.trim().parse().ok()?;
            Some((1..=9).contains(&level).then_some(level))
        })?
    }

    /// The list that a style belongs to, and the level in it if it says one.
    pub fn list(&self, id: &str) -> Option<(String, Option<u32>)> {
        let list = self.chain(id).find_map(|style| style.paragraph.list.clone())?;
        Some((list, self.chain(id).find_map(|style| style.paragraph.level)))
    }

    pub fn run(&self, id: &str) -> RunLook {
        self.chain(id).fold(RunLook::default(), |look, style| RunLook {
            bold: look.bold.or(style.run.bold),
            italic: look.italic.or(style.run.italic),
            hidden: look.hidden.or(style.run.hidden),
            struck: look.struck.or(style.run.struck),
            font: look.font.or_else(|| style.run.font.clone()),
            ..look
        })
    }
}

/// The level of heading, from 1, that a level of the outline is.
pub fn outline(level: u32) -> Option<u8> {
    u8::try_from(level).ok().filter(|level| *level < 9).map(|level| level + 1)
}

fn style(xml: &mut Xml<'_>) -> Result<Style, Refusal> {
    let mut style = Style::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "name" => style.name = tag.val().unwrap_or_default().trim().to_lowercase(),
            "basedOn" => style.based_on = tag.val(),
            "pPr" => {
                style.paragraph = paragraph(xml)?;
                continue;
            }
            "rPr" => {
                style.run = run(xml)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

/// What `pPr` says.
pub fn paragraph(xml: &mut Xml<'_>) -> Result<ParagraphLook, Refusal> {
    let mut look = ParagraphLook::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "pStyle" => look.style = tag.val(),
            "outlineLvl" => look.outline = tag.number("val"),
            "numPr" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "ilvl" => look.level = tag.number("val"),
                        "numId" => look.list = tag.val(),
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            "rPr" => {
                look.mark = run(xml)?;
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(look)
}

/// What `rPr` says.
pub fn run(xml: &mut Xml<'_>) -> Result<RunLook, Refusal> {
    let mut look = RunLook::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "rStyle" => look.style = tag.val(),
            "b" => look.bold = Some(tag.is_on()),
            "i" => look.italic = Some(tag.is_on()),
            "vanish" => look.hidden = Some(tag.is_on()),
            "strike" | "dstrike" => look.struck = Some(tag.is_on() || look.struck == Some(true)),
            "rFonts" => look.font = font(&tag),
            "del" | "moveFrom" => look.is_deleted = true,
            _ => {}
        }
        xml.skip()?;
    }
    Ok(look)
}

fn font(tag: &Tag<'_>) -> Option<String> {
    tag.get("ascii").or_else(|| tag.get("hAnsi"))
}
