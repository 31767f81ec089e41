//! An axis of time: which days it spans, and where its ticks and their labels stand.
//!
//! It spans whole months, quarters, half-years or years, so that each tick begins a period that
//! has a name. A label begins at its tick and names that period. A phone shows fewer labels than
//! a desk: those that begin a longer period too.

use jiff::ToSpan;

use super::Position;
use crate::date::{Date, Day, Form, Period};

/// The days that a chart spans.
#[derive(Clone, Debug)]
pub struct Axis {
    first: Day,
    /// In days, the last one counted.
    length: i32,
    pub ticks: Vec<Tick>,
    /// The day that the site speaks for, and where it stands.
    pub day: Day,
    pub now: Now,
}

/// The beginning of a month, a year and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    pub at: Position,
    /// The period that its label names.
    pub period: Period,
    pub label: Label,
}

/// On which screens a tick has its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Nowhere,
    /// Where there is room.
    Wide,
    Everywhere,
}

/// Where the day stands that the site speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    Before,
    At(Position),
    After,
}

/// When a year begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    Calendar,
    /// On 1 April.
    Financial,
}

/// Lengths of periods in months, from fine to coarse.
const STEPS: &[i32] = &[1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000];
/// The most ticks.
const TICKS: i32 = 12;
/// The fewest months, so that one day alone does not fill the width.
const SHORTEST: i32 = 3;

/// How many labels find room beside one another: on a desk, on a phone. "Sept 2003" is twice as long as "2003".
const MONTH_LABELS: (i32, i32) = (8, 4);
const YEAR_LABELS: (i32, i32) = (12, 5);

impl Years {
    /// Financial if most of the dates that name a year or a quarter name it so.
    pub fn of(dates: impl Iterator<Item = Date>) -> Self {
        let (mut financial, mut calendar) = (0_usize, 0_usize);
        for date in dates {
            let Form::Period(period) = date.form() else { continue };
            match period {
                Period::FinancialYear(_) | Period::Quarter(..) => financial += 1,
                Period::Year(_) | Period::Month(..) | Period::Season(..) => calendar += 1,
                Period::Day(_) => {}
            }
        }
        if financial > calendar { Self::Financial } else { Self::Calendar }
    }

    fn first_month(self) -> i32 {
        match self {
            Self::Calendar => 0,
            Self::Financial => 3,
        }
    }
}

impl Axis {
    /// The axis over these days, and over `now` if it is not far from them; `None` without a day.
    pub fn over(days: impl Iterator<Item = Day>, now: Day, years: Years) -> Option<Self> {
        let (first, last) = days.fold(None, |span: Option<(Day, Day)>, day| match span {
            None => Some((day, day)),
            Some((first, last)) => Some((first.min(day), last.max(day))),
        })?;
        let near = ((last - first).get_days() / 4).max(31);
        let (first, last) = if (first - now).get_days() > near || (now - last).get_days() > near {
            (first, last)
        } else {
            (first.min(now), last.max(now))
        };
        Some(Self::spanning(first, last, now, years))
    }

    fn spanning(first: Day, last: Day, now: Day, years: Years) -> Self {
        let ends = month_of(last).max(month_of(first) + SHORTEST - 1).min(month_of(Day::MAX));
        let begins = month_of(first).min(ends + 1 - SHORTEST);
        let shift = years.first_month();
        let floor = |month: i32, step: i32| (month - shift).div_euclid(step) * step + shift;
        let periods = |step: i32| (floor(ends, step) - floor(begins, step)) / step + 1;
        let finest = |most: i32, multiple: i32| {
            let fits = |step: &i32| step % multiple == 0 && periods(*step) <= most;
            STEPS.iter().copied().find(fits).unwrap_or(12_000)
        };
        let step = finest(TICKS, 1);
        let first = first_day(floor(begins, step));
        let last = first_day(floor(ends, step) + step).yesterday().unwrap_or(Day::MAX);
        let length = (last - first).get_days() + 1;
        let mut axis = Self { first, length, ticks: Vec::new(), day: now, now: Now::After };
        axis.now = if now < first {
            Now::Before
        } else if now > last {
            Now::After
        } else {
            Now::At(axis.before(now))
        };
        // Where no more than each year's beginning finds room, the year alone says it.
        let by_month = step < 12 && finest(MONTH_LABELS.0, step) < 12;
        let (wide, phone) = if by_month { MONTH_LABELS } else { YEAR_LABELS };
        let named_by = if by_month { step } else { step.max(12) };
        let (wide_step, phone_step) = (finest(wide, named_by), finest(phone, named_by));
        let begins_with = |month: i32, step: i32| floor(month, step) == month;
        let mut month = floor(begins, step);
        while month <= ends {
            let at = axis.before(first_day(month));
            let label = if begins_with(month, phone_step) && has_room(at, phone) {
                Label::Everywhere
            } else if begins_with(month, wide_step) && has_room(at, wide) {
                Label::Wide
            } else {
                Label::Nowhere
            };
            axis.ticks.push(Tick { at, period: named(month, named_by, years), label });
            month += step;
        }
        if axis.ticks.iter().all(|tick| tick.label != Label::Everywhere) {
            axis.ticks[0].label = Label::Everywhere;
        }
        axis
    }

    /// The first month that it spans, and the last.
    pub fn months(&self) -> [Period; 2] {
        let last = self.first.saturating_add((self.length - 1).days());
        [self.first, last].map(|day| Period::Month(day.year(), day.month()))
    }

    /// Where a day begins.
    pub fn before(&self, day: Day) -> Position {
        Position::of(i128::from((day - self.first).get_days()), i128::from(self.length))
    }

    /// Where a day ends.
    pub fn after(&self, day: Day) -> Position {
        Position::of(i128::from((day - self.first).get_days()) + 1, i128::from(self.length))
    }
}

/// Whether a label that begins here ends before the axis does, if so many fit beside one another.
fn has_room(at: Position, labels: i32) -> bool {
    // Months differ in length by a tenth.
    i32::from(Position::END.minus(at).0) * labels * 10 >= 90_000
}

fn month_of(day: Day) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// The first day of a month counted from year 0; the calendar's own ends where it has no such month.
fn first_day(month: i32) -> Day {
    let year = i16::try_from(month.div_euclid(12)).ok();
    let month = i8::try_from(month.rem_euclid(12) + 1).ok();
    let day = year.zip(month).and_then(|(year, month)| Day::new(year, month, 1).ok());
    day.unwrap_or(Day::MAX)
}

fn named(month: i32, step: i32, years: Years) -> Period {
    let day = first_day(month);
    match (step, years) {
        (..12, _) => Period::Month(day.year(), day.month()),
        (_, Years::Calendar) => Period::Year(day.year()),
        (_, Years::Financial) => Period::FinancialYear(day.year()),
    }
}
