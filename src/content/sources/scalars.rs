//! How the field's small values are read from text: colours, dates, refs, ids and targets.
//!
//! The types themselves know no YAML; this is where they meet it. A fault's second line is its
//! hint, as `yaml` expects of every custom error.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error};

use crate::colour::{self, Colour};
use crate::date::{self, Date};
use crate::decimal::{self, Decimal};
use crate::refs::{Id, Ref, Target};

/// Reads the scalar as text, then as the value.
macro_rules! read_from_text {
    ($($kind:ty: $read:expr),* $(,)?) => {$(
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                $read(&text).map_err(D::Error::custom)
            }
        }
    )*};
}

read_from_text! {
    Colour: colour::read,
    Date: date::read,
    Decimal: decimal::read,
    Ref: Ref::read,
    Id: Id::read,
    Target: Target::read,
}

/// A short text of one line: a title, a name, an address.
pub type Line = Arc<str>;
