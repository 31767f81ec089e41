//! What can go wrong while a tree is read into a type, before it is put into words.
//!
//! serde's own error constructors are overridden, so that a mistake is known by what it is and
//! not by the text of a message.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

use super::deserialize::Label;
use super::tree::NodeId;

pub(super) enum Why {
    /// Nothing is written where something must be.
    NoValue,
    /// A list for a text and so on; what was expected.
    Kind(&'static str),
    /// A text that is not one of the few words or numbers it may be.
    Word {
        expected: String,
        hint: String,
    },
    Missing(&'static str),
    UnknownKey {
        known: &'static [&'static str],
    },
    UnknownWord {
        found: String,
        known: &'static [&'static str],
    },
    /// In the words of the source type: `message` or `message\nhint`.
    Said(String),
    /// The value made up for a missing key was refused; the number of the invention.
    InventionFailed(usize),
    /// Already reported; what is around should be read again.
    Again,
}

/// A mistake, and the node that has it once that is known. Boxed, for it travels in every `Result`.
pub(super) struct Fault(pub(super) Box<Inner>);

pub(super) struct Inner {
    pub(super) why: Why,
    pub(super) place: Option<(NodeId, Label)>,
}

impl Fault {
    pub(super) fn new(why: Why) -> Self {
        Self(Box::new(Inner { why, place: None }))
    }

    /// Sets the place unless a narrower one is known.
    pub(super) fn at(mut self, node: NodeId, label: Label) -> Self {
        self.0.place.get_or_insert((node, label));
        self
    }
}

impl Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Why::Said(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_value(found, expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Str(text) => format!("`{text}`"),
            Unexpected::Unsigned(number) => format!("`{number}`"),
            Unexpected::Signed(number) => format!("`{number}`"),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "a set of keys".to_owned(),
            Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
            other => other.to_string(),
        };
        Self::new(Why::Said(format!("found {found}, expected {expected}")))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(Why::Said(format!("found {length} items, expected {expected}")))
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(Why::UnknownWord { found: found.to_owned(), known })
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self::new(Why::UnknownKey { known })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Why::Missing(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Why::Said(format!("`{field}` is given twice, under two names\nkeep one of the two")))
    }
}

impl std::error::Error for Fault {}

/// For a source type that wraps the error of a part into its own words.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.why {
            Why::NoValue => formatter.write_str("there is no value"),
            Why::Kind(expected) => write!(formatter, "expected {expected}"),
            Why::Word { expected, .. } => write!(formatter, "expected {expected}"),
            Why::Missing(field) => write!(formatter, "`{field}` is missing"),
            Why::UnknownKey { .. } => formatter.write_str("unknown key"),
            Why::UnknownWord { found, .. } => write!(formatter, "unknown word `{found}`"),
            Why::Said(text) => formatter.write_str(text),
            Why::InventionFailed(_) | Why::Again => formatter.write_str("the value cannot be read"),
        }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
