//! Papers as PDF: what the file says of itself, its tags, its words, and what is told of a fault.

mod reader;

use std::sync::Arc;

use headway::diagnostic::{Diagnostics, Severity};
use headway::document::*;
use headway::files::Files;
use headway::theme::{PaperLook, Theme};
use headway::writers::pdf::{Fault, write};

use crate::project::{Project, stderr};
use crate::{expected, sample};
use reader::{Reader, Value};

fn look(files: &[(&str, &str)]) -> PaperLook {
    let files = Files::from_texts(files.iter().copied());
    let mut found = Diagnostics::default();
    let own = files.under("themes/own/").next().map(|_| "own");
    Theme::load(&files, own, "en", &mut found).unwrap().paper_look(&files).unwrap()
}

fn print(document: &Document) -> Vec<u8> {
    let pdf = write(document, &look(&[])).unwrap();
    assert_eq!(pdf.warnings, [], "the built-in layout warns of nothing");
    pdf.bytes
}

fn faults(document: &Document, layout: Option<&str>) -> Vec<Fault> {
    let own = layout.map(|text| ("themes/own/paper/paper.typ", text));
    write(document, &look(own.as_slice())).err().map(|faults| faults.0).unwrap_or_default()
}

#[test]
fn every_part_is_tagged_by_what_it_is() {
    expected::same("paper-tags.txt", &Reader::new(&print(&sample::short())).tags());
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = print(&sample::full());
    let pdf = Reader::new(&bytes);
    let root = pdf.root();
    assert_eq!(root.at("Lang").words().unwrap(), "en-GB");
    assert_eq!(pdf.get(root.at("MarkInfo")).at("Marked"), &Value::Word("true".into()));
    assert_eq!(pdf.get(root.at("ViewerPreferences")).at("DisplayDocTitle"), &Value::Word("true".into()));
    let metadata = String::from_utf8(pdf.stream(root.at("Metadata"))).unwrap();
    for said in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "Peer review: progress on the plan",
        "Borough of Example",
        "How far the plan has come by March 2020.",
        "2020-03-18",
    ] {
        assert!(metadata.contains(said), "{said}: {metadata}");
    }
}

#[test]
fn each_page_has_its_number_the_running_title_and_the_marking() {
    let pdf = print(&sample::full());
    let pdf = Reader::new(&pdf);
    let pages = pdf.pages();
    let count = pages.len();
    assert!((6..12).contains(&count), "{count}");
    for (at, (_, page)) in pages.iter().enumerate() {
        let words: String = pdf.pieces(page).into_iter().map(|(_, words)| words).collect();
        assert!(words.contains(&format!("Page {} of {count}", at + 1)), "{words}");
        assert!(words.contains("Exempt: paragraph 3"), "{words}");
        assert_eq!(words.contains("Overview and Scrutiny Board, 18 March 2020"), at > 0, "{words}");
    }
    let is_wide = |page: &Value| page.at("MediaBox").clone();
    let (first, last) = (is_wide(pages[0].1), is_wide(pages[count - 1].1));
    assert_eq!(first, last);
    assert_ne!(first, is_wide(pages[count - 2].1), "the appendix lies on its side");
    let of_head = |page: &Value| pdf.pieces(page).iter().map(|(_, words)| words.as_str()).collect::<String>();
    let wide: Vec<String> =
        pages.iter().filter(|(_, page)| is_wide(page) != first).map(|(_, page)| of_head(page)).collect();
    assert!(wide.len() > 2 && wide.iter().all(|words| words.contains("Action to date")), "the head row repeats");
}

/// All words that readers of the document see, each text by itself, without spaces.
fn texts(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    serde_json::Value::String(text)
                        if ["text", "title", "label", "caption"].contains(&key.as_str()) =>
                    {
                        out.push(dense(text));
                    }
                    value => texts(value, out),
                }
            }
        }
        _ => {}
    }
}

