//! How a table was written as text, found out from the text: no file says it of itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::read::Refusal;

/// What may stand between cells. Of equals the first wins.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of a file is looked at for it, in bytes.
const SAMPLE: usize = 1 << 20;
/// How much of a file is looked at to see whether it is text at all.
const BEGIN: usize = 4096;

/// The text, without its mark of byte order.
pub fn text<'a>(bytes: &'a [u8], left_out: &mut Vec<String>) -> Result<Cow<'a, str>, Refusal> {
    let text = match Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| utf_16(bytes)) {
        Some(encoding) => encoding.decode(bytes).0,
        None => std::str::from_utf8(bytes).map_or_else(|_| damaged(bytes, left_out), Cow::Borrowed),
    };
    let is_odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    let begin: Vec<char> = text.chars().take(BEGIN).collect();
    let odd = begin.iter().filter(|c| is_odd(c)).count();
    if odd > 3 && odd * 50 > begin.len() {
        return Err(Refusal::new(
            "the file is neither a document, a workbook nor a table of text",
            "save the plan as a Word document (.docx), a workbook (.xlsx) or CSV, and import that",
        ));
    }
    Ok(text)
}

/// Text that is not UTF-8 throughout: UTF-8 in which a few letters were damaged, or of the days before it.
fn damaged<'a>(bytes: &'a [u8], left_out: &mut Vec<String>) -> Cow<'a, str> {
    let text = String::from_utf8_lossy(bytes);
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let whole = text.chars().filter(|letter| !letter.is_ascii()).count() - lost;
    if whole > lost * 4 {
        left_out.push(format!("letters of the file that are damaged, and stand as `�`: {lost}"));
        return text;
    }
    left_out.push(
        "the file does not say how its letters are written and was read as Western European (Windows-1252); \
         if letters are wrong, save it as CSV UTF-8"
            .to_owned(),
    );
    WINDOWS_1252.decode(bytes).0
}

/// Text of two bytes a letter without a mark: every other byte is nought.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let begin = &bytes[..bytes.len().min(BEGIN)];
    let noughts = |from: usize| begin.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (noughts(0), noughts(1));
    let many = begin.len() / 3;
    if odd > many && even * 10 < odd {
        Some(UTF_16LE)
    } else if even > many && odd * 10 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What stands between the cells, and the text without a first line that says it (`sep=;`, as Excel takes it).
pub fn delimiter(text: &str) -> (&str, u8) {
    if let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep=")) {
        let line = rest.lines().next().unwrap_or_default();
        let first = line.trim_end_matches('"').as_bytes();
        if let [delimiter] = first
            && delimiter.is_ascii()
            && !matches!(delimiter, b'"' | b'\r' | b'\n')
        {
            let rest = rest[line.len()..].trim_start_matches('\r');
            return (rest.strip_prefix('\n').unwrap_or(rest), *delimiter);
        }
    }
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let best = DELIMITERS.iter().rev().max_by_key(|delimiter| fit(&text.as_bytes()[..end], **delimiter));
    (text, *best.unwrap_or(&b','))
}

/// Where in a row a scan is.
#[derive(Clone, Copy, PartialEq)]
enum At {
    RowBegin,
    CellBegin,
    Words,
    Quotation,
    /// Behind a quotation mark that closes, or is the first of two that mean one.
    Closed,
}

/// How well a delimiter fits: how many in a thousand rows have the usual number of cells, then that number.
fn fit(text: &[u8], delimiter: u8) -> (usize, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut cells = 1;
    let mut at = At::RowBegin;
    for byte in text.iter().chain(b"\n") {
        at = match (at, *byte) {
            (At::Quotation, b'"') => At::Closed,
            (At::RowBegin | At::CellBegin | At::Closed, b'"') => At::Quotation,
            (At::Quotation, _) | (At::RowBegin, b'\n' | b'\r') => at,
            (_, b'\n' | b'\r') => {
                *counts.entry(cells).or_default() += 1;
                cells = 1;
                At::RowBegin
            }
            (_, byte) if byte == delimiter => {
                cells += 1;
                At::CellBegin
            }
            _ => At::Words,
        };
    }
    let rows: usize = counts.values().sum();
    let usual = counts.iter().filter(|(cells, _)| **cells > 1).max_by_key(|(cells, rows)| (**rows, **cells));
    usual.map_or((0, 0), |(cells, of)| (of * 1000 / rows.max(1), *cells))
}
