//! A repository with its notebooks, and which files in it are theirs.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::error::SyncError;
use crate::git::Repository;
use crate::meeting::{MeetingPath, Pair};
use crate::notebook::{
    CONFIGURATION_FILE, LoadError, MEETINGS_FOLDER, Notebook, OWN_PLACES, discover_below,
    is_private_path, is_there,
};

/// A repository with the notebooks in its work tree. It is shared as a whole: a push can't leave one of them out.
pub struct Place {
    /// The repository.
    pub repository: Repository,
    /// The top of its work tree.
    pub top: PathBuf,
    /// Its notebooks, in order of their folders.
    pub notebooks: Vec<SharedNotebook>,
    /// Where the user keeps private notes, in the work tree or not; without links.
    pub private: Option<PathBuf>,
}

/// A notebook in a repository.
#[derive(Clone, Debug)]
pub struct SharedNotebook {
    /// The notebook.
    pub notebook: Notebook,
    /// Its folder in the repository: empty, or ended by `/`.
    pub prefix: String,
}

impl SharedNotebook {
    /// The file at `path`, relative to the top of the work tree, as its path in the notebook.
    pub fn file<'p>(&self, path: &'p str) -> &'p str {
        &path[self.prefix.len()..]
    }

    /// What the file at `path`, relative to the top of the work tree, holds; `None` where there is none.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, LoadError> {
        self.notebook.bytes(self.file(path))
    }
}

/// What a file of a notebook is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFile {
    /// The meeting on that date.
    Meeting(NaiveDate),
    /// One of the others that belong to a notebook.
    Other,
}

impl Place {
    /// The repository around the notebook in `root`; nothing below `private` ever leaves it. Both are without links.
    ///
    /// # Errors
    /// When there is none, it has no work tree, a notebook in it can't be opened, or the name of this one is not UTF-8.
    pub fn around(root: &Path, private: Option<PathBuf>) -> Result<Place, SyncError> {
        let repository =
            Repository::around(root)?.ok_or_else(|| SyncError::NoRepository(root.to_path_buf()))?;
        let top = repository.places().work_tree.clone();
        // libgit2 ends folders with `/`, git does not.
        let top: PathBuf = top
            .ok_or_else(|| SyncError::Bare(root.to_path_buf()))?
            .components()
            .collect();
        if !root.starts_with(&top) {
            return Err(SyncError::NoRepository(root.to_path_buf())); // that one's work tree is elsewhere
        }
        let mut roots = discover_below(&top);
        if !roots.iter().any(|other| other == root) {
            roots.push(root.to_path_buf()); // deeper than one looks
            roots.sort();
        }
        if prefix(&top, root).is_none() {
            return Err(SyncError::NotUtf8(root.to_path_buf()));
        }
        let mut notebooks = Vec::new();
        for root in roots.iter().filter(|root| !is_elsewhere(&top, root)) {
            let Some(prefix) = prefix(&top, root) else {
                continue;
            };
            let notebook = Notebook::open(root)?;
            notebooks.push(SharedNotebook { notebook, prefix });
        }
        Ok(Place {
            repository,
            top,
            notebooks,
            private,
        })
    }

    /// The people of its notebooks.
    pub fn pairs(&self) -> Vec<&Pair> {
        let settings = self
            .notebooks
            .iter()
            .map(|shared| shared.notebook.settings());
        settings.map(|settings| &settings.pair).collect()
    }

    /// The files and folders in which own files may lie.
    pub fn own_places(&self) -> Vec<String> {
        let prefixes = self.notebooks.iter().map(|shared| shared.prefix.as_str());
        prefixes
            .flat_map(|prefix| OWN_PLACES.map(|place| format!("{prefix}{place}")))
            .collect()
    }

    /// What the file at `path` is, and of which notebook, if it is one's own.
    pub fn own_file(&self, path: &str) -> Option<(&SharedNotebook, OwnFile)> {
        self.notebooks
            .iter()
            .find_map(|shared| Some((shared, own_file(&shared.prefix, path)?)))
    }

    /// Whether the file at `path` is private: by its name in one of the notebooks, or by its place.
    pub fn is_private(&self, path: &str) -> bool {
        let place = self.top.join(path);
        if self
            .private
            .as_ref()
            .is_some_and(|folder| place.starts_with(folder))
        {
            return true;
        }
        let below = |shared: &SharedNotebook| path.strip_prefix(shared.prefix.as_str());
        self.notebooks.iter().filter_map(below).any(is_private_path)
    }
}

/// What the file at `path` is to the notebook at `prefix`; `None` where it is none of its own.
pub fn own_file(prefix: &str, path: &str) -> Option<OwnFile> {
    let file = path.strip_prefix(prefix)?;
    if is_private_path(file) {
        return None;
    }
    match file.split_once('/') {
        None => matches!(
            file,
            CONFIGURATION_FILE | "questions.md" | ".gitattributes" | ".gitignore"
        )
        .then_some(OwnFile::Other),
        Some((MEETINGS_FOLDER, ".gitkeep")) => Some(OwnFile::Other),
        Some((MEETINGS_FOLDER, name)) => {
            MeetingPath::from_file_name(name).map(|path| OwnFile::Meeting(path.date()))
        }
        Some(("templates", name)) => {
            (name.ends_with(".md") && !name.contains('/')).then_some(OwnFile::Other)
        }
        Some(_) => None,
    }
}

/// Whether the notebook in `root` lies in a repository of its own below `top`.
fn is_elsewhere(top: &Path, root: &Path) -> bool {
    root.ancestors()
        .take_while(|folder| *folder != top)
        .any(|folder| is_there(&folder.join(".git")))
}

/// The notebook in `root` as its folder in the repository whose work tree begins at `top`: empty, or ended by `/`. `None`
/// where it lies elsewhere, or its name is not UTF-8.
pub fn prefix(top: &Path, root: &Path) -> Option<String> {
    Some(match root.strip_prefix(top).ok()?.to_str()? {
        "" => String::new(),
        below => format!("{below}/"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_files_of_a_notebook_are_own() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
        for (path, expected) in [
            ("alex/meetings/2026-11-24.md", Some(OwnFile::Meeting(date))),
            ("alex/oneonone.yaml", Some(OwnFile::Other)),
            ("alex/templates/weekly.md", Some(OwnFile::Other)),
            ("alex/meetings/.gitkeep", Some(OwnFile::Other)),
            ("alex/meetings/2026-11-24 (copy).md", None),
            ("alex/meetings/2026-11-24.private.md", None),
            ("alex/private/2026-11-24.md", None),
            ("alex/notes.md", None),
            ("zoe/oneonone.yaml", None),
        ] {
            assert_eq!(own_file("alex/", path), expected, "{path}");
        }
    }
}
