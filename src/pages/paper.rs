//! The page of a committee paper: its document, and the files that say the same.

use serde::Serialize;

use super::frame::mark;
use super::row::{self, Link};
use super::{About, Frame, Framing, words};
use crate::content::public::Public;
use crate::content::public::paper;

#[derive(Debug, Serialize)]
pub struct Paper<D: Serialize> {
    frame: Frame,
    /// As `document` has it.
    document: D,
    files: Vec<File>,
}

/// A paper as a file of its own, which needs nothing beside it.
#[derive(Debug, Serialize)]
pub struct Alone<D: Serialize> {
    frame: Frame,
    document: D,
    /// All style sheets of its page, one after the other.
    styles: String,
}

/// The same paper in another form.
#[derive(Debug, Serialize)]
pub struct File {
    /// `PDF`, `Word`: its name is the same in all languages.
    pub format: &'static str,
    pub path: String,
    /// In a preview nothing, until it is made.
    pub bytes: Option<usize>,
}

/// One of a list of papers.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub title: String,
    pub path: String,
    pub committee: Option<String>,
    pub date: String,
    /// `draft`, or the date of an embargo.
    pub preview: Option<String>,
}

pub fn paper<D: Serialize>(
    public: &Public,
    framing: &Framing<'_>,
    paper: &paper::Paper,
    document: D,
    files: Vec<File>,
) -> Paper<D> {
    let plan = framing.plan.map(|plan| &public.plans[plan]);
    let crumbs = plan.map(|plan| Link::new(row::short(plan), row::plan_path(plan))).into_iter().collect();
    let about = About { article: true, words: words(Some(&paper.body.text)), ..About::default() };
    let about = if paper.body.text.contains("{{") { About { words: String::new(), ..about } } else { about };
    // A paper is what a committee was given, in the language in which it was given.
    let frame = Frame { twins: Vec::new(), ..Frame::new(public, framing, &paper.title, crumbs) };
    Paper { frame: frame.about(about).marked(paper.preview), document, files }
}

pub fn alone<D: Serialize>(
    public: &Public,
    framing: &Framing<'_>,
    paper: &paper::Paper,
    document: D,
    styles: String,
) -> Alone<D> {
    Alone { frame: Frame::new(public, framing, &paper.title, Vec::new()), document, styles }
}

/// The papers of a plan or of none, in their order.
pub fn entries(papers: &[paper::Paper], folder: &str) -> Vec<Entry> {
    papers
        .iter()
        .map(|paper| Entry {
            title: paper.title.to_string(),
            path: format!("{folder}papers/{}/", paper.id),
            committee: paper.committee.as_ref().map(ToString::to_string),
            date: paper.date.edtf(),
            preview: mark(paper.preview),
        })
        .collect()
}
