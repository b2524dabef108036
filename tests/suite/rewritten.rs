//! The other side took commits back: what nobody should have had is not sent again.

use crate::clones::{Alex, Clones, Dana, Who, agenda};
use crate::sandbox::Run;

const NEW: &str = "meetings/2026-11-24.md";
const LATER: &str = "meetings/2026-12-01.md";
const SECRET: &str = "The password is hunter2";

/// Dana writes a secret, and both have it.
fn with_secret() -> Clones {
    let clones = Clones::new();
    write_secret(&clones);
    clones.sync(Alex).ended_with(0);
    clones.are_in_step();
    clones
}

fn write_secret(clones: &Clones) {
    let text = clones.read(Dana, NEW);
    clones.write(
        Dana,
        NEW,
        text.replace("- One\n", &format!("- One\n- {SECRET}\n")),
    );
    clones.sync(Dana).ended_with(0);
}

/// Dana takes it out of the history and of the server.
fn rewrite(clones: &Clones) {
    let text = clones.read(Dana, NEW);
    clones.write(Dana, NEW, text.replace(&format!("- {SECRET}\n"), ""));
    clones.write(Dana, "anew", clones.head(Dana));
    clones.git(Dana, &["add", "anew"]);
    clones.git(Dana, &["commit", "--quiet", "--amend", "-am", "Anew"]);
    clones.git(Dana, &["push", "--quiet", "--force"]);
}

/// Whether the server shows the secret to whoever clones it.
fn is_on_the_server(clones: &Clones) -> bool {
    let remote = clones.path("remote.git");
    let log = clones.git_in(Dana, &remote, &["log", "-p", "-m", "--all", "--format=%B"]);
    log.contains(SECRET)
}

fn server(clones: &Clones) -> String {
    clones.git_in(Dana, &clones.path("remote.git"), &["rev-parse", "main"])
}

#[track_caller]
fn stops(clones: &Clones) -> Run {
    let (there, tree) = (server(clones), clones.git(Alex, &["ls-files", "--stage"]));
    let mut last = None;
    for _ in 0..2 {
        let run = clones.sync(Alex).ended_with(2);
        assert!(
            run.stderr.starts_with("error: `origin` no longer has ")
                && run.stderr.contains("`oneonone sync --take-theirs`")
                && run.stderr.contains("`oneonone sync --keep-both`"),
            "{}",
            run.stderr
        );
        assert_eq!(server(clones), there);
        last = Some((run, clones.git(Alex, &["ls-files", "--stage"])));
        clones.is_calm(Alex);
    }
    let (run, now) = last.expect("a run");
    if !run.stdout.contains("committed here")
        && clones.git(Alex, &["log", "-1", "--format=%an"]) != "Alex Kim"
    {
        assert_eq!(now, tree);
    }
    run
}

/// As the other side did.
#[track_caller]
fn take_theirs(clones: &Clones) {
    clones.run(Alex, &["sync", "--take-theirs"]).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    assert!(!is_on_the_server(clones), "it was sent again");
    assert!(
        !clones.read(Alex, NEW).contains(SECRET),
        "{}",
        clones.read(Alex, NEW)
    );
    assert!(!clones.git(Alex, &["log", "-p", "HEAD"]).contains(SECRET));
    // And it is over.
    clones.sync(Alex).ended_with(0);
}

/// All of both.
#[track_caller]
fn keep_both(clones: &Clones) {
    clones.run(Alex, &["sync", "--keep-both"]).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    assert!(is_on_the_server(clones));
    clones.sync(Alex).ended_with(0);
}

/// Alex has a commit of each kind that was not sent, and something not committed.
fn write_own(clones: &Clones) {
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones.git(Alex, &["commit", "-qam", "Done"]);
    clones.write(Alex, "README", "Mine\n");
    clones.git(Alex, &["add", "README"]);
    clones.git(Alex, &["commit", "-qm", "Mine"]);
    clones.write(
        Alex,
        LATER,
        agenda("2026-12-01", "- [ ] Not committed @alex\n"),
    );
}

#[track_caller]
fn has_own(clones: &Clones) {
    for who in [Dana, Alex] {
        assert!(
            clones.read(who, NEW).contains("- [x] Write the plan"),
            "{}",
            clones.read(who, NEW)
        );
        assert!(clones.read(who, LATER).contains("- [ ] Not committed"));
        assert_eq!(clones.read(who, "README"), "Mine\n");
    }
}

#[test]
fn what_was_taken_out_is_not_sent_again_unasked() {
    for end in [take_theirs, keep_both] {
        let clones = with_secret();
        rewrite(&clones);
        let run = stops(&clones);
        assert!(
            run.stderr.contains("no longer has 1 commit that it had"),
            "{}",
            run.stderr
        );
        end(&clones);
    }
}

#[test]
fn with_commits_that_were_not_sent() {
    for end in [take_theirs, keep_both] {
        let clones = with_secret();
        write_own(&clones);
        rewrite(&clones);
        stops(&clones);
        end(&clones);
        has_own(&clones);
    }
}

