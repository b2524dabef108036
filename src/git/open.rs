//! Opening the repository around a folder, if it may be used at all.

use std::path::{Path, PathBuf};

use super::answer::GitError;
use super::disk::real_path;
use super::find::find;
use super::program::Git;
use super::remembered::{Filters, KnownAttributes};
use super::repository;
use super::values::{GitFolder, Places};

/// A repository to read from: in this process where libgit2 can open it, else by the git program.
pub struct Repository {
    places: Places,
    folder: PathBuf,
    in_process: Option<git2::Repository>,
    known: KnownAttributes,
    filtered: Filters,
}

impl Repository {
    /// The repository around `folder`; `None` where there is none.
    ///
    /// # Errors
    /// When git has to be asked and there is none, or it refuses to look at that repository; or when a file `.git` names
    /// what must not be used.
    pub fn around(folder: &Path) -> Result<Option<Repository>, GitError> {
        let Some(found) = usable(folder)? else {
            return Ok(None);
        };
        let (in_process, places) = match repository::open(&found, &real_path(folder)) {
            Some((in_process, places)) => (Some(in_process), places),
            None => (None, places_by_program(folder)?),
        };
        let folder = places.work_tree.as_ref().unwrap_or(&places.git_folder);
        Ok(Some(Repository {
            folder: folder.clone(),
            places,
            in_process,
            known: KnownAttributes::default(),
            filtered: Filters::default(),
        }))
    }

    /// Where it has its files.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The git program at the top of the work tree.
    pub fn git(&self) -> Git<'_> {
        Git::new(&self.folder)
    }

    /// Whether libgit2 reads it, so that no program is started for each question.
    pub fn is_read_in_process(&self) -> bool {
        self.in_process.is_some()
    }

    /// What libgit2 reads; `None` where it can't.
    pub(super) fn try_here<T>(
        &self,
        read: impl FnOnce(&git2::Repository) -> Option<T>,
    ) -> Option<T> {
        self.in_process.as_ref().and_then(read)
    }

    /// What is known already of attributes.
    pub(super) fn known(&self) -> &KnownAttributes {
        &self.known
    }

    /// What was read through filters already.
    pub(super) fn filtered(&self) -> &Filters {
        &self.filtered
    }

    /// The repository as libgit2 has it; `None` where it can't open it.
    pub(super) fn here(&self) -> Option<&git2::Repository> {
        self.in_process.as_ref()
    }

    /// The output of a call that must succeed.
    pub(super) fn bytes(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
        let answer = self.git().read(arguments, input)?;
        if answer.code == Some(0) {
            Ok(answer.stdout)
        } else {
            Err(answer.failed(arguments))
        }
    }
}

/// Where git keeps what belongs to the work tree around `folder`, and that work tree; found without opening the
/// repository, so for every kind of repository.
pub fn git_folder(folder: &Path) -> Option<GitFolder> {
    usable(folder).ok().flatten()
}

/// The work tree around `folder` and its git folder; `None` where there is none.
///
/// # Errors
/// When a file `.git` names what is no git directory, or one that came with somebody's files.
fn usable(folder: &Path) -> Result<Option<GitFolder>, GitError> {
    let Some(found) = find(folder)? else {
        return Ok(None);
    };
    let GitFolder { path, work_tree } = &found.folder;
    match found.named_by {
        Some(file) if is_planted(work_tree, path)? => Err(GitError::Planted {
            file,
            path: path.clone(),
        }),
        _ => Ok(Some(found.folder)),
    }
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

fn places_by_program(folder: &Path) -> Result<Places, GitError> {
    let git = Git::new(folder);
    let folders = git.ask(&[
        "rev-parse",
        "--path-format=absolute",
        "--git-dir",
        "--git-common-dir",
    ])?;
    let mut folders = folders.lines().map(PathBuf::from);
    let arguments = ["rev-parse", "--path-format=absolute", "--show-toplevel"];
    let top = git.read(&arguments, b"")?;
    let path = String::from_utf8_lossy(&top.stdout)
        .trim_end_matches('\n')
        .to_string();
    let git_folder = folders.next().unwrap_or_default();
    Ok(Places {
        work_tree: (top.code == Some(0) && !path.is_empty()).then(|| PathBuf::from(path)),
        common_folder: folders.next().unwrap_or_else(|| git_folder.clone()),
        git_folder,
    })
}
