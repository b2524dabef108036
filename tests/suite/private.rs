//! Private notes: no byte of them in a notebook, in a commit, or in anything but what their owner looks at.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;

use crate::sandbox::{Run, Sandbox, finished};

const MEETING: &str = "---\nstatus: held\n---\n\n## Action items\n- [ ] Write the plan @alex\n";
const SECRET: &str = "looks tired lately";

/// A held meeting in the notebook `alex`, and an editor that writes a secret.
fn one_meeting() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", MEETING);
    configure(&sandbox, "");
    sandbox
}

fn configure(sandbox: &Sandbox, lines: &str) {
    let text = format!("editor: echo {SECRET} >>\n{lines}");
    sandbox.write("home/.config/oneonone/config.yaml", text);
}

fn at_a_terminal(sandbox: &Sandbox, line: &str) -> Run {
    finished(sandbox.at_a_terminal("alex", line))
}

/// Where the note is.
fn note(sandbox: &Sandbox) -> PathBuf {
    let run = sandbox.run_line("private").ended_with(0);
    PathBuf::from(run.stdout.trim_end())
}

/// Git in the folder `folder`, by Dana.
#[track_caller]
fn git(sandbox: &Sandbox, folder: &str, arguments: &[&str]) -> String {
    let output = sandbox
        .tool("git", folder)
        .args(["-c", "user.name=Dana", "-c", "user.email=dana@example.com"])
        .args(arguments)
        .output()
        .expect("git runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {error}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_note_is_its_owners_alone() {
    let sandbox = one_meeting();
    let run = at_a_terminal(&sandbox, "private").ended_with(0);
    let note = note(&sandbox);
    assert!(
        run.stdout.contains(&note.display().to_string()),
        "{}",
        run.stdout
    );
    assert!(note.starts_with(sandbox.path("home/.local/share/oneonone/private")));
    let text = std::fs::read_to_string(&note).expect("the note");
    let heading = "# Private, beside the 1:1 of Alex Kim and Dana Ng, Tuesday 17 November 2026";
    assert_eq!(text, format!("{heading}\n\n{SECRET}\n"));
    let mode = |path: &std::path::Path| {
        let metadata = std::fs::metadata(path).expect("a file");
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode(&note), 0o600);
    assert_eq!(mode(note.parent().expect("a folder")), 0o700);
    // Opened again it goes on.
    at_a_terminal(&sandbox, "private").ended_with(0);
    let text = std::fs::read_to_string(&note).expect("the note");
    assert_eq!(text.matches(SECRET).count(), 2);
}

#[test]
fn no_byte_of_a_note_gets_into_the_notebook_or_a_commit() {
    let sandbox = one_meeting();
    git(&sandbox, "alex", &["init", "--quiet"]);
    at_a_terminal(&sandbox, "private").ended_with(0);
    for (line, code) in [
        ("new", 0),
        ("done plan", 0),
        ("undo", 0),
        ("search tired", 1),
        ("search lately", 1),
    ] {
        let run = sandbox.run_line(line).ended_with(code);
        assert!(!run.stdout.contains(SECRET), "{line}");
    }
    git(&sandbox, "alex", &["add", "--all"]);
    git(&sandbox, "alex", &["commit", "--quiet", "-m", "all"]);
    // Also not in git's own folder, the journal in it, or the objects.
    for entry in walkdir::WalkDir::new(sandbox.path("alex"))
        .into_iter()
        .flatten()
    {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        let is_there = bytes
            .windows(SECRET.len())
            .any(|part| part == SECRET.as_bytes());
        assert!(!is_there, "{}", entry.path().display());
    }
    let all = git(&sandbox, "alex", &["log", "--all", "--patch"]);
    assert!(all.contains("Write the plan") && !all.contains(SECRET));
}

#[test]
fn only_on_a_screen_it_stands_below_the_meeting() {
    let sandbox = one_meeting();
    sandbox.write("home/.gitconfig", "[core]\n\tpager = cat\n");
    at_a_terminal(&sandbox, "private").ended_with(0);
    let screen = at_a_terminal(&sandbox, "show").ended_with(0).stdout;
    let below = screen.split("── private, only on this machine ──").nth(1);
    assert!(
        below.is_some_and(|below| below.contains(SECRET)),
        "{screen}"
    );
    let plain = at_a_terminal(&sandbox, "show --plain").ended_with(0).stdout;
    assert!(plain.contains("Write the plan") && !plain.contains(SECRET));
    let piped = sandbox.run_line("show").ended_with(0).stdout;
    assert!(piped.contains("Write the plan") && !piped.contains(SECRET));
    let json = sandbox.run_line("show --json").ended_with(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert!(
        json["private"]
            .as_str()
            .is_some_and(|note| note.contains(SECRET))
    );
    assert_eq!(json["text"], MEETING);
    let shown = sandbox.run_line("private --show").ended_with(0).stdout;
    assert!(shown.ends_with(&format!("\n{SECRET}\n")), "{shown}");
}

#[test]
fn a_note_into_which_nothing_was_written_is_not_kept() {
    let sandbox = one_meeting();
    sandbox.write("home/.config/oneonone/config.yaml", "editor: cat\n");
    let run = at_a_terminal(&sandbox, "private").ended_with(0);
    assert!(run.stdout.contains("nothing was written"), "{}", run.stdout);
    assert!(!note(&sandbox).exists());
}

#[test]
fn another_clone_of_the_pair_has_the_same_note_and_another_pair_has_not() {
    let sandbox = one_meeting();
    sandbox.write("copy/oneonone.yaml", crate::sandbox::CONFIGURATION);
    sandbox.write("copy/meetings/2026-11-17.md", MEETING);
    let other = crate::sandbox::CONFIGURATION.replace("alex", "alexa");
    sandbox.write("alexa/oneonone.yaml", other);
    sandbox.write("alexa/meetings/2026-11-17.md", MEETING);
    let path = |folder: &str| sandbox.run_in(folder, &["private"]).ended_with(0).stdout;
    assert_eq!(path("alex"), path("copy"));
    assert_ne!(path("alex"), path("alexa"));
}

/// With these lines in the user's configuration `private` is refused, nothing is made, and the words are said.
#[track_caller]
fn check_refused(sandbox: &Sandbox, lines: &str, words: &str) {
    configure(sandbox, lines);
    let before = sandbox.files("");
    for run in [
        sandbox.run_line("private"),
        at_a_terminal(sandbox, "private"),
    ] {
        let said = format!("{}{}", run.stdout, run.stderr);
        assert_eq!(run.code, Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(sandbox.files(""), before);
}

#[test]
fn a_folder_that_others_would_get_is_refused() {
    let sandbox = one_meeting();
    let inside = "lies in the shared folder, so it would not be private";
    let line = |folder: &str| format!("private: {}\n", sandbox.path(folder).display());
    check_refused(&sandbox, &line("alex/private"), inside);
    check_refused(&sandbox, &line("alex"), inside);
    symlink(sandbox.path("alex"), sandbox.path("link")).expect("a link");
    check_refused(&sandbox, &line("link/notes"), inside);
    symlink("alex/not-yet", sandbox.path("dangling")).expect("a link");
    check_refused(&sandbox, &line("dangling"), inside);
    check_refused(&sandbox, "private: notes\n", "no absolute path");

    // In somebody's work tree it must be ignored, and nothing beside it tracked.
    std::fs::create_dir(sandbox.path("work")).expect("a folder");
    git(&sandbox, "work", &["init", "--quiet"]);
    check_refused(
        &sandbox,
        &line("work/notes"),
        "is not ignored in the repository",
    );
    sandbox.write("work/.gitignore", "notes/\n");
    configure(&sandbox, &line("work/notes"));
    let note = note(&sandbox);
    assert!(note.starts_with(sandbox.path("work/notes")));
    std::fs::write(&note, "seen\n").expect("a note");
    git(&sandbox, "work", &["add", "--force", "notes"]);
    check_refused(
        &sandbox,
        &line("work/notes"),
        "would get into the repository",
    );
}

#[test]
fn a_note_that_links_into_the_notebook_is_neither_written_nor_shown() {
    let sandbox = one_meeting();
    let note = note(&sandbox);
    symlink(sandbox.path("alex/meetings/2026-11-17.md"), &note).expect("a link");
    check_refused(&sandbox, "", "lies in the shared folder");
    let run = sandbox.run_line("private --show").ended_with(0);
    assert!(run.stdout.is_empty(), "{}", run.stdout);
    assert!(run.stderr.contains("left out: "), "{}", run.stderr);
}

#[test]
fn notes_may_have_a_repository_of_their_own() {
    for format in [
        &[][..],
        &["--ref-format=reftable"],
        &["--object-format=sha256"],
    ] {
        let sandbox = one_meeting();
        std::fs::create_dir(sandbox.path("diary")).expect("a folder");
        git(&sandbox, "diary", &[&["init", "--quiet"], format].concat());
        let line = format!("private: {}\n", sandbox.path("diary").display());
        configure(&sandbox, &line);
        assert!(note(&sandbox).starts_with(sandbox.path("diary")));
        // But not one that holds the notebook as well.
        std::fs::rename(sandbox.path("alex"), sandbox.path("diary/alex")).expect("moved");
        let run = sandbox.run_in("diary/alex", &["private"]).ended_with(2);
        assert!(run.stderr.contains("is not ignored in"), "{}", run.stderr);
    }
}
