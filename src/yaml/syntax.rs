//! The parser's refusals in plain English: what is wrong, where, and what to type instead.

use std::ops::Range;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::tree::{line_end, line_start, shortened};

/// A refusal in our words, with the bytes of the text that it is about.
pub(super) struct Explanation {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) hint: String,
}

const QUOTE: &str = "put the whole value in quotes";
const ALIGN: &str =
    "let it start in the same column as the lines it belongs with; indent by two spaces what belongs below a key";

/// What the parser stopped at. Nothing after it could be read.
pub(super) fn explain(error: &ScanError, source: &str) -> Explanation {
    let at = place(error, source);
    let line = line_start(source, at)..line_end(source, at);
    let text = source.get(line.clone()).unwrap_or("");
    let rest = at..line.end.max(at);
    let one = at..at + source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let (range, message, hint) = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => {
            let tab = source.get(at.saturating_sub(1)..).and_then(|near| near.find('\t'));
            let tab = tab.map_or(one, |tab| at.saturating_sub(1) + tab..at.saturating_sub(1) + tab + 1);
            (tab, "a tab is used to indent".to_owned(), "use spaces instead of tabs, two for each level".to_owned())
        }
        ErrorKind::MappingValueNotAllowed => colon(text, at - line.start, one),
        ErrorKind::InvalidColonPlacement => {
            let hint = "write the missing `]` or `}`, or put the value that starts with the bracket in quotes";
            (one, "this colon stands inside a bracket that is not closed".to_owned(), hint.to_owned())
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            let message = "the quote that starts here is not closed".to_owned();
            (rest, message, "write the same quote mark at the end of the value".to_owned())
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => {
            let hint = "put the whole value between quotes; within single quotes write `''` for an apostrophe";
            (rest, "the quoted value ends before this".to_owned(), hint.to_owned())
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            let hint = "put the whole value between quotes; within double quotes write `\\\"` for a quote mark";
            (rest, "the quoted value ends before this".to_owned(), hint.to_owned())
        }
        ErrorKind::UnexpectedCharacter { character } => start_character(*character, one),
        ErrorKind::MissingAnchorOrAliasName => {
            let first = text.get(at - line.start..).and_then(|rest| rest.chars().next()).unwrap_or('*');
            start_character(first, one)
        }
        ErrorKind::UnclosedFlowCollection { open } => {
            let close = if *open == '[' { ']' } else { '}' };
            (
                one,
                format!("the `{open}` is not closed"),
                format!("write `{close}` at its end, or put the value in quotes"),
            )
        }
        kind => rarer(kind, one, rest),
    };
    Explanation { range, message, hint }
}

/// The byte that the parser stopped at, always within the text and between two characters.
fn place(error: &ScanError, source: &str) -> usize {
    let mut at = error.marker().byte_offset().unwrap_or(0).min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A colon where none can be: in an unquoted value, or after a line that fits nowhere.
fn colon(line: &str, at: usize, place: Range<usize>) -> (Range<usize>, String, String) {
    let key = line.split_once(": ").filter(|(key, _)| key.len() < at);
    let Some((key, value)) = key else {
        let message = "this key does not fit the line above it".to_owned();
        let hint = "let it start in the same column as the other keys; if it belongs to the text above, \
                    put that text in quotes";
        return (place, message, hint.to_owned());
    };
    let (key, value) = (key.trim_start_matches(['-', ' ']), value.trim());
    let message = "an unquoted value contains a colon".to_owned();
    let hint = if value.contains(['"', '\\']) || value.chars().count() > 60 || key.contains(['"', '\'', '{', '[']) {
        QUOTE.to_owned()
    } else {
        format!("put the value in quotes: `{key}: \"{value}\"`")
    };
    (place, message, hint)
}

fn start_character(character: char, place: Range<usize>) -> (Range<usize>, String, String) {
    if character.is_control() {
        let message = format!("the character U+{:04X} cannot stand in a text", character as u32);
        return (place, message, "take it away; it may have come with a copied text".to_owned());
    }
    let shown = if character == '`' { "a backtick".to_owned() } else { format!("`{character}`") };
    (place, format!("an unquoted value cannot start with {shown}"), QUOTE.to_owned())
}

fn rarer(kind: &ErrorKind, one: Range<usize>, rest: Range<usize>) -> (Range<usize>, String, String) {
    let (range, message, hint) = match kind {
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => (rest, "this line is not indented like those around it", ALIGN),
        ErrorKind::CommentInterceptedScalar => {
            (rest, "a comment cuts this text in two", "move the comment above the text, or put the text in quotes")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            let hint = "write `key: value`, with a space after the colon; indent what belongs to the text above";
            (rest, "a key and a colon are expected here", hint)
        }
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => {
            (rest, "a list cannot start here", "start the list on the next line; a `-` alone as text goes in quotes")
        }
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            (one, "this bracket closes nothing", "take it away, or put the value in quotes")
        }
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping => {
            let hint = "separate the items by commas and close the bracket; a text with `,`, `[` or `{` goes in quotes";
            (rest, "a comma or a closing bracket is expected here", hint)
        }
        ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::ExpectedNodeContent => (one, "no value can start like this", QUOTE),
        ErrorKind::CommentNotSeparated => {
            (rest, "a comment follows without a space", "leave two spaces before the `#`")
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => {
            let hint = "write `\\\\` for a backslash, or use single quotes";
            (rest, "this quoted value has a backslash that means nothing", hint)
        }
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => {
            let hint = "start the text on the next line, indented by two spaces; or put the value in quotes";
            (rest, "nothing may follow `|` or `>` on its line", hint)
        }
        ErrorKind::DirectiveDisallowed | ErrorKind::ExpectedDocumentStart => {
            (rest, "a line cannot start with `%`", "put the value in quotes, or take the line away")
        }
        ErrorKind::RecursionLimitExceeded => (
            one,
            "lists and keys stand too deep in each other",
            "write it with fewer levels; a stray `[` or `{` may be the cause",
        ),
        ErrorKind::InvalidDocumentEnd => (rest, "text follows the end of the document", "take the line `...` away"),
        ErrorKind::BomInsideDocument => {
            (one, "an invisible mark stands within the text", "delete it and type the line again")
        }
        other => {
            let message = format!("this is not YAML: {}", shortened(&other.to_string()));
            return (
                rest,
                message,
                "look at this line and the one above; when in doubt, put the value in quotes".to_owned(),
            );
        }
    };
    (range, message.to_owned(), hint.to_owned())
}
