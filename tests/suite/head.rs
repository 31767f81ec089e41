//! What a page says of itself to search engines and to those with whom it is shared.

use std::collections::BTreeMap;
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
fn no_two_pages_have_one_title_or_say_the_same_of_themselves() {
    for fixture in ["full-feature", "bilingual", "own-statuses"] {
        let built = Built::of(fixture);
        let mut seen = BTreeMap::new();
        for (path, html) in pages(&built.root()).iter().filter(|(_, html)| !html.contains("http-equiv=\"refresh\"")) {
            let title = html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
            for own in [format!("titled {title}"), meta(html, "name=\"description\"").unwrap().to_owned()] {
                let other = seen.insert(own.clone(), path);
                // A page of which nothing is translated is its twin's very likeness.
                let is_twin = other.is_some_and(|other| path.strip_prefix("cy/").is_some_and(|twin| twin == other));
                assert!(other.is_none() || is_twin, "{path} and {other:?}: {own}");
            }
        }
    }
}

#[test]
fn pieces_of_one_page_keep_their_headings_and_footnotes_apart() {
    let project = Project::small()
        .file(
            "content/plans/people/recommendations/9a.md",
            "---\nref: 9a\ntitle: Workforce strategy\nrecommended: |\n  Write[^1] one.\n\n  [^1]: Soon.\n---\nWe will[^1].\n\n## Updates\n\nSee [above](#updates).\n\n## Next\n\n[^1]: By May.\n",
        )
        .file(
            "content/plans/people/updates/2024-01-31.yaml",
            "as_at: 2024-01-31\nupdates:\n  9a:\n    status: on-track\n    progress: |\n      A draft[^1].\n\n      ## Next\n\n      Talk.\n\n      [^1]: Of ten pages.\n",
        );
    assert!(project.run(&["build"]).status.success());
    let html = std::fs::read_to_string(project.path("site/plans/people/recommendations/9a/index.html")).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for id in html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(seen.insert(id), "`{id}` stands twice: {html}");
    }
    let to = |text: &str| html.split(text).nth(1).unwrap().split("href=\"#").nth(1).unwrap().split('"').next().unwrap();
    for text in ["Write", "We will", "A draft", "See "] {
        assert!(seen.contains(to(text)), "{text} leads to {}", to(text));
    }
    assert_ne!(to("See "), "updates", "the author's heading is meant, not the page's");
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
    assert_eq!(
        description("plans/peer-challenge-2023/topics/people"),
        "People who work here, Peer challenge 2023. 1 of 4 is on track; 1 is overdue."
    );
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

/// The width, the height and the bytes of a PNG (its first part is `IHDR`).
fn picture(path: &Path) -> (u32, u32, Vec<u8>) {
    let bytes = std::fs::read(path).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes[12..16] == *b"IHDR", "{} is no PNG", path.display());
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20), bytes)
}

#[test]
fn a_page_is_shared_with_a_picture_of_its_plan() {
    let built = Built::of("full-feature");
    let base = "https://progress.aberelwedd.example.org/";
    for (path, html) in pages(&built.root()) {
        if path == "404.html" || html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let address = meta(&html, "property=\"og:image\"").unwrap_or_else(|| panic!("{path} has no picture"));
        let plan = path.strip_prefix("plans/").map(|rest| format!("plans/{}/", rest.split('/').next().unwrap()));
        assert_eq!(address, format!("{base}{}share.png", plan.unwrap_or_default()), "{path}");
        assert!(built.root().join(address.strip_prefix(base).unwrap()).exists(), "{path}: {address}");
        assert!(meta(&html, "property=\"og:image:alt\"").is_some_and(|words| words.len() > 10), "{path}");
    }
    let (width, height, _) = picture(&built.root().join("share.png"));
    assert_eq!((width, height), (1200, 630));
}

#[test]
fn a_picture_shows_the_title_and_what_was_reported_whatever_its_letters() {
    let share = |title: &str, status: &str| {
        let project = Project::small()
            .file("content/site.yaml", "title: P\norganisation: O\nbase_url: https://progress.example.org\n")
            .file("content/plans/people/plan.yaml", &format!("title: {title}\ntopics: [{{id: staff, title: Staff}}]\n"))
            .file(
                "content/plans/people/updates/2024-01-31.yaml",
                &format!("as_at: 2024-01-31\nupdates: {{9a: {{status: {status}}}}}\n"),
            );
        let output = project.run(&["build"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        picture(&project.path("site/plans/people/share.png")).2
    };
    let first = share("Tai & phobl, tŷ a gŵr", "on-track");
    assert_eq!(first, share("Tai & phobl, tŷ a gŵr", "on-track"), "the same sources give the same bytes");
    assert_ne!(first, share("Another", "on-track"));
    assert_ne!(first, share("Tai & phobl, tŷ a gŵr", "delayed"));
    // Letters of no face, one word too long for a line, and a title too long for all of them.
    for title in ["計画", &"w".repeat(300), &"many words ".repeat(60)] {
        share(title, "on-track");
    }
}
