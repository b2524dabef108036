#![expect(
    clippy::disallowed_methods,
    reason = "keeps a file of its own in the git folder"
)]
//! What the other side had when we last agreed with it.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::error::SyncError;
use crate::git::{ObjectId, Repository};

/// What the other side had when we last agreed with it, one line a branch: `COMMIT<tab>REFERENCE`. Git's own memory of it
/// is overwritten by each plain `git fetch`, and its record of that may be switched off or expire.
#[derive(Debug)]
pub struct Known {
    path: PathBuf,
    key: String,
}

impl Known {
    /// What is known of the branch for which the reference called `key` stands here.
    pub fn of(repository: &Repository, key: &str) -> Known {
        // All work trees of a clone share their remotes.
        let folder = repository.places().common_folder.join("oneonone");
        Known {
            path: folder.join("agreed"),
            key: key.to_string(),
        }
    }

    /// The commit; `None` where it was never written down.
    pub fn commit(&self) -> Option<ObjectId> {
        let text = fs::read_to_string(&self.path).ok()?;
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        let mut found = lines.filter(|(_, key)| *key == self.key);
        ObjectId::new(found.next()?.0)
    }

    /// Write down that it is `commit` now.
    ///
    /// # Errors
    /// When the git folder can't be written.
    pub fn remember(&self, commit: &ObjectId) -> Result<(), SyncError> {
        if self.commit().as_ref() == Some(commit) {
            return Ok(());
        }
        let before = fs::read_to_string(&self.path).unwrap_or_default();
        let others = before.lines().filter(|line| {
            line.split_once('\t')
                .is_some_and(|(_, key)| key != self.key)
        });
        let mut text = format!("{commit}\t{}\n", self.key);
        for line in others {
            text.push_str(line);
            text.push('\n');
        }
        self.write(&text).map_err(|cause| SyncError::Io {
            path: self.path.clone(),
            cause,
        })
    }

    fn write(&self, text: &str) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(&self.path).map(drop).map_err(|e| e.error)
    }
}
