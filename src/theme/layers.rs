//! The files of a theme: the built-in ones with the project's own laid over them, by name.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span, nearest};
use crate::files::Files;

/// The built-in theme's files, sorted by path; made by `build.rs`.
const BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// Where the file that counts is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    BuiltIn(&'static [u8]),
    Own(FileId),
}

#[derive(Debug)]
pub struct Layers(BTreeMap<String, Layer>);

impl Layers {
    /// The files of `themes/<name>/` over the built-in ones.
    pub fn of(files: &Files, name: Option<&str>) -> Self {
        let built_in = BUILT_IN.iter().map(|(path, bytes)| ((*path).to_owned(), Layer::BuiltIn(bytes)));
        let mut layers: BTreeMap<String, Layer> = built_in.collect();
        // The built-in theme of a project that is this repository is its own source, and read as such.
        let folder = format!("themes/{}/", name.unwrap_or("default"));
        layers.extend(files.under(&folder).map(|id| (files.path(id)[folder.len()..].to_owned(), Layer::Own(id))));
        Self(layers)
    }

    pub fn get(&self, path: &str) -> Option<&Layer> {
        self.0.get(path)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, Layer)> {
        self.0.iter().map(|(path, layer)| (path.as_str(), *layer))
    }

    pub fn built_in(path: &str) -> Option<&'static [u8]> {
        BUILT_IN.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
    }

    /// All built-in templates by their path in the theme.
    pub fn built_in_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
        let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
        BUILT_IN.iter().filter(|(path, _)| is_template(path)).map(move |(path, bytes)| (*path, text(bytes)))
    }

    /// Every template that counts, with the file that it is if it is the project's own.
    pub fn templates<'f>(&self, files: &'f Files) -> impl Iterator<Item = (&str, &'f str, Option<FileId>)> {
        self.0.iter().filter(|(path, _)| is_template(path)).map(|(path, layer)| match layer {
            Layer::BuiltIn(bytes) => (path.as_str(), std::str::from_utf8(bytes).unwrap_or_default(), None),
            Layer::Own(id) => (path.as_str(), files.text(*id), Some(*id)),
        })
    }

    /// Warns of the project's files that replace nothing and that nothing names: a misspelt
    /// override must not pass in silence.
    pub fn warn_of_unused(&self, files: &Files, found: &mut Diagnostics) {
        for (path, layer) in self.iter() {
            let Layer::Own(id) = layer else { continue };
            let is_read = is_template(path) || path.starts_with("strings/") || path.ends_with(".typ");
            let is_known = Self::built_in(path).is_some() || !is_read;
            let name = template_name(path);
            let is_named = || self.templates(files).any(|(other, text, _)| other != path && text.contains(name));
            if is_known || is_named() {
                continue;
            }
            let hint = match nearest(path, BUILT_IN.iter().map(|(known, _)| *known)) {
                Some(near) => format!("rename it to `{near}` if that is what it should replace, or remove it"),
                None => "remove it, or include it in a template that is used".to_owned(),
            };
            let message = format!("`{path}` replaces no file of the built-in theme, and no template names it");
            found.push(Diagnostic::warning("unused-override", Span::file(id), message, hint));
        }
    }
}

fn is_template(path: &str) -> bool {
    path.starts_with("templates/")
        || path.starts_with("feeds/")
        || path.starts_with("preview/") && path.ends_with(".html")
}

/// How templates name each other: `plan.html`, `feeds/atom.xml`.
pub fn template_name(path: &str) -> &str {
    path.strip_prefix("templates/").unwrap_or(path)
}
