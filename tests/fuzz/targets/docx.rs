//! A Word document: its text, then its numbering, its styles and its notes.

#![no_main]

use headway_fuzz::{packed, relations, root, types};
use libfuzzer_sys::fuzz_target;

const MAIN: &str = "word/document.xml";

fuzz_target!(|bytes: &[u8]| {
    let own = [("numbering", "n.xml"), ("styles", "s.xml"), ("footnotes", "f.xml"), ("header", "h.xml")];
    let fixed = [
        ("_rels/.rels", root(MAIN)),
        ("[Content_Types].xml", types(MAIN, "wordprocessingml")),
        ("word/_rels/document.xml.rels", relations(&own)),
    ];
    let fixed: Vec<(&str, &str)> = fixed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let names = [MAIN, "word/n.xml", "word/s.xml", "word/f.xml", "word/h.xml"];
    let _ = headway::import::read::read("plan.docx", &packed(&fixed, &names, bytes));
});
