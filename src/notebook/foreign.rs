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
    /// The Markdown and HTML files of a folder, in order of their paths, and how many other files are in it.
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
    /// It is the document of another kind of program.
    #[error("`{0}` is {1}, and only Markdown and HTML can be imported")]
    OtherFormat(String, &'static str),
    /// It is a packed folder.
    #[error("`{0}` is a packed folder")]
    Packed(String),
    /// It is no text.
    #[error("`{0}` is not UTF-8")]
    NotUtf8(String),
    /// It is one of git's own files.
    #[error("`{0}` lies in a git directory")]
    OfGit(String),
}

/// The file at `path`, or all Markdown and HTML files in the folder there and in folders below it. Hidden ones, in which other
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
            let known = ["md", "markdown", "html", "htm"];
            known
                .into_iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
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
    match other_format(&bytes) {
        None => {}
        Some(PACKED) => return Err(ForeignError::Packed(shown())),
        Some(format) => return Err(ForeignError::OtherFormat(shown(), format)),
    }
    let text = String::from_utf8(bytes).map_err(|_| ForeignError::NotUtf8(shown()))?;
    Ok(ForeignFile {
        path: path.to_path_buf(),
        text,
    })
}

/// What a packed folder is that is no document.
const PACKED: &str = "a packed folder";

/// What `bytes` are by their first words, where that is known and no text.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let holds = |words: &str| memchr::memmem::find(bytes, words.as_bytes()).is_some();
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF file"),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some("a rich text file (RTF)"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some("an old Word file"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] if holds("word/document.xml") => Some("a Word file"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] if holds("application/vnd.oasis.opendocument") => {
            Some("an OpenDocument file")
        }
        [b'P', b'K', 3 | 5, 4 | 6, ..] if holds("xl/workbook.xml") => Some("an Excel file"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] if holds("ppt/presentation.xml") => {
            Some("a PowerPoint file")
        }
        [b'P', b'K', 3 | 5, 4 | 6, ..] | [0x1f, 0x8b, ..] => Some(PACKED),
        _ => None,
    }
}
