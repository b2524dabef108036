//! `--dry-run` changes nothing: no file, no commit, no setting, no memory of this program's own. And a command that changes
//! something has it, or a reason why not.

use DryRun::{Changes, NotForIt, Reads, WritesNamed};

use super::commands_of;
use super::scene::{Scene, changed, lines, words};
use crate::clones::{Alex, Dana};

/// What a command changes.
pub enum DryRun {
    /// These lines change something, and nothing with `--dry-run`.
    Changes(&'static [&'static str]),
    /// Nothing, so that it has no `--dry-run`.
    Reads,
    /// Nothing but what is named by this option, so that it has no `--dry-run`: new, or a file of its own kind.
    WritesNamed(&'static str),
    /// It changes something and has no `--dry-run`; why.
    NotForIt(&'static str),
}

#[rustfmt::skip] // one a line
pub const DRY_RUN: &[(&str, DryRun)] = &[
    ("", Reads),
    ("init", Changes(&["init ../other --manager 'Dana Ng' --ic Zoe"])),
    ("join", NotForIt("it makes one folder that was not there, or fails")),
    ("new", Changes(&["new --date 2026-12-08"])),
    ("carry", Changes(&["carry"])),
    ("edit", NotForIt("what is changed is up to the editor")),
    ("show", Reads),
    ("move", Changes(&["move --to 2026-11-26"])),
    ("cancel", Changes(&["cancel --reason x"])),
    ("close", Changes(&["close --today 2026-11-24 --anyway --summary 'All well' --step 'Write it up @alex fri'"])),
    ("log", Reads),
    ("items", Reads),
    ("add", Changes(&["add Something", "add Something --section wins"])),
    ("done", Changes(&["done 'Read a book 2026-11-24'"])),
    ("drop", Changes(&["drop 'Read a book 2026-11-24' --reason x"])),
    ("reopen", Changes(&["reopen 'Call the bank'"])),
    ("assign", Changes(&["assign 'Read a book 2026-11-24' dana"])),
    ("due", Changes(&["due 'Read a book 2026-11-24' fri"])),
    ("thread", Reads),
    ("prep", Changes(&["prep --read"])),
    ("status", Reads),
    ("ask", Changes(&["ask --add", "ask --private"])),
    ("feedback", Changes(&["feedback --to dana --situation s --behavior b --impact i --suggest x"])),
    ("check", Reads),
    ("fix", Changes(&["fix"])),
    ("doctor", Reads),
    ("search", Reads),
    ("report", WritesNamed("--html")),
    ("calendar", WritesNamed("--output")),
    ("export", WritesNamed("--output")),
    ("import", Changes(&["import ../old.md"])),
    ("handover", Changes(&["handover --to Kim --all --output ../for-kim.md"])),
    ("sync", Changes(&["sync"])),
    ("private", NotForIt("it opens a note of one's own; what is changed is up to the editor")),
    ("undo", Changes(&["undo"])),
    ("merge-driver", NotForIt("git calls it, and takes the file that it was given for the result")),
    ("demo", NotForIt("it makes one folder that was not there, or fails")),
    ("completions", Reads),
    ("man", WritesNamed("--dir")),
    ("help", Reads),
];

/// These lines of [`RUNS`](super::RUNS) change nothing, though others of their commands do.
#[rustfmt::skip] // a command a line
const ONLY_READ: &[&str] = &[
    "prep", "prep --json", "prep --today 2026-11-24", "prep --today 2026-11-18",
    "ask", "ask --json", "ask --topic career --depth deep",
    "handover --list", "handover --json",
    "private", "private --show",
    "undo --list", "undo --list --json",
];

/// Whether `command` has no line that changes something that was there.
pub fn reads(command: &str) -> bool {
    let row = DRY_RUN.iter().find(|(name, _)| *name == command);
    matches!(row, Some((_, Reads | WritesNamed(_))))
}

/// Whether this line of `command` may leave something behind.
pub fn changes(command: &str, line: &str) -> bool {
    let row = DRY_RUN.iter().find(|(name, _)| *name == command);
    match row.map(|(_, row)| row) {
        Some(Reads) => false,
        Some(WritesNamed(option)) => words(line).contains(option),
        _ => !words(line).contains(&"--dry-run") && !ONLY_READ.contains(&line),
    }
}

#[test]
fn what_only_reads_is_run() {
    let runs: Vec<&str> = lines().iter().map(|line| line.text).collect();
    for line in ONLY_READ {
        assert!(runs.contains(line), "`{line}` stands in no row of RUNS");
    }
}

#[test]
fn a_dry_run_changes_nothing() {
    let scene = Scene::new();
    let before = scene.everything();
    let mut faults = Vec::new();
    for (_, row) in DRY_RUN {
        let Changes(lines) = row else { continue };
        for line in *lines {
            // Only the manager has read an agenda; only the IC passes anything on.
            let who = if line.starts_with("prep") { Dana } else { Alex };
            let run = scene.run(who, &format!("{line} --dry-run"));
            if run.code != Some(0) {
                faults.push(format!("{line} --dry-run: {run:?}"));
            }
            for path in changed(&before, &scene.everything()) {
                faults.push(format!("{line} --dry-run: changes {}", path.display()));
            }
            // That it would have shows in the same line without it.
            let yes = if line.starts_with("fix") {
                " --yes"
            } else {
                ""
            };
            let run = scene.run(who, &format!("{line}{yes}"));
            if run.code != Some(0) || scene.everything() == before {
                faults.push(format!("{line}: changes nothing: {run:?}"));
            }
            scene.restore();
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_tells_who_has_the_option() {
    for (name, command) in commands_of(oneonone::cli::command()) {
        let has = command
            .get_arguments()
            .any(|argument| argument.get_id() == "dry_run");
        let row = DRY_RUN.iter().find(|(command, _)| *command == name);
        let changes = row.map(|(_, row)| matches!(row, Changes(_)));
        let why = match row {
            Some((_, Reads)) => "it reads",
            Some((_, WritesNamed(option))) => option,
            Some((_, NotForIt(why))) => why,
            _ => "it changes something",
        };
        assert_eq!(changes, Some(has), "`{name}`: {why}");
    }
}
