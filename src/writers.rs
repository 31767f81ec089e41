//! Formats of files: what is to be written in, bytes out. Nothing here knows plans.

pub mod xlsx;
