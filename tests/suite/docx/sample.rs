//! A paper that holds no plan and has everything that a document can have.

use std::sync::Arc;

use headway::document::drawing::{Anchor, Drawing, Shape};
use headway::document::{
    Align, Block, Cell, Column, Contents, Destination, Document, Fact, Figure, Heading, Image, ImageFile, ImageFormat,
    Inline, List, Marks, Number, Numbering, Orientation, Paragraph, Picture, RowHeads, Section, Table, Tick, Words,
};
use jiff::civil::date;

pub fn words() -> Words {
    Words {
        contents: "Contents".into(),
        page_of: ("Page ".into(), " of ".into(), String::new()),
        ticked: "applies".into(),
        not_ticked: "does not apply".into(),
        back_to_reference: "Back to the text".into(),
    }
}

/// A document of these sections and nothing else.
pub fn bare(numbering: Numbering, sections: Vec<Section>) -> Document {
    Document {
        title: "Progress of the plan".into(),
        language: "en-GB".into(),
        organisation: String::new(),
        subject: "What has been done since the last report".into(),
        date: date(2020, 3, 18),
        running_title: String::new(),
        marking: None,
        above: Vec::new(),
        facts: Vec::new(),
        contents: Contents::Omitted,
        numbering,
        sections,
        words: words(),
        base_url: Some("https://progress.example.org/".into()),
        images: Vec::new(),
    }
}

pub fn portrait(blocks: Vec<Block>) -> Section {
    Section { orientation: Orientation::Portrait, blocks }
}

fn number(text: &str) -> Number {
    Number { depth: u8::try_from(text.split('.').count()).unwrap_or(u8::MAX), text: text.into() }
}

pub fn heading(level: u8, id: &str, of: Option<&str>, text: &str) -> Block {
    Block::Heading(Heading { level, id: id.into(), number: of.map(number), text: vec![Inline::text(text)] })
}

pub fn numbered(of: &str, text: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { number: Some(number(of)), text })
}

pub fn plain(text: &str) -> Inline {
    Inline::text(text)
}

pub fn list(marks: Marks, start: u32, items: &[&str]) -> Block {
    Block::List(List { marks, start, items: items.iter().map(|item| vec![Block::paragraph(*item)]).collect() })
}

fn fact(label: &str, value: &str) -> Fact {
    Fact { label: label.into(), value: vec![Block::paragraph(value)] }
}

fn status(label: &str, colour: &str) -> Inline {
    Inline::Status { label: label.into(), colour: colour.into(), shape: "circle".into() }
}

pub fn column(title: &str, width: u16, align: Align) -> Column {
    Column { title: title.into(), width, align }
}

/// A table as long as the appendix of a council's action plan.
pub fn appendix(rows: u32) -> Table {
    let row = |number: u32| {
        let text = format!(
            "Recommendation {number}: the council should agree with its partners who does what, by when and at what \
             cost, and report it where residents see it."
        );
        let progress = vec![
            Block::paragraph("The partners met in May and agreed a first list of what each of them will do."),
            list(Marks::Bullets, 1, &["Terms of reference agreed", "First report published"]),
        ];
        let colour = ["green", "blue", "amber", "red", "purple", "grey"][number as usize % 6];
        let word = ["Complete", "On track", "Delayed", "At risk", "Closed", "Not started"][number as usize % 6];
        let status = Block::Paragraph(Paragraph { number: None, text: vec![status(word, colour)] });
        vec![
            Cell::text(number.to_string()),
            Cell::text(text),
            Cell { blocks: progress },
            Cell::text("Head of Service"),
            Cell { blocks: vec![status] },
            Cell::text(format!("£{},500", number * 3)),
        ]
    };
    Table {
        caption: "All recommendations, their progress and status".into(),
        columns: vec![
            column("No.", 6, Align::Start),
            column("Recommendation", 34, Align::Start),
            column("Progress", 34, Align::Start),
            column("Lead", 14, Align::Start),
            column("Status", 12, Align::Start),
            column("Cost", 10, Align::End),
        ],
        row_heads: RowHeads::First,
        rows: (1..=rows).map(row).collect(),
    }
}

pub fn drawing() -> Drawing {
    let text = |x, y, anchor, text: &str| Shape::Text { x, y, size: 90, anchor, text: text.into(), role: "label" };
    let outlines = ["circle", "ring", "square", "triangle", "diamond", "tick", "cross", "dash"];
    let mark = |(at, outline): (u32, &&str)| Shape::Mark {
        x: 300 + at * 500,
        y: 400,
        size: 120,
        outline: (*outline).into(),
        role: "mark",
        tone: Some("blue".into()),
    };
    let mut shapes = vec![
        Shape::Rect { x: 0, y: 0, width: 4820, height: 600, role: "ground", tone: None },
        Shape::Line { x1: 0, y1: 400, x2: 4820, y2: 400, role: "aim" },
        Shape::Rect { x: 1000, y: 480, width: 1500, height: 60, role: "work", tone: Some("green".into()) },
        text(0, 120, Anchor::Start, "January 2019: Ŵyl y Tŷ"),
        text(2410, 120, Anchor::Middle, "in the middle"),
        text(4820, 120, Anchor::End, "December 2020"),
    ];
    shapes.extend((0..).zip(&outlines).map(mark));
    Drawing { width: 4820, height: 600, shapes }
}

