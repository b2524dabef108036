//! What holds when things go wrong under the program: it is killed, the disk is full, a file changes between reading
//! and writing, two run at once, a link leads elsewhere.
//!
//! `fault.c` stands between the program and the C library and lets one call go wrong: each in turn.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use crate::sandbox::{Run, Sandbox, finished};
use crate::surroundings;

/// Held, with an item that has an open child and a done one, and one on two lines.
const EARLIER: &str = "---
status: held
---

## Career
- [ ] Read chapter 3 @alex
  - [ ] Make notes
  - [x] Buy the book

## Action items
- [ ] Ask for runners @dana due:2026-12-01
  and say why
- [x] Ship the import @alex
";

/// Held, and written by an editor with other habits.
const LAST: &str = "## Action items\r
* [ ] Write the plan @alex\r
* [/] Renew the contract @dana since:2026-11-03\r
\r
See you.\r
";

/// Planned.
const AGENDA: &str = "---
date: 2026-11-24 # fixed
manager: dana
ic: alex
status: planned
---

# 1:1, Tuesday 24 November 2026

## Wins
- The import

## Action items
- [ ] Book the room @alex
";

/// The titles of all items that are open in these.
const OPEN: [&str; 6] = [
    "Read chapter 3",
    "Make notes",
    "Ask for runners",
    "Write the plan",
    "Renew the contract",
    "Book the room",
];

/// A sandbox with the three meetings in the notebook `alex`.
fn three_meetings() -> Sandbox {
    let sandbox = two_meetings();
    sandbox.write("alex/meetings/2026-11-24.md", AGENDA);
    sandbox
}

/// The same before the next agenda is made.
fn two_meetings() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-10.md", EARLIER);
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    sandbox
}

/// All files below a folder, by name.
type Files = BTreeMap<String, Vec<u8>>;

fn files(sandbox: &Sandbox, folder: &str) -> Files {
    sandbox.files(folder).into_iter().collect()
}

/// The files are these to the byte, and there is no other: no temporary one either.
#[track_caller]
fn assert_files(found: &Files, expected: &Files, moment: &str) {
    let shown = |files: &Files| -> String {
        let one = |(name, bytes): (&String, &Vec<u8>)| {
            format!("=== {name}\n{}", String::from_utf8_lossy(bytes))
        };
        files.iter().map(one).collect()
    };
    assert!(
        found == expected,
        "{moment}\nfound\n{}\nexpected\n{}",
        shown(found),
        shown(expected)
    );
}

/// How many lines of meetings hold the item `title` as open.
fn times_open(files: &Files, title: &str) -> usize {
    let is_open = |line: &&str| {
        line.contains(&format!("[ ] {title}")) || line.contains(&format!("[/] {title}"))
    };
    files
        .iter()
        .filter(|(name, _)| name.ends_with(".md"))
        .map(|(_, bytes)| {
            String::from_utf8_lossy(bytes)
                .lines()
                .filter(is_open)
                .count()
        })
        .sum()
}

/// The shim, compiled once.
fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        // Each process of tests makes its own, then all give it the same name.
        let own = folder.join(format!("fault-{}.so", std::process::id()));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/fault.c");
        let status = surroundings::tool("cc")
            .args(["-shared", "-fPIC", "-o"])
            .args([&own, &source])
            .status();
        assert!(status.expect("a C compiler").success());
        let shared = folder.join("fault.so");
        fs::rename(&own, &shared).expect("a shim");
        shared
    })
}

/// What goes wrong.
#[derive(Clone, Copy, Default)]
struct Fault<'a> {
    /// Which call, from 1.
    at: usize,
    /// `before` it is done (of a write, half is done by then), or `after`.
    when: &'a str,
    /// `KILL`, an error, or `HOOK`.
    what: &'a str,
    /// What the hook does, in a shell in the notebook.
    hook: &'a str,
    /// Whether all later calls go wrong too.
    stays: bool,
}

/// A command in a notebook, and what one does when it went wrong.
struct Scene {
    make: fn() -> Sandbox,
    /// Where it runs.
    place: &'static str,
    /// Where the files are.
    folder: &'static str,
    /// What is typed, after the program's name.
    line: &'static str,
    /// Words in the files by which one sees that the command had an effect, where the whole of it can't be had twice.
    effect: &'static str,
    /// What is typed then, if not all is done.
    instead: &'static str,
}

const CARRY: Scene = Scene {
    make: three_meetings,
    place: "alex",
    folder: "alex",
    line: "carry",
    effect: "",
    instead: "",
};
const NEW: Scene = Scene {
    line: "new --date 2026-12-01",
    ..CARRY
};
const DONE: Scene = Scene {
    line: "done runners room",
    ..CARRY
};
const DROP: Scene = Scene {
    line: "drop runners plan --reason late",
    ..CARRY
};
const ADD: Scene = Scene {
    line: "add Celebrate --owner dana",
    effect: "Celebrate",
    ..CARRY
};
/// Adds to an agenda that has to be made first.
const ADD_NEW: Scene = Scene {
    make: two_meetings,
    instead: "carry",
    ..ADD
};
const MOVE: Scene = Scene {
    line: "move --to 2026-11-26",
    effect: "moved_from",
    instead: "move --to 2026-11-26",
    ..CARRY
};
const CANCEL: Scene = Scene {
    line: "cancel --date 2026-11-24 --by alex --reason ill",
    effect: "status: cancelled",
    ..CARRY
};
const CLOSE: Scene = Scene {
    line: "close --date 2026-11-17 --summary Settled --decision Yes --no-steps --anyway",
    effect: "Settled",
    ..CARRY
};
const INIT: Scene = Scene {
    make: Sandbox::new,
    place: "",
    folder: "zoe",
    line: "init zoe --manager Dana --ic Zoe --no-git",
    ..CARRY
};

