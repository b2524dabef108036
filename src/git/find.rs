//! Which repository a folder belongs to.
//!
//! Only the `.git` of a work tree counts, a folder or the file that names one. Files that somebody shares can lie as a
//! git directory has them, and both git and libgit2 would take such a folder for a repository, with the programs that its
//! `config` names. So libgit2 is never let to look for one by itself; the git program is told the same in
//! [`program`](super::program).

use std::path::{Path, PathBuf};

use super::answer::GitError;
use super::disk::{own_type, real_path, type_of};
use super::repository;
use super::values::GitFolder;

/// What was found around a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundWorkTree {
    /// The work tree and its git folder.
    pub folder: GitFolder,
    /// The file or link `.git` that names the git folder, where that does not lie in its place: then it may have come
    /// with somebody's files.
    pub named_by: Option<PathBuf>,
}

/// The work tree around `folder` and its git folder; `None` where there is none. Whether it may be used is another
/// question: [`open`](super::open) asks it.
///
/// # Errors
/// When a file `.git` names what is no git directory.
pub(super) fn find(folder: &Path) -> Result<Option<FoundWorkTree>, GitError> {
    let folder = real_path(folder);
    for work_tree in folder.ancestors() {
        let own = work_tree.join(".git");
        let Some(found) = type_of(&own) else {
            continue;
        };
        let path = match repository::named_by(&own) {
            Some(path) if found.is_file() || real_path(&path) == real_path(&own) => path,
            // An empty folder of that name is none; git goes on above it, too.
            _ if found.is_dir() => continue,
            _ => return Err(GitError::NotFound(own)),
        };
        let is_in_place = own_type(&own).is_some_and(|found| found.is_dir());
        return Ok(Some(FoundWorkTree {
            folder: GitFolder {
                path,
                work_tree: work_tree.to_path_buf(),
            },
            named_by: (!is_in_place).then_some(own),
        }));
    }
    Ok(None)
}
