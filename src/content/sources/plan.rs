//! `plans/<plan>/`: a plan's own file, and everything that stands beside it in its folder.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::scalars::Line;
use super::{Indicator, Memory, Paper, Recommendation, Resources, Round, Unread};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Placed, Span};
use crate::files::Files;
use crate::refs::Id;
use crate::yaml::{OneOrMany, Ordered, Text};

/// `plan.yaml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanMatter {
    /// What the plan is called.
    pub title: Placed<Line>,
    /// For breadcrumbs and lists.
    pub short_title: Option<Placed<Line>>,
    /// Whose plan it is, if not the site's organisation.
    pub organisation: Option<Placed<Line>>,
    /// The review that it answers.
    pub source: Option<Source>,
    /// When the body adopted it.
    pub adopted: Option<Placed<Date>>,
    /// What it is about, in Markdown.
    pub summary: Option<Text>,
    /// What its recommendations are grouped by, in order.
    #[serde(default)]
    pub topics: Vec<TopicMatter>,
    /// Other words for `recommendation`, `recommendations`, `action`, `actions`, `topic` and `topics`.
    #[serde(default)]
    pub labels: Ordered<Line, Placed<Line>>,
    /// When reports are due, and to whom.
    pub reporting: Option<Reporting>,
    /// When the plan was closed as a whole.
    pub closed: Option<Placed<Date>>,
    /// What a source states of a plan whose recommendations are not at hand.
    pub stated: Option<Stated>,
    /// Former ids of the plan.
    #[serde(default)]
    pub aliases: Vec<Placed<Id>>,
    /// Seen in a preview alone.
    #[serde(default)]
    pub draft: bool,
    /// Not published before this day.
    pub embargo: Option<Placed<Date>>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
    /// What has no key of its own, under labels of your own.
    #[serde(default)]
    pub extra: Ordered<Line, OneOrMany<Text>>,
    /// How a document of the plan is to be read.
    pub import: Option<ImportMatter>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportMatter {
    /// What its columns mean, by their headings.
    #[serde(default)]
    pub columns: Ordered<Line, ColumnMeaning>,
}

/// What a column of a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ColumnMeaning {
    Number,
    Title,
    Recommendation,
    Response,
    Answer,
    Progress,
    Status,
    Lead,
    Support,
    Sponsor,
    Start,
    Due,
    Revised,
    Reason,
    Review,
    Topic,
    Evidence,
    Extra,
}

impl ColumnMeaning {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Recommendation => "recommendation",
            Self::Response => "response",
            Self::Answer => "answer",
            Self::Progress => "progress",
            Self::Status => "status",
            Self::Lead => "lead",
            Self::Support => "support",
            Self::Sponsor => "sponsor",
            Self::Start => "start",
            Self::Due => "due",
            Self::Revised => "revised",
            Self::Reason => "reason",
            Self::Review => "review",
            Self::Topic => "topic",
            Self::Evidence => "evidence",
            Self::Extra => "extra",
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who reviewed: an inspectorate, peers, a committee.
    pub body: Option<Placed<Line>>,
    /// What it was: peer challenge, inspection, audit.
    pub kind: Option<Placed<Line>>,
    /// When it took place.
    pub held: Option<Placed<Date>>,
    /// The report that the plan answers.
    pub report: Option<StatedSource>,
}

/// A document by its title, with an address where it has one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedSource {
    /// What it is called.
    pub title: Placed<Line>,
    /// Where it can be read.
    pub url: Option<Placed<Line>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicMatter {
    /// By which recommendations name it.
    pub id: Placed<Id>,
    /// What it is called.
    pub title: Placed<Line>,
    /// What it is about, in Markdown.
    pub summary: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// In words: "twice a year".
    pub cycle: Option<Placed<Line>>,
    /// Who is reported to.
    pub committee: Option<Placed<Line>>,
    /// The dates on which a report is due; one that passes without a round is shown as missed.
    #[serde(default)]
    pub dates: Vec<Placed<Date>>,
}

/// Figures as a source states them, where no recommendation is at hand to count.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The date of the figures.
    pub as_at: Placed<Date>,
    /// How many recommendations there are.
    pub total: Option<Placed<u32>>,
    /// How many have which status.
    #[serde(default)]
    pub statuses: Ordered<Id, Placed<u32>>,
    /// What a reader must know of them, in Markdown.
    pub note: Option<Text>,
    /// The document that states them.
    pub source: Option<StatedSource>,
}

