//! HTML of one piece of Markdown, written in one pass over the parser's events.
//!
//! Tags are never taken from the source. Each start of an element puts on a pile how it ends, and each
//! end takes it from there, so what is written is balanced whatever comes; there is no recursion.
//! Only `escape` puts an author's text into the page.

use std::collections::HashSet;
use std::fmt::Write;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Tag};

use super::address::{self, Place};
use super::events::{self, Events, NESTING};
use super::glossary::GlossaryUse;
use super::headings::{Levels, Slugs};
use super::notes::{self, Notes};
use super::{Options, escape, outline};

pub(super) fn write(markdown: &str, options: &Options, glossary: &mut GlossaryUse, out: &mut String) {
    // Tags make HTML somewhat longer than Markdown; growing step by step would cost copies.
    out.reserve(markdown.len() + markdown.len() / 2);
    let mut writer = Writer {
        markdown,
        options,
        glossary,
        start: out.len(),
        out,
        open: Vec::new(),
        quiet: 0,
        in_link: false,
        text: String::new(),
        written: 0,
        table: Table::default(),
        heading: None,
        levels: Levels::default(),
        slugs: Slugs::default(),
        anchors: None,
        notes: Notes::default(),
    };
    let mut events = Events::new(markdown);
    while let Some((event, _)) = events.next() {
        writer.event(event, &mut events);
    }
    writer.flush();
    writer.notes.write(options, writer.out);
}

/// How something that was opened ends. Positions are bytes of `out`.
enum Open<'m> {
    Element(&'static str),
    /// An element in which no abbreviation is spelt out.
    Quiet(&'static str),
    /// A block too deep to be one: its words stand in the block around it.
    Flat,
    /// Marks within a line that are not written.
    Bare,
    Link {
        start: usize,
        text: usize,
    },
    Heading {
        start: usize,
        level: u8,
    },
    Html,
    Head {
        start: usize,
    },
    Cell {
        start: usize,
        text: usize,
    },
    Note {
        start: usize,
        name: CowStr<'m>,
    },
}

/// The table being written; a cell holds no blocks, so there is never more than one.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_headers: bool,
}

struct Writer<'m, 'o, 's, 'g> {
    markdown: &'m str,
    options: &'o Options<'s>,
    glossary: &'o mut GlossaryUse<'g>,
    out: &'o mut String,
    /// Where this piece begins in `out`.
    start: usize,
    open: Vec<Open<'m>>,
    /// How many open elements keep abbreviations as they are.
    quiet: usize,
    in_link: bool,
    /// The words of this block while abbreviations wait for their first use, and how many bytes of
    /// them are written: the parser parts text at every `&`, and an expansion may stand before a mark.
    text: String,
    written: usize,
    table: Table,
    /// The words of the heading being written.
    heading: Option<String>,
    levels: Levels,
    slugs: Slugs,
    /// The ids of this piece's headings, once a link has asked for one.
    anchors: Option<HashSet<String>>,
    notes: Notes,
}

