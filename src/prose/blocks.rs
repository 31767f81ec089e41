//! One piece of Markdown as the blocks of a document to be printed.
//!
//! The same door to the parser, the same rule for destinations and the same first uses of abbreviations as in
//! `html`, so that a paper says what its page says. There is no recursion over the source: each start of
//! an element opens a level and each end closes it; what is nested deeper than `events` allows stands in
//! the block around it. Beside Markdown, paragraphs that begin with `(a)`, `(b)` … or `(i)`, `(ii)` … are
//! lists with these marks (`lettered`), a paragraph `Table: …` before a table is its caption, and a rule
//! across the text begins a new page.

mod lettered;
mod tables;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{Alignment, Event, LinkType, Tag};

use super::address::{self, Place};
use super::events::{self, Events, NESTING};
use super::glossary::GlossaryUse;
use super::headings::{Levels, Slugs};
use super::{Options, Printing, Setting};
use crate::document::{
    Block, Destination, Figure, Heading, Inline, List, Marks, Paragraph, Picture, Tick, plain as words_of,
};

pub(super) fn blocks(
    markdown: &str,
    options: &Options<'_>,
    printing: &Printing<'_>,
    glossary: &mut GlossaryUse<'_>,
) -> Vec<Block> {
    let mut writer = Writer {
        options,
        printing,
        glossary,
        open: vec![Level::new(Kind::Root)],
        quiet: 0,
        text: String::new(),
        written: 0,
        heading: None,
        last_heading: String::new(),
        levels: Levels::default(),
        slugs: Slugs::default(),
        notes: HashMap::new(),
        order: Vec::new(),
    };
    let mut events = Events::new(markdown);
    while let Some((event, _)) = events.next() {
        writer.event(event, &mut events);
    }
    writer.finish()
}

/// What was opened, and how it ends.
enum Kind {
    Root,
    Paragraph,
    Heading {
        level: u8,
    },
    Quote,
    /// Code, whose lines are kept.
    Code,
    List {
        start: Option<u64>,
    },
    Item {
        task: Option<bool>,
    },
    Note {
        name: String,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Row {
        cells: Vec<Vec<Inline>>,
        is_head: bool,
    },
    Cell,
    Strong,
    Emphasis,
    Struck,
    Link {
        to: Destination,
    },
    Foreign {
        language: String,
    },
    /// A block too deep to be one.
    Flat,
    /// Marks within a line that count for nothing.
    Bare,
}

impl Kind {
    fn is_quiet(&self) -> bool {
        matches!(self, Self::Heading { .. } | Self::Code | Self::Link { .. } | Self::Foreign { .. })
    }

    fn is_in_line(&self) -> bool {
        use Kind::{Bare, Emphasis, Foreign, Link, Strong, Struck};
        matches!(self, Strong | Emphasis | Struck | Link { .. } | Foreign { .. } | Bare)
    }
}

struct Level {
    kind: Kind,
    blocks: Vec<Block>,
    /// The words that are no block yet.
    line: Vec<Inline>,
    /// Of a list: its items so far, with the boxes of tasks.
    items: Vec<(Option<bool>, Vec<Block>)>,
}

impl Level {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), line: Vec::new(), items: Vec::new() }
    }

    /// Makes a paragraph of the words that wait.
    fn settle(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.blocks.extend(lettered::paragraphs(line));
    }
}

struct Writer<'o, 's, 'g> {
    options: &'o Options<'s>,
    printing: &'o Printing<'o>,
    glossary: &'o mut GlossaryUse<'g>,
    /// Never empty: the whole piece is the first.
    open: Vec<Level>,
    /// How many open levels keep abbreviations as they are.
    quiet: usize,
    /// The words of this block, and how many bytes of them stand in its line.
    text: String,
    written: usize,
    /// The words of the heading being written.
    heading: Option<String>,
    last_heading: String,
    levels: Levels,
    slugs: Slugs,
    /// The footnotes' words by their names in lower case.
    notes: HashMap<String, Vec<Inline>>,
    order: Vec<String>,
}

