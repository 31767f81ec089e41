//! Colours as a style sheet writes them, and how well one can be read on another.
//!
//! Contrast is that of WCAG 2.2, success criterion 1.4.3: from 1 (no difference) to 21 (black on
//! white). What it is measured against is what the built-in style sheet has; a test compares.

use std::fmt;

/// The least contrast of text that is not large.
pub const READABLE: f64 = 4.5;

/// What text in an accent stands on in the light scheme, the page, a card and the foot; and
/// what stands on an accent.
pub const LIGHT: [Colour; 3] = [Colour(0xf6, 0xf5, 0xf1), WHITE, Colour(0xee, 0xec, 0xe5)];
/// The same in the dark scheme.
pub const DARK: [Colour; 3] = [Colour(0x10, 0x16, 0x1a), Colour(0x19, 0x21, 0x27), Colour(0x22, 0x2c, 0x33)];
/// The accents of a site that names none: for light surfaces, and for dark ones.
pub const ACCENT: Colour = Colour(0x0d, 0x4f, 0x5c);
pub const ACCENT_DARK: Colour = Colour(0x7c, 0xcf, 0xdd);
const WHITE: Colour = Colour(0xff, 0xff, 0xff);
const BLACK: Colour = Colour(0, 0, 0);

/// Red, green and blue in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(u8, u8, u8);

/// Why a text is not a colour; the second line of its display is the hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a colour\nwrite it in quotes as `\"#0d4f5c\"`: six digits from 0 to f after a `#`",
            self.0
        )
    }
}

/// Reads `#0d4f5c` or `#0af`.
///
/// # Errors
/// If it is neither.
pub fn read(text: &str) -> Result<Colour, Fault> {
    let fault = || Fault(text.to_owned());
    let digits = text.trim().strip_prefix('#').ok_or_else(fault)?;
    let values: Option<Vec<u8>> =
        digits.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
    match values.ok_or_else(fault)?[..] {
        [r, g, b] => Ok(Colour(r * 17, g * 17, b * 17)),
        [red, r, green, g, blue, b] => Ok(Colour(red * 16 + r, green * 16 + g, blue * 16 + b)),
        _ => Err(fault()),
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Colour {
    /// Red, green and blue.
    pub fn channels(self) -> [u8; 3] {
        [self.0, self.1, self.2]
    }

    /// Relative luminance as WCAG defines it.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// `step` of 64 of the way to another colour.
    fn toward(self, other: Self, step: u16) -> Self {
        let mix = |a: u8, b: u8| {
            let mixed = (u16::from(a) * (64 - step) + u16::from(b) * step + 32) / 64;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

/// From 1 to 21.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The least contrast of a colour with any of the surfaces, and which it is.
pub fn least(colour: Colour, surfaces: &[Colour]) -> Option<(f64, Colour)> {
    let each = surfaces.iter().map(|surface| (contrast(colour, *surface), *surface));
    each.min_by(|(a, _), (b, _)| a.total_cmp(b))
}

/// The colour nearest to this one that can be read on light surfaces: itself, or a darker one.
pub fn readable_on_light(colour: Colour) -> Colour {
    readable(colour, BLACK, &LIGHT)
}

/// The same for dark surfaces: itself, or a lighter one.
pub fn readable_on_dark(colour: Colour) -> Colour {
    readable(colour, WHITE, &DARK)
}

fn readable(colour: Colour, end: Colour, surfaces: &[Colour]) -> Colour {
    let fits = |colour: &Colour| least(*colour, surfaces).is_some_and(|(ratio, _)| ratio >= READABLE);
    (0..=64).map(|step| colour.toward(end, step)).find(fits).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::{
        ACCENT, ACCENT_DARK, Colour, DARK, LIGHT, READABLE, contrast, least, read, readable_on_dark, readable_on_light,
    };

    #[test]
    fn reads_what_a_style_sheet_would() {
        assert_eq!(read("#0aF").unwrap(), Colour(0x00, 0xaa, 0xff));
        assert_eq!(read("#0d4f5C").unwrap().to_string(), "#0d4f5c");
        for wrong in ["0d4f5c", "#0d4f5", "#0d4f5g", "teal", "", "#", "#éa0", "rgb(1,2,3)"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let ratio = |a: &str, b: &str| (contrast(read(a).unwrap(), read(b).unwrap()) * 100.0).round() / 100.0;
        // Figures of the definition's own examples and of common checkers.
        assert!((ratio("#000", "#fff") - 21.0).abs() < 0.001);
        assert!((ratio("#fff", "#fff") - 1.0).abs() < 0.001);
        assert!((ratio("#777777", "#ffffff") - 4.48).abs() < 0.001);
        assert!((ratio("#767676", "#ffffff") - 4.54).abs() < 0.001);
        assert!((ratio("#ffffff", "#ff0000") - 4.0).abs() < 0.001);
    }

    #[test]
    fn the_accents_of_the_built_in_look_can_be_read() {
        assert!(least(ACCENT, &LIGHT).unwrap().0 >= READABLE);
        assert!(least(ACCENT_DARK, &DARK).unwrap().0 >= READABLE);
    }

    #[test]
    fn what_is_put_in_place_of_a_colour_can_be_read_and_is_near() {
        for text in ["#ffcc00", "#000000", "#ffffff", "#b0261f", "#7f7f7f", "#0000ff"] {
            let colour = read(text).unwrap();
            assert!(least(readable_on_light(colour), &LIGHT).unwrap().0 >= READABLE, "{text}");
            assert!(least(readable_on_dark(colour), &DARK).unwrap().0 >= READABLE, "{text}");
        }
        assert_eq!(readable_on_light(ACCENT), ACCENT);
    }
}
