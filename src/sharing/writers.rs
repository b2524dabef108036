//! Who wrote what, by the names that the two call one another.

use super::error::SyncError;
use crate::git::{ObjectId, Repository, literal};
use crate::meeting::Pair;
use crate::text::printable;

/// Who wrote the commits that `after` has and `before` has not.
pub fn authors(
    repository: &Repository,
    pairs: &[&Pair],
    before: &ObjectId,
    after: &ObjectId,
) -> Result<Vec<String>, SyncError> {
    let range = format!("{before}..{after}");
    let arguments = ["log", "--no-merges", "--format=%ae%x09%an", &range, "--"];
    let listed = repository.git().ask(&arguments)?;
    let mut names: Vec<String> = Vec::new();
    for line in listed.lines() {
        let (email, name) = line.split_once('\t').unwrap_or(("", line));
        let name = called(pairs, email, name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// Who last changed the file at `path` in the commits that `side` has and `other` has not; `None` where nobody did, or
/// git can't say.
pub fn last_writer(
    repository: &Repository,
    pairs: &[&Pair],
    side: &ObjectId,
    other: &ObjectId,
    path: &str,
) -> Option<String> {
    let path = literal(path);
    let arguments = [
        "log",
        "-1",
        "--no-merges",
        "--format=%ae%x09%an",
        side.as_str(),
        "--not",
        other.as_str(),
        "--",
        &path,
    ];
    let line = repository.git().ask(&arguments).ok()?;
    let (email, name) = line.split_once('\t')?;
    Some(called(pairs, email, name))
}

/// The first name of the participant with the address `email`, else `name`: it gets into commits and files, and may
/// hold anything.
fn called(pairs: &[&Pair], email: &str, name: &str) -> String {
    let known = pairs.iter().find_map(|pair| {
        let side = pair.side_of_email(email)?;
        Some(pair.person(side).first_name().to_string())
    });
    known.unwrap_or_else(|| printable(name).into_owned())
}
