use std::collections::BTreeSet;

use super::error::SyncError;
use super::place::Place;
use super::version::Snapshot;
use super::words;
use crate::git::{ObjectId, Repository};
use crate::meeting::{MeetingPath, MeetingText, Vocabulary};
use crate::operations::{news, vanished};

/// Something at a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The file, relative to the top of the work tree.
    pub path: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is there.
    pub message: String,
}

/// What one commit has and another has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// Whose commits they are.
    pub by: Vec<String>,
    /// A line a file: `2026-11-24: 2 items done, 1 added`.
    pub lines: Vec<String>,
}

/// A line of news for each meeting in which `before` and `after` differ.
pub fn meeting_lines(
    prefix: &str,
    before: &[MeetingText],
    after: &[MeetingText],
    vocabulary: &Vocabulary,
) -> Vec<String> {
    let found = news(before, after, vocabulary);
    let mut lines: Vec<String> = found
        .iter()
        .map(|news| format!("{prefix}{}: {}", news.date, words::of_meeting(news)))
        .collect();
    // A file that differs in nothing that counts has changed all the same.
    let dates: BTreeSet<_> = before.iter().chain(after).map(|m| m.date).collect();
    let silent = dates
        .into_iter()
        .filter(|date| found.iter().all(|news| news.date != *date));
    lines.extend(silent.map(|date| format!("{prefix}{date}: changed")));
    lines.sort();
    lines
}

/// What `after` has and `before` has not, and the open items of `before` that are nowhere in `after`.
pub fn compare(
    place: &Place,
    before: Option<&ObjectId>,
    after: &ObjectId,
) -> Result<(Came, Vec<Placed>), SyncError> {
    let repository = &place.repository;
    let (mut came, mut lost) = (Came::default(), Vec::new());
    let old = match before {
        Some(before) => Snapshot::of(repository, before)?,
        None => Snapshot::empty(),
    };
    let new = Snapshot::of(repository, after)?;
    let vocabulary_at = |prefix: &str| {
        let known = place.notebooks.iter().find(|n| n.prefix == prefix);
        known.map_or_else(Vocabulary::default, |shared| {
            shared.notebook.settings().vocabulary.clone()
        })
    };
    let mut prefixes = new.prefixes();
    prefixes.extend(old.prefixes());
    prefixes.sort();
    prefixes.dedup();
    for prefix in prefixes {
        let vocabulary = vocabulary_at(&prefix);
        let (was, is) = (old.meetings(&prefix), new.meetings(&prefix));
        let differs =
            |date| was.get(&date).map(|entry| &entry.id) != is.get(&date).map(|entry| &entry.id);
        if !was.keys().chain(is.keys()).any(|date| differs(*date)) {
            continue;
        }
        let before = old.texts(repository, &prefix, &differs)?;
        let after = new.texts(repository, &prefix, &|_| true)?;
        let changed: Vec<MeetingText> = after.iter().filter(|m| differs(m.date)).cloned().collect();
        came.lines
            .extend(meeting_lines(&prefix, &before, &changed, &vocabulary));
        for item in vanished(&before, &after, &vocabulary) {
            lost.push(Placed {
                path: format!("{prefix}{}", MeetingPath::new(item.path.date())),
                line: item.line,
                message: item.title,
            });
        }
    }
    if let Some(before) = before {
        came.by = authors(place, repository, before, after)?;
    }
    Ok((came, lost))
}

/// Who wrote the commits that `after` has and `before` has not: the first name of a participant, else the author's.
fn authors(
    place: &Place,
    repository: &Repository,
    before: &ObjectId,
    after: &ObjectId,
) -> Result<Vec<String>, SyncError> {
    let range = format!("{before}..{after}");
    let arguments = ["log", "--no-merges", "--format=%ae%x09%an", &range, "--"];
    let listed = repository.git().ask(&arguments)?;
    let mut names: Vec<String> = Vec::new();
    for line in listed.lines() {
        let (email, name) = line.split_once('\t').unwrap_or(("", line));
        let name = called(place, email, name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The first name of the participant with the address `email`, else `name`.
pub fn called(place: &Place, email: &str, name: &str) -> String {
    place
        .notebooks
        .iter()
        .find_map(|shared| {
            let pair = &shared.notebook.settings().pair;
            let side = pair.side_of_email(email)?;
            Some(pair.person(side).first_name().to_string())
        })
        .unwrap_or_else(|| name.to_string())
}
