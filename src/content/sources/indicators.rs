//! `indicators.yaml`: measures with targets and dated values.

use serde::Deserialize;

use super::scalars::Line;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::diagnostic::Placed;
use crate::refs::Ref;
use crate::yaml::{OneOrMany, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub title: Placed<Line>,
    pub unit: Option<Placed<Line>>,
    /// Which way is good.
    pub better: Option<Placed<Better>>,
    #[serde(default)]
    pub targets: Vec<Reading>,
    #[serde(default)]
    pub values: Vec<Reading>,
    /// The recommendations that it tells about.
    #[serde(default)]
    pub refs: OneOrMany<Placed<Ref>>,
    pub note: Option<Text>,
    pub internal: Option<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    Higher,
    Lower,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub date: Placed<Date>,
    pub value: Placed<Decimal>,
    pub note: Option<Text>,
}
