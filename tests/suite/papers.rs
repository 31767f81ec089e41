//! Committee papers from their sources to their pages and files.

use std::path::PathBuf;

use crate::project::{Project, stderr};
use crate::reading;

const PAPER: &str = "content/plans/people/papers/2024-02-20-progress.md";

fn paper(front: &str, body: &str) -> Project {
    let text = format!("---\ntitle: Progress on the people plan\ndate: 2024-02-20\n{front}---\n{body}");
    Project::small().file(PAPER, &text).file(
        "content/plans/people/updates/2024-01-31.yaml",
        "as_at: 2024-01-31\nupdates: {9a: {status: complete, progress: All policies are in force.}}\n",
    )
}

/// The lines of the paper's page.
fn lines(project: &Project) -> Vec<String> {
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = project.path("site/plans/people/papers/2024-02-20-progress/index.html");
    reading::main_lines(&std::fs::read_to_string(page).unwrap())
}

#[track_caller]
fn has(lines: &[String], wanted: &str) {
    assert!(lines.iter().any(|line| line.contains(wanted)), "`{wanted}` is not in {lines:#?}");
}

#[test]
fn a_body_states_what_the_plan_says_on_the_day_of_the_paper() {
    let body = "{{ counts.complete | words | capitalize }} of {{ counts.total }} is {{ recommendation(ref=\"9A\", show=\"status\") }}.\n\n\
                {% for item in recommendations(status=\"complete\") %}[{{ item.ref }}]({{ item.address }}) {% endfor %}\n";
    let after = lines(&paper("", body));
    has(&after, "One of 1 is Complete.");
    has(&after, "9a");
    let before = lines(&paper("as_at: 2024-01-30\n", "{{ counts.complete }} of {{ counts.total }} is complete.\n"));
    has(&before, "0 of 1 is complete.");
}

#[test]
fn a_fault_of_a_body_is_shown_at_its_own_line_whatever_is_withheld_before_it() {
    let body = "One.\n\n:::exempt 3\nHidden words\nof two lines.\n:::\n\n{{ counts.compleet }} are done.\n";
    let output = paper("", body).run(&["check"]);
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(report.contains("error[body-template]") && report.contains(&format!("{PAPER}:12:")), "{report}");
}

/// "Number" is wider than the column of short numbers, and would run into the next head.
#[test]
fn the_head_over_numbers_is_as_short_as_they_are() {
    let page = lines(&paper("appendices: [action-plan]\n", "Text.\n"));
    let head = page.iter().find(|line| line.contains("Action to date")).unwrap();
    assert!(head.starts_with("No. | Recommendation"), "{head}");
}

#[test]
fn an_appendix_on_a_recommendation_that_is_not_there_is_reported() {
    let output = paper("appendices: [{name: recommendation, ref: 9b}]\n", "Text.\n").run(&["check"]);
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(report.contains("error[unknown-ref]: the plan has no recommendation `9b`"), "{report}");
    assert!(report.contains(&format!("{PAPER}:4:")), "{report}");
    let known = paper("appendices: [{name: recommendation, ref: 9A}]\n", "Text.\n").run(&["check"]);
    assert!(!String::from_utf8_lossy(&known.stdout).contains("unknown-ref"));
}

/// What is complete is shown as what is on track: by the sign and the word of its status.
#[test]
fn a_change_shows_both_statuses_alike() {
    let project = paper("appendices: [{name: changes, since: 2023-12-31}]\n", "Text.\n").file(
        "content/plans/people/updates/2023-12-31.yaml",
        "as_at: 2023-12-31\nupdates: {9a: {status: on-track, progress: Drafts are made.}}\n",
    );
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = project.path("site/plans/people/papers/2024-02-20-progress/index.html");
    let html = std::fs::read_to_string(page).unwrap();
    let row = html.split("Completed").nth(1).and_then(|rest| rest.split("</tr>").next()).unwrap();
    assert_eq!(row.matches("class=\"status ").count(), 2, "{row}");
}

