//! What the git program answered, or why it did not.

use std::io;
use std::path::PathBuf;

/// What git answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How it ended; `None` when a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub stdout: Vec<u8>,
    /// Its error stream; empty where the terminal had it.
    pub stderr: String,
}

impl Answer {
    /// What it printed, where the call with `arguments` had to succeed.
    ///
    /// # Errors
    /// When it failed.
    pub(super) fn succeeded(self, arguments: &[&str]) -> Result<String, GitError> {
        if self.code == Some(0) {
            let text = String::from_utf8_lossy(&self.stdout);
            return Ok(text.trim_end().to_string());
        }
        Err(self.failed(arguments))
    }

    /// The failure of the call with `arguments` that this answers.
    pub fn failed(self, arguments: &[&str]) -> GitError {
        GitError::Failed {
            // Its first word: the rest is long, and no business of the reader's.
            command: arguments
                .iter()
                .find(|argument| !argument.starts_with('-') && !argument.contains('='))
                .unwrap_or(&"")
                .to_string(),
            code: self.code,
            message: self.stderr,
        }
    }
}

/// Why a call of git gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git to run.
    #[error("git can't be run: {0}")]
    NotRun(#[from] io::Error),
    /// It ran and failed.
    #[error("`git {command}` failed: {message}")]
    Failed {
        /// What was called.
        command: String,
        /// How it ended; `None` when a signal ended it.
        code: Option<i32>,
        /// What it wrote on its error stream; nothing where the terminal had it.
        message: String,
    },
    /// Another program has locked the repository for longer than we wait.
    #[error("`{}` is locked by another git", .0.display())]
    Locked(PathBuf),
    /// The file `.git` names what is no git directory.
    #[error("`{}` names no git directory", .0.display())]
    NotFound(PathBuf),
    /// The file `.git` names a git directory that lies among shared files.
    #[error("`{}` names a git directory that lies among shared files: `{}`", .file.display(), .path.display())]
    Planted {
        /// The `.git` that names it.
        file: PathBuf,
        /// What it names.
        path: PathBuf,
    },
    /// A file is guarded by a filter that is not set up here.
    #[error("`{path}` goes through the filter `{filter}`, which is not set up in this clone")]
    FilterNotSetUp {
        /// Its name in git's settings: `filter.NAME`.
        filter: String,
        /// The file, relative to the top of the work tree.
        path: String,
    },
    /// The filter of a file failed.
    #[error("the filter `{filter}` failed for `{path}`")]
    FilterFailed {
        /// Its name in git's settings: `filter.NAME`.
        filter: String,
        /// The file, relative to the top of the work tree.
        path: String,
        /// What it and git said.
        said: String,
    },
    /// What comes back from a filter is not what went in.
    #[error("the filter `{filter}` does not give back what is in `{path}`")]
    FilterLossy {
        /// Its name in git's settings: `filter.NAME`.
        filter: String,
        /// The file, relative to the top of the work tree.
        path: String,
    },
    /// A filter does not make the same of the same text.
    #[error(
        "the filter `{filter}` makes something else of `{path}` each time, so git finds it changed for ever"
    )]
    FilterUnsteady {
        /// Its name in git's settings: `filter.NAME`.
        filter: String,
        /// The file, relative to the top of the work tree.
        path: String,
    },
    /// It can't be told whose attributes count, and they differ.
    #[error("the attributes of files differ on the two sides, and {found} can't read both")]
    NoAttributeSource {
        /// Its version.
        found: String,
    },
    /// It is older than we need.
    #[error("git {found} is too old")]
    TooOld {
        /// Its version.
        found: String,
    },
}
