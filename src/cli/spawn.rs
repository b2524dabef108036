#![expect(
    clippy::disallowed_methods,
    reason = "the one place that starts an editor, a pager or man"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::context::Context;
use super::error::CliError;
use crate::git::Git;

impl Context {
    /// Open `path` in the user's editor and wait until it is closed.
    ///
    /// The user's own configuration comes first, then what git would use; nothing in a notebook can name a program.
    pub fn open_in_editor(&mut self, path: &Path) -> Result<(), CliError> {
        self.ui.finish()?;
        let own = self.user.editor.clone();
        let editor = own.or_else(|| Git::new(&self.own_folder()).variable("GIT_EDITOR"));
        let environment = || {
            self.outside
                .variable("VISUAL")
                .or(self.outside.variable("EDITOR"))
                .map(str::to_string)
        };
        let editor = editor
            .or_else(environment)
            .unwrap_or_else(|| "vi".to_string());
        // Through the shell, as git does it: the setting may have arguments. The path is passed beside it.
        let status = Command::new("sh")
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(&editor)
            .arg(path)
            .status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(
                CliError::new(format!("the editor `{editor}` ended with {status}"))
                    .at(path.display().to_string())
                    .hint("the file is there; open it in any editor"),
            ),
            Err(error) => Err(CliError::new(format!(
                "the editor `{editor}` can't be started: {error}"
            ))
            .at(path.display().to_string())
            .hint("set `EDITOR`, or `editor:` in your own configuration")),
        }
    }

    /// A folder that is the user's own: what git is configured to run is asked there, because the configuration of a
    /// repository may have come from someone else with the folder.
    fn own_folder(&self) -> PathBuf {
        PathBuf::from(self.outside.variable("HOME").unwrap_or("/"))
    }

    /// Show the answer in the user's pager where there is a terminal, else write it.
    pub fn page(&mut self) -> Result<(), CliError> {
        if !self.outside.stdout_is_terminal {
            return self.ui.finish();
        }
        let pager = Git::new(&self.own_folder())
            .variable("GIT_PAGER")
            .unwrap_or_else(|| "less".to_string());
        if pager == "cat" {
            return self.ui.finish();
        }
        let answer = self.ui.take_answer();
        let answer = if self.ui.has_color() {
            answer
        } else {
            anstream::adapter::strip_str(&answer).to_string()
        };
        self.feed(&pager, &answer)
    }

    /// Give `text` to the shell command `program`, whose output is ours; without it write `text` as it is.
    pub fn feed(&mut self, program: &str, text: &str) -> Result<(), CliError> {
        let less = self.outside.variable("LESS").unwrap_or("FRX");
        let child = Command::new("sh")
            .arg("-c")
            .arg(program)
            .env("LESS", less)
            .stdin(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            self.ui.raw(text);
            return self.ui.finish();
        };
        if let Some(mut input) = child.stdin.take() {
            let _ = input.write_all(text.as_bytes()); // a pager that is left early closes its input
        }
        let status = child.wait();
        if status.is_ok_and(|status| status.code() == Some(127)) {
            self.ui.raw(text); // the shell found no such program
            return self.ui.finish();
        }
        Ok(())
    }
}
