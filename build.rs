//! Lists the files of the built-in theme and of the project that `headway new` makes, each in one sorted table, so that no
//! list is kept by hand.

#![expect(clippy::disallowed_methods, reason = "Cargo speaks to a build script by the environment")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use walkdir::WalkDir;

/// Folders, and the tables of their files.
const TABLES: [(&str, &str); 2] = [("themes/default", "built_in.rs"), ("src/starter/project", "starter.rs")];

fn main() -> std::io::Result<()> {
    TABLES.iter().try_for_each(|(folder, table)| list(folder, table))
}

fn list(folder: &str, table: &str) -> std::io::Result<()> {
    // Cargo sets both for every build script.
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(folder);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(table);
    println!("cargo::rerun-if-changed={folder}");
    let mut table = String::from("&[\n");
    for entry in WalkDir::new(&root).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_dir() {
            println!("cargo::rerun-if-changed={}", entry.path().display());
            continue;
        }
        let path = entry.path();
        let name = slashed(path.strip_prefix(&root).unwrap_or(path));
        // Writing to a String cannot fail.
        let _ = writeln!(table, "({name:?}, include_bytes!({:?})),", path.display().to_string());
    }
    table.push_str("]\n");
    fs::write(out, table)
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
