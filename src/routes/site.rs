//! The addresses that belong to no plan.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use super::{Route, Routes, page};
use crate::content::public::Public;
use crate::diagnostic::Span;
use crate::feeds;
use crate::pages::{self, Frame, Framing};
use crate::search;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteRoute {
    Home,
    Page(usize),
    Leads,
    Lead(usize),
    Statuses,
    Feed(feeds::Scope),
    Legal(pages::Legal),
    Search,
    /// All matters that come up in several plans.
    Threads,
    Thread(usize),
    NotFound,
    /// The site's own accents.
    Colours,
    Sitemap,
    /// The picture that other sites show beside a link.
    Share,
    Robots,
}

#[derive(Serialize)]
struct Alone {
    frame: Frame,
}

#[derive(Serialize)]
pub(super) struct Redirect<'a> {
    frame: Frame,
    /// The former address, which tells one such page from another.
    from: &'a str,
    to: &'a str,
}

pub(super) fn list(public: &Public, routes: &mut BTreeMap<String, Route>) {
    let mut add = |path: String, route| routes.insert(path, Route::Site(route));
    add(page(""), SiteRoute::Home);
    add("404.html".to_owned(), SiteRoute::NotFound);
    if public.edition.is_first() {
        add("robots.txt".to_owned(), SiteRoute::Robots);
        if public.site.colours.is_some() {
            add("colours.css".to_owned(), SiteRoute::Colours);
        }
    }
    if public.site.base_url.is_some() {
        add("sitemap.xml".to_owned(), SiteRoute::Sitemap);
        add("share.png".to_owned(), SiteRoute::Share);
    }
    for (index, item) in public.pages.iter().enumerate() {
        add(page(&format!("{}/", item.id)), SiteRoute::Page(index));
    }
    for legal in pages::Legal::all(public) {
        add(page(&format!("{}/", legal.id())), SiteRoute::Legal(legal));
    }
    add(page("statuses/"), SiteRoute::Statuses);
    if !public.leads.is_empty() {
        add(page("leads/"), SiteRoute::Leads);
    }
    for (index, lead) in public.leads.iter().enumerate() {
        add(page(&format!("leads/{}/", lead.id)), SiteRoute::Lead(index));
    }
    if !public.threads.is_empty() {
        add(page(pages::HISTORY), SiteRoute::Threads);
    }
    for (index, thread) in public.threads.iter().enumerate() {
        add(page(&pages::thread_path(thread)), SiteRoute::Thread(index));
    }
    add(page(search::FOLDER), SiteRoute::Search);
    for scope in feeds::all(public) {
        add(feeds::path(public, scope), SiteRoute::Feed(scope));
    }
}

/// Former addresses of pages and where they stand now.
pub(super) fn former(public: &Public) -> Vec<(String, String)> {
    let old = |alias: &str| format!("{}/", alias.trim_matches('/'));
    let pages = public.pages.iter();
    pages.flat_map(|page| page.aliases.iter().map(move |alias| (old(alias), format!("{}/", page.id)))).collect()
}

pub(super) fn origin(public: &Public, route: SiteRoute) -> Option<Span> {
    match route {
        SiteRoute::Home => public.home.as_ref().map(|home| home.body_span),
        SiteRoute::Page(index) => Some(public.pages[index].body_span),
        SiteRoute::Leads
        | SiteRoute::Lead(_)
        | SiteRoute::Statuses
        | SiteRoute::Feed(_)
        | SiteRoute::Legal(_)
        | SiteRoute::Search
        | SiteRoute::Threads
        | SiteRoute::Thread(_)
        | SiteRoute::Colours
        | SiteRoute::NotFound
        | SiteRoute::Sitemap
        | SiteRoute::Share
        | SiteRoute::Robots => None,
    }
}

impl Routes {
    pub(super) fn render_of_site(&self, route: SiteRoute, framing: &Framing<'_>, out: &mut Vec<u8>) -> Result<()> {
        let (public, theme) = (&*self.public, &*self.theme);
        match route {
            SiteRoute::Home => theme.render("home.html", &pages::home(public, framing, self.bodies.home()), out),
            SiteRoute::Page(index) => {
                let (page, body) = (&public.pages[index], self.bodies.page(index));
                theme.render("page.html", &pages::page(public, framing, page, body), out)
            }
            SiteRoute::Leads => theme.render("leads.html", &pages::leads(public, framing), out),
            SiteRoute::Statuses => theme.render("statuses.html", &pages::statuses(public, framing), out),
            SiteRoute::Lead(index) => {
                theme.render("list.html", &pages::lead(public, framing, &public.leads[index]), out)
            }
            SiteRoute::Legal(pages::Legal::Accessibility) => {
                theme.render("accessibility.html", &pages::accessibility(public, framing), out)
            }
            SiteRoute::Legal(pages::Legal::Privacy) => {
                theme.render("privacy.html", &pages::privacy(public, framing), out)
            }
            SiteRoute::Legal(pages::Legal::Licence) => {
                theme.render("licence.html", &pages::licence(public, framing), out)
            }
            SiteRoute::Search => theme.render("search.html", &pages::search(public, framing), out),
            SiteRoute::Threads => theme.render("threads.html", &pages::threads(public, framing), out),
            SiteRoute::Thread(index) => theme.render("thread.html", &pages::thread(public, framing, index), out),
            SiteRoute::NotFound => {
                let about = pages::About { key: Some("not_found_help"), ..pages::About::default() };
                let frame = Frame { canonical: None, ..Frame::new(public, framing, "", Vec::new()) };
                theme.render("404.html", &Alone { frame: frame.worded("not_found", None).about(about) }, out)
            }
            SiteRoute::Feed(scope) => theme.render("feeds/atom.xml", &feeds::feed(public, framing, scope), out),
            SiteRoute::Colours => theme.render("colours.css", &pages::accents(public), out),
            SiteRoute::Share => self.render_share(None, out),
            SiteRoute::Sitemap => theme.render("feeds/sitemap.xml", &self.site_map(), out),
            SiteRoute::Robots => {
                out.extend(b"User-agent: *\nAllow: /\n");
                let editions = public.edition.all.iter().map(|edition| &edition.prefix);
                let maps = editions.filter_map(|prefix| {
                    let base = public.site.base_url.as_ref()?;
                    Some(format!("Sitemap: {base}{prefix}sitemap.xml\n"))
                });
                maps.for_each(|line| out.extend(line.bytes()));
                Ok(())
            }
        }
    }

    pub(super) fn redirect<'t>(&self, framing: &Framing<'t>, to: &'t str) -> Redirect<'t> {
        let base = self.public.site.base_url.as_ref();
        let frame = Frame {
            canonical: base.map(|base| format!("{base}{to}")),
            ..Frame::new(&self.public, framing, "", Vec::new())
        };
        Redirect { frame: frame.worded("moved", None), from: framing.path, to }
    }
}

/// The way back to the site's root from a page that is shown at any depth, so that no relative
/// way leads there: the path under which the host has the site.
pub(super) fn root_of_missing(public: &Public) -> String {
    let base = public.site.base_url.as_deref().unwrap_or("/");
    let after_host = base.split_once("://").map_or(base, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    after_host.to_owned()
}
