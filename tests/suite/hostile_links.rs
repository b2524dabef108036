//! Links among shared files that lead into a git directory, to private notes, or to what is not shared: nothing behind
//! them is told, carried, committed or changed.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::clones::{Alex, Clones, Dana};
use crate::sandbox::{CONFIGURATION, Run};

/// Stands in every file that must not be told.
const SECRET: &str = "s3cret";

/// What it is, the link in the notebook, where it leads, and what is made besides.
type Case = (&'static str, &'static str, &'static str, fn(&Path));

fn nothing(_: &Path) {}

#[rustfmt::skip] // one a line
const CASES: &[Case] = &[
    ("the settings of the clone", "meetings/2026-11-03.md", "../.git/config", nothing),
    ("a text of git's", "meetings/2026-11-03.md", "../.git/description", nothing),
    ("a hook", "meetings/2026-11-03.md", "../.git/hooks/post-merge", nothing),
    ("the agenda that is next", "meetings/2026-12-01.md", "../.git/description", nothing),
    ("the name of the branch", "meetings/2026-11-03.md", "../.git/HEAD", nothing),
    ("the index", "meetings/2026-11-03.md", "../.git/index", nothing),
    ("what is ignored", "meetings/2026-11-03.md", "../.git/info/exclude", nothing),
    ("dots on the way", "meetings/2026-11-03.md", "./.././.git/./description", nothing),
    ("down and up again", "meetings/2026-11-03.md", "../meetings/../.git/hooks/../description", nothing),
    ("out and in again", "meetings/2026-11-03.md", "../../pair/.git/description", nothing),
    ("a chain", "meetings/2026-11-03.md", "../one", |n| { link(n, "one", "g/description"); link(n, "g", ".git"); }),
    ("a chain in the meetings", "meetings/2026-11-03.md", "2026-11-04.md", |n| link(n, "meetings/2026-11-04.md", "../.git/description")),
    ("a chain to a file", "meetings/2026-11-03.md", "../one", |n| { link(n, "one", "two"); link(n, "two", ".git/description"); }),
    ("a folder on the way", "meetings/2026-11-03.md", "../g/description", |n| link(n, "g", ".git")),
    ("a folder on the way of the way", "meetings/2026-11-03.md", "../g/../description", |n| link(n, "g", ".git/hooks")),
    ("a hook that is not there", "meetings/2026-11-24.md", "../.git/hooks/pre-commit", nothing),
    ("another case", "meetings/2026-11-03.md", "../.GIT/description", |n| write(n, ".GIT/description", "- [ ] Tell s3cret @alex\n")),
    ("the short name", "meetings/2026-11-03.md", "../GIT~1/description", |n| write(n, "GIT~1/description", "- [ ] Tell s3cret @alex\n")),
    ("a submodule's settings", "meetings/2026-11-03.md", "../.git/modules/x/config", |n| write(n, ".git/modules/x/config", "- [ ] Tell s3cret @alex\n")),
    ("a clone in the notebook", "meetings/2026-11-03.md", "../vendor/.git/config", |n| write(n, "vendor/.git/config", "- [ ] Tell s3cret @alex\n")),
    ("a bare repository in the notebook", "meetings/2026-11-03.md", "../x.git/description", |n| bare(n, "x.git")),
    ("one without such a name", "meetings/2026-11-03.md", "../attic/hooks/x.md", |n| bare(n, "attic")),
    ("all meetings in git's own", "meetings", ".git", |n| write(n, ".git/2026-11-03.md", "- [ ] Tell s3cret @alex\n")),
    ("all meetings among the hooks", "meetings", "./.git/hooks", |n| write(n, ".git/hooks/2026-11-03.md", "- [ ] Tell s3cret @alex\n")),
    ("all meetings through a link", "meetings", "g/hooks", |n| { link(n, "g", ".git"); write(n, ".git/hooks/2026-11-03.md", "- [ ] Tell s3cret @alex\n"); }),
    ("all meetings in a bare repository", "meetings", "attic", |n| { bare(n, "attic"); write(n, "attic/2026-11-03.md", "- [ ] Tell s3cret @alex\n"); }),
    ("all templates in git's own", "templates", ".git/info", |n| { write(n, ".git/info/weekly.md", "# Tell s3cret\n"); write(n, ".git/info/own.md", "# Tell s3cret\n"); }),
    ("a template", "templates/weekly.md", "../.git/description", nothing),
    ("another template", "templates/own.md", "../.git/description", nothing),
    ("the questions", "questions.md", ".git/description", |n| write(n, ".git/description", "What does s3cret say?\n")),
    ("the configuration", "oneonone.yaml", ".git/oneonone.yaml", |n| write(n, ".git/oneonone.yaml", &CONFIGURATION.replace("Dana Ng", "Dana s3cret"))),
    ("the configuration, chained", "oneonone.yaml", "meetings/../g", |n| { link(n, "g", ".git/oneonone.yaml"); write(n, ".git/oneonone.yaml", &CONFIGURATION.replace("Dana Ng", "Dana s3cret")); }),
    ("the attributes", ".gitattributes", ".git/info/attributes", |n| write(n, ".git/info/attributes", "# s3cret\n")),
    ("what git ignores", ".gitignore", ".git/info/exclude", nothing),
    ("a private folder", "meetings/2026-11-03.md", "../private/mine.md", |n| write(n, "private/mine.md", "- [ ] Tell s3cret @alex\n")),
    ("a hidden private folder", "meetings/2026-11-03.md", "../.private/mine.md", |n| write(n, ".private/mine.md", "- [ ] Tell s3cret @alex\n")),
    ("a private file", "meetings/2026-11-03.md", "2026-11-03.private.md", |n| write(n, "meetings/2026-11-03.private.md", "- [ ] Tell s3cret @alex\n")),
    ("a file that is not shared", "meetings/2026-11-03.md", "../mine.md", |n| write(n, "mine.md", "- [ ] Tell s3cret @alex\n")),
    ("a folder that is not shared", "meetings/2026-11-03.md", "../mine/x.md", |n| write(n, "mine/x.md", "- [ ] Tell s3cret @alex\n")),
    ("all meetings in a folder that is not shared", "meetings", "mine", |n| write(n, "mine/2026-11-03.md", "- [ ] Tell s3cret @alex\n")),
    ("below the meetings", "meetings/2026-11-03.md", "mine/x.md", |n| write(n, "meetings/mine/x.md", "- [ ] Tell s3cret @alex\n")),
    ("a meeting as a template", "templates/own.md", "../meetings/mine.md", |n| write(n, "meetings/mine.md", "# Tell s3cret\n")),
    ("the private notes", "meetings/2026-11-03.md", "../../.data/oneonone/private/x.md", |n| write(n, "../.data/oneonone/private/x.md", "- [ ] Tell s3cret @alex\n")),
    ("the other clone's settings", "meetings/2026-11-03.md", "../../other/.git/config", |n| write(n, "../other/.git/config", "- [ ] Tell s3cret @alex\n")),
];

const COMMANDS: &[&str] = &[
    "items",
    "items --all --json",
    "show 2026-11-03",
    "show 2026-12-01",
    "show",
    "search s3",
    "thread Tell",
    "check",
    "check meetings/2026-11-03.md",
    "status",
    "done Tell",
    "drop Tell --reason x",
    "move --date 2026-11-03 --to 2026-11-05",
    "cancel --date 2026-11-03 --by alex --reason x",
    "close --date 2026-11-03 --summary x --no-steps --anyway",
    "prep --json",
    "report --json",
    "log",
    "export --all",
    "export",
    "export --format csv",
    "calendar",
    "ask",
    "handover --list",
    "fix --dry-run",
    "fix --yes",
    "edit 2026-11-03",
    "private 2026-11-03",
    "init --yes",
    "carry",
    "new --no-edit",
    "new --no-edit --template own --date 2026-12-08",
    "add Something",
    "import meetings/2026-11-03.md",
    "undo --list",
    "undo",
    "doctor",
    "sync --dry-run",
    "sync",
    "sync",
];

fn write(notebook: &Path, file: &str, text: &str) {
    let path = notebook.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A link in place of what is there.
fn link(notebook: &Path, file: &str, target: &str) {
    let path = notebook.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let _ = fs::remove_file(&path);
    let _ = fs::remove_dir_all(&path);
    symlink(target, path).expect("a link");
}

fn bare(notebook: &Path, folder: &str) {
    let at = |file: &str| format!("{folder}/{file}");
    write(notebook, &at("HEAD"), "ref: refs/heads/main\n");
    write(notebook, &at("objects/.keep"), "");
    write(notebook, &at("refs/.keep"), "");
    for file in ["description", "config", "hooks/x.md"] {
        write(notebook, &at(file), "- [ ] Tell s3cret @alex\n");
    }
}

/// Every file of somebody's that holds the secret, or that git keeps for itself and we have no business with.
fn guarded(home: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(home).sort_by_file_name().into_iter();
    let files = entries
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let path = entry.into_path();
            let bytes = fs::read(&path).ok()?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let is_gits = path.ends_with(".git/HEAD") || text.contains(SECRET);
            // What was typed is in the journal.
            let is_journal = path.components().any(|part| part.as_os_str() == "journal");
            (is_gits && !is_journal).then_some((path, bytes))
        })
        .collect()
}

