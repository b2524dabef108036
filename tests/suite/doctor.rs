//! `doctor` on real repositories: each thing that can be wrong, alone.

use std::path::Path;

use crate::sandbox::{Run, Sandbox, finished, program};
use crate::surroundings;

const MEETING: &str = "---\nstatus: held\n---\n\n## Action items\n- [ ] Write the plan @alex\n";

/// Git in the folder `folder`, by Dana.
#[track_caller]
fn git(sandbox: &Sandbox, folder: &str, line: &str) {
    let output = sandbox
        .tool("git", folder)
        .args(line.split(' '))
        .env("GIT_EDITOR", "true")
        .output()
        .expect("git runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {line}: {error}");
}

/// The notebook `alex` as it should be: set up, committed, pushed.
fn healthy(format: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", MEETING);
    sandbox.write(
        "alex/.gitattributes",
        "meetings/*.md text eol=lf merge=oneonone\n",
    );
    sandbox.write(
        "home/.gitconfig",
        "[user]\n\tname = Dana Ng\n\temail = dana@example.com\n[init]\n\tdefaultBranch = main\n",
    );
    std::fs::create_dir(sandbox.path("remote")).expect("a folder");
    git(
        &sandbox,
        "remote",
        format!("init --quiet --bare {format}").trim_end(),
    );
    git(
        &sandbox,
        "alex",
        format!("init --quiet {format}").trim_end(),
    );
    git(&sandbox, "alex", "config merge.oneonone.driver driver");
    git(&sandbox, "alex", "remote add origin ../remote");
    commit(&sandbox);
    git(&sandbox, "alex", "push --quiet -u origin main");
    sandbox
}

#[track_caller]
fn commit(sandbox: &Sandbox) {
    git(sandbox, "alex", "add --all --force");
    git(sandbox, "alex", "commit --quiet -m all");
}

fn doctor(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let mut command = sandbox.command("", &[&["doctor", "alex"], arguments].concat());
    let folder = program().parent().expect("a folder").to_path_buf();
    let path = std::iter::once(folder).chain(std::env::split_paths(surroundings::path()));
    command.env("PATH", std::env::join_paths(path).expect("a path"));
    finished(command)
}

