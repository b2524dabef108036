//! Which commits one history has and another has not, and what a reference meant before.

use std::collections::HashSet;

use super::answer::GitError;
use super::open::Repository;
use super::repository;
use super::values::ObjectId;

impl Repository {
    /// The commits that `head` has and `other` has not.
    ///
    /// # Errors
    /// When git can't say.
    pub fn commits_beyond(
        &self,
        head: &ObjectId,
        other: &ObjectId,
    ) -> Result<HashSet<ObjectId>, GitError> {
        let beyond = |here| repository::commits_beyond(here, head, other);
        if let Some(commits) = self.here().and_then(beyond) {
            return Ok(commits);
        }
        let listed = self
            .git()
            .ask(&["rev-list", head.as_str(), "--not", other.as_str(), "--"])?;
        Ok(listed.lines().filter_map(ObjectId::new).collect())
    }

    /// What the reference called `name` has meant, the newest first; nothing where git keeps no record of it.
    ///
    /// # Errors
    /// When there is no git.
    pub fn past_values(&self, name: &str) -> Result<Vec<ObjectId>, GitError> {
        if let Some(values) = self
            .here()
            .and_then(|here| repository::past_values(here, name))
        {
            return Ok(values);
        }
        let answer = self
            .git()
            .read(&["log", "--walk-reflogs", "--format=%H", name, "--"], b"")?;
        let listed = String::from_utf8_lossy(&answer.stdout);
        Ok(listed.lines().filter_map(ObjectId::new).collect())
    }

    /// Whether the commit is here, with all that it stands on as far as this clone goes.
    ///
    /// # Errors
    /// When there is no git.
    pub fn has_commit(&self, commit: &ObjectId) -> Result<bool, GitError> {
        if let Some(has) = self
            .here()
            .and_then(|here| repository::has_commit(here, commit))
        {
            return Ok(has);
        }
        let object = format!("{commit}^{{commit}}");
        let answer = self.git().read(&["cat-file", "-e", &object], b"")?;
        Ok(answer.code == Some(0))
    }
}
