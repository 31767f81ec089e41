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
    let edge = ["src/files.rs", "src/publish.rs", "src/publish/"];
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
