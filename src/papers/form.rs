//! A paper's parts in the order of its form: the facts in its head, then sections of the author's words and of
//! what stands in the front matter.

use std::ops::Range;

use super::prose::heading;
use super::{Maker, exempt_line};
use crate::content::public::paper::{self, FieldFrom, Holds};
use crate::content::public::{Contact, Evidence};
use crate::date::Date;
use crate::date::words::Role;
use crate::document::{Block, Destination, Fact, Inline, List, Marks, Paragraph, Tick, plain as words_of};
use crate::pages::row;

/// The facts of the form, without those that the paper does not give.
pub fn facts(maker: &Maker<'_>) -> Vec<Fact> {
    let paper = maker.source.paper;
    let named = |label: &str| {
        paper.form.fields.iter().any(|field| matches!(&field.from, FieldFrom::Detail(known) if same(known, label)))
    };
    let mut facts = Vec::new();
    for field in &paper.form.fields {
        let label = |key: &str| field.label.as_ref().map_or_else(|| maker.say(key), ToString::to_string);
        let mut add = |label: String, value: Vec<Block>| facts.push(Fact { label, value });
        match &field.from {
            FieldFrom::Details => {
                for (label, value) in paper.details.iter().filter(|(label, _)| !named(label)) {
                    add(label.to_string(), given(maker, maker.cell_blocks(value.unmarked())));
                }
            }
            FieldFrom::Detail(wanted) => {
                for (_, value) in paper.details.iter().filter(|(label, _)| same(wanted, label)) {
                    add(label(wanted), given(maker, maker.cell_blocks(value.unmarked())));
                }
            }
            FieldFrom::Committee => {
                paper.committee.iter().for_each(|name| add(label("paper.field.committee"), one(&**name)));
            }
            FieldFrom::Date => {
                add(label("paper.field.date"), one(maker.date(paper.date, Role::Plain)));
            }
            FieldFrom::AsAt => {
                add(label("paper.field.as-at"), one(maker.date(Date::day(paper.as_at), Role::Plain)));
            }
            FieldFrom::Title => add(label("paper.field.title"), one(&*paper.title)),
            FieldFrom::Plan => {
                if let Some(standing) = &maker.standing {
                    let link = Inline::Link {
                        to: Destination::Site(row::plan_path(standing.plan)),
                        content: vec![Inline::text(&*standing.plan.title)],
                    };
                    add(label("paper.field.plan"), vec![line(vec![link])]);
                }
            }
            FieldFrom::Contact => {
                paper.contact.iter().for_each(|to| add(label("paper.field.contact"), vec![line(contact(to))]));
            }
            FieldFrom::Exempt => {
                let value = match &paper.exempt {
                    Some(exempt) => {
                        let mut blocks = one(exempt_line("paper.exempt", exempt, &maker.source.wording));
                        blocks.extend(exempt.reason.iter().flat_map(|reason| maker.cell_blocks(reason.unmarked())));
                        blocks
                    }
                    None => one(maker.say("paper.not_exempt")),
                };
                add(label("paper.field.exempt"), value);
            }
        }
    }
    facts
}

fn same(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b.trim())
}

fn one(text: impl Into<String>) -> Vec<Block> {
    vec![Block::paragraph(text)]
}

fn line(text: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { number: None, text })
}

fn given(maker: &Maker<'_>, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() { maker.nothing().blocks } else { blocks }
}

/// The author's words that belong to one section of the form.
#[derive(Default)]
struct Chunk {
    /// The heading as the author has it.
    id: Option<String>,
    blocks: Vec<Block>,
}

/// All blocks, and the stretches of them that have no numbers.
pub fn blocks(maker: &Maker<'_>) -> (Vec<Block>, Vec<Range<usize>>) {
    let paper = maker.source.paper;
    let sections = &paper.form.sections;
    let headings: Vec<String> = sections.iter().map(|section| heading_of(maker, section)).collect();
    let has_body = sections.iter().any(|section| section.holds == Some(Holds::Body));
    let (mut loose, mut chunks) = (Vec::new(), Vec::new());
    chunks.resize_with(sections.len(), Chunk::default);
    let mut current: Option<usize> = None;
    for block in maker.page(maker.source.body) {
        if let Block::Heading(found) = &block {
            let words = words_of(&found.text);
            let matched = headings.iter().position(|heading| !heading.is_empty() && same(heading, &words));
            if let Some(index) = matched {
                chunks[index].id = Some(found.id.clone());
                current = Some(index);
                continue;
            }
            if has_body && found.level == 1 {
                current = None;
            }
        }
        match current {
            Some(index) => chunks[index].blocks.push(block),
            None => loose.push(block),
        }
    }
    let (mut out, mut without) = (Vec::new(), Vec::new());
    if !has_body {
        out.append(&mut loose);
    }
    for ((section, heading), chunk) in sections.iter().zip(headings).zip(chunks) {
        if section.holds == Some(Holds::Body) {
            out.append(&mut loose);
        }
        let start = out.len();
        add(maker, section, heading, chunk, &mut out);
        if !section.numbered {
            without.push(start..out.len());
        }
    }
    (out, without)
}

