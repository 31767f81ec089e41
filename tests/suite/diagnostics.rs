//! The manual of messages is their test: each page of `tests/diagnostics/` shows a mistake in its
//! files and the exact report. With `HEADWAY_BLESS=1` the reports in the pages are written anew.
//!
//! A page's files stand over the small project of `project.rs`. What stands in round brackets
//! after a path says how a file differs from a text: `(not there)`, `(saved as Latin-1)`,
//! `(a link)` to the path in the block, `(65 MiB)`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::project::{Project, stdout};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// Each page by its code.
fn pages() -> BTreeMap<String, String> {
    let pages: BTreeMap<String, String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    assert!(!pages.is_empty(), "there is no page");
    pages
}

/// A fenced block: what follows the fence on its line, and the bytes of the page between the fences.
struct Block<'p> {
    information: &'p str,
    range: Range<usize>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, &str, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim_end();
        match open {
            None if text.starts_with("```") => {
                let fence = &text[..text.len() - text.trim_start_matches('`').len()];
                open = Some((fence, text[fence.len()..].trim(), at));
            }
            Some((fence, information, from)) if text == fence => {
                blocks.push(Block { information, range: from..start });
                open = None;
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

/// The project of a page, and where its report stands.
fn project(page: &str) -> (Project, Range<usize>) {
    let mut project = Project::small();
    let mut report = None;
    for block in blocks(page) {
        let text = &page[block.range.clone()];
        let Some((_, path)) = block.information.split_once(' ') else {
            assert_eq!(block.information, "text", "a block is a file or the report");
            assert!(report.replace(block.range).is_none(), "there are two reports");
            continue;
        };
        let (path, how) = path.split_once(" (").map_or((path, ""), |(path, how)| (path, how.trim_end_matches(')')));
        project = match how {
            "" => project.file(path, text),
            "not there" => project.without(path),
            "saved as Latin-1" => project.bytes(path, &text.chars().map(|c| c as u8).collect::<Vec<u8>>()),
            "a link" => project.link(path, text.trim()),
            "65 MiB" => project.sized(path, 65 << 20),
            other => panic!("`({other})` means nothing here"),
        };
    }
    (project, report.expect("a block of `text` with the report"))
}

#[test]
fn each_page_shows_what_is_reported() {
    let mut wrong = Vec::new();
    for (code, page) in pages() {
        let (project, range) = project(&page);
        let output = project.run(&["check"]);
        let report = stdout(&output);
        assert!(output.stderr.is_empty(), "{code}: {}", crate::project::stderr(&output));
        if report == page[range.clone()] {
            continue;
        }
        if crate::expected::is_blessed() {
            let path = folder().join(format!("{code}.md"));
            std::fs::write(path, format!("{}{report}{}", &page[..range.start], &page[range.end..])).unwrap();
        } else {
            wrong.push(format!("{code}.md says:\n{}\nbut the report is:\n{report}", &page[range]));
        }
    }
    assert!(wrong.is_empty(), "{}\nHEADWAY_BLESS=1 writes the reports into the pages", wrong.join("\n"));
}

#[test]
fn each_code_has_a_page_and_each_page_a_code() {
    let table: BTreeMap<&str, &str> =
        headway::content::checks().iter().map(|check| (check.code, check.severity.word())).collect();
    assert_eq!(table.len(), headway::content::checks().len(), "a code stands twice in the table");
    let pages = pages();
    assert_eq!(table.keys().copied().collect::<Vec<_>>(), pages.keys().map(String::as_str).collect::<Vec<_>>());
    for (code, page) in &pages {
        assert!(page.starts_with(&format!("# `{code}`\n")), "{code}.md has its code as its heading");
        let head = format!("{}[{code}]: ", table[code.as_str()]);
        assert!(page.lines().any(|line| line.starts_with(&head)), "{code}.md shows a report of `{head}`");
    }
}

/// The codes that are written where something makes a diagnostic or a kind of them.
fn codes_in_sources() -> BTreeSet<String> {
    let makers =
        ["Diagnostic::error(", "Diagnostic::warning(", "Check::error(", "Check::warning(", "unknown(", "refused("];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.unwrap().into_path());
    let mut codes = BTreeSet::new();
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, maker) in makers.iter().flat_map(|maker| text.match_indices(maker)) {
            let argument = text[at + maker.len()..].trim_start();
            codes.extend(argument.strip_prefix('"').and_then(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    codes
}

#[test]
fn each_code_in_the_sources_is_in_the_table() {
    let table: BTreeSet<&str> = headway::content::checks().iter().map(|check| check.code).collect();
    let codes = codes_in_sources();
    let strangers: Vec<&String> = codes.iter().filter(|code| !table.contains(code.as_str())).collect();
    assert!(strangers.is_empty(), "not in the table: {strangers:?}");
    assert!(codes.len() > 10, "the search found too few codes");
}
