//! `recommendations/*.md`: one numbered row of a plan, its response in the body.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use super::scalars::Line;
use crate::date::Date;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::files::Files;
use crate::refs::{Id, Ref, Target};
use crate::yaml::{OneOrMany, Ordered, Text};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationMatter {
    /// Its number, as the plan writes it: `1`, `9a`, `2.3`.
    #[serde(rename = "ref")]
    pub reference: Placed<Ref>,
    /// What it is about, in a few words.
    pub title: Placed<Line>,
    /// The id of one of the plan's topics.
    pub topic: Option<Placed<Id>>,
    /// What the body said to it: `accepted`, `in-part`, `not-accepted` or `noted`, perhaps with a reason.
    pub response: Option<Placed<Decision>>,
    /// What the reviewers wrote, in Markdown.
    pub recommended: Option<Text>,
    /// Who answers for it: ids of `leads.yaml`.
    #[serde(default)]
    pub leads: OneOrMany<Placed<Id>>,
    /// Who helps: ids of `leads.yaml`.
    #[serde(default)]
    pub support: OneOrMany<Placed<Id>>,
    /// The councillors in whose portfolio it is: ids of `leads.yaml`.
    #[serde(default)]
    pub sponsor: OneOrMany<Placed<Id>>,
    /// When work on it begins.
    pub start: Option<Placed<Date>>,
    /// When it will be done; the end of the period is meant.
    pub due: Option<Placed<Date>>,
    /// The timescale in words, shown as written.
    pub timescale: Option<Text>,
    /// When an ongoing one is looked at again.
    pub review: Option<Placed<Date>>,
    /// When it was added, if later than the plan.
    pub added: Option<Placed<Date>>,
    /// The dated steps under it.
    #[serde(default)]
    pub actions: Vec<ActionMatter>,
    /// Others that it hangs together with: `8`, or `peer-review-2017/23` of another plan.
    #[serde(default)]
    pub related: OneOrMany<Placed<Target>>,
    /// Earlier ones that it carries on.
    #[serde(default)]
    pub follows: OneOrMany<Placed<Target>>,
    /// The one that it went into.
    pub superseded_by: Option<Placed<Target>>,
    /// How it read before, and until when.
    #[serde(default)]
    pub earlier_wording: Vec<Wording>,
    /// What shows that it was done.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Refs that it had before; their addresses lead to it.
    #[serde(default)]
    pub aliases: Vec<Placed<Ref>>,
    /// What has no key of its own, under labels of your own.
    #[serde(default)]
    pub extra: Ordered<Line, OneOrMany<Text>>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
    /// Seen in a preview alone.
    #[serde(default)]
    pub draft: bool,
    /// Not published before this day.
    pub embargo: Option<Placed<Date>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionMatter {
    /// By which updates name it.
    pub id: Placed<Id>,
    /// What is to be done.
    pub title: Placed<Line>,
    /// When it begins.
    pub start: Option<Placed<Date>>,
    /// When it will be done; the end of the period is meant.
    pub due: Option<Placed<Date>>,
    /// The timescale in words, shown as written.
    pub timescale: Option<Text>,
    /// Who does it, if not the leads of the recommendation.
    #[serde(default)]
    pub leads: OneOrMany<Placed<Id>>,
    /// Further dated steps of it.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// More about it, in Markdown.
    pub note: Option<Text>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// When.
    pub date: Placed<Date>,
    /// What will be reached by then.
    pub title: Placed<Line>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The date on which the wording changed.
    pub until: Placed<Date>,
    /// How it read before, in Markdown.
    pub text: Text,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it is.
    pub title: Placed<Line>,
    /// Its address on the web.
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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

impl JsonSchema for Decision {
    fn schema_name() -> Cow<'static, str> {
        "Decision".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (word, mapping) = (generator.subschema_for::<Answer>(), generator.subschema_for::<WithReason>());
        json_schema!({"anyOf": [word, mapping]})
    }
}

struct DecisionVisitor;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WithReason {
    /// The answer.
    decision: Answer,
    /// Why, in Markdown.
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
