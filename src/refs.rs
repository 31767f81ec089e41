//! Refs, ids and targets: how recommendations, leads and plans are named, ordered and addressed.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// Why a text is not a name; the second line of its display is the hint.
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

/// Folders of these names cannot be made on Windows.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
/// After a number these words name another document, whose numbers are not ours: "recommendation 9 of the review".
pub const ELSEWHERE: [&str; 6] = ["of", "in", "from", "on", "at", "(of"];
const LONGEST_REF: usize = 32;
const LONGEST_ID: usize = 80;

/// A recommendation's number as its plan writes it: `1`, `9a`, `2.3`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ref(Arc<str>);

impl Ref {
    /// # Errors
    /// If it cannot stand in an address.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let outer = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let plain = text.chars().all(inner) && outer(text.chars().next()) && outer(text.chars().next_back());
        if plain && text.len() <= LONGEST_REF && !text.contains("..") && !reserved(&text.to_lowercase()) {
            return Ok(Self(text.into()));
        }
        Err(Fault {
            message: format!("`{text}` is not a ref"),
            hint: "write letters and digits, with dots or hyphens between them: `9a`, `2.3`".to_owned(),
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its part of an address: `9A` stands at `9a`.
    pub fn slug(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ord for Ref {
    fn cmp(&self, other: &Self) -> Ordering {
        natural_order(&self.0, &other.0)
    }
}

impl PartialOrd for Ref {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Lower-case words joined by hyphens: `director-hr-od`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// # Errors
    /// If it is not lower-case words joined by hyphens.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if text.len() <= LONGEST_ID && text.split('-').all(word) && !reserved(text) {
            return Ok(Self(text.into()));
        }
        let message = format!("`{text}` is not an id");
        let rule = "ids are lower-case letters and digits, with hyphens between words";
        let near = slug(text);
        let hint = if Self::read_plain(&near) {
            format!("write `{near}`: {rule}")
        } else {
            format!("{rule}: `head-of-policy`")
        };
        Err(Fault { message, hint })
    }

    fn read_plain(text: &str) -> bool {
        text.len() <= LONGEST_ID && text != EMPTY_SLUG && !reserved(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A recommendation of this plan (`9a`) or of another (`peer-review-2017/9`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    pub plan: Option<Id>,
    pub reference: Ref,
}

impl Target {
    /// # Errors
    /// If either part is not a name.
    pub fn read(text: &str) -> Result<Self, Fault> {
        match text.split_once('/') {
            None => Ok(Self { plan: None, reference: Ref::read(text)? }),
            Some((plan, reference)) => Ok(Self { plan: Some(Id::read(plan)?), reference: Ref::read(reference)? }),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.plan {
            None => write!(f, "{}", self.reference),
            Some(plan) => write!(f, "{plan}/{}", self.reference),
        }
    }
}

fn reserved(lower: &str) -> bool {
    let stem = lower.split('.').next().unwrap_or(lower);
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    RESERVED.contains(&stem) || port.is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// What a text without a letter or digit becomes.
const EMPTY_SLUG: &str = "section";

/// A text's part of an address: `Cynllun Gweithredu, ŵyl` is `cynllun-gweithredu-wyl`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(c) => slug.push(c),
            None if c == '\'' || c == '’' => {}
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    let kept = slug.trim_end_matches('-').len();
    slug.truncate(kept);
    if slug.is_empty() { EMPTY_SLUG.to_owned() } else { slug }
}

/// The letter without its accent, for the languages of these islands and their neighbours.
fn plain(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' => c,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ẁ' | 'ẃ' | 'ŵ' | 'ẅ' => 'w',
        'ỳ' | 'ý' | 'ŷ' | 'ÿ' => 'y',
        _ => return None,
    })
}

/// Numbers by value, letters without regard to case: `2 < 9a < 9b < 10`. Total: what is equal
/// so far is ordered by its bytes.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        match (left.chars().next(), right.chars().next()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (number_left, rest_left) = digits(left);
                let (number_right, rest_right) = digits(right);
                let order = number_left.len().cmp(&number_right.len()).then(number_left.cmp(number_right));
                if order != Ordering::Equal {
                    return order;
                }
                (left, right) = (rest_left, rest_right);
            }
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                if order != Ordering::Equal {
                    return order;
                }
                (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            }
        }
    }
}

/// The leading digits without leading zeros, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refs_are_ordered_as_people_count() {
        let mut refs = ["10", "9b", "2.10", "2", "9a", "2.3", "A1", "1"].map(|text| Ref::read(text).expect("a ref"));
        refs.sort();
        assert_eq!(refs.map(|r| r.to_string()), ["1", "2", "2.3", "2.10", "9a", "9b", "10", "A1"]);
    }

    #[test]
    fn what_cannot_stand_in_an_address_is_refused() {
        for text in ["", ".", "a..b", "a/b", "-1", "con", "COM1", "9a.", "a b", "é"] {
            assert!(Ref::read(text).is_err(), "{text}");
        }
        for text in ["", "A", "a--b", "a_b", "nul", "-a"] {
            assert!(Id::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_id_is_suggested() {
        let hint = Id::read("Director of HR & OD").expect_err("no id").hint;
        assert!(hint.starts_with("write `director-of-hr-od`"), "{hint}");
        assert_eq!(slug("Cynllun Gŵyl — dŷ"), "cynllun-gwyl-dy");
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[0-9a-cA-C.-]{0,6}", b in "[0-9a-cA-C.-]{0,6}", c in "[0-9a-cA-C.-]{0,6}") {
            prop_assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
            prop_assert_eq!(natural_order(&a, &b) == Ordering::Equal, a == b);
            if natural_order(&a, &b).is_le() && natural_order(&b, &c).is_le() {
                prop_assert!(natural_order(&a, &c).is_le());
            }
        }

        #[test]
        fn a_slug_is_an_id_or_reserved(text in "\\PC{0,40}") {
            let slug = slug(&text);
            prop_assert!(Id::read(&slug).is_ok() || reserved(&slug) || slug.len() > LONGEST_ID);
        }
    }
}
