//! The data of a plan: what a spreadsheet, a program and a checker of data packages find in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use calamine::Reader as _;
use serde_json::Value;

use crate::expected;
use crate::fixtures::Built;
use crate::project::{Project, stderr};

const PLANS: [&str; 3] = ["peer-challenge-2023", "follow-up-2025", "scrutiny-review-2018"];

/// A date moved and is quoted: what CSV and JSON must take as it is.
fn moved() -> Project {
    let project = Project::small()
        .file(
            "content/plans/people/plan.yaml",
            "title: People plan </script><b>\nadopted: 2023-06\ntopics:\n  - {id: staff, title: Staff}\n",
        )
        .file(
            "content/plans/people/updates/2024-02-28.yaml",
            "as_at: 2024-02-28\nupdates:\n  9a:\n    status: delayed\n    due: 2024-09-30\n    approved: {body: \"Cabinet, in public\"}\n    reason: |\n      They said “no”.\n\n      [//]: # (a comment that no page shows)\n\n      - Talks \"took\" *longer*\n",
        );
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    project
}

fn text(project: &Project, name: &str) -> String {
    std::fs::read_to_string(project.path(&format!("site/plans/people/data/{name}"))).unwrap()
}

#[test]
fn the_whole_plan_reads_like_this() {
    let project = moved();
    let whole = text(&project, "plan.json");
    assert!(!whole.contains("comment"), "what no page shows is in no data");
    let value: Value = serde_json::from_str(&whole).unwrap();
    expected::same("plan.json", &format!("{}\n", serde_json::to_string_pretty(&value).unwrap()));
}

#[test]
fn a_table_is_csv_as_the_rfc_has_it() {
    let project = moved();
    assert_eq!(
        text(&project, "date-changes.csv"),
        "ref,action,due_from,due_to,due_from_latest,due_to_latest,days,round,reason,approved_by,approved_on\r\n\
         9a,,2024-04,2024-09-30,2024-04-30,2024-09-30,153,2024-02-28,\"They said “no”.\nTalks \"\"took\"\" longer\",\"Cabinet, in public\",\r\n"
    );
    assert_eq!(
        text(&project, "changes.csv"),
        "round,ref,change,status_from,status_to,due_from,due_to,merged_into\r\n\
         2024-02-28,9a,status,on-track,delayed,,,\r\n\
         2024-02-28,9a,date,,,2024-04,2024-09-30,\r\n"
    );
}

/// The tables of a plan by their names, each row by the names of its columns.
type Tables = BTreeMap<String, Vec<BTreeMap<String, String>>>;

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn list(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

#[test]
fn the_tables_are_as_their_descriptor_says() {
    let built = Built::of("full-feature");
    for plan in PLANS {
        let folder = built.root().join("plans").join(plan).join("data");
        let package = json(&folder.join("datapackage.json"));
        let mut tables = Tables::new();
        for resource in package["resources"].as_array().unwrap() {
            let name = resource["name"].as_str().unwrap();
            let text = std::fs::read_to_string(folder.join(resource["path"].as_str().unwrap())).unwrap();
            assert!(!text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{plan}: {name}");
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let fields = resource["schema"]["fields"].as_array().unwrap();
            let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
            assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names, "{plan}: {name}");
            let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
            for field in fields {
                check_field(field, &rows, &format!("{plan}: {name}"));
            }
            if !resource["schema"]["primaryKey"].is_null() {
                let key = list(&resource["schema"]["primaryKey"]);
                assert_eq!(values(&rows, &key).len(), rows.len(), "{plan}: {name} has rows of one key");
            }
            tables.insert(name.to_owned(), rows);
        }
        check_references(&package, &tables, plan);
    }
}

fn values<'r>(rows: &'r [BTreeMap<String, String>], columns: &[&str]) -> BTreeSet<Vec<&'r str>> {
    rows.iter().map(|row| columns.iter().map(|column| row[*column].as_str()).collect()).collect()
}

fn check_field(field: &Value, rows: &[BTreeMap<String, String>], place: &str) {
    let name = field["name"].as_str().unwrap();
    for words in ["title", "description"] {
        let words = field[words].as_str().unwrap();
        assert!(!words.is_empty() && !words.starts_with("column"), "{place}: {name} is not explained: {words}");
    }
    for value in rows.iter().map(|row| row[name].as_str()) {
        let place = format!("{place}.{name} is `{value}`");
        assert!(!value.is_empty() || field["constraints"]["required"] != true, "{place}");
        if value.is_empty() {
            continue;
        }
        let fits = match field["type"].as_str().unwrap() {
            "string" => true,
            "integer" => value.parse::<i64>().is_ok(),
            "number" => value.parse::<f64>().is_ok(),
            "boolean" => ["true", "false"].contains(&value),
            "date" => value.parse::<jiff::civil::Date>().is_ok(),
            kind => panic!("{place}: {kind}"),
        };
        let words = &field["constraints"]["enum"];
        assert!(fits && (words.is_null() || list(words).contains(&value)), "{place}");
        assert!(field["format"] != "uri" || value.starts_with("https://"), "{place}");
    }
}

fn check_references(package: &Value, tables: &Tables, plan: &str) {
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let (other, to) = (&key["reference"]["resource"], list(&key["reference"]["fields"]));
            let known = values(&tables[other.as_str().unwrap()], &to);
            for value in values(&tables[name], &list(&key["fields"])) {
                assert!(known.contains(&value), "{plan}: {name} names {value:?}, which {other} has not");
            }
        }
    }
}

