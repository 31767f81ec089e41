//! `numbering.xml`: how Word counts what is numbered, and what it will come to.
//!
//! Word counts the paragraphs of a list by level; one of a level above begins the levels below anew. The same is
//! counted here beside it, so that a number that would come out otherwise is found.

use std::collections::BTreeMap;

use crate::document::{Marks, Number, Numbering};
use crate::writers::package::XML;

use super::parts::MAIN;

/// Levels that a list has in Word.
const LEVELS: usize = 9;
/// The highest number that Word begins at.
const HIGHEST: u32 = 32_767;
/// How far numbered text stands from the margin, in twentieths of a point, its number in front.
pub const TEXT_INDENT: u32 = 720;
/// How far each level of a list stands from the one above.
pub const LIST_INDENT: u32 = 425;

/// A place in Word's counting: a list and a level of it.
#[derive(Clone, Copy)]
pub struct Count {
    pub list: u32,
    pub level: usize,
}

pub struct Numbers {
    numbering: Numbering,
    /// The lists' definitions in turn; a definition is used by one list.
    definitions: String,
    lists: u32,
    /// The list of headings and paragraphs that is being counted, and where its levels are.
    main: Option<(u32, [Option<u32>; LEVELS])>,
    /// The list of bullets for each distance from the margin.
    bullets: BTreeMap<u32, u32>,
}

impl Numbers {
    pub fn new(numbering: Numbering) -> Self {
        Self { numbering, definitions: String::new(), lists: 0, main: None, bullets: BTreeMap::new() }
    }

    /// Where Word counts to just this number; `None` if it has to be written as text.
    pub fn count(&mut self, number: &Number) -> Option<Count> {
        let figures: Option<Vec<u32>> = number.text.split('.').map(figure).collect();
        let figures = figures.filter(|figures| figures.len() == usize::from(number.depth))?;
        let level = figures.len() - 1;
        if level >= LEVELS || (level > 0 && matches!(self.numbering, Numbering::Paragraphs { .. })) {
            return None;
        }
        if let Some((list, levels)) = &mut self.main {
            let next = levels[level].map_or(1, |last| last + 1);
            let follows = levels[..level].iter().zip(&figures).all(|(at, figure)| *at == Some(*figure));
            let is_begun = level > 0 || levels[0].is_some();
            if follows && is_begun && figures[level] == next {
                levels[level] = Some(next);
                levels[level + 1..].fill(None);
                return Some(Count { list: *list, level });
            }
        }
        if level > 0 || figures[0] > HIGHEST {
            return None;
        }
        let mut levels = [None; LEVELS];
        levels[0] = Some(figures[0]);
        let list = self.main_list(figures[0]);
        self.main = Some((list, levels));
        Some(Count { list, level })
    }

    /// A new list for an author's own; one of bullets can be shared, since nothing is counted in it.
    pub fn list(&mut self, marks: Marks, start: u32, base: u32, level: usize) -> u32 {
        if let (Marks::Bullets, Some(known)) = (marks, self.bullets.get(&base)) {
            return *known;
        }
        let levels = (0..LEVELS).map(|at| {
            let usual = [Marks::Figures, Marks::Letters, Marks::Roman][at % 3];
            let (marks, start) = match marks {
                Marks::Bullets => (marks, 1),
                _ if at == level => (marks, start),
                _ => (usual, 1),
            };
            let left = base + LIST_INDENT * (1 + u32::try_from(at).unwrap_or(0));
            (format_of(marks, at), start, left, LIST_INDENT)
        });
        let list = self.define(levels.collect());
        if marks == Marks::Bullets {
            self.bullets.insert(base, list);
        }
        list
    }

    /// A list of headings and paragraphs that begins at a number.
    fn main_list(&mut self, start: u32) -> u32 {
        let is_of_sections = !matches!(self.numbering, Numbering::Paragraphs { .. });
        let levels = (0..LEVELS).map(|at| {
            let start = if at == 0 { start } else { 1 };
            if at == 0 || is_of_sections {
                let figures: Vec<String> = (0..=at).map(|level| format!("%{}", level + 1)).collect();
                return (("decimal", figures.join(".")), start, TEXT_INDENT, TEXT_INDENT);
            }
            let marks = if at % 2 == 1 { Marks::Letters } else { Marks::Roman };
            let left = TEXT_INDENT + LIST_INDENT * u32::try_from(at).unwrap_or(0);
            (format_of(marks, at), start, left, LIST_INDENT)
        });
        self.define(levels.collect())
    }

    fn define(&mut self, levels: Vec<((&'static str, String), u32, u32, u32)>) -> u32 {
        self.lists += 1;
        let xml = &mut self.definitions;
        put!(xml, "<w:abstractNum w:abstractNumId=\"{}\"><w:multiLevelType w:val=\"multilevel\"/>", self.lists);
        for (at, ((format, text), start, left, hanging)) in levels.into_iter().enumerate() {
            put!(
                xml,
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl>",
                start.min(HIGHEST)
            );
        }
        xml.push_str("</w:abstractNum>");
        self.lists
    }

    pub fn part(&self) -> String {
        let mut xml = format!("{XML}<w:numbering xmlns:w=\"{MAIN}\">{}", self.definitions);
        for list in 1..=self.lists {
            put!(xml, "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{list}\"/></w:num>");
        }
        xml.push_str("</w:numbering>");
        xml
    }
}

/// A figure as Word would write it.
fn figure(text: &str) -> Option<u32> {
    text.parse().ok().filter(|figure: &u32| figure.to_string() == text && *figure < u32::MAX)
}

/// The kind of number at a level and what stands around it.
fn format_of(marks: Marks, level: usize) -> (&'static str, String) {
    let number = level + 1;
    match marks {
        Marks::Bullets => ("bullet", ["•", "–"][level % 2].to_owned()),
        Marks::Figures => ("decimal", format!("%{number}.")),
        Marks::Letters => ("lowerLetter", format!("(%{number})")),
        Marks::Roman => ("lowerRoman", format!("(%{number})")),
    }
}
