//! A plan's timeline: what the drawing's positions say, and that the words and the table say the same.

use crate::project::{Project, stderr};

/// A year of one plan, with a date of each kind.
fn project() -> Project {
    Project::small()
        .file(
            "content/plans/people/plan.yaml",
            "title: People plan\nadopted: 2023-03-15\ntopics:\n  - {id: staff, title: Staff}\n  - {id: money, title: Money}\n\
             reporting: {dates: [2024-01, 2024-02-10]}\n",
        )
        .file(
            "content/plans/people/recommendations/9a.md",
            "---\nref: 9a\ntitle: Workforce strategy\ntopic: staff\nstart: 2023-04\ndue: 2023-12\nactions:\n  \
             - {id: draft, title: A draft, due: 2023-07~, milestones: [{date: 2023-06, title: Talks}]}\n  \
             - {id: rest, title: The rest}\n---\nWe will write one.\n",
        )
        .file(
            "content/plans/people/recommendations/10.md",
            "---\nref: 10\ntitle: Training\ntopic: staff\nstart: 2023-10\ndue: ongoing\nreview: 2024-03\n---\nWe will.\n",
        )
        .file("content/plans/people/recommendations/11.md", "---\nref: 11\ntitle: Pay\ntopic: money\n---\nSome day.\n")
        .file(
            "content/plans/people/updates/2024-01-31.yaml",
            "as_at: 2024-01-31\nupdates:\n  9a: {status: delayed, due: 2024-03, reason: Talks took longer.}\n",
        )
}

fn page(project: &Project, path: &str) -> String {
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    std::fs::read_to_string(project.path(&format!("site/plans/people/{path}index.html"))).unwrap()
}

/// The part of a page from one text to the next.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("{from} is not in\n{page}"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

fn row<'p>(page: &'p str, title: &str) -> &'p str {
    between(&page[page.find("class=\"rows\"").unwrap()..], title, "</li>")
}

/// Every element's class with its position and width, in order.
fn drawn(row: &str) -> Vec<String> {
    let value = |element: &str, name: &str| {
        element.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap().to_owned())
    };
    let elements = row.split('<').filter(|element| element.contains('%') && !element.starts_with("svg class=\"mid"));
    elements
        .map(|element| {
            let x = value(element, "x").or(value(element, "x1")).unwrap();
            let width = value(element, "width").filter(|width| width.contains('%')).or(value(element, "x2"));
            format!("{} {x} {}", value(element, "class").unwrap(), width.unwrap_or_default()).trim().to_owned()
        })
        .collect()
}

#[test]
fn a_moved_date_is_drawn_beside_the_first_promise() {
    let html = page(&project(), "timeline/");
    let row = row(&html, "9a. Workforce strategy");
    // From 1 January 2023 to 31 March 2024: 456 days.
    assert_eq!(
        drawn(row),
        [
            "extent 19.74% 80.26%",
            "work 19.74% 80.26%",
            "slip 80.04% 19.96%",
            "was 73.25% 6.79%",
            "due 93.2% 6.8%",
            "shape 100%",
        ]
    );
    assert!(row.contains("from April 2023, by the end of March 2024, first promised by the end of December 2023"));
    assert!(row.contains("class=\"lane red\"") && row.contains(">Delayed</span>"), "{row}");
    let table = between(&html[html.find("id=\"tables\"").unwrap()..], "9a. Workforce strategy", "</tr>");
    for words in ["from April 2023", "by the end of December 2023", "by the end of March 2024", "Delayed"] {
        assert!(table.contains(words), "{words}\n{table}");
    }
}

#[test]
fn an_approximate_date_is_soft_and_a_further_step_has_its_mark() {
    let html = page(&project(), "timeline/");
    let row = row(&html, "A draft");
    assert_eq!(drawn(row), ["extent 39.69% 6.8%", "due soft 39.69% 6.8%", "deadline 46.49%", "step 39.69%"]);
    assert!(row.contains("by about the end of July 2023"), "{row}");
    let table = between(&html[html.find("id=\"tables\"").unwrap()..], "A draft", "</tr>");
    assert!(table.contains("Talks: June 2023") && table.contains("No status reported"), "{table}");
}

#[test]
fn what_goes_on_has_no_end_and_what_has_no_date_is_named() {
    let html = page(&project(), "timeline/");
    let row = row(&html, "10. Training");
    assert_eq!(drawn(row)[1..3], ["work 59.87% 40.13%", "tip 100%"]);
    assert!(row.contains("from October 2023, ongoing"), "{row}");
    let chart = between(&html, "class=\"rows\"", "id=\"tables\"");
    assert!(chart.contains("No date given: <a href=\"../../../plans/people/recommendations/11/\">11. Pay</a>"));
    assert!(!chart.contains("The rest"));
    let tables = between(&html, "id=\"tables\"", "</main>");
    assert!(tables.contains("11. Pay") && tables.contains("The rest") && tables.contains("No date given"));
    let captions = ["Dates of the plan itself", "Staff: dates", "Money: dates"];
    assert!(captions.iter().all(|caption| tables.contains(&format!("<caption>{caption}</caption>"))), "{tables}");
}

#[test]
fn the_day_and_the_reports_are_on_the_axis() {
    let html = page(&project(), "timeline/");
    let axis = between(&html, "class=\"lane scale\"", "class=\"group\"");
    assert!(axis.contains(">As at 29 Feb 2024</text>") && axis.contains("x=\"92.98%\""), "{axis}");
    assert!(axis.contains(">Jan 2023</text>"), "{axis}");
    let reports = row(&html, "Reports");
    assert!(reports.contains("1 given; 1 due and not given"), "{reports}");
    assert_eq!(drawn(reports), ["event given 86.84%", "event missed 89.04%"]);
    assert!(html.contains("Report due, not given</th><td>10 February 2024"));
}

#[test]
fn a_plan_without_dates_says_so() {
    let project = Project::small()
        .file("content/plans/people/recommendations/9a.md", "---\nref: 9a\ntitle: Workforce strategy\n---\nYes.\n");
    let html = page(&project, "timeline/");
    assert!(html.contains("The plan gives no date for its one recommendation."), "{html}");
    // The report of the plan is a date still, and the table has what the plan has.
    assert!(html.contains("class=\"event given\"") && html.contains("9a. Workforce strategy"));
    std::fs::remove_file(project.path("content/plans/people/updates/2024-01-31.yaml")).unwrap();
    let html = page(&project, "timeline/");
    assert!(!html.contains("<figure") && html.contains("id=\"tables\""), "{html}");
}

#[test]
fn the_plan_leads_to_its_timeline() {
    assert!(page(&project(), "").contains("href=\"../../plans/people/timeline/\""));
}
