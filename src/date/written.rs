//! Dates as people write them in the cells of a plan, read where only one thing can be meant.
//!
//! "By the end of July 2003", "Q3 2017/18", "April to September 2003", "31/03/24". What has no year, or could be
//! two things ("Mar 24", "Q3 2024"), is not read. Day and month stand in the order of these islands. Start at
//! [`read`].

use super::{Date, Day, Form, MONTHS, Period, SEASONS};

/// What a text says of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub start: Option<Date>,
    pub due: Option<Date>,
    /// When something ongoing is looked at again.
    pub review: Option<Date>,
}

/// Which end of a span of time a word announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Start,
    Due,
    Review,
    /// None said.
    Bare,
}

/// Words before a date; they may be mixed with [`SMALL`].
const SIDES: [(&str, Side); 32] = [
    ("from", Side::Start),
    ("start", Side::Start),
    ("starts", Side::Start),
    ("starting", Side::Start),
    ("started", Side::Start),
    ("begin", Side::Start),
    ("begins", Side::Start),
    ("beginning", Side::Start),
    ("since", Side::Start),
    ("commencing", Side::Start),
    ("commence", Side::Start),
    ("by", Side::Due),
    ("end", Side::Due),
    ("finish", Side::Due),
    ("finished", Side::Due),
    ("due", Side::Due),
    ("target", Side::Due),
    ("deadline", Side::Due),
    ("complete", Side::Due),
    ("completed", Side::Due),
    ("completion", Side::Due),
    ("erbyn", Side::Due),
    ("diwedd", Side::Due),
    ("until", Side::Due),
    ("till", Side::Due),
    ("ends", Side::Due),
    ("ending", Side::Due),
    ("review", Side::Review),
    ("reviewed", Side::Review),
    ("revisit", Side::Review),
    ("during", Side::Bare),
    ("in", Side::Bare),
];

/// Words that change nothing.
const SMALL: [&str; 14] =
    ["the", "of", "in", "to", "be", "on", "at", "for", "date", "no", "later", "than", "is", "month"];
/// A part of a month is in that month; a part of a year is not so certain.
const PARTS: [&str; 3] = ["early", "mid", "late"];

/// The months in Welsh.
const MISOEDD: [&str; 12] = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What all of a text says, if it says nothing else.
pub fn read(text: &str) -> Option<Written> {
    let words = words(text);
    let refs: Vec<&str> = words.iter().map(String::as_str).collect();
    if refs.is_empty() || refs.len() > 24 {
        return None;
    }
    written(&refs)
}

/// The date at the end or at the beginning of a text, and the other words, if there are both.
pub fn with_words(text: &str) -> Option<(Written, &str)> {
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && (*at == 0 || text[..*at].ends_with(char::is_whitespace)))
        .map(|(at, _)| at)
        .collect();
    if starts.len() > 60 {
        return None;
    }
    let loose = [' ', ',', ':', ';', '-', '–', '(', ')', '\n', '\t', '.'];
    // The longest date first.
    for at in starts.iter().skip(1).copied() {
        if let Some(written) = read(&text[at..]) {
            let rest = text[..at].trim_end_matches(loose);
            return (!rest.is_empty()).then_some((written, rest));
        }
    }
    for at in starts.iter().skip(1).rev().copied() {
        if let Some(written) = read(text[..at].trim_end_matches(loose)) {
            let rest = text[at..].trim_start_matches(loose);
            return (!rest.is_empty()).then_some((written, rest));
        }
    }
    None
}

