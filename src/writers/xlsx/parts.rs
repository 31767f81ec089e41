//! What stands around the rows: the parts of the file that are small, and the ends of each sheet.

use super::text::{push_text, quoted};
use super::{Style, Written, push_row};
use crate::table::{Cell, Sheet, Workbook};
use crate::writers::package::{OFFICE, PACKAGE, XML};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    push_text(text, &mut xml);
    xml
}

pub fn content_types(sheets: usize) -> String {
    let office = "application/vnd.openxmlformats-officedocument";
    let mut xml = format!("{XML}<Types xmlns=\"{PACKAGE}/content-types\">");
    let mut part = |path: &str, kind: &str| {
        put!(xml, "<Override PartName=\"{path}\" ContentType=\"{kind}+xml\"/>");
    };
    part("/docProps/app.xml", &format!("{office}.extended-properties"));
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    part("/xl/workbook.xml", &format!("{office}.spreadsheetml.sheet.main"));
    part("/xl/styles.xml", &format!("{office}.spreadsheetml.styles"));
    for number in 1..=sheets {
        part(&format!("/xl/worksheets/sheet{number}.xml"), &format!("{office}.spreadsheetml.worksheet"));
    }
    put!(
        xml,
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    xml
}

/// From the workbook to its sheets and styles.
pub fn relations(sheets: usize) -> String {
    let mut xml = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        put!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    put!(
        xml,
        "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets + 1
    );
    xml
}

pub fn workbook(sheets: &[Written]) -> String {
    let mut xml =
        format!("{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews><sheets>");
    for (number, sheet) in (1..).zip(sheets) {
        put!(xml, "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(&sheet.name));
    }
    xml.push_str("</sheets>");
    let tables = || sheets.iter().enumerate().filter_map(|(at, sheet)| Some((at, &sheet.name, sheet.filter.as_ref()?)));
    if tables().next().is_some() {
        xml.push_str("<definedNames>");
        // In the order of their names, as the format wants them.
        for (at, name, cells) in tables() {
            let name = escaped(&quoted(name));
            put!(
                xml,
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">{name}!{cells}</definedName>"
            );
        }
        for (at, name, _) in tables() {
            let name = escaped(&quoted(name));
            put!(xml, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">{name}!$1:$1</definedName>");
        }
        xml.push_str("</definedNames>");
    }
    xml.push_str("</workbook>");
    xml
}

/// The first sheet: what the workbook is, and a way to each of the others.
pub fn cover(workbook: &Workbook<'_>, names: &[String]) -> String {
    let mut xml = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><cols><col min=\"1\" max=\"1\" width=\"28\" customWidth=\"1\"/>\
         <col min=\"2\" max=\"2\" width=\"90\" customWidth=\"1\"/></cols><sheetData>"
    );
    push_row(1, [(Style::Title, &Cell::text(&workbook.title))].into_iter(), &mut xml);
    let mut at = 2;
    for (label, text) in &workbook.cover {
        at += 1;
        let cells = [(Style::Label, &Cell::text(label)), (Style::Text, &Cell::text(text))];
        push_row(at, cells.into_iter(), &mut xml);
    }
    at += 1;
    let first_link = at + 1;
    for sheet in &workbook.sheets {
        at += 1;
        let cells = [(Style::Link, &Cell::text(&sheet.name)), (Style::Text, &Cell::text(&sheet.about))];
        push_row(at, cells.into_iter(), &mut xml);
    }
    xml.push_str("</sheetData>");
    if !names.is_empty() {
        xml.push_str("<hyperlinks>");
        for (row, name) in (first_link..).zip(names) {
            let (name, place) = (escaped(name), escaped(&quoted(name)));
            put!(xml, "<hyperlink ref=\"A{row}\" location=\"{place}!A1\" display=\"{name}\"/>");
        }
        xml.push_str("</hyperlinks>");
    }
    push_page("portrait", &mut xml);
    xml.push_str("</worksheet>");
    xml
}

/// Everything before the rows of a table: its first row stays in sight, and it is printed one page wide.
pub fn sheet_start(sheet: &Sheet<'_>) -> String {
    let mut xml = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>\
         <sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         </sheetView></sheetViews><cols>"
    );
    for (number, column) in (1..).zip(&sheet.columns) {
        put!(xml, "<col min=\"{number}\" max=\"{number}\" width=\"{}\" customWidth=\"1\"/>", column.width);
    }
    xml.push_str("</cols><sheetData>");
    xml
}

/// Everything after the rows of a table.
pub fn push_sheet_end(filter: &str, xml: &mut String) {
    put!(xml, "</sheetData><autoFilter ref=\"{filter}\"/>");
    push_page("landscape", xml);
    xml.push_str("</worksheet>");
}

/// A4, as many pages long as it takes.
fn push_page(orientation: &str, xml: &mut String) {
    put!(
        xml,
        "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"{orientation}\" fitToHeight=\"0\"/>"
    );
}
