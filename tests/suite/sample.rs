//! A document that holds one of everything, made by hand: it knows no plan.

use std::sync::Arc;

use headway::document::drawing::{Anchor, Drawing, Shape};
use headway::document::*;

pub fn heading(level: u8, id: &str, number: Option<&str>, text: &str) -> Block {
    Block::Heading(Heading { level, id: id.into(), number: number.map(numbered), text: vec![Inline::text(text)] })
}

fn numbered(text: &str) -> Number {
    Number { depth: u8::try_from(text.split('.').count()).unwrap(), text: text.into() }
}

fn paragraph(number: &str, text: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { number: Some(numbered(number)), text })
}

fn fact(label: &str, value: Vec<Block>) -> Fact {
    Fact { label: label.into(), value }
}

fn list(marks: Marks, start: u32, items: Vec<Vec<Block>>) -> Block {
    Block::List(List { marks, start, items })
}

pub fn column(title: &str, width: u16, align: Align) -> Column {
    Column { title: title.into(), width, align }
}

pub fn status(label: &str, colour: &str, shape: &str) -> Inline {
    Inline::Status { label: label.into(), colour: colour.into(), shape: shape.into() }
}

fn link(to: Destination, words: &str) -> Inline {
    Inline::Link { to, content: vec![Inline::text(words)] }
}

/// A paper with no sections yet.
pub fn empty() -> Document {
    Document {
        title: "Peer review: progress on the plan".into(),
        language: "en-GB".into(),
        organisation: "Borough of Example".into(),
        subject: "How far the plan has come by March 2020.".into(),
        date: jiff::civil::date(2020, 3, 18),
        running_title: "Overview and Scrutiny Board, 18 March 2020".into(),
        marking: None,
        above: Vec::new(),
        facts: Vec::new(),
        contents: Contents::Omitted,
        numbering: Numbering::None,
        sections: Vec::new(),
        words: Words {
            contents: "Contents".into(),
            page_of: ("Page ".into(), " of ".into(), String::new()),
            ticked: "Applies".into(),
            not_ticked: "Does not apply".into(),
            back_to_reference: "Back to where it is named".into(),
        },
        base_url: Some("https://progress.example.org/".into()),
        images: Vec::new(),
    }
}

#[cfg(feature = "pdf")]
pub fn with(blocks: Vec<Block>) -> Document {
    Document { sections: vec![Section { orientation: Orientation::Portrait, blocks }], ..empty() }
}

pub fn full() -> Document {
    let landscape = vec![heading(1, "appendix", None, "Appendix A: the action plan"), plan(42)];
    Document {
        marking: Some("Exempt: paragraph 3 of Schedule 12A".into()),
        above: vec!["Overview and Scrutiny Board".into(), "18 March 2020".into()],
        facts: vec![
            fact("SLT lead", vec![Block::paragraph("Chief Operating Officer")]),
            fact(
                "Report author and contact details",
                vec![
                    Block::paragraph("Head of Policy"),
                    Block::Paragraph(Paragraph {
                        number: None,
                        text: vec![link(
                            Destination::Elsewhere("mailto:policy@example.org".into()),
                            "policy@example.org",
                        )],
                    }),
                ],
            ),
        ],
        contents: Contents::Listed,
        numbering: Numbering::Sections { start: 1 },
        sections: vec![
            Section { orientation: Orientation::Portrait, blocks: body() },
            Section { orientation: Orientation::Landscape, blocks: landscape },
            Section {
                orientation: Orientation::Portrait,
                blocks: vec![heading(1, "background", None, "Background papers"), Block::paragraph("None.")],
            },
        ],
        images: vec![ImageFile {
            path: "plans/people/files/team.png".into(),
            format: ImageFormat::Png,
            bytes: Arc::from(PICTURE),
        }],
        ..empty()
    }
}

/// The full one with a few rows of its plan, which tell as much as all.
pub fn short() -> Document {
    let mut document = full();
    if let Some(Block::Table(table)) = document.sections[1].blocks.last_mut() {
        table.rows.truncate(3);
    }
    document
}

/// A PNG of one point.
pub const PICTURE: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 144, 119, 83,
    222, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 144, 41, 112, 4, 0, 1, 121, 0, 206, 69, 50, 191, 150, 0, 0, 0, 0,
    73, 69, 78, 68, 174, 66, 96, 130,
];

fn body() -> Vec<Block> {
    let mut blocks = vec![
        heading(1, "objectives", Some("1"), "Objectives"),
        Block::Ticks {
            items: vec![
                Tick { title: "Communities".into(), ticked: true },
                Tick { title: "Places".into(), ticked: false },
            ],
        },
        heading(1, "summary", Some("2"), "Summary"),
        paragraph("2.1", runs()),
        paragraph("2.2", vec![Inline::text("The Board is asked to agree:")]),
        list(
            Marks::Letters,
            1,
            vec![
                vec![Block::paragraph("that the plan is noted;")],
                vec![
                    Block::paragraph("that two parts follow:"),
                    list(
                        Marks::Roman,
                        1,
                        vec![vec![Block::paragraph("one part")], vec![Block::paragraph("the other part")]],
                    ),
                ],
            ],
        ),
        heading(2, "detail", Some("2.3"), "Report detail"),
        paragraph("2.3.1", vec![Inline::text("A paragraph of the third depth.")]),
    ];
    blocks.extend(set_apart());
    blocks.extend(figures());
    blocks
}

