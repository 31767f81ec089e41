//! The one pipeline: a project's files to a whole site, as every command sees it.
//!
//! Mistakes in the sources never stop it: what is wrong is left out and reported, so that a
//! preview still shows the rest. Start at [`Site::load`].

use std::sync::Arc;

use anyhow::Result;

use crate::bodies::Bodies;
use crate::content::public::{Public, Words};
use crate::content::{self, Options};
use crate::diagnostic::{Diagnostics, FileId};
use crate::files::Files;
use crate::refs::Id;
use crate::routes::{Editions, Made, Making, Papers};
use crate::theme::Theme;

/// A project and all that follows from it.
pub struct Site {
    pub files: Arc<Files>,
    /// One a language, the site's own first.
    pub editions: Vec<Edition>,
}

/// The site in one language.
pub struct Edition {
    pub public: Arc<Public>,
    theme: Arc<Theme>,
    bodies: Arc<Bodies>,
}

/// What a preview keeps between two states of one project.
#[derive(Default)]
pub struct Memory {
    content: content::Memory,
    themes: Vec<KeptTheme>,
}

/// A theme, and what it was made from.
struct KeptTheme {
    name: Option<Id>,
    language: Words,
    own: Vec<(FileId, Arc<str>)>,
    theme: Arc<Theme>,
    found: Diagnostics,
}

impl Site {
    /// # Errors
    /// If the built-in theme itself is broken.
    pub fn load(files: Files, options: Options, found: &mut Diagnostics) -> Result<Self> {
        let editions = content::load(&files, None, options, found);
        Self::of(files, editions, &mut Vec::new(), found)
    }

    /// The same, but what is the same as the last time is taken from `memory`.
    ///
    /// # Errors
    /// As [`Site::load`].
    pub fn load_again(files: Files, memory: &mut Memory, options: Options, found: &mut Diagnostics) -> Result<Self> {
        let editions = content::load(&files, Some(&mut memory.content), options, found);
        Self::of(files, editions, &mut memory.themes, found)
    }

    fn of(files: Files, editions: Vec<Public>, themes: &mut Vec<KeptTheme>, found: &mut Diagnostics) -> Result<Self> {
        let edition = |public| Edition::of(public, &files, themes, found);
        let editions = editions.into_iter().map(edition).collect::<Result<_>>()?;
        Ok(Self { files: Arc::new(files), editions })
    }

    /// The site after some of its files `changed`, if nothing follows from that but other words; see [`content::reworded`].
    pub fn reworded(&self, files: Files, changed: &[FileId], found: &Diagnostics) -> Option<Self> {
        let before = self.editions.iter().map(|edition| &*edition.public);
        let editions = content::reworded(before, (&self.files, &files), changed, found)?;
        let editions = self.editions.iter().zip(editions).map(|(before, public)| before.with(public)).collect();
        Some(Self { files: Arc::new(files), editions })
    }

    /// All its addresses, ready to be rendered.
    pub fn routes(&self) -> Editions {
        self.routes_with(Arc::new(Papers::new(Making::WithPage)))
    }

    /// The same with what has been written of their papers.
    pub fn routes_with(&self, papers: Arc<Papers>) -> Editions {
        Editions::of(self.made(), papers)
    }

    /// The same if they are those of `before`, of which this site is the reworded one.
    pub fn routes_as(&self, before: &Editions) -> Editions {
        before.reworded(self.made())
    }

    fn made(&self) -> impl Iterator<Item = Made> {
        self.editions.iter().map(|edition| Made {
            public: Arc::clone(&edition.public),
            theme: Arc::clone(&edition.theme),
            files: Arc::clone(&self.files),
            bodies: Arc::clone(&edition.bodies),
        })
    }
}

impl Edition {
    /// The words and the look of its pages.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The same look for another view; faults of bodies do not depend on the words of a promise, and have been told.
    fn with(&self, public: Public) -> Self {
        let bodies = Bodies::fill(&public, &self.theme, &mut Diagnostics::default());
        Self { public: Arc::new(public), theme: Arc::clone(&self.theme), bodies: Arc::new(bodies) }
    }

    fn of(public: Public, files: &Files, themes: &mut Vec<KeptTheme>, found: &mut Diagnostics) -> Result<Self> {
        let theme = theme(&public, files, themes, found)?;
        let bodies = Bodies::fill(&public, &theme, found);
        Ok(Self { public: Arc::new(public), theme, bodies: Arc::new(bodies) })
    }
}

/// The theme of an edition: the one that was made from the very same files, or a new one.
fn theme(public: &Public, files: &Files, themes: &mut Vec<KeptTheme>, found: &mut Diagnostics) -> Result<Arc<Theme>> {
    let (name, language) = (&public.site.theme, &public.edition.language);
    let own: Vec<(FileId, Arc<str>)> = files.under("themes/").map(|id| (id, files.shared_text(id))).collect();
    let is_same = |kept: &KeptTheme| {
        let mut pairs = kept.own.iter().zip(&own);
        kept.name == *name
            && kept.language == *language
            && kept.own.len() == own.len()
            && pairs.all(|((id, text), (own_id, own_text))| id == own_id && Arc::ptr_eq(text, own_text))
    };
    if let Some(kept) = themes.iter().find(|kept| is_same(kept)) {
        found.append(kept.found.clone());
        return Ok(Arc::clone(&kept.theme));
    }
    let mut of_theme = Diagnostics::default();
    let theme = Arc::new(Theme::load(files, name.as_ref().map(Id::as_str), language, &mut of_theme)?);
    found.append(of_theme.clone());
    themes.retain(|kept| kept.language != *language);
    themes.push(KeptTheme {
        name: name.clone(),
        language: language.clone(),
        own,
        theme: Arc::clone(&theme),
        found: of_theme,
    });
    Ok(theme)
}
