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
    let mut line = String::new();
    let mut length = 0;
    let mut parted_at = None;
    let _ = gather(markdown, Headings::Leave, &mut |piece| {
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
    cut(line, max_chars)
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
