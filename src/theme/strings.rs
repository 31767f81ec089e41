//! The words that pages show: patterns by key, plurals by the rules of the language (CLDR).
//!
//! A language's strings are a YAML file of the theme. A value is a pattern, or one pattern for
//! each plural category (`zero`, `one`, `two`, `few`, `many`, `other`) that the language has.

use std::collections::{BTreeMap, HashMap};
use std::sync::RwLock;

use anyhow::{Context as _, Result};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde::Deserialize;
use unic_langid::LanguageIdentifier;

use crate::date::words::{Role, words};
use crate::diagnostic::{Diagnostic, Diagnostics, Placed, Span, nearest};
use crate::files::Files;
use crate::yaml::Ordered;

use super::layers::{Layer, Layers};

/// The language whose words stand in for those of a language that has none.
const FALLBACK: &str = "en";

/// One string: a pattern, or one for each plural category of the language.
#[derive(Clone, Debug)]
enum Pattern {
    Plain(String),
    ByNumber(BTreeMap<String, String>),
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> serde::de::Visitor<'de> for Either {
            type Value = Pattern;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or a mapping with a text for `one`, `other` and so on")
            }

            fn visit_str<E>(self, text: &str) -> Result<Pattern, E> {
                Ok(Pattern::Plain(text.to_owned()))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Pattern, A::Error> {
                BTreeMap::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Pattern::ByNumber)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// All words of one language.
pub struct Strings {
    patterns: BTreeMap<String, Pattern>,
    plurals: PluralRules,
    /// Dates in words, by what they are the date of: a site has few dates, and shows each of them thousands of times.
    dates: [RwLock<HashMap<String, String>>; 4],
}

impl Strings {
    /// The built-in strings of a language with the project's over them; a project's file needs
    /// name only those that differ.
    ///
    /// # Errors
    /// If the built-in theme itself is broken.
    pub fn load(layers: &Layers, files: &Files, tag: &str, found: &mut Diagnostics) -> Result<Self> {
        // A tag that is none has been reported where it is written.
        let tag: LanguageIdentifier = tag.parse().or_else(|_| FALLBACK.parse()).context("reading a language tag")?;
        let path = format!("strings/{}.yaml", tag.language);
        if layers.get(&path).is_none() {
            found.push(no_strings(files, tag.language.as_str()));
        }
        let built_in = Layers::built_in(&path).or_else(|| Layers::built_in("strings/en.yaml")).unwrap_or_default();
        let mut patterns: BTreeMap<String, Pattern> =
            serde_yaml::from_slice(built_in).context("reading the built-in theme's strings")?;
        if let Some(Layer::Own(id)) = layers.get(&path) {
            let own: Option<Ordered<String, Pattern>> = crate::yaml::read(files.text(*id), *id, 0, found);
            for (key, pattern) in own.unwrap_or_default().0 {
                if !patterns.contains_key(&key.value) {
                    found.push(unknown(&key, patterns.keys().map(String::as_str)));
                }
                patterns.insert(key.value, pattern);
            }
        }
        let known = PluralRules::get_locales(PluralRuleType::CARDINAL);
        let language = LanguageIdentifier::from_parts(tag.language, None, None, &[]);
        let language = if known.contains(&language) { language } else { FALLBACK.parse().context("reading a tag")? };
        let plurals = PluralRules::create(language, PluralRuleType::CARDINAL)
            .map_err(anyhow::Error::msg)
            .context("finding the plural rules")?;
        Ok(Self { patterns, plurals, dates: Default::default() })
    }

    /// The pattern of a key, or the key itself, so that a missing one is seen and not hidden.
    pub fn pattern<'s>(&'s self, key: &'s str, number: Option<i64>) -> &'s str {
        match self.patterns.get(key) {
            Some(Pattern::Plain(text)) => text,
            Some(Pattern::ByNumber(patterns)) => {
                let category = self.plurals.select(number.unwrap_or(0)).unwrap_or(PluralCategory::OTHER);
                patterns.get(name(category)).or_else(|| patterns.get("other")).map_or(key, String::as_str)
            }
            None => key,
        }
    }

    /// The words of a key that are the same whenever they are asked for.
    pub fn constant(&self, key: &str) -> Option<&str> {
        match self.patterns.get(key) {
            Some(Pattern::Plain(text)) if !text.contains('{') => Some(text),
            _ => None,
        }
    }

    /// A date of a context, which holds only what `Date` wrote, in words.
    pub fn date(&self, edtf: &str, role: Role) -> String {
        let known = &self.dates[role as usize];
        // A lock is lost only where a thread panicked, and the words can be made again.
        if let Some(words) = known.read().ok().and_then(|known| known.get(edtf).cloned()) {
            return words;
        }
        let Ok(date) = crate::date::read(edtf) else { return edtf.to_owned() };
        let words = words(date, role, &|key| self.pattern_of_date(key));
        if let Ok(mut known) = known.write() {
            known.insert(edtf.to_owned(), words.clone());
        }
        words
    }

    fn pattern_of_date(&self, key: &str) -> &str {
        match self.patterns.get(key) {
            Some(Pattern::Plain(text)) => text,
            _ => "",
        }
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}

fn no_strings(files: &Files, language: &str) -> Diagnostic {
    let place = Span::file(files.find("content/site.yaml").unwrap_or_else(|| files.any()));
    let message = format!("the theme has no words in the language `{language}`, so its own stand in English");
    let hint = format!("put the translated strings into `strings/{language}.yaml` of a theme of your own");
    Diagnostic::warning("no-strings", place, message, hint)
}

fn unknown<'k>(key: &Placed<String>, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    let hint = match nearest(&key.value, known) {
        Some(near) => format!("write `{near}` if that is what you meant; a string of your own templates may stay"),
        None => "take it out, unless a template of your own uses it".to_owned(),
    };
    let message = format!("the built-in theme has no string `{}`", key.value);
    Diagnostic::warning("unknown-string", key.span, message, hint)
}
