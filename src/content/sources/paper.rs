//! `papers/*.md`: committee papers, with the parts of their bodies that are exempt told apart.
//!
//! A part between a line `:::exempt 3` and a line `:::` is exempt from publication by paragraph 3 of
//! Schedule 12A. See the design, section 3.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, MapAccess, Visitor};

use super::scalars::Line;
use crate::date::Date;
use crate::diagnostic::{Diagnostics, FileId, Placed, Span};
use crate::files::Files;
use crate::refs::{Id, Ref};
use crate::yaml::{Ordered, Text};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperMatter {
    /// What the paper is called.
    pub title: Placed<Line>,
    /// The committee that it goes to.
    pub committee: Option<Placed<Line>>,
    /// The day of the meeting.
    pub date: Placed<Date>,
    /// The day that its figures speak for; the day of the meeting if not given.
    pub as_at: Option<Placed<Date>>,
    /// The plan that it is about, if it stands in no plan's folder.
    pub plan: Option<Placed<Id>>,
    /// The form that it follows: a file of `content/forms/`, or one that comes with the program.
    pub form: Option<Placed<Id>>,
    /// The facts in its head, in order, as the form has them.
    #[serde(default)]
    pub details: Vec<Detail>,
    /// The objectives of the body, and which of them it serves.
    #[serde(default)]
    pub objectives: Vec<Objective>,
    /// What the committee is asked to do, in Markdown.
    #[serde(default)]
    pub recommendations: Vec<Text>,
    /// How it is numbered: `none`, `paragraphs` (1, 2, 3) or `sections` (2.1, 2.1.1).
    pub numbering: Option<Placed<Numbering>>,
    /// The parts that are made from the plan.
    #[serde(default)]
    pub appendices: Vec<Placed<AppendixMatter>>,
    /// Who has cleared it.
    #[serde(default)]
    pub clearance: Vec<Detail>,
    /// Whom to ask about it.
    pub contact: Option<super::Contact>,
    /// What it rests on.
    #[serde(default)]
    pub background_papers: Vec<super::Evidence>,
    /// That it may not be published, and why.
    pub exempt: Option<Exempt>,
    /// Seen in a preview alone.
    #[serde(default)]
    pub draft: bool,
    /// Not published before this day.
    pub embargo: Option<Placed<Date>>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
    /// What has no key of its own, under labels of your own.
    #[serde(default)]
    pub extra: Ordered<Line, Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    /// What it is.
    pub label: Placed<Line>,
    /// What it says, in Markdown.
    pub value: Text,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// The objective.
    pub title: Placed<Line>,
    /// Whether the paper serves it.
    pub applies: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    None,
    Paragraphs,
    Sections,
}

/// Schedule 12A of the Local Government Act 1972: which paragraph withholds the paper, and why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exempt {
    /// The number of the paragraph of Schedule 12A.
    pub paragraph: Placed<Line>,
    /// Why, in a sentence.
    pub reason: Text,
}

/// A generated part of a paper; written as its name, or with options.
#[derive(Debug)]
pub struct AppendixMatter {
    /// As typed: which names there are is for the checks to say.
    pub name: String,
    pub title: Option<Placed<Line>>,
    pub columns: Vec<Placed<Id>>,
    /// Since when changes are told of.
    pub since: Option<Placed<Date>>,
    /// The recommendation that is told of in full.
    pub reference: Option<Placed<Ref>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WithOptions {
    /// Which part it is.
    name: Placed<Line>,
    /// Its heading, if another than the usual one.
    title: Option<Placed<Line>>,
    /// The columns of an action plan, in order.
    #[serde(default)]
    columns: Vec<Placed<Id>>,
    /// Since when changes are told of.
    since: Option<Placed<Date>>,
    /// The recommendation that is told of in full.
    #[serde(rename = "ref")]
    reference: Option<Placed<Ref>>,
}

impl<'de> Deserialize<'de> for AppendixMatter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AppendixVisitor)
    }
}

impl JsonSchema for AppendixMatter {
    fn schema_name() -> Cow<'static, str> {
        "Appendix".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mapping = generator.subschema_for::<WithOptions>();
        json_schema!({"anyOf": [{"enum": APPENDICES}, mapping]})
    }
}

struct AppendixVisitor;

