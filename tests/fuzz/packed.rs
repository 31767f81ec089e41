//! Fuzz targets of what reads the documents of other programs: whatever the bytes are, [`read`] answers or refuses,
//! without a panic, in little time and memory.
//!
//! Each target gives its reader parts that are packed well, so that what is tried is the reader and not the zip; `any`
//! gives the bytes as they are. Run one with `cargo-fuzz` and a nightly compiler, from the root of the repository:
//!
//! ```text
//! cargo install cargo-fuzz
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz --target-dir target/fuzz docx -- -timeout=10 -rss_limit_mb=1024
//! ```
//!
//! What it finds becomes a case of `tests/suite/import_read/hostile.rs` before it is mended.
//!
//! [`read`]: headway::import::read::read

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// What stands between the parts in the bytes of a fuzzer.
const BETWEEN: &[u8] = b"\n---\n";

/// An office file whose parts of these names have the pieces of `bytes` in turn, beside parts that are fixed.
pub fn packed(fixed: &[(&str, &str)], names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut rest = bytes;
    let free = names.iter().map(|name| {
        let end = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        let (piece, behind) = end.map_or((rest, &[][..]), |end| (&rest[..end], &rest[end + BETWEEN.len()..]));
        rest = behind;
        (*name, piece)
    });
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, piece) in fixed.chain(free) {
        zip.start_file(name, options).expect("the names are good");
        zip.write_all(piece).expect("memory takes all");
    }
    zip.finish().expect("memory takes all").into_inner()
}

/// `_rels/.rels` of a file whose main part this is.
pub fn root(main: &str) -> String {
    relations(&[("officeDocument", main)])
}

/// Relationships to parts of these kinds, with ids `r0` and on.
pub fn relations(all: &[(&str, &str)]) -> String {
    let one =
        |(at, (kind, target)): (usize, &(&str, &str))| format!(r#"<r Id="r{at}" Type="x/{kind}" Target="{target}"/>"#);
    format!("<rs>{}</rs>", all.iter().enumerate().map(one).collect::<String>())
}

/// `[Content_Types].xml` that says what the main part is.
pub fn types(main: &str, kind: &str) -> String {
    format!(r#"<Types><Override PartName="/{main}" ContentType="{kind}"/></Types>"#)
}
