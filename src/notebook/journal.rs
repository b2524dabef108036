#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: keeps what commands did, beside the notebooks"
)]
//! What commands did to a notebook, kept so that it can be taken back.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::apply::Lock;
use super::file::holds;
use crate::change::{JournalEntry, JournalFile};

/// As many changes are kept; older ones go.
const KEPT: usize = 200;
/// How the names of files begin that are not written to their end.
const TEMPORARY: &str = ".oneonone-";

/// What commands did to one notebook: a file a change, in a folder that nobody else reads and that is never in the
/// notebook itself, because what it holds may have been taken back for a reason.
///
/// Nothing is flushed to the disk here: this protects from a wrong command, not from a power cut, and the meetings
/// themselves are.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: PathBuf,
}

impl Journal {
    /// The journal in `folder`, which is made when something is written.
    pub fn new(folder: PathBuf) -> Self {
        Journal { folder }
    }

    /// The folder of its entries, which need not be there yet.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Add `change` and give the number it got; the one in it is not looked at.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add(&self, change: &JournalEntry) -> io::Result<u64> {
        make_private_folder(&self.folder)?;
        let _lock = Lock::new(&self.folder);
        let numbers = self.numbers();
        let number = numbers.last().map_or(1, |last| last + 1);
        self.write(number, change)?;
        for old in numbers.iter().rev().skip(KEPT - 1) {
            let _ = fs::remove_file(self.path(*old));
        }
        Ok(number)
    }

    /// Let the change `number` be `change`: the same command went on.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn replace(&self, number: u64, change: &JournalEntry) -> io::Result<()> {
        let _lock = Lock::new(&self.folder);
        self.write(number, change)
    }

    /// Take out the change `number`: nothing of it happened.
    pub fn withdraw(&self, number: u64) {
        let _ = fs::remove_file(self.path(number));
    }

    /// All changes, the newest first, and the files that can't be read.
    pub fn changes(&self) -> (Vec<JournalEntry>, Vec<PathBuf>) {
        let mut changes = Vec::new();
        let mut unreadable = Vec::new();
        for number in self.numbers().into_iter().rev() {
            let path = self.path(number);
            let read = fs::read(&path)
                .ok()
                .and_then(|bytes| serde_json::from_slice::<JournalEntry>(&bytes).ok());
            match read {
                Some(change) => changes.push(JournalEntry { number, ..change }),
                None => unreadable.push(path),
            }
        }
        (changes, unreadable)
    }

    /// The numbers in order.
    fn numbers(&self) -> Vec<u64> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut numbers: Vec<u64> = entries
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name();
                name.to_str()?.strip_suffix(".json")?.parse().ok()
            })
            .collect();
        numbers.sort_unstable();
        numbers
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:06}.json"))
    }

    fn write(&self, number: u64, change: &JournalEntry) -> io::Result<()> {
        remove_leftovers(&self.folder);
        let bytes = serde_json::to_vec(change)?;
        let mut file = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .suffix(".tmp")
            .tempfile_in(&self.folder)?; // readable by its owner alone
        file.write_all(&bytes)?;
        file.persist(self.path(number))
            .map(drop)
            .map_err(|error| error.error)
    }
}

/// Whether something of `files` was written in the notebook in `root`: one of them is there with its new text, or gone
/// as it should be.
pub fn has_begun(root: &Path, files: &[JournalFile]) -> bool {
    files.iter().any(|file| match (&file.before, &file.after) {
        (Some(before), None) => root.join(&before.path).symlink_metadata().is_err(),
        (_, after) => {
            let mut left = after.iter().chain(&file.between);
            left.any(|left| holds(&root.join(&left.path), &left.text))
        }
    })
}

/// A folder, with those above it, that only its owner can look into.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Remove what a killed run left. We hold the lock, so no other run of ours is writing.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(TEMPORARY) && name.ends_with(".tmp") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::FileText;

    fn change(command: &str) -> JournalEntry {
        JournalEntry {
            number: 0,
            at: 5,
            command: command.to_string(),
            undoes: None,
            files: vec![JournalFile {
                before: None,
                after: Some(FileText::new("meetings/2026-11-24.md", "\u{feff}a\r\n")),
                between: vec![FileText::new("a", "b")],
                blank: Some("a".to_string()),
            }],
        }
    }

    #[test]
    fn what_is_written_is_read_and_the_oldest_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::new(folder.path().join("deep/down"));
        for number in 1..=KEPT as u64 + 1 {
            assert_eq!(journal.add(&change("carry")).expect("written"), number);
        }
        let (changes, unreadable) = journal.changes();
        assert_eq!((changes.len(), unreadable.len()), (KEPT, 0));
        assert_eq!(changes[0].number, KEPT as u64 + 1);
        assert_eq!(changes[0].files, change("").files);
        assert_eq!(changes.last().map(|change| change.number), Some(2));
    }

    #[test]
    fn a_broken_entry_hides_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::new(folder.path().to_path_buf());
        journal.add(&change("new")).expect("written");
        fs::write(folder.path().join("000002.json"), "{\"at\":").expect("written");
        let (changes, unreadable) = journal.changes();
        assert_eq!((changes.len(), unreadable.len()), (1, 1));
        assert_eq!(journal.add(&change("add")).expect("written"), 3);
    }
}
