//! A picture of a few words and a bar, as other sites show it beside a link (Open Graph's `og:image`): PNG (W3C, second
//! edition), 1,200 by 630 pixels.
//!
//! It knows no plans. Letters are set one after the other from the faces that it is given, each from the first that
//! has it; that is right for scripts whose letters stand side by side, and a word in another is left out. Start at
//! [`write`]; `letters` has how words become lines and outlines.

mod letters;

use anyhow::{Context as _, Result};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

use crate::colour::Colour;
use letters::{Line, Typeface};

pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

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

/// From the left and the right.
const MARGIN: f32 = 72.0;
/// Where the white foot begins.
const FOOT: f32 = 468.0;
const GAP: f32 = 4.0;

/// Appends the picture.
///
/// # Errors
/// If there is no face, or one cannot be read.
pub fn write(card: &Card<'_>, faces: &[&[u8]], out: &mut Vec<u8>) -> Result<()> {
    let typeface = Typeface::of(faces)?;
    let mut picture = Pixmap::new(WIDTH, HEIGHT).context("making room for a picture")?;
    picture.fill(paint_of(card.ground));
    fill(&mut picture, (0.0, FOOT, pixels(WIDTH), pixels(HEIGHT) - FOOT), Color::WHITE);
    let room = pixels(WIDTH) - 2.0 * MARGIN;
    let one_line = |text, size| typeface.regular().lines(text, size, (room, 1));
    draw(&mut picture, &one_line(card.above, 30.0), 100.0, Color::WHITE);
    let title = title(&typeface, card.title, room);
    let below_title = draw(&mut picture, &title, 186.0, Color::WHITE);
    let sentence = in_room(&typeface, card.sentence, room);
    draw(&mut picture, &sentence, below_title.max(290.0) + 24.0, Color::WHITE);
    bar(&mut picture, card.parts, room);
    draw(&mut picture, &one_line(card.below, 26.0), 592.0, Color::from_rgba8(0x3d, 0x48, 0x50, 0xff));
    out.extend(picture.encode_png().context("packing a picture")?);
    Ok(())
}

/// As large as two lines allow, or three small ones.
fn title<'t>(typeface: &'t Typeface<'_>, text: &str, room: f32) -> Vec<Line<'t>> {
    let large = typeface.bold().lines(text, 68.0, (room, 2));
    if large.iter().all(|line| !line.is_cut()) { large } else { typeface.bold().lines(text, 50.0, (room, 3)) }
}

/// Two lines, or three small ones.
fn in_room<'t>(typeface: &'t Typeface<'_>, text: &str, room: f32) -> Vec<Line<'t>> {
    let large = typeface.regular().lines(text, 34.0, (room, 2));
    if large.iter().all(|line| !line.is_cut()) { large } else { typeface.regular().lines(text, 27.0, (room, 3)) }
}

/// Draws lines one below the other, the first on `base`; says on which the next would stand.
fn draw(picture: &mut Pixmap, lines: &[Line<'_>], base: f32, colour: Color) -> f32 {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour);
    let mut at = base;
    for line in lines {
        if let Some(path) = line.outline() {
            picture.fill_path(&path, &paint, FillRule::Winding, Transform::from_translate(MARGIN, at), None);
        }
        at += line.height();
    }
    at
}

fn bar(picture: &mut Pixmap, parts: &[(&str, usize)], room: f32) {
    let total: usize = parts.iter().map(|(_, count)| count).sum();
    let shown: Vec<&(&str, usize)> = parts.iter().filter(|(_, count)| *count > 0).collect();
    let free = room - GAP * count(shown.len().saturating_sub(1));
    let mut x = MARGIN;
    for (colour, number) in shown {
        let width = free * count(*number) / count(total);
        fill(picture, (x, FOOT + 36.0, width.max(2.0), 44.0), tone(colour));
        x += width + GAP;
    }
}

/// A rectangle: from the left, from the top, its width and its height.
fn fill(picture: &mut Pixmap, (x, y, width, height): (f32, f32, f32, f32), colour: Color) {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour);
    if let Some(path) = Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect) {
        picture.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    }
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

fn paint_of(colour: Colour) -> Color {
    let [r, g, b] = colour.channels();
    Color::from_rgba8(r, g, b, 0xff)
}

fn pixels(number: u32) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// A number of things; of more than fit, as many as fit.
fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
