//! What is read of a repository: by libgit2 in this process where it can, else by the git program.

use std::path::{Path, PathBuf};

use super::answer::GitError;
use super::open::Repository;
use super::program::{LOCK_ATTEMPTS, Presence, pause};
use super::values::{ChangedFile, Head, ObjectId, TreeEntry, Underway};
use super::{disk, parse, repository};

impl Repository {
    /// What HEAD is.
    ///
    /// # Errors
    /// When git can't say.
    pub fn head(&self) -> Result<Head, GitError> {
        if let Some(head) = self.try_here(repository::head) {
            return Ok(head);
        }
        let answer = self.git().read(&["symbolic-ref", "--quiet", "HEAD"], b"")?;
        if answer.code != Some(0) {
            return Ok(Head::Detached);
        }
        let name = String::from_utf8_lossy(&answer.stdout).trim().to_string();
        let commit = self.commit_of(&name)?;
        Ok(Head::Branch { name, commit })
    }

    /// What the user has begun and not ended.
    pub fn underway(&self) -> Option<Underway> {
        if let Some(repository) = self.here() {
            return repository::underway(repository);
        }
        const TRACES: [(&str, Underway); 7] = [
            ("rebase-merge", Underway::Rebase),
            ("rebase-apply", Underway::Rebase),
            ("MERGE_HEAD", Underway::Merge),
            ("CHERRY_PICK_HEAD", Underway::CherryPick),
            ("REVERT_HEAD", Underway::Revert),
            ("sequencer", Underway::CherryPick),
            ("BISECT_LOG", Underway::Bisect),
        ];
        let is_there = |name: &str| {
            let path = self.places().git_folder.join(name);
            // Some of them are references, which a reftable has in no file.
            let is_reference = || matches!(self.commit_of(name), Ok(Some(_)));
            disk::is_there(&path) || name.ends_with("_HEAD") && is_reference()
        };
        TRACES
            .into_iter()
            .find(|(name, _)| is_there(name))
            .map(|(_, what)| what)
    }

    /// Whether older history was left out when it was cloned.
    pub fn is_shallow(&self) -> bool {
        let path = self.places().common_folder.join("shallow");
        disk::length(&path).is_some_and(|length| length > 0)
    }

    /// The commits before which history was left out, one a line.
    pub(super) fn shallow_commits(&self) -> String {
        let path = self.places().common_folder.join("shallow");
        disk::text(&path).unwrap_or_default()
    }

    /// What the index has as `path`; `None` where it has no such file, or can't be read in this process.
    pub(super) fn in_index(&self, path: &str) -> Option<Vec<u8>> {
        self.try_here(|r| repository::in_index(r, path))
    }

    /// The path that is configured as `key`.
    pub(super) fn config_path(&self, key: &str) -> Option<PathBuf> {
        match self.is_read_in_process() {
            true => self.try_here(|r| repository::config_path(r, key)),
            false => {
                let found = self.git().ask(&["config", "--type=path", "--get", key]);
                found.ok().map(PathBuf::from)
            }
        }
    }

    /// The commit that a full reference name means now; `None` where there is no such reference.
    ///
    /// # Errors
    /// When there is no git.
    pub fn commit_of(&self, name: &str) -> Result<Option<ObjectId>, GitError> {
        if let Some(commit) = self.try_here(|r| repository::commit_of(r, name)) {
            return Ok(commit);
        }
        let revision = format!("{name}^{{commit}}");
        let arguments = ["rev-parse", "--quiet", "--verify", &revision];
        let answer = self.git().read(&arguments, b"")?;
        Ok(ObjectId::new(
            String::from_utf8_lossy(&answer.stdout).trim(),
        ))
    }

    /// The configured value of `key`.
    ///
    /// # Errors
    /// When there is no git.
    pub fn config(&self, key: &str) -> Result<Option<String>, GitError> {
        if let Some(value) = self.try_here(|r| repository::config(r, key)) {
            return Ok(value);
        }
        let answer = self.git().read(&["config", "--get", key], b"")?;
        let value = String::from_utf8_lossy(&answer.stdout);
        Ok((answer.code == Some(0)).then(|| value.trim_end_matches('\n').to_string()))
    }

    /// Whether `key` is configured as true.
    ///
    /// # Errors
    /// When there is no git.
    pub fn is_set(&self, key: &str) -> Result<bool, GitError> {
        let value = self.config(key)?;
        let value = value.map(|value| value.to_lowercase());
        Ok(matches!(
            value.as_deref(),
            Some("true" | "yes" | "on" | "1")
        ))
    }

