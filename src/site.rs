//! The one pipeline: a project's files to a whole site, as every command sees it.
//!
//! Mistakes in the sources never stop it: what is wrong is left out and reported, so that a
//! preview still shows the rest. Start at [`Site::load`].

use anyhow::Result;

use crate::bodies::Bodies;
use crate::content::{Options, public::Public};
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::routes::{Made, Routes};
use crate::theme::Theme;

/// A project and all that follows from it.
pub struct Site {
    pub files: Files,
    pub public: Public,
    theme: Theme,
    bodies: Bodies,
}

impl Site {
    /// # Errors
    /// If the built-in theme itself is broken.
    pub fn load(files: Files, options: Options, found: &mut Diagnostics) -> Result<Self> {
        let public = crate::content::load(&files, options, found);
        let name = public.site.theme.as_ref().map(crate::refs::Id::as_str);
        let language = public.site.language.split('-').next().unwrap_or("en");
        let theme = Theme::load(&files, name, language, found)?;
        let bodies = Bodies::fill(&public, &theme, found);
        Ok(Self { files, public, theme, bodies })
    }

    /// All its addresses, ready to be rendered.
    pub fn routes(&self) -> Routes<'_> {
        Routes::of(Made { public: &self.public, theme: &self.theme, files: &self.files, bodies: &self.bodies })
    }
}