impl Scene {
    /// A command in the place of the scene, with a fault.
    fn command(&self, sandbox: &Sandbox, line: &str, fault: Fault<'_>) -> Command {
        let root = sandbox.path("").canonicalize().expect("the sandbox");
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut command = sandbox.command(self.place, &words);
        command
            .env("LD_PRELOAD", shim())
            .env("FAULT_ROOT", root)
            .env("FAULT_LOG", sandbox.path("calls.log"))
            .env("FAULT_AT", fault.at.to_string())
            .env("FAULT_WHEN", fault.when)
            .env("FAULT_DO", fault.what)
            .env("FAULT_HOOK", fault.hook);
        if fault.stays {
            command.env("FAULT_STAYS", "");
        }
        command
    }

    fn run(&self, sandbox: &Sandbox, fault: Fault<'_>) -> Run {
        finished(self.command(sandbox, self.line, fault))
    }

    /// The files before, the files after an undisturbed run, and the calls of that run that change something.
    fn undisturbed(&self) -> (Files, Files, Vec<String>) {
        let sandbox = (self.make)();
        let before = files(&sandbox, self.folder);
        self.run(&sandbox, Fault::default()).ended_with(0);
        let after = files(&sandbox, self.folder);
        let calls: Vec<String> = sandbox
            .read("calls.log")
            .lines()
            .map(str::to_string)
            .collect();
        assert!(before != after);
        assert!(calls.len() > 3, "the shim sees the calls: {calls:?}");
        (before, after, calls)
    }

    /// Do again what was asked for, as a person would who looks first.
    #[track_caller]
    fn run_again(&self, sandbox: &Sandbox, after: &Files, moment: &str) {
        let found = files(sandbox, self.folder);
        let has_effect = |(name, bytes): (&String, &Vec<u8>)| {
            name.ends_with(".md") && String::from_utf8_lossy(bytes).contains(self.effect)
        };
        let had_effect = !self.effect.is_empty() && found.iter().any(has_effect);
        if had_effect && found == *after {
            return;
        }
        // A point is added to the agenda that is there; what was to be marked for it `carry` finishes.
        let lines = match (had_effect, self.instead) {
            (true, instead) => vec![instead],
            (false, "carry") if self.line.starts_with("add") => vec![self.line, "carry"],
            (false, _) => vec![self.line],
        };
        for line in lines {
            let run = finished(self.command(sandbox, line, Fault::default()));
            assert_eq!(run.code, Some(0), "{moment}, then `{line}`\n{}", run.stderr);
        }
    }
}

/// Each call that changes something, before and after it is done: its number, when, and in words.
fn moments(calls: &[String]) -> impl Iterator<Item = (usize, &'static str, String)> {
    calls.iter().enumerate().flat_map(|(number, call)| {
        ["before", "after"].map(|when| {
            (
                number + 1,
                when,
                format!("{when} call {}, {call}", number + 1),
            )
        })
    })
}

/// `text` without the point that `add` adds.
fn without_point(text: &[u8]) -> Vec<u8> {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    lines
        .filter(|line| !line.windows(9).any(|part| part == b"Celebrate"))
        .flatten()
        .copied()
        .collect()
}

/// No file is empty or half written, and no item that was open and is not ended by the command is lost.
#[track_caller]
fn assert_between(found: &Files, before: &Files, after: &Files, moment: &str) {
    for (name, bytes) in found.iter().filter(|(name, _)| !name.ends_with(".tmp")) {
        // A meeting that moves has its new text under the old name for a moment, and an agenda that is made for a
        // point is there before the point.
        let known = before
            .values()
            .chain(after.values())
            .any(|other| other == bytes || without_point(other) == *bytes);
        assert!(
            known,
            "{moment}: `{name}` is half written\n{}",
            String::from_utf8_lossy(bytes)
        );
    }
    for name in before.keys().filter(|name| after.contains_key(*name)) {
        assert!(found.contains_key(name), "{moment}: `{name}` is gone");
    }
    for title in OPEN.iter().filter(|title| times_open(after, title) > 0) {
        assert!(times_open(found, title) > 0, "{moment}: `{title}` is lost");
    }
}

/// Killed at any moment, nothing is lost, and running it again gives what one undisturbed run gives.
#[track_caller]
fn check_killed(scene: &Scene) {
    let (before, after, calls) = scene.undisturbed();
    for (at, when, moment) in moments(&calls) {
        let sandbox = (scene.make)();
        let fault = Fault {
            at,
            when,
            what: "KILL",
            ..Fault::default()
        };
        let run = scene.run(&sandbox, fault);
        assert_eq!(run.code, None, "{moment}: not killed");
        assert_between(&files(&sandbox, scene.folder), &before, &after, &moment);
        scene.run_again(&sandbox, &after, &moment);
        assert_files(&files(&sandbox, scene.folder), &after, &moment);
    }
}

#[test]
fn a_killed_carry_is_finished_by_the_next() {
    check_killed(&CARRY);
}

#[test]
fn a_killed_new_is_finished_by_the_next() {
    check_killed(&NEW);
}

#[test]
fn a_killed_done_is_finished_by_the_next() {
    check_killed(&DONE);
}

#[test]
fn a_killed_drop_is_finished_by_the_next() {
    check_killed(&DROP);
}

#[test]
fn a_killed_add_happened_or_did_not() {
    check_killed(&ADD);
}

#[test]
fn a_killed_add_that_makes_the_agenda_is_finished_by_carry() {
    check_killed(&ADD_NEW);
}

#[test]
fn a_killed_move_is_finished_by_the_next() {
    check_killed(&MOVE);
}

#[test]
fn a_killed_cancel_happened_or_did_not() {
    check_killed(&CANCEL);
}

#[test]
fn a_killed_close_happened_or_did_not() {
    check_killed(&CLOSE);
}

#[test]
fn a_killed_init_is_finished_by_the_next() {
    check_killed(&INIT);
}

