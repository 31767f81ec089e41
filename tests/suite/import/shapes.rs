//! Documents of other shapes, as values: what each becomes, and that no word of it is lost.

use headway::import::columns::Meaning;
use headway::import::source::Block;
use headway::import::{self, Known, Options};

use super::made::{contains, heading, imported, imported_but_for, options, source, table, text};

#[test]
fn columns_may_stand_in_any_order_and_have_other_names() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["By when?", "Who?", "RAG rating", "Area for improvement", "Our response", "Cost"],
        &[
            "31/03/2024",
            "Head of Policy",
            "Amber",
            "Planning: Write a plan for the whole of the borough with residents, and publish it every year for them.",
            "We will.",
            "£5,000",
        ],
        &["Q3 2023/24", "Finance Team", "Complete", "Set a budget", "We have.", "None"],
    ]))]));
    contains(
        text(&imported, "recommendations/1-"),
        &["leads: [head-of-policy]", "due: 2024-03-31", "extra:\n  RAG rating: Amber\n  Cost: £5,000"],
    );
    contains(
        text(&imported, "recommendations/2-"),
        &["title: Set a budget", "due: 2023/24-Q3", "timescale: Q3 2023/24"],
    );
    contains(text(&imported, "updates/2024-02-29"), &["1:\n    status: at-risk", "2:\n    status: complete"]);
}

#[test]
fn group_rows_become_topics_and_headings_may_repeat() {
    let mut one = table(&[
        &["PRIORITY SETTING", "", ""],
        &["RECOMMENDATIONS", "ACTION TAKEN TO DATE", "LEAD"],
        &["1. Build trust between officers and members", "Talks are under way (see no. 2).", "Leader\nCX"],
        &["LEADERSHIP OF PLACE", "", ""],
        &["RECOMMENDATIONS", "ACTION TAKEN TO DATE", "LEAD"],
        &["2. Work with partners", "Begun.", "CX"],
    ]);
    for row in [0, 3] {
        one.rows[row].cells.truncate(1);
        one.rows[row].cells[0].columns = 3;
    }
    // The first group stands above the headings here; it is said, and no topic.
    one.rows.swap(0, 1);
    let imported = imported(source(vec![Block::Table(one)]));
    contains(
        text(&imported, "plan.yaml"),
        &["- id: priority-setting\n    title: PRIORITY SETTING", "- id: leadership-of-place"],
    );
    contains(
        text(&imported, "recommendations/1-"),
        &["topic: priority-setting", "leads: [leader, cx]", "related: [2]"],
    );
    contains(text(&imported, "recommendations/2-"), &["topic: leadership-of-place", "leads: [cx]"]);
    contains(text(&imported, "updates/2024-02-29"), &["Talks are under way (see no. [2](ref:2))."]);
    assert!(imported.report.summary().contains("1 heading repeated"), "{}", imported.report.summary());
}

#[test]
fn several_rows_of_one_recommendation_are_its_actions() {
    let mut one = table(&[
        &["Ref", "Recommendation", "Action", "Owner", "Deadline", "Status"],
        &[
            "1",
            "Workforce\nThe council should plan for its workforce.",
            "Write a strategy",
            "Director of HR",
            "April 2024",
            "On track",
        ],
        &["", "", "Train managers", "Head of Training", "Ongoing", "Not started"],
        &["2", "Data", "Publish data", "Head of Data", "TBC", ""],
    ]);
    for cell in &mut one.rows[2].cells[..2] {
        cell.continues = true;
    }
    let imported = imported(source(vec![Block::Table(one)]));
    contains(
        text(&imported, "recommendations/1-"),
        &[
            "title: Workforce\n",
            "leads: [director-of-hr, head-of-training]",
            "  - id: write-a-strategy\n    title: Write a strategy\n    due: 2024-04\n    leads: [director-of-hr]",
            "  - id: train-managers\n    title: Train managers\n    due: ongoing\n    leads: [head-of-training]",
        ],
    );
    contains(text(&imported, "recommendations/2-"), &["title: Data\n", "timescale: TBC"]);
    contains(
        text(&imported, "updates/2024-02-29"),
        &["actions:\n      write-a-strategy: on-track\n      train-managers: not-started"],
    );
}

