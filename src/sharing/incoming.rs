//! What comes in, where filters guard files: git makes each file anew by calling programs of the user's, which may fail
//! half way. By then it has removed the file that was there.

#![expect(
    clippy::disallowed_methods,
    reason = "keeps a note of what is under way in the git folder, and looks at the files that git left half done"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::SyncError;
use super::place::{OwnFile, Place};
use super::version::Snapshot;
use crate::change::{FileChange, Plan};
use crate::git::{Head, ObjectId, Repository};
use crate::notebook::apply_locked;
use crate::text::{EditedText, stand_in};

/// The note of a step that is under way: the two commits.
const NOTE: &str = "oneonone-incoming";

/// The step from one commit to another, in the work tree.
pub struct Incoming<'a> {
    place: &'a Place,
    before: Snapshot,
    after: Snapshot,
    /// The files that differ.
    paths: BTreeSet<String>,
    /// The filters that guard any of them.
    filters: Vec<String>,
}

impl<'a> Incoming<'a> {
    /// The step from `before`, which may be nothing, to `after`. What comes in is read as the work tree will have it.
    ///
    /// # Errors
    /// When a filter is not set up here or fails, or a meeting would come in that can't be read here: then nothing was
    /// changed.
    pub fn look_at(
        place: &'a Place,
        before: Option<&ObjectId>,
        after: &ObjectId,
    ) -> Result<Incoming<'a>, SyncError> {
        let repository = &place.repository;
        let before = Snapshot::of_any(repository, before)?;
        let after = Snapshot::of(repository, after)?;
        let paths = after.differing(&before);
        let mut filters: Vec<String> = Vec::new();
        for files in [&before, &after] {
            let guards = files.guards(repository)?;
            let names = paths.iter().filter_map(|path| guards.get(path));
            filters.extend(names.cloned());
        }
        filters.sort();
        filters.dedup();
        let step = Incoming {
            place,
            before,
            after,
            paths,
            filters,
        };
        step.read_all()?;
        Ok(step)
    }

    /// What is needed to go on is read, and what is needed to come back.
    fn read_all(&self) -> Result<(), SyncError> {
        let repository = &self.place.repository;
        for files in [&self.after, &self.before] {
            let guards = files.guards(repository)?;
            let wanted = |path: &&String| {
                let is_meeting =
                    matches!(self.place.own_file(path), Some((_, OwnFile::Meeting(_))));
                guards.contains_key(*path) || is_meeting && std::ptr::eq(files, &self.after)
            };
            let entries = self.paths.iter().filter(wanted);
            let entries = entries.filter_map(|path| files.entry(path));
            let entries: Vec<_> = entries.filter(|entry| entry.is_file()).collect();
            let texts = files.contents(repository, &entries)?;
            if std::ptr::eq(files, &self.before) {
                continue; // as bad as it may be, it is here
            }
            for (entry, text) in entries.iter().zip(texts) {
                if self.place.own_file(&entry.path).is_some()
                    && let Some(what) = stand_in(&text)
                {
                    let path = entry.path.clone();
                    return Err(SyncError::StandIn { path, what });
                }
            }
        }
        Ok(())
    }

    /// What git is told first, so that a filter that fails is a failure.
    pub fn strictly(&self) -> Result<Vec<String>, SyncError> {
        let names: Vec<&str> = self.filters.iter().map(String::as_str).collect();
        Ok(self.place.repository.strictly(&names)?)
    }

    /// Note that git begins; a run that finds the note knows what was half done.
    pub fn note(&self) -> Result<Option<IncomingNote>, SyncError> {
        if self.filters.is_empty() {
            return Ok(None);
        }
        let id = |files: &Snapshot| files.commit().map(|id| id.to_string()).unwrap_or_default();
        let text = format!("{}\n{}\n", id(&self.before), id(&self.after));
        let path = note_path(&self.place.repository);
        match fs::write(&path, text) {
            Ok(()) => Ok(Some(IncomingNote { path })),
            Err(cause) => Err(SyncError::Io { path, cause }),
        }
    }

    /// Make the files what they were, after git failed half way: what it removed, and what it made of them already. What
    /// anyone wrote meanwhile stays.
    pub fn put_back(&self) -> Result<(), SyncError> {
        let repository = &self.place.repository;
        let text = |files: &Snapshot, path: &str| -> Result<Option<Vec<u8>>, SyncError> {
            match files.entry(path).filter(|entry| entry.is_file()) {
                Some(entry) => Ok(files.contents(repository, &[entry])?.pop()),
                None => Ok(None),
            }
        };
        let mut plan: Plan = Plan::default();
        for path in &self.paths {
            let (old, new) = (text(&self.before, path)?, text(&self.after, path)?);
            let now = fs::read(self.place.top.join(path)).ok();
            let is_ours_to_mend = now.is_none() || now == new;
            if now == old || !is_ours_to_mend {
                continue;
            }
            let as_text =
                |bytes: Option<Vec<u8>>| bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let path = path.clone();
            match (as_text(now), as_text(old.clone())) {
                (None, Some(text)) => plan.push(FileChange::create(path, text)),
                (Some(before), Some(after)) => plan.push(FileChange::Edit {
                    path,
                    text: EditedText::between(before, &after),
                }),
                (Some(text), None) if old.is_none() => plan.push(FileChange::Remove {
                    path,
                    text,
                    blank: None,
                }),
                _ => {}
            }
        }
        Ok(apply_locked(&self.place.top, &plan)?)
    }
}

/// A note that is gone when the step has ended, well or badly.
pub struct IncomingNote {
    path: PathBuf,
}

impl IncomingNote {
    /// The step has ended.
    pub fn ended(self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn note_path(repository: &Repository) -> PathBuf {
    repository.places().git_folder.join(NOTE)
}

/// Put right what a run left half done that was killed while git made files: what git had removed must not count as
/// deleted by anyone.
pub fn put_right(place: &Place) -> Result<(), SyncError> {
    let path = note_path(&place.repository);
    let Ok(text) = fs::read_to_string(&path) else {
        return Ok(());
    };
    place.repository.wait_for_index()?;
    let mut commits = text.split('\n').map(ObjectId::new);
    let (before, after) = (commits.next().flatten(), commits.next().flatten());
    let head = match place.repository.head()? {
        Head::Branch { commit, .. } => commit,
        Head::Detached => None,
    };
    if let Some(after) = after
        && head == before
    {
        Incoming::look_at(place, before.as_ref(), &after)?.put_back()?;
    }
    remove(&path)
}

fn remove(path: &Path) -> Result<(), SyncError> {
    fs::remove_file(path).map_err(|cause| SyncError::Io {
        path: path.to_path_buf(),
        cause,
    })
}
