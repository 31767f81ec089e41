//! `resources.yaml`: what the plan costs, by kind and year.

use schemars::JsonSchema;
use serde::Deserialize;

use super::scalars::Line;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::diagnostic::Placed;
use crate::refs::Ref;
use crate::yaml::{OneOrMany, Ordered, Text};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resources {
    /// What the figures count: `£ thousand`.
    pub unit: Option<Placed<Line>>,
    /// The years of the columns, in order.
    pub years: Vec<Placed<Date>>,
    /// What to know of the figures, in Markdown.
    pub note: Option<Text>,
    /// The costs.
    #[serde(default)]
    pub rows: Vec<ResourceRow>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResourceRow {
    /// What costs.
    pub title: Placed<Line>,
    /// What kind of cost: staff, systems.
    pub kind: Option<Placed<Line>>,
    /// The recommendations that it is for.
    #[serde(default)]
    pub refs: OneOrMany<Placed<Ref>>,
    /// How much in which year.
    #[serde(default)]
    pub amounts: Ordered<Date, Placed<Decimal>>,
    /// Where the money comes from.
    pub funding: Option<Placed<Line>>,
    /// What to know of it, in Markdown.
    pub note: Option<Text>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
}