fn dense(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The words in the order in which they are read out.
fn read_out(document: &Document) -> String {
    let tags = Reader::new(&print(document)).tags();
    let words = |line: &str| line.trim().strip_prefix('“').and_then(|line| line.strip_suffix('”')).map(dense);
    tags.lines().filter_map(words).collect()
}

#[test]
fn every_word_is_in_the_text_and_none_is_code() {
    let document = sample::full();
    let said = read_out(&document);
    let mut wanted = Vec::new();
    texts(&serde_json::to_value(&document).unwrap(), &mut wanted);
    assert!(wanted.len() > 300);
    let lost: Vec<&String> = wanted.iter().filter(|text| !said.contains(*text)).collect();
    assert_eq!(lost, Vec::<&String>::new());
}

#[test]
fn a_row_longer_than_a_page_goes_on_overleaf() {
    let words: Vec<String> = (0..1500).map(|number| format!("word{number}")).collect();
    let long = words.join(" ");
    let table = Block::Table(Table {
        caption: "One long row".into(),
        columns: vec![sample::column("No.", 1, Align::End), sample::column("Response", 3, Align::Start)],
        row_heads: RowHeads::None,
        rows: vec![vec![Cell::text("1"), Cell::text(long.clone())]],
    });
    assert!(read_out(&sample::with(vec![table])).contains(&dense(&long)));
}

/// The layout gives the narrow columns more than their share.
#[test]
fn no_head_of_a_column_runs_into_the_next() {
    let column = |(title, width): (&str, u16)| Column { title: title.into(), width, align: Align::End };
    let titles = [("Topic", 60), ("Delayed", 3), ("Complete", 3), ("Reported", 3)];
    let table = Table {
        caption: "How many".into(),
        columns: titles.map(column).into(),
        row_heads: RowHeads::First,
        rows: vec![titles.map(|_| Cell { blocks: vec![Block::paragraph("1")] }).into()],
    };
    let section = Section { orientation: Orientation::Portrait, blocks: vec![Block::Table(table)] };
    let document = Document { sections: vec![section], ..sample::short() };
    let pdf = Reader::new(&print(&document));
    let pieces: Vec<_> = pdf.pages().iter().flat_map(|(_, page)| pdf.placed(page)).collect();
    let left = |word: &str| pieces.iter().find(|(_, _, words)| words.trim() == word).expect(word).1;
    // At its size a letter is some five points wide.
    assert!(left("Complete") - left("Delayed") > 40.0, "{pieces:?}");
    assert!(left("Reported") - left("Complete") > 45.0, "{pieces:?}");
}

#[test]
fn links_to_the_site_are_whole_addresses_or_plain_words() {
    let bytes = print(&sample::full());
    let has = |bytes: &[u8], what: &str| bytes.windows(what.len()).any(|window| window == what.as_bytes());
    assert!(has(&bytes, "(https://progress.example.org/plans/people/)"));
    assert!(has(&bytes, "(https://example.org/strategy)"));
    let bytes = print(&Document { base_url: None, ..sample::full() });
    assert!(!has(&bytes, "plans/people/)"));
    assert!(has(&bytes, "(https://example.org/strategy)"));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert!(print(&sample::full()) == print(&sample::full()));
}

#[test]
fn another_process_gives_the_same_bytes() {
    let project = Project::small().file(
        "content/plans/people/papers/2024-02-20-progress.md",
        "---\ntitle: Progress\ndate: 2024-02-20\nappendices: [summary, action-plan, timeline]\n---\n## Summary\n\nWell.\n",
    );
    let made = |folder: &str| {
        let output = project.run(&["paper", "2024-02-20-progress", "--format", "pdf", "--out", folder]);
        assert!(output.status.success(), "{}", stderr(&output));
        std::fs::read(project.path(folder).join("2024-02-20-progress.pdf")).unwrap()
    };
    let (one, two) = (made("one"), made("two"));
    assert!(one.starts_with(b"%PDF-1.") && one == two);
}

#[test]
fn a_fault_of_the_layout_is_told_at_its_place() {
    let found = faults(&sample::full(), Some("#let a = 1\n\n#set text(lang: \"en\")\n  #nothing\n"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].to_string(), "themes/own/paper/paper.typ:4:4: unknown variable: nothing");
    let place = found[0].place.clone().unwrap();
    assert!(place.file.is_some());
    let found = faults(&sample::full(), Some("#let paper = json(\"/document.json\")\n#(\n"));
    assert_eq!(found[0].to_string(), "themes/own/paper/paper.typ:2:2: unclosed delimiter");
}

#[test]
fn a_layout_that_asks_for_what_is_not_there_is_told() {
    let layout = "#let paper = json(\"/document.json\")\n#set document(title: paper.title, date: \
                  datetime(year: 2020, month: 3, day: 18))\n#set text(font: (\"Comic\", \"Noto Sans\"))\nWords.\n";
    let pdf = write(&sample::full(), &look(&[("themes/own/paper/paper.typ", layout)])).unwrap();
    let said: Vec<String> = pdf.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["themes/own/paper/paper.typ:3:17: unknown font family: comic"]);
    assert_eq!(pdf.warnings[0].severity, Severity::Warning);
    let found = faults(&sample::full(), Some("#read(\"/etc/passwd\")"));
    assert!(found[0].message.contains("file not found"), "{found:?}");
}

