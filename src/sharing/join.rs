//! Cloning the repository of a pair.

use std::path::{Path, PathBuf};

use super::session::{Notice, Session};
use crate::git::{Git, GitError, Head, Presence, Repository};
use crate::text::without_credentials;

/// Why a pair's repository was not cloned.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The address names no folder.
    #[error("`{0}` has no last part that could name a folder")]
    NoName(String),
    /// The path of the folder is not UTF-8.
    #[error("the path `{}` is not UTF-8", .0.display())]
    NotUtf8(PathBuf),
    /// Git could not clone it.
    #[error("the repository was not cloned")]
    NotCloned(String),
    /// Git failed.
    #[error(transparent)]
    Git(#[from] GitError),
}

/// The name of the folder that a clone of `url` gets: its last part without `.git`.
///
/// # Errors
/// When it has none.
pub fn folder_of(url: &str) -> Result<&str, JoinError> {
    let url_without_end = url.trim_end_matches('/');
    let without_end = url_without_end.trim_end_matches("/.git");
    let last = without_end.rsplit(['/', ':']).next().unwrap_or_default();
    let name = last.strip_suffix(".git").unwrap_or(last);
    if name.is_empty() || matches!(name, "." | "..") || name.starts_with('-') {
        return Err(JoinError::NoName(without_credentials(url)));
    }
    Ok(name)
}

/// Clone the repository at `url` into `folder` or, without one, into one below `here` that is called like it; gives the
/// folder.
///
/// # Errors
/// When git can't.
pub fn join(
    here: &Path,
    url: &str,
    folder: Option<&Path>,
    session: &Session,
    say: &mut dyn FnMut(Notice<'_>),
) -> Result<PathBuf, JoinError> {
    let target = match folder {
        Some(folder) => here.join(folder),
        None => here.join(folder_of(url)?),
    };
    let Some(path) = target.to_str() else {
        return Err(JoinError::NotUtf8(target));
    };
    // `--`: an address that begins with a dash is an address.
    let mut arguments = vec!["clone", "--", url, path];
    let presence = if session.is_person {
        say(Notice::Running(&format!(
            "git clone {}",
            without_credentials(url)
        )));
        Presence::Person
    } else {
        arguments.insert(1, "--quiet");
        let git = Git::new(here);
        let is_configured = git.ask(&["config", "--get", "core.sshCommand"]).is_ok();
        Presence::Nobody {
            batch_ssh: !session.ssh_is_chosen && !is_configured,
        }
    };
    let answer = Git::new(here).with(presence).attended(&arguments)?;
    if answer.code != Some(0) {
        return Err(JoinError::NotCloned(answer.stderr));
    }
    check_out_only_branch(&target)?;
    Ok(target)
}

/// A remote that was made before anyone pushed may name a default branch that nobody has; a clone of it has no files. Where
/// there is just one branch it is the one that is meant.
fn check_out_only_branch(folder: &Path) -> Result<(), GitError> {
    let Some(repository) = Repository::around(folder)? else {
        return Ok(());
    };
    if !matches!(repository.head()?, Head::Branch { commit: None, .. }) {
        return Ok(());
    }
    const PREFIX: &str = "refs/remotes/origin/";
    let listed = repository
        .git()
        .ask(&["for-each-ref", "--format=%(refname)", PREFIX])?;
    let mut names = listed
        .lines()
        .filter_map(|name| name.strip_prefix(PREFIX))
        .filter(|name| *name != "HEAD");
    if let (Some(only), None) = (names.next(), names.next()) {
        repository.git().run(&["switch", "--quiet", only])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::folder_of;

    #[test]
    fn folders_of_addresses() {
        for (url, expected) in [
            ("git@example.com:pair/alex.git", Some("alex")),
            ("https://example.com/pair/alex/", Some("alex")),
            ("../alex/.git", Some("alex")),
            ("host:alex", Some("alex")),
            ("/", None),
            ("..", None),
            ("--upload-pack=x", None),
        ] {
            assert_eq!(folder_of(url).ok(), expected, "{url}");
        }
    }
}
