//! Two people changed the same notebook: what they get, as pure functions of the three versions.
//!
//! [`merge`] takes three texts of one meeting and gives one; [`merge_notebooks`] does so for all files of a notebook and
//! then [`reconcile`]s copies of one item in several files.

mod meeting_changes;
mod moves;
mod notebook;
mod reconcile;
mod same_items;
mod text;
mod three;
mod undo;
mod vanished;
mod version;

pub use meeting_changes::{ChangeCounts, FileStatus, MeetingChanges, meeting_changes};
pub use notebook::{MergedFile, NotebookMerge, NotebookMergeError, merge_notebooks};
pub use reconcile::{may_disagree, reconcile};
pub use same_items::says_the_same;
pub use text::{MergeRefused, Merged, Names, Remark, is_reworded, merge};
pub use three::{Revision, Three};
pub use undo::{Outcome, Progress, TakenBack, UndoError, progress, to_take_back, undo};
pub use vanished::vanished;
pub use version::NotebookVersion;
