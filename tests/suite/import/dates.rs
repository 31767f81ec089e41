//! Times as cells tell them: what is certain becomes a date or a step, and all words stay.

use headway::import::source::Block;

use super::made::{imported, source, table, text};

/// The front matter of a recommendation with this timescale, from its title on.
fn timed(cell: &str) -> String {
    let imported = imported(source(vec![Block::Table(table(&[
        &["No", "Recommendation", "Timescale"],
        &["1", "Train the staff", cell],
    ]))]));
    let file = text(&imported, "recommendations/1-");
    file.split("title: Train the staff\n").nth(1).unwrap().trim_end().trim_end_matches("---").to_owned()
}

#[test]
fn a_sentence_about_a_date_is_no_step() {
    assert_eq!(timed("Posts start 28 April 2003"), "start: 2003-04-28\ntimescale: Posts start 28 April 2003\n");
    let review = "actions:\n  - id: review\n    title: Review\n    due: 2004-07\n";
    assert_eq!(
        timed("Posts start 28 April 2003\nReview in July 2004"),
        format!("timescale: |\n  Posts start 28 April 2003\n  Review in July 2004\n{review}")
    );
    assert_eq!(
        timed("From interim December 2002 to July 2003\nReview in July 2004"),
        format!("timescale: |\n  From interim December 2002 to July 2003\n  Review in July 2004\n{review}")
    );
}

#[test]
fn a_date_that_is_not_when_it_is_due_stays_words() {
    for words in [
        "After March 2024",
        "Not before May 2024",
        "Subject to Cabinet approval in March 2024",
        "Slipped from March 2024",
        "Within 12 months of approval (June 2025)",
        "Summer term 2024",
    ] {
        assert_eq!(timed(words), format!("timescale: {words}\n"));
    }
    assert_eq!(timed("TBC\nLikely March 2024"), "timescale: |\n  TBC\n  Likely March 2024\n");
}

#[test]
fn dates_with_what_is_done_then_are_steps_and_an_open_end_is_ongoing() {
    let steps = "actions:\n  - id: draft\n    title: Draft\n    due: 2024-03\n  - id: final\n    title: Final\n    due: 2024-06\n";
    let words = "Draft by March 2024, final by June 2024";
    assert_eq!(timed(words), format!("timescale: {words}\n{steps}"));
    let words = "March 2024 (draft), June 2024 (final)";
    assert_eq!(timed(words), format!("timescale: {words}\n{steps}"));
    assert_eq!(timed("April 2024 and ongoing"), "start: 2024-04\ndue: ongoing\ntimescale: April 2024 and ongoing\n");
    assert_eq!(
        timed("From April 2024, ongoing"),
        "start: 2024-04\ndue: ongoing\ntimescale: From April 2024, ongoing\n"
    );
}
