//! Whether every letter can be printed: one that no font has would be an empty box to eyes and nothing to ears.

use typst::text::Font;

use super::Fault;

/// How many letters around the one at fault are shown.
const AROUND: usize = 16;

/// The first place of each letter that no font has, in a document as JSON.
pub(super) fn faults(document: &str, fonts: &[Font]) -> Vec<Fault> {
    let mut told: Vec<char> = Vec::new();
    let mut found = Vec::new();
    let Ok(document) = serde_json::from_str::<serde_json::Value>(document) else { return found };
    let mut left = vec![&document];
    while let Some(value) = left.pop() {
        match value {
            serde_json::Value::String(text) => {
                let unknown = text.char_indices().filter(|(_, letter)| !is_printable(*letter, fonts));
                for (at, letter) in unknown {
                    if !told.contains(&letter) {
                        told.push(letter);
                        found.push(fault(letter, &around(text, at)));
                    }
                }
            }
            serde_json::Value::Array(items) => left.extend(items.iter().rev()),
            serde_json::Value::Object(items) => left.extend(items.values().rev()),
            _ => {}
        }
    }
    found
}

fn is_printable(letter: char, fonts: &[Font]) -> bool {
    // White space and what only says how its neighbours join or break have no shape.
    let is_shapeless = matches!(letter, '\n' | '\t' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
    let is_known = || fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)));
    let is_private = matches!(letter, '\u{E000}'..='\u{F8FF}');
    is_shapeless || letter.is_ascii_graphic() || letter == ' ' || (!is_private && !letter.is_control() && is_known())
}

fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(AROUND).collect();
    before.into_iter().rev().chain(text[at..].chars().take(AROUND)).filter(|letter| !letter.is_control()).collect()
}

fn fault(letter: char, around: &str) -> Fault {
    let code = u32::from(letter);
    let shown = if letter.is_control() { String::new() } else { format!(" `{letter}`") };
    Fault::of_document(
        format!(
            "the character{shown} (U+{code:04X}) in `{around}` is in none of the theme's fonts, and cannot be printed"
        ),
        "write it another way, or add a font that has it to `paper/fonts/` of your theme and name it in `paper/paper.typ`",
    )
}
