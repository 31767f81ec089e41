//! From the documents that a council has to sources: a Word plan, a workbook or a table of another system.
//!
//! Bytes in, source files as text out. [`source`] is what all readers make of a file.

pub mod source;
