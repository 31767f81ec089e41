//! Positions within bounds, in the order of the days, for every date that can be written.

use proptest::prelude::*;

use super::axis::{Axis, Label, Now, Years};
use super::lane::{self, Dates, Edge, LEAST, lane};
use super::scale::Scale;
use super::shares::shares;
use super::{Position, Stretch};
use crate::date::{Date, Day, read};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn dates(texts: &[&str]) -> Vec<Date> {
    texts.iter().map(|text| read(text).unwrap()).collect()
}

fn axis(texts: &[&str], now: &str) -> Axis {
    let dates = dates(texts);
    let days = dates.iter().flat_map(|date| lane::days(*date));
    Axis::over(days, day(now), Years::of(dates.iter().copied())).unwrap()
}

/// Each tick as `period@position`, with a star where every screen has its label and a dot where none has.
fn ticks(axis: &Axis) -> String {
    let tick = |tick: &super::axis::Tick| {
        let mark = match tick.label {
            Label::Everywhere => "*",
            Label::Wide => "",
            Label::Nowhere => ".",
        };
        format!("{}@{}{mark}", tick.period, tick.at)
    };
    axis.ticks.iter().map(tick).collect::<Vec<String>>().join(" ")
}

#[test]
fn a_position_is_written_as_a_percentage() {
    let shown = |part| Position::of(part, 10_000).to_string();
    assert_eq!([0, 5, 40, 1250, 1234, 10_000].map(shown), ["0%", "0.05%", "0.4%", "12.5%", "12.34%", "100%"]);
}

#[test]
fn an_axis_has_ticks_for_what_it_spans() {
    let cases = [
        // One day is given three months.
        (&["2024-04-08"][..], "2030-01-01", "2024-04@0%* 2024-05@32.97%* 2024-06@67.03%*"),
        (
            &["2002-11", "2004-03"],
            "2024-02-29",
            "2002-10@0% 2003-01@16.79%* 2003-04@33.21% 2003-07@49.82%* 2003-10@66.61% 2004-01@83.39%",
        ),
        (
            &["2019/20", "2024/25-Q2"],
            "2024-02-29",
            "2019/20@0% 2019/20@9.1%. 2020/21@18.21%* 2020/21@27.31%. 2021/22@36.37% 2021/22@45.47%. 2022/23@54.53%*",
        ),
        (&["2004", "2023"], "2024-02-29", "2004@0% 2006@9.1% 2008@18.18% 2010@27.28%*"),
        (&["1000", "9999"], "2024-02-29", "1000@0%* 2000@11.11%* 3000@22.22%*"),
    ];
    for (texts, now, expected) in cases {
        let found = ticks(&axis(texts, now));
        assert!(found.starts_with(expected), "{texts:?}\n{expected}\n{found}");
    }
}

#[test]
fn the_day_is_on_the_axis_if_it_is_not_far_from_it() {
    let plan = ["2023-01", "2024-12"];
    assert!(matches!(axis(&plan, "2024-02-29").now, Now::At(_)));
    assert!(matches!(axis(&plan, "2025-04-01").now, Now::At(_)));
    assert_eq!(axis(&plan, "2030-04-01").now, Now::After);
    assert_eq!(axis(&plan, "1999-04-01").now, Now::Before);
}

fn drawn(start: &str, original: &str, due: &str) -> lane::Lane {
    let axis = axis(&["2023-01", "2023-12"], "2023-10-01");
    let date = |text: &str| (!text.is_empty()).then(|| read(text).unwrap());
    lane(&axis, &Dates { start: date(start), original: date(original), due: date(due), late: true })
}

#[test]
fn a_date_is_drawn_as_what_it_can_mean() {
    let due =
        |text: &str| drawn("", "", text).due.map(|due| (due.stretch.x.to_string(), due.end.to_string(), due.soft));
    let of = |x: &str, end: &str, soft| Some((x.to_owned(), end.to_owned(), soft));
    assert_eq!(due("2023-02"), of("8.49%", "16.16%", false));
    assert_eq!(due("2023-02~"), of("8.49%", "16.16%", true));
    assert_eq!(due("2023-02/2023-03?"), of("8.49%", "24.66%", true));
    assert_eq!(due("../2023-02"), of("15.66%", "16.16%", true));
    assert_eq!(due("2023-02/.."), None);
    assert_eq!(due("ongoing"), None);
}

