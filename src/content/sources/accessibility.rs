//! `accessibility:` of `site.yaml`: what the accessibility statement says.
//!
//! The keys follow the model statement of the Public Sector Bodies (Websites and Mobile Applications)
//! (No. 2) Accessibility Regulations 2018.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};

use super::Contact;
use super::scalars::Line;
use crate::date::Date;
use crate::diagnostic::{Placed, nearest};
use crate::yaml::{OneOrMany, Text};

#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessibilityMatter {
    /// What the statement applies to; the whole site if not given.
    pub scope: Option<Text>,
    /// How far the site meets WCAG 2.2 AA: `full`, `partial` or `none`.
    pub compliance: Placed<Compliance>,
    /// What is not accessible, most telling first.
    #[serde(default)]
    pub problems: Vec<ProblemMatter>,
    /// What is being done about it, in Markdown.
    pub improvements: Option<Text>,
    /// Whom to tell; the site's contact if not given.
    pub contact: Option<Contact>,
    /// How soon an answer comes: `10 working days`.
    pub reply_within: Option<Placed<Line>>,
    /// Other forms to ask for: large print, easy read, braille.
    #[serde(default)]
    pub formats: OneOrMany<Placed<Line>>,
    /// Where the body is, which decides who enforces: `great-britain` or `northern-ireland`.
    pub region: Option<Placed<Region>>,
    /// When the statement was first published.
    pub prepared: Placed<Date>,
    /// When it was last looked at.
    pub reviewed: Option<Placed<Date>>,
    /// When the site was last tested.
    pub tested: Option<Placed<Date>>,
    /// Who tested it.
    pub tested_by: Option<Placed<Line>>,
    /// How it was tested, in Markdown.
    pub method: Option<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Compliance {
    Full,
    Partial,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    GreatBritain,
    NorthernIreland,
}

/// Something that is not accessible.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProblemMatter {
    /// What is not accessible, in a few words.
    pub title: Placed<Line>,
    /// For whom, and how, in Markdown.
    pub text: Option<Text>,
    /// `not-compliant` if not given, `burden` or `out-of-scope`.
    pub why: Option<Placed<Why>>,
    /// The success criteria of WCAG 2.2 that it fails: `1.1.1`.
    #[serde(default)]
    pub criteria: OneOrMany<Placed<Criterion>>,
    /// What people can use in its place, in Markdown.
    pub instead: Option<Text>,
    /// When it will be mended.
    pub due: Option<Placed<Date>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    NotCompliant,
    Burden,
    OutOfScope,
}

/// The number of a success criterion of WCAG 2.2, level A or AA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion(Arc<str>);

/// The success criteria of levels A and AA, in order; 4.1.1 is obsolete.
const CRITERIA: [&str; 55] = [
    "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1", "1.3.2", "1.3.3", "1.3.4", "1.3.5", "1.4.1",
    "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13", "2.1.1", "2.1.2", "2.1.4", "2.2.1",
    "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.5", "2.4.6", "2.4.7", "2.4.11", "2.5.1", "2.5.2",
    "2.5.3", "2.5.4", "2.5.7", "2.5.8", "3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.6", "3.3.1",
    "3.3.2", "3.3.3", "3.3.4", "3.3.7", "3.3.8", "4.1.2", "4.1.3",
];

impl Criterion {
    fn read(text: &str) -> Result<Self, String> {
        if CRITERIA.contains(&text) {
            return Ok(Self(text.into()));
        }
        let hint = match nearest(text, CRITERIA) {
            Some(near) => format!("write its number alone: `{near}`"),
            None => "write the number of a success criterion alone: `1.1.1`".to_owned(),
        };
        Err(format!("`{text}` is no success criterion of WCAG 2.2 at level A or AA\n{hint}"))
    }
}

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for Criterion {
    fn schema_name() -> Cow<'static, str> {
        "Criterion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"enum": CRITERIA.as_slice()})
    }
}

impl<'de> Deserialize<'de> for Criterion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::read(&text).map_err(D::Error::custom)
    }
}
