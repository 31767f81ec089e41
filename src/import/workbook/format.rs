//! A number as its cell shows it: `2.10`, `45%`, `£1,200`, `31 January 2024`.
//!
//! A format is a pattern of marks (ECMA-376, part 1, 18.8.31). What decides is taken from it, not its every nicety.

use jiff::ToSpan;

use crate::date::{Day, MONTHS};
use crate::import::titles::capitalised;

/// What a number looks like in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// As short as it is.
    #[default]
    General,
    Figures(Figures),
    Date(Parts),
}

/// In fixed notation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Figures before the point at least, with noughts.
    least: usize,
    decimals: usize,
    is_grouped: bool,
    is_percent: bool,
    before: String,
    after: String,
}

/// Which parts of a date are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "a pattern has any of them")]
pub struct Parts {
    year: bool,
    month: bool,
    day: bool,
    time: bool,
}

/// What is shown.
#[derive(Debug, PartialEq, Eq)]
pub enum Shown {
    Number(String),
    Day(Day, String),
    /// A month, a year or a time of day, which is no day.
    Text(String),
}

/// Places behind the point that are shown at most.
const MOST_DECIMALS: usize = 15;

impl Format {
    /// One of those that every workbook has without saying them.
    pub fn known(id: u32) -> Self {
        match id {
            1 => Self::of("0"),
            2 => Self::of("0.00"),
            3 | 37 | 38 => Self::of("#,##0"),
            4 | 39 | 40 => Self::of("#,##0.00"),
            9 => Self::of("0%"),
            10 => Self::of("0.00%"),
            14..=16 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::of("d/m/yyyy"),
            17 | 55 | 56 => Self::of("mmm-yy"),
            18..=21 | 32..=35 | 45..=47 => Self::of("h:mm"),
            22 => Self::of("d/m/yyyy h:mm"),
            _ => Self::General,
        }
    }

    /// By its pattern.
    pub fn of(pattern: &str) -> Self {
        // Up to four patterns stand behind each other, for positive and negative numbers, nought and text.
        let first = section(pattern);
        let (marks, before, after) = marks(&first);
        let lower = marks.to_lowercase();
        if lower.contains("general") || marks.contains('@') || marks.is_empty() {
            return Self::General;
        }
        let has = |letters: &[char]| lower.contains(letters);
        if has(&['y', 'd', 'h', 's']) || (has(&['m']) && !has(&['0', '#', '?'])) {
            // An m beside hours or seconds is minutes.
            let has_time = has(&['h', 's']);
            let month = has(&['m']) && (!has_time || has(&['y', 'd']));
            return Self::Date(Parts { year: has(&['y']), month, day: has(&['d']), time: has_time });
        }
        if has(&['e', '/']) || !has(&['0', '#', '?']) {
            return Self::General;
        }
        let (whole, decimals) = marks.split_once('.').unwrap_or((&marks, ""));
        Self::Figures(Figures {
            least: whole.matches('0').count().min(MOST_DECIMALS),
            decimals: decimals.matches(['0', '?']).count().min(MOST_DECIMALS),
            is_grouped: whole.trim_end_matches(',').contains(','),
            is_percent: marks.contains('%'),
            before,
            after,
        })
    }

    pub fn shown(&self, number: f64, is_from_1904: bool) -> Shown {
        match self {
            Self::General => Shown::Number(general(number)),
            Self::Figures(figures) => Shown::Number(figures.shown(number)),
            Self::Date(parts) => parts.shown(number, is_from_1904).unwrap_or_else(|| Shown::Number(general(number))),
        }
    }
}

/// The pattern for positive numbers.
fn section(pattern: &str) -> String {
    let (mut text, mut is_quoted) = (String::new(), false);
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => break,
            '\\' if !is_quoted => {
                text.push(letter);
                text.extend(letters.next());
                continue;
            }
            _ => {}
        }
        text.push(letter);
    }
    text
}

/// The marks of a pattern, and the words that it puts before and after.
fn marks(pattern: &str) -> (String, String, String) {
    let (mut marks, mut before, mut after) = (String::new(), String::new(), String::new());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        let mut word = |text: &str, marks: &str| {
            let to = if marks.contains(['0', '#', '?']) { &mut after } else { &mut before };
            to.push_str(text);
        };
        match letter {
            '"' => word(&letters.by_ref().take_while(|letter| *letter != '"').collect::<String>(), &marks),
            '\\' => word(&letters.next().map(String::from).unwrap_or_default(), &marks),
            // Room as wide as a letter, or filled with one.
            '_' | '*' => drop(letters.next()),
            '[' => {
                let inner: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                // A currency and its country, or hours that go on over a day; else a colour or a condition.
                match inner.strip_prefix('$') {
                    Some(currency) => word(currency.split('-').next().unwrap_or_default(), &marks),
                    None if inner.chars().all(|letter| matches!(letter, 'h' | 'm' | 's' | 'H' | 'M' | 'S')) => {
                        marks.push_str(&inner);
                    }
                    None => {}
                }
            }
            '£' | '$' | '€' | '+' | '(' | ')' => word(letter.encode_utf8(&mut [0; 4]), &marks),
            ' ' | '-' if !marks.is_empty() => {}
            letter => marks.push(letter),
        }
    }
    (marks, before, after)
}

