//! Papers as Word files, from documents made by hand that hold no plan.

mod generated;
pub mod sample;
mod schema;
mod word;

use headway::document::{Align, Block, Destination, Document, Inline, Marks, Numbering, Paragraph, RowHeads, Table};
use headway::writers::docx;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

use crate::expected;
use sample::{bare, heading, list, numbered, plain, portrait};
use word::{Element, Word};

const STYLES: &str = include_str!("../../themes/default/paper/styles.xml");

fn bytes(document: &Document) -> Vec<u8> {
    let mut out = Vec::new();
    docx::write(document, STYLES, &mut out).unwrap();
    out
}

fn written(document: &Document) -> Word {
    Word::read(&bytes(document))
}

/// A document of these blocks alone.
fn of(blocks: Vec<Block>) -> Document {
    bare(Numbering::None, vec![portrait(blocks)])
}

fn paragraph(text: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { number: None, text })
}

#[test]
fn the_main_part_is_as_reviewed() {
    let mut text = String::new();
    written(&sample::full(2)).part("word/document.xml").lines(0, &mut text);
    expected::same("paper-document.txt", &text);
}

#[test]
fn word_finds_nothing_wrong() {
    assert_eq!(schema::faults(&written(&sample::full(42))), [""; 0]);
}

#[test]
fn the_same_document_gives_the_same_bytes_without_a_clock() {
    let document = sample::full(2);
    assert_eq!(bytes(&document), bytes(&document));
    let core = written(&document).text("docProps/core.xml").to_owned();
    let properties = [
        "<dc:title>Progress of the plan</dc:title>",
        "<dc:subject>What has been done since the last report</dc:subject>",
        "<dc:creator>Borough of Example</dc:creator>",
        "<dc:language>en-GB</dc:language>",
        "2020-03-18T00:00:00Z</dcterms:created>",
        "2020-03-18T00:00:00Z</dcterms:modified>",
    ];
    for property in properties {
        assert!(core.contains(property), "{property}: {core}");
    }
}

#[test]
fn sections_and_what_is_below_them_are_counted_by_word() {
    let document = bare(
        Numbering::Sections { start: 4 },
        vec![portrait(vec![
            heading(1, "a", Some("4"), "Background"),
            numbered("4.1", vec![plain("below a section")]),
            numbered("4.2", vec![plain("and the next")]),
            heading(2, "b", Some("4.3"), "Within it"),
            numbered("4.3.1", vec![plain("deeper")]),
            numbered("4.3.2", vec![plain("still")]),
            list(Marks::Letters, 1, &["a list between"]),
            heading(1, "c", Some("5"), "Finance"),
            numbered("5.1", vec![plain("anew")]),
            heading(1, "d", None, "Without a number"),
            heading(1, "e", Some("6"), "Last"),
        ])],
    );
    let paragraphs = written(&document).paragraphs();
    let expected = [
        "Title: Progress of the plan",
        "Heading1: 4 Background",
        "NumberedParagraph: 4.1 below a section",
        "NumberedParagraph: 4.2 and the next",
        "Heading2: 4.3 Within it",
        "NumberedParagraph: 4.3.1 deeper",
        "NumberedParagraph: 4.3.2 still",
        "ListNumber: (a) a list between",
        "Heading1: 5 Finance",
        "NumberedParagraph: 5.1 anew",
        "Heading1: Without a number",
        "Heading1: 6 Last",
    ];
    assert_eq!(paragraphs, expected);
    assert_eq!(written(&document).part("word/numbering.xml").named("w:num").len(), 2, "one list beside the author's");
}

#[test]
fn a_number_that_word_would_count_otherwise_is_written() {
    let blocks = ["1", "2", "2a", "3", "7", "8", "7", "7.2", "40000"].map(|text| numbered(text, vec![plain("x")]));
    let document = bare(Numbering::Paragraphs { start: 1 }, vec![portrait(blocks.into())]);
    let numbers: Vec<String> = written(&document).paragraphs().into_iter().skip(1).collect();
    let expected = ["1 x", "2 x", "2a\tx", "3 x", "7 x", "8 x", "7 x", "7.2\tx", "40000\tx"];
    assert_eq!(numbers, expected.map(|line| format!("NumberedParagraph: {line}")));
}

/// As the page and the PDF do.
#[test]
fn the_title_stands_under_whose_paper_it_is() {
    let lines: Vec<String> = written(&sample::full(2)).paragraphs();
    assert_eq!(lines.first().map(String::as_str), Some("AboveTitle: Borough of Example"), "{lines:?}");
}