fn runs() -> Vec<Inline> {
    let strong = Inline::Strong { content: vec![Inline::text("17 of 42")] };
    let emphasis = Inline::Emphasis { content: vec![Inline::text("see the report")] };
    let note = Inline::Footnote { content: vec![Inline::text("Three days; "), emphasis, Inline::text(".")] };
    let welsh =
        Inline::Foreign { language: "cy".into(), content: vec![Inline::text("Cynnydd ŵ ŷ ẁ ẃ ẅ Ŵ Ŷ.")] };
    vec![
        Inline::text("Of the recommendations "),
        strong,
        Inline::text(" are "),
        status("Complete", "green", "tick"),
        Inline::text("; "),
        link(Destination::Here("detail".into()), "the detail"),
        Inline::text(", "),
        link(Destination::Here("nowhere".into()), "a lost part"),
        Inline::text(", "),
        link(Destination::Site("plans/people/".into()), "the plan’s page"),
        Inline::text(", "),
        link(Destination::Elsewhere("https://example.org/strategy".into()), "the strategy"),
        Inline::text(": #panic(1) *stars* _low_ <angle> $x$ @ref // \\ ✓ □ → ≥ ● Ελ."),
        note,
        Inline::Break,
        welsh,
        Inline::Struck { content: vec![Inline::text("Withdrawn")] },
        Inline::Code { text: "plan.yaml".into() },
    ]
}

fn set_apart() -> Vec<Block> {
    vec![
        Block::Note {
            blocks: vec![
                Block::paragraph("Figures are as at 11 March 2020."),
                list(Marks::Bullets, 1, vec![vec![Block::paragraph("a bullet")]]),
            ],
        },
        Block::Quote { blocks: vec![Block::paragraph("The council knows itself well.")] },
        Block::Facts { items: vec![fact("Cost", vec![Block::paragraph("£1.2 million")])] },
        list(Marks::Figures, 3, vec![vec![Block::paragraph("the third")], vec![Block::paragraph("the fourth")]]),
        Block::PageBreak,
        Block::Table(Table {
            caption: "Recommendations by topic".into(),
            columns: vec![column("Topic", 4, Align::Start), column("Complete", 1, Align::End)],
            row_heads: RowHeads::First,
            rows: vec![vec![Cell::text("People"), Cell::text("12")], vec![Cell::text("Place"), Cell::text("1,022")]],
        }),
    ]
}

fn figures() -> Vec<Block> {
    let mark = |x, outline: &str| Shape::Mark {
        x,
        y: 120,
        size: 110,
        outline: outline.into(),
        role: "event",
        tone: Some("red".into()),
    };
    let mut shapes = vec![
        Shape::Rect { x: 900, y: 0, width: 3900, height: 300, role: "ground", tone: None },
        Shape::Line { x1: 900, y1: 0, x2: 900, y2: 300, role: "grid" },
        Shape::Text { x: 880, y: 150, size: 90, anchor: Anchor::End, text: "Workforce".into(), role: "label" },
    ];
    let outlines = ["ring", "square", "triangle", "diamond", "tick", "cross", "dash", "disc"];
    shapes.extend((1000..).step_by(300).zip(outlines).map(|(x, outline)| mark(x, outline)));
    let drawing = Picture::Drawing(Drawing { width: 4820, height: 300, shapes });
    let image = Picture::Image(Image { path: "plans/people/files/team.png".into(), width: 400, height: 300 });
    vec![
        Block::Figure(Figure {
            caption: "When each is due".into(),
            alt: "Workforce: from April 2023 to January 2024.".into(),
            picture: drawing,
        }),
        Block::Figure(Figure { caption: "The team".into(), alt: "The team at work.".into(), picture: image }),
    ]
}

/// A plan in full, in so many rows.
pub fn plan(rows: usize) -> Block {
    let said = "The leadership team has agreed a programme of work, with milestones that are reported each quarter.";
    let statuses = [("Complete", "green", "tick"), ("On track", "blue", "ring"), ("Delayed", "red", "triangle")];
    let row = |number: usize| {
        let (label, colour, shape) = statuses[number % 3];
        vec![
            Cell::text(number.to_string()),
            Cell::text(format!("Recommendation {number}: one costed plan for the workforce.")),
            Cell { blocks: vec![Block::paragraph(said); 1 + number % 3] },
            Cell::text("Director of HR and OD"),
            Cell {
                blocks: vec![Block::Paragraph(Paragraph { number: None, text: vec![status(label, colour, shape)] })],
            },
            Cell::text("by the end of March 2024"),
        ]
    };
    Block::Table(Table {
        caption: "Action plan: people".into(),
        columns: [
            ("No.", 6),
            ("Recommendation", 26),
            ("Action to date", 40),
            ("Lead", 16),
            ("Status", 16),
            ("Due", 14),
        ]
        .map(|(title, width)| column(title, width, Align::Start))
        .to_vec(),
        row_heads: RowHeads::First,
        rows: (1..=rows).map(row).collect(),
    })
}
