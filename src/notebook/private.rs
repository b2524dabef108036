#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: notes that are the user's alone, outside of notebooks"
)]
//! Notes that are one user's alone.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::inside::real_path;
use super::journal::make_private_folder;
use crate::meeting::{Pair, Person};
use crate::text::{ascii_slug, stable_hash};

/// One user's private notes beside the meetings of one pair: files `YYYY-MM-DD.md` in a folder outside the notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateNotes {
    base: PathBuf,
    folder: PathBuf,
}

impl PrivateNotes {
    /// The notes on the meetings of `pair`, in a folder of their own below `base`. It is the same for every clone of the
    /// pair's notebook, whatever it is called there.
    pub fn new(base: &Path, pair: &Pair) -> Self {
        // A name may be corrected later, an address seldom changes.
        let identity = |person: &Person| {
            let known = person.email.as_ref().unwrap_or(&person.name);
            format!("{}\n{}\n", person.handle, known).to_lowercase()
        };
        let people = [&pair.manager, &pair.ic];
        let identities = people.map(identity);
        let hash = stable_hash(&[identities[0].as_bytes(), identities[1].as_bytes()]);
        let slugs = people.map(|person| ascii_slug(person.handle.as_str()));
        let name: String = slugs
            .iter()
            .flatten()
            .map(|slug| format!("{slug}-"))
            .collect();
        PrivateNotes {
            base: base.to_path_buf(),
            folder: base.join(format!("{name}{hash:016x}")),
        }
    }

    /// The folder in which the notes of all pairs are, without links.
    pub fn real_base(&self) -> PathBuf {
        real_path(&self.base)
    }

    /// The pair's folder, without links.
    pub fn real_folder(&self) -> PathBuf {
        real_path(&self.folder)
    }

    /// Where the note beside the meeting on `date` is, or would be.
    pub fn path(&self, date: NaiveDate) -> PathBuf {
        self.folder.join(format!("{date}.md"))
    }

    /// The note beside the meeting on `date`; none where nothing was written.
    ///
    /// # Errors
    /// When it is there and can't be read.
    pub fn read(&self, date: NaiveDate) -> io::Result<Option<String>> {
        match fs::read(self.path(date)) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Make the pair's folder, which only its owner can look into.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn make_folder(&self) -> io::Result<()> {
        make_private_folder(&self.folder)
    }

    /// Begin the note beside the meeting on `date` with `heading`, if there is none yet.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(&self, date: NaiveDate, heading: &str) -> io::Result<()> {
        self.make_folder()?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        match options.open(self.path(date)) {
            Ok(mut file) => file.write_all(heading.as_bytes()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Add `line` at the end of the note beside the meeting on `date`, which begins with `heading` if there is none yet.
    ///
    /// # Errors
    /// When it can't be read or written.
    pub fn add_line(&self, date: NaiveDate, heading: &str, line: &str) -> io::Result<()> {
        self.begin(date, heading)?;
        let before = fs::read(self.path(date))?;
        let gap = match before.last() {
            None | Some(b'\n') => "",
            Some(_) => "\n",
        };
        let mut file = fs::OpenOptions::new().append(true).open(self.path(date))?;
        file.write_all(format!("{gap}{line}\n").as_bytes())
    }

    /// Take the note beside the meeting on `date` away again if it holds nothing but `heading`; gives whether it stays.
    ///
    /// # Errors
    /// When it can't be read or removed.
    pub fn keep_if_written(&self, date: NaiveDate, heading: &str) -> io::Result<bool> {
        let Some(text) = self.read(date)? else {
            return Ok(false);
        };
        let is_written = !text.trim().is_empty() && text.trim() != heading.trim();
        if !is_written {
            fs::remove_file(self.path(date))?;
        }
        Ok(is_written)
    }

    /// Where the note beside the meeting on `date` really is, or would be: links on the way are followed.
    pub fn real_path(&self, date: NaiveDate) -> PathBuf {
        real_path(&self.path(date))
    }

    /// Whether the note beside the meeting on `date` would lie in the folder `root`, be it by a link.
    pub fn is_inside(&self, date: NaiveDate, root: &Path) -> bool {
        self.real_path(date).starts_with(real_path(root))
    }

    /// The note that the file at `path` is under another name, or of which it is a copy: byte for byte, of one that says
    /// something.
    pub fn copied_to(&self, path: &Path) -> Option<PathBuf> {
        let file = path.symlink_metadata().ok().filter(fs::Metadata::is_file)?;
        let entries = walkdir::WalkDir::new(&self.folder)
            .min_depth(1)
            .max_depth(1);
        let notes = entries
            .into_iter()
            .flatten()
            .map(walkdir::DirEntry::into_path);
        // Nearly always the lengths alone say no, and nothing is read.
        let is_alike = |note: &PathBuf| {
            let found = note.metadata();
            found.is_ok_and(|note| note.is_file() && note.len() == file.len())
        };
        let is_copied = |note: &PathBuf| {
            fs::read(note).is_ok_and(|bytes| {
                !bytes.trim_ascii().is_empty() && fs::read(path).is_ok_and(|own| own == bytes)
            })
        };
        notes.filter(is_alike).find(is_copied)
    }

    /// The folder and the notes in it that others on this machine may look into.
    pub fn open_to_others(&self) -> Vec<PathBuf> {
        let entries = walkdir::WalkDir::new(&self.folder).max_depth(1).into_iter();
        entries
            .flatten()
            .filter(|entry| {
                entry
                    .metadata()
                    .is_ok_and(|metadata| is_open_to_others(&metadata))
            })
            .map(walkdir::DirEntry::into_path)
            .collect()
    }
}

#[cfg(unix)]
fn is_open_to_others(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_metadata: &fs::Metadata) -> bool {
    false // who may read is not in the mode there
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Handle;

    fn pair(ic: &str, email: Option<&str>) -> Pair {
        let person = |handle: &str, email: Option<&str>| Person {
            handle: Handle::new(handle).expect("a handle"),
            name: "Somebody".to_string(),
            email: email.map(str::to_string),
        };
        Pair {
            manager: person("dana", Some("dana@example.com")),
            ic: person(ic, email),
        }
    }

    #[test]
    fn each_pair_has_a_folder_of_its_own() {
        let folder = |pair: &Pair| PrivateNotes::new(Path::new("/p"), pair).folder;
        let alex = folder(&pair("alex", Some("alex@example.com")));
        assert!(alex.starts_with("/p") && alex.display().to_string().contains("dana-alex-"));
        assert_eq!(alex, folder(&pair("Alex", Some("ALEX@example.com"))));
        assert_ne!(alex, folder(&pair("alex", Some("alex@example.org"))));
        assert_ne!(alex, folder(&pair("alex", None)));
        assert_ne!(folder(&pair("王", None)), folder(&pair("李", None)));
    }
}
