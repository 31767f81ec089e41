//! The addresses of committee papers: a page each, and the files that say the same.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{Route, Routes, page};
use crate::content::public::Public;
use crate::content::public::paper::Paper;
use crate::date::words::Role;
use crate::document::{Document, ImageFile, ImageFormat};
use crate::pages::{self, Framing};
use crate::papers::{self, Picture, Source, Wording};

/// A paper of the plan with the first index, or of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperRoute {
    pub home: Option<usize>,
    pub paper: usize,
    pub form: Form,
}

/// What a paper is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Page,
}

pub(super) fn list(public: &Public, routes: &mut BTreeMap<String, Route>) {
    let homes = (0..public.plans.len()).map(Some).chain([None]);
    for home in homes {
        for (index, paper) in of(public, home).iter().enumerate() {
            let folder = papers::folder(public, home, paper);
            let route = |form| Route::Paper(PaperRoute { home, paper: index, form });
            routes.insert(page(&folder), route(Form::Page));
        }
    }
}

/// The papers of a plan, or of none.
pub(super) fn of(public: &Public, home: Option<usize>) -> &[Paper] {
    home.map_or(&public.papers, |plan| &public.plans[plan].papers)
}

impl Routes {
    pub(super) fn render_of_paper(&self, route: PaperRoute, framing: &Framing<'_>, out: &mut Vec<u8>) -> Result<()> {
        let paper = &of(&self.public, route.home)[route.paper];
        let document = self.document(route.home, paper);
        match route.form {
            Form::Page => {
                let framing = Framing { plan: route.home, ..*framing };
                let context = pages::paper(&self.public, &framing, paper, &document, Vec::new());
                self.theme.render("paper.html", &context, out)
            }
        }
    }

    /// The paper as any writer takes it.
    pub fn document(&self, home: Option<usize>, paper: &Paper) -> Document {
        let text = |key: &str, number: Option<usize>, values: &[(&str, &str)]| self.theme.filled(key, number, values);
        let date = |date, role: Role| self.theme.date(date, role);
        papers::document(&Source {
            public: &self.public,
            paper,
            home,
            body: self.bodies.paper(paper.file),
            links: &self.links,
            glossary: &self.glossary,
            wording: Wording { text: &text, date: &date },
            picture: &|path| self.picture(path),
        })
    }

    /// A published picture; what cannot be read has been told of elsewhere.
    fn picture(&self, path: &str) -> Option<Picture> {
        let Route::File(id) = self.find(path)? else { return None };
        let bytes = self.files.bytes(*id).ok()?;
        let (format, width, height) = ImageFormat::measured(&bytes)?;
        Some(Picture { file: ImageFile { path: path.to_owned(), format, bytes: bytes.into() }, width, height })
    }
}
