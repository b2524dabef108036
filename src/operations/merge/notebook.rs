use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::file::{MergeRefused, Names, merge};
use crate::meeting::{MeetingPath, MeetingText, Settings};
use crate::operations::Template;

/// The files of a notebook in one commit.
#[derive(Clone, Debug)]
pub struct NotebookVersion {
    /// What its `oneonone.yaml` says.
    pub settings: Settings,
    /// The template that `new` would have used.
    pub template: Template,
    /// Its meetings, in order of date.
    pub meetings: Vec<MeetingText>,
}

/// What becomes of one meeting's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergedFile {
    /// It is as we have it, byte for byte.
    Ours,
    /// It is as they have it, byte for byte.
    Theirs,
    /// It is not there.
    Gone,
    /// It holds this text.
    Text(String),
}

/// Something in a merged notebook that the two should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRemark {
    /// The meeting.
    pub date: NaiveDate,
    /// The line in the merged file, from 1; 0 for the whole file.
    pub line: usize,
    /// What is there, as one sentence without a full stop.
    pub message: String,
}

/// What the merge of two versions of a notebook gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotebookMerge {
    /// The meetings in which the two differ, or which end up otherwise than both have them.
    pub files: BTreeMap<NaiveDate, MergedFile>,
    /// What to look at, in the order of the files.
    pub remarks: Vec<FileRemark>,
}

/// Why two versions of a notebook were not merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` can't be merged: {cause}")]
pub struct NotebookMergeError {
    /// In which file.
    pub path: MeetingPath,
    /// Why.
    pub cause: MergeRefused,
}

/// Merge two versions of a notebook, which both began as `base`; `None` where there was no notebook yet.
///
/// `names` says whose the two sides of the meeting on a date are.
///
/// # Errors
/// When a file that both changed can't be merged.
pub fn merge_notebooks(
    base: Option<&NotebookVersion>,
    ours: &NotebookVersion,
    theirs: &NotebookVersion,
    names: &dyn Fn(NaiveDate) -> Names,
) -> Result<NotebookMerge, NotebookMergeError> {
    let mut merged = NotebookMerge::default();
    let text = |version: Option<&NotebookVersion>, date: NaiveDate| {
        version.and_then(|version| {
            let meetings = &version.meetings;
            meetings
                .iter()
                .find(|m| m.date == date)
                .map(|m| m.source.clone())
        })
    };
    let dates = ours.meetings.iter().chain(&theirs.meetings).map(|m| m.date);
    for date in dates {
        let (was, we, they) = (
            text(base, date),
            text(Some(ours), date),
            text(Some(theirs), date),
        );
        if we == they {
            continue;
        }
        let file = match (&we, &they) {
            _ if we == was => {
                if they.is_some() {
                    MergedFile::Theirs
                } else {
                    MergedFile::Gone
                }
            }
            _ if they == was => {
                if we.is_some() {
                    MergedFile::Ours
                } else {
                    MergedFile::Gone
                }
            }
            (Some(we), Some(they)) => {
                let vocabulary = &ours.settings.vocabulary;
                let result = merge(
                    was.as_deref().unwrap_or_default(),
                    we,
                    they,
                    &names(date),
                    vocabulary,
                );
                let result = result.map_err(|cause| NotebookMergeError {
                    path: MeetingPath::new(date),
                    cause,
                })?;
                merged
                    .remarks
                    .extend(result.remarks.into_iter().map(|r| FileRemark {
                        date,
                        line: r.line,
                        message: r.message,
                    }));
                MergedFile::Text(result.text)
            }
            (Some(_), None) => MergedFile::Ours,
            (None, _) => MergedFile::Theirs,
        };
        merged.files.insert(date, file);
    }
    Ok(merged)
}
