//! Committing the notebooks' own files, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::compare::meeting_lines;
use super::error::SyncError;
use super::find_excluded::{refuse_excluded, refuse_recoded};
use super::identity::require_identity;
use super::place::{OwnFile, Place, SharedNotebook, own_file};
use super::refresh::refresh;
use super::saved_index::SavedIndex;
use super::session::Session;
use super::version::{Snapshot, on_disk, text};
use super::whole::{CommitContent, Planned};
use super::{guard, words};
use crate::git::{ChangedFile, Head, ObjectId, Repository, literal};
use crate::merge::{may_disagree, reconcile};
use crate::notebook::{ApplyError, Lock, apply_locked, is_there};

/// How often a plan is made anew because an editor was faster.
const ATTEMPTS: usize = 5;
/// So many changed meetings are looked at one by one before all are read.
const FEW: usize = 20;

/// The notebook's own changes that are not committed yet.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    /// The files.
    pub changes: Vec<ChangedFile>,
    /// What changed in them, a line a file.
    pub lines: Vec<String>,
}

/// What would be committed now.
///
/// # Errors
/// When it must not be: conflict markers, a private file that is tracked, a file that would stay behind.
pub fn pending(place: &Place) -> Result<Pending, SyncError> {
    guard::filters(place)?;
    let changes = own_changes(place)?;
    refuse_excluded(place, &changes)?;
    refuse_recoded(place)?;
    if changes.is_empty() {
        return Ok(Pending::default());
    }
    guard::no_private_file_is_tracked(place)?;
    guard::no_private_note_is_copied(place, &changes)?;
    guard::nothing_is_half_merged(place, &changes)?;
    let lines = lines(place, &changes)?;
    Ok(Pending { changes, lines })
}

/// What was committed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// What changed, a line a file; none where there was nothing to commit.
    pub lines: Vec<String>,
    /// The files whose words a hook changed.
    pub reworded: Vec<String>,
}

/// Commit the own changes, by path, after bringing copies of items into agreement; gives what was committed.
///
/// `shared` is what the other side is known to have.
pub fn commit_own(
    place: &Place,
    session: &Session,
    shared: Option<&ObjectId>,
) -> Result<Committed, SyncError> {
    let head = match place.repository.head()? {
        Head::Branch { commit, .. } => commit,
        Head::Detached => return Err(SyncError::Detached),
    };
    let is_ahead = head.is_some() && shared.is_some() && head.as_ref() != shared;
    let (pending, planned) = {
        let _locks: Vec<Lock> = place
            .notebooks
            .iter()
            .map(|shared| Lock::new(shared.notebook.root()))
            .collect();
        let changes = own_changes(place)?;
        refuse_excluded(place, &changes)?;
        refuse_recoded(place)?;
        if changes.is_empty() && !is_ahead {
            return Ok(Committed::default());
        }
        guard::no_private_file_is_tracked(place)?;
        guard::no_private_note_is_copied(place, &changes)?;
        guard::nothing_is_half_merged(place, &changes)?;
        let pending = if bring_into_agreement(place, head.as_ref(), shared, &changes)? {
            pending(place)?
        } else {
            let lines = lines(place, &changes)?;
            Pending { changes, lines }
        };
        let planned = Planned::of(place, &pending.changes)?;
        (pending, planned)
        // The locks end here: a hook may well call this program.
    };
    if pending.changes.is_empty() {
        return Ok(Committed::default());
    }
    if !session.author_is_chosen {
        require_identity(&place.repository)?;
    }
    make_commit(place, session, head.as_ref(), &pending, &planned)
}

/// The notebooks' files that differ from the last commit, as git sees them.
pub fn own_changes(place: &Place) -> Result<Vec<ChangedFile>, SyncError> {
    let mut changes = place.repository.changes(&place.own_places())?;
    changes.retain(|change| place.own_file(&change.path).is_some());
    let guards = guard::filters(place)?;
    let has_new_attributes = changes
        .iter()
        .any(|change| change.path.ends_with(".gitattributes"));
    if !guards.is_empty() || has_new_attributes {
        let head = Snapshot::of_head(&place.repository)?;
        stored_otherwise(place, &guards, &head, &mut changes)?;
        let same = same_as_committed(place, &guards, &head, &changes)?;
        changes.retain(|change| !same.contains(&change.path));
        guard::filters_work(place, &guards, &changes)?;
    }
    Ok(changes)
}

