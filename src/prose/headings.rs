//! Ids and levels of headings: readable, unique in their piece, and without gaps.

use std::collections::HashMap;

/// Longer ids help nobody, and a heading may be as long as a file.
const LONGEST: usize = 80;

/// The ids given so far, with the number of times that each was wanted.
#[derive(Default)]
pub(super) struct Slugs(HashMap<String, usize>);

impl Slugs {
    /// An id for a heading of this text: `actions`, then `actions-2`.
    pub(super) fn next(&mut self, text: &str) -> String {
        let wanted = slug(text);
        let Some(&count) = self.0.get(&wanted) else {
            self.0.insert(wanted.clone(), 1);
            return wanted;
        };
        let mut count = count + 1;
        let mut id = format!("{wanted}-{count}");
        while self.0.contains_key(&id) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        self.0.insert(wanted, count);
        self.0.insert(id.clone(), 1);
        id
    }
}

/// Letters and digits of any script in lower case, the rest as single hyphens.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for c in text.chars() {
        if length == LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
            length += 1;
        } else if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
            length += 1;
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
            length += 1;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// The author's levels that are open above the place reached; each counts as one, so no level is left out.
#[derive(Default)]
pub(super) struct Levels(Vec<u8>);

impl Levels {
    /// The level, 1 to 6, of a heading that the author gave the level `written`, if the outermost has the level `base`.
    pub(super) fn next(&mut self, written: u8, base: u8) -> u8 {
        while self.0.last().is_some_and(|&above| above >= written) {
            self.0.pop();
        }
        self.0.push(written);
        let below = u8::try_from(self.0.len() - 1).unwrap_or(u8::MAX);
        base.clamp(1, 6).saturating_add(below).min(6)
    }
}
