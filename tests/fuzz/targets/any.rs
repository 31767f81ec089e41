//! Any bytes as a file: sniffed, unpacked, read or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = headway::import::read::read("plan.docx", bytes);
});
