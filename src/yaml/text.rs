//! A text that knows where each of its bytes stands in the file.
//!
//! Markdown is kept in YAML values; a problem at byte 200 of the Markdown must be shown at its line
//! of the file. There are tens of thousands of such texts, so a text keeps two numbers where
//! they are enough, and a list of pieces only where they are not.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

use super::tree::{Kind, Node, NodeId, Style, Tree, line_start};
use crate::diagnostic::{FileId, Span};

/// The struct name by which our deserializer knows that a place is wanted with each byte.
pub(super) const TEXT: &str = "headway::yaml::Text";

/// An author's text, and where it was written.
#[derive(Clone, Debug)]
pub struct Text {
    pub value: Arc<str>,
    /// The value in the file: of a quoted one with its quotes, of a block without its `|`.
    pub span: Span,
    offsets: Offsets,
}

impl Text {
    /// A text that stands in the file just as it is, such as the Markdown after front matter.
    pub fn body(value: impl Into<Arc<str>>, span: Span) -> Self {
        Self { value: value.into(), span, offsets: Offsets::Exact { start: span.start } }
    }

    /// Where a byte range of the value stands in the file.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Span {
        let length = self.value.len();
        let (start, end) = (range.start.min(length), range.end.min(length));
        let Some(first) = self.offset(start) else { return self.span };
        // The end is that of the last byte, not the start of what follows it, which may be a line further.
        let last = if end > start { self.offset(end - 1).map_or(first, |last| last + 1) } else { first };
        let within = |at: u32| at.clamp(self.span.start, self.span.end);
        Span { file: self.span.file, start: within(first), end: within(last.max(first)) }
    }

    fn offset(&self, at: usize) -> Option<u32> {
        match &self.offsets {
            Offsets::Whole => None,
            Offsets::Exact { start } => Some(start + narrow(at)),
            Offsets::Block { start, indent, line_break } => {
                // Blank lines before the first word are before the start, where the span begins.
                let blank = self.value.bytes().take_while(|byte| *byte == b'\n').count();
                let before = self.value.as_bytes().get(blank..at).unwrap_or_default();
                let breaks = narrow(before.iter().filter(|byte| **byte == b'\n').count());
                let after = self.value.as_bytes().get(blank + 1..=at).unwrap_or_default();
                let lines = before.iter().zip(after).filter(|(a, b)| **a == b'\n' && **b != b'\n').count();
                Some(start + narrow(before.len()) + breaks * (line_break - 1) + narrow(lines) * indent)
            }
            Offsets::Pieces(pieces) => {
                let at = narrow(at);
                let after = pieces.partition_point(|(value, _)| *value <= at);
                let limit = pieces.get(after).map_or(u32::MAX, |(_, file)| *file);
                let (value, file) = *pieces.get(after.saturating_sub(1))?;
                Some((file + at.saturating_sub(value)).min(limit))
            }
        }
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.value
    }
}

/// Two texts are equal if they say the same, wherever they stand.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Text {}

/// How to come from a byte of the value to a byte of the file.
#[derive(Clone, Debug)]
pub(super) enum Offsets {
    /// The value stands in the file just as it is.
    Exact { start: u32 },
    /// A `|` block: each line is the same, `indent` bytes to the right; a line break has 1 or 2 bytes.
    Block { start: u32, indent: u32, line_break: u32 },
    /// From each first number (in the value) on, the file has the same bytes from the second on.
    Pieces(Box<[(u32, u32)]>),
    /// The value is not written as it reads: only the whole can be shown.
    Whole,
}

impl Offsets {
    pub(super) fn of(tree: &Tree<'_>, id: NodeId) -> Self {
        let node = tree.content(id);
        let Kind::Text(value, style) = &node.kind else { return Self::Whole };
        let Some(raw) = tree.source.get(node.start as usize..node.end as usize) else { return Self::Whole };
        let (skipped, inner) = match style {
            Style::Quoted => (1, raw.get(1..raw.len().saturating_sub(1)).unwrap_or("")),
            _ => (0, raw),
        };
        let start = narrow(tree.base) + node.start + skipped;
        if inner == value.as_ref() {
            return Self::Exact { start };
        }
        if *style == Style::Literal
            && let Some(block) = Self::block(tree, node, value)
        {
            return block;
        }
        if raw.starts_with('"') && raw.contains('\\') && *style == Style::Quoted {
            return Self::Whole;
        }
        pieces(inner, value, start).map_or(Self::Whole, |pieces| Self::Pieces(pieces.into()))
    }

