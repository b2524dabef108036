use super::compare::Placed;
use super::error::SyncError;
use super::identity::require_identity;
use super::place::{OwnFile, Place, own_file};
use super::scratch::Scratch;
use super::session::Session;
use super::sides::Sides;
use super::version::Snapshot;
use super::writers::authors;
use crate::git::{ObjectId, merge_tree, would_be_overwritten};
use crate::meeting::MeetingPath;
use crate::notebook::Lock;

/// How bringing in the other side's commits ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeEnd {
    /// They have nothing that we have not.
    Nothing,
    /// It is here.
    Merged(Vec<Placed>),
    /// Our side was changed meanwhile: commit, and merge again. With the meetings and settings in the way; none
    /// where it was a commit.
    ChangedMeanwhile(Vec<String>),
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
    let repository = &place.repository;
    let (our_files, their_files) = (
        Snapshot::of(repository, ours)?,
        Snapshot::of(repository, theirs)?,
    );
    for shared in &place.notebooks {
        their_files.require_settings(repository, &shared.prefix, &our_files)?;
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
        // An ignored file is somebody's all the same, and nothing else has it.
        "--no-overwrite-ignore",
        commit.as_str(),
    ];
    let answer = place.repository.git().change(&arguments)?;
    if answer.code == Some(0) {
        return Ok(MergeEnd::Merged(remarks));
    }
    if answer.stderr.contains("Not possible to fast-forward") {
        return Ok(MergeEnd::ChangedMeanwhile(Vec::new())); // someone committed
    }
    let in_the_way = would_be_overwritten(&answer.stderr);
    if in_the_way.is_empty() {
        return Err(answer.failed(&arguments).into());
    }
    let (own, foreign): (Vec<String>, Vec<String>) = in_the_way
        .into_iter()
        .partition(|path| place.own_file(path).is_some());
    if foreign.is_empty() {
        Ok(MergeEnd::ChangedMeanwhile(own)) // someone wrote
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
    let names = authors(&place.repository, &place.pairs(), ours, theirs)?;
    Ok(match names.as_slice() {
        [] => "Merge both sides".to_string(),
        names => format!("Merge what {} wrote", names.join(" and ")),
    })
}
