//! How the field's small values are read from text: colours, dates, refs, ids and targets.
//!
//! The types themselves know no YAML; this is where they meet it. A fault's second line is its
//! hint, as `yaml` expects of every custom error.

use std::borrow::Cow;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
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

/// What an editor can tell of the scalar: a pattern that takes all that is read, and little else.
macro_rules! pattern_of {
    ($($kind:ty: $kinds:tt, $pattern:expr, $about:expr);* $(;)?) => {$(
        impl JsonSchema for $kind {
            fn schema_name() -> Cow<'static, str> {
                stringify!($kind).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": $kinds, "pattern": $pattern, "description": $about})
            }
        }
    )*};
}

/// One period of [`crate::date`]: a year, a month, a season, a day, a financial year or its quarter.
macro_rules! period {
    () => {
        r"[1-9]\d{3}(-\d{2}(-\d{2})?|/\d{2}(-Q[1-4])?)?"
    };
}

macro_rules! name {
    () => {
        "[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?"
    };
}

macro_rules! id {
    () => {
        "[a-z0-9]+(-[a-z0-9]+)*"
    };
}

pattern_of! {
    Colour: ["string"], "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", "A colour in quotes, as six digits after a `#`: \"#0d4f5c\".";
    Date: ["string", "integer"],
        concat!("^(ongoing|", period!(), "|(", period!(), r"|\.\.)/(", period!(), r"|\.\.))[~?%]?$"),
        "A day `2024-02-08`, a month `2024-02`, spring `2024-21` (to winter `2024-24`), a year `2024`, a financial year \
         `2023/24`, its third quarter `2023/24-Q3`, two of them with a slash between, or `ongoing`; `~` after it says that it is \
         approximate.";
    Decimal: ["string", "number"], r"^-?\d[\d,]*(\.\d+)?$", "A number without its unit: `1250.5`.";
    Ref: ["string", "number"], concat!("^", name!(), "$"), "A number as the plan writes it: `1`, `9a`, `2.3`.";
    Id: ["string", "number"], concat!("^", id!(), "$"), "Lower-case words joined by hyphens: `head-of-policy`.";
    Target: ["string", "number"], concat!("^(", id!(), "/)?", name!(), "$"),
        "A recommendation by its ref, `9a`, or one of another plan, `peer-review-2017/9`.";
}

/// A short text of one line: a title, a name, an address.
pub type Line = Arc<str>;
