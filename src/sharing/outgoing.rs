use super::error::SyncError;
use super::guard;
use super::place::Place;
use super::version::Snapshot;
use crate::git::{ObjectId, names};

/// Refuse to push commits that hold a private file, or whose newest state holds conflict markers. The commits may have
/// been made by other hands than ours.
pub fn may_be_pushed(
    place: &Place,
    head: &ObjectId,
    theirs: Option<&ObjectId>,
    remote: &str,
) -> Result<(), SyncError> {
    let repository = &place.repository;
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
    let answer = repository.git().read(&arguments, b"")?;
    if answer.code != Some(0) {
        return Err(answer.failed(&arguments).into());
    }
    let mut paths = names(&answer.stdout);
    paths.sort();
    paths.dedup();
    if let Some(path) = paths.iter().find(|path| place.is_private(path)) {
        return Err(SyncError::PrivateCommitted(path.clone()));
    }
    let newest = Snapshot::of(repository, head)?;
    for path in paths.iter().filter(|path| guard::is_own(place, path)) {
        if let Some(entry) = newest.entry(path).filter(|entry| entry.is_file()) {
            for bytes in repository.blobs(&[&entry.id])? {
                guard::no_markers(path, bytes)?;
            }
        }
    }
    Ok(())
}
