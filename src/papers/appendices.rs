//! The generated parts of a paper, each of which begins on a page of its own: one file a part.

mod action_plan;
mod changes;
mod closed;
mod exceptions;
mod indicators;
mod key;
mod recommendation;
mod resources;
mod summary;
mod timeline;

use super::Maker;
use super::prose::heading;
use super::standing::AsAt;
use crate::content::public::paper::{Appendix, AppendixKind};
use crate::document::{Block, Orientation, Section};

/// Makes the blocks of one part.
type Make = fn(&Maker<'_>, &AsAt<'_>, &Appendix) -> Vec<Block>;

/// How each part is made, and which way round its pages are held.
fn making(kind: AppendixKind) -> (Make, Orientation) {
    match kind {
        AppendixKind::Summary => (summary::blocks, Orientation::Portrait),
        AppendixKind::Changes => (changes::blocks, Orientation::Portrait),
        AppendixKind::ActionPlan => (action_plan::blocks, Orientation::Landscape),
        AppendixKind::Exceptions => (exceptions::blocks, Orientation::Landscape),
        AppendixKind::Timeline => (timeline::blocks, Orientation::Portrait),
        AppendixKind::Resources => (resources::blocks, Orientation::Portrait),
        AppendixKind::Indicators => (indicators::blocks, Orientation::Portrait),
        AppendixKind::Recommendation => (recommendation::blocks, Orientation::Portrait),
        AppendixKind::Closed => (closed::blocks, Orientation::Portrait),
    }
}

pub fn sections(maker: &Maker<'_>) -> Vec<Section> {
    let Some(standing) = &maker.standing else { return Vec::new() };
    let wanted = &maker.source.paper.appendices;
    let mut sections: Vec<Section> = Vec::with_capacity(wanted.len());
    for (index, appendix) in wanted.iter().enumerate() {
        let (make, orientation) = making(appendix.kind);
        let named = || maker.say(&format!("paper.appendix.{}", appendix.kind.id()));
        let title = appendix.title.as_ref().map_or_else(named, ToString::to_string);
        let letter = letter(index);
        let (id, title) = if wanted.len() == 1 {
            ("appendix".to_owned(), maker.fill("paper.appendix", &[("title", &title)]))
        } else {
            (
                format!("appendix-{}", letter.to_lowercase()),
                maker.fill("paper.appendix_of", &[("letter", &letter), ("title", &title)]),
            )
        };
        let mut blocks = vec![heading(1, id, title)];
        blocks.extend(make(maker, standing, appendix));
        sections.push(Section { orientation, blocks });
    }
    sections
}

/// A, B … Z, AA, BB …
fn letter(index: usize) -> String {
    let letter = u8::try_from(index % 26).map_or('A', |offset| char::from(b'A' + offset));
    letter.to_string().repeat(index / 26 + 1)
}