    /// The reference that stands here for what the upstream of `branch` had last; `None` where it has no upstream, or
    /// git doesn't keep one.
    ///
    /// # Errors
    /// When there is no git.
    pub fn tracking(&self, branch: &str) -> Result<Option<String>, GitError> {
        if self.is_read_in_process() {
            return Ok(self.try_here(|r| repository::tracking(r, branch)));
        }
        // An unborn branch can't be asked; then the usual place is as good as any.
        let short = branch.trim_start_matches("refs/heads/");
        let listed = self
            .git()
            .ask(&["for-each-ref", "--format=%(upstream)", branch])?;
        if !listed.is_empty() {
            return Ok(Some(listed));
        }
        let remote = self.config(&format!("branch.{short}.remote"))?;
        let merged = self.config(&format!("branch.{short}.merge"))?;
        Ok(remote.zip(merged).map(|(remote, merged)| {
            let name = merged.trim_start_matches("refs/heads/");
            format!("refs/remotes/{remote}/{name}")
        }))
    }

    /// The names of the remotes.
    ///
    /// # Errors
    /// When git can't say.
    pub fn remotes(&self) -> Result<Vec<String>, GitError> {
        if let Some(names) = self.try_here(repository::remotes) {
            return Ok(names);
        }
        let names = self.git().ask(&["remote"])?;
        Ok(names.lines().map(str::to_string).collect())
    }

    /// The address to which the remote called `name` is pushed; `None` where there is no such remote.
    ///
    /// # Errors
    /// When there is no git.
    pub fn address(&self, name: &str) -> Result<Option<String>, GitError> {
        if let Some(address) = self.try_here(|r| repository::address(r, name)) {
            return Ok(address);
        }
        let arguments = ["remote", "get-url", "--push", "--", name];
        let answer = self.git().read(&arguments, b"")?;
        let address = String::from_utf8_lossy(&answer.stdout);
        Ok((answer.code == Some(0)).then(|| address.trim_end_matches('\n').to_string()))
    }

    /// The files that git does not know and does not ignore; folders of them, ended by `/`, in one.
    ///
    /// # Errors
    /// When git can't say.
    pub fn untracked(&self) -> Result<Vec<String>, GitError> {
        let arguments = [
            "ls-files",
            "-z",
            "--others",
            "--exclude-standard",
            "--directory",
            "--no-empty-directory",
        ];
        Ok(parse::names(&self.bytes(&arguments, b"")?))
    }

    /// The files at or below `paths` that differ from HEAD, in the index or in the work tree; those that git ignores
    /// are left out.
    ///
    /// # Errors
    /// When git can't say.
    pub fn changes(&self, paths: &[String]) -> Result<Vec<ChangedFile>, GitError> {
        if let Some(changes) = self.try_here(|r| repository::changes(r, paths)) {
            return Ok(changes);
        }
        let literal: Vec<String> = paths.iter().map(|path| literal(path)).collect();
        let mut arguments = vec![
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
        ];
        arguments.extend(literal.iter().map(String::as_str));
        Ok(parse::status(&self.bytes(&arguments, b"")?))
    }

    /// The paths in the index.
    ///
    /// # Errors
    /// When git can't say.
    pub fn tracked(&self) -> Result<Vec<String>, GitError> {
        if let Some(paths) = self.try_here(repository::tracked) {
            return Ok(paths);
        }
        Ok(parse::names(&self.bytes(&["ls-files", "-z"], b"")?))
    }

    /// The best common ancestors of two commits; none where their histories are unrelated.
    ///
    /// # Errors
    /// When git can't say.
    pub fn merge_bases(&self, one: &ObjectId, two: &ObjectId) -> Result<Vec<ObjectId>, GitError> {
        if let Some(bases) = self.try_here(|r| repository::merge_bases(r, one, two)) {
            return Ok(bases);
        }
        let arguments = ["merge-base", "--all", one.as_str(), two.as_str()];
        let answer = self.git().read(&arguments, b"")?;
        if !matches!(answer.code, Some(0 | 1)) {
            return Err(answer.failed(&arguments));
        }
        let text = String::from_utf8_lossy(&answer.stdout);
        Ok(text.lines().filter_map(ObjectId::new).collect())
    }

