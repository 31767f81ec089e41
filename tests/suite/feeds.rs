//! The Atom feeds: what a feed reader finds in them, by the rules of RFC 4287.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::expected;
use crate::fixtures::Built;
use crate::project::{Project, stderr};

#[derive(Debug, Deserialize)]
struct Feed {
    id: String,
    title: String,
    updated: String,
    author: Author,
    link: Vec<Link>,
    #[serde(rename = "@xml:lang")]
    language: String,
    #[serde(default)]
    entry: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    id: String,
    title: String,
    updated: String,
    link: Vec<Link>,
    content: Content,
}

#[derive(Debug, Deserialize)]
struct Author {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Link {
    #[serde(rename = "@rel")]
    rel: String,
    #[serde(rename = "@href")]
    href: String,
}

#[derive(Debug, Deserialize)]
struct Content {
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "$text")]
    text: String,
}

#[derive(Deserialize)]
struct Map {
    url: Vec<Url>,
}

#[derive(Deserialize)]
struct Url {
    loc: String,
    lastmod: Option<String>,
}

const BASE: &str = "https://progress.example.org/people/";

/// Two reports: the second moves a date, says `&` and `<`, and links within the site.
fn reported() -> Project {
    Project::small()
        .file(
            "content/site.yaml",
            "title: Progress & more\norganisation: Borough of Example\nbase_url: https://progress.example.org/people\n",
        )
        .file(
            "content/plans/people/updates/2024-02.yaml",
            "as_at: 2024-02\ntitle: February report\nsummary: Pay & grading held things up.\nupdates:\n  9a:\n    status: delayed\n    due: 2024-09\n    reason: Talks took longer.\n    approved: {body: Cabinet}\n    progress: |\n      See [the lead](lead:director-hr), if pay < 5 & \"fair\".\n",
        )
}

fn build(project: &Project) {
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

fn text(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(&format!("site/{path}"))).unwrap()
}

fn feed(project: &Project, path: &str) -> Feed {
    quick_xml::de::from_str(&text(project, path)).unwrap()
}

const FEEDS: [&str; 4] =
    ["feed.xml", "plans/people/feed.xml", "plans/people/topics/staff/feed.xml", "leads/director-hr/feed.xml"];

#[test]
fn the_feed_of_a_plan_reads_like_this() {
    let project = reported();
    build(&project);
    expected::same("feed.xml", &text(&project, "plans/people/feed.xml"));
}

#[test]
fn every_feed_keeps_the_rules() {
    let project = reported();
    build(&project);
    for path in FEEDS {
        keeps_the_rules(&project.path("site"), BASE, path);
    }
}

#[test]
fn every_feed_of_a_plan_that_uses_everything_keeps_the_rules() {
    let built = Built::of("full-feature");
    let files = walkdir::WalkDir::new(built.root()).into_iter().map(Result::unwrap);
    let feeds: Vec<String> = files
        .filter(|entry| entry.file_name() == "feed.xml")
        .map(|entry| entry.path().strip_prefix(built.root()).unwrap().to_str().unwrap().to_owned())
        .collect();
    assert!(feeds.len() > 10, "{feeds:?}");
    for path in feeds {
        keeps_the_rules(&built.root(), "https://progress.aberelwedd.example.org/", &path);
    }
}

