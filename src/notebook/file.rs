#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: reads one file"
)]
//! Reading one file, which is neither too long nor a link.

use std::io::{self, Read as _};
use std::path::Path;

use super::inside::open_file;

/// A longer file is not read: it is no meeting, and would fill the memory. In bytes.
const MAX_FILE: u64 = 32 * 1024 * 1024;

/// Whether `path` is, or leads to, a file that holds just `text`. A pipe, which would keep its reader waiting, is none.
pub(super) fn holds(path: &Path, text: &str) -> bool {
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let may_hold = path
        .metadata()
        .is_ok_and(|found| found.is_file() && found.len() == text.len() as u64);
    may_hold && read_file(&path).is_ok_and(|bytes| bytes == text.as_bytes())
}

/// The bytes of a file that is not too long, and no link.
pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_into(&mut bytes, path)?;
    Ok(bytes)
}

/// Replace what is in `buffer` by the bytes of a file that is not too long.
pub(super) fn read_into(buffer: &mut Vec<u8>, path: &Path) -> io::Result<()> {
    buffer.clear();
    open_file(path)?.take(MAX_FILE + 1).read_to_end(buffer)?;
    if buffer.len() as u64 > MAX_FILE {
        let message = format!("longer than {} MiB", MAX_FILE / 1024 / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(())
}
