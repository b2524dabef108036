#![expect(clippy::disallowed_methods, reason = "the one door to the git program")]

use std::path::Path;
use std::process::{Command, Stdio};

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

/// Why a call of git gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git to run.
    #[error("git can't be run: {0}")]
    NotRun(#[from] std::io::Error),
    /// It ran and failed.
    #[error("`git {command}` failed: {message}")]
    Failed {
        /// What was called.
        command: String,
        /// What it wrote on its error stream.
        message: String,
    },
}

/// The git program, called in one folder.
#[derive(Clone, Copy, Debug)]
pub struct Git<'a> {
    folder: &'a Path,
}

impl<'a> Git<'a> {
    /// Git in `folder`.
    pub fn new(folder: &'a Path) -> Self {
        Git { folder }
    }

    /// Run git with `arguments` and give its answer.
    ///
    /// # Errors
    /// When there is no git, or it fails.
    pub fn run(self, arguments: &[&str]) -> Result<String, GitError> {
        let mut command = Command::new("git");
        command
            .current_dir(self.folder)
            .args([
                "-c",
                "core.fsmonitor=false",
                "-c",
                "submodule.recurse=false",
            ])
            .args(arguments)
            .env("LC_MESSAGES", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env_remove("LC_ALL")
            .env_remove("LANGUAGE")
            .stdin(Stdio::null());
        for variable in LOCAL_VARIABLES {
            command.env_remove(variable);
        }
        let output = command.output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout)
                .trim_end()
                .to_string());
        }
        Err(GitError::Failed {
            command: arguments.join(" "),
            message: String::from_utf8_lossy(&output.stderr).trim().to_string(),
        })
    }

    /// What git has configured as `name`, one of its logical variables such as `GIT_EDITOR`; `None` where git can't say.
    pub fn variable(self, name: &str) -> Option<String> {
        self.run(&["var", name])
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
}