#[test]
fn the_command_that_shows_what_it_is_works() {
    let clones = with_secret();
    rewrite(&clones);
    let run = stops(&clones);
    let range = run
        .stderr
        .split("`git log -p ")
        .nth(1)
        .and_then(|rest| rest.split('`').next());
    let log = clones.git(Alex, &["log", "-p", range.expect("a range")]);
    assert!(log.contains(SECRET), "{log}");
}

#[test]
fn a_branch_that_was_put_back_to_an_older_commit() {
    for end in [take_theirs, keep_both] {
        let clones = with_secret();
        write_own(&clones);
        clones.git(Dana, &["reset", "--quiet", "--hard", "HEAD~1"]);
        clones.git(Dana, &["push", "--quiet", "--force"]);
        stops(&clones);
        end(&clones);
        has_own(&clones);
    }
}

#[test]
fn a_plain_fetch_before_does_not_hide_it() {
    for end in [take_theirs, keep_both] {
        let clones = with_secret();
        rewrite(&clones);
        clones.git(Alex, &["fetch", "--quiet"]);
        stops(&clones);
        end(&clones);
    }
}

#[test]
fn nor_does_a_record_that_git_does_not_keep() {
    let forget: [fn(&Clones); 3] = [
        |clones| {
            clones.git(Alex, &["config", "core.logAllRefUpdates", "false"]);
            let _ = std::fs::remove_dir_all(clones.clone_of(Alex).join(".git/logs"));
            clones.git(Alex, &["fetch", "--quiet"]);
        },
        |clones| {
            clones.git(Alex, &["reflog", "expire", "--expire=all", "--all"]);
            clones.git(Alex, &["fetch", "--quiet"]);
            clones.git(Alex, &["reflog", "expire", "--expire=all", "--all"]);
        },
        |clones| {
            clones.git(Alex, &["update-ref", "-d", "refs/remotes/origin/main"]);
        },
    ];
    for forget in forget {
        let clones = with_secret();
        rewrite(&clones);
        forget(&clones);
        stops(&clones);
        take_theirs(&clones);
    }
}

#[test]
fn a_clone_that_never_synced_knows_it_from_git() {
    for fetched in [false, true] {
        let clones = Clones::new();
        write_secret(&clones);
        let pull: &[&str] = &["pull", "--quiet", "--no-rebase"];
        clones.git(Alex, pull);
        let _ = std::fs::remove_file(clones.clone_of(Alex).join(".git/oneonone/agreed"));
        rewrite(&clones);
        if fetched {
            clones.git(Alex, &["fetch", "--quiet"]);
        }
        stops(&clones);
        take_theirs(&clones);
    }
}

#[test]
fn a_pull_by_hand_that_brought_it_back_is_not_sent() {
    let clones = with_secret();
    clones.run(Alex, &["add", "Mine @alex"]).ended_with(0);
    clones.git(Alex, &["commit", "-qam", "Mine"]);
    rewrite(&clones);
    let pull = ["pull", "--quiet", "--no-rebase", "--no-edit"];
    clones.git(Alex, &pull);
    stops(&clones);
    take_theirs(&clones);
    assert!(
        clones.read(Dana, NEW).contains("- [ ] Mine"),
        "{}",
        clones.read(Dana, NEW)
    );
}

#[test]
fn a_history_that_was_made_anew_from_its_root() {
    for end in [take_theirs, keep_both] {
        let clones = with_secret();
        clones.run(Alex, &["done", "plan"]).ended_with(0);
        let text = clones.read(Dana, NEW);
        clones.git(Dana, &["checkout", "--quiet", "--orphan", "anew"]);
        clones.write(Dana, NEW, text.replace(&format!("- {SECRET}\n"), ""));
        clones.git(Dana, &["commit", "--quiet", "-am", "All anew"]);
        clones.git(Dana, &["branch", "--quiet", "-M", "main"]);
        clones.git(
            Dana,
            &["push", "--quiet", "--force", "-u", "origin", "main"],
        );
        stops(&clones);
        end(&clones);
        for who in [Dana, Alex] {
            let text = clones.read(who, NEW);
            assert_eq!(text.matches("- [x] Write the plan").count(), 1, "{text}");
            assert_eq!(text.matches("Write the plan").count(), 1, "{text}");
        }
    }
}

#[test]
fn again_and_again() {
    let clones = with_secret();
    for round in 0..3 {
        rewrite(&clones);
        clones
            .run(Alex, &["add", &format!("Promise number {round} of Alex")])
            .ended_with(0);
        stops(&clones);
        take_theirs(&clones);
        write_secret(&clones);
        clones.sync(Alex).ended_with(0);
    }
    assert_eq!(clones.read(Dana, NEW).matches("Promise number").count(), 3);
}

