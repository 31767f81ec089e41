//! What a cell says by its colour alone: in many plans "RAG" is a red, amber or green cell without a word.
//!
//! Its name is written into the cell, as one would say who reads the plan aloud; what it means is not decided here.
//! The colour of a whole row, a pale one, or that of a heading is decoration.

use std::collections::BTreeMap;

use super::source::{Block, Paragraph, Row, Source};

/// How far the strongest of red, green and blue stands from the weakest in a colour that says something.
const STRONG: u8 = 96;

/// The pale ones that Excel offers by name: bad, neutral, good.
const OFFERED: [([u8; 3], &str); 3] =
    [([0xff, 0xc7, 0xce], "Red"), ([0xff, 0xeb, 0x9c], "Amber"), ([0xc6, 0xef, 0xce], "Green")];

pub fn named(source: &mut Source) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for block in &mut source.blocks {
        let Block::Table(table) = block else { continue };
        for row in &mut table.rows {
            row_named(row, &mut counts);
        }
    }
    if !counts.is_empty() {
        let list: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {}", name.to_lowercase())).collect();
        source.left_out.push(format!("colours of cells without a word, read as their names: {}", list.join(", ")));
    }
}

fn row_named(row: &mut Row, counts: &mut BTreeMap<&'static str, usize>) {
    if row.repeats {
        return;
    }
    for at in 0..row.cells.len() {
        let cell = &row.cells[at];
        let is_alone =
            !row.cells.iter().enumerate().any(|(other, cell)| other != at && cell.fill == row.cells[at].fill);
        if !cell.paragraphs.is_empty() || !is_alone || cell.columns > 1 {
            continue;
        }
        let Some(name) = cell.fill.and_then(name) else { continue };
        row.cells[at].paragraphs.push(Paragraph::plain(name));
        *counts.entry(name).or_default() += 1;
    }
}

/// What one calls a colour that says something.
fn name(colour: [u8; 3]) -> Option<&'static str> {
    if let Some((_, name)) = OFFERED.iter().find(|(offered, _)| *offered == colour) {
        return Some(name);
    }
    let [red, green, blue] = colour.map(i32::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread < i32::from(STRONG) {
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
        -20..=15 => Some("Red"),
        16..=50 => Some("Amber"),
        51..=68 => Some("Yellow"),
        69..=170 => Some("Green"),
        180..=250 => Some("Blue"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::name;
    use crate::import::colour;

    #[test]
    fn colours_have_the_names_that_people_give_them() {
        let named = |text: &str| name(colour(text).unwrap());
        for (text, expected) in [
            ("FF0000", Some("Red")),
            ("C00000", Some("Red")),
            ("FFC000", Some("Amber")),
            ("FF9900", Some("Amber")),
            ("FFFF00", Some("Yellow")),
            ("92D050", Some("Green")),
            ("00B050", Some("Green")),
            ("00FF00", Some("Green")),
            ("C6EFCE", Some("Green")),
            ("0070C0", Some("Blue")),
            ("C6D9F1", None),
            ("D9D9D9", None),
            ("7030A0", None),
            ("000000", None),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }
}
