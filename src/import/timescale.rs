//! What a cell says of time: one date, several of them with what is to be done at each, or words that stay words.

use super::columns::normal;
use super::source::{Cell, Value};
use super::statuses;
use super::titles::capitalised;
pub use crate::date::written::Written;
use crate::date::{Date, Form, MONTHS, Period, written};

/// What a cell of a column of times says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timescale {
    pub when: Written,
    /// Steps with a date each, where the cell has several.
    pub steps: Vec<Step>,
    /// Its words, if the date alone does not say them.
    pub words: Option<String>,
    /// How far it was understood.
    pub understood: Understood,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub title: String,
    pub when: Written,
    pub words: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Understood {
    /// There is nothing to understand.
    #[default]
    Empty,
    Whole,
    /// A date among other words.
    InPart,
    Not,
}

/// Whether a text is nothing but a time.
pub fn is_time(text: &str) -> bool {
    written::read(text).is_some()
}

pub fn read(cell: &Cell) -> Timescale {
    if let Value::Day(day) = cell.value {
        let when = Written { due: Some(Date::day(day)), ..Written::default() };
        return Timescale { when, understood: Understood::Whole, ..Timescale::default() };
    }
    of_text(&cell.text())
}

/// The same of a text, a paragraph a line.
pub fn of_text(text: &str) -> Timescale {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let words = lines.join("\n");
    if words.is_empty() || words.chars().all(|c| matches!(c, '-' | '–' | '—')) {
        let words = (!words.is_empty()).then_some(words);
        return Timescale { words, ..Timescale::default() };
    }
    if let Some(when) = written::read(&words.replace('\n', " ")) {
        // "Ongoing" is all that the page will say; a date it would say in other words.
        let is_said = when.due.is_some_and(Date::is_ongoing) && words.eq_ignore_ascii_case("ongoing");
        let words = (!is_said).then_some(words);
        return Timescale { when, steps: Vec::new(), words, understood: Understood::Whole };
    }
    if let Some(steps) = listed(&lines) {
        let words = Some(words);
        return Timescale { steps, words, understood: Understood::Whole, ..Timescale::default() };
    }
    let parts: Vec<&str> =
        lines.iter().flat_map(|line| line.split(';')).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_date = |read: &Written| read.start.is_some() || read.due.is_some();
    let dates: Vec<Written> = parts.iter().filter_map(|part| written::read(part)).filter(is_date).collect();
    let steps: Vec<Step> = parts.iter().filter_map(|part| step(part)).collect();
    let is_all = dates.len() + steps.len() == parts.len();
    // Of several dates alone nobody can tell which one is meant.
    if parts.len() > 1 && dates.len() <= 1 && dates.len() + steps.len() > 0 {
        let understood = if is_all && !steps.is_empty() { Understood::Whole } else { Understood::InPart };
        let when = dates.first().copied().unwrap_or_default();
        return Timescale { when, steps, words: Some(words), understood };
    }
    match written::with_words(&words).filter(|(when, rest)| parts.len() == 1 && is_certain(when, rest)) {
        Some((when, _)) => Timescale { when, steps: Vec::new(), words: Some(words), understood: Understood::InPart },
        None => Timescale { words: Some(words), understood: Understood::Not, ..Timescale::default() },
    }
}

/// "Draft by March 2024, final by June 2024": one line, and each part of it is a step.
fn listed(lines: &[&str]) -> Option<Vec<Step>> {
    let [line] = lines else { return None };
    let steps: Vec<Step> = line.split(", ").map(step).collect::<Option<_>>()?;
    (steps.len() > 1).then_some(steps)
}

/// Words beside a date that is not when something is done, or not for certain.
const DOUBTFUL: [&str; 40] = [
    "after",
    "anticipated",
    "approx",
    "approximately",
    "awaiting",
    "before",
    "deferred",
    "delayed",
    "dependent",
    "depending",
    "depends",
    "earliest",
    "estimated",
    "expected",
    "extended",
    "following",
    "if",
    "likely",
    "missed",
    "months",
    "moved",
    "not",
    "once",
    "originally",
    "pending",
    "postponed",
    "previously",
    "provisional",
    "provisionally",
    "revised",
    "since",
    "slipped",
    "subject",
    "tba",
    "tbc",
    "tbd",
    "unless",
    "was",
    "weeks",
    "within",
];

/// Whether a date among other words is surely when it is done: it is the only one, and more than a year.
fn is_certain(when: &Written, rest: &str) -> bool {
    let words = normal(rest);
    let is_doubtful = |word: &str| {
        let is_year =
            word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.parse::<u16>().is_ok();
        is_year || DOUBTFUL.contains(&word)
    };
    let is_year = |date: &Date| matches!(date.form(), Form::Period(Period::Year(_)));
    !words.split(' ').any(is_doubtful) && !when.due.iter().chain(&when.start).any(is_year)
}

