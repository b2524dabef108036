//! Reads through libgit2, in this process: faster than a call of git, and free of side effects.

use std::path::Path;

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
