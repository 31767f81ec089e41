//! The example site in `content/` holds the facts of the documents that it was made from.
//!
//! The facts stand in `tests/facts/`, one table a kind, taken from the documents themselves and not
//! from `content/`: what is lost or altered in the example fails here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::reading;

/// The example, built into a folder of its own.
struct Example {
    folder: tempfile::TempDir,
}

impl Example {
    fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_headway"))
            .args(["build", "--as-of", "2024-02-29", "--project", env!("CARGO_MANIFEST_DIR"), "--out"])
            .arg(folder.path().join("site"))
            .status()
            .unwrap();
        assert!(status.success());
        Self { folder }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn page(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path).join("index.html")).unwrap()
    }

    fn lines(&self, path: &str) -> Vec<String> {
        reading::main_lines(&self.page(path))
    }

    fn data(&self, plan: &str, table: &str) -> Vec<Row> {
        table_of(&std::fs::read_to_string(self.root().join(format!("plans/{plan}/data/{table}.csv"))).unwrap())
    }
}

/// A row of a table by the names of its columns.
type Row = BTreeMap<String, String>;

fn table_of(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn facts(table: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/facts/{table}.csv"));
    table_of(&std::fs::read_to_string(path).unwrap())
}

/// The columns of a published row that a fact speaks of, with its plan.
fn same_columns(published: &Row, fact: &Row, plan: &str) -> Row {
    let known = published.iter().filter(|(name, _)| fact.contains_key(*name));
    let plan = ("plan".to_owned(), plan.to_owned());
    known.map(|(name, value)| (name.clone(), value.clone())).chain([plan]).collect()
}

const PLANS: [&str; 3] = ["improvement-plan-2003", "peer-review-2017", "peer-challenge-2023"];

#[test]
fn every_recommendation_has_its_title_topic_leads_status_and_dates() {
    let example = Example::build();
    let facts = facts("recommendations");
    for (plan, count, leads) in
        [("improvement-plan-2003", 9, 14), ("peer-review-2017", 42, 66), ("peer-challenge-2023", 14, 15)]
    {
        let expected: Vec<Row> = facts.iter().filter(|row| row["plan"] == plan).cloned().collect();
        let published: Vec<Row> =
            example.data(plan, "recommendations").iter().map(|row| same_columns(row, &facts[0], plan)).collect();
        assert_eq!(published, expected, "{plan}");
        let entries: usize = published.iter().map(|row| row["leads"].split("; ").count()).sum();
        assert_eq!((published.len(), entries), (count, leads), "{plan}");
    }
}

#[test]
fn every_task_has_its_dates_and_further_steps() {
    let example = Example::build();
    let facts = facts("actions");
    let mut seen = 0;
    for plan in PLANS {
        for row in example.data(plan, "actions") {
            let fact = facts
                .iter()
                .find(|fact| fact["plan"] == plan && fact["ref"] == row["ref"] && fact["id"] == row["id"])
                .unwrap_or_else(|| panic!("no document has this: {row:?}"));
            let mut published = same_columns(&row, fact, plan);
            // They stand on pages alone, and are looked for there below.
            published.insert("milestones".to_owned(), fact["milestones"].clone());
            assert_eq!(&published, fact);
            seen += 1;
        }
    }
    assert_eq!(seen, facts.len(), "an action is lost");
    assert_eq!(facts.iter().filter(|fact| fact["plan"] == "improvement-plan-2003").count(), 32);
    for fact in facts.iter().filter(|fact| !fact["milestones"].is_empty()) {
        let lines = example.lines(&format!("plans/{}/recommendations/{}", fact["plan"], fact["ref"]));
        for date in fact["milestones"].split(' ') {
            let words = in_words(date);
            assert!(lines.iter().any(|line| line.contains(&words)), "{words} is not on the page of {fact:?}");
        }
    }
}

/// `2003-04-28` as a page writes it.
fn in_words(date: &str) -> String {
    let months = ["February", "April", "May", "July", "September", "December"];
    let numbers = ["02", "04", "05", "07", "09", "12"];
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next());
    let month = months[numbers.iter().position(|number| *number == month).unwrap()];
    day.map_or_else(|| format!("{month} {year}"), |day| format!("{day} {month} {year}"))
}

#[test]
fn every_figure_of_the_costs_stands_in_its_row() {
    let example = Example::build();
    let lines = example.lines("plans/improvement-plan-2003");
    let mut figures = 0;
    for row in facts("resources") {
        let columns = ["title", "kind", "2002/03", "2003/04", "2004/05", "2005/06", "funding"];
        let pieces: Vec<&str> =
            columns.iter().map(|name| row[*name].as_str()).filter(|text| !text.is_empty()).collect();
        assert!(reading::line_with(&lines, &pieces).is_some(), "{pieces:?} is in no row of {lines:#?}");
        figures += columns[2..6].iter().filter(|name| !row[**name].is_empty()).count();
    }
    assert_eq!(figures, 41);
}

#[test]
fn the_report_of_2017_says_how_far_things_are_in_the_words_of_its_paper() {
    let example = Example::build();
    let published = example.data("peer-review-2017", "updates");
    let facts = facts("progress-2017");
    assert_eq!((published.len(), facts.len()), (42, 42));
    for (row, fact) in published.iter().zip(&facts) {
        assert_eq!((&row["ref"], row["as_at"].as_str()), (&fact["ref"], "2017-21"));
        let paragraphs = ["one paragraph", "two paragraphs", "three paragraphs", "four paragraphs", "five paragraphs"];
        let count: usize = fact["paragraphs"].parse().unwrap();
        let points =
            fact["points_to"].split("; ").map(|to| if to.is_empty() { String::new() } else { format!("no. {to}") });
        let said = fact["words"].split("; ").chain(fact["dates"].split("; ")).map(ToOwned::to_owned);
        for piece in said.chain(points).chain([paragraphs[count - 1].to_owned()]) {
            assert!(row["progress"].contains(&piece), "{piece} is not in {}", row["progress"]);
        }
    }
}

