#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: reads notes that were kept elsewhere"
)]

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::file::read_file;
use super::inside::{git_directory_around, real_path};

/// How deep below a folder notes are looked for.
const MAX_DEPTH: usize = 8;

/// Files that were kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForeignFiles {
    /// One file.
    One(ForeignFile),
    /// The Markdown files of a folder, in order of their paths, and how many other files are in it.
    Folder(Vec<ForeignFile>, usize),
}

/// A file that was kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignFile {
    /// Where it was found, as the user named it or its folder.
    pub path: PathBuf,
    /// Its text, byte for byte.
    pub text: String,
}

/// Why files can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ForeignError {
    /// The file system said no.
    #[error("can't read `{path}`: {cause}")]
    Io {
        /// What was to be read.
        path: String,
        /// Why.
        cause: io::Error,
    },
    /// It is no text.
    #[error("`{0}` is not UTF-8")]
    NotUtf8(String),
    /// It is one of git's own files.
    #[error("`{0}` lies in a git directory")]
    OfGit(String),
}

/// The file at `path`, or all Markdown files in the folder there and in folders below it. Hidden ones, in which other
/// programs keep their settings, are passed over, and so are links.
///
/// # Errors
/// When it can't be read, or a file is not UTF-8.
pub fn read_foreign(path: &Path) -> Result<ForeignFiles, ForeignError> {
    let failed = |path: &Path, cause| ForeignError::Io {
        path: path.display().to_string(),
        cause,
    };
    let metadata = path.metadata().map_err(|cause| failed(path, cause))?;
    // A link that came with somebody's files may lead to where git keeps an address with a password in it.
    if git_directory_around(path).is_some() {
        return Err(ForeignError::OfGit(path.display().to_string()));
    }
    if !metadata.is_dir() {
        if !metadata.is_file() {
            let cause = io::Error::new(io::ErrorKind::InvalidInput, "it is not a file");
            return Err(failed(path, cause));
        }
        return Ok(ForeignFiles::One(read(path)?));
    }
    let mut files = Vec::new();
    let mut others = 0;
    let entries = WalkDir::new(path)
        .min_depth(1)
        .max_depth(MAX_DEPTH)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        });
    for entry in entries {
        let entry = entry.map_err(|error| failed(path, error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let is_markdown = entry.path().extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
        });
        if is_markdown && entry.file_type().is_file() {
            files.push(read(entry.path())?);
        } else {
            others += 1;
        }
    }
    // By name without its ending, so that `2026-11-17` comes before `2026-11-17 again`.
    files.sort_by_key(|file| file.path.with_extension(""));
    Ok(ForeignFiles::Folder(files, others))
}

fn read(path: &Path) -> Result<ForeignFile, ForeignError> {
    let shown = || path.display().to_string();
    let bytes = read_file(&real_path(path)).map_err(|cause| ForeignError::Io {
        path: shown(),
        cause,
    })?;
    let text = String::from_utf8(bytes).map_err(|_| ForeignError::NotUtf8(shown()))?;
    Ok(ForeignFile {
        path: path.to_path_buf(),
        text,
    })
}
