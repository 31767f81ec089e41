//! Letters of fonts that are pictures, as the characters that mean the same everywhere.

/// Marks that are met in plans: font, place in it, character. Both ways to write the place are met, with and
/// without the private area of F000 around it.
const MARKS: [(&str, u32, char); 43] = [
    ("wingdings", 0x4a, '☺'),
    ("wingdings", 0x4b, '😐'),
    ("wingdings", 0x4c, '☹'),
    ("wingdings", 0x6c, '●'),
    ("wingdings", 0x6e, '■'),
    ("wingdings", 0x6f, '□'),
    ("wingdings", 0x71, '❑'),
    ("wingdings", 0x72, '❒'),
    ("wingdings", 0x75, '◆'),
    ("wingdings", 0x76, '❖'),
    ("wingdings", 0x77, '◆'),
    ("wingdings", 0x9f, '•'),
    ("wingdings", 0xa1, '○'),
    ("wingdings", 0xa7, '▪'),
    ("wingdings", 0xa8, '☐'),
    ("wingdings", 0xab, '★'),
    ("wingdings", 0xd8, '➢'),
    ("wingdings", 0xdf, '←'),
    ("wingdings", 0xe0, '→'),
    ("wingdings", 0xe1, '↑'),
    ("wingdings", 0xe2, '↓'),
    ("wingdings", 0xe7, '←'),
    ("wingdings", 0xe8, '→'),
    ("wingdings", 0xe9, '↑'),
    ("wingdings", 0xea, '↓'),
    ("wingdings", 0xf0, '⇨'),
    ("wingdings", 0xfb, '✗'),
    ("wingdings", 0xfc, '✓'),
    ("wingdings", 0xfd, '☒'),
    ("wingdings", 0xfe, '☑'),
    ("wingdings 2", 0x4f, '✗'),
    ("wingdings 2", 0x50, '✓'),
    ("wingdings 2", 0x51, '☒'),
    ("wingdings 2", 0x52, '☑'),
    ("wingdings 2", 0x97, '●'),
    ("wingdings 2", 0xa3, '☐'),
    ("wingdings 3", 0x22, '→'),
    ("wingdings 3", 0x23, '↑'),
    ("wingdings 3", 0x24, '↓'),
    ("webdings", 0x61, '✓'),
    ("webdings", 0x72, '✗'),
    ("symbol", 0xb7, '•'),
    ("symbol", 0xae, '→'),
];

/// Is a font one of pictures?
pub fn is_pictures(font: &str) -> bool {
    let font = font.trim().to_lowercase();
    font.starts_with("wingdings") || font == "webdings" || font == "symbol"
}

/// What a letter in a font shows, if that is known.
pub fn shown(font: &str, letter: u32) -> Option<char> {
    let font = font.trim().to_lowercase();
    let at = if (0xf000..=0xf0ff).contains(&letter) { letter - 0xf000 } else { letter };
    MARKS.iter().find(|(of, place, _)| *of == font && *place == at).map(|(_, _, shown)| *shown)
}
