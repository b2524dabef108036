//! Files that look changed to git and are not.

use super::error::SyncError;
use super::place::Place;
use super::version::Snapshot;
use crate::git::ObjectId;
use crate::notebook::is_file;

/// Let git's index know anew those of `paths` that git would store just as the last commit has them: saved with other line
/// ends, for instance. Git itself takes a file of another size for changed without a look at what it holds; it then stands
/// in the way of whatever comes in, and there is nothing to commit.
pub fn refresh(place: &Place, paths: &[String]) -> Result<(), SyncError> {
    let repository = &place.repository;
    let committed = Snapshot::of_head(repository)?;
    let there = paths.iter().filter(|path| is_file(&place.top.join(path)));
    let known = there.filter_map(|path| {
        let entry = committed.entry(path).filter(|entry| entry.is_file())?;
        Some((path.as_str(), &entry.id))
    });
    let known: Vec<(&str, &ObjectId)> = known.collect();
    let names: Vec<&str> = known.iter().map(|(path, _)| *path).collect();
    let now = repository.stored_as(&names)?;
    let same = known.iter().zip(&now).filter(|((_, was), is)| was == is);
    let same: String = same.map(|((path, _), _)| format!("{path}\0")).collect();
    if !same.is_empty() {
        let arguments = ["update-index", "-z", "--stdin"];
        repository.git().run_with(&arguments, same.as_bytes())?;
    }
    Ok(())
}