/// What is found, by code and message.
#[track_caller]
fn findings(sandbox: &Sandbox) -> Vec<(String, String)> {
    let run = doctor(sandbox, &["--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found = json["findings"].as_array().expect("a list").iter();
    let word = |value: &serde_json::Value| value.as_str().expect("a text").to_string();
    let found: Vec<_> = found
        .map(|finding| (word(&finding["code"]), word(&finding["message"])))
        .collect();
    assert_eq!(
        run.code,
        Some(i32::from(!found.is_empty())),
        "{}",
        run.stderr
    );
    found
}

/// After `harm` to a healthy notebook, what is found has these codes, and the first says `words`.
#[track_caller]
fn check(codes: &[&str], words: &str, harm: impl Fn(&Sandbox)) {
    let sandbox = healthy("");
    harm(&sandbox);
    let found = findings(&sandbox);
    let found_codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(found_codes, codes, "{found:?}");
    assert!(found[0].1.contains(words), "{found:?}");
}

#[test]
fn all_is_well_in_every_kind_of_repository() {
    for format in ["", "--ref-format=reftable", "--object-format=sha256"] {
        let sandbox = healthy(format);
        assert_eq!(findings(&sandbox), [], "{format}");
        let before = sandbox.files("");
        let run = doctor(&sandbox, &[]).ended_with(0);
        assert_eq!(run.stdout, "alex: all is well\n");
        assert_eq!(sandbox.files(""), before);
        sandbox.write("alex/private/note.md", "secret\n");
        commit(&sandbox);
        let codes: Vec<String> = findings(&sandbox)
            .into_iter()
            .map(|(code, _)| code)
            .collect();
        assert_eq!(
            codes,
            ["private-tracked", "private-in-history", "not-pushed"],
            "{format}"
        );
    }
}

#[test]
fn without_git_or_a_repository_the_files_are_looked_at() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/notes.md", "stray\n");
    let codes: Vec<String> = findings(&sandbox)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(codes, ["no-repository", "stray-file"]);
    let mut command = sandbox.command("alex", &["doctor"]);
    command.env("PATH", sandbox.path("home"));
    let run = finished(command).ended_with(1);
    assert!(
        run.stdout.contains("git is not installed"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_file_in_the_place_of_the_folder_of_meetings_is_found() {
    check(&["not-a-folder"], "this is not a folder", |sandbox| {
        std::fs::remove_dir_all(sandbox.path("alex/meetings")).expect("a folder");
        sandbox.write("alex/meetings", "not a folder\n");
        commit(sandbox);
        git(sandbox, "alex", "push --quiet");
    });
    check(&["not-a-folder"], "this is not a folder", |sandbox| {
        std::fs::remove_dir_all(sandbox.path("alex/meetings")).expect("a folder");
        std::os::unix::fs::symlink("oneonone.yaml", sandbox.path("alex/meetings")).expect("a link");
        commit(sandbox);
        git(sandbox, "alex", "push --quiet");
    });
}

#[test]
fn a_git_folder_that_cannot_be_written_is_found() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let sandbox = healthy("");
    let (folder, objects) = (sandbox.path("alex/.git"), sandbox.path("alex/.git/objects"));
    let is_root = folder.metadata().expect("the folder").uid() == 0;
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--",
    ];
    let launcher: &[&str] = if is_root { &nobody } else { &[] };
    if is_root {
        // For root nothing is read-only; and git looks at no repository of somebody else.
        let status = surroundings::tool("chown")
            .args(["-R", "65534:65534"])
            .arg(sandbox.path(""))
            .status();
        assert!(status.is_ok_and(|status| status.success()));
    }
    let starts = sandbox
        .command_by(launcher, "alex", &["--version"])
        .output();
    if !starts.is_ok_and(|output| output.status.success()) {
        return; // nobody may not run the program here
    }
    let found = |locked: &Path| {
        let mode = |bits| std::fs::Permissions::from_mode(bits);
        std::fs::set_permissions(locked, mode(0o555)).expect("a mode");
        let run = finished(sandbox.command_by(launcher, "alex", &["doctor"]));
        std::fs::set_permissions(locked, mode(0o755)).expect("a mode");
        run
    };
    for (locked, name) in [(&folder, ".git"), (&objects, ".git/objects")] {
        let run = found(locked).ended_with(1);
        let words = format!("git can't write in `{name}`: permission denied → look at");
        assert!(run.stdout.contains(&words), "{}{}", run.stdout, run.stderr);
    }
    let well = finished(sandbox.command_by(launcher, "alex", &["doctor"]));
    assert!(!well.stdout.contains("can't write"), "{}", well.stdout);
}

#[test]
fn an_old_git_is_named() {
    let sandbox = healthy("");
    let script = "#!/bin/sh\necho git version 2.30.2\n";
    sandbox.write("home/git", script);
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(sandbox.path("home/git"), mode).expect("a mode");
    let mut command = sandbox.command("alex", &["doctor"]);
    command.env("PATH", sandbox.path("home"));
    let run = finished(command).ended_with(1);
    assert!(
        run.stdout.contains("git 2.30.2 is too old"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_is_not_set_up_is_found() {
    check(&["no-driver"], "does not know how to merge", |sandbox| {
        git(sandbox, "alex", "config --unset merge.oneonone.driver");
    });
    check(&["no-attribute"], ".gitattributes", |sandbox| {
        sandbox.write("alex/.gitattributes", "*.png binary\n");
    });
    check(&["no-identity"], "who you are", |sandbox| {
        sandbox.write("home/.gitconfig", "");
    });
    check(&["no-identity"], "who you are", |sandbox| {
        sandbox.write("home/.gitconfig", "[user]\n\temail = dana@example.com\n");
    });
    check(&["foreign-identity"], "`dana@home.example`", |sandbox| {
        git(sandbox, "alex", "config user.email dana@home.example");
    });
    let sandbox = healthy("");
    let run = sandbox.run_line("doctor").ended_with(1);
    let expected = "alex: git won't find `oneonone` when it merges";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 1);
}

#[test]
fn what_is_private_and_shared_is_found() {
    check(
        &["private-staged"],
        "meetings/2026-11-17.private.md",
        |sandbox| {
            sandbox.write("alex/meetings/.keep", "");
            sandbox.write("alex/meetings/2026-11-17.private.md", "secret\n");
            sandbox.write("alex/.git/info/exclude", "meetings/.keep\n");
            git(sandbox, "alex", "add meetings");
            std::fs::remove_file(sandbox.path("alex/meetings/2026-11-17.private.md"))
                .expect("gone");
        },
    );
    // Long gone, on a branch that was merged with changes of its own.
    check(&["private-in-history"], "Private/a b.md", |sandbox| {
        git(sandbox, "alex", "switch --quiet -c side");
        sandbox.write("alex/Private/a b.md", "secret\n");
        commit(sandbox);
        sandbox.write("alex/Private/a b.md", "more\n");
        commit(sandbox);
        git(sandbox, "alex", "rm --quiet -r Private");
        git(sandbox, "alex", "commit --quiet -m gone");
        git(sandbox, "alex", "push --quiet -u origin side");
    });
    check(
        &["private-in-notebook"],
        "in the shared folder",
        |sandbox| {
            let line = format!("private: {}\n", sandbox.path("alex/notes").display());
            sandbox.write("home/.config/oneonone/config.yaml", line);
        },
    );
    check(
        &["private-exposed"],
        "would get into the repository",
        |sandbox| {
            sandbox.run_line("private").ended_with(0);
            git(sandbox, "home", "init --quiet");
        },
    );
    check(
        &["private-open", "private-open"],
        "others on this machine",
        |sandbox| {
            let path = sandbox.run_line("private").ended_with(0).stdout;
            let note = Path::new(path.trim_end());
            std::fs::write(note, "secret\n").expect("a note");
            let open = |path, mode| {
                let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
                std::fs::set_permissions(path, mode).expect("a mode");
            };
            open(note, 0o644);
            open(note.parent().expect("a folder"), 0o750);
        },
    );
}

#[test]
fn the_commit_that_first_had_something_private_is_named() {
    let sandbox = healthy("");
    sandbox.write("alex/.private/note.md", "secret\n");
    commit(&sandbox);
    let output = sandbox
        .tool("git", "alex")
        .args(["rev-parse", "--short", "HEAD"])
        .output()
        .expect("git runs");
    let commit_name = String::from_utf8_lossy(&output.stdout).trim().to_string();
    sandbox.write("alex/.private/note.md", "more\n");
    commit(&sandbox);
    let found = findings(&sandbox);
    let words = format!("is in the history since commit {commit_name}");
    assert!(found[1].1.ends_with(&words), "{found:?}");
}

#[test]
fn whoever_else_committed_is_named() {
    check(&["stranger"], "`Eve <eve@example.org>`", |sandbox| {
        sandbox.write("alex/meetings/2026-11-24.md", MEETING);
        git(sandbox, "alex", "add meetings");
        git(
            sandbox,
            "alex",
            "commit --quiet -m all --author=Eve<eve@example.org>",
        );
        git(sandbox, "alex", "push --quiet");
    });
    // One of the two with another address, known as such.
    let sandbox = healthy("");
    sandbox.write(
        "alex/.mailmap",
        "Alex Kim <alex@example.com> <alex@home.example>\n",
    );
    git(&sandbox, "alex", "add .mailmap");
    git(
        &sandbox,
        "alex",
        "commit --quiet -m all --author=Alex<alex@home.example>",
    );
    git(&sandbox, "alex", "push --quiet");
    assert_eq!(findings(&sandbox), []);
}

#[test]
fn what_is_unfinished_is_found() {
    check(&["not-pushed"], "2 commits are only here", |sandbox| {
        git(sandbox, "alex", "commit --quiet --allow-empty -m one");
        git(sandbox, "alex", "commit --quiet --allow-empty -m two");
    });
    check(&["no-upstream"], "never pushed", |sandbox| {
        git(sandbox, "alex", "switch --quiet -c side");
    });
    check(&["no-remote"], "no other repository", |sandbox| {
        git(sandbox, "alex", "remote remove origin");
    });
    check(&["no-commit"], "nothing is committed", |sandbox| {
        git(sandbox, "alex", "switch --quiet --orphan fresh");
        git(sandbox, "alex", "restore --source=main .");
        git(sandbox, "alex", "branch --quiet -r -D origin/main");
        git(sandbox, "alex", "branch --quiet -D main");
    });
    check(&["detached"], "no branch", |sandbox| {
        git(sandbox, "alex", "switch --quiet --detach");
    });
    check(&["in-progress"], "a bisect was begun", |sandbox| {
        git(sandbox, "alex", "bisect start");
    });
    check(&["in-progress"], "a merge was begun", |sandbox| {
        let head = "0000000000000000000000000000000000000000\n";
        sandbox.write("alex/.git/MERGE_HEAD", head);
    });
    check(&["in-progress"], "a rebase was begun", |sandbox| {
        std::fs::create_dir(sandbox.path("alex/.git/rebase-merge")).expect("a folder");
    });
}

#[test]
fn what_is_unfinished_is_found_where_no_file_says_so() {
    let sandbox = healthy("--ref-format=reftable");
    git(&sandbox, "alex", "update-ref CHERRY_PICK_HEAD HEAD");
    let found = findings(&sandbox);
    let words = "a cherry-pick was begun and is not finished";
    assert_eq!(found, [("in-progress".to_string(), words.to_string())]);
}

#[test]
fn a_lock_that_was_left_is_named_and_stays() {
    let lock = |sandbox: &Sandbox, seconds: u64| {
        let path = sandbox.path("alex/.git/index.lock");
        let file = std::fs::File::create(path).expect("a lock");
        let made = std::time::SystemTime::now() - std::time::Duration::from_secs(seconds);
        file.set_modified(made).expect("a time");
    };
    check(
        &["locked"],
        "`alex/.git/index.lock` has kept git from working for 5 minutes",
        |s| lock(s, 330),
    );
    let sandbox = healthy("");
    lock(&sandbox, 10);
    assert_eq!(findings(&sandbox), []);
    assert!(sandbox.path("alex/.git/index.lock").exists());
}

#[test]
fn what_a_merge_left_in_a_file_is_found() {
    check(&["both-changed"], "two versions stand here", |sandbox| {
        let text =
            format!("{MEETING}- [ ] Write it\n  <!-- both changed this: Dana's version -->\n");
        sandbox.write("alex/meetings/2026-11-24.md", text);
    });
    check(&["conflict-markers"], "conflict markers", |sandbox| {
        let text = format!("{MEETING}<<<<<<< a\n=======\n>>>>>>> b\n");
        sandbox.write("alex/meetings/2026-11-24.md", text);
    });
    check(&["unknown-key", "front-matter-invalid"], "", |sandbox| {
        let text = format!("{}meetig: 3\n", crate::sandbox::CONFIGURATION);
        sandbox.write("alex/oneonone.yaml", text);
        sandbox.write("alex/meetings/2026-11-24.md", "---\na: [b\n---\n");
    });
}

#[test]
fn a_command_to_paste_is_quoted() {
    let sandbox = healthy("");
    sandbox.write("alex/private/$(touch x).md", "secret\n");
    commit(&sandbox);
    let run = doctor(&sandbox, &[]).ended_with(1);
    let expected = "`git -C alex rm --cached 'private/$(touch x).md'`";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
}