/// Which of `changes` hold what the last commit has: libgit2 compares what is stored with what lies here, and a filter
/// makes two things of them.
fn same_as_committed(
    place: &Place,
    guards: &BTreeMap<String, String>,
    head: &Snapshot,
    changes: &[ChangedFile],
) -> Result<BTreeSet<String>, SyncError> {
    let repository = &place.repository;
    let were = head.guards(repository)?;
    let mut entries = Vec::new();
    let mut now = Vec::new();
    for change in changes.iter().filter(|change| !change.is_unmerged) {
        let path = &change.path;
        let is_as_before = guards.contains_key(path) && guards.get(path) == were.get(path);
        let entry = head
            .entry(path)
            .filter(|entry| is_as_before && entry.is_file());
        let own = place.own_file(path).zip(entry);
        if let Some(((shared, _), entry)) = own
            && let Some(bytes) = shared.bytes(path)?
        {
            entries.push(entry);
            now.push(bytes);
        }
    }
    let before = head.contents(repository, &entries)?;
    let pairs = entries.iter().zip(before.iter().zip(&now));
    Ok(pairs
        .filter(|(_, (before, now))| before == now)
        .map(|(entry, _)| entry.path.clone())
        .collect())
}

/// Add to `changes` the files whose filter is another than in the last commit, though nobody wrote in them: attributes
/// alone encrypt nothing, and make nothing plain again.
fn stored_otherwise(
    place: &Place,
    guards: &BTreeMap<String, String>,
    head: &Snapshot,
    changes: &mut Vec<ChangedFile>,
) -> Result<(), SyncError> {
    let were = head.guards(&place.repository)?;
    let paths: BTreeSet<&String> = guards.keys().chain(were.keys()).collect();
    for path in paths {
        let is_own = head.entry(path).is_some() && place.own_file(path).is_some();
        let is_on_disk = is_there(&place.top.join(path));
        let is_stored_otherwise = is_own && is_on_disk && were.get(path) != guards.get(path);
        if is_stored_otherwise && !changes.iter().any(|change| change.path == *path) {
            changes.push(ChangedFile {
                path: path.clone(),
                is_untracked: false,
                is_unmerged: false,
            });
        }
    }
    Ok(())
}

/// A tick in an old agenda closes the copy in the newest one; also after a plain `git pull`, which knows nothing of
/// copies. Gives whether that changed any file.
fn bring_into_agreement(
    place: &Place,
    head: Option<&ObjectId>,
    shared: Option<&ObjectId>,
    changes: &[ChangedFile],
) -> Result<bool, SyncError> {
    let repository = &place.repository;
    let base = match (head, shared) {
        (Some(head), Some(shared)) if head != shared => {
            let bases = repository.merge_bases(head, shared)?;
            bases.into_iter().next().or_else(|| Some(head.clone()))
        }
        (head, _) => head.cloned(),
    };
    let files = Snapshot::of_any(repository, base.as_ref())?;
    let mut paths: BTreeSet<String> = changes.iter().map(|change| change.path.clone()).collect();
    if head != base.as_ref() {
        paths.extend(Snapshot::of_any(repository, head)?.paths_that_differ(&files));
    }
    let mut is_changed = false;
    for shared in &place.notebooks {
        if shared.notebook.newer_format().is_none() {
            is_changed |= agree(place, shared, &files, &paths)?;
        }
    }
    Ok(is_changed)
}

