//! Markdown in, the blocks of a document out, as a text in which every part shows.

use std::borrow::Cow;

use proptest::prelude::*;

use crate::document::{Block, Destination, Image, Inline, List};
use crate::prose::glossary::{Glossary, GlossaryUse};
use crate::prose::{Options, Printing, Setting, Target, Words, blocks};

fn picture(path: &str) -> Option<Image> {
    path.ends_with(".png").then(|| Image { path: path.to_owned(), width: 40, height: 30 })
}

fn resolve(destination: &str) -> Target<'static> {
    match destination {
        "ref:none" => Target::Broken,
        "trap" => Target::External(Cow::Borrowed("javascript:alert(1)")),
        other => Target::Address(Cow::Owned(other.to_owned())),
    }
}

fn made(markdown: &str, setting: Setting) -> Vec<Block> {
    let words = Words { back_to_reference: "Back", done: "Done", not_done: "Not done" };
    let options = Options { root: "", heading_base: 1, id_prefix: "", resolve: &resolve, words };
    let printing = Printing { picture: &picture, setting, nothing: "None given", table: "Table" };
    let glossary = Glossary::new([("MTFS", "medium-term financial strategy")]);
    blocks(markdown, &options, &printing, &mut GlossaryUse::new(&glossary))
}

fn shown(blocks: &[Block]) -> String {
    blocks.iter().map(|block| show(block) + "\n").collect()
}

fn inside(blocks: &[Block]) -> String {
    blocks.iter().map(show).collect::<Vec<_>>().join(" / ")
}

fn show(block: &Block) -> String {
    match block {
        Block::Heading(heading) => format!("h{} #{}: {}", heading.level, heading.id, line(&heading.text)),
        Block::Paragraph(paragraph) => line(&paragraph.text),
        Block::List(List { marks, start, items }) => {
            let items: Vec<String> = items.iter().map(|item| inside(item)).collect();
            format!("{marks:?} from {start}: {}", items.join(" | "))
        }
        Block::Ticks { items } => {
            let items: Vec<String> = items.iter().map(|tick| format!("{}={}", tick.title, tick.ticked)).collect();
            format!("Ticks: {}", items.join(" | "))
        }
        Block::Table(table) => {
            let heads: Vec<String> = table.columns.iter().map(|c| format!("{} {:?}", c.title, c.align)).collect();
            let row = |row: &Vec<crate::document::Cell>| {
                row.iter().map(|cell| inside(&cell.blocks)).collect::<Vec<_>>().join(" | ")
            };
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            format!("Table {:?} {:?}: {} || {}", table.caption, table.row_heads, heads.join(" | "), rows.join(" || "))
        }
        Block::Figure(figure) => format!("Figure: {} ({})", figure.caption, figure.alt),
        Block::Quote { blocks } => format!("Quote: {}", inside(blocks)),
        Block::PageBreak => "PageBreak".to_owned(),
        Block::Facts { .. } | Block::Note { .. } => format!("{block:?}"),
    }
}

fn line(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text { text } => text.clone(),
            Inline::Strong { content } => format!("<b {}>", line(content)),
            Inline::Emphasis { content } => format!("<i {}>", line(content)),
            Inline::Struck { content } => format!("<s {}>", line(content)),
            Inline::Code { text } => format!("<code {text}>"),
            Inline::Link { to, content } => match to {
                Destination::Site(path) => format!("<site {path}: {}>", line(content)),
                Destination::Elsewhere(path) => format!("<web {path}: {}>", line(content)),
                Destination::Here(path) => format!("<here {path}: {}>", line(content)),
            },
            Inline::Foreign { language, content } => format!("<{language} {}>", line(content)),
            Inline::Footnote { content } => format!("<note {}>", line(content)),
            Inline::Break => "<br>".to_owned(),
            Inline::Status { label, .. } => label.clone(),
        })
        .collect()
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(shown(&made(markdown, Setting::Page)).trim_end(), expected, "{markdown}");
}

#[test]
fn words_and_what_sets_them_off() {
    check(
        "One *two* **three\nfour** ~~five~~ `six` &amp; more.",
        "One <i two> <b three four> <s five> <code six> & more.",
    );
    check("A line  \nand another\nand more.", "A line<br>and another and more.");
    check("Our [Cynllun]{lang=cy} of old.", "Our <cy Cynllun> of old.");
    check("<script>x</script> is text.", "<script>x</script> is text.");
    check("```\nlet a\n\nlet b\n```", "<code let a><br><code  ><br><code let b>");
}

#[test]
fn links_lead_where_pages_lead_and_nowhere_else() {
    check(
        "[nine](ref:9) [web](https://example.org/) [here](#there)",
        "nine <web https://example.org/: web> <here there: here>",
    );
    check("[nine](plans/x/) [no](ref:none) [no](trap) [no](javascript:x)", "<site plans/x/: nine> no no no");
    check("<clerk@example.org>", "<web mailto:clerk@example.org: clerk@example.org>");
}

