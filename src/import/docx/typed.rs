//! Lists that were typed, with a dash or a dot before each line, instead of made with Word's button.

use crate::import::lines::item;
use crate::import::source::{Kind, Paragraph, Run};

/// A paragraph as it is, or as items and lines if it, or one of its lines, begins with a mark.
pub fn paragraphs(paragraph: Paragraph) -> Vec<Paragraph> {
    let text = paragraph.text();
    let is_list = paragraph.kind == Kind::Plain
        && paragraph.label.is_none()
        && text.split('\n').any(|line| item(line.trim_start()).is_some());
    if !is_list {
        return vec![paragraph];
    }
    lines(paragraph.runs).into_iter().filter(|line| !line.is_empty()).map(typed).collect()
}

fn lines(runs: Vec<Run>) -> Vec<Paragraph> {
    let mut lines = vec![Paragraph::default()];
    for run in runs {
        for (at, text) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Paragraph::default());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.runs.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    lines
}

/// A line, as an item without its mark if it has one.
fn typed(mut line: Paragraph) -> Paragraph {
    let text = line.text();
    let words = item(text.trim_start());
    if words.is_some() {
        line.kind = Kind::Bullet(0);
    }
    let mut before = text.len() - words.unwrap_or_else(|| text.trim_start()).len();
    for run in &mut line.runs {
        let cut = before.min(run.text.len());
        run.text.drain(..cut);
        before -= cut;
    }
    line.runs.retain(|run| !run.text.is_empty());
    line
}
