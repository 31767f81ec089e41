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

/// When the files beside the page of a paper are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// With the page, which tells the size of each.
    WithPage,
    /// When somebody asks for one. Until then the page tells no size, so that it is there at once.
    WhenAsked,
}

/// The files of papers that have been written, by what they are made from: none is made twice of the very same.
pub struct Papers {
    making: Making,
    written: Mutex<Vec<(blake3::Hash, Arc<[u8]>)>>,
}

impl Papers {
    /// How many files are kept where one state of the sources follows another.
    const KEPT: usize = 32;

    pub fn new(making: Making) -> Self {
        Self { making, written: Mutex::default() }
    }

    /// A file that was made before; it then counts as the latest.
    fn find(&self, made_from: blake3::Hash) -> Option<Arc<[u8]>> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let at = written.iter().position(|(key, _)| *key == made_from)?;
        let found = written.remove(at);
        let bytes = Arc::clone(&found.1);
        written.push(found);
        Some(bytes)
    }

    fn keep(&self, made_from: blake3::Hash, bytes: &Arc<[u8]>) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.push((made_from, Arc::clone(bytes)));
        if self.making == Making::WhenAsked && written.len() > Self::KEPT {
            written.remove(0);
        }
    }
}

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
                let file = |form: &Form| self.file(&document, PaperRoute { form: *form, ..route }, &folder);
                let files = FILES.iter().map(file).collect::<Result<Vec<_>>>()?;
                let context = pages::paper(&self.public, &framing, paper, writers::html::view(&document)?, files);
                self.theme.render("paper.html", &context, out)
            }
            Form::Pdf | Form::Word => {
                let made_from = self.made_from(&document, route.form)?;
                out.extend_from_slice(&self.written(&document, route.form, made_from)?);
                Ok(())
            }
        }
    }

    /// A file of the paper, as its page tells of it.
    fn file(&self, document: &Document, route: PaperRoute, folder: &str) -> Result<pages::File> {
        let made_from = self.made_from(document, route.form)?;
        let bytes = match self.papers.making {
            Making::WithPage => Some(self.written(document, route.form, made_from)?),
            Making::WhenAsked => self.papers.find(made_from),
        };
        let path = format!("{folder}{}.{}", self.paper_name(route), route.form.ending());
        Ok(pages::File { format: route.form.name(), path, bytes: bytes.map(|bytes| bytes.len()) })
    }

    /// The bytes of a file of the paper. Two that ask for them at the same time may both make them, for nothing is
    /// locked while they are made.
    fn written(&self, document: &Document, form: Form, made_from: blake3::Hash) -> Result<Arc<[u8]>> {
        if let Some(bytes) = self.papers.find(made_from) {
            return Ok(bytes);
        }
        let mut bytes = Vec::new();
        self.write_document(document, form, &mut bytes)?;
        let bytes: Arc<[u8]> = bytes.into();
        self.papers.keep(made_from, &bytes);
        Ok(bytes)
    }

    /// Names all that a file of the paper is made from.
    fn made_from(&self, document: &Document, form: Form) -> Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        // The length of each part stands before it, so that no two lists of parts are taken for the same.
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        };
        add(form.ending().as_bytes());
        add(&serde_json::to_vec(document)?);
        for image in &document.images {
            add(image.path.as_bytes());
            add(&image.bytes);
        }
        match form {
            Form::Page => {}
            Form::Pdf => {
                let look = self.theme.paper_look(&self.files)?;
                add(look.layout.as_bytes());
                look.faces.iter().for_each(|face| add(face.bytes()));
            }
            Form::Word => add(self.theme.word_styles(&self.files).as_bytes()),
        }
        Ok(hasher.finalize())
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
