//! All that a command works with, made once a run.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::NaiveDate;

use super::error::CliError;
use super::flags::Global;
use super::outside::{Outside, Ui, settings_file};
use crate::change::JournalEntry;
use crate::meeting::{LeftOut, parse_date};
use crate::notebook::{Notebook, UserConfig};
use crate::text::shell_quoted;

/// All that a command works with.
pub struct Context {
    /// The terminal.
    pub ui: Ui,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// The folder to start from.
    pub folder: PathBuf,
    /// What the process was given.
    pub outside: Outside,
    /// Gives the command line as clap knows it, for pages about the commands.
    pub command_line: fn() -> clap::Command,
    /// The user's own settings.
    pub user: UserConfig,
    /// The notebook that a command is about, where it had to be named: hints then name it too.
    pub named: Option<String>,
    /// Where the user's own settings are, or would be.
    pub settings_file: Option<PathBuf>,
    /// Why notebooks in reach were left out, in which something may stand that is asked for.
    pub left_out: Vec<String>,
    /// What this run did last, as the journal has it.
    pub recorded: Option<Recorded>,
    /// The files of which this run has said that git would leave them behind.
    pub excluded_told: Vec<PathBuf>,
    /// Files that were left out of what was read, each with the reason: said once, at the end.
    unread: Mutex<BTreeMap<String, String>>,
}

/// What this run did to a notebook.
pub struct Recorded {
    /// Its folder.
    pub root: PathBuf,
    /// What was done, as the journal has it.
    pub change: JournalEntry,
}

impl Context {
    /// The context of one run.
    ///
    /// # Errors
    /// When `--today` is no date, or the user's configuration can't be read; with the terminal to say so.
    pub fn new(
        outside: Outside,
        global: &Global,
        ui: Ui,
        command_line: fn() -> clap::Command,
    ) -> Result<Context, Box<(Ui, CliError)>> {
        let by_environment = || {
            let value = outside.variables.get(OsStr::new("ONEONONE_TODAY"));
            value.map(|value| value.to_string_lossy().into_owned())
        };
        let today = match global.today.clone().or_else(by_environment) {
            None => Ok(outside.today),
            Some(text) => parse_date(&text).ok_or_else(|| {
                CliError::new(format!("`{text}` is no date"))
                    .hint("write it as `--today 2026-11-24`")
            }),
        };
        let settings_file = settings_file(&outside);
        let user = user_configuration(&outside, settings_file.as_deref());
        match (today, user) {
            (Ok(today), Ok(user)) => {
                let folder = match &global.notebook {
                    Some(folder) => outside.folder.join(folder),
                    None => outside.folder.clone(),
                };
                Ok(Context {
                    ui,
                    today,
                    folder,
                    outside,
                    command_line,
                    user,
                    named: None,
                    settings_file,
                    left_out: Vec::new(),
                    recorded: None,
                    excluded_told: Vec::new(),
                    unread: Mutex::default(),
                })
            }
            (Err(error), _) | (_, Err(error)) => Err(Box::new((ui, error))),
        }
    }

    /// Remember the files of `notebook` that are left out of `series`, to be said at the end.
    pub fn note_left_out(&self, notebook: &Notebook, left_out: &[LeftOut]) {
        let Ok(mut noted) = self.unread.lock() else {
            return;
        };
        for left in left_out {
            noted.insert(self.shown_file(notebook, &left.path), left.why.clone());
        }
    }

    /// Say which files were left out; not those that `error`, with which the run ends, names itself.
    pub fn tell_left_out(&mut self, error: Option<&CliError>) {
        let noted = match self.unread.get_mut() {
            Ok(noted) => std::mem::take(noted),
            Err(_) => return,
        };
        for (file, why) in noted {
            if error.is_none_or(|error| !error.message().contains(&why)) {
                self.ui.warning(&format!("left out: `{file}`: {why}"));
            }
        }
    }

    /// `path` as it is shown: relative to the folder one stands in, where that is shorter.
    pub fn shown_path(&self, path: &Path) -> String {
        let short = path
            .strip_prefix(&self.outside.folder)
            .ok()
            .filter(|short| !short.as_os_str().is_empty());
        short.unwrap_or(path).display().to_string()
    }

    /// How git is called from here for the repository at `folder`.
    pub fn git_in(&self, folder: &Path) -> String {
        format!("git -C {}", shell_quoted(&self.shown_path(folder)))
    }

    /// The path of `file`, relative to `notebook`, as it is shown.
    pub fn shown_file(&self, notebook: &Notebook, file: &str) -> String {
        let shown = self.shown_path(&notebook.root().join(file));
        if shown.starts_with('/') && notebook.root() == self.outside.folder {
            file.to_string()
        } else {
            shown
        }
    }
}

/// What `file` says.
fn user_configuration(outside: &Outside, file: Option<&Path>) -> Result<UserConfig, CliError> {
    let home = outside.variable("HOME").map(PathBuf::from);
    match file {
        Some(file) => Ok(UserConfig::read(file, home.as_deref())?),
        None => Ok(UserConfig::default()),
    }
}
