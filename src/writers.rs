//! Formats of files: what is to be written in, bytes out. Nothing here knows plans.

/// Writing to a String cannot fail.
macro_rules! put {
    ($xml:expr, $($arguments:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($xml, $($arguments)*);
    }};
}

pub mod card;
pub mod docx;
pub mod form_workbook;
pub mod html;
mod package;
pub mod pdf;
pub mod xlsx;