impl<'de> Visitor<'de> for AppendixVisitor {
    type Value = AppendixMatter;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name of an appendix, or a mapping with `name` and `columns`, `since`, `ref` or `title`")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<AppendixMatter, E> {
        let name = String::deserialize(StrDeserializer::new(word))?;
        Ok(AppendixMatter { name, title: None, columns: Vec::new(), since: None, reference: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AppendixMatter, A::Error> {
        let matter = WithOptions::deserialize(MapAccessDeserializer::new(map))?;
        let WithOptions { name, title, columns, since, reference } = matter;
        Ok(AppendixMatter { name: name.value.to_string(), title, columns, since, reference })
    }
}

#[derive(Debug)]
pub struct Paper {
    /// The name of its file without the ending.
    pub id: Placed<Id>,
    pub file: FileId,
    pub matter: PaperMatter,
    pub body: Text,
}

pub(super) fn read_all(
    files: &Files,
    folder: &str,
    further: &[Placed<Line>],
    diagnostics: &mut Diagnostics,
) -> Vec<Paper> {
    let papers = super::originals(files, folder, ".md", further);
    papers.into_iter().filter_map(|file| read(files, file, diagnostics)).collect()
}

fn read(files: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<Paper> {
    let (matter, body) = super::front_matter(files, file, diagnostics)?;
    let id = super::id_of(super::stem(files.path(file)), file, diagnostics)?;
    Some(Paper { id, file, matter, body })
}

/// A stretch of a body, without the lines that fence it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub range: Range<usize>,
    /// The paragraph of Schedule 12A that withholds it.
    pub exempt: Option<String>,
}

/// A line of `:::` that does not fence a part, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct BadFence {
    pub range: Range<usize>,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It says something else than `exempt` and a number.
    Unknown,
    /// Ends what was not begun.
    NotOpen,
    /// Begins before the last one ended.
    Nested,
    /// Is never ended: all that follows is withheld.
    NotClosed,
}

/// The appendices that a paper can have.
pub const APPENDICES: [&str; 9] = [
    "summary",
    "changes",
    "action-plan",
    "exceptions",
    "timeline",
    "resources",
    "indicators",
    "recommendation",
    "closed",
];

/// The columns that an action plan can have.
pub const COLUMNS: [&str; 9] =
    ["number", "recommendation", "response", "action", "lead", "timescale", "status", "original-date", "revised-date"];

/// What begins and ends a part.
const FENCE: &str = ":::";

/// The parts of a body. Where a fence is at fault more is withheld rather than less.
pub fn parts(body: &str) -> (Vec<Part>, Vec<BadFence>) {
    let (mut parts, mut faults) = (Vec::new(), Vec::new());
    let mut open: Option<(String, Range<usize>)> = None;
    let (mut start, mut at) = (0, 0);
    for line in body.split_inclusive('\n') {
        let here = at..at + line.trim_end().len();
        at += line.len();
        let Some(said) = line.trim().strip_prefix(FENCE) else { continue };
        let mut fault = |why| faults.push(BadFence { range: here.clone(), why });
        let said = said.trim_start_matches(':').trim();
        let exempt = open.as_ref().map(|(paragraph, _)| paragraph.clone());
        match (said.is_empty(), &open) {
            (true, None) => fault(Why::NotOpen),
            (true, Some(_)) => open = None,
            (false, Some(_)) => {
                fault(Why::Nested);
                continue;
            }
            (false, None) => {
                let paragraph = said.strip_prefix("exempt").map(str::trim);
                let number = paragraph.filter(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()));
                if number.is_none() {
                    fault(Why::Unknown);
                }
                open = Some((number.unwrap_or("?").to_owned(), here.clone()));
            }
        }
        parts.push(Part { range: start..here.start, exempt });
        start = at;
    }
    let exempt = open.as_ref().map(|(paragraph, _)| paragraph.clone());
    faults.extend(open.map(|(_, range)| BadFence { range, why: Why::NotClosed }));
    parts.push(Part { range: start..body.len(), exempt });
    parts.retain(|part| part.exempt.is_some() || !part.range.is_empty());
    (parts, faults)
}

impl Paper {
    /// Where the whole paper begins, for messages about all of it.
    pub fn origin(&self) -> Span {
        self.matter.title.span
    }

    /// Whether a part of it, or all, is exempt from publication.
    pub fn has_exempt_parts(&self) -> bool {
        parts(&self.body).0.iter().any(|part| part.exempt.is_some())
    }
}
