//! Bringing in the other side's commits, in one step.

use super::commit_authors::CommitAuthors;
use super::compare::{Compared, PlacedRemark};
use super::error::SyncError;
use super::guarded::{GuardedTree, Others};
use super::identity::require_identity;
use super::incoming::Incoming;
use super::place::{OwnFile, Place, own_file};
use super::rewritten::OnRewrite;
use super::scratch::Scratch;
use super::session::Session;
use super::sides::Sides;
use super::version::Snapshot;
use super::words;
use crate::git::{ObjectId, Repository, merge_tree, would_be_overwritten};
use crate::meeting::MeetingPath;
use crate::notebook::Lock;

/// How bringing in the other side's commits ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeEnd {
    /// They have nothing that we have not.
    Nothing,
    /// It is here.
    Merged(Vec<PlacedRemark>),
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
        return fast_forward(place, None, theirs, Vec::new());
    };
    if ours == theirs {
        return Ok(MergeEnd::Nothing);
    }
    let bases = place.repository.merge_bases(ours, theirs)?;
    if bases.is_empty() && place.repository.is_shallow() {
        return Err(SyncError::Shallow);
    }
    if bases.is_empty() && session.on_rewrite != OnRewrite::KeepBoth {
        return Err(SyncError::Unrelated(remote.to_string()));
    }
    if bases.contains(theirs) {
        return Ok(MergeEnd::Nothing);
    }
    require_settings(place, ours, theirs)?;
    if bases.contains(ours) {
        return fast_forward(place, Some(ours), theirs, Vec::new());
    }
    let sides = Commits {
        ours,
        theirs,
        bases: &bases,
    };
    let (commit, remarks) = combine(place, session, &sides, Parents::Both)?;
    fast_forward(place, Some(ours), &commit, remarks)
}

/// Put the branch and the work tree, on which `ours` is checked out, on `theirs`, with all on top of it that `ours` has
/// beyond `bases`: what the other side once had and no longer has goes, what was never sent stays.
///
/// As with a merge nothing is changed before all is known, and nothing is overwritten that is not committed.
pub fn put_on_theirs(
    place: &Place,
    session: &Session,
    branch: &str,
    ours: &ObjectId,
    theirs: &ObjectId,
    bases: &[ObjectId],
) -> Result<MergeEnd, SyncError> {
    require_settings(place, ours, theirs)?;
    let (commit, remarks) = match bases.contains(ours) {
        true => (theirs.clone(), Vec::new()),
        false => {
            let sides = Commits {
                ours,
                theirs,
                bases,
            };
            combine(place, session, &sides, Parents::Theirs)?
        }
    };
    let short = branch.strip_prefix("refs/heads/").unwrap_or(branch);
    let arguments = [
        "checkout",
        "--quiet",
        "--no-overwrite-ignore",
        "-B",
        short,
        commit.as_str(),
    ];
    brought_in(place, Some(ours), &commit, &arguments, remarks)
}

/// Refuse settings of the other side by which a notebook could not be opened here.
fn require_settings(place: &Place, ours: &ObjectId, theirs: &ObjectId) -> Result<(), SyncError> {
    let repository = &place.repository;
    let our_files = Snapshot::of(repository, ours)?;
    let their_files = Snapshot::of(repository, theirs)?;
    for shared in &place.notebooks {
        their_files.require_settings(repository, &shared.prefix, &our_files)?;
    }
    Ok(())
}

/// Let git bring `commit` into the branch and the work tree, on which `before` is checked out, in one step.
fn fast_forward(
    place: &Place,
    before: Option<&ObjectId>,
    commit: &ObjectId,
    remarks: Vec<PlacedRemark>,
) -> Result<MergeEnd, SyncError> {
    let arguments = [
        "merge",
        "--ff-only",
        "--quiet",
        "--no-autostash",
        // An ignored file is somebody's all the same, and nothing else has it.
        "--no-overwrite-ignore",
        commit.as_str(),
    ];
    brought_in(place, before, commit, &arguments, remarks)
}