/// Lower-case words; what parts two dates (`-`, `,`, `;`) is a word of its own where it stands between them.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    let lower = text.to_lowercase();
    let keeps_hyphens = lower.contains("on-going") || lower.contains("mid-");
    let characters: Vec<char> = lower.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied().unwrap_or(' ');
        let after = characters.get(at + 1).copied().unwrap_or(' ');
        match c {
            '–' | '—' | '−' if before.is_ascii_digit() && after.is_ascii_digit() => spaced.push('-'),
            '–' | '—' | '−' | ';' | '+' | '&' => {
                spaced.extend([' ', if matches!(c, ';' | '&' | '+') { ';' } else { '-' }, ' ']);
            }
            '-' if before.is_whitespace() || after.is_whitespace() => spaced.push_str(" - "),
            '-' if before.is_alphabetic() && after.is_alphabetic() && !keeps_hyphens => spaced.push_str(" - "),
            ',' => spaced.push_str(" , "),
            '(' | ')' | '.' if !(*c == '.' && before.is_ascii_digit() && after.is_ascii_digit()) => spaced.push(' '),
            ':' => spaced.push(' '),
            '\'' | '’' | '‘' if after.is_ascii_digit() => spaced.push('\''),
            '-' if before.is_alphabetic() && after.is_alphabetic() => spaced.push(' '),
            _ => spaced.push(*c),
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let parted = |at: usize| -> Vec<String> {
        // "1-5 May": two days of one month.
        let days =
            words[at].split_once('-').filter(|(first, last)| ordinal(first).is_some() && ordinal(last).is_some());
        match days.filter(|_| words.get(at + 1).is_some_and(|next| month(next).is_some())) {
            Some((first, last)) => vec![first.to_owned(), "-".to_owned(), last.to_owned()],
            None => vec![words[at].to_owned()],
        }
    };
    (0..words.len()).flat_map(parted).collect()
}

fn written(words: &[&str]) -> Option<Written> {
    if let Some(ongoing) = ongoing(words) {
        return Some(ongoing);
    }
    if let Some(one) = span(words) {
        return Some(one);
    }
    // "Start by April 2003, finish by the end of July 2003": two dates, each with its side.
    words.iter().enumerate().filter(|(_, word)| matches!(**word, "," | ";" | "and" | "-" | "then")).find_map(
        |(at, _)| {
            let (first, second) = (one(&words[..at])?, one(&words[at + 1..])?);
            match (first, second) {
                ((Side::Start, start), (Side::Due, due)) | ((Side::Due, due), (Side::Start, start)) => (start.first()
                    <= due.last())
                .then(|| Written { start: Some(Date::period(start)), due: Some(Date::period(due)), review: None }),
                _ => None,
            }
        },
    )
}

/// "Ongoing", "ongoing from April 2003", "ongoing, review in March 2024", "April 2003 and ongoing".
fn ongoing(words: &[&str]) -> Option<Written> {
    let is_ongoing = |word: &str| matches!(word, "ongoing" | "on-going" | "continuing" | "continuous" | "parhaus");
    let ongoing = Some(Date { form: Form::Ongoing, approximate: false, uncertain: false });
    // "April 2003 and ongoing".
    if let [rest @ .., "and" | "then" | "," | "-" | ";", last] = words
        && is_ongoing(last)
        && let Some((Side::Start | Side::Bare, start)) = one(rest)
    {
        return Some(Written { start: Some(Date::period(start)), due: ongoing, review: None });
    }
    let (first, rest) = words.split_first()?;
    if !is_ongoing(first) && words != ["on", "going"] {
        return None;
    }
    let rest: Vec<&str> = rest.iter().copied().filter(|word| !matches!(*word, "," | ";" | "-" | "and")).collect();
    if rest.is_empty() || words == ["on", "going"] {
        return Some(Written { due: ongoing, ..Written::default() });
    }
    match one(&rest)? {
        (Side::Start, start) => Some(Written { start: Some(Date::period(start)), due: ongoing, review: None }),
        (Side::Review, review) => Some(Written { start: None, due: ongoing, review: Some(Date::period(review)) }),
        _ => None,
    }
}

