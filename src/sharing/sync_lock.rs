//! One sync at a time in a clone.

use std::fs::{File, TryLockError};

use super::error::SyncError;
use super::session::Notice;
use crate::git::{Repository, lock_file};

/// One sync at a time works on a clone: whoever holds this.
#[derive(Debug)]
pub struct SyncLock {
    /// The system frees the lock when we are killed; the file stays and is empty.
    _file: File,
}

impl SyncLock {
    /// Wait until no other sync works on the clone of `repository`, and say so when it takes time. `None` where waiting
    /// would have no end: the other one waits for the hook that started us.
    ///
    /// # Errors
    /// When the git folder can't be written.
    pub fn take(
        repository: &Repository,
        is_in_hook: bool,
        say: &mut dyn FnMut(Notice<'_>),
    ) -> Result<Option<SyncLock>, SyncError> {
        // All work trees of a clone share its remote branches, so they share the turn.
        let path = repository.places().common_folder.join("oneonone-sync.lock");
        let file = lock_file(&path).map_err(|cause| SyncError::Io { path, cause })?;
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            if is_in_hook {
                return Ok(None);
            }
            say(Notice::Waiting);
            let _ = file.lock();
        }
        // A file system without locks lets everyone in; git's own locks still hold.
        Ok(Some(SyncLock { _file: file }))
    }
}