#[test]
fn what_carries_on_is_linked_from_both_ends() {
    let example = Example::build();
    let facts = facts("links");
    assert_eq!(facts.len(), 22 + 6 + 22, "14 numbered ones and 8 to all others, 6 of 2017, 11 across plans both ways");
    for link in facts {
        let path = |target: &str| {
            let (plan, reference) = target.split_once('/').unwrap();
            format!("plans/{plan}/recommendations/{reference}/")
        };
        let page = example.page(path(&link["from"]).trim_end_matches('/'));
        assert!(page.contains(&format!("{}\"", path(&link["to"]))), "{link:?}");
    }
}

#[test]
fn what_the_source_does_not_state_is_said_to_be_unknown() {
    let example = Example::build();
    let plan = example.lines("plans/improvement-plan-2003");
    for checkpoint in ["June 2003", "September 2003", "December 2003", "March 2004"] {
        assert!(reading::line_with(&plan, &[checkpoint, "Not given"]).is_some(), "{checkpoint}: {plan:#?}");
    }
    let counts = |plan: &str| {
        let text = std::fs::read(example.root().join(format!("plans/{plan}/data/plan.json"))).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&text).unwrap();
        let count = |name: &str| json["counts"][name].as_u64().unwrap();
        [count("total"), count("unreported"), count("overdue")]
    };
    assert_eq!(PLANS.map(counts), [[9, 9, 0], [42, 40, 0], [14, 14, 0]], "nothing without a status is overdue");
    assert_eq!(counts("peer-review-2019"), [0, 0, 0]);
    assert!(
        example.lines("plans/peer-challenge-2023/recommendations/9a").iter().any(|l| l.contains("No status reported"))
    );
}

#[test]
fn havering_is_known_by_its_counts_alone() {
    let example = Example::build();
    let plan = example.lines("plans/peer-review-2019");
    for pieces in [
        &["18 March 2020", "11 recommendations in all"][..],
        &["Not due", "1"],
        &["February to March 2019"],
        &["July 2019"],
        &["Twice a year"],
        &["Overview and Scrutiny Board"],
        &["how many of each is not stated"],
    ] {
        assert!(reading::line_with(&plan, pieces).is_some(), "{pieces:?}: {plan:#?}");
    }
    assert_eq!(example.data("peer-review-2019", "recommendations").len(), 0, "none was invented");
}

#[test]
fn the_partnership_report_of_2009_has_its_facts() {
    let text = Example::build().lines("partnership-2009").join("\n");
    for fact in [
        "27 October 2009",
        "four times",
        "May 2009",
        "Audit Commission",
        "Sustainable Community Strategy",
        "December 2009",
        "13 pilots",
        "Croydon",
        "Lewisham",
        "£1.9 billion",
        "100 families",
        "Two complaints",
        "Commission for the Compact",
        "£200,000",
        "one or two indicators",
        "biodiversity",
        "domestic violence",
        "Shared Intelligence",
        "Six marks",
        "climate change",
        "every other meeting",
        "data river",
    ] {
        assert!(text.contains(fact), "{fact}");
    }
}

#[test]
fn every_page_says_that_it_is_a_demonstration() {
    let example = Example::build();
    let mut pages = 0;
    for entry in walkdir::WalkDir::new(example.root()).into_iter().map(Result::unwrap) {
        let html = entry.path().extension().is_some_and(|ending| ending == "html");
        if !html {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        // A page that only sends its reader on has nothing to warn of.
        if text.contains("http-equiv=\"refresh\"") {
            continue;
        }
        assert!(text.contains("is not official"), "{} has no notice", entry.path().display());
        pages += 1;
    }
    assert!(pages > 100, "only {pages} pages");
}

#[test]
fn no_link_of_the_example_leads_nowhere() {
    let example = Example::build();
    let root = example.root();
    let mut checked = 0;
    for entry in walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_none_or(|ending| ending != "html") || entry.file_name() == "404.html" {
            continue;
        }
        let html = std::fs::read_to_string(entry.path()).unwrap();
        for href in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if href.starts_with("https:") || href.starts_with("mailto:") || href.starts_with('#') {
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

#[test]
fn the_progress_report_of_2020_has_its_facts_objectives_and_paragraphs() {
    let example = Example::build();
    let page = example.page("plans/peer-review-2019/papers/2020-03-18-progress");
    let (facts, body) = page.split_once("</dl>").unwrap();
    assert_eq!(facts.matches("<dt>").count(), 5, "{facts}");
    assert_eq!(body.matches("class=\"ticked\"").count(), 4, "{body}");
    let numbers: Vec<&str> = body
        .split("<span class=\"number\">")
        .skip(1)
        .filter_map(|rest| rest.split_once("</span>").map(|(number, _)| number))
        .collect();
    let expected: Vec<String> = (1..=17).map(|number| format!("{number}.")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn the_scrutiny_report_of_2017_has_all_rows_in_its_groups() {
    let example = Example::build();
    let page = example.page("plans/peer-review-2017/papers/2017-spring-scrutiny");
    assert_eq!(page.matches("<caption>").count(), 8, "one table a group");
    assert_eq!(page.matches("<th scope=\"row\">").count(), 42);
}
