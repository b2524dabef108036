//! Load, plan, show or apply, say what happened: the shape of every command that changes something.

use super::journal::Recording;
use crate::change::Plan;
use crate::cli::basics::{CliError, Context, Shown, WriteFlags, style};
use crate::markdown::Wanted;
use crate::meeting::Series;
use crate::notebook::{ApplyError, Lock, Notebook, Threads, apply, apply_locked};
use crate::sharing::read_series;
use crate::text::counted;

/// How often a plan is made anew because a file changed meanwhile.
const ATTEMPTS: usize = 5;

impl Context {
    /// Let `plan` say what to change in `notebook`, and change it; gives what was planned. With `--dry-run` show it
    /// instead, and give `None`.
    ///
    /// `series` is the notebook as it was read. When a file changed between reading and writing, all is read and
    /// planned again.
    pub fn change<T, E: Into<CliError>>(
        &mut self,
        notebook: &Notebook,
        series: Series,
        flags: WriteFlags,
        plan: impl Fn(&Series) -> Result<Plan<T>, E>,
    ) -> Result<Option<Plan<T>>, CliError> {
        self.change_as(Recording::Command, notebook, series, flags, plan)
    }

    /// The same, written down for `undo` as `recording` says.
    pub fn change_as<T, E: Into<CliError>>(
        &mut self,
        recording: Recording,
        notebook: &Notebook,
        mut series: Series,
        flags: WriteFlags,
        plan: impl Fn(&Series) -> Result<Plan<T>, E>,
    ) -> Result<Option<Plan<T>>, CliError> {
        if let Some(format) = notebook.newer_format() {
            return Err(CliError::new(format!(
                "`{}` is written in format {format}, which is newer than this program; it is read and not changed",
                notebook.name()
            ))
            .hint("install a newer oneonone"));
        }
        let root = notebook.root();
        let mut lock = None;
        let mut attempt = 0;
        loop {
            let plan = plan(&series).map_err(E::into)?;
            if flags.dry_run {
                self.show_plan(&plan);
                return Ok(None);
            }
            let result = self.recorded(notebook, &plan, recording, || match lock {
                Some(_) => apply_locked(root, &plan),
                None => apply(root, &plan),
            });
            match result {
                Ok(()) => {
                    self.warn_of_excluded(notebook, &plan);
                    return Ok(Some(plan));
                }
                Err(ApplyError::Changed(_)) if attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error.into()),
            }
            // Someone else was faster. From here on no other run of ours comes in between, only an editor can.
            lock.get_or_insert_with(|| Lock::new(root));
            (series, _) = read_series(notebook, Wanted::Any, Threads::Many)?;
        }
    }

    /// `plan` as a diff on standard output, and that nothing of it was done.
    pub fn show_plan<T>(&mut self, plan: &Plan<T>) {
        self.show_diff(plan);
        let files = plan.changes().len();
        let news = match files {
            0 => "dry run: nothing would change".to_string(),
            _ => format!(
                "dry run: {} would change, nothing was written",
                counted(files, "file")
            ),
        };
        self.ui.status(&Shown::new().styled(style::DIM, &news));
    }

    /// `plan` as a diff on standard output.
    pub fn show_diff<T>(&mut self, plan: &Plan<T>) {
        for line in plan.diff().lines() {
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
