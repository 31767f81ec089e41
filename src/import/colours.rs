//! What a cell says by its colour alone: in many plans "RAG" is a red, amber or green cell without a word.
//!
//! What a colour means is not decided here. A pale one, and that of a whole row, is decoration.

use super::source::{Cell, Row};

/// How far the strongest of red, green and blue stands from the weakest in a colour that says something.
const STRONG: i32 = 96;

/// The pale ones that Excel offers by name: bad, neutral, good.
const OFFERED: [([u8; 3], &str); 3] =
    [([0xff, 0xc7, 0xce], "red"), ([0xff, 0xeb, 0x9c], "amber"), ([0xc6, 0xef, 0xce], "green")];

/// The name of what a cell of a row says by its colour.
pub fn said(row: &Row, cell: &Cell) -> Option<&'static str> {
    let name = name(cell)?;
    let is_alone = !row.cells.iter().any(|other| other.column != cell.column && other.fill == cell.fill);
    is_alone.then_some(name)
}

/// The name of the colour of a cell without words, if it is one that says something.
pub fn name(cell: &Cell) -> Option<&'static str> {
    let is_silent = cell.is_empty() && cell.paragraphs.iter().all(|paragraph| paragraph.label.is_none());
    cell.fill.filter(|_| is_silent).and_then(named)
}

fn named(colour: [u8; 3]) -> Option<&'static str> {
    if let Some((_, name)) = OFFERED.iter().find(|(offered, _)| *offered == colour) {
        return Some(name);
    }
    let [red, green, blue] = colour.map(i32::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread < STRONG {
        return None;
    }
    // Degrees on the wheel of colours from red.
    let hue = if most == red {
        60 * (green - blue) / spread
    } else if most == green {
        120 + 60 * (blue - red) / spread
    } else {
        240 + 60 * (red - green) / spread
    };
    match hue {
        -20..=15 => Some("red"),
        16..=50 => Some("amber"),
        51..=68 => Some("yellow"),
        69..=170 => Some("green"),
        180..=250 => Some("blue"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::import::colour;

    #[test]
    fn colours_have_the_names_that_people_give_them() {
        let seen = |text: &str| named(colour(text).unwrap());
        for (text, expected) in [
            ("FF0000", Some("red")),
            ("C00000", Some("red")),
            ("FFC000", Some("amber")),
            ("FF9900", Some("amber")),
            ("FFFF00", Some("yellow")),
            ("92D050", Some("green")),
            ("00B050", Some("green")),
            ("00FF00", Some("green")),
            ("C6EFCE", Some("green")),
            ("0070C0", Some("blue")),
            ("C6D9F1", None),
            ("D9D9D9", None),
            ("7030A0", None),
            ("000000", None),
        ] {
            assert_eq!(seen(text), expected, "{text}");
        }
    }
}