/// The three meetings after the next agenda was made.
fn with_new_agenda() -> Sandbox {
    let sandbox = three_meetings();
    sandbox.run_line(NEW.line).ended_with(0);
    sandbox
}

const UNDO: Scene = Scene {
    make: with_new_agenda,
    line: "undo",
    ..CARRY
};

/// The files but for what a killed run has not written to its end.
fn whole_files(sandbox: &Sandbox) -> Files {
    let mut found = files(sandbox, "alex");
    found.retain(|name, _| !name.ends_with(".tmp"));
    found
}

#[test]
fn a_killed_command_is_taken_back_as_far_as_it_came() {
    for scene in [CARRY, NEW, DONE, MOVE, CANCEL, CLOSE, ADD_NEW] {
        let (before, _, calls) = scene.undisturbed();
        for (at, when, moment) in moments(&calls) {
            let sandbox = (scene.make)();
            let what = "KILL";
            let fault = Fault {
                at,
                when,
                what,
                ..Fault::default()
            };
            scene.run(&sandbox, fault);
            let was_changed = whole_files(&sandbox) != before;
            let run = sandbox.run_line("undo");
            let expected = if was_changed { 0 } else { 2 };
            assert_eq!(run.code, Some(expected), "{moment}\n{}", run.stderr);
            assert_files(&whole_files(&sandbox), &before, &moment);
        }
    }
}

/// Whatever goes wrong at one moment of an undo, the next finishes it, and one more does all again.
#[track_caller]
fn check_undo_is_finished(what: &str, stays: bool) {
    let (before, after, calls) = UNDO.undisturbed();
    for (at, when, moment) in moments(&calls) {
        let sandbox = (UNDO.make)();
        let moment = format!("{what} {moment}");
        let fault = Fault {
            at,
            when,
            what,
            stays,
            ..Fault::default()
        };
        let run = UNDO.run(&sandbox, fault);
        let expected = if what == "KILL" { None } else { Some(2) };
        assert_eq!(run.code, expected, "{moment}\n{}", run.stderr);
        assert_between(&files(&sandbox, "alex"), &before, &after, &moment);
        if whole_files(&sandbox) != after {
            sandbox.run_line("undo").ended_with(0);
        }
        assert_files(&whole_files(&sandbox), &after, &moment);
        sandbox.run_line("undo").ended_with(0);
        assert_files(&files(&sandbox, "alex"), &before, &moment);
    }
}

#[test]
fn a_killed_undo_is_finished_by_the_next() {
    check_undo_is_finished("KILL", false);
}

#[test]
fn on_a_full_disk_an_undo_can_be_run_again() {
    check_undo_is_finished("ENOSPC", true);
}

/// When a call fails, one error says what and why, no file is half written, and running it again finishes the work.
#[track_caller]
fn check_failed(scene: &Scene, what: &str, reason: &str, stays: bool) {
    let (before, after, calls) = scene.undisturbed();
    for (at, when, moment) in moments(&calls) {
        let sandbox = (scene.make)();
        let moment = format!("{what} {moment}");
        let fault = Fault {
            at,
            when,
            what,
            stays,
            ..Fault::default()
        };
        let run = scene.run(&sandbox, fault);
        // A promise made in a meeting is written down also where the way back can't be.
        if moment.contains("/home/.local") && !stays {
            assert_eq!(run.code, Some(0), "{moment}\n{}", run.stderr);
            let warning = "warning: `undo` will not know of this";
            assert!(run.stderr.contains(warning), "{moment}\n{}", run.stderr);
            assert!(run.stderr.contains(reason), "{moment}\n{}", run.stderr);
            assert_files(&files(&sandbox, scene.folder), &after, &moment);
            continue;
        }
        assert_eq!(run.code, Some(2), "{moment}\n{}", run.stderr);
        let errors: Vec<&str> = run
            .stderr
            .lines()
            .filter(|line| line.starts_with("error: "))
            .collect();
        assert_eq!(errors.len(), 1, "{moment}\n{}", run.stderr);
        assert!(
            errors[0].contains("can't write `"),
            "{moment}\n{}",
            run.stderr
        );
        assert!(errors[0].contains(reason), "{moment}\n{}", run.stderr);
        assert_between(&files(&sandbox, scene.folder), &before, &after, &moment);
        scene.run_again(&sandbox, &after, &moment);
        assert_files(&files(&sandbox, scene.folder), &after, &moment);
    }
}

#[test]
fn on_a_full_disk_nothing_is_half_written() {
    for scene in [CARRY, NEW, DONE, ADD_NEW, CANCEL, CLOSE] {
        check_failed(&scene, "ENOSPC", "No space left on device", true);
    }
}

#[test]
fn on_a_full_disk_a_move_can_be_run_again() {
    check_failed(&MOVE, "ENOSPC", "No space left on device", true);
}

#[test]
fn on_a_full_disk_an_init_can_be_run_again() {
    check_failed(&INIT, "ENOSPC", "No space left on device", true);
}

#[test]
fn on_a_broken_disk_nothing_is_half_written() {
    check_failed(&CARRY, "EIO", "Input/output error", false);
}

#[test]
fn without_permission_nothing_is_half_written() {
    check_failed(&CARRY, "EACCES", "Permission denied", true);
    check_failed(&ADD_NEW, "EACCES", "Permission denied", true);
}

