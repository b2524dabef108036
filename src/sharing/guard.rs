//! What never leaves this machine: conflict markers and private files.

use super::error::SyncError;
use super::place::Place;
use crate::git::Change;
use crate::markdown::{Damage, decode};
use crate::notebook::PrivateNotes;
use crate::text::LineTable;

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
pub fn no_private_note_is_copied(place: &Place, changes: &[Change]) -> Result<(), SyncError> {
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

/// Refuse to commit `changes` that a merge left unfinished.
pub fn nothing_is_half_merged(place: &Place, changes: &[Change]) -> Result<(), SyncError> {
    for change in changes {
        if change.is_unmerged {
            return Err(SyncError::Unmerged(change.path.clone()));
        }
        let Some((shared, _)) = place.own_file(&change.path) else {
            continue;
        };
        let file = &change.path[shared.prefix.len()..];
        if let Some(bytes) = shared.notebook.bytes(file)? {
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
