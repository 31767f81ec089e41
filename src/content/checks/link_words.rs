//! What links are called: by what they lead to, for those who hear nothing but the links of a page.

use std::ops::Range;

use super::pieces::{Form, Piece};
use super::privacy;
use crate::diagnostic::{Check, Diagnostics};
use crate::prose::outline::Outline;

pub const VAGUE_LINK: Check =
    Check::warning("vague-link", "a link that does not say where it leads: \"here\", \"more\", an address");
pub const BARE_ADDRESS: Check = Check::warning("bare-address", "a web address in a text that is no link");

/// Words that say nothing alone, in lower case, in English and in Welsh.
const VAGUE: [&str; 26] = [
    "here",
    "click here",
    "click",
    "this",
    "this link",
    "link",
    "the link",
    "this page",
    "page",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "more details",
    "more info",
    "more information",
    "see here",
    "read here",
    "available here",
    "yma",
    "cliciwch yma",
    "mwy",
    "darllen mwy",
    "rhagor",
    "dolen",
];

pub fn of_markdown(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    for link in &outline.links {
        let words = link.text.trim().trim_end_matches(['.', '…', ':', '>', '»', '→', '!', ' ']);
        let lower = words.to_lowercase();
        let is_contact = link.destination.starts_with("mailto:") || link.destination.starts_with("tel:");
        let place = || piece.place(link.range.clone());
        let address = link.destination.as_str();
        if VAGUE.contains(&lower.as_str()) {
            let message = format!("the link `{words}` does not say where it leads");
            let hint =
                format!("let the link be the words that name what it leads to: `[Workforce strategy]({address})`");
            found.push(VAGUE_LINK.found(place(), message, hint));
        } else if words.is_empty() && !link.destination.is_empty() && !has_image(outline, &link.range) {
            let hint = format!("write what it leads to between the square brackets: `[Workforce strategy]({address})`");
            found.push(VAGUE_LINK.found(place(), "this link has no words", hint));
        } else if !is_contact && is_address(&lower) {
            let message = "the words of this link are an address, which is read out letter by letter";
            let hint = format!("write what it leads to in its place: `[Workforce strategy]({address})`");
            found.push(VAGUE_LINK.found(place(), message, hint));
        }
    }
    bare(piece, outline, found);
}

fn has_image(outline: &Outline, link: &Range<usize>) -> bool {
    outline.images.iter().any(|image| link.start <= image.range.start && image.range.end <= link.end)
}

fn is_address(words: &str) -> bool {
    let is_one_word = !words.contains(char::is_whitespace);
    is_one_word && (words.starts_with("http://") || words.starts_with("https://") || words.starts_with("www."))
}

/// Addresses in the text itself.
fn bare(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    // Most texts have neither, and are told so at the speed of memory.
    let may_be = ["http", "www."].iter().any(|start| piece.text().contains(start));
    for run in outline.text.iter().filter(|run| may_be && !run.in_link) {
        let text = &piece.text()[run.range.clone()];
        let starts = text.match_indices("http").chain(text.match_indices("www."));
        for (at, _) in starts {
            let Some(range) = address(text, at) else { continue };
            let written = &text[range.clone()];
            let is_filled_in = piece.form == Form::Template && (written.contains("{{") || written.contains("}}"));
            // What should not be there at all is no link for the better.
            if is_filled_in || privacy::is_internal(written) {
                continue;
            }
            let whole = if written.starts_with("www.") { format!("https://{written}") } else { written.to_owned() };
            let message = format!("`{written}` is no link");
            let hint = format!("write `[…]({whole})`, with the name of what it leads to in place of the `…`");
            found.push(BARE_ADDRESS.found(
                piece.place(run.range.start + range.start..run.range.start + range.end),
                message,
                hint,
            ));
        }
    }
}

/// The address that begins at a byte of a text, if one does.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let is_inside = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "/.-_@".contains(c));
    let rest = &text[at..];
    let host = ["http://", "https://", "www."].iter().find_map(|start| rest.strip_prefix(start))?;
    if is_inside || !host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"|`".contains(c)).unwrap_or(rest.len());
    let length = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'', '*', ']']).len();
    rest[..length].contains('.').then_some(at..at + length)
}
