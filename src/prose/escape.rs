//! Text and addresses as HTML: the only functions that let an author's bytes into a page.

/// What stands for a byte of text, if not the byte itself. Control characters that neither HTML nor XML
/// allows are left out, since pages travel in feeds too.
const fn replacement(byte: u8) -> Option<&'static str> {
    match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        b'\t' | b'\n' | b'\r' | b' '.. => None,
        _ => Some(""),
    }
}

/// Most text has nothing to replace, and a table tells so faster than comparisons.
const IS_REPLACED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < b'@' {
        table[byte as usize] = replacement(byte).is_some();
        byte += 1;
    }
    table
};

/// Writes text for an element or for an attribute in double quotes.
pub(super) fn text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| IS_REPLACED[usize::from(byte)]) {
        out.push_str(&rest[..at]);
        out.push_str(replacement(rest.as_bytes()[at]).unwrap_or_default());
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Writes an address for an attribute in double quotes: what may not stand in an address is
/// percent-encoded; a `%` stays, so that what an author has encoded is not encoded twice.
pub(super) fn address(address: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"!#$%()*+,-./:;=?@_~".contains(&byte) => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                out.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
}
