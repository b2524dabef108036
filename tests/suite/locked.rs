//! Every command in a clone whose filter is not set up: what lies in its `meetings/` is encrypted, or points to what is
//! elsewhere. Nothing of it is taken for an agenda. The list of commands is clap's own, so a new one can't be forgotten.

use std::collections::BTreeSet;

use crate::clones::{Alex, Clones, agenda};
use crate::filters::{Cipher, locked, with_lfs};
use crate::sandbox::{Run, finished};

/// What a command does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    /// It says which filter is not set up, and nothing else.
    Refuse,
    /// It has no need of the meetings, or is what one looks at the clone with.
    Work,
}
use Does::{Refuse, Work};

/// Each command as one would type it, in more than one way where it reads in more than one way.
const COMMANDS: &[(Does, &[&str])] = &[
    (Work, &["init"]),
    (Work, &["join", "../../remote.git", "../second"]),
    (Refuse, &["new"]),
    (Refuse, &["new", "--date", "2026-12-01"]),
    (Refuse, &["new", "--dry-run"]),
    (Refuse, &["carry", "--to", "2026-11-24"]),
    (Refuse, &["edit"]),
    (Refuse, &["edit", "2026-11-24"]),
    (Refuse, &["show"]),
    (Refuse, &["show", "last"]),
    (Refuse, &["show", "2026-11-24", "--plain"]),
    (Refuse, &["show", "--json"]),
    (Refuse, &["move", "--to", "2026-11-26"]),
    (Refuse, &["cancel"]),
    (Refuse, &["close", "--summary", "Well"]),
    (Refuse, &["log"]),
    (Refuse, &["log", "--json"]),
    (Refuse, &["items"]),
    (Refuse, &["items", "--all"]),
    (Refuse, &["items", "--json"]),
    (Refuse, &["add", "Call Bob"]),
    (Refuse, &["done", "plan"]),
    (Refuse, &["drop", "plan", "--reason", "Late"]),
    (Refuse, &["reopen", "plan"]),
    (Refuse, &["assign", "plan", "dana"]),
    (Refuse, &["due", "plan", "fri"]),
    (Refuse, &["thread", "plan"]),
    (Refuse, &["prep"]),
    (Refuse, &["prep", "--json"]),
    (Refuse, &[]),
    (Refuse, &["status"]),
    (Refuse, &["status", "--json"]),
    (Refuse, &["status", "--due"]),
    (Refuse, &["ask"]),
    (
        Refuse,
        &[
            "feedback",
            "--situation",
            "A",
            "--behavior",
            "B",
            "--impact",
            "C",
        ],
    ),
    (Refuse, &["check"]),
    (Refuse, &["check", "pair"]),
    (Refuse, &["check", "--strict"]),
    (Refuse, &["check", "--json"]),
    (Refuse, &["check", "meetings/2026-11-24.md"]),
    (Work, &["check", "--explain"]),
    (Refuse, &["fix"]),
    (Refuse, &["fix", "--yes"]),
    (Refuse, &["fix", "meetings/2026-11-24.md"]),
    (Work, &["doctor"]),
    (Work, &["doctor", "--json"]),
    (Refuse, &["search", "plan"]),
    (Refuse, &["report"]),
    (Refuse, &["report", "--html", "../report.html"]),
    (Refuse, &["calendar"]),
    (Refuse, &["calendar", "--output", "../calendar.ics"]),
    (Refuse, &["export"]),
    (Refuse, &["export", "--output", "../all.csv"]),
    (Refuse, &["import", "../old.md"]),
    (Refuse, &["handover", "--list"]),
    (Refuse, &["handover", "--to", "Bo Ek <bo@example.com>"]),
    (Refuse, &["sync"]),
    (Refuse, &["private"]),
    (Refuse, &["private", "--show"]),
    (Refuse, &["undo"]),
    (Refuse, &["undo", "--dry-run"]),
    (Work, &["undo", "--list"]),
    (Work, &["demo", "../demo"]),
    (Work, &["completions", "bash"]),
    (Work, &["man"]),
];

/// What is called by git alone; `filters` has its tests.
const BY_GIT: [&str; 1] = ["merge-driver"];

/// The clones, with all that the commands take, and the words by which its filter is known.
fn kinds() -> Vec<(&'static str, Clones)> {
    let lfs = with_lfs(&[crate::clones::Dana]);
    lfs.git_in(
        Alex,
        &lfs.home(Alex),
        &["clone", "--quiet", "../remote.git", "pair"],
    );
    let kinds = vec![
        ("crypt", locked(Cipher::Text)),
        ("crypt", locked(Cipher::Bytes)),
        ("lfs", lfs),
    ];
    for (_, clones) in &kinds {
        let old = agenda("2026-11-10", "- [ ] An older one @alex\n");
        std::fs::write(clones.home(Alex).join("old.md"), old).expect("a file");
    }
    kinds
}