    /// The parents of a commit.
    ///
    /// # Errors
    /// When git can't say.
    pub fn parents(&self, commit: &ObjectId) -> Result<Vec<ObjectId>, GitError> {
        if let Some(parents) = self.try_here(|r| repository::parents(r, commit)) {
            return Ok(parents);
        }
        let revision = format!("{commit}^@");
        let listed = self.git().ask(&["rev-parse", &revision])?;
        Ok(listed.lines().filter_map(ObjectId::new).collect())
    }

    /// All files in a commit.
    ///
    /// # Errors
    /// When git can't say.
    pub fn tree(&self, commit: &ObjectId) -> Result<Vec<TreeEntry>, GitError> {
        if let Some(entries) = self.try_here(|r| repository::tree(r, commit)) {
            return Ok(entries);
        }
        let arguments = ["ls-tree", "-r", "-z", "--full-tree", commit.as_str()];
        Ok(parse::tree(&self.bytes(&arguments, b"")?))
    }

    /// The bytes of files, in the order of `ids`.
    ///
    /// # Errors
    /// When one is missing.
    pub fn blobs(&self, ids: &[&ObjectId]) -> Result<Vec<Vec<u8>>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        if let Some(blobs) = self.try_here(|r| repository::blobs(r, ids)) {
            return Ok(blobs);
        }
        let input: String = ids.iter().map(|id| format!("{id}\n")).collect();
        let arguments = ["cat-file", "--batch"];
        let answer = self.git().read(&arguments, input.as_bytes())?;
        match parse::batch(&answer.stdout) {
            Some(blobs) if blobs.len() == ids.len() => Ok(blobs),
            _ => Err(answer.failed(&arguments)),
        }
    }

    /// What git would write into the work tree for the file at `path` of `commit`, with all that the user has set up between
    /// the two.
    ///
    /// # Errors
    /// When there is no such file, or what is set up fails.
    pub fn as_written(&self, commit: &ObjectId, path: &str) -> Result<Vec<u8>, GitError> {
        let file = format!("{commit}:{path}");
        self.bytes(&["cat-file", "--filters", &file], b"")
    }

    /// The file by which git keeps others from the index.
    fn index_lock(&self) -> PathBuf {
        self.places().git_folder.join("index.lock")
    }

    /// The same file if it is there, and when it was made, in seconds since 1970.
    pub fn index_locked_since(&self) -> Option<(PathBuf, i64)> {
        let lock = self.index_lock();
        let made = disk::changed(&lock)?;
        let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some((lock, i64::try_from(since.as_secs()).ok()?))
    }

    /// Wait until no other git is at work on the index. A step that has the terminal can't be made again when it meets
    /// the lock, because what it said is on the screen.
    ///
    /// # Errors
    /// When the lock stays.
    pub fn wait_for_index(&self) -> Result<(), GitError> {
        let lock = self.index_lock();
        for _ in 0..LOCK_ATTEMPTS {
            if !disk::is_there(&lock) {
                return Ok(());
            }
            pause();
        }
        Err(GitError::Locked(lock))
    }

    /// How git is called where there is, or is not, a person at the terminal.
    ///
    /// `ssh_is_chosen` says that the environment names an ssh command.
    ///
    /// # Errors
    /// When there is no git.
    pub fn presence(&self, is_person: bool, ssh_is_chosen: bool) -> Result<Presence, GitError> {
        if is_person {
            return Ok(Presence::Person);
        }
        let batch_ssh = !ssh_is_chosen && self.config("core.sshCommand")?.is_none();
        Ok(Presence::Nobody { batch_ssh })
    }
}

/// `path`, relative to the top of the work tree, as an argument that means this file and no other.
pub fn literal(path: &str) -> String {
    format!(":(top,literal){path}")
}

/// The user's e-mail address as git has it for `folder`: of the repository around it, else of the user.
pub fn user_email(folder: &Path) -> Option<String> {
    let email = match Repository::around(folder) {
        Ok(Some(repository)) => repository.config("user.email").ok().flatten(),
        Ok(None) | Err(_) => repository::email_of_user(),
    };
    email.filter(|email| !email.is_empty())
}

/// Whether the repository around `folder` knows another one to share with.
pub fn has_remote(folder: &Path) -> bool {
    match Repository::around(folder) {
        Ok(Some(repository)) => repository.remotes().is_ok_and(|names| !names.is_empty()),
        Ok(None) | Err(_) => false,
    }
}
