//! Text and names as the format wants them.

use crate::writers::package;

/// The most that a cell can hold, in characters.
const LONGEST_TEXT: usize = 32_767;
/// The most characters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// Appends text for an element or an attribute in double quotes. What XML cannot hold is left out; what would
/// read as one of the format's own references to a character is kept from being read so.
pub fn push_text(text: &str, xml: &mut String) {
    let end = if text.len() > LONGEST_TEXT { text.char_indices().nth(LONGEST_TEXT) } else { None };
    let mut rest = end.map_or(text, |(end, _)| &text[..end]);
    while let Some(at) = rest.find('_') {
        package::push_text(&rest[..at], xml);
        xml.push_str(if is_reference(&rest[at..]) { "_x005F_" } else { "_" });
        rest = &rest[at + 1..];
    }
    package::push_text(rest, xml);
}

/// Whether text begins like `_x0041_`, which spreadsheets read as one character.
fn is_reference(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[1] == b'x' && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// The letters of a column: A to Z, then AA.
pub fn column_name(column: usize) -> String {
    let letter = |number: usize| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]);
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        name.insert(0, letter(rest - 1));
        rest = (rest - 1) / 26;
    }
    name
}

/// A name that a sheet can have and that no other has.
pub fn sheet_name(wanted: &str, names: &mut Vec<String>) -> String {
    let fitting = |room: usize| -> String {
        let plain = wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c });
        plain.take(room).collect::<String>().trim_matches(['\'', ' ']).to_owned()
    };
    let taken = |name: &str| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
    let mut name = fitting(LONGEST_NAME);
    let mut number = 1;
    while name.is_empty() || taken(&name) {
        number += 1;
        name = format!("{} {number}", fitting(LONGEST_NAME - 4));
    }
    names.push(name.clone());
    name
}

/// A sheet's name within a reference to its cells.
pub fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(column_name), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn names_of_sheets_are_short_plain_and_their_own() {
        let mut names = Vec::new();
        let mut name = |wanted: &str| sheet_name(wanted, &mut names);
        assert_eq!(name("Costs: 2023/24"), "Costs  2023 24");
        assert_eq!(name("costs: 2023/24"), "costs  2023 24 2");
        assert_eq!(name("'"), " 2");
        assert_eq!(name(&"length".repeat(10)).chars().count(), 31);
    }

    #[test]
    fn text_stays_what_it_is() {
        let mut xml = String::new();
        push_text("a < b & \"c\"\n_x0041_ \u{b}\u{ffff}_x00_", &mut xml);
        assert_eq!(xml, "a &lt; b &amp; &quot;c&quot;\n_x005F_x0041_ _x00_");
    }
}