    /// The short form for a `|` block with nothing on its blank lines and line breaks of one kind.
    fn block(tree: &Tree<'_>, node: &Node<'_>, value: &str) -> Option<Self> {
        let source = tree.source.as_bytes();
        let start = node.start as usize;
        let margin = source.get(line_start(tree.source, start)..start)?;
        if margin.iter().any(|byte| *byte != b' ') {
            return None;
        }
        let first_break = source.get(start..)?.iter().position(|byte| *byte == b'\n');
        let line_break = if first_break.is_some_and(|at| source[..start + at].ends_with(b"\r")) { 2 } else { 1 };
        let mut at = start;
        for (number, line) in value.trim_start_matches('\n').trim_end_matches('\n').split('\n').enumerate() {
            if number > 0 && !line.is_empty() {
                at += margin.len();
            }
            at += line.len();
            let rest = source.get(at..)?;
            match line_break {
                2 if rest.starts_with(b"\r\n") => at += 2,
                1 if rest.starts_with(b"\n") => at += 1,
                _ if rest.is_empty() => {}
                _ => return None,
            }
        }
        Some(Self::Block { start: narrow(tree.base) + node.start, indent: narrow(margin.len()), line_break })
    }

    /// As numbers, which is all that can pass through serde; `decode` is the way back.
    pub(super) fn encode(self) -> ([u32; 3], Vec<u32>) {
        match self {
            Self::Whole => ([0; 3], Vec::new()),
            Self::Exact { start } => ([1, start, 0], Vec::new()),
            Self::Block { start, indent, line_break } => ([line_break + 1, start, indent], Vec::new()),
            Self::Pieces(pieces) => {
                ([4, narrow(pieces.len()), 0], pieces.iter().flat_map(|(value, file)| [*value, *file]).collect())
            }
        }
    }

    fn decode<'de, A: SeqAccess<'de>>(seq: &mut A) -> Result<Self, A::Error> {
        let (kind, first, indent) = (number(seq)?, number(seq)?, number(seq)?);
        Ok(match kind {
            1 => Self::Exact { start: first },
            2 | 3 => Self::Block { start: first, indent, line_break: kind - 1 },
            4 => Self::Pieces((0..first).map(|_| Ok((number(seq)?, number(seq)?))).collect::<Result<_, A::Error>>()?),
            _ => Self::Whole,
        })
    }
}

/// Lays the value beside what is written. They differ in white space (folded lines, margins) and
/// in `''` for a quote; if in anything else, there is no answer.
fn pieces(raw: &str, value: &str, start: u32) -> Option<Vec<(u32, u32)>> {
    let (raw, value) = (raw.as_bytes(), value.as_bytes());
    let white = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let mut pieces: Vec<(u32, u32)> = Vec::new();
    let (mut in_raw, mut in_value) = (0, 0);
    let mut distance = None;
    loop {
        in_raw += raw[in_raw..].iter().take_while(|byte| white(byte)).count();
        in_value += value[in_value..].iter().take_while(|byte| white(byte)).count();
        let Some(byte) = value.get(in_value) else { return Some(pieces) };
        if distance != Some(in_raw.wrapping_sub(in_value)) {
            distance = Some(in_raw.wrapping_sub(in_value));
            pieces.push((narrow(in_value), start + narrow(in_raw)));
        }
        if raw.get(in_raw) != Some(byte) {
            return None;
        }
        in_raw += if raw[in_raw..].starts_with(b"''") { 2 } else { 1 };
        in_value += 1;
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string"})
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(TEXT, 0, TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text, A::Error> {
        let span = span(&mut seq)?;
        let offsets = Offsets::decode(&mut seq)?;
        let value = seq.next_element_seed(Shared)?.ok_or_else(|| A::Error::custom("a text is expected"))?;
        Ok(Text { value, span, offsets })
    }
}

/// Reads a text straight into its shared form, without a copy between.
struct Shared;

impl<'de> DeserializeSeed<'de> for Shared {
    type Value = Arc<str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Arc<str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Shared {
    type Value = Arc<str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Arc<str>, E> {
        Ok(Arc::from(text))
    }
}

/// The three numbers of a place.
pub(super) fn span<'de, A: SeqAccess<'de>>(seq: &mut A) -> Result<Span, A::Error> {
    Ok(Span { file: FileId(number(seq)?), start: number(seq)?, end: number(seq)? })
}

fn number<'de, A: SeqAccess<'de>>(seq: &mut A) -> Result<u32, A::Error> {
    seq.next_element()?.ok_or_else(|| A::Error::custom("places come from this module's own reader alone"))
}

/// Files are refused above 64 MiB (see `files`), so every offset fits.
fn narrow(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
