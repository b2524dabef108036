//! The history of one folder, as a walk through its lines asks for it: by libgit2, or by the git program.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::answer::GitError;
use super::attributes::AttributesOf;
use super::disk::is_there;
use super::line_history::{BlobChange, Commit, LineWriter, Past, TracedFile, trace};
use super::open::Repository;
use super::reads::literal;
use super::values::{Head, ObjectId};
use super::{parse, parse_history, repository};
use crate::text::LineTable;

/// Who wrote each line of the texts of some files in `folder`, by their names there; lines are counted as by
/// [`LineTable`]. `None` for a line where nothing tells; `None` for all where there is no repository around the folder,
/// git is told to ignore it, or git can't be asked.
pub fn line_writers(
    folder: &Path,
    texts: &BTreeMap<String, &str>,
) -> Option<BTreeMap<String, Vec<Option<LineWriter>>>> {
    let repository = Repository::around(folder).ok()??;
    let top = repository.places().work_tree.as_ref()?;
    let below = folder.strip_prefix(top).ok()?.to_str()?;
    let head = match repository.head().ok()? {
        Head::Branch { commit, .. } => commit,
        Head::Detached => repository.commit_of("HEAD").ok()?,
    };
    let files = match &head {
        Some(head) => files(&repository, head, below).ok()?,
        None => BTreeMap::new(),
    };
    let first = texts.keys().next()?;
    if files.is_empty() && is_ignored(&repository, &path(below, first)).ok()? {
        return None;
    }
    let asked: Vec<TracedFile<'_>> = texts
        .iter()
        .map(|(name, text)| TracedFile { name, text })
        .collect();
    let found = match &head {
        None => asked.iter().map(|asked| all_uncommitted(asked)).collect(),
        Some(head) => {
            // Only what is new may have been another file before; else none need be looked for.
            let has_new = texts.keys().any(|name| !files.contains_key(name));
            let is_gone = |name: &&String| has_new && !is_there(&folder.join(name));
            let gone: BTreeSet<String> = files.keys().filter(is_gone).cloned().collect();
            let cut_off = cut_off(&repository);
            let paths: Vec<String> = texts.keys().map(|name| path(below, name)).collect();
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            // libgit2 runs no filters.
            let is_guarded = repository.may_convert(&paths).ok()?
                && !repository
                    .guards(AttributesOf::WorkTree, &paths)
                    .ok()?
                    .is_empty();
            match repository.here().filter(|_| !is_guarded) {
                Some(repository) => {
                    let past = Here {
                        repository,
                        below,
                        cut_off,
                    };
                    trace(&past, head, &files, &gone, &asked)
                }
                None => {
                    let past = Listed::read(&repository, head, below, &files, cut_off).ok()?;
                    trace(&past, head, &files, &gone, &asked)
                }
            }
        }
    };
    Some(texts.keys().cloned().zip(found).collect())
}

fn all_uncommitted(asked: &TracedFile<'_>) -> Vec<Option<LineWriter>> {
    vec![Some(LineWriter::Uncommitted); LineTable::new(asked.text).count()]
}

/// The path of the file called `name` in the folder `below`, which is the top of the work tree if it is empty.
fn path(below: &str, name: &str) -> String {
    if below.is_empty() {
        name.to_string()
    } else {
        format!("{below}/{name}")
    }
}

/// The commits behind which a shallow clone has nothing.
fn cut_off(repository: &Repository) -> BTreeSet<ObjectId> {
    let text = repository.shallow_commits();
    text.lines().filter_map(ObjectId::new).collect()
}

/// The files of the folder `below` in `commit`.
fn files(
    repository: &Repository,
    commit: &ObjectId,
    below: &str,
) -> Result<BTreeMap<String, ObjectId>, GitError> {
    if let Some(files) = repository
        .here()
        .and_then(|here| repository::folder_files(here, commit, below))
    {
        return Ok(files);
    }
    let place = path(below, "");
    let mut arguments = vec!["ls-tree", "-z", "--full-tree", commit.as_str()];
    if !place.is_empty() {
        arguments.extend(["--", place.as_str()]);
    }
    let answer = repository.git().read(&arguments, b"")?;
    if answer.code != Some(0) {
        return Err(answer.failed(&arguments));
    }
    let entries = parse::tree(&answer.stdout).into_iter();
    let files = entries.filter(|entry| entry.is_file());
    Ok(files
        .filter_map(|entry| Some((entry.path.strip_prefix(&place)?.to_string(), entry.id)))
        .collect())
}

