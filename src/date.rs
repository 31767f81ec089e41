//! Approximate dates: what councils write, the days it can mean, and how one compares with another.
//!
//! The forms are those of EDTF (ISO 8601-2) with the financial year, its quarter and `ongoing`
//! besides. A date never becomes more exact than it was written: comparison is three-valued, and
//! `2003-04` is April 2003, never a pair of years. Start at [`read`]; words are in [`words`].

pub mod words;
pub mod written;

use std::cmp::Ordering;
use std::fmt;

use jiff::ToSpan;

/// One day of the calendar.
pub type Day = jiff::civil::Date;

/// A date as precise as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    form: Form,
    approximate: bool,
    uncertain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Period(Period),
    /// From one period to another; an open end is `None`.
    Interval(Option<Period>, Option<Period>),
    /// Without an end.
    Ongoing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    Day(Day),
    Month(i16, i8),
    /// EDTF 21 to 24: spring begins in March, and winter ends in the next year.
    Season(i16, i8),
    Year(i16),
    /// From 1 April to 31 March.
    FinancialYear(i16),
    /// The first begins in April.
    Quarter(i16, i8),
}

/// Why a text is not a date; the second line of its display is the hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub message: String,
    pub hint: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.message, self.hint)
    }
}

/// Reads one of the forms of the design, section 2.
///
/// # Errors
/// If the text is none of them, with what to write instead.
pub fn read(text: &str) -> Result<Date, Fault> {
    form(text).ok_or_else(|| fault(text))
}

fn form(text: &str) -> Option<Date> {
    let (plain, approximate, uncertain) = match text.char_indices().next_back() {
        Some((end, '~')) => (&text[..end], true, false),
        Some((end, '?')) => (&text[..end], false, true),
        Some((end, '%')) => (&text[..end], true, true),
        _ => (text, false, false),
    };
    let form = if plain == "ongoing" {
        Some(Form::Ongoing)
    } else {
        period(plain).map(Form::Period).or_else(|| interval(plain))
    };
    Some(Date { form: form?, approximate, uncertain })
}

fn period(text: &str) -> Option<Period> {
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| text.len() == 4 && *year >= 1000);
    let two =
        |text: &str| text.parse::<i8>().ok().filter(|_| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()));
    if let Some((first, rest)) = text.split_once('/') {
        let (second, quarter) = match rest.split_once("-Q") {
            Some((second, quarter)) => (second, Some(quarter)),
            None => (rest, None),
        };
        let start = year(first)?;
        let next = two(second).is_some_and(|second| i16::from(second) == (start + 1) % 100);
        return match (next, quarter) {
            (true, None) => Some(Period::FinancialYear(start)),
            (true, Some("1")) => Some(Period::Quarter(start, 1)),
            (true, Some("2")) => Some(Period::Quarter(start, 2)),
            (true, Some("3")) => Some(Period::Quarter(start, 3)),
            (true, Some("4")) => Some(Period::Quarter(start, 4)),
            _ => None,
        };
    }
    let mut parts = text.split('-');
    let (first, second, third) = (year(parts.next()?)?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (second.map(two), third.map(two)) {
        (None, None) => Some(Period::Year(first)),
        (Some(Some(month @ 1..=12)), None) => Some(Period::Month(first, month)),
        (Some(Some(season @ 21..=24)), None) => Some(Period::Season(first, season)),
        (Some(Some(month)), Some(Some(day))) => Day::new(first, month, day).ok().map(Period::Day),
        _ => None,
    }
}

fn interval(text: &str) -> Option<Form> {
    // A financial year holds a slash itself, so every slash may be the middle.
    text.match_indices('/').find_map(|(at, _)| {
        let (from, to) = (&text[..at], &text[at + 1..]);
        let end = |text: &str| if text == ".." { Some(None) } else { period(text).map(Some) };
        let (from, to) = (end(from)?, end(to)?);
        match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) if to.last() < from.first() => None,
            _ => Some(Form::Interval(from, to)),
        }
    })
}

