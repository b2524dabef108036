use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::compare::{Placed, authors, called};
use super::error::SyncError;
use super::identity::require_identity;
use super::place::{OwnFile, Place, own_file};
use super::scratch::Scratch;
use super::session::Session;
use super::version::{Snapshot, text};
use crate::git::{ObjectId, TreeEntry, merge_tree, would_be_overwritten};
use crate::meeting::MeetingPath;
use crate::notebook::Lock;
use crate::operations::merge::{
    MergedFile, Names, NotebookMerge, NotebookVersion, merge_notebooks,
};

/// How bringing in the other side's commits ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeEnd {
    /// They have nothing that we have not.
    Nothing,
    /// It is here.
    Merged(Vec<Placed>),
    /// Our side was changed meanwhile: commit, and merge again.
    ChangedMeanwhile,
}

/// Bring `theirs` into the branch and the work tree, on which `ours` is checked out.
///
/// Nothing is changed before the result is known as a whole; then git brings it in as one fast-forward, which keeps
/// what the user has staged and not committed, and refuses to overwrite any of it.
pub fn merge_theirs(
    place: &Place,
    session: &Session,
    ours: Option<&ObjectId>,
    theirs: &ObjectId,
    remote: &str,
) -> Result<MergeEnd, SyncError> {
    let Some(ours) = ours else {
        return fast_forward(place, theirs, Vec::new());
    };
    if ours == theirs {
        return Ok(MergeEnd::Nothing);
    }
    let bases = place.repository.merge_bases(ours, theirs)?;
    if bases.is_empty() {
        return Err(if place.repository.is_shallow() {
            SyncError::Shallow
        } else {
            SyncError::Unrelated(remote.to_string())
        });
    }
    if bases.contains(theirs) {
        return Ok(MergeEnd::Nothing);
    }
    if bases.contains(ours) {
        return fast_forward(place, theirs, Vec::new());
    }
    let (commit, remarks) = combine(place, session, ours, theirs, &bases)?;
    fast_forward(place, &commit, remarks)
}

/// Let git bring `commit` into the branch and the work tree, in one step.
fn fast_forward(
    place: &Place,
    commit: &ObjectId,
    remarks: Vec<Placed>,
) -> Result<MergeEnd, SyncError> {
    let _locks: Vec<Lock> = place
        .notebooks
        .iter()
        .map(|shared| Lock::new(shared.notebook.root()))
        .collect();
    let arguments = [
        "merge",
        "--ff-only",
        "--quiet",
        "--no-autostash",
        commit.as_str(),
    ];
    let answer = place.repository.git().change(&arguments)?;
    if answer.code == Some(0) {
        return Ok(MergeEnd::Merged(remarks));
    }
    if answer.stderr.contains("Not possible to fast-forward") {
        return Ok(MergeEnd::ChangedMeanwhile); // someone committed
    }
    let in_the_way = would_be_overwritten(&answer.stderr);
    if in_the_way.is_empty() {
        return Err(answer.failed(&arguments).into());
    }
    let foreign: Vec<String> = in_the_way
        .into_iter()
        .filter(|path| place.own_file(path).is_none())
        .collect();
    if foreign.is_empty() {
        Ok(MergeEnd::ChangedMeanwhile) // someone wrote
    } else {
        Err(SyncError::WouldOverwrite(foreign))
    }
}

/// A commit that has `ours` and `theirs` as parents and holds both. Only objects are written.
fn combine(
    place: &Place,
    session: &Session,
    ours: &ObjectId,
    theirs: &ObjectId,
    bases: &[ObjectId],
) -> Result<(ObjectId, Vec<Placed>), SyncError> {
    let repository = &place.repository;
    let git = repository.git();
    git.require_minimum()?;
    if !session.author_is_chosen {
        require_identity(repository)?;
    }
    let arguments = [
        // Meetings are merged below; here they only must not count as conflicts.
        "-c",
        "merge.oneonone.driver=true",
        "-c",
        "merge.directoryRenames=false",
        "merge-tree",
        "--write-tree",
        "-z",
        "--name-only",
        "--no-messages",
        ours.as_str(),
        theirs.as_str(),
    ];
    let answer = git.change(&arguments)?;
    let merged = merge_tree(&answer.stdout).filter(|_| matches!(answer.code, Some(0 | 1)));
    let Some((tree, conflicts)) = merged else {
        return Err(answer.failed(&arguments).into());
    };
    let (our_files, their_files) = (
        Snapshot::of(repository, ours)?,
        Snapshot::of(repository, theirs)?,
    );
    let theirs_too = their_files.prefixes();
    let prefixes: Vec<String> = our_files
        .prefixes()
        .into_iter()
        .filter(|prefix| theirs_too.contains(prefix))
        .collect();
    let is_ours_to_merge = |path: &str| {
        let file = |prefix: &String| own_file(prefix, path);
        prefixes
            .iter()
            .filter_map(file)
            .any(|file| matches!(file, OwnFile::Meeting(_)))
    };
    let foreign: Vec<String> = conflicts
        .into_iter()
        .filter(|path| !is_ours_to_merge(path))
        .collect();
    if !foreign.is_empty() {
        return Err(SyncError::Conflicts(foreign));
    }
    let mut remarks = Vec::new();
    let mut edits = String::new();
    for prefix in &prefixes {
        let sides = Sides {
            place,
            prefix,
            commits: (ours, theirs),
            files: (&our_files, &their_files),
        };
        let merged = sides.merge(bases)?;
        remarks.extend(merged.remarks.iter().map(|remark| Placed {
            path: format!("{prefix}{}", MeetingPath::new(remark.date)),
            line: remark.line,
            message: remark.message.clone(),
        }));
        edits.push_str(&sides.index_lines(&merged)?);
    }
    let scratch = Scratch::new(&repository.places().git_folder)?;
    let on_index = git.on_index(scratch.path());
    on_index.run(&["read-tree", tree.as_str()])?;
    if !edits.is_empty() {
        on_index.run_with(&["update-index", "-z", "--index-info"], edits.as_bytes())?;
    }
    let tree = on_index.run(&["write-tree"])?;
    let message = message(place, ours, theirs)?;
    let mut arguments = vec!["commit-tree", &tree, "-m", &message];
    arguments.extend(["-p", ours.as_str(), "-p", theirs.as_str()]);
    if repository.is_set("commit.gpgsign")? {
        arguments.push("-S");
    }
    let presence = repository.presence(session.is_person, session.ssh_is_chosen)?;
    let answer = git.with(presence).attended(&arguments)?;
    let id = ObjectId::new(String::from_utf8_lossy(&answer.stdout).trim());
    match id.filter(|_| answer.code == Some(0)) {
        Some(commit) => Ok((commit, remarks)),
        None => Err(SyncError::CommitFailed(answer.stderr)),
    }
}

