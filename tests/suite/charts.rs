//! Bars, the course of a recommendation and an indicator's values: positions in the drawing, and the words beside it.

use crate::project::{Project, stderr};

/// Three recommendations, two reports, and an indicator.
fn project() -> Project {
    let item = |reference: &str, rest: &str| {
        format!("---\nref: {reference}\ntitle: Promise {reference}\ntopic: staff\n{rest}---\nWe will.\n")
    };
    Project::small()
        .file("content/plans/people/recommendations/1.md", &item("1", ""))
        .file("content/plans/people/recommendations/2.md", &item("2", ""))
        .file(
            "content/plans/people/recommendations/9a.md",
            &item(
                "9a",
                "start: 2023-09\ndue: 2023-11\nactions:\n  - {id: draft, title: A draft, due: 2023-10-05}\n",
            ),
        )
        .file(
            "content/plans/people/updates/2023-11-30.yaml",
            "as_at: 2023-11-30\nupdates:\n  9a: {status: on-track}\n  1: {status: on-track}\n",
        )
        .file(
            "content/plans/people/updates/2024-01-31.yaml",
            "as_at: 2024-01-31\nupdates:\n  9a: {status: delayed, due: 2024-02, reason: Talks took longer.}\n  1: {status: complete}\n",
        )
        .file(
            "content/plans/people/indicators.yaml",
            "absence:\n  title: Absence\n  unit: days\n  better: lower\n  refs: [9a]\n  targets: [{date: 2024-03-31, value: 9.0}]\n  \
             values: [{date: 2023-03-31, value: 12.4}, {date: 2023-09-30~, value: 11.9}]\n",
        )
}

fn page(path: &str) -> String {
    let project = project();
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    std::fs::read_to_string(project.path(&format!("site/{path}index.html"))).unwrap()
}

/// The part of a page from one text to the next.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("{from} is not in\n{page}"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

/// What follows each occurrence of a text, up to the next quotation mark or tag.
fn each<'p>(part: &'p str, before: &str) -> Vec<&'p str> {
    part.split(before).skip(1).map(|rest| rest.split(['"', '<']).next().unwrap()).collect()
}

#[test]
fn a_bar_has_a_part_for_each_status_and_its_key_says_how_many() {
    for path in ["", "plans/people/", "plans/people/topics/staff/"] {
        let html = page(path);
        let bar = between(&html, "<svg class=\"bar\"", "</ul>");
        assert_eq!(each(bar, "class=\"part "), ["red", "green", "unreported"], "{path}");
        let widths: Vec<&str> = each(bar, "\" width=\"").into_iter().filter(|width| width.contains('%')).collect();
        assert_eq!(widths, ["33.33%", "33.34%", "33.33%"], "{path}\n{bar}");
        for words in ["Delayed: 1", "Complete: 1", "No status reported: 1"] {
            assert!(bar.contains(words), "{words}\n{bar}");
        }
    }
}

#[test]
fn each_report_has_its_bar_and_its_row() {
    let html = page("plans/people/");
    let figure = between(&html, "id=\"progress\"", "</figure>");
    assert_eq!(each(figure, "class=\"part "), ["blue", "unreported", "red", "green", "unreported"]);
    let table = between(&html, "<caption>The same in figures", "</table>");
    let heads = each(table, "class=\"figure\">");
    assert_eq!(heads[..5], ["On track", "Delayed", "Complete", "No status reported", "All"]);
    let first = between(table, "30 November 2023", "</tr>");
    assert_eq!(
        each(first, "\">").iter().filter(|text| !text.is_empty()).collect::<Vec<_>>(),
        [&"2", &"0", &"0", &"1", &"3"]
    );
}

#[test]
fn one_report_alone_shows_no_progress() {
    let project = Project::small();
    project.run(&["build"]);
    let html = std::fs::read_to_string(project.path("site/plans/people/index.html")).unwrap();
    assert!(!html.contains("id=\"progress\""), "{html}");
}

#[test]
fn the_course_of_a_recommendation_is_told_in_order() {
    let html = page("plans/people/recommendations/9a/");
    let course = between(&html, "id=\"course\"", "</section>");
    let moments = between(course, "<caption>The same in order of date", "</table>");
    assert_eq!(
        each(moments, "scope=\"row\">"),
        [
            "from September 2023",
            "by 5 October 2023",
            "by the end of November 2023",
            "30 November 2023",
            "31 January 2024",
            "31 January 2024",
            "by the end of February 2024"
        ]
    );
    for words in ["Work begins", "Due: A draft", "First promised", "Date moved: now due by the end of February 2024"] {
        assert!(moments.contains(words), "{words}\n{moments}");
    }
    // From 1 September 2023 to 29 February 2024: 182 days.
    let reports = between(course, "Reports and what they said", "</li>");
    assert!(reports.contains("30 November 2023: On track; 31 January 2024: Delayed"), "{reports}");
    assert_eq!(each(reports, "<svg x=\""), ["50%", "84.07%"], "{reports}");
    let rows = between(course, "As a whole", "</li>");
    assert!(rows.contains("class=\"slip\" x=\"50%\" y=\"-3\" width=\"50%\""), "{rows}");
}

#[test]
fn a_recommendation_without_dates_has_no_course() {
    assert!(!page("plans/people/recommendations/2/").contains("id=\"course\""));
}

#[test]
fn an_indicator_is_drawn_with_its_target_above_its_table() {
    for path in ["plans/people/", "plans/people/recommendations/9a/"] {
        let html = page(path);
        let plot = between(&html, "<svg class=\"plot\"", "<table");
        assert_eq!(each(plot, "dy=\".35em\">"), ["9", "10", "11", "12", "13"], "{plot}");
        // 12.4 of 9 to 13 is 85 % up, on the last day of March 2023, of 15 months from January 2023 on.
        assert!(
            plot.contains("<line class=\"course\" x1=\"19.74%\" y1=\"15%\" x2=\"59.87%\" y2=\"27.5%\"/>"),
            "{plot}"
        );
        assert!(plot.contains("<line class=\"aim\" x1=\"0%\" y1=\"100%\" x2=\"100%\" y2=\"100%\"/>"), "{plot}");
        assert!(plot.contains("class=\"value about\"") && plot.contains(">Target 9.0</text>"), "{plot}");
        assert!(html.contains("Measured in days. Lower is better."), "{html}");
    }
}
