//! `updates/<date>.yaml`: one reporting date with the updates given for it.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use super::Evidence;
use super::scalars::Line;
use crate::date::Date;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::files::Files;
use crate::refs::{Id, Ref, Target};
use crate::yaml::{Ordered, Text};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundMatter {
    /// The day that the updates speak for; approximate where the source gives no day.
    pub as_at: Placed<Date>,
    /// What the report is called: `Quarter 3, 2023/24`.
    pub title: Option<Placed<Line>>,
    /// One paragraph on the whole, in Markdown.
    pub summary: Option<Text>,
    /// What is reported, by the refs of recommendations.
    #[serde(default)]
    pub updates: Ordered<Ref, Update>,
    /// Seen in a preview alone.
    #[serde(default)]
    pub draft: bool,
    /// Not published before this day.
    pub embargo: Option<Placed<Date>>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
}

/// What one recommendation's leads report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The id of a status, such as `on-track`.
    pub status: Option<Placed<Id>>,
    /// What happened, in Markdown.
    pub progress: Option<Text>,
    /// A revised date; the original is kept.
    pub due: Option<Placed<Date>>,
    /// Why its date or its status moved, in Markdown.
    pub reason: Option<Text>,
    /// Who agreed to the new date.
    pub approved: Option<Approval>,
    /// What difference it has made, in Markdown.
    pub outcome: Option<Text>,
    /// What others say of it, beside the body's own view.
    #[serde(default)]
    pub assessments: Vec<Assessment>,
    /// News of its actions, by their ids.
    #[serde(default)]
    pub actions: Ordered<Id, ActionUpdate>,
    /// What shows it.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// The recommendation that it went into.
    pub superseded_by: Option<Placed<Target>>,
    /// Seen in a preview alone.
    #[serde(default)]
    pub draft: bool,
    /// Not published before this day.
    pub embargo: Option<Placed<Date>>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
}

impl Update {
    /// Whether readers would see a date with nothing behind it: a row of a prepared round that was not filled in.
    pub fn says_nothing(&self) -> bool {
        let texts = [&self.progress, &self.reason, &self.outcome];
        self.status.is_none()
            && self.due.is_none()
            && self.approved.is_none()
            && self.superseded_by.is_none()
            && self.assessments.is_empty()
            && self.actions.iter().all(|(_, news)| news.says_nothing())
            && self.evidence.is_empty()
            && texts.iter().all(|text| text.as_ref().is_none_or(|text| text.trim().is_empty()))
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The body that agreed.
    pub body: Placed<Line>,
    /// When.
    pub date: Option<Placed<Date>>,
}

/// What others say, beside the body's own view.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Whose view it is.
    pub by: Placed<Line>,
    /// When they said it.
    pub date: Option<Placed<Date>>,
    /// What they said, in Markdown.
    pub view: Text,
}

/// An action's news: a status alone, or a mapping.
#[derive(Debug)]
pub struct ActionUpdate {
    pub status: Option<Placed<Id>>,
    pub due: Option<Placed<Date>>,
    pub reason: Option<Text>,
}

impl ActionUpdate {
    fn says_nothing(&self) -> bool {
        self.status.is_none() && self.due.is_none() && self.reason.as_ref().is_none_or(|text| text.trim().is_empty())
    }
}

impl<'de> Deserialize<'de> for ActionUpdate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placed { value, span } = Placed::<Option<News>>::deserialize(deserializer)?;
        Ok(match value {
            // A row of a prepared round that was not filled in.
            None => Self { status: None, due: None, reason: None },
            Some(News::Status(status)) => Self { status: Some(Placed::new(status, span)), due: None, reason: None },
            Some(News::Mapping(ActionNews { status, due, reason })) => Self { status, due, reason },
        })
    }
}

impl JsonSchema for ActionUpdate {
    fn schema_name() -> Cow<'static, str> {
        "ActionUpdate".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (status, mapping) = (generator.subschema_for::<Id>(), generator.subschema_for::<ActionNews>());
        json_schema!({"anyOf": [status, mapping, {"type": "null"}]})
    }
}

enum News {
    Status(Id),
    Mapping(ActionNews),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ActionNews {
    /// The id of a status.
    status: Option<Placed<Id>>,
    /// A revised date; the original is kept.
    due: Option<Placed<Date>>,
    /// Why it moved, in Markdown.
    reason: Option<Text>,
}

impl<'de> Deserialize<'de> for News {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NewsVisitor)
    }
}

struct NewsVisitor;

impl<'de> Visitor<'de> for NewsVisitor {
    type Value = News;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a status, or a mapping with `status`, `due` and `reason`")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<News, E> {
        Id::read(word).map(News::Status).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<News, A::Error> {
        ActionNews::deserialize(MapAccessDeserializer::new(map)).map(News::Mapping)
    }
}

#[derive(Debug)]
pub struct Round {
    pub file: FileId,
    pub matter: RoundMatter,
}

pub(super) fn read(files: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<Round> {
    Some(Round { file, matter: super::whole(files, file, diagnostics)? })
}