const FORMS: &str = "write a day as `2024-02-08`, a month as `2024-02`, spring as `2024-21`, a year as `2024`, \
                     a financial year as `2023/24`, its third quarter as `2023/24-Q3`, or `ongoing`";

fn fault(text: &str) -> Fault {
    let message = format!("`{text}` is not a date");
    let hint = match suggestion(text) {
        Some(meant) => format!("write `{meant}`"),
        None => format!("{FORMS}; what is not a date can stand as `timescale`"),
    };
    Fault { message, hint }
}

/// In lower case; their first three letters are the short names.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const SEASONS: [(&str, i8); 5] = [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];

/// The form that a common way of writing means: `31/3/2024`, `5 April 2024`, `Q3 2017/18`.
fn suggestion(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let month =
        |word: &str| MONTHS.iter().zip(1_i8..).find(|(name, _)| word.starts_with(&name[..3])).map(|(_, number)| number);
    let season = |word: &str| SEASONS.iter().find(|(name, _)| *name == word).map(|(_, code)| *code);
    let day = |word: &str| word.trim_end_matches(char::is_alphabetic).parse::<i8>().ok();
    let candidate = match words.as_slice() {
        ["ongoing" | "continuing" | "on-going"] => "ongoing".to_owned(),
        [quarter @ ("q1" | "q2" | "q3" | "q4"), year] | [year, quarter @ ("q1" | "q2" | "q3" | "q4")] => {
            format!("{year}-{}", quarter.to_uppercase())
        }
        [first, year] if season(first).is_some() => format!("{year}-{}", season(first)?),
        [first, year] if month(first).is_some() => format!("{year}-{:02}", month(first)?),
        [first, second, year] if month(second).is_some() => format!("{year}-{:02}-{:02}", month(second)?, day(first)?),
        [only] => {
            let parts: Vec<&str> = only.split(['/', '-', '.']).collect();
            match parts.as_slice() {
                [d, m, year] if year.len() == 4 => {
                    format!("{year}-{:02}-{:02}", m.parse::<i8>().ok()?, d.parse::<i8>().ok()?)
                }
                [year, m, d] if year.len() == 4 => {
                    format!("{year}-{:02}-{:02}", m.parse::<i8>().ok()?, d.parse::<i8>().ok()?)
                }
                [m, year] if year.len() == 4 => format!("{year}-{:02}", m.parse::<i8>().ok()?),
                _ => return None,
            }
        }
        _ => return None,
    };
    form(&candidate).map(|_| candidate)
}

impl Period {
    pub fn first(self) -> Day {
        self.bounds().0
    }

    pub fn last(self) -> Day {
        self.bounds().1
    }

    fn bounds(self) -> (Day, Day) {
        let months = |year: i16, month: i8, count: i32| {
            let first = jiff::civil::date(year, month, 1);
            (first, first.saturating_add(count.months()).saturating_sub(1.day()))
        };
        match self {
            Self::Day(day) => (day, day),
            Self::Month(year, month) => months(year, month, 1),
            Self::Season(year, season) => months(year, (season - 20) * 3, 3),
            Self::Year(year) => months(year, 1, 12),
            Self::FinancialYear(year) => months(year, 4, 12),
            Self::Quarter(year, 4) => months(year.saturating_add(1).min(9999), 1, 3),
            Self::Quarter(year, quarter) => months(year, 1 + quarter * 3, 3),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, part) | Self::Season(year, part) => write!(f, "{year}-{part:02}"),
            Self::Year(year) => write!(f, "{year}"),
            Self::FinancialYear(year) => write!(f, "{year}/{:02}", (year + 1) % 100),
            Self::Quarter(year, quarter) => write!(f, "{year}/{:02}-Q{quarter}", (year + 1) % 100),
        }
    }
}

impl Date {
    /// One day, exactly.
    pub fn day(day: Day) -> Self {
        Self { form: Form::Period(Period::Day(day)), approximate: false, uncertain: false }
    }

    /// All of a period, exactly.
    pub fn period(period: Period) -> Self {
        Self { form: Form::Period(period), approximate: false, uncertain: false }
    }

