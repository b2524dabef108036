//! Looking for what git would leave behind: files of a notebook that no commit of ours would hold. A change of which a
//! part stays here is worse than none: the mark that an item was carried is sent, and the copy it was carried to is not.

use std::path::{Path, PathBuf};

use super::error::SyncError;
use super::excluded::{Excluded, ExclusionReason};
use super::place::{Place, SharedNotebook};
use super::version::Snapshot;
use crate::git::{ChangedFile, ObjectId, Recoded, Repository, Unwatched};
use crate::meeting::MeetingPath;
use crate::notebook::{CONFIGURATION_FILE, is_link, is_there};

/// Refuse to commit and to push where a meeting, the settings or the template that they name would stay behind. `changes`
/// is what git says of the notebooks' files.
pub fn refuse_excluded(place: &Place, changes: &[ChangedFile]) -> Result<(), SyncError> {
    let left = all_excluded(place, changes)?;
    match left.is_empty() {
        true => Ok(()),
        false => Err(SyncError::Excluded(left)),
    }
}

/// Refuse to commit where git would store a meeting otherwise than it is written.
pub fn refuse_recoded(place: &Place) -> Result<(), SyncError> {
    match all_recoded(place)?.into_iter().next() {
        Some(first) => Err(SyncError::Recoded(first)),
        None => Ok(()),
    }
}

/// The meetings of `place` that git would store otherwise than they are written.
pub fn all_recoded(place: &Place) -> Result<Vec<Recoded>, SyncError> {
    let mut paths = Vec::new();
    for shared in &place.notebooks {
        let meetings = shared.notebook.meeting_paths()?.into_iter();
        paths.extend(meetings.map(|meeting| format!("{}{meeting}", shared.prefix)));
    }
    Ok(place.repository.recoded(&paths)?)
}

/// All that would stay behind of the notebooks of `place`; `changes` is what git says of their files.
pub fn all_excluded(place: &Place, changes: &[ChangedFile]) -> Result<Vec<Excluded>, SyncError> {
    let mut there = Vec::new();
    for shared in &place.notebooks {
        there.extend(files_there(shared)?);
    }
    find(place, &there, Some(changes))
}

/// Those of `files`, relative to the root of a notebook of `place`, that would stay behind, by what is known beforehand:
/// they need not be there yet.
pub fn excluded_among(
    place: &Place,
    root: &Path,
    files: &[String],
) -> Result<Vec<Excluded>, SyncError> {
    let shared = place.notebooks.iter().find(|n| n.notebook.root() == root);
    let Some(shared) = shared else {
        return Ok(Vec::new());
    };
    let is_own = |path: &String| place.own_file(path).is_some();
    let paths: Vec<String> = files
        .iter()
        .map(|file| format!("{}{file}", shared.prefix))
        .filter(is_own)
        .collect();
    find(place, &paths, None)
}

/// The files of a notebook that its other side can't do without, as they lie on the disk: relative to the top of the
/// work tree.
fn files_there(shared: &SharedNotebook) -> Result<Vec<String>, SyncError> {
    let notebook = &shared.notebook;
    let template = format!("templates/{}.md", notebook.settings().template);
    let others = [CONFIGURATION_FILE.to_string(), template].into_iter();
    let others = others.filter(|file| is_there(&notebook.root().join(file)));
    let meetings = notebook.meeting_paths()?.into_iter();
    let files = others.chain(meetings.map(|meeting: MeetingPath| meeting.to_string()));
    Ok(files
        .map(|file| format!("{}{file}", shared.prefix))
        .collect())
}

fn find(
    place: &Place,
    paths: &[String],
    changes: Option<&[ChangedFile]>,
) -> Result<Vec<Excluded>, SyncError> {
    let (repository, top) = (&place.repository, &place.top);
    let watched = repository.watched()?;
    let (mut left, mut unwatched, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        match watched.get(path) {
            Some(None) => {}
            Some(Some(told)) => unwatched.push((path.as_str(), *told)),
            None => unknown.push(path.clone()),
        }
    }
    left.extend(changed_unwatched(repository, &unwatched)?);
    unknown.retain(|path| match hidden_by_place(top, path) {
        Some(reason) => {
            let path = path.clone();
            left.push(Excluded { path, reason });
            false
        }
        None => true,
    });
    let rules = repository.ignore_rules(&unknown)?;
    unknown.retain(|path| !rules.iter().any(|(ignored, _)| ignored == path));
    left.extend(rules.into_iter().map(|(path, rule)| Excluded {
        path,
        reason: ExclusionReason::Ignored(rule),
    }));
    let outside = repository.outside_of_sparse_checkout(&unknown)?;
    unknown.retain(|path| !outside.contains(path));
    left.extend(outside.into_iter().map(|path| Excluded {
        path,
        reason: ExclusionReason::NotInSparseCheckout,
    }));
    if let Some(changes) = changes {
        // What is gone and is taken for unchanged is not gone for the other side.
        let is_gone = |path: &str| place.own_file(path).is_some() && !is_there(&top.join(path));
        let assumed = Some(Unwatched::AssumeUnchanged);
        let gone = watched
            .iter()
            .filter(|(path, told)| **told == assumed && is_gone(path));
        left.extend(gone.map(|(path, _)| Excluded {
            path: path.clone(),
            reason: ExclusionReason::Unwatched(Unwatched::AssumeUnchanged),
        }));
        unknown.retain(|path| !changes.iter().any(|change| change.path == *path));
        left.extend(unknown.into_iter().map(|path| Excluded {
            path,
            reason: ExclusionReason::Unseen,
        }));
    }
    left.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(left)
}

/// Those of the files at which git was told not to look that are no longer as in the last commit.
fn changed_unwatched(
    repository: &Repository,
    paths: &[(&str, Unwatched)],
) -> Result<Vec<Excluded>, SyncError> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let committed = Snapshot::of_head(repository)?;
    let names: Vec<&str> = paths.iter().map(|(path, _)| *path).collect();
    let now: Vec<ObjectId> = repository.stored_as(&names)?;
    let both = paths.iter().zip(now);
    let changed =
        both.filter(|((path, _), now)| committed.entry(path).map(|entry| &entry.id) != Some(now));
    Ok(changed
        .map(|((path, told), _)| Excluded {
            path: (*path).to_string(),
            reason: ExclusionReason::Unwatched(*told),
        })
        .collect())
}

/// What lies between the top of the work tree and `path` that git does not go through.
fn hidden_by_place(top: &Path, path: &str) -> Option<ExclusionReason> {
    let mut folder = PathBuf::new();
    for part in Path::new(path).parent()?.components() {
        folder.push(part);
        let there = top.join(&folder);
        let shown = || folder.to_string_lossy().into_owned();
        if is_link(&there) {
            return Some(ExclusionReason::Linked(shown()));
        }
        if is_there(&there.join(".git")) {
            return Some(ExclusionReason::InOther(shown()));
        }
    }
    None
}
