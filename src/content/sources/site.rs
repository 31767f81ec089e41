//! `site.yaml` and `leads.yaml`: whose site it is, how statuses are called, who answers.

use schemars::JsonSchema;
use serde::Deserialize;

use super::AccessibilityMatter;
use super::scalars::Line;
use crate::colour::Colour;
use crate::diagnostic::Placed;
use crate::refs::Id;
use crate::yaml::{OneOrMany, Text};

/// `content/site.yaml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteMatter {
    /// The name of the whole site.
    pub title: Placed<Line>,
    /// Whose site it is.
    pub organisation: Placed<Line>,
    /// The address at which the site will stand: `https://progress.example.org/`.
    pub base_url: Option<Placed<Line>>,
    /// The first is the site's own; `en-GB` if none is given.
    #[serde(default)]
    pub languages: OneOrMany<Placed<Line>>,
    /// The same with one language.
    pub language: Option<Placed<Line>>,
    /// What becomes of what is not translated into a further language.
    #[serde(default)]
    pub untranslated: Untranslated,
    /// One sentence for search engines and feeds.
    pub description: Option<Text>,
    /// Whom readers may ask.
    pub contact: Option<Contact>,
    /// What the accessibility statement says.
    pub accessibility: Option<Placed<AccessibilityMatter>>,
    /// An SPDX identifier; `OGL-UK-3.0` if none is given, and `none` for no licence at all.
    pub licence: Option<Placed<Line>>,
    /// Markdown that stands on every page.
    pub notice: Option<Text>,
    /// The site's own scheme in place of the default one.
    #[serde(default)]
    pub statuses: Vec<StatusMatter>,
    /// Links at the foot of every page.
    #[serde(default)]
    pub footer: Vec<FooterLink>,
    /// Stands at the head of every page in place of the organisation's name.
    pub logo: Option<Logo>,
    /// The organisation's own colours.
    pub colours: Option<Colours>,
    /// A folder in `themes/` that stands over the built-in theme.
    pub theme: Option<Placed<Id>>,
    /// How many days before its date something is "due soon"; 30 if not given.
    pub due_soon_days: Option<Placed<u16>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Untranslated {
    /// It stands in the first language, under a line that says so.
    #[default]
    HoldingLine,
    /// It stops the build.
    Stop,
}

impl SiteMatter {
    /// The languages as written, the site's own first.
    pub fn written_tags(&self) -> impl Iterator<Item = &Placed<Line>> {
        self.languages.0.iter().chain(&self.language)
    }

    /// Those of them that are language tags.
    pub fn tags(&self) -> impl Iterator<Item = &Placed<Line>> {
        self.written_tags().filter(|tag| is_tag(&tag.value))
    }

    /// Those that translations may be in.
    pub fn further_languages(&self) -> Vec<Placed<Line>> {
        self.tags().skip(1).cloned().collect()
    }
}

/// Whether a text is a language tag (BCP 47) of the forms that sites use: `en-GB`, `cy`.
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language = matches!(language.len(), 2..=3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    is_language
        && parts.all(|part| matches!(part.len(), 2..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A picture in `content/files/`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// Its name in `content/files/`.
    pub file: Placed<Line>,
    /// What it says to those who cannot see it: the organisation's name.
    pub alt: Placed<Line>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// For the band at the head and for links on a light ground: `"#0d4f5c"`.
    pub accent: Option<Placed<Colour>>,
    /// For links on a dark ground; a lighter `accent` if not given.
    pub accent_dark: Option<Placed<Colour>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A post or a team, never a person.
    pub title: Placed<Line>,
    /// A shared mailbox.
    pub email: Option<Placed<Line>>,
    /// A page with other ways to get in touch.
    pub url: Option<Placed<Line>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FooterLink {
    /// The words of the link.
    pub title: Placed<Line>,
    /// Where it leads.
    pub url: Placed<Line>,
}

/// One status of the site's scheme.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusMatter {
    /// By which updates name it.
    pub id: Placed<Id>,
    /// What pages call it.
    pub label: Placed<Line>,
    /// What it means, in one sentence.
    pub meaning: Text,
    /// Whether there is still something to do.
    pub open: Option<bool>,
    /// A colour name of the theme: `grey`, `blue`, `green`, `amber`, `red`, `purple`.
    pub colour: Option<Placed<Id>>,
    /// A shape name of the theme: `circle`, `ring`, `square`, `triangle`, `diamond`, `tick`, `cross`, `dash`.
    pub shape: Option<Placed<Id>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LeadKind {
    Officer,
    Member,
    Body,
    Partner,
}

/// One entry of `leads.yaml`: a post or body, never a person.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadMatter {
    /// The name of the post or body.
    pub title: Placed<Line>,
    /// What it is: `officer`, `member`, `body` or `partner`.
    pub kind: Option<Placed<LeadKind>>,
    /// The part of the organisation that it belongs to.
    pub directorate: Option<Placed<Line>>,
    /// Other ways in which it is written.
    #[serde(default)]
    pub aliases: Vec<Placed<Line>>,
}
