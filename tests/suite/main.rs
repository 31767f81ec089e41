//! The one integration test binary: one module a seam, so that it links once.

#![allow(clippy::unwrap_used, reason = "a test may stop at what must not happen")]
#![allow(clippy::disallowed_methods, reason = "tests stand at the edge")]

mod build;
mod calendar;
mod charts;
mod check;
mod compare;
mod data;
mod diagnostics;
mod docx;
mod example;
mod expected;
mod feeds;
mod fixtures;
mod head;
mod import;
mod import_read;
mod languages;
mod large;
mod legal;
mod look;
mod mangled;
mod manual;
mod new;
mod paper_page;
mod papers;
#[cfg(feature = "pdf")]
mod pdf;
mod private;
mod project;
mod publish;
mod reading;
mod reword;
mod round;
mod sample;
mod schema;
mod search;
mod serve;
mod shell;
mod status;
mod theme;
mod threads;
mod tidy;
mod timeline;