/// The lines of all meetings as they lie there.
fn stored_lines(clones: &Clones) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for entry in std::fs::read_dir(clones.clone_of(Alex).join("meetings")).expect("a folder") {
        let bytes = std::fs::read(entry.expect("a file").path()).expect("a file");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        lines.extend(text.split(['\n', '\0']).map(str::to_string));
    }
    lines.retain(|line| line.chars().count() >= 8);
    lines
}

fn files(clones: &Clones) -> Vec<(String, Vec<u8>)> {
    let folder = clones.clone_of(Alex).join("meetings");
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("a file").path();
            let bytes = std::fs::read(&path).expect("a file");
            (path.display().to_string(), bytes)
        })
        .collect();
    files.sort();
    files
}

#[track_caller]
fn says_nothing_of(run: &Run, stored: &BTreeSet<String>, what: &str) {
    let said = format!("{}{}", run.stdout, run.stderr);
    for line in stored {
        assert!(
            !said.contains(line.as_str()),
            "{what} shows `{line}`:\n{said}"
        );
    }
}

#[test]
fn no_command_takes_what_is_encrypted_for_an_agenda() {
    let known: BTreeSet<&str> = COMMANDS
        .iter()
        .filter_map(|(_, words)| words.first().copied())
        .chain(BY_GIT)
        .collect();
    let commands = oneonone::cli::command();
    let missing: Vec<&str> = commands
        .get_subcommands()
        .map(clap::Command::get_name)
        .filter(|name| !known.contains(name))
        .collect();
    assert!(missing.is_empty(), "say what these do there: {missing:?}");
    for (filter, clones) in kinds() {
        let before = files(&clones);
        let stored = stored_lines(&clones);
        assert!(!stored.is_empty());
        let head = clones.head(Alex);
        for (does, words) in COMMANDS {
            let mut command = clones.program(Alex, words);
            command.env("ONEONONE_TODAY", "2026-11-23");
            let run = finished(command);
            let what = format!("{filter} {words:?}");
            says_nothing_of(&run, &stored, &what);
            match does {
                Refuse => {
                    assert!(matches!(run.code, Some(1 | 2)), "{what}: {run:?}");
                    assert!(
                        run.stderr.contains(&format!("filter `{filter}`"))
                            && run.stderr.contains("not set up"),
                        "{what}: {run:?}"
                    );
                    let is_empty = run.stdout.is_empty()
                        || run.stdout.trim() == "{\n  \"pairs\": []\n}"
                            && words.first() == Some(&"status");
                    assert!(is_empty, "{what} answers: {}", run.stdout);
                }
                Work => assert!(matches!(run.code, Some(0 | 1)), "{what}: {run:?}"),
            }
            assert_eq!(files(&clones), before, "{what}");
            assert_eq!(clones.head(Alex), head, "{what}");
        }
        for file in ["report.html", "calendar.ics", "all.csv"] {
            assert!(!clones.home(Alex).join(file).exists(), "{filter}: {file}");
        }
    }
}

#[test]
fn doctor_says_of_a_locked_clone_that_it_is_locked_and_nothing_of_its_files() {
    for (filter, clones) in kinds() {
        let run = clones.run(Alex, &["doctor"]).ended_with(1);
        assert!(
            run.stdout.contains(&format!("`{filter}`")),
            "{}",
            run.stdout
        );
        assert!(!run.stdout.contains(".md:"), "{}", run.stdout);
    }
}

#[test]
fn nothing_of_a_locked_clone_is_offered_to_a_shell() {
    for (filter, clones) in kinds() {
        for words in [&["done", ""][..], &["show", "x", ""], &["thread", ""]] {
            let mut command = clones.program(Alex, &["--", "oneonone"]);
            command
                .args(words)
                .env("COMPLETE", "bash")
                .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
                .env("_CLAP_IFS", "\n");
            let offered = finished(command).ended_with(0).stdout;
            let own = offered.lines().filter(|word| !word.starts_with('-'));
            assert_eq!(own.count(), 0, "{filter} {words:?}: {offered}");
        }
    }
}

#[test]
fn among_several_notebooks_the_locked_one_is_named() {
    let clones = locked(Cipher::Text);
    let plain = clones.home(Alex).join("bo");
    std::fs::create_dir_all(plain.join("meetings")).expect("a folder");
    std::fs::write(plain.join("oneonone.yaml"), crate::sandbox::CONFIGURATION).expect("a file");
    std::fs::write(
        plain.join("meetings/2026-11-24.md"),
        agenda("2026-11-24", "- [ ] Order chairs @alex\n"),
    )
    .expect("a file");
    let home = clones.home(Alex);
    for words in [&["check"][..], &["items"], &["status"]] {
        let run = clones.run_in(Alex, &home, words);
        assert_ne!(run.code, Some(0), "{words:?}: {run:?}");
        assert!(run.stderr.contains("filter `crypt`"), "{words:?}: {run:?}");
    }
    // One that is readable is read.
    for words in [&["check", "bo"][..], &["items", "bo"], &["show", "bo"]] {
        clones.run_in(Alex, &home, words).ended_with(0);
    }
}
