//! What commands say at length in a terminal: values to lines of a width, perhaps in colour.
//!
//! Pure: how wide the terminal is and whether it shows colours comes as a [`Look`]. Where there is
//! less room, the columns that matter least go first, then words wrap; no line is ever longer than
//! the width but where a single word is. Words are in English here, those of a plan as its theme has them.

mod diff;
mod layout;
mod status;

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::content::public::{Public, Status, StatusIndex};
use crate::date::Date;
use crate::date::words::Role;
use crate::theme::Theme;

pub use diff::diff;
pub use layout::{Align, Column, Piece, Table, paragraph};
pub use status::status;

/// How a terminal, or what stands in its place, shows text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// In columns.
    pub width: usize,
    pub colour: bool,
}

impl Look {
    /// For files and pipes.
    pub const PLAIN: Self = Self { width: 100, colour: false };
}

/// What a piece of text is, for those who see colours; it never says more than the text does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Heading,
    Faint,
    Good,
    Moving,
    Warning,
    Bad,
    Other,
}

impl Tone {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Good => colour(AnsiColor::Green),
            Self::Moving => colour(AnsiColor::Blue),
            Self::Warning => colour(AnsiColor::Yellow),
            Self::Bad => colour(AnsiColor::Red),
            Self::Other => colour(AnsiColor::Magenta),
        }
    }

    /// The colour of a status, by its name in the theme.
    fn of(status: &Status) -> Self {
        match &*status.colour {
            "green" => Self::Good,
            "blue" => Self::Moving,
            "amber" => Self::Warning,
            "red" => Self::Bad,
            "purple" => Self::Other,
            _ => Self::Plain,
        }
    }

    /// The text in its colour, where there are colours.
    fn paint(self, text: &str, look: Look) -> String {
        if !look.colour || self == Self::Plain || text.is_empty() {
            return text.to_owned();
        }
        let style = self.style();
        format!("{style}{text}{style:#}")
    }
}

/// What is spoken of, and in whose words.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    pub public: &'a Public,
    pub theme: &'a Theme,
    pub look: Look,
}

impl<'a> Voice<'a> {
    fn date(&self, date: Date) -> String {
        self.theme.date(date, Role::Plain)
    }

    fn due(&self, date: Option<Date>) -> String {
        date.map_or_else(String::new, |date| self.theme.date(date, Role::Due))
    }

    /// The label of a status; "no status" where none was reported.
    fn status(&self, status: Option<StatusIndex>) -> Piece<'a> {
        let Some(status) = status.map(|index| &self.public.statuses[index.0]) else {
            return Piece::faint("no status");
        };
        let label = match &status.label {
            Some(label) => label.to_string(),
            None => self.theme.text(&format!("status_{}", status.id)).to_owned(),
        };
        Piece::toned(label, Tone::of(status))
    }

    fn heading(&self, text: &str) -> String {
        let mut lines = String::new();
        for line in layout::wrapped(text, self.look.width) {
            // Writing to a String cannot fail.
            let _ = writeln!(lines, "{}", Tone::Heading.paint(&line, self.look));
        }
        lines
    }
}

/// "1 plan", "2 plans".
pub fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
