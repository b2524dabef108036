//! What can be wrong with a clone of a notebook.

use std::path::PathBuf;

use super::excluded::Excluded;
use crate::git::{Committer, Recoded, Underway};
use crate::practice::checks::Placed;

/// Something that is wrong with a clone of a notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloneFault {
    /// There is no repository that can be used, or not for this alone.
    Repository(RepositoryFault),
    /// Something was not set up.
    SetUp(SetUpFault),
    /// Somebody may read what is not theirs.
    Privacy(PrivacyFault),
    /// Something in a file of the notebook, or about it.
    File(Placed),
    /// A file that git would leave behind.
    Excluded {
        /// The file, relative to the top of the work tree, and why.
        excluded: Excluded,
        /// That top.
        top: PathBuf,
    },
    /// A meeting that git would store otherwise than it is written.
    Recoded(Recoded),
    /// A filter guards files, and is not set up here, or does not work: its name, one of the files, and why.
    Filter {
        /// Its name.
        filter: String,
        /// One of the files, relative to the top of the work tree.
        path: String,
        /// Why.
        fault: FilterFault,
    },
    /// Something waits to be finished, or can't be.
    State(StateFault),
}

/// Why the repository is of no use, or not of this use alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepositoryFault {
    /// There is no git.
    NoGit,
    /// Git is older than [`MINIMUM`](crate::git::MINIMUM): its version.
    OldGit(String),
    /// The notebook is in no repository.
    NoRepository,
    /// Git does not want to look at the repository: in its own words.
    GitRefuses(String),
    /// The repository, by its top, holds what belongs to no notebook: such as this.
    OtherContent(PathBuf, String),
}

/// What was not set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetUpFault {
    /// This clone does not know the program that merges meetings.
    NoDriver,
    /// No attribute says that meetings are merged by it.
    NoAttribute,
    /// The driver would not be found.
    NotOnPath,
    /// Git does not know who the user is.
    NoIdentity,
    /// The user's address is that of neither of the two.
    ForeignIdentity(String),
}

/// Who may read what is not theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrivacyFault {
    /// A private path that git has.
    Tracked(String),
    /// A private path that the next commit would have.
    Staged(String),
    /// A private path that a commit has, the first by its short name.
    InHistory {
        /// The path.
        path: String,
        /// The commit.
        commit: String,
    },
    /// Someone who is neither of the two committed.
    Stranger(Committer),
    /// The private notes lie in the notebook.
    NotesInNotebook(PathBuf),
    /// The private notes would get into another repository: this one.
    NotesExposed(PathBuf, PathBuf),
    /// Others on this machine may look into the private notes.
    NotesOpen(PathBuf),
}

/// Why the filter of a file is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterFault {
    /// It is not set up here.
    NotSetUp,
    /// It fails: what it said.
    Fails(String),
    /// What comes back is not what went in.
    Lossy,
    /// It makes something else of the same text each time.
    Unsteady,
}

/// What waits to be finished, or can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateFault {
    /// Something was begun and not finished.
    InProgress(Underway),
    /// No branch is checked out.
    Detached,
    /// Git's own folder, in which nothing can be written, and why.
    Unwritable(PathBuf, std::io::ErrorKind),
    /// A lock that was left behind, and its age in seconds.
    Locked(PathBuf, i64),
    /// There is nobody to share with.
    NoRemote,
    /// Nothing is committed yet.
    NoCommit,
    /// The branch follows no other.
    NoUpstream,
    /// So many commits are only here.
    NotPushed(usize),
}