impl<'m> Writer<'m, '_, '_, '_> {
    fn event(&mut self, event: Event<'m>, events: &mut Events<'m>) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(events::words(&event).unwrap_or_default());
        }
        match event {
            Event::Text(text) => return self.text(&text),
            Event::SoftBreak => return self.text("\n"),
            _ => self.flush(),
        }
        match event {
            Event::Start(tag) => self.start(tag, events),
            Event::End(_) => self.end(),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape::text(&text, self.out);
                self.out.push_str("</code>");
            }
            Event::Html(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                escape::text(&text, self.out);
            }
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => {
                self.new_block();
                self.out.push_str("<hr>\n");
            }
            Event::FootnoteReference(name) => self.reference(&name),
            Event::TaskListMarker(is_done) => self.task(is_done),
            Event::Text(_) | Event::SoftBreak => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.glossary.is_waiting() {
            return escape::text(text, self.out);
        }
        self.text.push_str(text);
        if self.quiet > 0 {
            escape::text(text, self.out);
            self.written = self.text.len();
        }
    }

    /// Writes the words that wait for a possible continuation.
    fn flush(&mut self) {
        if self.written < self.text.len() {
            self.glossary.write(&self.text, self.written, self.out);
            self.written = self.text.len();
        }
    }

    fn new_block(&mut self) {
        self.text.clear();
        self.written = 0;
        if self.out.len() > self.start && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Whether elements of this many levels still fit at the place reached.
    fn fits(&self, levels: usize) -> bool {
        self.open.len() + levels <= NESTING && !matches!(self.open.last(), Some(Open::Flat))
    }

    /// Opens a block of so many levels, or flattens it.
    fn block(&mut self, levels: usize, start: &str, open: Open<'m>) {
        if !self.fits(levels) {
            self.part();
            return self.open.push(Open::Flat);
        }
        self.new_block();
        self.out.push_str(start);
        self.quiet += usize::from(matches!(open, Open::Quiet(_)));
        self.open.push(open);
    }

    /// Parts the words of flattened blocks.
    fn part(&mut self) {
        if self.out.len() > self.start && !self.out.ends_with([' ', '\n', '>']) {
            self.out.push(' ');
        }
    }

    fn inline(&mut self, start: &str, end: &'static str) {
        if self.fits(1) {
            self.out.push_str(start);
            self.open.push(Open::Element(end));
        } else {
            self.open.push(Open::Bare);
        }
    }

    fn start(&mut self, tag: Tag<'m>, events: &mut Events<'m>) {
        match tag {
            Tag::Paragraph => self.block(1, "<p>", Open::Element("</p>\n")),
            Tag::Heading { level, .. } => self.start_heading(level as u8),
            Tag::BlockQuote(_) => self.block(1, "<blockquote>\n", Open::Element("</blockquote>\n")),
            // The language of a code block serves only highlighters, which no page has.
            Tag::CodeBlock(_) => self.block(1, "<pre><code>", Open::Quiet("</code></pre>\n")),
            Tag::HtmlBlock => self.block(1, "<p>", Open::Html),
            Tag::List(None) => self.block(2, "<ul>\n", Open::Element("</ul>\n")),
            Tag::List(Some(1)) => self.block(2, "<ol>\n", Open::Element("</ol>\n")),
            Tag::List(Some(first)) => {
                self.block(2, &format!("<ol start=\"{first}\">\n"), Open::Element("</ol>\n"));
            }
            Tag::Item => self.block(1, "<li>", Open::Element("</li>\n")),
            Tag::FootnoteDefinition(name) => self.open.push(Open::Note { start: self.out.len(), name }),
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                self.block(3, "<table>\n", Open::Element("</tbody>\n</table>\n"));
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => self.start_row(&tag),
            Tag::Emphasis => self.inline("<em>", "</em>"),
            Tag::Strong => self.inline("<strong>", "</strong>"),
            Tag::Strikethrough => self.inline("<del>", "</del>"),
            Tag::Link { link_type: LinkType::ShortcutUnknown, dest_url, .. } => self.start_passage(&dest_url),
            Tag::Link { link_type, dest_url, title, .. } => {
                let destination =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}").into() } else { dest_url };
                self.start_link(&destination, &title);
            }
            Tag::Image { dest_url, title, .. } => {
                let alternative = events.alternative();
                if let Some(heading) = &mut self.heading {
                    heading.push_str(&alternative);
                }
                self.image(&dest_url, &title, &alternative);
            }
            // Extensions that are switched off.
            _ => self.open.push(Open::Bare),
        }
    }

    fn start_heading(&mut self, written: u8) {
        if !self.fits(1) {
            self.part();
            return self.open.push(Open::Flat);
        }
        self.new_block();
        let level = self.levels.next(written, self.options.heading_base);
        _ = write!(self.out, "<h{level}");
        self.open.push(Open::Heading { start: self.out.len(), level });
        self.out.push('>');
        self.quiet += 1;
        self.heading = Some(String::new());
    }

    fn start_row(&mut self, tag: &Tag) {
        if matches!(self.open.last(), Some(Open::Flat)) {
            self.part();
            return self.open.push(Open::Flat);
        }
        self.text.clear();
        self.written = 0;
        let start = self.out.len();
        let open = match tag {
            Tag::TableHead => {
                (self.table.column, self.table.in_head) = (0, true);
                self.out.push_str("<thead>\n<tr>");
                Open::Head { start }
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.push_str("<tr>");
                Open::Element("</tr>\n")
            }
            _ => {
                self.out.push_str(if self.table.in_head { "<th scope=\"col\"" } else { "<td" });
                // A class, since a page's policy on content forbids styles in attributes.
                self.out.push_str(match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Center) => " class=\"align-center\">",
                    Some(Alignment::Right) => " class=\"align-right\">",
                    _ => ">",
                });
                Open::Cell { start, text: self.out.len() }
            }
        };
        self.open.push(open);
    }

    fn start_passage(&mut self, language: &str) {
        if !self.fits(1) {
            return self.open.push(Open::Bare);
        }
        self.out.push_str("<span lang=\"");
        escape::text(language, self.out);
        self.out.push_str("\">");
        self.open.push(Open::Quiet("</span>"));
        self.quiet += 1;
    }

    fn start_link(&mut self, destination: &str, title: &str) {
        let place = address::place(destination, self.options);
        if place == Place::Nowhere || self.in_link || !self.fits(1) {
            return self.open.push(Open::Bare);
        }
        let start = self.out.len();
        self.anchor(&place, title);
        self.open.push(Open::Link { start, text: self.out.len() });
        self.quiet += 1;
        self.in_link = true;
    }

    /// Writes the opening tag of a link.
    fn anchor(&mut self, place: &Place, title: &str) {
        self.out.push_str("<a href=\"");
        match place {
            Place::Ours(path) => self.path(path),
            Place::Web(address) | Place::Contact(address) => escape::address(address, self.out),
            Place::Here(id) => {
                self.out.push('#');
                if self.has_heading(id) {
                    escape::address(self.options.id_prefix, self.out);
                }
                escape::address(id, self.out);
            }
            Place::Nowhere => {}
        }
        self.out.push('"');
        if let Place::Web(_) = place {
            self.out.push_str(" rel=\"external\"");
        }
        self.title(title);
        self.out.push('>');
    }

    fn path(&mut self, path: &str) {
        escape::address(self.options.root, self.out);
        escape::address(path, self.out);
        if self.options.root.is_empty() && path.is_empty() {
            self.out.push_str("./");
        }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape::text(title, self.out);
            self.out.push('"');
        }
    }

    /// Whether a heading of this piece, perhaps a later one, has the id.
    fn has_heading(&mut self, id: &str) -> bool {
        if self.options.id_prefix.is_empty() {
            return false;
        }
        let markdown = self.markdown;
        let anchors = self
            .anchors
            .get_or_insert_with(|| outline::list(markdown).headings.into_iter().map(|heading| heading.id).collect());
        anchors.contains(id)
    }

    fn image(&mut self, destination: &str, title: &str, alternative: &str) {
        match address::place(destination, self.options) {
            Place::Ours(path) => {
                self.out.push_str("<img src=\"");
                self.path(&path);
                self.out.push_str("\" alt=\"");
                escape::text(alternative, self.out);
                self.out.push('"');
                self.title(title);
                self.out.push('>');
            }
            place @ Place::Web(_) if !self.in_link => {
                self.anchor(&place, title);
                escape::text(if alternative.trim().is_empty() { destination } else { alternative }, self.out);
                self.out.push_str("</a>");
            }
            _ => escape::text(alternative, self.out),
        }
    }

    /// The parser takes no link around a reference for one, so this never is a link in a link.
    fn reference(&mut self, name: &str) {
        let (number, reference) = self.notes.refer(name);
        self.out.push_str("<sup><a href=\"#");
        escape::address(self.options.id_prefix, self.out);
        _ = write!(self.out, "fn:{number}\" id=\"");
        notes::reference_id(number, reference, self.options, self.out);
        _ = write!(self.out, "\" role=\"doc-noteref\">{number}</a></sup>");
    }

    /// A sign with a name, not a switched-off box: that has no name, and its state is nothing to change.
    fn task(&mut self, is_done: bool) {
        let words = self.options.words;
        let (word, sign) = if is_done { (words.done, '☑') } else { (words.not_done, '☐') };
        self.out.push_str("<span role=\"img\" aria-label=\"");
        escape::text(word, self.out);
        _ = write!(self.out, "\">{sign}</span> ");
    }

    fn end(&mut self) {
        // The end of an image is read with its alternative text.
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Element(close) => self.out.push_str(close),
            Open::Quiet(close) => {
                self.out.push_str(close);
                self.quiet -= 1;
            }
            Open::Flat => self.part(),
            Open::Bare => {}
            Open::Link { start, text } => {
                self.quiet -= 1;
                self.in_link = false;
                // A link without words has no name to be called by.
                if self.out.len() == text { self.out.truncate(start) } else { self.out.push_str("</a>") }
            }
            Open::Heading { start, level } => self.end_heading(start, level),
            Open::Html => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push_str("</p>\n");
            }
            Open::Head { start } => {
                self.table.in_head = false;
                if self.table.has_headers {
                    self.out.push_str("</tr>\n</thead>\n");
                } else {
                    self.out.truncate(start);
                }
                self.out.push_str("<tbody>\n");
            }
            Open::Cell { start, text } => self.end_cell(start, text),
            Open::Note { start, name } => {
                let html = self.out.split_off(start);
                self.notes.define(&name, &html);
            }
        }
    }

    fn end_heading(&mut self, start: usize, level: u8) {
        self.quiet -= 1;
        _ = writeln!(self.out, "</h{level}>");
        let id = self.slugs.next(&self.heading.take().unwrap_or_default());
        let mut attribute = String::from(" id=\"");
        escape::text(self.options.id_prefix, &mut attribute);
        escape::text(&id, &mut attribute);
        attribute.push('"');
        self.out.insert_str(start, &attribute);
    }

    /// A header without words is none, and would be read out as one.
    fn end_cell(&mut self, start: usize, text: usize) {
        self.table.column += 1;
        if !self.table.in_head {
            self.out.push_str("</td>");
        } else if self.out.len() == text {
            self.out.truncate(start);
            self.out.push_str("<td></td>");
        } else {
            self.out.push_str("</th>");
            self.table.has_headers = true;
        }
    }
}
