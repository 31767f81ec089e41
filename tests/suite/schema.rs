//! The JSON Schemas of the sources: they take what the program takes, and see what an editor should see.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use jsonschema::Validator;
use serde_json::{Value, json};
use walkdir::WalkDir;

use crate::project::{Project, stderr, stdout};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schemas() -> BTreeMap<&'static str, Value> {
    headway::content::kinds().iter().map(|kind| (kind.name, kind.schema())).collect()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

/// The kind of the source at a path; translations of the fixtures are in Welsh.
fn kind_of(path: &str) -> Option<&'static headway::content::Kind> {
    let matches = |pattern: &str| {
        let pattern = pattern.replace("LANG", "cy");
        let (parts, names): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
        parts.len() == names.len()
            && parts.iter().zip(names).all(|(part, name)| match part.split_once('*') {
                Some((before, after)) => name.starts_with(before) && name.ends_with(after),
                None => *part == name,
            })
    };
    let found = |kind: &&headway::content::Kind| kind.paths.iter().any(|pattern| matches(pattern));
    // `9a.cy.md` has the form of an original as well.
    headway::content::kinds().iter().rev().find(found)
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The YAML of a source, which stands before its Markdown if it has any.
fn matter(path: &str, text: &str) -> Value {
    if !path.ends_with(".md") {
        return yaml(text);
    }
    yaml(text.trim_start_matches("---\n").split("\n---\n").next().unwrap())
}

/// All sources of the example, of the fixtures and of the program, by their paths in their project.
fn sources() -> Vec<(String, String)> {
    let mut projects = vec![root().join("content")];
    let fixtures = std::fs::read_dir(root().join("tests/fixtures")).unwrap();
    projects.extend(fixtures.map(|entry| entry.unwrap().path().join("content")).filter(|folder| folder.is_dir()));
    let mut sources = Vec::new();
    for project in projects {
        for entry in WalkDir::new(&project).sort_by_file_name() {
            let path = entry.unwrap().into_path();
            let name = format!("content/{}", path.strip_prefix(&project).unwrap().to_string_lossy().replace('\\', "/"));
            if kind_of(&name).is_some() {
                sources.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    for entry in std::fs::read_dir(root().join("themes/default/forms")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("content/forms/{}", path.file_name().unwrap().to_str().unwrap());
        sources.push((name, std::fs::read_to_string(path).unwrap()));
    }
    sources
}

#[test]
fn every_source_that_the_program_takes_is_taken_by_its_schema() {
    let validators: BTreeMap<_, _> = schemas().into_iter().map(|(name, schema)| (name, validator(&schema))).collect();
    let (mut faults, mut seen) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for (path, text) in sources() {
        let kind = kind_of(&path).unwrap();
        *seen.entry(kind.name).or_default() += 1;
        let value = matter(&path, &text);
        faults.extend(
            validators[kind.name]
                .iter_errors(&value)
                .map(|error| format!("{path} as {}: {error} at {}", kind.name, error.instance_path())),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen["recommendation"] > 70 && seen["paper"] > 3 && seen["form"] > 4, "{seen:?}");
    // No fixture translates its glossary, pages, measures or costs.
    assert!(seen.len() >= 16, "{seen:?}");
}

#[test]
fn a_misspelt_key_is_seen_in_every_kind_of_source() {
    let mut unseen = Vec::new();
    for (name, schema) in schemas() {
        let (_, path, text) = match sources().into_iter().find(|(path, _)| kind_of(path).unwrap().name == name) {
            Some((path, text)) => (name, path, text),
            None => continue,
        };
        let validator = validator(&schema);
        let mut value = matter(&path, &text);
        assert!(validator.is_valid(&value), "{path}");
        // What has keys of the author's own is closed one level further in, if at all.
        let fields = value.as_object_mut().unwrap();
        let is_open = schema["additionalProperties"] != json!(false);
        let inner = if is_open { fields.values_mut().next().and_then(Value::as_object_mut) } else { Some(fields) };
        let Some(fields) = inner else { continue };
        fields.insert("tittle".to_owned(), "A title".into());
        if validator.is_valid(&value) {
            unseen.push(name);
        }
    }
    assert_eq!(unseen, [""; 0]);
}

#[test]
fn values_that_the_program_refuses_are_seen_while_they_are_typed() {
    let schemas = schemas();
    let round = validator(&schemas["round"]);
    let takes = |text: &str| round.is_valid(&yaml(text));
    assert!(takes(
        "as_at: 2024-01-31\nupdates:\n  9a: {status: on-track, due: 2017/18-Q3}\n  2.10:\n  7: {actions: {a: delayed}}\n"
    ));
    for date in
        ["2024", "2024-02", "2017-21", "2003-04/2003-07", "2003~", "2017/18", "2023/24-Q3", "../2024-03", "ongoing"]
    {
        assert!(takes(&format!("as_at: {date}\n")), "{date}");
        assert!(headway::date::read(date).is_ok(), "{date}");
    }
    for wrong in ["31/01/2024", "January 2024", "2024-1-5", "'24'", "Q3 2017/18"] {
        assert!(!takes(&format!("as_at: {wrong}\n")), "{wrong}");
        assert!(headway::date::read(wrong.trim_matches('\'')).is_err(), "{wrong}");
    }
    assert!(!takes("updates: {}\n"), "the date is missing");
    assert!(!takes("as_at: 2024-01-31\nupdates:\n  9 a: {}\n"), "that is no ref");
    assert!(!takes("as_at: 2024-01-31\nupdates:\n  9a: {status: On track}\n"), "that is no id");
    let item = validator(&schemas["recommendation"]);
    assert!(item.is_valid(&yaml("ref: 1\ntitle: 2024\nresponse: {decision: noted, reason: Later}\nleads: finance\n")));
    assert!(!item.is_valid(&yaml("ref: 1\ntitle: A title\nresponse: agreed\n")));
    assert!(!item.is_valid(&yaml("ref: 1\ntitle: A title\ndraft: yes please\n")));
}

#[test]
fn every_key_says_what_it_is() {
    fn walk(value: &Value, place: &str, silent: &mut Vec<String>) {
        let Some(object) = value.as_object() else { return };
        if let Some(keys) = object.get("properties").and_then(Value::as_object) {
            for (key, schema) in keys {
                if schema.get("description").is_none() {
                    silent.push(format!("{place}: {key}"));
                }
            }
        }
        for (key, inner) in object {
            walk(inner, if place.contains("$defs") { place } else { key }, silent);
        }
    }
    let mut silent = Vec::new();
    for (name, schema) in schemas() {
        walk(&schema, name, &mut silent);
        for (of, inner) in schema["$defs"].as_object().unwrap_or(&serde_json::Map::new()) {
            walk(inner, of, &mut silent);
        }
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    silent.sort();
    silent.dedup();
    assert_eq!(silent, [""; 0]);
}

#[test]
fn schemas_are_written_anew_but_never_over_what_is_not_ours() {
    let project = Project::empty();
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_headway"))
            .args(["schema", "editor/schemas"])
            .current_dir(project.path(""))
            .output()
            .unwrap()
    };
    let output = run();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("plan.schema.json: content/plans/*/plan.yaml\n"), "{}", stdout(&output));
    let path = project.path("editor/schemas/plan.schema.json");
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), schemas()["plan"]);
    std::fs::write(&path, written.replace("\"title\"", "\"titel\"")).unwrap();
    assert!(run().status.success());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written, "one of ours is made anew");
    std::fs::write(&path, "{}").unwrap();
    let refused = run();
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("plan.schema.json is there already and was left as it is"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{}");
}
