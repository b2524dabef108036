//! The rows, in groups that share their runs. `--only WORD` chooses by the names here.

mod changes;
mod growth;
mod items;
mod parse;
mod practice;
mod sharing;
mod startup;
mod status;

use super::bench::Bench;
use super::table::Table;

/// Measures and prints one or more rows.
pub type Group = fn(&Bench, &mut Table) -> Result<(), String>;

pub const GROUPS: &[(&str, Group)] = &[
    ("items", items::everyone),
    ("memory", items::memory),
    ("items-who", items::one_person),
    ("new", changes::new),
    ("backlog", changes::backlog),
    ("carry", changes::carry),
    ("done", changes::done),
    ("add", changes::add),
    ("status", status::ten_pairs),
    ("prep", practice::prep),
    ("check", practice::check),
    ("report", practice::report),
    ("log", practice::log),
    ("sync-nothing", sharing::nothing_to_do),
    ("sync-one", sharing::one_change),
    ("merge", sharing::one_file),
    ("start-up", startup::version_and_help),
    ("parse", parse::throughput),
    ("growth", growth::with_size),
    ("growth-of-one", growth::with_other_people),
];
