//! What is wrong with a clone of a notebook.

use std::collections::{BTreeMap, BTreeSet};

use super::clone_fault::{
    CloneFault, FilterFault, PrivacyFault, RepositoryFault, SetUpFault, StateFault,
};
use super::commit::own_changes;
use super::commit_authors::is_of_pair;
use super::error::SyncError;
use super::excluded::Excluded;
use super::find_excluded::{all_excluded, all_recoded};
use super::guarded_files::{GuardedFile, guarded_files};
use super::identity::require_identity;
use super::locked::read_series;
use super::outer::other_content;
use super::place::Place;
use crate::git::{
    Exposure, Git, GitError, Head, Inspection, Recoded, Repository, exposure, unwritable,
};
use crate::markdown::{Wanted, rules};
use crate::meeting::{Meeting, Pair, Series};
use crate::notebook::{
    CONFIGURATION_FILE, FileProblem, LoadError, Notebook, PrivateNotes, Threads, is_private_path,
    is_there,
};
use crate::practice::checks::Placed;
use crate::text::Rule;

/// An `index.lock` may be there for so long, in seconds, before nobody works at it any more.
const LOCKED_FOR: i64 = 60;

/// The remarks on a meeting that have to do with sharing, or with a file that can't be used.
const OF_SHARING: [Rule; 7] = [
    rules::BOTH_CHANGED,
    rules::CONFLICT_MARKERS,
    rules::FRONT_MATTER_DUPLICATE_KEY,
    rules::FRONT_MATTER_INVALID,
    rules::FRONT_MATTER_UNCLOSED,
    rules::NOT_UTF8,
    rules::NUL_BYTE,
];

/// What is known of the world around a notebook.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Whether a shell finds this program by its name.
    pub is_on_path: bool,
    /// The user's private notes on the pair.
    pub notes: Option<PrivateNotes>,
    /// Whether the environment names the author and the committer of commits.
    pub author_is_chosen: bool,
    /// The moment, in seconds since 1970 (UTC).
    pub now: i64,
}

/// Everything that is wrong with this clone of `notebook`. Changes nothing; a file is made in git's own folder and is gone
/// at once.
///
/// # Errors
/// When the notebook can't be read.
pub fn doctor(notebook: &Notebook, outlook: &Outlook) -> Result<Vec<CloneFault>, LoadError> {
    let mut found = of_repository(notebook, outlook);
    let notes = of_private_notes(notebook, outlook);
    found.extend(notes.into_iter().map(CloneFault::Privacy));
    found.extend(of_files(notebook)?);
    Ok(found)
}

fn of_repository(notebook: &Notebook, outlook: &Outlook) -> Vec<CloneFault> {
    let mut found = Vec::new();
    match Git::new(notebook.root()).require_minimum() {
        Ok(()) => {}
        Err(GitError::TooOld { found: version }) => {
            found.push(CloneFault::Repository(RepositoryFault::OldGit(version)))
        }
        Err(_) => return vec![CloneFault::Repository(RepositoryFault::NoGit)],
    }
    let (inspection, repository) = match open(notebook) {
        Ok(Some(both)) => both,
        Ok(None) => {
            found.push(CloneFault::Repository(RepositoryFault::NoRepository));
            return found;
        }
        Err(error) => {
            found.push(CloneFault::Repository(refused(&error)));
            return found;
        }
    };
    if let (Ok(Some(other)), Some(top)) =
        (other_content(&repository), &repository.places().work_tree)
    {
        let other = RepositoryFault::OtherContent(top.clone(), other);
        found.push(CloneFault::Repository(other));
    }
    let set_up = of_set_up(inspection, &repository, outlook.is_on_path);
    found.extend(set_up.into_iter().map(CloneFault::SetUp));
    found.extend(of_filters(notebook, &repository));
    let is_known = outlook.author_is_chosen || require_identity(&repository).is_ok();
    let pair = &notebook.settings().pair;
    let identity = match is_known {
        true => of_identity(inspection, pair),
        false => Some(SetUpFault::NoIdentity),
    };
    found.extend(identity.map(CloneFault::SetUp));
    let strangers = inspection.committers().into_iter();
    let strangers = strangers.filter(|committer| !is_of_pair(committer, pair));
    let seen = of_private_paths(inspection).into_iter();
    let seen = seen.chain(strangers.map(PrivacyFault::Stranger));
    found.extend(seen.map(CloneFault::Privacy));
    let state = of_state(inspection, &repository, outlook.now);
    found.extend(state.into_iter().map(CloneFault::State));
    found.extend(of_excluded_files(notebook));
    found.extend(of_what_is_recoded(notebook));
    found
}

