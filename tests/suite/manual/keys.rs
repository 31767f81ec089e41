//! The tables of all keys in `content/README.md`, made from the schemas.

use std::fmt::Write;

use serde_json::{Map, Value};

/// How deep keys stand in keys.
const DEEPEST: usize = 6;

#[test]
fn the_manual_knows_every_key() {
    let mut part = String::new();
    for kind in headway::content::kinds().iter().filter(|kind| !kind.is_translation()) {
        let schema = kind.schema();
        let paths: Vec<String> = kind.paths.iter().map(|path| format!("`{path}`")).collect();
        let place = if kind.is_front_matter() { " It stands between two lines of `---`, before the text." } else { "" };
        let _ = writeln!(part, "### {}\n\n{}{place}\n", paths.join(", "), kind.about);
        let _ = writeln!(part, "| key | is | what it says |\n|---|---|---|");
        rows(&schema, &schema, "", 0, &mut part);
        part.push('\n');
    }
    super::same_part("content/README.md", &format!("{}\n", part.trim_end()));
}

/// The schema that a reference leads to, or itself.
fn resolved<'a>(whole: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        Some(name) => &whole["$defs"][name],
        None => schema,
    }
}

/// Its alternatives but for nothing, or itself.
fn alternatives<'a>(whole: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolved(whole, schema);
    match schema["anyOf"].as_array() {
        Some(any) => any.iter().filter(|one| one["type"] != "null").flat_map(|one| alternatives(whole, one)).collect(),
        None => vec![schema],
    }
}

fn kinds(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn rows(whole: &Value, schema: &Value, before: &str, depth: usize, out: &mut String) {
    let empty = Map::new();
    let keys = schema["properties"].as_object().unwrap_or(&empty);
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, inner) in keys {
        let name = format!("{before}{key}");
        let needed = if required.contains(&key.as_str()) { ", required" } else { "" };
        let about = inner["description"].as_str().unwrap_or_default().replace('|', "\\|").replace('\n', " ");
        let _ = writeln!(out, "| `{name}` | {}{needed} | {about} |", form(whole, inner));
        below(whole, inner, &name, depth, out);
    }
    if let Some((name, value)) = named(whole, schema) {
        let name = format!("{before}{name}");
        let about = if value["description"].is_string() { value["description"].as_str().unwrap() } else { "" };
        let _ = writeln!(out, "| `{name}` | {} | {about} |", form(whole, value));
        below(whole, value, &name, depth, out);
    }
}

/// The name that an author gives, of a mapping that has such, and what stands under it.
fn named<'a>(whole: &'a Value, schema: &'a Value) -> Option<(String, &'a Value)> {
    let value = schema["additionalProperties"].as_object().map(|_| &schema["additionalProperties"])?;
    let key = &schema["propertyNames"];
    let name = key["$ref"].as_str().and_then(|path| path.rsplit('/').next()).unwrap_or("name").to_lowercase();
    let value = if value["$ref"].is_string() { resolved(whole, value) } else { value };
    Some((format!("<{name}>"), value))
}

/// The keys that stand in a value, of it or of each item of it.
fn below(whole: &Value, schema: &Value, name: &str, depth: usize, out: &mut String) {
    if depth == DEEPEST {
        return;
    }
    // Of a list of the same or one of it, the list is enough.
    let all = alternatives(whole, schema);
    for one in &all {
        if kinds(one).contains(&"array") {
            let items = alternatives(whole, &one["items"]);
            for item in items {
                rows(whole, item, &format!("{name}[]."), depth + 1, out);
            }
        } else if !all.iter().any(|other| kinds(other).contains(&"array")) {
            rows(whole, one, &format!("{name}."), depth + 1, out);
        }
    }
}

/// What a value is, in words.
fn form(whole: &Value, schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        let word = match name {
            "Date" => Some("date"),
            "Id" => Some("id"),
            "Ref" | "Target" => Some("ref"),
            "Decimal" => Some("number"),
            "Colour" => Some("colour"),
            _ => None,
        };
        if let Some(word) = word {
            return word.to_owned();
        }
    }
    let schema = resolved(whole, schema);
    if let Some(any) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        let mut forms: Vec<String> =
            any.iter().filter(|one| one["type"] != "null").map(|one| form(whole, one)).collect();
        forms.dedup();
        return forms.join(" or ");
    }
    if let Some(words) = schema["enum"].as_array() {
        if words.len() > 12 {
            return "word".to_owned();
        }
        return words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    }
    if let Some(word) = schema["const"].as_str() {
        return format!("`{word}`");
    }
    let kinds = kinds(schema);
    let form = if kinds.contains(&"array") {
        let items = form(whole, &schema["items"]);
        return if items == "keys" { "list".to_owned() } else { format!("list of {}", many(&items)) };
    } else if kinds.contains(&"object") {
        "keys"
    } else if kinds.contains(&"string") {
        "text"
    } else if kinds.contains(&"boolean") {
        "`true` or `false`"
    } else if kinds.contains(&"integer") {
        "whole number"
    } else {
        "value"
    };
    form.to_owned()
}

fn many(form: &str) -> String {
    match form {
        "date" | "id" | "ref" | "number" | "text" | "word" => format!("{form}s"),
        form => format!("({form})"),
    }
}
