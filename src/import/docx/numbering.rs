//! The numbers that Word counts and shows, and that stand nowhere in the text.
//!
//! A list refers to a definition of nine levels, and lists with the same definition go on counting where the last
//! one stopped unless they say where to start (ECMA-376, part 1, 17.9).

mod format;

use std::collections::{BTreeMap, BTreeSet};

use crate::import::read::Refusal;
use crate::import::source::Kind;
use crate::import::xml::{Tag, Xml};
use format::Format;

const LEVELS: usize = 9;
/// Letters of the pattern of a number; a hostile one would be said again at each paragraph.
const LONGEST_PATTERN: usize = 100;

#[derive(Default)]
pub struct Lists {
    definitions: BTreeMap<String, Definition>,
    lists: BTreeMap<String, List>,
    /// Where each definition has counted to.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels that have been met: where one starts anew, it does so once.
    begun: BTreeSet<(String, usize)>,
}

#[derive(Clone, Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// The style of lists that says what this one is, and the one that this one says.
    is_as_style: Option<String>,
    is_of_style: Option<String>,
}

#[derive(Default)]
struct List {
    definition: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

#[derive(Clone)]
struct Level {
    start: u32,
    format: Format,
    /// `%1.%2`
    pattern: String,
    /// The level from 1 after which this one begins anew; 0 for never. Usually after any above it.
    restart: Option<u32>,
    /// All numbers of it in figures, whatever the levels above have.
    is_legal: bool,
    /// The style whose paragraphs are at this level.
    style: Option<String>,
}

impl Lists {
    pub fn read(part: &str, text: &str) -> Result<Self, Refusal> {
        let mut lists = Self::default();
        let mut xml = Xml::new(part, text);
        let _root = xml.child()?;
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "abstractNum" => {
                    let id = tag.get("abstractNumId").unwrap_or_default();
                    lists.definitions.insert(id, definition(&mut xml)?);
                }
                "num" => {
                    let id = tag.get("numId").unwrap_or_default();
                    lists.lists.insert(id, list(&mut xml)?);
                }
                _ => xml.skip()?,
            }
        }
        Ok(lists)
    }

    /// The level at which a list has the paragraphs of a style.
    pub fn level_of(&self, list: &str, style: &str) -> Option<u32> {
        let (_, definition) = self.definition_of(self.lists.get(list)?)?;
        let found = definition.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style));
        found.and_then(|(at, _)| u32::try_from(*at).ok())
    }

    /// What the next paragraph of a list is, and the number that it shows.
    pub fn count(&mut self, list: &str, level: u32) -> (Kind, Option<String>) {
        self.next(list, level).unwrap_or_default()
    }

    fn next(&mut self, id: &str, level: u32) -> Option<(Kind, Option<String>)> {
        let list = self.lists.get(id)?;
        let (key, definition) = self.definition_of(list)?;
        let at = usize::try_from(level).ok()?.min(LEVELS - 1);
        let rule = |at: usize| list.levels.get(&at).or_else(|| definition.levels.get(&at));
        let own = rule(at)?;
        let depth = u8::try_from(at).unwrap_or_default();
        if own.format == Format::Bullet {
            return Some((Kind::Bullet(depth), None));
        }
        let start = |at: usize| list.starts.get(&at).copied().or_else(|| rule(at).map(|level| level.start));
        let mut counts = self.counts.get(key).copied().unwrap_or_default();
        let is_anew = list.starts.contains_key(&at) && !self.begun.contains(&(id.to_owned(), at));
        let before = if is_anew { None } else { counts[at] };
        counts[at] = Some(before.map_or_else(|| start(at).unwrap_or(1), |before| before.saturating_add(1)));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let after = rule(below).and_then(|level| level.restart).map_or(below, |after| after as usize);
            if after > at {
                *count = None;
            }
        }
        let figures = |of: usize| {
            let format = if own.is_legal { Format::Decimal } else { rule(of)?.format };
            Some(format.shown(counts[of].or_else(|| start(of)).unwrap_or(1)))
        };
        let label = filled(&own.pattern, figures);
        let key = key.to_owned();
        self.counts.insert(key, counts);
        self.begun.insert((id.to_owned(), at));
        let label = label.trim().to_owned();
        if label.is_empty() { None } else { Some((Kind::Numbered(depth), Some(label))) }
    }

    /// What a list counts by, and what it is known as.
    fn definition_of<'l>(&'l self, list: &'l List) -> Option<(&'l str, &'l Definition)> {
        let own = self.definitions.get_key_value(&list.definition)?;
        let of_style = own.1.is_as_style.as_ref().and_then(|style| {
            self.definitions.iter().find(|(_, definition)| definition.is_of_style.as_ref() == Some(style))
        });
        let (key, definition) = of_style.unwrap_or(own);
        Some((key, definition))
    }
}

/// A pattern with the numbers of its levels: `%1.%2` as `3.4`.
fn filled(pattern: &str, figures: impl Fn(usize) -> Option<String>) -> String {
    let mut parts = pattern.split('%');
    let mut label = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some(level @ 1..=9) = part.chars().next().and_then(|figure| figure.to_digit(10)) {
            label.push_str(&figures(level as usize - 1).unwrap_or_default());
            label.push_str(&part[1..]);
        } else {
            label.push('%');
            label.push_str(part);
        }
    }
    label
}

fn definition(xml: &mut Xml<'_>) -> Result<Definition, Refusal> {
    let mut definition = Definition::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "lvl" => {
                let at = place(&tag);
                let level = level(xml)?;
                definition.levels.extend(at.map(|at| (at, level)));
                continue;
            }
            "numStyleLink" => definition.is_as_style = tag.val(),
            "styleLink" => definition.is_of_style = tag.val(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(definition)
}

fn list(xml: &mut Xml<'_>) -> Result<List, Refusal> {
    let mut list = List::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "abstractNumId" => list.definition = tag.val().unwrap_or_default(),
            "lvlOverride" => {
                let at = place(&tag);
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "startOverride" => {
                            list.starts.extend(at.and_then(|at| Some((at, tag.number("val")?))));
                            xml.skip()?;
                        }
                        "lvl" => {
                            let level = level(xml)?;
                            list.levels.extend(at.map(|at| (at, level)));
                        }
                        _ => xml.skip()?,
                    }
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(list)
}

fn place(tag: &Tag<'_>) -> Option<usize> {
    tag.number("ilvl").map(|at| at as usize).filter(|at| *at < LEVELS)
}

fn level(xml: &mut Xml<'_>) -> Result<Level, Refusal> {
    let mut level = Level {
        start: 0,
        format: Format::Decimal,
        pattern: String::new(),
        restart: None,
        is_legal: false,
        style: None,
    };
    // Newer formats stand in the first of several alternatives.
    let mut alternatives = 0_usize;
    loop {
        let Some(tag) = xml.child()? else {
            if alternatives == 0 {
                return Ok(level);
            }
            alternatives -= 1;
            continue;
        };
        match tag.name() {
            "AlternateContent" | "Choice" => {
                alternatives += 1;
                continue;
            }
            "start" => level.start = tag.number("val").unwrap_or(0),
            "numFmt" => level.format = Format::of(&tag.val().unwrap_or_default(), tag.get("format").as_deref()),
            "lvlText" => level.pattern = tag.val().unwrap_or_default().chars().take(LONGEST_PATTERN).collect(),
            "lvlRestart" => level.restart = tag.number("val"),
            "isLgl" => level.is_legal = tag.is_on(),
            "pStyle" => level.style = tag.val(),
            _ => {}
        }
        xml.skip()?;
    }
}