#[test]
fn work_has_the_ends_that_are_given() {
    let work =
        |start, due| drawn(start, "", due).work.map(|work| (work.stretch.x.to_string(), work.opens, work.closes));
    let of = |x: &str, opens, closes| Some((x.to_owned(), opens, closes));
    assert_eq!(work("2023-02", "2023-06"), of("8.49%", false, Edge::Due));
    assert_eq!(work("2023-02", "ongoing"), of("8.49%", false, Edge::Open));
    assert_eq!(work("", "ongoing"), of("0%", true, Edge::Open));
    assert_eq!(work("", "2023-02/.."), of("8.49%", false, Edge::Open));
    assert_eq!(work("2023-02", ""), of("8.49%", false, Edge::Unknown));
    assert_eq!(work("", "2023-06"), None);
    // What begins about then is sure only from the end of that time on.
    assert_eq!(work("2023-02~", "2023-06"), of("16.16%", false, Edge::Due));
    assert_eq!(drawn("2023-02~", "", "2023-06").about.map(|about| about.x.to_string()).as_deref(), Some("8.49%"));
}

#[test]
fn a_moved_date_keeps_the_first_and_shows_the_way() {
    let moved = drawn("", "2023-02", "2023-06");
    assert_eq!(moved.original.map(|first| first.end.to_string()).as_deref(), Some("16.16%"));
    let slip = moved.slip.unwrap();
    assert_eq!(
        (slip.stretch.x.to_string(), slip.stretch.end().to_string(), slip.later),
        ("16.16%".into(), "49.59%".into(), true)
    );
    assert!(!drawn("", "2023-06", "2023-02").slip.unwrap().later);
    assert!(drawn("", "2023-06", "2023-06").original.is_none());
    let late = moved.late.unwrap();
    assert_eq!((late.x.to_string(), late.end().to_string()), ("49.59%".into(), "74.79%".into()));
}

#[test]
fn counts_share_the_width() {
    let widths = |counts: &[usize]| shares(counts).iter().map(|s| s.width.to_string()).collect::<Vec<String>>();
    assert_eq!(widths(&[1, 0, 1]), ["50%", "0%", "50%"]);
    assert_eq!(widths(&[999, 1]), ["98.7%", "1.3%"]);
    assert_eq!(widths(&[0, 0]), ["0%", "0%"]);
    assert!(shares(&[]).is_empty());
}

#[test]
fn a_scale_has_round_ticks() {
    let ticks = |values: &[i128]| Scale::over(values.iter().copied()).unwrap().ticks;
    assert_eq!(ticks(&[3, 17]), [0, 5, 10, 15, 20]);
    assert_eq!(ticks(&[93, 97]), [93, 94, 95, 96, 97]);
    assert_eq!(ticks(&[7]), [7, 8]);
    assert_eq!(ticks(&[0]), [0, 1]);
    assert_eq!(ticks(&[-30, 60]), [-50, 0, 50, 100]);
    assert_eq!(ticks(&[-3, -17]), [-20, -15, -10, -5, 0]);
    assert!(Scale::over([].into_iter()).is_none());
}

