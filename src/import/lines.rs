//! Lists and paragraphs that were typed: a mark at the begin of a line, an end of a line where a new paragraph is meant.
//!
//! In the cells of a workbook or of a table as text nothing else is possible; in Word it is met as well.

use super::source::{Kind, Paragraph, Run};

/// Marks that nobody types at the begin of a line but for a list.
const MARKS: [char; 10] = ['•', '●', '○', '◦', '▪', '■', '‣', '⁃', '\u{f0b7}', '\u{f0a7}'];
/// Marks that are one only with a space behind them.
const DASHES: [char; 5] = ['-', '–', '—', '*', '·'];

/// The lines of a text that have words.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    of_runs(vec![Run { text: text.to_owned(), ..Run::default() }])
}

/// The lines of a text of several looks that have words.
pub fn of_runs(runs: Vec<Run>) -> Vec<Paragraph> {
    // How far each level of a list that is open stands in.
    let mut levels: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for mut line in lines(runs) {
        let text = line.text();
        if text.trim().is_empty() {
            continue;
        }
        let words = text.trim_start();
        let mut begin = text.len() - words.len();
        if let Some(item) = item(words) {
            let is_second = words.starts_with('o') && !levels.is_empty();
            let indent = text.chars().take_while(|c| c.is_whitespace()).count() + usize::from(is_second);
            levels.retain(|level| *level <= indent);
            if levels.last() != Some(&indent) {
                levels.push(indent);
            }
            line.kind = Kind::Bullet(u8::try_from(levels.len() - 1).unwrap_or(u8::MAX));
            begin = text.len() - item.len();
        } else {
            levels.clear();
        }
        cut(&mut line.runs, begin, text.len() - text.trim_end().len());
        all.push(line);
    }
    all
}

/// A paragraph as it is, or as lines and items if one of its lines begins with a mark.
pub fn typed(paragraph: Paragraph) -> Vec<Paragraph> {
    let is_list = paragraph.kind == Kind::Plain
        && paragraph.label.is_none()
        && paragraph.text().split('\n').any(|line| item(line.trim_start()).is_some());
    if is_list { of_runs(paragraph.runs) } else { vec![paragraph] }
}

fn lines(runs: Vec<Run>) -> Vec<Paragraph> {
    let mut lines = vec![Paragraph::default()];
    for run in runs {
        for (at, text) in run.text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']).enumerate() {
            if at > 0 {
                lines.push(Paragraph::default());
            }
            let text = clean(text);
            let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) else { continue };
            match line.runs.last_mut() {
                Some(last) if (last.bold, last.italic, &last.link) == (run.bold, run.italic, &run.link) => {
                    last.text.push_str(&text);
                }
                _ => line.runs.push(Run { text, bold: run.bold, italic: run.italic, link: run.link.clone() }),
            }
        }
    }
    lines
}

/// Takes so many bytes away from the begin and the end.
fn cut(runs: &mut Vec<Run>, mut begin: usize, mut end: usize) {
    for run in runs.iter_mut() {
        let part = begin.min(run.text.len());
        run.text.drain(..part);
        begin -= part;
    }
    for run in runs.iter_mut().rev() {
        let part = end.min(run.text.len());
        run.text.truncate(run.text.len() - part);
        end -= part;
    }
    runs.retain(|run| !run.text.is_empty());
}

/// The words of an item of a list, without its mark.
fn item(line: &str) -> Option<&str> {
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