/// One dot of one colour.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0,
    0x90, 0x77, 0x53, 0xde, 0, 0, 0, 12, b'I', b'D', b'A', b'T', 8, 0xd7, 0x63, 0x60, 0xf0, 0x8f, 1, 0, 1, 0x6f, 0,
    0xcb, 0x9f, 0xd2, 0x12, 0x18, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn inlines() -> Vec<Inline> {
    let strong = |text: &str| Inline::Strong { content: vec![plain(text)] };
    let link = |to, text: &str| Inline::Link { to, content: vec![plain(text)] };
    vec![
        plain("Members asked for "),
        strong("three"),
        plain(" things, "),
        Inline::Emphasis { content: vec![plain("one of them "), strong("twice")] },
        plain(", & <once> "),
        Inline::Struck { content: vec![plain("not at all")] },
        plain("; the file is "),
        Inline::Code { text: "plan.yaml".into() },
        plain(", as "),
        link(Destination::Site("plans/example/".into()), "the site"),
        plain(", "),
        link(Destination::Elsewhere("https://example.org/a b?c=d&e".into()), "the minutes"),
        plain(" and "),
        link(Destination::Here("detail".into()), "the detail below"),
        plain(" say. "),
        Inline::Foreign { language: "cy".into(), content: vec![plain("Mae’r tŷ a’r ŵyl yn barod.")] },
        Inline::Footnote {
            content: vec![
                plain("Minute 14 of "),
                link(Destination::Elsewhere("https://example.org/minutes".into()), "the last meeting"),
                plain("."),
            ],
        },
        Inline::Break,
        plain("Now it is "),
        status("On track", "blue"),
        plain("."),
    ]
}

fn nested_list() -> Block {
    let inner = List {
        marks: Marks::Letters,
        start: 3,
        items: vec![
            vec![Block::paragraph("a third lettered one"), list(Marks::Roman, 1, &["deeper", "deeper still"])],
            vec![Block::paragraph("a fourth")],
        ],
    };
    Block::List(List {
        marks: Marks::Figures,
        start: 4,
        items: vec![
            vec![Block::paragraph("The fourth"), Block::List(inner), Block::paragraph("more of the fourth")],
            vec![Block::paragraph("The fifth"), list(Marks::Bullets, 1, &["a point", "another"])],
        ],
    })
}

fn figures() -> Vec<Block> {
    let image = Image { path: "content/files/photo.png".into(), width: 1200, height: 300 };
    vec![
        Block::Figure(Figure {
            caption: "When each is due".into(),
            alt: "Eight marks in a line from January 2019 to December 2020".into(),
            picture: Picture::Drawing(drawing()),
        }),
        Block::Figure(Figure {
            caption: "The town hall".into(),
            alt: "A hall of one colour".into(),
            picture: Picture::Image(image),
        }),
    ]
}

fn first_section() -> Vec<Block> {
    let summary = Table {
        caption: "Recommendations by status".into(),
        columns: vec![column("Status", 3, Align::Start), column("How many", 1, Align::End)],
        row_heads: RowHeads::First,
        rows: vec![vec![Cell::text("Complete"), Cell::text("12")], vec![Cell::text("On track"), Cell::text("5")]],
    };
    let mut blocks = vec![
        heading(1, "summary", None, "Summary"),
        numbered("1", inlines()),
        numbered("2", vec![plain("The board is asked to note:")]),
        list(Marks::Letters, 1, &["the progress made", "what is overdue, and why"]),
        numbered("3", vec![plain("It has met its objectives:")]),
        Block::Ticks {
            items: vec![
                Tick { title: "Communities".into(), ticked: true },
                Tick { title: "Places".into(), ticked: false },
            ],
        },
        heading(1, "detail", None, "Report detail"),
        heading(2, "lists", None, "Lists"),
        numbered("4", vec![plain("Lists begin where they are told to.")]),
        nested_list(),
        list(Marks::Figures, 1, &["begins anew", "and goes on"]),
        Block::Note {
            blocks: vec![
                Block::paragraph("The standard wording of the council stands here, set apart from the rest."),
                list(Marks::Bullets, 1, &["with a point"]),
            ],
        },
        Block::Quote { blocks: vec![Block::paragraph("We found much to praise, said the peer team.")] },
        Block::Table(summary),
    ];
    blocks.extend(figures());
    blocks.extend([
        Block::PageBreak,
        heading(1, "after", None, "After a page break"),
        numbered("5", vec![plain("The numbers go on.")]),
        Block::Facts { items: vec![fact("Contact", "Democratic Services"), fact("Background papers", "None")] },
    ]);
    blocks
}

/// The whole of it, in portrait, landscape and portrait again.
pub fn full(rows: u32) -> Document {
    let sections = vec![
        portrait(first_section()),
        Section {
            orientation: Orientation::Landscape,
            blocks: vec![heading(1, "appendix", None, "Appendix: all recommendations"), Block::Table(appendix(rows))],
        },
        portrait(vec![heading(1, "end", None, "Legal matters"), numbered("6", vec![plain("There are none.")])]),
    ];
    Document {
        running_title: "Overview and Scrutiny Board, 18 March 2020".into(),
        marking: Some("Exempt: paragraph 3 of Schedule 12A".into()),
        above: vec!["Overview and Scrutiny Board".into(), "18 March 2020".into()],
        facts: vec![
            fact("Subject heading", "Peer review: progress"),
            fact("Lead", "Assistant Director"),
            Fact { label: "Wards".into(), value: vec![list(Marks::Bullets, 1, &["North", "South"])] },
        ],
        contents: Contents::Listed,
        images: vec![ImageFile {
            path: "content/files/photo.png".into(),
            format: ImageFormat::Png,
            bytes: Arc::from(PNG),
        }],
        organisation: "Borough of Example".into(),
        ..bare(Numbering::Paragraphs { start: 1 }, sections)
    }
}