/// Any date that can be written, from the first year to the last.
fn any_date() -> impl Strategy<Value = Date> {
    let year = prop_oneof![Just(1000_i32), Just(9999), Just(9998), 1000..9999_i32, 2000..2030_i32];
    let single = (year, 1..=12_u8, 1..=28_u8, 0..7_u8).prop_map(|(year, month, day, form)| match form {
        0 => format!("{year:04}"),
        1 => format!("{year:04}-{month:02}"),
        2 => format!("{year:04}-{month:02}-{day:02}"),
        3 => format!("{year:04}-{}", 21 + month % 4),
        4 => format!("{year:04}/{:02}", (year + 1) % 100),
        5 => format!("{year:04}/{:02}-Q{}", (year + 1) % 100, 1 + month % 4),
        _ => "ongoing".to_owned(),
    });
    let mark = prop_oneof![Just(""), Just("~"), Just("?"), Just("%")];
    (single.clone(), single, 0..4_u8, mark).prop_filter_map("an interval may be the wrong way round", |parts| {
        let (first, second, form, mark) = parts;
        let text = match form {
            0 => format!("{first}/{second}"),
            1 => format!("{first}/.."),
            2 => format!("../{first}"),
            _ => first,
        };
        read(&format!("{text}{mark}")).ok()
    })
}

fn within(stretch: Stretch) -> bool {
    stretch.end() <= Position::END && stretch.x <= stretch.end() && stretch.width >= LEAST
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_date_finds_its_place(
        all in proptest::collection::vec(any_date(), 1..8), now in any_date(), late in any::<bool>()
    ) {
        let now = now.latest().unwrap_or(day("2024-02-29"));
        let days: Vec<Day> = all.iter().flat_map(|date| lane::days(*date)).collect();
        let Some(axis) = Axis::over(days.iter().copied(), now, Years::of(all.iter().copied())) else {
            prop_assert!(days.is_empty());
            return Ok(());
        };
        prop_assert!((1..=12).contains(&axis.ticks.len()), "{:?}", axis.ticks);
        prop_assert_eq!(axis.ticks[0].at, Position::START);
        prop_assert!(axis.ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
        prop_assert!(axis.ticks.iter().any(|tick| tick.label == Label::Everywhere));
        let mut sorted = days.clone();
        sorted.sort_unstable();
        prop_assert!(sorted.windows(2).all(|pair| axis.before(pair[0]) <= axis.before(pair[1])));
        prop_assert!(sorted.iter().all(|day| axis.before(*day) <= axis.after(*day)));
        for (index, due) in all.iter().enumerate() {
            let (start, original) = (all.get(index + 1).copied(), all.get(index + 2).copied());
            let lane = lane(&axis, &Dates { start, due: Some(*due), original, late });
            let stretches = [lane.work.map(|w| w.stretch), lane.about, lane.due.map(|d| d.stretch), lane.original.map(|o| o.stretch)];
            prop_assert!(stretches.into_iter().flatten().all(within), "{:?}", lane);
            prop_assert_eq!(lane.due.is_some(), due.latest().is_some());
        }
    }

    #[test]
    fn shares_fill_the_width_and_show_all(counts in proptest::collection::vec(0..2000_usize, 1..20)) {
        let stretches = shares(&counts);
        prop_assert_eq!(stretches.len(), counts.len());
        let total: usize = counts.iter().sum();
        prop_assert_eq!(stretches.last().unwrap().end(), if total == 0 { Position::START } else { Position::END });
        prop_assert!(stretches.windows(2).all(|pair| pair[0].end() == pair[1].x));
        for (count, stretch) in counts.iter().zip(&stretches) {
            prop_assert_eq!(*count == 0, stretch.width == Position::START);
            for (other, beside) in counts.iter().zip(&stretches) {
                prop_assert!(count < other || stretch.width.0 + 1 >= beside.width.0);
            }
        }
    }

    #[test]
    fn every_value_stands_on_its_scale(values in proptest::collection::vec(any::<i128>(), 1..8), near in any::<i64>()) {
        for values in [values.clone(), values.iter().map(|v| v % 1000 + i128::from(near)).collect()] {
            let scale = Scale::over(values.iter().copied()).unwrap();
            prop_assert!((2..=7).contains(&scale.ticks.len()), "{:?}", scale);
            let mut sorted = values.clone();
            sorted.sort_unstable();
            prop_assert!(sorted.windows(2).all(|pair| scale.height(pair[0]) <= scale.height(pair[1])));
            prop_assert_eq!(scale.height(scale.ticks[0]), Position::START);
            prop_assert_eq!(scale.height(*scale.ticks.last().unwrap()), Position::END);
        }
    }
}
