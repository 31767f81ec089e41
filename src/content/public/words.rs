//! An author's text, and whether it is in the language of the edition that shows it.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::foreign;

/// Text that an author wrote: Markdown where the field's comment says so, else one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Words {
    text: Arc<str>,
    language: Language,
}

/// Which language a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// That of the edition.
    Own,
    /// The site's first, for want of a translation.
    First,
}

impl Words {
    pub fn language(&self) -> Language {
        self.language
    }

    /// The same for an edition in another language, to which nobody has translated it.
    #[must_use]
    pub fn untranslated(self) -> Self {
        match self.language {
            Language::Own => Self { text: foreign::marked(&self.text).into(), language: Language::First },
            Language::First => self,
        }
    }

    /// The text without the marks that tell of its language.
    pub fn unmarked(&self) -> &str {
        foreign::unmarked(&self.text)
    }
}

impl From<Arc<str>> for Words {
    fn from(text: Arc<str>) -> Self {
        Self { text, language: Language::Own }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Words {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