/// One date, or from one to another.
fn span(words: &[&str]) -> Option<Written> {
    if let Some((side, period)) = one(words) {
        return Some(match side {
            Side::Start => Written { start: Some(Date::period(period)), ..Written::default() },
            Side::Review => Written { review: Some(Date::period(period)), ..Written::default() },
            Side::Due | Side::Bare => Written { due: Some(Date::period(period)), ..Written::default() },
        });
    }
    words
        .iter()
        .enumerate()
        .filter(|(_, word)| matches!(**word, "-" | "to" | "until" | "till" | "through" | "and"))
        .find_map(|(at, word)| {
            let (first, last) = (&words[..at], &words[at + 1..]);
            let (side, to) = one(last)?;
            let between = first.first() == Some(&"between");
            if matches!(side, Side::Start | Side::Review) || (*word == "and") != between {
                return None;
            }
            let first = if between { &first[1..] } else { first };
            let from = one(first).or_else(|| without_year(first, to).map(|period| (Side::Bare, period)));
            let (side, from) = from?;
            let follows = from.first() <= to.last() && !matches!(side, Side::Due | Side::Review);
            follows.then(|| Written { start: Some(Date::period(from)), due: Some(Date::period(to)), review: None })
        })
}

/// "April" in "April to July 2003": its year is that of the end, or the one before.
fn without_year(words: &[&str], to: Period) -> Option<Period> {
    let words: Vec<&str> = words.iter().copied().filter(|word| !matches!(*word, "from" | "the")).collect();
    let year = to.last().year();
    let candidate = |year: i16| match (words.as_slice(), to) {
        ([name], _) if month(name).is_some() => Some(Period::Month(year, month(name)?)),
        ([name], _) if season(name).is_some() => Some(Period::Season(year, season(name)?)),
        ([number], Period::Day(day)) => Day::new(day.year(), day.month(), ordinal(number)?).ok().map(Period::Day),
        ([number, name], _) => Day::new(year, month(name)?, ordinal(number)?).ok().map(Period::Day),
        _ => None,
    };
    let same = candidate(year)?;
    if same.first() <= to.last() { Some(same) } else { candidate(year - 1) }
}

/// One period with the words that announce it.
fn one(words: &[&str]) -> Option<(Side, Period)> {
    let open = words.len() - words.iter().rev().take_while(|word| matches!(**word, "onwards" | "onward")).count();
    let mut side = if open < words.len() { Side::Start } else { Side::Bare };
    let mut rest = &words[..open];
    loop {
        if let Some(period) = period(rest) {
            return Some((side, period));
        }
        let (first, others) = rest.split_first()?;
        if let Some((_, said)) = SIDES.iter().find(|(word, _)| word == first) {
            // "By the start of April" is due; what is said first decides.
            if side == Side::Bare {
                side = *said;
            }
        } else if PARTS.contains(first) {
            others.first().copied().and_then(month)?;
        } else if !SMALL.contains(first) {
            return None;
        }
        rest = others;
    }
}

fn period(words: &[&str]) -> Option<Period> {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| *word != ",")
        .map(|word| word.trim_start_matches("mid-").trim_start_matches("early-").trim_start_matches("late-"))
        .collect();
    let words: &[&str] = match words.as_slice() {
        [weekday, rest @ ..] if WEEKDAYS.contains(weekday) => rest,
        all => all,
    };
    match words {
        [only] => single(only),
        ["financial" | "fy", "year", year] | ["financial-year" | "fy", year] => financial_year(year),
        ["end", rest @ ..] if !rest.is_empty() => period(rest),
        [quarter @ ("q1" | "q2" | "q3" | "q4"), year] | [year, quarter @ ("q1" | "q2" | "q3" | "q4")] => {
            quarter_of(&quarter[1..], year)
        }
        ["quarter", number, year] | [year, "quarter", number] | ["quarter", number, "of", year] => {
            quarter_of(number, year)
        }
        [name, year] if month(name).is_some() => Some(Period::Month(year_of(year)?, month(name)?)),
        [name, "of", year] if month(name).is_some() => Some(Period::Month(year_of(year)?, month(name)?)),
        [name, year] if season(name).is_some() => Some(Period::Season(year_of(year)?, season(name)?)),
        [number, name, year] if month(name).is_some() => day(year_of(year)?, month(name)?, ordinal(number)?),
        [number, "of", name, year] if month(name).is_some() => day(year_of(year)?, month(name)?, ordinal(number)?),
        [name, number, year] if month(name).is_some() => day(year_of(year)?, month(name)?, ordinal(number)?),
        _ => None,
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<Period> {
    Day::new(year, month, day).ok().map(Period::Day)
}

/// A date of one word: `2024-03-31`, `31/03/2024`, `31-mar-24`, `mar-24`, `2017/18`, `2024`, `03/2024`.
fn single(word: &str) -> Option<Period> {
    if let Some(financial) = financial_year(word) {
        return Some(financial);
    }
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [year] => plausible_year(year).map(Period::Year),
        [name, year] if month(name).is_some() => Some(Period::Month(year_in_date(year)?, month(name)?)),
        [number, year] if year.len() == 4 => number
            .parse()
            .ok()
            .filter(|m| (1..=12).contains(m))
            .map(|m| Period::Month(plausible_year(year).unwrap_or(0), m))
            .filter(|p| p.first().year() > 1),
        [d, name, year] if month(name).is_some() => day(year_in_date(year)?, month(name)?, ordinal(d)?),
        [year, m, d] if year.len() == 4 => day(plausible_year(year)?, m.parse().ok()?, d.parse().ok()?),
        [d, m, year] if d.len() <= 2 && m.len() <= 2 => day(year_in_date(year)?, m.parse().ok()?, d.parse().ok()?),
        _ => None,
    }
}

