//! Floor 5: git. One door to the git program, one user of git2. Knows no notebook.

mod inspect;
mod parse;
mod program;
mod reads;
mod repository;

pub use inspect::{Committer, Exposure, Inspection, exposure};
pub use parse::{Pushed, is_raced, merge_tree, names, push, would_be_overwritten};
pub use program::{Answer, Git, GitError, MINIMUM, Presence, Running, STEP_VARIABLE};
pub use reads::{
    Change, Head, ObjectId, Places, Repository, TreeEntry, Underway, has_remote, literal,
    user_email,
};
pub use repository::{GitFolder, git_folder, is_in_work_tree};