    pub fn form(self) -> Form {
        self.form
    }

    /// The first day that it can mean as written; `None` if it has no beginning.
    pub fn earliest(self) -> Option<Day> {
        match self.form {
            Form::Period(period) => Some(period.first()),
            Form::Interval(from, _) => from.map(Period::first),
            Form::Ongoing => None,
        }
    }

    /// The last day that it can mean as written; `None` if it has no end.
    pub fn latest(self) -> Option<Day> {
        match self.form {
            Form::Period(period) => Some(period.last()),
            Form::Interval(_, to) => to.map(Period::last),
            Form::Ongoing => None,
        }
    }

    pub fn is_ongoing(self) -> bool {
        self.form == Form::Ongoing
    }

    /// Written with `~` or `%`.
    pub fn is_approximate(self) -> bool {
        self.approximate
    }

    /// Written with `?` or `%`.
    pub fn is_uncertain(self) -> bool {
        self.uncertain
    }

    /// The text that [`read`] reads as this date.
    pub fn edtf(self) -> String {
        let end = |period: Option<Period>| period.map_or("..".to_owned(), |period| period.to_string());
        let text = match self.form {
            Form::Period(period) => period.to_string(),
            Form::Interval(from, to) => format!("{}/{}", end(from), end(to)),
            Form::Ongoing => "ongoing".to_owned(),
        };
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        text + mark
    }

    /// Its part of an address or of a file's name: `2017-02~` is `2017-02`, `2017/18-Q3` is `2017-18-q3`.
    pub fn slug(self) -> String {
        let text = self.edtf().to_lowercase().replace('/', "-");
        text.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect()
    }

    /// How far an approximate or uncertain date may lie outside of what is written, in days: as
    /// long as the period that it names, at most a year.
    fn margin(self) -> i32 {
        if !self.approximate && !self.uncertain {
            return 0;
        }
        let days = match (self.earliest(), self.latest()) {
            (Some(first), Some(last)) => (last - first).get_days() + 1,
            _ => 31,
        };
        days.clamp(1, 366)
    }
}

/// How one date stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Before,
    /// Both are the same exact day.
    Same,
    After,
    /// They overlap: nobody can tell.
    Unknown,
}

impl Comparison {
    #[must_use]
    pub fn reverse(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
            other => other,
        }
    }
}

/// Before if every day that `a` can mean is before every day that `b` can mean.
pub fn compare(a: Date, b: Date) -> Comparison {
    let before = |x: Date, y: Date| {
        let last = x.latest().map(|day| day.saturating_add(x.margin().days()));
        let first = y.earliest().map(|day| day.saturating_sub(y.margin().days()));
        last.zip(first).is_some_and(|(last, first)| last < first)
    };
    let exact = |x: Date| x.margin() == 0 && x.earliest().is_some() && x.earliest() == x.latest();
    if before(a, b) {
        Comparison::Before
    } else if before(b, a) {
        Comparison::After
    } else if exact(a) && exact(b) && a.earliest() == b.earliest() {
        Comparison::Same
    } else {
        Comparison::Unknown
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    No,
    Unknown,
    Yes,
}

/// Whether a due date has passed on a day: its period has ended, margin and all.
pub fn is_past(due: Date, on: Day) -> Certainty {
    let Some(last) = due.latest() else { return Certainty::No };
    if last.saturating_add(due.margin().days()) < on {
        Certainty::Yes
    } else if last.saturating_sub(due.margin().days()) < on && due.margin() > 0 {
        Certainty::Unknown
    } else {
        Certainty::No
    }
}

/// How many days a due date moved, later being positive; `None` if either has no end.
pub fn days_between(original: Date, revised: Date) -> Option<i64> {
    Some(i64::from((revised.latest()? - original.latest()?).get_days()))
}

/// The order in lists: by the end of the period, then by its beginning; what has no end comes last.
pub fn by_end(a: Date, b: Date) -> Ordering {
    let key = |date: Date| (date.latest().is_none(), date.latest(), date.earliest());
    key(a).cmp(&key(b))
}

#[cfg(test)]
mod tests;
