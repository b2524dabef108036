//! The texts behind the three files that git hands the merge driver. Where a filter guards the file these are as they are
//! stored: git runs no filter on them before, and makes the file of what it gets back.

use super::error::SyncError;
use super::version::Snapshot;
use crate::git::{AttributesOf, ObjectId, Repository};

/// One file that a filter guards on a side.
pub struct DriverTexts {
    repository: Repository,
    path: String,
    base: Option<Snapshot>,
    ours: Option<Snapshot>,
    theirs: Option<Snapshot>,
}

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What both began with.
    Base,
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
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
        let mut texts = DriverTexts {
            path: path.to_string(),
            base: None,
            ours: None,
            theirs: None,
            repository,
        };
        if let Some((ours, theirs)) = commits {
            let at = |commit: &ObjectId| Snapshot::of(&texts.repository, commit);
            let bases = texts.repository.merge_bases(ours, theirs)?;
            let base = bases.first().map(at).transpose()?;
            let sides = (at(ours)?, at(theirs)?);
            texts.base = base;
            (texts.ours, texts.theirs) = (Some(sides.0), Some(sides.1));
        }
        let is_guarded = texts.guards(Which::Ours)? || texts.guards(Which::Theirs)?;
        Ok(is_guarded.then_some(texts))
    }

    fn attributes(&self, which: Which) -> AttributesOf<'_> {
        let files = match which {
            Which::Base => &self.base,
            Which::Ours => &self.ours,
            Which::Theirs => &self.theirs,
        };
        files
            .as_ref()
            .map_or(AttributesOf::WorkTree, Snapshot::attributes)
    }

    fn guards(&self, which: Which) -> Result<bool, SyncError> {
        let guards = self
            .repository
            .guards(self.attributes(which), &[&self.path])?;
        Ok(!guards.is_empty())
    }

    /// The text of what is stored.
    ///
    /// # Errors
    /// When the filter is not set up here or fails.
    pub fn text(&self, which: Which, stored: Vec<u8>) -> Result<Vec<u8>, SyncError> {
        if stored.is_empty() {
            return Ok(stored); // the file is not there
        }
        let id = self.repository.write_raw(&stored)?;
        let files = [(self.path.as_str(), &id)];
        let texts = self.repository.contents(self.attributes(which), &files)?;
        Ok(texts.into_iter().next().unwrap_or_default())
    }

    /// What is stored of a text.
    ///
    /// # Errors
    /// When the filter is not set up here or fails.
    pub fn stored(&self, text: &[u8]) -> Result<Vec<u8>, SyncError> {
        // The one who began to encrypt is followed.
        let which = match self.guards(Which::Ours)? {
            true => Which::Ours,
            false => Which::Theirs,
        };
        let id = self
            .repository
            .write(self.attributes(which), &self.path, text)?;
        Ok(self.repository.blobs(&[&id])?.pop().unwrap_or_default())
    }
}
