//! All end-to-end tests, as one program: each further file in `tests/` would be linked on its own.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests look at real files and start real processes, and fail where they can't"
)]

mod ahead;
mod any_bytes;
mod any_merge;
#[cfg(target_os = "linux")]
mod ask;
mod calendar;
mod carry_cases;
mod check_codes;
mod checks_page;
#[cfg(unix)]
mod clones;
#[cfg(target_os = "linux")]
mod closing;
#[cfg(unix)]
mod completion;
mod copies;
mod corpus;
mod demo;
mod dice;
#[cfg(target_os = "linux")]
mod doctor;
#[cfg(unix)]
mod driver;
mod editing;
#[cfg(target_os = "linux")]
mod every_command;
#[cfg(unix)]
mod excluded;
mod export;
#[cfg(target_os = "linux")]
mod faults;
#[cfg(target_os = "linux")]
mod feedback;
#[cfg(target_os = "linux")]
mod filters;
mod first_rule;
mod fixing;
mod formatted;
#[cfg(unix)]
mod found;
mod front_matter_date;
mod fuzz_replay;
#[cfg(unix)]
mod hand_copies;
#[cfg(target_os = "linux")]
mod handover;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(target_os = "linux")]
mod hostile_git;
#[cfg(target_os = "linux")]
mod hostile_links;
#[cfg(target_os = "linux")]
mod house;
mod house_doors;
mod import;
mod import_boxes;
mod import_html;
mod import_reading;
mod import_round_trip;
#[cfg(unix)]
mod init;
mod interleavings;
mod json_schemas;
#[cfg(unix)]
mod killed;
mod kinds;
mod languages;
mod laws;
mod left_out;
#[cfg(unix)]
mod line_ends;
#[cfg(unix)]
mod line_writers;
mod list_lines;
#[cfg(target_os = "linux")]
mod locked;
mod memory;
#[cfg(unix)]
mod merge_laws;
#[cfg(unix)]
mod merge_odd;
#[cfg(unix)]
mod merge_promises;
#[cfg(unix)]
mod merge_sections;
mod merges;
#[cfg(unix)]
mod moved_by_both;
#[cfg(target_os = "linux")]
mod older;
mod outputs;
mod personal;
mod personal_import;
mod personal_templates;
mod personal_titles;
mod personal_undo;
mod practice;
mod practice_anywhere;
#[cfg(target_os = "linux")]
mod prep;
#[cfg(target_os = "linux")]
mod printable;
#[cfg(target_os = "linux")]
mod private;
mod promises;
mod random_notebook;
mod reach;
#[cfg(all(unix, debug_assertions))]
mod reading_counts;
#[cfg(unix)]
mod recoded;
mod report;
mod repositories;
#[cfg(unix)]
mod rewritten;
mod sandbox;
mod surroundings;
#[cfg(unix)]
mod sync;
mod template_bounds;
mod templates;
mod titles;
mod transcripts;
#[cfg(target_os = "linux")]
mod undo;
mod undo_laws;
#[cfg(unix)]
mod unheaded;
mod which_meeting;
mod whole_commits;
