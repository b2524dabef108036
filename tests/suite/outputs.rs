//! Where no output goes: a notebook's own places, git's, and the private notes.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use crate::clones::{Alex, Clones};

/// All files of Alex's with their bytes; the journal, in which nothing of an output stands, too.
fn everything(clones: &Clones) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(clones.home(Alex)).sort_by_file_name();
    let entries = entries.into_iter().flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| {
            let bytes = fs::read(entry.path()).unwrap_or_default();
            (entry.into_path(), bytes)
        })
        .collect()
}

fn clones() -> Clones {
    let clones = Clones::new();
    let home = clones.home(Alex);
    fs::create_dir_all(home.join(".data/oneonone/private")).expect("a folder");
    fs::create_dir_all(home.join("away/deep")).expect("a folder");
    symlink("../pair/meetings", home.join("away/meet")).expect("a link");
    symlink("../pair/.git/hooks", home.join("away/hooks")).expect("a link");
    symlink("../pair", home.join("away/pair")).expect("a link");
    symlink("../pair/meetings/2026-12-08.md", home.join("away/new.ics")).expect("a link");
    symlink("../pair/.git/new", home.join("away/new.json")).expect("a link");
    symlink("../.data/oneonone/private", home.join("away/notes")).expect("a link");
    clones.git_in(Alex, &home, &["init", "--quiet", "--bare", "bare"]);
    let arguments = ["worktree", "add", "--quiet", "-b", "side", "../tree"];
    clones.git(Alex, &arguments);
    clones
}

const OF_NOTEBOOK: &[&str] = &[
    "meetings/2026-12-08.md",
    "meetings/2026-11-24.md",
    "meetings/x.html",
    "meetings/new/x.csv",
    "./meetings/../meetings/./x.ics",
    "../pair/meetings/x.ics",
    "Meetings/x.ics",
    "templates/weekly.md",
    "templates/deep/er/x",
    "oneonone.yaml",
    "./oneonone.yaml",
    "questions.md",
    ".gitattributes",
    ".gitignore",
    "../away/meet/x.ics",
    "../away/pair/templates/x.md",
    "../away/new.ics",
    "../tree/meetings/x.json",
    "../tree/questions.md",
];

const OF_GIT: &[&str] = &[
    ".git/hooks/pre-commit",
    ".git/config",
    ".git/new/x",
    "../pair/.git/x",
    ".GIT/x",
    "../bare/hooks/x",
    "../bare/x",
    "../away/hooks/pre-push",
    "../away/pair/.git/x",
    "../away/new.json",
];

const OF_NOTES: &[&str] = &[
    "../.data/oneonone/private/2026-11-24.md",
    "../.data/oneonone/private/deep/x",
    "../away/notes/x.ics",
];

const COMMANDS: &[&str] = &[
    "calendar --output",
    "export --output",
    "export --format csv --output",
    "report --html",
    "handover --to Kim --all --output",
    "man --dir",
];

#[test]
fn no_output_goes_where_a_notebook_git_or_a_note_is() {
    let clones = clones();
    let before = everything(&clones);
    for (places, words) in [
        (OF_NOTEBOOK, "is a place of the notebook `"),
        (OF_GIT, "lies in the git directory `"),
        (OF_NOTES, "lies among your private notes"),
    ] {
        for place in places {
            let absolute = clones.clone_of(Alex).join(place);
            for place in [place, absolute.to_str().expect("a path")] {
                for command in COMMANDS {
                    let mut line: Vec<&str> = command.split(' ').collect();
                    line.push(place);
                    let run = clones.run(Alex, &line).ended_with(2);
                    assert!(run.stderr.contains(words), "{command} {place}: {run:?}");
                    let hint = "\nhint: nothing was written; name a";
                    assert!(run.stderr.contains(hint), "{command} {place}: {run:?}");
                    assert_eq!(run.stdout, "", "{command} {place}");
                }
            }
        }
    }
    let now = everything(&clones);
    assert_eq!(now.len(), before.len());
    for (was, is) in before.iter().zip(&now) {
        assert!(was == is, "{} is another", is.0.display());
    }
}

#[test]
fn no_new_folder_is_made_there() {
    let clones = clones();
    let before = everything(&clones);
    for place in [
        "meetings/demo",
        "templates/demo",
        ".git/demo",
        "../bare/demo",
        "../away/notes/demo",
    ] {
        for line in [vec!["demo", place], vec!["join", "../remote.git", place]] {
            let run = clones.run(Alex, &line).ended_with(2);
            assert!(run.stderr.contains("\nhint: "), "{line:?}: {run:?}");
        }
    }
    assert!(everything(&clones) == before);
}

#[test]
fn everywhere_else_outputs_go() {
    let clones = clones();
    for (place, command) in [
        ("calendar.ics", "calendar --output"),
        ("deep/er/calendar.ics", "calendar --output"),
        ("../meetings/x.json", "export --output"),
        ("../away/deep/x.csv", "export --format csv --output"),
        ("out/meetings/x.html", "report --html"),
        ("../for-kim.md", "handover --to Kim --all --output"),
        ("../away/man", "man --dir"),
    ] {
        let mut line: Vec<&str> = command.split(' ').collect();
        line.push(place);
        clones.run(Alex, &line).ended_with(0);
        assert!(clones.clone_of(Alex).join(place).exists(), "{place}");
    }
}
