//! What is private is in no byte of the site: a word is planted in each private field.

use crate::project::Project;

const WORD: &str = "xyzzyprivate";

/// With a base address there are feeds, which must not tell either.
const SITE: &str = "title: Progress\norganisation: Borough of Example\nbase_url: https://progress.example.org\n";

#[test]
fn no_private_word_is_published() {
    let plan = "content/plans/people";
    let places = [
        (
            "an internal note of the plan",
            format!("{plan}/plan.yaml"),
            format!("title: P\ninternal: {WORD}\ntopics: [{{id: staff, title: Staff}}]\n"),
        ),
        (
            "a draft",
            format!("{plan}/recommendations/d.md"),
            format!("---\nref: 10\ntitle: {WORD}\ndraft: true\nleads: [director-hr]\n---\n{WORD}\n"),
        ),
        (
            "an embargo",
            format!("{plan}/recommendations/e.md"),
            format!("---\nref: 11\ntitle: {WORD}\nembargo: 2024-03-01\n---\n{WORD}\n"),
        ),
        (
            "an internal note",
            format!("{plan}/recommendations/i.md"),
            format!(
                "---\nref: 12\ntitle: T\ninternal: {WORD}\nactions: [{{id: a, title: A, internal: {WORD}}}]\n---\n"
            ),
        ),
        (
            "a draft round",
            format!("{plan}/updates/2024-02-01.yaml"),
            format!(
                "as_at: 2024-02-01\ndraft: true\nsummary: {WORD}\nupdates: {{9a: {{status: complete, progress: {WORD}}}}}\n"
            ),
        ),
        (
            "an embargoed round",
            format!("{plan}/updates/2024-02-02.yaml"),
            format!("as_at: 2024-02-02\nembargo: 2024-06\nupdates: {{9a: {{progress: {WORD}}}}}\n"),
        ),
        (
            "a round to come",
            format!("{plan}/updates/2024-05-01.yaml"),
            format!("as_at: 2024-05-01\nupdates: {{9a: {{progress: {WORD}}}}}\n"),
        ),
        (
            "internal words of an update",
            format!("{plan}/updates/2024-01-31.yaml"),
            format!("as_at: 2024-01-31\ninternal: {WORD}\nupdates: {{9a: {{status: on-track, internal: {WORD}}}}}\n"),
        ),
        (
            "a draft page",
            "content/pages/secret.md".to_owned(),
            format!("---\ntitle: {WORD}\ndraft: true\n---\n{WORD}\n"),
        ),
        (
            "a note of a page",
            "content/pages/open.md".to_owned(),
            format!("---\ntitle: Open\ninternal: {WORD}\n---\nOpen.\n"),
        ),
        (
            "an exempt paper",
            format!("{plan}/papers/2024-01-31-x.md"),
            format!("---\ntitle: {WORD}\ndate: 2024-01-31\nexempt: {{paragraph: 3, reason: {WORD}}}\n---\n{WORD}\n"),
        ),
        ("a note of an indicator", format!("{plan}/indicators.yaml"), format!("i: {{title: I, internal: {WORD}}}\n")),
        (
            "a note of resources",
            format!("{plan}/resources.yaml"),
            format!("years: [2023/24]\ninternal: {WORD}\nrows: [{{title: R, internal: {WORD}}}]\n"),
        ),
    ];
    for (what, path, text) in &places {
        let project = Project::small().file("content/site.yaml", SITE).file(path, text);
        let output = project.run(&["build"]);
        assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(published(&project), Vec::<String>::new(), "{what}");
        // The word must be where a preview shows it, or the test could not fail.
        if what.starts_with("a draft") || what.starts_with("an embargo") {
            project.run(&["build", "--drafts"]);
            assert!(!published(&project).is_empty(), "{what} is not in the preview");
        }
    }
}

/// The files, and the names of files, that hold the word.
fn published(project: &Project) -> Vec<String> {
    walkdir::WalkDir::new(project.path("site"))
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| {
            let named = entry.path().to_string_lossy().contains(WORD);
            let inside = entry.file_type().is_file()
                && std::fs::read(entry.path()).unwrap().windows(WORD.len()).any(|bytes| bytes == WORD.as_bytes());
            named || inside
        })
        .map(|entry| entry.path().display().to_string())
        .collect()
}
