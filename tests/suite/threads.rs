//! What comes up in plan after plan: a page a matter, oldest first, and ways to it from its parts.

use crate::project::{Project, stderr};
use crate::reading::main_lines;

/// Three plans, the newest first by name: a strategy is asked for in each, and one thing in one alone.
fn project() -> Project {
    let plan = |title: &str, adopted: &str| format!("title: {title}\nadopted: {adopted}\n");
    Project::small()
        .file("content/plans/people/plan.yaml", &format!("{}topics:\n  - {{id: staff, title: Staff}}\n", plan("People plan", "2023-06")))
        .file(
            "content/plans/people/recommendations/9a.md",
            "---\nref: 9a\ntitle: Workforce strategy\ntopic: staff\nfollows: [review-2017/23]\n---\nWe will write one.\n",
        )
        .file("content/plans/people/recommendations/10.md", "---\nref: 10\ntitle: Canteen\nrelated: [9a]\n---\nOpen.\n")
        .file("content/plans/review-2017/plan.yaml", &plan("Review of 2017", "2017-04"))
        .file(
            "content/plans/review-2017/recommendations/23.md",
            "---\nref: 23\ntitle: Workforce plan\nrecommended: Plan ahead.\nrelated: [old/9]\n---\nA plan.\n",
        )
        .file("content/plans/old/plan.yaml", &plan("Zeal of 2003", "2003-02"))
        .file("content/plans/old/recommendations/9.md", "---\nref: 9\ntitle: Staff\n---\nFour tasks.\n")
}

fn lines(project: &Project, path: &str) -> Vec<String> {
    main_lines(&std::fs::read_to_string(project.path(&format!("site/{path}/index.html"))).unwrap())
}

#[test]
fn a_matter_is_told_through_all_its_plans_oldest_first() {
    let project = project();
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let told = lines(&project, "history/old-9");
    let mut rest = told.iter();
    for wanted in [
        "Comes up again: Workforce strategy",
        "This has come up in 3 plans. First asked for in the plan of February 2003.",
        "9. Staff",
        "No status reported",
        "23. Workforce plan",
        "Plan ahead.",
        "9. Staff (Zeal of 2003)",
        "9a. Workforce strategy",
        "We will write one.",
        "On track",
    ] {
        assert!(rest.any(|line| line.contains(wanted)), "`{wanted}` is not in its place: {told:#?}");
    }
    let all = lines(&project, "history");
    assert!(all.iter().any(|line| line.contains("Workforce strategy")), "{all:#?}");
}

#[test]
fn its_parts_lead_to_it_and_what_is_in_one_plan_does_not() {
    let project = project();
    assert!(project.run(&["build"]).status.success());
    let page = |path: &str| std::fs::read_to_string(project.path(&format!("site/{path}index.html"))).unwrap();
    for path in ["", "plans/old/", "plans/old/recommendations/9/", "plans/people/recommendations/9a/"] {
        assert!(page(path).contains("history/old-9/\""), "/{path} does not lead there");
    }
    assert!(!page("plans/people/recommendations/10/").contains("history/"));
    // Who is named as related says by whom.
    let named = lines(&project, "plans/people/recommendations/9a").join("\n");
    assert!(named.contains("Linked from\n10. Canteen"), "{named}");
}

#[test]
fn a_site_of_one_plan_has_no_such_pages() {
    let project = Project::small();
    assert!(project.run(&["build"]).status.success());
    assert!(!project.path("site/history").exists());
}