fn keeps_the_rules(root: &Path, base: &str, path: &str) {
    let text = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let feed: Feed = quick_xml::de::from_str(&text(path)).unwrap();
    assert_eq!(feed.id, format!("{base}{path}"));
    assert!(!feed.author.name.is_empty() && !feed.title.is_empty() && feed.language == "en-GB", "{path}");
    let find = |links: &[Link], rel: &str| links.iter().find(|link| link.rel == rel).unwrap().href.clone();
    assert_eq!(find(&feed.link, "self"), feed.id);
    assert_eq!(format!("{}feed.xml", find(&feed.link, "alternate")), feed.id);
    assert!(feed.updated.parse::<jiff::Timestamp>().is_ok(), "{path}: {}", feed.updated);
    let ids: BTreeSet<&str> = feed.entry.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), feed.entry.len(), "{path}: ids are unique");
    assert!(feed.entry.is_sorted_by(|a, b| a.updated >= b.updated), "{path}: newest first");
    assert!(feed.entry.first().is_none_or(|entry| entry.updated == feed.updated), "{path}");
    for entry in &feed.entry {
        assert!(!entry.title.is_empty() && entry.content.kind == "html");
        assert!(entry.updated.parse::<jiff::Timestamp>().is_ok(), "{}", entry.updated);
        let page = find(&entry.link, "alternate");
        let (page, anchor) = page.split_once('#').unwrap_or((&page, ""));
        let html = text(&format!("{}index.html", page.strip_prefix(base).unwrap()));
        assert!(anchor.is_empty() || html.contains(&format!("id=\"{anchor}\"")), "{anchor} is not on {page}");
        for href in entry.content.text.split("href=\"").skip(1) {
            // A footnote is within the entry, whose base makes the rest of its address.
            assert!(
                href.starts_with("https://") || href.starts_with("#fn"),
                "{path} has a link that is not whole: {href}"
            );
        }
    }
}

#[test]
fn an_entry_says_in_words_what_happened() {
    let project = reported();
    build(&project);
    let titles = |path: &str| -> Vec<String> { feed(&project, path).entry.into_iter().map(|e| e.title).collect() };
    assert_eq!(
        titles("feed.xml"),
        [
            "February report: what changed (People plan)",
            "9a. Workforce strategy: now Delayed, and its date moved (People plan)",
            "Report for 31 January 2024: what changed (People plan)",
            "9a. Workforce strategy: now On track (People plan)",
        ]
    );
    // The feeds of a lead and of a topic tell of its recommendations alone.
    assert_eq!(titles("leads/director-hr/feed.xml").len(), 2);
    assert_eq!(feed(&project, "feed.xml").title, "Progress & more: what was reported");
    let content = &feed(&project, "plans/people/feed.xml").entry[1].content.text;
    assert!(
        content.contains(
            "<a href=\"https://progress.example.org/people/leads/director-hr/\">the lead</a>, if pay &lt; 5 &amp; "
        ),
        "{content}"
    );
}

#[test]
fn a_paper_is_told_of_by_the_site_and_by_its_plan() {
    let paper = |title: &str| {
        format!(
            "---\ntitle: {title}\ncommittee: Scrutiny\ndate: 2024-02-10\nrecommendations: [To note *it*.]\n---\nText.\n"
        )
    };
    let project = reported()
        .file("content/plans/people/papers/2024-02-10-progress.md", &paper("Progress & more"))
        .file("content/papers/2024-02-10-how.md", &paper("How we report"));
    build(&project);
    let of_plan = feed(&project, "plans/people/feed.xml");
    let entry = of_plan.entry.iter().find(|entry| entry.title.starts_with("Paper")).unwrap();
    assert_eq!(entry.title, "Paper: Progress & more (People plan)");
    assert!(entry.id.ends_with("/plans/people/papers/2024-02-10-progress/"), "{}", entry.id);
    assert_eq!(entry.updated, "2024-02-10T00:00:00Z");
    assert!(entry.content.text.contains("For Scrutiny, 10 February 2024"), "{}", entry.content.text);
    assert!(entry.content.text.contains("To note <em>it</em>."), "{}", entry.content.text);
    let titles: Vec<String> = feed(&project, "feed.xml").entry.into_iter().map(|entry| entry.title).collect();
    assert!(titles.contains(&"Paper: How we report".to_owned()), "{titles:?}");
    assert!(!of_plan.entry.iter().any(|entry| entry.title.contains("How we report")));
}

