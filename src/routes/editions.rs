//! The routes of all editions of a site, each under its own prefix: the first language at the
//! root, Welsh below `cy/`.
//!
//! Every edition is rendered as if it were a site of its own at its prefix; only the theme's
//! assets and the published files stand once, at the root.

use std::sync::Arc;

use anyhow::Result;

use super::{Made, Papers, Route, Routes};
use crate::diagnostic::Span;
use crate::foreign;
use crate::theme::Theme;

pub struct Editions(Vec<Routes>, Arc<Papers>);

impl Editions {
    /// In the order of the site's languages.
    pub fn of(made: impl IntoIterator<Item = Made>, papers: Arc<Papers>) -> Self {
        Self(made.into_iter().map(|made| Routes::of(made, &papers)).collect(), papers)
    }

    /// What has been written of their papers.
    pub fn papers(&self) -> Arc<Papers> {
        Arc::clone(&self.1)
    }

    /// The routes of the same editions after nothing but the words of some promises was changed.
    pub fn reworded(&self, made: impl IntoIterator<Item = Made>) -> Self {
        Self(self.0.iter().zip(made).map(|(routes, made)| routes.reworded(made)).collect(), self.papers())
    }

    /// The site's own language.
    pub fn first(&self) -> Option<&Routes> {
        self.0.first()
    }

    /// The paths of all files, in the order of the editions.
    pub fn paths(&self) -> Vec<String> {
        let under_prefix = |routes: &Routes| -> Vec<String> {
            let prefix = &routes.public.edition.prefix;
            routes.paths().into_iter().map(|path| format!("{prefix}{path}")).collect()
        };
        self.0.iter().flat_map(under_prefix).collect()
    }

    pub fn find(&self, path: &str) -> Option<&Route> {
        let (routes, below) = self.edition(path)?;
        routes.find(below)
    }

    /// Appends the bytes that stand at a path.
    ///
    /// # Errors
    /// As [`Routes::render`].
    pub fn render(&self, path: &str, out: &mut Vec<u8>) -> Result<()> {
        let Some((routes, below)) = self.edition(path) else { anyhow::bail!("there is no page at `{path}`") };
        let edition = &routes.public.edition;
        if edition.is_first() {
            return routes.render(below, out);
        }
        let mut made = Vec::new();
        routes.render(below, &mut made)?;
        match std::str::from_utf8(&made) {
            Ok(page) if below.ends_with(".html") => out.extend(foreign::tell(page, &edition.first_language).bytes()),
            Ok(text) => out.extend(foreign::strip(text).bytes()),
            // What is no text has been told of its languages by its writer.
            Err(_) => out.append(&mut made),
        }
        Ok(())
    }

    /// The place in the sources that a page is made from, where it is one.
    pub fn origin(&self, path: &str) -> Option<Span> {
        let (routes, below) = self.edition(path)?;
        routes.origin(routes.find(below)?)
    }

    /// The parts of the sources that a page tells of: what is wrong in them is wrong on it.
    pub fn told(&self, path: &str) -> Vec<Span> {
        let found = self.edition(path).and_then(|(routes, below)| Some((routes, routes.find(below)?)));
        found.map(|(routes, route)| routes.told(route)).unwrap_or_default()
    }

    /// The page that says, in the language of the path, that there is none.
    pub fn missing(&self, path: &str) -> Option<String> {
        let (routes, _) = self.edition(path)?;
        Some(format!("{}404.html", routes.public.edition.prefix))
    }

    /// The language of the edition that a path is of.
    pub fn language(&self, path: &str) -> &str {
        self.edition(path).map_or("en", |(routes, _)| &routes.public.edition.language)
    }

    /// The look and the words of the edition that a path is of; `None` if there is no edition at all.
    pub fn theme(&self, path: &str) -> Option<&Theme> {
        self.edition(path).map(|(routes, _)| &*routes.theme)
    }

    /// The edition that a path is of, and the path below its prefix.
    fn edition<'p>(&self, path: &'p str) -> Option<(&Routes, &'p str)> {
        // The first has no prefix, and every path would be its own.
        self.0.iter().rev().find_map(|routes| Some((routes, path.strip_prefix(routes.public.edition.prefix.as_str())?)))
    }
}
