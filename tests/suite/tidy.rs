//! What no compiler checks of the layout: headers, lengths, forbidden words.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The most lines of a file, its tests aside.
const LONGEST_FILE: usize = 600;

fn rust_files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(PathBuf, String)> = ["src", "tests"]
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)))
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 5, "the walk found no sources");
    files
}

/// Reports all offenders at once.
fn none(offenders: Vec<String>) {
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}

#[test]
fn each_file_opens_with_a_header() {
    none(
        rust_files()
            .iter()
            .filter(|(_, text)| !text.starts_with("//! "))
            .map(|(path, _)| format!("{path:?}"))
            .collect(),
    );
}

#[test]
fn no_file_is_too_long() {
    none(
        rust_files()
            .iter()
            .map(|(path, text)| (path, text.split("#[cfg(test)]").next().unwrap_or("").lines().count()))
            .filter(|(path, lines)| {
                *lines > LONGEST_FILE
                    && !path.ends_with("tests.rs")
                    && !path.components().any(|part| part.as_os_str() == "tests")
            })
            .map(|(path, lines)| format!("{path:?}: {lines} lines"))
            .collect(),
    );
}

#[test]
fn nothing_is_left_undone() {
    // Put together here so that this file does not hold the words itself.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimplement", "ed!"), concat!("#[ign", "ore")];
    none(
        rust_files()
            .iter()
            .flat_map(|(path, text)| {
                words.iter().filter(|word| text.contains(**word)).map(move |word| format!("{path:?}: {word}"))
            })
            .collect(),
    );
}

#[test]
fn files_are_read_and_written_at_the_edge_alone() {
    let edge = ["src/files.rs", "src/files/", "src/publish.rs", "src/publish/"];
    none(
        rust_files()
            .iter()
            .map(|(path, text)| (path.to_string_lossy().replace('\\', "/"), text))
            .filter(|(path, text)| {
                path.contains("/src/") && text.contains("std::fs") && !edge.iter().any(|at| path.contains(at))
            })
            .map(|(path, _)| path)
            .collect(),
    );
}

#[test]
fn the_readme_and_the_crate_name_the_same_modules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let lib = std::fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let declared: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let architecture = readme.split("## Architecture").nth(1).unwrap();
    let table = architecture.lines().filter(|line| line.starts_with("| `"));
    let first_cells = table.map(|line| line.split('|').nth(1).unwrap());
    let named: Vec<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    assert_eq!(declared, named);
}

