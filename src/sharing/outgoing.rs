//! What must not be pushed.

use std::collections::BTreeSet;

use super::error::SyncError;
use super::guard;
use super::place::Place;
use super::version::Snapshot;
use crate::git::{ObjectId, names};

/// Refuse to push commits that hold a private file, or whose newest state holds conflict markers. The commits may have
/// been made by other hands than ours, and a hook can put more into ours than we did.
pub fn may_be_pushed(
    place: &Place,
    head: &ObjectId,
    theirs: Option<&ObjectId>,
    remote: &str,
) -> Result<(), SyncError> {
    let repository = &place.repository;
    let newest = Snapshot::of(repository, head)?;
    let paths = match theirs {
        Some(theirs) if repository.parents(head)? == [theirs.clone()] => {
            newest.paths_that_differ(&Snapshot::of(repository, theirs)?)
        }
        _ => paths_by_program(place, head, theirs, remote)?,
    };
    if let Some(path) = paths.iter().find(|path| place.is_private(path)) {
        return Err(SyncError::PrivateCommitted(path.clone()));
    }
    for path in paths.iter().filter(|path| place.own_file(path).is_some()) {
        if let Some(entry) = newest.entry(path).filter(|entry| entry.is_file()) {
            for bytes in newest.contents(repository, &[entry])? {
                guard::no_markers(path, bytes)?;
            }
        }
    }
    Ok(())
}

/// The files that any of the commits to push adds or changes.
fn paths_by_program(
    place: &Place,
    head: &ObjectId,
    theirs: Option<&ObjectId>,
    remote: &str,
) -> Result<BTreeSet<String>, SyncError> {
    let remotes = format!("--remotes={remote}");
    // Of a merge only what no side had: the rest is in their commits, or in ours.
    let mut arguments = vec![
        "log",
        "--format=",
        "--name-only",
        "-z",
        "--no-renames",
        "--diff-filter=d", // taking a private file out again must be possible
        "-c",
        head.as_str(),
        "--not",
    ];
    arguments.push(theirs.map_or(&remotes, ObjectId::as_str));
    arguments.push("--");
    let answer = place.repository.git().read(&arguments, b"")?;
    if answer.code != Some(0) {
        return Err(answer.failed(&arguments).into());
    }
    Ok(names(&answer.stdout).into_iter().collect())
}
