//! The pages that the law asks for: made by the site, worded by the theme, replaced by an author's own.

use crate::fixtures::Built;
use crate::project::{Project, stderr};
use crate::reading::main_lines;

fn page(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(&format!("site/{path}"))).unwrap()
}

fn built(project: Project) -> Project {
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    project
}

#[test]
fn a_site_without_a_statement_has_the_other_two_and_leads_to_them() {
    let project = built(Project::small());
    assert!(!project.path("site/accessibility").exists());
    for path in ["index.html", "plans/people/index.html", "404.html"] {
        let html = page(&project, path);
        assert!(html.contains("privacy/\">Privacy</a>") && html.contains("licence/\">Licence</a>"), "{html}");
        assert!(!html.contains("Accessibility statement"), "{html}");
    }
    let privacy = page(&project, "privacy/index.html");
    assert!(privacy.contains("It sets no cookies"), "{privacy}");
}

#[test]
fn a_page_of_ones_own_takes_the_address() {
    let project = built(
        Project::small()
            .file(
                "content/site.yaml",
                "title: Progress\norganisation: Borough of Example\nbase_url: https://progress.example.org/\ncontact: {title: Web team, email: web@example.org}\naccessibility: {compliance: full, prepared: 2024-01-15}\n",
            )
            .file("content/pages/accessibility.md", "---\ntitle: Can you use this?\n---\nWe hope so. See [privacy](/privacy/).\n"),
    );
    let own = page(&project, "accessibility/index.html");
    assert!(own.contains("<h1>Can you use this?</h1>") && own.contains("We hope so"), "{own}");
    assert_eq!(own.matches("href=\"../accessibility/\">").count(), 1, "the foot leads there once: {own}");
    let map = page(&project, "sitemap.xml");
    for address in ["accessibility", "licence", "privacy"] {
        assert_eq!(map.matches(&format!("https://progress.example.org/{address}/<")).count(), 1, "{map}");
    }
}

#[test]
fn a_site_without_a_licence_says_so_and_one_with_another_names_it() {
    let of = |licence: &str| {
        let site = format!("title: Progress\norganisation: Borough of Example\nlicence: {licence}\n");
        let project = built(Project::small().file("content/site.yaml", &site));
        main_lines(&page(&project, "licence/index.html")).join("\n")
    };
    assert!(of("none").contains("No licence is stated."));
    let other = of("CC-BY-4.0");
    assert!(other.contains("under the Creative Commons Attribution 4.0 International"), "{other}");
    assert!(!other.contains("public sector information"), "only the OGL asks for these words: {other}");
}

#[test]
fn the_statement_answers_in_the_order_of_the_model() {
    let lines = Built::of("full-feature").lines("accessibility");
    let order = [
        "How accessible this site is",
        "What to do if you cannot use a part of this site",
        "Report a problem with the accessibility of this site",
        "How the law is enforced",
        "Technical information about the accessibility of this site",
        "Compliance status",
        "Content that is not accessible",
        "What does not meet the accessibility regulations",
        "It fails these success criteria of WCAG 2.2: 1.3.1 Info and Relationships; 2.4.6 Headings and Labels.",
        "What would be a disproportionate burden",
        "What the accessibility regulations do not cover",
        "What we are doing to improve accessibility",
        "How this statement was made",
        "20 January 2025",
    ];
    let mut rest = lines.iter();
    for wanted in order {
        assert!(rest.any(|line| line.contains(wanted)), "`{wanted}` is not in its place: {lines:#?}");
    }
}

#[test]
fn the_statement_is_told_in_each_language() {
    let built = Built::of("bilingual");
    let welsh = built.lines("cy/accessibility").join("\n");
    for words in ["Datganiad hygyrchedd", "deg diwrnod gwaith", "Lluniau o bapur ydynt", "tîm gwe'r cyngor ei hun"] {
        assert!(welsh.contains(words), "{words}\n{welsh}");
    }
    assert!(!welsh.contains("ten working days"), "{welsh}");
}
