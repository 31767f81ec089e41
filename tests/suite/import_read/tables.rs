//! What tables as text and workbooks say, however they were written.

use headway::import::read::read;

use super::made::{open_workbook, workbook};
use super::shown::{same, shown};

fn seen(name: &str, bytes: &[u8]) -> String {
    shown(&read(name, bytes).unwrap())
}

const TWO: &str = "
    [the table]
      row 1
        0: Ref
        1: Lead
      row 2
        0: 9a
        1: Café, été
    ";

#[test]
fn any_encoding_and_any_delimiter_give_the_same_table() {
    let text = "Ref;Lead\r\n9a;Café, été\r\n";
    same(&seen("a.csv", text.as_bytes()), TWO);
    same(&seen("a.csv", format!("\u{feff}{text}").as_bytes()), TWO);
    same(&seen("a.csv", text.replace(';', "\t").as_bytes()), TWO);
    same(&seen("a.csv", text.replace(';', "|").as_bytes()), TWO);
    same(&seen("a.csv", text.replace("\r\n", "\r").as_bytes()), TWO);
    same(&seen("a.csv", "Ref,Lead\n9a,\"Café, été\"".as_bytes()), TWO);
    same(&seen("a.csv", format!("sep=;\r\n{text}").as_bytes()), TWO);
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    same(&seen("a.csv", &[&[0xff, 0xfe], &utf_16[..]].concat()), TWO);
    same(&seen("a.csv", &utf_16), TWO);
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    same(&seen("a.csv", &[&[0xfe, 0xff], &utf_16[..]].concat()), TWO);
    let mut harmed = "Ref;Lead\n9a;Café, été, naïve, Siân, Zoë, Bétws".as_bytes().to_vec();
    harmed.truncate(harmed.len() - 6);
    harmed.push(0xe9);
    let harmed = seen("a.csv", &harmed);
    assert!(harmed.contains("Zoë, �") && harmed.contains("damaged, and stand as `�`: 1"), "{harmed}");
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let told = "left out: the file does not say how its letters are written and was read as Western European \
                (Windows-1252); if letters are wrong, save it as CSV UTF-8";
    let with_note = format!("{}    {told}", TWO.trim_end_matches(' '));
    same(&seen("a.csv", &windows), &with_note);
}

#[test]
fn cells_of_text_have_lines_lists_and_quotations() {
    let text = "Ref,What,Note\n\n1,\"First line\n\n- one\n  - below\n• \"\"two\"\"\no\tthird\nlast\",\n,,\n2,short\n3,a,b,too many,\n";
    same(
        &seen("plan.csv", text.as_bytes()),
        "
        [the table]
          row 1
            0: Ref
            1: What
            2: Note
          row 3
            0: 1
            1:
              First line
              * one
                * below
              * \"two\"
                * third
              last
            2:
          row 5
            0: 2
            1: short
          row 6
            0: 3
            1: a
            2: b
            3: too many
        ",
    );
}

#[test]
fn a_delimiter_is_chosen_by_what_is_the_same_in_all_rows() {
    let text =
        "Action plan 2024\n\nNo;Action, with who;When\n1;Ask, plan, do;May, June\n2;\"Quoted; with, both\";July\n";
    same(
        &seen("plan.csv", text.as_bytes()),
        "
        [the table]
          row 1
            0: Action plan 2024
          row 3
            0: No
            1: Action, with who
            2: When
          row 4
            0: 1
            1: Ask, plan, do
            2: May, June
          row 5
            0: 2
            1: Quoted; with, both
            2: July
        ",
    );
}

#[test]
fn a_quotation_that_nothing_closes_is_told() {
    let seen = seen("plan.csv", b"No,What\n1,\"open\n2,lost\n");
    assert!(
        seen.ends_with(
            "left out: row 2 opens a quotation mark that nothing closes; all that follows it is in one cell\n"
        ),
        "{seen}"
    );
}

const LOOKS: &str = r#"<numFmts><numFmt numFmtId="164" formatCode="dd\ mmmm\ yyyy"/><numFmt numFmtId="165" formatCode="mmm\-yy"/></numFmts>
    <fonts><font/><font><b/></font></fonts>
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill></fills>
    <cellStyleXfs><xf/></cellStyleXfs>
    <cellXfs><xf/><xf fontId="1"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="2"/><xf fillId="1"/></cellXfs>"#;

