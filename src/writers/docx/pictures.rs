//! Pictures in a line of their own: images as they are, drawings as vector pictures.

use std::borrow::Cow;

use super::metafile;
use super::styles::Styles;
use crate::document::drawing::Drawing;
use crate::document::{Document, Figure, Image, ImageFormat};
use crate::writers::package::escaped;

/// Lengths of DrawingML in a twentieth of a point, in a tenth, and in a pixel of a screen.
const TWENTIETH: u64 = 635;
const TENTH: u64 = 1_270;
const PIXEL: u64 = 9_525;
/// The most of a page's height that a picture takes, in twentieths of a point, so that its caption has room.
const HIGHEST: u64 = 12_000;

struct Kept<'d> {
    /// An image's path; a drawing has none.
    path: Option<&'d str>,
    /// Its name below `word/`.
    name: String,
    bytes: Cow<'d, [u8]>,
}

/// The pictures of a document, each image once.
#[derive(Default)]
pub struct Pictures<'d> {
    kept: Vec<Kept<'d>>,
    shown: usize,
}

/// A picture at one place.
pub struct Shown {
    id: String,
    number: usize,
    width: u64,
    height: u64,
}

impl<'d> Pictures<'d> {
    /// `None` if the document does not hold the image.
    pub fn image(&mut self, image: &'d Image, document: &'d Document, room: u32) -> Option<Shown> {
        let known = self.kept.iter().position(|kept| kept.path == Some(&image.path));
        let at = if let Some(at) = known {
            at
        } else {
            let file = document.images.iter().find(|file| file.path == image.path)?;
            let ending = match file.format {
                ImageFormat::Png => "png",
                ImageFormat::Jpeg => "jpeg",
            };
            self.keep(Some(&file.path), ending, Cow::Borrowed(&file.bytes))
        };
        let (width, height) = (u64::from(image.width.max(1)) * PIXEL, u64::from(image.height.max(1)) * PIXEL);
        Some(self.show(at, (width, height), room))
    }

    /// `None` if there is nothing to see.
    pub fn drawing(&mut self, drawing: &Drawing, styles: &Styles, room: u32) -> Option<Shown> {
        let bytes = metafile::write(drawing, styles)?;
        let at = self.keep(None, "emf", Cow::Owned(bytes));
        Some(self.show(at, (u64::from(drawing.width) * TENTH, u64::from(drawing.height) * TENTH), room))
    }

    fn keep(&mut self, path: Option<&'d str>, ending: &str, bytes: Cow<'d, [u8]>) -> usize {
        let name = format!("media/image{}.{ending}", self.kept.len() + 1);
        self.kept.push(Kept { path, name, bytes });
        self.kept.len() - 1
    }

    /// Smaller where it has no room, never larger.
    fn show(&mut self, at: usize, (width, height): (u64, u64), room: u32) -> Shown {
        self.shown += 1;
        let (most_wide, most_high) = (u64::from(room) * TWENTIETH, HIGHEST * TWENTIETH);
        let (mut wide, mut high) = (width, height);
        if wide > most_wide {
            (wide, high) = (most_wide, height * most_wide / width);
        }
        if high > most_high {
            (wide, high) = (width * most_high / height, most_high);
        }
        Shown { id: id(at), number: self.shown, width: wide.max(1), height: high.max(1) }
    }

    /// The id and the target of each.
    pub fn relations(&self) -> impl Iterator<Item = (String, &str)> {
        self.kept.iter().enumerate().map(|(at, kept)| (id(at), kept.name.as_str()))
    }

    /// The name and the bytes of each.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.kept.iter().map(|kept| (kept.name.as_str(), &*kept.bytes))
    }
}

fn id(at: usize) -> String {
    format!("image{}", at + 1)
}

impl Shown {
    pub fn push(&self, figure: &Figure, xml: &mut String) {
        let Self { id, number, width, height } = self;
        let (name, alt) = (escaped(&figure.caption), escaped(&figure.alt));
        put!(
            xml,
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{alt}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{number}\" name=\"{name}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
             <a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        );
    }
}
