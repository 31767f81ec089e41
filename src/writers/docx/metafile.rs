//! A drawing as an enhanced metafile (MS-EMF): a picture of lines and text that Word and LibreOffice draw sharp at
//! any size, and that stays one thing with one alternative text.
//!
//! A unit of the drawing is a dot of a device of 720 dots an inch. Letters are set by the widths of
//! Arial, which both programs have or have the like of, so that text ends where it should. Start at [`write`].

use super::drawing_look::{BOLD, Colour, Ink, Look, WHITE};
use super::styles::Styles;
use crate::document::drawing::{Anchor, Drawing, Shape};

/// Kinds of records.
mod record {
    pub const HEADER: u32 = 1;
    pub const POLYGON: u32 = 3;
    pub const POLYLINE: u32 = 4;
    pub const END: u32 = 14;
    pub const BACKGROUND: u32 = 18;
    pub const TEXT_ALIGN: u32 = 22;
    pub const TEXT_COLOUR: u32 = 24;
    pub const SELECT: u32 = 37;
    pub const PEN: u32 = 38;
    pub const BRUSH: u32 = 39;
    pub const DELETE: u32 = 40;
    pub const ELLIPSE: u32 = 42;
    pub const FONT: u32 = 82;
    pub const TEXT: u32 = 84;
}

/// Handles of objects: one each at a time.
const PEN: u32 = 1;
const BRUSH: u32 = 2;
const FONT: u32 = 3;
/// What every device has: a pen and a brush that draw nothing, and its own font.
const NO_PEN: u32 = 0x8000_0008;
const NO_BRUSH: u32 = 0x8000_0005;
const OWN_FONT: u32 = 0x8000_000d;
/// The widest and highest that is drawn.
const LARGEST: u32 = 100_000;

/// The bytes; `None` if the drawing has no size.
pub fn write(drawing: &Drawing, styles: &Styles) -> Option<Vec<u8>> {
    let (width, height) = (drawing.width, drawing.height);
    if !(1..=LARGEST).contains(&width) || !(1..=LARGEST).contains(&height) {
        return None;
    }
    let mut file = Metafile { bytes: Vec::new(), records: 0 };
    let hundredths = |units: u32| units * 127 / 36;
    let header = [0, 0, width - 1, height - 1, 0, 0, hundredths(width), hundredths(height), 0x464d_4520, 0x1_0000];
    file.record(record::HEADER, &[&header[..], &[0, 0, 4, 0, 0, 0, 7_200, 7_200, 254, 254]].concat());
    file.record(record::BACKGROUND, &[1]);
    let look = Look(styles);
    for shape in &drawing.shapes {
        file.shape(shape, &look);
    }
    file.record(record::END, &[0, 16, 20]);
    let (length, records) = (u32::try_from(file.bytes.len()).ok()?, file.records);
    file.bytes[48..52].copy_from_slice(&length.to_le_bytes());
    file.bytes[52..56].copy_from_slice(&records.to_le_bytes());
    Some(file.bytes)
}

struct Metafile {
    bytes: Vec<u8>,
    records: u32,
}

impl Metafile {
    fn record(&mut self, kind: u32, words: &[u32]) {
        let length = u32::try_from(8 + 4 * words.len()).unwrap_or(u32::MAX);
        self.bytes.extend([kind, length].iter().chain(words).flat_map(|word| word.to_le_bytes()));
        self.records += 1;
    }

    fn shape(&mut self, shape: &Shape, look: &Look<'_>) {
        match shape {
            Shape::Rect { x, y, width, height, role, tone } => {
                let (right, bottom) = (x.saturating_add(*width), y.saturating_add(*height));
                let corners = [(*x, *y), (right, *y), (right, bottom), (*x, bottom)];
                let (fill, stroke) = look.rect(role, tone.as_deref());
                self.draw(fill, stroke, |file| file.points(record::POLYGON, &corners));
            }
            Shape::Line { x1, y1, x2, y2, role } => {
                let (stroke, is_dashed) = look.line(role);
                let pieces = if is_dashed { dashes((*x1, *y1), (*x2, *y2)) } else { vec![[(*x1, *y1), (*x2, *y2)]] };
                self.draw(None, Some(stroke), |file| {
                    for piece in &pieces {
                        file.points(record::POLYLINE, piece);
                    }
                });
            }
            Shape::Mark { x, y, size, outline, tone, .. } => {
                self.mark((*x, *y, *size), outline, look.tone(tone.as_deref()));
            }
            Shape::Text { x, y, size, anchor, text, role } => {
                self.text((*x, *y, *size), *anchor, text, look.text(role));
            }
        }
    }

