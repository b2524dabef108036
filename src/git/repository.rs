//! Reads through libgit2, in this process: faster than a call of git, and free of side effects.

use std::path::{Path, PathBuf};

/// The user's e-mail address as git has it for `folder`: of the repository around it, else of the user.
pub fn user_email(folder: &Path) -> Option<String> {
    let config = match git2::Repository::discover(folder) {
        Ok(repository) => repository.config(),
        Err(_) => git2::Config::open_default(),
    };
    config
        .ok()?
        .get_string("user.email")
        .ok()
        .filter(|email| !email.is_empty())
}

/// Whether `folder` lies in the work tree of some repository.
pub fn is_in_work_tree(folder: &Path) -> bool {
    git2::Repository::discover(folder).is_ok_and(|repository| repository.workdir().is_some())
}

/// Where git keeps what belongs to the work tree around `folder`, and that work tree; found without opening the
/// repository, so for every kind of repository.
pub fn git_folder(folder: &Path) -> Option<GitFolder> {
    let has_git = |folder: &&Path| folder.join(".git").symlink_metadata().is_ok();
    let work_tree = folder.ancestors().find(has_git)?;
    let path = git2::Repository::discover_path(work_tree, std::iter::empty::<&Path>()).ok()?;
    Some(GitFolder {
        path,
        work_tree: work_tree.to_path_buf(),
    })
}

/// A work tree and its git folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitFolder {
    /// The folder of git's own files, of this work tree alone where there are several.
    pub path: PathBuf,
    /// The work tree.
    pub work_tree: PathBuf,
}

/// Whether the repository around `folder` knows another one to share with.
pub fn has_remote(folder: &Path) -> bool {
    let repository = git2::Repository::discover(folder);
    repository.is_ok_and(|repository| {
        repository
            .remotes()
            .is_ok_and(|remotes| !remotes.is_empty())
    })
}
