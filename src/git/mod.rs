//! Floor 8: git. One door to the git program, one opener of repositories in git2. Knows no notebook.

mod answer;
mod attributes;
mod conversions;
mod disk;
mod filters;
mod find;
mod inspect;
mod left_out;
mod line_history;
mod lineage;
mod open;
mod own_files;
mod parse;
mod parse_history;
mod past;
mod program;
mod reads;
mod recoding;
mod remembered;
mod repository;
mod values;

pub use answer::{Answer, GitError};
pub use attributes::{AttributesOf, Recoded, is_attributes_file};
pub use inspect::{Committer, Exposure, Inspection, Misplaced, exposure, misplaced, unwritable};
pub use line_history::LineWriter;
pub use open::{Repository, git_folder};
pub use own_files::{age, lock_file, temporary};
pub use parse::{Pushed, is_raced, merge_tree, names, push, would_be_overwritten};
pub use past::line_writers;
pub use program::{Git, MINIMUM, Presence, Running, STEP_VARIABLE};
pub use reads::{has_remote, literal, user_email};
pub use values::{ChangedFile, Head, IgnoreRule, ObjectId, TreeEntry, Underway, Unwatched};
