//! Why a sync stopped.

use std::path::PathBuf;

use super::excluded::Excluded;
use crate::git::{GitError, Recoded, Underway};
use crate::merge::NotebookMergeError;
use crate::notebook::{ApplyError, LoadError};
use crate::text::{Help, StandIn, counted};

/// Why a sync stopped. What it was about to do was not done; the user's own commits stay.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// There is no repository.
    #[error("`{}` lies in no git repository", .0.display())]
    NoRepository(PathBuf),
    /// It has no work tree.
    #[error("the repository around `{}` has no work tree", .0.display())]
    Bare(PathBuf),
    /// The path of a notebook in its repository is not UTF-8.
    #[error("the name of `{}` is not UTF-8, so it can't be shared", .0.display())]
    NotUtf8(PathBuf),
    /// It has nothing of the notebook, holds other things, and nobody said that notes may be shared through it.
    #[error("`{}` was never shared through the repository `{}`, which holds other things, such as `{other}`{}", .notebook.display(), .top.display(), in_remote(remote.as_deref()))]
    NotItsOwn {
        /// The notebook.
        notebook: PathBuf,
        /// The top of the work tree.
        top: PathBuf,
        /// Where it is pushed, as it may be shown.
        remote: Option<String>,
        /// Something that it holds.
        other: String,
    },
    /// HEAD is no branch.
    #[error("no branch is checked out here")]
    Detached,
    /// The user is in the middle of something.
    #[error("a {} is not finished here", .0.command())]
    Underway(Underway),
    /// The index holds a conflict.
    #[error("the conflict in `{0}` is not resolved")]
    Unmerged(String),
    /// A file holds conflict markers.
    #[error("`{path}` holds conflict markers, so nothing is committed or pushed")]
    ConflictMarkers {
        /// Which.
        path: String,
        /// The line of the first one, from 1.
        line: usize,
    },
    /// A meeting can't be read, so it can't be known what would be shared.
    #[error("`{path}` is left out, so nothing is committed or pushed: {why}")]
    LeftOut {
        /// The file.
        path: String,
        /// Why.
        why: String,
        /// What to do.
        help: Help,
    },
    /// A private file is in the index.
    #[error("`{0}` is private and git tracks it, so nothing is committed or pushed")]
    Private(String),
    /// A file that would be committed holds what a private note holds.
    #[error("`{path}` holds just what your private note `{}` holds, so nothing is committed or pushed", .note.display())]
    PrivateCopy {
        /// The file.
        path: String,
        /// The note.
        note: PathBuf,
    },
    /// A private file is in a commit that would be pushed.
    #[error("`{0}` is private and is in a commit that was not pushed yet, so nothing is pushed")]
    PrivateCommitted(String),
    /// Git would leave files of the notebook behind; the first is named.
    #[error("{}, so nothing is committed or pushed", .0.first().map(Excluded::sentence).unwrap_or_default())]
    Excluded(Vec<Excluded>),
    /// Git would store a meeting otherwise than it is written.
    #[error("git would not store `{}` as it is written, by the attribute `{}`, so nothing is committed or pushed", .0.path, .0.recoding.attribute())]
    Recoded(Recoded),
    /// Git does not know who commits.
    #[error("git doesn't know your name and address, which every commit holds")]
    NoIdentity,
    /// Git, a hook or the signing said no.
    #[error("the commit was not made")]
    CommitFailed(String),
    /// A commit of ours held something else than it was told to; it was taken back.
    #[error("the commit held something else than it was to hold, at {}, and was taken back", in_backticks(.0))]
    NotAsPlanned(Vec<String>),
    /// There are several remotes, and nothing says which.
    #[error("there are several remotes: {}", .0.join(", "))]
    WhichRemote(Vec<String>),
    /// The remote has other branches than ours.
    #[error("`{remote}` has no branch `{ours}`, but `{theirs}`")]
    OtherBranch {
        /// The remote.
        remote: String,
        /// The branch here.
        ours: String,
        /// A branch there.
        theirs: String,
    },
    /// The other side no longer has commits that it had, and we have them.
    #[error("`{remote}` no longer has {} that it had, so nothing was merged or pushed", counted(*.count, "commit"))]
    Rewritten {
        /// The remote.
        remote: String,
        /// How many of them would be sent again.
        count: usize,
        /// The first of them and what the other side has, for a look at them.
        range: String,
    },
    /// Older history was left out.
    #[error("this clone is shallow, and what both sides have in common is not in it")]
    Shallow,
    /// The two have nothing in common.
    #[error("the history here and that of `{0}` have nothing in common")]
    Unrelated(String),
    /// Both sides changed files that are none of our meetings.
    #[error("both sides changed {}", in_backticks(.0))]
    Conflicts(Vec<String>),
    /// A meeting can't be merged.
    #[error("`{prefix}{}` can't be merged: {}", .cause.path, .cause.cause)]
    Meeting {
        /// The notebook's folder in the repository, with `/`.
        prefix: String,
        /// Why.
        cause: NotebookMergeError,
    },
    /// A meeting can't be read here: something stands for its text.
    #[error("`{path}` can't be read here: it is {}", .what.words())]
    StandIn {
        /// Which.
        path: String,
        /// What it is.
        what: StandIn,
    },
    /// The settings in a commit can't be read.
    #[error("`{path}` can't be used as {side} have it: {message}")]
    Settings {
        /// The file.
        path: String,
        /// `we` or `they`.
        side: &'static str,
        /// Why.
        message: String,
    },
    /// The notebook's format is newer than this program.
    #[error("`{path}` is in format {format}, which is newer than this program")]
    NewerFormat {
        /// The file.
        path: String,
        /// Its format.
        format: u64,
    },
    /// Files that are none of ours are in the way of what comes in.
    #[error("what comes in would overwrite {}", in_backticks(.0))]
    WouldOverwrite(Vec<String>),
    /// The remote does not want it.
    #[error("the remote refused the push: {reason}")]
    PushRefused {
        /// Its reason.
        reason: String,
        /// What it said.
        output: String,
    },
    /// Others are faster, again and again.
    #[error("{0}")]
    Busy(&'static str),
    /// Git failed.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The notebook can't be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The notebook can't be written.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// A file that git gave us can't be read.
    #[error("can't read `{}`: {cause}", .path.display())]
    Unreadable {
        /// What.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The git folder can't be written.
    #[error("can't write `{}`: {cause}", .path.display())]
    Io {
        /// What.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
}

fn in_remote(remote: Option<&str>) -> String {
    remote.map_or(String::new(), |remote| {
        format!(", and is pushed to `{remote}`")
    })
}

fn in_backticks(paths: &[String]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
    quoted.join(", ")
}
