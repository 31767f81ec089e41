//! Decimal numbers as written: `4220`, `-1.5`, `1,250`. Exact, so that what is published is what was typed.
//!
//! No floats: an indicator of `0.1` stays `0.1` in pages, data and charts.

use std::cmp::Ordering;
use std::fmt;

/// `units` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i64,
    scale: u8,
}

/// Why a text is not a number; the second line of its display is the hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a number\nwrite digits, with a point before decimals and no unit: `1250.5`", self.0)
    }
}

/// The most digits that are sure to fit.
const DIGITS: usize = 18;

/// Reads digits with an optional sign, thousands commas and a decimal point.
pub fn read(text: &str) -> Result<Decimal, Fault> {
    let fault = || Fault(text.to_owned());
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !grouped(whole) || !fraction.bytes().all(|b| b.is_ascii_digit()) || digits.ends_with('.') {
        return Err(fault());
    }
    let all: String = whole.chars().filter(|c| *c != ',').chain(fraction.chars()).collect();
    if all.len() > DIGITS {
        return Err(fault());
    }
    let units: i64 = all.parse().map_err(|_| fault())?;
    let scale = u8::try_from(fraction.len()).map_err(|_| fault())?;
    Ok(Decimal { units: if negative { -units } else { units }, scale })
}

/// Digits, and if there are commas, each stands before three of them.
fn grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    digits(first) && (!whole.contains(',') || first.len() <= 3) && groups.all(|group| digits(group) && group.len() == 3)
}

impl Decimal {
    pub const fn of(units: i64, scale: u8) -> Self {
        Self { units, scale }
    }

    /// How many digits stand after the point.
    pub fn decimals(self) -> u8 {
        self.scale
    }

    /// The number of units at `scale` decimals, if it can be had exactly.
    pub fn at_scale(self, scale: u8) -> Option<i128> {
        let missing = u32::from(scale.checked_sub(self.scale)?);
        i128::from(self.units).checked_mul(10_i128.checked_pow(missing)?)
    }

    /// The sum; `None` if it has too many digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let units = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Self { units: i64::try_from(units).ok()?, scale })
    }

    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// The nearest float, for workbooks alone, whose cells hold nothing else.
    pub fn approximate(self) -> f64 {
        self.to_string().parse().unwrap_or(0.0)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        // At most 18 digits and 18 decimals: 36 digits fit an i128.
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

/// Plain digits, as data files want them.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = usize::from(self.scale) + 1);
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(self.scale));
        let sign = if self.units < 0 { "-" } else { "" };
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_shown() {
        for (typed, shown) in
            [("4220", "4220"), ("-1.50", "-1.50"), ("1,250", "1250"), ("0.05", "0.05"), ("-0.5", "-0.5")]
        {
            assert_eq!(read(typed).map(|d| d.to_string()), Ok(shown.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in ["", "-", "1.", "12,50", "1.2.3", "£5", "5%", "1e3", "1234567890123456789", ",100"] {
            assert!(read(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn order_and_sum_heed_decimals() {
        let number = |text| read(text).expect("a number of the table");
        assert!(number("2.10") > number("2.09") && number("2.1") == number("2.10") && number("-3") < number("0.1"));
        assert_eq!(number("1.5").plus(number("0.25")), Some(number("1.75")));
    }
}
