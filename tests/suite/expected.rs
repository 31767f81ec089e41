//! Whole outputs, kept in `tests/expected/` for a person to review.

use std::path::Path;

/// Compares with the file of that name; `HEADWAY_EXPECT=write` writes it anew.
pub fn same(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var("HEADWAY_EXPECT").is_ok_and(|wish| wish == "write") {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{name} is not as expected; HEADWAY_EXPECT=write writes it anew. It is now:\n{text}");
}
