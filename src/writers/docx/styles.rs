//! The theme's style sheet: which styles it has, and the language put into it.

use std::collections::BTreeMap;

use super::runs::language_tag;

/// The ids of the theme's styles, each with its colour where it has one.
pub struct Styles(BTreeMap<String, Option<String>>);

impl Styles {
    pub fn read(xml: &str) -> Self {
        let style = |text: &str| {
            let id = text.split('"').next()?.to_owned();
            let own = text.split("</w:style>").next()?;
            let colour = own.split("<w:color w:val=\"").nth(1).and_then(|rest| rest.get(..6));
            let is_hex = |colour: &&str| colour.bytes().all(|digit| digit.is_ascii_hexdigit());
            Some((id, colour.filter(is_hex).map(ToOwned::to_owned)))
        };
        Self(xml.split("w:styleId=\"").skip(1).filter_map(style).collect())
    }

    /// The character style of a status's colour: `StatusGreen`.
    pub fn status(&self, colour: &str) -> Option<&str> {
        let mut letters = colour.chars();
        let name: String =
            "Status".chars().chain(letters.next().map(|first| first.to_ascii_uppercase())).chain(letters).collect();
        self.0.get_key_value(&name).map(|(id, _)| id.as_str())
    }

    /// The colour of a style as six hexadecimal digits.
    pub fn colour(&self, id: &str) -> Option<&str> {
        self.0.get(id)?.as_deref()
    }
}

/// The style sheet with a document's language as what its text is in.
pub fn in_language(xml: &str, language: &str) -> String {
    let Some(language) = language_tag(language) else { return xml.to_owned() };
    let defaults = xml.find("<w:rPrDefault").and_then(|at| Some(at..at + xml[at..].find("</w:rPrDefault>")?));
    let Some(defaults) = defaults else { return xml.to_owned() };
    let (before, own, after) = (&xml[..defaults.start], &xml[defaults.clone()], &xml[defaults.end..]);
    let value = "<w:lang w:val=\"";
    let own = match own.split_once(value) {
        Some((before, rest)) => {
            let rest = rest.split_once('"').map_or(rest, |(_, rest)| rest);
            format!("{before}{value}{language}\"{rest}")
        }
        None => own.replacen("</w:rPr>", &format!("{value}{language}\"/></w:rPr>"), 1),
    };
    [before, &own, after].concat()
}
