//! What the roles of a drawing look like in a Word file, as in the theme's print: tones are the colours of the
//! status styles, accents that of headings.

use super::styles::Styles;

/// As the format has it: blue before red.
#[derive(Clone, Copy)]
pub struct Colour(pub u32);

/// A colour and a weight of letters.
pub type Ink = (Colour, u32);

pub const WHITE: Colour = Colour(0x00ff_ffff);
pub const BOLD: u32 = 700;
const REGULAR: u32 = 400;
const INK: &str = "1a2329";
const MUTED: &str = "4b5861";
const EDGE: &str = "78838b";
const RULE: &str = "b9b6ac";
const SOFT: &str = "eeece5";

pub struct Look<'s>(pub &'s Styles);

impl Look<'_> {
    /// What fills a rectangle, and the colour and width of its edge.
    pub fn rect(&self, role: &str, tone: Option<&str>) -> (Option<Colour>, Option<(Colour, u32)>) {
        let hue = self.tone(tone);
        match role {
            "extent" | "ground" | "back" => (Some(colour(SOFT)), None),
            "due" | "tinted" => (Some(tint(hue)), Some((hue, 8))),
            "soft" | "about" | "was" | "slip" | "empty" | "unreported" | "unknown" => (Some(WHITE), Some((hue, 8))),
            "late" | "overdue" => (Some(self.tone(Some("red"))), None),
            "frame" => (None, Some((colour(EDGE), 6))),
            // Parts of a bar stand beside each other: a white edge keeps them apart on paper without colours.
            _ => (Some(hue), Some((WHITE, 6))),
        }
    }

    /// The colour and width of a line, and whether it is dashed.
    pub fn line(&self, role: &str) -> ((Colour, u32), bool) {
        match role {
            "grid" | "tick" => ((colour(RULE), 5), false),
            "now" => ((self.accent(), 12), false),
            "aim" | "was" | "soft" | "target" => ((colour(EDGE), 10), true),
            "course" | "deadline" | "value" => ((self.accent(), 18), false),
            _ => ((colour(EDGE), 7), false),
        }
    }

    pub fn text(&self, role: &str) -> Ink {
        match role {
            "group" | "heading" | "strong" | "value" | "total" => (colour(INK), BOLD),
            "now" => (self.accent(), BOLD),
            "on" | "inside" | "reversed" => (WHITE, BOLD),
            "tick" | "scale" | "axis" | "when" | "muted" => (colour(MUTED), REGULAR),
            _ => (colour(INK), REGULAR),
        }
    }

    pub fn tone(&self, tone: Option<&str>) -> Colour {
        let hex = tone.and_then(|tone| self.0.colour(self.0.status(tone)?));
        colour(hex.unwrap_or(MUTED))
    }

    fn accent(&self) -> Colour {
        colour(self.0.colour("Heading1").unwrap_or(INK))
    }
}

fn colour(hex: &str) -> Colour {
    let value = u32::from_str_radix(hex, 16).unwrap_or(0);
    Colour(((value & 0xff) << 16) | (value & 0xff00) | (value >> 16))
}

/// An eighth of a colour on white.
fn tint(Colour(value): Colour) -> Colour {
    let channel = |shift: u32| (255 - (255 - ((value >> shift) & 0xff)) / 8) << shift;
    Colour(channel(0) | channel(8) | channel(16))
}
