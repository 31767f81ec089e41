//! From the documents that a council has to sources: a Word plan, a workbook or a table of another system.
//!
//! Bytes in, source files as text out. [`source`] is what all readers make of a file; [`read`] chooses the reader,
//! one for each kind of file: `docx`, `workbook`, `opendocument`, `csv`. `archive`, `package` and `xml` are what office
//! files are made of, `lines` is what is typed for lists, and `budget` is how much any file may hold.

mod archive;
mod budget;
mod csv;
mod docx;
mod lines;
mod opendocument;
mod package;
pub mod read;
pub mod source;
mod workbook;
mod xml;

/// `FFC000` as red, green, blue; none for white and for what is left to the program.
fn colour(text: &str) -> Option<[u8; 3]> {
    let number = u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6)?;
    let [_, red, green, blue] = number.to_be_bytes();
    (number != 0x00ff_ffff).then_some([red, green, blue])
}
