//! The preview after words of promises were changed: the same as if everything had been read again.

use std::path::{Path, PathBuf};

use headway::content::{Audience, Options};
use headway::diagnostic::{Diagnostics, FileId};
use headway::files::Files;
use headway::preview::{Preview, SourceLinks, View};
use headway::site::Site;
use jiff::civil::{Date as Day, date};

const DAY: Day = date(2025, 7, 15);

fn options(audience: Audience) -> Options {
    Options { as_of: DAY, audience, exempt: None }
}

fn preview(files: Files, audience: Audience) -> Preview {
    let view = View { options: options(audience), sources: SourceLinks::Named };
    Preview::new(files, Diagnostics::default(), view).unwrap().0
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn read(project: &Path) -> Files {
    let mut found = Diagnostics::default();
    let files = Files::read(project, &mut found).unwrap();
    assert!(found.is_empty());
    files
}

/// The promises of a project, each with one sentence more.
fn reworded(files: &Files) -> (Files, Vec<FileId>) {
    let is_recommendation = |id: &FileId| {
        let path = files.path(*id);
        path.contains("/recommendations/") && path.ends_with(".md") && !path.ends_with(".cy.md")
    };
    let ids: Vec<FileId> = files.under("content/plans/").filter(is_recommendation).collect();
    let texts: Vec<(String, String)> =
        ids.iter().map(|id| (files.path(*id).to_owned(), format!("{}\nMore was done.\n", files.text(*id)))).collect();
    let after = files.with_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    (after, ids)
}

/// Pages and data that are made quickly.
fn paths(project: &Path) -> Vec<String> {
    let site = Site::load(read(project), options(Audience::Preview), &mut Diagnostics::default()).unwrap();
    let told = |path: &String| [".html", ".xml", ".csv", ".json", ".ics"].iter().any(|ending| path.ends_with(ending));
    site.routes().paths().into_iter().filter(told).collect()
}

#[test]
fn new_words_are_shown_as_if_everything_had_been_read_again() {
    for name in ["full-feature", "bilingual"] {
        let project = fixture(name);
        let files = read(&project);
        let preview = preview(read(&project), Audience::Preview);
        // One after the other, so that each that is taken stands upon those before it.
        let mut taken = 0;
        let (after, ids) = reworded(&files);
        let mut texts: Vec<(&str, &str)> = Vec::new();
        for id in &ids {
            texts.push((after.path(*id), after.text(*id)));
            if preview.reword(files.with_texts(texts.iter().copied()), &[*id]).is_some() {
                taken += 1;
            } else {
                texts.pop();
            }
        }
        assert!(taken > 3, "{name}: {taken} of {}", ids.len());
        let anew = self::preview(files.with_texts(texts.iter().copied()), Audience::Preview);
        let mut with_new_words = 0;
        for path in paths(&project) {
            let (quick, whole) = (preview.answer(&format!("/{path}")), anew.answer(&format!("/{path}")));
            assert!(quick.body == whole.body, "{name}: {path} differs");
            with_new_words += usize::from(String::from_utf8_lossy(&quick.body).contains("More was done."));
        }
        assert!(with_new_words > taken, "{name}: the new words are on {with_new_words} pages");
    }
}

#[test]
fn what_was_missed_is_shown_when_everything_is_looked_at() {
    let path = |number: u8| format!("content/plans/p/recommendations/{number}.md");
    let (one, two) = (path(1), path(2));
    let files = |promise: &str, title: &str| {
        let texts = [
            ("content/site.yaml", "title: Progress\norganisation: Council\n".to_owned()),
            ("content/plans/p/plan.yaml", "title: A plan\n".to_owned()),
            (&one, format!("---\nref: 1\ntitle: A strategy\n---\n{promise}\n")),
            (&two, format!("---\nref: 2\ntitle: {title}\n---\nWe will.\n")),
        ];
        Files::from_texts(texts.iter().map(|(path, text)| (*path, text.as_str())))
    };
    let preview = preview(files("We will.", "Another"), Audience::Preview);
    let after = || files("We did.", "Quite another");
    let shows = |number: u8, words: &str| {
        let page = preview.answer(&format!("/plans/p/recommendations/{number}/"));
        String::from_utf8_lossy(&page.body).contains(words)
    };
    // The system told of one of two files.
    assert!(preview.reword(after(), &[after().find(&one).unwrap()]).is_some());
    assert!(shows(1, "We did.") && !shows(2, "Quite another"));
    assert!(preview.load(after(), Diagnostics::default(), preview.view()).unwrap().is_none(), "nothing is news");
    assert!(shows(1, "We did.") && shows(2, "Quite another"));
}

#[test]
fn what_may_concern_the_rest_of_the_project_is_left_to_a_whole_reading() {
    const PATH: &str = "content/plans/p/recommendations/1.md";
    const MATTER: &str = "---\nref: 1\ntitle: A strategy\n---\n";
    let rest = [
        ("content/site.yaml", "title: Progress\norganisation: Council\n"),
        ("content/plans/p/plan.yaml", "title: A plan\n"),
        ("content/plans/p/files/report.pdf", ""),
        ("content/plans/p/recommendations/2.md", "---\nref: 2\ntitle: Another\n---\nWe will.\n"),
    ];
    let files = |text: &str| Files::from_texts(rest.into_iter().chain([(PATH, text)]));
    let before = format!("{MATTER}We will, as [no. 2](ref:2) asks. See the [rules](https://example.org/).\n");
    let taken = |before: &str, after: &str, audience| {
        let preview = preview(files(before), audience);
        let after = files(after);
        let changed = [after.find(PATH).unwrap()];
        preview.reword(after, &changed).is_some()
    };
    let with = |words: &str| before.clone() + words;
    assert!(taken(&before, &with("It was done.\n"), Audience::Public));
    assert!(taken(&before, &format!("{MATTER}We will not, whatever [no. 2](ref:2) says.\n"), Audience::Public));
    for (what, after) in [
        ("a link that leads elsewhere", with("[Another](ref:3).\n")),
        ("a picture", with("![A chart](files/chart.png)\n")),
        ("a reference to a number", with("Work goes on, see no. 2.\n")),
        ("a reference to a page", with("Why is told on, see page 7.\n")),
        ("an address of a person", with("Ask ngozi.okafor@example.org.\n")),
        ("HTML", with("<b>Done</b>\n")),
        ("a link to a part of the text", with("[Part](#part)\n")),
        ("the name of a file", with("It is in report.pdf.\n")),
        ("other front matter", before.replace("A strategy", "A policy")),
        ("no front matter", "We will.\n".to_owned()),
        ("no words at all", MATTER.to_owned()),
    ] {
        assert!(!taken(&before, &after, Audience::Public), "{what}");
    }
    let faulty = with("Work goes on, see no. 2.\n");
    assert!(!taken(&faulty, &(faulty.clone() + "Done.\n"), Audience::Public), "what was found would stand elsewhere");
    let draft = before.replace("ref: 1\n", "ref: 1\ndraft: true\n");
    assert!(!taken(&draft, &(draft.clone() + "Done.\n"), Audience::Public), "what readers do not see");
    assert!(taken(&draft, &(draft.clone() + "Done.\n"), Audience::Preview), "a draft in a preview");
}
