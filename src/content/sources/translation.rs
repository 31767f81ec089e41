//! `name.cy.md` and `name.cy.yaml` beside an original: its words in a further language.
//!
//! A translation holds words alone, under the keys of its original or under the ids and refs that
//! the original gives: dates, statuses and leads stand in the original, once. Every key may be
//! left out; what is left out is not translated. Start at [`read`].

use schemars::JsonSchema;
use serde::Deserialize;

use super::Unread;
use super::scalars::Line;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::files::Files;
use crate::refs::{Id, Ref};
use crate::yaml::{OneOrMany, Ordered, Text};

/// All that is translated into one further language.
#[derive(Debug)]
pub struct Translation {
    /// As `languages` of the site names it.
    pub language: Placed<Line>,
    pub site: Option<SiteWords>,
    pub leads: Ordered<Id, LeadWords>,
    pub glossary: Option<Ordered<Line, Text>>,
    pub home: Option<Translated<PageWords>>,
    pub pages: Vec<(Original, Translated<PageWords>)>,
    pub plans: Vec<PlanTranslation>,
}

/// The front matter and the body of a translated Markdown file.
#[derive(Debug)]
pub struct Translated<T> {
    pub file: FileId,
    pub words: T,
    pub body: Text,
}

#[derive(Debug)]
pub struct PlanTranslation {
    /// The plan's folder.
    pub id: String,
    pub words: Option<PlanWords>,
    pub recommendations: Vec<(Original, Translated<RecommendationWords>)>,
    pub rounds: Vec<(Original, RoundWords)>,
    pub indicators: Ordered<Id, IndicatorWords>,
    pub resources: Option<ResourcesWords>,
}

