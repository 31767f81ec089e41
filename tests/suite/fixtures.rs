//! Whole invented projects in `tests/fixtures/`, each named by its reason: what follows from them.
//!
//! The facts here are what a reader must be told, looked for in the data and not in the pages, so
//! that they hold whatever the pages look like.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::{expected, reading};

/// The day that the fixtures speak for.
const AS_OF: &str = "2025-06-30";
const PLAN: &str = "peer-challenge-2023";

/// A fixture, built into a folder of its own.
pub struct Built {
    folder: tempfile::TempDir,
}

impl Built {
    pub fn of(fixture: &str) -> Self {
        Self::as_of(fixture, AS_OF)
    }

    pub fn as_of(fixture: &str, day: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_headway"))
            .args(["build", "--as-of", day, "--project"])
            .arg(project)
            .arg("--out")
            .arg(folder.path().join("site"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self { folder }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    pub fn lines(&self, path: &str) -> Vec<String> {
        let path = self.root().join(path).join("index.html");
        reading::main_lines(&std::fs::read_to_string(path).unwrap())
    }

    /// The chosen columns of a table, one line a row.
    fn table(&self, plan: &str, table: &str, columns: &[&str]) -> Vec<String> {
        let path = self.root().join(format!("plans/{plan}/data/{table}.csv"));
        let rows = csv::Reader::from_path(path).unwrap().into_deserialize::<BTreeMap<String, String>>();
        rows.map(|row| row.unwrap())
            .map(|row| columns.iter().map(|name| row[*name].as_str()).collect::<Vec<_>>().join(" | "))
            .collect()
    }

    fn counts(&self, plan: &str) -> serde_json::Value {
        let text = std::fs::read(self.root().join(format!("plans/{plan}/data/plan.json"))).unwrap();
        let counts = &serde_json::from_slice::<serde_json::Value>(&text).unwrap()["counts"];
        let [total, open, overdue, unreported] = ["total", "open", "overdue", "unreported"].map(|name| &counts[name]);
        serde_json::json!({"total": total, "open": open, "overdue": overdue, "unreported": unreported})
    }
}

#[test]
fn each_promise_stands_as_its_reports_say() {
    let built = Built::of("full-feature");
    let columns = ["ref", "response", "status", "status_reported", "timing", "due_original", "due", "times_revised"];
    assert_eq!(
        built.table(PLAN, "recommendations", &columns),
        [
            "1 | accepted | complete | 2024-09-30 | done | 2024-07 | 2024-07 | 0",
            "2.1 | accepted | delayed | 2025-03-31 | not-yet-due | 2025-03-31 | 2025-09 | 1",
            "2.2 | accepted | delayed | 2025-03-31 | due-soon | 2024-09 | 2025-07-31 | 2",
            "2.10 | accepted | on-track | 2025-03-31 | overdue | 2025-21 | 2025-21 | 0",
            "3 | accepted | at-risk | 2025-03-31 | not-yet-due | 2026-03-31 | 2026-03-31 | 0",
            "4 | accepted | on-track | 2025-03-31 | not-yet-due | 2025-12? | 2025-09 | 1",
            "5 | accepted | delayed | 2025-03-31 | may-be-overdue | 2024-12-31 | 2025-05~ | 1",
            "6 | in-part | complete | 2025-03-31 | done | 2024-09/2025-03 | 2024-09/2025-03 | 0",
            "7 | not-accepted | closed | 2024-03-29 | done |  |  | 0",
            "8 | noted |  |  | no-date |  |  | 0",
            "9a | accepted | at-risk | 2025-03-31 | due-soon | 2025-06 | 2025-06 | 0",
            "9b | accepted | closed | 2024-12~ | done | 2024-12 | 2024-12 | 0",
            "10 | accepted | on-track | 2025-03-31 | ongoing | ongoing | ongoing | 0",
            "11 | accepted | on-track | 2025-03-31 | not-yet-due | 2025/26-Q3 | 2025/26-Q3 | 0",
            "14 | accepted | not-due | 2025-03-31 | not-yet-due | 2027 | 2027 | 0",
            "15 | accepted | not-started | 2025-03-31 | not-yet-due | 2025-10~ | 2025-10~ | 0",
            "16 | accepted | on-track | 2024-09-30 | overdue | ../2024-11 | ../2024-11 | 0",
            "17 | accepted |  |  | past-unreported | 2024/25 | 2024/25 | 0",
            "18 | accepted | on-track | 2024-12~ | not-yet-due | 2026-03% | 2026-03% | 0",
        ]
    );
    assert_eq!(
        built.counts(PLAN),
        serde_json::json!({"total": 19, "open": 13, "overdue": 2, "unreported": 2}),
        "19 of 21: one is a draft, one is under embargo"
    );
}

#[test]
fn each_step_has_its_own_dates_and_status() {
    let built = Built::of("full-feature");
    let columns = ["ref", "id", "status", "timing", "start", "due_original", "due"];
    assert_eq!(
        built.table(PLAN, "actions", &columns),
        [
            "1 | draft | complete | done | 2024-01-08 | 2024-04-30 | 2024-04-30",
            "1 | adopt | complete | done |  | 2024-07-16 | 2024-07-16",
            "2.1 | grow-our-own | delayed | not-yet-due | 2024-09~ | 2025-03 | 2025-09",
            "2.1 | market-supplement | complete | done |  | 2024/25-Q2 | 2024/25-Q2",
            "2.2 | listen | complete | done | 2024-02 | 2024-06 | 2024-06",
            "2.2 | write | on-track | due-soon | 2024-06 | 2024-09 | 2025-07",
            "3 | training | complete | done | 2024-04 | 2024-12 | 2024-12",
            "3 | physio | complete | done | 2024-10/2025-03 | 2025-03 | 2025-03",
            "3 | policy | on-track | not-yet-due |  | 2025-10 | 2025-10",
            "9a | learners | at-risk | due-soon | 2024-09 | 2025-06 | 2025-06",
            "9a | badges | complete | done |  | ../2024-10 | ../2024-10",
            "11 | recruit | complete | done | 2024-10 | 2024/25-Q4 | 2024/25-Q4",
            "11 | kit | on-track | not-yet-due |  | 2025-10~ | 2025-10~",
        ]
    );
}

#[test]
fn each_moved_date_says_why_and_who_agreed() {
    let built = Built::of("full-feature");
    let columns = ["as_at", "ref", "due", "approved_by", "approved_on"];
    let updates = built.table(PLAN, "updates", &columns);
    let moved: Vec<&String> = updates.iter().filter(|row| row.split(" | ").nth(2) != Some("")).collect();
    assert_eq!(
        moved,
        [
            "2025-03-31 | 2.1 | 2025-09 | Cabinet | 2025-03-18",
            "2024-09-30 | 2.2 | 2025-03 | Cabinet | 2024-09-17",
            "2025-03-31 | 2.2 | 2025-07-31 | Cabinet | 2025-03-18",
            "2024-12~ | 4 | 2025-09 | Cabinet | ",
            "2024-12~ | 5 | 2025-05~ | Full Council | 2024-12-10",
        ]
    );
    assert_eq!(updates.len(), 16 + 16 + 14 + 12, "the fourth of no. 18 is a draft");
}

#[test]
fn each_report_says_what_changed_since_the_one_before() {
    let built = Built::of("full-feature");
    let changes = [
        (
            "2024-09-30",
            &[
                &["1. One plan, on one page", "On track | Complete"][..],
                &["2.2. A workforce strategy", "On track | Delayed"],
                &[
                    "2.2. A workforce strategy",
                    "September 2024 | by the end of March 2025",
                    "Cabinet, 17 September 2024",
                ],
                &["2.10. Ask people why they leave", "Not started | On track"],
                &["9b. Welsh on the phone line", "On track | At risk"],
                &["11. Wardens for streets that flood", "by the end of December 2025 | Not started"],
                &["The report that was due by the end of June 2024 was not given."],
            ][..],
        ),
        (
            "2024-12",
            &[
                &["4. A budget that balances", "December 2025 | by the end of September 2025"],
                &["5. Sell the Mill Lane depot", "by 31 December 2024 | by about the end of May 2025"],
                &["9b. Welsh on the phone line", "9a. Answer in the language", "One service answers both."],
                &["16. A register of interests", "by the end of November 2024 | On track"],
                &["Find two wardens for each street", "No status reported | On track"],
            ],
        ),
        (
            "2025-03-31",
            &[
                &["2.2. A workforce strategy", "by the end of March 2025 | by 31 July 2025"],
                &["6. Let neighbourhoods decide", "Complete"],
                &["9a. Answer in the language", "Letters will be answered", "Letters are answered in Welsh"],
                &["16. A register of interests that people can find (before: On track)"],
            ],
        ),
    ];
    for (round, expected) in changes {
        let lines = built.lines(&format!("plans/{PLAN}/rounds/{round}"));
        for change in expected {
            assert!(reading::line_with(&lines, change).is_some(), "{round}: {change:?} is not in {lines:#?}");
        }
        for still in ["7. One leisure trust |", "10. Keep listening to tenants |", "14. Depots without diesel |"] {
            assert!(!lines.iter().any(|line| line.starts_with(still)), "{round}: {still} did not change");
        }
    }
}

#[test]
fn a_report_that_was_due_and_did_not_come_shows() {
    let lines = Built::of("full-feature").lines(&format!("plans/{PLAN}"));
    for pieces in
        [["March 2024", "Given"], ["June 2024", "Not given"], ["December 2024", "Given"], ["June 2025", "Not yet due"]]
    {
        assert!(reading::line_with(&lines, &pieces).is_some(), "{pieces:?} is not in {lines:#?}");
    }
}

#[test]
fn the_site_speaks_for_its_day_and_knows_nothing_later() {
    let then = Built::as_of("full-feature", "2024-10-31");
    let columns = ["ref", "status", "timing", "due"];
    let rows = then.table(PLAN, "recommendations", &columns);
    for row in [
        "2.2 | delayed | not-yet-due | 2025-03",
        "9b | at-risk | not-yet-due | 2024-12",
        "18 | on-track | not-yet-due | 2026-03%",
    ] {
        assert!(rows.contains(&row.to_owned()), "{row}: {rows:#?}");
    }
    assert!(!then.has("plans/peer-challenge-2023/rounds/2024-12/index.html"));
    // The update on complaints was under embargo until 1 November.
    let updates = then.table(PLAN, "updates", &["as_at", "ref"]);
    assert!(updates.contains(&"2024-03-29 | 18".to_owned()) && !updates.contains(&"2024-09-30 | 18".to_owned()));
}

#[test]
fn what_is_withheld_is_not_there() {
    let built = Built::of("full-feature");
    for path in [
        "plans/budget-options-2026",
        "plans/inspection-2025",
        "plans/peer-challenge-2023/recommendations/12",
        "plans/peer-challenge-2023/recommendations/13",
        "plans/peer-challenge-2023/rounds/2025-06-20",
        "plans/peer-challenge-2023/rounds/2025-09-30",
        "autumn-campaign",
        "annual-report-2025",
        "leads/archive-programme-director",
        "plans/peer-challenge-2023/files/archive-options.txt",
    ] {
        assert!(!built.has(path), "{path}");
    }
    let plan = built.lines(&format!("plans/{PLAN}"));
    for told in ["archive", "Mill Lane depot, both offers", "-0.3"] {
        assert!(!plan.iter().any(|line| line.contains(told)), "{told} is withheld: {plan:#?}");
    }
    assert!(built.has("plans/peer-challenge-2023/files/plan-on-a-page.txt"));
    let later = Built::as_of("full-feature", "2025-09-30");
    for path in ["plans/inspection-2025", "plans/peer-challenge-2023/recommendations/13", "annual-report-2025"] {
        assert!(later.has(path), "{path} is still withheld after its embargo");
    }
}

#[test]
fn former_addresses_still_lead_somewhere() {
    let built = Built::of("full-feature");
    for path in [
        "about-us/index.html",
        "how-it-works/index.html",
        "plans/peer-review-2023/index.html",
        "plans/peer-review-2023/recommendations/2.10/index.html",
        "plans/peer-challenge-2023/recommendations/1a/index.html",
    ] {
        assert!(built.has(path), "{path}");
    }
}

#[test]
fn only_what_a_plan_may_leave_open_is_warned_of() {
    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/full-feature");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(["check", "--as-of", AS_OF, "--format", "json", "--project"])
        .arg(project)
        .output()
        .unwrap();
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let codes: Vec<&str> = found.as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect();
    // A forecast, the silence on no. 16 and no. 17, and the round of a day to come.
    assert_eq!(codes, ["after-as-of", "silent", "silent", "after-as-of"], "{found:#}");
}

#[test]
fn two_languages_tell_the_same_and_own_up_to_what_is_not_translated() {
    let built = Built::of("bilingual");
    let welsh = built.lines("cy/plans/libraries/recommendations/2");
    for pieces in [
        &["2. Fan i ben uchaf y cwm"][..],
        &["erbyn diwedd Hydref 2025"],
        &["Mae'r fan yn aros am yrrwr."],
        &["Ni wnaeth neb gais y tro cyntaf."],
        &["Pennaeth Llyfrgelloedd"],
    ] {
        assert!(reading::line_with(&welsh, pieces).is_some(), "{pieces:?} is not in {welsh:#?}");
    }
    let english = built.lines("plans/libraries/recommendations/2");
    assert!(reading::line_with(&english, &["by the end of October 2025"]).is_some(), "{english:#?}");
    assert!(!english.iter().any(|line| line.contains("yrrwr")), "{english:#?}");
    let open = built.lines("cy/plans/libraries/recommendations/4");
    assert!(reading::line_with(&open, &["4. Games for the long evenings"]).is_some(), "{open:#?}");
    assert!(open.iter().any(|line| line.contains("wedi'i gyfieithu")), "it owns up: {open:#?}");
}

/// The pages that are kept as text: at least one of each kind, with all that can stand on it.
const TELLING: [&str; 19] = [
    "",
    "404.html",
    "about",
    "accessibility",
    "history/peer-challenge-2023-2.2",
    "leads/director-people",
    "licence",
    "plans/follow-up-2025/recommendations/a1",
    "plans/peer-challenge-2023",
    "plans/peer-challenge-2023/recommendations/1",
    "plans/peer-challenge-2023/recommendations/2.2",
    "plans/peer-challenge-2023/recommendations/5",
    "plans/peer-challenge-2023/recommendations/9a",
    "plans/peer-challenge-2023/recommendations/9b",
    "plans/peer-challenge-2023/recommendations/11",
    "plans/peer-challenge-2023/rounds/2024-12",
    "plans/peer-challenge-2023/topics/people",
    "plans/scrutiny-review-2018",
    "privacy",
];

#[test]
fn the_fullest_plan_comes_out_as_reviewed() {
    let built = Built::of("full-feature");
    let root = built.root();
    let mut paths: Vec<String> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    if cfg!(not(feature = "pdf")) {
        // What is expected is of the whole program, whose papers come as PDF as well.
        let papers = paths.iter().filter_map(|path| path.strip_suffix(".docx"));
        let as_pdf: Vec<String> = papers.map(|paper| format!("{paper}.pdf")).collect();
        paths.extend(as_pdf);
    }
    paths.sort();
    let mut kept = BTreeMap::from([("files.txt".to_owned(), paths.join("\n") + "\n")]);
    for path in TELLING {
        let page = if path.ends_with(".html") { path.to_owned() } else { format!("{path}/index.html") };
        let lines = reading::main_lines(&std::fs::read_to_string(root.join(page.trim_start_matches('/'))).unwrap());
        let name = if path.is_empty() { "home" } else { path };
        kept.insert(format!("pages/{name}.txt"), lines.join("\n") + "\n");
    }
    for path in paths.iter().filter(|path| path.starts_with(&format!("plans/{PLAN}/data/")) && path.ends_with(".csv")) {
        // Git may not keep how a line ends; `data` tests hold that each ends as RFC 4180 says.
        let text = std::fs::read_to_string(root.join(path)).unwrap().replace("\r\n", "\n");
        kept.insert(path.clone(), text);
    }
    let fixture = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/full-feature");
    expected::same_files(&fixture.join("expected"), &kept);
}

#[test]
fn a_scheme_of_ones_own_decides_what_is_open() {
    let built = Built::of("own-statuses");
    assert_eq!(
        built.table("libraries", "recommendations", &["ref", "status", "timing"]),
        ["1 | business-as-usual | done", "2 | paused | overdue", "3 | on-track | overdue", "4 | dropped | done",]
    );
    let round = built.lines("plans/libraries/rounds/2025-03-31").join("\n");
    assert!(round.contains("Paused") && round.contains("In hand"), "{round}");
}