fn clones() -> Clones {
    let clones = Clones::new();
    let own = clones.clone_of(Alex);
    let config = fs::read_to_string(own.join(".git/config")).expect("settings");
    let token = "[remote \"backup\"]\n\turl = https://alex:s3cret@example.com/pair.git\n# s3cret\n";
    write(&own, ".git/config", &(config + token));
    write(
        &own,
        ".git/description",
        "## Action items\n- [ ] Tell s3cret @alex\n- [] Almost s3cret\n",
    );
    let exclude = "# s3cret\nmine*\nprivate\n.private\nvendor\n.GIT\nGIT~1\n";
    write(&own, ".git/info/exclude", exclude);
    write(&own, ".git/hooks/post-merge", "- [ ] Tell s3cret @alex\n");
    let user = fs::read_to_string(clones.home(Alex).join(".gitconfig")).expect("settings");
    let user = user + "[core]\n\teditor = cat\n\tpager = cat\n";
    fs::write(clones.home(Alex).join(".gitconfig"), user).expect("a file");
    clones
}

#[track_caller]
fn says_nothing(what: &str, line: &str, run: &Run) {
    assert!(matches!(run.code, Some(0..=3)), "{what}: `{line}` {run:?}");
    for text in [&run.stdout, &run.stderr] {
        assert!(!text.contains(SECRET), "{what}: `{line}`\n{text}");
    }
}

