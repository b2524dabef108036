#![expect(
    clippy::disallowed_methods,
    reason = "the one place that starts an editor, a pager or man"
)]
//! Programs that are started for the user: editor, pager and man.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::process::Outside;
use super::ui::Ui;
use crate::cli::error::CliError;
use crate::git::Git;

/// Open `path` in the user's editor and wait until it is closed.
///
/// The user's own configuration comes first, `own`, then what git would use; nothing in a notebook can name a program.
///
/// # Errors
/// When the editor can't be started, or ends badly.
pub fn open_in_editor(
    ui: &mut Ui,
    outside: &Outside,
    own: Option<&str>,
    path: &Path,
) -> Result<(), CliError> {
    ui.finish()?;
    let editor = own.map(str::to_string);
    let editor = editor.or_else(|| Git::new(&own_folder(outside)).variable("GIT_EDITOR"));
    let environment = || {
        outside
            .variable("VISUAL")
            .or(outside.variable("EDITOR"))
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
fn own_folder(outside: &Outside) -> PathBuf {
    PathBuf::from(outside.variable("HOME").unwrap_or("/"))
}

/// Show the answer in the user's pager where there is a terminal, else write it.
///
/// # Errors
/// When it can't be written.
pub fn show_in_pager(ui: &mut Ui, outside: &Outside) -> Result<(), CliError> {
    if !outside.stdout_is_terminal {
        return ui.finish();
    }
    let pager = Git::new(&own_folder(outside))
        .variable("GIT_PAGER")
        .unwrap_or_else(|| "less".to_string());
    if pager == "cat" {
        return ui.finish();
    }
    let answer = ui.take_answer();
    let answer = if ui.has_color() {
        answer
    } else {
        anstream::adapter::strip_str(&answer).to_string()
    };
    feed(ui, outside, &pager, &answer)
}

/// Give `text` to the shell command `program`, whose output is ours; without it write `text` as it is.
///
/// # Errors
/// When it can't be written.
pub fn feed(ui: &mut Ui, outside: &Outside, program: &str, text: &str) -> Result<(), CliError> {
    let less = outside.variable("LESS").unwrap_or("FRX");
    let child = Command::new("sh")
        .arg("-c")
        .arg(program)
        .env("LESS", less)
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        ui.raw(text);
        return ui.finish();
    };
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(text.as_bytes()); // a pager that is left early closes its input
    }
    let status = child.wait();
    if status.is_ok_and(|status| status.code() == Some(127)) {
        ui.raw(text); // the shell found no such program
        return ui.finish();
    }
    Ok(())
}
