//! `headway check` as an officer meets it: every mistake at once, its place, and what to type.

use crate::project::{Project, stderr, stdout};

#[test]
fn a_plan_without_mistakes_passes_in_one_line() {
    let output = Project::small().run(&["check"]);
    assert_eq!(stdout(&output), "no mistakes in 1 plan with 1 recommendation\n");
    assert_eq!(output.status.code(), Some(0));
}

/// Three mistakes in three files.
fn mistaken() -> Project {
    Project::small()
        .file("content/site.yaml", "title: Progress\norganisaton: Borough of Example\n")
        .file(
            "content/plans/people/recommendations/9a.md",
            "---\nref: 9a\ntitle: Workforce strategy\ntopic: staff\nleads: [director-hr]\ndue: 31/3/2024\n---\nWe will write one.\n",
        )
        .file("content/plans/people/updates/2024-01-31.yaml", "as_at: 2024-01-31\nupdates:\n  9a: {status: on-trak}\n")
}

#[test]
fn three_mistakes_in_three_files_come_out_at_once() {
    let output = mistaken().run(&["check"]);
    let expected = "\
error[bad-value]: `31/3/2024` is not a date
 --> content/plans/people/recommendations/9a.md:6:6
  |
6 | due: 31/3/2024
  |      ^^^^^^^^^
  |
help: write `2024-03-31`

error[unknown-status]: there is no status `on-trak`
 --> content/plans/people/updates/2024-01-31.yaml:3:16
  |
3 |   9a: {status: on-trak}
  |                ^^^^^^^
  |
help: write `on-track` if that is what you meant, or add `on-trak` to `statuses` in `content/site.yaml`

error[unknown-key]: unknown key `organisaton`
 --> content/site.yaml:2:1
  |
2 | organisaton: Borough of Example
  | ^^^^^^^^^^^
  |
help: did you mean `organisation`?

3 errors in 1 plan with 1 recommendation
";
    assert_eq!(stdout(&output), expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn json_and_github_tell_the_same_places() {
    let project = mistaken();
    let json: serde_json::Value = serde_json::from_slice(&project.run(&["check", "--format", "json"]).stdout).unwrap();
    let places: Vec<String> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            format!("{}:{}:{}", item["place"]["file"].as_str().unwrap(), item["place"]["line"], item["place"]["column"])
        })
        .collect();
    assert_eq!(
        places,
        [
            "content/plans/people/recommendations/9a.md:6:6",
            "content/plans/people/updates/2024-01-31.yaml:3:16",
            "content/site.yaml:2:1",
        ]
    );
    let github = stdout(&project.run(&["check", "--format", "github"]));
    assert!(
        github.starts_with(
            "::error file=content/plans/people/recommendations/9a.md,line=6,col=6,endColumn=15,title=bad-value::`31/3/2024` is not a date%0Awrite `2024-03-31`\n"
        ),
        "{github}"
    );
    assert_eq!(github.lines().count(), 3);
}

#[test]
fn a_folder_that_is_no_project_cannot_be_checked() {
    let output = Project::empty().run(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no folder `content`"), "{}", stderr(&output));
}

#[test]
fn names_that_stand_twice_are_shown_together() {
    let project = Project::small().file(
        "content/plans/people/recommendations/again.md",
        "---\nref: 9A\ntitle: Again\nactions:\n  - {id: one, title: One}\n  - {id: one, title: Two}\n---\n",
    );
    let said = stdout(&project.run(&["check"]));
    assert!(
        said.contains("error[duplicate-ref]: the ref `9")
            && said.contains("error[duplicate-id]: the action `one` stands twice"),
        "{said}"
    );
    assert!(said.contains("the other one"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_not_followed() {
    let project = Project::small();
    std::os::unix::fs::symlink("/etc/hostname", project.path("content/pages.md")).unwrap();
    let output = project.run(&["check"]);
    assert!(
        stdout(&output).contains("error[outside]: `content/pages.md` is a link that leads out of the project"),
        "{}",
        stdout(&output)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn text_that_is_not_utf_8_is_named() {
    let project = Project::small();
    std::fs::write(project.path("content/glossary.yaml"), b"LGA: caf\xe9\n").unwrap();
    let said = stdout(&project.run(&["check"]));
    assert!(said.contains("error[not-utf-8]: `content/glossary.yaml` is not UTF-8 text"), "{said}");
}

/// The checks know the site's addresses by themselves; here they are asked about every one of them.
#[test]
fn each_address_of_a_site_can_be_linked() {
    let project = Project::small()
        .file(
            "content/site.yaml",
            "title: Progress\norganisation: Borough\nbase_url: https://progress.example.org\nlanguages: [en-GB, cy]\n",
        )
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/old/about/]\n---\nUs.\n")
        .file("content/plans/people/files/strategy.pdf", "(the strategy)")
        .file(
            "content/plans/people/indicators.yaml",
            "sickness: {title: Sickness, values: [{date: 2023-03-31, value: 9}]}\n",
        )
        .file(
            "content/plans/people/resources.yaml",
            "years: [2023/24]\nrows: [{title: Training, amounts: {2023/24: 20}}]\n",
        )
        .file(
            "content/plans/people/recommendations/9b.md",
            "---\nref: 9B\ntitle: Offices\naliases: [9]\nleads: [director-hr]\n---\nWe will look.\n",
        );
    assert!(project.run(&["build"]).status.success());
    let site = project.path("site");
    let addresses: Vec<String> = walkdir::WalkDir::new(&site)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&site).unwrap().to_str().unwrap().replace('\\', "/"))
        .map(|path| path.strip_suffix("index.html").map(str::to_owned).unwrap_or(path))
        .collect();
    assert!(addresses.len() > 20, "{addresses:?}");
    let links: String = addresses.iter().map(|path| format!("- [Page {path}](</{path}>)\n")).collect();
    let project = project.file("content/pages/links.md", &format!("---\ntitle: All addresses\n---\n{links}"));
    let said = stdout(&project.run(&["check"]));
    assert!(!said.contains("[broken-link]"), "{said}");
    // The test could not fail if nothing were ever told.
    let project =
        project.file("content/pages/links.md", "---\ntitle: One\n---\n[Page](/plans/people/recommendation/9b/)\n");
    assert!(stdout(&project.run(&["check"])).contains("[broken-link]"));
}
