use chrono::NaiveDate;

use crate::meeting::{MeetingPath, MeetingText, Vocabulary};

/// What changed in one meeting between two versions of its file, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingNews {
    /// The meeting.
    pub date: NaiveDate,
    /// The file is new, or gone, or there as before.
    pub file: FileNews,
    /// Items that were not there before; carried copies are not counted.
    pub added: usize,
    /// Items that became done.
    pub done: usize,
    /// Items that were dropped.
    pub dropped: usize,
    /// Items that were opened again.
    pub reopened: usize,
    /// Items that came from an earlier meeting.
    pub carried: usize,
    /// Items that are no longer there.
    pub removed: usize,
    /// Other lines that were added or changed.
    pub lines: usize,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileNews {
    /// It was not there.
    New,
    /// It is no longer there.
    Gone,
    /// It was there before.
    Changed,
}

/// An open item that is nowhere any more, neither open nor ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// Where it stood.
    pub path: MeetingPath,
    /// On which line, from 1.
    pub line: usize,
    /// Its title.
    pub title: String,
}

/// What changed between two versions of a notebook's meetings, a line a meeting that differs, in order of date.
pub fn news(
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<MeetingNews> {
    let _ = (before, after, vocabulary);
    Vec::new()
}

/// The items that are open in `before` and of which `after` has no copy in any state.
pub fn vanished(
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<Vanished> {
    let _ = (before, after, vocabulary);
    Vec::new()
}