    fn mark(&mut self, (x, y, size): (u32, u32, u32), outline: &str, colour: Colour) {
        let size = size.min(LARGEST);
        let half = size / 2;
        let (left, top) = (x.saturating_sub(half), y.saturating_sub(half));
        let at =
            |across: u32, down: u32| (left.saturating_add(size * across / 16), top.saturating_add(size * down / 16));
        let (width, box_) = (size / 6, [left, top, left.saturating_add(size), top.saturating_add(size)]);
        let polygon: &[(u32, u32)] = match outline {
            "ring" => return self.draw(Some(WHITE), Some((colour, width)), |file| file.record(record::ELLIPSE, &box_)),
            "tick" => {
                let points = [at(1, 9), at(6, 14), at(15, 3)];
                return self.draw(None, Some((colour, width)), |file| file.points(record::POLYLINE, &points));
            }
            "cross" => {
                let lines = [[at(2, 2), at(14, 14)], [at(14, 2), at(2, 14)]];
                return self.draw(None, Some((colour, width)), |file| {
                    for line in &lines {
                        file.points(record::POLYLINE, line);
                    }
                });
            }
            "square" => &[at(1, 1), at(15, 1), at(15, 15), at(1, 15)],
            "triangle" => &[at(8, 1), at(16, 15), at(0, 15)],
            "diamond" => &[at(8, 0), at(16, 8), at(8, 16), at(0, 8)],
            "dash" => &[at(1, 6), at(15, 6), at(15, 10), at(1, 10)],
            _ => return self.draw(Some(colour), None, |file| file.record(record::ELLIPSE, &box_)),
        };
        self.draw(Some(colour), None, |file| file.points(record::POLYGON, polygon));
    }

    /// Draws with a brush of a colour, and with a pen of a colour and a width.
    fn draw(&mut self, fill: Option<Colour>, stroke: Option<(Colour, u32)>, draw: impl FnOnce(&mut Self)) {
        if let Some(Colour(colour)) = fill {
            self.record(record::BRUSH, &[BRUSH, 0, colour, 0]);
        }
        if let Some((Colour(colour), width)) = stroke {
            self.record(record::PEN, &[PEN, 0, width, 0, colour]);
        }
        self.record(record::SELECT, &[fill.map_or(NO_BRUSH, |_| BRUSH)]);
        self.record(record::SELECT, &[stroke.map_or(NO_PEN, |_| PEN)]);
        draw(self);
        self.record(record::SELECT, &[NO_BRUSH]);
        self.record(record::SELECT, &[NO_PEN]);
        for object in [fill.map(|_| BRUSH), stroke.map(|_| PEN)].into_iter().flatten() {
            self.record(record::DELETE, &[object]);
        }
    }

    fn points(&mut self, kind: u32, points: &[(u32, u32)]) {
        let xs = || points.iter().map(|(x, _)| *x);
        let ys = || points.iter().map(|(_, y)| *y);
        let bounds = [xs().min(), ys().min(), xs().max(), ys().max()].map(Option::unwrap_or_default);
        let mut words = bounds.to_vec();
        words.push(u32::try_from(points.len()).unwrap_or(0));
        words.extend(points.iter().flat_map(|(x, y)| [x, y]));
        self.record(kind, &words);
    }

