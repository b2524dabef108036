//! Floor 5: git. One door to the git program, one user of git2. Knows no notebook.

mod inspect;
mod program;
mod repository;

pub use inspect::{Exposure, exposure};
pub use program::{Git, GitError};
pub use repository::{GitFolder, git_folder, has_remote, is_in_work_tree, user_email};
