//! `undo`: my last change goes, what was written since stays, and nothing of the way back lies in the notebook.

use std::os::unix::fs::PermissionsExt as _;

use crate::sandbox::{Run, Sandbox, finished};

const LAST: &str = "---
status: held
---

## Action items
- [ ] Write the plan @alex
- [ ] Ask for runners @dana
";

const AGENDA: &str = "---
date: 2026-11-24
status: planned
---

## Wins
- The import

## Action items
- [ ] Book the room @alex
";

/// A held meeting and the next agenda, in the notebook `alex`.
fn two_meetings() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    sandbox.write("alex/meetings/2026-11-24.md", AGENDA);
    sandbox
}

/// The meetings, by name.
fn meetings(sandbox: &Sandbox) -> Vec<(String, String)> {
    let text = |(name, bytes): (String, Vec<u8>)| (name, String::from_utf8_lossy(&bytes).into());
    let files = sandbox.files("alex/meetings").into_iter();
    files.map(text).collect()
}

#[track_caller]
fn done(sandbox: &Sandbox, line: &str) -> Run {
    sandbox.run_line(line).ended_with(0)
}

/// `lines` are typed; `undo` then gives what was there before the last, and `undo` again what was there after it.
#[track_caller]
fn check_there_and_back(sandbox: &Sandbox, lines: &[&str]) {
    let Some((last, earlier)) = lines.split_last() else {
        return;
    };
    for line in earlier {
        done(sandbox, line);
    }
    let before = meetings(sandbox);
    done(sandbox, last);
    let after = meetings(sandbox);
    assert_ne!(before, after, "`{last}` changes something");
    let run = done(sandbox, "undo");
    assert!(run.stderr.contains("took back `"), "{}", run.stderr);
    assert_eq!(meetings(sandbox), before, "`{last}` is taken back");
    done(sandbox, "undo");
    assert_eq!(meetings(sandbox), after, "`{last}` is done again");
    done(sandbox, "undo");
    assert_eq!(meetings(sandbox), before, "`{last}` is taken back again");
}

#[test]
fn every_command_can_be_taken_back_and_done_again() {
    for lines in [
        &["carry"][..],
        &["new --date 2026-12-01"],
        &["move --to 2026-11-26"],
        &["cancel --by alex --reason ill"],
        &["add Celebrate"],
        &["add Celebrate --section wins"],
        &["done runners"],
        &["done runners room"],
        &["drop plan --reason late"],
        &["done runners", "reopen runners"],
        &["assign plan dana"],
        &["due plan 2026-12-01"],
        &["carry", "move --to 2026-11-26"],
    ] {
        check_there_and_back(&two_meetings(), lines);
    }
}

#[test]
fn an_agenda_that_is_made_for_a_point_goes_with_it() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    check_there_and_back(&sandbox, &["add Celebrate"]);
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    check_there_and_back(&sandbox, &["move --to 2026-11-26"]);
}

#[test]
fn an_older_change_goes_alone() {
    let sandbox = two_meetings();
    done(&sandbox, "done runners");
    let ticked = sandbox.read("alex/meetings/2026-11-17.md");
    done(&sandbox, "add Celebrate");
    let added = sandbox.read("alex/meetings/2026-11-24.md");
    done(&sandbox, "undo 1");
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), LAST);
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), added);
    let run = done(&sandbox, "undo 1");
    assert!(
        run.stderr.contains("nothing to take back"),
        "{}",
        run.stderr
    );
    done(&sandbox, "undo 3");
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), ticked);
    let run = sandbox.run_line("undo 9").ended_with(2);
    assert!(
        run.stderr.contains("`alex` has no change 9"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_was_taken_back_by_hand_is_passed_over() {
    let sandbox = two_meetings();
    done(&sandbox, "add Celebrate");
    done(&sandbox, "done runners");
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    let run = done(&sandbox, "undo");
    assert!(
        run.stderr.contains("took back `add Celebrate`"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), AGENDA);
}

#[test]
fn a_file_that_is_gone_is_said_and_left_alone() {
    let sandbox = two_meetings();
    done(&sandbox, "carry");
    std::fs::remove_file(sandbox.path("alex/meetings/2026-11-24.md")).expect("removed");
    let run = done(&sandbox, "undo");
    assert!(
        run.stdout
            .contains("meetings/2026-11-24.md  removed by someone since; left alone"),
        "{}",
        run.stdout
    );
    let left = [("2026-11-17.md".to_string(), LAST.to_string())];
    assert_eq!(meetings(&sandbox), left);
}

/// After `line` and then `edit`ing the agenda on `date` the undo gives `agenda` and `LAST`.
#[track_caller]
fn check_edit_stays(line: &str, date: &str, edit: impl Fn(String) -> String, agenda: &str) {
    let sandbox = two_meetings();
    done(&sandbox, line);
    let path = format!("alex/meetings/{date}.md");
    sandbox.write(&path, edit(sandbox.read(&path)));
    let edited = meetings(&sandbox);
    let run = done(&sandbox, "undo");
    let expected = format!("meetings/{date}.md  what was written since stays");
    assert!(run.stdout.contains(&expected), "{}", run.stdout);
    let found = meetings(&sandbox);
    let text = |name: &str| {
        found
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, t)| t.as_str())
    };
    assert_eq!(text(&format!("{date}.md")), Some(agenda));
    assert_eq!(text("2026-11-17.md"), Some(LAST));
    done(&sandbox, "undo");
    assert_eq!(meetings(&sandbox), edited, "and all comes back");
}

