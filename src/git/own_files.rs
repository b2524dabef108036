#![expect(
    clippy::disallowed_methods,
    reason = "files of ours in git's own folders, which are no part of the notebook"
)]
//! Files that this program makes in git's own folders: for a moment, or to keep another run of its own away.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, TempPath};

use super::disk::changed;

/// How the names of our files begin.
const PREFIX: &str = "oneonone-";

/// A file in `folder` that holds `bytes` and is gone when what is given is; `what` is in its name.
///
/// # Errors
/// When it can't be made.
pub fn temporary(folder: &Path, what: &str, bytes: &[u8]) -> io::Result<TempPath> {
    let prefix = format!("{PREFIX}{what}");
    let mut file = Builder::new().prefix(&prefix).tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file.into_temp_path())
}

/// The file at `path`, made if it is not there, and left as it is: to be locked.
///
/// # Errors
/// When it can be neither opened nor made.
pub fn lock_file(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}

/// How old what lies at `path` is, by the clock of its disk, which is that of a file made now.
pub fn age(path: &Path) -> Option<Duration> {
    let made = changed(path)?;
    let now = temporary(path.parent()?, "clock-", b"").ok()?;
    changed(&now)?.duration_since(made).ok()
}
