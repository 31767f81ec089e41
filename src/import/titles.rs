//! The title of a recommendation: a first line that is set apart, else a short one made from its words.

use super::source::{Kind, Paragraph, Run};

/// The longest title that a line may be as it stands.
const LONGEST: usize = 100;
/// The longest title that is made.
const LONGEST_MADE: usize = 70;

/// What opens words that send the reader elsewhere.
const SENDS: &str = " (see ";

/// A title and what remains of the paragraphs below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    pub title: String,
    pub rest: Vec<Paragraph>,
    /// It was made from the words, which all remain.
    pub is_made: bool,
}

pub fn of(paragraphs: &[Paragraph]) -> Titled {
    let filled: Vec<Paragraph> = paragraphs.iter().filter(|paragraph| !paragraph.is_empty()).cloned().collect();
    let Some((first, others)) = filled.split_first() else {
        return Titled { title: String::new(), rest: Vec::new(), is_made: false };
    };
    if let Some((title, mut rest)) = set_apart(first, others) {
        rest.extend(others.iter().cloned());
        return Titled { title, rest, is_made: false };
    }
    let text = one_line(&first.text());
    // A title cannot be a link, so that words which send elsewhere stay in the text.
    let is_whole = !text.contains(". ") && !text.contains(SENDS);
    if others.is_empty() && is_short(&text) && is_plain(first) && is_whole {
        let title = text.strip_suffix('.').unwrap_or(&text).to_owned();
        return Titled { title, rest: Vec::new(), is_made: false };
    }
    Titled { title: made(&text), rest: filled, is_made: true }
}

/// The first line as a title, if the words that follow are of another kind.
fn set_apart(first: &Paragraph, others: &[Paragraph]) -> Option<(String, Vec<Paragraph>)> {
    let is_line = matches!(first.kind, Kind::Plain | Kind::Heading(_));
    if !is_line || !is_plain(first) {
        return None;
    }
    // A line of its own within the paragraph.
    let (line, below) = split_at(
        &first.runs,
        first.text().trim_start().find('\n').map(|at| at + first.text().len() - first.text().trim_start().len()),
    );
    let text = one_line(&text_of(&line));
    if !below.is_empty() && is_title(&text) && !super::markdown::is_item(&text) {
        return Some((without_colon(&text), vec![Paragraph { runs: below, ..first.clone() }]));
    }
    let whole = one_line(&first.text());
    if !others.is_empty() && (is_title(&whole) || (first.is_bold() && is_short(&whole))) {
        return Some((without_colon(&whole), Vec::new()));
    }
    // Bold words before others.
    let bold = first.runs.iter().take_while(|run| run.bold || run.text.trim().is_empty()).count();
    let (head, tail) = first.runs.split_at(bold);
    let title = one_line(&text_of(head));
    let is_part = bold > 0 && !text_of(tail).trim().is_empty() && title.chars().count() > 3;
    if is_part && is_short(&title) {
        let mut rest = tail.to_vec();
        if let Some(run) = rest.first_mut() {
            run.text = run.text.trim_start_matches([' ', ':', '-', '–', '\n', '\u{a0}']).to_owned();
        }
        let title = title.trim_end_matches(['-', '–', ' ', '.']).to_owned();
        return Some((without_colon(&title), vec![Paragraph { runs: rest, ..first.clone() }]));
    }
    None
}

/// Runs up to a byte of their text, and those after it.
fn split_at(runs: &[Run], at: Option<usize>) -> (Vec<Run>, Vec<Run>) {
    let Some(mut at) = at else { return (runs.to_vec(), Vec::new()) };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for run in runs {
        let cut = at.min(run.text.len());
        let (head, tail) = run.text.split_at(cut);
        at -= cut;
        if !head.is_empty() {
            before.push(Run { text: head.to_owned(), ..run.clone() });
        }
        let tail = if after.is_empty() { tail.trim_start_matches('\n') } else { tail };
        if !tail.is_empty() {
            after.push(Run { text: tail.to_owned(), ..run.clone() });
        }
    }
    if text_of(&after).trim().is_empty() { (runs.to_vec(), Vec::new()) } else { (before, after) }
}

fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn is_plain(paragraph: &Paragraph) -> bool {
    paragraph.runs.iter().all(|run| run.link.is_none())
}

fn is_short(text: &str) -> bool {
    (1..=LONGEST).contains(&text.chars().count())
}

/// Short, and no sentence.
fn is_title(text: &str) -> bool {
    is_short(text) && !text.ends_with(['.', ';', ',', '?', '!']) && !text.contains(". ")
}

fn without_colon(text: &str) -> String {
    text.trim_end_matches([':', ' ']).to_owned()
}

pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With a capital as its first letter.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Openings that say nothing of the matter.
const OPENINGS: [&str; 22] = [
    "the council should also ",
    "the council should ",
    "the council needs to ",
    "the council could ",
    "the council must ",
    "the authority should ",
    "that the council should ",
    "that the council ",
    "we recommend that the council ",
    "we recommend that ",
    "it is recommended that ",
    "we should ",
    "we will ",
    "there is a need to ",
    "there is a need for a ",
    "there is a need for an ",
    "there is a need for ",
    "there should be ",
    "consider whether to ",
    "to ensure that ",
    "ensure that ",
    "to ",
];

/// A short title from the beginning of a text.
pub fn made(text: &str) -> String {
    let text = one_line(text);
    let lower = text.to_lowercase();
    // Lower case may be longer than what it was made from.
    let opening = OPENINGS.iter().find(|opening| lower.starts_with(**opening) && text.is_char_boundary(opening.len()));
    let rest = opening.map_or(text.as_str(), |opening| &text[opening.len()..]);
    let sentence = &rest[..sentence_end(rest)];
    // "(see no. 5)" says nothing of the matter.
    let sentence = sentence.find(SENDS).map_or(sentence, |at| &sentence[..at]);
    let sentence = sentence.trim_end_matches(['.', ' ', ';', ':']);
    let short = if sentence.chars().count() <= LONGEST_MADE { sentence } else { cut(sentence) };
    capitalised(short)
}

/// Where the first sentence ends: not after "no." or "e.g.".
fn sentence_end(text: &str) -> usize {
    let ends = |at: &usize| {
        let last = text[..*at].rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
        !["no", "nos", "e.g", "i.e", "eg", "ie", "etc", "rec", "approx", "cllr", "st"].contains(&last.as_str())
    };
    text.match_indices(". ").map(|(at, _)| at).find(ends).unwrap_or(text.len())
}

/// Cut after a clause if one ends in time, else after a word.
fn cut(sentence: &str) -> &str {
    let end = sentence.char_indices().nth(LONGEST_MADE).map_or(sentence.len(), |(at, _)| at);
    let within = &sentence[..end];
    let clause = [", ", " – ", " - ", " so that ", " which ", " and "]
        .iter()
        .filter_map(|mark| within.rfind(mark))
        .filter(|at| *at >= 24)
        .max();
    let mut short = clause.or_else(|| within.rfind(' ')).map_or(within, |at| &within[..at]);
    // A title does not end with a small word.
    while let Some((head, last)) = short.rsplit_once(' ') {
        let is_small = [
            "a", "an", "the", "and", "or", "of", "to", "for", "in", "on", "with", "by", "that", "as", "at", "from",
            "its", "their",
        ]
        .contains(&last.to_lowercase().as_str());
        if !is_small {
            break;
        }
        short = head;
    }
    short.trim_end_matches([',', ';', ':', ' ', '(', '–', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(lines: &[&str]) -> (String, bool, usize) {
        let paragraphs: Vec<Paragraph> = lines.iter().map(|line| Paragraph::plain(*line)).collect();
        let Titled { title, rest, is_made } = of(&paragraphs);
        (title, is_made, rest.len())
    }

    #[test]
    fn a_first_line_that_is_set_apart_is_the_title() {
        assert_eq!(
            titled(&["Corporate Plan", "Whilst the flagship actions are helpful."]),
            ("Corporate Plan".into(), false, 1)
        );
        assert_eq!(titled(&["Corporate Plan\nWhilst the actions are helpful."]), ("Corporate Plan".into(), false, 1));
        assert_eq!(titled(&["Review the schedule of meetings."]), ("Review the schedule of meetings".into(), false, 0));
    }

    #[test]
    fn bold_words_before_others_are_the_title() {
        let bold = Run { text: "Human Resources".into(), bold: true, ..Run::default() };
        let rest = Run { text: " Systems need to be reviewed.".into(), ..Run::default() };
        let Titled { title, rest, is_made } = of(&[Paragraph { runs: vec![bold, rest], ..Paragraph::default() }]);
        assert_eq!((title.as_str(), is_made), ("Human Resources", false));
        assert_eq!(rest[0].text(), "Systems need to be reviewed.");
    }

    #[test]
    fn a_title_does_not_end_in_an_abbreviation() {
        assert_eq!(made("Improve how risk is shared with crews (see no. 5)"), "Improve how risk is shared with crews");
        assert_eq!(made("Resolve key issues, e.g. planning. Then more."), "Resolve key issues, e.g. planning");
    }

    #[test]
    fn else_a_title_is_made_and_no_word_goes() {
        let (title, is_made, rest) = titled(&[
            "The council should develop a long-term commissioning strategy and implementation plan for all of its services. Longer planning is needed.",
        ]);
        assert_eq!((title.as_str(), is_made, rest), ("Develop a long-term commissioning strategy", true, 1));
    }
}
