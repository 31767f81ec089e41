//! From the documents that a council has to sources: a Word plan, a workbook or a table of another system.
//!
//! Bytes in, source files as text out. [`source`] is what all readers make of a file; [`read`] chooses the reader,
//! one for each kind of file: `docx`, `csv`. `archive`, `package` and `xml` are what office files are made of, and
//! `budget` is how much any file may hold.

mod archive;
mod budget;
mod csv;
mod docx;
mod lines;
mod package;
pub mod read;
pub mod source;
mod xml;
