//! What the statuses of a part mean: every part that shows statuses has the key to them.

use crate::content::public::StatusIndex;
use crate::document::{Block, Fact, Paragraph};
use crate::papers::Maker;
use crate::papers::prose::heading;

/// The key to those of the statuses that occur.
pub fn key(maker: &Maker<'_>, occurs: impl Fn(StatusIndex) -> bool) -> Vec<Block> {
    let statuses = maker.source.public.statuses.iter().enumerate();
    let items: Vec<Fact> = statuses
        .filter(|(index, _)| occurs(StatusIndex(*index)))
        .map(|(index, status)| {
            let own = status.meaning.as_ref().map(|meaning| meaning.trim().to_owned());
            let meaning = own.unwrap_or_else(|| maker.say(&format!("meaning_{}", status.id)));
            let _ = index;
            Fact { label: maker.status_label(StatusIndex(index)), value: vec![Block::paragraph(meaning)] }
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![heading(2, "key", maker.say("paper.key")), Block::Facts { items }]
}

/// One sentence on its own.
pub fn sentence(text: String) -> Block {
    Block::Paragraph(Paragraph { number: None, text: vec![crate::document::Inline::text(text)] })
}
