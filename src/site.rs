//! The one pipeline: a project's files to a whole site, as every command sees it.
//!
//! Mistakes in the sources never stop it: what is wrong is left out and reported, so that a
//! preview still shows the rest. Start at [`Site::load`].

use std::sync::Arc;

use anyhow::Result;

use crate::bodies::Bodies;
use crate::content::{Options, public::Public};
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::routes::{Editions, Made};
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

impl Site {
    /// # Errors
    /// If the built-in theme itself is broken.
    pub fn load(files: Files, options: Options, found: &mut Diagnostics) -> Result<Self> {
        let editions = crate::content::load(&files, options, found);
        let editions = editions.into_iter().map(|public| Edition::of(public, &files, found)).collect::<Result<_>>()?;
        Ok(Self { files: Arc::new(files), editions })
    }

    /// All its addresses, ready to be rendered.
    pub fn routes(&self) -> Editions {
        Editions::of(self.editions.iter().map(|edition| Made {
            public: Arc::clone(&edition.public),
            theme: Arc::clone(&edition.theme),
            files: Arc::clone(&self.files),
            bodies: Arc::clone(&edition.bodies),
        }))
    }
}

impl Edition {
    fn of(public: Public, files: &Files, found: &mut Diagnostics) -> Result<Self> {
        let name = public.site.theme.as_ref().map(crate::refs::Id::as_str);
        let theme = Theme::load(files, name, &public.edition.language, found)?;
        let bodies = Bodies::fill(&public, &theme, found);
        Ok(Self { public: Arc::new(public), theme: Arc::new(theme), bodies: Arc::new(bodies) })
    }
}
