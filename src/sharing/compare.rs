//! What one commit has that another has not, as changes of meetings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::error::SyncError;
use super::place::{OwnFile, Place};
use super::version::Snapshot;
use super::words;
use crate::git::ObjectId;
use crate::meeting::{MeetingText, Vocabulary};
use crate::merge::{FileStatus, MeetingChanges, meeting_changes, vanished};
use crate::text::counted;

/// Something at a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedRemark {
    /// The file, relative to the top of the work tree.
    pub path: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is there.
    pub message: String,
}

/// What one commit has and another has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Whose commits they are.
    pub by: Vec<String>,
    /// Those who wrote or made the commits and are neither of the two: `Eve Ng <eve@example.com>`.
    pub strangers: Vec<String>,
    /// A line a file: `2026-11-24: 2 items done, 1 added`.
    pub lines: Vec<String>,
}

/// A line for each meeting in which `before` and `after` differ.
pub fn meeting_lines(
    prefix: &str,
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<String> {
    let found = meeting_changes(before, after, vocabulary);
    let mut lines: Vec<String> = found
        .iter()
        .map(|changes| format!("{prefix}{}: {}", changes.date, words::of_meeting(changes)))
        .collect();
    // A file that differs in nothing that counts has changed all the same; but not one whose text is the same, and that a
    // filter made something else of.
    let dates: BTreeSet<_> = before.iter().chain(after).map(|m| m.date).collect();
    let source = |texts: &[MeetingText], date| {
        let text = texts.iter().find(|text| text.date == date);
        text.map(|text| text.source.clone())
    };
    let differs = |date: &NaiveDate| source(before, *date) != source(after, *date);
    let silent = dates.into_iter().filter(differs).filter(|date| {
        let tells = |changes: &MeetingChanges| {
            changes.date == *date || changes.file == FileStatus::MovedFrom(*date)
        };
        !found.iter().any(tells)
    });
    lines.extend(silent.map(|date| format!("{prefix}{date}: changed")));
    lines.sort();
    lines
}

/// Two commits that are compared.
pub struct Compared<'a> {
    place: &'a Place,
    before: Snapshot,
    after: Snapshot,
}

impl<'a> Compared<'a> {
    /// Compare `before`, which may be nothing, with `after`.
    pub fn new(
        place: &'a Place,
        before: Option<&ObjectId>,
        after: &ObjectId,
    ) -> Result<Compared<'a>, SyncError> {
        Ok(Compared {
            place,
            before: Snapshot::of_any(&place.repository, before)?,
            after: Snapshot::of(&place.repository, after)?,
        })
    }

    /// A line for each meeting and each other own file that differs, and the number of all other files.
    pub fn lines(&self) -> Result<Vec<String>, SyncError> {
        let repository = &self.place.repository;
        let mut lines = Vec::new();
        let differing = self.differing();
        for (prefix, dates) in &differing {
            let differs = |date| dates.contains(&date);
            let before = self.before.texts(repository, prefix, &differs)?;
            let after = self.after.texts(repository, prefix, &differs)?;
            let vocabulary = self.vocabulary(prefix);
            lines.extend(meeting_lines(prefix, &before, &after, &vocabulary));
        }
        let mut foreign = 0;
        for path in &self.after.differing(&self.before) {
            match self.place.own_file(path) {
                Some((shared, OwnFile::Meeting(date)))
                    if differing
                        .get(&shared.prefix)
                        .is_some_and(|dates| dates.contains(&date)) => {}
                Some((_, OwnFile::Other)) if path.ends_with(".gitkeep") => {}
                // Also a meeting that is a link, or whose mode is another.
                Some(_) => {
                    let there = (self.before.entry(path), self.after.entry(path));
                    lines.push(format!(
                        "{path}: {}",
                        words::of_file(there.0.is_some(), there.1.is_some())
                    ));
                }
                None => foreign += 1,
            }
        }
        if foreign > 0 {
            lines.push(counted(foreign, "other file"));
        }
        Ok(lines)
    }

    /// The open items of `before` that are nowhere in `after`, or only as carried on to nowhere: where they were.
    pub fn vanished(&self) -> Result<Vec<PlacedRemark>, SyncError> {
        let repository = &self.place.repository;
        // A notebook whose folder was moved is one that is gone and one that is new.
        let (were, are) = (self.before.prefixes(), self.after.prefixes());
        let is_gone = |prefix: &String| !are.contains(prefix);
        let is_new = |prefix: &&String| !were.contains(prefix);
        let mut lost = Vec::new();
        for (prefix, dates) in self.differing() {
            // What is in a file that did not change is there; but what is not in one that did may be in any other.
            let before = self
                .before
                .texts(repository, &prefix, &|date| dates.contains(&date))?;
            let mut after = self.after.texts(repository, &prefix, &|_| true)?;
            if is_gone(&prefix) {
                for other in self.after.prefixes().iter().filter(|other| is_new(other)) {
                    after.extend(self.after.texts(repository, other, &|_| true)?);
                }
            }
            for item in vanished(&before, &after, &self.vocabulary(&prefix)) {
                let what = match item.is_carried {
                    true => "marked as carried, and in no later agenda",
                    false => "no longer there",
                };
                lost.push(PlacedRemark {
                    path: format!("{prefix}{}", item.path),
                    line: item.line,
                    message: format!("{what}: `{}`", item.title),
                });
            }
        }
        Ok(lost)
    }

    /// The meetings that differ, for each notebook that has any.
    fn differing(&self) -> BTreeMap<String, BTreeSet<NaiveDate>> {
        let mut found = BTreeMap::new();
        let prefixes = self.after.prefixes().into_iter();
        for prefix in prefixes.chain(self.before.prefixes()) {
            let (was, is) = (self.before.meetings(&prefix), self.after.meetings(&prefix));
            let differs = |date: &&NaiveDate| {
                was.get(date).map(|entry| &entry.id) != is.get(date).map(|entry| &entry.id)
            };
            let dates: BTreeSet<_> = was
                .keys()
                .chain(is.keys())
                .filter(differs)
                .copied()
                .collect();
            if !dates.is_empty() {
                found.insert(prefix, dates);
            }
        }
        found
    }

    fn vocabulary(&self, prefix: &str) -> Vocabulary {
        let known = self.place.notebooks.iter().find(|n| n.prefix == prefix);
        known.map_or_else(Vocabulary::default, |shared| {
            shared.notebook.settings().vocabulary.clone()
        })
    }
}
