//! What the columns of a document are taken for, and what becomes of those that are told of two ways.

use headway::import::source::Block;

use super::made::{contains, imported, source, table, text};

#[test]
fn a_column_of_numbers_may_be_headed_by_a_sign() {
    for heading in ["#", "No", "Nr.", "Item", "Ref.", "Rec #", "№", "KLOE"] {
        let imported = imported(source(vec![Block::Table(table(&[
            &[heading, "Recommendation", "Our action"],
            &["1.1", "Open earlier on Saturdays", "Trial at three branches"],
            &["1.2", "Mend the roof at Mill Road", "Survey and works"],
        ]))]));
        contains(text(&imported, "recommendations/1.2-"), &["ref: 1.2\ntitle: Mend the roof at Mill Road\n"]);
    }
}

#[test]
fn a_revised_date_is_news_and_the_first_one_stays() {
    for heading in ["Revised due date", "New target date", "Extended to", "Revised date", "Forecast completion"] {
        let imported = imported(source(vec![Block::Table(table(&[
            &["No", "Recommendation", "Lead", "Due date", heading, "Reason for delay", "Progress"],
            &["1", "Open earlier", "Head of Libraries", "30/09/2024", "31/01/2025", "Staff are few.", "Trial begun"],
            &["2", "Mend the roof", "Head of Property", "31/12/2024", "", "", "Tender out"],
            &["3", "Fill vacancies", "Head of HR", "31/12/2024", "31/12/2024", "", ""],
            &["4", "Paint the doors", "Head of HR", "31/12/2024", "Once there is money", "None is left.", ""],
        ]))]));
        contains(text(&imported, "recommendations/1-"), &["due: 2024-09-30\n"]);
        contains(text(&imported, "recommendations/4-"), &["due: 2024-12-31\n", "Once there is money", "None is left."]);
        assert!(!text(&imported, "recommendations/1-").contains("extra:"));
        let round = text(&imported, "updates/2024-02-29");
        contains(
            round,
            &["  1:\n    progress: Trial begun\n    due: 2025-01-31\n    reason: Staff are few.\n", "Tender out"],
        );
        assert!(!round.contains("\n  3:") && !round.contains("\n  4:"), "{round}");
    }
}

#[test]
fn a_current_date_alone_is_the_date() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["No", "Recommendation", "Current due date"],
        &["1", "Open earlier", "30/09/2024"],
    ]))]));
    contains(text(&imported, "recommendations/1-"), &["due: 2024-09-30\n"]);
}

#[test]
fn a_step_has_a_revised_date_of_its_own() {
    let mut one = table(&[
        &["No", "Recommendation", "Action", "Original date", "Current date"],
        &["1", "Train staff", "Write a plan", "March 2024", "May 2024"],
        &["", "", "Train managers", "April 2024", ""],
    ]);
    one.rows[2].cells[..2].iter_mut().for_each(|cell| cell.continues = true);
    let imported = imported(source(vec![Block::Table(one)]));
    contains(text(&imported, "recommendations/1-"), &["due: 2024-03\n", "due: 2024-04\n"]);
    contains(text(&imported, "updates/2024-02-29"), &["    actions:\n      write-a-plan:\n        due: 2024-05\n"]);
}

#[test]
fn words_that_send_to_a_dotted_number_become_relations_and_links() {
    let imported = imported(source(vec![Block::Table(table(&[
        &["#", "Recommendation", "Our action", "Progress"],
        &[
            "1.1",
            "Fill vacancies (see 1.2)",
            "Advertise, see also 1.3 below.",
            "Begun (see recommendations 1.2 and 1.3).",
        ],
        &["1.2", "Mend the roof at Mill Road", "Survey and works", "See 1.2 million."],
        &["1.3", "Open earlier", "We will", ""],
    ]))]));
    let first = text(&imported, "recommendations/1.1-");
    contains(
        first,
        &[
            "title: Fill vacancies\n",
            "recommended: Fill vacancies (see [1.2](ref:1.2))\n",
            "related: [1.2, 1.3]",
            "see also [1.3](ref:1.3) below.",
        ],
    );
    contains(text(&imported, "updates/"), &["(see recommendations [1.2](ref:1.2) and [1.3](ref:1.3))"]);
}
