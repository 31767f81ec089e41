//! Plans as councils write them, in small: what other programs export, what stands below a table, one cell for several
//! rows, no headings at all.

use headway::import::columns::Meaning;
use headway::import::source::Block;
use headway::import::{self, Known, NoPlan, Options};

use super::made::{contains, imported, options, source, table, text};

#[test]
fn an_export_of_a_performance_system_is_understood() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["Export of 14/02/2024", "", "", "", "", "", "", "", ""],
        &[
            "Action Code",
            "Action Title",
            "Description",
            "Assigned To",
            "Start Date",
            "Due Date",
            "Original Due Date",
            "Progress Bar",
            "Latest Note",
        ],
        &[
            "CPC-01",
            "Vision",
            "Refresh the vision",
            "Head of Strategy",
            "01-Apr-2024",
            "30-Jun-2024",
            "31-May-2024",
            "60%",
            "Workshops were held.",
        ],
        &["CPC-02", "Reserves", "Build up reserves", "S151 Officer", "", "31-Mar-2025", "31-Mar-2025", "10%", ""],
        &["Total: 2 actions", "", "", "", "", "", "", "", ""],
    ]))]));
    assert_eq!(imported.report.recommendations, 2);
    contains(
        text(&imported, "recommendations/cpc-01-"),
        &[
            "ref: CPC-01\ntitle: Vision\nrecommended: Refresh the vision\n",
            "start: 2024-04-01\ndue: 2024-05-31\nextra:\n  Progress Bar: 60%\n",
        ],
    );
    contains(
        text(&imported, "updates/2024-02-14"),
        &["CPC-01:\n    progress: Workshops were held.\n    due: 2024-06-30\n"],
    );
    contains(text(&imported, "plan.yaml"), &["Total: 2 actions"]);
}

#[test]
fn words_above_and_below_the_rows_are_words_of_the_plan() {
    let mut one = table(&[
        &["Improvement plan", "", ""],
        &["Owned by the Improvement Board", "", ""],
        &["No", "Recommendation", "RAG"],
        &["1", "Train staff", "Green"],
        &["Notes: RAG is as at 31 January 2024. Amber means some slippage.", "", ""],
    ]);
    for row in [0, 1, 4] {
        one.rows[row].cells.truncate(1);
        one.rows[row].cells[0].columns = 3;
    }
    let imported = imported(source(vec![Block::Table(one)]));
    contains(
        text(&imported, "plan.yaml"),
        &["title: Improvement plan\n", "Owned by the Improvement Board", "Amber means some slippage."],
    );
    contains(text(&imported, "updates/2024-01-31"), &["1:\n    status: on-track"]);
}

#[test]
fn a_cell_over_several_recommendations_is_said_of_each() {
    let mut one = table(&[
        &["No", "Recommendation", "Lead", "Due", "Budget", "Progress"],
        &["1", "Train staff", "Head of HR", "March 2024", "£5,000", "Begun."],
        &["2", "Pay staff", "Head of HR", "March 2024", "£5,000", "Begun."],
    ]);
    one.rows[2].cells[2..].iter_mut().for_each(|cell| cell.continues = true);
    let imported = imported(source(vec![Block::Table(one)]));
    for number in ["1", "2"] {
        let file = text(&imported, &format!("recommendations/{number}-"));
        contains(file, &["leads: [head-of-hr]\ndue: 2024-03\n", "extra:\n  Budget: £5,000\n"]);
    }
    contains(text(&imported, "updates/2024-02-29"), &["1:\n    progress: Begun.\n  2:\n    progress: Begun.\n"]);
}

#[test]
fn reports_on_several_steps_say_of_which() {
    let mut one = table(&[
        &["Ref", "Recommendation", "Action", "Progress"],
        &["1", "Train staff", "Write a plan", "It is written."],
        &["", "", "Train managers", "40 of 120 are."],
        &["2", "Pay staff", "Pay them", "-"],
    ]);
    one.rows[2].cells[..2].iter_mut().for_each(|cell| cell.continues = true);
    let imported = imported(source(vec![Block::Table(one)]));
    let round = text(&imported, "updates/2024-02-29");
    contains(round, &["**Write a plan:** It is written.", "**Train managers:** 40 of 120 are."]);
    assert!(!round.contains("  2:"), "{round}");
}

#[test]
fn a_column_that_only_accepts_is_an_answer_and_a_date_behind_a_lead_no_part_of_it() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["No", "Recommendation", "Cabinet response", "Action to be taken", "Responsible officer and date"],
        &["1", "Plant trees", "Accept", "We will plant them", "Head of Parks\n31 March 2025"],
        &["2", "Cut grass", "Reject", "It is cut already", "Head of ICT, October 2024"],
    ]))]));
    contains(
        text(&imported, "recommendations/1-"),
        &["decision: accepted\n  reason: Accept\n", "leads: [head-of-parks]\ndue: 2025-03-31\n"],
    );
    contains(
        text(&imported, "recommendations/2-"),
        &["decision: not-accepted\n  reason: Reject\n", "leads: [head-of-ict]\ndue: 2024-10\n"],
    );
}

