#![expect(
    clippy::disallowed_methods,
    reason = "removes what a killed run of ours left in the git folder"
)]
//! An index beside the user's own, in a file that goes when it is no longer needed.

use std::fs;
use std::path::Path;

use super::error::SyncError;

/// How the names of our indexes begin.
const PREFIX: &str = "oneonone-index-";

/// A file in the git folder for an index that is not the user's; gone when this is.
pub struct Scratch {
    path: tempfile::TempPath,
}

impl Scratch {
    /// A new one. Only one sync works on a clone, so any other there is was left by a run that was killed.
    pub fn new(git_folder: &Path) -> Result<Scratch, SyncError> {
        for entry in fs::read_dir(git_folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(PREFIX) {
                let _ = fs::remove_file(entry.path());
            }
        }
        let file = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempfile_in(git_folder);
        let file = file.map_err(|cause| SyncError::Io {
            path: git_folder.to_path_buf(),
            cause,
        })?;
        Ok(Scratch {
            path: file.into_temp_path(),
        })
    }

    /// The file to name to git as its index.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
