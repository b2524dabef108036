//! The figures of the project: each row of the performance targets, measured beside what it is compared with.
//!
//! `cargo bench --bench figures`, with `-- --quick` for the smaller sizes and `-- --only WORD` for the groups whose
//! name has this word. Whole processes, medians, warm cache. No time makes it fail: the exit code is 1 only if
//! something could not run or if a count of open items is wrong.

#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark may stop where the program may not"
)]

#[cfg(target_os = "linux")]
mod baseline;
#[cfg(target_os = "linux")]
mod bench;
#[cfg(target_os = "linux")]
mod corpus;
#[cfg(target_os = "linux")]
mod helper;
#[cfg(target_os = "linux")]
mod measure;
#[cfg(target_os = "linux")]
mod rows;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod table;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    run::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    // Processor time and peak memory of a child come from calls whose layout is written down for Linux only.
}
