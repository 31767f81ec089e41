//! Where links lead: addresses as relationships of a part, headings as bookmarks.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Destination, Document};
use crate::writers::package::{OFFICE, escaped};

/// The most characters of a bookmark's name, less what tells two of them apart.
const LONGEST_NAME: usize = 34;

/// The addresses that a part names, each once.
#[derive(Default)]
pub struct Relations(Vec<String>);

impl Relations {
    /// The id of the relationship to an address: `link1`.
    pub fn id(&mut self, address: String) -> String {
        let at = self.0.iter().position(|known| *known == address).unwrap_or_else(|| {
            self.0.push(address);
            self.0.len() - 1
        });
        format!("link{}", at + 1)
    }

    pub fn elements(&self) -> String {
        let mut xml = String::new();
        for (number, address) in (1..).zip(&self.0) {
            put!(
                xml,
                "<Relationship Id=\"link{number}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                escaped(address)
            );
        }
        xml
    }
}

/// The whole address of a destination outside the document, if it has one that Word takes for an address: a file
/// with any other does not open.
pub fn address(to: &Destination, base_url: Option<&str>) -> Option<String> {
    match to {
        Destination::Here(_) => None,
        Destination::Elsewhere(address) => uri(address),
        Destination::Site(path) => uri(&format!("{}{path}", base_url?)),
    }
}

/// An address in the characters of RFC 3986, all others percent-encoded; `None` if it cannot be one.
fn uri(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let (start, rest) = match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let host = rest.split(['/', '?', '#']).next()?;
            let (name, port) = host.split_once(':').unwrap_or((host, ""));
            let is_name = |c: char| c.is_alphanumeric() || "-._".contains(c);
            let is_host = !name.is_empty() && name.chars().all(is_name) && name.chars().any(char::is_alphanumeric);
            if !is_host || (!port.is_empty() && port.parse::<u16>().is_err()) {
                return None;
            }
            (format!("{scheme}://"), rest)
        }
        "mailto" | "tel" if !rest.is_empty() => (format!("{scheme}:"), rest),
        _ => return None,
    };
    let mut uri = start;
    let mut has_fragment = false;
    for (at, byte) in rest.bytes().enumerate() {
        let is_code = || rest.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let stays = match byte {
            b'#' => !std::mem::replace(&mut has_fragment, true),
            b'%' => is_code(),
            byte => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if stays {
            uri.push(char::from(byte));
        } else {
            put!(uri, "%{byte:02X}");
        }
    }
    Some(uri)
}

/// The names of headings as Word takes them: letters, digits and low lines, forty at most. A low line in front
/// keeps them out of the list that an author sees.
pub struct Bookmarks {
    names: BTreeMap<String, String>,
    written: BTreeSet<String>,
}

impl Bookmarks {
    pub fn of(document: &Document) -> Self {
        let mut names = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for section in &document.sections {
            add(&section.blocks, &mut names, &mut taken);
        }
        Self { names, written: BTreeSet::new() }
    }

    /// The bookmark of a heading, if there is such a heading.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// The name and number of a bookmark that is set now; no heading has it twice.
    pub fn set(&mut self, id: &str) -> Option<(String, usize)> {
        let name = self.names.get(id)?;
        self.written.insert(name.clone()).then(|| (name.clone(), self.written.len()))
    }
}

fn add(blocks: &[Block], names: &mut BTreeMap<String, String>, taken: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) if !names.contains_key(&heading.id) => {
                let plain = heading.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
                let stem = format!("_{}", plain.take(LONGEST_NAME).collect::<String>());
                let mut name = stem.clone();
                let mut number = 1;
                // Word does not tell capitals from small letters here.
                while !taken.insert(name.to_ascii_lowercase()) {
                    number += 1;
                    name = format!("{stem}_{number}");
                }
                names.insert(heading.id.clone(), name);
            }
            Block::List(list) => list.items.iter().for_each(|item| add(item, names, taken)),
            Block::Facts { items } => items.iter().for_each(|fact| add(&fact.value, names, taken)),
            Block::Note { blocks } | Block::Quote { blocks } => add(blocks, names, taken),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| add(&cell.blocks, names, taken)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn an_address_is_one_that_word_opens_or_none() {
        let kept = ["https://example.org/a?b=c#d", "mailto:clerk@example.org", "tel:+441632960001", "http://x:8080/"];
        for address in kept {
            assert_eq!(uri(address).as_deref(), Some(address));
        }
        let mended = [
            ("HTTPS://example.org/a b", "https://example.org/a%20b"),
            ("https://example.org/ŵ%zz%20", "https://example.org/%C5%B5%25zz%20"),
            ("https://example.org/#a#b<", "https://example.org/#a%23b%3C"),
        ];
        for (address, expected) in mended {
            assert_eq!(uri(address).as_deref(), Some(expected));
        }
        for address in
            ["", "example.org", "javascript:x", "https://", "http:///a", "https://a:b/", "https://a b/", "mailto:"]
        {
            assert_eq!(uri(address), None, "{address}");
        }
    }
}
