//! Any bytes as a meeting: no panic, no span outside of the text, and ticking an item is one byte.
//!
//! `cargo fuzz run parse fuzz/corpus/parse tests/corpus`; with a stable compiler set `RUSTC_BOOTSTRAP=1`.
#![no_main]

#[path = "../../tests/suite/any_bytes.rs"]
mod any_bytes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| any_bytes::check(bytes));
