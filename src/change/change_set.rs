//! A change as a value: files with edits of their text, shown as a diff or applied as it stands.

use std::collections::BTreeMap;
use std::fmt;

use crate::markdown::Damage;
use crate::meeting::MeetingPath;
use crate::text::{EditError, Help, TextEdit, apply_edits, unified_diff};

/// One change to one file of a notebook. Paths are relative to the notebook and written with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// A file that is not there yet.
    Create {
        /// Where.
        path: String,
        /// All of it.
        text: String,
    },
    /// Other text in a file that must hold `before`.
    Rewrite {
        /// Where.
        path: String,
        /// What it holds now.
        before: String,
        /// What it holds then.
        after: String,
    },
    /// Another name for a file that must hold `text`; the new name must be free.
    Rename {
        /// The name now.
        from: String,
        /// The name then.
        to: String,
        /// What it holds, before and after.
        text: String,
    },
    /// A file that goes; it must hold `text`.
    Remove {
        /// Where.
        path: String,
        /// All of it.
        text: String,
    },
}

impl FileChange {
    /// The file's path after the change; of one that goes, the path that it had.
    pub fn path(&self) -> &str {
        match self {
            FileChange::Create { path, .. }
            | FileChange::Rewrite { path, .. }
            | FileChange::Remove { path, .. } => path,
            FileChange::Rename { to, .. } => to,
        }
    }

    /// The change as a unified diff.
    pub fn diff(&self) -> String {
        match self {
            FileChange::Create { path, text } => unified_diff(path, None, Some(text)),
            FileChange::Rewrite {
                path,
                before,
                after,
            } => unified_diff(path, Some(before), Some(after)),
            FileChange::Rename { from, to, .. } => format!("rename from {from}\nrename to {to}\n"),
            FileChange::Remove { path, text } => unified_diff(path, Some(text), None),
        }
    }
}

/// What a command would change, in the order in which it must happen. Made without touching anything; shown by
/// `--dry-run` and applied by the notebook, so a preview is the thing itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeSet {
    changes: Vec<FileChange>,
    /// For agendas that are made: what each would hold if nothing were put into it.
    blanks: BTreeMap<String, String>,
}

impl ChangeSet {
    /// Add `change` after the others; one that changes nothing is left out.
    pub fn push(&mut self, change: FileChange) {
        let is_nothing =
            matches!(&change, FileChange::Rewrite { before, after, .. } if before == after);
        if !is_nothing {
            self.changes.push(change);
        }
    }

    /// Remember that the agenda that is made at `path` would be `blank` if nothing were put into it: to take the change
    /// back when the agenda was edited since, one must know what came from the template and what was put in.
    pub fn keep_blank(&mut self, path: &str, blank: &str) {
        self.blanks.insert(path.to_string(), blank.to_string());
    }

    /// What the agenda that is made at `path` would hold if nothing were put into it, where that is known.
    pub fn blank(&self, path: &str) -> Option<&str> {
        self.blanks.get(path).map(String::as_str)
    }

    /// These changes, planned for the texts that `first` gives, as changes of the texts before: one for each file, those
    /// of files that are not changed further in front.
    pub fn after(self, first: Vec<FileChange>) -> ChangeSet {
        let mut later = self.changes;
        let mut all = ChangeSet {
            changes: Vec::new(),
            blanks: self.blanks,
        };
        for change in first {
            let again = later.iter_mut().find(|later| later.path() == change.path());
            match (again, &change) {
                (
                    Some(FileChange::Rewrite { before, .. }),
                    FileChange::Rewrite { before: first, .. },
                ) => before.clone_from(first),
                _ => all.push(change),
            }
        }
        for change in later {
            all.push(change);
        }
        all
    }

    /// The changes in order.
    pub fn changes(&self) -> &[FileChange] {
        &self.changes
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// All changes as one unified diff.
    pub fn diff(&self) -> String {
        self.changes.iter().map(FileChange::diff).collect()
    }
}

/// Why a change can't be planned. Nothing was touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The file is one that we never change.
    #[error("`{path}` can't be changed: {}", damage_in_words(*.damage))]
    Damaged {
        /// Which file.
        path: MeetingPath,
        /// Why.
        damage: Damage,
    },
    /// The place is not what the plan was made for; a fault of ours, found before it did harm.
    #[error("`{path}` was not changed, because the change would have hit the wrong place: {cause}")]
    Edit {
        /// Which file.
        path: MeetingPath,
        /// What did not fit.
        cause: EditError,
    },
    /// The file read after the change would not say what was meant.
    #[error("`{path}` was not changed, because {wanted} would not be read back from it")]
    NotReadBack {
        /// Which file.
        path: MeetingPath,
        /// What should have come out.
        wanted: String,
    },
    /// Front matter that can't be changed safely.
    #[error("`{path}` was not changed: {cause}")]
    FrontMatter {
        /// Which file.
        path: MeetingPath,
        /// Why.
        cause: crate::markdown::FrontMatterError,
    },
    /// There is no meeting on that date.
    #[error("there is no meeting on {0}")]
    NoMeeting(chrono::NaiveDate),
    /// There is a meeting on that date already.
    #[error("there is already a meeting on {0}")]
    DateTaken(chrono::NaiveDate),
    /// A file of an earlier meeting can't be read, and an open item could stand in it.
    #[error("nothing is carried: an open item could stand in `{path}`, which is left out: {why}")]
    LeftOut {
        /// The file.
        path: String,
        /// Why.
        why: String,
        /// What to do.
        help: Help,
    },
    /// A file that can't be read takes the date.
    #[error("`{path}` takes the date {date}, and is left out: {why}")]
    Taken {
        /// The date.
        date: chrono::NaiveDate,
        /// The file.
        path: String,
        /// Why.
        why: String,
        /// What to do.
        help: Help,
    },
    /// The meeting is over, or was called off.
    #[error("the meeting on {date} is {status}")]
    NotPlanned {
        /// Its date.
        date: chrono::NaiveDate,
        /// Its status, in one word.
        status: &'static str,
    },
    /// Moved further than the practice allows.
    #[error(
        "{to} is {days} days from {first}, the day on which the meeting was due; a meeting moves within seven"
    )]
    MovedTooFar {
        /// The date it was first due.
        first: chrono::NaiveDate,
        /// The date asked for.
        to: chrono::NaiveDate,
        /// Days between.
        days: i64,
    },
    /// The text to add is empty.
    #[error("there is no text to add")]
    NoText,
    /// The agenda has no section of that name.
    #[error("there is no section `{0}`")]
    NoSection(String),
}

/// Why a damaged file is not changed, in words.
pub struct DamageInWords(Damage);

impl fmt::Display for DamageInWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Damage::ConflictMarkers(_) => "a merge left conflict markers in it",
            Damage::UnclosedFrontMatter(_) => "its front matter is never closed",
            Damage::NotUtf8(_) => "it is not UTF-8",
            Damage::NulByte(_) => "it holds a NUL byte",
        })
    }
}

/// Why a file with `damage` is not touched, as the end of a sentence.
pub fn damage_in_words(damage: Damage) -> DamageInWords {
    DamageInWords(damage)
}

/// A change of the meeting file `path` from `before` by `edits`.
pub fn rewrite(
    path: MeetingPath,
    before: &str,
    edits: &[TextEdit],
) -> Result<FileChange, PlanError> {
    let after = apply_edits(before, edits).map_err(|cause| PlanError::Edit { path, cause })?;
    Ok(FileChange::Rewrite {
        path: path.to_string(),
        before: before.to_string(),
        after,
    })
}
