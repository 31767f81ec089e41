//! What is private is in no byte of the site: a word is planted in each private field.

mod generated;

use std::collections::BTreeMap;

use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

use self::generated::{Writing, Written};
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

#[test]
fn no_private_word_of_a_paper_is_in_its_page_or_in_its_files() {
    let folder = "content/plans/people/papers";
    let papers = [
        ("an exempt part", "", format!("Open.\n\n:::exempt 3\n{WORD}\n\n{{{{ {WORD} }}}}\n:::\n\nMore.\n")),
        ("an internal note", &*format!("internal: {WORD}\n"), "Open.\n".to_owned()),
        ("a draft", "draft: true\n", format!("{WORD}\n")),
        ("an embargo", "embargo: 2024-06\n", format!("{WORD}\n")),
        ("a paper of a day to come", "as_at: 2024-03-01\n", format!("{WORD}\n")),
        ("an exempt paper", "exempt: {paragraph: 3, reason: Bids}\n", format!("{WORD}\n")),
    ];
    for (what, front, body) in &papers {
        let path = format!("{folder}/2024-01-31-paper.md");
        let text = format!("---\ntitle: T\ndate: 2024-01-31\n{front}---\n{body}");
        let project = Project::small().file("content/site.yaml", SITE).file(&path, &text);
        let output = project.run(&["build"]);
        assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(published(&project), Vec::<String>::new(), "{what}");
        let file = project.path("site/plans/people/papers/2024-01-31-paper/2024-01-31-paper.docx");
        let is_public = what.contains("part") || what.contains("note");
        assert_eq!(file.exists(), is_public, "{what}");
        if is_public {
            let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
            for index in 0..archive.len() {
                let mut part = String::new();
                std::io::Read::read_to_string(&mut archive.by_index(index).unwrap(), &mut part).unwrap();
                assert!(!part.contains(WORD), "{what}: {part}");
            }
        }
    }
}

#[test]
fn what_only_withheld_matter_tells_of_goes_with_it() {
    let plan = "content/plans/people";
    let base = || {
        Project::small()
            .file("content/leads.yaml", &format!("director-hr: {{title: HR}}\n{WORD}: {{title: {WORD}}}\nidle: {{title: Idle}}\n"))
            .file(
                &format!("{plan}/recommendations/d.md"),
                &format!(
                    "---\nref: 10\ntitle: T\ndraft: true\nleads: [director-hr]\nsupport: [{WORD}]\n\
                     evidence: [{{title: E, file: {WORD}.txt}}]\n---\n[Linked](files/{WORD}-linked.txt)\n"
                ),
            )
            .file(&format!("{plan}/files/{WORD}.txt"), WORD)
            .file(&format!("{plan}/files/{WORD}-linked.txt"), WORD)
            .file(&format!("{plan}/files/loose.txt"), "Named by nothing, so meant for readers.\n")
            .file(
                &format!("{plan}/indicators.yaml"),
                &format!("i: {{title: {WORD}, refs: [10]}}\nj: {{title: J, values: [{{date: 2024-03, value: 1, note: {WORD}}}]}}\n"),
            )
            .file(
                &format!("{plan}/resources.yaml"),
                &format!("years: [2023/24]\nunit: {WORD}\nrows: [{{title: {WORD}, refs: [10], amounts: {{2023/24: 98765}}}}]\n"),
            )
    };
    let project = base();
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(published(&project), Vec::<String>::new());
    for path in ["leads/idle/index.html", "plans/people/files/loose.txt"] {
        assert!(project.path("site").join(path).exists(), "{path} is withheld for no reason");
    }
    // What may be seen brings its own back.
    let seen = base().file(
        &format!("{plan}/recommendations/d.md"),
        &format!("---\nref: 10\ntitle: T\nleads: [{WORD}]\nevidence: [{{title: E, file: {WORD}.txt}}]\n---\n"),
    );
    seen.run(&["build"]);
    for path in [format!("leads/{WORD}/index.html"), format!("plans/people/files/{WORD}.txt")] {
        assert!(seen.path("site").join(&path).exists(), "{path} is lost");
    }
    let plan = std::fs::read_to_string(seen.path("site/plans/people/index.html")).unwrap();
    assert!(plan.contains("98765") && plan.matches(WORD).count() > 2, "{plan}");
}

