#![expect(clippy::disallowed_methods, reason = "the one door to the git program")]

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::answer::{Answer, GitError};
use super::parse;

/// The oldest git that has all we ask for: `merge-tree --write-tree`.
pub const MINIMUM: (u32, u32) = (2, 38);

/// How often, and after what time, a call is made again that found a lock of someone else.
pub(super) const LOCK_ATTEMPTS: usize = 21;
const LOCK_PAUSE: Duration = Duration::from_millis(100);

/// The variables by which git learns which repository it works on: `git rev-parse --local-env-vars`. Inherited from
/// a hook or another worktree they would turn our call on the wrong one.
const LOCAL_VARIABLES: [&str; 17] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
];

/// What holds for each call, whatever else is configured.
const SETTINGS: [&str; 7] = [
    // Files that somebody shares can lie as a git directory has them. Without this git would take the folder for a
    // repository, and run what the `config` there names.
    "safe.bareRepository=explicit",
    // Neither a daemon that may hang nor submodules have to do with our files.
    "core.fsmonitor=false",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
    // What a log says of signatures would stand between the lines that we read.
    "log.showSignature=false",
    // That meetings are stored with line feeds is what `.gitattributes` asks for.
    "core.safecrlf=false",
];

/// By this variable a program that a hook starts learns that a git of ours runs the hook: it must not wait for us.
pub const STEP_VARIABLE: &str = "ONEONONE_GIT_STEP";

/// Who could answer a question of git, of ssh or of a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Someone at the terminal.
    Person,
    /// Nobody. With `batch_ssh` ssh is told so: it opens the terminal itself and would wait there. Where the user has
    /// chosen the ssh command it is theirs to say so.
    Nobody {
        /// Whether ssh is told.
        batch_ssh: bool,
    },
}

/// The three kinds of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CallKind {
    /// Changes nothing, not even the index's memory of time stamps.
    Read,
    /// Changes something and never asks.
    Change,
    /// May ask: for a passphrase, a password, what a hook wants to know.
    Attended,
}

/// The git program, called in one folder.
#[derive(Clone, Copy, Debug)]
pub struct Git<'a> {
    folder: &'a Path,
    presence: Presence,
    index: Option<&'a Path>,
}

impl<'a> Git<'a> {
    /// Git in `folder`, with nobody to answer it.
    pub fn new(folder: &'a Path) -> Self {
        Git {
            folder,
            presence: Presence::Nobody { batch_ssh: false },
            index: None,
        }
    }

    /// The same with `presence`.
    pub fn with(self, presence: Presence) -> Self {
        Git { presence, ..self }
    }

    /// The same on an index of its own.
    pub fn on_index(self, index: &'a Path) -> Self {
        Git {
            index: Some(index),
            ..self
        }
    }

    /// Ask something that changes nothing; what git prints, whatever its exit code.
    ///
    /// # Errors
    /// When there is no git.
    pub fn read(self, arguments: &[&str], input: &[u8]) -> Result<Answer, GitError> {
        self.call(CallKind::Read, arguments, input)
    }

    /// Ask something that changes nothing, and that must not fail.
    ///
    /// # Errors
    /// When there is no git, or it fails.
    pub fn ask(self, arguments: &[&str]) -> Result<String, GitError> {
        self.read(arguments, b"")?.succeeded(arguments)
    }

    /// Run git with `arguments` and give its answer. For steps that never ask a question.
    ///
    /// # Errors
    /// When there is no git, or it fails.
    pub fn run(self, arguments: &[&str]) -> Result<String, GitError> {
        self.run_with(arguments, b"")
    }

    /// The same with `input`.
    ///
    /// # Errors
    /// When there is no git, or it fails.
    pub fn run_with(self, arguments: &[&str], input: &[u8]) -> Result<String, GitError> {
        self.call(CallKind::Change, arguments, input)?
            .succeeded(arguments)
    }

    /// Run a step that never asks, and give how it ended.
    ///
    /// # Errors
    /// When there is no git, or a lock of someone else stays.
    pub fn change(self, arguments: &[&str]) -> Result<Answer, GitError> {
        self.call(CallKind::Change, arguments, b"")
    }

    /// Run a step that may ask the person at the terminal, which it inherits; and give how it ended.
    ///
    /// # Errors
    /// When there is no git, or a lock of someone else stays.
    pub fn attended(self, arguments: &[&str]) -> Result<Answer, GitError> {
        self.call(CallKind::Attended, arguments, b"")
    }

