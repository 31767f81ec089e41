//! Lines of a width: paragraphs, and tables whose last columns go where there is no room.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::{Look, Tone};

/// A text in one tone.
#[derive(Clone, Debug, Default)]
pub struct Piece<'a> {
    pub text: Cow<'a, str>,
    pub tone: Tone,
}

impl<'a> Piece<'a> {
    pub fn toned(text: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    pub fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self::toned(text, Tone::Plain)
    }

    pub fn faint(text: impl Into<Cow<'a, str>>) -> Self {
        Self::toned(text, Tone::Faint)
    }

    /// A number, faint where it is nothing, else in a tone.
    pub fn number(number: usize, tone: Tone) -> Self {
        Self::toned(number.to_string(), if number == 0 { Tone::Faint } else { tone })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

pub struct Column {
    pub title: &'static str,
    pub align: Align,
    /// Where there is no room for all columns, those with the highest go first; 0 never goes.
    pub goes: u8,
    /// Whether its words may wrap, and to how few columns of the terminal.
    pub narrowest: Option<usize>,
}

impl Column {
    pub const fn text(title: &'static str, goes: u8, narrowest: usize) -> Self {
        Self { title, align: Align::Left, goes, narrowest: Some(narrowest) }
    }

    pub const fn number(title: &'static str, goes: u8) -> Self {
        Self { title, align: Align::Right, goes, narrowest: None }
    }

    pub const fn word(title: &'static str, goes: u8) -> Self {
        Self { title, align: Align::Left, goes, narrowest: None }
    }
}

pub struct Table<'a> {
    /// Those without a title in any column have no row of titles.
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Piece<'a>>>,
    /// In columns of the terminal.
    pub indent: usize,
}

const GAP: usize = 2;

impl Table<'_> {
    pub fn write(&self, look: Look, out: &mut String) {
        if self.rows.is_empty() {
            return;
        }
        let Fit { shown, widths } = self.fit(look.width);
        if self.columns.iter().any(|column| !column.title.is_empty()) {
            let titles: Vec<Piece<'_>> = self.columns.iter().map(|column| Piece::faint(column.title)).collect();
            self.row(&titles, (&shown, &widths), look, out);
        }
        for row in &self.rows {
            self.row(row, (&shown, &widths), look, out);
        }
    }

    /// Which columns are shown, and how wide.
    fn fit(&self, width: usize) -> Fit {
        let natural: Vec<usize> = (0..self.columns.len())
            .map(|at| {
                let cells = self.rows.iter().map(|row| row.get(at).map_or(0, |piece| piece.text.width()));
                cells.chain([self.columns[at].title.width()]).max().unwrap_or(0)
            })
            .collect();
        let has_matter =
            |at: &usize| self.rows.iter().any(|row| row.get(*at).is_some_and(|piece| !piece.text.is_empty()));
        let mut shown: Vec<usize> = (0..self.columns.len()).filter(has_matter).collect();
        let least = |at: usize| self.columns[at].narrowest.map_or(natural[at], |least| least.min(natural[at]));
        let room = width.saturating_sub(self.indent);
        let gaps = |shown: &[usize]| GAP * shown.len().saturating_sub(1);
        while gaps(&shown) + shown.iter().map(|at| least(*at)).sum::<usize>() > room {
            let goes = shown.iter().copied().filter(|at| self.columns[*at].goes > 0);
            let Some(gone) = goes.max_by_key(|at| self.columns[*at].goes) else { break };
            shown.retain(|at| *at != gone);
        }
        let mut widths: Vec<usize> = shown.iter().map(|at| natural[*at]).collect();
        // The widest of those that can wrap gives way until all fit.
        let mut over = (gaps(&shown) + widths.iter().sum::<usize>()).saturating_sub(room);
        while over > 0 {
            let wide = (0..shown.len()).filter(|index| widths[*index] > least(shown[*index]));
            let Some(widest) = wide.max_by_key(|index| widths[*index]) else { break };
            widths[widest] -= 1;
            over -= 1;
        }
        // Words seldom fill the room that they wrap in.
        for (at, width) in shown.iter().zip(&mut widths).filter(|(at, width)| **width < natural[**at]) {
            let texts = self.rows.iter().map(|row| row.get(*at).map_or("", |piece| &piece.text));
            let lines = texts.chain([self.columns[*at].title]).flat_map(|text| wrapped(text, *width));
            *width = lines.map(|line| line.width()).max().unwrap_or(*width);
        }
        Fit { shown, widths }
    }

    fn row(&self, cells: &[Piece<'_>], (shown, widths): (&[usize], &[usize]), look: Look, out: &mut String) {
        let texts: Vec<Vec<String>> = shown
            .iter()
            .zip(widths)
            .map(|(at, width)| wrapped(cells.get(*at).map_or("", |cell| &cell.text), *width))
            .collect();
        let height = texts.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut text = " ".repeat(self.indent);
            let mut owed = 0;
            for ((at, width), lines) in shown.iter().zip(widths).zip(&texts) {
                let part = lines.get(line).map_or("", String::as_str);
                let rest = width.saturating_sub(part.width());
                let before = if self.columns[*at].align == Align::Right { rest } else { 0 };
                if part.is_empty() {
                    owed += width;
                } else {
                    let tone = cells.get(*at).map_or(Tone::Plain, |cell| cell.tone);
                    // Blanks are written only before what follows them, so that no line ends in them.
                    let _ = write!(text, "{:1$}{2}", "", owed + before, tone.paint(part, look));
                    owed = rest - before;
                }
                owed += GAP;
            }
            let _ = writeln!(out, "{}", text.trim_end());
        }
    }
}

struct Fit {
    /// Places in the list of columns.
    shown: Vec<usize>,
    widths: Vec<usize>,
}

/// The words in lines of at most this width, but where a word is longer; at least one line.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// A text in lines behind an indent.
pub fn paragraph(piece: &Piece<'_>, indent: usize, look: Look, out: &mut String) {
    for line in wrapped(&piece.text, look.width.saturating_sub(indent)) {
        if line.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{:indent$}{}", "", piece.tone.paint(&line, look));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(width: usize) -> String {
        let columns = vec![
            Column::word("Ref", 0),
            Column::text("Title", 0, 10),
            Column::number("Days", 1),
            Column::word("Who", 2),
        ];
        let rows = [["9a", "A workforce strategy for all", "12", "Director"], ["10", "Örtliche Dienste", "", "Chief"]];
        let rows = rows.iter().map(|row| row.iter().map(|cell| Piece::plain(*cell)).collect()).collect();
        let mut out = String::new();
        Table { columns, rows, indent: 2 }.write(Look { width, colour: false }, &mut out);
        out
    }

    #[test]
    fn columns_go_and_words_wrap_as_the_room_gets_less() {
        let wide = "  Ref  Title                         Days  Who\n  \
                    9a   A workforce strategy for all    12  Director\n  \
                    10   Örtliche Dienste                    Chief\n";
        assert_eq!(table(80), wide);
        let wrapped = "  Ref  Title             Days  Who\n  \
                       9a   A workforce         12  Director\n       strategy for all\n  \
                       10   Örtliche Dienste        Chief\n";
        assert_eq!(table(41), wrapped);
        let narrow = "  Ref  Title      Days\n  9a   A            12\n       workforce\n       strategy\n       \
                      for all\n  10   Örtliche\n       Dienste\n";
        assert_eq!(table(23), narrow);
        assert!(table(1).lines().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn a_long_word_stands_alone() {
        assert_eq!(wrapped("an incomprehensibility of it", 6), ["an", "incomprehensibility", "of it"]);
    }
}
