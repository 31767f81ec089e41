//! An indicator's values over time with its targets.

use serde::Serialize;

use super::chart::Axis;
use crate::chart::Position;
use crate::chart::axis::{self, Years};
use crate::chart::lane;
use crate::chart::scale::Scale;
use crate::content::public::{self, Public};
use crate::decimal::Decimal;

#[derive(Debug, Serialize)]
pub struct Series {
    axis: Axis,
    levels: Vec<Level>,
    values: Vec<Point>,
    targets: Vec<Point>,
    /// From each value to the next.
    lines: Vec<Line>,
    /// Along each target, from the one before it to its day.
    aims: Vec<Line>,
}

/// A tick of the scale.
#[derive(Debug, Serialize)]
struct Level {
    y: Position,
    value: String,
}

#[derive(Clone, Debug, Serialize)]
struct Point {
    x: Position,
    y: Position,
    value: String,
    /// Its day is approximate.
    about: bool,
    /// Its label is drawn, below the point where there is no room above it.
    labelled: bool,
    below: bool,
    /// Which end of the label is at the point: `start`, `middle` or `end`.
    anchor: &'static str,
}

#[derive(Debug, Serialize)]
struct Line {
    x1: Position,
    y1: Position,
    x2: Position,
    y2: Position,
}

/// `None` where there are not two points to compare, or figures too large to draw.
pub fn series(public: &Public, indicator: &public::Indicator) -> Option<Series> {
    let readings = || indicator.values.iter().chain(&indicator.targets);
    let days = readings().flat_map(|reading| lane::days(reading.date));
    let axis = axis::Axis::over(days, public.as_of, Years::of(readings().map(|reading| reading.date)))?;
    let decimals = readings().map(|reading| reading.value.decimals()).max()?;
    let figures: Vec<i128> = readings().map(|reading| reading.value.at_scale(decimals)).collect::<Option<_>>()?;
    let scale = Scale::over(figures.iter().copied())?;
    let point = |(reading, figure): (&public::Reading, &i128)| {
        let x = axis.after(reading.date.latest()?);
        let anchor = match x {
            x if x < Position::percent(12) => "start",
            x if x > Position::percent(88) => "end",
            _ => "middle",
        };
        Some(Point {
            x,
            y: scale.height(*figure).from_the_end(),
            value: reading.value.to_string(),
            about: reading.date.is_approximate() || reading.date.is_uncertain(),
            labelled: false,
            below: false,
            anchor,
        })
    };
    let mut points: Vec<Point> = readings().zip(&figures).map(point).collect::<Option<_>>()?;
    if points.len() < 2 {
        return None;
    }
    let mut targets = points.split_off(indicator.values.len());
    let mut values = points;
    label(&mut values, &mut targets);
    // As many decimals as the ticks need, not as the values have: 8, not 8.00.
    let zeros =
        (1..=decimals).take_while(|zeros| scale.ticks.iter().all(|tick| tick % 10_i128.pow(u32::from(*zeros)) == 0));
    let zeros = zeros.last().unwrap_or(0);
    let level = |tick: &i128| {
        let value = Decimal::of(i64::try_from(*tick / 10_i128.pow(u32::from(zeros))).ok()?, decimals - zeros);
        Some(Level { y: scale.height(*tick).from_the_end(), value: value.to_string() })
    };
    let line = |pair: &[Point]| Line { x1: pair[0].x, y1: pair[0].y, x2: pair[1].x, y2: pair[1].y };
    let begins = std::iter::once(Position::START).chain(targets.iter().map(|target| target.x));
    let aim = |(target, x1): (&Point, Position)| Line { x1, y1: target.y, x2: target.x, y2: target.y };
    Some(Series {
        levels: scale.ticks.iter().map(level).collect::<Option<_>>()?,
        lines: values.windows(2).map(line).collect(),
        aims: targets.iter().zip(begins).map(aim).collect(),
        axis: Axis::of(&axis),
        values,
        targets,
    })
}

/// The first value, the last and the last target have their figures beside them; all others are in the table.
fn label(values: &mut [Point], targets: &mut [Point]) {
    if let Some(target) = targets.last_mut() {
        target.labelled = true;
        target.below = target.y < Position::percent(12);
    }
    if let Some(first) = values.first_mut() {
        first.labelled = true;
    }
    if let Some(last) = values.last_mut() {
        last.labelled = true;
        // Of two that are close, the higher has its label above and the lower below.
        if let Some(target) = targets.last_mut() {
            last.below = last.y > target.y;
            target.below = !last.below;
        }
    }
    for point in values.iter_mut().chain(targets) {
        point.below &= point.y < Position::percent(88);
    }
}
