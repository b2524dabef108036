//! What keeps git from taking a file: rules by which it ignores it, and what its index was told.

use std::collections::BTreeMap;

use super::answer::GitError;
use super::open::Repository;
use super::parse;
use super::values::{IgnoreRule, ObjectId, Unwatched};

impl Repository {
    /// The paths in the index, each with what keeps git from looking at the file, if anything does.
    ///
    /// # Errors
    /// When git can't say.
    pub fn watched(&self) -> Result<BTreeMap<String, Option<Unwatched>>, GitError> {
        if let Some(paths) = self.here().and_then(super::repository::watched) {
            return Ok(paths);
        }
        let arguments = ["ls-files", "-v", "-z"];
        let answer = self.git().read(&arguments, b"")?;
        match answer.code {
            Some(0) => Ok(parse::watched(&answer.stdout)),
            _ => Err(answer.failed(&arguments)),
        }
    }

    /// Those of `paths`, relative to the top of the work tree and not in the index, that git ignores, each with the rule
    /// that says so. Asked of the git program: libgit2 knows nothing of settings that the environment names.
    ///
    /// # Errors
    /// When git can't say.
    pub fn ignore_rules(&self, paths: &[String]) -> Result<Vec<(String, IgnoreRule)>, GitError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        // Begun so, a name that git would take for more than a name is one.
        let input: String = paths.iter().map(|path| format!("./{path}\0")).collect();
        let arguments = ["check-ignore", "--verbose", "-z", "--stdin"];
        let answer = self.git().read(&arguments, input.as_bytes())?;
        match answer.code {
            Some(0 | 1) => Ok(parse::ignore_rules(&answer.stdout)),
            _ => Err(answer.failed(&arguments)),
        }
    }

    /// What git would store of the files at `paths` as they are now, in the order of `paths`. Nothing is stored.
    ///
    /// # Errors
    /// When a file can't be read, or what the user has set up to store it by fails.
    pub fn stored_as(&self, paths: &[&str]) -> Result<Vec<ObjectId>, GitError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let input: String = paths.iter().map(|path| format!("{path}\n")).collect();
        let arguments = ["hash-object", "--stdin-paths"];
        let answer = self.git().read(&arguments, input.as_bytes())?;
        let ids: Vec<ObjectId> = String::from_utf8_lossy(&answer.stdout)
            .lines()
            .filter_map(ObjectId::new)
            .collect();
        match answer.code {
            Some(0) if ids.len() == paths.len() => Ok(ids),
            _ => Err(answer.failed(&arguments)),
        }
    }

    /// Those of `paths`, not in the index, that a sparse checkout keeps out of it.
    ///
    /// # Errors
    /// When git can't say.
    pub fn outside_of_sparse_checkout(&self, paths: &[String]) -> Result<Vec<String>, GitError> {
        if paths.is_empty() || !self.is_set("core.sparseCheckout")? {
            return Ok(Vec::new());
        }
        let literal: Vec<String> = paths.iter().map(|path| super::literal(path)).collect();
        let mut arguments = vec!["add", "--dry-run", "--"];
        arguments.extend(literal.iter().map(String::as_str));
        let answer = self.git().read(&arguments, b"")?;
        if answer.code == Some(0) || !answer.stderr.contains("sparse-checkout") {
            return Ok(Vec::new()); // whatever else is wrong is said where it is added
        }
        let named: Vec<&str> = answer.stderr.lines().map(str::trim).collect();
        let is_named = |path: &&String| {
            named
                .iter()
                .any(|line| line.trim_start_matches(":(top,literal)") == path.as_str())
        };
        Ok(paths.iter().filter(is_named).cloned().collect())
    }
}
