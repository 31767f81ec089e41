//! `index.md` and `pages/*.md`: free pages.

use schemars::JsonSchema;
use serde::Deserialize;

use super::scalars::Line;
use crate::date::Date;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::files::Files;
use crate::refs::Id;
use crate::yaml::Text;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageMatter {
    /// The heading of the page.
    pub title: Placed<Line>,
    /// One sentence for search engines.
    pub description: Option<Text>,
    /// Addresses at which it stood before.
    #[serde(default)]
    pub aliases: Vec<Placed<Line>>,
    /// Seen in a preview alone.
    #[serde(default)]
    pub draft: bool,
    /// Not published before this day.
    pub embargo: Option<Placed<Date>>,
    /// Never leaves this folder.
    pub internal: Option<Text>,
}

/// A page; its body is a template before it is Markdown.
#[derive(Debug)]
pub struct Page {
    pub id: Placed<Id>,
    pub matter: PageMatter,
    pub body: Text,
}

pub(super) fn read(files: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<Page> {
    let id = super::id_of(super::stem(files.path(file)), file, diagnostics)?;
    let (matter, body) = super::front_matter(files, file, diagnostics)?;
    Some(Page { id, matter, body })
}