#[test]
fn in_a_read_only_folder_nothing_changes() {
    let sandbox = three_meetings();
    let meetings = sandbox.path("alex/meetings");
    // The folder of the sandbox is its maker's alone, and with some habits all in it is.
    for entry in walkdir::WalkDir::new(sandbox.path(""))
        .into_iter()
        .flatten()
    {
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o755)).expect("mode");
    }
    fs::set_permissions(&meetings, fs::Permissions::from_mode(0o555)).expect("mode");
    let is_root = fs::metadata(&meetings).expect("the folder").uid() == 0;
    // For root nothing is read-only, so it becomes nobody, where it can and nobody may run the program.
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--",
    ];
    let launcher: &[&str] = if is_root { &nobody } else { &[] };
    let starts = sandbox
        .command_by(launcher, "alex", &["--version"])
        .output();
    if !starts.is_ok_and(|output| output.status.success()) {
        return; // the shim's EACCES has to do
    }
    let before = files(&sandbox, "alex");
    for scene in [CARRY, NEW, DONE, DROP, ADD, MOVE, CANCEL, CLOSE] {
        let words: Vec<&str> = scene.line.split_whitespace().collect();
        let command = sandbox.command_by(launcher, "alex", &words);
        let run = finished(command).ended_with(2);
        assert!(
            run.stderr.contains("can't write `meetings/2026-1"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("Permission denied"), "{}", run.stderr);
    }
    assert_files(
        &files(&sandbox, "alex"),
        &before,
        "a folder that can't be written",
    );
    fs::set_permissions(&meetings, fs::Permissions::from_mode(0o755)).expect("mode");
}

/// Whatever the moment at which someone adds a line to every meeting, those lines and the command's effect are there.
#[track_caller]
fn check_changed_meanwhile(scene: &Scene) {
    const HOOK: &str = "for file in meetings/*.md; do printf '\\nby hand\\n' >> $file; done";
    let (_, after, calls) = scene.undisturbed();
    for (at, when, moment) in moments(&calls) {
        let sandbox = (scene.make)();
        let fault = Fault {
            at,
            when,
            what: "HOOK",
            hook: HOOK,
            ..Fault::default()
        };
        scene.run(&sandbox, fault).ended_with(0);
        let found = files(&sandbox, scene.folder);
        let by_hand = found
            .iter()
            .filter(|(name, _)| name.ends_with(".md"))
            .filter(|(_, bytes)| bytes.ends_with(b"\nby hand\n"))
            .count();
        assert!(
            by_hand >= scene.meetings_before(),
            "{moment}: {by_hand} lines by hand are left"
        );
        // All else is as if nobody had interfered.
        let without: Files = found
            .into_iter()
            .map(|(name, bytes)| {
                let text = String::from_utf8_lossy(&bytes).replace("\nby hand\n", "");
                (name, text.into_bytes())
            })
            .collect();
        assert_files(&without, &after, &moment);
    }
}

impl Scene {
    fn meetings_before(&self) -> usize {
        files(&(self.make)(), self.folder)
            .keys()
            .filter(|name| name.ends_with(".md"))
            .count()
    }
}

#[test]
fn what_others_write_meanwhile_stays() {
    for scene in [CARRY, NEW, DONE, DROP, ADD, CANCEL, CLOSE] {
        check_changed_meanwhile(&scene);
    }
}

/// The agenda that is to go stays, as it would be with nothing put into it, when somebody wrote into it in time.
#[test]
fn what_others_write_while_a_change_is_taken_back_stays() {
    const HOOK: &str = "for file in meetings/*.md; do printf '\\nby hand\\n' >> $file; done";
    const AGENDA: &str = "meetings/2026-12-01.md";
    let (before, after, calls) = UNDO.undisturbed();
    for (at, when, moment) in moments(&calls) {
        let sandbox = (UNDO.make)();
        let fault = Fault {
            at,
            when,
            what: "HOOK",
            hook: HOOK,
            ..Fault::default()
        };
        UNDO.run(&sandbox, fault).ended_with(0);
        let mut found = files(&sandbox, "alex");
        let by_hand = found
            .values()
            .filter(|bytes| bytes.ends_with(b"\nby hand\n"))
            .count();
        let agenda = found.remove(AGENDA);
        assert_eq!(
            by_hand,
            before.len() - 2 + usize::from(agenda.is_some()),
            "{moment}"
        );
        for (name, bytes) in &mut found {
            let without = String::from_utf8_lossy(bytes).replace("\nby hand\n", "");
            assert_eq!(without.as_bytes(), after[name], "{moment}: `{name}`");
        }
        if let Some(agenda) = agenda {
            let agenda = String::from_utf8_lossy(&agenda).into_owned();
            assert!(
                !OPEN.iter().any(|title| agenda.contains(title)),
                "{moment}\n{agenda}"
            );
        }
    }
}

#[test]
fn what_others_write_while_an_agenda_is_made_for_a_point_stays() {
    check_changed_meanwhile(&ADD_NEW);
}

#[test]
fn what_others_write_while_a_meeting_moves_stays() {
    check_changed_meanwhile(&MOVE);
}

#[test]
fn an_agenda_that_another_makes_meanwhile_is_filled_not_replaced() {
    let (_, after, calls) = ADD_NEW.undisturbed();
    let hook = "printf '## Action items\\n- [ ] Theirs\\n' > meetings/2026-11-24.md";
    for (at, when, moment) in
        moments(&calls).take_while(|(_, _, moment)| !moment.contains("fsync /alex/meetings/."))
    {
        let sandbox = two_meetings();
        let fault = Fault {
            at,
            when,
            what: "HOOK",
            hook,
            ..Fault::default()
        };
        ADD_NEW.run(&sandbox, fault).ended_with(0);
        let found = sandbox.read("alex/meetings/2026-11-24.md");
        assert!(
            found.contains("- [ ] Theirs\n") && found.contains("Celebrate"),
            "{moment}\n{found}"
        );
    }
    assert!(after.contains_key("meetings/2026-11-24.md"));
}

#[test]
fn a_meeting_that_another_makes_on_the_day_of_a_move_stays() {
    // The other makes it only where none is there.
    let hook = "[ -e meetings/2026-11-24.md ] && set -C && echo theirs > meetings/2026-11-26.md && touch ../made";
    for (at, when, moment) in moments(&MOVE.undisturbed().2) {
        let sandbox = three_meetings();
        let fault = Fault {
            at,
            when,
            what: "HOOK",
            hook,
            ..Fault::default()
        };
        let run = MOVE.run(&sandbox, fault);
        if sandbox.path("made").exists() {
            run.ended_with(2);
            assert_eq!(
                sandbox.read("alex/meetings/2026-11-26.md"),
                "theirs\n",
                "{moment}"
            );
        }
        assert_eq!(
            times_open(&files(&sandbox, "alex"), "Book the room"),
            1,
            "{moment}"
        );
    }
}

