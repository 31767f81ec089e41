//! What charts on pages share: an axis of time with the periods that the theme words.

use serde::Serialize;

use crate::chart::Position;
use crate::chart::axis::{self, Label, Now};

#[derive(Debug, Serialize)]
pub struct Axis {
    ticks: Vec<Tick>,
    now: Option<Position>,
    /// The label of `now` has more room before it than after.
    now_is_late: bool,
    /// The site's day, and where it stands: `before`, `on` or `after`.
    as_of: String,
    day_is: &'static str,
    /// All that it spans, as EDTF.
    span: String,
}

#[derive(Debug, Serialize)]
struct Tick {
    at: Position,
    /// The period that it begins, as EDTF.
    period: String,
    /// `always`, `wide` or `never`: on which screens there is room for its label.
    label: &'static str,
}

impl Axis {
    pub fn of(axis: &axis::Axis) -> Self {
        let tick = |tick: &axis::Tick| Tick {
            at: tick.at,
            period: tick.period.to_string(),
            label: match tick.label {
                Label::Everywhere => "always",
                Label::Wide => "wide",
                Label::Nowhere => "never",
            },
        };
        let (now, day_is) = match axis.now {
            Now::Before => (None, "before"),
            Now::At(at) => (Some(at), "on"),
            Now::After => (None, "after"),
        };
        let [first, last] = axis.months();
        Self {
            ticks: axis.ticks.iter().map(tick).collect(),
            now,
            now_is_late: now.is_some_and(|at| at > at.from_the_end()),
            as_of: axis.day.to_string(),
            day_is,
            span: format!("{first}/{last}"),
        }
    }
}
