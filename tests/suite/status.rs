//! What `status`, `diff` and `export` say of the fullest fixture, whole.

use std::path::Path;
use std::process::{Command, Output};

use crate::expected::same;
use crate::fixtures::Built;
use crate::project::{Project, stderr, stdout};

fn fixture() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/full-feature")
}

/// Runs the program on the fixture in a terminal so wide, as at 1 September 2025.
fn at_width(width: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(arguments)
        .args(["--as-of", "2025-09-01"])
        .current_dir(fixture())
        .env("COLUMNS", width)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    stdout(output)
}

/// In columns of a terminal; the fixture has no wide characters.
fn longest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

#[test]
fn the_status_is_as_wide_as_the_terminal_and_no_wider() {
    let wide = said(&at_width("100", &["status"]));
    same("status.txt", &wide);
    let narrow = said(&at_width("60", &["status", "--plan", "peer-challenge-2023"]));
    same("status-60.txt", &narrow);
    assert!(longest(&wide) <= 100 && longest(&narrow) <= 60);
    for width in ["1", "20", "79", "80", "400"] {
        let text = said(&at_width(width, &["status"]));
        assert!(text.lines().all(|line| line == line.trim_end()), "blanks end a line at {width}");
        assert!(width.parse::<usize>().unwrap() < 40 || longest(&text) <= width.parse().unwrap(), "{width}");
    }
}

#[test]
fn the_status_is_there_for_programs() {
    same("status.json", &said(&at_width("80", &["status", "--format", "json"])));
}

#[test]
fn what_changed_is_told_in_words_and_for_programs() {
    let plan = ["--plan", "peer-challenge-2023"];
    let days = ["diff", "2024-12-01", "2025-08-01"];
    let text = said(&at_width("80", &[&days[..], &plan].concat()));
    assert!(longest(&text) <= 80);
    same("diff.txt", &text);
    same("diff.json", &said(&at_width("80", &[&days[..], &plan, &["--format", "json"]].concat())));
    let same_day = said(&at_width("80", &["diff", "2025-03-31", "2025-03-31"]));
    assert_eq!(same_day.matches("  nothing changed\n").count(), 4, "{same_day}");
    // Without a second day it is the site's own.
    let open = said(&at_width("80", &["diff", "2025-08-01"]));
    assert!(open.contains("1 August 2025 to 1 September 2025"), "{open}");
}

#[test]
fn days_that_cannot_be_compared_and_plans_that_are_not_there_are_refused() {
    let refused = |arguments: &[&str]| {
        let output = at_width("80", arguments);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
        stderr(&output)
    };
    assert_eq!(
        refused(&["diff", "2025-03-31", "2025-01-01"]),
        "headway: 2025-03-31 is after 2025-01-01: give the earlier day first\n"
    );
    assert_eq!(
        refused(&["diff", "2025-03-31", "2025-10-01"]),
        "headway: 2025-10-01 is after 2025-09-01, the day that the site speaks for: give an earlier one, or move that \
         by `--as-of 2025-10-01`\n"
    );
    assert_eq!(
        refused(&["status", "--plan", "folow-up-2025"]),
        "headway: there is no plan `folow-up-2025`: did you mean `follow-up-2025`?\n"
    );
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let plain = said(&at_width("100", &["status"]));
    assert!(!plain.contains('\u{1b}'));
    let coloured = said(&at_width("100", &["status", "--color", "always"]));
    assert!(coloured.contains("\u{1b}[31mOverdue (5)\u{1b}[0m"), "{coloured}");
    let mut without = String::new();
    for (at, part) in coloured.split('\u{1b}').enumerate() {
        without.push_str(if at == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(without, plain, "colours say nothing that words do not");
}

#[test]
fn drafts_count_only_for_those_who_ask() {
    let project = Project::small().file(
        "content/plans/people/recommendations/9b.md",
        "---\nref: 9b\ntitle: Unpublished promise\ndue: 2024-01\ndraft: true\ninternal: Whispered\n---\nLater.\n",
    );
    let public = said(&project.run(&["status"]));
    assert!(!public.contains("Unpublished"), "{public}");
    let whole = said(&project.run(&["status", "--drafts"]));
    assert!(whole.contains("Unpublished promise") && !whole.contains("Whispered"), "{whole}");
}

#[test]
fn a_mistake_is_told_beside_what_could_be_read() {
    let project = Project::small().file("content/plans/people/recommendations/10.md", "---\nref: 10\n---\n");
    let output = project.run(&["status"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("On track  1"), "{}", stdout(&output));
    assert_eq!(stderr(&output), "1 error: what has a mistake is left out; `headway check` says more\n");
    let output = project.run(&["export"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).ends_with("1 error: nothing was exported\n"), "{}", stderr(&output));
    assert!(!project.path("export").exists());
}

#[test]
fn an_export_is_the_data_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().to_str().unwrap();
    let all = ["export", "--format", "xlsx,csv,json", "--out", to];
    let listed = said(&at_width("80", &all));
    let site = Built::as_of("full-feature", "2025-09-01");
    let mut count = 0;
    for plan in std::fs::read_dir(site.root().join("plans")).unwrap().map(|entry| entry.unwrap()) {
        for file in std::fs::read_dir(plan.path().join("data")).unwrap().map(|entry| entry.unwrap()) {
            if file.file_name() == "index.html" {
                continue;
            }
            count += 1;
            let written = folder.path().join(plan.file_name()).join(file.file_name());
            assert!(std::fs::read(&written).unwrap() == std::fs::read(file.path()).unwrap(), "{written:?}");
        }
    }
    assert_eq!(listed.lines().count(), count);
    // Once more is the same; over what somebody changed only for those who ask.
    said(&at_width("80", &all));
    let changed = folder.path().join("peer-challenge-2023/plan.xlsx");
    std::fs::write(&changed, "mine").unwrap();
    let refused = at_width("80", &all);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("is there already and was left as it is"), "{}", stderr(&refused));
    assert_eq!(std::fs::read_to_string(&changed).unwrap(), "mine");
    said(&at_width("80", &[&all[..], &["--replace"]].concat()));
    assert_ne!(std::fs::read(&changed).unwrap(), b"mine");
}
