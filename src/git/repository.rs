#![expect(
    clippy::disallowed_methods,
    reason = "the one place that opens repositories and git's settings in this process"
)]
//! Reads through libgit2, in this process: faster than a call of git, and free of side effects.
//!
//! Each gives `None` where libgit2 can't say (it knows neither reftable nor SHA-256 nor a sparse index); whoever asks
//! then asks the git program.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use git2::{
    ErrorCode, IndexEntryExtendedFlag, IndexEntryFlag, Repository, RepositoryOpenFlags,
    RepositoryState, Status, StatusOptions,
};

use super::disk::real_path;
use super::line_history::{BlobChange, Commit};
use super::values::{
    ChangedFile, GitFolder, Head, ObjectId, Places, TreeEntry, Underway, Unwatched,
};

/// The user's e-mail address as git has it outside of repositories.
pub(super) fn email_of_user() -> Option<String> {
    git2::Config::open_default()
        .ok()?
        .get_string("user.email")
        .ok()
}

/// The git directory that `own`, a folder or file called `.git`, is or names.
pub(super) fn named_by(own: &Path) -> Option<PathBuf> {
    let nowhere = std::iter::empty::<&Path>();
    Repository::discover_path(own, nowhere).ok()
}

/// The repository around `folder`, which [`find`](super::find::find) found; `None` where libgit2 can't open it.
pub(super) fn open(found: &GitFolder, folder: &Path) -> Option<(Repository, Places)> {
    // By its work tree: opened by its git folder it would take the folder around that for the work tree, which is wrong
    // where the two lie apart. And without a search: what lies further up is another one.
    let flags = RepositoryOpenFlags::NO_SEARCH;
    let nowhere = std::iter::empty::<&Path>();
    let repository = Repository::open_ext(&found.work_tree, flags, nowhere).ok()?;
    // One whose work tree is elsewhere has nothing to do with the folder; git says what it makes of it.
    let is_around = |top: &Path| folder.starts_with(real_path(top));
    if !repository.workdir().is_none_or(is_around) {
        return None;
    }
    let places = Places {
        work_tree: repository.workdir().map(Path::to_path_buf),
        git_folder: repository.path().to_path_buf(),
        common_folder: repository.commondir().to_path_buf(),
    };
    Some((repository, places))
}

/// What is checked out; `None` where libgit2 can't say.
pub(super) fn head(repository: &Repository) -> Option<Head> {
    let head = repository.find_reference("HEAD").ok()?;
    let Some(name) = head.symbolic_target().ok()? else {
        return Some(Head::Detached);
    };
    let name = name.to_string();
    let commit = match repository.refname_to_id(&name) {
        Ok(id) => Some(object_id(id)),
        Err(error) if error.code() == ErrorCode::NotFound => None,
        Err(_) => return None,
    };
    Some(Head::Branch { name, commit })
}

/// What is half done.
pub(super) fn underway(repository: &Repository) -> Option<Underway> {
    match repository.state() {
        RepositoryState::Clean => None,
        RepositoryState::Merge => Some(Underway::Merge),
        RepositoryState::Revert | RepositoryState::RevertSequence => Some(Underway::Revert),
        RepositoryState::CherryPick | RepositoryState::CherryPickSequence => {
            Some(Underway::CherryPick)
        }
        RepositoryState::Bisect => Some(Underway::Bisect),
        RepositoryState::Rebase
        | RepositoryState::RebaseInteractive
        | RepositoryState::RebaseMerge
        | RepositoryState::ApplyMailbox
        | RepositoryState::ApplyMailboxOrRebase => Some(Underway::Rebase),
    }
}

/// The commit that a full reference name means now; `Some(None)` where there is no such reference.
pub(super) fn commit_of(repository: &Repository, name: &str) -> Option<Option<ObjectId>> {
    match repository.refname_to_id(name) {
        Ok(id) => Some(Some(object_id(id))),
        Err(error) if error.code() == ErrorCode::NotFound => Some(None),
        Err(_) => None,
    }
}

/// The configured value of `key`; `Some(None)` where it is not set.
pub(super) fn config(repository: &Repository, key: &str) -> Option<Option<String>> {
    match repository.config().ok()?.snapshot().ok()?.get_string(key) {
        Ok(value) => Some(Some(value)),
        Err(error) if error.code() == ErrorCode::NotFound => Some(None),
        Err(_) => None,
    }
}

/// The path that is configured as `key`.
pub(super) fn config_path(repository: &Repository, key: &str) -> Option<PathBuf> {
    repository
        .config()
        .ok()?
        .snapshot()
        .ok()?
        .get_path(key)
        .ok()
}

/// The folder of the settings of all users of this machine.
pub(super) fn system_folder() -> Option<PathBuf> {
    let settings = git2::Config::find_system().ok()?;
    settings.parent().map(Path::to_path_buf)
}

