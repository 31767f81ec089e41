//! How papers look in print: the theme's layout and its fonts.

use std::sync::Arc;

use anyhow::Result;

use super::layers::{Layer, Layers};
use crate::diagnostic::FileId;
use crate::files::Files;

/// The file that lays a paper out.
pub const LAYOUT: &str = "paper/paper.typ";
/// Where the fonts of papers are.
const FONTS: &str = "paper/fonts/";

#[derive(Clone, Debug)]
pub struct PaperLook {
    /// The text of the layout.
    pub layout: Arc<str>,
    /// How people know the layout: its path in the project, or in the built-in theme.
    pub path: String,
    /// The layout's file, if it is the project's own.
    pub file: Option<FileId>,
    /// The theme's fonts, in the order of their paths.
    pub faces: Vec<Face>,
}

/// The bytes of a font.
#[derive(Clone, Debug)]
pub enum Face {
    BuiltIn(&'static [u8]),
    Own(Arc<[u8]>),
}

impl Face {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::BuiltIn(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

impl PaperLook {
    pub(super) fn of(layers: &Layers, files: &Files) -> Result<Self> {
        let (layout, path, file) = match layers.get(LAYOUT) {
            Some(Layer::Own(id)) => (files.text(*id).into(), files.path(*id).to_owned(), Some(*id)),
            Some(Layer::BuiltIn(bytes)) => (std::str::from_utf8(bytes)?.into(), LAYOUT.to_owned(), None),
            None => anyhow::bail!("the theme has no `{LAYOUT}`"),
        };
        let is_font = |path: &str| path.starts_with(FONTS) && (path.ends_with(".ttf") || path.ends_with(".otf"));
        let faces = layers.iter().filter(|(path, _)| is_font(path)).map(|(_, layer)| match layer {
            Layer::BuiltIn(bytes) => Ok(Face::BuiltIn(bytes)),
            Layer::Own(id) => Ok(Face::Own(files.bytes(id)?.into())),
        });
        Ok(Self { layout, path, file, faces: faces.collect::<Result<_>>()? })
    }
}
