//! Whether the pictures can be printed: read as a whole before anything is laid out, so that a fault names its file.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use super::Fault;
use crate::document::{Block, Document, ImageFile, ImageFormat, Picture};

/// The most points of a picture: more than any page can show, and few enough to be held.
const MOST_POINTS: u64 = 60_000_000;

pub(super) fn faults(document: &Document) -> Vec<Fault> {
    let broken = document.images.iter().filter_map(fault);
    broken.chain(missing(document)).collect()
}

fn fault(image: &ImageFile) -> Option<Fault> {
    let path = &image.path;
    let kind = match image.format {
        ImageFormat::Png => "PNG",
        ImageFormat::Jpeg => "JPEG",
    };
    let head = match image.format {
        ImageFormat::Png => png_head(&image.bytes),
        ImageFormat::Jpeg => jpeg_head(&image.bytes),
    };
    let Some(head) = head else {
        return Some(Fault::of_document(
            format!("`{path}` is no {kind} picture"),
            "save it anew as PNG or JPEG, with the ending of its format",
        ));
    };
    if u64::from(head.width) * u64::from(head.height) > MOST_POINTS {
        return Some(Fault::of_document(
            format!("`{path}` is too large to be printed: {} by {} points", head.width, head.height),
            "make it smaller: 2,000 points across are enough for a page",
        ));
    }
    if head.inks == 4 && image.format == ImageFormat::Jpeg {
        return Some(Fault::of_document(
            format!("`{path}` has the colours of a printing press (CMYK), which a PDF for the archive cannot hold"),
            "save it anew with the colours of a screen (RGB)",
        ));
    }
    let format = match image.format {
        ImageFormat::Png => ExchangeFormat::Png,
        ImageFormat::Jpeg => ExchangeFormat::Jpg,
    };
    let read = RasterImage::plain(Bytes::new(Arc::clone(&image.bytes)), format);
    read.err().map(|error| {
        let why = error.trim_start_matches("failed to decode image").trim_matches([' ', '(', ')']).to_owned();
        Fault::of_document(
            format!("`{path}` is broken and cannot be printed: {why}"),
            "save it anew, or take it from its source again",
        )
    })
}

struct Head {
    width: u32,
    height: u32,
    /// Colours that are laid over each other; 0 if it does not matter.
    inks: u8,
}

fn png_head(bytes: &[u8]) -> Option<Head> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?));
    (rest.get(4..8)? == b"IHDR").then_some(())?;
    Some(Head { width: number(8)?, height: number(12)?, inks: 0 })
}

/// The first frame of a JPEG (ITU T.81, B.2.2), whose segments are passed over until it comes.
fn jpeg_head(bytes: &[u8]) -> Option<Head> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        if marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            let [_, _, _, _, _, h1, h2, w1, w2, inks, ..] = *rest else { return None };
            let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
            return Some(Head { width: side(w1, w2), height: side(h1, h2), inks });
        }
        rest = rest.get(2 + length.max(2)..)?;
    }
}

/// Pictures that a figure names and that nobody handed over.
fn missing(document: &Document) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut left: Vec<&Block> = document.sections.iter().flat_map(|section| &section.blocks).collect();
    while let Some(block) = left.pop() {
        match block {
            Block::Figure(figure) => {
                let Picture::Image(image) = &figure.picture else { continue };
                if !document.images.iter().any(|file| file.path == image.path) {
                    found.push(Fault::of_document(
                        format!("there is no picture `{}`", image.path),
                        "put the file there, or take the figure out",
                    ));
                }
            }
            Block::Note { blocks } | Block::Quote { blocks } => left.extend(blocks),
            Block::List(list) => left.extend(list.items.iter().flatten()),
            Block::Table(table) => left.extend(table.rows.iter().flatten().flat_map(|cell| &cell.blocks)),
            Block::Facts { items } => left.extend(items.iter().flat_map(|fact| &fact.value)),
            Block::Heading(_) | Block::Paragraph(_) | Block::Ticks { .. } | Block::PageBreak => {}
        }
    }
    found
}
