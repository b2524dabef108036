//! One notebook in our commit and in theirs, and the merge of the two.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::commit_authors::last_writer;
use super::error::SyncError;
use super::guarded::GuardedTree;
use super::place::Place;
use super::version::Snapshot;
use crate::git::{ObjectId, TreeEntry};
use crate::meeting::MeetingPath;
use crate::merge::{MergedFile, Names, NotebookMerge, NotebookVersion, merge_notebooks};

/// One notebook as both sides have it.
pub struct Sides<'a> {
    /// Where it lies.
    pub place: &'a Place,
    /// Its folder in the repository: empty, or ended by `/`.
    pub prefix: &'a str,
    /// Our commit and theirs.
    pub commits: (&'a ObjectId, &'a ObjectId),
    /// The files in the two.
    pub files: (&'a Snapshot, &'a Snapshot),
}

impl Sides<'_> {
    /// Merge its meetings. `bases` are the best common ancestors of the two commits.
    pub fn merge(&self, bases: &[ObjectId]) -> Result<NotebookMerge, SyncError> {
        let repository = &self.place.repository;
        let read = |files: &Snapshot, side| {
            files.require_texts(repository, self.prefix)?;
            files.notebook(repository, self.prefix, side, None)
        };
        let both = read(self.files.0, "we")?.zip(read(self.files.1, "they")?);
        let Some((ours, theirs)) = both else {
            return Ok(NotebookMerge::default());
        };
        let base = self.base(bases, &ours)?;
        let names = |date| Names {
            ours: self.last_writer(self.commits.0, self.commits.1, date),
            theirs: self.last_writer(self.commits.1, self.commits.0, date),
        };
        let merged = merge_notebooks(base.as_ref(), &ours, &theirs, &names);
        merged.map_err(|cause| SyncError::Meeting {
            prefix: self.prefix.to_string(),
            cause,
        })
    }

    /// What both began with.
    ///
    /// After two merges that crossed there are several commits that both have in common and none newer than the others.
    /// What they themselves merge to is then the best base: what is in all of them nobody has changed. Where they can't
    /// be merged the oldest is taken: with it a change of either side is never mistaken for what was there before.
    fn base(
        &self,
        bases: &[ObjectId],
        ours: &NotebookVersion,
    ) -> Result<Option<NotebookVersion>, SyncError> {
        let repository = &self.place.repository;
        let at = |commit: &ObjectId| {
            let files = Snapshot::of(repository, commit)?;
            files.notebook(repository, self.prefix, "we", Some(&ours.settings))
        };
        match bases {
            [] => return Ok(None),
            [only] => return at(only),
            _ => {}
        }
        // Both clones must come to the same: the order is that of the commits' dates, and not that of the question.
        let mut arguments = vec!["rev-list", "--no-walk=sorted"];
        arguments.extend(bases.iter().map(ObjectId::as_str));
        let listed = repository.git().ask(&arguments)?;
        let mut oldest_first: Vec<ObjectId> = listed.lines().filter_map(ObjectId::new).collect();
        oldest_first.reverse();
        let mut versions = Vec::new();
        for commit in &oldest_first {
            versions.extend(at(commit)?.map(|version| (commit, version)));
        }
        let mut versions = versions.into_iter();
        let Some((first, oldest)) = versions.next() else {
            return Ok(None);
        };
        let mut base = oldest.clone();
        for (commit, version) in versions {
            let common = repository.merge_bases(first, commit)?;
            let common = match common.first() {
                Some(common) => at(common)?,
                None => None,
            };
            let nobody = |_| Names::default();
            match merge_notebooks(common.as_ref(), &base, &version, &nobody) {
                Ok(merged) => base = base.with_texts(merged.texts(&base, &version)),
                Err(_) => return Ok(Some(oldest)),
            }
        }
        Ok(Some(base))
    }

    /// Who last changed the meeting on `date` in commits that `side` has and `other` has not.
    fn last_writer(&self, side: &ObjectId, other: &ObjectId, date: NaiveDate) -> Option<String> {
        let path = format!("{}{}", self.prefix, MeetingPath::new(date));
        let repository = &self.place.repository;
        last_writer(repository, &self.place.pairs(), side, other, &path)
    }

    /// The meetings of the result as `git update-index --index-info` takes them. All are named: what git's own merge
    /// made of them does not count.
    ///
    /// `guarded` is what git made, where filters guard files of either side.
    pub fn index_lines(
        &self,
        merged: &NotebookMerge,
        guarded: Option<&GuardedTree<'_>>,
    ) -> Result<String, SyncError> {
        let (ours, theirs) = (
            self.files.0.meetings(self.prefix),
            self.files.1.meetings(self.prefix),
        );
        let dates: BTreeSet<NaiveDate> = ours
            .keys()
            .chain(theirs.keys())
            .chain(merged.files.keys())
            .copied()
            .collect();
        let mut lines = String::new();
        for date in dates {
            let path = format!("{}{}", self.prefix, MeetingPath::new(date));
            let (our, their) = (ours.get(&date).copied(), theirs.get(&date).copied());
            let kept = |side: &Snapshot, entry: Option<&TreeEntry>| {
                let Some(entry) = entry else {
                    return Ok(None);
                };
                let id = match guarded {
                    Some(guarded) => guarded.stored(side, entry)?,
                    None => entry.id.clone(),
                };
                Ok::<_, SyncError>(Some((entry.mode, id)))
            };
            let file = match merged.files.get(&date) {
                None | Some(MergedFile::Ours) => kept(self.files.0, our)?,
                Some(MergedFile::Theirs) => kept(self.files.1, their)?,
                Some(MergedFile::Gone) => None,
                Some(MergedFile::Text(text)) => {
                    let mode = our.or(their).map_or(0o100_644, |entry| entry.mode);
                    let id = match guarded {
                        Some(guarded) => guarded.write(&path, text.as_bytes())?,
                        // What a merge reads and gives is as the repository has it; git makes the file of it.
                        None => self.place.repository.write_raw(text.as_bytes())?,
                    };
                    Some((mode, id))
                }
            };
            let (mode, id) = file.unwrap_or_else(|| (0, self.commits.0.null()));
            // Both must come to the same, also where one of them made a program of it.
            let mode = match (our, their) {
                (Some(our), Some(their)) if mode != 0 => our.mode.min(their.mode),
                _ => mode,
            };
            lines.push_str(&format!("{mode:06o} {id}\t{path}\0"));
        }
        Ok(lines)
    }
}
