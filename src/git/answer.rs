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
        /// The file.
        file: PathBuf,
        /// What it names.
        path: PathBuf,
    },
    /// It is older than we need.
    #[error("git {found} is too old")]
    TooOld {
        /// Its version.
        found: String,
    },
}
