//! Floor 5: git. One door to the git program, one user of git2. Knows no notebook.

mod answer;
mod conversions;
mod filters;
mod find;
mod inspect;
mod left_out;
mod line_history;
mod lineage;
mod look;
mod own_files;
mod parse;
mod parse_history;
mod past;
mod program;
mod reads;
mod recoding;
mod repository;
mod values;

pub use answer::{Answer, GitError};
pub use conversions::{AttributesOf, Conversion, is_attributes_file};
pub use filters::Filter;
pub use find::{GitFolder, git_folder};
pub use inspect::{Committer, Exposure, Inspection, Misplaced, exposure, misplaced, unwritable};
pub use left_out::{IgnoreRule, Unwatched};
pub use line_history::LineWriter;
pub use own_files::{age, lock_file, temporary};
pub use parse::{Pushed, is_raced, merge_tree, names, push, would_be_overwritten};
pub use past::line_writers;
pub use program::{Git, MINIMUM, Presence, Running, STEP_VARIABLE};
pub use reads::{Repository, has_remote, literal, user_email};
pub use recoding::{AttributeRule, Recoded, Recoding};
pub use values::{Change, Head, ObjectId, Places, TreeEntry, Underway};
