//! The parser's events, with the marks for languages read; the only place that sets the parser up.
//! Text without a mark is read by `paragraphs` in its place.
//!
//! A passage `[text]{lang=cy}` comes out as a link of type [`LinkType::ShortcutUnknown`] whose
//! destination is the language; the mark itself is taken out of the text that follows.

use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::paragraphs::Paragraphs;

/// How deep elements are nested in what we write. Nobody writes deeper on purpose, and browsers and
/// readers of feeds have limits of their own.
pub(super) const NESTING: usize = 32;

const OPENING: &str = "{lang=";

pub(super) struct Events<'a> {
    source: Source<'a>,
    /// Bytes of the mark that are still to be taken out of the text.
    mark: usize,
    /// Whether the marked passage has ended, so that its mark comes next.
    passed: bool,
}

enum Source<'a> {
    Plain(Paragraphs<'a>),
    Marked(Box<OffsetIter<'a, Languages<'a>>>),
}

impl<'a> Events<'a> {
    pub(super) fn new(markdown: &'a str) -> Self {
        match Paragraphs::of(markdown) {
            Some(paragraphs) => Self { source: Source::Plain(paragraphs), mark: 0, passed: false },
            None => Self::parsed(markdown),
        }
    }

    /// By the parser, whatever the text.
    pub(super) fn parsed(markdown: &'a str) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS;
        let parser = Parser::new_with_broken_link_callback(markdown, options, Some(Languages(markdown)));
        Self { source: Source::Marked(Box::new(parser.into_offset_iter())), mark: 0, passed: false }
    }

    /// The words up to the end of the image whose start has just been read.
    pub(super) fn alternative(&mut self) -> String {
        let mut text = String::new();
        let mut inner = 0_usize;
        for (event, _) in self {
            match event {
                Event::Start(Tag::Image { .. }) => inner += 1,
                Event::End(TagEnd::Image) if inner == 0 => break,
                Event::End(TagEnd::Image) => inner -= 1,
                event => text.push_str(words(&event).unwrap_or_default()),
            }
        }
        text
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let parser = match &mut self.source {
            Source::Plain(paragraphs) => return paragraphs.next(),
            Source::Marked(parser) => parser,
        };
        loop {
            let (event, range) = parser.next()?;
            match &event {
                Event::Start(Tag::Link { link_type: LinkType::ShortcutUnknown, dest_url, .. }) => {
                    self.mark = OPENING.len() + dest_url.len() + 1;
                    self.passed = false;
                }
                Event::End(TagEnd::Link) => self.passed = self.mark > 0,
                Event::Text(text) if self.passed => {
                    let taken = self.mark.min(text.len());
                    self.mark -= taken;
                    self.passed = self.mark > 0;
                    if let Some(rest) = text.get(taken..).filter(|rest| !rest.is_empty()) {
                        return Some((Event::Text(CowStr::from(rest.to_owned())), range.start + taken..range.end));
                    }
                    continue;
                }
                _ => {}
            }
            return Some((event, range));
        }
    }
}

/// What an event says aloud: the base of slugs, alternative texts and plain text.
pub(super) fn words<'e>(event: &'e Event) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

/// Takes brackets that are no link, with a language behind them, for a passage in that language.
struct Languages<'a>(&'a str);

impl<'a> BrokenLinkCallback<'a> for Languages<'a> {
    fn handle_broken_link(&mut self, link: BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
        let is_passage = link.link_type == LinkType::Shortcut && self.0.get(link.span.start..)?.starts_with('[');
        let mark = self.0.get(link.span.end..)?.strip_prefix(OPENING).filter(|_| is_passage)?;
        // A language with its region has six letters at most, so the search for the end is short.
        let end = mark.bytes().take(8).position(|byte| byte == b'}')?;
        let language = mark.get(..end).filter(|language| is_language(language))?;
        Some((CowStr::Borrowed(language), CowStr::Borrowed("")))
    }
}

/// Two or three letters, perhaps with a region of two letters or three digits: `cy`, `pt-BR`, `es-419`.
fn is_language(code: &str) -> bool {
    let (language, region) = code.split_once('-').map_or((code, None), |(language, region)| (language, Some(region)));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    (2..=3).contains(&language.len())
        && letters(language)
        && region.is_none_or(|region| match region.len() {
            2 => letters(region),
            3 => region.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        })
}