/// Run `step`, the one of git's that brings `commit` into the work tree. Where filters guard files it is known before that
/// they work, and if one fails all the same, the files are put back.
fn brought_in(
    place: &Place,
    before: Option<&ObjectId>,
    commit: &ObjectId,
    step: &[&str],
    remarks: Vec<PlacedRemark>,
) -> Result<MergeEnd, SyncError> {
    let _locks: Vec<Lock> = place
        .notebooks
        .iter()
        .map(|shared| Lock::new(shared.notebook.root()))
        .collect();
    let incoming = Incoming::look_at(place, before, commit)?;
    let strictly = incoming.strictly()?;
    let mut arguments: Vec<&str> = strictly.iter().map(String::as_str).collect();
    arguments.extend(step);
    let note = incoming.note()?;
    let answer = place.repository.git().change(&arguments)?;
    if answer.code != Some(0) && note.is_some() {
        incoming.put_back()?;
    }
    if let Some(note) = note {
        note.ended();
    }
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

/// The two sides, and what they have in common.
struct Commits<'a> {
    ours: &'a ObjectId,
    theirs: &'a ObjectId,
    bases: &'a [ObjectId],
}

/// On what the commit stands that holds both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parents {
    /// On both.
    Both,
    /// On theirs alone.
    Theirs,
}

/// A commit that holds both sides. Only objects are written.
fn combine(
    place: &Place,
    session: &Session,
    sides: &Commits<'_>,
    parents: Parents,
) -> Result<(ObjectId, Vec<PlacedRemark>), SyncError> {
    let repository = &place.repository;
    repository.git().require_minimum()?;
    if !session.author_is_chosen {
        require_identity(repository)?;
    }
    let (tree, conflicts) = merged_by_git(place, sides, parents)?;
    let files = (
        Snapshot::of(repository, sides.ours)?,
        Snapshot::of(repository, sides.theirs)?,
    );
    let theirs_too = files.1.prefixes();
    let mut prefixes = files.0.prefixes();
    prefixes.retain(|prefix| theirs_too.contains(prefix));
    let guarded = match sides.bases.first() {
        Some(base) => GuardedTree::of(repository, base, (&files.0, &files.1), &tree)?,
        None => None,
    };
    let mut edits = others_in_conflict(&prefixes, conflicts, guarded.as_ref())?;
    let mut remarks = Vec::new();
    for prefix in &prefixes {
        let sides_of_notebook = Sides {
            place,
            prefix,
            commits: (sides.ours, sides.theirs),
            files: (&files.0, &files.1),
        };
        let merged = sides_of_notebook.merge(sides.bases)?;
        remarks.extend(merged.remarks.iter().map(|remark| PlacedRemark {
            path: format!("{prefix}{}", MeetingPath::new(remark.date)),
            line: remark.line,
            message: remark.message.clone(),
        }));
        edits.push_str(&sides_of_notebook.index_lines(&merged, guarded.as_ref())?);
    }
    let tree = edited_tree(repository, &tree, &edits)?;
    let commit = commit_tree(place, session, sides, parents, &tree)?;
    Ok((commit, remarks))
}

/// The tree that git makes of both sides by itself, and the files that it finds in conflict.
fn merged_by_git(
    place: &Place,
    sides: &Commits<'_>,
    parents: Parents,
) -> Result<(ObjectId, Vec<String>), SyncError> {
    let Commits {
        ours,
        theirs,
        bases,
    } = *sides;
    let (left, right) = match parents {
        Parents::Both => (ours.clone(), theirs.clone()),
        Parents::Theirs => (
            standing_on(place, ours, bases)?,
            standing_on(place, theirs, bases)?,
        ),
    };
    let arguments = [
        // Meetings are merged by us; here they only must not count as conflicts.
        "-c",
        "merge.oneonone.driver=true",
        "-c",
        "merge.directoryRenames=false",
        "merge-tree",
        "--write-tree",
        "--allow-unrelated-histories",
        "-z",
        "--name-only",
        "--no-messages",
        left.as_str(),
        right.as_str(),
    ];
    let answer = place.repository.git().change(&arguments)?;
    let merged = merge_tree(&answer.stdout).filter(|_| matches!(answer.code, Some(0 | 1)));
    merged.ok_or_else(|| answer.failed(&arguments).into())
}

