//! Load, plan, show or apply, say what happened: the shape of every command that changes something.

use super::journal::Recording;
use crate::change::ChangeSet;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::flags::WriteFlags;
use crate::cli::outside::{Shown, style};
use crate::markdown::Wanted;
use crate::meeting::Series;
use crate::notebook::{ApplyError, Lock, Notebook, Threads, apply, apply_locked};
use crate::sharing::read_series;
use crate::text::counted;

/// How often a plan is made anew because a file changed meanwhile.
const ATTEMPTS: usize = 5;

impl Context {
    /// Let `plan` say what to change in `notebook`, and change it. With `--dry-run` show it instead, and give `None`.
    ///
    /// `series` is the notebook as it was read. When a file changed between reading and writing, all is read and
    /// planned again.
    pub fn change<T>(
        &mut self,
        notebook: &Notebook,
        series: Series,
        flags: WriteFlags,
        plan: impl Fn(&Series) -> Result<(ChangeSet, T), CliError>,
    ) -> Result<Option<T>, CliError> {
        self.change_as(Recording::Command, notebook, series, flags, plan)
    }

    /// The same, written down for `undo` as `recording` says.
    pub fn change_as<T>(
        &mut self,
        recording: Recording,
        notebook: &Notebook,
        series: Series,
        flags: WriteFlags,
        plan: impl Fn(&Series) -> Result<(ChangeSet, T), CliError>,
    ) -> Result<Option<T>, CliError> {
        if let Some(format) = notebook.newer_format() {
            return Err(CliError::new(format!(
                "`{}` is written in format {format}, which is newer than this program; it is read and not changed",
                notebook.name()
            ))
            .hint("install a newer oneonone"));
        }
        let (changes, value) = plan(&series)?;
        if flags.dry_run {
            self.show_diff(&changes);
            return Ok(None);
        }
        let root = notebook.root();
        match self.recorded(notebook, &changes, recording, || apply(root, &changes)) {
            Ok(()) => {
                self.warn_of_excluded(notebook, &changes);
                return Ok(Some(value));
            }
            Err(ApplyError::Changed(_)) => {}
            Err(error) => return Err(error.into()),
        }
        // Someone else was faster. From here on no other run of ours comes in between, only an editor can.
        let _lock = Lock::new(root);
        let mut attempt = 1;
        loop {
            let (series, _) = read_series(notebook, Wanted::Any, Threads::Many)?;
            let (changes, value) = plan(&series)?;
            let result = self.recorded(notebook, &changes, recording, || {
                apply_locked(root, &changes)
            });
            match result {
                Ok(()) => {
                    self.warn_of_excluded(notebook, &changes);
                    return Ok(Some(value));
                }
                Err(ApplyError::Changed(_)) if attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The changes as a diff on standard output, and that none of them was made.
    pub fn show_diff(&mut self, changes: &ChangeSet) {
        self.show_changes(changes);
        let files = changes.changes().len();
        let news = match files {
            0 => "dry run: nothing would change".to_string(),
            _ => format!(
                "dry run: {} would change, nothing was written",
                counted(files, "file")
            ),
        };
        self.ui.status(&Shown::new().styled(style::DIM, &news));
    }

    /// The changes as a diff on standard output.
    pub fn show_changes(&mut self, changes: &ChangeSet) {
        for line in changes.diff().lines() {
            let style = match line.as_bytes().first() {
                Some(b'+') => style::GOOD,
                Some(b'-') => style::BAD,
                Some(b'@') => style::TYPED,
                _ => style::NONE,
            };
            self.ui.line(&Shown::new().styled(style, line));
        }
    }
}
