//! Markdown that a screen reader, or any reader, would meet broken: pictures without words, jumps between headings, notes that do not exist,
//! HTML that is shown as text, tables whose columns have no names.

use super::pieces::Piece;
use crate::diagnostic::{Check, Diagnostics};
use crate::prose::outline::{FootnoteKind, Outline};

pub const NO_ALTERNATIVE: Check = Check::error("no-alternative", "a picture without words in its place");
pub const REMOTE_IMAGE: Check = Check::warning("remote-image", "a picture from another site, which is shown as a link");
pub const HEADING_JUMP: Check =
    Check::warning("heading-jump", "a heading that is more than one level below the one above it");
pub const UNDEFINED_FOOTNOTE: Check =
    Check::warning("undefined-footnote", "a footnote that is referred to and not written");
pub const RAW_HTML: Check = Check::warning("raw-html", "HTML in a text, which is shown as it is typed");
pub const TABLE_WITHOUT_HEADER: Check = Check::warning("table-without-header", "a table whose first row has no words");

pub fn of_markdown(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    images(piece, outline, found);
    headings(piece, outline, found);
    for note in outline.footnotes.iter().filter(|note| note.kind == FootnoteKind::Undefined) {
        let message = format!("there is no footnote `{}`", note.name);
        let hint =
            format!("write a line `[^{}]: …` with its text at the end, or take `[^{}]` away", note.name, note.name);
        found.push(UNDEFINED_FOOTNOTE.found(piece.place(note.range.clone()), message, hint));
    }
    html(piece, outline, found);
    for table in &outline.headerless_tables {
        let message = "the columns of this table have no names";
        let hint = "write what each column holds into the row above the line of hyphens";
        found.push(TABLE_WITHOUT_HEADER.found(piece.place(table.clone()), message, hint));
    }
}

fn images(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    for image in &outline.images {
        let place = piece.place(image.range.clone());
        let address = image.destination.as_str();
        if image.alternative.trim().is_empty() {
            let message = "this picture has no words for those who cannot see it";
            let hint =
                format!("say what it shows between the square brackets: `![Spending fell in 2023/24]({address})`");
            found.push(NO_ALTERNATIVE.found(place, message, hint));
        }
        if address.starts_with("http:") || address.starts_with("https:") || address.starts_with("//") {
            let message = "a picture from another site is not shown, only a link to it";
            let hint = "put the picture into the plan's `files/` and write `![…](files/picture.png)`; if a link is meant, take the `!` away";
            found.push(REMOTE_IMAGE.found(place, message, hint));
        }
    }
}

fn headings(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    for pair in outline.headings.windows(2) {
        let (above, heading) = (&pair[0], &pair[1]);
        if heading.level > above.level + 1 {
            let marks = |level: u8| "#".repeat(usize::from(level));
            let (written, wanted) = (marks(heading.level), marks(above.level + 1));
            let message = format!(
                "the heading `{}` has level {}, and the one above it level {}",
                heading.text, heading.level, above.level
            );
            let hint = format!("write `{wanted}` in place of `{written}`");
            let problem = HEADING_JUMP.found(piece.place(heading.range.clone()), message, hint);
            found.push(problem.with_related(piece.place(above.range.clone()), "the heading above it"));
        }
    }
}

/// Tags side by side are one mistake: `<b>` and its `</b>`, or all lines of a block.
fn html(piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    let Some(first) = outline.raw_html.first() else { return };
    let text = piece.text();
    let tag = text[first.clone()].lines().next().unwrap_or_default().trim_end();
    let (message, hint) = if tag.starts_with("<!--") {
        (
            "this comment is shown to readers as text".to_owned(),
            "take it away; what nobody should read goes into `internal`",
        )
    } else {
        let name: String =
            tag.chars().skip_while(|c| !c.is_alphanumeric()).take_while(char::is_ascii_alphanumeric).collect();
        (format!("`<{name}>` is shown to readers as text: HTML is not used here"), instead(&name.to_lowercase()))
    };
    let mut problem = RAW_HTML.found(piece.place(first.start..first.start + tag.len()), message, hint);
    if outline.raw_html.len() > 2 {
        problem.message.push_str("; there is more of it in this text");
    }
    found.push(problem);
}

/// The Markdown for what a tag does.
fn instead(tag: &str) -> &'static str {
    match tag {
        "b" | "strong" => "write `**words**` for words in bold",
        "i" | "em" => "write `*words*` for words in italics",
        "br" => "end the line with a backslash to break it, or leave a blank line to begin a paragraph",
        "p" | "div" | "span" | "font" => "take the tags away; a blank line begins a paragraph",
        "a" => "write `[words](https://…)` for a link",
        "img" => "write `![what it shows](files/picture.png)` for a picture",
        "ul" | "ol" | "li" => "write `- ` before each item of a list, or `1. ` before numbered ones",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write `## ` before a heading",
        "table" | "tr" | "td" | "th" | "tbody" | "thead" => {
            "write the table with `|` between its cells and a line `| --- | --- |` below its first row"
        }
        "u" => "take it away: underlined words look like links",
        _ => "write it in Markdown; if the sign `<` is meant, write `\\<`",
    }
}
