//! The search index: files of JSON that a browser asks for one by one, once somebody types.
//!
//! Made from the public view alone. `index.json` says which words are in which file and which
//! documents; a file of words holds their postings, a file of documents their titles, addresses
//! and statuses. Whatever the size of the site, no file is large, and a query reads two or three.
//! There are no texts in it: the words of a recommendation or a page are shown in their sentence
//! from its own page, which the browser fetches, so that they cannot differ from it. Lists have
//! large pages, and bring a line of their own instead.
//!
//! But for `index.json` each file is named by its content. A browser that still has yesterday's
//! `index.json` asks for files that are gone, and knows that it must ask again: it never mixes two
//! states of the site. Start at [`index`]; `words` says what a word is.

mod documents;
mod files;
mod vocabulary;
mod words;

use std::collections::BTreeMap;

use crate::content::public::Public;

/// The folder of the search page and its index, from the root of the site.
pub const FOLDER: &str = "search/";

/// The files of the index by their names in [`FOLDER`].
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Index(BTreeMap<String, Vec<u8>>);

impl Index {
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }
}

/// The index of all that the site says.
pub fn index(public: &Public) -> Index {
    let (documents, mut vocabulary) = documents::read(public);
    let mut files = BTreeMap::new();
    let words = files::words(&mut vocabulary, &mut files);
    let pages = files::documents(&documents.records, &mut files);
    let statuses = public.statuses.iter().map(|status| status.id.as_str()).collect();
    let contents = files::Contents {
        documents: documents.records.len(),
        first_language: &public.edition.first_language,
        kinds: documents::KINDS,
        statuses,
        plans: &documents.plans,
        pages,
        words,
    };
    files.insert("index.json".to_owned(), files::json(&contents));
    Index(files)
}
