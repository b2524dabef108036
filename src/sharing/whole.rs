//! Whether a commit holds what was planned, and nothing else. A hook can change what is committed, and an index that is
//! damaged can make git commit the deletion of every file under a message about one.

use std::collections::BTreeMap;

use super::error::SyncError;
use super::place::{OwnFile, Place, SharedNotebook};
use super::version::Snapshot;
use crate::change::{FileChange, Plan};
use crate::git::{ChangedFile, ObjectId, TreeEntry};
use crate::merge::says_the_same;
use crate::notebook::{CONFIGURATION_FILE, apply, is_there, parse_configuration};
use crate::text::EditedText;

/// What a file is to be in a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    /// A file with these bytes, as they lie in the work tree.
    File(Vec<u8>),
    /// Not there.
    Gone,
    /// A link or a folder: whatever git makes of it.
    Other,
}

/// What a commit is to hold: these files, as they were when it was planned, and nothing else that differs.
#[derive(Debug)]
pub struct Planned {
    files: BTreeMap<String, Content>,
}

/// A file whose words are others in the commit, and which says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    path: String,
    after: Vec<u8>,
}

/// What was found in a commit.
#[derive(Debug, PartialEq, Eq)]
pub enum CommitContent {
    /// What was planned, but for these words.
    AsPlanned(Vec<Reworded>),
    /// Something else: the files in which it is not what was planned.
    Otherwise(Vec<String>),
}

impl Planned {
    /// The files of `changes` as they are now.
    pub fn of(place: &Place, changes: &[ChangedFile]) -> Result<Planned, SyncError> {
        let mut files = BTreeMap::new();
        for change in changes {
            let Some((shared, _)) = place.own_file(&change.path) else {
                continue;
            };
            let content = match shared.notebook.bytes(shared.file(&change.path))? {
                Some(bytes) => Content::File(bytes),
                None if !is_there(&place.top.join(&change.path)) => Content::Gone,
                None => Content::Other,
            };
            files.insert(change.path.clone(), content);
        }
        Ok(Planned { files })
    }

    /// Look at what `after` has that `before` had not.
    pub fn compare(
        &self,
        place: &Place,
        before: &Snapshot,
        after: &ObjectId,
    ) -> Result<CommitContent, SyncError> {
        let now = Snapshot::of(&place.repository, after)?;
        let mut differing = now.paths_that_differ(before);
        differing.extend(before.paths_that_differ(&now));
        let is_planned = |path: &&String| !self.files.contains_key(*path);
        let mut amiss: Vec<String> = differing.iter().filter(is_planned).cloned().collect();
        let mut reworded = Vec::new();
        for (path, content) in &self.files {
            match (content, now.entry(path)) {
                (Content::Other, _) | (Content::Gone, None) => {}
                (Content::File(bytes), Some(entry)) if entry.is_file() => {
                    match self.compare_file(place, after, path, bytes, entry)? {
                        Some(Ok(())) => {}
                        Some(Err(other)) => reworded.push(other),
                        None => amiss.push(path.clone()),
                    }
                }
                _ => amiss.push(path.clone()),
            }
        }
        amiss.sort();
        Ok(match amiss.is_empty() {
            true => CommitContent::AsPlanned(reworded),
            false => CommitContent::Otherwise(amiss),
        })
    }