/// What the index has as `path`.
pub(super) fn in_index(repository: &Repository, path: &str) -> Option<Vec<u8>> {
    let entry = repository.index().ok()?.get_path(Path::new(path), 0)?;
    Some(repository.find_blob(entry.id).ok()?.content().to_vec())
}

/// The reference that stands here for what the upstream of the branch had last.
pub(super) fn tracking(repository: &Repository, branch: &str) -> Option<String> {
    let name = repository.branch_upstream_name(branch).ok()?;
    name.as_str().ok().map(str::to_string)
}

/// The names of the remotes.
pub(super) fn remotes(repository: &Repository) -> Option<Vec<String>> {
    let names = repository.remotes().ok()?;
    Some(
        names
            .iter()
            .filter_map(|name| name.ok().flatten().map(str::to_string))
            .collect(),
    )
}

/// The address to which the remote called `name` is pushed.
pub(super) fn address(repository: &Repository, name: &str) -> Option<Option<String>> {
    let remote = match repository.find_remote(name) {
        Ok(remote) => remote,
        Err(error) if error.code() == ErrorCode::NotFound => return Some(None),
        Err(_) => return None,
    };
    let pushed = remote.pushurl().ok().flatten();
    let address = pushed.or_else(|| remote.url().ok());
    Some(address.map(str::to_string))
}

/// The files at or below `paths` that differ from HEAD, in the index or in the work tree.
pub(super) fn changes(repository: &Repository, paths: &[String]) -> Option<Vec<ChangedFile>> {
    let mut options = StatusOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .include_ignored(false)
        .exclude_submodules(true)
        .disable_pathspec_match(true);
    for path in paths {
        options.pathspec(path);
    }
    let statuses = repository.statuses(Some(&mut options)).ok()?;
    let mut changes = Vec::new();
    for entry in statuses.iter() {
        let status = entry.status();
        if status == Status::CURRENT || status == Status::IGNORED {
            continue;
        }
        changes.push(ChangedFile {
            path: entry.path().ok()?.to_string(),
            is_untracked: status.contains(Status::WT_NEW),
            is_unmerged: status.is_conflicted(),
        });
    }
    Some(changes)
}

/// The paths in the index.
pub(super) fn tracked(repository: &Repository) -> Option<Vec<String>> {
    let index = repository.index().ok()?;
    let paths = index
        .iter()
        .map(|entry| String::from_utf8_lossy(&entry.path).into_owned());
    Some(paths.collect())
}

/// The paths in the index, and what it was told of each.
pub(super) fn watched(repository: &Repository) -> Option<BTreeMap<String, Option<Unwatched>>> {
    let index = repository.index().ok()?;
    let told = |entry: &git2::IndexEntry| {
        let extended = IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended);
        if extended.contains(IndexEntryExtendedFlag::SKIP_WORKTREE) {
            return Some(Unwatched::SkipWorktree);
        }
        let flags = IndexEntryFlag::from_bits_truncate(entry.flags);
        flags
            .contains(IndexEntryFlag::VALID)
            .then_some(Unwatched::AssumeUnchanged)
    };
    let paths = index.iter().map(|entry| {
        let path = String::from_utf8_lossy(&entry.path).into_owned();
        (path, told(&entry))
    });
    Some(paths.collect())
}

/// The best common ancestors of two commits.
pub(super) fn merge_bases(
    repository: &Repository,
    one: &ObjectId,
    two: &ObjectId,
) -> Option<Vec<ObjectId>> {
    match repository.merge_bases(oid(one)?, oid(two)?) {
        Ok(bases) => Some(bases.iter().map(|id| object_id(*id)).collect()),
        Err(error) if error.code() == ErrorCode::NotFound => Some(Vec::new()),
        Err(_) => None,
    }
}

/// The commits that `head` has and `other` has not.
pub(super) fn commits_beyond(
    repository: &Repository,
    head: &ObjectId,
    other: &ObjectId,
) -> Option<HashSet<ObjectId>> {
    let mut walk = repository.revwalk().ok()?;
    walk.push(oid(head)?).ok()?;
    walk.hide(oid(other)?).ok()?;
    walk.map(|id| id.ok().map(object_id)).collect()
}

/// What the reference called `name` has meant, the newest first.
pub(super) fn past_values(repository: &Repository, name: &str) -> Option<Vec<ObjectId>> {
    let log = repository.reflog(name).ok()?;
    let is_some = |id: &git2::Oid| !id.is_zero();
    let ids = log
        .iter()
        .flat_map(|entry| [entry.id_new(), entry.id_old()]);
    Some(ids.filter(is_some).map(object_id).collect())
}

/// Whether the commit is here.
pub(super) fn has_commit(repository: &Repository, commit: &ObjectId) -> Option<bool> {
    match repository.find_commit(oid(commit)?) {
        Ok(_) => Some(true),
        Err(error) if error.code() == ErrorCode::NotFound => Some(false),
        Err(_) => None,
    }
}

