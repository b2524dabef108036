//! What git does to a file on its way between the work tree and the repository, beyond its line ends: as attributes
//! say, which the other side may write too.
//!
//! Everyone pays for a look at a few small files; git is asked only where one of them has a word of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use memchr::memmem;

use super::answer::GitError;
use super::attributes::{ATTRIBUTES_FILE, AttributesOf, Conversion};
use super::disk::{self, Held};
use super::open::Repository;
use super::parse;
use super::values::{ObjectId, TreeEntry};

/// A longer one is not searched: git is asked. In bytes.
pub(super) const MAX_LOOK: u64 = 1024 * 1024;

/// The attributes that convert, as git names them.
const ATTRIBUTES: [&str; 3] = ["filter", "working-tree-encoding", "ident"];

/// What the file with attributes for all users of a machine is called.
const SYSTEM_FILE: &str = "gitattributes";

/// The oldest git that can be told whose attributes count: `--attr-source`.
const ATTRIBUTE_SOURCE: (u32, u32) = (2, 41);

impl Repository {
    /// What git does to the files at `paths`; only those are given to which it does anything.
    ///
    /// # Errors
    /// When git has to be asked and can't say.
    pub fn conversions(
        &self,
        of: AttributesOf<'_>,
        paths: &[&str],
    ) -> Result<Vec<Conversion>, GitError> {
        let texts = self.attribute_texts(of, paths)?;
        if paths.is_empty() || !texts.values().any(|text| has_word(text)) && !self.has_local_word()
        {
            return Ok(Vec::new());
        }
        let source = self.attribute_source(of, paths, &texts)?;
        let mut arguments: Vec<&str> = source.iter().map(String::as_str).collect();
        arguments.extend(["check-attr", "-z", "--stdin"]);
        arguments.extend(ATTRIBUTES);
        let input: String = paths.iter().map(|path| format!("{path}\0")).collect();
        let answer = self.git().read(&arguments, input.as_bytes())?;
        if answer.code != Some(0) {
            return Err(answer.failed(&arguments));
        }
        Ok(parse::conversions(&answer.stdout))
    }

    /// Whether anything may be done to files in the folders of `paths`, as the work tree has them: a quick look.
    ///
    /// # Errors
    /// When git has to be asked and can't say.
    pub fn may_convert(&self, paths: &[&str]) -> Result<bool, GitError> {
        let texts = self.attribute_texts(AttributesOf::WorkTree, paths)?;
        Ok(texts.values().any(|text| has_word(text)) || self.has_local_word())
    }

    /// How git is told that the attributes of `of` count: nothing where they are those of the work tree, which every git
    /// takes by itself.
    pub(super) fn source_of(
        &self,
        of: AttributesOf<'_>,
        paths: &[&str],
    ) -> Result<Option<String>, GitError> {
        let texts = self.attribute_texts(of, paths)?;
        self.attribute_source(of, paths, &texts)
    }