#[track_caller]
fn check(case: &Case) {
    let (what, file, target, make) = case;
    let clones = clones();
    let own = clones.clone_of(Alex);
    link(&own, file, target);
    make(&own);
    // As the other one's commit would have it.
    let _ = clones.try_git(Alex, &own, &["add", "--force", file]);
    clones.try_git(Alex, &own, &["commit", "--quiet", "-m", "Links"]);
    let before = guarded(&clones.home(Alex));
    let hook = own.join(".git/hooks/pre-commit");
    for line in COMMANDS {
        let words: Vec<&str> = line.split_whitespace().collect();
        let run = clones.run(Alex, &words);
        says_nothing(what, line, &run);
        assert!(own.join(file).is_symlink(), "{what}: `{line}`");
        assert!(!hook.exists(), "{what}: `{line}`");
    }
    let now = guarded(&clones.home(Alex));
    assert_eq!(now.len(), before.len(), "{what}");
    for (was, is) in before.iter().zip(&now) {
        assert_eq!(was.0, is.0, "{what}");
        assert!(was.1 == is.1, "{what}: {} is another", is.0.display());
    }
    let history = ["log", "--all", "--patch", "--text", "--format=%B"];
    for who in [Alex, Dana] {
        clones.try_git(who, &clones.clone_of(who), &["fetch", "--quiet"]);
        assert!(!clones.git(who, &history).contains(SECRET), "{what}");
    }
}

/// The `number`th of three parts of all cases.
#[track_caller]
fn check_part(number: usize) {
    for case in CASES.iter().skip(number).step_by(3) {
        check(case);
    }
}

#[test]
fn nothing_is_told_or_changed_through_a_link() {
    check_part(0);
}

#[test]
fn nothing_is_told_or_changed_through_another_link() {
    check_part(1);
}

#[test]
fn nothing_is_told_or_changed_through_any_other_link() {
    check_part(2);
}

