//! A scale of values: whole numbers in, round ticks out.
//!
//! The caller brings all its figures to the same number of decimals first; a tick is such a figure.

use super::Position;

/// From the lowest value shown to the highest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    low: i128,
    high: i128,
    /// From low to high.
    pub ticks: Vec<i128>,
}

/// The most gaps between ticks.
const GAPS: i128 = 4;

impl Scale {
    /// The scale of these values; `None` without a value. It has its zero where the values are
    /// not far from it, so that a small change does not look like a great one.
    pub fn over(values: impl Iterator<Item = i128> + Clone) -> Option<Self> {
        // Room for the last step below and above.
        let bound = i128::MAX / 16;
        let (low, high) = (values.clone().min()?.clamp(-bound, bound), values.max()?.clamp(-bound, bound));
        let (low, high) = match (low, high) {
            (0.., _) if low <= high / 2 => (0, high),
            (_, ..=0) if high >= low / 2 => (low, 0),
            other => other,
        };
        let step = round_step((high - low).max(1));
        let low = low.div_euclid(step) * step;
        let high = (high.div_euclid(step) + i128::from(high.rem_euclid(step) > 0)) * step;
        let high = if high == low { low + step } else { high };
        let ticks = (0..=(high - low) / step).map(|tick| low + tick * step).collect();
        Some(Self { low, high, ticks })
    }

    /// How high a value stands.
    pub fn height(&self, value: i128) -> Position {
        Position::of(value.saturating_sub(self.low), self.high - self.low)
    }
}

/// The least of 1, 2 and 5 times a power of ten that covers a range in few steps.
fn round_step(range: i128) -> i128 {
    let mut unit = 1_i128;
    loop {
        if let Some(step) = [1, 2, 5].iter().map(|digit| digit * unit).find(|step| step * GAPS >= range) {
            return step;
        }
        unit *= 10;
    }
}
