//! Every address of the site as data, and what renders it.
//!
//! [`Routes::of`] lists all addresses; [`Routes::render`] is a pure function of one of them, so that
//! what is built and what is previewed cannot differ. What belongs to a plan is in `plan`, all
//! else in `site`.

mod editions;
mod paper;
mod plan;
mod share;
mod site;
mod sitemap;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Arc, OnceLock};

use anyhow::{Context as _, Result};

use crate::bodies::Bodies;
use crate::content::public::Public;
use crate::diagnostic::{FileId, Span};
use crate::files::Files;
use crate::pages::{Framing, Links, Markup};
use crate::prose::{Words, glossary::Glossary};
use crate::search::{self, Index};
use crate::theme::Theme;

pub use editions::Editions;
pub use paper::{Form, Making, PaperRoute, Papers};
pub use plan::PlanRoute;
pub use site::SiteRoute;

/// What renders an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Site(SiteRoute),
    /// Of the plan with this index.
    Plan(usize, PlanRoute),
    Paper(PaperRoute),
    /// A file of the search index.
    Search,
    /// A file of the theme.
    Asset(String),
    /// A file of the project, published as it is.
    File(FileId),
    /// A former address; holds the path of the page that stands for it now, without a file name.
    Redirect(String),
}

/// All files of one edition of the site, by their paths in it.
pub struct Routes {
    public: Arc<Public>,
    theme: Arc<Theme>,
    files: Arc<Files>,
    bodies: Arc<Bodies>,
    glossary: Arc<Glossary>,
    links: Arc<Links>,
    /// Made when it is asked for: a preview of one page needs none.
    index: OnceLock<Index>,
    papers: Arc<Papers>,
    /// All but the files of the search index, which is made when it is asked for.
    routes: Arc<BTreeMap<String, Route>>,
}

/// What all pages are made from. It is shared, so that a preview can go on showing one state of the
/// sources while the next is being read.
#[derive(Clone)]
pub struct Made {
    pub public: Arc<Public>,
    pub theme: Arc<Theme>,
    pub files: Arc<Files>,
    pub bodies: Arc<Bodies>,
}

impl Routes {
    pub fn of(made: Made, papers: &Arc<Papers>) -> Self {
        let Made { public, theme, files, .. } = &made;
        let mut routes = BTreeMap::new();
        if public.edition.is_first() {
            routes.extend(theme.assets().map(|name| (name.to_owned(), Route::Asset(name.to_owned()))));
            plan::list_files(public, files, &mut routes);
        }
        site::list(public, &mut routes);
        for index in 0..public.plans.len() {
            plan::list(public, index, &mut routes);
        }
        paper::list(public, &mut routes);
        redirects(public, &mut routes);
        let pairs = public.glossary.iter().map(|(abbreviation, meaning)| (&**abbreviation, &**meaning));
        let (glossary, links) = (Glossary::new(pairs), Links::of(public));
        Self::with(made, papers, (Arc::new(glossary), Arc::new(links), Arc::new(routes)))
    }

    /// The routes of what is the same project but for the words of some promises: no address and no link has changed.
    pub fn reworded(&self, made: Made) -> Self {
        let same = (Arc::clone(&self.glossary), Arc::clone(&self.links), Arc::clone(&self.routes));
        Self::with(made, &self.papers, same)
    }

    fn with(
        Made { public, theme, files, bodies }: Made,
        papers: &Arc<Papers>,
        (glossary, links, routes): (Arc<Glossary>, Arc<Links>, Arc<BTreeMap<String, Route>>),
    ) -> Self {
        let (index, papers) = (OnceLock::new(), Arc::clone(papers));
        Self { public, theme, files, bodies, glossary, links, index, papers, routes }
    }

    /// In order of their paths.
    pub fn paths(&self) -> Vec<String> {
        let search = self.index().names().map(|name| format!("{}{name}", search::FOLDER));
        let mut paths: Vec<String> = self.routes.keys().cloned().chain(search).collect();
        paths.sort_unstable();
        paths
    }

