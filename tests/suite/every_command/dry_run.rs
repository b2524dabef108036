//! `--dry-run` changes nothing: no file, no commit, no setting, no memory of this program's own. And a command that changes
//! something has it, or a reason why not.

use DryRun::{Changes, NotForIt};

use super::commands_of;
use super::scene::Scene;
use crate::clones::{Alex, Dana};

/// What a command changes.
pub enum DryRun {
    /// These lines change something, and nothing with `--dry-run`.
    Changes(&'static [&'static str]),
    /// It has no `--dry-run`; why.
    NotForIt(&'static str),
}

const READS: DryRun = NotForIt(READING);
const READING: &str = "it reads";
const ONE_FILE: DryRun = NotForIt(
    "it reads; with an option it writes one file that is named, and never over another kind of file",
);

#[rustfmt::skip] // one a line
pub const DRY_RUN: &[(&str, DryRun)] = &[
    ("", READS),
    ("init", Changes(&["init ../other --manager 'Dana Ng' --ic Zoe"])),
    ("join", NotForIt("it makes one folder that was not there, or fails")),
    ("new", Changes(&["new --date 2026-12-08"])),
    ("carry", Changes(&["carry"])),
    ("edit", NotForIt("what is changed is up to the editor")),
    ("show", READS),
    ("move", Changes(&["move --to 2026-11-26"])),
    ("cancel", Changes(&["cancel --reason x"])),
    ("close", Changes(&["close --today 2026-11-24 --anyway --summary 'All well' --step 'Write it up @alex fri'"])),
    ("log", READS),
    ("items", READS),
    ("add", Changes(&["add Something", "add Something --section wins"])),
    ("done", Changes(&["done 'Read a book 2026-11-24'"])),
    ("drop", Changes(&["drop 'Read a book 2026-11-24' --reason x"])),
    ("reopen", Changes(&["reopen 'Call the bank'"])),
    ("assign", Changes(&["assign 'Read a book 2026-11-24' dana"])),
    ("due", Changes(&["due 'Read a book 2026-11-24' fri"])),
    ("thread", READS),
    ("prep", Changes(&["prep --read"])),
    ("status", READS),
    ("ask", Changes(&["ask --add", "ask --private"])),
    ("feedback", Changes(&["feedback --to dana --situation s --behavior b --impact i --suggest x"])),
    ("check", READS),
    ("fix", Changes(&["fix"])),
    ("doctor", READS),
    ("search", READS),
    ("report", ONE_FILE),
    ("calendar", ONE_FILE),
    ("export", ONE_FILE),
    ("import", Changes(&["import ../old.md"])),
    ("handover", Changes(&["handover --to Kim --all --output ../for-kim.md"])),
    ("sync", Changes(&["sync"])),
    ("private", NotForIt("it opens a note of one's own; what is changed is up to the editor")),
    ("undo", Changes(&["undo"])),
    ("merge-driver", NotForIt("git calls it, and takes the file that it was given for the result")),
    ("demo", NotForIt("it makes one folder that was not there, or fails")),
    ("completions", READS),
    ("man", NotForIt("it reads; with an option it writes manual pages into a folder that is named")),
    ("help", READS),
];

/// Whether `command` changes nothing of itself.
pub fn reads(command: &str) -> bool {
    let row = DRY_RUN.iter().find(|(name, _)| *name == command);
    matches!(row, Some((_, NotForIt(why))) if why.starts_with(READING))
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
            let now = scene.everything();
            for path in now.keys().chain(before.keys()) {
                if now.get(path) != before.get(path) {
                    faults.push(format!("{line} --dry-run: changes {}", path.display()));
                }
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
            Some((_, NotForIt(why))) => why,
            _ => "it changes something",
        };
        assert_eq!(changes, Some(has), "`{name}`: {why}");
    }
}
