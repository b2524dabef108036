//! What is wrong with a clone of a notebook.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

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
    Committer, Exposure, Git, GitError, Head, Inspection, Recoded, Repository, Underway, exposure,
    unwritable,
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

/// Why the filter of a file is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterFault {
    /// It is not set up here.
    NotSetUp,
    /// It fails: what it said.
    Fails(String),
    /// What comes back is not what went in.
    Lossy,
    /// It makes something else of the same text each time.
    Unsteady,
}

/// Something that is wrong with a clone of a notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloneFault {
    /// There is no git.
    NoGit,
    /// Git is older than [`MINIMUM`](crate::git::MINIMUM): its version.
    OldGit(String),
    /// The notebook is in no repository.
    NoRepository,
    /// Git does not want to look at the repository: in its own words.
    GitRefuses(String),
    /// The repository, by its top, holds what belongs to no notebook: such as this.
    OtherContent(PathBuf, String),
    /// This clone does not know the program that merges meetings.
    NoDriver,
    /// No attribute says that meetings are merged by it.
    NoAttribute,
    /// The driver would not be found.
    NotOnPath,
    /// Git does not know who the user is.
    NoIdentity,
    /// The user's address is that of neither of the two.
    ForeignIdentity(String),
    /// A private path that git has.
    PrivateTracked(String),
    /// A private path that the next commit would have.
    PrivateStaged(String),
    /// A private path that a commit has, the first by its short name.
    PrivateInHistory {
        /// The path.
        path: String,
        /// The commit.
        commit: String,
    },
    /// Someone who is neither of the two committed.
    Stranger(Committer),
    /// Something in a file of the notebook, or about it.
    File(Placed),
    /// A file that git would leave behind.
    Excluded {
        /// The file, relative to the top of the work tree, and why.
        excluded: Excluded,
        /// That top.
        top: PathBuf,
    },
    /// A meeting that git would store otherwise than it is written.
    Recoded(Recoded),
    /// A filter guards files, and is not set up here, or does not work: its name, one of the files, and why.
    Filter {
        /// Its name.
        filter: String,
        /// One of the files, relative to the top of the work tree.
        path: String,
        /// Why.
        fault: FilterFault,
    },
    /// Something was begun and not finished.
    InProgress(Underway),
    /// No branch is checked out.
    Detached,
    /// Git's own folder, in which nothing can be written, and why.
    Unwritable(PathBuf, std::io::ErrorKind),
    /// A lock that was left behind, and its age in seconds.
    Locked(PathBuf, i64),
    /// There is nobody to share with.
    NoRemote,
    /// Nothing is committed yet.
    NoCommit,
    /// The branch follows no other.
    NoUpstream,
    /// So many commits are only here.
    NotPushed(usize),
    /// The private notes lie in the notebook.
    PrivateInNotebook(PathBuf),
    /// The private notes would get into another repository: this one.
    PrivateExposed(PathBuf, PathBuf),
    /// Others on this machine may look into the private notes.
    PrivateOpen(PathBuf),
}

/// Everything that is wrong with this clone of `notebook`. Changes nothing; a file is made in git's own folder and is gone
/// at once.
///
/// # Errors
/// When the notebook can't be read.
pub fn doctor(notebook: &Notebook, outlook: &Outlook) -> Result<Vec<CloneFault>, LoadError> {
    let mut found = of_repository(notebook, outlook);
    found.extend(of_private_notes(notebook, outlook));
    found.extend(of_files(notebook)?);
    Ok(found)
}

