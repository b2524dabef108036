//! Where `init` makes no notebook.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use crate::sandbox::{Run, Sandbox, finished};

const PAIR: [&str; 4] = [
    "--manager",
    "Dana Ng <dana@example.com>",
    "--ic",
    "Alex Kim <alex@example.com>",
];

#[track_caller]
fn git(sandbox: &Sandbox, line: &str) {
    let status = sandbox.tool("git", "").args(line.split(' ')).status();
    assert!(status.is_ok_and(|status| status.success()), "git {line}");
}

fn init(sandbox: &Sandbox, folder: &str, arguments: &[&OsStr]) -> Run {
    let mut command = sandbox.command(folder, &["init"]);
    command.args(arguments).args(PAIR);
    finished(command)
}

/// All that lies below a folder, files in git's own folders included.
fn all(sandbox: &Sandbox, folder: &str) -> Vec<std::path::PathBuf> {
    let entries = walkdir::WalkDir::new(sandbox.path(folder)).sort_by_file_name();
    let entries = entries.into_iter().flatten();
    entries.map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn no_notebook_is_made_where_git_keeps_its_files() {
    let sandbox = Sandbox::new();
    git(&sandbox, "init --quiet project");
    git(&sandbox, "init --quiet --bare bare");
    git(&sandbox, "init --quiet --bare behind/.bare");
    sandbox.write("behind/.git", "gitdir: .bare\n");
    let before = all(&sandbox, "");
    let own = "lies in git's own folder";
    let bare = "lies in a bare repository, which has no place for files";
    for (folder, name, words) in [
        ("project/.git", ".", own),
        ("project/.git", "alex", own),
        ("project", ".git/refs/alex", own),
        ("bare", ".", bare),
        ("", "bare/new/alex", bare),
        ("behind", "alex", bare),
    ] {
        for more in ["--yes", "--dry-run", "--no-git"] {
            let run = init(&sandbox, folder, &[name.as_ref(), more.as_ref()]).ended_with(2);
            assert!(
                run.stderr.contains(words),
                "{folder} {name}: {}",
                run.stderr
            );
            assert!(run.stderr.contains("\nhint: "), "{}", run.stderr);
            assert_eq!(all(&sandbox, ""), before, "{folder} {name}");
        }
    }
    init(&sandbox, "project", &["alex".as_ref()]).ended_with(0);
    init(&sandbox, "", &["beside".as_ref()]).ended_with(0);
}

#[test]
fn a_folder_whose_name_is_not_utf8_is_refused() {
    let sandbox = Sandbox::new();
    git(&sandbox, "init --quiet project");
    let name = OsStr::from_bytes(b"caf\xe9");
    let inside = OsStr::from_bytes(b"caf\xe9/alex");
    let before = all(&sandbox, "");
    let refused = |run: Run| {
        let run = run.ended_with(2);
        assert!(run.stderr.contains("is not UTF-8"), "{}", run.stderr);
        assert!(run.stderr.contains("\nhint: "), "{}", run.stderr);
        assert_eq!(all(&sandbox, ""), before);
    };
    for (folder, name) in [("", name), ("", inside), ("project", name)] {
        refused(init(&sandbox, folder, &[name]));
        for words in [["demo"].as_slice(), &["join", "project"]] {
            let mut command = sandbox.command(folder, words);
            command.arg(name);
            refused(finished(command));
        }
    }
}

#[test]
fn a_notebook_whose_name_is_not_utf8_is_not_passed_over_by_sync() {
    let sandbox = Sandbox::new();
    git(&sandbox, "init --quiet project");
    let folder = sandbox.path("project").join(OsStr::from_bytes(b"caf\xe9"));
    std::fs::rename(sandbox.path("alex"), &folder).expect("a move");
    let mut command = sandbox.command("", &["sync"]);
    command.current_dir(&folder);
    let run = finished(command).ended_with(2);
    assert!(
        run.stderr.contains("so it can't be shared"),
        "{}",
        run.stderr
    );
}