/// The first meeting that git would store otherwise than it is written: what says so mostly holds for all of them.
fn of_what_is_recoded(notebook: &Notebook) -> Option<CloneFault> {
    let place = Place::around(notebook.root(), None).ok()?;
    let found = all_recoded(&place).ok()?.into_iter();
    let is_here = |found: &Recoded| {
        let of = place.own_file(&found.path);
        of.is_some_and(|(shared, _)| shared.notebook.root() == notebook.root())
    };
    found.into_iter().find(is_here).map(CloneFault::Recoded)
}

/// What `sync` would stop at because git leaves it behind. Where that can't be found out, the rest says why.
fn of_excluded_files(notebook: &Notebook) -> Vec<CloneFault> {
    let left = Place::around(notebook.root(), None).and_then(|place| {
        let changes = own_changes(&place)?;
        let left = all_excluded(&place, &changes)?;
        let is_here = |excluded: &Excluded| {
            let of = place.own_file(&excluded.path);
            of.is_some_and(|(shared, _)| shared.notebook.root() == notebook.root())
        };
        let top = &place.top;
        let found = left.into_iter().filter(is_here).map(|excluded| {
            let top = top.clone();
            CloneFault::Excluded { excluded, top }
        });
        Ok(found.collect())
    });
    left.unwrap_or_default()
}

fn open(notebook: &Notebook) -> Result<Option<(Inspection<'_>, Repository)>, GitError> {
    let inspection = Inspection::new(notebook.root())?;
    let repository = Repository::around(notebook.root())?;
    Ok(repository.map(|repository| (inspection, repository)))
}

fn refused(error: &GitError) -> RepositoryFault {
    match error {
        GitError::Failed { message, .. } if !message.contains("not a git repository") => {
            let first = message.lines().next().unwrap_or_default();
            RepositoryFault::GitRefuses(first.trim_start_matches("fatal: ").to_string())
        }
        GitError::NotFound(_) | GitError::Planted { .. } => {
            RepositoryFault::GitRefuses(error.to_string())
        }
        _ => RepositoryFault::NoRepository,
    }
}

fn of_set_up(
    inspection: Inspection<'_>,
    repository: &Repository,
    is_on_path: bool,
) -> Vec<SetUpFault> {
    let mut found = Vec::new();
    if !matches!(repository.config("merge.oneonone.driver"), Ok(Some(_))) {
        found.push(SetUpFault::NoDriver);
    }
    let attribute = inspection.merge_attribute("meetings/2026-11-24.md"); // any date will do
    if attribute.as_deref() != Some("oneonone") {
        found.push(SetUpFault::NoAttribute);
    }
    if !is_on_path {
        found.push(SetUpFault::NotOnPath);
    }
    found
}

/// The filters that guard files of `notebook`, and how many each; those that can't be told count as none.
pub fn guards(notebook: &Notebook) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    if let Ok(Some(repository)) = Repository::around(notebook.root()) {
        for guarded in guarded(notebook, &repository) {
            *counts.entry(guarded.filter).or_insert(0) += 1;
        }
    }
    counts
}

/// The files of `notebook` that a filter guards; none where git can't say.
fn guarded(notebook: &Notebook, repository: &Repository) -> Vec<GuardedFile> {
    guarded_files(notebook, repository, &[CONFIGURATION_FILE]).unwrap_or_default()
}

/// Each filter, tried on one file.
fn of_filters(notebook: &Notebook, repository: &Repository) -> Vec<CloneFault> {
    let mut found: BTreeMap<String, CloneFault> = BTreeMap::new();
    let mut tried: BTreeSet<String> = BTreeSet::new();
    for GuardedFile { path, file, filter } in guarded(notebook, repository) {
        if !tried.insert(filter.clone()) {
            continue;
        }
        let bytes = notebook.bytes(&file).ok().flatten();
        let fault = match repository.try_filter(&path, &bytes.unwrap_or_default()) {
            Ok(()) => continue,
            Err(GitError::FilterNotSetUp { .. }) => FilterFault::NotSetUp,
            Err(GitError::FilterLossy { .. }) => FilterFault::Lossy,
            Err(GitError::FilterUnsteady { .. }) => FilterFault::Unsteady,
            Err(GitError::FilterFailed { said, .. }) => FilterFault::Fails(said),
            Err(error) => FilterFault::Fails(error.to_string()),
        };
        let finding = CloneFault::Filter {
            filter: filter.clone(),
            path,
            fault,
        };
        found.insert(filter, finding);
    }
    found.into_values().collect()
}

