//! Floor 9: sharing a notebook through git. The one place that knows both the folder and git.
//!
//! [`sync`] is: commit the notebook's own files by path, fetch, merge without touching the work tree, let git bring the
//! result into it in one step, push. What is done at each moment is either whole or not there, so that a run that is
//! killed leaves nothing to repair, and the next one goes on.

mod clone_fault;
mod commit;
mod commit_authors;
mod compare;
mod doctor;
mod driver;
mod driver_texts;
mod error;
mod excluded;
mod find_excluded;
mod guard;
mod guarded;
mod guarded_files;
mod identity;
mod incoming;
mod join;
mod known;
mod line_writers;
mod locked;
mod merge;
mod merge_file;
mod outer;
mod outgoing;
mod place;
mod refresh;
mod rewritten;
mod saved_index;
mod scratch;
mod session;
mod sides;
mod sync;
mod sync_lock;
mod upstream;
mod version;
mod whole;
mod words;

pub use clone_fault::{
    CloneFault, FilterFault, PrivacyFault, RepositoryFault, SetUpFault, StateFault,
};
pub use commit::pending;
pub use doctor::{Outlook, doctor, guards};
pub use driver::{DriverEnd, DriverFiles, GitHead, merge_driver, set_up_driver};
pub use error::SyncError;
pub use excluded::{Excluded, ExclusionReason};
pub use find_excluded::excluded_among;
pub use identity::set_identity;
pub use join::{JoinError, folder_of, join};
pub use line_writers::writers;
pub use locked::{read_open_items, read_series, read_texts};
pub use outer::{Outer, consent, outer, remote_around};
pub use place::Place;
pub use rewritten::OnRewrite;
pub use session::{Notice, Session};
pub use sync::{End, SyncReport, sync};