fn message(place: &Place, ours: &ObjectId, theirs: &ObjectId) -> Result<String, SyncError> {
    Ok(match authors(place, ours, theirs)?.as_slice() {
        [] => "Merge both sides".to_string(),
        names => format!("Merge what {} wrote", names.join(" and ")),
    })
}

/// One notebook as both sides have it.
struct Sides<'a> {
    place: &'a Place,
    prefix: &'a str,
    commits: (&'a ObjectId, &'a ObjectId),
    files: (&'a Snapshot, &'a Snapshot),
}

impl Sides<'_> {
    fn merge(&self, bases: &[ObjectId]) -> Result<NotebookMerge, SyncError> {
        let repository = &self.place.repository;
        let read = |files: &Snapshot, side| files.notebook(repository, self.prefix, side, None);
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
        if let [only] = bases {
            return at(only);
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
                Ok(merged) => base = applied(&base, &version, &merged),
                Err(_) => return Ok(Some(oldest)),
            }
        }
        Ok(Some(base))
    }

    /// The first name of the one who last changed the meeting on `date` in commits that `side` has and `other` has not.
    fn last_writer(&self, side: &ObjectId, other: &ObjectId, date: NaiveDate) -> Option<String> {
        let path = format!(":(top,literal){}{}", self.prefix, MeetingPath::new(date));
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
        let line = self.place.repository.git().ask(&arguments).ok()?;
        let (email, name) = line.split_once('\t')?;
        Some(called(self.place, email, name))
    }

    /// The meetings of the result as `git update-index --index-info` takes them. All are named: what git's own merge
    /// made of them does not count.
    fn index_lines(&self, merged: &NotebookMerge) -> Result<String, SyncError> {
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
            let kept =
                |entry: Option<&TreeEntry>| entry.map(|entry| (entry.mode, entry.id.clone()));
            let file = match merged.files.get(&date) {
                None | Some(MergedFile::Ours) => kept(our),
                Some(MergedFile::Theirs) => kept(their),
                Some(MergedFile::Gone) => None,
                Some(MergedFile::Text(text)) => {
                    let mode = our.or(their).map_or(0o100_644, |entry| entry.mode);
                    Some((mode, self.write(text)?))
                }
            };
            let (mode, id) = file.unwrap_or_else(|| (0, self.commits.0.null()));
            lines.push_str(&format!("{mode:06o} {id}\t{path}\0"));
        }
        Ok(lines)
    }

    /// Write `text` as an object, byte for byte: what a merge reads and gives is as the repository has it, and git makes
    /// the file of it.
    fn write(&self, text: &str) -> Result<ObjectId, SyncError> {
        let arguments = ["hash-object", "-w", "--no-filters", "--stdin"];
        let git = self.place.repository.git();
        let id = git.run_with(&arguments, text.as_bytes())?;
        ObjectId::new(&id).ok_or(SyncError::Busy("git gave no name for what it wrote"))
    }
}

/// The notebook that `merged` makes of two versions.
fn applied(
    ours: &NotebookVersion,
    theirs: &NotebookVersion,
    merged: &NotebookMerge,
) -> NotebookVersion {
    let of = |version: &NotebookVersion, date: NaiveDate| {
        let found = version.meetings.iter().find(|m| m.date == date);
        found.cloned()
    };
    let mut meetings: BTreeMap<NaiveDate, _> = ours
        .meetings
        .iter()
        .map(|meeting| (meeting.date, meeting.clone()))
        .collect();
    for (date, file) in &merged.files {
        let meeting = match file {
            MergedFile::Ours => of(ours, *date),
            MergedFile::Theirs => of(theirs, *date),
            MergedFile::Gone => None,
            MergedFile::Text(source) => Some(text(*date, source.clone().into_bytes())),
        };
        match meeting {
            Some(meeting) => meetings.insert(*date, meeting),
            None => meetings.remove(date),
        };
    }
    NotebookVersion {
        meetings: meetings.into_values().collect(),
        ..ours.clone()
    }
}
