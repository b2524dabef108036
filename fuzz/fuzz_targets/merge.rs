//! Any three texts, with a NUL between them: no panic, the same whoever merges, a side alone as it is, no new marker.
//!
//! `cargo fuzz run merge fuzz/corpus/merge`; with a stable compiler set `RUSTC_BOOTSTRAP=1`.
#![no_main]

#[path = "../../tests/suite/any_merge.rs"]
mod any_merge;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| any_merge::check(bytes));
