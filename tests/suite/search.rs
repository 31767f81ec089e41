//! The search index: what leads to which page, read as the browser reads it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::project::{Project, stderr};

/// The index of a built site.
struct Index {
    files: BTreeMap<String, String>,
    contents: Value,
}

/// How a page has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Title,
    Often,
    Seldom,
}

impl Index {
    fn of(project: &Project, prefix: &str) -> Self {
        let output = project.run(&["build"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let folder = project.path(&format!("site/{prefix}search"));
        let files: BTreeMap<String, String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap()))
            .filter(|(name, _)| name.ends_with(".json"))
            .collect();
        let contents = serde_json::from_str(&files["index.json"]).unwrap();
        Self { files, contents }
    }

    fn list(&self, name: &str) -> Vec<Value> {
        serde_json::from_str(&self.files[name]).unwrap()
    }

    /// The one file that a list of the contents has for a key: the last that begins before it.
    fn file_for(&self, list: &str, is_before: impl Fn(&Value) -> bool) -> (Value, Vec<Value>) {
        let entries = self.contents[list].as_array().unwrap();
        let entry = entries.iter().rfind(|entry| is_before(&entry[0])).unwrap_or(&entries[0]);
        (entry[0].clone(), self.list(entry[1].as_str().unwrap()))
    }

    fn documents(&self) -> u64 {
        self.contents["documents"].as_u64().unwrap()
    }

    fn document(&self, number: u64) -> Value {
        let (first, list) = self.file_for("pages", |first| first.as_u64().unwrap() <= number);
        list[usize::try_from(number - first.as_u64().unwrap()).unwrap()].clone()
    }

    /// The paths of the pages that have a word, the best first.
    fn find(&self, word: &str) -> Vec<(Rank, String)> {
        let (_, list) = self.file_for("words", |first| first.as_str().unwrap() <= word);
        let Some(at) = list.iter().step_by(2).position(|known| known == word) else { return Vec::new() };
        let mut found: Vec<(Rank, String)> = postings(list[2 * at + 1].as_str().unwrap())
            .into_iter()
            .map(|(rank, number)| (rank, self.document(number)[2].as_str().unwrap().to_owned()))
            .collect();
        found.sort();
        found
    }
}

/// The format that `search.js` reads, written out once more so that the two must agree.
fn postings(text: &str) -> Vec<(Rank, u64)> {
    const FIGURES: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut found, mut next) = (Vec::new(), 0);
    let (mut number, mut shift) = (0, 0);
    for figure in text.trim_start_matches('*').chars() {
        let value = FIGURES.find(figure).unwrap() as u64;
        number |= (value % 32) << shift;
        shift += 5;
        if value < 32 {
            next += number / 3;
            found.push(([Rank::Title, Rank::Often, Rank::Seldom][usize::try_from(number % 3).unwrap()], next - 1));
            (number, shift) = (0, 0);
        }
    }
    found
}

const RECOMMENDATION: &str = "plans/people/recommendations/9a/";

fn paths(found: &[(Rank, String)]) -> Vec<&str> {
    found.iter().map(|(_, path)| path.as_str()).collect()
}

