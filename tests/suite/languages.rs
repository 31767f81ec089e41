//! A site in two languages: each page under its own path, linked to its twin, and nothing foreign
//! unmarked.

use crate::project::{Project, stderr, stdout};

fn bilingual() -> Project {
    Project::small()
        .file(
            "content/site.yaml",
            "title: Progress\norganisation: Borough of Example\nbase_url: https://progress.example.org\nlanguages: [en-GB, cy]\ncontact: {title: Web team, email: web@example.org}\naccessibility: {compliance: full, prepared: 2024-01-15}\n",
        )
        .file(
            "content/site.cy.yaml",
            "title: Cynnydd\norganisation: Bwrdeistref Enghraifft\ncontact: Tîm y we\n",
        )
        .file("content/leads.cy.yaml", "director-hr: {title: Cyfarwyddwr Adnoddau Dynol}\n")
        .file("content/plans/people/plan.cy.yaml", "title: Cynllun pobl\ntopics: {staff: {title: Staff y cyngor}}\n")
        .file(
            "content/plans/people/recommendations/9a.cy.md",
            "---\ntitle: Strategaeth y gweithlu\n---\nByddwn yn ysgrifennu un.\n",
        )
        .file("content/plans/people/updates/2024-01-31.cy.yaml", "updates: {9a: {progress: Mae drafft yn barod.}}\n")
}

fn page(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(&format!("site/{path}"))).unwrap()
}

/// A paper stands in the language in which a committee had it, and leads to no page that is not there.
#[test]
fn a_paper_has_no_twin() {
    let paper = "plans/people/papers/2024-02-20-progress";
    let project = bilingual().file(
        &format!("content/{paper}.md"),
        "---\ntitle: Progress\ndate: 2024-02-20\nappendices: [summary]\n---\n## Summary\n\nWell.\n",
    );
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!project.path(&format!("site/cy/{paper}/index.html")).exists());
    let html = page(&project, &format!("{paper}/index.html"));
    assert!(html.contains("Well.") && !html.contains("hreflang") && !html.contains("/cy/"), "{html}");
    // Who reads on in Welsh is told where the papers are, in which language.
    let way = "<h2 id=\"papers\">Papurau i bwyllgorau</h2>\n<p>Maent ar gael yn yr iaith y&#39;u cyflwynwyd i&#39;r pwyllgorau: \
               <a href=\"../../../plans/people/#papers\" hreflang=\"en-GB\" lang=\"en-GB\">English</a></p>";
    let welsh = page(&project, "cy/plans/people/index.html");
    assert!(welsh.contains(way), "{welsh}");
    assert!(page(&project, "plans/people/index.html").contains("id=\"papers\""));
}

/// It would be lost without a word.
#[test]
fn a_paper_in_a_further_language_is_told_of() {
    let paper = "---\ntitle: Cynnydd\ndate: 2024-02-20\n---\nDa.\n";
    let file = "content/plans/people/papers/2024-02-20-progress.cy.md";
    let output = bilingual().file(file, paper).run(&["check"]);
    let report = stdout(&output);
    assert!(report.contains(&format!("nothing reads the file `{file}`")), "{report}");
    assert!(report.contains("put what is in another into a folder `files/`"), "{report}");
}

const RECOMMENDATION: &str = "plans/people/recommendations/9a/index.html";

