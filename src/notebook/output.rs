#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: looks at what an output would replace"
)]
//! Files that a command writes where the user says.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::apply::{ApplyError, Existing, write_files};
use super::discover::{CONFIGURATION_FILE, OWN_PLACES};
use super::inside::{git_directory_around, real_path};
use super::metadata::is_there;

/// Why an output was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// There is another file of that name.
    #[error("`{0}` is something else")]
    Occupied(String),
    /// It is a place of a notebook's own files.
    #[error("`{path}` is a place of the notebook `{}`", .notebook.display())]
    OfNotebook {
        /// The output.
        path: String,
        /// The notebook's folder.
        notebook: PathBuf,
    },
    /// It lies in a git directory.
    #[error("`{path}` lies in the git directory `{}`", .folder.display())]
    OfGit {
        /// The output.
        path: String,
        /// The git directory.
        folder: PathBuf,
    },
    /// It lies among the user's private notes.
    #[error("`{0}` lies among your private notes")]
    AmongNotes(String),
    /// It can't be written.
    #[error(transparent)]
    Write(#[from] ApplyError),
}

/// Refuse `path`, a file or a folder, as an output where it would be one of a notebook's own files, git's, or one of the
/// private notes in the folder `notes`: through links, and in any spelling.
///
/// # Errors
/// When it would.
pub fn refuse_reserved(path: &Path, notes: Option<&Path>) -> Result<(), OutputError> {
    let shown = || path.display().to_string();
    let real = real_path(path);
    if let Some(folder) = git_directory_around(&real) {
        return Err(OutputError::OfGit {
            path: shown(),
            folder,
        });
    }
    if notes.is_some_and(|notes| real.starts_with(real_path(notes))) {
        return Err(OutputError::AmongNotes(shown()));
    }
    let is_own = |notebook: &&Path| {
        let is_notebook = is_there(&notebook.join(CONFIGURATION_FILE));
        is_notebook && real.strip_prefix(notebook).is_ok_and(is_own_place)
    };
    match real.ancestors().skip(1).find(is_own) {
        None => Ok(()),
        Some(notebook) => Err(OutputError::OfNotebook {
            path: shown(),
            notebook: notebook.to_path_buf(),
        }),
    }
}

/// Whether a path, relative to a notebook, is of one of its own files or folders. On some disks the case of letters tells
/// nothing apart.
fn is_own_place(path: &Path) -> bool {
    let first = path.components().next();
    first.is_some_and(|first| {
        let name = first.as_os_str();
        OWN_PLACES
            .iter()
            .any(|place| name.eq_ignore_ascii_case(place))
    })
}

/// Write `text` to `path`, atomically. A file that is there is replaced if it begins with `mark`, as all files of this
/// kind do; notes of somebody's are never overwritten by a slip of the hand.
///
/// # Errors
/// When something else is there, the place is a reserved one ([`refuse_reserved`]), or the file can't be written.
pub fn write_output(
    path: &Path,
    text: &str,
    mark: &str,
    notes: Option<&Path>,
) -> Result<(), OutputError> {
    refuse_reserved(path, notes)?;
    let occupied = || OutputError::Occupied(path.display().to_string());
    if is_there(path) && !begins_with(path, mark) {
        return Err(occupied());
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(occupied());
    };
    let name = name.to_string_lossy().into_owned();
    write_files(folder, [(name.as_str(), text)], Existing::Replace)?;
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
