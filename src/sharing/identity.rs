//! Who commits, as git knows it.

use std::path::Path;

use super::error::SyncError;
use crate::git::{Git, GitError, Repository};

/// Refuse to commit where git has not been told who does: git itself would make an address of the names of the user and the
/// machine; that is no one's.
pub fn require_identity(repository: &Repository) -> Result<(), SyncError> {
    for (key, other) in [("user.name", "author.name"), ("user.email", "author.email")] {
        let is_set =
            |key| Ok::<_, SyncError>(repository.config(key)?.is_some_and(|v| !v.is_empty()));
        if !is_set(key)? && !is_set(other)? {
            return Err(SyncError::NoIdentity);
        }
    }
    Ok(())
}

/// Write a name and an address into the own settings of the repository in `folder`: commits there are this person's.
///
/// # Errors
/// When git can't.
pub fn set_identity(folder: &Path, name: &str, email: Option<&str>) -> Result<(), GitError> {
    let git = Git::new(folder);
    let values = [("user.name", Some(name)), ("user.email", email)];
    for (key, value) in values {
        if let Some(value) = value {
            git.run(&["config", "--local", key, value])?;
        }
    }
    Ok(())
}
