#![expect(
    clippy::disallowed_methods,
    reason = "keeps git's index and puts it back under git's own lock"
)]
//! Git's index as it was, kept until a step has ended well.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::error::SyncError;
use crate::git::Repository;

/// Git's index as it was, to be put back where a commit is taken back: with all that the user has staged.
#[derive(Debug)]
pub struct SavedIndex {
    path: PathBuf,
    /// None where there was none yet.
    bytes: Option<Vec<u8>>,
}

impl SavedIndex {
    /// The index of `repository` as it is now.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn of(repository: &Repository) -> Result<SavedIndex, SyncError> {
        let path = repository.places().git_folder.join("index");
        let bytes = match fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(cause) => return Err(SyncError::Io { path, cause }),
        };
        Ok(SavedIndex { path, bytes })
    }

    /// Put it back, as git itself would: written beside it under the name that keeps others away, then renamed.
    ///
    /// # Errors
    /// When the lock of someone else stays, or the git folder can't be written.
    pub fn put_back(&self, repository: &Repository) -> Result<(), SyncError> {
        repository.wait_for_index()?;
        let lock = self.path.with_extension("lock");
        let fault = |cause| SyncError::Io {
            path: self.path.clone(),
            cause,
        };
        let file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&lock)
            .map_err(fault)?;
        let result = self.write(file, &lock);
        if result.is_err() {
            let _ = fs::remove_file(&lock);
        }
        result.map_err(fault)
    }

    fn write(&self, mut file: fs::File, lock: &Path) -> std::io::Result<()> {
        match &self.bytes {
            Some(bytes) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                fs::rename(lock, &self.path)
            }
            None => {
                match fs::remove_file(&self.path) {
                    Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
                fs::remove_file(lock)
            }
        }
    }
}
