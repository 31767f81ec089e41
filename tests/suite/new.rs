//! `headway new`: a project that has no mistake, on the day that it is made and ever after.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use walkdir::WalkDir;

use crate::expected::{same, texts};
use crate::project::{Project, headway, stderr, stdout};
use crate::serve::server::Server;

/// The files of a project, the built site aside, by their paths.
fn files(folder: &Path) -> BTreeMap<String, String> {
    texts(folder, &|name| !name.starts_with("site/"))
}

fn starter() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter/project")
}

/// A project that was made on a day.
fn made_on(day: &str) -> Project {
    let project = Project::empty();
    let output = headway(&project.path(""), day, &["new", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    project
}

#[test]
fn a_new_project_has_no_mistake_whenever_it_is_made_and_whenever_it_is_looked_at() {
    for (made, looked_at) in [
        ("2025-06-01", ["2025-06-01", "2025-06-30", "2025-07-01"]),
        ("2026-11-24", ["2026-11-24", "2027-11-25", "2046-01-01"]),
        ("2028-02-29", ["2028-02-29", "2028-03-01", "2033-02-28"]),
        ("2031-12-31", ["2031-12-31", "2032-01-01", "2032-07-01"]),
        ("2024-01-31", ["2024-01-31", "2024-02-29", "2025-01-31"]),
    ] {
        let project = made_on(made);
        for day in looked_at {
            let output = project.run_as_of(day, &["check", "--strict"]);
            assert!(output.status.success(), "made {made}, on {day}:\n{}", stdout(&output));
            assert_eq!(stdout(&output), "no mistakes in 2 plans with 15 recommendations\n");
        }
        // On the day itself there is something to see of each kind.
        let output = project.run_as_of(made, &["status", "--format", "json"]);
        let status: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        let count = |plan: usize, what: &str| status["plans"][plan]["counts"][what].as_u64().unwrap();
        let [due_soon, overdue, slipped] = ["due_soon", "overdue", "slipped"].map(|what| count(1, what));
        assert_eq!((due_soon, overdue, slipped, count(0, "due_soon")), (1, 1, 2, 1), "{made}");
    }
}

#[test]
fn the_project_is_the_one_that_is_kept_and_teaches() {
    let project = made_on("2025-06-10");
    let made = files(&project.path(""));
    same("new.txt", &made.keys().map(|name| format!("{name}\n")).collect::<String>());
    for (name, text) in files(&starter()) {
        // In June 2025 nothing moves; what is added is for editors.
        let without = match made[&name].split_once('\n') {
            Some((first, rest)) if first.starts_with("# yaml-language-server: $schema=") => {
                let (folder, _) = name.rsplit_once('/').unwrap();
                let schema = first.split_once('=').unwrap().1;
                assert!(project.path(folder).join(schema).is_file(), "{name}: {first}");
                rest
            }
            _ => &made[&name],
        };
        assert!(without == text, "{name}");
        assert!(!name.ends_with(".yaml") || without.len() < made[&name].len(), "{name} names no schema");
    }
    // What its words say of dates must move with them.
    let months =
        ["January", "February", "April", "June", "July", "August", "September", "October", "November", "December"];
    for (name, text) in made.iter().filter(|(name, _)| name.starts_with("content/")) {
        assert!(months.iter().all(|month| !text.contains(month)), "{name} names a month");
        assert!(!text.contains('@') || text.contains("policy@example.org"), "{name}");
    }
    let settings: serde_json::Value = serde_json::from_str(&made[".vscode/settings.json"]).unwrap();
    for (schema, _) in settings["yaml.schemas"].as_object().unwrap() {
        assert!(project.path(schema).is_file(), "{schema}");
    }
}

#[test]
fn the_site_of_a_new_project_can_be_built_and_its_paper_made() {
    let project = made_on("2026-11-24");
    let built = project.run_as_of("2026-11-24", &["build"]);
    assert!(built.status.success(), "{}", stderr(&built));
    assert_eq!(stderr(&built), "");
    let home = std::fs::read_to_string(project.path("site/index.html")).unwrap();
    assert!(home.contains("Kestrelford Borough Council"), "{home}");
    let paper =
        project.run_as_of("2026-11-24", &["paper", "2026-10-13-progress", "--format", "html,docx", "--out", "papers"]);
    assert!(paper.status.success(), "{}", stderr(&paper));
    let page = std::fs::read_to_string(project.path("papers/2026-10-13-progress.html")).unwrap();
    assert!(page.contains("of the 10 promises are kept"), "{page}");
    // What is private stays private.
    for entry in WalkDir::new(project.path("site")) {
        let path = entry.unwrap().into_path();
        let holds = path.is_file()
            && String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains("all in one directorate");
        assert!(!holds, "{path:?}");
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let refused = |project: &Project| {
        let before = files(&project.path(""));
        let output = headway(&project.path(""), "2026-11-24", &["new", "."]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(files(&project.path("")), before, "nothing is added either");
        stderr(&output)
    };
    let project = Project::small();
    assert_eq!(refused(&project), "headway: . holds a project already: choose another folder\n");
    let project = Project::empty().file("README.md", "Mine.\n");
    assert_eq!(refused(&project), "headway: ./README.md is there already: choose another folder, or move it away\n");
    // A folder with other things in it is as good as any.
    let project = Project::empty().file("plan.docx", "a document").file("notes/thoughts.txt", "Hm.\n");
    let output = headway(&project.path(""), "2026-11-24", &["new", "."]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(project.path("plan.docx")).unwrap(), "a document");
}

fn from(project: &Project, arguments: &[&str]) -> Output {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/harrow-2023.docx");
    let all = [&["new", "site", "--from", document.to_str().unwrap()][..], arguments].concat();
    headway(&project.path(""), "2024-02-29", &all)
}

#[test]
fn one_command_leads_from_a_word_plan_to_a_site() {
    let project = Project::empty();
    let output = from(&project, &["--plan", "peer-review-response", "--no-serve"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).ends_with(
        "made site: your plan; README.md there says what is what\nto see the site: cd site && headway serve --open\n"
    ));
    let made = files(&project.path("site"));
    assert!(made.contains_key("content/plans/peer-review-response/plan.yaml"), "{:?}", made.keys());
    assert!(made.contains_key(".vscode/settings.json") && made.contains_key("README.md"));
    assert!(made.values().all(|text| !text.contains("Kestrelford")), "nothing of the example is left behind");
    let built = headway(&project.path("site"), "2024-02-29", &["build"]);
    assert!(built.status.success(), "{}", stderr(&built));
    assert_eq!(
        stdout(&headway(&project.path("site"), "2024-02-29", &["check"])).lines().last().unwrap(),
        "no mistakes in 1 plan with 14 recommendations"
    );
}

#[test]
fn one_command_leads_from_a_word_plan_to_a_preview() {
    let project = Project::empty();
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/harrow-2023.docx");
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.current_dir(project.path("")).args(["new", "site", "--from"]).arg(document);
    command.args(["--plan", "review", "--port", "0", "--as-of", "2024-02-29"]);
    let server = Server::begun(command);
    let page = server.get("/plans/review/recommendations/9a/");
    assert_eq!(page.status, 200);
    let recommended = std::fs::read_to_string(project.path("site/content/plans/review/plan.yaml")).unwrap();
    assert!(recommended.starts_with("title: Peer Review Response\n"), "{recommended}");
    assert!(page.text().contains("Workforce strategy"), "{}", page.text());
    assert!(server.get("/").text().contains("Peer Review Response"));
}

#[test]
fn a_document_of_any_name_becomes_a_plan() {
    let project = Project::empty().file("计划.csv", "No,Recommendation\n1,Train staff\n");
    let output = headway(&project.path(""), "2026-11-24", &["new", "site", "--from", "计划.csv", "--no-serve"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(project.path("site/content/plans/plan/recommendations/1-train-staff.md").is_file());
}

#[test]
fn where_no_project_can_be_is_told() {
    let project = Project::empty().file("notes.txt", "Hm.\n");
    let output = headway(&project.path(""), "2026-11-24", &["new", "notes.txt"]);
    assert_eq!(stderr(&output), "headway: notes.txt is a file: name a folder, which need not be there yet\n");
    let output = headway(&project.path(""), "2026-11-24", &["new", "site", "--from", "plan.docx"]);
    assert_eq!(
        stderr(&output),
        "headway: there is no file plan.docx: look at how it is called and in which folder it is\n"
    );
}

#[test]
fn a_document_that_is_no_plan_leaves_nothing_behind() {
    let project = Project::empty().file("letter.csv", "Dear Sir\nYours faithfully\n");
    let output = headway(&project.path(""), "2024-02-29", &["new", "site", "--from", "letter.csv"]);
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    assert_eq!(files(&project.path("")).keys().collect::<Vec<_>>(), ["letter.csv"]);
}
