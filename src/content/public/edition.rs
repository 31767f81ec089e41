//! One language's view of the site, and how it names the others.

use super::Words;

/// Which of the site's languages this is.
#[derive(Clone, Debug)]
pub struct Edition {
    /// A language tag (BCP 47): `en-GB`.
    pub language: Words,
    /// The site's first language, in which what is not translated stands.
    pub first_language: Words,
    /// Stands before every address of the edition: empty for the first language, else `cy/`.
    pub prefix: String,
    /// The site's address without the prefix; ends with `/`.
    pub site_url: Option<Words>,
    /// All editions of the site, this one included, in the order of its languages.
    pub all: Vec<Twin>,
}

impl Edition {
    pub fn is_first(&self) -> bool {
        self.prefix.is_empty()
    }
}

/// An edition as the others name it.
#[derive(Clone, Debug)]
pub struct Twin {
    /// A language tag (BCP 47).
    pub language: Words,
    pub prefix: String,
}
