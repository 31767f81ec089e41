//! The look and the words of a site: the built-in theme under the project's own, compiled once.
//!
//! A project's theme lays its files over the built-in ones by name; each built-in template is
//! also there as `default/<name>`, so that an override can extend what it replaces. Templates
//! see dates as EDTF text and turn them to words with the filters `date`, `due`, `start` and `short`;
//! words come from the strings by `text(key=…)`. Start at [`Theme::load`].

mod bodies;
mod constants;
mod fault;
mod inline;
mod layers;
mod paper;
mod strings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use crate::date::Date;
use crate::date::words::{Role, fill};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::files::Files;

pub use fault::Fault;
pub use layers::Layer;
pub use paper::{Face, PaperLook};

use layers::{Layers, template_name};
use strings::Strings;

pub struct Theme {
    tera: Tera,
    /// The same templates with the words that never change and the small components put in.
    quick: Tera,
    strings: Arc<Strings>,
    assets: BTreeMap<String, Layer>,
    /// The styles of papers in Word.
    word_styles: Option<Layer>,
    /// What the preview alone shows, by name.
    of_preview: BTreeMap<String, Layer>,
    layers: Layers,
}

impl Theme {
    /// The built-in theme with the files of `themes/<name>/` over it, in the words of a language
    /// (`en`).
    ///
    /// # Errors
    /// If the built-in theme itself is broken; faults of the project's are diagnostics.
    pub fn load(files: &Files, name: Option<&str>, language: &str, found: &mut Diagnostics) -> Result<Self> {
        let layers = Layers::of(files, name);
        layers.warn_of_unused(files, found);
        let strings = Arc::new(Strings::load(&layers, files, language, found)?);
        let tera = compile(&layers, files, &strings, found)?;
        let quick = compile_quick(&layers, files, &strings).unwrap_or_else(|_| tera.clone());
        let below = |folder: &str| -> BTreeMap<String, Layer> {
            layers.iter().filter_map(|(path, layer)| Some((path.strip_prefix(folder)?.to_owned(), layer))).collect()
        };
        let word_styles = layers.get("paper/styles.xml").copied();
        let (assets, of_preview) = (below("assets/"), below("preview/"));
        Ok(Self { tera, quick, strings, assets, word_styles, of_preview, layers })
    }

    /// Appends a page.
    ///
    /// # Errors
    /// If the template asks for what is not there; names the template and the place in it.
    pub fn render(&self, template: &str, context: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
        let context = Context::from_serialize(context).with_context(|| format!("preparing {template}"))?;
        let start = out.len();
        if self.quick.render_to(template, &context, &mut *out).is_ok() {
            return Ok(());
        }
        // The template as it was written says where it is at fault.
        out.truncate(start);
        self.tera.render_to(template, &context, out).with_context(|| format!("rendering {template}"))
    }

    /// Fills in an author's text, which is a template before it is Markdown.
    ///
    /// # Errors
    /// If the text is no template, or asks for what is not there.
    pub fn fill(&self, text: &str, context: &impl Serialize) -> Result<String, Fault> {
        let context = Context::from_serialize(context).map_err(|error| Fault::of(&error))?;
        self.tera.render_str(text, &context, false).map_err(|error| Fault::of(&error))
    }

    /// The words under a key, for what is not made by a template.
    pub fn text<'s>(&'s self, key: &'s str) -> &'s str {
        self.strings.pattern(key, None)
    }

    /// The pattern of a key with its values filled in; the number `n` among them, if it depends on one.
    pub fn filled(&self, key: &str, number: Option<usize>, values: &[(&str, &str)]) -> String {
        let count = number.and_then(|number| i64::try_from(number).ok());
        let pattern = self.strings.pattern(key, count);
        let Some(number) = number.map(|number| number.to_string()) else { return fill(pattern, values) };
        let values: Vec<(&str, &str)> = values.iter().copied().chain([("n", number.as_str())]).collect();
        fill(pattern, &values)
    }

    /// A date in words, for what is not made by a template.
    pub fn date(&self, date: Date, role: Role) -> String {
        self.strings.date(&date.edtf(), role)
    }