/// The folder's own git directory, where it is not called `.git`, and the file that names it.
#[test]
fn a_git_directory_elsewhere_is_no_more_open() {
    let clones = clones();
    let home = clones.home(Alex);
    clones.git_in(
        Alex,
        &home,
        &[
            "clone",
            "--quiet",
            "--separate-git-dir=own",
            "../remote.git",
            "inner",
        ],
    );
    let inner = home.join("inner");
    fs::rename(home.join("own"), inner.join("own")).expect("moved");
    write(&inner, ".git", "gitdir: own\n");
    write(&inner, "own/info/exclude", "own\n");
    clones.git(
        Alex,
        &["worktree", "add", "--quiet", "-b", "side", "../tree"],
    );
    let tree = home.join("tree");
    for (folder, secret, targets) in [
        (
            &inner,
            inner.join("own/description"),
            ["../own/description", "../.git"],
        ),
        (
            &tree,
            home.join("pair/.git/worktrees/tree/description"),
            ["../../pair/.git/worktrees/tree/description", "../.git"],
        ),
    ] {
        fs::write(&secret, "- [ ] Tell s3cret @alex\n").expect("a file");
        let named = fs::read(folder.join(".git")).expect("a file");
        for target in targets {
            link(folder, "meetings/2026-11-03.md", target);
            for line in COMMANDS {
                let words: Vec<&str> = line.split_whitespace().collect();
                let run = clones.run_in(Alex, folder, &words);
                says_nothing(target, line, &run);
                assert!(!run.stdout.contains("gitdir"), "`{line}` {run:?}");
            }
        }
        let text = fs::read_to_string(&secret).expect("a file");
        assert_eq!(text, "- [ ] Tell s3cret @alex\n");
        assert_eq!(fs::read(folder.join(".git")).expect("a file"), named);
    }
}

/// A second name of one of git's files is nothing that comes in by git; but what is written goes to a file of its own.
#[test]
fn nothing_is_written_into_a_file_that_has_another_name() {
    let clones = clones();
    let own = clones.clone_of(Alex);
    let description = own.join(".git/description");
    fs::hard_link(&description, own.join("meetings/2026-11-03.md")).expect("a second name");
    let before = fs::read(&description).expect("a file");
    clones.run(Alex, &["done", "Tell"]).ended_with(0);
    clones.run(Alex, &["fix", "--yes"]).ended_with(0);
    assert!(
        clones
            .read(Alex, "meetings/2026-11-03.md")
            .contains("[x] Tell")
    );
    assert_eq!(fs::read(&description).expect("a file"), before);
}

/// What holds: a link that ends in the folder that it is in.
#[test]
fn a_link_to_another_file_of_the_same_folder_holds() {
    let clones = clones();
    let own = clones.clone_of(Alex);
    write(&own, "templates/ours.md", "# Ours\n\n## Action items\n");
    link(&own, "templates/weekly.md", "ours.md");
    write(&own, "meetings/kept.md", "- [ ] Kept elsewhere @alex\n");
    link(&own, "meetings/2026-11-03.md", "./../meetings/kept.md");
    let run = clones.run(Alex, &["items"]).ended_with(0);
    assert!(run.stdout.contains("Kept elsewhere"), "{}", run.stdout);
    clones.run(Alex, &["done", "Kept"]).ended_with(0);
    assert!(own.join("meetings/2026-11-03.md").is_symlink());
    assert_eq!(
        clones.read(Alex, "meetings/kept.md"),
        "- [x] Kept elsewhere @alex\n"
    );
    clones
        .run(
            Alex,
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
    assert!(
        clones
            .read(Alex, "meetings/2026-12-01.md")
            .contains("# Ours")
    );
}

/// The message names the link, why, and what to do.
#[test]
fn what_is_said_of_a_link() {
    let clones = clones();
    let own = clones.clone_of(Alex);
    link(&own, "meetings/2026-11-03.md", "../.git/config");
    link(&own, "meetings/2026-11-04.md", "../mine.md");
    link(&own, "meetings/2026-11-05.md", "../private/x.md");
    let run = clones.run(Alex, &["check"]);
    for words in [
        "the link leads into the git directory",
        "the link leads to `mine.md`, and in a repository a link may be somebody else's",
        "the link leads to the private file `private/x.md`",
    ] {
        assert!(run.stdout.contains(words), "{}", run.stdout);
    }
    link(&own, "meetings", ".git");
    let run = clones.run(Alex, &["new"]).ended_with(2);
    assert!(
        run.stderr
            .contains("/meetings` leads into the git directory"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("\nhint: put the file or folder itself there"),
        "{}",
        run.stderr
    );
}
