#![expect(
    clippy::disallowed_methods,
    reason = "the one way from the files of a notebook to its meetings, for all commands"
)]
//! A clone that is locked: its files go through a filter that is not set up here, so what lies in the work tree is what is
//! stored, and no text. Commands read meetings here and nowhere else, so none can forget to ask.

use super::error::SyncError;
use super::guarded_files::guarded_files;
use crate::git::{GitError, Repository};
use crate::markdown::Wanted;
use crate::meeting::{LeftOut, MeetingText, Series};
use crate::notebook::{FileProblem, Notebook, OpenItems, Threads, may_be_guarded};
use crate::text::stand_in;

/// All meetings of `notebook` with the items that are `wanted`, and what else lies in their folder.
///
/// # Errors
/// When the clone is locked, or the folder can't be listed.
pub fn read_series(
    notebook: &Notebook,
    wanted: Wanted,
    threads: Threads,
) -> Result<(Series, Vec<FileProblem>), SyncError> {
    require_texts(notebook)?;
    Ok(notebook.series(wanted, threads)?)
}

/// All meetings of `notebook`, with the text and the items only of those that have to do with open items; for listings.
///
/// # Errors
/// When the clone is locked, or the folder can't be listed.
pub fn read_open_items(notebook: &Notebook, threads: Threads) -> Result<OpenItems, SyncError> {
    require_texts(notebook)?;
    Ok(notebook.open_items(threads)?)
}

/// The texts of all meetings of `notebook` in order of date, and those that can't be read.
///
/// # Errors
/// When the clone is locked, or the folder can't be listed.
pub fn read_texts(notebook: &Notebook) -> Result<(Vec<MeetingText>, Vec<LeftOut>), SyncError> {
    require_texts(notebook)?;
    Ok(notebook.texts()?)
}

/// Refuse to take what a filter made for the texts of meetings. Files that a filter is to guard and that are texts all the
/// same may be read and written; `sync` is what does not send them.
///
/// # Errors
/// When a meeting of `notebook` is guarded by a filter that is not set up here, and is no text.
fn require_texts(notebook: &Notebook) -> Result<(), GitError> {
    if !may_be_guarded(notebook.root()) {
        return Ok(());
    }
    let Some(repository) = Repository::around(notebook.root())? else {
        return Ok(());
    };
    for guarded in guarded_files(notebook, &repository, &[])? {
        let Err(error) = repository.require_filter(&guarded.filter, &guarded.path) else {
            continue;
        };
        let bytes = notebook.bytes(&guarded.file);
        if bytes.is_ok_and(|bytes| bytes.is_some_and(|bytes| !is_text(&bytes))) {
            return Err(error);
        }
    }
    Ok(())
}

/// Whether these are the bytes of something that a person wrote: what is encrypted has no lines of Markdown, neither as
/// bytes nor as letters.
fn is_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let is_markdown = |line: &str| line.starts_with(['#', '-', '*']) || line.trim().is_empty();
    stand_in(bytes).is_none()
        && !text.contains('\0')
        && (text.is_empty() || text.lines().any(is_markdown))
}

#[cfg(test)]
mod tests {
    use super::is_text;

    #[test]
    fn texts_and_what_stands_for_them() {
        for (bytes, expected) in [
            (&b""[..], true),
            (b"---\ndate: 2026-11-24\n---\n", true),
            (b"# 1:1\n", true),
            (b"Just words\n\n- [ ] One\n", true),
            (b"ra2trfSg4eU=\nra2trfSg4eU=\n", false),
            (b"\xad\xad\xad\x8a", false),
            (b"\0GITCRYPT\0- x", false),
            (b"version https://git-lfs.github.com/spec/v1\n\n", false),
        ] {
            assert_eq!(
                is_text(bytes),
                expected,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
