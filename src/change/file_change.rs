//! One change to one file of a notebook.

use std::sync::Arc;

use super::plan_error::PlanError;
use crate::meeting::MeetingPath;
use crate::text::{EditedText, TextEdit, unified_diff};

/// One change to one file of a notebook. Paths are relative to the notebook and written with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// A file that is not there yet.
    Create {
        /// Where.
        path: String,
        /// All of it.
        text: String,
        /// Of an agenda: what it would hold if nothing were put into it. To take the change back when the agenda was
        /// edited since, one must know what came from the template and what was put in.
        blank: Option<String>,
    },
    /// Edits of a file that must hold the text that they are of.
    Edit {
        /// Where.
        path: String,
        /// What it holds now, with the edits.
        text: EditedText,
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
        /// As of one that is made.
        blank: Option<String>,
    },
}

impl FileChange {
    /// A file that is not there yet and comes from no template.
    pub fn create(path: impl Into<String>, text: impl Into<String>) -> FileChange {
        FileChange::Create {
            path: path.into(),
            text: text.into(),
            blank: None,
        }
    }

    /// `edits` of the meeting file `path`, which holds `before`.
    ///
    /// # Errors
    /// When they fit neither the text nor one another: a fault of ours, found before it does harm.
    pub fn edit(
        path: MeetingPath,
        before: impl Into<Arc<str>>,
        edits: &[TextEdit],
    ) -> Result<FileChange, PlanError> {
        let text =
            EditedText::new(before, edits).map_err(|cause| PlanError::Edit { path, cause })?;
        Ok(FileChange::Edit {
            path: path.to_string(),
            text,
        })
    }

    /// The file's path after the change; of one that goes, the path that it had.
    pub fn path(&self) -> &str {
        match self {
            FileChange::Create { path, .. }
            | FileChange::Edit { path, .. }
            | FileChange::Remove { path, .. } => path,
            FileChange::Rename { to, .. } => to,
        }
    }

    /// Whether the file is, or was, at `path`.
    pub(super) fn is_of(&self, path: &str) -> bool {
        self.path() == path || matches!(self, FileChange::Rename { from, .. } if from == path)
    }

    /// The change as a unified diff.
    pub fn diff(&self) -> String {
        match self {
            FileChange::Create { path, text, .. } => unified_diff(path, None, Some(text)),
            FileChange::Edit { path, text } => {
                unified_diff(path, Some(text.before()), Some(&text.after()))
            }
            FileChange::Rename { from, to, .. } => format!("rename from {from}\nrename to {to}\n"),
            FileChange::Remove { path, text, .. } => unified_diff(path, Some(text), None),
        }
    }
}
