#![expect(
    clippy::disallowed_methods,
    reason = "git hands the driver three files of its own and takes the result from one of them"
)]
//! The merge driver: what git calls for a meeting that both changed.

use std::fs;
use std::path::{Path, PathBuf};

use super::commit_authors::last_writer;
use super::driver_texts::DriverTexts;
use super::error::SyncError;
use super::merge_file::merge_file;
use super::place::{OwnFile, own_file};
use super::version::Snapshot;
use crate::git::{Git, GitError, Head, ObjectId, Repository};
use crate::markdown::{Damage, decode};
use crate::meeting::{Pair, Settings};
use crate::merge::{Merged, Names, Remark, Three, merge};
use crate::notebook::{Notebook, notebook_around};
use crate::text::stand_in;

/// What a repository is told of us.
///
/// Where the program is not on the PATH git would keep our side alone and call it a conflict; so the shell falls back on
/// git's own merge of texts; but not where a filter guards the file, for what git hands over then is no text.
///
/// `recursive = binary`: when two merges crossed, git first merges what both have in common. A base that we made there
/// would be read by us again with whatever stands in it; so made it stays an older base, and never holds markers.
const SETTINGS: [(&str, &str); 3] = [
    ("merge.oneonone.name", "meetings, item by item"),
    (
        "merge.oneonone.driver",
        "if command -v oneonone >/dev/null 2>&1; then oneonone merge-driver %O %A %B %L %P; \
         else case \"$(git check-attr filter -- %P)\" in \
         *': filter: unspecified'|*': filter: unset') ;; \
         *) echo 'oneonone is not installed, and git itself merges no encrypted meetings' >&2; exit 129;; esac; \
         git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B; fi",
    ),
    ("merge.oneonone.recursive", "binary"),
];

/// Tell the repository around `folder` how meetings are merged, for people who run plain `git pull`; gives whether it did
/// not know yet. Only the repository's own settings are written, never the user's.
///
/// # Errors
/// When there is no git, or the settings can't be written.
pub fn set_up_driver(folder: &Path) -> Result<bool, GitError> {
    let Some(repository) = Repository::around(folder)? else {
        return Ok(false);
    };
    let mut is_new = false;
    for (key, value) in SETTINGS {
        if repository.config(key)?.as_deref() != Some(value) {
            repository.git().run(&["config", "--local", key, value])?;
            is_new = true;
        }
    }
    Ok(is_new)
}

/// The three files that git gives the driver, and what it says of them.
#[derive(Clone, Debug)]
pub struct DriverFiles {
    /// `%O`
    pub base: PathBuf,
    /// `%A`, which takes the result.
    pub ours: PathBuf,
    /// `%B`
    pub theirs: PathBuf,
    /// `%L`
    pub marker_size: usize,
    /// `%P`, relative to the top of the work tree.
    pub path: String,
}

/// A commit that git is merging, as it tells by the variable `GITHEAD_…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitHead(ObjectId);

impl GitHead {
    /// The commit that the variable `name` is about.
    pub fn from_variable(name: &str) -> Option<GitHead> {
        ObjectId::new(name.strip_prefix("GITHEAD_")?).map(GitHead)
    }
}

/// How a merge by the driver ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriverEnd {
    /// Our file holds the result; what to look at in it.
    Merged(Vec<Remark>),
    /// Our file holds git's own merge of the texts, perhaps with markers; why.
    LeftToGit(String),
}

/// Merge the three files item by item, as the notebook in `top` around them says, and write the result into our file.
///
/// # Errors
/// When a file can't be read or written, or git's own merge fails too.
pub fn merge_driver(
    top: &Path,
    files: &DriverFiles,
    heads: &[GitHead],
) -> Result<DriverEnd, SyncError> {
    let read = |path: &PathBuf| {
        fs::read(top.join(path)).map_err(|cause| SyncError::Unreadable {
            path: path.clone(),
            cause,
        })
    };
    let stored = Three::new(read(&files.base)?, read(&files.ours)?, read(&files.theirs)?);
    let settings = settings_around(&top.join(&files.path));
    let commits = DriverCommits::of(top, heads);
    let guarded = match Repository::around(top)? {
        Some(repository) => {
            let known = commits.as_ref();
            let known = known.map(|commits| (&commits.ours, &commits.theirs));
            DriverTexts::of(repository, &files.path, known)?
        }
        None => None,
    };
    let texts = match &guarded {
        Some(guarded) => guarded.texts(&stored)?,
        None => stored,
    };
    for text in texts.as_ref().sides() {
        if let Some(what) = stand_in(text) {
            let path = files.path.clone();
            return Err(SyncError::StandIn { path, what });
        }
    }
    let write = |text: Vec<u8>| {
        let stored = match &guarded {
            Some(texts) => texts.stored(&text)?,
            None => text,
        };
        let path = top.join(&files.ours);
        fs::write(&path, stored).map_err(|cause| SyncError::Io { path, cause })
    };
    match merge_by_item(&texts, commits.as_ref(), settings.as_ref(), &files.path) {
        Ok(merged) => {
            write(merged.text.into_bytes())?;
            Ok(DriverEnd::Merged(merged.remarks))
        }
        Err(why) => {
            match &guarded {
                Some(guarded) => {
                    let size = marker_size(files);
                    let options = [&LABELS[..], &[&size]].concat();
                    write(merge_file(&guarded.repository, &texts, &options)?.text)?;
                }
                None => merge_by_git(top, files)?,
            }
            Ok(DriverEnd::LeftToGit(why))
        }
    }
}

