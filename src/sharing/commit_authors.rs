//! Who wrote what, by the names that the two call one another.

use super::error::SyncError;
use super::place::Place;
use crate::git::{Committer, ObjectId, Repository, literal};
use crate::meeting::{Pair, Person};
use crate::text::printable;

/// Who commits when a proposed change is merged on a hosting site; the author is somebody else.
const HOSTING_SITE: &str = "noreply@github.com";

/// Who wrote commits.
#[derive(Clone, Debug, Default)]
pub struct CommitAuthors {
    /// The authors, by the names that the two call one another.
    pub authors: Vec<String>,
    /// Those of the authors and committers of the notebooks' files who are neither of the two.
    pub strangers: Vec<String>,
}

impl CommitAuthors {
    /// Who wrote the commits that `after` has and `before` has not.
    pub fn between(
        place: &Place,
        before: Option<&ObjectId>,
        after: &ObjectId,
    ) -> Result<CommitAuthors, SyncError> {
        const FORMAT: &str = "--format=%P%x00%ae%x00%an%x00%aE%x00%aN%x00%cE%x00%cN%x00";
        let pairs = place.pairs();
        let range = match before {
            Some(before) => format!("{before}..{after}"),
            None => after.to_string(),
        };
        let mut arguments = vec![
            "log".to_string(),
            FORMAT.to_string(),
            range,
            "--".to_string(),
        ];
        arguments.extend(place.own_places().iter().map(|path| literal(path)));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let listed = place.repository.git().ask(&arguments)?;
        let mut written = CommitAuthors::default();
        for line in listed.lines() {
            let fields: Vec<&str> = line.split('\0').collect();
            let [parents, email, name, people @ ..] = fields.as_slice() else {
                continue;
            };
            let author = called(&pairs, email, name);
            if !parents.contains(' ') && !written.authors.contains(&author) {
                written.authors.push(author);
            }
            // Our own merge of what came in did not come in.
            if before.is_some_and(|before| {
                parents.split(' ').any(|one| one == before.as_str()) && parents.contains(' ')
            }) {
                continue;
            }
            for person in people.chunks_exact(2) {
                let committer = Committer {
                    email: person[0].to_string(),
                    name: person[1].to_string(),
                };
                let is_one = pairs.iter().any(|pair| is_of_pair(&committer, pair));
                let stranger = format!("{} <{}>", committer.name, committer.email);
                if !is_one && !written.strangers.contains(&stranger) {
                    written.strangers.push(stranger);
                }
            }
        }
        Ok(written)
    }
}

/// Whether this is one of the two, by address, or by name where the notebook has no address.
pub fn is_of_pair(committer: &Committer, pair: &Pair) -> bool {
    let is = |person: &Person| match &person.email {
        Some(email) => email.eq_ignore_ascii_case(&committer.email),
        None => person.name.to_lowercase() == committer.name.to_lowercase(),
    };
    is(&pair.manager) || is(&pair.ic) || committer.email == HOSTING_SITE
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
