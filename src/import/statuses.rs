//! Words for how something stands, as councils write them, and the statuses that they mean.

use super::columns::normal;

/// Whole texts in the form of `normal`, and what they mean in the default scheme. A colour alone means different
/// things to different councils, so that it is always a guess.
#[rustfmt::skip]
const WORDS: [(&str, &[&str]); 7] = [
    ("complete", &["complete", "completed", "done", "achieved", "delivered", "implemented", "fully implemented", "finished", "blue", "b", "action complete", "action completed", "c", "100", "wedi ei gwblhau", "cwblhawyd"]),
    ("closed", &["closed", "no further action", "no further action needed", "no further action required", "superseded", "withdrawn", "cancelled", "not pursued", "nfa", "grey"]),
    ("on-track", &["on track", "on target", "on schedule", "in progress", "underway", "under way", "started", "ongoing", "on going", "progressing", "in hand", "green", "g", "amber green", "partially complete", "partly complete", "partially implemented", "part complete", "commenced", "begun", "active", "live", "ar y trywydd iawn"]),
    ("at-risk", &["at risk", "some risk", "some concerns", "minor delay", "amber", "a", "yellow", "slight delay", "needs attention", "behind schedule", "slipping", "ar ei hol hi"]),
    ("delayed", &["delayed", "late", "overdue", "off track", "off target", "slipped", "red", "r", "missed", "stalled", "on hold", "paused", "not achieved", "amber red"]),
    ("not-started", &["not started", "not yet started", "to start", "to be started", "yet to start", "outstanding", "open", "planned", "to do", "not commenced", "white", "heb ddechrau"]),
    ("not-due", &["not due", "not yet due", "future", "not due yet", "scheduled"]),
];

/// Phrases in prose that hint at a status.
const HINTS: [(&str, &[&str]); 4] = [
    ("closed", &["no further action"]),
    ("not-started", &["not started", "not yet started", "has yet to start"]),
    (
        "complete",
        &[
            "has been completed",
            "have been completed",
            "is complete",
            "are complete",
            "now complete",
            "has been implemented",
            "have been implemented",
            "fully implemented",
        ],
    ),
    ("on-track", &["in progress", "is underway", "are underway", "is under way", "is being developed", "on track"]),
];

/// The status that a whole text means in the default scheme, and whether it is but a colour.
pub fn read(text: &str) -> Option<(&'static str, bool)> {
    let words = normal(text);
    let words = words.strip_prefix("rag ").or_else(|| words.strip_prefix("status ")).unwrap_or(&words);
    // "B - complete": the letter of a colour before the word.
    let spelt =
        words.split_once(' ').filter(|(letter, _)| matches!(*letter, "r" | "a" | "g" | "b")).map(|(_, rest)| rest);
    let words = spelt.filter(|rest| WORDS.iter().any(|(_, texts)| texts.contains(rest))).unwrap_or(words);
    let (status, _) = WORDS.iter().find(|(_, texts)| texts.contains(&words)).or_else(|| named_first(words))?;
    Some((status, is_colour(words)))
}

/// "Green - on track", "Complete (March 2020)": the first phrase of a short text.
fn named_first(words: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    if words.split(' ').count() > 6 {
        return None;
    }
    let begins =
        |phrase: &str| words.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')) && phrase.len() > 2;
    let longest = |texts: &[&str]| texts.iter().filter(|phrase| begins(phrase)).map(|phrase| phrase.len()).max();
    WORDS
        .iter()
        .filter_map(|entry| Some((longest(entry.1)?, entry)))
        .max_by_key(|(length, _)| *length)
        .map(|(_, entry)| entry)
}

fn is_colour(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    words.split(' ').count() <= 2
        && matches!(
            first,
            "red" | "amber" | "green" | "blue" | "grey" | "white" | "yellow" | "r" | "a" | "g" | "b" | "c"
        )
}

/// What a prose hints at, with the words that do.
pub fn hinted(prose: &str) -> Option<(&'static str, &'static str)> {
    let lower = prose.to_lowercase();
    HINTS.iter().find_map(|(status, phrases)| {
        phrases.iter().find(|phrase| lower.contains(**phrase)).map(|phrase| (*status, *phrase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_colours_are_told_apart() {
        for (text, status, colour) in [
            ("Complete", "complete", false),
            ("AMBER", "at-risk", true),
            ("Green – on track", "on-track", false),
            ("Not Started", "not-started", false),
            ("On-track", "on-track", false),
            ("No further action needed", "closed", false),
            ("R", "delayed", true),
            ("Amber/Red", "delayed", true),
            ("B", "complete", true),
            ("B - complete", "complete", false),
        ] {
            assert_eq!(read(text), Some((status, colour)), "{text}");
        }
        assert_eq!(read("Discussed at the board"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn prose_only_hints() {
        assert_eq!(hinted("Published schedule – no further action required."), Some(("closed", "no further action")));
        assert_eq!(hinted("The council will write one."), None);
    }
}