#[test]
fn after_a_carry_only_the_carried_items_go() {
    // The item and the point may as well have come from the other one by a sync.
    let edit = |text: String| {
        text.replace("- The import\n", "- The import\n- And the export\n")
            .replace(
                "- [ ] Book the room",
                "- [ ] Write to Ravi @dana\n- [x] Book the room",
            )
    };
    check_edit_stays("carry", "2026-11-24", edit, &edit(AGENDA.to_string()));
}

#[test]
fn after_an_agenda_was_made_only_what_was_put_into_it_goes() {
    let sandbox = two_meetings();
    done(&sandbox, "new --date 2026-12-01");
    let made = sandbox.read("alex/meetings/2026-12-01.md");
    let carried = ["Write the plan", "Ask for runners", "Book the room"];
    let own = |text: &str| -> String {
        let lines = text.split_inclusive('\n');
        lines
            .filter(|line| !carried.iter().any(|title| line.contains(title)))
            .collect()
    };
    let edit = |text: &str| text.replacen("## Wins\n", "## Wins\n- The import\n", 1);
    sandbox.write("alex/meetings/2026-12-01.md", edit(&made));
    done(&sandbox, "undo");
    let lines = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| !line.is_empty())
            .map(str::to_string)
            .collect()
    };
    assert_eq!(
        lines(&sandbox.read("alex/meetings/2026-12-01.md")),
        lines(&own(&edit(&made)))
    );
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), LAST);
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), AGENDA);
}

#[test]
fn after_a_move_the_name_goes_back_and_the_edit_stays() {
    let sandbox = two_meetings();
    done(&sandbox, "move --to 2026-11-26");
    let edit = |text: String| text.replace("- The import\n", "- The import\n- And the export\n");
    let moved = sandbox.read("alex/meetings/2026-11-26.md");
    sandbox.write("alex/meetings/2026-11-26.md", edit(moved));
    done(&sandbox, "undo");
    assert_eq!(
        sandbox.read("alex/meetings/2026-11-24.md"),
        edit(AGENDA.to_string())
    );
    assert!(!sandbox.path("alex/meetings/2026-11-26.md").exists());
}

#[test]
fn an_older_change_of_the_same_file_goes_alone() {
    let sandbox = two_meetings();
    done(&sandbox, "done runners");
    done(&sandbox, "due plan 2026-12-01");
    done(&sandbox, "undo 1");
    let expected = LAST.replace("plan @alex", "plan @alex due:2026-12-01");
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), expected);
}

#[test]
fn what_the_other_one_ended_in_the_old_agenda_stays_ended() {
    for ending in ["[x]", "[-]"] {
        let sandbox = two_meetings();
        done(&sandbox, "carry");
        let old = sandbox.read("alex/meetings/2026-11-17.md");
        let ended = old.replace("[>] Write the plan", &format!("{ending} Write the plan"));
        assert_ne!(old, ended);
        sandbox.write("alex/meetings/2026-11-17.md", ended);
        done(&sandbox, "undo");
        let expected = LAST.replace("[ ] Write the plan", &format!("{ending} Write the plan"));
        assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), expected);
        assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), AGENDA);
    }
}

