//! Documents made at random, sound or not, and what a reader must find of them in any form.

use std::sync::Arc;

use headway::document::{
    Align, Block, Cell, Contents, Destination, Document, Fact, Figure, Heading, Image, ImageFile, ImageFormat, Inline,
    List, Marks, Number, Numbering, Orientation, Paragraph, Picture, RowHeads, Section, Table, Tick,
};
use jiff::civil::date;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{collection, option};

use super::sample;
use super::word::{Element, written};

fn text() -> impl Strategy<Value = String> {
    "[a-z0-9 &<>\"'ŵŷ\u{1}\u{85}\u{fdd0}\u{ffff}😀]{0,12}"
}

fn id() -> impl Strategy<Value = String> {
    "[a-c]{1,2}|[a-cŵ -]{30,50}"
}

fn destination() -> impl Strategy<Value = Destination> {
    let addresses = ["https://example.org/a b#c#d", "mailto:clerk@example.org", "nonsense", "https://ŵ.example/%"];
    prop_oneof![
        id().prop_map(Destination::Here),
        "[a-z/ ]{0,9}".prop_map(Destination::Site),
        proptest::sample::select(addresses.to_vec()).prop_map(|address| Destination::Elsewhere(address.into())),
    ]
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        5 => text().prop_map(|text| Inline::Text { text }),
        1 => text().prop_map(|text| Inline::Code { text }),
        1 => Just(Inline::Break),
        1 => text().prop_map(|label| Inline::Status { label, colour: "green".into(), shape: "tick".into() }),
    ];
    let one = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = || collection::vec(inner.clone(), 0..3);
        prop_oneof![
            content().prop_map(|content| Inline::Strong { content }),
            content().prop_map(|content| Inline::Emphasis { content }),
            content().prop_map(|content| Inline::Struck { content }),
            content().prop_map(|content| Inline::Footnote { content }),
            ("cy|ar|x y", content()).prop_map(|(language, content)| Inline::Foreign { language, content }),
            (destination(), content()).prop_map(|(to, content)| Inline::Link { to, content }),
        ]
    });
    collection::vec(one, 0..4)
}

fn number() -> impl Strategy<Value = Option<Number>> {
    let texts = ["1", "2", "3", "4", "1.1", "1.2", "2.1", "2.1.1", "2.1.2", "x", "01", "40000", "1.1.1.1.1.1.1.1.1.1"];
    let depth = |text: &str| u8::try_from(text.split('.').count()).unwrap();
    let sound = move |text: &'static str| Number { depth: depth(text), text: text.into() };
    let of = proptest::sample::select(texts.to_vec());
    option::of(
        prop_oneof![9 => of.clone().prop_map(sound), 1 => of.prop_map(|text| Number { depth: 9, text: text.into() })],
    )
}

fn marks() -> impl Strategy<Value = Marks> {
    prop_oneof![Just(Marks::Bullets), Just(Marks::Figures), Just(Marks::Letters), Just(Marks::Roman)]
}

fn block() -> impl Strategy<Value = Block> {
    let heading = (0..7_u8, id(), number(), inlines())
        .prop_map(|(level, id, number, text)| Block::Heading(Heading { level, id, number, text }));
    let paragraph = (number(), inlines()).prop_map(|(number, text)| Block::Paragraph(Paragraph { number, text }));
    let ticks = collection::vec((text(), any::<bool>()), 0..3).prop_map(|items| Block::Ticks {
        items: items.into_iter().map(|(title, ticked)| Tick { title, ticked }).collect(),
    });
    let picture = prop_oneof![
        ("here|away", 0..9_000_u32, 0..9_000_u32).prop_map(|(path, width, height)| Picture::Image(Image {
            path,
            width,
            height
        })),
        Just(Picture::Drawing(sample::drawing())),
    ];
    let figure =
        (text(), text(), picture).prop_map(|(caption, alt, picture)| Block::Figure(Figure { caption, alt, picture }));
    let leaf = prop_oneof![2 => heading, 4 => paragraph, 1 => ticks, 1 => figure, 1 => Just(Block::PageBreak)];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let blocks = || collection::vec(inner.clone(), 0..4);
        let fact = (text(), blocks()).prop_map(|(label, value)| Fact { label, value });
        let list = (marks(), 1..31_u32, collection::vec(blocks(), 0..4));
        let columns = collection::vec((text(), any::<u16>(), any::<bool>()), 0..4);
        let rows = collection::vec(collection::vec(blocks().prop_map(|blocks| Cell { blocks }), 0..4), 0..4);
        prop_oneof![
            3 => list.prop_map(|(marks, start, items)| Block::List(List { marks, start, items })),
            1 => collection::vec(fact, 0..3).prop_map(|items| Block::Facts { items }),
            1 => blocks().prop_map(|blocks| Block::Note { blocks }),
            1 => blocks().prop_map(|blocks| Block::Quote { blocks }),
            2 => (text(), columns, rows).prop_map(|(caption, columns, rows)| table(caption, columns, rows)),
        ]
    })
}

