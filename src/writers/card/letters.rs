//! Words as lines of outlines, from the faces of a theme.

use anyhow::{Context as _, Result};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider as _};
use tiny_skia::{Path, PathBuilder};

/// The faces, in the order in which they are asked for a letter.
pub struct Typeface<'f> {
    faces: Vec<FontRef<'f>>,
}

/// The upright faces of one weight first, then the others.
pub struct Weight<'t> {
    faces: Vec<&'t FontRef<'t>>,
}

/// Letters of one size on one line.
pub struct Line<'t> {
    faces: Vec<&'t FontRef<'t>>,
    text: String,
    size: f32,
    /// There was more to say than it has room for.
    cut: bool,
}

impl<'f> Typeface<'f> {
    pub fn of(faces: &[&'f [u8]]) -> Result<Self> {
        let read = |bytes: &&'f [u8]| FontRef::new(bytes).context("reading a font of the theme");
        let faces: Vec<FontRef<'f>> = faces.iter().map(read).collect::<Result<_>>()?;
        if faces.is_empty() {
            anyhow::bail!("the theme has no fonts in `paper/fonts/`");
        }
        Ok(Self { faces })
    }

    pub fn regular(&self) -> Weight<'_> {
        self.nearest(400.0)
    }

    pub fn bold(&self) -> Weight<'_> {
        self.nearest(700.0)
    }

    fn nearest(&self, weight: f32) -> Weight<'_> {
        let mut faces: Vec<&FontRef<'_>> = self.faces.iter().collect();
        // A family with more weights than one is the text's own; the others only help out with letters.
        faces.sort_by_key(|face| {
            let attributes = face.attributes();
            let distance = (attributes.weight.value() - weight).abs();
            (attributes.style != skrifa::attribute::Style::Normal, has_no_letters(face), distance > 1.0)
        });
        Weight { faces }
    }
}

/// A face of signs alone.
fn has_no_letters(face: &FontRef<'_>) -> bool {
    face.charmap().map('a').is_none()
}

impl<'t> Weight<'t> {
    /// Two lines of the first size, or three of the second where the text has no room in them.
    pub fn fitting(&self, text: &str, (large, small): (f32, f32), room: f32) -> Vec<Line<'t>> {
        let lines = self.lines(text, large, (room, 2));
        if lines.iter().all(|line| !line.cut) { lines } else { self.lines(text, small, (room, 3)) }
    }

    /// Breaks text between words into lines of at most this width, and of at most this number, the last of which ends
    /// with `…` if there is more.
    pub fn lines(&self, text: &str, size: f32, (room, most): (f32, usize)) -> Vec<Line<'t>> {
        let line = |text: String, cut| Line { faces: self.faces.clone(), text, size, cut };
        let mut lines: Vec<Line<'t>> = Vec::new();
        for word in text.split_whitespace() {
            let grown = lines.last().map(|last| format!("{} {word}", last.text));
            match grown {
                Some(grown) if line(grown.clone(), false).width() <= room => {
                    if let Some(last) = lines.last_mut() {
                        last.text = grown;
                    }
                }
                _ if lines.len() == most => {
                    lines.last_mut().into_iter().for_each(|last| last.cut_to(room));
                    break;
                }
                _ => lines.push(line(word.to_owned(), false)),
            }
        }
        for long in lines.iter_mut().filter(|line| line.width() > room) {
            long.cut_to(room);
        }
        lines
    }
}

impl Line<'_> {
    /// How far below it the next one stands.
    pub fn height(&self) -> f32 {
        self.size * 1.18
    }

    fn cut_to(&mut self, room: f32) {
        self.cut = true;
        let mut kept = std::mem::take(&mut self.text);
        loop {
            self.text = format!("{}…", kept.trim_end());
            if self.width() <= room || kept.pop().is_none() {
                return;
            }
        }
    }

    fn width(&self) -> f32 {
        self.glyphs().map(|(face, glyph)| self.advance(face, glyph)).sum()
    }

    fn glyphs(&self) -> impl Iterator<Item = (&FontRef<'_>, skrifa::GlyphId)> {
        let of = |letter: char| self.faces.iter().find_map(|face| Some((*face, face.charmap().map(letter)?)));
        self.text.chars().filter_map(of)
    }

    fn advance(&self, face: &FontRef<'_>, glyph: skrifa::GlyphId) -> f32 {
        let metrics = face.glyph_metrics(Size::new(self.size), LocationRef::default());
        metrics.advance_width(glyph).unwrap_or_default()
    }

    /// All its letters from the origin to the right, down being positive; `None` if there is nothing to see.
    pub fn outline(&self) -> Option<Path> {
        let mut pen = Pen { path: PathBuilder::new(), x: 0.0 };
        for (face, glyph) in self.glyphs() {
            if let Some(outline) = face.outline_glyphs().get(glyph) {
                let settings = DrawSettings::unhinted(Size::new(self.size), LocationRef::default());
                // A letter whose outline is broken is left out, as one that no face has.
                let _ = outline.draw(settings, &mut pen);
            }
            pen.x += self.advance(face, glyph);
        }
        pen.path.finish()
    }
}

/// Fonts count upwards, pictures downwards.
struct Pen {
    path: PathBuilder,
    x: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, -y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, -cy, self.x + x, -y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + cx0, -cy0, self.x + cx1, -cy1, self.x + x, -y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
