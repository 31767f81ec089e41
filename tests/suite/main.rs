//! The one integration test binary: one module a seam, so that it links once.

#![allow(clippy::unwrap_used, reason = "a test may stop at what must not happen")]

mod check;
mod project;
mod tidy;