/// "2017/18", "2017-18", "2017/2018", "fy17/18": the second year follows the first.
fn financial_year(word: &str) -> Option<Period> {
    let (plain, is_named) = word.strip_prefix("fy").map_or((word, false), |rest| (rest, true));
    let (first, second) = plain.split_once(['/', '-'])?;
    let start = if first.len() == 4 {
        plausible_year(first)?
    } else if is_named {
        year_of_two(first)?
    } else {
        return None;
    };
    let next: i16 = second.parse().ok()?;
    // "2003-04" might be a month; people write it so for a year as well, so that it is not certain.
    let is_month = plain.contains('-') && second.len() == 2 && (1..=12).contains(&next);
    let follows = (second.len() == 2 && next == (start + 1) % 100) || (second.len() == 4 && next == start + 1);
    (follows && !is_month).then_some(Period::FinancialYear(start))
}

fn quarter_of(number: &str, year: &str) -> Option<Period> {
    let number = number.parse().ok().filter(|number| (1..=4).contains(number))?;
    let full = match year.split_once(['/', '-']) {
        // Beside its quarter, "17/18" can only be a year.
        Some((first, second)) if first.len() == 2 && second.len() == 2 => format!("fy{first}/{second}"),
        Some((first, second)) => format!("{first}/{second}"),
        None => return None,
    };
    match financial_year(&full)? {
        Period::FinancialYear(year) => Some(Period::Quarter(year, number)),
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    let plain = word.trim_end_matches('.');
    let is_month = |name: &str| plain == name || plain == &name[..3] || (plain == "sept" && name == "september");
    let number =
        MONTHS.iter().position(|name| is_month(name)).or_else(|| MISOEDD.iter().position(|name| plain == *name))?;
    i8::try_from(number + 1).ok()
}

fn season(word: &str) -> Option<i8> {
    SEASONS.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}

/// `5`, `5th`.
fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let ending = &word[digits.len()..];
    let is_day = matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2;
    digits.parse().ok().filter(|day| is_day && (1..=31).contains(day))
}

/// In words a year has four digits, or two behind an apostrophe.
fn year_of(word: &str) -> Option<i16> {
    word.strip_prefix('\'').map_or_else(|| plausible_year(word), year_of_two)
}

/// Between slashes or hyphens two digits are enough.
fn year_in_date(word: &str) -> Option<i16> {
    if word.len() == 2 { year_of_two(word) } else { year_of(word) }
}

fn year_of_two(word: &str) -> Option<i16> {
    (word.len() == 2).then(|| word.parse::<i16>().ok()).flatten().map(|year| 2000 + year)
}