#[test]
fn headings_leave_no_level_out() {
    check("## Summary\n\n#### Deep\n\n## Summary", "h1 #summary: Summary\nh2 #deep: Deep\nh1 #summary-2: Summary");
}

#[test]
fn lists_keep_their_marks() {
    check("- one\n- two\n\n  3. three\n  4. four", "Bullets from 1: one | two / Figures from 3: three | four");
    check("(a) one\n(b) two\nmore\n(c) three", "Letters from 1: one | two more | three");
    check("(i) one\n\n(ii) two\n\nAfter.", "Roman from 1: one | two\nAfter.");
    check("Either (a) or (b) will do.", "Either (a) or (b) will do.");
    check("- [x] Communities\n- [ ] Places", "Ticks: Communities=true | Places=false");
    check("- [x] Communities\n- Places", "Bullets from 1: Done: Communities | Places");
}

#[test]
fn tables_have_captions_and_no_empty_cell() {
    check(
        "## Money\n\nTable: What it costs\n\n| Item | Cost |\n|---|---:|\n| Staff | 4 |\n| IT | |",
        "h1 #money: Money\nTable \"What it costs\" First: Item Start | Cost End || Staff | 4 || IT | None given",
    );
    check("## Money\n\n| A |\n|---|\n| B |", "h1 #money: Money\nTable \"Money\" First: A Start || B");
    check("| A |\n|---|\n| B |\n| B |", "Table \"Table\" None: A Start || B || B");
}

#[test]
fn notes_stand_where_they_are_referred_to_and_none_is_lost() {
    check("Word[^a] more.\n\n[^a]: The *note*.\n[^b]: Unused.", "Word<note The <i note>.> more.\nUnused.");
}

#[test]
fn published_pictures_are_figures_and_others_links() {
    check("See ![A bar](files/bar.png \"The bar\") there.", "See  there.\nFigure: The bar (A bar)");
    check("![A bar](files/bar.svg)", "<site files/bar.svg: A bar>");
    check("![A bar](https://example.org/bar.png)", "<web https://example.org/bar.png: A bar>");
}

#[test]
fn abbreviations_are_spelt_out_once() {
    check("The MTFS & the MTFS.", "The MTFS (medium-term financial strategy) & the MTFS.");
    check("# MTFS\n\nThe **MTFS**.", "h1 #mtfs: MTFS\nThe <b MTFS (medium-term financial strategy)>.");
}

#[test]
fn rules_begin_pages() {
    check("One.\n\n---\n\nTwo.", "One.\nPageBreak\nTwo.");
}

#[test]
fn cells_hold_no_headings_and_no_tables() {
    let cell = made("# Head\n\n| A | B |\n|---|---|\n| C | |\n\n![A bar](files/bar.png)", Setting::Cell);
    assert_eq!(shown(&cell), "<b Head>\nA; B\nC\n<site files/bar.png: A bar>\n");
}

/// No block is empty, and no text is without words.
fn sound(blocks: &[Block], depth: usize) {
    assert!(depth < 80, "nested too deep");
    for block in blocks {
        match block {
            Block::Heading(heading) => assert!(!heading.text.is_empty()),
            Block::Paragraph(paragraph) => assert!(!paragraph.text.is_empty()),
            Block::List(list) => list.items.iter().for_each(|item| {
                assert!(!item.is_empty());
                sound(item, depth + 1);
            }),
            Block::Table(table) => table.rows.iter().for_each(|row| {
                assert_eq!(row.len(), table.columns.len());
                assert!(row.iter().all(|cell| !cell.blocks.is_empty()));
            }),
            Block::Quote { blocks } | Block::Note { blocks } => sound(blocks, depth + 1),
            Block::Ticks { items } => items.iter().for_each(|tick| assert!(!tick.title.is_empty())),
            Block::Facts { .. } | Block::Figure(_) | Block::PageBreak => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_markdown_makes_sound_blocks(text in r"([-*>#|`\[\]()!^:ab1.~_&< ]|\n|\[\^a\]|\(a\) |- \[x\] ){0,120}") {
        sound(&made(&text, Setting::Page), 0);
        sound(&made(&text, Setting::Cell), 0);
    }
}

#[test]
fn a_note_of_nothing_but_a_note_leaves_nothing() {
    assert!(made("[^a]:[^a]", Setting::Page).is_empty());
    sound(&made("Words.[^a]\n\n[^a]: [^b]\n\n[^b]: [^a]\n", Setting::Page), 0);
}

#[test]
fn deep_nesting_is_flattened() {
    let deep = made(&format!("{}word", "> ".repeat(5_000)), Setting::Page);
    sound(&deep, 0);
}
