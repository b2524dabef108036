//! The merge driver under real `git merge` and `git pull`, and what git does without it.

use crate::clones::{Alex, Clones, Dana, Who, agenda, write_script};
use crate::sandbox::{Run, finished};

const OLD: &str = "meetings/2026-11-17.md";
const NEW: &str = "meetings/2026-11-24.md";
const LATER: &str = "meetings/2026-12-01.md";

/// Commit all that `who` has, with plain git.
fn commit(clones: &Clones, who: Who) {
    clones.git(who, &["add", "--all"]);
    clones.git(who, &["commit", "--quiet", "-m", "By hand"]);
}

/// Dana ticks an item and has pushed; Alex gives the same one a date, adds another and has committed: git's own merge
/// can't do that.
fn both_changed_one_file() -> Clones {
    let clones = Clones::new();
    let text = clones.read(Dana, NEW);
    clones.write(Dana, NEW, text.replace("[ ] Write", "[x] Write"));
    commit(&clones, Dana);
    clones.git(Dana, &["push", "--quiet"]);
    clones.write(
        Alex,
        NEW,
        text.replace("plan @alex", "plan @alex due:2026-12-01") + "- [ ] From Alex @alex\n",
    );
    commit(&clones, Alex);
    clones
}

fn pull(clones: &Clones, arguments: &[&str]) -> Run {
    let all = [&["pull", "--quiet"][..], arguments].concat();
    clones.try_git(Alex, &clones.clone_of(Alex), &all)
}

#[track_caller]
fn holds_both(clones: &Clones) {
    let text = clones.read(Alex, NEW);
    assert!(
        text.ends_with("- [x] Write the plan @alex due:2026-12-01\n- [ ] From Alex @alex\n"),
        "{text}"
    );
}

#[test]
fn plain_git_merges_item_by_item() {
    for options in [&["--no-rebase"][..], &["--rebase"]] {
        let clones = both_changed_one_file();
        pull(&clones, options).ended_with(0);
        holds_both(&clones);
        assert_eq!(clones.git(Alex, &["status", "--porcelain"]), "");
    }
    let clones = both_changed_one_file();
    clones.git(Alex, &["fetch", "--quiet"]);
    clones.git(Alex, &["merge", "--quiet", "--no-edit", "origin/main"]);
    holds_both(&clones);
}

#[test]
fn m21_without_the_program_git_merges_the_text() {
    let clones = both_changed_one_file();
    std::fs::remove_file(clones.path("bin/oneonone")).expect("the link");
    pull(&clones, &["--no-rebase"]).ended_with(1);
    let text = clones.read(Alex, NEW);
    assert!(
        text.contains("<<<<<<< ours\n") && text.contains("[x] Write") && text.contains("From Alex"),
        "both sides are there, as git leaves them:\n{text}"
    );
}

#[test]
fn m22_a_driver_that_crashes_leaves_no_merge_behind() {
    let clones = both_changed_one_file();
    let before = clones.read(Alex, NEW);
    std::fs::remove_file(clones.path("bin/oneonone")).expect("the link");
    write_script(&clones.path("bin/oneonone"), "kill -ABRT $$\n");
    let run = pull(&clones, &["--no-rebase"]);
    assert_ne!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(clones.read(Alex, NEW), before);
    clones.is_calm(Alex);
}

#[test]
fn m22_a_driver_that_cant_work_is_no_conflict() {
    let clones = both_changed_one_file();
    let before = clones.read(Alex, NEW);
    let configuration = clones.home(Alex).join(".config/oneonone");
    std::fs::create_dir_all(&configuration).expect("a folder");
    std::fs::write(configuration.join("config.yaml"), "me: [\n").expect("a file");
    let run = pull(&clones, &["--no-rebase"]);
    assert_ne!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(clones.read(Alex, NEW), before);
    clones.is_calm(Alex);
    for arguments in [&["merge-driver"][..], &["merge-driver", "a", "b", "c"]] {
        clones.run(Dana, arguments).ended_with(129);
    }
    clones.run(Dana, &["merge-driver", "--help"]).ended_with(0);
}