/// A file goes with the matter that names it, whatever names it, and stays if readers see its name anywhere.
#[test]
fn a_file_that_readers_hear_of_nowhere_is_not_published() {
    let plan = "content/plans/people";
    let draft = |words: &str| format!("---\ntitle: Soon\ndraft: true\n---\n{words}\n");
    let open = |words: &str| format!("---\ntitle: Now\n---\n{words}\n");
    let of_plan = format!("{plan}/files/{WORD} (1).txt");
    let link = |to: &str| format!("[Report](<{to}>)");
    let base = || Project::small().file("content/site.yaml", SITE);
    let hidden = [
        ("a draft page", of_plan.as_str(), draft(&link(&format!("/plans/people/files/{WORD} (1).txt")))),
        ("a draft page", "content/files/xyzzyprivate.txt", draft(&link(&format!("/files/{WORD}.txt")))),
        ("an internal note", of_plan.as_str(), format!("---\ntitle: T\ninternal: see files/{WORD} (1).txt\n---\n")),
    ];
    for (what, file, text) in &hidden {
        let project = base().file(file, "Evidence.\n").file("content/pages/soon.md", text);
        let output = project.run(&["build"]);
        assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(published(&project), Vec::<String>::new(), "{what} of {file}");
    }
    // A file of the same name in another plan's folder brings nothing to light.
    let other = base()
        .file("content/plans/other/plan.yaml", &format!("title: Other\nsummary: \"[Report](files/{WORD}.txt)\"\n"))
        .file("content/plans/other/files/xyzzyprivate.txt", "Open.\n")
        .file(&format!("{plan}/files/{WORD}.txt"), "Withheld.\n")
        .file(
            &format!("{plan}/recommendations/d.md"),
            &format!("---\nref: 10\ntitle: T\ndraft: true\n---\n[Report](files/{WORD}.txt)\n"),
        );
    other.run(&["build"]);
    assert!(other.path("site/plans/other/files/xyzzyprivate.txt").exists(), "it is named in the open");
    assert!(!other.path("site/plans/people/files/xyzzyprivate.txt").exists(), "only a draft names it");
    // What is named by a draft and in the open is open.
    let summary = format!("title: P\nsummary: \"[Report](<files/{WORD} (1).txt>)\"\n");
    let seen = [
        ("content/pages/now.md".to_owned(), open(&link(&format!("/plans/people/files/{WORD} (1).txt")))),
        (format!("{plan}/plan.yaml"), summary + "topics: [{id: staff, title: Staff}]\n"),
    ];
    for (path, text) in &seen {
        let withheld = draft(&link(&format!("/plans/people/files/{WORD} (1).txt")));
        let project = base().file(&of_plan, "E\n").file("content/pages/soon.md", &withheld).file(path, text);
        let output = project.run(&["build"]);
        assert!(output.status.success(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
        let file = project.path(&format!("site/plans/people/files/{WORD} (1).txt"));
        assert!(file.exists(), "{path} names the file, and it is withheld");
    }
}

#[test]
fn a_draft_update_replaces_nothing() {
    let project =
        Project::small().file("content/plans/people/recommendations/10.md", "---\nref: 10\ntitle: Later\n---\n").file(
            "content/plans/people/updates/2024-01-31.yaml",
            "as_at: 2024-01-31\nupdates:\n  9a: {status: closed, superseded_by: 10, draft: true}\n",
        );
    project.run(&["build"]);
    let page = std::fs::read_to_string(project.path("site/plans/people/recommendations/9a/index.html")).unwrap();
    assert!(!page.contains("Replaced by") && page.contains("No status reported"), "{page}");
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

/// A file's bytes as text, those of an Office file as its parts, and what a PDF packs unpacked behind it.
fn readable(path: &str, bytes: &[u8]) -> String {
    let mut text = String::new();
    if path.ends_with(".docx") || path.ends_with(".xlsx") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut unpacked = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut unpacked).unwrap();
            text.extend([&*part.name().unwrap(), "\n", &String::from_utf8_lossy(&unpacked), "\n"]);
        }
        return text;
    }
    text.push_str(&String::from_utf8_lossy(bytes));
    if path.ends_with(".pdf") {
        let marker = b"stream\n";
        let starts = bytes.windows(marker.len()).enumerate().filter(|(_, window)| *window == marker);
        for (start, _) in starts {
            let mut unpacked = Vec::new();
            // A stream that is not packed, or the end of one, gives nothing.
            let mut reader = flate2::read::ZlibDecoder::new(&bytes[start + marker.len()..]);
            let _ = std::io::Read::read_to_end(&mut reader, &mut unpacked);
            text.push_str(&String::from_utf8_lossy(&unpacked));
        }
    }
    text
}