/// Whether words say what is done, and are no beginning of a sentence about a date ("From interim", "Posts start").
fn is_task(title: &str, part: &str) -> bool {
    const LINKS: [&str; 12] = ["and", "at", "by", "for", "from", "in", "of", "on", "then", "to", "until", "with"];
    const STARTS: [&str; 9] =
        ["start", "starts", "started", "starting", "begin", "begins", "beginning", "commence", "commences"];
    let (words, all) = (normal(title), normal(part));
    let ends = |word: Option<&str>| word.is_some_and(|word| LINKS.contains(&word));
    let next = all.strip_prefix(&words).and_then(|rest| rest.split_whitespace().next());
    let is_said_of = next.is_some_and(|next| STARTS.contains(&next));
    words.chars().any(char::is_alphabetic)
        && !ends(words.split(' ').next())
        && !ends(words.split(' ').next_back())
        && !is_said_of
        && statuses::read(title).is_none()
}

/// "Evaluate: May 2003", "from July 2003: the next area".
fn step(part: &str) -> Option<Step> {
    if let Some(when) = written::read(part) {
        // "Review by December 2002" says what is done then.
        let due = when.review.filter(|_| when.start.is_none() && when.due.is_none())?;
        let when = Written { due: Some(due), ..Written::default() };
        let title = part.split_whitespace().next().unwrap_or_default();
        return Some(Step { title: capitalised(title), when, words: part.to_owned() });
    }
    let (when, title) = written::with_words(part)?;
    // "Spring 2025 (final)": of a pair of brackets one went with the date.
    let title = if title.contains('(') { title } else { title.trim_end_matches(')') };
    let is_step = is_certain(&when, title) && is_task(title, part);
    is_step.then(|| Step { title: capitalised(title), when, words: part.to_owned() })
}

/// The same of a date that is no due date: "by the end of" is said of none.
pub fn is_said_plainly(words: &str, date: Date) -> bool {
    is_said(words, date) && !normal(words).split(' ').any(|word| matches!(word, "by" | "end"))
}

/// Whether a page that shows the date says all of these words; the figures of a day are no words.
pub fn is_said(words: &str, date: Date) -> bool {
    let Form::Period(period) = date.form() else { return date.is_ongoing() && normal(words) == "ongoing" };
    if matches!(period, Period::Day(_)) && is_figures(words) {
        return true;
    }
    let (day, month, year) = match period {
        Period::Day(day) => (Some(day.day()), Some(day.month()), day.year()),
        Period::Month(year, month) => (None, Some(month), year),
        Period::Year(year) => (None, None, year),
        Period::Season(..) | Period::FinancialYear(_) | Period::Quarter(..) => return false,
    };
    let name = month.and_then(|month| MONTHS.get(usize::try_from(month - 1).ok()?)).copied();
    let is_month = |word: &str| Some(word) == name;
    let is_day = |word: &str| day.is_some() && word.parse().ok() == day && !word.starts_with('0');
    let is_year = |word: &str| word.parse() == Ok(year);
    let is_small = |word: &str| matches!(word, "by" | "the" | "end" | "of");
    let has_name = name.is_none_or(|name| normal(words).contains(name));
    has_name && normal(words).split(' ').all(|word| is_small(word) || is_month(word) || is_day(word) || is_year(word))
}

/// "31/03/2024", "31.3.24", "2024-03-31", "31-Mar-2024".
fn is_figures(words: &str) -> bool {
    let parts: Vec<&str> = words.trim().split(['/', '.', '-']).collect();
    let is_figure = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let is_month = |part: &str| part.len() == 3 && part.chars().all(|c| c.is_ascii_alphabetic());
    matches!(parts.as_slice(), [day, month, year] if is_figure(day) && is_figure(year) && (is_figure(month) || is_month(month)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_dates_in_a_cell_are_steps() {
        let read = of_text("Launch: November 2002\nEvaluate May 2003\nNext area from July 2003");
        let steps: Vec<_> = read
            .steps
            .iter()
            .map(|step| (step.title.as_str(), step.when.due.or(step.when.start).map(Date::edtf).unwrap_or_default()))
            .collect();
        assert_eq!(
            steps,
            [("Launch", "2002-11".into()), ("Evaluate", "2003-05".into()), ("Next area", "2003-07".into())]
        );
        assert_eq!(read.understood, Understood::Whole);
        let read = of_text("from November 2002\nEvaluate May 2003");
        assert_eq!((read.when.start.map(Date::edtf), read.steps.len()), (Some("2002-11".to_owned()), 1));
        let read = of_text("From March 2003 to September 2003\nRoll-out after");
        assert_eq!((read.when.due.map(Date::edtf), read.understood), (Some("2003-09".to_owned()), Understood::InPart));
        assert_eq!(of_text("February 2003\nSeptember 2003").understood, Understood::Not);
    }

    #[test]
    fn words_stay_where_a_date_does_not_say_them() {
        assert_eq!(of_text("Ongoing").words, None);
        assert_eq!(of_text("By the end of July 2003").words.as_deref(), Some("By the end of July 2003"));
        assert_eq!(of_text("TBC").understood, Understood::Not);
        assert_eq!(of_text("To be agreed at Cabinet, February 2024").understood, Understood::InPart);
        assert_eq!(of_text(" ").understood, Understood::Empty);
    }
}
