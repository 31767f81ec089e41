//! The manual tells the truth: what a reader types works, and what is listed is what there is.

mod contract;
mod keys;

use std::path::{Path, PathBuf};

use clap::CommandFactory;
use headway::cli::Cli;

use crate::expected::is_blessed;
use crate::project::Project;

const HOW: &str = "HEADWAY_BLESS=1 cargo test --locked --test suite manual writes it anew; review the difference";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The part of a page of the manual that is made, below the comment that says so.
fn same_part(page: &str, part: &str) {
    let path = root().join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let end = text.find("<!-- What follows is made").and_then(|at| Some(at + text[at..].find("-->")? + 4)).unwrap();
    if is_blessed() {
        std::fs::write(&path, format!("{}\n{part}", &text[..end])).unwrap();
        return;
    }
    let now = &text[end..];
    let differing = now.lines().skip(1).zip(part.lines()).find(|(kept, made)| kept != made);
    assert!(now.strip_prefix('\n') == Some(part), "{page} is old; {HOW}. First difference: {differing:?}");
}

/// A fenced block: what stands behind its fence, and its lines.
type Block = (String, String);

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push((rest.to_owned(), String::new()));
            }
        } else if let Some((_, lines)) = blocks.last_mut().filter(|_| open) {
            *lines += line;
            *lines += "\n";
        }
    }
    blocks
}

/// Whether a text is as told, where `…` stands for any text in a line, and alone in a line for any lines.
fn is_as_told(told: &[&str], text: &[&str]) -> bool {
    let Some((first, rest)) = told.split_first() else { return text.is_empty() };
    if *first == "…" {
        return (0..=text.len()).any(|skipped| is_as_told(rest, &text[skipped..]));
    }
    let Some((line, after)) = text.split_first() else { return false };
    let mut parts = first.split('…');
    let mut at = line.strip_prefix(parts.next().unwrap());
    let parts: Vec<&str> = parts.collect();
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        at = at.and_then(|line| match is_last {
            true => line.ends_with(part).then_some(""),
            false => line.find(part).map(|found| &line[found + part.len()..]),
        });
    }
    at.is_some_and(str::is_empty) && is_as_told(rest, after)
}

/// Types a line of the manual, on 8 July 2024; its words are parted by blanks alone.
fn type_in(folder: &Path, line: &str) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("headway"), "{line}");
    let words: Vec<&str> = words.collect();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_headway"));
    command.args(&words).current_dir(folder).env("COLUMNS", "100");
    let program = Cli::command();
    let known = program.find_subcommand(words[0]).unwrap_or_else(|| panic!("{line}"));
    if known.get_arguments().any(|flag| flag.get_long() == Some("as-of")) {
        command.args(["--as-of", "2024-07-08"]);
    }
    let output = command.output().unwrap();
    format!("{}{}", String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn from_word_to_website_line_by_line() {
    let manual = std::fs::read_to_string(root().join("content/README.md")).unwrap();
    let from = manual.split("\n## From Word to website").nth(1).unwrap();
    // Papers in it have headings of their own.
    let tutorial = from.split("\n## What stands where").next().unwrap();
    let document = std::fs::read(root().join("tests/fixtures/import/kestrelford.docx")).unwrap();
    let mut project = Project::empty().bytes("plan.docx", &document);
    let (mut commands, mut files) = (0, 0);
    for (info, lines) in blocks(tutorial) {
        let Some(("yaml" | "markdown", path)) = info.split_once(' ') else {
            assert_eq!(info, "console");
            for session in lines.split("$ ").skip(1) {
                let (command, told) = session.split_once('\n').unwrap();
                let said = type_in(&project.path(""), command);
                let (told, said): (Vec<&str>, Vec<&str>) =
                    (told.trim_end().lines().collect(), said.trim_end().lines().collect());
                assert!(
                    is_as_told(&told, &said),
                    "`{command}` says:\n{}\n\nand is told to say:\n{}",
                    said.join("\n"),
                    told.join("\n")
                );
                commands += 1;
            }
            continue;
        };
        project = project.file(path, &lines);
        files += 1;
    }
    assert!(commands >= 10 && files >= 6, "{commands} commands, {files} files");
    // What was promised is there.
    let page = |path: &str| std::fs::read_to_string(project.path("site").join(path)).unwrap();
    assert!(page("plans/peer-review/recommendations/3/index.html").contains("later than in other years"));
    assert!(project.path("papers/2024-07-16-progress.docx").is_file());
}

#[test]
fn what_is_told_is_compared_line_by_line() {
    let told =
        |told: &str, text: &str| is_as_told(&told.lines().collect::<Vec<_>>(), &text.lines().collect::<Vec<_>>());
    assert!(told("one\n…\nlast", "one\ntwo\nthree\nlast") && told("one\n…", "one"));
    assert!(told("… files in ./site: … written", "12 files in ./site: 12 written"));
    assert!(!told("one", "one\ntwo") && !told("… files", "12 filed") && !told("a…b", "abc"));
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let program = Cli::command();
    let untold: Vec<&str> = program
        .get_subcommands()
        .map(clap::Command::get_name)
        .filter(|name| {
            ![format!("`{name}"), format!("-- {name}"), format!("headway {name}")]
                .iter()
                .any(|way| readme.contains(way))
        })
        .collect();
    assert_eq!(untold, [""; 0]);
}

#[test]
fn links_within_the_manual_lead_somewhere() {
    let mut broken = Vec::new();
    for page in ["content/README.md", "themes/README.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let headings: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .map(|heading| heading.to_lowercase().replace(' ', "-").replace(['`', ',', '.'], ""))
            .collect();
        for link in text.split("](#").skip(1) {
            let anchor = link.split(')').next().unwrap();
            if !headings.iter().any(|heading| heading == anchor) {
                broken.push(format!("{page}: {anchor}"));
            }
        }
        let named = text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| name.starts_with("tests/") || name.starts_with("themes/default/"));
        broken.extend(
            named.map(PathBuf::from).filter(|path| !root().join(path).exists()).map(|path| format!("{page}: {path:?}")),
        );
    }
    assert_eq!(broken, [""; 0]);
}
