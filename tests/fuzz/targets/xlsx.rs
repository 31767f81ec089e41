//! An Excel workbook: its sheet, then its shared texts, its styles and its list of sheets.

#![no_main]

use headway_fuzz::{packed, relations, root, types};
use libfuzzer_sys::fuzz_target;

const MAIN: &str = "xl/workbook.xml";

fuzz_target!(|bytes: &[u8]| {
    let own = [("worksheet", "sheet.xml"), ("sharedStrings", "t.xml"), ("styles", "s.xml")];
    let listed = r#"<workbook><sheets><sheet name="A" id="r0"/></sheets></workbook>"#;
    let fixed = [
        ("_rels/.rels", root(MAIN)),
        ("[Content_Types].xml", types(MAIN, "spreadsheetml")),
        ("xl/_rels/workbook.xml.rels", relations(&own)),
        (MAIN, listed.to_owned()),
    ];
    let fixed: Vec<(&str, &str)> = fixed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let names = ["xl/sheet.xml", "xl/t.xml", "xl/s.xml"];
    let _ = headway::import::read::read("plan.xlsx", &packed(&fixed, &names, bytes));
});
