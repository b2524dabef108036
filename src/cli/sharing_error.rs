//! The second part of the phrase book in `error.rs`: what can go wrong between two clones.

use super::deeds;
use super::error::CliError;
use super::excluded_in_words::{attribute_place, place_of, stored_as_written, way_in};
use crate::git::{GitError, MINIMUM, Underway, age};
use crate::sharing::{JoinError, SyncError};
use crate::text::{StandIn, counted, shell_quoted, without_credentials};

/// No more lines of what a hook or git said are shown.
const MAX_LINES: usize = 30;
/// Of so many files that git would leave behind it is said what to do.
const MAX_HINTS: usize = 3;

impl CliError {
    /// The same error with what git, a hook or the other side said, line by line.
    pub fn said(mut self, output: &str) -> Self {
        let lines = output.lines().filter(|line| !line.trim().is_empty());
        for line in lines.take(MAX_LINES) {
            self = self.at(without_credentials(line.trim_end()));
        }
        self
    }
}

/// Where an error is told, and when: what its hints have to say accordingly.
#[derive(Clone, Debug)]
pub struct Telling {
    /// How git is called from where the user stands: `git`, or `git -C FOLDER`.
    pub git: String,
    /// Whether the user's own changes were committed before: then not all is as it was.
    pub is_committed: bool,
}

impl Default for Telling {
    fn default() -> Self {
        Telling {
            git: "git".to_string(),
            is_committed: false,
        }
    }
}

impl Telling {
    /// What was changed.
    fn unchanged(&self) -> &'static str {
        match self.is_committed {
            true => "your changes are committed here, and nothing else was changed",
            false => "nothing was changed",
        }
    }
}

impl From<GitError> for CliError {
    fn from(error: GitError) -> Self {
        CliError::of_git(error, &Telling::default())
    }
}

impl CliError {
    /// What git did not do.
    fn of_git(error: GitError, telling: &Telling) -> Self {
        let (git, unchanged) = (&telling.git, telling.unchanged());
        match error {
            GitError::NotRun(_) => {
                CliError::new(error.to_string()).hint("install git, or put it on the PATH")
            }
            GitError::Failed {
                command, message, ..
            } => CliError::new(format!("`git {command}` failed"))
                .said(&message)
                .hint("put right what git says, then run the command again"),
            GitError::NotFound(ref path) => CliError::new(error.to_string()).hint(format!(
                "if no repository belongs there, remove it with `rm {}`",
                shell_quoted(&path.to_string_lossy())
            )),
            GitError::Planted { ref file, .. } => CliError::new(error.to_string()).hint(format!(
                "run no git there, it would run what that names; if you did not make it, remove it with `rm {}`",
                shell_quoted(&file.to_string_lossy())
            )),
            GitError::TooOld { .. } => CliError::new(error.to_string()).hint(format!(
                "to merge, git {}.{} or newer is needed",
                MINIMUM.0, MINIMUM.1
            )),
            GitError::FilterNotSetUp { ref filter, .. } => CliError::new(error.to_string())
                .hint(format!("{unchanged}; {}", set_up_filter(git, filter))),
            GitError::FilterFailed {
                ref filter,
                ref said,
                ..
            } => CliError::new(error.to_string())
                .said(said)
                .hint(format!("{unchanged}; put right what the filter says, then run the command again"))
                .hint(format!("if it was never set up here: {}", set_up_filter(git, filter))),
            GitError::FilterUnsteady { .. } => CliError::new(error.to_string()).hint(format!(
                "{unchanged}; use one that makes the same of the same text, as transcrypt and git-crypt do"
            )),
            GitError::FilterLossy { ref path, .. } => CliError::new(error.to_string()).hint(format!(
                "{unchanged}; where git changes line ends of what is encrypted, say `{} -text` in `.gitattributes`",
                path
            )),
            GitError::NoAttributeSource { .. } => {
                CliError::new(error.to_string()).hint(format!("install git 2.41 or newer, or bring both to the same `.gitattributes` with `{git} merge @{{upstream}}`"))
            }
            GitError::Locked(ref path) => {
                let message = match lock_age(path) {
                    Some(age) => format!("{error}, for {age} now"),
                    None => error.to_string(),
                };
                CliError::new(message).hint(format!(
                    "if no git is at work there any more, a dead one left it: remove it with `rm {}`",
                    shell_quoted(&path.to_string_lossy())
                ))
            }
        }
    }
}

