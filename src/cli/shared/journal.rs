//! What the user's commands did, for `undo`: written down before it is done, so that no moment is without a way back.

use crate::change::{FileText, JournalEntry, JournalFile, Plan, record};
use crate::cli::context::{Context, Recorded};
use crate::cli::outside::state_folder;
use crate::git;
use crate::meeting::MeetingPath;
use crate::notebook::{ApplyError, Journal, Notebook, has_begun};
use crate::text::{ascii_slug, shell_quoted, stable_hash};

/// As what a change is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recording {
    /// What the user's command does. Several steps of one command on one notebook are one change.
    Command,
    /// Taking back the change of this number.
    Undo(u64),
    /// Finishing what is written down already and was cut short.
    Finish,
}

/// A step that is written down and not yet done.
struct WrittenStep {
    number: u64,
    files: Vec<JournalFile>,
    /// What was written there before.
    previous: Option<JournalEntry>,
}

impl Context {
    /// The journal of `notebook`: in git's own folder, else among the user's own files; never in the notebook. `None`
    /// where there is no such place.
    pub fn journal(&self, notebook: &Notebook) -> Option<Journal> {
        let root = notebook.root();
        let (folder, place) = match git::git_folder(root) {
            // Named after its place in the work tree, so that a clone may be moved.
            Some(git) => {
                let place = root.strip_prefix(&git.work_tree).unwrap_or(root);
                (git.path.join("oneonone"), place.to_path_buf())
            }
            None => (state_folder(&self.outside)?, root.to_path_buf()),
        };
        let meetings = root.join(crate::notebook::MEETINGS_FOLDER);
        let is_shared = folder.starts_with(meetings)
            || folder.starts_with(root) && !folder.starts_with(root.join(".git"));
        if is_shared {
            return None;
        }
        let hash = stable_hash(&[place.as_os_str().as_encoded_bytes()]);
        let last = place.file_name().unwrap_or_default().to_string_lossy();
        let slug = ascii_slug(&last).unwrap_or_else(|| "notebook".to_string());
        let name = format!("{slug}-{hash:016x}");
        Some(Journal::new(folder.join("journal").join(name)))
    }

    /// Do `plan` to `notebook` by `apply`, written down as `recording` says. What could not be done is taken out of
    /// the journal again.
    pub fn recorded<T>(
        &mut self,
        notebook: &Notebook,
        plan: &Plan<T>,
        recording: Recording,
        apply: impl FnOnce() -> Result<(), ApplyError>,
    ) -> Result<(), ApplyError> {
        if plan.is_empty() || recording == Recording::Finish {
            return apply();
        }
        let Some(journal) = self.journal(notebook) else {
            return apply();
        };
        let mut files = Vec::new();
        record(&mut files, plan);
        let step = self.write_down(notebook, &journal, plan, files, recording);
        let result = apply();
        if let (Err(_), Some(step)) = (&result, step)
            && !has_begun(notebook.root(), &step.files)
        {
            match step.previous {
                Some(previous) => {
                    let _ = journal.replace(step.number, &previous);
                    self.remember(notebook, previous);
                }
                None => {
                    journal.withdraw(step.number);
                    self.recorded = None;
                }
            }
        }
        result
    }

    fn write_down<T>(
        &mut self,
        notebook: &Notebook,
        journal: &Journal,
        plan: &Plan<T>,
        files: Vec<JournalFile>,
        recording: Recording,
    ) -> Option<WrittenStep> {
        let going_on = self.recorded.as_ref();
        let previous = going_on
            .filter(|recorded| recorded.root == notebook.root() && recording == Recording::Command)
            .map(|recorded| recorded.change.clone());
        let undoes = match recording {
            Recording::Undo(number) => Some(number),
            Recording::Command | Recording::Finish => None,
        };
        let mut change = previous.clone().unwrap_or_else(|| JournalEntry {
            undoes,
            ..self.new_change(Vec::new())
        });
        record(&mut change.files, plan);
        let written = match &previous {
            Some(previous) => journal
                .replace(previous.number, &change)
                .map(|()| previous.number),
            None => journal.add(&change),
        };
        match written {
            Ok(number) => {
                change.number = number;
                self.remember(notebook, change);
                Some(WrittenStep {
                    number,
                    files,
                    previous,
                })
            }
            Err(error) => {
                self.warn_of_journal(journal, &error);
                None
            }
        }
    }

    /// Write down what the user did to the meeting at `path` in an editor: it held `before`.
    pub fn record_edit(&mut self, notebook: &Notebook, path: MeetingPath, before: &str) {
        let Some(after) = notebook.text(path).filter(|after| after != before) else {
            return;
        };
        let Some(journal) = self.journal(notebook) else {
            return;
        };
        let file = JournalFile {
            before: Some(FileText::new(path.to_string(), before)),
            after: Some(FileText::new(path.to_string(), after)),
            ..JournalFile::default()
        };
        if let Err(error) = journal.add(&self.new_change(vec![file])) {
            self.warn_of_journal(&journal, &error);
        }
    }

    fn new_change(&self, files: Vec<JournalFile>) -> JournalEntry {
        JournalEntry {
            number: 0,
            at: self.outside.now,
            command: self.typed(),
            undoes: None,
            files,
        }
    }

    fn remember(&mut self, notebook: &Notebook, change: JournalEntry) {
        self.recorded = Some(Recorded {
            root: notebook.root().to_path_buf(),
            change,
        });
    }

    /// The work goes on: a promise that is made in a meeting must be written down also where no way back can be kept.
    fn warn_of_journal(&mut self, journal: &Journal, error: &std::io::Error) {
        self.ui.warning(&format!(
            "`undo` will not know of this, because `{}` can't be written: {error}",
            self.shown_path(journal.folder())
        ));
    }

    /// What the user typed, without the program's name, as it could be typed again.
    fn typed(&self) -> String {
        let words = self.outside.arguments.iter().skip(1);
        let words = words.map(|word| shell_quoted(&word.to_string_lossy()));
        words.collect::<Vec<_>>().join(" ")
    }
}
