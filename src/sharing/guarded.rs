//! A merge of files that filters guard: git merges what is stored, which is no text. What it would put together of two
//! encrypted files is neither's.

use std::collections::BTreeMap;

use super::error::SyncError;
use super::merge_file::merge_file;
use super::version::Snapshot;
use crate::git::{ObjectId, Repository, TreeEntry};
use crate::merge::Three;

/// What git merged, where filters guard files of a side.
pub struct GuardedTree<'a> {
    repository: &'a Repository,
    base: Snapshot,
    ours: &'a Snapshot,
    theirs: &'a Snapshot,
    merged: Snapshot,
}

/// What becomes of the files that are no meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// As `git update-index --index-info` takes them.
    pub lines: String,
    /// Those that git itself could not merge, and that are merged now.
    pub resolved: Vec<String>,
}

impl<'a> GuardedTree<'a> {
    /// The tree `merged` that git made of two sides, which both began with `base`; `None` where no filter guards a file
    /// of either.
    pub fn of(
        repository: &'a Repository,
        base: &ObjectId,
        (ours, theirs): (&'a Snapshot, &'a Snapshot),
        merged: &ObjectId,
    ) -> Result<Option<GuardedTree<'a>>, SyncError> {
        if ours.guards(repository)?.is_empty() && theirs.guards(repository)?.is_empty() {
            return Ok(None);
        }
        Ok(Some(GuardedTree {
            repository,
            base: Snapshot::of(repository, base)?,
            ours,
            theirs,
            merged: Snapshot::of(repository, merged)?,
        }))
    }

    /// What is stored of `text` as the file at `path`.
    pub fn write(&self, path: &str, text: &[u8]) -> Result<ObjectId, SyncError> {
        Ok(self
            .repository
            .write(self.merged.attributes(), path, text)?)
    }

    /// What is stored of a file as a side has it: the same, unless that side's attributes say something else of it than
    /// those of the result. So what the one wrote in plain while the other began to encrypt is encrypted.
    pub fn stored(&self, side: &Snapshot, entry: &TreeEntry) -> Result<ObjectId, SyncError> {
        let guard = |files: &Snapshot| -> Result<Option<String>, SyncError> {
            Ok(files.guards(self.repository)?.get(&entry.path).cloned())
        };
        if guard(side)? == guard(&self.merged)? {
            return Ok(entry.id.clone());
        }
        let text = side.contents(self.repository, &[entry])?.pop();
        self.write(&entry.path, &text.unwrap_or_default())
    }

    /// The other files that a filter guards on a side or in the result: those that git merged, or could not (`conflicts`),
    /// are merged line by line as they lie in the work tree.
    ///
    /// # Errors
    /// When both changed the same lines of one.
    pub fn others(
        &self,
        conflicts: &[String],
        is_meeting: &dyn Fn(&str) -> bool,
    ) -> Result<Others, SyncError> {
        let mut guarded: BTreeMap<&String, &String> = BTreeMap::new();
        for files in [self.ours, self.theirs, &self.merged] {
            guarded.extend(files.guards(self.repository)?);
        }
        let mut others = Others::default();
        for path in guarded.into_keys().filter(|path| !is_meeting(path)) {
            let of = |files: &'a Snapshot| files.entry(path).filter(|entry| entry.is_file());
            let (our, their) = (of(self.ours), of(self.theirs));
            let is_conflict = conflicts.contains(path);
            let merged = self.merged.entry(path).filter(|entry| entry.is_file());
            let (Some(entry), false) = (merged, is_conflict) else {
                if let (true, Some(our), Some(their)) = (is_conflict, our, their) {
                    let id = self.by_line(path, our, their)?;
                    others.add(our.mode, &id, path);
                    others.resolved.push(path.clone());
                }
                continue;
            };
            let is = |side: Option<&TreeEntry>| side.is_some_and(|side| side.id == entry.id);
            let id = if is(our) {
                self.stored(self.ours, entry)?
            } else if is(their) {
                self.stored(self.theirs, entry)?
            } else if let (Some(our), Some(their)) = (our, their) {
                self.by_line(path, our, their)?
            } else {
                return Err(SyncError::Conflicts(vec![path.clone()]));
            };
            if id != entry.id {
                others.add(entry.mode, &id, path);
            }
        }
        Ok(others)
    }

    fn by_line(
        &self,
        path: &str,
        our: &TreeEntry,
        their: &TreeEntry,
    ) -> Result<ObjectId, SyncError> {
        let text = |files: &Snapshot, entry: &TreeEntry| {
            let text = files.contents(self.repository, &[entry])?.pop();
            Ok::<Vec<u8>, SyncError>(text.unwrap_or_default())
        };
        let base = match self.base.entry(path).filter(|entry| entry.is_file()) {
            Some(entry) => text(&self.base, entry)?,
            None => Vec::new(),
        };
        let texts = Three::new(base, text(self.ours, our)?, text(self.theirs, their)?);
        let merged = merge_file(self.repository, &texts, &["--quiet"])?;
        match merged.has_conflicts {
            true => Err(SyncError::Conflicts(vec![path.to_string()])),
            false => self.write(path, &merged.text),
        }
    }
}

impl Others {
    fn add(&mut self, mode: u32, id: &ObjectId, path: &str) {
        self.lines.push_str(&format!("{mode:06o} {id}\t{path}\0"));
    }
}
