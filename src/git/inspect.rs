//! What one asks only to find out what is wrong with a repository, beyond what [`Repository`](super::Repository) reads:
//! all by the git program, which opens every kind of repository.

use std::path::{Component, Path, PathBuf};

use super::answer::GitError;
use super::disk::{is_there, type_of};
use super::open::{Repository, git_folder};
use super::own_files::temporary;
use super::program::Git;
use super::values::Places;

/// Whether a file would get into some repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// No: it lies in no work tree, or git ignores it there.
    Hidden,
    /// It lies in this work tree, and git does not ignore it or can't say.
    NotIgnored(PathBuf),
    /// This work tree has it already, or another file of its folder.
    Tracked(PathBuf),
}

/// Whether the file at `path`, which need not be there, would get into the repository around it. A repository that
/// begins in `own` or below is the user's own affair, unless `shared` lies in it too.
pub fn exposure(path: &Path, own: &Path, shared: &Path) -> Exposure {
    let above = path.ancestors().find(|folder| is_there(folder));
    let Some(folder) = above.and_then(git_folder) else {
        return Exposure::Hidden;
    };
    let work_tree = folder.work_tree;
    if work_tree.starts_with(own) && !shared.starts_with(&work_tree) {
        return Exposure::Hidden;
    }
    let git = Git::new(&work_tree);
    let (Some(file), Some(parent)) = (path.to_str(), path.parent().and_then(Path::to_str)) else {
        return Exposure::NotIgnored(work_tree);
    };
    match git.run(&["ls-files", "--", parent]) {
        Ok(tracked) if tracked.is_empty() => {}
        Ok(_) => return Exposure::Tracked(work_tree),
        Err(_) => return Exposure::NotIgnored(work_tree),
    }
    match git.run(&["check-ignore", "--", file]) {
        Ok(ignored) if !ignored.is_empty() => Exposure::Hidden,
        _ => Exposure::NotIgnored(work_tree),
    }
}

/// Where a folder lies in which no file would be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// In git's own folder, beside the work tree that it belongs to.
    InGitFolder,
    /// In a repository without a work tree.
    InBare,
}

/// Whether `folder`, which need not be there, lies in a repository, but in no work tree of it; `None` also where git can't
/// say.
pub fn misplaced(folder: &Path) -> Option<Misplaced> {
    // Git takes its own folder for a work tree where it is told that the tree lies around it.
    let is_gits = |part: Component<'_>| part.as_os_str().eq_ignore_ascii_case(".git");
    if folder.components().any(is_gits) {
        return Some(Misplaced::InGitFolder);
    }
    let is_folder = |folder: &&Path| type_of(folder).is_some_and(|found| found.is_dir());
    let there = folder.ancestors().find(is_folder)?;
    let questions = [
        "rev-parse",
        "--is-inside-work-tree",
        "--is-bare-repository",
        "--absolute-git-dir",
    ];
    let answer = Git::new(there).ask(&questions).ok()?;
    match answer.lines().collect::<Vec<_>>().as_slice() {
        ["false", "true", ..] => Some(Misplaced::InBare),
        ["false", _, git_folder] if there.starts_with(git_folder) => Some(Misplaced::InGitFolder),
        _ => None,
    }
}

/// The first of a repository's own folders in which no file can be made, and why: tried with one that is gone at once,
/// because neither a mode nor an owner says it of a full disk or one that is mounted for reading.
pub fn unwritable(places: &Places) -> Option<(PathBuf, std::io::ErrorKind)> {
    let objects = places.common_folder.join("objects");
    let mut folders = vec![&places.git_folder, &places.common_folder, &objects];
    folders.dedup();
    folders.into_iter().find_map(|folder| {
        let made = temporary(folder, "", b"");
        made.err().map(|error| (folder.clone(), error.kind()))
    })
}

/// A look at the repository around one folder. Questions about files are about those below that folder, and paths are
/// relative to it. What git can't say counts as not there.
#[derive(Clone, Copy, Debug)]
pub struct Inspection<'a> {
    folder: &'a Path,
}

/// Someone who committed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Committer {
    /// The name that git tells of them.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

