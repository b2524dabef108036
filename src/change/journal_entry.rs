//! What a command did, file by file, as the journal keeps it. What is stored is only added to, and never renamed: another
//! version of this program may read it.

use serde::{Deserialize, Serialize};

use super::file_change::FileChange;
use super::plan::Plan;

/// What one command did to a notebook, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct JournalEntry {
    /// Its number in the journal of the notebook, from 1: the name of its file.
    #[serde(skip)]
    pub number: u64,
    /// When, in seconds since 1970 (UTC).
    pub at: i64,
    /// What the user typed, without the program's name.
    pub command: String,
    /// The number of the change that it took back, if it was an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// The files, in the order in which they were changed.
    pub files: Vec<JournalFile>,
}

/// One file as a command found it and as it left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct JournalFile {
    /// As it was; none where the command made it.
    pub before: Option<FileText>,
    /// As it was then; none where the command removed it.
    pub after: Option<FileText>,
    /// As it was in between, where the command changed it in several steps: one that was cut short left it so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<FileText>,
    /// Of an agenda that was made: what it would have held if nothing had been put into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
}

/// A file's path, relative to the notebook and written with `/`, and its text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileText {
    /// Where.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl FileText {
    /// `text` at `path`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        FileText {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// Add to `files` what `plan` does after what is in it already: a file that is changed twice is one file, as it was
/// first and as it is last.
pub fn record<T>(files: &mut Vec<JournalFile>, plan: &Plan<T>) {
    for change in plan.changes() {
        let (found, left, blank) = match change {
            FileChange::Create { path, text, blank } => {
                (None, Some(FileText::new(path, text)), blank.clone())
            }
            FileChange::Edit { path, text } => (
                Some(FileText::new(path, text.before())),
                Some(FileText::new(path, text.after())),
                None,
            ),
            FileChange::Rename { from, to, text } => (
                Some(FileText::new(from, text)),
                Some(FileText::new(to, text)),
                None,
            ),
            FileChange::Remove { path, text, blank } => {
                (Some(FileText::new(path, text)), None, blank.clone())
            }
        };
        // The same file, as the change before left it.
        let known = files.iter_mut().find(|file| match &found {
            Some(found) => file.after.as_ref() == Some(found),
            None => {
                file.after.is_none()
                    && file.before.as_ref().map(|before| &before.path)
                        == left.as_ref().map(|left| &left.path)
            }
        });
        match known {
            Some(file) => {
                file.between.extend(file.after.take());
                file.after = left;
                file.blank = file.blank.take().or(blank);
            }
            None => files.push(JournalFile {
                before: found,
                after: left,
                between: Vec::new(),
                blank,
            }),
        }
    }
    files.retain(|file| file.before != file.after);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::EditedText;

    fn recorded(changes: Vec<FileChange>) -> Vec<JournalFile> {
        let mut files = Vec::new();
        record(&mut files, &Plan::from_iter(changes));
        files
    }

    fn file(before: Option<(&str, &str)>, after: Option<(&str, &str)>) -> JournalFile {
        let text = |(path, text): (&str, &str)| FileText::new(path, text);
        JournalFile {
            before: before.map(text),
            after: after.map(text),
            ..JournalFile::default()
        }
    }

    #[test]
    fn a_move_is_one_file() {
        let found = recorded(vec![
            FileChange::Edit {
                path: "a".into(),
                text: EditedText::between("1", "2"),
            },
            FileChange::Rename {
                from: "a".into(),
                to: "b".into(),
                text: "2".into(),
            },
        ]);
        let expected = JournalFile {
            between: vec![FileText::new("a", "2")],
            ..file(Some(("a", "1")), Some(("b", "2")))
        };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn what_is_made_and_goes_again_is_nothing() {
        let made = FileChange::create("a", "1");
        let gone = FileChange::Remove {
            path: "a".into(),
            text: "1".into(),
            blank: None,
        };
        assert_eq!(recorded(vec![made.clone(), gone.clone()]), []);
        assert_eq!(recorded(vec![gone, made]), []);
    }
}