#[test]
fn a_heading_before_each_of_several_tables_names_a_topic() {
    let rows = |number: &'static str, words: &'static str| {
        table(&[&["No", "Recommendation", "Response"], &[number, words, "We will."]])
    };
    let imported = imported(source(vec![
        heading(1, "Improvement plan"),
        heading(2, "People"),
        Block::Table(rows("1", "Train staff")),
        heading(2, "Places"),
        Block::Table(rows("2", "Mend roads")),
    ]));
    contains(text(&imported, "plan.yaml"), &["title: Improvement plan", "title: People", "title: Places"]);
    contains(text(&imported, "recommendations/2-"), &["topic: places"]);
}

#[test]
fn several_dates_in_a_cell_are_actions_and_dated_columns_rounds() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["No", "Recommendation", "Timescale", "Progress October 2023", "Progress January 2024"],
        &["1", "Pilot area working", "Launch: November 2023\nEvaluate: May 2024", "It is launched.", "People like it."],
        &["2", "Plan inspections", "From April 2023 to July 2024", "", "Begun."],
    ]))]));
    contains(
        text(&imported, "recommendations/1-"),
        &["title: Launch\n    due: 2023-11", "title: Evaluate\n    due: 2024-05"],
    );
    contains(text(&imported, "recommendations/2-"), &["start: 2023-04\ndue: 2024-07"]);
    contains(text(&imported, "updates/2023-10.yaml"), &["It is launched."]);
    contains(text(&imported, "updates/2024-01.yaml"), &["People like it.", "Begun."]);
}

#[test]
fn a_table_without_headings_is_told_by_its_cells() {
    let imported = imported(source(vec![Block::Table(table(&[
        &[
            "1",
            "The council should write a plan for all of its staff",
            "A plan will be written by the team",
            "Head of HR",
            "March 2024",
        ],
        &[
            "2",
            "The council should train those who manage other people",
            "Training will be bought and given",
            "Head of HR",
            "Ongoing",
        ],
    ]))]));
    contains(text(&imported, "recommendations/1-"), &["leads: [head-of-hr]", "due: 2024-03", "A plan will be written"]);
}

#[test]
fn numbers_that_begin_anew_in_each_group_get_the_groups_own() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["Theme", "No.", "Recommendation", "Action"],
        &["People", "1", "Train staff", "We will."],
        &["", "2", "Pay staff", "We do."],
        &["Places", "1", "Mend roads", "We mend."],
        &["", "2", "Cut grass", "We cut."],
    ]))]));
    contains(text(&imported, "plan.yaml"), &["labels:\n  topic: Theme", "id: people", "id: places"]);
    contains(text(&imported, "recommendations/2.1-"), &["title: Mend roads", "topic: places"]);
}

#[test]
fn a_meaning_that_was_told_goes_before_all_others() {
    let source = source(vec![Block::Table(table(&[
        &["No", "Recommendation", "Action", "Impact"],
        &["1", "Train staff", "We trained all of them.", "They know more."],
    ]))]);
    let columns = vec![("ACTION".to_owned(), Meaning::Progress), ("Impact".to_owned(), Meaning::Response)];
    let imported = import::plan(&[source], &Known::nothing(), &Options { columns, ..options() }).unwrap();
    contains(text(&imported, "recommendations/1-"), &["They know more."]);
    contains(text(&imported, "updates/2024-02-29"), &["We trained all of them."]);
}

