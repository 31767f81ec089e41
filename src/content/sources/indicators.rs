//! `indicators.yaml`: measures with targets and dated values.

use schemars::JsonSchema;
use serde::Deserialize;

use super::scalars::Line;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::diagnostic::Placed;
use crate::refs::Ref;
use crate::yaml::{OneOrMany, Text};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What is measured.
    pub title: Placed<Line>,
    /// What the numbers count: `%`, `days`, `£ thousand`.
    pub unit: Option<Placed<Line>>,
    /// Which way is good.
    pub better: Option<Placed<Better>>,
    /// What is to be reached, and when.
    #[serde(default)]
    pub targets: Vec<Reading>,
    /// What was measured, and when.
    #[serde(default)]
    pub values: Vec<Reading>,
    /// The recommendations that it tells about.
    #[serde(default)]
    pub refs: OneOrMany<Placed<Ref>>,
    /// How to read it, in Markdown.
    pub note: Option<Text>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    Higher,
    Lower,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The date of the number.
    pub date: Placed<Date>,
    /// The number, without its unit.
    pub value: Placed<Decimal>,
    /// What to know of it.
    pub note: Option<Text>,
}
