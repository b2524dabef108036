//! Where `init` makes no notebook.

use std::ffi::OsStr;
use std::process::Command;

use crate::sandbox::{Run, Sandbox, finished};

const PAIR: [&str; 4] = [
    "--manager",
    "Dana Ng <dana@example.com>",
    "--ic",
    "Alex Kim <alex@example.com>",
];

#[track_caller]
fn git(sandbox: &Sandbox, line: &str) {
    let status = Command::new("git")
        .args(line.split(' '))
        .current_dir(sandbox.path(""))
        .env("HOME", sandbox.path("home"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .status();
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