/// The file that a translation stands beside, and the translation itself.
#[derive(Clone, Copy, Debug)]
pub struct Original {
    /// `None` if there is no such file.
    pub of: Option<FileId>,
    pub translation: FileId,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteWords {
    pub title: Option<Placed<Line>>,
    pub organisation: Option<Placed<Line>>,
    pub description: Option<Text>,
    /// The title of the contact.
    pub contact: Option<Placed<Line>>,
    pub notice: Option<Text>,
    /// The titles of the links at the foot, in order.
    #[serde(default)]
    pub footer: Vec<Placed<Line>>,
    #[serde(default)]
    pub statuses: Ordered<Id, StatusWords>,
    #[serde(default)]
    pub accessibility: AccessibilityWords,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessibilityWords {
    pub scope: Option<Text>,
    /// In the order of the original.
    #[serde(default)]
    pub problems: Vec<ProblemWords>,
    pub improvements: Option<Text>,
    /// The title of the contact.
    pub contact: Option<Placed<Line>>,
    pub reply_within: Option<Placed<Line>>,
    #[serde(default)]
    pub formats: OneOrMany<Placed<Line>>,
    pub tested_by: Option<Placed<Line>>,
    pub method: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProblemWords {
    pub title: Option<Placed<Line>>,
    pub text: Option<Text>,
    pub instead: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    pub label: Option<Placed<Line>>,
    pub meaning: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadWords {
    pub title: Option<Placed<Line>>,
    pub directorate: Option<Placed<Line>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    pub title: Option<Placed<Line>>,
    pub description: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanWords {
    pub title: Option<Placed<Line>>,
    pub short_title: Option<Placed<Line>>,
    pub organisation: Option<Placed<Line>>,
    pub summary: Option<Text>,
    #[serde(default)]
    pub topics: Ordered<Id, TopicWords>,
    #[serde(default)]
    pub labels: Ordered<Line, Placed<Line>>,
    /// Who reviewed, in which kind of review, and the report's title.
    #[serde(default)]
    pub source: SourceWords,
    #[serde(default)]
    pub reporting: ReportingWords,
    #[serde(default)]
    pub stated: StatedWords,
    pub extra: Option<Ordered<Line, OneOrMany<Text>>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicWords {
    pub title: Option<Placed<Line>>,
    pub summary: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SourceWords {
    pub body: Option<Placed<Line>>,
    pub kind: Option<Placed<Line>>,
    pub report: Option<Placed<Line>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReportingWords {
    pub cycle: Option<Placed<Line>>,
    pub committee: Option<Placed<Line>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StatedWords {
    pub note: Option<Text>,
    /// The title of the document that states the figures.
    pub source: Option<Placed<Line>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationWords {
    pub title: Option<Placed<Line>>,
    pub recommended: Option<Text>,
    pub timescale: Option<Text>,
    /// The reason of the response.
    pub reason: Option<Text>,
    #[serde(default)]
    pub actions: Ordered<Id, ActionWords>,
    /// The titles of the evidence, in order.
    #[serde(default)]
    pub evidence: Vec<Placed<Line>>,
    /// The earlier wordings, in order.
    #[serde(default)]
    pub earlier_wording: Vec<Text>,
    pub extra: Option<Ordered<Line, OneOrMany<Text>>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionWords {
    pub title: Option<Placed<Line>>,
    pub timescale: Option<Text>,
    pub note: Option<Text>,
    /// The titles of the milestones, in order.
    #[serde(default)]
    pub milestones: Vec<Placed<Line>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundWords {
    pub title: Option<Placed<Line>>,
    pub summary: Option<Text>,
    #[serde(default)]
    pub updates: Ordered<Ref, UpdateWords>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateWords {
    pub progress: Option<Text>,
    pub reason: Option<Text>,
    pub outcome: Option<Text>,
    /// Who approved the new date.
    pub approved: Option<Placed<Line>>,
    /// What others say, in order.
    #[serde(default)]
    pub assessments: Vec<AssessmentWords>,
    /// The titles of the evidence, in order.
    #[serde(default)]
    pub evidence: Vec<Placed<Line>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentWords {
    pub by: Option<Placed<Line>>,
    pub view: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorWords {
    pub title: Option<Placed<Line>>,
    pub unit: Option<Placed<Line>>,
    pub note: Option<Text>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResourcesWords {
    pub unit: Option<Placed<Line>>,
    pub note: Option<Text>,
    /// In the order of the rows.
    #[serde(default)]
    pub rows: Vec<RowWords>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowWords {
    pub title: Option<Placed<Line>>,
    pub kind: Option<Placed<Line>>,
    pub funding: Option<Placed<Line>>,
    pub note: Option<Text>,
}

/// Whether a file is a translation into one of the further languages: `9a.cy.md`.
pub(super) fn is_translation(path: &str, further: &[Placed<Line>]) -> bool {
    further.iter().any(|language| is_in(path, language))
}

fn is_in(path: &str, language: &str) -> bool {
    super::stem(path).rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(language))
}

fn beside(files: &Files, translation: FileId, language: &str) -> Original {
    let original = || {
        let (before, ending) = files.path(translation).rsplit_once('.')?;
        let before = before.get(..before.len().checked_sub(language.len() + 1)?)?;
        files.find(&format!("{before}.{ending}"))
    };
    Original { of: original(), translation }
}

/// Reads all that is translated into one language.
pub(super) fn read(files: &Files, language: &Placed<Line>, diagnostics: &mut Diagnostics) -> Translation {
    let yaml = |name: &str| files.find(&format!("content/{name}.{}.yaml", language.value));
    let beside = |file: FileId| beside(files, file, &language.value);
    let pages = inside(files, "content/pages/", language);
    let pages = pages.into_iter().filter_map(|file| Some((beside(file), markdown(files, file, diagnostics)?)));
    let pages = pages.collect();
    Translation {
        language: language.clone(),
        site: yaml("site").and_then(|id| super::whole(files, id, diagnostics)),
        leads: yaml("leads").and_then(|id| super::whole(files, id, diagnostics)).unwrap_or_default(),
        glossary: yaml("glossary").and_then(|id| super::whole(files, id, diagnostics)),
        home: files
            .find(&format!("content/index.{}.md", language.value))
            .and_then(|id| markdown(files, id, diagnostics)),
        pages,
        plans: super::plan::folders(files).into_iter().map(|id| plan(files, id, language, diagnostics)).collect(),
    }
}

fn plan(files: &Files, id: &str, language: &Placed<Line>, diagnostics: &mut Diagnostics) -> PlanTranslation {
    let root = format!("content/plans/{id}/");
    let yaml = |name: &str| files.find(&format!("{root}{name}.{}.yaml", language.value));
    let beside = |file: FileId| beside(files, file, &language.value);
    // No name is defined in a translation, so none is missed where one cannot be read.
    let mut unread = Unread::default();
    let folder = inside(files, &format!("{root}recommendations/"), language);
    let recommendations = super::each((files, &folder), &mut unread, diagnostics, |file, found| {
        Some((beside(file), markdown(files, file, found)?))
    });
    let folder = inside(files, &format!("{root}updates/"), language);
    let rounds = super::each((files, &folder), &mut unread, diagnostics, |file, found| {
        Some((beside(file), super::whole(files, file, found)?))
    });
    PlanTranslation {
        id: id.to_owned(),
        words: yaml("plan").and_then(|file| super::whole(files, file, diagnostics)),
        recommendations,
        rounds,
        indicators: yaml("indicators").and_then(|file| super::whole(files, file, diagnostics)).unwrap_or_default(),
        resources: yaml("resources").and_then(|file| super::whole(files, file, diagnostics)),
    }
}

/// The translations in a folder.
fn inside(files: &Files, folder: &str, language: &str) -> Vec<FileId> {
    files.under(folder).filter(|id| is_in(files.path(*id), language)).collect()
}

fn markdown<T: serde::de::DeserializeOwned>(
    files: &Files,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Translated<T>> {
    let (words, body) = super::front_matter(files, file, diagnostics)?;
    Some(Translated { file, words, body })
}
