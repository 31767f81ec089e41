//! Paragraphs of nothing but words, read without the parser: most of what is reported is such.
//!
//! What is taken for plain here must give the very events that the parser gives, so it is told
//! narrowly: every line begins with a letter and ends in no space, and no byte of it could be a
//! mark. A test holds this against the parser.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The events of a plain text.
pub(super) struct Paragraphs<'a> {
    markdown: &'a str,
    at: usize,
    paragraph: Range<usize>,
    next: Next,
}

enum Next {
    Start,
    Line,
    AfterLine,
}

impl<'a> Paragraphs<'a> {
    /// Nothing, unless the text is plain for certain.
    pub(super) fn of(markdown: &'a str) -> Option<Self> {
        // Without a way out within a chunk the compiler looks at many bytes at once.
        let mut chunks = markdown.as_bytes().chunks(64);
        let has_mark = chunks.any(|chunk| chunk.iter().fold(false, |found, byte| found | could_mark(*byte)));
        let is_plain = !has_mark && markdown.split('\n').all(is_plain_line);
        is_plain.then_some(Self { markdown, at: 0, paragraph: 0..0, next: Next::Start })
    }

    fn start(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let rest = &self.markdown[self.at..];
        let start = self.at + rest.len() - rest.trim_start_matches('\n').len();
        if start == self.markdown.len() {
            return None;
        }
        let end = self.markdown[start..].find("\n\n").map_or(self.markdown.len(), |length| start + length + 1);
        self.at = start;
        self.paragraph = start..end;
        self.next = Next::Line;
        Some((Event::Start(Tag::Paragraph), start..end))
    }

    fn line(&mut self) -> (Event<'a>, Range<usize>) {
        let start = self.at;
        let rest = &self.markdown[start..];
        let line = rest.find('\n').map_or(rest, |length| &rest[..length]);
        self.at = start + line.len();
        self.next = Next::AfterLine;
        (Event::Text(CowStr::Borrowed(line)), start..self.at)
    }

    /// The break before the next line of the paragraph, or the paragraph's end.
    fn after_line(&mut self) -> (Event<'a>, Range<usize>) {
        let start = self.at;
        self.at = self.paragraph.end.min(start + 1);
        if self.at < self.paragraph.end {
            self.next = Next::Line;
            return (Event::SoftBreak, start..self.at);
        }
        self.next = Next::Start;
        (Event::End(TagEnd::Paragraph), self.paragraph.clone())
    }
}

impl<'a> Iterator for Paragraphs<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        match self.next {
            Next::Start => self.start(),
            Next::Line => Some(self.line()),
            Next::AfterLine => Some(self.after_line()),
        }
    }
}

/// Marks within a line, and line ends of other kinds. Marks that count at the start of a line alone
/// are no letters.
fn could_mark(byte: u8) -> bool {
    matches!(byte, 0..=9 | 11..=31 | b'\\' | b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'&' | b'~' | b'|')
}

fn is_plain_line(line: &str) -> bool {
    line.is_empty() || line.starts_with(char::is_alphabetic) && !line.ends_with(char::is_whitespace)
}
