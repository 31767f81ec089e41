//! Geometry of charts: dates and counts in, positions out.
//!
//! Everything is a whole number of ten-thousandths of a width or height, rounded once, so that the
//! same sources give the same bytes and a template may stretch a chart to any screen without a
//! shape or a letter being stretched: it writes positions as percentages and sizes in pixels. No
//! word stands here, no colour and no float. Start at [`axis::Axis`] for what has dates,
//! [`shares`] for what is counted, and [`scale::Scale`] for what is measured.

pub mod axis;
pub mod lane;
pub mod scale;
pub mod shares;

use std::fmt;

use serde::{Serialize, Serializer};

/// How far along a width or a height, in ten-thousandths of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u16);

/// From one position to another that is not before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    pub x: Position,
    pub width: Position,
}

impl Position {
    pub const START: Self = Self(0);
    pub const END: Self = Self(10_000);

    /// Hundredths of the whole, 100 at the most.
    pub const fn percent(hundredths: u16) -> Self {
        Self(if hundredths > 100 { Self::END.0 } else { hundredths * 100 })
    }

    /// Hundredths of a hundredth.
    pub const fn fine(parts: u16) -> Self {
        Self(if parts > Self::END.0 { Self::END.0 } else { parts })
    }

    /// `part` of `whole`, to the nearest; what lies outside is put at the edge.
    fn of(part: i128, whole: i128) -> Self {
        if whole <= 0 {
            return Self::START;
        }
        let part = part.clamp(0, whole);
        // Figures of 30 digits and more lose their last ones, so that the product fits.
        let (part, whole) = if whole > 1_i128 << 100 { (part >> 27, whole >> 27) } else { (part, whole) };
        let nearest = (part * 20_000 + whole) / (whole * 2);
        Self(u16::try_from(nearest).unwrap_or(Self::END.0).min(Self::END.0))
    }

    #[must_use]
    pub fn plus(self, width: Self) -> Self {
        Self(self.0.saturating_add(width.0).min(Self::END.0))
    }

    /// How much further it is than another; nothing if it is not.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// How far along a length in other units, to the nearest.
    pub fn along(self, length: u32) -> u32 {
        let whole = u64::from(Self::END.0);
        u32::try_from((u64::from(self.0) * u64::from(length) + whole / 2) / whole).unwrap_or(length)
    }

    /// The same height counted from the other end.
    #[must_use]
    pub fn from_the_end(self) -> Self {
        Self::END.minus(self)
    }
}

/// A percentage, as SVG takes it: `12.5%`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{whole}%"),
            (_, 0) => write!(f, "{whole}.{}%", rest / 10),
            _ => write!(f, "{whole}.{rest:02}%"),
        }
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Stretch {
    /// Between two positions, whichever comes first.
    fn between(a: Position, b: Position) -> Self {
        let x = a.min(b);
        Self { x, width: a.max(b).minus(x) }
    }

    /// Without any width.
    pub fn at(x: Position) -> Self {
        Self { x, width: Position::START }
    }

    pub fn end(self) -> Position {
        self.x.plus(self.width)
    }

    pub fn middle(self) -> Position {
        self.x.plus(Position(self.width.0 / 2))
    }

    /// The least that holds both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self::between(self.x.min(other.x), self.end().max(other.end()))
    }

    /// At least `width` wide, grown to both sides and kept within the whole.
    fn at_least(self, width: Position) -> Self {
        if self.width >= width {
            return self;
        }
        let half = Position((width.0 - self.width.0) / 2);
        let x = self.x.minus(half).min(Position::END.minus(width));
        Self { x, width }
    }
}

#[cfg(test)]
mod tests;
