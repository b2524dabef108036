#![expect(
    clippy::disallowed_methods,
    reason = "git's own files, and those of the user that speak to git: neither git nor libgit2 tells what this is asked for"
)]
//! What lies at a path, and what a small file of git's holds.

use std::fs::FileType;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy as _;

/// Whether anything lies at `path`. A link counts as what it is, wherever it leads.
pub(super) fn is_there(path: &Path) -> bool {
    own_type(path).is_some()
}

/// What lies at `path`; a link is a link.
pub(super) fn own_type(path: &Path) -> Option<FileType> {
    Some(path.symlink_metadata().ok()?.file_type())
}

/// To what `path` leads, through links.
pub(super) fn type_of(path: &Path) -> Option<FileType> {
    Some(path.metadata().ok()?.file_type())
}

/// How long the file at `path` is, in bytes.
pub(super) fn length(path: &Path) -> Option<u64> {
    Some(path.symlink_metadata().ok()?.len())
}

/// When what lies at `path` was changed last.
pub(super) fn changed(path: &Path) -> Option<SystemTime> {
    path.symlink_metadata().ok()?.modified().ok()
}

/// `path` without links, where it is there.
pub(super) fn real_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// What a file holds.
pub(super) enum Held {
    /// These bytes.
    Bytes(Vec<u8>),
    /// More than was asked for.
    TooLong,
}

/// What the file to which `path` leads holds; `None` where it is no file, or can't be read.
pub(super) fn read(path: &Path, most: u64) -> Option<Held> {
    let found = path.metadata().ok()?;
    if !found.is_file() {
        return None;
    }
    if found.len() > most {
        return Some(Held::TooLong);
    }
    std::fs::read(path).ok().map(Held::Bytes)
}

/// The text of the file at `path`, however long it is: one that only git writes.
pub(super) fn text(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// The user's own file with attributes, where no setting names one.
pub(super) fn usual_attributes() -> Option<PathBuf> {
    let user = etcetera::base_strategy::Xdg::new().ok()?;
    Some(user.config_dir().join("git/attributes"))
}