/// What has to be put into git's tree for files in conflict that are no meetings of the notebooks at `prefixes`: those that
/// a filter guards can be resolved, as lines for git's index.
///
/// # Errors
/// When others are in conflict.
fn others_in_conflict(
    prefixes: &[String],
    conflicts: Vec<String>,
    guarded: Option<&GuardedTree<'_>>,
) -> Result<String, SyncError> {
    let is_ours_to_merge = |path: &str| {
        let file = |prefix: &String| own_file(prefix, path);
        prefixes
            .iter()
            .filter_map(file)
            .any(|file| matches!(file, OwnFile::Meeting(_)))
    };
    let others = match guarded {
        Some(guarded) => guarded.others(&conflicts, &is_ours_to_merge)?,
        None => Others::default(),
    };
    let foreign: Vec<String> = conflicts
        .into_iter()
        .filter(|path| !is_ours_to_merge(path) && !others.resolved.contains(path))
        .collect();
    match foreign.is_empty() {
        true => Ok(others.lines),
        false => Err(SyncError::Conflicts(foreign)),
    }
}

/// The tree that `tree` is with `edits`, lines for git's index.
fn edited_tree(repository: &Repository, tree: &ObjectId, edits: &str) -> Result<String, SyncError> {
    let scratch = Scratch::new(&repository.places().git_folder)?;
    let git = repository.git();
    let on_index = git.on_index(scratch.path());
    on_index.run(&["read-tree", tree.as_str()])?;
    if !edits.is_empty() {
        on_index.run_with(&["update-index", "-z", "--index-info"], edits.as_bytes())?;
    }
    Ok(on_index.run(&["write-tree"])?)
}

/// The commit of `tree`.
fn commit_tree(
    place: &Place,
    session: &Session,
    sides: &Commits<'_>,
    parents: Parents,
    tree: &str,
) -> Result<ObjectId, SyncError> {
    let repository = &place.repository;
    let Commits {
        ours,
        theirs,
        bases,
    } = *sides;
    let message = match (parents, bases.first()) {
        (Parents::Theirs, Some(base)) => {
            words::message(&Compared::new(place, Some(base), ours)?.lines()?)
        }
        _ => message(place, ours, theirs)?,
    };
    let mut arguments = vec!["commit-tree", tree, "-m", &message];
    if parents == Parents::Both {
        arguments.extend(["-p", ours.as_str()]);
    }
    arguments.extend(["-p", theirs.as_str()]);
    if repository.is_set("commit.gpgsign")? {
        arguments.push("-S");
    }
    let presence = repository.presence(session.is_person, session.ssh_is_chosen)?;
    let answer = repository.git().with(presence).attended(&arguments)?;
    let id = ObjectId::new(String::from_utf8_lossy(&answer.stdout).trim());
    id.filter(|_| answer.code == Some(0))
        .ok_or(SyncError::CommitFailed(answer.stderr))
}

/// A commit with the files of `commit` that stands on `bases` and nothing else, so that git takes them for what it has in
/// common with another such one. It is in no branch.
fn standing_on(
    place: &Place,
    commit: &ObjectId,
    bases: &[ObjectId],
) -> Result<ObjectId, SyncError> {
    let tree = format!("{commit}^{{tree}}");
    let mut arguments = vec!["commit-tree", &tree, "-m", "For a merge"];
    for base in bases {
        arguments.extend(["-p", base.as_str()]);
    }
    let id = place.repository.git().run(&arguments)?;
    ObjectId::new(&id).ok_or(SyncError::Busy("git gave no name for what it wrote"))
}

fn message(place: &Place, ours: &ObjectId, theirs: &ObjectId) -> Result<String, SyncError> {
    let names = CommitAuthors::between(place, Some(ours), theirs)?.authors;
    Ok(match names.as_slice() {
        [] => "Merge both sides".to_string(),
        names => format!("Merge what {} wrote", names.join(" and ")),
    })
}
