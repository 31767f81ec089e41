//! The index as files: how it is cut, what they are named, what JSON is in them.
//!
//! Words stand in the order of their letters, and a file begins where another would grow too
//! large, if it can be between two beginnings, so that a word added changes few files.

use std::collections::BTreeMap;

use serde::Serialize;

use super::documents::Record;
use super::vocabulary::{Posted, Vocabulary, in_titles};

/// A file of words ends at the first change of their two first letters after so many bytes …
const ENOUGH: usize = 20_000;
/// … and wherever it has so many.
const TOO_MUCH: usize = 36_000;
/// In a site of more documents, a word that most of them have is found in titles alone.
const MANY_DOCUMENTS: usize = 1_000;
/// Stands before the postings of such a word.
const COMMON: u8 = b'*';

/// `index.json`.
#[derive(Serialize)]
pub struct Contents<'a> {
    pub documents: usize,
    /// That of what is not translated.
    pub first_language: &'a str,
    pub kinds: &'a [&'a str],
    pub statuses: Vec<&'a str>,
    pub plans: &'a [PlanRange],
    /// Files of documents: the first document and the name.
    pub pages: Vec<(usize, String)>,
    /// Files of words: the first word and the name.
    pub words: Vec<(String, String)>,
}

/// A plan's id, its short title, its first document and the one after its last.
#[derive(Debug, Serialize)]
pub struct PlanRange(pub String, pub String, pub usize, pub usize);

/// Adds the files of words: `["word", "postings", …]`.
pub fn words(vocabulary: &mut Vocabulary, files: &mut BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let documents = vocabulary.documents();
    let mut list = Vec::new();
    let mut file: Vec<u8> = Vec::new();
    let mut first = String::new();
    let mut before: &[u8] = b"";
    for Posted { word, postings, documents: having } in vocabulary.posted() {
        let is_new_beginning = || word.get(..2) != before.get(..2);
        if file.len() > TOO_MUCH || (file.len() > ENOUGH && is_new_beginning()) {
            let name = add("words", close(&mut file), files);
            list.push((std::mem::take(&mut first), name));
        }
        if file.is_empty() {
            first = String::from_utf8_lossy(word).into_owned();
        }
        // A word has no sign that JSON would have to escape, and neither have postings.
        file.extend(if file.is_empty() { b"[\"" } else { b",\"" });
        file.extend(word);
        file.extend(b"\",\"");
        if documents > MANY_DOCUMENTS && having * 2 > documents {
            file.push(COMMON);
            file.extend(in_titles(postings));
        } else {
            file.extend(postings);
        }
        file.push(b'"');
        before = word;
    }
    if !file.is_empty() {
        let name = add("words", close(&mut file), files);
        list.push((first, name));
    }
    list
}

/// Adds the files of documents: `[[kind, title, path, status, note, foreign], …]`, with -1 for no
/// status, and without what is empty at the end.
pub fn documents(records: &[Record], files: &mut BTreeMap<String, Vec<u8>>) -> Vec<(usize, String)> {
    let mut list = Vec::new();
    let mut file = Vec::new();
    let mut first = 0;
    for (number, Record { kind, title, path, status, note, is_foreign }) in records.iter().enumerate() {
        if file.len() > ENOUGH {
            list.push((first, add("pages", close(&mut file), files)));
            first = number;
        }
        file.push(if file.is_empty() { b'[' } else { b',' });
        let status = status.map_or(-1, |status| i64::try_from(status).unwrap_or(-1));
        file.extend(match (note, is_foreign) {
            (note, true) => json(&(kind, title, path, status, note.as_deref().unwrap_or_default(), 1)),
            (Some(note), false) => json(&(kind, title, path, status, note)),
            (None, false) => json(&(kind, title, path, status)),
        });
    }
    if !file.is_empty() {
        list.push((first, add("pages", close(&mut file), files)));
    }
    list
}

pub fn json(value: &impl Serialize) -> Vec<u8> {
    // Of texts, numbers and lists alone: it cannot fail.
    serde_json::to_vec(value).unwrap_or_default()
}

/// The list that was begun, closed; leaves it empty.
fn close(file: &mut Vec<u8>) -> Vec<u8> {
    file.push(b']');
    std::mem::take(file)
}

/// Adds a file under the name that its content gives it.
fn add(kind: &str, mut bytes: Vec<u8>, files: &mut BTreeMap<String, Vec<u8>>) -> String {
    bytes.shrink_to_fit();
    let hash = blake3::hash(&bytes).to_hex();
    let name = format!("{kind}-{}.json", &hash[..10]);
    files.insert(name.clone(), bytes);
    name
}