#[test]
fn m23_merges_that_crossed_have_no_markers_in_their_base() {
    let clones = Clones::new();
    let first = clones.read(Dana, NEW);
    clones.write(Dana, NEW, first.replace("the plan", "the plan of the year"));
    commit(&clones, Dana);
    clones.git(Dana, &["push", "--quiet", "origin", "main:dana"]);
    clones.write(
        Alex,
        NEW,
        first.replace("Write the plan", "Write down the plan"),
    );
    commit(&clones, Alex);
    clones.git(Alex, &["push", "--quiet", "origin", "main:alex"]);
    for (who, other) in [(Dana, "origin/alex"), (Alex, "origin/dana")] {
        clones.git(who, &["fetch", "--quiet"]);
        clones.git(who, &["merge", "--quiet", "--no-edit", other]);
    }
    // Each resolves it in a way of their own: the common ancestors are now two that differ in the same line.
    for (who, item) in [
        (Dana, "- [ ] From Dana @dana\n"),
        (Alex, "- [ ] From Alex @alex\n"),
    ] {
        let text = clones.read(who, NEW);
        assert!(!text.contains("<<<<<<<"), "{text}");
        clones.write(who, NEW, text + item);
        commit(&clones, who);
    }
    clones.git(Dana, &["push", "--quiet", "origin", "main:dana"]);
    clones.git(Alex, &["fetch", "--quiet"]);
    let bases = clones.git(Alex, &["merge-base", "--all", "HEAD", "origin/dana"]);
    assert_eq!(
        bases.lines().count(),
        2,
        "this is not the case that is meant"
    );
    clones.git(Alex, &["merge", "--quiet", "--no-edit", "origin/dana"]);
    let text = clones.read(Alex, NEW);
    for line in ["Write down the plan of the year", "From Dana", "From Alex"] {
        assert_eq!(text.matches(line).count(), 1, "{text}");
    }
}

#[test]
fn m23_sync_too_knows_merges_that_crossed() {
    let clones = Clones::new();
    let first = clones.read(Dana, NEW);
    clones.write(Dana, NEW, first.replace("the plan", "the plan of the year"));
    commit(&clones, Dana);
    clones.git(Dana, &["push", "--quiet", "origin", "main:dana"]);
    clones.write(
        Alex,
        NEW,
        first.replace("Write the plan", "Write down the plan"),
    );
    commit(&clones, Alex);
    clones.git(Alex, &["push", "--quiet", "origin", "main:alex"]);
    for (who, other) in [(Dana, "origin/alex"), (Alex, "origin/dana")] {
        clones.git(who, &["fetch", "--quiet"]);
        clones.git(who, &["merge", "--quiet", "--no-edit", other]);
    }
    for (who, item) in [
        (Dana, "- [ ] From Dana @dana\n"),
        (Alex, "- [ ] From Alex @alex\n"),
    ] {
        let text = clones.read(who, NEW);
        clones.write(who, NEW, text + item);
        clones.sync(who).ended_with(0);
    }
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    let text = clones.read(Alex, NEW);
    for line in ["Write down the plan of the year", "From Dana", "From Alex"] {
        assert_eq!(text.matches(line).count(), 1, "{text}");
    }
}

#[test]
fn m23_a_base_with_markers_is_no_base() {
    let clones = Clones::new();
    let text = clones.read(Dana, NEW);
    let marked = text.replace(
        "- [ ] Write the plan @alex\n",
        "<<<<<<<<< a\n- [ ] Write the plan @alex\n=========\n- [ ] Other @alex\n>>>>>>>>> b\n",
    );
    clones.write(Dana, "base", marked);
    clones.write(Dana, "ours", text.clone() + "- [ ] Ours @dana\n");
    clones.write(Dana, "theirs", text + "- [ ] Theirs @alex\n");
    clones
        .run(Dana, &["merge-driver", "base", "ours", "theirs", "9", NEW])
        .ended_with(0);
    let merged = clones.read(Dana, "ours");
    for line in ["Write the plan", "Ours", "Theirs"] {
        assert_eq!(merged.matches(line).count(), 1, "{merged}");
    }
    assert!(
        !merged.contains("Other") && !merged.contains("<<<"),
        "{merged}"
    );
}