impl Figures {
    fn shown(&self, number: f64) -> String {
        let number = if self.is_percent { number * 100.0 } else { number };
        let decimals = self.decimals;
        let text = format!("{:.decimals$}", number.abs());
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let mut whole = format!("{whole:0>least$}", least = self.least);
        if self.is_grouped {
            whole = grouped(&whole);
        }
        let is_nought = text.chars().all(|figure| matches!(figure, '0' | '.'));
        let sign = if number < 0.0 && !is_nought { "-" } else { "" };
        let point = if rest.is_empty() { "" } else { "." };
        let percent = if self.is_percent { "%" } else { "" };
        format!("{sign}{}{whole}{point}{rest}{percent}{}", self.before, self.after)
    }
}

fn grouped(figures: &str) -> String {
    let mut text = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
}

/// As a cell without a format shows it: eleven figures at most, without noughts at the end.
fn general(number: f64) -> String {
    let rounded = format!("{number:.10e}").parse().ok().filter(|rounded: &f64| rounded.is_finite()).unwrap_or(number);
    if rounded != 0.0 && !(1e-9..1e15).contains(&rounded.abs()) { format!("{rounded:e}") } else { rounded.to_string() }
}

impl Parts {
    fn shown(self, number: f64, is_from_1904: bool) -> Option<Shown> {
        let time = || {
            let minutes = (number.fract().abs() * 1440.0).round();
            format!("{:02.0}:{:02.0}", (minutes / 60.0).floor(), minutes % 60.0)
        };
        if !self.year && !self.month && !self.day {
            return Some(Shown::Text(time()));
        }
        let day = day(number, is_from_1904)?;
        let month = capitalised(MONTHS.get(usize::from(day.month().unsigned_abs()).checked_sub(1)?)?);
        Some(match (self.day, self.month) {
            (false, true) if self.year => Shown::Text(format!("{month} {}", day.year())),
            (false, true) => Shown::Text(month),
            (false, false) => Shown::Text(day.year().to_string()),
            _ if self.time && number.fract() != 0.0 => Shown::Day(day, format!("{day} {}", time())),
            _ => Shown::Day(day, day.to_string()),
        })
    }
}

/// Days since the last of 1899, when the year 1900 is taken for a leap year; or since the first of 1904.
pub fn day(number: f64, is_from_1904: bool) -> Option<Day> {
    if !(0.0..3_000_000.0).contains(&number) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "it is in the range above")]
    let days = number.floor() as i64;
    let first = match is_from_1904 {
        true => Day::constant(1904, 1, 1),
        false if days < 60 => Day::constant(1899, 12, 31),
        false => Day::constant(1899, 12, 30),
    };
    first.checked_add(days.days()).ok().filter(|day| day.year() <= 9999)
}

#[cfg(test)]
mod tests {
    use super::{Format, Shown};

    fn shown(pattern: &str, number: f64) -> String {
        match Format::of(pattern).shown(number, false) {
            Shown::Number(text) => text,
            Shown::Day(_, text) => format!("day {text}"),
            Shown::Text(text) => format!("text {text}"),
        }
    }

    #[test]
    fn numbers_are_shown_as_their_cell_shows_them() {
        for (pattern, number, expected) in [
            ("General", 1.0, "1"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 1e20, "1e20"),
            ("General", -0.5, "-0.5"),
            ("0.00", 2.1, "2.10"),
            ("000", 7.0, "007"),
            ("0%", 0.45, "45%"),
            ("0.0%", -0.456, "-45.6%"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("\"£\"#,##0.00;[Red]-\"£\"#,##0.00", 1200.5, "£1,200.50"),
            ("[$£-809]#,##0", 1200.0, "£1,200"),
            ("_-£* #,##0_-;-£* #,##0_-", 1200.0, "£1,200"),
            ("0\" days\"", 3.0, "3 days"),
            ("\"R\"0", 12.0, "R12"),
            ("#,##0", -0.2, "0"),
            ("@", 3.0, "3"),
            ("dd/mm/yyyy", 45_322.0, "day 2024-01-31"),
            ("[$-809]dd mmmm yyyy;@", 45_322.0, "day 2024-01-31"),
            ("dd/mm/yyyy hh:mm", 45_322.5, "day 2024-01-31 12:00"),
            ("mmm-yy", 45_352.0, "text March 2024"),
            ("yyyy", 45_352.0, "text 2024"),
            ("h:mm", 0.604_166_67, "text 14:30"),
            ("[h]:mm", 0.5, "text 12:00"),
            ("dd/mm/yyyy", 1.0, "day 1900-01-01"),
            ("dd/mm/yyyy", -5.0, "-5"),
            ("dd/mm/yyyy", f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(shown(pattern, number), expected, "{pattern}");
        }
    }
}