/// A plan's whole folder.
#[derive(Debug)]
pub struct Plan {
    pub id: Placed<Id>,
    pub file: FileId,
    pub matter: PlanMatter,
    pub recommendations: Vec<Arc<Recommendation>>,
    pub rounds: Vec<Arc<Round>>,
    pub indicators: Ordered<Id, Indicator>,
    pub resources: Option<Resources>,
    pub papers: Vec<Paper>,
    /// What stands in `files/`, to be published with the plan.
    pub files: Vec<Attachment>,
    /// `plan.yaml`, if it has mistakes.
    pub unread: Unread,
    /// Those of its recommendations that have mistakes.
    pub unread_recommendations: Unread,
}

/// A file that is published as it is.
#[derive(Debug)]
pub struct Attachment {
    pub id: FileId,
    /// From the folder of the plan, or from `content/`: `files/report.pdf`.
    pub name: String,
}

impl Attachment {
    /// Its name in its folder: `report.pdf`.
    pub fn short(&self) -> &str {
        self.name.strip_prefix("files/").unwrap_or(&self.name)
    }
}

/// What stands in the `files/` of a folder.
pub(super) fn attachments(files: &Files, root: &str) -> Vec<Attachment> {
    let attachment = |id| Attachment { id, name: files.path(id)[root.len()..].to_owned() };
    files.under(&format!("{root}files/")).map(attachment).collect()
}

/// The files of a project and its further languages.
type Project<'a> = (&'a Files, &'a [Placed<Line>]);

pub(super) fn read_all(
    project: Project<'_>,
    mut memory: Option<&mut Memory>,
    unread: &mut Unread,
    diagnostics: &mut Diagnostics,
) -> Vec<Plan> {
    let mut plans = Vec::new();
    for folder in folders(project.0) {
        match read(project, memory.as_deref_mut(), folder, diagnostics) {
            Some(plan) => plans.push(plan),
            None => unread.add(folder),
        }
    }
    plans
}

/// The names of the plans' folders.
pub(super) fn folders(files: &Files) -> Vec<&str> {
    let mut folders: Vec<&str> = files
        .under("content/plans/")
        .filter_map(|id| files.path(id)["content/plans/".len()..].split_once('/').map(|(folder, _)| folder))
        .collect();
    folders.dedup();
    folders
}

fn read(
    (files, further): Project<'_>,
    memory: Option<&mut Memory>,
    folder: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Plan> {
    let root = format!("content/plans/{folder}/");
    let path = format!("{root}plan.yaml");
    let Some(file) = files.find(&path) else {
        let first = files.under(&root).next()?;
        diagnostics.push(Diagnostic::error(
            "missing-file",
            Span::file(first),
            format!("the plan `{folder}` has no `plan.yaml`"),
            format!("make the file `{path}` with at least a line `title: …`"),
        ));
        return None;
    };
    let id = super::id_of(folder, file, diagnostics)?;
    let in_folder = |name: &str, ending: &str| super::originals(files, &format!("{root}{name}/"), ending, further);
    let (mut unread, mut unread_recommendations) = (Unread::default(), Unread::default());
    let matter = unread.watch((files, Some(file)), diagnostics, |found| super::whole(files, file, found));
    // The rest is read even where `plan.yaml` cannot be, so that all mistakes are told.
    let (kept_recommendations, kept_rounds) =
        memory.map(|memory| (&mut memory.recommendations, &mut memory.rounds)).unzip();
    let texts = (files, &*in_folder("recommendations", ".md"));
    let recommendations =
        super::each_kept(texts, kept_recommendations, &mut unread_recommendations, diagnostics, |id, found| {
            super::recommendation::read(files, id, found)
        });
    let texts = (files, &*in_folder("updates", ".yaml"));
    let rounds = super::each_kept(texts, kept_rounds, &mut Unread::default(), diagnostics, |id, found| {
        super::round::read(files, id, found)
    });
    Some(Plan {
        id,
        file,
        recommendations,
        rounds,
        indicators: super::optional(files, &format!("{root}indicators.yaml"), diagnostics),
        resources: files.find(&format!("{root}resources.yaml")).and_then(|id| super::whole(files, id, diagnostics)),
        papers: super::paper::read_all(files, &format!("{root}papers/"), further, diagnostics),
        files: attachments(files, &root),
        unread,
        unread_recommendations,
        matter: matter?,
    })
}
