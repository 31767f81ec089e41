//! Lists whose marks Markdown does not know: lines or paragraphs that begin with `(a)`, `(b)` … or `(i)`, `(ii)` ….
//!
//! The marks must be the next in their order, so that "(a) or (b)" in a sentence is no list. Who writes
//! `(i)` first means Roman figures; after `(h)` it is a letter.

use crate::document::{Block, Inline, List, Marks, Paragraph};

/// The paragraphs of a line that may hold several of them, each beginning with a mark.
pub(super) fn paragraphs(line: Vec<Inline>) -> Vec<Block> {
    let mut paragraphs: Vec<Vec<Inline>> = vec![Vec::new()];
    for inline in line {
        let Inline::Text { text } = &inline else {
            paragraphs.last_mut().expect("there is always one").push(inline);
            continue;
        };
        let mut kept = String::new();
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 && mark(part).is_some() {
                let last = paragraphs.last_mut().expect("there is always one");
                last.push(Inline::text(std::mem::take(&mut kept)));
                paragraphs.push(Vec::new());
            } else if number > 0 {
                kept.push('\n');
            }
            kept.push_str(part);
        }
        paragraphs.last_mut().expect("there is always one").push(Inline::text(kept));
    }
    let paragraphs = paragraphs.into_iter().map(joined).filter(|text| !text.is_empty());
    paragraphs.map(|text| Block::Paragraph(Paragraph { number: None, text })).collect()
}

/// A line of words with its breaks of lines as spaces, and none at its ends.
pub(super) fn joined(line: Vec<Inline>) -> Vec<Inline> {
    let mut line: Vec<Inline> = line.into_iter().map(spaced).collect();
    if let Some(Inline::Text { text }) = line.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text { text }) = line.last_mut() {
        text.truncate(text.trim_end().len());
    }
    line.retain(|inline| !matches!(inline, Inline::Text { text } if text.is_empty()));
    line
}

fn spaced(inline: Inline) -> Inline {
    let all = |content: Vec<Inline>| content.into_iter().map(spaced).collect();
    match inline {
        Inline::Text { text } => Inline::Text { text: super::spaced(&text).into_owned() },
        Inline::Strong { content } => Inline::Strong { content: all(content) },
        Inline::Emphasis { content } => Inline::Emphasis { content: all(content) },
        Inline::Struck { content } => Inline::Struck { content: all(content) },
        Inline::Link { to, content } => Inline::Link { to, content: all(content) },
        Inline::Foreign { language, content } => Inline::Foreign { language, content: all(content) },
        other => other,
    }
}

/// What stands in the brackets at the start, and how long both are with the space behind them.
fn mark(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('(')?;
    let end = inner.find(')').filter(|end| (1..=6).contains(end))?;
    let mark = &inner[..end];
    let is_mark = mark.bytes().all(|byte| byte.is_ascii_lowercase()) && inner[end + 1..].starts_with(' ');
    is_mark.then_some((mark, end + 3))
}

/// Makes lists of neighbouring paragraphs whose marks follow one another.
pub(super) fn gather(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(block) = rest.next() {
        let Some(marks) = begun(&block) else {
            out.push(block);
            continue;
        };
        let mut items = vec![vec![without_mark(block)]];
        while let Some(next) = rest.next_if(|next| mark_of(next).as_deref() == name(marks, items.len() + 1).as_deref())
        {
            items.push(vec![without_mark(next)]);
        }
        out.push(Block::List(List { marks, start: 1, items }));
    }
    *blocks = out;
}

fn mark_of(block: &Block) -> Option<String> {
    let Block::Paragraph(Paragraph { text, .. }) = block else { return None };
    let Some(Inline::Text { text }) = text.first() else { return None };
    mark(text).map(|(mark, _)| mark.to_owned())
}

fn begun(block: &Block) -> Option<Marks> {
    match mark_of(block).as_deref() {
        Some("a") => Some(Marks::Letters),
        Some("i") => Some(Marks::Roman),
        _ => None,
    }
}

fn without_mark(mut block: Block) -> Block {
    if let Block::Paragraph(Paragraph { text, .. }) = &mut block
        && let Some(Inline::Text { text: first }) = text.first_mut()
    {
        let length = mark(first).map_or(0, |(_, length)| length);
        *first = first.get(length..).unwrap_or_default().to_owned();
        text.retain(|inline| !matches!(inline, Inline::Text { text } if text.is_empty()));
    }
    block
}

/// The mark of an item, counted from 1.
fn name(marks: Marks, number: usize) -> Option<String> {
    match marks {
        Marks::Letters => {
            let letter = u8::try_from((number - 1) % 26).ok()? + b'a';
            Some(char::from(letter).to_string().repeat((number - 1) / 26 + 1))
        }
        Marks::Roman => Some(roman(number)),
        Marks::Bullets | Marks::Figures => None,
    }
}

fn roman(mut number: usize) -> String {
    const FIGURES: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut text = String::new();
    for (value, figure) in FIGURES {
        while number >= value {
            text.push_str(figure);
            number -= value;
        }
    }
    text
}