impl<'m> Writer<'_, '_, '_> {
    fn event(&mut self, event: Event<'m>, events: &mut Events<'m>) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(events::words(&event).unwrap_or_default());
        }
        match event {
            Event::Text(text) => return self.text.push_str(&text),
            Event::SoftBreak => return self.text.push('\n'),
            _ => self.flush(),
        }
        match event {
            Event::Start(tag) => self.start(tag, events),
            Event::End(_) => self.end(),
            Event::Code(text) => self.put(Inline::Code { text: text.into_string() }),
            Event::Html(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.put(Inline::text(text.into_string()));
            }
            Event::HardBreak => self.put(Inline::Break),
            Event::Rule => {
                self.new_block();
                if self.open.len() == 1 {
                    self.top().blocks.push(Block::PageBreak);
                }
            }
            // A name stands in until all notes are read.
            Event::FootnoteReference(name) => {
                let name = name.to_lowercase();
                self.put(Inline::Footnote { content: vec![Inline::text(name)] });
            }
            Event::TaskListMarker(is_done) => self.task(is_done),
            Event::Text(_) | Event::SoftBreak => {}
        }
    }

    fn top(&mut self) -> &mut Level {
        self.open.last_mut().expect("the level of the whole piece is never closed")
    }

    fn put(&mut self, inline: Inline) {
        let line = &mut self.top().line;
        match (line.last_mut(), inline) {
            (Some(Inline::Text { text: before }), Inline::Text { text }) => before.push_str(&text),
            (_, inline) => line.push(inline),
        }
    }

    /// Puts the words that wait into the line, with first uses spelt out.
    fn flush(&mut self) {
        if self.written == self.text.len() {
            return;
        }
        let mut words = String::new();
        if self.quiet > 0 || !self.glossary.is_waiting() {
            words.push_str(&self.text[self.written..]);
        } else {
            self.glossary.write_plain(&self.text, self.written, &mut words);
        }
        self.written = self.text.len();
        self.put(Inline::Text { text: words });
    }

    fn new_block(&mut self) {
        self.text.clear();
        self.written = 0;
        self.top().settle();
    }

    fn fits(&self) -> bool {
        self.open.len() <= NESTING && !matches!(self.open.last(), Some(Level { kind: Kind::Flat, .. }))
    }

    fn block(&mut self, kind: Kind) {
        if !self.fits() {
            self.put(Inline::text(" "));
            return self.open.push(Level::new(Kind::Flat));
        }
        self.new_block();
        self.push(kind);
    }

    fn inline(&mut self, kind: Kind) {
        let kind = if self.fits() { kind } else { Kind::Bare };
        self.push(kind);
    }

    fn push(&mut self, kind: Kind) {
        self.quiet += usize::from(kind.is_quiet());
        self.open.push(Level::new(kind));
    }

    fn start(&mut self, tag: Tag<'m>, events: &mut Events<'m>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.block(Kind::Paragraph),
            Tag::Heading { level, .. } => {
                let level = self.levels.next(level as u8, self.options.heading_base);
                self.block(Kind::Heading { level });
                self.heading = Some(String::new());
            }
            Tag::BlockQuote(_) => self.block(Kind::Quote),
            Tag::CodeBlock(_) => self.block(Kind::Code),
            Tag::List(start) => self.block(Kind::List { start }),
            Tag::Item => self.block(Kind::Item { task: None }),
            Tag::FootnoteDefinition(name) => self.block(Kind::Note { name: name.to_lowercase() }),
            Tag::Table(alignments) => self.block(Kind::Table { alignments, head: Vec::new(), rows: Vec::new() }),
            Tag::TableHead | Tag::TableRow => {
                self.block(Kind::Row { cells: Vec::new(), is_head: matches!(tag, Tag::TableHead) });
            }
            Tag::TableCell => self.block(Kind::Cell),
            Tag::Emphasis => self.inline(Kind::Emphasis),
            Tag::Strong => self.inline(Kind::Strong),
            Tag::Strikethrough => self.inline(Kind::Struck),
            Tag::Link { link_type: LinkType::ShortcutUnknown, dest_url, .. } => {
                self.inline(Kind::Foreign { language: dest_url.into_string() });
            }
            Tag::Link { link_type, dest_url, .. } => {
                let destination =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}").into() } else { dest_url };
                let to = self.destination(&destination).filter(|_| !self.is_in_link());
                self.inline(to.map_or(Kind::Bare, |to| Kind::Link { to }));
            }
            Tag::Image { dest_url, title, .. } => {
                let alternative = events.alternative();
                if let Some(heading) = &mut self.heading {
                    heading.push_str(&alternative);
                }
                self.image(&dest_url, &title, &alternative);
            }
            // Extensions that are switched off.
            _ => self.push(Kind::Bare),
        }
    }

    fn is_in_link(&self) -> bool {
        self.open.iter().any(|level| matches!(level.kind, Kind::Link { .. }))
    }

    fn destination(&self, written: &str) -> Option<Destination> {
        Some(match address::place(written, self.options) {
            Place::Ours(path) => Destination::Site(path.into_owned()),
            Place::Web(address) | Place::Contact(address) => Destination::Elsewhere(address.into_owned()),
            Place::Here(id) => Destination::Here(format!("{}{id}", self.options.id_prefix)),
            Place::Nowhere => return None,
        })
    }

    /// A published picture is a figure; any other is a link to it, by its alternative text.
    fn image(&mut self, destination: &str, title: &str, alternative: &str) {
        let place = address::place(destination, self.options);
        let image = match (&place, self.printing.setting) {
            (Place::Ours(path), Setting::Page) if self.heading.is_none() => (self.printing.picture)(path),
            _ => None,
        };
        if let Some(image) = image {
            let caption = if title.is_empty() { alternative } else { title }.to_owned();
            let figure = Figure { caption, alt: alternative.to_owned(), picture: Picture::Image(image) };
            return self.top().blocks.push(Block::Figure(figure));
        }
        let text = if alternative.trim().is_empty() { destination } else { alternative };
        let content = vec![Inline::text(text)];
        match self.destination(destination).filter(|_| !self.is_in_link()) {
            Some(to) => self.put(Inline::Link { to, content }),
            None => self.put(Inline::text(text)),
        }
    }

    fn task(&mut self, is_done: bool) {
        let item = self.open.iter_mut().rev().find_map(|level| match &mut level.kind {
            Kind::Item { task } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = Some(is_done);
        }
    }

    fn end(&mut self) {
        // The level of the whole piece has no end of its own.
        let Some(mut level) = (self.open.len() > 1).then(|| self.open.pop()).flatten() else { return };
        self.quiet -= usize::from(level.kind.is_quiet());
        if level.kind.is_in_line() {
            return self.end_in_line(level);
        }
        self.text.clear();
        self.written = 0;
        let line = std::mem::take(&mut level.line);
        match std::mem::replace(&mut level.kind, Kind::Bare) {
            Kind::Heading { level: depth } => self.end_heading(depth, line),
            Kind::Code => self.top().blocks.extend(code(&line)),
            kind @ (Kind::Row { .. } | Kind::Cell) => self.end_of_table(kind, line),
            Kind::Flat => {
                for inline in line {
                    self.put(inline);
                }
                self.put(Inline::text(" "));
            }
            kind => {
                level.line = line;
                // Pictures within a paragraph follow it.
                let figures =
                    if matches!(kind, Kind::Paragraph) { std::mem::take(&mut level.blocks) } else { Vec::new() };
                level.settle();
                level.blocks.extend(figures);
                self.end_block(kind, level.blocks, level.items);
            }
        }
    }

    fn end_in_line(&mut self, level: Level) {
        let Level { kind, blocks, line: content, .. } = level;
        self.top().blocks.extend(blocks);
        if content.is_empty() {
            return;
        }
        let inline = match kind {
            Kind::Strong => Inline::Strong { content },
            Kind::Emphasis => Inline::Emphasis { content },
            Kind::Struck => Inline::Struck { content },
            Kind::Link { to } => Inline::Link { to, content },
            Kind::Foreign { language } => Inline::Foreign { language, content },
            _ => return content.into_iter().for_each(|inline| self.put(inline)),
        };
        self.put(inline);
    }

    fn end_heading(&mut self, level: u8, text: Vec<Inline>) {
        let words = self.heading.take().unwrap_or_default();
        let id = self.slugs.next(&words);
        self.last_heading = words;
        let text = lettered::joined(text);
        if text.is_empty() {
            return;
        }
        let block = match self.printing.setting {
            Setting::Page => {
                let id = format!("{}{id}", self.options.id_prefix);
                Block::Heading(Heading { level: level.min(4), id, number: None, text })
            }
            Setting::Cell => Block::Paragraph(Paragraph { number: None, text: vec![Inline::Strong { content: text }] }),
        };
        self.top().blocks.push(block);
    }

    fn end_of_table(&mut self, kind: Kind, line: Vec<Inline>) {
        match (kind, &mut self.top().kind) {
            (Kind::Cell, Kind::Row { cells, .. }) => cells.push(line),
            (Kind::Row { cells, is_head: true }, Kind::Table { head, .. }) => *head = cells,
            (Kind::Row { cells, .. }, Kind::Table { rows, .. }) => rows.push(cells),
            _ => {}
        }
    }

    fn end_block(&mut self, kind: Kind, blocks: Vec<Block>, items: Vec<(Option<bool>, Vec<Block>)>) {
        match kind {
            Kind::Quote if !blocks.is_empty() => self.top().blocks.push(Block::Quote { blocks }),
            Kind::List { start } => {
                let list = list(start, items, self.options);
                self.top().blocks.extend(list);
            }
            Kind::Item { task } if !blocks.is_empty() => self.top().items.push((task, blocks)),
            Kind::Note { name } => {
                let note = in_one_line(blocks);
                if !self.notes.contains_key(&name) {
                    self.order.push(name.clone());
                    self.notes.insert(name, note);
                }
            }
            Kind::Table { alignments, head, rows } => {
                let heading = Some(self.last_heading.clone()).filter(|heading| !heading.is_empty());
                let fallback = heading.unwrap_or_else(|| self.printing.table.to_owned());
                let (setting, nothing) = (self.printing.setting, self.printing.nothing);
                let parts = tables::Parts { alignments, head, rows, fallback, nothing };
                tables::add(parts, setting, &mut self.top().blocks);
            }
            _ => self.top().blocks.extend(blocks),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.top().settle();
        let mut blocks = std::mem::take(&mut self.top().blocks);
        lettered::gather(&mut blocks);
        let mut notes = Notes { by_name: &self.notes, used: Vec::new() };
        notes.fill(&mut blocks);
        prune(&mut blocks, self.printing.nothing);
        // What an author wrote does not vanish.
        let unused = self.order.iter().filter(|name| !notes.used.contains(name));
        let rest = unused.filter_map(|name| self.notes.get(name)).map(|note| without_notes(note));
        // One that held nothing but another note has nothing left.
        let rest = rest.filter(|text| !text.is_empty());
        let rest: Vec<Block> = rest.map(|text| Block::Paragraph(Paragraph { number: None, text })).collect();
        blocks.extend(rest);
        blocks
    }
}

fn code(line: &[Inline]) -> Option<Block> {
    let words = words_of(line);
    let mut text = Vec::new();
    for line in words.trim_end_matches('\n').split('\n') {
        if !text.is_empty() {
            text.push(Inline::Break);
        }
        text.push(Inline::Code { text: if line.is_empty() { " ".to_owned() } else { line.to_owned() } });
    }
    (!words.trim().is_empty()).then_some(Block::Paragraph(Paragraph { number: None, text }))
}

/// A list of tasks is a list of ticks where each is one line of words.
fn list(start: Option<u64>, items: Vec<(Option<bool>, Vec<Block>)>, options: &Options<'_>) -> Option<Block> {
    let tick = |(task, blocks): &(Option<bool>, Vec<Block>)| match (task, blocks.as_slice()) {
        (Some(ticked), [Block::Paragraph(only)]) => {
            Some(Tick { title: words_of(&only.text), ticked: *ticked }).filter(|tick| !tick.title.trim().is_empty())
        }
        _ => None,
    };
    if let Some(items) = items.iter().map(tick).collect::<Option<Vec<Tick>>>().filter(|ticks| !ticks.is_empty()) {
        return Some(Block::Ticks { items });
    }
    let told = |(task, mut blocks): (Option<bool>, Vec<Block>)| {
        let word = task.map(|is_done| if is_done { options.words.done } else { options.words.not_done });
        if let (Some(word), Some(Block::Paragraph(first))) = (word, blocks.first_mut()) {
            first.text.insert(0, Inline::text(format!("{word}: ")));
        }
        blocks
    };
    let items: Vec<Vec<Block>> = items.into_iter().map(told).collect();
    let marks = if start.is_some() { Marks::Figures } else { Marks::Bullets };
    let start = start.and_then(|start| u32::try_from(start).ok()).unwrap_or(1);
    (!items.is_empty()).then_some(Block::List(List { marks, start, items }))
}

/// The words of blocks as one line, for a note at the foot of a page.
fn in_one_line(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks {
        let text = match block {
            Block::Paragraph(Paragraph { text, .. }) | Block::Heading(Heading { text, .. }) => text,
            Block::Quote { blocks } | Block::Note { blocks } => in_one_line(blocks),
            Block::List(list) => list.items.into_iter().flat_map(in_one_line).collect(),
            _ => continue,
        };
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        line.extend(text);
    }
    line
}

fn without_notes(content: &[Inline]) -> Vec<Inline> {
    content.iter().filter(|inline| !matches!(inline, Inline::Footnote { .. })).cloned().collect()
}

/// Puts each note's words where it is referred to; a note within a note is left out.
struct Notes<'n> {
    by_name: &'n HashMap<String, Vec<Inline>>,
    used: Vec<String>,
}