#[test]
fn a_workbook_shows_what_its_cells_show() {
    let strings = r#"<si><t>Recommendation</t></si><si><r><rPr><b/></rPr><t>Title</t></r><r><t xml:space="preserve">
the rest_x000D_
- item</t></r><rPh><t>never</t></rPh></si>"#;
    let sheet = r#"<cols><col min="3" max="3" hidden="1"/></cols><sheetData>
        <row r="2"><c r="A2" s="1" t="inlineStr"><is><t>Plan</t></is></c></row>
        <row r="4"><c r="A4" s="1" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="E4" s="2"><v>45322</v></c></row>
        <row r="5" hidden="1"><c s="6"><v>2.1</v></c><c s="3"><v>45322</v></c><c s="4"><v>45352</v></c><c s="5"><v>0.45</v></c><c><v>3.0</v></c></row>
        <row r="6"><c r="A6" t="e"><v>#REF!</v></c><c r="B6" t="b"><v>1</v></c><c r="C6" t="str"><f>A1</f><v>text</v></c><c r="D6"><f>1+1</f></c><c r="E6" s="7"/></row>
        <row r="7"><c r="A7" t="s"><v>99</v></c><c r="XFD7" s="7"/></row>
        <row r="8"><c r="A8" t="inlineStr"><is><t>Topic</t></is></c><c r="C8" t="inlineStr"><is><t>covered</t></is></c></row>
        <row r="9"><c r="B9" t="inlineStr"><is><t>beside</t></is></c></row>
        <row r="10"><c r="B10" t="d"><v>2024-03-31T00:00:00</v></c></row>
        </sheetData><mergeCells><mergeCell ref="A2:E2"/><mergeCell ref="A8:A10"/><mergeCell ref="B8:D8"/><mergeCell ref="G1:G1048576"/></mergeCells><hyperlinks><hyperlink ref="A8" r:id="link"/></hyperlinks>"#;
    let sheets = [("Plan", "visible", sheet), ("Lists", "hidden", ""), ("Empty", "visible", "<sheetData/>")];
    same(
        &seen("plan.xlsx", &workbook(&sheets, LOOKS, strings)),
        "
        [sheet `Plan`]
          row 2
            0 to 4: **Plan**
          row 4
            0: **Recommendation**
            1:
              **Title**
              the rest
              * item
            2:
            3:
            4 day 2024-01-31: 2024-01-31
          row 5
            0 number: 2.10
            1 day 2024-01-31: 2024-01-31
            2: March 2024
            3 number: 45%
            4 number: 3
          row 6
            0 error: #REF!
            1: TRUE
            2: text
            3:
            4 #00b050:
          row 8
            0: Topic<https://example.org/>
            1:
            2: covered
            3:
            4:
          row 9
            0 goes on: Topic<https://example.org/>
            1: beside
            2:
            3:
            4:
          row 10
            0 goes on: Topic<https://example.org/>
            1 day 2024-03-31: 2024-03-31
            2:
            3:
            4:
        left out: 2 rows and columns of sheet `Plan` are hidden; they were read all the same
        left out: formulas of sheet `Plan` that have no result yet, at `D6`; open the workbook, save it, and import it again
        left out: the hidden sheet `Lists`
        ",
    );
}

#[test]
fn a_workbook_of_libreoffice_shows_what_its_cells_show() {
    let styles = r##"<style:style style:name="off"><style:table-properties table:display="false"/></style:style><style:style style:name="red"><style:table-cell-properties fo:background-color="#ff0000"/></style:style><style:style style:name="bold" style:parent-style-name="red"><style:text-properties fo:font-weight="bold"/></style:style>"##;
    let sheets = r#"<table:table table:name="Plan"><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" table:style-name="bold"><text:p>Head<text:s text:c="2"/>of <text:span>two</text:span></text:p><text:p>second</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2024-01-31"><text:p>31/01/24</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-01"><text:p>Mar 2024</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2.1"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>2.10</text:p></table:table-cell><table:table-cell table:style-name="red" table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell><text:p><text:a xlink:href="https://example.org/">link</text:a></text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell></table:table-row></table:table><table:table table:name="Lists" table:style-name="off"/>"#;
    same(
        &seen("plan.ods", &open_workbook(styles, sheets)),
        "
        [sheet `Plan`]
          row 1 repeats
            0 to 1 #ff0000:
              **Head  of two**
              **second**
            2: C
          row 2
            0 to 1 #ff0000 goes on:
              **Head  of two**
              **second**
            2 number: 50%
          row 3
            0 day 2024-01-31: 2024-01-31
            1: Mar 2024
            2 number: 2.10
          row 4
            0 day 2024-01-31: 2024-01-31
            1: Mar 2024
            2 number: 2.10
          row 1048575
            0: link<https://example.org/>
            1 error: #REF!
            2:
        left out: comments on cells of sheet `Plan`
        left out: a row or column of sheet `Plan` is hidden; it was read all the same
        left out: the hidden sheet `Lists`
        ",
    );
}
