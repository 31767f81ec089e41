//! `papers/*.md`: committee papers. Their front matter is read and checked; see the design, section 3.

use serde::Deserialize;

use super::scalars::Line;
use crate::date::Date;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::files::Files;
use crate::refs::Id;
use crate::yaml::{Ordered, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read so that mistakes in papers are found; the papers themselves are made elsewhere")]
pub struct PaperMatter {
    pub title: Placed<Line>,
    pub committee: Option<Placed<Line>>,
    pub date: Placed<Date>,
    pub as_at: Option<Placed<Date>>,
    pub plan: Option<Placed<Id>>,
    pub form: Option<Placed<Id>>,
    #[serde(default)]
    pub details: Vec<Detail>,
    #[serde(default)]
    pub objectives: Vec<Objective>,
    #[serde(default)]
    pub recommendations: Vec<Text>,
    pub numbering: Option<Placed<Numbering>>,
    #[serde(default)]
    pub appendices: Vec<Placed<Id>>,
    #[serde(default)]
    pub clearance: Vec<Detail>,
    pub contact: Option<super::Contact>,
    #[serde(default)]
    pub background_papers: Vec<super::Evidence>,
    pub exempt: Option<Exempt>,
    #[serde(default)]
    pub draft: bool,
    pub embargo: Option<Placed<Date>>,
    pub internal: Option<Text>,
    #[serde(default)]
    pub extra: Ordered<Line, Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    pub label: Placed<Line>,
    pub value: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read so that mistakes in papers are found; the papers themselves are made elsewhere")]
pub struct Objective {
    pub title: Placed<Line>,
    pub applies: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    None,
    Paragraphs,
    Sections,
}

/// Schedule 12A of the Local Government Act 1972: which paragraph withholds the paper, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read so that mistakes in papers are found; the papers themselves are made elsewhere")]
pub struct Exempt {
    pub paragraph: Placed<Line>,
    pub reason: Text,
}

#[derive(Debug)]
pub struct Paper {
    pub matter: PaperMatter,
    pub body: Text,
}

pub(super) fn read_all(
    files: &Files,
    folder: &str,
    further: &[Placed<Line>],
    diagnostics: &mut Diagnostics,
) -> Vec<Paper> {
    let papers = super::originals(files, folder, ".md", further);
    papers.into_iter().filter_map(|file| read(files, file, diagnostics)).collect()
}

fn read(files: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<Paper> {
    let (matter, body) = super::front_matter(files, file, diagnostics)?;
    Some(Paper { matter, body })
}