/// The site of a project: each file by its path, its bytes as text.
fn site(written: &Written) -> Result<BTreeMap<String, String>, TestCaseError> {
    let project = written.files.iter().fold(Project::empty(), |project, (path, text)| project.file(path, text));
    let output = project.run(&["build"]);
    if !output.status.success() {
        return Err(TestCaseError::fail(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let root = project.path("site");
    let files = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
    Ok(files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            let text = readable(&path, &std::fs::read(entry.path()).unwrap());
            (path, text)
        })
        .collect())
}

/// The first file that has a word in its bytes or in its path.
fn holder<'a>(site: &'a BTreeMap<String, String>, word: &str) -> Option<&'a str> {
    site.iter().find(|(path, text)| path.contains(word) || text.contains(word)).map(|(path, _)| path.as_str())
}

/// What the site of a shape gives away, or fails to say.
fn fault(shape: &generated::Shape) -> Result<Option<String>, TestCaseError> {
    let whole = generated::write(shape, Writing::Whole);
    let published = site(&whole)?;
    for (word, field) in &whole.secret {
        if let Some(path) = holder(&published, word) {
            return Ok(Some(format!("{field} is in {path}: {word}")));
        }
    }
    for (word, field) in &whole.open {
        if holder(&published, word).is_none() {
            return Ok(Some(format!("{field} is nowhere, though it is public: {word}")));
        }
    }
    let stripped = site(&generated::write(shape, Writing::Stripped))?;
    Ok(published
        .iter()
        .find(|(path, text)| stripped.get(*path) != Some(text))
        .map(|(path, text)| format!("{path} tells of something withheld:\n{}", difference(text, stripped.get(path))))
        .or_else(|| stripped.keys().find(|path| !published.contains_key(*path)).map(|path| format!("{path} is lost"))))
}

/// The lines that only one of the two has.
fn difference(whole: &str, stripped: Option<&String>) -> String {
    let Some(stripped) = stripped else { return "it is not there without what is withheld".to_owned() };
    let missing = |a: &str, b: &str, mark: &str| -> String {
        a.lines().filter(|line| !b.lines().any(|other| other == *line)).map(|line| format!("{mark} {line}\n")).collect()
    };
    missing(whole, stripped, "with it:   ") + &missing(stripped, whole, "without it:")
}

#[test]
fn a_site_is_the_same_as_if_nothing_withheld_had_been_written() {
    let config = Config { cases: 12, failure_persistence: None, max_shrink_iters: 100, ..Config::default() };
    let result = TestRunner::new(config).run(&generated::shape(), |shape| match fault(&shape)? {
        Some(fault) => Err(TestCaseError::fail(fault)),
        None => Ok(()),
    });
    match result {
        Ok(()) => {}
        Err(TestError::Abort(reason)) => panic!("{reason}"),
        Err(TestError::Fail(reason, shape)) => {
            let sources = generated::write(&shape, Writing::Whole).files;
            let sources: String = sources.iter().map(|(path, text)| format!("--- {path}\n{text}")).collect();
            panic!("{reason}\n\nfrom these sources:\n{sources}");
        }
    }
}