impl<'a> Inspection<'a> {
    /// A look at the repository around `folder`.
    ///
    /// # Errors
    /// When there is none with a work tree, or git refuses to look at it: with git's own words.
    pub fn new(folder: &'a Path) -> Result<Self, GitError> {
        Repository::around(folder)?;
        Git::new(folder).run(&["rev-parse", "--show-toplevel"])?;
        Ok(Inspection { folder })
    }

    fn ask(self, arguments: &[&str]) -> Option<String> {
        let answer = Git::new(self.folder).run(arguments).ok()?;
        (!answer.is_empty()).then_some(answer)
    }

    fn paths(self, arguments: &[&str]) -> Vec<String> {
        let answer = self.ask(arguments).unwrap_or_default();
        let paths = answer.split('\0').filter(|path| !path.is_empty());
        paths.map(str::to_string).collect()
    }

    /// How `file` is merged, by the attributes that hold for it.
    pub fn merge_attribute(self, file: &str) -> Option<String> {
        let answer = self.ask(&["check-attr", "-z", "merge", "--", file])?;
        answer.split('\0').nth(2).map(str::to_string)
    }

    /// The e-mail address that a commit made here would bear.
    pub fn email(self) -> Option<String> {
        let identity = self.ask(&["var", "GIT_AUTHOR_IDENT"])?;
        let email = identity.split_once('<')?.1.split_once('>')?.0;
        (!email.is_empty()).then(|| email.to_string())
    }

    /// The files that git has or will have with the next commit.
    pub fn tracked(self) -> Vec<String> {
        self.paths(&["ls-files", "-z"])
    }

    /// The files that differ from the last commit in what the next one will have.
    pub fn staged(self) -> Vec<String> {
        self.paths(&[
            "diff",
            "--cached",
            "--name-only",
            "--no-renames",
            "--relative",
            "-z",
        ])
    }

    /// Each path for which `is_meant` in any commit that can be reached, with the short name of the first that had it.
    pub fn first_commits_with(self, is_meant: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let answer = self.ask(&[
            "log",
            "--all",
            "-m", // what came with a merge as well
            "--topo-order",
            "--reverse",
            "--no-renames",
            "--relative",
            "--name-only",
            "--format=%x01%h",
            "-z",
            "--",
            ".",
        ]);
        first_commits(&answer.unwrap_or_default(), is_meant)
    }

    /// Everyone who wrote or made a commit of files here; names and addresses as `.mailmap` has them.
    pub fn committers(self) -> Vec<Committer> {
        let format = "--format=%aN%x00%aE%n%cN%x00%cE";
        let answer = self.ask(&["log", "--all", format, "--", "."]);
        let answer = answer.unwrap_or_default();
        let people = answer.lines().filter_map(|line| line.split_once('\0'));
        let mut people: Vec<Committer> = people
            .map(|(name, email)| Committer {
                name: name.to_string(),
                email: email.to_string(),
            })
            .collect();
        people.sort();
        people.dedup();
        people
    }

    /// How many commits of this branch the one it follows does not have; `None` where it follows none.
    pub fn not_pushed(self) -> Option<usize> {
        let count = self.ask(&["rev-list", "--count", "@{upstream}..HEAD"])?;
        count.parse().ok()
    }
}

/// The paths in the answer of `git log`, each with the first commit.
fn first_commits(answer: &str, is_meant: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut commit = "";
    for part in answer.split('\0') {
        let part = part.trim_start_matches('\n');
        if let Some(name) = part.strip_prefix('\u{1}') {
            commit = name.trim();
        } else if is_meant(part) && !found.iter().any(|(path, _)| path == part) {
            found.push((part.to_string(), commit.to_string()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_commit_of_each_path() {
        let answer = "\u{1}aa\0\na.md\0private/b\0\u{1}bb\0\nprivate/b\0private/c d\0";
        let found = first_commits(answer, |path| path.starts_with("private/"));
        let expected = [("private/b", "aa"), ("private/c d", "bb")];
        assert_eq!(
            found,
            expected.map(|(path, commit)| (path.to_string(), commit.to_string()))
        );
    }
}