/// What each module may import of ours; one direction, as the README's architecture says. A module
/// that is not here may import nothing.
const IMPORTS: &[(&str, &[&str])] = &[
    ("cli", &["date", "report"]),
    ("document", &["date"]),
    ("prose", &["diagnostic", "document"]),
    ("calendar", &["content::public", "date", "prose"]),
    ("chart", &["date"]),
    ("files", &["diagnostic"]),
    ("yaml", &["diagnostic"]),
    ("content", &["date", "diagnostic", "files"]),
    ("content::sources", &["colour", "date", "decimal", "diagnostic", "files", "prose", "refs", "yaml"]),
    ("content::model", &["content::sources", "date", "diagnostic", "refs", "yaml"]),
    (
        "content::checks",
        &[
            "content::posts",
            "colour",
            "content",
            "content::model",
            "content::sources",
            "date",
            "decimal",
            "diagnostic",
            "files",
            "prose",
            "refs",
            "yaml",
        ],
    ),
    ("content::public", &["colour", "date", "decimal", "diagnostic", "foreign", "refs"]),
    (
        "content::published",
        &[
            "colour",
            "content",
            "content::model",
            "content::public",
            "content::sources",
            "date",
            "decimal",
            "diagnostic",
            "files",
            "prose",
            "refs",
            "yaml",
        ],
    ),
    (
        "content::reworded",
        &[
            "content::checks",
            "content::public",
            "content::published",
            "content::sources",
            "diagnostic",
            "files",
            "yaml",
        ],
    ),
    ("theme", &["colour", "date", "diagnostic", "files", "yaml"]),
    ("bodies", &["content::public", "date", "diagnostic", "papers", "theme"]),
    ("papers", &["chart", "content::public", "date", "decimal", "document", "pages", "prose", "refs"]),
    ("table", &["date", "decimal"]),
    ("data", &["content::public", "date", "prose", "table"]),
    ("feeds", &["content::public", "date", "pages", "prose", "refs"]),
    ("search", &["content::public", "pages", "prose", "refs"]),
    ("pages", &["calendar", "chart", "content::public", "data", "date", "decimal", "prose", "refs"]),
    (
        "writers",
        &["chart", "colour", "date", "decimal", "diagnostic", "document", "foreign", "prose", "table", "theme"],
    ),
    (
        "routes",
        &[
            "bodies",
            "calendar",
            "colour",
            "content::public",
            "data",
            "date",
            "diagnostic",
            "feeds",
            "files",
            "document",
            "foreign",
            "pages",
            "papers",
            "prose",
            "search",
            "theme",
            "writers",
        ],
    ),
    ("site", &["bodies", "content", "content::public", "diagnostic", "files", "refs", "routes", "theme"]),
    ("report", &["diagnostic", "files"]),
    ("terminal", &["content::public", "date", "pages", "prose", "theme"]),
    ("content::authoring", &["diagnostic", "yaml"]),
    ("content::inventory", &["content::model", "content::sources", "date", "diagnostic", "files", "refs"]),
    (
        "rounds",
        &["content::authoring", "content::public", "date", "diagnostic", "import", "prose", "refs", "table", "yaml"],
    ),
    ("import", &["content::authoring", "content::inventory", "content::posts", "date", "diagnostic", "refs"]),
    ("starter", &["content", "date"]),
    ("preview", &["content", "diagnostic", "files", "report", "routes", "server", "site", "theme"]),
    (
        "commands",
        &[
            "cli",
            "content",
            "content::inventory",
            "content::public",
            "data",
            "date",
            "diagnostic",
            "files",
            "import",
            "preview",
            "publish",
            "refs",
            "report",
            "rounds",
            "routes",
            "server",
            "site",
            "starter",
            "table",
            "terminal",
            "theme",
            "watcher",
            "writers",
        ],
    ),
];

/// The module that a file below `src/` belongs to, the parts of `content` apart.
fn module(path: &str) -> String {
    let mut parts = path.trim_end_matches(".rs").split('/');
    let first = parts.next().unwrap();
    match parts.next() {
        Some(part) if first == "content" && part != "mod" => format!("content::{part}"),
        _ => first.to_owned(),
    }
}

/// The modules that a text names by `crate::`, the parts of `content` apart.
fn imported(text: &str) -> Vec<String> {
    let word = |text: &str| text.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap().to_owned();
    let mut named = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let first = word(rest);
        let inner = rest[first.len()..].strip_prefix("::").filter(|_| first == "content");
        match inner {
            None => named.push(first),
            Some(inner) => {
                let list = inner.strip_prefix('{').map_or(inner, |list| list.split('}').next().unwrap());
                let one = |part: &str| match word(part.trim()).as_str() {
                    part @ ("authoring" | "inventory" | "posts" | "sources" | "model" | "public" | "published"
                    | "checks") => {
                        format!("content::{part}")
                    }
                    _ => "content".to_owned(),
                };
                let many = if inner.starts_with('{') { list.split(',').map(one).collect() } else { vec![one(list)] };
                named.extend(many);
            }
        }
    }
    named
}

#[test]
fn each_module_imports_only_what_it_may() {
    let mut offenders = Vec::new();
    for (path, text) in rust_files() {
        let path = path.to_string_lossy().replace('\\', "/");
        let Some((_, below)) = path.split_once("/src/") else { continue };
        let module = module(below);
        if matches!(module.as_str(), "lib" | "main") || below.ends_with("tests.rs") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        let allowed = IMPORTS.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, allowed)| *allowed);
        let own = module.split("::").next().unwrap();
        let forbidden = imported(code)
            .into_iter()
            .filter(|name| *name != module && name != own && !allowed.contains(&name.as_str()) && !name.is_empty());
        offenders.extend(forbidden.map(|name| format!("{below} imports {name}")));
    }
    offenders.dedup();
    none(offenders);
}