/// The settings of the notebook in which the file at `path` lies, if it lies in one.
fn settings_around(path: &Path) -> Option<Settings> {
    let root = notebook_around(path.parent()?)?;
    Some(Notebook::open(&root).ok()?.settings().clone())
}

/// Merge the `texts` of the file at `path`.
///
/// # Errors
/// When they can't be merged item by item; why.
fn merge_by_item(
    texts: &Three<Vec<u8>>,
    commits: Option<&DriverCommits>,
    settings: Option<&Settings>,
    path: &str,
) -> Result<Merged, String> {
    let base = common_text(&texts.base, commits, path);
    let ((ours, our_damage), (theirs, their_damage)) =
        (decode(texts.ours.clone()), decode(texts.theirs.clone()));
    // Such a text has lost its bytes.
    let has_lost_bytes = [our_damage, their_damage]
        .iter()
        .any(|damage| matches!(damage, Some(Damage::NotUtf8(_))));
    if has_lost_bytes {
        return Err("one side is not UTF-8".to_string());
    }
    let names = match (commits, settings) {
        (Some(commits), Some(settings)) => commits.names(&settings.pair, path),
        _ => Names::default(),
    };
    let vocabulary = settings.map(|settings| settings.vocabulary.clone());
    let vocabulary = vocabulary.unwrap_or_default();
    let texts = Three::new(base.as_str(), ours.as_str(), theirs.as_str());
    merge(texts, &names, &vocabulary).map_err(|refused| refused.to_string())
}

/// What both sides of the file at `path` began with, where git says that it was `base`.
fn common_text(base: &[u8], commits: Option<&DriverCommits>, path: &str) -> String {
    let is_new_on_both_sides = base.is_empty();
    let (text, _) = decode(base.to_vec());
    if matches!(Damage::of(&text), Some(Damage::ConflictMarkers(_))) {
        String::new() // what two merges that crossed left; its markers are no text
    } else if is_new_on_both_sides {
        let prepared = commits.and_then(|known| known.prepared(path));
        prepared.unwrap_or_default()
    } else {
        text
    }
}

/// How git calls the three in its markers.
const LABELS: [&str; 6] = ["-L", "ours", "-L", "base", "-L", "theirs"];

fn marker_size(files: &DriverFiles) -> String {
    format!("--marker-size={}", files.marker_size)
}

/// Leave the merge to git, which writes markers where both changed the same lines.
fn merge_by_git(top: &Path, files: &DriverFiles) -> Result<(), SyncError> {
    let size = marker_size(files);
    let paths = [&files.ours, &files.base, &files.theirs].map(|path| path.to_string_lossy());
    let mut arguments = [&["merge-file"], &LABELS[..], &[&size, "--"]].concat();
    arguments.extend(paths.iter().map(AsRef::as_ref));
    let answer = Git::new(top).change(&arguments)?;
    // It ends with the number of conflicts, and above 127 when it failed.
    match answer.code {
        Some(0..=127) => Ok(()),
        _ => Err(answer.failed(&arguments).into()),
    }
}

/// The two commits that git merges.
struct DriverCommits {
    repository: Repository,
    ours: ObjectId,
    theirs: ObjectId,
}

impl DriverCommits {
    /// Which they are; `None` where git doesn't tell, as in a rebase, or where there are more than two.
    fn of(top: &Path, heads: &[GitHead]) -> Option<DriverCommits> {
        if heads.is_empty() {
            return None;
        }
        let repository = Repository::around(top).ok()??;
        let Head::Branch {
            commit: Some(ours), ..
        } = repository.head().ok()?
        else {
            return None;
        };
        let mut others = heads.iter().map(|head| &head.0).filter(|id| **id != ours);
        let (theirs, None) = (others.next()?.clone(), others.next()) else {
            return None;
        };
        Some(DriverCommits {
            repository,
            ours,
            theirs,
        })
    }

    /// Whose the two sides of the file at `path` are.
    fn names(&self, pair: &Pair, path: &str) -> Names {
        let writer = |side, other| last_writer(&self.repository, &[pair], side, other, path);
        Names {
            ours: writer(&self.ours, &self.theirs),
            theirs: writer(&self.theirs, &self.ours),
        }
    }

    /// What `new` would have written from what both began with, for the meeting at `path` that both made.
    fn prepared(&self, path: &str) -> Option<String> {
        let repository = &self.repository;
        let bases = repository.merge_bases(&self.ours, &self.theirs).ok()?;
        let files = Snapshot::of(repository, bases.first()?).ok()?;
        let of = |prefix: String| match own_file(&prefix, path)? {
            OwnFile::Meeting(date) => Some((prefix, date)),
            OwnFile::Other => None,
        };
        let (prefix, date) = files.prefixes().into_iter().find_map(of)?;
        let version = files.notebook(repository, &prefix, "both", None).ok()??;
        let side = |commit: &ObjectId| {
            let files = Snapshot::of(repository, commit).ok()?;
            files
                .notebook(repository, &prefix, "one", Some(&version.settings))
                .ok()?
        };
        let (ours, theirs) = (side(&self.ours)?, side(&self.theirs)?);
        version.prepared(date, [&ours, &theirs])
    }
}
