//! The built-in theme under the project's own: templates, assets and words; compiled once.
//!
//! A project's theme lays its files over the built-in ones by name; each built-in template is
//! also there as `default/<name>`, so that an override can extend what it replaces. Templates
//! see dates as EDTF text and turn them to words with the filters `date`, `due` and `start`;
//! words come from the strings by `text(key=…)`. Start at [`Theme::load`].

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde::{Deserialize, Serialize};
use tera::{Context, Kwargs, State, Tera};

use crate::date::words::{Role, fill, words};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use crate::files::Files;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../themes/default/", $name)))),*]
    };
}

/// The built-in theme's files.
const BUILT_IN: &[(&str, &str)] = built_in![
    "templates/base.html",
    "templates/parts.html",
    "templates/home.html",
    "templates/plan.html",
    "templates/recommendation.html",
    "templates/list.html",
    "templates/round.html",
    "templates/page.html",
    "templates/404.html",
    "feeds/sitemap.xml",
    "assets/site.css",
    "strings/en.yaml",
];

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

/// All words that a page shows.
struct Strings {
    patterns: BTreeMap<String, Pattern>,
    plurals: PluralRules,
}

impl Strings {
    /// The pattern of a key, or the key itself, so that a missing one is seen and not hidden.
    fn pattern<'s>(&'s self, key: &'s str, number: Option<i64>) -> &'s str {
        match self.patterns.get(key) {
            Some(Pattern::Plain(text)) => text,
            Some(Pattern::ByNumber(patterns)) => {
                let category = self.plurals.select(number.unwrap_or(0)).unwrap_or(PluralCategory::OTHER);
                let name = match category {
                    PluralCategory::ZERO => "zero",
                    PluralCategory::ONE => "one",
                    PluralCategory::TWO => "two",
                    PluralCategory::FEW => "few",
                    PluralCategory::MANY => "many",
                    PluralCategory::OTHER => "other",
                };
                patterns.get(name).or_else(|| patterns.get("other")).map_or(key, String::as_str)
            }
            None => key,
        }
    }

    fn date(&self, edtf: &str, role: Role) -> String {
        // Contexts hold only what `Date` wrote.
        crate::date::read(edtf)
            .map_or_else(|_| edtf.to_owned(), |date| words(date, role, &|key| self.pattern_of_date(key)))
    }

    fn pattern_of_date(&self, key: &str) -> &str {
        match self.patterns.get(key) {
            Some(Pattern::Plain(text)) => text,
            _ => "",
        }
    }
}

/// The look and the words of a site.
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Arc<str>>,
}

impl Theme {
    /// The built-in theme with the files of `themes/<name>/` over it.
    ///
    /// # Errors
    /// If the built-in theme itself is broken; faults of the project's are diagnostics.
    pub fn load(files: &Files, name: Option<&str>, found: &mut Diagnostics) -> Result<Self> {
        let mut layered: BTreeMap<String, (Arc<str>, Option<FileId>)> =
            BUILT_IN.iter().map(|(path, text)| ((*path).to_owned(), (Arc::from(*text), None))).collect();
        for (path, id) in own_files(files, name) {
            layered.insert(path, (files.text(id).into(), Some(id)));
        }
        let strings = Arc::new(strings(&layered, found)?);
        let mut tera = Tera::default();
        register(&mut tera, &strings);
        let named = |path: &str| path.strip_prefix("templates/").unwrap_or(path).to_owned();
        let is_template = |path: &str| path.starts_with("templates/") || path.starts_with("feeds/");
        // Each component has one definition, so only the layered file of parts is registered.
        let originals = BUILT_IN.iter().filter(|(path, _)| is_template(path) && !path.ends_with("parts.html"));
        let mut templates: Vec<(String, &str)> =
            originals.map(|(path, text)| (format!("default/{}", named(path)), *text)).collect();
        let built_in = |path: &String| BUILT_IN.iter().find(|(known, _)| known == path).map(|(_, text)| *text);
        let own = layered.iter().filter(|(path, _)| is_template(path));
        templates.extend(own.clone().map(|(path, (text, _))| (named(path), &**text)));
        if let Err(error) = tera.add_raw_templates(templates.iter().map(|(name, text)| (name, text))) {
            let Some((_, (_, Some(id)))) = own.clone().find(|(_, (_, id))| id.is_some()) else {
                return Err(error).context("compiling the built-in theme");
            };
            found.push(Diagnostic::error(
                "template",
                Span::file(*id),
                format!("the theme's templates do not compile: {error}"),
                "correct the template that is named, or take your file away to have the built-in one",
            ));
            let safe = own.filter_map(|(path, _)| built_in(path).map(|text| (named(path), text)));
            tera.add_raw_templates(safe).context("compiling the built-in theme")?;
        }
        let assets = layered
            .into_iter()
            .filter_map(|(path, (text, _))| path.strip_prefix("assets/").map(|name| (name.to_owned(), text)))
            .collect();
        Ok(Self { tera, assets })
    }