#[test]
fn a_page_is_found_by_the_words_of_all_its_parts() {
    let project = Project::small()
        .file(
            "content/plans/people/recommendations/9a.md",
            "---\nref: 9a\ntitle: Workforce strategy\ntopic: staff\nleads: [director-hr]\nrecommended: Retain nurses.\n\
             actions: [{id: p, title: Publish policies}]\n---\nApprentices will be hired.\n",
        )
        .file(
            "content/plans/people/updates/2024-01-31.yaml",
            "as_at: 2024-01-31\nsummary: A brisk quarter.\nupdates:\n  \
             9a: {status: on-track, progress: A draft is out., outcome: Vacancies fell., reason: Consultation}\n",
        )
        .file("content/pages/about.md", "---\ntitle: About\n---\nMaintained by volunteers. {{ plans.people.title }}\n");
    let index = Index::of(&project, "");
    for word in ["9a", "workforce", "nurses", "policies", "apprentices", "draft", "vacancies", "director", "staff"] {
        assert!(paths(&index.find(word)).contains(&RECOMMENDATION), "{word}: {:?}", index.find(word));
    }
    assert_eq!(index.find("workforce"), [(Rank::Title, RECOMMENDATION.to_owned())]);
    assert_eq!(paths(&index.find("brisk")), ["plans/people/rounds/2024-01-31/"]);
    assert_eq!(index.find("staff")[0], (Rank::Title, "plans/people/topics/staff/".to_owned()));
    assert_eq!(index.find("director")[0], (Rank::Title, "leads/director-hr/".to_owned()));
    assert_eq!(paths(&index.find("volunteers")), ["about/"]);
    assert_eq!(index.find("plans"), [], "a template's marks are no words of its page");
}

#[test]
fn what_a_page_says_often_ranks_before_what_it_says_once() {
    let project = Project::small().file(
        "content/plans/people/recommendations/9a.md",
        "---\nref: 9a\ntitle: Workforce strategy\nrecommended: Nurses. More nurses.\n---\nSomething.\n",
    );
    let index = Index::of(&project, "");
    assert_eq!(index.find("nurses")[0].0, Rank::Often);
    assert_eq!(index.find("something")[0].0, Rank::Seldom);
}

#[test]
fn letters_are_found_without_their_accents() {
    let project = Project::small().file(
        "content/plans/people/recommendations/9a.md",
        "---\nref: 9a\ntitle: Gŵyl y Tŷ\n---\nCafe\u{301} ac [ysgol](https://example.org/cuddiedig).\n",
    );
    let index = Index::of(&project, "");
    for word in ["gwyl", "ty", "cafe", "ysgol"] {
        assert_eq!(paths(&index.find(word)), [RECOMMENDATION], "{word}");
    }
    assert_eq!(index.find("cuddiedig"), [], "where a link leads is not what a page says");
}

#[test]
fn a_result_says_what_it_is_and_how_it_goes() {
    let index = Index::of(&Project::small(), "");
    let number = (0..index.documents()).find(|number| index.document(*number)[2] == RECOMMENDATION).unwrap();
    let record = index.document(number);
    let named = |list: &str, at: usize| {
        let place = usize::try_from(record[at].as_u64().unwrap()).unwrap();
        index.contents[list][place].clone()
    };
    assert_eq!((record[1].as_str(), record.as_array().unwrap().len()), (Some("9a. Workforce strategy"), 4));
    assert_eq!((named("kinds", 0), named("statuses", 3)), ("recommendation".into(), "on-track".into()));
    let plan = &index.contents["plans"][0];
    assert_eq!((&plan[0], &plan[1]), (&"people".into(), &"People plan".into()));
    assert!(plan[2].as_u64().unwrap() <= number && number < plan[3].as_u64().unwrap());
}

#[test]
fn the_same_site_has_the_same_index_and_a_changed_one_has_other_names() {
    let project = Project::small();
    let (one, two) = (Index::of(&project, ""), Index::of(&project, ""));
    assert_eq!(one.files, two.files);
    let project = project.file(
        "content/plans/people/updates/2024-01-31.yaml",
        "as_at: 2024-01-31\nupdates:\n  9a: {status: on-track, progress: Another word.}\n",
    );
    let changed = Index::of(&project, "");
    let words = |index: &Index| index.contents["words"][0][1].clone();
    let pages = |index: &Index| index.contents["pages"][0][1].clone();
    assert_ne!(words(&one), words(&changed), "a browser that has the old list must see that its file is gone");
    assert_eq!(pages(&one), pages(&changed), "what did not change keeps its name");
}