    /// Begin a step that nobody is asked in, and go on; [`Running::finish`] gives how it ended.
    ///
    /// # Errors
    /// When there is no git.
    pub fn begin(self, arguments: &[&str]) -> Result<Running<'a>, GitError> {
        let started = self.start(CallKind::Change, arguments, b"")?;
        let arguments = arguments.iter().map(|word| (*word).to_string()).collect();
        Ok(Running {
            git: self,
            arguments,
            started,
        })
    }

    /// What git has configured as `name`, one of its logical variables such as `GIT_EDITOR`; `None` where git can't say.
    pub fn variable(self, name: &str) -> Option<String> {
        self.ask(&["var", name])
            .ok()
            .filter(|value| !value.is_empty())
    }

    /// Make the folder a repository.
    ///
    /// # Errors
    /// When there is no git, or it fails.
    pub fn init(self) -> Result<(), GitError> {
        self.run(&["init", "--quiet", "--initial-branch=main"])
            .map(drop)
    }

    /// Refuse a git that is too old for what comes.
    ///
    /// # Errors
    /// When it is, or there is none.
    pub fn require_minimum(self) -> Result<(), GitError> {
        let text = self.ask(&["version"])?;
        // A version that we can't read is some vendor's own, and newer than this program.
        match parse::version(&text) {
            Some(version) if version < MINIMUM => Err(GitError::TooOld {
                found: text.trim_start_matches("git version ").to_string(),
            }),
            _ => Ok(()),
        }
    }

    /// Every call of git is made here. One that meets a lock of someone else is made again for about two seconds; the
    /// lock is never removed.
    fn call(self, kind: CallKind, arguments: &[&str], input: &[u8]) -> Result<Answer, GitError> {
        let mut attempt = 1;
        loop {
            let answer = self.start(kind, arguments, input)?.answer()?;
            let lock = parse::lock_file(&answer.stderr).filter(|_| answer.code != Some(0));
            match lock {
                None => return Ok(answer),
                Some(lock) if attempt == LOCK_ATTEMPTS => return Err(GitError::Locked(lock)),
                Some(_) => attempt += 1,
            }
            pause();
        }
    }

    fn start(self, kind: CallKind, arguments: &[&str], input: &[u8]) -> Result<Started, GitError> {
        // Files and no pipes: git must not die half way of a broken pipe when we are killed, and a pipe that nobody
        // empties would stop it.
        let (stdout, stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
        let mut command = self.command(kind, arguments);
        command.stdout(stdout.try_clone()?);
        let has_terminal = kind == CallKind::Attended && self.presence == Presence::Person;
        if has_terminal {
            command.stdin(Stdio::inherit()).stderr(Stdio::inherit());
        } else {
            command
                .stdin(input_file(input)?)
                .stderr(stderr.try_clone()?);
            own_group(&mut command);
        }
        Ok(Started {
            child: command.spawn()?,
            stdout,
            stderr,
        })
    }

    /// The command line, with the surroundings that make its answer the same for everyone.
    fn command(self, kind: CallKind, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.folder);
        if kind == CallKind::Read {
            command.arg("--no-optional-locks");
        }
        command
            .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
            .args(arguments)
            .env(STEP_VARIABLE, "1")
            .env("LC_MESSAGES", "C")
            .env_remove("LC_ALL")
            .env_remove("LANGUAGE");
        for variable in LOCAL_VARIABLES {
            command.env_remove(variable);
        }
        if let Some(index) = self.index {
            command.env("GIT_INDEX_FILE", index);
        }
        if let Presence::Nobody { batch_ssh } = self.presence {
            command.env("GIT_TERMINAL_PROMPT", "0");
            if batch_ssh {
                command.env("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
            }
        }
        command
    }
}

/// A git that runs, and where its answer goes.
#[derive(Debug)]
struct Started {
    child: Child,
    stdout: File,
    stderr: File,
}

impl Started {
    fn answer(mut self) -> Result<Answer, GitError> {
        let status = self.child.wait()?;
        Ok(Answer {
            code: status.code(),
            stdout: content(&mut self.stdout)?,
            stderr: String::from_utf8_lossy(&content(&mut self.stderr)?)
                .trim()
                .to_string(),
        })
    }
}

/// A step that is on its way.
#[derive(Debug)]
pub struct Running<'a> {
    git: Git<'a>,
    arguments: Vec<String>,
    started: Started,
}

impl Running<'_> {
    /// Wait for its end.
    ///
    /// # Errors
    /// When a lock of someone else stays.
    pub fn finish(self) -> Result<Answer, GitError> {
        let answer = self.started.answer()?;
        if answer.code == Some(0) || parse::lock_file(&answer.stderr).is_none() {
            return Ok(answer);
        }
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        self.git.change(&arguments)
    }
}

/// A signal to our process group must leave each step of git whole: git gets a group of its own.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_command: &mut Command) {}

/// Wait a little for whoever holds a lock.
pub(super) fn pause() {
    std::thread::sleep(LOCK_PAUSE);
}

fn input_file(input: &[u8]) -> io::Result<Stdio> {
    if input.is_empty() {
        return Ok(Stdio::null());
    }
    let mut file = tempfile::tempfile()?;
    file.write_all(input)?;
    file.rewind()?;
    Ok(file.into())
}

fn content(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_variables_are_those_that_git_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let known = Git::new(folder.path())
            .ask(&["rev-parse", "--local-env-vars"])
            .expect("git");
        for name in known.lines() {
            assert!(LOCAL_VARIABLES.contains(&name), "{name} is inherited");
        }
    }

    #[test]
    fn nobody_is_asked_where_nobody_is() {
        let variables = |presence| {
            let command = Git::new(Path::new("/"))
                .with(presence)
                .command(CallKind::Attended, &["fetch"]);
            let set = command
                .get_envs()
                .filter_map(|(name, value)| Some((name.to_str()?, value?.to_str()?)));
            set.map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            variables(Presence::Person),
            "LC_MESSAGES=C ONEONONE_GIT_STEP=1"
        );
        assert_eq!(
            variables(Presence::Nobody { batch_ssh: true }),
            "GIT_SSH_COMMAND=ssh -o BatchMode=yes GIT_TERMINAL_PROMPT=0 LC_MESSAGES=C ONEONONE_GIT_STEP=1"
        );
        assert_eq!(
            variables(Presence::Nobody { batch_ssh: false }),
            "GIT_TERMINAL_PROMPT=0 LC_MESSAGES=C ONEONONE_GIT_STEP=1"
        );
    }
}