#[test]
fn where_nothing_is_left_to_take_back_that_is_said() {
    let sandbox = two_meetings();
    done(&sandbox, "add Read");
    std::fs::remove_file(sandbox.path("alex/meetings/2026-11-24.md")).expect("removed");
    let run = done(&sandbox, "undo");
    assert!(
        run.stderr
            .starts_with("nothing is left to take back of `add Read`"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .ends_with("hint: nothing was changed; take back an earlier change by its number: `oneonone undo alex --list`\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn where_later_edits_meet_the_way_back_the_line_is_named() {
    let sandbox = two_meetings();
    done(&sandbox, "carry");
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    let ticked = agenda.replace("[ ] Write the plan", "[x] Write the plan");
    sandbox.write("alex/meetings/2026-11-24.md", ticked);
    let run = done(&sandbox, "undo");
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    assert!(agenda.contains("[x] Write the plan"), "{agenda}");
    assert!(!agenda.contains("Ask for runners"), "{agenda}");
    let line = agenda
        .lines()
        .position(|line| line.contains("Write the plan"));
    let expected = format!("look at meetings/2026-11-24.md:{}: ", line.unwrap_or(0) + 1);
    assert!(run.stderr.contains(&expected), "{}", run.stderr);
}

/// `undo` is refused with `message`, and nothing changes.
#[track_caller]
fn check_refused(sandbox: &Sandbox, message: &str) {
    let before = meetings(sandbox);
    let run = sandbox.run_line("undo").ended_with(2);
    assert!(run.stderr.contains(message), "{}", run.stderr);
    assert_eq!(meetings(sandbox), before);
}

#[test]
fn where_one_file_can_not_be_taken_back_none_is() {
    let sandbox = two_meetings();
    done(&sandbox, "carry");
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    let torn = format!("{agenda}<<<<<<< ours\n=======\n>>>>>>> theirs\n");
    sandbox.write("alex/meetings/2026-11-24.md", torn);
    check_refused(
        &sandbox,
        "`meetings/2026-11-24.md` can't be changed: a merge left",
    );

    let sandbox = two_meetings();
    done(&sandbox, "move --to 2026-11-26");
    sandbox.write("alex/meetings/2026-11-24.md", "Another one.\n");
    check_refused(
        &sandbox,
        "`meetings/2026-11-24.md` is there, so `meetings/2026-11-26.md` can't get that name back",
    );
    check_refused(&Sandbox::new(), "there is nothing to take back");
}

#[test]
fn a_dry_run_shows_the_way_back_and_takes_nothing_back() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    done(&sandbox, "new");
    let before = meetings(&sandbox);
    let run = done(&sandbox, "undo --dry-run");
    assert!(
        run.stdout.contains("-- [>] Write the plan @alex\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("+- [ ] Write the plan @alex\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("+++ /dev/null\n"), "{}", run.stdout);
    assert!(
        run.stderr.contains("2 files would change"),
        "{}",
        run.stderr
    );
    assert_eq!(meetings(&sandbox), before);
    done(&sandbox, "undo --list");
}

#[test]
fn of_several_notebooks_the_newest_change_goes() {
    let sandbox = two_meetings();
    sandbox.write("zoe/oneonone.yaml", crate::sandbox::CONFIGURATION);
    sandbox.write("zoe/meetings/2026-11-24.md", AGENDA);
    done(&sandbox, "done runners");
    std::thread::sleep(std::time::Duration::from_millis(1100)); // the clock has whole seconds
    sandbox
        .run_in("", &["add", "zoe", "Celebrate"])
        .ended_with(0);
    let run = sandbox.run_in("", &["undo"]).ended_with(0);
    assert!(
        run.stdout.starts_with("zoe/meetings/2026-11-24.md"),
        "{}",
        run.stdout
    );
    assert_eq!(sandbox.read("zoe/meetings/2026-11-24.md"), AGENDA);
    let run = sandbox.run_in("", &["undo", "1"]).ended_with(2);
    assert!(
        run.stderr.contains("there are 2 notebooks here"),
        "{}",
        run.stderr
    );
    sandbox.run_in("", &["undo", "alex", "1"]).ended_with(0);
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), LAST);
}

/// Git in the notebook `alex`.
fn git(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let output = sandbox
        .tool("git", "alex")
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The journal's folder and its files are their owner's alone.
#[track_caller]
fn check_private(sandbox: &Sandbox, folder: &str) {
    let mut files = 0;
    for entry in walkdir::WalkDir::new(sandbox.path(folder))
        .into_iter()
        .flatten()
    {
        let mode = entry.metadata().expect("an entry").permissions().mode() & 0o777;
        let expected = if entry.file_type().is_dir() {
            0o700
        } else {
            0o600
        };
        assert_eq!(mode, expected, "{}", entry.path().display());
        files += usize::from(entry.file_type().is_file());
    }
    assert!(files > 0, "the journal is in `{folder}`");
}

#[test]
fn the_journal_is_the_users_alone_and_never_in_the_notebook() {
    let sandbox = two_meetings();
    done(&sandbox, "carry");
    check_private(&sandbox, "home/.local/state/oneonone/journal");
    assert_eq!(sandbox.files("alex").len(), 3);

    let sandbox = two_meetings();
    git(&sandbox, &["init", "--quiet"]);
    done(&sandbox, "carry");
    check_private(&sandbox, "alex/.git/oneonone/journal");
    assert!(!sandbox.path("home/.local/state").exists());
    let status = git(&sandbox, &["status", "--porcelain", "--ignored", "-uall"]);
    assert_eq!(status.lines().count(), 3, "{status}");

    // Another work tree of the same repository has a journal of its own.
    let identity = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com"];
    let commit = [&identity[..], &["commit", "--quiet", "-m", "all"]].concat();
    git(&sandbox, &["add", "."]);
    git(&sandbox, &commit);
    git(&sandbox, &["worktree", "add", "--quiet", "../other"]);
    let other = |line: &str| sandbox.run_in("other", &line.split(' ').collect::<Vec<_>>());
    assert!(
        other("undo")
            .ended_with(2)
            .stderr
            .contains("nothing to take back")
    );
    other("done room").ended_with(0);
    other("undo").ended_with(0);
    check_private(&sandbox, "alex/.git/worktrees/other/oneonone/journal");
}

#[test]
fn a_notebook_that_is_moved_with_its_repository_keeps_its_journal() {
    let sandbox = two_meetings();
    git(&sandbox, &["init", "--quiet"]);
    done(&sandbox, "done runners");
    std::fs::rename(sandbox.path("alex"), sandbox.path("moved")).expect("moved");
    sandbox.run_in("moved", &["undo"]).ended_with(0);
    assert_eq!(sandbox.read("moved/meetings/2026-11-17.md"), LAST);
}

#[test]
fn what_is_written_in_the_editor_can_be_taken_back() {
    let sandbox = two_meetings();
    sandbox.write(
        "home/.config/oneonone/config.yaml",
        "editor: echo late >>\n",
    );
    let edit = sandbox.at_a_terminal("alex", "edit 2026-11-24");
    finished(edit).ended_with(0);
    assert_eq!(
        sandbox.read("alex/meetings/2026-11-24.md"),
        format!("{AGENDA}late\n")
    );
    let run = done(&sandbox, "undo");
    assert!(
        run.stderr.contains("took back `edit 2026-11-24`"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.read("alex/meetings/2026-11-24.md"), AGENDA);

    // An editor that changes nothing leaves nothing to take back.
    sandbox.write("home/.config/oneonone/config.yaml", "editor: cat\n");
    finished(sandbox.at_a_terminal("alex", "edit 2026-11-24")).ended_with(0);
    let run = done(&sandbox, "undo --list");
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
}

#[test]
fn what_new_made_and_what_was_written_into_it_are_two_changes() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    sandbox.write(
        "home/.config/oneonone/config.yaml",
        "editor: echo late >>\n",
    );
    finished(sandbox.at_a_terminal("alex", "new")).ended_with(0);
    assert!(
        sandbox
            .read("alex/meetings/2026-11-24.md")
            .ends_with("late\n")
    );
    done(&sandbox, "undo");
    assert!(
        !sandbox
            .read("alex/meetings/2026-11-24.md")
            .ends_with("late\n")
    );
    done(&sandbox, "undo 1");
    assert_eq!(
        meetings(&sandbox),
        [("2026-11-17.md".to_string(), LAST.to_string())]
    );
}

#[test]
fn the_list_is_for_people_and_for_scripts() {
    let sandbox = two_meetings();
    done(&sandbox, "carry");
    sandbox.run(&["add", "It's a plan"]).ended_with(0);
    done(&sandbox, "undo");
    let run = done(&sandbox, "undo --list");
    let expected = "\
3  just now  undo (took back 2)   meetings/2026-11-24.md
2  just now  add 'It'\\''s a plan'  meetings/2026-11-24.md
1  just now  carry                meetings/2026-11-24.md, meetings/2026-11-17.md
";
    let lines = |text: &str| -> Vec<String> {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        text.lines().map(words).collect()
    };
    assert_eq!(lines(&run.stdout), lines(expected));
    let run = done(&sandbox, "undo --list --json");
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let first = &json["changes"][0];
    assert_eq!(first["number"], 3);
    assert_eq!(first["undoes"], 2);
    assert_eq!(first["notebook"], "alex");
    assert_eq!(first["paths"][0], "meetings/2026-11-24.md");
    let at = first["at"].as_str().expect("a moment");
    assert!(at.ends_with('Z') && at.len() == 20, "{at}");
}
