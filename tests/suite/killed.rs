//! `sync` killed at any moment: the repository is whole, the next `sync` ends the work, and nothing is lost.

use std::time::Instant;

use crate::clones::{Alex, Clones, Dana, Victim, Who};

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

/// How many syncs are killed; `ONEONONE_KILLS` asks for more.
const KILLS: usize = 16;

#[test]
fn a_sync_that_is_killed_leaves_nothing_to_repair() {
    let wanted: usize =
        std::env::var("ONEONONE_KILLS").map_or(KILLS, |text| text.parse().expect("a number"));
    let clones = Clones::new();
    change(&clones, Dana, 0);
    let begin = Instant::now();
    clones.sync(Dana).ended_with(0);
    // How long one takes depends on what else the machine does, so this follows what is seen.
    let mut whole = begin.elapsed();
    clones.sync(Alex).ended_with(0);
    let (mut killed, mut round) = (0, 0);
    while killed < wanted {
        round += 1;
        assert!(
            round <= 10 * wanted,
            "only {killed} of {round} were killed, the last ones within {whole:?}"
        );
        change(&clones, Dana, round);
        clones.sync(Dana).ended_with(0);
        change(&clones, Alex, round);
        let share = u32::try_from(killed * 7 % wanted).expect("a small number");
        let after = whole * share / u32::try_from(wanted).expect("a small number");
        if clones.sync_and_kill(Alex, after, Victim::Group) {
            killed += 1;
            if after * 4 > whole * 3 {
                whole = whole * 5 / 4;
            }
        } else {
            whole = after;
        }
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
            .run(Alex, &["new", "--date", "2026-12-01", "--no-edit"])
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