#[test]
fn each_language_has_an_index_of_its_own() {
    let project = Project::small()
        .file("content/site.yaml", "title: Progress\norganisation: Borough of Example\nlanguages: [en-GB, cy]\n")
        .file(
            "content/plans/people/recommendations/9a.cy.md",
            "---\ntitle: Strategaeth y gweithlu\n---\nByddwn yn ysgrifennu un.\n",
        );
    let (english, welsh) = (Index::of(&project, ""), Index::of(&project, "cy/"));
    assert_eq!(paths(&welsh.find("gweithlu")), [RECOMMENDATION]);
    assert_eq!(english.find("gweithlu"), []);
    assert_eq!(welsh.find("strategy"), []);
    let lead = (0..welsh.documents())
        .map(|number| welsh.document(number))
        .find(|record| record[2] == "leads/director-hr/")
        .unwrap();
    assert_eq!((&lead[5], &welsh.contents["first_language"]), (&1.into(), &"en-GB".into()), "{lead}");
}

#[test]
fn no_file_of_a_large_index_is_large() {
    let mut project = Project::small();
    let word = |number: u64| {
        // Numbers that look random, in letters.
        let mut rest = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24;
        let mut word = String::new();
        while rest > 0 {
            word.push(char::from(b'a' + u8::try_from(rest % 26).unwrap()));
            rest /= 26;
        }
        word
    };
    for item in 0..1_100 {
        let words: Vec<String> = (0..40).map(|place| word(item * 40 + place)).collect();
        let text = format!("---\nref: {}\ntitle: {}\n---\nCommon {}.\n", item + 1, word(item % 7), words.join(" "));
        project = project.file(&format!("content/plans/people/recommendations/{item}.md"), &text);
    }
    std::fs::remove_file(project.path("content/plans/people/recommendations/9a.md")).unwrap();
    std::fs::remove_dir_all(project.path("content/plans/people/updates")).unwrap();
    let index = Index::of(&project, "");
    let largest = index.files.values().map(String::len).max().unwrap();
    assert!(index.files.len() > 20 && largest < 60_000, "{} files, the largest of {largest}", index.files.len());
    assert_eq!(paths(&index.find(&word(40 * 700 + 3))), ["plans/people/recommendations/701/"]);
    assert_eq!(index.find("common"), [], "a word that most pages have is found in titles alone");
}

#[test]
fn the_search_page_leads_everywhere_without_a_script() {
    let project = Project::small();
    project.run(&["build"]);
    let html = std::fs::read_to_string(project.path("site/search/index.html")).unwrap();
    for expected in [
        "<h1>Search</h1>",
        "<a href=\"../plans/people/\">People plan</a>",
        "<a href=\"../plans/people/topics/staff/\">Staff</a>",
        "<a href=\"../leads/director-hr/\">Director of HR</a>",
        "<form class=\"seek\" role=\"search\" hidden",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
}

#[test]
fn a_row_says_by_what_its_table_can_be_filtered_and_sorted() {
    let mut project = Project::small().file(
        "content/plans/people/recommendations/1.md",
        "---\nref: 1\ntitle: Without a status\ntopic: staff\ndue: ongoing\nreview: 2025-01\n---\nAlways.\n",
    );
    let plan = |project: &Project| {
        assert!(project.run(&["build"]).status.success());
        std::fs::read_to_string(project.path("site/plans/people/index.html")).unwrap()
    };
    let html = plan(&project);
    let row = "data-status=\"on-track\" data-rank=\"2\" data-timing=\"not-yet-due\" data-due=\"2024-04-30\"";
    assert!(html.contains(row), "{html}");
    assert!(html.contains("data-status=\"none\" data-rank=\"7\" data-timing=\"ongoing\">"), "{html}");
    assert!(!html.contains("class=\"finder\""), "two rows need no filter");
    for more in 20..27 {
        let text = format!("---\nref: {more}\ntitle: More\ntopic: staff\n---\nMore.\n");
        project = project.file(&format!("content/plans/people/recommendations/{more}.md"), &text);
    }
    assert!(plan(&project).contains("<div class=\"finder\" hidden"), "what only a script can do is hidden without one");
}
