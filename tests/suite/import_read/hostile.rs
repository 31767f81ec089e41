//! Files that are broken, of another kind, or made to do harm: a clear message, no panic, little memory and time.

use std::io::Write;

use headway::import::read::{Refusal, read};
use headway::import::source::{Block, Source};
use proptest::prelude::*;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::made::{open_workbook, p, tr, word, workbook, zipped};
use super::shown::shown;

fn refused(name: &str, bytes: &[u8]) -> Refusal {
    match read(name, bytes) {
        Err(refusal) => refusal,
        Ok(source) => panic!("{name} is read as:\n{}", shown(&source)),
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    std::fs::read(path).unwrap()
}

/// An old container whose directory has an entry of this name.
fn compound(name: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn files_of_other_kinds_are_known_and_refused_with_a_way_out() {
    let odt = zipped(&[("mimetype".to_owned(), "application/vnd.oasis.opendocument.text".to_owned())]);
    let zip = zipped(&[("photo.txt".to_owned(), "x".to_owned())]);
    let locked = zipped(&[
        ("mimetype".to_owned(), "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("META-INF/manifest.xml".to_owned(), "<manifest:encryption-data/>".to_owned()),
    ]);
    let files: [(&str, Vec<u8>); 16] = [
        ("old.doc", compound("WordDocument")),
        ("broken.xls", compound("Workbook")),
        ("locked.docx", compound("EncryptedPackage")),
        ("locked.ods", locked),
        ("plan.pdf", b"%PDF-1.7\n...".to_vec()),
        ("plan.rtf", b"{\\rtf1 plan}".to_vec()),
        ("export.xls", b"<html><table><tr><td>1</td></tr></table></html>".to_vec()),
        ("flat.xml", b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>".to_vec()),
        ("plan.odt", odt),
        ("photos.zip", zip),
        ("picture.png", vec![0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3]),
        ("empty.csv", Vec::new()),
        ("blank.csv", b"\n ,\n\n".to_vec()),
        ("letter.txt", b"Dear all\nplease find the plan\n".to_vec()),
        ("empty.docx", word("<w:p/>", &[])),
        ("empty.xlsx", workbook(&[("Sheet1", "visible", "<sheetData/>")], "", "")),
    ];
    let mut seen = Vec::new();
    for (name, bytes) in files {
        let Refusal { message, hint } = refused(name, &bytes);
        writeln!(seen, "{name}: {message}\n    {hint}").unwrap();
    }
    crate::expected::same("import-refused.txt", &String::from_utf8(seen).unwrap());
}

#[test]
fn a_wrong_ending_is_told_and_the_file_read() {
    let source = read("C:\\plans\\plan.csv", &word(&p("words"), &[])).unwrap();
    assert_eq!(source.name, "plan.csv");
    assert_eq!(source.left_out, ["the file's name ends in `.csv`, but it is a Word document; read as such"]);
    assert!(read("plan.docx", b"a,b\n1,2\n").unwrap().left_out[0].contains("a table of text"));
    assert!(read("plan.xls", &fixture("harrow-2023.xlsx")).unwrap().left_out[0].contains("an Excel workbook"));
}

#[test]
fn a_file_that_is_cut_short_is_refused() {
    for name in ["harrow-2023.docx", "harrow-2023.xlsx", "harrow-2023.ods"] {
        let bytes = fixture(name);
        let refusal = refused(name, &bytes[..bytes.len() / 2]);
        assert!(refusal.message.contains("cut short"), "{}", refusal.message);
    }
    let cut = word("", &[]);
    assert!(read("plan.docx", &cut).is_err());
}

#[test]
fn a_document_type_is_refused_and_no_entity_expanded() {
    let bomb = r#"<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body></w:document>"#;
    let whole = word("", &[]);
    let mut files = Vec::new();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let text = std::io::read_to_string(&mut entry).unwrap();
        files.push((name.clone(), if name == "word/document.xml" { bomb.to_owned() } else { text }));
    }
    assert!(refused("plan.docx", &zipped(&files)).message.contains("declares a document type"));
    let undeclared = word("<w:p><w:r><w:t>R&amp;D &nbsp;&#0;&#x41;</w:t></w:r></w:p>", &[]);
    assert_eq!(shown(&read("plan.docx", &undeclared).unwrap()), "R&D &nbsp;&#0;A\n");
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("_rels/.rels", options).unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..65 {
        zip.write_all(&blank).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    assert_eq!(
        refused("plan.docx", &bytes).message,
        "`_rels/.rels` in the file unpacks to more than 64 MB, too much for a plan"
    );
}

#[test]
fn what_is_nested_too_deep_is_refused_without_an_end_of_the_stack() {
    let table =
        |depth: usize| "<w:tbl><w:tr><w:tc>".repeat(depth) + &p("deep") + &"</w:tc></w:tr></w:tbl>".repeat(depth);
    assert!(read("plan.docx", &word(&table(60), &[])).is_ok());
    for body in [
        table(5000),
        "<w:p>".to_owned() + &"<w:hyperlink>".repeat(100_000) + &"</w:hyperlink>".repeat(100_000) + "</w:p>",
        "<w:p>".to_owned() + &"<w:r><w:drawing><w:txbxContent><w:p>".repeat(3000),
        "<w:p><w:r>".to_owned() + &"<w:r>".repeat(100_000),
        "<w:sdt>".repeat(70_000),
    ] {
        let message = refused("plan.docx", &word(&body, &[])).message;
        assert!(message.contains("nested more than 400 deep"), "{message}");
    }
}

fn rows(source: &Source) -> usize {
    source.blocks.iter().map(|block| if let Block::Table(table) = block { table.rows.len() } else { 0 }).sum()
}

#[test]
fn a_table_of_a_hundred_thousand_rows_is_read_and_more_than_a_plan_ever_has_is_refused() {
    let text = "1,Do it,Director\n".repeat(100_000);
    assert_eq!(rows(&read("plan.csv", text.as_bytes()).unwrap()), 100_000);
    assert!(refused("plan.csv", text.repeat(3).as_bytes()).message.contains("more than 200000 rows"));
    let row = tr(&["1", "Do it"]);
    let body = format!("<w:tbl>{}</w:tbl>", row.repeat(20_000));
    assert_eq!(rows(&read("plan.docx", &word(&body, &[])).unwrap()), 20_000);
    let row = r#"<row><c t="inlineStr"><is><t>1</t></is></c><c><v>2</v></c></row>"#;
    let sheet = format!("<sheetData>{}</sheetData>", row.repeat(20_000));
    assert_eq!(rows(&read("plan.xlsx", &workbook(&[("A", "visible", &sheet)], "", "")).unwrap()), 20_000);
}

#[test]
fn too_many_columns_are_refused_and_absurd_numbers_not_believed() {
    assert!(refused("plan.csv", format!("{}1\n", "1,".repeat(1_000_000)).as_bytes()).message.contains("1000 columns"));
    assert!(read("plan.csv", format!("a,b{}\n1,2\n", ",".repeat(1_000_000)).as_bytes()).is_ok());
    let wide = r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="4294967295"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"#;
    assert!(refused("plan.docx", &word(wide, &[])).message.contains("1000 columns"));
    let wide = format!(
        r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4000000000"/></w:tcPr>{}</w:tc></w:tr></w:tbl>"#,
        p("x")
    );
    assert!(shown(&read("plan.docx", &word(&wide, &[])).unwrap()).contains("0 to 999: x"));
    let far = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row><row r="4294967295"><c><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    assert!(read("plan.xlsx", &workbook(&[("A", "visible", far)], "", "")).is_ok());
    let far = r#"<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>"#;
    assert!(refused("plan.xlsx", &workbook(&[("A", "visible", far)], "", "")).message.contains("1000 columns"));
    let many = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="20"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert!(refused("plan.ods", &open_workbook("", many)).message.contains("too much for a plan"));
}

#[test]
fn text_that_is_said_again_and_again_ends() {
    let long = "word ".repeat(20_000);
    let first = format!("<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc></w:tr>", p(&long));
    let next = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>".repeat(10_000);
    let body = format!("<w:tbl>{first}{next}</w:tbl>");
    assert!(refused("plan.docx", &word(&body, &[])).message.contains("32 MB of text"));
    let sheet = format!("<sheetData>{}</sheetData>", r#"<row><c t="s"><v>0</v></c></row>"#.repeat(10_000));
    let strings = format!("<si><t>{long}</t></si>");
    let bytes = workbook(&[("A", "visible", &sheet)], "", &strings);
    assert!(refused("plan.xlsx", &bytes).message.contains("32 MB of text"));
}

#[test]
fn bytes_of_nought_and_broken_letters_do_no_harm() {
    let seen = shown(&read("plan.csv", b"No,What\n1,a\0b\xff\n").unwrap());
    assert!(seen.contains("1: abÿ"), "{seen}");
    let bytes = word("<w:p><w:r><w:t>a\u{1}b\u{0}c</w:t></w:r></w:p>", &[]);
    assert_eq!(shown(&read("plan.docx", &bytes).unwrap()), "abc\n");
    assert!(read("plan.docx", &word("<w:p></w:tbl>", &[])).is_err());
    assert!(read("", b"PK").is_err());
    assert!(read("", b"PK\x05\x06").is_err());
}

/// One thing that goes wrong with a file; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Mishap {
    Flip { at: usize, bit: u8 },
    Cut { at: usize, length: usize },
    Double { at: usize, length: usize },
    Insert { at: usize, what: usize },
}

/// What breaks readers of XML and of tables as text.
const SCRAPS: [&str; 20] = [
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "</w:p>",
    "<w:p>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"-1\"/>",
    "&",
    "<",
    "\"",
    ";",
    ",",
    "\n",
    "\u{0}",
    "<row r=\"0\">",
    "<c r=\"A0\">",
    "&#x110000;",
    "xmlns:w=\"\"",
    "é",
];

fn mishap() -> impl Strategy<Value = Mishap> {
    let any = any::<u32>().prop_map(|at| at as usize);
    prop_oneof![
        (any.clone(), 0_u8..8).prop_map(|(at, bit)| Mishap::Flip { at, bit }),
        (any.clone(), 0_usize..60).prop_map(|(at, length)| Mishap::Cut { at, length }),
        (any.clone(), 0_usize..200).prop_map(|(at, length)| Mishap::Double { at, length }),
        (any.clone(), any).prop_map(|(at, what)| Mishap::Insert { at, what }),
    ]
}

fn befall(bytes: &mut Vec<u8>, mishap: &Mishap) {
    let place = |at: usize| at % bytes.len().max(1);
    match mishap {
        Mishap::Flip { at, bit } => {
            let at = place(*at);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        Mishap::Cut { at, length } => {
            let at = place(*at).min(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.drain(at..end);
        }
        Mishap::Double { at, length } => {
            let at = place(*at).min(bytes.len());
            let piece: Vec<u8> = bytes[at..(at + length).min(bytes.len())].to_vec();
            bytes.splice(at..at, piece);
        }
        Mishap::Insert { at, what } => {
            let at = place(*at).min(bytes.len());
            bytes.splice(at..at, SCRAPS[what % SCRAPS.len()].bytes());
        }
    }
}

/// The parts of a packed file, or the file itself.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return Vec::new() };
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::copy(&mut entry, &mut text).unwrap();
        parts.push((name, text));
    }
    parts
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever befalls a file as it is sent, or one of its parts, it is read or refused.
    #[test]
    fn whatever_befalls_a_file_it_is_read_or_refused(
        which in 0_usize..5,
        part in any::<u16>(),
        is_within in any::<bool>(),
        mishaps in proptest::collection::vec(mishap(), 1..6),
    ) {
        let name = ["harrow-2023.docx", "harrow-2023.xlsx", "harrow-2023.ods", "harrow-2023.csv", "libraries.xls"][which];
        let mut bytes = fixture(name);
        let mut parts = parts(&bytes);
        // Settings and pictures are of no matter to the readers.
        parts.retain(|(name, _)| name.ends_with(".rels") || name.ends_with(".xml") || name == "mimetype");
        if is_within && !parts.is_empty() {
            let at = usize::from(part) % parts.len();
            for mishap in &mishaps {
                befall(&mut parts[at].1, mishap);
            }
            bytes = packed(&parts);
        } else {
            for mishap in &mishaps {
                befall(&mut bytes, mishap);
            }
        }
        if let Err(refusal) = read(name, &bytes) {
            prop_assert!(!refusal.message.is_empty() && !refusal.hint.is_empty());
        }
    }
}
