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

/// A file of Office before 2007 with one stream: a table of sectors, the directory, and what the stream holds.
pub fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    // So much does one sector of the table tell of, and a stream that is shorter than the least would stand elsewhere.
    let length = bytes.len().clamp(4096, 126 * SECTOR);
    let sectors = length.div_ceil(SECTOR);
    let word = |number: usize| u32::try_from(number).expect("it is small").to_le_bytes();
    let (end, free) = (0xffff_fffe_usize, 0xffff_ffff_usize);
    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.resize(24, 0);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.resize(44, 0);
    for number in [1, 1, 0, 4096, end, 0, end, 0, 0] {
        file.extend(word(number));
    }
    file.resize(SECTOR, 0xff);
    let chain = (3..sectors + 2).chain([end]);
    let table = [0xffff_fffd, end].into_iter().chain(chain).chain(std::iter::repeat(free)).take(SECTOR / 4);
    file.extend(table.flat_map(word));
    for (name, kind, start, length) in [("Root Entry", 5, end, 0), (name, 2, 2, length)] {
        let begin = file.len();
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(begin + 66, 0);
        file.push(kind);
        file.resize(begin + 116, 0);
        file.extend(word(start));
        file.extend(word(length));
        file.resize(begin + 128, 0);
    }
    file.resize(3 * SECTOR, 0);
    file.extend(bytes.iter().take(length));
    file.resize((3 + sectors) * SECTOR, 0);
    file
}