    pub fn find(&self, path: &str) -> Option<&Route> {
        self.routes.get(path).or_else(|| self.search_file(path).map(|_| &Route::Search))
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| search::index(&self.public))
    }

    /// A file of the search index, which is not made for any other path.
    fn search_file(&self, path: &str) -> Option<&[u8]> {
        let name = path.strip_prefix(search::FOLDER)?;
        name.ends_with(".json").then(|| self.index().file(name))?
    }

    /// Appends the bytes that stand at a path.
    ///
    /// # Errors
    /// If a template is at fault, or a file to be published cannot be read. The error names the
    /// place in the template, the address, and the source that the page is made from.
    pub fn render(&self, path: &str, out: &mut Vec<u8>) -> Result<()> {
        let Some(route) = self.find(path) else { anyhow::bail!("there is no page at `{path}`") };
        self.render_route(route, path, out).with_context(|| match self.origin(route) {
            Some(source) => format!("making /{} from {}", address(path), self.files.path(source.file)),
            None => format!("making /{}", address(path)),
        })
    }

    fn render_route(&self, route: &Route, path: &str, out: &mut Vec<u8>) -> Result<()> {
        let words = Words {
            back_to_reference: self.theme.text("back_to_reference"),
            done: self.theme.text("task_done"),
            not_done: self.theme.text("task_not_done"),
        };
        let markup = Markup::new(&self.links, &self.glossary, words);
        let address = address(path);
        let root = match route {
            Route::Site(SiteRoute::NotFound) => site::root_of_missing(&self.public),
            _ => root(address),
        };
        let framing = Framing { path: address, root: &root, plan: None, heading_base: 2, markup: &markup };
        match route {
            Route::Site(route) => self.render_of_site(*route, &framing, out),
            Route::Plan(plan, route) => self.render_of_plan(*plan, *route, &framing, out),
            Route::Paper(route) => self.render_of_paper(*route, &framing, out),
            Route::Search => {
                out.extend(self.search_file(path).unwrap_or_default());
                Ok(())
            }
            Route::Asset(name) => self.asset(name, out),
            Route::File(id) => {
                out.extend(self.files.bytes(*id)?);
                Ok(())
            }
            Route::Redirect(to) => self.theme.render("redirect.html", &self.redirect(&framing, to), out),
        }
    }

    fn asset(&self, name: &str, out: &mut Vec<u8>) -> Result<()> {
        match self.theme.asset(name) {
            Some(crate::theme::Layer::BuiltIn(bytes)) => out.extend(bytes),
            Some(crate::theme::Layer::Own(id)) => out.extend(self.files.bytes(id)?),
            None => {}
        }
        Ok(())
    }

    /// The parts of the sources that a page tells of: what is wrong in them is wrong on it.
    fn told(&self, route: &Route) -> Vec<Span> {
        match route {
            Route::Plan(plan, route) => plan::told(&self.public, *plan, *route),
            _ => self.origin(route).map(|place| Span::whole(place.file)).into_iter().collect(),
        }
    }

    /// The place in the sources that a page is made from, where it is one.
    fn origin(&self, route: &Route) -> Option<Span> {
        match route {
            Route::Site(route) => site::origin(&self.public, *route),
            Route::Plan(plan, route) => Some(plan::origin(&self.public, *plan, *route)),
            Route::Paper(route) => Some(paper::of(&self.public, route.home)[route.paper].origin),
            Route::Search | Route::Asset(_) | Route::File(_) | Route::Redirect(_) => None,
        }
    }
}

/// The address of a file: a folder's for its `index.html`.
fn address(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}

/// The way from an address back to the site's root.
fn root(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

fn page(folder: &str) -> String {
    format!("{folder}index.html")
}

/// Former addresses; one that a page stands at is left to that page.
fn redirects(public: &Public, routes: &mut BTreeMap<String, Route>) {
    let mut former = site::former(public);
    for (index, plan) in public.plans.iter().enumerate() {
        former.extend(plan::former(plan));
        let root = format!("plans/{}/", plan.id);
        let pages: Vec<String> = routes
            .iter()
            .filter(|(path, route)| path.ends_with("index.html") && matches!(route, Route::Plan(of, _) if *of == index))
            .filter_map(|(path, _)| Some(address(path).strip_prefix(&root)?.to_owned()))
            .collect();
        let moved = |alias| pages.iter().map(move |rest| (format!("plans/{alias}/{rest}"), rest));
        former.extend(plan.aliases.iter().flat_map(moved).map(|(old, rest)| (old, format!("{root}{rest}"))));
    }
    for (old, new) in former {
        if let Entry::Vacant(free) = routes.entry(page(&old)) {
            free.insert(Route::Redirect(new));
        }
    }
}
