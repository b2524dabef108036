//! What one asks about a repository to find out what is wrong with it. All by the git program, which opens every kind of
//! repository.

use std::path::{Path, PathBuf};

use super::program::Git;
use super::repository::git_folder;

/// Whether a file would get into some repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// No: it lies in no work tree, or git ignores it there.
    Hidden,
    /// It lies in this work tree, and git does not ignore it or can't say.
    NotIgnored(PathBuf),
    /// This work tree has it already, or another file of its folder.
    Tracked(PathBuf),
}

/// Whether the file at `path`, which need not be there, would get into the repository around it. A repository that
/// begins in `own` or below is the user's own affair, unless `shared` lies in it too.
pub fn exposure(path: &Path, own: &Path, shared: &Path) -> Exposure {
    let Some(folder) = path.ancestors().find_map(git_folder) else {
        return Exposure::Hidden;
    };
    let work_tree = folder.work_tree;
    if work_tree.starts_with(own) && !shared.starts_with(&work_tree) {
        return Exposure::Hidden;
    }
    let git = Git::new(&work_tree);
    let (Some(file), Some(parent)) = (path.to_str(), path.parent().and_then(Path::to_str)) else {
        return Exposure::NotIgnored(work_tree);
    };
    match git.run(&["ls-files", "--", parent]) {
        Ok(tracked) if tracked.is_empty() => {}
        Ok(_) => return Exposure::Tracked(work_tree),
        Err(_) => return Exposure::NotIgnored(work_tree),
    }
    match git.run(&["check-ignore", "--", file]) {
        Ok(ignored) if !ignored.is_empty() => Exposure::Hidden,
        _ => Exposure::NotIgnored(work_tree),
    }
}
