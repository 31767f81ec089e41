//! The text of one cell, where a program knows no paragraphs: each line is one, and lists are typed with marks.

use super::source::{Kind, Paragraph};

/// Marks that nobody types at the begin of a line but for a list.
const MARKS: [char; 10] = ['•', '●', '○', '◦', '▪', '■', '‣', '⁃', '\u{f0b7}', '\u{f0a7}'];
/// Marks that are one only with a space behind them.
const DASHES: [char; 5] = ['-', '–', '—', '*', '·'];

/// Its lines that have words.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    // How far each level of a list that is open stands in.
    let mut levels: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        let words = clean(line);
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        let Some(item) = item(words) else {
            levels.clear();
            all.push(Paragraph::plain(words));
            continue;
        };
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        levels.retain(|level| *level <= indent);
        if levels.last() != Some(&indent) {
            levels.push(indent);
        }
        let depth = u8::try_from(levels.len() - 1).unwrap_or(u8::MAX);
        all.push(Paragraph { kind: Kind::Bullet(depth), ..Paragraph::plain(item) });
    }
    all
}

/// The words of an item of a list, without its mark.
pub fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(MARKS).or_else(|| {
        let rest = line.strip_prefix(DASHES)?;
        rest.starts_with(char::is_whitespace).then_some(rest)
    });
    // Word's mark of the second level comes as a letter and a tab.
    let rest = rest.or_else(|| line.strip_prefix("o\t"))?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// Text without what nobody sees: control characters, soft hyphens, marks of byte order.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| *c == '\t' || *c == '\n' || !(c.is_control() || matches!(c, '\u{ad}' | '\u{feff}')))
        .collect()
}
