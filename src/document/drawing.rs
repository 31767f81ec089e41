//! A drawing as shapes in whole units, which every writer that can draw draws alike.
//!
//! A unit is a tenth of a point in print, so that a drawing of 4,820 units is as wide as a page of A4 between
//! margins of 2 cm; a screen stretches the whole of it. No shape has a colour: it has a role, and the theme
//! gives each role its look.

use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct Drawing {
    pub width: u32,
    pub height: u32,
    /// The first at the back.
    pub shapes: Vec<Shape>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "shape")]
pub enum Shape {
    Rect {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        role: &'static str,
        tone: Option<String>,
    },
    Line {
        x1: u32,
        y1: u32,
        x2: u32,
        y2: u32,
        role: &'static str,
    },
    /// A mark of a status or of an event, by the name of its outline, around its middle.
    Mark {
        x: u32,
        y: u32,
        size: u32,
        outline: String,
        role: &'static str,
        tone: Option<String>,
    },
    /// One line of text; `y` is its baseline.
    Text {
        x: u32,
        y: u32,
        size: u32,
        anchor: Anchor,
        text: String,
        role: &'static str,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    Start,
    Middle,
    End,
}
