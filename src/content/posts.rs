//! When two titles are one post: the same but for small words, an abbreviation, initials, or a misspelt letter.

/// A title, and the words that tell it apart: "CX" and "Chief Executive Officer" are both `chief executive`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title<'a> {
    written: &'a str,
    words: Vec<String>,
}

impl<'a> Title<'a> {
    pub fn new(written: &'a str) -> Self {
        Self { written, words: essence(written) }
    }

    /// Whether the other is probably the same post.
    pub fn is_near(&self, other: &Self) -> bool {
        is_same(&self.words, &other.words)
            || is_initials(self.written, &other.words)
            || is_initials(other.written, &self.words)
    }
}

/// How councils shorten the words of titles.
const SHORT: [(&str, &str); 27] = [
    ("ad", "assistant director"),
    ("asst", "assistant"),
    ("ass", "assistant"),
    ("ce", "chief executive"),
    ("ceo", "chief executive"),
    ("cex", "chief executive"),
    ("cfo", "chief financial officer"),
    ("cllr", "councillor"),
    ("coo", "chief operating officer"),
    ("corp", "corporate"),
    ("cx", "chief executive"),
    ("dep", "deputy"),
    ("dev", "development"),
    ("dir", "director"),
    ("div", "divisional"),
    ("exec", "executive"),
    ("fin", "finance"),
    ("gov", "governance"),
    ("hr", "human resources"),
    ("ict", "information technology"),
    ("it", "information technology"),
    ("mgr", "manager"),
    ("mgt", "management"),
    ("mo", "monitoring officer"),
    ("od", "organisational development"),
    ("s151", "section 151"),
    ("svcs", "services"),
];
/// Words without weight.
const SMALL: [&str; 7] = ["and", "for", "of", "the", "to", "with", "officer"];

/// The words of a title that tell it apart, spelt out.
fn essence(title: &str) -> Vec<String> {
    let lower = title.to_lowercase().replace('’', "'").replace("'s", "s");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .flat_map(|word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long).split(' '))
        .filter(|word| !SMALL.contains(word))
        .map(str::to_owned)
        .collect()
}

/// The same words, or all but one the same and that one misspelt by a letter.
fn is_same(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || one.len() != other.len() {
        return false;
    }
    let mut differing = one.iter().zip(other).filter(|(a, b)| a != b);
    match (differing.next(), differing.next()) {
        (None, _) => true,
        (Some((a, b)), None) => is_misspelt(a, b),
        _ => false,
    }
}

fn is_misspelt(a: &str, b: &str) -> bool {
    // In short words, and in numbers, one letter makes another word.
    let is_long = a.chars().count().min(b.chars().count()) >= 6;
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    is_long && is_word(a) && is_word(b) && strsim::damerau_levenshtein(a, b) == 1
}

/// Whether a short title in capitals is made of the first letters of a longer one: "DPH", "Director of Public Health".
fn is_initials(short: &str, words: &[String]) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let is_short = (2..=5).contains(&letters.len()) && short.chars().all(|c| c.is_uppercase() || c == '.');
    let initials = words.iter().filter_map(|word| word.chars().next());
    is_short && words.len() > 1 && letters.iter().copied().flat_map(char::to_lowercase).eq(initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_near(one: &str, other: &str) -> bool {
        Title::new(one).is_near(&Title::new(other))
    }

    #[test]
    fn one_lead_under_two_names_is_found() {
        for (one, other) in [
            ("CX", "Chief Executive"),
            ("CEO", "Chief Executive Officer"),
            ("Director of HR & OD", "Director of Human Resources and Organisational Development"),
            ("Director for HR", "Director, HR"),
            ("DPH", "Director of Public Health"),
            ("Head of Organisational Change", "Head of Organizational Change"),
            ("Corporate Director Resources & Commercial", "Corporate Director, Resources and Commercial"),
            ("S151 Officer", "Section 151 Officer"),
            ("Head of Communication", "Head of Communications"),
        ] {
            assert!(are_near(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn different_leads_stay_different() {
        for (one, other) in [
            ("Corporate Director, People", "Corporate Director, Place"),
            ("Director of HR", "Director of IT"),
            ("Leader", "Leader of the Opposition"),
            ("Ward 1 Panel", "Ward 2 Panel"),
            ("Head of Planning", "Head of Housing"),
            ("CSB", "CLG"),
            ("Divisional Director HR", "Director of HR & OD"),
            ("Director of Adult Care", "Director of Child Care"),
        ] {
            assert!(!are_near(one, other), "{one} / {other}");
        }
    }
}