fn of_repository(notebook: &Notebook, outlook: &Outlook) -> Vec<CloneFault> {
    let mut found = Vec::new();
    match Git::new(notebook.root()).require_minimum() {
        Ok(()) => {}
        Err(GitError::TooOld { found: version }) => found.push(CloneFault::OldGit(version)),
        Err(_) => return vec![CloneFault::NoGit],
    }
    let (inspection, repository) = match open(notebook) {
        Ok(Some(both)) => both,
        Ok(None) => {
            found.push(CloneFault::NoRepository);
            return found;
        }
        Err(error) => {
            found.push(refused(&error));
            return found;
        }
    };
    if let (Ok(Some(other)), Some(top)) =
        (other_content(&repository), &repository.places().work_tree)
    {
        found.push(CloneFault::OtherContent(top.clone(), other));
    }
    found.extend(of_set_up(inspection, &repository, outlook.is_on_path));
    found.extend(of_filters(notebook, &repository));
    let is_known = outlook.author_is_chosen || require_identity(&repository).is_ok();
    found.extend(match is_known {
        true => of_identity(inspection, &notebook.settings().pair),
        false => Some(CloneFault::NoIdentity),
    });
    found.extend(of_private_paths(inspection));
    let strangers = inspection.committers().into_iter();
    found.extend(
        strangers
            .filter(|committer| !is_of_pair(committer, &notebook.settings().pair))
            .map(CloneFault::Stranger),
    );
    found.extend(of_state(inspection, &repository, outlook.now));
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

fn refused(error: &GitError) -> CloneFault {
    match error {
        GitError::Failed { message, .. } if !message.contains("not a git repository") => {
            let first = message.lines().next().unwrap_or_default();
            CloneFault::GitRefuses(first.trim_start_matches("fatal: ").to_string())
        }
        GitError::NotFound(_) | GitError::Planted { .. } => {
            CloneFault::GitRefuses(error.to_string())
        }
        _ => CloneFault::NoRepository,
    }
}

fn of_set_up(
    inspection: Inspection<'_>,
    repository: &Repository,
    is_on_path: bool,
) -> Vec<CloneFault> {
    let mut found = Vec::new();
    if !matches!(repository.config("merge.oneonone.driver"), Ok(Some(_))) {
        found.push(CloneFault::NoDriver);
    }
    let attribute = inspection.merge_attribute("meetings/2026-11-24.md"); // any date will do
    if attribute.as_deref() != Some("oneonone") {
        found.push(CloneFault::NoAttribute);
    }
    if !is_on_path {
        found.push(CloneFault::NotOnPath);
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

fn of_identity(inspection: Inspection<'_>, pair: &Pair) -> Option<CloneFault> {
    let Some(email) = inspection.email() else {
        return Some(CloneFault::NoIdentity);
    };
    let addresses_known = pair.manager.email.is_some() && pair.ic.email.is_some();
    let is_foreign = addresses_known && pair.side_of_email(&email).is_none();
    is_foreign.then_some(CloneFault::ForeignIdentity(email))
}

fn of_private_paths(inspection: Inspection<'_>) -> Vec<CloneFault> {
    let private = |path: &String| is_private_path(path);
    let staged: Vec<String> = inspection.staged().into_iter().filter(private).collect();
    let tracked = inspection.tracked().into_iter().filter(private);
    let mut found: Vec<CloneFault> = tracked
        .filter(|path| !staged.contains(path))
        .map(CloneFault::PrivateTracked)
        .collect();
    found.extend(staged.into_iter().map(CloneFault::PrivateStaged));
    let in_history = inspection.first_commits_with(is_private_path).into_iter();
    found.extend(in_history.map(|(path, commit)| CloneFault::PrivateInHistory { path, commit }));
    found
}

fn of_state(inspection: Inspection<'_>, repository: &Repository, now: i64) -> Vec<CloneFault> {
    let mut found = Vec::new();
    let head = repository.head();
    let is_detached = matches!(head, Ok(Head::Detached));
    match repository.underway() {
        Some(what) => found.push(CloneFault::InProgress(what)),
        None if is_detached => found.push(CloneFault::Detached),
        None => {}
    }
    if let Some((folder, why)) = unwritable(repository.places()) {
        found.push(CloneFault::Unwritable(folder, why));
    }
    if let Some((path, made)) = repository.index_locked_since()
        && now - made > LOCKED_FOR
    {
        found.push(CloneFault::Locked(path, now - made));
    }
    if repository.remotes().is_ok_and(|remotes| remotes.is_empty()) {
        found.push(CloneFault::NoRemote);
    } else if matches!(head, Ok(Head::Branch { commit: None, .. })) {
        found.push(CloneFault::NoCommit);
    } else {
        match inspection.not_pushed() {
            Some(0) => {}
            Some(count) => found.push(CloneFault::NotPushed(count)),
            None if is_detached => {}
            None => found.push(CloneFault::NoUpstream),
        }
    }
    found
}

fn of_private_notes(notebook: &Notebook, outlook: &Outlook) -> Vec<CloneFault> {
    let Some(notes) = &outlook.notes else {
        return Vec::new();
    };
    let folder = notes.real_folder();
    if folder.starts_with(notebook.root()) {
        return vec![CloneFault::PrivateInNotebook(folder)];
    }
    if !is_there(&folder) {
        return Vec::new(); // nothing was written yet, and `private` looks before it writes
    }
    let mut found = Vec::new();
    match exposure(&folder.join("note.md"), &notes.real_base(), notebook.root()) {
        Exposure::Hidden => {}
        Exposure::NotIgnored(work_tree) | Exposure::Tracked(work_tree) => {
            found.push(CloneFault::PrivateExposed(folder, work_tree));
        }
    }
    found.extend(
        notes
            .open_to_others()
            .into_iter()
            .map(CloneFault::PrivateOpen),
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