    /// One line of text with its letters set by their widths.
    fn text(&mut self, (x, y, size): (u32, u32, u32), anchor: Anchor, text: &str, (Colour(colour), weight): Ink) {
        let letters: Vec<(u16, u32)> = text
            .chars()
            .filter(|c| !c.is_control())
            .flat_map(|c| {
                let mut units = [0; 2];
                // Bold letters are some eight in a hundred wider.
                let wide = if weight == BOLD { 1_080 } else { 1_000 };
                let width = u64::from(size) * u64::from(width_of(c)) * wide / 1_000_000;
                let width = u32::try_from(width).unwrap_or(0);
                let units = c.encode_utf16(&mut units);
                units
                    .iter()
                    .enumerate()
                    .map(move |(at, unit)| (*unit, if at == 0 { width } else { 0 }))
                    .collect::<Vec<_>>()
            })
            .collect();
        if letters.is_empty() {
            return;
        }
        let length = u32::try_from(letters.len()).unwrap_or(0);
        let align = match anchor {
            Anchor::Start => 0,
            Anchor::End => 2,
            Anchor::Middle => 6,
        };
        self.record(record::FONT, &font(size, weight));
        self.record(record::SELECT, &[FONT]);
        self.record(record::TEXT_COLOUR, &[colour]);
        self.record(record::TEXT_ALIGN, &[24 + align]);
        let string: Vec<u32> = letters
            .chunks(2)
            .map(|pair| u32::from(pair[0].0) | pair.get(1).map_or(0, |second| u32::from(second.0) << 16))
            .collect();
        let string_at = 76;
        let widths_at = string_at + 4 * u32::try_from(string.len()).unwrap_or(0);
        let scale = 1_f32.to_bits();
        let mut words = vec![0, 0, u32::MAX, u32::MAX, 1, scale, scale, x, y, length, string_at, 0];
        words.extend([0, 0, u32::MAX, u32::MAX, widths_at]);
        words.extend(string);
        words.extend(letters.iter().map(|(_, width)| *width));
        self.record(record::TEXT, &words);
        self.record(record::SELECT, &[OWN_FONT]);
        self.record(record::DELETE, &[FONT]);
    }
}

/// Arial, its em as high as `size`.
fn font(size: u32, weight: u32) -> Vec<u32> {
    let height = (i32::try_from(size).unwrap_or(0)).wrapping_neg().cast_unsigned();
    let any_letters = 1 << 24;
    let mut words = vec![FONT, height, 0, 0, 0, weight, any_letters, 0];
    let name: Vec<u16> = "Arial\0".encode_utf16().collect();
    words.extend(name.chunks(2).map(|pair| u32::from(pair[0]) | pair.get(1).map_or(0, |next| u32::from(*next) << 16)));
    words.resize(1 + 80, 0);
    words
}

/// A line in pieces with gaps between them.
fn dashes(from: (u32, u32), to: (u32, u32)) -> Vec<[(u32, u32); 2]> {
    let length = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)).min(LARGEST);
    let along = |from: u32, to: u32, at: u32| {
        let (from, to) = (i64::from(from), i64::from(to));
        u32::try_from(from + (to - from) * i64::from(at) / i64::from(length.max(1))).unwrap_or(0)
    };
    let point = |at: u32| (along(from.0, to.0, at), along(from.1, to.1, at));
    let begins = (0..length).step_by(65);
    begins.map(|begin| [point(begin), point((begin + 40).min(length))]).collect()
}

/// In thousandths of the em, for letters in which most of what is drawn is written.
pub fn width_of(c: char) -> u16 {
    const FROM_SPACE: [u16; 95] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584,
    ];
    let ascii =
        |c: char| usize::try_from(u32::from(c).wrapping_sub(32)).ok().and_then(|at| FROM_SPACE.get(at).copied());
    match c {
        'Ŵ' => 944,
        'ŵ' => 722,
        'ŷ' | 'ÿ' | 'ç' => 500,
        'î' | 'ï' | 'ì' | 'í' | 'Î' | 'Ï' | '\u{a0}' => 278,
        '‘' | '’' => 222,
        '“' | '”' => 333,
        '…' | '—' | '→' => 1_000,
        c => ascii(c).unwrap_or(556),
    }
}
