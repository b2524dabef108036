//! `sync` killed at any moment: the repository is whole, the next `sync` ends the work, and nothing is lost.

use std::time::{Duration, Instant};

use crate::clones::{Alex, Clones, Dana, Moment, Victim, Who};
use crate::surroundings::asked;

const NEW: &str = "meetings/2026-11-24.md";

fn change(clones: &Clones, who: Who, round: usize) {
    let text = clones.read(who, NEW);
    let text = text.replacen("- [ ] Item", "- [x] Item", 1);
    clones.write(
        who,
        NEW,
        format!("{text}- [ ] Item {round} of {who:?} @alex\n"),
    );
}

/// How many syncs are killed around a step of git; `ONEONONE_KILLS` asks for more. Half as many are killed at any time.
const KILLS: usize = 16;

/// Dana shares a change, Alex makes one and `dies` while he syncs; the next sync ends the work.
fn round(clones: &Clones, round: usize, dies: impl FnOnce()) {
    change(clones, Dana, round);
    clones.sync(Dana).ended_with(0);
    change(clones, Alex, round);
    dies();
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
            let line = format!("] Item {round} of {who} @alex");
            assert_eq!(text.matches(&line).count(), 1, "{line}\n{text}");
        }
    }
}

#[test]
fn a_sync_that_is_killed_leaves_nothing_to_repair() {
    let wanted = asked("ONEONONE_KILLS").map_or(KILLS, |text| text.parse().expect("a number"));
    let clones = Clones::new();
    let (mut calls, mut whole) = (0, Duration::ZERO);
    round(&clones, 0, || {
        let begin = Instant::now();
        calls = clones.sync_and_count(Alex);
        whole = begin.elapsed();
    });
    assert!(calls > 5, "only {calls} calls of git were seen");
    // Before the first call, after it, before the second, and so on to the last.
    for kill in 0..wanted {
        let moment = kill * 2 * calls / wanted;
        let call = 1 + moment / 2;
        let (moment, name) = match moment % 2 {
            0 => (Moment::Before, "before"),
            _ => (Moment::After, "after"),
        };
        round(&clones, 1 + kill, || {
            let was_killed = clones.sync_and_kill_at(Alex, call, moment);
            assert!(was_killed, "no kill {name} call {call} of {calls}");
        });
    }
    // Between two calls, or in the middle of one; on a machine that has other work the last ones may come too late.
    let timed = u32::try_from(wanted / 2).expect("a small number");
    for kill in 0..timed {
        let after = whole * kill / timed;
        round(&clones, 1 + wanted + kill as usize, || {
            clones.sync_and_kill(Alex, after, Victim::Group);
        });
    }
}

/// Git moves the branch and then writes its index; killed between the two, it leaves an index older than the commit.
fn an_old_index_is_no_obstacle(change: impl Fn(&Clones)) {
    let clones = Clones::new();
    clones.write(Dana, NEW, format!("{}- Seen\n", clones.read(Dana, NEW)));
    clones.sync(Dana).ended_with(0);
    change(&clones);
    let index = clones.clone_of(Alex).join(".git/index");
    let old = std::fs::read(&index).expect("an index");
    clones.git(Alex, &["add", "--all"]);
    clones.git(Alex, &["commit", "--quiet", "--message=An item"]);
    std::fs::write(&index, old).expect("an index");
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    assert_eq!(clones.git(Alex, &["status", "--porcelain"]), "");
}

#[test]
fn a_commit_whose_index_was_not_written_is_no_obstacle() {
    an_old_index_is_no_obstacle(|clones| change(clones, Alex, 1));
}

#[test]
fn a_new_file_that_the_index_does_not_know_of_yet_is_no_obstacle() {
    an_old_index_is_no_obstacle(|clones| {
        clones
            .run(
                Alex,
                &[
                    "new",
                    "--date",
                    "2026-12-01",
                    "--today",
                    "2026-11-30",
                    "--no-edit",
                ],
            )
            .ended_with(0);
    });
}

#[test]
fn a_deleted_file_that_the_index_still_knows_is_no_obstacle() {
    an_old_index_is_no_obstacle(|clones| {
        let path = clones.clone_of(Alex).join("meetings/2026-11-17.md");
        std::fs::remove_file(path).expect("an older meeting");
    });
}