/// The parents of a commit.
pub(super) fn parents(repository: &Repository, commit: &ObjectId) -> Option<Vec<ObjectId>> {
    let commit = repository.find_commit(oid(commit)?).ok()?;
    Some(commit.parent_ids().map(object_id).collect())
}

/// All files in the tree of a commit.
pub(super) fn tree(repository: &Repository, commit: &ObjectId) -> Option<Vec<TreeEntry>> {
    let tree = repository.find_object(oid(commit)?, None).ok()?;
    let tree = tree.peel_to_tree().ok()?;
    let mut entries = Vec::new();
    let walked = tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
        if entry.kind() != Some(git2::ObjectType::Tree) {
            let name = String::from_utf8_lossy(entry.name_bytes());
            entries.push(TreeEntry {
                path: format!("{folder}{name}"),
                mode: u32::try_from(entry.filemode()).unwrap_or_default(),
                id: object_id(entry.id()),
            });
        }
        git2::TreeWalkResult::Ok
    });
    walked.ok().map(|()| entries)
}

/// The bytes of blobs.
pub(super) fn blobs(repository: &Repository, ids: &[&ObjectId]) -> Option<Vec<Vec<u8>>> {
    ids.iter()
        .map(|id| Some(repository.find_blob(oid(id)?).ok()?.content().to_vec()))
        .collect()
}

/// What a walk through lines wants to know of a commit.
pub(super) fn commit(repository: &Repository, id: &ObjectId) -> Option<Commit> {
    let commit = repository.find_commit(oid(id)?).ok()?;
    let author = commit.author();
    let email = String::from_utf8_lossy(author.email_bytes()).into_owned();
    Some(Commit {
        parents: commit.parent_ids().map(object_id).collect(),
        email,
        seconds: author.when().seconds(),
        offset: author.when().offset_minutes(),
    })
}

/// The files directly in the folder `below` of a commit.
pub(super) fn folder_files(
    repository: &Repository,
    commit: &ObjectId,
    below: &str,
) -> Option<BTreeMap<String, ObjectId>> {
    let Some(folder) = folder(repository, commit, below)? else {
        return Some(BTreeMap::new());
    };
    let files = folder.iter().filter(|entry| is_file(entry.filemode()));
    Some(
        files
            .map(|entry| {
                let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
                (name, object_id(entry.id()))
            })
            .collect(),
    )
}

/// The files directly in the folder `below` that differ from one commit to another.
pub(super) fn folder_changes(
    repository: &Repository,
    before: &ObjectId,
    after: &ObjectId,
    below: &str,
) -> Option<Vec<BlobChange>> {
    let before = folder(repository, before, below)?;
    let after = folder(repository, after, below)?;
    let id = |tree: &Option<git2::Tree<'_>>| tree.as_ref().map(git2::Tree::id);
    if id(&before) == id(&after) {
        return Some(Vec::new());
    }
    let mut changes = Vec::new();
    let diff = repository
        .diff_tree_to_tree(before.as_ref(), after.as_ref(), None)
        .ok()?;
    for delta in diff.deltas() {
        let file = |file: git2::DiffFile<'_>| {
            (file.exists() && is_file(file.mode().into())).then(|| object_id(file.id()))
        };
        let name = delta.new_file().path_bytes()?;
        let name = String::from_utf8_lossy(name).into_owned();
        if !name.contains('/') {
            changes.push(BlobChange {
                name,
                before: file(delta.old_file()),
                after: file(delta.new_file()),
            });
        }
    }
    Some(changes)
}

/// The folder `below` in a commit, which is all of it if that is empty; `Some(None)` where there is none.
fn folder<'r>(
    repository: &'r Repository,
    commit: &ObjectId,
    below: &str,
) -> Option<Option<git2::Tree<'r>>> {
    let tree = repository.find_commit(oid(commit)?).ok()?.tree().ok()?;
    if below.is_empty() {
        return Some(Some(tree));
    }
    match tree.get_path(Path::new(below)) {
        Ok(entry) if entry.kind() == Some(git2::ObjectType::Tree) => {
            repository.find_tree(entry.id()).ok().map(Some)
        }
        Ok(_) => Some(None),
        Err(error) if error.code() == ErrorCode::NotFound => Some(None),
        Err(_) => None,
    }
}

fn is_file(mode: i32) -> bool {
    mode & 0o170_000 == 0o100_000
}

/// Whether git is told to ignore the file at `path`.
pub(super) fn is_ignored(repository: &Repository, path: &str) -> Option<bool> {
    repository.is_path_ignored(path).ok()
}

fn oid(id: &ObjectId) -> Option<git2::Oid> {
    git2::Oid::from_str(id.as_str()).ok()
}

fn object_id(id: git2::Oid) -> ObjectId {
    ObjectId::of_hex(id.to_string())
}