#[test]
fn a_meeting_that_another_deletes_meanwhile_is_not_made_again() {
    for (at, when, moment) in moments(&DONE.undisturbed().2) {
        let sandbox = three_meetings();
        let fault = Fault {
            at,
            when,
            what: "HOOK",
            hook: "rm meetings/2026-11-10.md",
            ..Fault::default()
        };
        DONE.run(&sandbox, fault);
        let gone = !sandbox.path("alex/meetings/2026-11-10.md").exists();
        assert!(gone, "{moment}");
    }
}

#[test]
fn an_item_is_found_again_when_lines_are_added_above_it() {
    let scene = Scene {
        line: "done meetings/2026-11-10.md:11",
        ..CARRY
    };
    let hook = "sed -i '5a - [ ] Above' meetings/2026-11-10.md";
    for (at, when, moment) in moments(&scene.undisturbed().2) {
        let sandbox = three_meetings();
        let fault = Fault {
            at,
            when,
            what: "HOOK",
            hook,
            ..Fault::default()
        };
        scene.run(&sandbox, fault).ended_with(0);
        let expected = EARLIER
            .replace("## Career\n", "## Career\n- [ ] Above\n")
            .replace("[ ] Ask for", "[x] Ask for");
        assert_eq!(
            sandbox.read("alex/meetings/2026-11-10.md"),
            expected,
            "{moment}"
        );
    }
}

/// Two at once do what one does.
#[track_caller]
fn check_at_once(scene: &Scene) {
    let (_, after, _) = scene.undisturbed();
    for round in 0..8 {
        let sandbox = (scene.make)();
        let one = || scene.run(&sandbox, Fault::default());
        let (first, second) = std::thread::scope(|scope| {
            let first = scope.spawn(one);
            (one(), first.join().expect("a run"))
        });
        first.ended_with(0);
        second.ended_with(0);
        let moment = format!("`{}`, round {round}", scene.line);
        assert_files(&files(&sandbox, scene.folder), &after, &moment);
    }
}

#[test]
fn of_two_who_add_each_adds_once() {
    let sandbox = two_meetings();
    std::thread::scope(|scope| {
        for person in ["dana", "alex"] {
            let sandbox = &sandbox;
            scope.spawn(move || {
                for number in 0..20 {
                    // What the program says it did, it did once; where it gave up it did nothing.
                    let add = || sandbox.run_line(&format!("add {person}-{number}."));
                    let tries = (0..20).take_while(|_| add().code != Some(0)).count();
                    assert!(tries < 20, "{person}-{number}");
                }
            });
        }
    });
    let found = files(&sandbox, "alex");
    for person in ["dana", "alex"] {
        for number in 0..20 {
            let title = format!("{person}-{number}.");
            assert_eq!(times_open(&found, &title), 1, "{title}");
        }
    }
    for title in &OPEN[..5] {
        assert_eq!(times_open(&found, title), 1, "{title}");
    }
}

#[test]
fn on_a_slow_disk_all_who_add_at_once_get_their_turn() {
    let sandbox = three_meetings();
    let slow = Fault {
        at: 1,
        when: "before",
        what: "HOOK",
        hook: "sleep 0.01",
        stays: true,
    };
    let points: Vec<String> = (0..12).map(|number| format!("Point-{number}.")).collect();
    // All are kept waiting until the last one has come.
    let folder = fs::File::open(sandbox.path("alex")).expect("the notebook");
    folder.lock().expect("a lock");
    let runs = std::thread::scope(|scope| {
        let add = |point| finished(CARRY.command(&sandbox, &format!("add {point}"), slow));
        let runs: Vec<_> = points
            .iter()
            .map(|point| scope.spawn(move || add(point)))
            .collect();
        std::thread::sleep(Duration::from_millis(800));
        folder.unlock().expect("unlocked");
        runs.into_iter()
            .map(|run| run.join().expect("a run"))
            .collect::<Vec<_>>()
    });
    let found = files(&sandbox, "alex");
    // First of all, what the program says is so.
    for (point, run) in points.iter().zip(&runs) {
        let expected = usize::from(run.code == Some(0));
        assert_eq!(
            times_open(&found, point),
            expected,
            "{point}\n{}",
            run.stderr
        );
    }
    for run in runs {
        run.ended_with(0);
    }
}

#[test]
fn two_who_carry_at_once_double_nothing() {
    check_at_once(&CARRY);
    check_at_once(&NEW);
}

#[test]
fn two_who_init_at_once_make_one_notebook() {
    check_at_once(&INIT);
}

/// The same three meetings, of which the first lies elsewhere in the notebook, behind a link.
fn one_behind_a_link() -> Sandbox {
    let sandbox = three_meetings();
    let link = sandbox.path("alex/meetings/2026-11-10.md");
    fs::create_dir(sandbox.path("alex/archive")).expect("a folder");
    fs::rename(&link, sandbox.path("alex/archive/old.md")).expect("renamed");
    symlink("../archive/old.md", &link).expect("a link");
    sandbox
}

#[test]
fn a_link_inside_the_notebook_stays_a_link() {
    let sandbox = one_behind_a_link();
    let link = sandbox.path("alex/meetings/2026-11-10.md");
    sandbox.run_line("done runners").ended_with(0);
    let ticked = EARLIER.replace("[ ] Ask", "[x] Ask");
    assert_eq!(sandbox.read("alex/archive/old.md"), ticked);
    sandbox.run_line("carry").ended_with(0);
    let carried = ticked.replace("[ ]", "[>]");
    assert_eq!(sandbox.read("alex/archive/old.md"), carried);
    let target = fs::read_link(&link).expect("still a link");
    assert_eq!(target, Path::new("../archive/old.md"));
    assert!(
        sandbox
            .read("alex/meetings/2026-11-24.md")
            .contains("- [ ] Read chapter 3")
    );
}

