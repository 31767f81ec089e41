//! A workbook of LibreOffice: its cells, then its styles.

#![no_main]

use headway_fuzz::packed;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let fixed = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet")];
    let _ = headway::import::read::read("plan.ods", &packed(&fixed, &["content.xml", "styles.xml"], bytes));
});