#[test]
fn pages_keep_their_head_and_foot_whichever_way_round_they_are() {
    let word = written(&sample::full(2));
    let body = word.body();
    let pages: Vec<String> = body
        .named("w:sectPr")
        .iter()
        .map(|pages| {
            let size = pages.child("w:pgSz").unwrap();
            let references = pages.children.iter().filter(|child| child.name.ends_with("Reference")).count();
            format!("{} {references}", size.attribute("w:orient").unwrap_or("portrait"))
        })
        .collect();
    assert_eq!(pages, ["portrait 2", "landscape 2", "portrait 2"]);
    let header: Vec<String> = word.part("word/header.xml").children.iter().map(Element::words).collect();
    assert_eq!(header, ["Exempt: paragraph 3 of Schedule 12A", "Overview and Scrutiny Board, 18 March 2020"]);
    let footer = word.part("word/footer.xml");
    assert_eq!(footer.words(), "Page 1 of 1");
    let fields: Vec<&str> = footer.named("w:instrText").iter().map(|field| field.text.trim()).collect();
    assert_eq!(fields, ["PAGE", "NUMPAGES"]);
}

#[test]
fn a_page_begins_where_it_is_told_to_and_never_twice() {
    let one = |text: &str| Block::paragraph(text);
    let facts =
        Block::Facts { items: vec![headway::document::Fact { label: "Contact".into(), value: vec![one("A post")] }] };
    let blocks =
        vec![Block::PageBreak, Block::PageBreak, one("a"), one("b"), Block::PageBreak, facts, Block::PageBreak];
    let body = written(&of(blocks)).body();
    let breaks = |paragraph: &&&Element| !paragraph.named("w:pageBreakBefore").is_empty();
    let begun: Vec<String> = body.named("w:p").iter().filter(breaks).map(|paragraph| paragraph.words()).collect();
    assert_eq!(begun, ["a", ""], "the empty one stands before the table");
}

#[test]
fn links_lead_where_they_can_and_are_words_elsewhere() {
    let link = |to, text: &str| paragraph(vec![Inline::Link { to, content: vec![plain(text)] }]);
    let blocks = vec![
        heading(1, "here", None, "Here"),
        link(Destination::Site("plans/p/".into()), "site"),
        link(Destination::Here("here".into()), "here"),
        link(Destination::Here("nowhere".into()), "nowhere"),
        link(Destination::Elsewhere("https://example.org/a b".into()), "elsewhere"),
        link(Destination::Elsewhere("javascript:alert(1)".into()), "script"),
    ];
    let mut document = of(blocks);
    let linked = |document: &Document| -> Vec<String> {
        written(document).body().named("w:hyperlink").iter().map(|link| link.words()).collect()
    };
    assert_eq!(linked(&document), ["site", "here", "elsewhere"]);
    let targets: Vec<String> = written(&document)
        .relations("word/document.xml")
        .into_iter()
        .filter(|(.., is_outside)| *is_outside)
        .map(|(_, target, _)| target)
        .collect();
    assert_eq!(targets, ["https://progress.example.org/plans/p/", "https://example.org/a%20b"]);
    document.base_url = None;
    assert_eq!(linked(&document), ["here", "elsewhere"]);
    assert_eq!(schema::faults(&written(&document)), [""; 0]);
}

#[test]
fn languages_are_those_of_the_text() {
    let foreign =
        |language: &str, text: &str| Inline::Foreign { language: language.into(), content: vec![plain(text)] };
    let mut document = of(vec![paragraph(vec![foreign("en", "Council"), foreign("ar", "مجلس"), foreign("<", "?")])]);
    document.language = "cy".into();
    let word = written(&document);
    let default = word.part("word/styles.xml");
    assert_eq!(default.property(&["w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"]), Some("cy-GB"));
    assert_eq!(word.part("word/settings.xml").property(&["w:themeFontLang"]), Some("cy-GB"));
    let body = word.body();
    let told: Vec<(Option<&str>, Option<&str>)> = body
        .named("w:lang")
        .iter()
        .map(|language| (language.attribute("w:val"), language.attribute("w:bidi")))
        .collect();
    assert_eq!(told, [(Some("en-GB"), None), (None, Some("ar"))]);
}

