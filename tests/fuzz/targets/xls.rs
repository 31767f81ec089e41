//! An Excel workbook of the kind before 2007: the bytes as the records of its stream.

#![no_main]

use headway_fuzz::compound;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = headway::import::read::read("plan.xls", &compound("Workbook", bytes));
});