#[test]
fn what_lies_in_the_way_is_not_overwritten() {
    let clones = with_secret();
    clones.write(Dana, "README", "theirs\n");
    clones.git(Dana, &["add", "README"]);
    rewrite(&clones);
    clones.write(Alex, "README", "mine, not committed\n");
    stops(&clones);
    let head = clones.head(Alex);
    let run = clones.run(Alex, &["sync", "--take-theirs"]).ended_with(2);
    assert!(
        run.stderr
            .starts_with("error: what comes in would overwrite `README`"),
        "{}",
        run.stderr
    );
    assert_eq!(clones.head(Alex), head);
    assert_eq!(clones.read(Alex, "README"), "mine, not committed\n");
    std::fs::remove_file(clones.clone_of(Alex).join("README")).expect("a file");
    take_theirs(&clones);
}

#[test]
fn a_meeting_saved_with_other_line_ends_is_no_obstacle() {
    let clones = with_secret();
    rewrite(&clones);
    let text = clones.read(Alex, NEW).replace('\n', "\r\n");
    clones.write(Alex, NEW, text);
    stops(&clones);
    take_theirs(&clones);
}

#[test]
fn the_line_itself_changed_here_is_named() {
    let clones = with_secret();
    let text = clones.read(Alex, NEW);
    clones.write(Alex, NEW, text.replace("- One\n", "- One and two\n"));
    rewrite(&clones);
    stops(&clones);
    take_theirs(&clones);
    assert!(clones.read(Dana, NEW).contains("- One and two\n"));
}

/// Nothing was taken back: nothing stops.
#[test]
fn being_ahead_or_having_amended_what_was_not_sent_is_no_rewriting() {
    let calm: [fn(&Clones); 6] = [
        |clones| write_own(clones),
        |clones| {
            write_own(clones);
            clones.git(
                Alex,
                &["commit", "--quiet", "--amend", "-m", "Mine, said better"],
            );
        },
        |clones| {
            write_own(clones);
            clones.run(Dana, &["add", "By Dana"]).ended_with(0);
            clones.git(Dana, &["commit", "-qam", "One"]);
            clones.git(Dana, &["commit", "--quiet", "--amend", "-m", "Another"]);
            clones.sync(Dana).ended_with(0);
        },
        |clones| {
            write_own(clones);
            clones.run(Dana, &["add", "By Dana"]).ended_with(0);
            clones.sync(Dana).ended_with(0);
            clones.git(Alex, &["fetch", "--quiet"]);
            clones.git(Alex, &["rebase", "--quiet", "origin/main"]);
        },
        |clones| {
            write_own(clones);
            clones.git(Alex, &["push", "--quiet"]);
            clones.git(Alex, &["update-ref", "refs/remotes/origin/main", "HEAD~1"]);
        },
        // Put back to what both had, and never merged what came after.
        |clones| {
            clones.run(Dana, &["add", "By Dana"]).ended_with(0);
            clones.sync(Dana).ended_with(0);
            clones.git(Alex, &["fetch", "--quiet"]);
            clones.git(Dana, &["reset", "--quiet", "--hard", "HEAD~1"]);
            clones.git(Dana, &["push", "--quiet", "--force"]);
            write_own(clones);
        },
    ];
    for set_up in calm {
        let clones = Clones::new();
        set_up(&clones);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones.sync(Alex).ended_with(0);
        clones.are_in_step();
        has_own(&clones);
    }
}

#[test]
fn a_branch_that_was_renamed_is_followed_where_git_is_told() {
    let clones = Clones::new();
    clones.git(Dana, &["branch", "--quiet", "-m", "trunk"]);
    clones.git(Dana, &["push", "--quiet", "-u", "origin", "trunk"]);
    clones.git(Alex, &["fetch", "--quiet"]);
    clones.git(Alex, &["branch", "--quiet", "-m", "trunk"]);
    clones.git(Alex, &["branch", "--quiet", "-u", "origin/trunk"]);
    write_own(&clones);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    has_own(&clones);
}

#[test]
fn repositories_of_new_kinds_know_it_too() {
    let kinds: [(&str, &[&str]); 2] = [
        ("[init]\n\tdefaultRefFormat = reftable\n", &[]),
        ("", &["--object-format=sha256"]),
    ];
    for (settings, options) in kinds {
        let clones = Clones::made_with(settings, options);
        write_secret(&clones);
        clones.sync(Alex).ended_with(0);
        write_own(&clones);
        rewrite(&clones);
        clones.git(Alex, &["fetch", "--quiet"]);
        stops(&clones);
        take_theirs(&clones);
        has_own(&clones);
    }
}

#[test]
fn one_way_is_chosen_not_both() {
    let clones = Clones::new();
    let run = clones
        .run(Alex, &["sync", "--take-theirs", "--keep-both"])
        .ended_with(2);
    assert!(run.stderr.contains("cannot be used with"), "{}", run.stderr);
    // Where nothing was taken back each is a sync as any.
    for (who, way) in [(Dana, "--take-theirs"), (Alex, "--keep-both")] {
        let _: Who = who;
        clones
            .run(who, &["add", &format!("With {way}")])
            .ended_with(0);
        clones.run(who, &["sync", way]).ended_with(0);
    }
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
}
