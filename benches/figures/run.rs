//! From the arguments to the rows: which groups were asked for.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use super::bench::Bench;
use super::rows::GROUPS;
use super::table::Table;
use super::{baseline, helper, measure};

/// Reads the arguments; a run as a baseline or as a helper of another run ends here.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let words: Vec<&str> = arguments
        .iter()
        .filter_map(|argument| argument.to_str())
        .collect();
    let helper = match words.first() {
        Some(&"--baseline") => Some(baseline::run(&arguments[1..])),
        Some(&"--make") => Some(helper::make(&words[1..])),
        Some(&"--count") => Some(helper::count(&words[1..])),
        _ => None,
    };
    if let Some(result) = helper {
        return result.map_or_else(|error| complain(&error), |()| ExitCode::SUCCESS);
    }
    // `cargo test --all-targets` runs this too, without the flag: it must not take minutes there.
    if !words.contains(&"--bench") {
        return ExitCode::SUCCESS;
    }
    let only = words
        .iter()
        .position(|word| *word == "--only")
        .and_then(|at| words.get(at + 1))
        .copied();
    match Bench::new(words.contains(&"--quick")) {
        Ok(bench) => run(&bench, only.unwrap_or("")),
        Err(error) => complain(&error),
    }
}

/// Measure the groups that have `only` in their names.
fn run(bench: &Bench, only: &str) -> ExitCode {
    measure::stay_on_two_processors();
    let mut table = Table::default();
    if bench.ripgrep.is_none() {
        table.note("ripgrep not found: column left out");
    }
    if bench.git.is_none() {
        table.note("git not found: column left out");
    }
    let groups: Vec<_> = GROUPS
        .iter()
        .filter(|(name, _)| name.contains(only))
        .collect();
    if groups.is_empty() {
        let names: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
        return complain(&format!(
            "no group has `{only}` in its name: {}",
            names.join(", ")
        ));
    }
    for (name, group) in groups {
        if let Err(error) = group(bench, &mut table) {
            table.failure(name, &error);
        }
    }
    table.end();
    if table.failures == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[allow(clippy::print_stderr)]
fn complain(error: &str) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}