#[test]
fn cells_that_begin_with_their_labels_are_the_fields_of_a_recommendation() {
    let source = source(vec![Block::Table(table(&[
        &["Recommendation 1: Publish a code of conduct.", "", ""],
        &["Response: Accepted", "Lead: Monitoring Officer", "By: October 2024"],
        &["Progress: A draft is written.", "", ""],
        &["Recommendation 2: Appoint a guardian.", "", ""],
        &["Response: Accepted in principle", "Lead: Head of HR", "By: to be agreed"],
        &["Progress: Not started.", "", ""],
    ]))]);
    // The labels are headings, and stand apart from their words.
    let imported = import::plan(&[source], &Known::nothing(), &options()).unwrap();
    contains(
        text(&imported, "recommendations/2-"),
        &[
            "ref: 2\ntitle: Appoint a guardian\nresponse:\n  decision: in-part\n",
            "leads: [head-of-hr]\ntimescale: to be agreed\n",
        ],
    );
    contains(text(&imported, "updates/"), &["1:\n    progress: A draft is written.\n"]);
}

#[test]
fn many_headings_are_headings_and_a_priority_that_goes_on_is_a_topic() {
    let mut one = table(&[
        &["Priority", "Rec", "Summary", "Management comment", "Officer", "Implementation date", "Page", "BRAG"],
        &["Good governance", "1", "Reconcile accounts", "We will", "Finance Manager", "30.09.23", "12", "B - complete"],
        &["Good governance", "2", "Review user access", "Each year", "ICT Manager", "31.12.23", "14", "G"],
        &["Sound finance", "3", "Stop cash handling", "In May", "Head of Customers", "Mawrth 2024", "15", "A"],
        &["Totals", "3", "", "", "", "", "", ""],
    ]);
    one.rows[2].cells[0].continues = true;
    let imported = imported(source(vec![Block::Table(one)]));
    contains(
        text(&imported, "recommendations/2-"),
        &[
            "title: Review user access\ntopic: good-governance\nleads: [ict-manager]\ndue: 2023-12-31\n",
            "Page: 14\n",
            "Each year",
        ],
    );
    contains(text(&imported, "recommendations/3-"), &["topic: sound-finance\n", "due: 2024-03\n"]);
    contains(text(&imported, "updates/2024-02-29"), &["1:\n    status: complete\n  2:\n    status: on-track\n"]);
}

#[test]
fn the_history_of_a_document_and_a_register_of_risks_are_left_alone() {
    let blocks = vec![
        Block::Table(table(&[
            &["Version", "Date", "Owner", "Status", "Description"],
            &["0.1", "March 2024", "Head of Policy", "Complete", "First draft for the board"],
        ])),
        Block::Table(table(&[&["No", "Recommendation", "Lead"], &["1", "Train staff", "Head of HR"]])),
        Block::Table(table(&[
            &["Ref", "Risk", "Likelihood", "Mitigation", "Owner", "Review date", "Status"],
            &["R1", "Budget is cut", "High", "Bid for grants", "Head of Finance", "May 2024", "Open"],
        ])),
    ];
    let imported = import::plan(&[source(blocks)], &Known::nothing(), &options()).unwrap();
    assert_eq!(imported.report.recommendations, 1);
    contains(
        text(&imported, "import-report.md"),
        &[
            "left alone, as it looks like the history of the document; it begins “Version Date",
            "it begins “Ref Risk Likelihood",
        ],
    );
}

#[test]
fn a_small_table_without_headings_is_guessed_or_told_by_the_numbers_of_its_columns() {
    let small = source(vec![Block::Table(table(&[
        &["Open earlier on Saturdays", "Head of Libraries", "March 2024"],
        &["Mend the roof at Mill Road", "Head of Property", "June 2024"],
    ]))]);
    let imported = imported(small);
    contains(
        text(&imported, "recommendations/2-"),
        &["title: Mend the roof at Mill Road\nleads: [head-of-property]\n"],
    );
    assert!(imported.report.short().contains("  -  recommendation?\n"), "{}", imported.report.short());

    let unclear = source(vec![Block::Table(table(&[&["Trees", "Ann"], &["Roads", "Bo"]]))]);
    let refused = import::plan(std::slice::from_ref(&unclear), &Known::nothing(), &options());
    let Err(NoPlan::NoTable(found)) = refused else { panic!("{refused:?}") };
    assert_eq!(
        found,
        ["table 1: it looks like a title block or a list of facts; its columns begin 1 “Trees”, 2 “Ann”"]
    );
    let columns = vec![("1".to_owned(), Meaning::Recommended), ("2".to_owned(), Meaning::Leads)];
    let imported = import::plan(&[unclear], &Known::nothing(), &Options { columns, ..options() }).unwrap();
    contains(text(&imported, "recommendations/2-"), &["title: Roads\nleads: [bo]\n"]);
    contains(text(&imported, "plan.yaml"), &["import:\n  columns:\n    1: recommendation\n    2: lead\n"]);
    assert!(!imported.report.markdown().contains("which no table of the plan has"));
}
