//! A plan's data as search engines know it: a schema.org Dataset in JSON-LD.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::tables;
use super::{Source, licence_address};
use crate::date::Date;

/// The Dataset as text for a `script` element of type `application/ld+json`: no byte of it can end
/// the element or begin another.
pub fn dataset(source: &Source<'_>) -> String {
    let mut text = String::new();
    for c in described(source).to_string().chars() {
        match c {
            // Outside strings JSON has none of these, and inside they may be escaped.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text
}

fn described(source: &Source<'_>) -> Value {
    let (public, plan) = (source.public, source.plan);
    let page = source.address(&format!("plans/{}/data/", plan.id));
    let mut dataset = Map::new();
    let mut put = |key: &str, value: Value| dataset.insert(key.to_owned(), value);
    put("@context", "https://schema.org".into());
    put("@type", "Dataset".into());
    put("name", (*plan.title).into());
    put("description", description(source).into());
    put("url", page.clone().into());
    put("identifier", source.address(&format!("plans/{}/", plan.id)).into());
    put("inLanguage", (*public.edition.language).into());
    put("creator", json!({"@type": "GovernmentOrganization", "name": source.organisation()}));
    put("publisher", json!({"@type": "Organization", "name": &*public.site.organisation}));
    put("dateModified", public.as_of.to_string().into());
    if let Some(begun) = plan.adopted.and_then(Date::earliest).filter(|day| *day <= public.as_of) {
        put("dateCreated", begun.to_string().into());
        put("temporalCoverage", format!("{begun}/{}", public.as_of).into());
    }
    put("isAccessibleForFree", true.into());
    if let Some(licence) = public.site.licence.as_deref() {
        put("license", licence_address(licence).unwrap_or_else(|| licence.to_owned()).into());
    }
    if let Some(url) = plan.source.as_ref().and_then(|review| review.report.as_ref()?.url.as_ref()) {
        put("isBasedOn", (**url).into());
    }
    let tables = tables::of(plan).map(|table| (source.label_of(table), format!("{}.csv", table.name), "text/csv"));
    let others = FILES.iter().map(|(key, name, media)| ((source.word)(key), (*name).to_owned(), *media));
    let files: Vec<Value> = others
        .chain(tables)
        .map(|(title, name, media)| {
            json!({"@type": "DataDownload", "name": title, "encodingFormat": media, "contentUrl": format!("{page}{name}")})
        })
        .collect();
    put("distribution", files.into());
    dataset.into()
}

/// What holds all tables at once: the key of its title, its name, its media type.
const FILES: [(&str, &str, &str); 2] = [
    ("file.workbook", "plan.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("file.json", "plan.json", "application/json"),
];

/// The plan's own words, after a sentence that stands by itself: search engines want fifty characters.
fn description(source: &Source<'_>) -> String {
    let values =
        [("title", &*source.plan.title), ("body", source.organisation()), ("date", &source.public.as_of.to_string())];
    let sentence = crate::date::words::fill(&(source.word)("dataset_description"), &values);
    match &source.plan.summary {
        Some(summary) => format!("{sentence} {}", crate::prose::summary(summary, 1_000)),
        None => sentence,
    }
}
