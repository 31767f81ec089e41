//! A document as a template sees it: footnotes numbered where they are named, and listed at the end; the columns of
//! tables with their shares of the width.
//!
//! All else is the template's (`paper.html`), which walks the document as it is.

use serde_json::{Value, json};

use crate::document::Document;

/// The document with a `number` in each footnote, and all of them in order as `notes`; and with a `share` in each
/// column, in hundredths, by which the columns of one table stand under those of the next.
///
/// # Errors
/// None that a document can cause.
pub fn view(document: &Document) -> serde_json::Result<Value> {
    let mut view = serde_json::to_value(document)?;
    let mut notes = Vec::new();
    number(&mut view, &mut notes);
    share(&mut view);
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

/// In steps of five, as the theme's style sheet has a rule for each.
fn share(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(share),
        Value::Object(entries) => {
            let is_table = entries.get("kind").is_some_and(|kind| kind == "table");
            if let Some(Value::Array(columns)) = entries.get_mut("columns").filter(|_| is_table) {
                let width = |column: &Value| column["width"].as_u64().unwrap_or(1);
                let total: u64 = columns.iter().map(width).sum::<u64>().max(1);
                for column in columns {
                    column["share"] = json!(((width(column) * 20 + total / 2) / total).max(1) * 5);
                }
            }
            entries.values_mut().for_each(share);
        }
        _ => {}
    }
}
