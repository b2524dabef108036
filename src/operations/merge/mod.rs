//! Two people changed the same notebook: what they get, as pure functions of the three versions.
//!
//! [`merge`] takes three texts of one meeting and gives one; [`merge_notebooks`] does so for all files of a notebook and
//! then [`reconcile`]s copies of one item in several files.

mod block;
mod by_word;
mod classes;
mod cut;
mod diff3;
mod emit;
mod fields;
mod file;
mod front_matter;
mod gap;
mod head;
mod item;
mod levels;
mod lexicon;
mod matching;
mod moves;
mod notebook;
mod order;
mod plan;
mod promise;
mod quoted;
mod read_back;
mod reconcile;
mod section_place;
mod sections;
mod similar;
mod tree;
mod weave;
mod wording;

pub use file::{MergeRefused, Merged, Names, Remark, Version, merge};
pub use notebook::{
    FileRemark, MergedFile, NotebookMerge, NotebookMergeError, NotebookVersion, merge_notebooks,
};
pub use reconcile::{Reconciled, may_disagree, reconcile};
pub use similar::is_reworded;
