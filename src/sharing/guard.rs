//! What never leaves this machine: conflict markers and private files.

use std::collections::BTreeMap;

use super::error::SyncError;
use super::place::Place;
use crate::git::{AttributesOf, ChangedFile};
use crate::markdown::{Damage, decode};
use crate::notebook::PrivateNotes;
use crate::text::{LineTable, stand_in};

/// Refuse private files that git tracks.
pub fn no_private_file_is_tracked(place: &Place) -> Result<(), SyncError> {
    let tracked = place.repository.tracked()?;
    match tracked.into_iter().find(|path| place.is_private(path)) {
        Some(path) => Err(SyncError::Private(path)),
        None => Ok(()),
    }
}

/// Refuse to commit a file among `changes` that is a copy of one of the user's private notes on that pair, or the note
/// itself under another name.
pub fn no_private_note_is_copied(place: &Place, changes: &[ChangedFile]) -> Result<(), SyncError> {
    let Some(base) = &place.private else {
        return Ok(());
    };
    for change in changes {
        let Some((shared, _)) = place.own_file(&change.path) else {
            continue;
        };
        let notes = PrivateNotes::new(base, &shared.notebook.settings().pair);
        if let Some(note) = notes.copied_to(&place.top.join(&change.path)) {
            return Err(SyncError::PrivateCopy {
                path: change.path.clone(),
                note,
            });
        }
    }
    Ok(())
}

/// The filter of each of the own files that one guards, by their paths.
///
/// # Errors
/// When one is not set up here: git would take what is to be encrypted as it is.
pub fn filters(place: &Place) -> Result<BTreeMap<String, String>, SyncError> {
    let repository = &place.repository;
    let examples = place.own_places();
    let examples: Vec<String> = examples.iter().map(|place| format!("{place}/.")).collect();
    let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
    if !repository.may_convert(&examples)? {
        return Ok(BTreeMap::new());
    }
    let mut paths = repository.tracked()?;
    let changes = repository.changes(&place.own_places())?;
    paths.extend(changes.into_iter().map(|change| change.path));
    paths.retain(|path| place.own_file(path).is_some());
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let guards = repository.guards(AttributesOf::WorkTree, &paths)?;
    for (path, filter) in &guards {
        repository.require_filter(filter, path)?;
    }
    Ok(guards)
}

/// Refuse to commit `changes` whose filter does not work, there and back: git would take what is to be encrypted as it is,
/// or store what nobody can read.
pub fn filters_work(
    place: &Place,
    guards: &BTreeMap<String, String>,
    changes: &[ChangedFile],
) -> Result<(), SyncError> {
    for change in changes
        .iter()
        .filter(|change| guards.contains_key(&change.path))
    {
        let Some((shared, _)) = place.own_file(&change.path) else {
            continue;
        };
        if let Some(bytes) = shared.bytes(&change.path)? {
            place.repository.try_filter(&change.path, &bytes)?;
        }
    }
    Ok(())
}

/// Refuse to commit `changes` that a merge left unfinished.
pub fn nothing_is_half_merged(place: &Place, changes: &[ChangedFile]) -> Result<(), SyncError> {
    for change in changes {
        if change.is_unmerged {
            return Err(SyncError::Unmerged(change.path.clone()));
        }
        let Some((shared, _)) = place.own_file(&change.path) else {
            continue;
        };
        if let Some(bytes) = shared.bytes(&change.path)? {
            if let Some(what) = stand_in(&bytes) {
                let path = change.path.clone();
                return Err(SyncError::StandIn { path, what });
            }
            no_markers(&change.path, bytes)?;
        }
    }
    Ok(())
}

/// Refuse bytes that hold conflict markers.
pub fn no_markers(path: &str, bytes: Vec<u8>) -> Result<(), SyncError> {
    let (source, _) = decode(bytes);
    match Damage::of(&source) {
        Some(Damage::ConflictMarkers(span)) => Err(SyncError::ConflictMarkers {
            path: path.to_string(),
            line: LineTable::new(&source).line_of(span.start) + 1,
        }),
        _ => Ok(()),
    }
}
