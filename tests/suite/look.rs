//! How a site looks and what it says first: the answer in one sentence, its own colours and logo, weights.

use std::io::Write;
use std::path::Path;

use headway::colour;

use crate::fixtures::Built;
use crate::project::{Project, stderr};
use crate::reading;

fn page(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(&format!("site/{path}"))).unwrap()
}

/// The first sentence of the page of a plan with these recommendations: their due dates, and the
/// statuses reported of them, if any.
fn answer(labels: &str, recommendations: &[(&str, Option<&str>)]) -> String {
    let mut project = Project::empty()
        .file("content/site.yaml", "title: Progress\norganisation: Borough of Example\n")
        .file("content/plans/p/plan.yaml", &format!("title: Plan\n{labels}"));
    let mut updates = String::from("as_at: 2024-01-31\nupdates:\n");
    for (index, (due, status)) in recommendations.iter().enumerate() {
        let number = index + 1;
        let text = format!("---\nref: {number}\ntitle: Promise {number}\ndue: {due}\n---\nWe will.\n");
        project = project.file(&format!("content/plans/p/recommendations/{number}.md"), &text);
        updates.extend(status.map(|status| format!("  {number}: {{status: {status}}}\n")));
    }
    if recommendations.iter().any(|(_, status)| status.is_some()) {
        project = project.file("content/plans/p/updates/2024-01-31.yaml", &updates);
    }
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let html = page(&project, "plans/p/index.html");
    reading::main_lines(&html).into_iter().nth(1).unwrap()
}

/// The due date and the last status of each recommendation of a plan.
type Plan<'a> = &'a [(&'a str, Option<&'a str>)];

#[test]
fn the_answer_is_one_sentence_for_all_counts() {
    const AHEAD: &str = "2024-12";
    const PAST: &str = "2024-01-31";
    let cases: &[(Plan<'_>, &str)] = &[
        (&[(AHEAD, None)], "No status has been reported for the one recommendation."),
        (&[(AHEAD, None); 3], "No status has been reported for any of the 3 recommendations."),
        (
            &[(AHEAD, None), (PAST, None)],
            "No status has been reported for any of the 2 recommendations; the date of 1 has passed.",
        ),
        (&[(AHEAD, Some("on-track"))], "The one recommendation is on track; none is overdue."),
        (&[(AHEAD, Some("complete"))], "The one recommendation is complete."),
        (&[(AHEAD, Some("complete")), (AHEAD, Some("closed"))], "All 2 recommendations are complete or closed."),
        (
            &[(AHEAD, Some("on-track")), (PAST, Some("on-track")), (PAST, Some("complete"))],
            "All 3 recommendations are on track or complete; 1 is overdue.",
        ),
        (
            &[(AHEAD, Some("on-track")), (PAST, Some("delayed")), (PAST, Some("delayed"))],
            "1 of 3 recommendations is on track; 2 are overdue.",
        ),
        (
            &[(AHEAD, Some("not-due")), (AHEAD, Some("at-risk"))],
            "None of the 2 recommendations is on track or complete; none is overdue.",
        ),
        (
            &[(AHEAD, Some("not-started")), (AHEAD, None), (AHEAD, None)],
            "The one recommendation with a status is neither on track nor complete; none is overdue; 2 have no status \
             reported.",
        ),
        (
            &[(AHEAD, Some("closed")), (AHEAD, None), (PAST, None)],
            "1 of 3 recommendations is closed; 2 have no status reported, 1 of them with a date that has passed.",
        ),
    ];
    for (recommendations, expected) in cases {
        assert_eq!(answer("", recommendations), *expected, "{recommendations:?}");
    }
    let renamed = answer("labels: {recommendation: Priority}\n", &[(AHEAD, Some("on-track")), (PAST, None)]);
    assert_eq!(renamed, "1 of 2 is on track; 1 has no status reported, and its date has passed.");
}

#[test]
fn a_site_may_have_colours_and_a_logo_of_its_own() {
    let project = Project::small()
        .file(
            "content/site.yaml",
            "title: Progress\norganisation: Borough of Example\nlogo: {file: crest.svg, alt: Borough of Example}\n\
             colours: {accent: \"#7a1f5c\"}\n",
        )
        .file("content/files/crest.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>")
        .file("content/pages/about.md", "---\ntitle: About\n---\n[Our sign](files/crest.svg)\n");
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let html = page(&project, "plans/people/recommendations/9a/index.html");
    assert!(html.contains("<img src=\"../../../../files/crest.svg\" alt=\"Borough of Example\">"), "{html}");
    let sheets: Vec<&str> =
        html.split("rel=\"stylesheet\" href=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    assert_eq!(sheets, ["../../../../site.css", "../../../../colours.css"]);
    let light = colour::read("#7a1f5c").unwrap();
    let expected = format!(
        "@media screen{{:root{{--accent:{light};--link:{light}}}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{--link:{}}}}}\n",
        colour::readable_on_dark(light)
    );
    assert_eq!(page(&project, "colours.css"), expected);
    assert!(page(&project, "about/index.html").contains("<a href=\"../files/crest.svg\">"));
    assert!(project.path("site/files/crest.svg").exists());
    let plain = Project::small();
    plain.run(&["build"]);
    assert!(!plain.path("site/colours.css").exists() && !page(&plain, "index.html").contains("colours.css"));
}

#[test]
fn contrast_is_measured_against_the_colours_of_the_style_sheet() {
    let css = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets/site.css");
    let css = std::fs::read_to_string(css).unwrap();
    let token = |name: &str, of: usize| {
        let value = css.split(&format!("{name}:")).nth(of + 1).unwrap().split([';', '}']).next().unwrap();
        colour::read(value).unwrap()
    };
    for (index, name) in ["--paper", "--surface", "--soft"].iter().enumerate() {
        assert_eq!((token(name, 0), token(name, 1)), (colour::LIGHT[index], colour::DARK[index]), "{name}");
    }
    assert_eq!((token("--accent", 0), token("--link", 0)), (colour::ACCENT, colour::ACCENT));
    assert_eq!(token("--link", 1), colour::ACCENT_DARK);
}

/// How many bytes a host sends.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn no_page_is_heavy() {
    let site = Built::of("full-feature");
    let mut heaviest = (0, String::new());
    for entry in walkdir::WalkDir::new(site.root()).into_iter().map(Result::unwrap) {
        let path = entry.path().display().to_string();
        if path.ends_with(".html") {
            heaviest = heaviest.max((compressed(&std::fs::read(entry.path()).unwrap()), path));
        }
    }
    assert!(heaviest.0 > 0 && heaviest.0 < 40_000, "{heaviest:?}");
    let css = compressed(&std::fs::read(site.root().join("site.css")).unwrap());
    assert!(css < 12_000, "the style sheet has {css} bytes");
    let font = std::fs::metadata(site.root().join("fonts/atkinson-hyperlegible-next.woff2")).unwrap().len();
    assert!(font < 20_000, "the font has {font} bytes");
}