#[test]
fn m24_an_agenda_that_both_made_began_as_what_new_would_have_written() {
    let clones = Clones::new();
    for who in [Dana, Alex] {
        clones
            .run(
                who,
                &[
                    "new",
                    "--no-edit",
                    "--date",
                    "2026-12-01",
                    "--today",
                    "2026-11-30",
                ],
            )
            .ended_with(0);
    }
    let made = clones.read(Dana, LATER);
    assert_eq!(made, clones.read(Alex, LATER));
    clones.write(
        Dana,
        LATER,
        made.replace("[ ] Write the plan", "[x] Write the plan"),
    );
    commit(&clones, Dana);
    clones.git(Dana, &["push", "--quiet"]);
    clones.write(
        Alex,
        LATER,
        made.replace("Write the plan", "Write the whole plan"),
    );
    commit(&clones, Alex);
    pull(&clones, &["--no-rebase"]).ended_with(0);
    let text = clones.read(Alex, LATER);
    assert!(text.contains("- [x] Write the whole plan"), "{text}");
    assert_eq!(text.matches("plan @alex").count(), 1, "{text}");
}

#[test]
fn m25_an_agenda_is_never_deleted_by_a_merge() {
    let clones = Clones::new();
    std::fs::remove_file(clones.clone_of(Dana).join(NEW)).expect("the agenda");
    clones.sync(Dana).ended_with(0);
    let text = clones.read(Alex, NEW) + "- [ ] More @alex\n";
    clones.write(Alex, NEW, &text);
    clones.sync(Alex).ended_with(0);
    assert_eq!(clones.read(Alex, NEW), text);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
}

#[test]
fn m26_a_meeting_moved_by_one_and_edited_by_the_other_is_both() {
    let clones = Clones::new();
    clones
        .run(Dana, &["move", "--to", "2026-11-26"])
        .ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.write(Alex, NEW, clones.read(Alex, NEW) + "- [ ] More @alex\n");
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    let text = clones.read(Dana, "meetings/2026-11-26.md");
    assert!(text.contains("- [ ] More @alex"), "{text}");
}

