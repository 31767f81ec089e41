//! The forms of dates, their bounds, and the laws that comparing them keeps.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::words::{Role, words};
use super::{Certainty, Comparison, Date, Day, compare, days_between, is_past, read};

fn d(text: &str) -> Date {
    read(text).expect("a date of the table")
}

#[test]
fn each_form_has_its_bounds() {
    let table = [
        ("2024-02-08", "2024-02-08", "2024-02-08"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2017-21", "2017-03-01", "2017-05-31"),
        ("2017-24", "2017-12-01", "2018-02-28"),
        ("2003", "2003-01-01", "2003-12-31"),
        ("2003-04/2003-07", "2003-04-01", "2003-07-31"),
        ("2003/2004", "2003-01-01", "2004-12-31"),
        ("2017/18", "2017-04-01", "2018-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("2017/18-Q3", "2017-10-01", "2017-12-31"),
        ("2017/18-Q4", "2018-01-01", "2018-03-31"),
        ("2017/18/2019/20", "2017-04-01", "2020-03-31"),
    ];
    for (text, first, last) in table {
        let bounds = d(text).earliest().zip(d(text).latest()).map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!(bounds, Some((first.to_owned(), last.to_owned())), "{text}");
    }
    assert_eq!(d("2003-04/..").latest(), None);
    assert_eq!(d("ongoing").earliest(), None);
}

#[test]
fn what_is_meant_is_suggested() {
    let table = [
        ("31/3/2024", "write `2024-03-31`"),
        ("March 2024", "write `2024-03`"),
        ("Q3 2017/18", "write `2017/18-Q3`"),
        ("Spring 2024", "write `2024-21`"),
        ("5 April 2024", "write `2024-04-05`"),
        ("2024-6-3", "write `2024-06-03`"),
        ("Ongoing", "write `ongoing`"),
    ];
    for (text, hint) in table {
        assert_eq!(read(text).map_err(|fault| fault.hint), Err(hint.to_owned()), "{text}");
    }
    for text in ["", "TBC", "2024-13", "2024-02-30", "2017/19", "2003-07/2003-04", "../..", "2017/18-Q5", "~", "20é4"]
    {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn a_due_date_is_past_when_its_period_has_ended() {
    assert_eq!(is_past(d("2003-07"), date(2003, 7, 31)), Certainty::No);
    assert_eq!(is_past(d("2003-07"), date(2003, 8, 1)), Certainty::Yes);
    assert_eq!(is_past(d("2003~"), date(2004, 6, 1)), Certainty::Unknown);
    assert_eq!(is_past(d("2003~"), date(2005, 6, 1)), Certainty::Yes);
    assert_eq!(is_past(d("ongoing"), date(2005, 6, 1)), Certainty::No);
    assert_eq!(days_between(d("2024-02"), d("2024-03")), Some(31));
}

#[test]
fn what_overlaps_cannot_be_told() {
    assert_eq!(compare(d("2003-04"), d("2003-05")), Comparison::Before);
    assert_eq!(compare(d("2003"), d("2003-05")), Comparison::Unknown);
    assert_eq!(compare(d("2003-05-01"), d("2003-05-01")), Comparison::Same);
    assert_eq!(compare(d("2003-04~"), d("2003-05")), Comparison::Unknown);
}

#[test]
fn words_are_as_a_person_would_write() {
    let pattern = |key: &str| match key {
        "date.day" | "short.day" => "{day} {month} {year}",
        "date.month" | "short.month" => "{month} {year}",
        "date.months" => "{from} to {to} {year}",
        "date.months-of-two-years" => "{from} {from-year} to {to} {year}",
        "due.period" => "by the end of {date}",
        "due.day" => "by {date}",
        "due.period-about" => "by about the end of {date}",
        "date.uncertain" => "perhaps {date}",
        "date.season-21" => "spring {year}",
        "date.days" => "{from} to {to} {month} {year}",
        "date.the-financial-year" => "the {year} to {next} financial year",
        "start.period" => "from {date}",
        "date.interval" => "{from} to {to}",
        "date.financial-year" => "{year} to {next} financial year",
        "date.approximate" => "around {date}",
        "short.financial-year" => "{year}/{next}",
        "short.month.9" => "Sept",
        "month.2" => "February",
        "month.4" => "April",
        "month.7" => "July",
        "month.10" => "October",
        "month.12" => "December",
        _ => "?",
    };
    let table = [
        ("2003-07", Role::Due, "by the end of July 2003"),
        ("2024-04-05", Role::Due, "by 5 April 2024"),
        ("2017/18-Q3", Role::Plain, "October to December 2017"),
        ("2003-12/2004-02", Role::Plain, "December 2003 to February 2004"),
        ("2003-04/2003-07", Role::Due, "by the end of July 2003"),
        ("2017-21", Role::Plain, "spring 2017"),
        ("2017/18", Role::Plain, "2017 to 2018 financial year"),
        ("2017-02~", Role::Plain, "around February 2017"),
        ("2017-02~", Role::Due, "by about the end of February 2017"),
        ("2017-02%", Role::Due, "perhaps by about the end of February 2017"),
        ("2016-12/2017-02~", Role::Plain, "around December 2016 to February 2017"),
        ("2023-10-03/2023-10-06", Role::Plain, "3 to 6 October 2023"),
        ("2023-10-30/2023-12-01", Role::Plain, "30 October 2023 to 1 December 2023"),
        ("2024/25", Role::Due, "by the end of the 2024 to 2025 financial year"),
        ("2025/26", Role::Start, "from the 2025 to 2026 financial year"),
        ("2025/26-Q3", Role::Due, "by the end of December 2025"),
        ("2025/26-Q3~", Role::Due, "by about the end of December 2025"),
        ("2025/26-Q3", Role::Start, "from October 2025"),
        ("../2024-12", Role::Due, "by the end of December 2024"),
        ("2025-04/..", Role::Start, "from April 2025"),
        ("2017-09-05", Role::Short, "5 Sept 2017"),
        ("2017-09", Role::Short, "Sept 2017"),
        ("1999/00", Role::Short, "1999/00"),
        ("2017-21", Role::Short, "spring 2017"),
    ];
    for (text, role, expected) in table {
        assert_eq!(words(d(text), role, &pattern), expected, "{text}");
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    let year = 1900_i16..2100;
    let plain = prop_oneof![
        (year.clone(), 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (year.clone(), 1_i8..=12).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (year.clone(), 21_i8..=24).prop_map(|(y, s)| format!("{y}-{s}")),
        year.clone().prop_map(|y| y.to_string()),
        year.clone().prop_map(|y| format!("{y}/{:02}", (y + 1) % 100)),
        (year.clone(), 1_i8..=4).prop_map(|(y, q)| format!("{y}/{:02}-Q{q}", (y + 1) % 100)),
        (year, 0_i16..5, 1_i8..=12).prop_map(|(y, more, m)| format!("{y}-{m:02}/{}-{m:02}", y + more)),
    ];
    (plain, prop_oneof!["", "~", "\\?", "%"]).prop_map(|(text, mark)| d(&format!("{text}{mark}")))
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(date in any_date()) {
        prop_assert_eq!(read(&date.edtf()), Ok(date));
    }

    #[test]
    fn a_period_begins_before_it_ends(date in any_date()) {
        prop_assert!(date.earliest() <= date.latest());
    }

    #[test]
    fn comparison_turns_round(a in any_date(), b in any_date()) {
        prop_assert_eq!(compare(a, b), compare(b, a).reverse());
    }

    #[test]
    fn what_is_past_stays_past(due in any_date(), day in 0_i32..80_000, later in 0_i32..1_000) {
        let on: Day = date(1900, 1, 1).saturating_add(day.days());
        prop_assert!(is_past(due, on) <= is_past(due, on.saturating_add(later.days())));
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,20}") {
        let _ = read(&text);
    }
}