#[test]
fn a_killed_run_leaves_nothing_behind_a_link() {
    check_killed(&Scene {
        make: one_behind_a_link,
        line: "done runners",
        ..CARRY
    });
}

/// Every command on a notebook with a link out of it; what lies outside is neither told nor changed.
#[track_caller]
fn check_nothing_outside(sandbox: &Sandbox) {
    let before = files(sandbox, "outside");
    let commands = [
        "items --all",
        "items --all --json",
        "show 2026-11-03",
        "show 2026-11-24",
        "search secret",
        "thread secret",
        "check",
        "status",
        "done secret",
        "drop secret --reason x",
        "move --date 2026-11-03 --to 2026-11-05",
        "cancel --date 2026-11-03 --by alex --reason x",
        "close --date 2026-11-03 --summary x --no-steps --anyway",
        "prep --json",
        "report --json",
        "report --format markdown",
        "log",
        "export",
        "export --format csv",
        "calendar",
        "ask",
        "fix --dry-run",
        "carry",
        "new",
    ];
    for line in commands {
        let run = sandbox.run_line(line);
        assert!(matches!(run.code, Some(0..=2)), "`{line}`\n{}", run.stderr);
        // The program repeats what was typed, so it is the rest of the line that must not be seen.
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.contains("of the others"), "`{line}`\n{text}");
        }
    }
    assert_files(&files(sandbox, "outside"), &before, "outside");
}

