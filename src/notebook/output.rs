#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: looks at what an output would replace"
)]

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::apply::{ApplyError, Existing, write_files};

/// Why an output was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// There is another file of that name.
    #[error("`{0}` is something else")]
    Occupied(String),
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] ApplyError),
}

/// Write `text` to `path`, atomically. A file that is there is replaced if it begins with `mark`, as all files of this
/// kind do; notes of somebody's are never overwritten by a slip of the hand.
///
/// # Errors
/// When something else is there, or the file can't be written.
pub fn write_output(path: &Path, text: &str, mark: &str) -> Result<(), OutputError> {
    let occupied = || OutputError::Occupied(path.display().to_string());
    let is_there = path.symlink_metadata().is_ok();
    if is_there && !begins_with(path, mark) {
        return Err(occupied());
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(occupied());
    };
    let name = name.to_string_lossy().into_owned();
    write_files(folder, &[(name, text.to_string())], Existing::Replace)?;
    Ok(())
}

fn begins_with(path: &Path, mark: &str) -> bool {
    let mut begin = Vec::new();
    let is_read = path.is_file() // a pipe would be waited for
        && File::open(path)
            .and_then(|file| file.take(mark.len() as u64).read_to_end(&mut begin))
            .is_ok();
    is_read && begin == mark.as_bytes()
}
