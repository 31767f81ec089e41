//! What a page says of itself to search engines and to those with whom it is shared.

use std::path::Path;

use crate::fixtures::Built;
use crate::project::Project;

/// The content of a page's `meta` element, its references left as they are.
fn meta<'h>(html: &'h str, attribute: &str) -> Option<&'h str> {
    let element = html.split("<meta ").find(|rest| rest.starts_with(attribute))?;
    element.split("content=\"").nth(1)?.split('"').next()
}

fn pages(root: &Path) -> Vec<(String, String)> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"))
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (path, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn every_page_describes_itself() {
    let built = Built::of("full-feature");
    let pages = pages(&built.root());
    assert!(pages.len() > 50, "{}", pages.len());
    for (path, html) in &pages {
        let description = meta(html, "name=\"description\"").unwrap();
        assert!(description.len() > 10 && !description.contains(['\n', '{']), "{path}: {description}");
        // What is not found and what has moved is not shared.
        if path == "404.html" || html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let address = format!("https://progress.aberelwedd.example.org/{}", path.strip_suffix("index.html").unwrap());
        assert_eq!(meta(html, "property=\"og:url\""), Some(address.as_str()));
        assert_eq!(meta(html, "property=\"og:description\""), Some(description));
        assert_eq!(meta(html, "property=\"og:locale\""), Some("en_GB"));
        let heading = html.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap().trim();
        assert_eq!(meta(html, "property=\"og:title\""), Some(heading), "{path}");
    }
}

#[test]
fn a_description_says_how_it_goes() {
    let built = Built::of("full-feature");
    let description = |path: &str| {
        let html = std::fs::read_to_string(built.root().join(path).join("index.html")).unwrap();
        meta(&html, "name=\"description\"").unwrap().to_owned()
    };
    assert_eq!(
        description("plans/peer-challenge-2023/recommendations/2.2"),
        "Delayed; due by 31 July 2025. Twelve sessions first, the strategy after them. It will be no longer than twenty \
         pages, and every manager will talk it through with their team within a month."
    );
    assert_eq!(
        description("plans/peer-challenge-2023/recommendations/8"),
        "No status reported. Allowances may keep people with caring duties from standing. Ask the panel to look at it."
    );
    assert_eq!(description("plans/peer-challenge-2023/topics/people"), "1 of 4 is on track; 1 is overdue.");
    assert!(
        description("plans/peer-challenge-2023/rounds/2024-09-30").starts_with("16 recommendations were reported on.")
    );
}

#[test]
fn without_a_base_address_nothing_is_said_of_addresses() {
    let project = Project::small();
    assert!(project.run(&["build"]).status.success());
    for (path, html) in pages(&project.path("site")) {
        assert!(meta(&html, "name=\"description\"").is_some_and(|text| text.len() > 10), "{path}");
        assert!(!html.contains("og:") && !html.contains("canonical"), "{path}");
    }
}