#[test]
fn a_title_block_resources_and_objectives_are_left_alone_and_said() {
    let imported = imported_but_for(
        source(vec![
            Block::Table(table(&[
                &["Subject:", "Peer review: progress"],
                &["Report of:", "Head of Policy"],
                &["Date:", "18 March 2020"],
            ])),
            Block::Table(table(&[&["Places making Example", "[✓]"], &["People making Example", "[ ]"]])),
            Block::Table(table(&[&["Project", "2023/24", "2024/25"], &["Action on roads", "£10,000", "£20,000"]])),
            Block::Table(table(&[&["No", "Recommendation", "Update"], &["1", "Train staff", "All are trained."]])),
        ]),
        &[1, 2, 3],
    );
    contains(text(&imported, "plan.yaml"), &["title: \"Peer review: progress\""]);
    contains(text(&imported, "updates/2020-03-18"), &["All are trained."]);
    contains(
        text(&imported, "import-report.md"),
        &[
            "left alone, as it looks like a title block",
            "left alone, as it looks like a box of objectives",
            "left alone, as it looks like figures or resources; it begins “Project 2023/24",
        ],
    );
}

#[test]
fn a_table_for_each_recommendation_is_a_row_of_one() {
    let form = |number: usize| {
        let label = format!("Recommendation {number}");
        let asked = format!("Plant more trees in ward {number}");
        Block::Table(table(&[
            &[&label, &asked],
            &["Response", "Accepted. We will plant them."],
            &["Lead officer", "Head of Parks"],
            &["Timescale", "By the end of March 2025"],
            &["Resources", "£1,000"],
        ]))
    };
    let imported = imported(source(vec![heading(1, "Trees"), form(1), form(2), form(3)]));
    assert_eq!(imported.report.recommendations, 3);
    contains(
        text(&imported, "recommendations/2-"),
        &[
            "title: Plant more trees in ward 2",
            "response: accepted",
            "leads: [head-of-parks]",
            "due: 2025-03",
            "Resources: £1,000",
        ],
    );
}

#[test]
fn a_cell_may_say_by_its_colour_alone_how_things_stand() {
    let mut one = table(&[
        &["No", "Recommendation", "RAG"],
        &["1", "Train staff", ""],
        &["2", "Pay staff", ""],
        &["3", "Thank staff", ""],
        &["4", "Praise staff", ""],
    ]);
    for (row, fill) in [(1, [255, 192, 0]), (2, [0, 176, 80]), (3, [192, 0, 0])] {
        one.rows[row].cells[2].fill = Some(fill);
    }
    // A row in a colour of its own is decoration.
    one.rows[4].cells.iter_mut().for_each(|cell| cell.fill = Some([0, 112, 192]));
    let imported = imported(source(vec![Block::Table(one)]));
    contains(
        text(&imported, "updates/2024-02-29"),
        &["1:\n    status: at-risk", "2:\n    status: on-track", "3:\n    status: delayed"],
    );
    assert!(!text(&imported, "updates/2024-02-29").contains("4:"));
}

/// Words of cells that are understood, or nearly, or not at all.
const CELLS: [&str; 41] = [
    "",
    "",
    "",
    "1",
    "2.",
    "9a",
    "(b)",
    "Rec 7",
    "–",
    "n/a",
    "✓ done",
    "Amber",
    "Complete",
    "On track - nearly",
    "Ongoing",
    "31 March 2024",
    "By the end of July 2024",
    "Q3 2023/24",
    "Launch: May 2024\nEvaluate: June 2024",
    "TBC",
    "Head of Policy",
    "Leader / Chief Executive",
    "Leader\nFinance Team",
    "Director of HR & OD",
    "Accepted. We will.",
    "Agreed",
    "The council should write a plan for all of its services and publish it.",
    "Pay\nThe council should pay.",
    "See no. 2 & 3",
    "- first\n- second",
    "1. One\n2. Two",
    "*stars* _and_ [x] <b> & #",
    "PRIORITY SETTING",
    "£5,000",
    "Head of ICT, October 2025",
    "TBC (Head of HR)",
    "Leader\nCX",
    "Posts start 28 April 2023\nReview in July 2024",
    "Draft by March 2024, final by June 2024",
    "Response: Accepted",
    "Total: 12 actions",
];
const HEADINGS: [&str; 23] = [
    "#",
    "No",
    "Ref",
    "Recommendation",
    "Title",
    "Action",
    "Response",
    "Accepted?",
    "Progress",
    "Progress May 2024",
    "Status",
    "RAG",
    "Lead",
    "Portfolio holder",
    "Start",
    "Timescale",
    "Revised date",
    "Reason for delay",
    "Theme",
    "Priority",
    "Original due date",
    "Description",
    "Whatever",
];

