//! The records of a stream, and the texts in them, which go on in further records where one is too short.

use super::{Font, of_fonts};
use crate::import::source::Run;

pub struct Records<'a> {
    bytes: &'a [u8],
}

#[derive(Clone, Copy)]
pub struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
}

/// The kinds of records that are read, by their names in MS-XLS, 2.3.
pub mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000a;
    pub const NOTE: u16 = 0x001c;
    pub const DATE_1904: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002f;
    pub const FONT: u16 = 0x0031;
    pub const CONTINUE: u16 = 0x003c;
    pub const OBJ: u16 = 0x005d;
    pub const COL_INFO: u16 = 0x007d;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const PALETTE: u16 = 0x0092;
    pub const MUL_RK: u16 = 0x00bd;
    pub const MUL_BLANK: u16 = 0x00be;
    pub const R_STRING: u16 = 0x00d6;
    pub const XF: u16 = 0x00e0;
    pub const MERGE_CELLS: u16 = 0x00e5;
    pub const SST: u16 = 0x00fc;
    pub const LABEL_SST: u16 = 0x00fd;
    pub const H_LINK: u16 = 0x01b8;
    pub const BLANK: u16 = 0x0201;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027e;
    pub const FORMAT: u16 = 0x041e;
    pub const BOF: u16 = 0x0809;
}

impl<'a> Records<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// `None` at the end, and where a record says to be longer than what is left.
    pub fn next(&mut self) -> Option<Record<'a>> {
        let (head, rest) = self.bytes.split_at_checked(4)?;
        let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([head[2], head[3]])))?;
        self.bytes = rest;
        Some(Record { kind: u16::from_le_bytes([head[0], head[1]]), data })
    }

    /// The data of a record that was the last, and of those in which it goes on.
    pub fn continued(&mut self, record: Record<'a>) -> Vec<&'a [u8]> {
        let mut parts = vec![record.data];
        while self.bytes.starts_with(&kind::CONTINUE.to_le_bytes()) {
            let Some(next) = self.next() else { break };
            parts.push(next.data);
        }
        parts
    }
}

/// A text in parts of different look.
#[derive(Clone, Default)]
pub struct Text {
    pub runs: Vec<Run>,
    /// The first part looks like the cell that the text stands in; the others have a look of their own.
    pub begins_as_cell: bool,
}

impl Text {
    pub fn plain(text: String) -> Self {
        let runs = if text.is_empty() { Vec::new() } else { vec![Run { text, ..Run::default() }] };
        Self { runs, begins_as_cell: true }
    }
}

/// A number of so many bytes, the last one first.
pub fn number<const BYTES: usize>(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..)?.get(..BYTES)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// A text after its length, a number of so many bytes.
pub fn text<const LENGTH: usize>(data: &[u8], at: usize) -> Option<String> {
    let length = number::<LENGTH>(data, at)?;
    let is_wide = data.get(at + LENGTH)? & 1 != 0;
    let mut strings = Strings::new(vec![data.get(at + LENGTH + 1..)?]);
    strings.letters(length, is_wide)
}

/// Texts that may go on in a further record, even within a word.
pub struct Strings<'a> {
    parts: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Strings<'a> {
    pub fn new(parts: Vec<&'a [u8]>) -> Self {
        let mut parts = parts.into_iter();
        let rest = parts.next().unwrap_or_default();
        Self { parts, rest }
    }

    /// All of the texts that the cells of a workbook share.
    pub fn shared(mut self, fonts: &[Font]) -> Option<Vec<Text>> {
        self.number(4)?;
        let count = self.number(4)?;
        let mut all = Vec::new();
        while all.len() < count {
            // Files are met that count more texts than they have.
            if self.rest.is_empty() && !self.goes_on() {
                break;
            }
            all.push(self.text(fonts)?);
        }
        Some(all)
    }

    /// One text with what its parts look like.
    pub fn text(&mut self, fonts: &[Font]) -> Option<Text> {
        let length = self.number(2)?;
        let flags = self.number(1)?;
        let looks = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let sounds = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let text = self.letters(length, flags & 1 != 0)?;
        let mut begins = Vec::new();
        for _ in 0..looks {
            begins.push((self.number(2)?, of_fonts(fonts, self.number(2)?)));
        }
        self.pass(sounds)?;
        Some(parted(&text, &begins))
    }

    /// So many letters; where a record ends among them, the next one says anew how wide they are.
    fn letters(&mut self, length: usize, mut is_wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.rest.is_empty() {
                if !self.goes_on() {
                    return None;
                }
                is_wide = self.number(1)? & 1 != 0;
                continue;
            }
            let unit = self.number(if is_wide { 2 } else { 1 })?;
            units.push(u16::try_from(unit).ok()?);
        }
        Some(String::from_utf16_lossy(&units))
    }

    fn goes_on(&mut self) -> bool {
        self.parts.next().is_some_and(|next| {
            self.rest = next;
            true
        })
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        let mut number = 0;
        for at in 0..bytes {
            if self.rest.is_empty() && !self.goes_on() {
                return None;
            }
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(*first) << (8 * at);
        }
        Some(number)
    }

    fn pass(&mut self, mut count: usize) -> Option<()> {
        while count > self.rest.len() {
            count -= self.rest.len();
            if !self.goes_on() {
                return None;
            }
        }
        self.rest = &self.rest[count..];
        Some(())
    }
}

/// A text with its looks, each from one of its letters on.
fn parted(text: &str, begins: &[(usize, Font)]) -> Text {
    let mut parted = Text { runs: Vec::new(), begins_as_cell: begins.first().is_none_or(|(begin, _)| *begin > 0) };
    let mut coming = begins.iter().peekable();
    let (mut at, mut look) = (0, Font::default());
    for letter in text.chars() {
        let before = coming.len();
        while let Some((_, font)) = coming.next_if(|(begin, _)| *begin <= at) {
            look = *font;
        }
        at += letter.len_utf16();
        match parted.runs.last_mut().filter(|_| coming.len() == before) {
            Some(last) => last.text.push(letter),
            None => {
                parted.runs.push(Run { text: letter.to_string(), bold: look.bold, italic: look.italic, link: None });
            }
        }
    }
    parted
}
