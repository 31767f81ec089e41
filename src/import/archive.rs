//! A zip that may be anything: its entries by name, none larger than is sensible, however small they look packed.

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8};
use zip::ZipArchive;
use zip::result::ZipError;

use super::read::Refusal;

/// Of one entry, unpacked. The XML of a plan of 10,000 rows is a fifth of it.
const LARGEST: u64 = 64 << 20;
/// Of all that is read of a file.
const LARGEST_TOTAL: u64 = 256 << 20;

pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// What may still be read.
    left: u64,
}

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Refusal::new(
                "the file is cut short or damaged: the list of its parts, at its end, cannot be read",
                "fetch it again from where it came from; if its own program opens it, save it there under another name",
            )
        })?;
        Ok(Self { zip, left: LARGEST_TOTAL })
    }

    /// What an entry is called in the file, for a name that may differ in upper and lower case.
    pub fn find(&self, name: &str) -> Option<String> {
        if self.zip.index_for_name(name).is_some() {
            return Some(name.to_owned());
        }
        let mut names = self.zip.file_names().flatten();
        names.find(|known| known.eq_ignore_ascii_case(name)).map(std::borrow::Cow::into_owned)
    }

    /// The bytes of an entry; `None` if there is none of this name.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(name) = self.find(name) else { return Ok(None) };
        let limit = self.left.min(LARGEST);
        let mut bytes = Vec::new();
        let read = self
            .zip
            .by_name(&name)
            .and_then(|entry| entry.take(limit + 1).read_to_end(&mut bytes).map_err(ZipError::Io));
        if read.is_err() {
            return Err(Refusal::new(
                format!("`{name}` in the file is damaged and cannot be unpacked"),
                "fetch the file again from where it came from; if its own program opens it, save it there under another name",
            ));
        }
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > limit {
            return Err(Refusal::new(
                format!("`{name}` in the file unpacks to more than {} MB, too much for a plan", limit >> 20),
                "copy the plan alone into a new file, save it, and import that",
            ));
        }
        self.left -= length;
        Ok(Some(bytes))
    }

    /// An entry of XML as text, in whatever encoding its mark says.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let bytes = self.bytes(name)?;
        Ok(bytes.map(|bytes| {
            let encoding = Encoding::for_bom(&bytes).map_or(UTF_8, |(encoding, _)| encoding);
            match String::from_utf8(bytes) {
                Ok(text) if !text.starts_with('\u{feff}') => text,
                Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
                Err(other) => encoding.decode(other.as_bytes()).0.into_owned(),
            }
        }))
    }
}
