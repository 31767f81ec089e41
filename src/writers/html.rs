//! A document as a template sees it: footnotes numbered where they are named, and listed at the end.
//!
//! All else is the template's (`paper.html`), which walks the document as it is.

use serde_json::{Value, json};

use crate::document::Document;

/// The document with a `number` in each footnote, and all of them in order as `notes`.
///
/// # Errors
/// None that a document can cause.
pub fn view(document: &Document) -> serde_json::Result<Value> {
    let mut view = serde_json::to_value(document)?;
    let mut notes = Vec::new();
    number(&mut view, &mut notes);
    if let Value::Object(entries) = &mut view {
        entries.insert("notes".to_owned(), Value::Array(notes));
    }
    Ok(view)
}

fn number(value: &mut Value, notes: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| number(item, notes)),
        Value::Object(entries) if entries.get("kind").is_some_and(|kind| kind == "footnote") => {
            notes.push(entries.get("content").cloned().unwrap_or_default());
            entries.insert("number".to_owned(), json!(notes.len()));
        }
        Value::Object(entries) => entries.values_mut().for_each(|entry| number(entry, notes)),
        _ => {}
    }
}