#[test]
fn a_meeting_that_links_out_is_neither_read_nor_written() {
    let sandbox = three_meetings();
    sandbox.write("outside/2026-11-03.md", "- [ ] secret of the others\n");
    symlink(
        "../../outside/2026-11-03.md",
        sandbox.path("alex/meetings/2026-11-03.md"),
    )
    .expect("a link");
    check_nothing_outside(&sandbox);
    let run = sandbox.run_line("check");
    assert!(
        run.stdout.contains("2026-11-03.md") && run.stdout.contains("outside-notebook"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_agenda_that_links_out_is_not_made() {
    let sandbox = two_meetings();
    symlink(
        "../../outside.md",
        sandbox.path("alex/meetings/2026-11-24.md"),
    )
    .expect("a link to nothing");
    for line in ["new", "add x", "carry"] {
        let run = sandbox.run_line(line).ended_with(2);
        assert!(
            run.stderr.contains("2026-11-24"),
            "`{line}`\n{}",
            run.stderr
        );
        assert!(!sandbox.path("outside.md").exists(), "`{line}`");
    }
}

#[test]
fn meetings_that_lie_elsewhere_are_not_read() {
    let sandbox = Sandbox::new();
    sandbox.write("outside/2026-11-03.md", "- [ ] secret of the others\n");
    fs::remove_dir(sandbox.path("alex/meetings")).expect("removed");
    symlink("../outside", sandbox.path("alex/meetings")).expect("a link");
    check_nothing_outside(&sandbox);
    for line in ["items", "new", "add x", "check"] {
        let run = sandbox.run_line(line).ended_with(2);
        assert!(
            run.stderr.contains("leads out of the notebook"),
            "`{line}`\n{}",
            run.stderr
        );
    }
}

#[test]
fn templates_that_lie_elsewhere_are_not_read() {
    let sandbox = two_meetings();
    sandbox.write("outside/own.md", "# secret of the others\n");
    symlink("../outside", sandbox.path("alex/templates")).expect("a link");
    let run = sandbox.run_line("new --template own").ended_with(2);
    assert!(
        run.stderr.contains("leads out of the notebook"),
        "{}",
        run.stderr
    );
    fs::remove_file(sandbox.path("alex/templates")).expect("removed");
    symlink("/etc", sandbox.path("alex/templates")).expect("a link");
    for name in ["passwd", "../passwd", "/etc/passwd"] {
        sandbox
            .run_line(&format!("new --template {name}"))
            .ended_with(2);
    }
    assert!(!sandbox.path("alex/meetings/2026-11-24.md").exists());
}

#[test]
fn the_mode_is_kept() {
    let sandbox = three_meetings();
    let mode = |name: &str| {
        let path = sandbox.path(&format!("alex/meetings/{name}.md"));
        fs::metadata(path).expect("a file").permissions().mode() & 0o7777
    };
    for (name, mode) in [
        ("2026-11-10", 0o640),
        ("2026-11-17", 0o600),
        ("2026-11-24", 0o664),
    ] {
        let path = sandbox.path(&format!("alex/meetings/{name}.md"));
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("mode");
    }
    sandbox.run_line("carry").ended_with(0);
    assert_eq!(
        [mode("2026-11-10"), mode("2026-11-17"), mode("2026-11-24")],
        [0o640, 0o600, 0o664]
    );
    sandbox.run_line("move --to 2026-11-26").ended_with(0);
    assert_eq!(mode("2026-11-26"), 0o664);
}

#[test]
fn a_new_agenda_gets_the_mode_of_any_new_file() {
    let sandbox = two_meetings();
    sandbox.run_line("new").ended_with(0);
    let mode = |path: &str| {
        fs::metadata(sandbox.path(path))
            .expect("a file")
            .permissions()
            .mode()
    };
    assert_eq!(
        mode("alex/meetings/2026-11-24.md"),
        mode("alex/oneonone.yaml")
    );
}

/// A file that nobody may write is not changed, and neither is any other file but those that come before it.
#[track_caller]
fn check_read_only(scene: &Scene, name: &str) {
    let sandbox = three_meetings();
    let path = sandbox.path(&format!("alex/meetings/{name}.md"));
    let before = fs::read(&path).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("mode");
    let run = scene.run(&sandbox, Fault::default()).ended_with(2);
    assert!(
        run.stderr.contains("the file is read-only"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains(&format!("`meetings/{name}.md`")),
        "{}",
        run.stderr
    );
    assert!(
        fs::read(&path).is_ok_and(|now| now == before),
        "{name} was changed"
    );
    // With leave to write all is as it should be.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("mode");
    scene.run(&sandbox, Fault::default()).ended_with(0);
    assert_files(&files(&sandbox, "alex"), &scene.undisturbed().1, name);
}

#[test]
fn a_read_only_meeting_is_not_changed() {
    check_read_only(&DONE, "2026-11-10");
    check_read_only(&CARRY, "2026-11-17");
    check_read_only(&ADD, "2026-11-24");
}

#[test]
fn a_read_only_meeting_is_not_moved() {
    check_read_only(&MOVE, "2026-11-24");
}

#[test]
fn reading_touches_nothing() {
    let sandbox = three_meetings();
    sandbox.write("alex/meetings/stray.md", "x");
    // Time stamps and inodes of all that is there, folders included.
    let stamps = || -> Vec<String> {
        let stamp = |entry: walkdir::DirEntry| {
            let metadata = entry.metadata().expect("its metadata");
            let changed = (
                metadata.mtime(),
                metadata.mtime_nsec(),
                metadata.ctime(),
                metadata.ctime_nsec(),
            );
            format!("{} {} {changed:?}", entry.path().display(), metadata.ino())
        };
        walkdir::WalkDir::new(sandbox.path(""))
            .into_iter()
            .flatten()
            .map(stamp)
            .collect()
    };
    let before = stamps();
    let commands = [
        "",
        "status",
        "status --json",
        "items",
        "items --all --json",
        "items --overdue",
        "check",
        "check --strict --json",
        "check meetings/2026-11-10.md",
        "search import",
        "thread runners",
        "show",
        "show 2026-11-10 --json",
        "carry --dry-run",
        "new --dry-run --date 2026-12-01",
        "add x --dry-run",
        "done runners --dry-run",
        "drop runners --reason x --dry-run",
        "move --to 2026-11-26 --dry-run",
        "cancel --by alex --reason x --dry-run",
        "close --date 2026-11-17 --summary x --no-steps --anyway --dry-run",
        "feedback --to dana --situation a --behavior b --impact c --dry-run",
        "fix --dry-run",
        "prep",
        "report",
        "log",
        "export",
        "calendar",
        "ask",
        "init --dry-run --no-git",
    ];
    for line in commands {
        let run = sandbox.run_line(line);
        assert!(matches!(run.code, Some(0 | 1)), "`{line}`\n{}", run.stderr);
        assert_eq!(stamps(), before, "`{line}`");
    }
}

#[test]
fn a_command_that_has_nothing_to_change_touches_nothing() {
    let sandbox = three_meetings();
    sandbox.run_line("carry").ended_with(0);
    sandbox.run_line("done room").ended_with(0);
    let stamps = || {
        let inode = |path: PathBuf| {
            fs::metadata(path)
                .map(|metadata| (metadata.ino(), metadata.mtime_nsec()))
                .ok()
        };
        ["10", "17", "24"]
            .map(|day| inode(sandbox.path(&format!("alex/meetings/2026-11-{day}.md"))))
    };
    let before = stamps();
    for line in ["carry", "new", "done room", "init --no-git ."] {
        sandbox.run_line(line).ended_with(0);
        assert_eq!(stamps(), before, "`{line}`");
    }
}

#[test]
fn done_changes_one_byte() {
    let documents = [
        ("CRLF", "- [ ] first\r\n- [ ] wanted\r\n"),
        (
            "nested",
            "- [ ] first\n  1. [x] second\n     - [ ] wanted @alex\n       more\n",
        ),
        ("tabs", "- [ ] first\n\t- [ ] wanted\t\n"),
        ("ordered", "1. [ ] first\n2. [ ] wanted\n10) [ ] third\n"),
        ("in a quote", "> - [ ] first\n>> * [ ] wanted\n"),
        ("in progress", "+ [/] wanted\n"),
        ("after a BOM", "\u{feff}- [ ] wanted\n"),
        (
            "after a BOM and front matter",
            "\u{feff}---\nstatus: held\n---\n- [ ] wanted\n",
        ),
        ("no final newline", "- [ ] first\n- [ ] wanted"),
        (
            "mixed endings",
            "- [ ] first\r- [ ] second\n- [ ] wanted\r\n\r\n\r\n",
        ),
        (
            "spaces at the end",
            "- [ ] wanted  \n\n\n   \n- [ ] first   \n",
        ),
        (
            "wide text before",
            "- [ ] 日本語 👩‍👩‍👧 e\u{301}\n- [ ] wanted\n",
        ),
        (
            "front matter that is no YAML",
            "---\nparticipants: [@ana, @ben]\n---\n- [ ] wanted\n",
        ),
        (
            "the same in a fence",
            "```\n- [ ] wanted\n```\n- [ ] wanted\n",
        ),
        (
            "the same in a comment",
            "<!-- - [ ] wanted -->\n\n- [ ] wanted\n",
        ),
        ("setext title", "Action items\n---\n- [ ] wanted\n"),
    ];
    for (what, text) in documents {
        let sandbox = Sandbox::new();
        sandbox.write("alex/meetings/2026-11-17.md", text);
        sandbox.run_line("done wanted").ended_with(0);
        let after = sandbox.read("alex/meetings/2026-11-17.md");
        assert_eq!(after.len(), text.len(), "{what}\n{after}");
        let differ: Vec<usize> = (0..text.len())
            .filter(|at| after.as_bytes()[*at] != text.as_bytes()[*at])
            .collect();
        // The last place is the item; what looks like it comes before.
        let place = text.rfind("] wanted").expect("the item") - 1;
        assert_eq!(differ, [place], "{what}\n{after}");
        assert_eq!(after.as_bytes()[place], b'x', "{what}");
    }
}

#[test]
fn done_again_and_reopen_give_the_first_bytes_back() {
    let sandbox = three_meetings();
    let before = files(&sandbox, "alex");
    sandbox.run_line("done runners plan").ended_with(0);
    let ticked = files(&sandbox, "alex");
    sandbox.run_line("done runners").ended_with(0);
    assert_files(&files(&sandbox, "alex"), &ticked, "done again");
    sandbox.run_line("reopen runners plan").ended_with(0);
    assert_files(&files(&sandbox, "alex"), &before, "reopened");
}

#[test]
fn move_changes_the_date_and_nothing_else() {
    // What is there, and what is to be there; `moved_from` comes last in the front matter.
    let cases = [
        (
            "comments, quotes, an order of its own, unknown keys, trailing spaces",
            "---\n# ours\nmood:   no   # honest\n'ic': \"alex\"\ndate: \"2026-11-24\"  # fixed\n\nstatus: 'planned'\nx-list: [a,  b]\ntime: 12:30\nmanager: dana\n---\n\n# 1:1, 2026-11-24  \n\n- [ ] a due:2026-11-24\n",
            "---\n# ours\nmood:   no   # honest\n'ic': \"alex\"\ndate: \"2026-11-26\"  # fixed\n\nstatus: 'planned'\nx-list: [a,  b]\ntime: 12:30\nmanager: dana\nmoved_from: 2026-11-24\n---\n\n# 1:1, 2026-11-26  \n\n- [ ] a due:2026-11-24\n",
        ),
        (
            "CRLF and a BOM",
            "\u{feff}---\r\ndate: 2026-11-24\r\nstatus: planned\r\n---\r\nText\r\n",
            "\u{feff}---\r\ndate: 2026-11-26\r\nstatus: planned\r\nmoved_from: 2026-11-24\r\n---\r\nText\r\n",
        ),
        (
            "closed by dots, block lists, no final newline",
            "---\ndate: 2026-11-24\nread_by:\n  - dana\n  - alex\n...\nText",
            "---\ndate: 2026-11-26\nread_by:\n  - dana\n  - alex\nmoved_from: 2026-11-24\n...\nText",
        ),
        (
            "moved before",
            "---\ndate: 2026-11-24\nmoved_from: 2026-11-23 # ill\nstatus: planned\n---\n",
            "---\ndate: 2026-11-26\nmoved_from: 2026-11-23 # ill\nstatus: planned\n---\n",
        ),
        (
            "none, in CRLF",
            "# 1:1\r\n\r\n- [ ] a\r\n",
            "---\r\ndate: 2026-11-26\r\nmoved_from: 2026-11-24\r\n---\r\n\r\n# 1:1\r\n\r\n- [ ] a\r\n",
        ),
    ];
    for (what, before, after) in cases {
        let sandbox = Sandbox::new();
        sandbox.write("alex/meetings/2026-11-24.md", before);
        sandbox.run_line("move --to 2026-11-26").ended_with(0);
        assert_eq!(sandbox.read("alex/meetings/2026-11-26.md"), after, "{what}");
        assert!(
            !sandbox.path("alex/meetings/2026-11-24.md").exists(),
            "{what}"
        );
    }
}

#[test]
fn front_matter_that_is_no_yaml_is_not_changed() {
    let sandbox = Sandbox::new();
    let text = "---\nparticipants: [@ana, @ben]\ndate: 2026-11-24\n---\n- [ ] a\n";
    sandbox.write("alex/meetings/2026-11-24.md", text);
    for scene in [MOVE, CANCEL] {
        let run = sandbox.run_line(scene.line).ended_with(2);
        assert!(run.stderr.contains("front matter"), "{}", run.stderr);
    }
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), text);
    assert!(!sandbox.path("alex/meetings/2026-11-26.md").exists());
}

/// The moments at which the folder of the meetings is written out, after a file in it was replaced.
fn folder_moments(calls: &[String]) -> Vec<(usize, &'static str, String)> {
    let is_folder = |moment: &str| moment.ends_with("fsync /alex/meetings");
    let found: Vec<_> = moments(calls)
        .filter(|(_, _, moment)| is_folder(moment))
        .collect();
    assert!(!found.is_empty(), "no folder is written out: {calls:?}");
    found
}

#[test]
fn a_file_system_that_writes_no_folders_out_works() {
    for scene in [CARRY, NEW, DONE, ADD_NEW, CANCEL, CLOSE, MOVE] {
        let (_, after, calls) = scene.undisturbed();
        for what in ["EINVAL", "ENOTSUP", "ENOSYS"] {
            for (at, when, moment) in folder_moments(&calls) {
                let sandbox = (scene.make)();
                let fault = Fault {
                    at,
                    when,
                    what,
                    ..Fault::default()
                };
                let run = scene.run(&sandbox, fault).ended_with(0);
                assert!(!run.stderr.contains("disk"), "{what} {moment}: {run:?}");
                assert_files(&files(&sandbox, scene.folder), &after, &moment);
            }
        }
    }
}

#[test]
fn what_is_written_is_said_to_be_written_where_the_folder_fails() {
    for scene in [NEW, DONE, ADD_NEW, CANCEL, CLOSE] {
        let (_, after, calls) = scene.undisturbed();
        let Some((at, when, moment)) = folder_moments(&calls).pop() else {
            continue;
        };
        let sandbox = (scene.make)();
        let fault = Fault {
            at,
            when,
            what: "EIO",
            ..Fault::default()
        };
        let run = scene.run(&sandbox, fault).ended_with(2);
        assert!(
            run.stderr.contains("is written and there"),
            "{moment}: {run:?}"
        );
        assert!(
            run.stderr.contains("don't run the command again"),
            "{moment}: {run:?}"
        );
        assert!(!run.stderr.contains("not written"), "{moment}: {run:?}");
        assert_files(&files(&sandbox, scene.folder), &after, &moment);
    }
}
