//! Which files of a notebook a filter guards in its work tree.

use super::place::prefix;
use crate::git::{AttributesOf, GitError, Repository};
use crate::notebook::Notebook;

/// A file of a notebook that a filter guards.
pub struct GuardedFile {
    /// The file, relative to the top of the work tree.
    pub path: String,
    /// The same, relative to the notebook.
    pub file: String,
    /// The filter, by its name.
    pub filter: String,
}

/// The meetings of `notebook`, and those of the `others`, that a filter guards in `repository`.
///
/// # Errors
/// When git can't say.
pub fn guarded_files(
    notebook: &Notebook,
    repository: &Repository,
    others: &[&str],
) -> Result<Vec<GuardedFile>, GitError> {
    let top = repository.places().work_tree.clone().unwrap_or_default();
    let Some(prefix) = prefix(&top, notebook.root()) else {
        return Ok(Vec::new());
    };
    let meetings = notebook.meeting_paths().unwrap_or_default();
    let meetings = meetings.iter().map(ToString::to_string);
    let files = meetings.chain(others.iter().map(ToString::to_string));
    let paths: Vec<String> = files.map(|file| format!("{prefix}{file}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let guards = repository.guards(AttributesOf::WorkTree, &paths)?;
    let found = guards.into_iter().map(|(path, filter)| GuardedFile {
        file: path[prefix.len()..].to_string(),
        path,
        filter,
    });
    Ok(found.collect())
}