impl Notes<'_> {
    fn fill(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading(Heading { text, .. }) | Block::Paragraph(Paragraph { text, .. }) => self.fill_line(text),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.fill(item)),
                Block::Note { blocks } | Block::Quote { blocks } => self.fill(blocks),
                Block::Table(table) => table.rows.iter_mut().flatten().for_each(|cell| self.fill(&mut cell.blocks)),
                Block::Facts { items } => items.iter_mut().for_each(|fact| self.fill(&mut fact.value)),
                Block::Ticks { .. } | Block::Figure(_) | Block::PageBreak => {}
            }
        }
    }

    fn fill_line(&mut self, line: &mut Vec<Inline>) {
        line.retain_mut(|inline| match inline {
            Inline::Footnote { content } => {
                let name = words_of(content);
                let note = self.by_name.get(&name).map(|note| without_notes(note)).unwrap_or_default();
                self.used.push(name);
                *content = note;
                !content.is_empty()
            }
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Link { content, .. }
            | Inline::Foreign { content, .. } => {
                self.fill_line(content);
                true
            }
            _ => true,
        });
    }
}

/// Takes out what has no words, now that references to empty notes are gone.
fn prune(blocks: &mut Vec<Block>, nothing: &str) {
    blocks.retain_mut(|block| match block {
        Block::Heading(Heading { text, .. }) | Block::Paragraph(Paragraph { text, .. }) => !text.is_empty(),
        Block::List(list) => {
            list.items.retain_mut(|item| {
                prune(item, nothing);
                !item.is_empty()
            });
            !list.items.is_empty()
        }
        Block::Quote { blocks } | Block::Note { blocks } => {
            prune(blocks, nothing);
            !blocks.is_empty()
        }
        Block::Table(table) => {
            for cell in table.rows.iter_mut().flatten() {
                prune(&mut cell.blocks, nothing);
                if cell.blocks.is_empty() {
                    cell.blocks.push(Block::paragraph(nothing));
                }
            }
            true
        }
        Block::Ticks { .. } | Block::Facts { .. } | Block::Figure(_) | Block::PageBreak => true,
    });
}

/// Line ends within a paragraph are spaces to readers.
fn spaced(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { Cow::Owned(text.replace('\n', " ")) } else { Cow::Borrowed(text) }
}
