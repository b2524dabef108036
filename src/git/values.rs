//! What is read of a repository, whoever reads it.

use std::fmt;
use std::path::PathBuf;

/// The name of an object in hexadecimal, of either kind of hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(String);

impl ObjectId {
    /// The name that `text` spells out in full.
    pub fn new(text: &str) -> Option<Self> {
        let is_id = matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_id.then(|| ObjectId(text.to_string()))
    }

    pub(super) fn of_hex(text: String) -> Self {
        ObjectId(text)
    }

    /// In hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name that means no object, as long as this one.
    pub fn null(&self) -> ObjectId {
        ObjectId("0".repeat(self.0.len()))
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a repository has its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The top of the work tree; a bare repository has none.
    pub work_tree: Option<PathBuf>,
    /// What belongs to this work tree: `.git`.
    pub git_folder: PathBuf,
    /// What belongs to all work trees.
    pub common_folder: PathBuf,
}

/// What is checked out in a work tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A branch, by its full name; without a commit while it is unborn.
    Branch {
        /// `refs/heads/main`
        name: String,
        /// The newest commit.
        commit: Option<ObjectId>,
    },
    /// A commit without a branch.
    Detached,
}

/// Something that the user has begun in a repository and not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Underway {
    /// `git merge`
    Merge,
    /// `git rebase`, `git am`
    Rebase,
    /// `git cherry-pick`
    CherryPick,
    /// `git revert`
    Revert,
    /// `git bisect`
    Bisect,
}

impl Underway {
    /// The command of git that goes on with it.
    pub fn command(self) -> &'static str {
        match self {
            Underway::Merge => "merge",
            Underway::Rebase => "rebase",
            Underway::CherryPick => "cherry-pick",
            Underway::Revert => "revert",
            Underway::Bisect => "bisect",
        }
    }
}

/// A file that is not as in HEAD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path, relative to the top of the work tree.
    pub path: String,
    /// The index does not know it.
    pub is_untracked: bool,
    /// A conflict of it is not resolved in the index.
    pub is_unmerged: bool,
}

/// A file in a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeEntry {
    /// Its path, relative to the top of the work tree.
    pub path: String,
    /// Its mode as git has it, for instance `0o100644`.
    pub mode: u32,
    /// What it holds.
    pub id: ObjectId,
}

impl TreeEntry {
    /// Whether it is a file, and no link and no submodule.
    pub fn is_file(&self) -> bool {
        self.mode & 0o170_000 == 0o100_000
    }
}

/// What git's index was told of a file: not to look whether it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwatched {
    /// `git update-index --assume-unchanged`, or `core.ignoreStat`
    AssumeUnchanged,
    /// `git update-index --skip-worktree`, or a sparse checkout
    SkipWorktree,
}

/// A rule by which git ignores a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoreRule {
    /// The file that holds it: relative to the top of the work tree, or absolute.
    pub source: String,
    /// The line there, from 1.
    pub line: usize,
    /// The pattern as it is written there.
    pub pattern: String,
}

/// A work tree and its git folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitFolder {
    /// The folder of git's own files, of this work tree alone where there are several.
    pub path: PathBuf,
    /// The folder that holds `.git`, and the files that are shared.
    pub work_tree: PathBuf,
}
