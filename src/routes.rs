//! Every address of the site as data, and what renders it.
//!
//! [`Routes::of`] lists all addresses; [`Routes::render`] is a pure function of one of them, so that
//! what is built and what is previewed cannot differ.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use crate::content::public::{Place, Public};
use crate::data;
use crate::diagnostic::FileId;
use crate::files::Files;
use crate::pages::{self, Frame, Framing};
use crate::theme::Theme;

/// What renders an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Home,
    Page(usize),
    Plan(usize),
    Recommendation(Place),
    Topic { plan: usize, topic: usize },
    Round { plan: usize, round: usize },
    Lead(usize),
    Table { plan: usize, name: &'static str },
    Json(usize),
    Package(usize),
    File(FileId),
    Asset(String),
    NotFound,
    Sitemap,
    Robots,
}

/// All files of the site, by their paths.
pub struct Routes<'a> {
    pub public: &'a Public,
    pub theme: &'a Theme,
    pub files: &'a Files,
    routes: BTreeMap<String, Route>,
}

/// The whole addresses of a site map.
#[derive(Serialize)]
struct Addresses {
    addresses: Vec<String>,
}

#[derive(Serialize)]
struct Alone {
    frame: Frame,
}

impl<'a> Routes<'a> {
    pub fn of(public: &'a Public, theme: &'a Theme, files: &'a Files) -> Self {
        let mut routes = BTreeMap::new();
        let page = |folder: String| format!("{folder}index.html");
        routes.insert(page(String::new()), Route::Home);
        routes.insert("404.html".to_owned(), Route::NotFound);
        routes.insert("robots.txt".to_owned(), Route::Robots);
        if public.site.base_url.is_some() {
            routes.insert("sitemap.xml".to_owned(), Route::Sitemap);
        }
        routes.extend(theme.assets().map(|(name, _)| (name.to_owned(), Route::Asset(name.to_owned()))));
        routes.extend(public.pages.iter().enumerate().map(|(i, item)| (page(format!("{}/", item.id)), Route::Page(i))));
        routes.extend(
            public.leads.iter().enumerate().map(|(i, lead)| (page(format!("leads/{}/", lead.id)), Route::Lead(i))),
        );
        for plan in 0..public.plans.len() {
            of_plan(public, files, plan, &mut routes);
        }
        Self { public, theme, files, routes }
    }

    /// In order of their paths.
    pub fn paths(&self) -> Vec<String> {
        self.routes.keys().cloned().collect()
    }

    pub fn find(&self, path: &str) -> Option<&Route> {
        self.routes.get(path)
    }