fn table(caption: String, columns: Vec<(String, u16, bool)>, rows: Vec<Vec<Cell>>) -> Block {
    let column = |(title, width, is_right): &(String, u16, bool)| {
        sample::column(title, *width, if *is_right { Align::End } else { Align::Start })
    };
    let row_heads = if caption.len().is_multiple_of(2) { RowHeads::First } else { RowHeads::None };
    Block::Table(Table { caption, columns: columns.iter().map(column).collect(), row_heads, rows })
}

pub fn document() -> impl Strategy<Value = Document> {
    let numbering = prop_oneof![
        Just(Numbering::None),
        (0..9_u32).prop_map(|start| Numbering::Paragraphs { start }),
        (0..9_u32).prop_map(|start| Numbering::Sections { start }),
    ];
    let section = (any::<bool>(), collection::vec(block(), 0..7)).prop_map(|(is_wide, blocks)| Section {
        orientation: if is_wide { Orientation::Landscape } else { Orientation::Portrait },
        blocks,
    });
    let texts = (text(), text(), option::of(text()), any::<bool>());
    (numbering, collection::vec(section, 0..4), texts).prop_map(|(numbering, sections, (title, line, marking, yes))| {
        Document {
            title,
            above: vec![line.clone()],
            running_title: line,
            marking,
            date: date(2020, 3, 18),
            contents: if yes { Contents::Listed } else { Contents::Omitted },
            base_url: yes.then(|| "https://example.org/".to_owned()),
            images: vec![ImageFile { path: "here".into(), format: ImageFormat::Png, bytes: Arc::from(sample::PNG) }],
            ..sample::bare(numbering, sections)
        }
    })
}

/// A text without spaces and without what no XML holds: neither says where words are.
pub fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{fdd0}' | '\u{ffff}')).collect()
}

/// All words that a reader sees in the text of the document.
pub fn words(document: &Document) -> Vec<String> {
    let mut words = document.above.clone();
    words.push(document.title.clone());
    document.sections.iter().for_each(|section| add_words(&section.blocks, &mut words));
    words
}

fn add_words(blocks: &[Block], words: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(Heading { text, .. }) | Block::Paragraph(Paragraph { text, .. }) => add_inlines(text, words),
            Block::List(list) => list.items.iter().for_each(|item| add_words(item, words)),
            Block::Ticks { items } => words.extend(items.iter().map(|tick| {
                let ticked = if tick.ticked { ("☒", "applies") } else { ("☐", "does not apply") };
                format!("{}{}({})", ticked.0, tick.title, ticked.1)
            })),
            Block::Facts { items } => items.iter().for_each(|fact| {
                words.push(fact.label.clone());
                add_words(&fact.value, words);
            }),
            Block::Table(table) => {
                words.push(table.caption.clone());
                words.extend(table.columns.iter().map(|column| column.title.clone()));
                table.rows.iter().flatten().for_each(|cell| add_words(&cell.blocks, words));
            }
            Block::Figure(figure) => words.push(figure.caption.clone()),
            Block::Note { blocks } | Block::Quote { blocks } => add_words(blocks, words),
            Block::PageBreak => {}
        }
    }
}

fn add_inlines(content: &[Inline], words: &mut Vec<String>) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => words.push(text.clone()),
            Inline::Status { label, .. } => words.push(label.clone()),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Link { content, .. }
            | Inline::Foreign { content, .. }
            | Inline::Footnote { content } => add_inlines(content, words),
            Inline::Break => {}
        }
    }
}

/// Every number and mark in the order in which it is read.
pub fn numbers(document: &Document) -> Vec<String> {
    let mut numbers = Vec::new();
    document.sections.iter().for_each(|section| add_numbers(&section.blocks, 0, &mut numbers));
    numbers
}

fn add_numbers(blocks: &[Block], depth: usize, numbers: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(Heading { number, .. }) | Block::Paragraph(Paragraph { number, .. }) => {
                numbers.extend(number.iter().map(|number| number.text.clone()));
            }
            Block::List(list) => {
                for (item, number) in list.items.iter().zip(list.start..) {
                    numbers.push(match list.marks {
                        Marks::Bullets => ["•", "–"][depth % 2].to_owned(),
                        Marks::Figures => format!("{number}."),
                        Marks::Letters => format!("({})", written(number, "lowerLetter")),
                        Marks::Roman => format!("({})", written(number, "lowerRoman")),
                    });
                    add_numbers(item, depth + 1, numbers);
                }
            }
            Block::Facts { items } => items.iter().for_each(|fact| add_numbers(&fact.value, 0, numbers)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| add_numbers(&cell.blocks, 0, numbers)),
            Block::Note { blocks } | Block::Quote { blocks } => add_numbers(blocks, depth, numbers),
            Block::Ticks { .. } | Block::Figure(_) | Block::PageBreak => {}
        }
    }
}

/// The number that a paragraph has as text, with a tab behind it.
pub fn written_number(paragraph: &Element) -> Option<String> {
    let run = paragraph.children.iter().find(|child| child.name == "w:r")?;
    let [first, tab, rest] = run.children.get(..3)? else { return None };
    let is_number = first.name == "w:t" && tab.name == "w:tab" && rest.text.is_empty() && !first.text.is_empty();
    is_number.then(|| first.text.clone())
}
