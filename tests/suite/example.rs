//! The example site in `content/` holds the facts of the documents that it was made from.

use std::path::Path;

/// The example, built into a folder of its own.
fn example() -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(["build", "--as-of", "2024-02-29", "--project", env!("CARGO_MANIFEST_DIR"), "--out"])
        .arg(out.path().join("site"))
        .status()
        .unwrap();
    assert!(status.success());
    out
}

fn rows(site: &Path, plan: &str, table: &str) -> Vec<csv::StringRecord> {
    let path = site.join(format!("site/plans/{plan}/data/{table}.csv"));
    csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
}

#[test]
fn every_recommendation_task_and_lead_is_there() {
    let site = example();
    let counts =
        |plan: &str| (rows(site.path(), plan, "recommendations").len(), rows(site.path(), plan, "actions").len());
    assert_eq!(counts("improvement-plan-2003"), (9, 32));
    assert_eq!(counts("peer-review-2017"), (42, 0));
    assert_eq!(counts("peer-challenge-2023"), (14, 0));
    let leads = |plan: &str| -> usize {
        rows(site.path(), plan, "recommendations").iter().map(|row| row[5].split("; ").count()).sum()
    };
    assert_eq!((leads("improvement-plan-2003"), leads("peer-review-2017"), leads("peer-challenge-2023")), (14, 66, 15));
    let stated =
        rows(site.path(), "peer-review-2017", "recommendations").iter().filter(|row| !row[9].is_empty()).count();
    assert_eq!(stated, 2, "the source states two statuses");
}

#[test]
fn what_the_source_does_not_state_is_said_to_be_unknown() {
    let site = example();
    let page = |path: &str| std::fs::read_to_string(site.path().join("site").join(path).join("index.html")).unwrap();
    assert_eq!(
        page("plans/improvement-plan-2003").matches(">Not given<").count(),
        4,
        "four checkpoints without a report"
    );
    assert!(page("plans/peer-review-2019").contains("11 recommendations in all"));
    assert!(page("plans/peer-challenge-2023/recommendations/9a").contains("No status reported"));
    assert_eq!(page("plans/improvement-plan-2003").matches("class=\"figure\"").count() % 4, 0);
    for path in ["", "plans/peer-review-2017", "leads/chief-executive", "about"] {
        assert!(page(path).contains("is not official"), "{path} has no notice");
    }
}

#[test]
fn no_link_of_the_example_leads_nowhere() {
    let site = example();
    let root = site.path().join("site");
    let mut checked = 0;
    for entry in walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_none_or(|ending| ending != "html") || entry.file_name() == "404.html" {
            continue;
        }
        let html = std::fs::read_to_string(entry.path()).unwrap();
        for href in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if href.starts_with("https:") || href.starts_with('#') {
                continue;
            }
            let target = entry.path().parent().unwrap().join(href.split('#').next().unwrap());
            let target = if href.ends_with('/') { target.join("index.html") } else { target };
            assert!(target.exists(), "{} links to {href}", entry.path().display());
            checked += 1;
        }
    }
    assert!(checked > 1_000, "only {checked} links were found");
}