#[test]
fn what_word_cannot_hold_stands_as_words() {
    let inner = Inline::Footnote { content: vec![plain("inner")] };
    let note = Inline::Footnote { content: vec![plain("outer"), inner] };
    let word = written(&of(vec![paragraph(vec![plain("a\u{1}b\u{fdd0}c\u{b}\u{ffff}d"), note])]));
    assert_eq!(word.paragraphs(), ["Title: Progress of the plan", "Normal: abcd"]);
    let notes = word.part("word/footnotes.xml");
    assert_eq!(notes.children.last().unwrap().words(), " outer (inner)");
}

#[test]
fn a_column_has_room_for_the_words_of_its_title() {
    let columns = [("Theme", 20), ("Complete", 1), ("No status reported", 1), ("All", 1)];
    let table = Table {
        caption: String::new(),
        columns: columns.map(|(title, share)| sample::column(title, share, Align::Start)).into(),
        row_heads: RowHeads::First,
        rows: Vec::new(),
    };
    let body = written(&of(vec![Block::Table(table)])).body();
    let widths = body.named("w:gridCol").into_iter().map(|column| column.attribute("w:w").unwrap().parse().unwrap());
    let widths: Vec<u32> = widths.collect();
    assert_eq!(widths.iter().sum::<u32>(), 9_638, "the width between the margins");
    // In twentieths of a point: some 45 points of letters, and what a cell keeps free.
    assert!(widths[0] > 5_000 && widths[1] > 1_000 && widths[2] > 950 && widths[3] < 500, "{widths:?}");
}

#[test]
fn a_drawing_is_a_whole_metafile_with_its_words() {
    let word = written(&sample::full(2));
    let bytes = &word.files["word/media/image1.emf"];
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(40), number(48)), (0x464d_4520, u32::try_from(bytes.len()).unwrap()));
    // A hundredth of a millimetre for each, of a width of 482 points.
    assert_eq!((number(32), number(36)), (17_003, 2_116));
    let (mut at, mut kinds, mut words) = (0, Vec::new(), Vec::new());
    while at < bytes.len() {
        let (kind, length) = (number(at), number(at + 4) as usize);
        kinds.push(kind);
        if kind == 84 {
            let (letters, start) = (number(at + 44) as usize, at + number(at + 48) as usize);
            let units = bytes[start..start + 2 * letters].chunks(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
            words.push(String::from_utf16(&units.collect::<Vec<_>>()).unwrap());
        }
        at += length;
    }
    assert_eq!((at, kinds.len()), (bytes.len(), number(52) as usize));
    assert_eq!((kinds.first(), kinds.last()), (Some(&1), Some(&14)));
    assert_eq!(words, ["January 2019: Ŵyl y Tŷ", "in the middle", "December 2020"]);
}

#[test]
fn a_style_sheet_that_is_none_is_refused() {
    let error = docx::write(&of(Vec::new()), "<html/>", &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("paper/styles.xml"), "{error}");
}

#[test]
fn a_style_sheet_of_ones_own_decides_how_a_status_looks() {
    let status = Inline::Status { label: "Done".into(), colour: "green".into(), shape: "tick".into() };
    let document = of(vec![paragraph(vec![status])]);
    let style = |styles: &str| {
        let mut out = Vec::new();
        docx::write(&document, styles, &mut out).unwrap();
        let body = Word::read(&out).body();
        body.named("w:rStyle").first().and_then(|style| style.attribute("w:val")).map(ToOwned::to_owned)
    };
    assert_eq!(style(STYLES).as_deref(), Some("StatusGreen"));
    assert_eq!(style(&STYLES.replace("StatusGreen", "Other")), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn every_document_becomes_a_file_that_word_opens(document in generated::document()) {
        let word = written(&document);
        prop_assert_eq!(schema::faults(&word), [""; 0]);
        prop_assert!(bytes(&document) == bytes(&document));
        let notes = word.files.contains_key("word/footnotes.xml").then(|| word.part("word/footnotes.xml").words());
        let told = generated::dense(&(word.body().words() + &notes.unwrap_or_default()));
        for words in generated::words(&document) {
            prop_assert!(told.contains(&generated::dense(&words)), "{words:?} is not in {told:?}");
        }
    }

    #[test]
    fn word_counts_what_the_document_says(document in generated::document()) {
        let word = written(&document);
        let mut counter = word::Counter::of(&word.part("word/numbering.xml"));
        let body = word.body();
        let counted = body.named("w:p").into_iter().flat_map(|paragraph| {
            let label = counter.label(paragraph);
            label.into_iter().chain(generated::written_number(paragraph)).collect::<Vec<_>>()
        });
        prop_assert_eq!(counted.collect::<Vec<_>>(), generated::numbers(&document));
    }
}