#[test]
fn paragraphs_are_numbered_through_all_sections_and_lists_beside_them_have_letters() {
    let body = "## First\n\nAlpha.\n\n1. One\n2. Two\n\n## Second\n\nBeta.\n";
    let lines = lines(&paper("numbering: paragraphs\n", body));
    has(&lines, "1. Alpha.");
    has(&lines, "2. Beta.");
}

#[test]
fn sections_are_numbered_and_their_paragraphs_below_them() {
    let body = "## First\n\nAlpha.\n\n### Inner\n\nBeta.\n\n## Second\n\nGamma.\n";
    let lines = lines(&paper("numbering: sections\n", body));
    for wanted in ["1. First", "1.1 Alpha.", "1.2 Inner", "1.2.1 Beta.", "2. Second", "2.1 Gamma."] {
        has(&lines, wanted);
    }
}

#[test]
fn what_is_exempt_is_replaced_by_the_note_and_written_only_where_asked_for() {
    let body = "Open words.\n\n:::exempt 3\nThe lowest bid is 12,345.\n:::\n\nMore open words.\n";
    let project = paper("", body);
    let public = lines(&project);
    has(&public, "Open words.");
    has(&public, "not for publication, because it holds exempt information under paragraph 3");
    has(&public, "More open words.");
    assert!(!public.iter().any(|line| line.contains("12,345")), "{public:#?}");

    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().to_str().unwrap();
    let output = project.run(&["paper", "2024-02-20-progress", "--exempt-to", to]);
    assert!(output.status.success(), "{}", stderr(&output));
    let whole = std::fs::read_to_string(folder.path().join("2024-02-20-progress.html")).unwrap();
    assert!(whole.contains("12,345") && whole.contains("Not for publication"), "{whole}");
    let output = project.run(&["paper", "2024-02-20-progress", "--out", to]);
    assert!(output.status.success(), "{}", stderr(&output));
    let open = std::fs::read_to_string(folder.path().join("2024-02-20-progress.html")).unwrap();
    assert!(!open.contains("12,345"), "{open}");
}

#[test]
fn a_paper_as_a_file_needs_nothing_beside_it() {
    let project = paper("appendices: [summary]\n", "[The plan](/plans/people/)\n");
    let folder = tempfile::tempdir().unwrap();
    let output = project.run(&["paper", "2024-02-20-progress", "--out", folder.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    let file = std::fs::read_to_string(folder.path().join("2024-02-20-progress.html")).unwrap();
    assert!(file.contains("<style>") && file.contains(".paper{") && file.contains("--accent"), "{file}");
    for asked in ["<link", "<script", " src="] {
        assert!(!file.contains(asked), "{asked} asks for something that is not in the file:\n{file}");
    }
    assert!(reading::main_lines(&file).iter().any(|line| line.contains("Progress on the people plan")), "{file}");
}

#[test]
fn an_exempt_paper_is_written_outside_the_site_alone() {
    let project = paper("exempt: {paragraph: 3, reason: Bids.}\n", "Secret words.\n");
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let site: PathBuf = project.path("site/papers");
    let refused = project.run(&["paper", "2024-02-20-progress", "--exempt-to", site.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("never written into the site") && !site.exists(), "{}", stderr(&refused));
    let public = project.run(&["paper", "2024-02-20-progress"]);
    assert!(stderr(&public).contains("may not be published"), "{}", stderr(&public));
    let unknown = project.run(&["paper", "2024-02-20-progres"]);
    assert!(stderr(&unknown).contains("did you mean `2024-02-20-progress`?"), "{}", stderr(&unknown));
}

#[test]
fn all_appendices_of_a_plan_are_made_and_none_has_an_empty_cell() {
    let all = "appendices: [summary, changes, action-plan, exceptions, timeline, resources, indicators, {name: recommendation, ref: 9a}, closed]\n";
    let project = paper(all, "Words.\n");
    let lines = lines(&project);
    for wanted in [
        "Appendix A: Summary",
        "Appendix C: Action plan",
        "None is overdue.",
        "Appendix I: Complete and closed",
        "All policies are in force.",
    ] {
        has(&lines, wanted);
    }
    let page = project.path("site/plans/people/papers/2024-02-20-progress/index.html");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(!page.contains("<td></td>") && !page.contains("<p></p>"), "{page}");
}