#[test]
fn a_layout_that_would_not_be_accessible_makes_no_file() {
    let found = faults(&sample::full(), Some("Words without a title.\n"));
    assert!(found.iter().any(|fault| fault.message.contains("document title")), "{found:?}");
}

fn with_picture(format: ImageFormat, bytes: &[u8]) -> Document {
    let path = "files/team.png".to_owned();
    let picture = Picture::Image(Image { path: path.clone(), width: 4, height: 3 });
    let figure = Figure { caption: "The team".into(), alt: "At work".into(), picture };
    let images = vec![ImageFile { path, format, bytes: Arc::from(bytes) }];
    Document { images, ..sample::with(vec![Block::Figure(figure)]) }
}

#[test]
fn a_broken_picture_is_named() {
    let mut large = sample::PICTURE.to_vec();
    large[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let press = [&[0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 9, 0, 9, 4][..], &[0; 20]].concat();
    for (format, bytes, told) in [
        (ImageFormat::Png, &b"nothing"[..], "`files/team.png` is no PNG picture"),
        (ImageFormat::Jpeg, sample::PICTURE, "`files/team.png` is no JPEG picture"),
        (ImageFormat::Png, &sample::PICTURE[..50], "`files/team.png` is broken and cannot be printed: "),
        (ImageFormat::Png, &large, "`files/team.png` is too large to be printed: 65536 by 65536 points"),
        (ImageFormat::Jpeg, &press, "`files/team.png` has the colours of a printing press (CMYK)"),
    ] {
        let found = faults(&with_picture(format, bytes), None);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.starts_with(told), "{found:?}");
    }
    let lost = Document { images: Vec::new(), ..with_picture(ImageFormat::Png, sample::PICTURE) };
    assert_eq!(faults(&lost, None)[0].message, "there is no picture `files/team.png`");
    assert_eq!(faults(&with_picture(ImageFormat::Png, sample::PICTURE), None), []);
}

#[test]
fn a_letter_without_a_font_is_named_with_the_words_around_it() {
    let document = sample::with(vec![Block::paragraph("The mark \u{1F9A6} of the otter, and \u{1F9A6} again.")]);
    let found = faults(&document, None);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.starts_with("the character `\u{1F9A6}` (U+1F9A6) in `The mark \u{1F9A6} of"), "{found:?}");
}

#[test]
fn other_languages_are_said_to_be_so() {
    let document = Document { language: "cy".into(), ..sample::full() };
    assert_eq!(Reader::new(&print(&document)).root().at("Lang").words().unwrap(), "cy");
}