    /// How the file at `path`, planned to hold `bytes`, is in the commit: as planned, in other words, or `None` where it
    /// says something else.
    fn compare_file(
        &self,
        place: &Place,
        commit: &ObjectId,
        path: &str,
        bytes: &[u8],
        entry: &TreeEntry,
    ) -> Result<Option<Result<(), Reworded>>, SyncError> {
        let stored = place.repository.blobs(&[&entry.id])?;
        let stored = stored.into_iter().next().unwrap_or_default();
        if is_alike(bytes, &stored) {
            return Ok(Some(Ok(())));
        }
        // As git would write it into the work tree: a filter of the user's may stand between the two.
        let after = place.repository.as_written(commit, path)?;
        if is_alike(bytes, &after) {
            return Ok(Some(Ok(())));
        }
        let Some((shared, file)) = place.own_file(path) else {
            return Ok(None);
        };
        let says_so = match file {
            OwnFile::Meeting(date) => {
                let vocabulary = &shared.notebook.settings().vocabulary;
                says_the_same(date, bytes, &after, vocabulary)
            }
            OwnFile::Other => is_usable(shared, path, &after),
        };
        let path = path.to_string();
        Ok(says_so.then_some(Err(Reworded { path, after })))
    }

    /// Put back what stands in the work tree as `commit`, which is taken back, has it, and was planned otherwise: whoever
    /// changed the commit changed the file, too.
    pub fn put_back(&self, place: &Place, commit: &ObjectId) -> Result<(), SyncError> {
        let committed = Snapshot::of(&place.repository, commit)?;
        for (path, content) in &self.files {
            let (Content::File(bytes), Some((shared, _))) = (content, place.own_file(path)) else {
                continue;
            };
            let Ok(planned) = String::from_utf8(bytes.clone()) else {
                continue;
            };
            let file = shared.file(path).to_string();
            let change = match shared.notebook.bytes(&file)? {
                Some(now) if now == *bytes => continue,
                Some(now) => {
                    let theirs = match committed.entry(path) {
                        Some(_) => place.repository.as_written(commit, path)?,
                        None => Vec::new(),
                    };
                    // Anything else was written by the user meanwhile.
                    let Ok(before) = String::from_utf8(now) else {
                        continue;
                    };
                    if !is_alike(before.as_bytes(), &theirs) {
                        continue;
                    }
                    FileChange::Edit {
                        path: file,
                        text: EditedText::between(before, &planned),
                    }
                }
                None if is_there(&place.top.join(path)) => continue,
                None => FileChange::create(file, planned),
            };
            apply(shared.notebook.root(), &Plan::from(change))?;
        }
        Ok(())
    }

    /// Let the work tree have the words that the commit has, where it still has those that were planned: else they would be
    /// committed, and changed, again and again.
    pub fn take_over(&self, place: &Place, reworded: &[Reworded]) -> Result<(), SyncError> {
        for Reworded { path, after } in reworded {
            let (Some(Content::File(bytes)), Some((shared, _))) =
                (self.files.get(path), place.own_file(path))
            else {
                continue;
            };
            let file = shared.file(path).to_string();
            if shared.notebook.bytes(&file)?.as_ref() != Some(bytes) {
                continue;
            }
            let texts = (
                String::from_utf8(bytes.clone()),
                String::from_utf8(after.clone()),
            );
            if let (Ok(before), Ok(after)) = texts {
                let change = FileChange::Edit {
                    path: file,
                    text: EditedText::between(before, &after),
                };
                apply(shared.notebook.root(), &Plan::from(change))?;
            }
        }
        Ok(())
    }
}

impl Reworded {
    /// The file, relative to the top of the work tree.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// Whether a file that is no meeting can be used in other words: it is not empty, and settings are settings still, of the
/// same pair.
fn is_usable(shared: &SharedNotebook, path: &str, after: &[u8]) -> bool {
    let text = String::from_utf8_lossy(after);
    if text.trim().is_empty() {
        return false;
    }
    if !path.ends_with(CONFIGURATION_FILE) {
        return true;
    }
    let settings = shared.notebook.settings();
    parse_configuration(&text).is_ok_and(|read| read.settings.pair == settings.pair)
}

/// Whether two texts differ in their line ends at most: `.gitattributes` has git store line feeds.
fn is_alike(one: &[u8], other: &[u8]) -> bool {
    let folded = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        text.into_bytes()
    };
    one == other || std::str::from_utf8(one).is_ok() && folded(one) == folded(other)
}