/// What a hosting site does with its merge button: neither attributes nor drivers count in a bare repository.
#[test]
fn m27_in_a_bare_repository_git_merges_the_text() {
    let clones = both_changed_one_file();
    clones.git(Alex, &["push", "--quiet", "origin", "main:alex"]);
    let bare = clones.path("remote.git");
    let run = clones.try_git(Dana, &bare, &["merge-tree", "--write-tree", "main", "alex"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    // Our way leaves it nothing to merge.
    clones.sync(Alex).ended_with(0);
    holds_both(&clones);
    clones.git_in(
        Dana,
        &bare,
        &["merge-base", "--is-ancestor", "alex", "main"],
    );
}

#[test]
fn m28_a_clone_that_was_not_set_up_has_gits_own_merge() {
    let clones = both_changed_one_file();
    clones.git(Alex, &["config", "--remove-section", "merge.oneonone"]);
    pull(&clones, &["--no-rebase"]).ended_with(1);
    assert!(clones.read(Alex, NEW).contains("<<<<<<< HEAD\n"));
    clones.git(Alex, &["merge", "--abort"]);
    // Sync needs no driver; and running `init` again sets it up.
    clones.run(Alex, &["init"]).ended_with(0);
    pull(&clones, &["--no-rebase"]).ended_with(0);
    holds_both(&clones);
}

#[test]
fn what_cant_be_merged_is_left_to_git_with_its_markers() {
    let clones = Clones::new();
    clones.write(Dana, "base", agenda("2026-11-24", "- [ ] One\n"));
    clones.write(Dana, "ours", b"- [ ] \xff One\n");
    clones.write(Dana, "theirs", agenda("2026-11-24", "- [ ] Two\n"));
    let run = clones
        .run(Dana, &["merge-driver", "base", "ours", "theirs", "11", NEW])
        .ended_with(1);
    assert!(
        run.stderr
            .contains("warning: `meetings/2026-11-24.md` was left to git's own merge"),
        "{}",
        run.stderr
    );
    let merged = std::fs::read(clones.clone_of(Dana).join("ours")).expect("the result");
    assert!(
        merged.starts_with(b"<<<<<<<<<<< ours\n- [ ] \xff One\n"),
        "{}",
        String::from_utf8_lossy(&merged)
    );
}

#[test]
fn remarks_are_said_with_their_lines() {
    let clones = Clones::new();
    let text = clones.read(Dana, NEW);
    clones.write(Dana, NEW, text.replace("the plan", "the plan for us"));
    commit(&clones, Dana);
    clones.git(Dana, &["push", "--quiet"]);
    clones.write(Alex, NEW, text.replace("the plan", "the plan for them"));
    commit(&clones, Alex);
    let run = pull(&clones, &["--no-rebase"]).ended_with(0);
    assert!(
        run.stderr.contains("meetings/2026-11-24.md:"),
        "{}",
        run.stderr
    );
    let merged = clones.read(Alex, NEW);
    let whose = merged.contains("both changed this: Alex's version")
        || merged.contains("both changed this: Dana's version");
    assert!(
        merged.contains("for us") && merged.contains("for them") && whose,
        "{merged}"
    );
}

#[test]
fn a_folder_with_odd_characters_is_no_trouble() {
    let clones = Clones::homes();
    let folder = clones.home(Dana);
    clones.git_in(Dana, &folder, &["init", "--quiet", "repository"]);
    let name = "it's -a $(x) \"place\"";
    let top = folder.join("repository");
    let people = [
        "init",
        name,
        "--manager",
        "Dana Ng <dana@example.com>",
        "--ic",
        "Alex Kim <alex@example.com>",
    ];
    clones.run_in(Dana, &top, &people).ended_with(0);
    let file = top.join(name).join(OLD);
    let git = |arguments: &[&str]| clones.git_in(Dana, &top, arguments);
    let write = |items: &str| {
        std::fs::write(&file, agenda("2026-11-17", items)).expect("a file");
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "-m", "Write"]);
    };
    write("- [ ] One @dana\n");
    git(&["switch", "--quiet", "-c", "side"]);
    write("- [x] One @dana\n");
    git(&["switch", "--quiet", "main"]);
    write("- [ ] One @dana due:2026-12-01\n");
    let run = finished(clones.command(
        Dana,
        &top,
        "git".as_ref(),
        &["merge", "--quiet", "--no-edit", "side"],
    ));
    run.ended_with(0);
    let text = std::fs::read_to_string(&file).expect("a file");
    assert!(text.ends_with("- [x] One @dana due:2026-12-01\n"), "{text}");
}

#[test]
fn init_completes_a_gitattributes_that_was_there() {
    let clones = Clones::new();
    clones.write(Dana, ".gitattributes", "*.png binary");
    let run = clones.run(Dana, &["init", "--dry-run"]).ended_with(0);
    assert!(
        run.stdout
            .contains("+meetings/*.md text eol=lf merge=oneonone"),
        "{}",
        run.stdout
    );
    let run = clones.run(Dana, &["init"]).ended_with(0);
    assert!(
        run.stderr.contains("added a line in .gitattributes"),
        "{}",
        run.stderr
    );
    let expected = "*.png binary\nmeetings/*.md text eol=lf merge=oneonone\n";
    assert_eq!(clones.read(Dana, ".gitattributes"), expected);
    clones.run(Dana, &["init"]).ended_with(0);
    assert_eq!(clones.read(Dana, ".gitattributes"), expected);
}
