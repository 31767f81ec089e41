//! A picture of a few words and a bar, as other sites show it beside a link (Open Graph's `og:image`): PNG (W3C, second
//! edition), 1,200 by 630 pixels.
//!
//! It knows no plans. Letters are set one after the other from the faces that it is given, each from the first that
//! has it; that is right for scripts whose letters stand side by side, and a word in another is left out. Start at
//! [`write`]; `letters` has how words become lines and outlines.

mod letters;

use anyhow::{Context as _, Result};
use tiny_skia::{Color, FillRule, Paint, Pixmap, Rect, Transform};

use crate::chart::Position;
use crate::chart::shares::shares;
use crate::colour::Colour;
use letters::{Line, Typeface};

/// In pixels, as those who show such pictures ask for them.
const WIDTH: u16 = 1200;
const HEIGHT: u16 = 630;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// A line above the title: whose news it is.
    pub above: &'a str,
    pub title: &'a str,
    /// One sentence, in three lines at most.
    pub sentence: &'a str,
    /// A line below the bar.
    pub below: &'a str,
    /// The parts of the bar, each with the name of its colour and how many it stands for.
    pub parts: &'a [(&'a str, usize)],
    pub ground: Colour,
}

/// From the left and the right, and what is left between.
const MARGIN: u16 = 72;
const ROOM: u16 = WIDTH - 2 * MARGIN;
/// Where the white foot begins, and the bar in it.
const FOOT: u16 = 468;
const BAR: u16 = FOOT + 36;
const BAR_HEIGHT: u16 = 44;
/// Between the parts of the bar.
const GAP: u16 = 4;

/// Appends the picture.
///
/// # Errors
/// If there is no face, or one cannot be read.
pub fn write(card: &Card<'_>, faces: &[&[u8]], out: &mut Vec<u8>) -> Result<()> {
    let typeface = Typeface::of(faces)?;
    let (bold, regular) = (typeface.bold(), typeface.regular());
    let mut picture = Pixmap::new(WIDTH.into(), HEIGHT.into()).context("making room for a picture")?;
    let [r, g, b] = card.ground.channels();
    picture.fill(Color::from_rgba8(r, g, b, 0xff));
    fill(&mut picture, (0, FOOT, WIDTH, HEIGHT - FOOT), Color::WHITE);
    let room = f32::from(ROOM);
    draw(&mut picture, &regular.lines(card.above, 30.0, (room, 1)), 100.0, Color::WHITE);
    let below_title = draw(&mut picture, &bold.fitting(card.title, (68.0, 50.0), room), 186.0, Color::WHITE);
    let base = below_title.max(290.0) + 24.0;
    draw(&mut picture, &regular.fitting(card.sentence, (34.0, 27.0), room), base, Color::WHITE);
    bar(&mut picture, card.parts);
    let quiet = Color::from_rgba8(0x3d, 0x48, 0x50, 0xff);
    draw(&mut picture, &regular.lines(card.below, 26.0, (room, 1)), 592.0, quiet);
    out.extend(picture.encode_png().context("packing a picture")?);
    Ok(())
}

/// Draws lines one below the other, the first on `base`; says on which the next would stand.
fn draw(picture: &mut Pixmap, lines: &[Line<'_>], base: f32, colour: Color) -> f32 {
    let paint = paint(colour);
    let mut at = base;
    for line in lines {
        if let Some(path) = line.outline() {
            picture.fill_path(&path, &paint, FillRule::Winding, Transform::from_translate(MARGIN.into(), at), None);
        }
        at += line.height();
    }
    at
}

fn bar(picture: &mut Pixmap, parts: &[(&str, usize)]) {
    let counts: Vec<usize> = parts.iter().map(|(_, count)| *count).collect();
    // The gap behind the last part is beyond the edge.
    let along = |position: Position| u16::try_from(position.along(u32::from(ROOM + GAP))).unwrap_or(ROOM);
    for ((colour, _), stretch) in parts.iter().zip(shares(&counts)).filter(|((_, count), _)| *count > 0) {
        let (x, end) = (along(stretch.x), along(stretch.end()));
        fill(picture, (MARGIN + x, BAR, (end - x).saturating_sub(GAP), BAR_HEIGHT), tone(colour));
    }
}

/// A rectangle: from the left, from the top, its width and its height.
fn fill(picture: &mut Pixmap, (x, y, width, height): (u16, u16, u16, u16), colour: Color) {
    if let Some(rect) = Rect::from_xywh(x.into(), y.into(), width.into(), height.into()) {
        picture.fill_rect(rect, &paint(colour), Transform::identity(), None);
    }
}

fn paint(colour: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour);
    paint
}

/// The colours of statuses, as the built-in style sheet has them on white.
fn tone(name: &str) -> Color {
    let [r, g, b] = match name {
        "blue" => [0x1b, 0x5f, 0xa8],
        "green" => [0x1c, 0x70, 0x41],
        "amber" => [0x8f, 0x56, 0x00],
        "red" => [0xb0, 0x26, 0x1f],
        "purple" => [0x67, 0x40, 0x9e],
        "grey" => [0x55, 0x61, 0x6b],
        // Of these nothing was reported.
        _ => [0xcf, 0xd4, 0xd8],
    };
    Color::from_rgba8(r, g, b, 0xff)
}

#[cfg(test)]
mod tests {
    use super::tone;

    #[test]
    fn statuses_have_the_colours_of_the_built_in_style_sheet() {
        let styles = include_str!("../../themes/default/assets/site.css");
        for name in ["grey", "blue", "green", "amber", "red", "purple"] {
            let colour = tone(name).to_color_u8();
            let written = format!("--{name}:#{:02x}{:02x}{:02x};", colour.red(), colour.green(), colour.blue());
            assert!(styles.contains(&written), "{written}");
        }
    }
}
