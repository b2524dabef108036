//! Commits that the other side had and no longer has: somebody rewrote its history, perhaps to take out what nobody
//! should have. A merge as usual would bring all of it back.

use std::collections::HashSet;

use super::error::SyncError;
use super::place::Place;
use crate::git::{ObjectId, Repository};

/// So many of the newest values of a reference are looked at also where they themselves are not among our commits.
const NEWEST: usize = 3;

/// What to do where the other side took commits back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnRewrite {
    /// Stop and say so.
    #[default]
    Stop,
    /// Do as they did, and put what we have not sent yet on top.
    TakeTheirs,
    /// Merge as usual: what they took back is sent again.
    KeepBoth,
}

/// The newest of our commits that the other side once had and no longer has: those on which what is ours alone stands.
/// None where the other side took nothing back.
///
/// `was` are the commits that it is known to have had, the newest first; `now` is what it has.
pub fn taken_back(
    place: &Place,
    head: &ObjectId,
    now: &ObjectId,
    was: &[ObjectId],
) -> Result<Vec<ObjectId>, SyncError> {
    let repository = &place.repository;
    let only_here = repository.commits_beyond(head, now)?;
    if only_here.is_empty() {
        return Ok(Vec::new()); // nothing would be sent
    }
    if repository.is_shallow() && repository.merge_bases(head, now)?.is_empty() {
        return Ok(Vec::new()); // what both have in common may be in what was left out
    }
    let mut seen: HashSet<&ObjectId> = HashSet::new();
    let mut found: Vec<ObjectId> = Vec::new();
    let newest: Vec<&ObjectId> = was.iter().filter(|commit| seen.insert(commit)).collect();
    for (number, commit) in newest.into_iter().enumerate() {
        if commit == now {
            continue;
        }
        if only_here.contains(commit) {
            found.push(commit.clone());
        } else if number < NEWEST && repository.has_commit(commit)? {
            // Of what they had we may have only a part.
            let common = repository.merge_bases(commit, head)?.into_iter();
            found.extend(common.filter(|commit| only_here.contains(commit)));
        }
    }
    newest_of(repository, found)
}

/// Those of `commits` on which no other one of them stands.
fn newest_of(repository: &Repository, commits: Vec<ObjectId>) -> Result<Vec<ObjectId>, SyncError> {
    let mut newest: Vec<ObjectId> = Vec::new();
    for commit in commits {
        let mut is_older = false;
        let mut kept = Vec::new();
        for other in newest {
            let common = repository.merge_bases(&other, &commit)?;
            is_older |= common.contains(&commit);
            if !common.contains(&other) || other == commit {
                kept.push(other);
            }
        }
        if !is_older {
            kept.push(commit);
        }
        newest = kept;
    }
    Ok(newest)
}
