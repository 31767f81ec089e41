//! The addresses of committee papers: a page each, and the files that say the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;

use super::{Route, Routes, page};
use crate::content::public::Public;
use crate::content::public::paper::Paper;
use crate::date::words::Role;
use crate::diagnostic::FileId;
use crate::document::{Document, ImageFile, ImageFormat};
use crate::pages::{self, Framing, Markup};
use crate::papers::{self, Picture, Source, Wording};
use crate::prose::Words;
use crate::writers;

/// A paper of the plan with the first index, or of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaperRoute {
    pub home: Option<usize>,
    pub paper: usize,
    pub form: Form,
}

/// The files beside a paper's page; a program that was built without PDF makes none.
const FILES: &[Form] = if cfg!(feature = "pdf") { &[Form::Pdf, Form::Word] } else { &[Form::Word] };

/// Papers that have been written: a page tells the size of each of its files.
pub(super) type Written = Mutex<BTreeMap<PaperRoute, Arc<[u8]>>>;

/// What a paper is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Page,
    Pdf,
    Word,
}

impl Form {
    /// What readers know it as.
    const fn name(self) -> &'static str {
        match self {
            Self::Page => "HTML",
            Self::Pdf => "PDF",
            Self::Word => "Word",
        }
    }

    /// What the names of its files end with.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Page => "html",
            Self::Pdf => "pdf",
            Self::Word => "docx",
        }
    }
}

pub(super) fn list(public: &Public, routes: &mut BTreeMap<String, Route>) {
    let homes = (0..public.plans.len()).map(Some).chain([None]);
    for home in homes {
        for (index, paper) in of(public, home).iter().enumerate() {
            let folder = papers::folder(public, home, paper);
            let route = |form| Route::Paper(PaperRoute { home, paper: index, form });
            routes.insert(page(&folder), route(Form::Page));
            for form in FILES.iter().copied() {
                routes.insert(format!("{folder}{}.{}", paper.id, form.ending()), route(form));
            }
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
                let folder = papers::folder(&self.public, route.home, paper);
                let files = FILES.iter().map(|form| self.file(&document, PaperRoute { form: *form, ..route }, &folder));
                let files = files.collect::<Result<Vec<_>>>()?;
                let context = pages::paper(&self.public, &framing, paper, writers::html::view(&document)?, files);
                self.theme.render("paper.html", &context, out)
            }
            Form::Pdf | Form::Word => {
                out.extend_from_slice(&self.written(&document, route)?);
                Ok(())
            }
        }
    }

    /// A file of the paper, as its page tells of it.
    fn file(&self, document: &Document, route: PaperRoute, folder: &str) -> Result<pages::File> {
        let bytes = self.written(document, route)?.len();
        let path = format!("{folder}{}.{}", self.paper_name(route), route.form.ending());
        Ok(pages::File { format: route.form.name(), path, bytes })
    }

    /// The bytes of a file of the paper, made once. Two that ask for them at the same time may both make them,
    /// for nothing is locked while they are made.
    fn written(&self, document: &Document, route: PaperRoute) -> Result<Arc<[u8]>> {
        let written = || self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = written().get(&route) {
            return Ok(Arc::clone(bytes));
        }
        let mut bytes = Vec::new();
        self.write_document(document, route.form, &mut bytes)?;
        let bytes: Arc<[u8]> = bytes.into();
        written().insert(route, Arc::clone(&bytes));
        Ok(bytes)
    }

    fn write_document(&self, document: &Document, form: Form, out: &mut Vec<u8>) -> Result<()> {
        match form {
            Form::Page => Ok(()),
            Form::Pdf => {
                out.extend(writers::pdf::write(document, &self.theme.paper_look(&self.files)?)?.bytes);
                Ok(())
            }
            Form::Word => writers::docx::write(document, self.theme.word_styles(&self.files), out),
        }
    }

    /// Where the paper in a source file is, if there is one that may be seen.
    pub fn paper_in(&self, file: FileId) -> Option<PaperRoute> {
        let mut papers = self.routes.values().filter_map(|route| match route {
            Route::Paper(route) if route.form == Form::Page => Some(*route),
            _ => None,
        });
        papers.find(|route| of(&self.public, route.home)[route.paper].file == file)
    }

    /// What its files are called.
    pub fn paper_name(&self, route: PaperRoute) -> &str {
        of(&self.public, route.home)[route.paper].id.as_str()
    }

    /// Appends the paper as a file that stands alone: its links lead to the site.
    ///
    /// # Errors
    /// If a template is at fault.
    pub fn write_paper(&self, route: PaperRoute, form: Form, out: &mut Vec<u8>) -> Result<()> {
        let words = Words {
            back_to_reference: self.theme.text("back_to_reference"),
            done: self.theme.text("task_done"),
            not_done: self.theme.text("task_not_done"),
        };
        let markup = Markup::new(&self.links, &self.glossary, words);
        let root = self.public.site.base_url.as_deref().unwrap_or("./");
        let paper = &of(&self.public, route.home)[route.paper];
        let path = papers::folder(&self.public, route.home, paper);
        let framing = Framing { path: &path, root, plan: None, heading_base: 2, markup: &markup };
        let document = self.document(route.home, paper);
        if form == Form::Page {
            let framing = Framing { plan: route.home, ..framing };
            let view = writers::html::view(&document)?;
            let context = pages::alone(&self.public, &framing, paper, view, self.styles()?);
            return self.theme.render("paper_file.html", &context, out);
        }
        self.write_document(&document, form, out)
    }

    /// The style sheets of a paper's page.
    fn styles(&self) -> Result<String> {
        let mut styles = Vec::new();
        self.asset("site.css", &mut styles)?;
        if self.public.site.colours.is_some() {
            self.theme.render("colours.css", &pages::accents(&self.public), &mut styles)?;
        }
        self.asset("paper.css", &mut styles)?;
        Ok(String::from_utf8_lossy(&styles).into_owned())
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