/// The same for one notebook, of which the files at `paths` are no longer as in `base`.
fn agree(
    place: &Place,
    shared: &SharedNotebook,
    base: &Snapshot,
    paths: &BTreeSet<String>,
) -> Result<bool, SyncError> {
    let repository = &place.repository;
    let prefix = &shared.prefix;
    let dates = paths
        .iter()
        .filter_map(|path| match own_file(prefix, path)? {
            OwnFile::Meeting(date) => Some(date),
            OwnFile::Other => None,
        });
    let dates: BTreeSet<NaiveDate> = dates.collect();
    if dates.is_empty() {
        return Ok(false);
    }
    // A quick look, which is quick only where few files changed.
    if dates.len() <= FEW {
        let before = base.texts(repository, prefix, &|date| dates.contains(&date))?;
        if !may_disagree(&before, &on_disk(shared)?, &dates) {
            return Ok(false);
        }
    }
    let settings = shared.notebook.settings();
    let base = match base.notebook(repository, prefix, "we", Some(settings)) {
        Err(SyncError::NewerFormat { .. }) => None,
        other => other?,
    };
    let mut attempt = 1;
    loop {
        let plan = reconcile(base.as_ref(), &on_disk(shared)?);
        match apply_locked(shared.notebook.root(), &plan) {
            Ok(()) => return Ok(!plan.is_empty()),
            Err(ApplyError::Changed(_)) if attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

/// What changed since HEAD, a line a file.
fn lines(place: &Place, changes: &[ChangedFile]) -> Result<Vec<String>, SyncError> {
    let repository = &place.repository;
    let head = Snapshot::of_head(&place.repository)?;
    let mut lines = Vec::new();
    for shared in &place.notebooks {
        let prefix = &shared.prefix;
        let own = changes
            .iter()
            .filter_map(|change| Some((change, place.own_file(&change.path)?)))
            .filter(|(_, (of, _))| of.prefix == *prefix);
        let mut dates: BTreeSet<NaiveDate> = BTreeSet::new();
        let mut others = Vec::new();
        for (change, (_, file)) in own {
            match file {
                OwnFile::Meeting(date) => {
                    dates.insert(date);
                }
                OwnFile::Other if change.path.ends_with(".gitkeep") => {}
                OwnFile::Other => {
                    let was = head.entry(&change.path).is_some();
                    let is = shared.bytes(&change.path)?.is_some();
                    others.push(format!("{}: {}", change.path, words::of_file(was, is)));
                }
            }
        }
        let before = head.texts(repository, prefix, &|date| dates.contains(&date))?;
        let mut after = Vec::new();
        for date in dates {
            let path = crate::meeting::MeetingPath::new(date).to_string();
            if let Some(bytes) = shared.notebook.bytes(&path)? {
                after.push(text(date, bytes));
            }
        }
        let vocabulary = &shared.notebook.settings().vocabulary;
        lines.extend(meeting_lines(prefix, &before, &after, vocabulary));
        lines.extend(others);
    }
    Ok(lines)
}

/// Commit exactly the files of `pending`. What else is staged stays staged. A filter that fails is a failure.
fn make_commit(
    place: &Place,
    session: &Session,
    former: Option<&ObjectId>,
    pending: &Pending,
    planned: &Planned,
) -> Result<Committed, SyncError> {
    let repository = &place.repository;
    let presence = repository.presence(session.is_person, session.ssh_is_chosen)?;
    let head = Snapshot::of_head(repository)?;
    repository.wait_for_index()?;
    let index = SavedIndex::of(repository)?;
    let guards = guard::filters(place)?;
    let names: BTreeSet<&str> = guards.values().map(String::as_str).collect();
    let strictly = repository.strictly(&names.into_iter().collect::<Vec<_>>())?;
    let new = stage(place, &head, pending, &guards, &strictly)?;
    let message = words::message(&pending.lines);
    let all = literals(&pending.changes, |_| true);
    let mut arguments: Vec<&str> = strictly.iter().map(String::as_str).collect();
    arguments.extend(["commit", "--quiet", "--only", "-m", &message, "--"]);
    arguments.extend(all.iter().map(String::as_str));
    let answer = repository.git().with(presence).attended(&arguments)?;
    if answer.code == Some(0) {
        return look_at(place, &head, former, planned, &index, &pending.lines);
    }
    if former.is_some() && nothing_was_changed(place, pending, &all)? {
        return Ok(Committed::default());
    }
    // What was not known to the index before is not known to it now.
    if !new.is_empty() {
        let forget = [
            "rm",
            "--cached",
            "--quiet",
            "--force",
            "--ignore-unmatch",
            "--",
        ];
        run_on(repository, &forget, &new)?;
    }
    let said = String::from_utf8_lossy(&answer.stdout);
    let said = [answer.stderr.as_str(), said.trim()].join("\n");
    Err(SyncError::CommitFailed(said.trim().to_string()))
}

/// Those of `changes` that are wanted, as paths for git.
fn literals(changes: &[ChangedFile], is_wanted: impl Fn(&ChangedFile) -> bool) -> Vec<String> {
    let chosen = changes.iter().filter(|change| is_wanted(change));
    chosen.map(|change| literal(&change.path)).collect()
}

/// Run git with `words` and `paths`.
fn run_on(repository: &Repository, words: &[&str], paths: &[String]) -> Result<(), SyncError> {
    let paths = paths.iter().map(String::as_str);
    let arguments: Vec<&str> = words.iter().copied().chain(paths).collect();
    repository.git().run(&arguments)?;
    Ok(())
}

/// Let git's index know of the files of `pending` what it must know to commit them by path; gives those that are new to it.
fn stage(
    place: &Place,
    head: &Snapshot,
    pending: &Pending,
    guards: &BTreeMap<String, String>,
    strictly: &[String],
) -> Result<Vec<String>, SyncError> {
    let repository = &place.repository;
    let is_committed = |change: &ChangedFile| head.entry(&change.path).is_some();
    let were = head.guards(repository)?;
    let anew = literals(&pending.changes, |change| {
        let is_on_disk = is_there(&place.top.join(&change.path));
        is_on_disk && is_committed(change) && guards.get(&change.path) != were.get(&change.path)
    });
    if !anew.is_empty() {
        let mut words: Vec<&str> = strictly.iter().map(String::as_str).collect();
        words.extend(["add", "--renormalize", "--"]);
        run_on(repository, &words, &anew)?;
    }
    let forgotten = |change: &ChangedFile| change.is_untracked && is_committed(change);
    let forgotten = literals(&pending.changes, forgotten);
    if !forgotten.is_empty() {
        run_on(repository, &["reset", "--quiet", "HEAD", "--"], &forgotten)?;
    }
    let new = |change: &ChangedFile| change.is_untracked && !is_committed(change);
    let new = literals(&pending.changes, new);
    if !new.is_empty() {
        run_on(repository, &["add", "--intent-to-add", "--"], &new)?;
    }
    Ok(new)
}

/// Whether there was nothing to commit of the files at `all`, and then let git's index know it. A filter can make a file
/// look changed that is not, and a git that was killed after it moved the branch leaves an index older than the commit,
/// which would stand in the way of a merge.
fn nothing_was_changed(
    place: &Place,
    pending: &Pending,
    all: &[String],
) -> Result<bool, SyncError> {
    let repository = &place.repository;
    let mut arguments = vec!["diff", "--quiet", "HEAD", "--"];
    arguments.extend(all.iter().map(String::as_str));
    if repository.git().read(&arguments, b"")?.code != Some(0) {
        return Ok(false);
    }
    run_on(repository, &["reset", "--quiet", "HEAD", "--"], all)?;
    let paths = pending.changes.iter().map(|change| change.path.clone());
    refresh(place, &paths.collect::<Vec<_>>())?;
    Ok(true)
}

/// Look at the commit that was made after `former`, whose files are those of `before`: it stays where it holds what was
/// planned. Else it is taken back, and branch, index and files are as they were.
fn look_at(
    place: &Place,
    before: &Snapshot,
    former: Option<&ObjectId>,
    planned: &Planned,
    index: &SavedIndex,
    lines: &[String],
) -> Result<Committed, SyncError> {
    let repository = &place.repository;
    let git = repository.git();
    let Head::Branch {
        name,
        commit: Some(made),
    } = repository.head()?
    else {
        return Err(SyncError::Detached);
    };
    match planned.compare(place, before, &made)? {
        CommitContent::AsPlanned(reworded) => {
            let paths: Vec<String> = reworded.iter().map(|r| r.path().to_string()).collect();
            if !reworded.is_empty() {
                planned.take_over(place, &reworded)?;
                // What a hook put into the commit is in that commit's own index, and not in the one of the work tree.
                let mut arguments = vec!["reset", "--quiet", "HEAD", "--"];
                let literal: Vec<String> = paths.iter().map(|path| literal(path)).collect();
                arguments.extend(literal.iter().map(String::as_str));
                git.run(&arguments)?;
            }
            Ok(Committed {
                lines: lines.to_vec(),
                reworded: paths,
            })
        }
        CommitContent::Otherwise(paths) => {
            // Nobody else's commit is taken back: the branch moves only if it is still at ours.
            const WHY: &str = "sync: take back what was not planned";
            match former {
                Some(former) => git.run(&[
                    "update-ref",
                    "-m",
                    WHY,
                    &name,
                    former.as_str(),
                    made.as_str(),
                ])?,
                None => git.run(&["update-ref", "-m", WHY, "-d", &name, made.as_str()])?,
            };
            index.put_back(repository)?;
            planned.put_back(place, &made)?;
            Err(SyncError::NotAsPlanned(paths))
        }
    }
}