/// Whether git is told to ignore the file at `path`.
fn is_ignored(repository: &Repository, path: &str) -> Result<bool, GitError> {
    if let Some(is_ignored) = repository
        .here()
        .and_then(|here| repository::is_ignored(here, path))
    {
        return Ok(is_ignored);
    }
    let arguments = ["check-ignore", "--quiet", "--", path];
    Ok(repository.git().read(&arguments, b"")?.code == Some(0))
}

/// A history that libgit2 reads, commit by commit.
struct Here<'a> {
    repository: &'a git2::Repository,
    below: &'a str,
    cut_off: BTreeSet<ObjectId>,
}

impl Past for Here<'_> {
    fn commit(&self, id: &ObjectId) -> Option<Commit> {
        repository::commit(self.repository, id)
    }

    fn changes(&self, commit: &ObjectId, parent: &ObjectId) -> Option<Vec<BlobChange>> {
        repository::folder_changes(self.repository, parent, commit, self.below)
    }

    fn text(&self, id: &ObjectId) -> Option<String> {
        let bytes = repository::blobs(self.repository, &[id])?.pop()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn is_cut_off(&self, id: &ObjectId) -> bool {
        self.cut_off.contains(id)
    }
}

/// A history that the git program listed whole, in four calls however long it is.
struct Listed {
    commits: HashMap<ObjectId, (Commit, ObjectId)>,
    /// By the trees before and after.
    changes: HashMap<(ObjectId, ObjectId), Vec<BlobChange>>,
    texts: HashMap<ObjectId, String>,
    cut_off: BTreeSet<ObjectId>,
}

impl Listed {
    fn read(
        repository: &Repository,
        head: &ObjectId,
        below: &str,
        files: &BTreeMap<String, ObjectId>,
        cut_off: BTreeSet<ObjectId>,
    ) -> Result<Listed, GitError> {
        let git = repository.git();
        let format = format!("--format={}", parse_history::COMMIT_FORMAT);
        let listed = git.ask(&["log", &format, "--date=raw", head.as_str(), "--"])?;
        let commits: HashMap<ObjectId, (Commit, ObjectId)> = listed
            .lines()
            .filter_map(parse_history::commit)
            .map(|listed| (listed.id, (listed.commit, listed.tree)))
            .collect();
        let mut pairs = String::new();
        for (commit, tree) in commits.values() {
            let parents = commit
                .parents
                .iter()
                .filter_map(|parent| commits.get(parent));
            for (_, before) in parents.filter(|(_, before)| before != tree) {
                pairs.push_str(&format!("{before} {tree}\n"));
            }
        }
        let place = literal(below);
        let arguments = [
            "diff-tree",
            "--stdin",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            "--no-abbrev",
            "--",
            &place,
        ];
        let answer = git.read(&arguments, pairs.as_bytes())?;
        if answer.code != Some(0) {
            return Err(answer.failed(&arguments));
        }
        let changes = parse_history::changes(&answer.stdout, &path(below, ""));
        let changed = changes.values().flatten();
        let changed = changed.flat_map(|change| {
            let blobs = change.before.iter().chain(&change.after);
            blobs.map(|id| (id, path(below, &change.name)))
        });
        let now = files.iter().map(|(name, id)| (id, path(below, name)));
        let wanted: BTreeMap<&ObjectId, String> = changed.chain(now).collect();
        let texts = repository.past_texts(&wanted)?.into_iter();
        let texts = texts
            .map(|(id, bytes)| (id, String::from_utf8_lossy(&bytes).into_owned()))
            .collect();
        Ok(Listed {
            commits,
            changes,
            texts,
            cut_off,
        })
    }
}

impl Past for Listed {
    fn commit(&self, id: &ObjectId) -> Option<Commit> {
        self.commits.get(id).map(|(commit, _)| commit.clone())
    }

    fn changes(&self, commit: &ObjectId, parent: &ObjectId) -> Option<Vec<BlobChange>> {
        let tree = |id| self.commits.get(id).map(|(_, tree)| tree.clone());
        let trees = (tree(parent)?, tree(commit)?);
        if trees.0 == trees.1 {
            return Some(Vec::new());
        }
        self.changes.get(&trees).cloned()
    }

    fn text(&self, id: &ObjectId) -> Option<String> {
        self.texts.get(id).cloned()
    }

    fn is_cut_off(&self, id: &ObjectId) -> bool {
        self.cut_off.contains(id)
    }
}