    /// The styles of papers in Word, as the part `word/styles.xml` has them.
    pub fn word_styles<'f>(&self, files: &'f Files) -> &'f str {
        match self.word_styles {
            Some(Layer::Own(id)) => files.text(id),
            Some(Layer::BuiltIn(bytes)) => std::str::from_utf8(bytes).unwrap_or_default(),
            None => "",
        }
    }

    /// How papers look in print.
    ///
    /// # Errors
    /// If a font of the project's cannot be read any more.
    pub fn paper_look(&self, files: &Files) -> Result<PaperLook> {
        PaperLook::of(&self.layers, files)
    }

    /// Style sheets, scripts and pictures: their names at the site's root.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    pub fn asset(&self, name: &str) -> Option<Layer> {
        self.assets.get(name).copied()
    }

    /// A style sheet or script of the preview's own, which is never published.
    pub fn of_preview(&self, name: &str) -> Option<Layer> {
        self.of_preview.get(name).copied()
    }
}

/// All templates; where the project's are at fault, the built-in ones alone.
fn compile(layers: &Layers, files: &Files, strings: &Arc<Strings>, found: &mut Diagnostics) -> Result<Tera> {
    let mut tera = Tera::default();
    register(&mut tera, strings);
    let Err(error) = tera.add_raw_templates(templates(layers, files)) else { return Ok(tera) };
    let fault = Fault::of(&error);
    let owned: BTreeSet<_> = layers.templates(files).filter_map(|(path, _, id)| id.map(|id| (path, id))).collect();
    let Some(first) = owned.first() else {
        return Err(error).context("compiling the built-in theme");
    };
    let named = owned.iter().find(|(path, _)| template_name(path) == fault.template);
    let span = named.map_or(Span::file(first.1), |(_, id)| Span::new(*id, fault.range(files.text(*id))));
    found.push(Diagnostic::error(
        "template",
        span,
        format!("the theme's templates do not compile: {}", fault.message),
        "correct the template, or take your file away to have the built-in one",
    ));
    let built_in: Vec<(&str, &str)> =
        Layers::built_in_templates().map(|(path, text)| (template_name(path), text)).collect();
    let mut tera = Tera::default();
    register(&mut tera, strings);
    tera.add_raw_templates(built_in).context("compiling the built-in theme")?;
    Ok(tera)
}

/// All templates with the words that never change and the small built-in components in them.
fn compile_quick(layers: &Layers, files: &Files, strings: &Arc<Strings>) -> tera::TeraResult<Tera> {
    let mut tera = Tera::default();
    register(&mut tera, strings);
    let filled = templates(layers, files).into_iter().map(|(name, text)| (name, constants::with_words(text, strings)));
    let own: BTreeSet<&str> =
        layers.templates(files).filter_map(|(path, _, id)| id.map(|_| template_name(path))).collect();
    let quick = inline::inlined(filled.collect(), &|name| !own.contains(name));
    tera.add_raw_templates(quick)?;
    Ok(tera)
}

/// The names and texts of all templates, those that are replaced among them under `default/`.
fn templates<'f>(layers: &Layers, files: &'f Files) -> Vec<(String, &'f str)> {
    // A component has one definition, so files of components cannot stand beside what replaces them.
    let originals = Layers::built_in_templates()
        .filter(|(_, text)| !text.contains("{% component"))
        .map(|(path, text)| (format!("default/{}", template_name(path)), text));
    originals.chain(layers.templates(files).map(|(path, text, _)| (template_name(path).to_owned(), text))).collect()
}

fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    for (name, role) in [("date", Role::Plain), ("due", Role::Due), ("start", Role::Start), ("short", Role::Short)] {
        let strings = Arc::clone(strings);
        tera.register_filter(name, move |edtf: &str, _: Kwargs, _: &State<'_>| strings.date(edtf, role));
    }
    bodies::register(tera, strings);
    let strings = Arc::clone(strings);
    tera.register_function("text", move |values: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        let key: &str = values.must_get("key")?;
        let number: Option<i64> = values.get("n")?;
        let pattern = strings.pattern(key, number);
        if !pattern.contains('{') {
            return Ok(pattern.to_owned());
        }
        let filled: Vec<(String, String)> =
            values.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(fill(pattern, &filled))
    });
}
