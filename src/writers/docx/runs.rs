//! Runs of text: what sets words off, links, notes at the foot of the page.

use super::links;
use super::{Body, parts};
use crate::document::{Destination, Inline};
use crate::writers::package::push_text;

/// How a run is set off.
#[derive(Clone, Copy, Default)]
pub struct Look<'d> {
    pub strong: bool,
    pub emphasis: bool,
    pub struck: bool,
    /// A character style.
    pub style: Option<&'d str>,
    /// If it is another than the document's.
    pub language: Option<&'d str>,
}

const LINK: &str = "Hyperlink";
const RIGHT_TO_LEFT: [&str; 8] = ["ar", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

impl<'d> Body<'d> {
    pub fn add_runs(&mut self, content: &'d [Inline], look: Look<'d>) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.add_run(text, look),
                Inline::Code { text } => self.add_run(text, Look { style: look.style.or(Some("Code")), ..look }),
                Inline::Strong { content } => self.add_runs(content, Look { strong: true, ..look }),
                Inline::Emphasis { content } => self.add_runs(content, Look { emphasis: true, ..look }),
                Inline::Struck { content } => self.add_runs(content, Look { struck: true, ..look }),
                Inline::Foreign { language, content } => {
                    self.add_runs(content, Look { language: Some(language), ..look });
                }
                Inline::Link { to, content } => self.add_link(to, content, look),
                Inline::Status { label, colour, .. } => {
                    let style = self.styles.status(colour).filter(|_| look.style.is_none());
                    push_run(label, Look { style: style.or(look.style), ..look }, &mut self.xml);
                }
                Inline::Footnote { content } => self.add_note(content, look),
                Inline::Break => self.xml.push_str("<w:r><w:br/></w:r>"),
            }
        }
    }

    pub fn add_run(&mut self, text: &str, look: Look<'_>) {
        push_run(text, look, &mut self.xml);
    }

    /// A link, unless it leads nowhere from here or stands in another.
    fn add_link(&mut self, to: &'d Destination, content: &'d [Inline], look: Look<'d>) {
        let target = match to {
            _ if look.style == Some(LINK) => None,
            Destination::Here(id) => self.bookmarks.name(id).map(|name| format!("w:anchor=\"{name}\"")),
            to => links::address(to, self.document.base_url.as_deref()).map(|address| {
                let relations = if self.is_in_note() { &mut self.note_relations } else { &mut self.relations };
                format!("r:id=\"{}\"", relations.id(address))
            }),
        };
        let Some(target) = target else { return self.add_runs(content, look) };
        put!(self.xml, "<w:hyperlink {target} w:history=\"1\">");
        self.add_runs(content, Look { style: Some(LINK), ..look });
        self.xml.push_str("</w:hyperlink>");
    }

    /// A reference here, and the note itself in the part of the notes. A note in a note is words in brackets.
    fn add_note(&mut self, content: &'d [Inline], look: Look<'d>) {
        if self.is_in_note() {
            self.add_run(" (", look);
            self.add_runs(content, look);
            return self.add_run(")", look);
        }
        self.note_count += 1;
        let number = self.note_count;
        put!(
            self.xml,
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>"
        );
        let main = std::mem::replace(&mut self.xml, parts::note_start(number));
        self.add_runs(content, Look::default());
        self.xml.push_str("</w:p></w:footnote>");
        let note = std::mem::replace(&mut self.xml, main);
        self.notes.push_str(&note);
    }

    fn is_in_note(&self) -> bool {
        self.xml.starts_with(parts::NOTE)
    }
}

/// A run of words; nothing if there are none.
pub fn push_run(text: &str, look: Look<'_>, xml: &mut String) {
    if text.is_empty() {
        return;
    }
    xml.push_str("<w:r>");
    push_properties(look, xml);
    let open = "<w:t xml:space=\"preserve\">";
    xml.push_str(open);
    let mut rest = text;
    while let Some(at) = rest.find(['\t', '\n', '\u{ad}', '\u{2011}']) {
        let (plain, special) = rest.split_at(at);
        push_text(plain, xml);
        let mut following = special.chars();
        match following.next() {
            Some('\t') => put!(xml, "</w:t><w:tab/>{open}"),
            // Word shows these two as what they are only as elements.
            Some('\u{ad}') => put!(xml, "</w:t><w:softHyphen/>{open}"),
            Some('\u{2011}') => put!(xml, "</w:t><w:noBreakHyphen/>{open}"),
            _ => xml.push(' '),
        }
        rest = following.as_str();
    }
    push_text(rest, xml);
    xml.push_str("</w:t></w:r>");
}

fn push_properties(look: Look<'_>, xml: &mut String) {
    let start = xml.len();
    xml.push_str("<w:rPr>");
    if let Some(style) = look.style {
        put!(xml, "<w:rStyle w:val=\"{style}\"/>");
    }
    for (is_so, properties) in
        [(look.strong, "<w:b/><w:bCs/>"), (look.emphasis, "<w:i/><w:iCs/>"), (look.struck, "<w:strike/>")]
    {
        if is_so {
            xml.push_str(properties);
        }
    }
    if let Some(language) = look.language.and_then(language_tag) {
        let primary = language.split('-').next().unwrap_or_default();
        if RIGHT_TO_LEFT.contains(&primary) {
            put!(xml, "<w:rtl/><w:lang w:bidi=\"{language}\"/>");
        } else {
            put!(xml, "<w:lang w:val=\"{language}\"/>");
        }
    }
    if xml.len() == start + "<w:rPr>".len() {
        xml.truncate(start);
    } else {
        xml.push_str("</w:rPr>");
    }
}

/// A language as Word knows it, with a region; `None` if it is no language tag.
pub fn language_tag(tag: &str) -> Option<String> {
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !tag.split('-').all(is_part) {
        return None;
    }
    let region = match tag.to_ascii_lowercase().as_str() {
        "en" | "cy" | "gd" | "kw" | "gv" => "-GB",
        "ga" => "-IE",
        _ => "",
    };
    Some(format!("{tag}{region}"))
}