/// Plain words, of a cell as of a file.
fn bare(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]
    #[test]
    fn no_word_of_any_cell_is_lost(
        headings in proptest::sample::subsequence(HEADINGS.to_vec(), 2..8),
        picks in proptest::collection::vec(proptest::collection::vec((0..CELLS.len(), 0..12_u8), 8), 1..7),
    ) {
        let width = headings.len();
        let mut rows: Vec<Vec<&str>> = vec![headings];
        rows.extend(picks.iter().map(|row| row.iter().take(width).map(|(pick, _)| CELLS[*pick]).collect()));
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let mut one = table(&rows);
        for (row, picks) in one.rows.iter_mut().skip(1).zip(&picks) {
            for (cell, (_, how)) in row.cells.iter_mut().zip(picks) {
                cell.continues = *how == 0;
            }
            if picks[0].1 == 1 {
                // One cell over the whole width.
                row.cells.truncate(1);
                row.cells[0].columns = width;
            }
        }
        let source = source(vec![Block::Table(one.clone())]);
        let Ok(imported) = import::plan(&[source], &Known::nothing(), &options()) else { return Ok(()) };
        let report = &imported.report.markdown();
        let left = report.split("## Left in the document").nth(1).unwrap().to_owned();
        let sources = imported.files.iter().filter(|file| !file.path.ends_with("import-report.md"));
        let files: String = sources.map(|file| format!("{}\n", file.text)).collect::<String>() + &left;
        let found: std::collections::BTreeSet<String> = bare(&files).into_iter().collect();
        for row in one.rows.iter().skip(1) {
            for cell in row.cells.iter().filter(|cell| !cell.continues) {
                for word in bare(&cell.text()) {
                    // A date is written in another form, and "Rec" says only that a number follows; "(b)" is `1b`.
                    let is_date = ["31 March 2024", "By the end of July 2024"].contains(&cell.text().as_str());
                    proptest::prop_assert!(found.contains(&word) || is_date || word == "rec" || word == "b", "{word:?} of {:?} in\n{files}", cell.text());
                }
            }
        }
        let texts = imported.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
        let files = headway::files::Files::from_texts(texts);
        let mut diagnostics = headway::diagnostic::Diagnostics::default();
        let at = headway::content::Options { as_of: jiff::civil::date(2024, 6, 30), audience: headway::content::Audience::Preview, exempt: None };
        headway::content::load(&files, None, at, &mut diagnostics);
        proptest::prop_assert!(!diagnostics.has_errors(), "{diagnostics:?}\n{:#?}", imported.files);
    }
}

#[test]
fn what_is_said_twice_is_kept_twice() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["No", "Recommendation", "Response", "Progress to October 2023"],
        &["1", "Train staff", "We will. We will.", "Work goes on. Work goes on."],
        &["2", "Train members", "We will. We will.", "Work goes on. Work goes on."],
    ]))]));
    for number in [1, 2] {
        let file = text(&imported, &format!("recommendations/{number}-"));
        assert_eq!(file.matches("We will.").count(), 2, "{file}");
    }
    let round = text(&imported, "updates/2023-10");
    assert_eq!(round.matches("Work goes on.").count(), 4, "{round}");
}
