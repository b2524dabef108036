//! `sync` killed at any moment: the repository is whole, the next `sync` ends the work, and nothing is lost.

use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::clones::{Alex, Clones, Dana, Who};

const NEW: &str = "meetings/2026-11-24.md";

/// Start `command` in a process group of its own.
fn start(mut command: Command) -> Child {
    command
        .process_group(0)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().expect("the program runs")
}

/// Kill the whole process group of `child`, as closing a terminal or a scheduler does, but without mercy; gives whether
/// that is what ended it.
fn kill_group(mut child: Child) -> bool {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill")
        .args(["-KILL", "--", &group])
        .stderr(Stdio::null())
        .status();
    let status = child.wait().expect("an end");
    status.signal() == Some(9)
}

fn change(clones: &Clones, who: Who, round: usize) {
    let text = clones.read(who, NEW);
    let text = text.replacen("- [ ] Item", "- [x] Item", 1);
    clones.write(
        who,
        NEW,
        format!("{text}- [ ] Item {round} of {who:?} @alex\n"),
    );
}

#[test]
fn a_sync_that_is_killed_leaves_nothing_to_repair() {
    let rounds: usize =
        std::env::var("ONEONONE_KILLS").map_or(24, |text| text.parse().expect("a number"));
    let clones = Clones::new();
    change(&clones, Dana, 0);
    let begin = Instant::now();
    clones.sync(Dana).ended_with(0);
    let whole = begin.elapsed();
    clones.sync(Alex).ended_with(0);
    let mut killed = 0;
    for round in 1..=rounds {
        change(&clones, Dana, round);
        clones.sync(Dana).ended_with(0);
        change(&clones, Alex, round);
        let child = start(clones.program(Alex, &["sync"]));
        let share = u32::try_from(round * 7 % rounds).expect("a small number");
        std::thread::sleep(whole * 2 * share / u32::try_from(rounds).expect("a small number"));
        killed += usize::from(kill_group(child));
        // At this moment a step of git may still be on its way to its end; the next sync copes with that.
        clones.is_calm_but_for_indexes(Alex);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones.are_in_step();
        clones.git(Alex, &["fsck", "--no-dangling"]);
        let text = clones.read(Dana, NEW);
        assert!(!text.contains("<<<<<<<"), "{text}");
        for round in 0..=round {
            for who in ["Dana", "Alex"] {
                let wanted = usize::from(round > 0 || who == "Dana");
                let line = format!("] Item {round} of {who} @alex");
                assert_eq!(text.matches(&line).count(), wanted, "{line}\n{text}");
            }
        }
    }
    assert!(killed * 2 > rounds, "only {killed} of {rounds} were killed");
}
