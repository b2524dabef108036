//! Which repository a folder belongs to.
//!
//! Only the `.git` of a work tree counts, a folder or the file that names one. Files that somebody shares can lie as a
//! git directory has them, and both git and libgit2 would take such a folder for a repository, with the programs that its
//! `config` names. So libgit2 is never let to look for one by itself; the git program is told the same in
//! [`program`](super::program).

use std::path::{Path, PathBuf};

use super::answer::GitError;
use super::look::{own_type, real_path, type_of};
use super::reads::Repository;
use super::repository;

/// A work tree and its git folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitFolder {
    /// The folder of git's own files, of this work tree alone where there are several.
    pub path: PathBuf,
    /// The work tree.
    pub work_tree: PathBuf,
}

/// Where git keeps what belongs to the work tree around `folder`, and that work tree; found without opening the
/// repository, so for every kind of repository.
pub fn git_folder(folder: &Path) -> Option<GitFolder> {
    find(folder).ok().flatten()
}

/// The work tree around `folder` and its git folder; `None` where there is none.
///
/// # Errors
/// When a file `.git` names what is no git directory, or one that came with somebody's files.
pub(super) fn find(folder: &Path) -> Result<Option<GitFolder>, GitError> {
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
        if !is_in_place && is_planted(work_tree, &path)? {
            return Err(GitError::Planted { file: own, path });
        }
        return Ok(Some(GitFolder {
            path,
            work_tree: work_tree.to_path_buf(),
        }));
    }
    Ok(None)
}

/// Whether the git directory at `path`, which the file or link `.git` in `work_tree` names, came with somebody's files:
/// it lies in the work tree of a repository further up, and is none that git made there for a submodule or another work
/// tree.
///
/// Git tracks no `.git`, but such a file may have come by other ways.
fn is_planted(work_tree: &Path, path: &Path) -> Result<bool, GitError> {
    let Some(above) = work_tree.parent() else {
        return Ok(false);
    };
    let path = real_path(path);
    let Ok(Some(outer)) = Repository::around(above) else {
        return Ok(false);
    };
    let places = outer.places();
    let is_own = |folder: &Path| path.starts_with(real_path(folder));
    let Some(top) = places.work_tree.as_deref().map(real_path) else {
        return Ok(false);
    };
    let Ok(below) = path.strip_prefix(&top) else {
        return Ok(false);
    };
    if is_own(&places.git_folder) || is_own(&places.common_folder) {
        return Ok(false);
    }
    let is_tracked = || {
        let tracked = outer.tracked()?;
        Ok::<_, GitError>(
            tracked
                .iter()
                .any(|file| Path::new(file).starts_with(below)),
        )
    };
    Ok(path.starts_with(work_tree) || is_tracked()?)
}