#[test]
fn csv_on_the_web_tells_the_same_as_the_package() {
    let built = Built::of("full-feature");
    for plan in PLANS {
        let folder = built.root().join("plans").join(plan).join("data");
        let package = json(&folder.join("datapackage.json"));
        let metadata = json(&folder.join("csv-metadata.json"));
        assert_eq!(metadata["@context"][0], "http://www.w3.org/ns/csvw");
        let columns = |tables: &Value, path: &str, schema: &str, columns: &str| -> Vec<(String, Vec<String>)> {
            let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
            let table = |table: &Value| {
                let columns = table[schema][columns].as_array().unwrap();
                (table[path].as_str().unwrap().to_owned(), columns.iter().map(name).collect())
            };
            tables.as_array().unwrap().iter().map(table).collect()
        };
        assert_eq!(
            columns(&metadata["tables"], "url", "tableSchema", "columns"),
            columns(&package["resources"], "path", "schema", "fields")
        );
    }
}

#[test]
fn json_has_what_the_tables_have() {
    let built = Built::of("full-feature");
    let folder = built.root().join("plans/peer-challenge-2023/data");
    let plan = json(&folder.join("plan.json"));
    let rows = |table: &str| csv::Reader::from_path(folder.join(format!("{table}.csv"))).unwrap().records().count();
    let all = |path: [&str; 2]| -> usize {
        let items = plan[path[0]].as_array().unwrap().iter();
        items.map(|item| item[path[1]].as_array().map_or(0, Vec::len)).sum()
    };
    let moved_of_actions: usize = plan["recommendations"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|item| item["actions"].as_array().into_iter().flatten())
        .map(|action| action["date_changes"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(plan["recommendations"].as_array().unwrap().len(), rows("recommendations"));
    assert_eq!(all(["recommendations", "actions"]), rows("actions"));
    assert_eq!(all(["recommendations", "updates"]), rows("updates"));
    assert_eq!(all(["rounds", "changes"]), rows("changes"));
    assert_eq!(all(["recommendations", "date_changes"]) + moved_of_actions, rows("date-changes"));
    assert_eq!(all(["indicators", "values"]) + all(["indicators", "targets"]), rows("indicator-values"));
    assert_eq!(plan["leads"].as_array().unwrap().len(), rows("leads"));
    assert!(!std::fs::read_to_string(folder.join("plan.json")).unwrap().contains("null"), "a key without a value");
}

#[test]
fn the_workbook_has_words_and_real_dates() {
    let built = Built::of("full-feature");
    let path = built.root().join("plans/peer-challenge-2023/data/plan.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[..4], ["About", "Recommendations", "Actions", "Updates"]);
    assert!(names.contains(&"Moved dates".to_owned()) && names.contains(&"Values and targets".to_owned()), "{names:?}");
    let cover = book.worksheet_range("About").unwrap();
    assert_eq!(cover.get((0, 0)).unwrap().to_string(), "Response to the peer challenge of 2023");
    let labels: Vec<String> =
        cover.rows().skip(2).map(|row| row[0].to_string()).take_while(|l| !l.is_empty()).collect();
    assert_eq!(labels, ["Organisation", "As at", "Address", "Licence", "About this site", "Summary"]);
    let sheet = book.worksheet_range("Recommendations").unwrap();
    let column = |title: &str| sheet.rows().next().unwrap().iter().position(|cell| *cell == *title).unwrap();
    let row = |reference: &str| sheet.rows().find(|row| row[0] == *reference).unwrap();
    assert_eq!(row("2.1")[column("Status")].to_string(), "Delayed");
    assert_eq!(row("2.1")[column("Timing")].to_string(), "Not yet due");
    // 31 March 2025, as spreadsheets count days.
    assert!(
        matches!(row("2.1")[column("First promised")], calamine::Data::DateTime(day) if day.as_f64().to_bits() == 45747_f64.to_bits())
    );
    // A month is no day, and stands as it was written.
    assert_eq!(row("2.1")[column("Due")], calamine::Data::String("2025-09".to_owned()));
    // A ref that looks like a number stays the text that it is.
    assert_eq!(row("2.10")[0], calamine::Data::String("2.10".to_owned()));
}

#[test]
fn the_page_of_data_leads_to_every_file() {
    let built = Built::of("full-feature");
    for plan in PLANS {
        let folder = built.root().join("plans").join(plan).join("data");
        let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
        for entry in std::fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let link = format!("href=\"../../../plans/{plan}/data/{name}\"");
            assert!(name == "index.html" || page.contains(&link), "{plan}: {name}");
        }
        for key in [">column", ">table", ">file.", ">data_"] {
            assert!(!page.contains(key), "{plan}: a string is missing: {key}");
        }
    }
}

#[test]
fn search_engines_find_a_dataset_that_cannot_end_its_element() {
    let project = moved();
    let page = text(&project, "index.html");
    let block = page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let dataset: Value = serde_json::from_str(block).unwrap();
    assert_eq!((&dataset["@type"], &dataset["name"]), (&"Dataset".into(), &"People plan </script><b>".into()));
    assert_eq!(dataset["temporalCoverage"], "2023-06-01/2024-02-29");
    assert!(dataset["description"].as_str().unwrap().len() >= 50);
    for file in dataset["distribution"].as_array().unwrap() {
        let path = file["contentUrl"].as_str().unwrap().trim_start_matches('/');
        assert!(project.path(&format!("site/{path}")).exists(), "{path}");
    }
}