fn of_identity(inspection: Inspection<'_>, pair: &Pair) -> Option<SetUpFault> {
    let Some(email) = inspection.email() else {
        return Some(SetUpFault::NoIdentity);
    };
    let addresses_known = pair.manager.email.is_some() && pair.ic.email.is_some();
    let is_foreign = addresses_known && pair.side_of_email(&email).is_none();
    is_foreign.then_some(SetUpFault::ForeignIdentity(email))
}

fn of_private_paths(inspection: Inspection<'_>) -> Vec<PrivacyFault> {
    let private = |path: &String| is_private_path(path);
    let staged: Vec<String> = inspection.staged().into_iter().filter(private).collect();
    let tracked = inspection.tracked().into_iter().filter(private);
    let mut found: Vec<PrivacyFault> = tracked
        .filter(|path| !staged.contains(path))
        .map(PrivacyFault::Tracked)
        .collect();
    found.extend(staged.into_iter().map(PrivacyFault::Staged));
    let in_history = inspection.first_commits_with(is_private_path).into_iter();
    found.extend(in_history.map(|(path, commit)| PrivacyFault::InHistory { path, commit }));
    found
}

fn of_state(inspection: Inspection<'_>, repository: &Repository, now: i64) -> Vec<StateFault> {
    let mut found = Vec::new();
    let head = repository.head();
    let is_detached = matches!(head, Ok(Head::Detached));
    match repository.underway() {
        Some(what) => found.push(StateFault::InProgress(what)),
        None if is_detached => found.push(StateFault::Detached),
        None => {}
    }
    if let Some((folder, why)) = unwritable(repository.places()) {
        found.push(StateFault::Unwritable(folder, why));
    }
    if let Some((path, made)) = repository.index_locked_since()
        && now - made > LOCKED_FOR
    {
        found.push(StateFault::Locked(path, now - made));
    }
    if repository.remotes().is_ok_and(|remotes| remotes.is_empty()) {
        found.push(StateFault::NoRemote);
    } else if matches!(head, Ok(Head::Branch { commit: None, .. })) {
        found.push(StateFault::NoCommit);
    } else {
        match inspection.not_pushed() {
            Some(0) => {}
            Some(count) => found.push(StateFault::NotPushed(count)),
            None if is_detached => {}
            None => found.push(StateFault::NoUpstream),
        }
    }
    found
}

fn of_private_notes(notebook: &Notebook, outlook: &Outlook) -> Vec<PrivacyFault> {
    let Some(notes) = &outlook.notes else {
        return Vec::new();
    };
    let folder = notes.real_folder();
    if folder.starts_with(notebook.root()) {
        return vec![PrivacyFault::NotesInNotebook(folder)];
    }
    if !is_there(&folder) {
        return Vec::new(); // nothing was written yet, and `private` looks before it writes
    }
    let mut found = Vec::new();
    match exposure(&folder.join("note.md"), &notes.real_base(), notebook.root()) {
        Exposure::Hidden => {}
        Exposure::NotIgnored(work_tree) | Exposure::Tracked(work_tree) => {
            found.push(PrivacyFault::NotesExposed(folder, work_tree));
        }
    }
    found.extend(
        notes
            .open_to_others()
            .into_iter()
            .map(PrivacyFault::NotesOpen),
    );
    found
}

fn of_files(notebook: &Notebook) -> Result<Vec<CloneFault>, LoadError> {
    let (series, problems) = match read_series(notebook, Wanted::Any, Threads::Many) {
        Ok((series, problems)) => (Some(series), problems),
        Err(SyncError::Load(error)) => return Err(error),
        // What is encrypted says nothing; that the filter is not set up is said already.
        Err(_) => (None, Vec::new()),
    };
    let settings = notebook.warnings().into_iter();
    let problems = problems.iter().map(FileProblem::placed);
    let meetings = series.iter().flat_map(Series::all_whole);
    let meetings = meetings.flat_map(|meeting| of_meeting(meeting));
    let all = settings.chain(problems).chain(meetings);
    Ok(all.map(CloneFault::File).collect())
}

fn of_meeting(meeting: &Meeting) -> Vec<Placed> {
    let found = meeting.diagnostics(|_| true).into_iter();
    found
        .filter(|diagnostic| OF_SHARING.contains(&diagnostic.rule))
        .map(|diagnostic| Placed::in_meeting(meeting, diagnostic))
        .collect()
}
