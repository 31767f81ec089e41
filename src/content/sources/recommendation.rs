//! `recommendations/*.md`: one numbered row of a plan, its response in the body.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use super::scalars::Line;
use crate::date::Date;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::files::Files;
use crate::refs::{Id, Ref, Target};
use crate::yaml::{OneOrMany, Ordered, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecommendationMatter {
    #[serde(rename = "ref")]
    pub reference: Placed<Ref>,
    pub title: Placed<Line>,
    pub topic: Option<Placed<Id>>,
    pub response: Option<Placed<Decision>>,
    /// What the reviewers wrote, in Markdown.
    pub recommended: Option<Text>,
    #[serde(default)]
    pub leads: OneOrMany<Placed<Id>>,
    #[serde(default)]
    pub support: OneOrMany<Placed<Id>>,
    #[serde(default)]
    pub sponsor: OneOrMany<Placed<Id>>,
    pub start: Option<Placed<Date>>,
    pub due: Option<Placed<Date>>,
    /// Shown as written.
    pub timescale: Option<Text>,
    /// When an ongoing one is looked at again.
    pub review: Option<Placed<Date>>,
    /// When it was added, if later than the plan.
    pub added: Option<Placed<Date>>,
    #[serde(default)]
    pub actions: Vec<ActionMatter>,
    #[serde(default)]
    pub related: OneOrMany<Placed<Target>>,
    #[serde(default)]
    pub follows: OneOrMany<Placed<Target>>,
    pub superseded_by: Option<Placed<Target>>,
    /// How it read before, and until when.
    #[serde(default)]
    pub earlier_wording: Vec<Wording>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Former refs.
    #[serde(default)]
    pub aliases: Vec<Placed<Ref>>,
    #[serde(default)]
    pub extra: Ordered<Line, OneOrMany<Text>>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
    #[serde(default)]
    pub draft: bool,
    pub embargo: Option<Placed<Date>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionMatter {
    pub id: Placed<Id>,
    pub title: Placed<Line>,
    pub start: Option<Placed<Date>>,
    pub due: Option<Placed<Date>>,
    pub timescale: Option<Text>,
    #[serde(default)]
    pub leads: OneOrMany<Placed<Id>>,
    /// Further dated steps of it.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    pub note: Option<Text>,
    pub internal: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    pub date: Placed<Date>,
    pub title: Placed<Line>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    pub until: Placed<Date>,
    pub text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub title: Placed<Line>,
    pub url: Option<Placed<Line>>,
    /// A file in the plan's `files/`.
    pub file: Option<Placed<Line>>,
}

/// What the body said to a recommendation; written as one word, or as a word with its reason.
#[derive(Debug)]
pub struct Decision {
    pub answer: Answer,
    pub reason: Option<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Accepted,
    InPart,
    NotAccepted,
    Noted,
}

impl<'de> Deserialize<'de> for Decision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DecisionVisitor)
    }
}

struct DecisionVisitor;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WithReason {
    decision: Answer,
    reason: Option<Text>,
}

impl<'de> Visitor<'de> for DecisionVisitor {
    type Value = Decision;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`accepted`, `in-part`, `not-accepted` or `noted`, or a mapping with `decision` and `reason`")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Decision, E> {
        let answer = Answer::deserialize(serde::de::value::StrDeserializer::new(word))?;
        Ok(Decision { answer, reason: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Decision, A::Error> {
        let WithReason { decision, reason } = WithReason::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Decision { answer: decision, reason })
    }
}

/// One file: its front matter, and the response in the body.
#[derive(Debug)]
pub struct Recommendation {
    pub file: FileId,
    pub matter: RecommendationMatter,
    pub body: Text,
}

pub(super) fn read(files: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<Recommendation> {
    let (matter, body) = super::front_matter(files, file, diagnostics)?;
    Some(Recommendation { file, matter, body })
}
