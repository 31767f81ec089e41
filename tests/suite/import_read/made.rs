//! Office files made by hand, of just the parts that a test is about.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument";

pub fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn types(main: &str, kind: &str) -> (String, String) {
    let text = format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/{main}" ContentType="{kind}"/></Types>"#
    );
    ("[Content_Types].xml".to_owned(), text)
}

/// Relationships: id, kind, target; a target with a colon is outside.
pub fn relations(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains(':') { r#" TargetMode="External""# } else { "" };
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>"#)
    };
    let all: String = all.iter().map(one).collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
    )
}

/// A Word document of this body, and of other parts: their kind and what is in their root.
pub fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let main = "word/document.xml";
    let mut files = vec![
        types(main, &format!("{KIND}.wordprocessingml.document.main+xml")),
        ("_rels/.rels".to_owned(), relations(&[("rId1", "officeDocument", main)])),
        (main.to_owned(), document),
    ];
    let mut own: Vec<(String, String, String)> =
        vec![("link".to_owned(), "hyperlink".to_owned(), "https://example.org/plan?a=1&amp;b=2".to_owned())];
    for (at, (kind, inside)) in parts.iter().enumerate() {
        let file = format!("{kind}{at}.xml");
        files.push((
            format!("word/{file}"),
            format!(r#"<w:{kind} xmlns:w="{WORD}" xmlns:r="{OFFICE}">{inside}</w:{kind}>"#),
        ));
        own.push((format!("part{at}"), (*kind).to_owned(), file));
    }
    let own: Vec<(&str, &str, &str)> =
        own.iter().map(|(id, kind, target)| (id.as_str(), kind.as_str(), target.as_str())).collect();
    files.push(("word/_rels/document.xml.rels".to_owned(), relations(&own)));
    zipped(&files)
}

/// A workbook of sheets, each with its name, its state and what is in it, with these styles and shared strings.
pub fn workbook(sheets: &[(&str, &str, &str)], styles: &str, strings: &str) -> Vec<u8> {
    const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let main = "xl/workbook.xml";
    let mut files = vec![
        types(main, &format!("{KIND}.spreadsheetml.sheet.main+xml")),
        ("_rels/.rels".to_owned(), relations(&[("rId1", "officeDocument", main)])),
        ("xl/styles.xml".to_owned(), format!(r#"<styleSheet xmlns="{SHEET}">{styles}</styleSheet>"#)),
        ("xl/sharedStrings.xml".to_owned(), format!(r#"<sst xmlns="{SHEET}">{strings}</sst>"#)),
    ];
    let mut own = vec![
        ("styles".to_owned(), "styles", "styles.xml".to_owned()),
        ("strings".to_owned(), "sharedStrings", "sharedStrings.xml".to_owned()),
    ];
    let mut listed = String::new();
    for (at, (name, state, inside)) in sheets.iter().enumerate() {
        let file = format!("worksheets/sheet{at}.xml");
        let text = format!(r#"<worksheet xmlns="{SHEET}" xmlns:r="{OFFICE}">{inside}</worksheet>"#);
        files.push((format!("xl/{file}"), text));
        write!(listed, r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="s{at}"/>"#).unwrap();
        own.push((format!("s{at}"), "worksheet", file));
    }
    let text = format!(r#"<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>"#);
    files.push((main.to_owned(), text));
    let own: Vec<(&str, &str, &str)> = own.iter().map(|(id, kind, to)| (id.as_str(), *kind, to.as_str())).collect();
    files.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&own)));
    let link = relations(&[("link", "hyperlink", "https://example.org/")]);
    files.push(("xl/worksheets/_rels/sheet0.xml.rels".to_owned(), link));
    zipped(&files)
}

/// A workbook of LibreOffice with this in its content, styles and sheets.
pub fn open_workbook(styles: &str, sheets: &str) -> Vec<u8> {
    let names = ["office", "table", "text", "style"]
        .map(|name| format!(r#" xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#));
    let names = names.concat()
        + r#" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink""#;
    let text = format!(
        "<office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype".to_owned(), kind.to_owned()), ("content.xml".to_owned(), text)])
}

/// A paragraph of plain words.
pub fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A cell with these properties and blocks.
pub fn tc(properties: &str, blocks: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>")
}

/// A row of cells of plain words.
pub fn tr(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|words| tc("", &p(words))).collect();
    format!("<w:tr>{cells}</w:tr>")
}
