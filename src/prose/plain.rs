//! Markdown without its marks, for tables of data, feeds and descriptions of pages.

use std::ops::ControlFlow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::{self, Events};

/// Whether headings are part of what is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Headings {
    Keep,
    Leave,
}

pub(super) fn text(markdown: &str) -> String {
    let mut text = String::new();
    let _ = gather(markdown, Headings::Keep, &mut |piece| {
        let is_second_break = piece == "\n" && (text.is_empty() || text.ends_with('\n'));
        if !is_second_break {
            text.push_str(piece);
        }
        ControlFlow::Continue(())
    });
    text.truncate(text.trim_end().len());
    text
}

pub(super) fn summary(markdown: &str, max_chars: usize) -> String {
    let first = opening(markdown, max_chars).and_then(|opening| first_words(opening, max_chars).err());
    first.map_or_else(|| summary_of_whole(markdown, max_chars), |line| cut(line, max_chars))
}

/// The same, and all of the text is read.
pub(super) fn summary_of_whole(markdown: &str, max_chars: usize) -> String {
    let (Ok(line) | Err(line)) = first_words(markdown, max_chars);
    cut(line, max_chars)
}

/// The first blocks, if they may be enough for so many characters: the parser would read all of a long text.
///
/// They end before a line that stands at the margin after an empty one, as nothing goes on there but
/// fenced code and raw HTML, and nothing that follows works backwards but the definition of a link or a note.
fn opening(markdown: &str, max_chars: usize) -> Option<&str> {
    let enough = max_chars.saturating_mul(2);
    let mut breaks = markdown.match_indices("\n\n").filter(|(at, _)| *at >= enough);
    let (end, _) = breaks.find(|(at, _)| markdown[at + 2..].starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    let opening = &markdown[..=end];
    let runs_on = ["```", "~~~", "<"].iter().any(|mark| opening.contains(mark));
    (!runs_on && !markdown.contains("]:")).then_some(opening)
}

/// All words on one line; as an error, the first of them if there are more than asked for.
fn first_words(markdown: &str, max_chars: usize) -> Result<String, String> {
    let mut line = String::new();
    let mut length = 0;
    let mut parted_at = None;
    let gathered = gather(markdown, Headings::Leave, &mut |piece| {
        // Items of a list end without a stop, and would run on into the next.
        if piece == "\n" && line.ends_with(char::is_alphanumeric) {
            parted_at = Some(line.len());
            line.push(';');
            length += 1;
        }
        for c in piece.chars() {
            if !c.is_whitespace() {
                line.push(c);
            } else if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            } else {
                continue;
            }
            length += 1;
            // Two more than fit: a space at the end will go.
            if length > max_chars.saturating_add(1) {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    line.truncate(line.trim_end().len());
    if parted_at.is_some_and(|at| at + 1 == line.len()) {
        line.pop();
    }
    if gathered.is_break() { Err(line) } else { Ok(line) }
}

/// What parts words and looks lost before the `…`.
const LOOSE: [char; 8] = [' ', ',', ';', ':', '.', '(', '–', '-'];

/// Cuts after the last whole word that leaves room for the `…`.
fn cut(mut line: String, max_chars: usize) -> String {
    if line.char_indices().nth(max_chars).is_none() {
        return line;
    }
    let Some(room) = max_chars.checked_sub(1) else { return String::new() };
    let end = line.char_indices().nth(room).map_or(line.len(), |(at, _)| at);
    let is_between_words = line[end..].starts_with(LOOSE);
    let end = if is_between_words { end } else { line[..end].rfind(' ').unwrap_or(end) };
    line.truncate(line[..end].trim_end_matches(LOOSE).len());
    line.push('…');
    line
}

/// Hands over the words piece by piece, with a line end between blocks.
fn gather(markdown: &str, headings: Headings, push: &mut dyn FnMut(&str) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut left_out = 0_usize;
    let mut is_first_cell = true;
    for (event, _) in Events::new(markdown) {
        match &event {
            Event::Start(tag) if is_left_out(tag, headings) => left_out += 1,
            Event::End(TagEnd::FootnoteDefinition) => left_out -= 1,
            Event::End(TagEnd::Heading(_)) if headings == Headings::Leave => left_out -= 1,
            _ if left_out > 0 => {}
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                is_first_cell = true;
                push("\n")?;
            }
            Event::Start(Tag::TableCell) => {
                if !is_first_cell {
                    push(" | ")?;
                }
                is_first_cell = false;
            }
            Event::Start(tag) if is_block(tag) => push("\n")?,
            Event::End(end) if ends_block(*end) => push("\n")?,
            Event::HardBreak => push("\n")?,
            Event::TaskListMarker(is_done) => push(if *is_done { "☑ " } else { "☐ " })?,
            event => push(events::words(event).unwrap_or_default())?,
        }
    }
    ControlFlow::Continue(())
}

fn is_left_out(tag: &Tag, headings: Headings) -> bool {
    match tag {
        Tag::FootnoteDefinition(_) => true,
        Tag::Heading { .. } => headings == Headings::Leave,
        _ => false,
    }
}

fn is_block(tag: &Tag) -> bool {
    use Tag::{BlockQuote, CodeBlock, Heading, HtmlBlock, Item, List, Paragraph};
    matches!(tag, Paragraph | Heading { .. } | BlockQuote(_) | CodeBlock(_) | HtmlBlock | List(_) | Item)
}

fn ends_block(end: TagEnd) -> bool {
    use TagEnd::{CodeBlock, Heading, HtmlBlock, Item, Paragraph, TableHead, TableRow};
    matches!(end, Paragraph | Heading(_) | CodeBlock | HtmlBlock | Item | TableHead | TableRow)
}