fn plausible_year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| is_year && (1950..=2150).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Option<String> {
        let Written { start, due, review } = read(text)?;
        let part = |name: &str, date: Option<Date>| date.map(|date| format!("{name} {}", date.edtf()));
        let parts: Vec<String> =
            [part("from", start), part("due", due), part("review", review)].into_iter().flatten().collect();
        Some(parts.join(", "))
    }

    #[test]
    fn what_can_mean_but_one_thing_is_read() {
        for (text, expected) in [
            ("By the end of July 2003", "due 2003-07"),
            ("end July 2003", "due 2003-07"),
            ("End of March 2003.", "due 2003-03"),
            ("Q3 2017/18", "due 2017/18-Q3"),
            ("Quarter 3 2017-18", "due 2017/18-Q3"),
            ("Q4 23/24", "due 2023/24-Q4"),
            ("Ongoing", "due ongoing"),
            ("On-going", "due ongoing"),
            ("on going", "due ongoing"),
            ("Ongoing from April 2003", "from 2003-04, due ongoing"),
            ("Ongoing (review in March 2024)", "due ongoing, review 2024-03"),
            ("April to September 2003", "from 2003-04, due 2003-09"),
            ("April – July 2003", "from 2003-04, due 2003-07"),
            ("November 2002 to April 2003", "from 2002-11, due 2003-04"),
            ("November - April 2003", "from 2002-11, due 2003-04"),
            ("from March 2003", "from 2003-03"),
            ("March 2003 onwards", "from 2003-03"),
            ("Between April 2003 and July 2003", "from 2003-04, due 2003-07"),
            ("Start by April 2003, finish by the end of July 2003", "from 2003-04, due 2003-07"),
            ("31/03/2024", "due 2024-03-31"),
            ("31.03.24", "due 2024-03-31"),
            ("31st March 2024", "due 2024-03-31"),
            ("by 1 April 2024", "due 2024-04-01"),
            ("Monday 28 April 2003", "due 2003-04-28"),
            ("March 31, 2024", "due 2024-03-31"),
            ("2024-03-31", "due 2024-03-31"),
            ("Mar-24", "due 2024-03"),
            ("Sept 2024", "due 2024-09"),
            ("Mar '24", "due 2024-03"),
            ("Spring 2024", "due 2024-21"),
            ("2017/18", "due 2017/18"),
            ("2017/2018", "due 2017/18"),
            ("FY 2023/24", "due 2023/24"),
            ("end of financial year 2023/24", "due 2023/24"),
            ("End of 2003", "due 2003"),
            ("1-5 May 2024", "from 2024-05-01, due 2024-05-05"),
            ("03/2024", "due 2024-03"),
            ("mid-April 2024", "due 2024-04"),
            ("Completed by March 2024", "due 2024-03"),
            ("Target date: 31 March 2024", "due 2024-03-31"),
        ] {
            assert_eq!(edtf(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_could_mean_several_things_is_not() {
        for text in [
            "",
            "December",
            "Q3",
            "Q3 2024",
            "Mar 24",
            "TBC",
            "As soon as possible",
            "May/June",
            "2003-04",
            "3",
            "Early",
            "31/02/2024",
            "13/13/2024",
            "July to April",
            "in progress",
            "January 2024 and March 2024",
            "April 2003, July 2003",
            "before April 2024",
            "late 2024",
        ] {
            assert_eq!(edtf(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_with_other_words_is_found_at_either_end() {
        let read = |text| with_words(text).map(|(written, rest)| (written.due.or(written.start).map(Date::edtf), rest));
        assert_eq!(
            read("Corporate Plan and budget to be agreed at Cabinet, February 2024"),
            Some((Some("2024-02".to_owned()), "Corporate Plan and budget to be agreed at Cabinet"))
        );
        assert_eq!(read("May 2003: evaluate the pilot"), Some((Some("2003-05".to_owned()), "evaluate the pilot")));
        assert_eq!(
            read("Report to Cabinet by the end of March 2003"),
            Some((Some("2003-03".to_owned()), "Report to Cabinet"))
        );
        assert_eq!(read("No further action needed"), None);
    }
}
