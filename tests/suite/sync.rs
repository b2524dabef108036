//! `sync` with two clones and a bare repository: real git, real files, real processes.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use crate::clones::{Alex, Clones, Dana, Who, agenda, write_script};
use crate::sandbox::finished;

const OLD: &str = "meetings/2026-11-17.md";
const NEW: &str = "meetings/2026-11-24.md";
const LATER: &str = "meetings/2026-12-01.md";

fn later(items: &str) -> String {
    agenda("2026-12-01", items)
}

#[test]
fn what_one_writes_the_other_gets() {
    let clones = Clones::new();
    clones.write(Dana, LATER, later("- [ ] Ask for runners @dana\n"));
    let run = clones.sync(Dana).ended_with(0);
    assert!(
        run.stdout.starts_with("went out:\n  2026-12-01: new"),
        "{}",
        run.stdout
    );
    let run = clones.sync(Alex).ended_with(0);
    assert!(
        run.stdout
            .starts_with("came in from Dana:\n  2026-12-01: new"),
        "{}",
        run.stdout
    );
    clones.are_in_step();
    let run = clones.sync(Alex).ended_with(0);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("", "in sync; nothing new\n")
    );
}

#[test]
fn both_write_and_both_get_all() {
    let clones = Clones::new();
    clones.run(Dana, &["done", "room"]).ended_with(0);
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones.write(Alex, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    assert!(clones.read(Alex, OLD).contains("- [x] Book a room"));
    assert!(clones.read(Dana, NEW).contains("- [x] Write the plan"));
    assert_eq!(
        clones.git(Dana, &["log", "-1", "--format=%s"]),
        "Merge what Dana wrote"
    );
}

#[test]
fn one_file_of_both_is_merged_item_by_item() {
    let clones = Clones::new();
    let text = clones.read(Dana, NEW);
    clones.write(Dana, NEW, format!("{text}- [ ] From Dana @dana\n"));
    clones.write(
        Alex,
        NEW,
        text.replace("[ ] Write", "[x] Write") + "- [ ] From Alex @alex\n",
    );
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    let merged = clones.read(Dana, NEW);
    for line in ["- [x] Write the plan", "- [ ] From Dana", "- [ ] From Alex"] {
        assert_eq!(merged.matches(line).count(), 1, "{merged}");
    }
}

/// An alias of `ssh_config`, as far as a program in its place can play one: git hands the name on unchanged.
#[test]
fn y01_host_aliases_and_other_addresses_work() {
    let clones = Clones::new();
    let ssh = clones.write_program(
        "fake-ssh",
        "test \"$1\" = -G && exit 1\nshift\nexec sh -c \"$*\"\n",
    );
    let address = format!("pairs:{}", clones.path("remote.git").display());
    clones.git(Dana, &["remote", "set-url", "origin", &address]);
    clones.write(Dana, LATER, later(""));
    let mut command = clones.program(Dana, &["sync"]);
    command
        .env("GIT_SSH_COMMAND", &ssh)
        .env("GIT_SSH_VARIANT", "simple");
    finished(command).ended_with(0);
    let base = format!("url.{}/.insteadOf", clones.path("").display());
    clones.git(Alex, &["config", &base, "work://"]);
    clones.git(Alex, &["remote", "set-url", "origin", "work://remote.git"]);
    clones.sync(Alex).ended_with(0);
    clones.are_in_step();
}

#[test]
fn y06_the_ssh_command_of_the_configuration_is_used() {
    let clones = Clones::new();
    let ssh = clones.write_program("own-ssh", "shift\nexec sh -c \"$*\"\n");
    let address = format!("pairs:{}", clones.path("remote.git").display());
    clones.git(Dana, &["remote", "set-url", "origin", &address]);
    clones.git(
        Dana,
        &["config", "core.sshCommand", ssh.to_str().expect("a path")],
    );
    clones.git(Dana, &["config", "ssh.variant", "simple"]);
    clones.write(Dana, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.are_in_step();
}

#[test]
fn y09_nobody_is_waited_for_where_nobody_is() {
    let clones = Clones::new();
    clones.write_program(
        "ssh",
        "echo \"$@\" > \"$HOME/ssh-arguments\"\necho \"git@pairs: Permission denied (publickey).\" >&2\nexit 255\n",
    );
    clones.git(Dana, &["remote", "set-url", "origin", "git@pairs:alex.git"]);
    clones.write(Dana, LATER, later(""));
    let run = clones.sync(Dana).ended_with(3);
    let arguments = std::fs::read_to_string(clones.home(Dana).join("ssh-arguments"));
    assert!(arguments.expect("ssh ran").contains("-o BatchMode=yes"));
    assert!(
        run.stderr
            .contains("not pushed: the other side did not let us in (authentication)"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout.starts_with("committed here:\n  2026-12-01"),
        "{}",
        run.stdout
    );
    assert_eq!(clones.git(Dana, &["status", "--porcelain"]), "");
}

#[test]
fn y10_a_file_system_monitor_that_hangs_is_not_asked() {
    let clones = Clones::new();
    let monitor = clones.write_program("monitor", "touch \"$HOME/asked\"\nsleep 60\n");
    clones.git(
        Dana,
        &[
            "config",
            "core.fsmonitor",
            monitor.to_str().expect("a path"),
        ],
    );
    clones.git(Dana, &["config", "submodule.recurse", "true"]);
    clones.write(Dana, LATER, later(""));
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    assert!(!clones.home(Dana).join("asked").exists());
}

#[test]
fn y11_messages_in_another_language_are_understood() {
    let clones = Clones::new();
    clones.write(Dana, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    clones.write(Alex, "README", "mine\n");
    clones.git(Alex, &["add", "README"]);
    clones.git(Alex, &["commit", "-qm", "Mine"]);
    let mut command = clones.program(Alex, &["sync"]);
    command.env("LC_ALL", "de_DE.UTF-8").env("LANGUAGE", "de");
    finished(command).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
}

#[test]
fn y12_no_git_and_an_old_git_are_named() {
    let clones = Clones::new();
    clones.write(Dana, LATER, later(""));
    let mut command = clones.program(Dana, &["sync"]);
    command.env("PATH", clones.path("nowhere"));
    let run = finished(command).ended_with(2);
    assert!(
        run.stderr.starts_with("error: git can't be run"),
        "{}",
        run.stderr
    );
    clones.sync(Dana).ended_with(0);
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    let before = clones.read(Alex, NEW);
    let real = finished(clones.command(
        Alex,
        &clones.clone_of(Alex),
        "sh".as_ref(),
        &["-c", "command -v git"],
    ));
    clones.write_program(
        "git",
        &format!("for word; do test \"$word\" = version && echo git version 2.30.1 && exit; done\nexec {} \"$@\"\n", real.stdout.trim()),
    );
    let run = clones.sync(Alex).ended_with(2);
    assert!(
        run.stderr
            .contains("error: git 2.30.1 is too old\nhint: to merge, git 2.38 or newer is needed"),
        "{}",
        run.stderr
    );
    assert_eq!(clones.read(Alex, NEW), before);
}

#[test]
fn y13_inside_a_hook_of_another_repository_nothing_is_confused() {
    let clones = Clones::new();
    let other = clones.home(Dana).join("other");
    clones.git_in(Dana, &clones.home(Dana), &["init", "--quiet", "other"]);
    std::fs::write(other.join("file"), "text\n").expect("a file");
    let pair = clones.clone_of(Dana);
    write_script(
        &other.join(".git/hooks/pre-commit"),
        &format!(
            "export GIT_DIR=\"$PWD/.git\" GIT_WORK_TREE=\"$PWD\" GIT_INDEX_FILE=\"$PWD/.git/index\"\ncd {} && oneonone sync >&2\n",
            pair.display()
        ),
    );
    clones.write(Dana, LATER, later(""));
    clones.git_in(Dana, &other, &["add", "file"]);
    clones.git_in(Dana, &other, &["commit", "--quiet", "-m", "Other"]);
    assert_eq!(clones.git_in(Dana, &other, &["ls-files"]), "file");
    clones.sync(Alex).ended_with(0);
    clones.are_in_step();
}

#[test]
fn y13_a_linked_work_tree_is_synced_as_itself() {
    let clones = Clones::new();
    let linked = clones.home(Dana).join("linked");
    clones.git(
        Dana,
        &["worktree", "add", "--quiet", "-b", "side", "../linked"],
    );
    clones.git(Dana, &["switch", "--quiet", "--detach"]);
    clones.git_in(Dana, &linked, &["switch", "--quiet", "main"]);
    std::fs::write(linked.join(LATER), later("")).expect("a file");
    clones.run_in(Dana, &linked, &["sync"]).ended_with(0);
    clones.sync(Alex).ended_with(0);
    assert_eq!(clones.read(Alex, LATER), later(""));
}

#[test]
fn y14_what_else_is_staged_or_changed_stays_so() {
    let clones = Clones::new();
    clones.write(Dana, "README", "first\n");
    clones.git(Dana, &["add", "README"]);
    clones.git(Dana, &["commit", "-qm", "Mine"]);
    clones.sync(Dana).ended_with(0);
    clones.write(Dana, "README", "second\n");
    clones.write(Dana, "staged.txt", "staged\n");
    clones.git(Dana, &["add", "staged.txt"]);
    clones.write(Dana, "staged.txt", "staged and changed\n");
    clones.write(Dana, "meetings/2026-11-24 (copy).md", "a copy\n");
    clones.write(Dana, LATER, later(""));
    let before = clones
        .git(Dana, &["status", "--porcelain"])
        .replace("?? meetings/2026-12-01.md", "")
        .trim_end()
        .to_string();
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    assert_eq!(clones.git(Dana, &["status", "--porcelain"]), before);
    assert_eq!(clones.git(Dana, &["show", ":staged.txt"]), "staged");
    assert!(clones.read(Dana, NEW).contains("[x] Write"));
    assert_eq!(
        clones.git(
            Dana,
            &["log", "--format=%s", "-1", "--name-only", "--", LATER]
        ),
        format!("2026-12-01: new, 1 line changed\n\n{LATER}")
    );
}

#[test]
fn y15_private_files_are_not_committed_and_stop_everything_once_tracked() {
    let clones = Clones::new();
    for file in [
        "private/2026-11-24.md",
        "meetings/2026-11-24.private.md",
        "private.md",
    ] {
        clones.write(Dana, file, "secret\n");
    }
    clones.write(Dana, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    let sent = clones.git(Dana, &["ls-tree", "-r", "--name-only", "origin/main"]);
    assert!(sent.contains(LATER) && !sent.contains("private"), "{sent}");
    clones.git(Dana, &["add", "private.md"]);
    clones.write(Dana, OLD, agenda("2026-11-17", "- [x] Book a room @dana\n"));
    let head = clones.head(Dana);
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr
            .contains("`private.md` is private and git tracks it"),
        "{}",
        run.stderr
    );
    assert_eq!(clones.head(Dana), head);
    // By other hands it may be in a commit already.
    clones.git(Dana, &["commit", "-qm", "By mistake"]);
    clones.git(Dana, &["rm", "--quiet", "--cached", "private.md"]);
    clones.git(Dana, &["commit", "-qm", "Out again"]);
    let remote = clones.git(Dana, &["rev-parse", "origin/main"]);
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr
            .contains("`private.md` is private and is in a commit that was not pushed yet"),
        "{}",
        run.stderr
    );
    assert_eq!(
        clones.git_in(Dana, &clones.path("remote.git"), &["rev-parse", "main"]),
        remote
    );
}

/// Copied, or linked so that a file has two names.
#[test]
fn a_private_note_in_the_folder_of_meetings_is_not_committed() {
    for is_linked in [false, true] {
        let clones = Clones::new();
        // `private` names the note and makes its folder.
        let run = clones.run(Dana, &["private", "2026-11-24"]);
        let note = PathBuf::from(run.ended_with(0).stdout.trim_end());
        std::fs::create_dir_all(note.parent().expect("a folder")).expect("a folder");
        let meeting = clones.clone_of(Dana).join(LATER);
        let head = clones.head(Dana);
        let put = |text: &str| {
            let _ = std::fs::remove_file(&meeting);
            std::fs::write(&note, text).expect("a note");
            match is_linked {
                true => std::fs::hard_link(&note, &meeting).expect("a link"),
                false => std::fs::write(&meeting, text).expect("a copy"),
            }
        };
        put("looks tired lately\n");
        for words in [["sync"].as_slice(), &["sync", "--dry-run"]] {
            let run = clones.run(Dana, words).ended_with(2);
            let expected = format!(
                "error: `{LATER}` holds just what your private note `{}` holds, so nothing is committed or pushed\nhint: take it out of the notebook: `rm {LATER}`",
                note.display()
            );
            assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
        }
        assert_eq!(clones.head(Dana), head);
        // What says nothing gives nothing away.
        put("\n");
        clones.sync(Dana).ended_with(0);
        std::fs::remove_file(&meeting).expect("a file");
        clones.write(Dana, LATER, later("- Of my own\n"));
        clones.sync(Dana).ended_with(0);
    }
}

/// The other one chooses names of files and branches: a command to paste must not run what stands in them.
#[test]
fn what_is_to_be_pasted_is_quoted() {
    let clones = Clones::new();
    clones.write(Dana, "private/'$(touch x)'.md", "secret\n");
    clones.git(Dana, &["add", "private"]);
    clones.run(Dana, &["done", "room"]).ended_with(0);
    let run = clones.sync(Dana).ended_with(2);
    let expected = r"`git rm --cached 'private/'\''$(touch x)'\''.md'`";
    assert!(run.stderr.contains(expected), "{}", run.stderr);

    let clones = Clones::new();
    let remote = clones.path("remote.git");
    clones.git_in(Dana, &remote, &["branch", "-m", "main", "$(touch)"]);
    clones.git(Alex, &["branch", "--quiet", "-m", "mine"]);
    clones.git(Alex, &["branch", "--quiet", "--unset-upstream"]);
    clones.git(Alex, &["fetch", "--quiet", "--prune"]);
    let run = clones.sync(Alex).ended_with(2);
    let expected = "`git branch -m '$(touch)'`";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
}

#[test]
fn y15_the_private_folder_of_ones_own_stops_everything_once_tracked() {
    let clones = Clones::new();
    let settings = format!(
        "private: {}\n",
        clones.clone_of(Dana).join("mine").display()
    );
    let folder = clones.home(Dana).join(".config/oneonone");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.yaml"), settings).expect("a file");
    clones.write(Dana, "mine/note.md", "secret\n");
    clones.write(Dana, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    clones.git(Dana, &["add", "mine"]);
    clones.run(Dana, &["done", "room"]).ended_with(0);
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr
            .contains("`mine/note.md` is private and git tracks it"),
        "{}",
        run.stderr
    );
}

#[test]
fn y16_a_hook_that_rejects_leaves_all_as_it_was() {
    let clones = Clones::new();
    clones.write_hook(
        Dana,
        "pre-commit",
        "echo no commits on Fridays >&2\nexit 1\n",
    );
    clones.write(Dana, LATER, later(""));
    clones.run(Dana, &["done", "room"]).ended_with(0);
    let (head, status) = (
        clones.head(Dana),
        clones.git(Dana, &["status", "--porcelain"]),
    );
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr
            .starts_with("error: the commit was not made\n  no commits on Fridays\nhint:"),
        "{}",
        run.stderr
    );
    assert_eq!(clones.head(Dana), head);
    assert_eq!(clones.git(Dana, &["status", "--porcelain"]), status);
    clones.write_hook(Dana, "pre-commit", "touch \"$HOME/hook-ran\"\n");
    clones.sync(Dana).ended_with(0);
    assert!(clones.home(Dana).join("hook-ran").exists());
}

#[test]
fn y16_commits_are_signed_where_that_is_asked_for() {
    let clones = Clones::new();
    // A program in the place of gpg: it says what gpg says when it has signed.
    let gpg = clones.write_program(
        "fake-gpg",
        "echo called >> \"$HOME/signed\"\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED D' >&2\necho '-----BEGIN PGP SIGNATURE-----'\necho x\necho '-----END PGP SIGNATURE-----'\n",
    );
    clones.git(
        Dana,
        &["config", "gpg.program", gpg.to_str().expect("a path")],
    );
    clones.git(Dana, &["config", "commit.gpgsign", "true"]);
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.write(Dana, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    for commit in ["HEAD", "HEAD^1"] {
        let raw = clones.git(Dana, &["cat-file", "commit", commit]);
        assert!(raw.contains("gpgsig -----BEGIN PGP SIGNATURE"), "{raw}");
    }
    // Who shows signatures in every log gets the same answer.
    clones.git(Alex, &["config", "log.showSignature", "true"]);
    clones.git(
        Alex,
        &["config", "gpg.program", gpg.to_str().expect("a path")],
    );
    let run = clones.sync(Alex).ended_with(0);
    let first = run.stdout.lines().next();
    assert_eq!(first, Some("came in from Dana:"), "{}", run.stdout);
    // A key that is missing.
    clones.git(Dana, &["config", "gpg.program", "no-such-program"]);
    clones.run(Dana, &["done", "room"]).ended_with(0);
    let (head, status) = (
        clones.head(Dana),
        clones.git(Dana, &["status", "--porcelain"]),
    );
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr.contains("error: the commit was not made")
            && run.stderr.contains("no-such-program"),
        "{}",
        run.stderr
    );
    assert_eq!(
        (
            clones.head(Dana),
            clones.git(Dana, &["status", "--porcelain"])
        ),
        (head, status)
    );
}

#[test]
fn y18_commits_are_by_the_person_and_never_by_nobody() {
    let clones = Clones::new();
    clones.write(Dana, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    assert_eq!(
        clones.git(Dana, &["log", "-1", "--format=%an <%ae>"]),
        "Dana Ng <dana@example.com>"
    );
    clones.git(Alex, &["config", "--global", "--remove-section", "user"]);
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    let head = clones.head(Alex);
    let run = clones.sync(Alex).ended_with(2);
    assert_eq!(
        run.stderr,
        "error: git doesn't know your name and address, which every commit holds\nhint: `git config --global user.name \"Your Name\"`\nhint: `git config --global user.email you@example.com`\n"
    );
    assert_eq!(clones.head(Alex), head);
    // What needs no commit needs no name.
    clones.git(Alex, &["restore", NEW]);
    clones.sync(Alex).ended_with(0);
    assert_eq!(clones.head(Alex), clones.head(Dana));
}

/// A git that lets the other one push in between, the first `times` times that ours pushes.
fn let_the_other_push_first(clones: &Clones, times: usize) {
    let real = finished(clones.command(
        Dana,
        &clones.clone_of(Dana),
        "sh".as_ref(),
        &["-c", "command -v git"],
    ));
    let script = format!(
        "for word; do if test \"$word\" = push && test \"$HOME\" = {home}; then\n\
         n=$(cat \"$HOME/pushes\" 2>/dev/null || echo 0)\n\
         if test $n -lt {times}; then echo $((n + 1)) > \"$HOME/pushes\"\n\
         (cd {other} && echo \"- line $n\" >> {OLD} && {git} commit -qam \"Other $n\" && {git} push -q) >&2\nfi; fi; done\nexec {git} \"$@\"\n",
        home = clones.home(Alex).display(),
        other = clones.clone_of(Dana).display(),
        git = real.stdout.trim(),
    );
    clones.write_program("git", &script);
}

#[test]
fn y22_a_push_that_was_too_late_is_made_again() {
    let clones = Clones::new();
    clones.write(Alex, LATER, later(""));
    let_the_other_push_first(&clones, 2);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    assert!(clones.read(Alex, OLD).ends_with("- line 0\n- line 1\n"));
    assert_eq!(clones.read(Dana, LATER), later(""));
}

#[test]
fn y22_and_given_up_when_it_is_always_too_late() {
    let clones = Clones::new();
    clones.write(Alex, LATER, later(""));
    let_the_other_push_first(&clones, 9);
    let run = clones.sync(Alex).ended_with(2);
    assert!(
        run.stderr
            .contains("error: the other side pushed again and again"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout.contains("committed here:\n  2026-12-01"),
        "{}",
        run.stdout
    );
    assert_eq!(clones.git(Alex, &["status", "--porcelain"]), "");
    let pushes = std::fs::read_to_string(clones.home(Alex).join("pushes"));
    assert_eq!(pushes.expect("a number").trim(), "5");
}

#[test]
fn y22_a_remote_that_refuses_is_no_race() {
    let clones = Clones::new();
    write_script(
        &clones.path("remote.git/hooks/pre-receive"),
        "echo the office is closed >&2\nexit 1\n",
    );
    clones.write(Alex, LATER, later(""));
    let run = clones.sync(Alex).ended_with(2);
    assert!(
        run.stderr.starts_with("error: the remote refused the push: pre-receive hook declined\n  the office is closed\n"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout.contains("committed here:\n  2026-12-01"),
        "{}",
        run.stdout
    );
}

#[test]
fn y23_conflict_markers_are_neither_committed_nor_pushed() {
    let clones = Clones::new();
    let marked = clones.read(Dana, NEW) + "<<<<<<< ours\n- a\n=======\n- b\n>>>>>>> theirs\n";
    clones.write(Dana, NEW, &marked);
    let head = clones.head(Dana);
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr.starts_with("error: `meetings/2026-11-24.md` holds conflict markers, so nothing is committed or pushed\n  meetings/2026-11-24.md:15\n"),
        "{}",
        run.stderr
    );
    assert_eq!(clones.head(Dana), head);
    clones.git(Dana, &["commit", "-qam", "By other hands"]);
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr.contains("holds conflict markers"),
        "{}",
        run.stderr
    );
    assert_eq!(
        clones.git_in(Dana, &clones.path("remote.git"), &["rev-parse", "main"]),
        head
    );
}

#[test]
fn y24_a_conflict_in_another_file_leaves_all_as_it_was() {
    let clones = Clones::new();
    clones.write(
        Dana,
        "oneonone.yaml",
        clones.read(Dana, "oneonone.yaml").replace("30", "45"),
    );
    clones.write(
        Alex,
        "oneonone.yaml",
        clones.read(Alex, "oneonone.yaml").replace("30", "60"),
    );
    clones.write(Alex, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    let run = clones.sync(Alex).ended_with(2);
    assert!(
        run.stderr.starts_with("error: both sides changed `oneonone.yaml`\nhint: your changes are committed here, and nothing else was changed; merge by hand with `git merge @{upstream}`"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout.contains("committed here:\n  2026-12-01"),
        "{}",
        run.stdout
    );
    // Once more there is nothing to commit.
    let run = clones.sync(Alex).ended_with(2);
    assert!(
        run.stderr
            .contains("\nhint: nothing was changed; merge by hand"),
        "{}",
        run.stderr
    );
    clones.is_calm(Alex);
    assert_eq!(clones.git(Alex, &["status", "--porcelain"]), "");
    // The way in that is named is one.
    clones
        .try_git(Alex, &clones.clone_of(Alex), &["merge", "@{upstream}"])
        .ended_with(1);
    clones.write(Alex, "oneonone.yaml", clones.read(Dana, "oneonone.yaml"));
    clones.git(Alex, &["commit", "-qam", "Merge by hand"]);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
}

/// That a carried item is open again says that its copy is gone, not that somebody wants more of it.
#[test]
fn a_carry_that_is_taken_back_opens_nothing_that_the_other_one_ended() {
    for (file, mark) in [(NEW, "x"), (NEW, "-"), (LATER, "x"), (LATER, "-")] {
        for first in [Dana, Alex] {
            let clones = Clones::new();
            clones
                .run(
                    Dana,
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
            clones.sync(Dana).ended_with(0);
            clones.sync(Alex).ended_with(0);
            clones.run(Dana, &["undo", "--yes"]).ended_with(0);
            let text = clones.read(Alex, file);
            let line = text
                .lines()
                .find(|line| line.contains("Write the plan"))
                .expect("the item");
            let ended = format!("- [{mark}]{}", &line["- [ ]".len()..]);
            clones.write(Alex, file, text.replace(line, &ended));
            clones.sync(first).ended_with(0);
            for who in [Dana, Alex, Dana] {
                clones.sync(who).ended_with(0);
            }
            clones.are_in_step();
            let later = clones.clone_of(Dana).join(LATER);
            let later = std::fs::read_to_string(later).unwrap_or_default();
            let all = clones.read(Dana, NEW) + &later;
            let boxes: Vec<&str> = all
                .lines()
                .filter(|line| line.contains("Write the plan"))
                .map(|line| &line[..5])
                .collect();
            let ended = format!("- [{mark}]");
            assert!(boxes.contains(&ended.as_str()), "{file} {mark}\n{all}");
            assert!(!boxes.contains(&"- [ ]"), "{file} {mark}\n{all}");
        }
    }
}

/// Hints are typed where one stands: in a folder below, or outside of the repository.
#[test]
fn paths_and_commands_in_hints_fit_the_place_one_stands_in() {
    let clones = Clones::new();
    let top = clones.clone_of(Dana);
    let sync_in = |folder: &std::path::Path| {
        let words = ["sync", "pair"];
        let words = match folder.starts_with(&top) {
            true => &words[..1],
            false => &words,
        };
        let run = clones.run_in(Dana, folder, words);
        run.ended_with(2).stderr
    };
    let outside = top.parent().expect("a folder").to_path_buf();
    let name = top.file_name().expect("a name").display().to_string();
    let check = |told: [String; 3]| {
        for (folder, told) in [&top, &top.join("meetings"), &outside]
            .into_iter()
            .zip(told)
        {
            let stderr = sync_in(folder);
            assert!(stderr.contains(&told), "{told}\n{stderr}");
        }
    };
    std::fs::create_dir(top.join("meetings/private")).expect("a folder");
    clones.write(Dana, "meetings/private/a.md", "secret\n");
    clones.write(Dana, LATER, later(""));
    clones.git(Dana, &["add", "meetings/private/a.md"]);
    check([
        "`git rm --cached meetings/private/a.md`".to_string(),
        "`git rm --cached private/a.md`".to_string(),
        format!("`git -C {name} rm --cached meetings/private/a.md`"),
    ]);
    // What it says to type can be typed.
    clones.git_in(
        Dana,
        &top.join("meetings"),
        &["rm", "--quiet", "--cached", "private/a.md"],
    );
    std::fs::remove_dir_all(top.join("meetings/private")).expect("a folder");
    clones.write(Dana, LATER, "<<<<<<< ours\n=======\n>>>>>>> theirs\n");
    check([
        format!("\n  {LATER}:1\n"),
        "\n  2026-12-01.md:1\n".to_string(),
        format!("\n  {name}/{LATER}:1\n"),
    ]);
}

#[test]
fn y26_uncommitted_work_in_the_way_is_never_overwritten() {
    let clones = Clones::new();
    clones.write(Dana, "README", "theirs\n");
    clones.git(Dana, &["add", "README"]);
    clones.git(Dana, &["commit", "-qm", "Add"]);
    clones.sync(Dana).ended_with(0);
    clones.write(Alex, "README", "mine, not committed\n");
    clones.write(Alex, LATER, later(""));
    let run = clones.sync(Alex).ended_with(2);
    assert!(
        run.stderr
            .starts_with("error: what comes in would overwrite `README`\nhint: commit or move"),
        "{}",
        run.stderr
    );
    assert_eq!(clones.read(Alex, "README"), "mine, not committed\n");
    clones.is_calm(Alex);
    std::fs::remove_file(clones.clone_of(Alex).join("README")).expect("a file");
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
}

#[test]
fn y26_a_meeting_that_git_ignores_or_does_not_look_at_is_never_overwritten() {
    let refused = |clones: &Clones, file: &str, expected: &str| {
        clones.sync(Dana).ended_with(0);
        let (head, text) = (clones.head(Alex), clones.read(Alex, file));
        let run = clones.sync(Alex).ended_with(2);
        let expected = expected.replace("FILE", &format!("`{file}`"));
        assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
        assert_eq!((clones.head(Alex), clones.read(Alex, file)), (head, text));
        clones.is_calm(Alex);
    };
    let ignored = "error: git ignores FILE, so nothing";
    let in_the_way = "error: what comes in would overwrite FILE\n";
    for (file, expected) in [(LATER, ignored), ("templates/career.md", in_the_way)] {
        let clones = Clones::new();
        clones.write(Alex, ".git/info/exclude", format!("{file}\n"));
        clones.write(Alex, file, later("- [ ] Mine\n"));
        clones.write(Dana, file, later("- [ ] Theirs\n"));
        refused(&clones, file, expected);
    }
    for (flag, expected) in [
        (
            "--assume-unchanged",
            "error: git was told to take FILE for unchanged, so nothing",
        ),
        (
            "--skip-worktree",
            "error: git was told not to look at FILE, so nothing",
        ),
    ] {
        let clones = Clones::new();
        clones.git(Alex, &["update-index", flag, NEW]);
        clones.run(Alex, &["add", "Mine"]).ended_with(0);
        clones.run(Dana, &["add", "Theirs"]).ended_with(0);
        refused(&clones, NEW, expected);
    }
}

#[test]
fn y26_an_edit_in_the_middle_of_a_sync_is_taken_along() {
    let clones = Clones::new();
    clones.run(Dana, &["done", "plan"]).ended_with(0);
    clones.sync(Dana).ended_with(0);
    let edited = clones.read(Alex, NEW) + "- [ ] Written meanwhile @alex\n";
    clones.write(Alex, "edited", &edited);
    let real = finished(clones.command(
        Alex,
        &clones.clone_of(Alex),
        "sh".as_ref(),
        &["-c", "command -v git"],
    ));
    clones.write_program(
        "git",
        &format!(
            "for word; do if test \"$word\" = fetch && test -e edited; then mv edited {NEW}; fi; done\nexec {} \"$@\"\n",
            real.stdout.trim()
        ),
    );
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    let text = clones.read(Dana, NEW);
    assert!(
        text.contains("- [x] Write the plan") && text.contains("- [ ] Written meanwhile"),
        "{text}"
    );
}

#[test]
fn y27_an_item_that_another_merge_lost_is_named() {
    let clones = Clones::new();
    clones.write(Dana, NEW, agenda("2026-11-24", ""));
    clones.git(Dana, &["commit", "-qam", "A bad resolution"]);
    clones.git(Dana, &["push", "--quiet"]);
    let run = clones.sync(Alex).ended_with(0);
    assert!(
        run.stdout
            .contains("no longer there: `Write the plan` (was meetings/2026-11-24.md:14)"),
        "{}",
        run.stdout
    );
}

#[test]
fn y28_the_first_push_and_branches_of_any_name() {
    for branch in ["main", "master", "trunk"] {
        let clones = Clones::homes();
        let folder = clones.home(Dana);
        clones.git_in(
            Dana,
            &folder,
            &["init", "--quiet", "--bare", "../remote.git"],
        );
        let people = [
            "--manager",
            "Dana Ng <dana@example.com>",
            "--ic",
            "Alex Kim <alex@example.com>",
        ];
        let run = clones
            .run_in(Dana, &folder, &[&["init", "pair"][..], &people].concat())
            .ended_with(0);
        assert!(
            run.stderr.contains("git remote add origin URL"),
            "{}",
            run.stderr
        );
        clones.git(
            Dana,
            &["symbolic-ref", "HEAD", &format!("refs/heads/{branch}")],
        );
        let run = clones.sync(Dana).ended_with(0);
        assert!(run.stderr.contains("there is no remote"), "{}", run.stderr);
        clones.git(Dana, &["remote", "add", "origin", "../../remote.git"]);
        clones.sync(Dana).ended_with(0);
        assert_eq!(
            clones.git(Dana, &["rev-parse", "--abbrev-ref", "@{upstream}"]),
            format!("origin/{branch}")
        );
        clones
            .run_in(Alex, &clones.home(Alex), &["join", "../remote.git", "pair"])
            .ended_with(0);
        clones
            .run(Alex, &["add", "Something", "--owner", "alex"])
            .ended_with(0);
        clones.sync(Alex).ended_with(0);
        clones.sync(Dana).ended_with(0);
        clones.are_in_step();
    }
}

#[test]
fn y28_a_clone_of_an_empty_repository_may_begin() {
    let clones = Clones::homes();
    clones.git_in(
        Dana,
        &clones.home(Dana),
        &["init", "--quiet", "--bare", "../remote.git"],
    );
    let run = clones
        .run_in(Dana, &clones.home(Dana), &["join", "../remote.git", "pair"])
        .ended_with(0);
    assert!(
        run.stderr
            .contains("warning: there is no notebook in it yet"),
        "{}",
        run.stderr
    );
    let people = [
        "init",
        "--manager",
        "Dana Ng <dana@example.com>",
        "--ic",
        "Alex Kim <alex@example.com>",
    ];
    clones.run(Dana, &people).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones
        .run_in(Alex, &clones.home(Alex), &["join", "../remote.git", "pair"])
        .ended_with(0);
    clones.are_in_step();
}

#[test]
fn y28_a_second_branch_is_not_made_unasked() {
    let clones = Clones::new();
    clones.git(Alex, &["branch", "--quiet", "-m", "mine"]);
    clones.git(Alex, &["branch", "--quiet", "--unset-upstream"]);
    let run = clones.sync(Alex).ended_with(2);
    assert!(
        run.stderr
            .starts_with("error: `origin` has no branch `mine`, but `main`\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn y29_histories_that_have_nothing_in_common_stay_apart() {
    let clones = Clones::new();
    let people = [
        "init",
        "--manager",
        "Dana Ng <dana@example.com>",
        "--ic",
        "Alex Kim <alex@example.com>",
    ];
    let folder = clones.home(Alex).join("anew");
    std::fs::create_dir(&folder).expect("a folder");
    clones.run_in(Alex, &folder, &people).ended_with(0);
    clones.git_in(
        Alex,
        &folder,
        &["remote", "add", "origin", "../../remote.git"],
    );
    let run = clones.run_in(Alex, &folder, &["sync"]).ended_with(2);
    assert!(
        run.stderr.starts_with(
            "error: the history here and that of `origin` have nothing in common\nhint:"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn y30_in_the_middle_of_something_nothing_is_done() {
    let clones = Clones::new();
    clones.write(Dana, "README", "one\n");
    clones.git(Dana, &["add", "README"]);
    clones.git(Dana, &["commit", "-qm", "One"]);
    clones.git(Dana, &["switch", "--quiet", "-c", "side"]);
    clones.write(Dana, "README", "side\n");
    clones.git(Dana, &["commit", "-qam", "Side"]);
    clones.git(Dana, &["switch", "--quiet", "main"]);
    clones.write(Dana, "README", "main\n");
    clones.git(Dana, &["commit", "-qam", "Main"]);
    clones.git(Dana, &["switch", "--quiet", "-c", "topic"]);
    clones.git(Dana, &["config", "core.editor", "true"]);
    let pair = clones.clone_of(Dana);
    for (begin, end, word) in [
        (&["merge", "side"][..], &["merge", "--abort"][..], "a merge"),
        (&["rebase", "side"], &["rebase", "--abort"], "a rebase"),
        (
            &["cherry-pick", "side"],
            &["cherry-pick", "--abort"],
            "a cherry-pick",
        ),
        (&["revert", "HEAD~1"], &["revert", "--abort"], "a revert"),
        (&["bisect", "start"], &["bisect", "reset"], "a bisect"),
    ] {
        clones.try_git(Dana, &pair, begin);
        clones.write(Dana, LATER, later(""));
        let before = clones.git(Dana, &["status", "--porcelain"]);
        let run = clones.sync(Dana).ended_with(2);
        assert!(
            run.stderr
                .starts_with(&format!("error: {word} is not finished here\nhint: ")),
            "{}",
            run.stderr
        );
        assert_eq!(clones.git(Dana, &["status", "--porcelain"]), before);
        std::fs::remove_file(pair.join(LATER)).expect("a file");
        clones.git(Dana, end);
    }
    clones.git(Dana, &["switch", "--quiet", "--detach"]);
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr
            .starts_with("error: no branch is checked out here\nhint: "),
        "{}",
        run.stderr
    );
}

#[test]
fn y30_without_a_repository_or_a_work_tree() {
    let clones = Clones::new();
    let folder = clones.home(Dana).join("plain");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("oneonone.yaml"), crate::sandbox::CONFIGURATION).expect("a file");
    let run = clones.run_in(Dana, &folder, &["sync"]).ended_with(2);
    assert!(
        run.stderr.contains("lies in no git repository\nhint: "),
        "{}",
        run.stderr
    );
    clones.git_in(Dana, &folder, &["init", "--quiet", "--bare", "."]);
    let run = clones.run_in(Dana, &folder, &["sync"]).ended_with(2);
    assert!(
        run.stderr.contains("has no work tree\nhint: "),
        "{}",
        run.stderr
    );
}

#[test]
fn y30_a_shallow_clone_syncs_while_it_can() {
    let clones = Clones::new();
    clones.write(Dana, LATER, later(""));
    clones.sync(Dana).ended_with(0);
    let address = format!("file://{}", clones.path("remote.git").display());
    let home = clones.home(Alex);
    clones.git_in(
        Alex,
        &home,
        &["clone", "--quiet", "--depth=1", &address, "shallow"],
    );
    let shallow = home.join("shallow");
    std::fs::write(
        shallow.join(NEW),
        clones.read(Alex, NEW).replace("[ ] Write", "[x] Write"),
    )
    .expect("a file");
    clones.run(Dana, &["done", "room"]).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.run_in(Alex, &shallow, &["sync"]).ended_with(0);
    // One that lacks what both have in common.
    clones.git_in(
        Alex,
        &home,
        &[
            "clone",
            "--quiet",
            "--depth=1",
            "--no-single-branch",
            &address,
            "cut",
        ],
    );
    let cut = home.join("cut");
    clones.git_in(Alex, &cut, &["checkout", "--quiet", "--orphan", "fresh"]);
    clones.git_in(Alex, &cut, &["commit", "-qm", "Cut"]);
    clones.git_in(Alex, &cut, &["branch", "--quiet", "-M", "main"]);
    let run = clones.run_in(Alex, &cut, &["sync"]).ended_with(2);
    assert!(
        run.stderr.starts_with("error: this clone is shallow"),
        "{}",
        run.stderr
    );
}

#[test]
fn y31_a_lock_that_stays_is_named_and_never_removed() {
    let clones = Clones::new();
    clones.write(Dana, LATER, later(""));
    let lock = clones.clone_of(Dana).join(".git/index.lock");
    std::fs::write(&lock, "").expect("a file");
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr
            .contains(".git/index.lock` is locked by another git, for ")
            && run.stderr.contains("hint: if no git is at work"),
        "{}",
        run.stderr
    );
    assert!(lock.exists());
    // One that goes away in time is waited for.
    let run = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(700));
            std::fs::remove_file(&lock).expect("the lock");
        });
        clones.sync(Dana)
    });
    run.ended_with(0);
}

#[test]
fn settings_that_would_close_the_notebook_do_not_come_in() {
    for (harm, words) in [
        (
            "ln -sf ../outside.yaml oneonone.yaml",
            "it is no longer a file of its own",
        ),
        ("rm oneonone.yaml", "it is gone"),
        ("echo 'format: [1' > oneonone.yaml", "not valid YAML"),
    ] {
        for has_own_change in [false, true] {
            let clones = Clones::new();
            let harmed = format!("{harm}; git commit -qam Harm; git push -q");
            let sh = ["-c", harmed.as_str()];
            let folder = clones.clone_of(Dana);
            finished(clones.command(Dana, &folder, "sh".as_ref(), &sh)).ended_with(0);
            if has_own_change {
                clones.run(Alex, &["add", "Mine"]).ended_with(0);
            }
            let before = clones.read(Alex, NEW);
            let run = clones.sync(Alex).ended_with(2);
            let expected = "error: `oneonone.yaml` can't be used as they have it: ";
            assert!(run.stderr.contains(expected), "{}", run.stderr);
            assert!(run.stderr.contains(words), "{}", run.stderr);
            assert_eq!(clones.read(Alex, NEW), before);
            clones.is_calm(Alex);
            clones.run(Alex, &["items"]).ended_with(0);
        }
    }
}

#[test]
fn own_settings_that_cannot_be_read_come_with_a_way_out() {
    let clones = Clones::new();
    for bad in [
        "manager: [",
        "manager: x",
        "x",
        "",
        "format: 1\nmanager:\n  handle: [a]\n",
    ] {
        clones.write(Dana, "oneonone.yaml", bad);
        for words in [["sync"].as_slice(), &["doctor"], &["items"]] {
            let run = clones.run(Dana, words).ended_with(2);
            let hint = run.stderr.split("\n  oneonone.yaml:").nth(1);
            assert!(
                hint.is_some_and(|rest| rest.contains("\nhint: ")),
                "{bad}: {}",
                run.stderr
            );
        }
    }
}

#[test]
fn a_meeting_that_is_a_link_is_named_as_it_goes_and_comes() {
    let clones = Clones::new();
    let link = clones.clone_of(Dana).join(LATER);
    std::os::unix::fs::symlink("2026-11-24.md", link).expect("a link");
    let line = "meetings/2026-12-01.md: new\n";
    let run = clones.sync(Dana).ended_with(0);
    assert_eq!(run.stdout, format!("went out:\n  {line}"));
    let run = clones.sync(Alex).ended_with(0);
    assert_eq!(run.stdout, format!("came in from Dana:\n  {line}"));
}

#[test]
fn a_notebook_whose_folder_is_moved_has_lost_nothing() {
    let clones = Clones::new();
    let folder = clones.clone_of(Dana);
    let moved = "mkdir dana; git mv meetings oneonone.yaml .gitattributes .gitignore dana; git commit -qm Move; git push -q";
    finished(clones.command(Dana, &folder, "sh".as_ref(), &["-c", moved])).ended_with(0);
    let run = clones.sync(Alex).ended_with(0);
    assert!(
        run.stdout.contains("dana/2026-11-24: new"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("no longer there"), "{}", run.stdout);
}

#[test]
fn no_order_to_a_terminal_gets_into_a_commit_by_a_name() {
    let clones = Clones::new();
    clones.git(Dana, &["config", "user.name", "Eve \x1b[31m"]);
    clones.git(Dana, &["config", "user.email", "eve@example.org"]);
    clones.run(Dana, &["add", "Theirs"]).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.run(Alex, &["add", "Mine"]).ended_with(0);
    clones.sync(Alex).ended_with(0);
    let subject = clones.git(Alex, &["log", "-1", "--format=%s"]);
    assert_eq!(subject, "Merge what Eve ␛[31m wrote");
}

#[test]
fn y32_two_syncs_at_once_wait_for_one_another() {
    let clones = Clones::new();
    let hook = "touch \"$HOME/committing\"\nuntil [ -e \"$HOME/go-on\" ]; do sleep 0.02; done\n";
    clones.write_hook(Dana, "pre-commit", hook);
    clones.write(Dana, LATER, later(""));
    let begin = || {
        let mut command = clones.program(Dana, &["sync"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program runs")
    };
    let first = begin();
    while !clones.home(Dana).join("committing").exists() {
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut second = begin();
    let mut said = BufReader::new(second.stderr.take().expect("what it says"));
    let mut line = String::new();
    said.read_line(&mut line).expect("a line");
    // The first one goes on when the second one has come.
    std::fs::write(clones.home(Dana).join("go-on"), "").expect("a file");
    assert_eq!(line, "another sync is at work here; waiting for it\n");
    said.read_to_string(&mut line).expect("the rest");
    assert!(second.wait().expect("an end").success(), "{line}");
    assert!(first.wait_with_output().expect("an end").status.success());
}

#[test]
fn both_sides_make_the_same_of_the_same() {
    let clones = Clones::new();
    let text = clones.read(Dana, NEW);
    clones.write(
        Dana,
        NEW,
        text.replace("the plan", "the plan for us") + "- [ ] From Dana @dana\n",
    );
    clones.write(Dana, LATER, later("- [ ] Made by Dana @dana\n"));
    clones.write(
        Alex,
        NEW,
        text.replace("the plan", "the plan for them") + "- [ ] From Alex @alex\n",
    );
    clones.write(Alex, LATER, later("- [ ] Made by Alex @alex\n"));
    for who in [Dana, Alex] {
        clones.git(who, &["add", "--all"]);
        clones.git(who, &["commit", "--quiet", "-m", "By hand"]);
        clones.git(
            who,
            &["push", "--quiet", "origin", &format!("main:{who:?}")],
        );
    }
    // Each has a remote that holds what the other one has: neither knows of the merge that the other one makes.
    for (who, other) in [(Dana, "Alex"), (Alex, "Dana")] {
        let (remote, branch) = (
            format!("../{who:?}.git"),
            format!("refs/heads/{other}:refs/heads/main"),
        );
        clones.git_in(
            who,
            &clones.home(who),
            &["clone", "--quiet", "--bare", "../remote.git", &remote],
        );
        clones.git_in(
            who,
            &clones.path(&format!("{who:?}.git")),
            &["fetch", "--quiet", "../remote.git", &format!("+{branch}")],
        );
        clones.git(
            who,
            &["remote", "set-url", "origin", &format!("../{remote}")],
        );
        clones.sync(who).ended_with(0);
    }
    let tree = |who| clones.git(who, &["rev-parse", "HEAD^{tree}"]);
    assert_eq!(tree(Dana), tree(Alex));
    assert_ne!(
        clones.head(Dana),
        clones.head(Alex),
        "each merged by itself"
    );
    let text = clones.read(Dana, NEW);
    for line in [
        "the plan for us",
        "the plan for them",
        "From Dana",
        "From Alex",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

/// The whole of a day's work, in repositories of every kind that git makes.
fn works_in_all_ways(clones: &Clones) {
    // The clone's own settings say who one is, and with whom one shares.
    clones.git(Alex, &["config", "user.email", "dana@example.com"]);
    let mine = clones.run(Alex, &["items", "--mine"]).ended_with(0).stdout;
    assert!(mine.contains("Book a room"), "{mine}");
    clones.git(Alex, &["config", "--unset", "user.email"]);
    let said = clones.run(Alex, &["init"]).ended_with(0).stderr;
    assert!(!said.contains("git remote add"), "{said}");

    clones.write(Dana, LATER, later(""));
    clones.run(Dana, &["done", "room"]).ended_with(0);
    clones.write(Alex, "README", "mine\n");
    clones.git(Alex, &["add", "README"]);
    clones.run(Alex, &["done", "plan"]).ended_with(0);
    clones.sync(Dana).ended_with(0);
    let run = clones.sync(Alex).ended_with(0);
    assert!(run.stdout.contains("came in from Dana:"), "{}", run.stdout);
    assert_eq!(clones.git(Alex, &["status", "--porcelain"]), "A  README");
    clones.git(Alex, &["rm", "--quiet", "-f", "README"]);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    assert_eq!(
        clones.sync(Dana).ended_with(0).stderr,
        "in sync; nothing new\n"
    );
    clones.write(
        Dana,
        NEW,
        clones.read(Dana, NEW) + "<<<<<<< a\n=======\n>>>>>>> b\n",
    );
    clones.sync(Dana).ended_with(2);
}

#[test]
fn y33_repositories_of_new_kinds_work() {
    let clones = Clones::homes();
    let has_reftable = clones
        .try_git(
            Dana,
            &clones.home(Dana),
            &["init", "-q", "--ref-format=reftable", "x"],
        )
        .code
        == Some(0);
    works_in_all_ways(&Clones::made_with("", &["--object-format=sha256"]));
    if has_reftable {
        let clones = Clones::made_with("[init]\n\tdefaultRefFormat = reftable\n", &[]);
        works_in_all_ways(&clones);
        let format = clones.git(Alex, &["rev-parse", "--show-ref-format"]);
        assert_eq!(format, "reftable");
    }
}

#[test]
fn y40_offline_the_work_is_committed_and_not_pushed() {
    let clones = Clones::new();
    clones.git(Dana, &["remote", "set-url", "origin", "../../nowhere.git"]);
    clones.write(Dana, LATER, later(""));
    let run = clones.sync(Dana).ended_with(3);
    assert!(
        run.stdout.starts_with("committed here:\n  2026-12-01"),
        "{}",
        run.stdout
    );
    assert!(
        run.stderr
            .starts_with("warning: not pushed: the other side was not reached\n"),
        "{}",
        run.stderr
    );
    clones.git(Dana, &["remote", "set-url", "origin", "../../remote.git"]);
    let run = clones.sync(Dana).ended_with(0);
    assert!(
        run.stdout.starts_with("went out:\n  2026-12-01"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_repository_above_holds_several_notebooks() {
    let clones = Clones::new();
    for who in [Dana, Alex] {
        let folder = clones.home(who).join("work");
        if who == Dana {
            clones.git_in(
                who,
                &clones.home(who),
                &["init", "--quiet", "--bare", "../work.git"],
            );
            clones.git_in(
                who,
                &clones.home(who),
                &["clone", "--quiet", "../work.git", "work"],
            );
            for name in ["alex", "zoe"] {
                let people = [
                    "init",
                    name,
                    "--manager",
                    "Dana Ng <dana@example.com>",
                    "--ic",
                    "Alex Kim <alex@example.com>",
                ];
                clones.run_in(who, &folder, &people).ended_with(0);
                clones
                    .run_in(
                        who,
                        &folder.join(name),
                        &["add", "An item", "--owner", "alex"],
                    )
                    .ended_with(0);
            }
            clones.run_in(who, &folder, &["sync"]).ended_with(0);
        } else {
            clones
                .run_in(who, &clones.home(who), &["join", "../work.git", "work"])
                .ended_with(0);
        }
    }
    let (here, there) = (
        clones.home(Dana).join("work"),
        clones.home(Alex).join("work"),
    );
    clones
        .run_in(Dana, &here.join("zoe"), &["done", "item"])
        .ended_with(0);
    clones
        .run_in(
            Alex,
            &there.join("zoe"),
            &["add", "More", "--owner", "dana"],
        )
        .ended_with(0);
    clones
        .run_in(Alex, &there.join("alex"), &["done", "item"])
        .ended_with(0);
    clones
        .run_in(Dana, &here.join("zoe"), &["sync"])
        .ended_with(0);
    let run = clones.run_in(Alex, &there, &["sync"]).ended_with(0);
    assert!(
        run.stdout.contains("  zoe/2026-11-24: 1 item done\n"),
        "{}",
        run.stdout
    );
    clones.run_in(Dana, &here, &["sync"]).ended_with(0);
    for name in ["alex", "zoe"] {
        let file = format!("{name}/meetings/2026-11-24.md");
        let text = std::fs::read_to_string(here.join(&file)).expect("a file");
        assert_eq!(
            Some(&text),
            std::fs::read_to_string(there.join(&file)).ok().as_ref()
        );
        assert!(text.contains("- [x] An item"), "{text}");
    }
}

#[test]
fn one_that_fails_does_not_stop_the_others() {
    let clones = Clones::new();
    let other = clones.home(Dana).join("other");
    std::fs::create_dir(&other).expect("a folder");
    std::fs::write(other.join("oneonone.yaml"), crate::sandbox::CONFIGURATION).expect("a file");
    clones.write(Dana, LATER, later(""));
    let run = clones
        .run_in(Dana, &clones.home(Dana), &["sync", "--all"])
        .ended_with(2);
    assert!(
        run.stdout.contains("went out:\n  2026-12-01"),
        "{}",
        run.stdout
    );
    assert!(
        run.stderr.contains("lies in no git repository")
            && run.stderr.contains("1 of 2 repositories not synced"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_dry_run_shows_what_would_be_committed() {
    let clones = Clones::new();
    clones.run(Dana, &["done", "room"]).ended_with(0);
    let head = clones.head(Dana);
    let run = clones.run(Dana, &["sync", "--dry-run"]).ended_with(0);
    assert_eq!(run.stdout, "2026-11-17: 1 item done\n");
    assert_eq!(run.stderr, "dry run: 1 file would be committed\n");
    assert_eq!(clones.head(Dana), head);
}

/// Alex made the agenda before he had the item that Dana carries into hers: he did not delete it, he never had it there.
#[test]
fn an_item_that_one_never_carried_is_not_lost_when_both_make_the_agenda() {
    let clones = Clones::new();
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
    clones
        .run(Dana, &["add", "Order new keys", "--owner", "dana"])
        .ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones
        .run(
            Dana,
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
    for who in [Dana, Alex, Dana] {
        clones.sync(who).ended_with(0);
    }
    clones.are_in_step();
    let items = clones.run(Dana, &["items"]).ended_with(0).stdout;
    let old = clones.read(Dana, NEW);
    assert!(items.contains("Order new keys"), "{items}\n{old}");
}

/// The one that was never carried is not taken for another, titled much like it, that was.
#[test]
fn an_item_never_carried_is_not_lost_beside_one_much_like_it() {
    let clones = Clones::new();
    let add = |who: Who, title: &str| {
        clones
            .run(who, &["add", title, "--owner", "dana"])
            .ended_with(0);
    };
    let prepare = |who: Who| {
        clones
            .run(
                who,
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
    };
    add(Alex, "nrone about the retro of us");
    prepare(Alex);
    add(Dana, "nrtwo about the goals of us");
    for who in [Dana, Alex] {
        clones.sync(who).ended_with(0);
    }
    prepare(Dana);
    for who in [Dana, Alex, Dana] {
        clones.sync(who).ended_with(0);
    }
    clones.are_in_step();
    let items = clones.run(Dana, &["items"]).ended_with(0).stdout;
    assert!(items.contains("nrtwo about the goals"), "{items}");
}

#[test]
fn a_tick_in_an_old_agenda_closes_the_carried_copy_too() {
    let clones = Clones::new();
    clones
        .run(Dana, &["carry", "--to", "2026-11-24"])
        .ended_with(0);
    clones.write(Alex, OLD, agenda("2026-11-17", "- [x] Book a room @dana\n"));
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.sync(Dana).ended_with(0);
    clones.are_in_step();
    assert!(
        clones.read(Dana, NEW).contains("- [x] Book a room"),
        "{}",
        clones.read(Dana, NEW)
    );
    assert!(
        clones.read(Dana, OLD).contains("- [x] Book a room"),
        "{}",
        clones.read(Dana, OLD)
    );
}

#[test]
fn a_submodule_a_sparse_index_and_a_separate_git_folder_work() {
    let clones = Clones::new();
    let home = clones.home(Alex);
    clones.git_in(Alex, &home, &["init", "--quiet", "above"]);
    let above = home.join("above");
    let add = [
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        "../../remote.git",
        "pair",
    ];
    clones.git_in(Alex, &above, &add);
    clones.git_in(
        Alex,
        &home,
        &[
            "clone",
            "--quiet",
            "--separate-git-dir=elsewhere",
            "../remote.git",
            "apart",
        ],
    );
    clones.git(
        Alex,
        &["sparse-checkout", "set", "--sparse-index", "meetings"],
    );
    for (number, folder) in [
        above.join("pair"),
        home.join("apart"),
        clones.clone_of(Alex),
    ]
    .iter()
    .enumerate()
    {
        let line = format!("- [ ] Number {number} @alex\n");
        let file = folder.join(NEW);
        let text = std::fs::read_to_string(&file).expect("a file") + &line;
        std::fs::write(&file, text).expect("a file");
        clones.write(Dana, OLD, clones.read(Dana, OLD) + &line);
        clones.sync(Dana).ended_with(0);
        clones.run_in(Alex, folder, &["sync"]).ended_with(0);
        clones.sync(Dana).ended_with(0);
        assert!(clones.read(Dana, NEW).contains(&line));
    }
}

#[test]
fn a_path_that_was_only_announced_to_the_index_is_committed() {
    let clones = Clones::new();
    clones.write(Dana, LATER, later(""));
    clones.git(Dana, &["add", "--intent-to-add", LATER]); // as a run that was killed leaves it
    clones.sync(Dana).ended_with(0);
    clones.sync(Alex).ended_with(0);
    clones.are_in_step();
    assert_eq!(clones.read(Alex, LATER), later(""));
}

#[test]
fn an_item_that_another_merge_carried_to_nowhere_is_named() {
    let clones = Clones::new();
    let text = clones.read(Dana, NEW);
    clones.write(Dana, NEW, text.replace("- [ ] Write", "- [>] Write"));
    clones.git(Dana, &["commit", "-qam", "A bad resolution"]);
    clones.git(Dana, &["push", "--quiet"]);
    let run = clones.sync(Alex).ended_with(0);
    let wanted = "marked as carried, and in no later agenda: `Write the plan` (was meetings/2026-11-24.md:14)\n";
    assert!(run.stdout.contains(wanted), "{}", run.stdout);
}

#[test]
fn a_meeting_that_someone_deletes_is_deleted_on_both_sides() {
    let clones = Clones::new();
    std::fs::remove_file(clones.clone_of(Dana).join(NEW)).expect("the agenda");
    clones.sync(Dana).ended_with(0);
    let run = clones.sync(Alex).ended_with(0);
    assert!(
        run.stdout.contains("  2026-11-24: deleted\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("no longer there: `Write the plan` (was meetings/2026-11-24.md:14)\n"),
        "{}",
        run.stdout
    );
    clones.are_in_step();
}

#[test]
fn a_hook_may_call_the_program() {
    let clones = Clones::new();
    clones.write_hook(
        Dana,
        "post-commit",
        "cd .. 2>/dev/null; oneonone -C \"$HOME/pair\" -q add 'From the hook' --owner dana\n",
    );
    clones.write(Dana, OLD, clones.read(Dana, OLD) + "- [ ] More @dana\n");
    clones.sync(Dana).ended_with(0);
    assert!(clones.read(Dana, NEW).contains("From the hook"));
}

#[test]
fn a_hook_that_syncs_does_not_wait_for_itself() {
    let clones = Clones::new();
    clones.write_hook(Dana, "post-commit", "oneonone sync 2> \"$HOME/inner\"\n");
    clones.write(Dana, LATER, later(""));
    let run = clones.sync(Dana).ended_with(0);
    assert!(
        run.stdout.starts_with("went out:\n  2026-12-01"),
        "{}",
        run.stdout
    );
    let inner = std::fs::read_to_string(clones.home(Dana).join("inner")).expect("the hook ran");
    assert_eq!(inner, "left to the sync that is at work here\n");
    // One that plain git starts does all the work.
    clones.run(Dana, &["done", "room"]).ended_with(0);
    clones.git(Dana, &["commit", "--quiet", "-am", "By hand"]);
    clones.sync(Alex).ended_with(0);
    clones.are_in_step();
}

#[test]
fn a_conflict_that_is_not_resolved_in_the_index_is_named() {
    let clones = Clones::new();
    clones.write(Dana, NEW, clones.read(Dana, NEW) + "- stashed\n");
    clones.git(Dana, &["stash", "--quiet"]);
    clones.write(Dana, NEW, clones.read(Dana, NEW) + "- other\n");
    clones.sync(Dana).ended_with(0);
    clones.git(Dana, &["config", "--remove-section", "merge.oneonone"]);
    clones
        .try_git(Dana, &clones.clone_of(Dana), &["stash", "pop", "--quiet"])
        .ended_with(1);
    let before = clones.read(Dana, NEW);
    let run = clones.sync(Dana).ended_with(2);
    assert!(
        run.stderr
            .starts_with("error: the conflict in `meetings/2026-11-24.md` is not resolved\nhint: "),
        "{}",
        run.stderr
    );
    assert_eq!(clones.read(Dana, NEW), before);
}
