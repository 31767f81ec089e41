//! A plan with more recommendations than one page can show: what its pages leave out, and where they lead instead.

use std::fmt::Write;

use crate::project::{Project, stderr};

const ITEMS: usize = 501;

/// All but the last recommendation are of one topic; each is reported on once.
fn built() -> Project {
    let plan = "title: People plan\ntopics:\n  - {id: staff, title: Staff}\n  - {id: money, title: Money}\n";
    let mut project = Project::small()
        .without("content/plans/people/recommendations/9a.md")
        .file(
            "content/site.yaml",
            "title: Progress\norganisation: Borough of Example\nbase_url: https://plan.example.org/\n",
        )
        .file("content/plans/people/plan.yaml", plan);
    let mut round = "as_at: 2024-01-31\nupdates:\n".to_owned();
    for number in 1..=ITEMS {
        let topic = if number < ITEMS { "topic: staff\n" } else { "" };
        let actions = format!("actions:\n  - {{id: draft, title: A draft of {number}, due: 2024-02}}\n");
        let text = format!("---\nref: {number}\ntitle: Post {number}\n{topic}due: 2024-03\n{actions}---\nWe will.\n");
        project = project.file(&format!("content/plans/people/recommendations/{number}.md"), &text);
        writeln!(round, "  {number}: {{status: on-track, progress: Told of {number}.}}").unwrap();
    }
    let project = project.file("content/plans/people/updates/2024-01-31.yaml", &round);
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    project
}

fn page(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(&format!("site/plans/people/{path}index.html"))).unwrap()
}

#[test]
fn a_large_plan_leads_to_its_rows_instead_of_showing_them() {
    let project = built();
    let plan = page(&project, "");
    assert!(!plan.contains("class=\"items\""), "{plan}");
    assert!(
        plan.contains(
            "<h2 id=\"topic-staff\"><a href=\"../../plans/people/topics/staff/\">Staff</a></h2>\n<p>All 500 "
        )
    );
    assert!(plan.contains("<a href=\"#lists\">") && plan.contains("id=\"lists\""));
    // A topic that has nothing in it has nothing to lead to.
    assert!(!plan.contains("topic-money"));
    let topic = page(&project, "topics/staff/");
    assert_eq!(topic.matches("<tr data-status").count(), 500);

    let whole = page(&project, "timeline/");
    assert!(!whole.contains("Post 1<") && whole.contains("31 January 2024"), "{whole}");
    assert!(whole.contains("<a href=\"../../../plans/people/timeline/topics/staff/\">Staff</a> 500</li>"));
    assert!(whole.contains("<a href=\"../../../plans/people/timeline/no-topic/\">No topic</a> 1</li>"));
    assert!(!project.path("site/plans/people/timeline/topics/money").exists());
    let part = page(&project, "timeline/topics/staff/");
    assert!(part.contains("<title>Timeline: Staff: People plan"), "{part}");
    assert!(part.contains(">500. Post 500</a>") && !part.contains("A draft"));
    let rest = page(&project, "timeline/no-topic/");
    assert!(rest.contains(">501. Post 501</a>") && !rest.contains(">500. Post 500</a>"));
    let map = std::fs::read_to_string(project.path("site/sitemap.xml")).unwrap();
    assert!(map.contains("/plans/people/timeline/topics/staff/"));

    let round = page(&project, "rounds/2024-01-31/");
    assert!(round.contains("Told of 500.") && !round.contains("Told of 501."));
    assert!(round.contains("<p>1 more is in the plan"), "{round}");
    let updates = std::fs::read_to_string(project.path("site/plans/people/data/updates.csv")).unwrap();
    assert!(updates.contains("Told of 501."));
}

#[test]
fn a_plan_that_fits_a_page_is_shown_whole() {
    let project = Project::small();
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(page(&project, "").contains("class=\"items\""));
    assert!(!project.path("site/plans/people/timeline/topics").exists());
}
