//! `resources.yaml`: what the plan costs, by kind and year.

use serde::Deserialize;

use super::scalars::Line;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::diagnostic::Placed;
use crate::refs::Ref;
use crate::yaml::{OneOrMany, Ordered, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resources {
    /// What the figures count: `£ thousand`.
    pub unit: Option<Placed<Line>>,
    pub years: Vec<Placed<Date>>,
    pub note: Option<Text>,
    #[serde(default)]
    pub rows: Vec<ResourceRow>,
    pub internal: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceRow {
    pub title: Placed<Line>,
    pub kind: Option<Placed<Line>>,
    #[serde(default)]
    pub refs: OneOrMany<Placed<Ref>>,
    #[serde(default)]
    pub amounts: Ordered<Date, Placed<Decimal>>,
    pub funding: Option<Placed<Line>>,
    pub note: Option<Text>,
    pub internal: Option<Text>,
}
