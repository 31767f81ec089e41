//! Parts of a whole side by side: a bar cut by counts.

use super::{Position, Stretch};

/// The least that a count of one gets, so that nothing that there is goes unseen.
const LEAST: usize = 120;
const WHOLE: usize = 10_000;

/// One stretch a count, in order; together they fill the width exactly. A count of nothing has none of it.
pub fn shares(counts: &[usize]) -> Vec<Stretch> {
    let total: usize = counts.iter().sum();
    let present = counts.iter().filter(|count| **count > 0).count();
    if total == 0 {
        return counts.iter().map(|_| Stretch { x: Position::START, width: Position::START }).collect();
    }
    // Each that is there has the least, and the rest is shared by count, rounded where it ends:
    // so small ones are seen, and two that are equal differ by one ten-thousandth at most.
    let least = LEAST.min(WHOLE / present);
    let rest = WHOLE - least * present;
    let mut counted = 0_usize;
    let mut begun = 0_usize;
    let mut x = Position::START;
    let boundary = |counted: usize, begun: usize| {
        let shared = (rest as u128 * counted as u128 + total as u128 / 2) / total as u128;
        Position::of(shared.cast_signed() + (least * begun) as i128, WHOLE as i128)
    };
    let stretch = |count: &usize| {
        counted += count;
        begun += usize::from(*count > 0);
        let stretch = Stretch::between(x, boundary(counted, begun));
        x = stretch.end();
        stretch
    };
    counts.iter().map(stretch).collect()
}
