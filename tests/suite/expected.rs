//! Whole outputs, kept for a person to review: in `tests/expected/` and beside each fixture.
//!
//! With `HEADWAY_BLESS=1` they are written anew in place of being compared.

use std::collections::BTreeMap;
use std::path::Path;

const HOW: &str = "HEADWAY_BLESS=1 cargo test --locked --test suite writes it anew; review the difference";

/// Whether what comes out now is to be kept as what is expected.
pub fn is_blessed() -> bool {
    std::env::var_os("HEADWAY_BLESS").is_some_and(|wish| !wish.is_empty() && wish != "0")
}

/// Compares with the file of that name in `tests/expected/`.
pub fn same(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if is_blessed() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{name} is not as expected; {HOW}. It is now:\n{text}");
}

/// Compares with all files of a folder, each by its path in it.
pub fn same_files(folder: &Path, files: &BTreeMap<String, String>) {
    if is_blessed() && folder.exists() {
        std::fs::remove_dir_all(folder).unwrap();
    }
    if is_blessed() {
        for (name, text) in files {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
    let kept = texts(folder, &|_| true);
    let names = files.keys().chain(kept.keys().filter(|name| !files.contains_key(*name)));
    let differences: Vec<String> = names
        .filter(|name| files.get(*name) != kept.get(*name))
        .map(|name| format!("{name}\n{}", difference(kept.get(name), files.get(name))))
        .collect();
    assert!(differences.is_empty(), "not as expected; {HOW}:\n\n{}", differences.join("\n"));
}

/// The texts of a folder by their paths in it, of those whose path is wanted.
pub fn texts(folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"), entry))
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, entry)| (name, std::fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

/// The lines that only one of the two has: `-` expected, `+` now.
fn difference(expected: Option<&String>, now: Option<&String>) -> String {
    let lines = |text: Option<&String>| -> Vec<String> {
        text.map(|text| text.lines().map(ToOwned::to_owned).collect()).unwrap_or_default()
    };
    let (expected, now) = (lines(expected), lines(now));
    let only = |of: &[String], other: &[String], mark: &str| -> String {
        of.iter().filter(|line| !other.contains(line)).map(|line| format!("  {mark} {line}\n")).collect()
    };
    match only(&expected, &now, "-") + &only(&now, &expected, "+") {
        same if same.is_empty() => "  the same lines in another order\n".to_owned(),
        different => different,
    }
}
