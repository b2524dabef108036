//! A place of its own for every end-to-end test: an empty home, a cleared environment, a fixed date, no colour.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::surroundings;

/// Today, in every test that does not say otherwise: a Monday.
pub const TODAY: &str = "2026-11-23";

/// The configuration of the notebook in most tests; meetings are on Tuesdays.
pub const CONFIGURATION: &str = "format: 1
manager:
  handle: dana
  name: Dana Ng
  email: dana@example.com
ic:
  handle: alex
  name: Alex Kim
  email: alex@example.com
cadence:
  every: week
  day: tuesday
  time: \"10:00\"
  duration: 30
";

/// A temporary folder with a notebook `alex`, and an empty home.
pub struct Sandbox {
    folder: tempfile::TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    /// The exit code; `None` when a signal ended it.
    pub code: Option<i32>,
}

impl Run {
    /// The run, which must have ended with `code`.
    #[track_caller]
    pub fn ended_with(self, code: i32) -> Run {
        assert_eq!(
            self.code,
            Some(code),
            "stdout:\n{}\nstderr:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }
}

impl Sandbox {
    /// A sandbox with an empty notebook `alex`.
    pub fn new() -> Sandbox {
        let sandbox = Sandbox {
            folder: surroundings::folder(),
        };
        sandbox.write("alex/oneonone.yaml", CONFIGURATION);
        std::fs::create_dir_all(sandbox.path("alex/meetings")).expect("a folder");
        std::fs::create_dir_all(sandbox.path("home")).expect("a folder");
        sandbox
    }

    /// A path in the sandbox.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Write a file, with the folders it needs.
    pub fn write(&self, relative: &str, text: impl AsRef<[u8]>) {
        let path = self.path(relative);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, relative: &str) -> String {
        let path = self.path(relative);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// All files below `relative` with their bytes, in order; links by where they lead.
    pub fn files(&self, relative: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(relative);
        let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(&root)
            .into_iter()
            .flatten()
            .filter(|entry| {
                !entry
                    .path()
                    .components()
                    .any(|part| part.as_os_str() == ".git")
            })
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry
                    .path()
                    .strip_prefix(&root)
                    .expect("below the root")
                    .display()
                    .to_string();
                (name, std::fs::read(entry.path()).unwrap_or_default())
            })
            .collect();
        files.sort();
        files
    }

    /// The program, ready to run in the folder `relative`.
    pub fn command(&self, relative: &str, arguments: &[&str]) -> Command {
        self.command_by(&[], relative, arguments)
    }

    /// The same, started by another program: `launcher`, with its arguments.
    pub fn command_by(&self, launcher: &[&str], relative: &str, arguments: &[&str]) -> Command {
        let mut words: Vec<&OsStr> = launcher.iter().map(OsStr::new).collect();
        words.push(program().as_os_str());
        words.extend(arguments.iter().map(OsStr::new));
        let mut command = self.tool(words[0], relative);
        command.args(&words[1..]);
        command
    }

    /// Any other program, ready to run in the folder `relative`, in the same surroundings.
    pub fn tool(&self, tool: impl AsRef<OsStr>, relative: &str) -> Command {
        let mut command = surroundings::command(tool, &self.path("home"));
        command
            .current_dir(self.path(relative))
            .stdin(Stdio::null());
        command
    }

    /// The program with the words of a line, ready to run at a terminal: what it says comes as its output.
    pub fn at_a_terminal(&self, relative: &str, line: &str) -> Command {
        let typed = format!("'{}' {line}", program().display());
        let mut command = self.tool("script", relative);
        command.args(["--quiet", "--return", "--command", &typed, "/dev/null"]);
        command.env("GIT_PAGER", "cat");
        command
    }

    /// What is said at a terminal in the notebook `alex` where somebody types `answers` after the words of a line; all of
    /// it comes as its output.
    pub fn typed(&self, line: &str, answers: &str) -> Run {
        let mut command = self.at_a_terminal("alex", line);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        let mut input = child.stdin.take().expect("an input");
        input.write_all(answers.as_bytes()).expect("answers");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        Run {
            stdout: String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n"),
            stderr: String::new(),
            code: output.status.code(),
        }
    }

    /// Run the program in the notebook `alex`.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("alex", arguments)
    }

    /// Run the program in the notebook `alex` with the words of a line, none of which holds a blank.
    pub fn run_line(&self, line: &str) -> Run {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Run the program in the folder `relative`.
    pub fn run_in(&self, relative: &str, arguments: &[&str]) -> Run {
        finished(self.command(relative, arguments))
    }
}

/// Run `command` to its end.
pub fn finished(mut command: Command) -> Run {
    let output = command.output().expect("the program runs");
    Run {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code(),
    }
}

/// The program under test.
pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_oneonone"))
}
