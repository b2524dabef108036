//! Into which git repository a new notebook goes: one that is there for it, or one of its own; never silently into one
//! that holds other things.

use std::path::Path;

use crate::cli::basics::{CliError, Context, Shown, style};
use crate::git::{Git, GitError, Misplaced, misplaced};
use crate::notebook::{git_directory_around, is_occupied, is_there, notebook_around, real_path};
use crate::sharing::{Outer, consent, outer, set_up_driver};
use crate::text::shell_quoted;

/// The repository of a notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepositoryChoice {
    /// The one around it.
    Around(Outer),
    /// One of its own, which is to be made; and the one around it, if there is one.
    Own(Option<Outer>),
}

/// What is known of a notebook before it gets a repository.
#[derive(Clone, Copy, Debug)]
pub struct RepositoryRequest<'a> {
    /// Its folder, which need not be there.
    pub folder: &'a Path,
    /// It is made now.
    pub is_new: bool,
    /// The user wants it in the repository around it, whatever that holds.
    pub in_repository: bool,
}

/// Refuse a folder in which nothing could be shared, because git keeps its own files there, or in which it would be shared
/// with another pair's notes, because it lies in their notebook. `command` is how another one is named.
pub fn refuse_misplaced(context: &Context, folder: &Path, command: &str) -> Result<(), CliError> {
    let real = real_path(folder);
    let shown = context.shown_path(folder);
    // Git does not look at a folder that is only laid out for it.
    let in_bare = || git_directory_around(&real).map(|_| Misplaced::InBare);
    let (message, hint) = match misplaced(&real).or_else(in_bare) {
        Some(Misplaced::InGitFolder) => (
            format!("`{shown}` lies in git's own folder"),
            format!("name a folder outside of it: `{command}`"),
        ),
        Some(Misplaced::InBare) => (
            format!("`{shown}` lies in a bare repository, which has no place for files"),
            "get a clone of it with `git clone`, and make the notebook there".to_string(),
        ),
        None => match real.parent().and_then(notebook_around) {
            Some(other) if notebook_around(&real).as_deref() != Some(&*real) => (
                format!(
                    "`{shown}` lies in the notebook `{}`, and what is in there is that pair's",
                    context.shown_path(&other)
                ),
                format!("name a folder beside it: `{command}`"),
            ),
            _ => return Ok(()),
        },
    };
    Err(CliError::new(message).hint(hint))
}

/// Refuse a folder that holds something; `command` is how another one is named.
pub fn refuse_occupied(folder: &Path, shown: &str, command: &str) -> Result<(), CliError> {
    if !is_occupied(folder) {
        return Ok(());
    }
    Err(CliError::new(format!("`{shown}` is there already"))
        .hint(format!("name another folder: `{command}`")))
}

impl RepositoryChoice {
    /// Where the notebook of `plan` is to be shared.
    ///
    /// # Errors
    /// When it can't have a repository of its own, or was not to have one, and the one around it can't be meant.
    pub fn find(
        context: &Context,
        request: RepositoryRequest<'_>,
    ) -> Result<RepositoryChoice, CliError> {
        let shown = context.shown_path(request.folder);
        let around = match outer(request.folder) {
            Ok(around) => around,
            // Without git the notebook is made all the same; and what git does not look at is not used.
            Err(GitError::NotRun(_)) => None,
            Err(error) if is_there(&request.folder.join(".git")) => {
                return Err(error.into());
            }
            Err(_) => None,
        };
        let Some(around) = around else {
            return match request.in_repository {
                false => Ok(RepositoryChoice::Own(None)),
                true => Err(
                    CliError::new(format!("`{shown}` lies in no git repository"))
                        .hint("leave `--in-repository` out, and it gets one of its own"),
                ),
            };
        };
        if request.in_repository {
            return match &around.ignored_by {
                None => Ok(RepositoryChoice::Around(around)),
                Some(rule) => Err(CliError::new(format!(
                    "git would ignore what is in `{shown}`, by `{rule}`"
                ))
                .hint("take that rule out, or leave `--in-repository` out: then the notebook gets a repository of its own")),
            };
        }
        let is_for_it = around.other.is_none() && around.ignored_by.is_none();
        if is_for_it || !request.is_new && (around.is_top || around.has_folder) {
            return Ok(RepositoryChoice::Around(around));
        }
        if around.is_top || around.has_folder {
            let what = match around.is_top {
                true => format!("`{shown}` is the repository itself"),
                false => format!(
                    "`{shown}` has files of the repository `{}`",
                    context.shown_path(&around.top)
                ),
            };
            return Err(CliError::new(format!(
                "{what}{}, so the notes would go where these go",
                described(&around)
            ))
            .hint("give the pair a folder of its own: `oneonone init DIR`")
            .hint(format!(
                "if they are meant to go there: `oneonone init {} --in-repository`",
                shell_quoted(&shown)
            )));
        }
        Ok(RepositoryChoice::Own(Some(around)))
    }

    /// Make the repository if there is none, let git merge meetings item by item in it, and say which one it is.
    ///
    /// # Errors
    /// When git fails; the notebook itself is made by then.
    pub fn take(
        &self,
        context: &mut Context,
        request: RepositoryRequest<'_>,
    ) -> Result<(), CliError> {
        let made = |error: GitError| {
            CliError::from(error).hint("the notebook itself is made; `--no-git` leaves git out")
        };
        match self {
            RepositoryChoice::Own(around) => match make(request.folder) {
                Ok(()) => say_own(context, around.as_ref()),
                Err(GitError::NotRun(error)) => {
                    context.ui.warning(&format!(
                        "git can't be run ({error}), so the folder is no repository yet"
                    ));
                    return Ok(());
                }
                Err(error) => return Err(made(error)),
            },
            RepositoryChoice::Around(around) => {
                if request.is_new {
                    say_around(context, around);
                }
                if request.in_repository {
                    consent(request.folder).map_err(made)?;
                }
            }
        }
        match set_up_driver(request.folder) {
            Ok(true) => context.ui.news("told git to merge meetings item by item"),
            Ok(false) | Err(GitError::NotRun(_)) => {}
            Err(error) => return Err(made(error)),
        }
        Ok(())
    }
}

/// Make `folder` a repository of its own.
pub fn make(folder: &Path) -> Result<(), GitError> {
    Git::new(folder).init()
}

fn say_own(context: &mut Context, around: Option<&Outer>) {
    let news = Shown::new().plain("made it a git repository");
    context.ui.status(&match around {
        None => news,
        Some(around) => news
            .plain(" of its own: it lies in ")
            .styled(style::TITLE, &context.shown_path(&around.top))
            .plain(&described(around)),
    });
}

fn say_around(context: &mut Context, around: &Outer) {
    let remote = match &around.remote {
        Some(remote) => format!(", which is pushed to `{remote}`"),
        None => ", which has no remote yet".to_string(),
    };
    context.ui.status(
        &Shown::new()
            .plain("it is shared through the repository ")
            .styled(style::TITLE, &context.shown_path(&around.top))
            .plain(&remote),
    );
}

/// Why the repository around is not the notebook's.
fn described(around: &Outer) -> String {
    let holds = match (&around.ignored_by, &around.other) {
        (Some(rule), _) => format!("which ignores it, by `{rule}`"),
        (None, Some(other)) => format!("which holds other things, such as `{other}`"),
        (None, None) => "which is there for other things".to_string(),
    };
    let pushed = match &around.remote {
        Some(remote) => format!(" and is pushed to `{remote}`"),
        None => String::new(),
    };
    format!(", {holds}{pushed}")
}