    /// Appends a page.
    ///
    /// # Errors
    /// If the template asks for what is not there.
    pub fn render(&self, template: &str, context: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
        let context = Context::from_serialize(context).with_context(|| format!("preparing {template}"))?;
        self.tera.render_to(template, &context, out).with_context(|| format!("rendering {template}"))
    }

    /// Style sheets and pictures: their names at the site's root, and their texts.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assets.iter().map(|(name, text)| (name.as_str(), &**text))
    }
}

/// The files of the project's theme, by their path in it.
fn own_files(files: &Files, name: Option<&str>) -> Vec<(String, FileId)> {
    let Some(name) = name else { return Vec::new() };
    let folder = format!("themes/{name}/");
    files.under(&folder).map(|id| (files.path(id)[folder.len()..].to_owned(), id)).collect()
}

fn strings(layered: &BTreeMap<String, (Arc<str>, Option<FileId>)>, found: &mut Diagnostics) -> Result<Strings> {
    let built_in = BUILT_IN.iter().find(|(path, _)| *path == "strings/en.yaml").map_or("", |(_, text)| *text);
    let mut patterns: BTreeMap<String, Pattern> =
        serde_yaml::from_str(built_in).context("reading the built-in theme's strings")?;
    if let Some((text, Some(id))) = layered.get("strings/en.yaml") {
        // A project's strings need name only those that differ.
        patterns.extend(crate::yaml::read::<BTreeMap<String, Pattern>>(text, *id, 0, found).unwrap_or_default());
    }
    let language: unic_langid::LanguageIdentifier = "en".parse().context("reading the language of the strings")?;
    let plurals = PluralRules::create(language, PluralRuleType::CARDINAL)
        .map_err(anyhow::Error::msg)
        .context("finding the plural rules")?;
    Ok(Strings { patterns, plurals })
}

fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    for (name, role) in [("date", Role::Plain), ("due", Role::Due), ("start", Role::Start)] {
        let strings = Arc::clone(strings);
        tera.register_filter(name, move |edtf: &str, _: Kwargs, _: &State<'_>| strings.date(edtf, role));
    }
    let strings = Arc::clone(strings);
    tera.register_function("text", move |values: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        let key: &str = values.must_get("key")?;
        let number: Option<i64> = values.get("n")?;
        let pattern = strings.pattern(key, number);
        if !pattern.contains('{') {
            return Ok(pattern.to_owned());
        }
        let mut filled: Vec<(&str, String)> = Vec::new();
        filled.extend(number.map(|number| ("n", number.to_string())));
        for name in ["date", "topic", "title", "unit", "body", "status"] {
            filled.extend(values.get::<&str>(name)?.map(|value| (name, value.to_owned())));
        }
        let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(fill(pattern, &filled))
    });
}
