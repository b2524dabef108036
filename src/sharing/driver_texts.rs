//! The texts behind the three files that git hands the merge driver. Where a filter guards the file these are as they are
//! stored: git runs no filter on them before, and makes the file of what it gets back.

use super::error::SyncError;
use super::version::Snapshot;
use crate::git::{AttributesOf, ObjectId, Repository};
use crate::merge::Revision::{Base, Ours, Theirs};
use crate::merge::{Revision, Three};

/// One file that a filter guards on a side.
pub struct DriverTexts {
    /// The repository in which git merges.
    pub repository: Repository,
    path: String,
    /// The commits, as far as they are known.
    snapshots: Three<Option<Snapshot>>,
}

impl DriverTexts {
    /// The file at `path`, in the two `commits` that git merges as far as they are known; `None` where no filter guards
    /// it.
    ///
    /// # Errors
    /// When git can't say.
    pub fn of(
        repository: Repository,
        path: &str,
        commits: Option<(&ObjectId, &ObjectId)>,
    ) -> Result<Option<DriverTexts>, SyncError> {
        let snapshots = match commits {
            Some((ours, theirs)) => {
                let at = |commit: &ObjectId| Snapshot::of(&repository, commit);
                let bases = repository.merge_bases(ours, theirs)?;
                let base = bases.first().map(at).transpose()?;
                Three::new(base, Some(at(ours)?), Some(at(theirs)?))
            }
            None => Three::default(),
        };
        let texts = DriverTexts {
            repository,
            path: path.to_string(),
            snapshots,
        };
        let is_guarded = texts.is_guarded(Ours)? || texts.is_guarded(Theirs)?;
        Ok(is_guarded.then_some(texts))
    }

    fn attributes(&self, revision: Revision) -> AttributesOf<'_> {
        let files = self.snapshots[revision].as_ref();
        files.map_or(AttributesOf::WorkTree, Snapshot::attributes)
    }

    fn is_guarded(&self, revision: Revision) -> Result<bool, SyncError> {
        let attributes = self.attributes(revision);
        Ok(!self
            .repository
            .guards(attributes, &[&self.path])?
            .is_empty())
    }

    /// The texts of what is stored.
    ///
    /// # Errors
    /// When the filter is not set up here or fails.
    pub fn texts(&self, stored: &Three<Vec<u8>>) -> Result<Three<Vec<u8>>, SyncError> {
        let text = |revision: Revision| -> Result<Vec<u8>, SyncError> {
            let stored = &stored[revision];
            if stored.is_empty() {
                return Ok(Vec::new()); // the file is not there
            }
            let id = self.repository.write_raw(stored)?;
            let files = [(self.path.as_str(), &id)];
            let texts = self
                .repository
                .contents(self.attributes(revision), &files)?;
            Ok(texts.into_iter().next().unwrap_or_default())
        };
        Ok(Three::new(text(Base)?, text(Ours)?, text(Theirs)?))
    }

    /// What is stored of a text.
    ///
    /// # Errors
    /// When the filter is not set up here or fails.
    pub fn stored(&self, text: &[u8]) -> Result<Vec<u8>, SyncError> {
        // The one who began to encrypt is followed.
        let side = match self.is_guarded(Ours)? {
            true => Ours,
            false => Theirs,
        };
        let id = self
            .repository
            .write(self.attributes(side), &self.path, text)?;
        Ok(self.repository.blobs(&[&id])?.pop().unwrap_or_default())
    }
}
