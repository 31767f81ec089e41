//! What a piece of Markdown holds, each with its place, for the checks; nothing is judged here.
//!
//! Every range is one of bytes in the Markdown given, on boundaries of characters.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::events::{self, Events, NESTING};
use super::headings::Slugs;

/// A link as written; a mail address in angle brackets has `mailto:` in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub destination: String,
    pub title: String,
    pub text: String,
    /// The whole link, from its opening to its closing bracket.
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    pub destination: String,
    pub title: String,
    /// The text in place of the picture, empty if there is none.
    pub alternative: String,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// As written, 1 to 6.
    pub level: u8,
    pub text: String,
    /// The id that it gets on a page, without the page's prefix.
    pub id: String,
    pub range: Range<usize>,
}

/// Text as written, outside code and raw HTML; the words of a sentence come in one run unless marks part them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub range: Range<usize>,
    pub in_link: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FootnoteKind {
    Definition,
    Reference,
    /// Looks like a reference, but no footnote of that name exists: it is shown as written.
    Undefined,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    pub kind: FootnoteKind,
    /// As written. Names that differ only in case are the same.
    pub name: String,
    pub range: Range<usize>,
}

/// All parts that checks ask for, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    pub headings: Vec<Heading>,
    pub raw_html: Vec<Range<usize>>,
    pub text: Vec<Run>,
    pub footnotes: Vec<Footnote>,
    /// Tables whose header row has no words.
    pub headerless_tables: Vec<Range<usize>>,
}

pub(super) fn list(markdown: &str) -> Outline {
    let mut reader = Reader::default();
    for (event, range) in Events::new(markdown) {
        match event {
            Event::Start(tag) => reader.start(tag, range),
            Event::End(end) => reader.end(end),
            event => reader.inner(&event, range),
        }
    }
    reader.finish(markdown)
}

/// An open link, image, heading or header cell.
struct Open {
    /// Index in its list.
    index: usize,
    /// Where in `heard` its words begin.
    start: usize,
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    slugs: Slugs,
    /// All words so far; what is open takes its text from here when it ends.
    heard: String,
    /// Languages' passages are none of the links: `None` for them.
    links: Vec<Option<Open>>,
    images: Vec<Open>,
    heading: usize,
    table: Range<usize>,
    header: usize,
    /// In a block of code or of raw HTML, which is no prose.
    in_code: bool,
}

impl Reader {
    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let start = self.heard.len();
        match tag {
            Tag::Link { link_type: LinkType::ShortcutUnknown, .. } => self.links.push(None),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.links.push(Some(Open { index: self.outline.links.len(), start }));
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let destination = format!("{scheme}{dest_url}");
                self.outline.links.push(Link { destination, title: title.into(), text: String::new(), range });
            }
            Tag::Image { dest_url, title, .. } => {
                self.images.push(Open { index: self.outline.images.len(), start });
                let (destination, title) = (dest_url.into(), title.into());
                self.outline.images.push(Image { destination, title, alternative: String::new(), range });
            }
            Tag::Heading { level, .. } => {
                self.heading = start;
                let heading = Heading { level: level as u8, text: String::new(), id: String::new(), range };
                self.outline.headings.push(heading);
            }
            Tag::HtmlBlock => {
                self.in_code = true;
                self.outline.raw_html.push(range);
            }
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::FootnoteDefinition(name) => {
                self.outline.footnotes.push(Footnote { kind: FootnoteKind::Definition, name: name.into(), range });
            }
            Tag::Table(_) => self.table = range,
            Tag::TableHead => self.header = start,
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link => {
                if let Some(open) = self.links.pop().flatten() {
                    self.heard[open.start..].clone_into(&mut self.outline.links[open.index].text);
                }
            }
            TagEnd::Image => {
                // Images in images beyond any sense: their words are still those of the outer ones.
                let is_sensible = self.images.len() <= NESTING;
                if let Some(open) = self.images.pop().filter(|_| is_sensible) {
                    self.heard[open.start..].clone_into(&mut self.outline.images[open.index].alternative);
                }
            }
            TagEnd::Heading(_) => {
                if let Some(heading) = self.outline.headings.last_mut() {
                    self.heard[self.heading..].clone_into(&mut heading.text);
                    heading.id = self.slugs.next(&heading.text);
                }
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.in_code = false,
            TagEnd::TableHead if self.heard[self.header..].trim().is_empty() => {
                self.outline.headerless_tables.push(self.table.clone());
            }
            _ => {}
        }
    }

    fn inner(&mut self, event: &Event, range: Range<usize>) {
        self.heard.push_str(events::words(event).unwrap_or_default());
        match event {
            Event::Text(_) if !self.in_code && !range.is_empty() => self.text(range),
            Event::SoftBreak => {
                if let Some(run) = self.outline.text.last_mut().filter(|run| run.range.end == range.start) {
                    run.range.end = range.end;
                }
            }
            Event::InlineHtml(_) => self.outline.raw_html.push(range),
            Event::FootnoteReference(name) => {
                let name = name.to_string();
                self.outline.footnotes.push(Footnote { kind: FootnoteKind::Reference, name, range });
            }
            _ => {}
        }
    }

    /// The parser parts text wherever a mark might have been; the parts are put together again.
    fn text(&mut self, range: Range<usize>) {
        let in_link = self.links.iter().any(Option::is_some);
        match self.outline.text.last_mut() {
            Some(run) if run.range.end == range.start && run.in_link == in_link => run.range.end = range.end,
            _ => self.outline.text.push(Run { range, in_link }),
        }
    }

    fn finish(mut self, markdown: &str) -> Outline {
        for run in &self.outline.text {
            undefined(markdown, run, &mut self.outline.footnotes);
        }
        self.outline.footnotes.sort_by_key(|footnote| footnote.range.start);
        self.outline
    }
}

/// References that the parser left as text because no footnote has their name.
fn undefined(markdown: &str, run: &Run, footnotes: &mut Vec<Footnote>) {
    let text = &markdown[run.range.clone()];
    for (at, _) in text.match_indices("[^") {
        let start = run.range.start + at;
        let name = &text[at + 2..];
        let is_escaped = markdown[..start].ends_with('\\');
        let end = name.find(['[', ']', '\n']).filter(|&end| name[end..].starts_with(']'));
        if let Some(end) = end.filter(|&end| end > 0 && !is_escaped) {
            let (name, range) = (name[..end].to_owned(), start..start + end + 3);
            footnotes.push(Footnote { kind: FootnoteKind::Undefined, name, range });
        }
    }
}
