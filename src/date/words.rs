//! A date in the words that a person would write, from patterns of the theme.
//!
//! No word of any language stands here: this module chooses the pattern and gives its numbers.
//! GOV.UK style is the model: "by the end of July 2003", "October to December 2017", never "Q3".

use super::{Date, Day, Form, Period};

/// What the date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    /// The end of the period is meant: "by the end of July 2003".
    Due,
    /// The beginning is meant: "from April 2003".
    Start,
    /// A label where there is little room: "Apr 2003", "2003/04".
    Short,
}

/// The patterns that a theme's strings must have, months `month.1` to `month.12` and `short.month.1` besides.
pub const PATTERNS: &[&str] = &[
    "date.day",
    "date.month",
    "date.days",
    "date.months",
    "date.months-of-two-years",
    "date.season-21",
    "date.season-22",
    "date.season-23",
    "date.season-24",
    "date.year",
    "date.financial-year",
    "date.the-financial-year",
    "date.interval",
    "date.from",
    "date.until",
    "date.ongoing",
    "date.approximate",
    "date.uncertain",
    "due.day",
    "due.day-about",
    "due.period",
    "due.period-about",
    "start.day",
    "start.day-about",
    "start.period",
    "start.period-about",
    "short.day",
    "short.month",
    "short.financial-year",
];

/// The date in words; `pattern` gives the theme's pattern of a key.
pub fn words<'p>(date: Date, role: Role, pattern: &impl Fn(&str) -> &'p str) -> String {
    let with_role = |period: Period| in_role(period, (role, date.is_approximate()), pattern);
    let (plain, says_about) = match date.form() {
        Form::Ongoing => return pattern("date.ongoing").to_owned(),
        Form::Period(period) => with_role(period),
        Form::Interval(_, Some(to)) if role == Role::Due => with_role(to),
        Form::Interval(Some(from), _) if role == Role::Start => with_role(from),
        Form::Interval(Some(from), Some(to)) => (between(from, to, pattern), false),
        Form::Interval(Some(from), None) => (fill(pattern("date.from"), &[("date", &plain(from, pattern))]), false),
        Form::Interval(None, Some(to)) => (fill(pattern("date.until"), &[("date", &plain(to, pattern))]), false),
        Form::Interval(None, None) => (String::new(), false),
    };
    let about = date.is_approximate() && !says_about;
    let marked = if about { fill(pattern("date.approximate"), &[("date", &plain)]) } else { plain };
    if date.is_uncertain() { fill(pattern("date.uncertain"), &[("date", &marked)]) } else { marked }
}

/// The period in its role, and whether that says of an approximate one that it is: "by about the
/// end of July", not "around by the end of July".
fn in_role<'p>(period: Period, (role, about): (Role, bool), pattern: &impl Fn(&str) -> &'p str) -> (String, bool) {
    let key = match (role, period, about) {
        (Role::Plain, ..) => return (plain(period, pattern), false),
        (Role::Short, ..) => return (short(period, pattern), false),
        (Role::Due, Period::Day(_), false) => "due.day",
        (Role::Due, Period::Day(_), true) => "due.day-about",
        (Role::Due, _, false) => "due.period",
        (Role::Due, _, true) => "due.period-about",
        (Role::Start, Period::Day(_), false) => "start.day",
        (Role::Start, Period::Day(_), true) => "start.day-about",
        (Role::Start, _, false) => "start.period",
        (Role::Start, _, true) => "start.period-about",
    };
    let date = match (role, period) {
        (_, Period::FinancialYear(year)) => of_financial_year(year, pattern("date.the-financial-year")),
        // Of a quarter one end is meant, and that is the end of a month.
        (Role::Due, Period::Quarter(..)) => of_month(period.last(), pattern),
        (_, Period::Quarter(..)) => of_month(period.first(), pattern),
        _ => plain(period, pattern),
    };
    (fill(pattern(key), &[("date", &date)]), about)
}

fn short<'p>(period: Period, pattern: &impl Fn(&str) -> &'p str) -> String {
    let month = |month: i8| pattern(&format!("short.month.{month}"));
    match period {
        Period::Day(day) => fill(
            pattern("short.day"),
            &[("day", &day.day().to_string()), ("month", month(day.month())), ("year", &day.year().to_string())],
        ),
        Period::Month(year, number) => {
            fill(pattern("short.month"), &[("month", month(number)), ("year", &year.to_string())])
        }
        Period::FinancialYear(year) => {
            let next = format!("{:02}", (year + 1) % 100);
            fill(pattern("short.financial-year"), &[("year", &year.to_string()), ("next", &next)])
        }
        Period::Season(..) | Period::Year(_) | Period::Quarter(..) => plain(period, pattern),
    }
}

fn plain<'p>(period: Period, pattern: &impl Fn(&str) -> &'p str) -> String {
    match period {
        Period::Day(day) => of_day(day, pattern),
        Period::Month(..) => of_month(period.first(), pattern),
        Period::Season(year, season) => {
            let next = (year + 1).to_string();
            fill(pattern(&format!("date.season-{season}")), &[("year", &year.to_string()), ("next", &next)])
        }
        Period::Year(year) => fill(pattern("date.year"), &[("year", &year.to_string())]),
        Period::FinancialYear(year) => of_financial_year(year, pattern("date.financial-year")),
        Period::Quarter(..) => months(period.first(), period.last(), pattern),
    }
}

fn between<'p>(from: Period, to: Period, pattern: &impl Fn(&str) -> &'p str) -> String {
    if let (Period::Month(..), Period::Month(..)) = (from, to) {
        return months(from.first(), to.last(), pattern);
    }
    if let (Period::Day(from), Period::Day(to)) = (from, to)
        && (from.year(), from.month()) == (to.year(), to.month())
    {
        let (month, year) = (month_name(to.month(), pattern), to.year().to_string());
        let (from, to) = (from.day().to_string(), to.day().to_string());
        return fill(pattern("date.days"), &[("from", &from), ("to", &to), ("month", month), ("year", &year)]);
    }
    fill(pattern("date.interval"), &[("from", &plain(from, pattern)), ("to", &plain(to, pattern))])
}

/// "October to December 2017", or with both years where they differ.
fn months<'p>(first: Day, last: Day, pattern: &impl Fn(&str) -> &'p str) -> String {
    let key = if first.year() == last.year() { "date.months" } else { "date.months-of-two-years" };
    fill(
        pattern(key),
        &[
            ("from", month_name(first.month(), pattern)),
            ("to", month_name(last.month(), pattern)),
            ("from-year", &first.year().to_string()),
            ("year", &last.year().to_string()),
        ],
    )
}

fn of_day<'p>(day: Day, pattern: &impl Fn(&str) -> &'p str) -> String {
    fill(
        pattern("date.day"),
        &[
            ("day", &day.day().to_string()),
            ("month", month_name(day.month(), pattern)),
            ("year", &day.year().to_string()),
        ],
    )
}

/// The month that holds a day.
fn of_month<'p>(day: Day, pattern: &impl Fn(&str) -> &'p str) -> String {
    let month = month_name(day.month(), pattern);
    fill(pattern("date.month"), &[("month", month), ("year", &day.year().to_string())])
}

fn of_financial_year(year: i16, pattern: &str) -> String {
    fill(pattern, &[("year", &year.to_string()), ("next", &(year + 1).to_string())])
}

fn month_name<'p>(month: i8, pattern: &impl Fn(&str) -> &'p str) -> &'p str {
    pattern(&format!("month.{month}"))
}

/// The pattern with each `{name}` replaced.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail)));
        if let Some((value, tail)) = known {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}
