//! Numbers of headings and paragraphs, through all sections of a paper; appendices have none.

use std::ops::Range;

use crate::content::public::paper;
use crate::document::{Block, List, Marks, Number, Numbering};

/// Numbers the blocks, and says how it was done. Sections that are counted leave no paragraph out.
pub fn count(blocks: &mut [Block], without: &[Range<usize>], how: paper::Numbering, start: u32) -> Numbering {
    match how {
        paper::Numbering::None => Numbering::None,
        paper::Numbering::Paragraphs => {
            let mut next = start;
            for (index, block) in blocks.iter_mut().enumerate() {
                let is_counted = !without.iter().any(|stretch| stretch.contains(&index));
                if let (Block::Paragraph(paragraph), true) = (&mut *block, is_counted) {
                    paragraph.number = Some(Number { depth: 1, text: next.to_string() });
                    next += 1;
                }
                letter(block, 0);
            }
            Numbering::Paragraphs { start }
        }
        paper::Numbering::Sections => {
            by_section(blocks, start);
            Numbering::Sections { start }
        }
    }
}

fn by_section(blocks: &mut [Block], start: u32) {
    // The figures reached; what stands before the first heading has none.
    let mut first: Option<u32> = None;
    let (mut second, mut third) = (0, 0);
    let mut is_below_second = false;
    for block in blocks {
        match block {
            Block::Heading(heading) if heading.level == 1 => {
                first = Some(first.map_or(start, |first| first + 1));
                (second, is_below_second) = (0, false);
                heading.number = first.map(|first| number(&[first]));
            }
            Block::Heading(heading) if heading.level == 2 => {
                (second, third, is_below_second) = (second + 1, 0, true);
                heading.number = first.map(|first| number(&[first, second]));
            }
            Block::Paragraph(paragraph) if is_below_second => {
                third += 1;
                paragraph.number = first.map(|first| number(&[first, second, third]));
            }
            Block::Paragraph(paragraph) => {
                second += 1;
                paragraph.number = first.map(|first| number(&[first, second]));
            }
            block => letter(block, 0),
        }
    }
}

fn number(figures: &[u32]) -> Number {
    let text: Vec<String> = figures.iter().map(ToString::to_string).collect();
    Number { depth: u8::try_from(figures.len()).unwrap_or(u8::MAX), text: text.join(".") }
}

/// Beside numbered paragraphs, lists have letters, and Roman figures within.
fn letter(block: &mut Block, depth: usize) {
    match block {
        Block::List(List { marks, items, .. }) => {
            let inner = depth + usize::from(*marks != Marks::Bullets);
            if *marks == Marks::Figures {
                *marks = if depth == 0 { Marks::Letters } else { Marks::Roman };
            }
            items.iter_mut().flatten().for_each(|block| letter(block, inner));
        }
        Block::Quote { blocks } | Block::Note { blocks } => blocks.iter_mut().for_each(|block| letter(block, depth)),
        _ => {}
    }
}
