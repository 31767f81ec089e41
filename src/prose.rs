//! An author's Markdown made safe: listed for the checks, written as HTML, as blocks of a document, or reduced to words.
//!
//! Invariants. No byte an author writes becomes a tag, an attribute or a script: raw HTML is shown
//! as text, and a link reaches a page only if its scheme is http, https, mailto or tel, or if the
//! caller's resolver made an address of this site of it. No image asks another host for anything:
//! a remote one becomes a link. What is opened is closed, whatever the source, and never nested
//! deeper than the nesting that `events` allows. Nothing here knows plans, reads files or keeps state between
//! calls, but for the glossary's cursor that the caller owns.
//!
//! Markdown here is CommonMark with tables, strikethrough, footnotes and task lists, and one mark of
//! our own: `[Cynllun Gweithredu]{lang=cy}` says in which language a passage is. Such a passage
//! holds no link and stands in none.
//!
//! Start reading at [`render`]; `events` is the one door to the parser.

mod address;
mod blocks;
mod escape;
mod events;
pub mod glossary;
mod headings;
mod html;
mod notes;
pub mod outline;
mod paragraphs;
mod plain;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::document::{Block, Image};

use glossary::GlossaryUse;
use outline::Outline;

/// Where a link that an author wrote leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A path of this site without a leading slash, perhaps with a query or a fragment: it gets
    /// [`Options::root`] in front.
    Address(Cow<'a, str>),
    /// A whole address with its scheme: http, https, mailto or tel, all else counts as broken.
    External(Cow<'a, str>),
    /// Leads nowhere; only its text is shown.
    Broken,
}

/// The words that a reader of the screen or of its sound needs beside the author's own.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Names the link from a footnote to its reference, whose number follows: "Back to reference".
    pub back_to_reference: &'a str,
    /// Names the box of a finished task.
    pub done: &'a str,
    /// Names the box of an open task.
    pub not_done: &'a str,
}

/// How one piece of Markdown stands in its page.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// From the page to the site's root, with a slash at the end (`../../`), or empty.
    pub root: &'a str,
    /// The level that the author's first heading gets, 1 to 6.
    pub heading_base: u8,
    /// Stands before every id of this piece, so that pieces of one page do not meet.
    pub id_prefix: &'a str,
    /// Is asked for every destination but `#…`, `//…`, http, https, mailto and tel: `ref:9`, `/plans/x/`,
    /// `files/x.pdf`, and the sources of images.
    pub resolve: &'a dyn Fn(&str) -> Target<'a>,
    pub words: Words<'a>,
}

/// What a printed piece needs beside [`Options`], of which `root` counts for nothing.
#[derive(Clone, Copy)]
pub struct Printing<'a> {
    /// The picture that is published at a path of the site, if it is one that can be printed.
    pub picture: &'a dyn Fn(&str) -> Option<Image>,
    pub setting: Setting,
    /// Stands in what would be an empty cell: "None given".
    pub nothing: &'a str,
    /// The caption of a table that has none, below no heading: "Table".
    pub table: &'a str,
}

/// Where a printed piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Page,
    /// In a cell of a table: without headings, figures and tables of its own.
    Cell,
}

/// The piece as blocks of a document.
pub fn blocks(
    markdown: &str,
    options: &Options<'_>,
    printing: &Printing<'_>,
    glossary: &mut GlossaryUse<'_>,
) -> Vec<Block> {
    blocks::blocks(markdown, options, printing, glossary)
}

/// Writes a piece as HTML at the end of `out`.
pub fn render(markdown: &str, options: &Options, glossary: &mut GlossaryUse, out: &mut String) {
    html::write(markdown, options, glossary, out);
}

/// Puts what is written in between into an element of another language.
pub fn in_language(language: &str, out: &mut String, write: impl FnOnce(&mut String)) {
    out.push_str("<div lang=\"");
    escape::text(language, out);
    out.push_str("\">\n");
    write(out);
    out.push_str("</div>\n");
}

/// Lists what checks want to know of a piece, each with its place.
pub fn outline(markdown: &str) -> Outline {
    outline::list(markdown)
}

/// The words alone, a block a line. Footnotes and their references are left out.
pub fn plain(markdown: &str) -> String {
    plain::text(markdown)
}

/// The first words on one line, without headings, cut after a whole word to at most `max_chars`
/// characters, the `…` of the cut counted.
pub fn summary(markdown: &str, max_chars: usize) -> String {
    plain::summary(markdown, max_chars)
}