/// What to type where the filter called `name` is not set up, or does not work, and git is called by `git`.
pub fn set_up_filter(git: &str, name: &str) -> String {
    let tool = match name {
        "lfs" => Some(StandIn::LfsPointer),
        "crypt" => Some(StandIn::OpenSsl),
        _ if name == "git-crypt" || name.starts_with("git-crypt-") => Some(StandIn::GitCrypt),
        _ => None,
    };
    if let Some(tool) = tool {
        return tool.help(git);
    }
    let set = |key: &str| {
        let key = shell_quoted(&format!("filter.{name}.{key}"));
        format!("`{git} config {key} COMMAND`")
    };
    format!(
        "ask the other one how the files are encrypted, then {} and {}",
        set("clean"),
        set("smudge")
    )
}

/// How old a lock is by the clock of its disk, which is that of a file made now.
fn lock_age(path: &std::path::Path) -> Option<String> {
    let seconds = age(path)?.as_secs();
    Some(match seconds {
        0..120 => format!("{seconds} seconds"),
        120..7200 => format!("{} minutes", seconds / 60),
        7200..172_800 => format!("{} hours", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    })
}

impl From<SyncError> for CliError {
    fn from(error: SyncError) -> Self {
        CliError::of_sync(error, &Telling::default())
    }
}

impl CliError {
    /// Why nothing was shared, or not all.
    pub fn of_sync(error: SyncError, telling: &Telling) -> Self {
        let (git, unchanged) = (&telling.git, telling.unchanged());
        let message = error.to_string();
        let plain = CliError::new(message);
        match error {
            SyncError::Git(error) => CliError::of_git(error, telling),
            SyncError::Load(error) => CliError::of_load(error, git),
            SyncError::Apply(error) => error.into(),
            SyncError::NoRepository(_) => plain.hint("make it one with `oneonone init`, or get the pair's with `oneonone join URL`"),
            SyncError::Bare(_) => plain.hint("sync in a clone of it: `git clone` gives one"),
            SyncError::NotUtf8(_) => plain.hint("rename the folder"),
            SyncError::NotItsOwn { notebook, top, .. } => {
                let folder = shell_quoted(&notebook.display().to_string());
                let plain = match notebook == top {
                    true => plain.hint("give the pair a repository of its own: move the notebook out of this one, then `oneonone init` there"),
                    false => plain.hint(format!("give the notebook a repository of its own: `oneonone init {folder}`")),
                };
                plain.hint(format!("if the notes are meant to go there: `oneonone init {folder} --in-repository`"))
            }
            SyncError::Detached => plain.hint(format!("go back to your branch with `{git} switch main`, or make one of it with `{git} switch -c NAME`")),
            SyncError::Underway(what) => plain.hint(way_out(git, what)),
            SyncError::Unmerged(path) => plain.hint(format!("put it right in your editor, then `{git} add {}`", shell_quoted(&path))),
            SyncError::ConflictMarkers { path, line } => plain
                .at(format!("{path}:{line}"))
                .hint("keep the right lines and delete those that begin with `<<<<<<<`, `=======`, `>>>>>>>`"),
            SyncError::LeftOut { help, .. } => plain.hint(deeds::help(&help)).hint(format!("then sync again; {unchanged}")),
            SyncError::Private(path) => plain.hint(format!("take it out of git and keep it on the disk: `{git} rm --cached {}`", shell_quoted(&path))),
            SyncError::PrivateCopy { path, .. } => plain.hint(format!("take it out of the notebook: `rm {}`; the note itself stays where it is", shell_quoted(&path))),
            SyncError::PrivateCommitted(_) => plain.hint(format!("take it out of your commits before they leave: `{git} rebase -i @{{upstream}}`")),
            SyncError::Excluded(left) => {
                let places = left.iter().filter_map(place_of);
                let plain = places.fold(plain, CliError::at);
                let hints = left.iter().take(MAX_HINTS).map(|excluded| way_in(git, excluded));
                let plain = hints.fold(plain, CliError::hint);
                match left.len().saturating_sub(MAX_HINTS) {
                    0 => plain,
                    more => plain.hint(format!("and so for {} more", counted(more, "file"))),
                }
            }
            SyncError::Recoded(found) => {
                let plain = attribute_place(&found).into_iter().fold(plain, CliError::at);
                plain.hint(stored_as_written(git, &found))
            }
            SyncError::NoIdentity => plain
                .hint("`git config --global user.name \"Your Name\"`")
                .hint("`git config --global user.email you@example.com`"),
            SyncError::CommitFailed(output) => plain
                .said(&output)
                .hint("nothing was committed or sent; put right what git or the hook says, then sync again"),
            SyncError::NotAsPlanned(_) => plain
                .hint(format!("nothing was sent, and branch, index and meetings are as they were; a hook did it, in `.git/hooks` or where `{git} config core.hooksPath` says: it may change words, and no more"))
                .hint(format!("where there is no hook, git's index is damaged: `{git} update-index --no-split-index --no-untracked-cache`, then sync again")),
            SyncError::WhichRemote(_) => plain.hint(format!("say which one with `{git} push -u REMOTE HEAD`, once")),
            SyncError::OtherBranch { remote, ours, theirs } => plain
                .hint(format!("if theirs is meant: `{git} branch -m {}`, then sync again", shell_quoted(&theirs)))
                .hint(format!("if a second branch is meant: `{git} push -u {} {}`", shell_quoted(&remote), shell_quoted(&ours))),
            SyncError::Rewritten { range, .. } => plain
                .hint("somebody rewrote the history there, perhaps to take out what nobody should have; a merge would bring all of it back")
                .hint(format!("see what it is: `{git} log -p {range}`"))
                .hint("to let go of it too, and keep what you have not sent yet: `oneonone sync{who} --take-theirs`")
                .hint("to send it again: `oneonone sync{who} --keep-both`"),
            SyncError::Shallow => plain.hint(format!("get the rest with `{git} fetch --unshallow`, then sync again")),
            SyncError::Unrelated(_) => plain.hint("one of you started anew: clone the other's with `oneonone join URL`, and copy your meetings into it"),
            SyncError::Conflicts(_) => plain.hint(format!("{unchanged}; merge by hand with `{git} merge @{{upstream}}`, commit, then sync again")),
            SyncError::Meeting { .. } => plain.hint(format!("{unchanged}; merge by hand with `{git} merge @{{upstream}}`, commit, then sync again")),
            SyncError::StandIn { what, .. } => plain.hint(format!("{unchanged}; {}", what.help(git))),
            SyncError::Settings { .. } => plain.hint(format!("{unchanged}; put the file right on that side, then sync again")),
            SyncError::NewerFormat { .. } => plain.hint("install a newer oneonone"),
            SyncError::WouldOverwrite(_) => plain.hint(format!("commit or move these files, then sync again; {unchanged}")),
            SyncError::PushRefused { output, .. } => plain
                .said(&output)
                .hint("what you wrote is committed here; put right what the other side says, then sync again"),
            SyncError::Busy(_) => plain.hint("run the command again"),
            SyncError::Unreadable { .. } => plain.hint("git calls this by itself; to merge by hand use `git merge`"),
            SyncError::Io { .. } => plain.hint("look at the permissions of the git folder"),
        }
    }
}

/// What to type to be done with `what`, where git is called by `git`.
pub fn way_out(git: &str, what: Underway) -> String {
    let command = what.command();
    match what {
        Underway::Bisect => format!("end it with `{git} bisect reset`"),
        _ => format!(
            "end it with `{git} {command} --continue`, or give it up with `{git} {command} --abort`"
        ),
    }
}

impl From<JoinError> for CliError {
    fn from(error: JoinError) -> Self {
        let plain = CliError::new(error.to_string());
        match error {
            JoinError::NoName(_) => plain.hint("name the folder: `oneonone join URL DIR`"),
            JoinError::NotUtf8(_) => plain.hint("choose a folder whose name is UTF-8"),
            JoinError::NotCloned(output) => plain
                .said(&output)
                .hint("what works with `git clone` works here; try that with the same address"),
            JoinError::Git(error) => error.into(),
        }
    }
}
