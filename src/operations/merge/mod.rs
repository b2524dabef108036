//! Two people changed the same notebook: what they get, as pure functions of the three versions.
//!
//! [`merge`] takes three texts of one meeting and gives one; [`merge_notebooks`] does so for all files of a notebook and
//! then [`reconcile`]s copies of one item in several files.

mod file;
mod notebook;
mod reconcile;

pub use file::{MergeRefused, Merged, Names, Remark, Version, merge};
pub use notebook::{
    FileRemark, MergedFile, NotebookMerge, NotebookMergeError, NotebookVersion, merge_notebooks,
};
pub use reconcile::{Reconciled, reconcile};