    fn attribute_source(
        &self,
        of: AttributesOf<'_>,
        paths: &[&str],
        texts: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Option<String>, GitError> {
        let AttributesOf::Version(id, _) = of else {
            return Ok(None);
        };
        if *texts == self.attribute_texts(AttributesOf::WorkTree, paths)? {
            return Ok(None);
        }
        if !self.takes_source()? {
            let found = self.git().ask(&["version"])?;
            return Err(GitError::NoAttributeSource { found });
        }
        Ok(Some(format!("--attr-source={id}")))
    }

    fn takes_source(&self) -> Result<bool, GitError> {
        if let Some(known) = self.known().takes_source.get() {
            return Ok(*known);
        }
        let version = parse::version(&self.git().ask(&["version"])?);
        // A version that we can't read is some vendor's own, and newer than this program.
        let takes = version.is_none_or(|version| version >= ATTRIBUTE_SOURCE);
        Ok(*self.known().takes_source.get_or_init(|| takes))
    }

    /// The attributes that hold for `paths`, by the folders of the files that they stand in.
    fn attribute_texts(
        &self,
        of: AttributesOf<'_>,
        paths: &[&str],
    ) -> Result<BTreeMap<String, Vec<u8>>, GitError> {
        let folders = folders(paths);
        match of {
            AttributesOf::WorkTree => Ok(folders
                .into_iter()
                .filter_map(|folder| Some((folder.to_string(), self.in_work_tree(folder)?)))
                .collect()),
            AttributesOf::Version(_, files) => {
                let holds = |file: &&TreeEntry| {
                    let folder = file.path.strip_suffix(ATTRIBUTES_FILE);
                    folder.is_some_and(|folder| folders.contains(folder))
                };
                let files: Vec<&TreeEntry> = files.iter().filter(holds).collect();
                let ids: Vec<&ObjectId> = files.iter().map(|file| &file.id).collect();
                let folder = |file: &TreeEntry| {
                    let folder = file.path.strip_suffix(ATTRIBUTES_FILE);
                    folder.unwrap_or_default().to_string()
                };
                let folders = files.into_iter().map(folder);
                Ok(folders.zip(self.blobs(&ids)?).collect())
            }
        }
    }

    /// The attributes of the folder `below` in the work tree; where the file is not on the disk, git takes the index's.
    fn in_work_tree(&self, below: &str) -> Option<Vec<u8>> {
        let top = self.places().work_tree.as_ref()?;
        let path = format!("{below}{ATTRIBUTES_FILE}");
        held(&top.join(&path)).or_else(|| self.in_index(&path))
    }

    /// Whether any file with attributes that is not in the work tree has a word of conversions.
    fn has_local_word(&self) -> bool {
        *self.known().local.get_or_init(|| {
            let mut files = self.attribute_files_of_the_user();
            files.push(self.attribute_file_of_the_clone());
            files
                .iter()
                .filter_map(|file| held(file))
                .any(|text| has_word(&text))
        })
    }

    /// The files with attributes for all that a user has here, those that count most last.
    pub(super) fn attribute_files_of_the_user(&self) -> Vec<PathBuf> {
        let top = self.places().work_tree.as_deref().unwrap_or(Path::new(""));
        let own = self.config_path("core.attributesFile");
        let own = own.map(|own| top.join(own)).or_else(disk::usual_attributes);
        let system = super::repository::system_folder();
        let system = system.map(|folder| folder.join(SYSTEM_FILE));
        let all = [Some(Path::new("/etc").join(SYSTEM_FILE)), system, own];
        all.into_iter().flatten().collect()
    }

    /// The file with attributes that counts in this clone alone, before all others.
    pub(super) fn attribute_file_of_the_clone(&self) -> PathBuf {
        self.places().common_folder.join("info/attributes")
    }
}

/// What the file at `path` holds, if it is one.
fn held(path: &Path) -> Option<Vec<u8>> {
    match disk::read(path, MAX_LOOK)? {
        Held::Bytes(bytes) => Some(bytes),
        Held::TooLong => Some(ATTRIBUTES[0].into()),
    }
}

/// Whether attributes may convert anything.
fn has_word(text: &[u8]) -> bool {
    let holds = |word: &&str| memmem::find(text, word.as_bytes()).is_some();
    ATTRIBUTES.iter().any(holds)
}

/// The folders around the files at `paths`: empty, or ended by `/`.
pub(super) fn folders<'a>(paths: &[&'a str]) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::from([""]);
    let mut last = "";
    for path in paths {
        let folder = &path[..path.rfind('/').map_or(0, |at| at + 1)];
        if folder != last {
            folders.extend(folder.match_indices('/').map(|(at, _)| &folder[..=at]));
            last = folder;
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_around_files() {
        let found = folders(&[
            "a.md",
            "alex/meetings/1.md",
            "alex/meetings/2.md",
            "zoe/x.md",
        ]);
        let found: Vec<&str> = found.into_iter().collect();
        assert_eq!(found, ["", "alex/", "alex/meetings/", "zoe/"]);
    }

    #[test]
    fn words_of_conversions() {
        let has = |text: &str| has_word(text.as_bytes());
        assert!(!has("meetings/*.md text eol=lf merge=oneonone\n"));
        assert!(has("*.md filter=crypt\n"));
        assert!(has("*.md working-tree-encoding=UTF-16\n"));
        assert!(has("[attr]secret filter=crypt\n*.md secret\n"));
        assert!(has("*.md ident\n"));
    }
}
