//! What a program that a test starts sees of the machine: the machine's programs but for an installed `oneonone`, and
//! nothing else. Only here is the environment of the tests read; `house/mod.rs` keeps that.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The program that is tested; another one of this name must not be found.
const NAME: &str = "oneonone";

/// These ask the tests for more, or to write what they see; they go to tests that run in a process of their own.
const ASKED: [&str; 3] = ["TRYCMD", "SNAPSHOTS", "RUST_BACKTRACE"];

/// Set to the test's name in a process that was started for one test alone.
const ALONE: &str = "ONEONONE_ALONE";

/// What somebody who runs the tests asks for, by a variable.
pub fn asked(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// `program`, with `home` as its home and an environment in which every machine is alike.
pub fn command(program: impl AsRef<OsStr>, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", path())
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join(".config"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("NO_COLOR", "1")
        .env("TZ", "UTC")
        .env("LC_ALL", "C.UTF-8")
        .env("ONEONONE_TODAY", crate::sandbox::TODAY);
    command
}

/// A program of the machine that needs no home.
pub fn tool(program: &str) -> Command {
    command(program, Path::new("/nonexistent"))
}

/// An empty folder, in no repository and in no notebook.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(temporary()).expect("a temporary folder")
}

/// Run `body` in a process that has the environment of [`command`] itself: for a library that gives its own environment
/// to what it starts. `test` is the test's full name.
pub fn alone(test: &str, body: impl FnOnce(&Path)) {
    if let Some(home) = std::env::var_os(ALONE) {
        return body(Path::new(&home));
    }
    let home = folder();
    let this = std::env::current_exe().expect("this program");
    let mut command = command(this, home.path());
    command.args([test, "--exact", "--nocapture"]);
    command.env(ALONE, home.path());
    for name in ASKED {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    let output = command.output().expect("this program runs");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "`{test}` is no test: {text}");
}

/// The machine's programs, as `PATH` names them, without an installed `oneonone`.
pub fn path() -> &'static OsStr {
    static PATH: OnceLock<OsString> = OnceLock::new();
    PATH.get_or_init(|| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
        std::env::join_paths(folders.map(without_ours)).expect("folders that were in a `PATH`")
    })
}

/// The folder, or where it holds the name of our program, another one with links to all else in it.
fn without_ours(folder: PathBuf) -> PathBuf {
    if folder.join(NAME).symlink_metadata().is_err() {
        return folder;
    }
    let text = folder.to_string_lossy().replace(['/', ' '], "-");
    let links = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("path{text}"));
    std::fs::create_dir_all(&links).expect("a folder");
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        if entry.file_name() != NAME {
            // It may be there from an earlier run.
            let _ = link(&entry.path(), &links.join(entry.file_name()));
        }
    }
    links
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::fs::copy(to, at).map(drop)
}

/// Where temporary folders are made: where the machine has them, unless that is in a repository or a notebook, which the
/// program would find around every folder of ours.
fn temporary() -> &'static Path {
    static TEMPORARY: OnceLock<PathBuf> = OnceLock::new();
    TEMPORARY.get_or_init(|| {
        let usual = std::env::temp_dir();
        let others = ["/tmp", "/var/tmp", "/dev/shm"].map(PathBuf::from);
        std::iter::once(usual.clone())
            .chain(others)
            .filter_map(|folder| folder.canonicalize().ok())
            .find(|folder| is_on_its_own(folder) && tempfile::tempfile_in(folder).is_ok())
            .unwrap_or(usual)
    })
}

fn is_on_its_own(folder: &Path) -> bool {
    // Its name goes into `PATH`, into settings of git that a shell reads, and into addresses.
    let is_plain = |sign: char| sign.is_alphanumeric() || "/._-".contains(sign);
    folder
        .to_str()
        .is_some_and(|text| text.chars().all(is_plain))
        && folder.ancestors().all(|parent| {
            [".git", "oneonone.yaml"]
                .iter()
                .all(|name| parent.join(name).symlink_metadata().is_err())
        })
}

#[test]
fn an_installed_program_is_not_found() {
    let outer = folder();
    for name in [NAME, "sh", "other"] {
        std::fs::write(outer.path().join(name), "#!/bin/sh\nexit 1\n").expect("a file");
    }
    let kept = without_ours(outer.path().to_path_buf());
    let mut names: Vec<_> = std::fs::read_dir(&kept)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["other", "sh"]);
    std::fs::remove_dir_all(kept).expect("our own folder");
    for folder in std::env::split_paths(path()) {
        assert!(folder.join(NAME).symlink_metadata().is_err(), "{folder:?}");
    }
}

#[test]
fn nothing_of_the_environment_is_seen() {
    let output = tool("env").output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split('=').next())
        .collect();
    names.sort_unstable();
    let expected = [
        "GIT_CONFIG_NOSYSTEM",
        "HOME",
        "LC_ALL",
        "NO_COLOR",
        "ONEONONE_TODAY",
        "PATH",
        "TZ",
        "XDG_CONFIG_HOME",
    ];
    assert_eq!(names, expected, "{text}");
}

#[test]
fn a_folder_in_a_repository_or_a_notebook_or_with_a_blank_is_not_used() {
    let outer = folder();
    let inner = outer.path().join("a/b");
    std::fs::create_dir_all(&inner).expect("a folder");
    assert!(is_on_its_own(&inner));
    for name in ["a b", "a:b", "a$b", "a'b"] {
        assert!(!is_on_its_own(&inner.join(name)), "{name}");
    }
    for name in [".git", "oneonone.yaml"] {
        std::fs::write(outer.path().join(name), "").expect("a file");
        assert!(!is_on_its_own(&inner), "{name}");
        std::fs::remove_file(outer.path().join(name)).expect("a file");
    }
}