#[test]
fn each_language_has_its_pages_and_they_know_each_other() {
    let project = bilingual();
    let output = project.run(&["build"]);
    assert_eq!(stderr(&output), "");
    let (english, welsh) = (page(&project, RECOMMENDATION), page(&project, &format!("cy/{RECOMMENDATION}")));
    for (html, expected) in [
        (&english, "<html lang=\"en-GB\">"),
        (&english, "hreflang=\"cy\" href=\"https://progress.example.org/cy/plans/people/recommendations/9a/\""),
        (
            &english,
            "<a href=\"../../../../cy/plans/people/recommendations/9a/\" hreflang=\"cy\" lang=\"cy\">Cymraeg</a>",
        ),
        (&welsh, "<html lang=\"cy\">"),
        (&welsh, "<link rel=\"canonical\" href=\"https://progress.example.org/cy/plans/people/recommendations/9a/\">"),
        (
            &welsh,
            "<a href=\"../../../../../plans/people/recommendations/9a/\" hreflang=\"en-GB\" lang=\"en-GB\">English</a>",
        ),
        (&welsh, "href=\"../../../../../site.css\""),
        (&welsh, "Strategaeth y gweithlu"),
        (&welsh, "<p>Byddwn yn ysgrifennu un.</p>"),
        (&welsh, "<p>Mae drafft yn barod.</p>"),
        (&welsh, "Cyfarwyddwr Adnoddau Dynol"),
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
    assert!(!project.path("site/cy/site.css").exists() && !project.path("site/cy/robots.txt").exists());
    assert!(page(&project, "cy/sitemap.xml").contains("https://progress.example.org/cy/plans/people/"));
    assert!(page(&project, "robots.txt").contains("Sitemap: https://progress.example.org/cy/sitemap.xml"));
}

#[test]
fn what_is_not_translated_is_listed_and_stands_under_a_holding_line() {
    let project =
        bilingual().file("content/plans/people/recommendations/9a.cy.md", "---\ntitle: Strategaeth y gweithlu\n---\n");
    let output = project.run(&["build"]);
    let said = stderr(&output);
    assert!(said.contains("warning[not-translated]: not translated into `cy`: the text"), "{said}");
    assert!(said.contains("content/plans/people/recommendations/9a.md:2:6"), "{said}");
    let welsh = page(&project, &format!("cy/{RECOMMENDATION}"));
    assert!(welsh.contains("<div lang=\"en-GB\">\n<p>We will write one.</p>"), "{welsh}");
    assert!(welsh.contains("class=\"holding\""), "{welsh}");
    assert!(!page(&project, RECOMMENDATION).contains("class=\"holding\""));
}

#[test]
fn a_title_that_is_not_translated_tells_its_language_wherever_it_stands() {
    let project =
        bilingual().file("content/plans/people/recommendations/9a.cy.md", "---\n---\nByddwn yn ysgrifennu un.\n");
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let welsh = page(&project, &format!("cy/{RECOMMENDATION}"));
    assert!(welsh.contains("<h1>9a. <span lang=\"en-GB\">Workforce strategy</span></h1>"), "{welsh}");
    assert!(welsh.contains("<title>9a. Workforce strategy"), "{welsh}");
    let plan = page(&project, "cy/plans/people/index.html");
    assert!(plan.contains("\"><span lang=\"en-GB\">Workforce strategy</span></a>"), "{plan}");
    for entry in walkdir::WalkDir::new(project.path("site")) {
        let entry = entry.unwrap();
        let bytes = if entry.file_type().is_file() { std::fs::read(entry.path()).unwrap() } else { continue };
        let mark = "\u{fdd0}".as_bytes();
        assert!(!bytes.windows(mark.len()).any(|window| window == mark), "{}", entry.path().display());
    }
}

#[test]
fn a_site_may_refuse_to_publish_what_is_not_translated() {
    let project = bilingual().file(
        "content/site.yaml",
        "title: Progress\norganisation: Borough of Example\nlanguages: [en-GB, cy]\nuntranslated: stop\n",
    );
    std::fs::remove_dir_all(project.path("content/plans/people/recommendations")).unwrap();
    let project = project.file(
        "content/plans/people/recommendations/9a.md",
        "---\nref: 9a\ntitle: Workforce strategy\n---\nWe will write one.\n",
    );
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("error[not-translated]: not translated into `cy`: `title`, and the text"));
}

#[test]
fn a_translation_without_its_original_is_told() {
    let project = bilingual().file("content/plans/people/recommendations/10.cy.md", "---\ntitle: Deg\n---\n");
    let said = stdout(&project.run(&["check"]));
    assert!(said.contains("error[no-original]: this translation has no original beside it"), "{said}");
}

#[test]
fn languages_that_cannot_be_are_told() {
    let project = Project::small()
        .file("content/site.yaml", "title: Progress\norganisation: Borough\nlanguages: [en-GB, Welsh, gd]\n");
    let said = stdout(&project.run(&["check"]));
    assert!(said.contains("error[bad-language]: `Welsh` is not a language tag"), "{said}");
    assert!(said.contains("warning[no-strings]: the theme has no words in the language `gd`"), "{said}");
}

/// The strings of a language of the built-in theme: what each may leave open, by key.
fn strings(language: &str) -> std::collections::BTreeMap<String, std::collections::BTreeSet<String>> {
    let path = format!("{}/themes/default/strings/{language}.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let values: std::collections::BTreeMap<String, serde_json::Value> = serde_yaml::from_str(&text).unwrap();
    let open = |value: &serde_json::Value| {
        let text = value.to_string();
        let names = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        names.filter(|name| !name.contains('"')).map(str::to_owned).collect()
    };
    values.iter().map(|(key, value)| (key.clone(), open(value))).collect()
}

#[test]
fn welsh_has_all_the_words_and_leaves_the_same_open() {
    let (english, welsh) = (strings("en"), strings("cy"));
    assert!(english.len() > 500, "the strings were not read");
    let lacking: Vec<&String> = english.keys().filter(|key| !welsh.contains_key(*key)).collect();
    assert!(lacking.is_empty(), "Welsh lacks {lacking:?}");
    let differing: Vec<&String> = english.keys().filter(|key| english[*key] != welsh[*key]).collect();
    assert!(differing.is_empty(), "these leave other things open in Welsh: {differing:?}");
}

#[test]
fn welsh_counts_by_its_six_forms_and_writes_dates_its_own_way() {
    let project = bilingual().file("themes/own/strings/cy.yaml", "count_recommendations: {zero: \"{n} dim\", one: \"{n} un\", two: \"{n} dau\", few: \"{n} tri\", many: \"{n} chwech\", other: \"{n} mwy\"}\n")
        .file("themes/own/templates/page.html", "{% extends \"default/page.html\" %}{% block main %}{% for n in [0, 1, 2, 3, 4, 6, 10] %}{{ text(key=\"count_recommendations\", n=n) }};{% endfor %}{{ \"2003-07\" | due }}; {{ \"2024-02-29\" | date }}{% endblock main %}")
        .file("content/site.yaml", "title: Progress\norganisation: Borough of Example\nlanguages: [en-GB, cy]\ntheme: own\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
        .file("content/pages/about.cy.md", "---\ntitle: Amdanom\n---\nNi.\n");
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let welsh = page(&project, "cy/about/index.html");
    let expected = "0 dim;1 un;2 dau;3 tri;4 mwy;6 chwech;10 mwy;erbyn diwedd Gorffennaf 2003; 29 Chwefror 2024";
    assert!(welsh.contains(expected), "{welsh}");
}