    /// Appends the bytes that stand at a path.
    ///
    /// # Errors
    /// If a template is at fault, or a file to be published cannot be read.
    pub fn render(&self, path: &str, out: &mut Vec<u8>) -> Result<()> {
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let root = match address.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        };
        let (public, theme) = (self.public, self.theme);
        let framing = Framing { path: address, root: &root, plan: None, heading_base: 2 };
        match self.routes.get(path) {
            None => anyhow::bail!("there is no page at `{path}`"),
            Some(Route::Home) => {
                let body = public.home.as_ref().map_or("", |home| &*home.body);
                theme.render("home.html", &pages::home(public, &framing, body), out)
            }
            Some(Route::Page(index)) => {
                let page = &public.pages[*index];
                theme.render("page.html", &pages::page(public, &framing, page, &page.body), out)
            }
            Some(Route::Lead(index)) => {
                theme.render("list.html", &pages::lead(public, &framing, &public.leads[*index]), out)
            }
            Some(Route::NotFound) => {
                // It is shown at any depth, so its links cannot be relative.
                let root = base_path(public);
                let framing = Framing { root: &root, ..framing };
                let frame = Frame { canonical: None, ..Frame::new(public, &framing, "", Vec::new()) };
                let frame = frame.worded("not_found", None);
                theme.render("404.html", &Alone { frame }, out)
            }
            Some(Route::Sitemap) => theme.render("feeds/sitemap.xml", &self.addresses(), out),
            Some(Route::Robots) => {
                out.extend(b"User-agent: *\nAllow: /\n");
                out.extend(
                    public.site.base_url.iter().flat_map(|base| format!("Sitemap: {base}sitemap.xml\n").into_bytes()),
                );
                Ok(())
            }
            Some(Route::Asset(name)) => {
                let asset = theme.assets().find(|(known, _)| known == name);
                out.extend(asset.map_or("", |(_, text)| text).bytes());
                Ok(())
            }
            Some(Route::File(id)) => {
                out.extend(self.files.bytes(*id)?);
                Ok(())
            }
            Some(route) => self.render_of_plan(route, &framing, out),
        }
    }

    fn render_of_plan(&self, route: &Route, framing: &Framing<'_>, out: &mut Vec<u8>) -> Result<()> {
        let (public, theme) = (self.public, self.theme);
        let within = |plan| Framing { plan: Some(plan), heading_base: 3, ..*framing };
        match *route {
            Route::Plan(plan) => {
                theme.render("plan.html", &pages::plan(public, &within(plan), &public.plans[plan]), out)
            }
            Route::Recommendation(place) => {
                theme.render("recommendation.html", &pages::recommendation(public, &within(place.plan), place), out)
            }
            Route::Topic { plan, topic } => {
                let source = &public.plans[plan];
                theme.render("list.html", &pages::topic(public, &within(plan), source, &source.topics[topic]), out)
            }
            Route::Round { plan, round } => {
                let framing = Framing { heading_base: 4, ..within(plan) };
                theme.render("round.html", &pages::round(public, &framing, &public.plans[plan], round), out)
            }
            Route::Table { plan, name } => {
                out.extend(data::csv(public, &public.plans[plan], name)?.unwrap_or_default());
                Ok(())
            }
            Route::Json(plan) => json(&data::json(public, &public.plans[plan]), out),
            Route::Package(plan) => json(&data::package(public, &public.plans[plan]), out),
            _ => Ok(()),
        }
    }

    /// The pages that readers should find, whole.
    fn addresses(&self) -> Addresses {
        let base = self.public.site.base_url.as_deref().unwrap_or("/");
        let pages = self.routes.keys().filter_map(|path| path.strip_suffix("index.html"));
        Addresses { addresses: pages.map(|path| format!("{base}{path}")).collect() }
    }
}

fn json(value: &serde_json::Value, out: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.push(b'\n');
    Ok(())
}

/// The path under which the host has the site: `/` unless the base address has one.
fn base_path(public: &Public) -> String {
    let base = public.site.base_url.as_deref().unwrap_or("/");
    let after_host = base.split_once("://").map_or(base, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    after_host.to_owned()
}

fn of_plan(public: &Public, files: &Files, index: usize, routes: &mut BTreeMap<String, Route>) {
    let plan = &public.plans[index];
    let root = format!("plans/{}/", plan.id);
    let page = |rest: String| format!("{root}{rest}index.html");
    routes.insert(page(String::new()), Route::Plan(index));
    for (recommendation, item) in plan.recommendations.iter().enumerate() {
        let place = Place { plan: index, recommendation };
        routes.insert(page(format!("recommendations/{}/", item.reference.slug())), Route::Recommendation(place));
    }
    for (topic, item) in plan.topics.iter().enumerate() {
        routes.insert(page(format!("topics/{}/", item.id)), Route::Topic { plan: index, topic });
    }
    for (round, item) in plan.rounds.iter().enumerate() {
        routes.insert(page(format!("rounds/{}/", item.slug)), Route::Round { plan: index, round });
    }
    for name in data::tables() {
        routes.insert(format!("{root}data/{name}.csv"), Route::Table { plan: index, name });
    }
    routes.insert(format!("{root}data/plan.json"), Route::Json(index));
    routes.insert(format!("{root}data/datapackage.json"), Route::Package(index));
    for file in &plan.files {
        if let Some(path) = files.path(file.0).strip_prefix("content/") {
            routes.insert(path.to_owned(), Route::File(file.0));
        }
    }
}
