//! Who answers, as cells name them: several on lines of their own, one over two lines, nobody yet.

use headway::import::source::Block;

use super::made::{contains, imported, source, table, text};

/// The report and `leads:` of recommendations whose lead cells have these words.
fn led(cells: &[&str]) -> (String, Vec<String>) {
    let numbers: Vec<String> = (1..=cells.len()).map(|number| number.to_string()).collect();
    let rows: Vec<[&str; 3]> =
        cells.iter().zip(&numbers).map(|(cell, number)| [number.as_str(), "Train the staff", cell]).collect();
    let mut all: Vec<&[&str]> = vec![&["No", "Recommendation", "Lead"]];
    all.extend(rows.iter().map(<[&str; 3]>::as_slice));
    let imported = imported(source(vec![Block::Table(table(&all))]));
    let leads = numbers.iter().map(|number| {
        let file = text(&imported, &format!("recommendations/{number}-"));
        let line = file.lines().find(|line| line.starts_with("leads: "));
        line.unwrap_or_default().trim_start_matches("leads: ").to_owned()
    });
    (imported.report.markdown(), leads.collect())
}

#[test]
fn leads_on_lines_of_their_own_are_several_and_a_long_title_is_one() {
    let (report, leads) = led(&[
        "Leader\nCX",
        "Executive Director, People First\nExecutive Director, Urban Living",
        "CSB\nLeader",
        "Leader\nLeader of Opposition\nGroup Offices",
        "Director of Customer Services\n& Business Transformation",
        "Divisional Director\nStrategic Commissioning",
        "Divisional Director\nHR",
        "Director of\nFinance",
        "Portfolio Holder for Education\nand Lifelong Learning",
    ]);
    assert_eq!(
        leads,
        [
            "[leader, cx]",
            "[executive-director-people-first, executive-director-urban-living]",
            "[csb, leader]",
            "[leader, leader-of-opposition, group-offices]",
            "[director-of-customer-services-business-transformation]",
            "[divisional-director-strategic-commissioning]",
            "[divisional-director-hr]",
            "[director-of-finance]",
            "[portfolio-holder-for-education-and-lifelong-learning]",
        ]
    );
    contains(
        &report,
        &[
            "lines of “Director of Finance” were taken for one title",
            "“Leader CX” stands on lines of its own, and was taken for “Leader” and “CX”",
        ],
    );
}

#[test]
fn a_cell_that_names_nobody_yet_makes_no_lead_and_is_told() {
    let (report, leads) = led(&[
        "TBC",
        "To be confirmed",
        "N/A",
        "Vacant post",
        "Head of HR / TBC",
        "TBC (Head of HR)",
        "Not yet appointed",
        "Head of HR",
    ]);
    assert_eq!(leads, ["", "", "", "", "[head-of-hr]", "[head-of-hr]", "", "[head-of-hr]"]);
    contains(
        &report,
        &["- table 1, row 2, column `Lead`: no lead is named yet: “TBC” is kept under the name of its column"],
    );
}

#[test]
fn an_abbreviation_and_what_it_stands_for_are_proposed_as_one() {
    let (report, leads) = led(&["CX", "Chief Executive", "Corporate Strategy Board", "CSB", "Head of HR"]);
    assert_eq!(leads[..2], ["[cx]", "[chief-executive]"]);
    contains(
        &report,
        &[
            "“Chief Executive” and “CX” are probably one lead: put `CX` into the `aliases` of `chief-executive` in content/leads.yaml, and write `chief-executive` wherever `cx` stands",
            "“Corporate Strategy Board” and “CSB” are probably one lead",
        ],
    );
}