fn heading_of(maker: &Maker<'_>, section: &paper::Section) -> String {
    match (&section.heading, section.holds) {
        (Some(heading), _) => heading.to_string(),
        (None, Some(Holds::Body) | None) => String::new(),
        (None, Some(holds)) => maker.say(&format!("paper.section.{}", holds.id())),
    }
}

fn add(maker: &Maker<'_>, section: &paper::Section, title: String, chunk: Chunk, out: &mut Vec<Block>) {
    let is_there = chunk.id.is_some();
    let mut blocks = below(chunk.blocks, section.level);
    blocks.extend(section.holds.map(|holds| held(maker, holds)).unwrap_or_default());
    if blocks.is_empty() {
        let standard = section.not_applicable.as_ref();
        blocks.extend(standard.map(|text| maker.page(text.unmarked())).unwrap_or_default());
    }
    if blocks.is_empty() && !is_there || title.is_empty() {
        return out.append(&mut blocks);
    }
    let id = chunk.id.unwrap_or_else(|| slug(&title));
    out.push(heading(section.level, id, title));
    out.append(&mut blocks);
}

/// Headings of the author's within a section are of a lower level than its own.
fn below(mut blocks: Vec<Block>, level: u8) -> Vec<Block> {
    let levels =
        blocks.iter().filter_map(|block| if let Block::Heading(found) = block { Some(found.level) } else { None });
    let shift = levels.min().map_or(0, |least| (level + 1).saturating_sub(least));
    for block in &mut blocks {
        if let Block::Heading(found) = block {
            found.level = (found.level + shift).min(4);
        }
    }
    blocks
}

fn slug(title: &str) -> String {
    crate::refs::slug(title)
}

/// What a section takes from the front matter.
fn held(maker: &Maker<'_>, holds: Holds) -> Vec<Block> {
    let paper = maker.source.paper;
    match holds {
        Holds::Body => Vec::new(),
        Holds::Recommendations => {
            let items: Vec<Vec<Block>> =
                paper.recommendations.iter().map(|text| given(maker, maker.cell_blocks(text.unmarked()))).collect();
            let list = List { marks: Marks::Figures, start: 1, items };
            if list.items.is_empty() { Vec::new() } else { vec![Block::List(list)] }
        }
        Holds::Objectives => {
            let tick = |(title, ticked): &(crate::content::public::Words, bool)| Tick {
                title: title.to_string(),
                ticked: *ticked,
            };
            let items: Vec<Tick> = paper.objectives.iter().map(tick).collect();
            if items.is_empty() { Vec::new() } else { vec![Block::Ticks { items }] }
        }
        Holds::Clearance => {
            let fact = |(label, value): &(crate::content::public::Words, crate::content::public::Words)| Fact {
                label: label.to_string(),
                value: given(maker, maker.cell_blocks(value.unmarked())),
            };
            let items: Vec<Fact> = paper.clearance.iter().map(fact).collect();
            if items.is_empty() { Vec::new() } else { vec![Block::Facts { items }] }
        }
        // The lines of a contact are no paragraphs to be numbered.
        Holds::Contact => {
            let fact = |to: &Contact| Fact { label: maker.say("paper.field.contact"), value: vec![line(contact(to))] };
            let items: Vec<Fact> = paper.contact.iter().map(fact).collect();
            if items.is_empty() { Vec::new() } else { vec![Block::Facts { items }] }
        }
        Holds::BackgroundPapers => {
            let items: Vec<Vec<Block>> = paper.background.iter().map(|item| vec![line(evidence(item))]).collect();
            let list = List { marks: Marks::Bullets, start: 1, items };
            if list.items.is_empty() { Vec::new() } else { vec![Block::List(list)] }
        }
    }
}

fn contact(contact: &Contact) -> Vec<Inline> {
    let mut line = vec![Inline::text(&*contact.title)];
    if let Some(email) = &contact.email {
        let to = Destination::Elsewhere(format!("mailto:{email}"));
        line.extend([Inline::text(", "), Inline::Link { to, content: vec![Inline::text(&**email)] }]);
    }
    line
}

fn evidence(item: &Evidence) -> Vec<Inline> {
    let content = vec![Inline::text(&*item.title)];
    match row::evidence_address("", item) {
        Some(address) if item.file.is_some() => vec![Inline::Link { to: Destination::Site(address), content }],
        Some(address) => vec![Inline::Link { to: Destination::Elsewhere(address), content }],
        None => content,
    }
}