#[test]
fn no_date_of_a_feed_is_after_the_day_that_the_site_speaks_for() {
    let project = reported();
    // February has not ended on the 20th.
    let output = project.run_as_of("2024-02-20", &["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(feed(&project, "feed.xml").updated, "2024-02-20T00:00:00Z");
}

#[test]
fn a_new_title_makes_no_new_entry() {
    let project = reported();
    build(&project);
    let ids =
        |project: &Project| -> Vec<String> { feed(project, "feed.xml").entry.into_iter().map(|e| e.id).collect() };
    let before = ids(&project);
    let project = project
        .file("content/plans/people/plan.yaml", "title: Our people\ntopics:\n  - {id: staff, title: All of us}\n")
        .file(
            "content/plans/people/recommendations/9a.md",
            "---\nref: 9a\ntitle: Another title\ntopic: staff\nleads: [director-hr]\ndue: 2024-04\n---\nWe will.\n",
        );
    build(&project);
    assert_eq!(ids(&project), before);
}

#[test]
fn an_update_of_internal_words_alone_has_no_entry() {
    let project = reported().file(
        "content/plans/people/updates/2024-02-10.yaml",
        "as_at: 2024-02-10\nupdates:\n  9a: {internal: We are worried.}\n",
    );
    build(&project);
    assert_eq!(feed(&project, "leads/director-hr/feed.xml").entry.len(), 2);
}

#[test]
fn a_feed_ends_after_fifty_entries() {
    let mut project = reported();
    for day in 1..=28 {
        for (month, status) in [(11, "on-track"), (12, "at-risk")] {
            let date = format!("2023-{month}-{day:02}");
            project = project.file(
                &format!("content/plans/people/updates/{date}.yaml"),
                &format!("as_at: {date}\nupdates:\n  9a: {{status: {status}}}\n"),
            );
        }
    }
    build(&project);
    let feed = feed(&project, "feed.xml");
    assert_eq!((feed.entry.len(), feed.entry[0].updated.as_str()), (50, "2024-02-29T00:00:00Z"));
}

#[test]
fn pages_lead_to_their_feeds() {
    let project = reported();
    build(&project);
    let lead = text(&project, "leads/director-hr/index.html");
    for expected in [
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Progress &amp; more: what was reported\" href=\"../../feed.xml\">",
        "<a href=\"../../leads/director-hr/feed.xml\" type=\"application/atom+xml\">Director of HR: what was reported</a>",
    ] {
        assert!(lead.contains(expected), "{expected}\n{lead}");
    }
    let recommendation = text(&project, "plans/people/recommendations/9a/index.html");
    assert!(recommendation.contains("href=\"../../../../plans/people/feed.xml\""), "{recommendation}");
}

#[test]
fn without_a_base_address_there_are_no_feeds() {
    let project = Project::small();
    build(&project);
    assert!(!project.path("site/feed.xml").exists());
    assert!(!text(&project, "index.html").contains("atom+xml"));
}

#[test]
fn the_site_map_says_when_a_page_last_told_something() {
    let project = reported().file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    build(&project);
    let map: Map = quick_xml::de::from_str(&text(&project, "sitemap.xml")).unwrap();
    let day = |path: &str| map.url.iter().find(|url| url.loc == format!("{BASE}{path}")).unwrap().lastmod.clone();
    assert_eq!(day("plans/people/recommendations/9a/").as_deref(), Some("2024-02-29"));
    assert_eq!(day("plans/people/rounds/2024-01-31/").as_deref(), Some("2024-01-31"));
    assert_eq!(day("leads/director-hr/").as_deref(), Some("2024-02-29"));
    assert_eq!(day("about/"), None);
    for url in &map.url {
        let path = format!("site/{}index.html", url.loc.strip_prefix(BASE).unwrap());
        assert!(project.path(&path).exists(), "{path}");
    }
    assert_eq!(text(&project, "robots.txt"), format!("User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"));
}
