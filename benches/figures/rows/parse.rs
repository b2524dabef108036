//! The parser alone, in this process: no files, no output.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use oneonone::markdown::Document;
use walkdir::WalkDir;

use super::super::bench::Bench;
use super::super::corpus::SMALL;
use super::super::table::{Row, Table, Target};

/// Prints the figure of `parse_throughput`.
pub fn throughput(bench: &Bench, table: &mut Table) -> Result<(), String> {
    let (workspace, _) = bench.corpus(&SMALL)?;
    let walk = WalkDir::new(workspace).into_iter().filter_map(Result::ok);
    let meetings: Vec<String> = walk
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "md")
        })
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect();
    let ours = format!("{:.0} MB/s", parse_throughput(&meetings));
    table.row(&Row::words(
        "parser, S, one thread",
        ours,
        String::new(),
        None,
        Target::None,
    ));
    Ok(())
}

/// Megabytes a second of the whole reading of a document, the best of several passes.
///
/// Every byte is looked at here, unlike in `items`, which passes over what can hold no box.
fn parse_throughput(meetings: &[String]) -> f64 {
    let parse = |text: &str| Document::new(text.to_owned()).items().len();
    let bytes: usize = meetings.iter().map(String::len).sum();
    let pass = || {
        let start = Instant::now();
        let items: usize = meetings.iter().map(|text| parse(black_box(text))).sum();
        black_box(items);
        bytes as f64 / 1e6 / start.elapsed().as_secs_f64()
    };
    (0..10).map(|_| pass()).fold(0.0, f64::max)
}
