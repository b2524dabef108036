//! What a repository holds beside notebooks: before notes are put into one that is shared with others, or never.

use std::path::{Path, PathBuf};

use super::error::SyncError;
use super::place::{Place, own_file};
use super::upstream::Upstream;
use crate::git::{Git, GitError, Head, Repository};
use crate::notebook::{
    CONFIGURATION_FILE, MEETINGS_FOLDER, discover_below, is_folder, is_private_path, real_path,
};
use crate::text::without_credentials;

/// The setting of a clone by which its user says that notes may be shared through it, whatever else it holds.
const CONSENT: &str = "oneonone.inRepository";

/// The repository in whose work tree a folder lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outer {
    /// The top of its work tree.
    pub top: PathBuf,
    /// The folder is that top.
    pub is_top: bool,
    /// Where it is pushed, as it may be shown.
    pub remote: Option<String>,
    /// Something that it holds and that belongs to no notebook.
    pub other: Option<String>,
    /// It has files of the folder already.
    pub has_folder: bool,
    /// The rule by which git ignores what is in the folder: `file:line:pattern`.
    pub ignored_by: Option<String>,
}

/// The repository in whose work tree `folder` lies, which need not be there yet; `None` where there is none.
///
/// # Errors
/// When there is no git, or it refuses to look at the repository.
pub fn outer(folder: &Path) -> Result<Option<Outer>, GitError> {
    let folder = real_path(folder);
    let Some(there) = folder.ancestors().find(|folder| is_folder(folder)) else {
        return Ok(None);
    };
    let Some(repository) = Repository::around(there)? else {
        return Ok(None);
    };
    let Some(top) = top(&repository) else {
        return Ok(None);
    };
    let Ok(below) = folder.strip_prefix(&top) else {
        return Ok(None); // its work tree lies elsewhere
    };
    let below = prefix(below);
    let tracked = repository.tracked()?;
    let mut other = Beside::of(&tracked).first(&tracked, &below);
    if other.is_none() && !below.is_empty() {
        let untracked = repository.untracked()?;
        let unknown = Beside::of(&tracked).first(&untracked, &below);
        other = unknown.and_then(|_| Beside::with(&tracked, &top).first(&untracked, &below));
    }
    Ok(Some(Outer {
        is_top: below.is_empty(),
        remote: remote(&repository),
        other,
        has_folder: !below.is_empty() && tracked.iter().any(|path| path.starts_with(&below)),
        ignored_by: ignored_by(&repository, &below),
        top,
    }))
}

/// Where the repository around `folder` is pushed, as it may be shown; `None` where it has no remote.
pub fn remote_around(folder: &Path) -> Option<String> {
    remote(&Repository::around(folder).ok()??)
}

/// Something that the repository has committed, or will with the next commit, and that belongs to no notebook; `None` also
/// where its user said that notes may be shared through it all the same.
///
/// # Errors
/// When git can't say.
pub fn other_content(repository: &Repository) -> Result<Option<String>, GitError> {
    if repository.is_set(CONSENT)? {
        return Ok(None);
    }
    let tracked = repository.tracked()?;
    Ok(Beside::of(&tracked).first(&tracked, ""))
}

/// Write into the settings of the clone in `folder` that notes may be shared through it, whatever else it holds.
///
/// # Errors
/// When git can't.
pub fn consent(folder: &Path) -> Result<(), GitError> {
    let arguments = ["config", "--local", CONSENT, "true"];
    Git::new(folder).run(&arguments).map(drop)
}

/// Refuse to put a notebook into a repository that has none of it yet and holds other things, where nobody said so: it
/// is there for these.
pub fn refuse_unasked(place: &Place) -> Result<(), SyncError> {
    let tracked = place.repository.tracked()?;
    let is_new = |prefix: &str| {
        let file = format!("{prefix}{CONFIGURATION_FILE}");
        !tracked.contains(&file)
    };
    let Some(new) = place.notebooks.iter().find(|one| is_new(&one.prefix)) else {
        return Ok(());
    };
    let Some(other) = Beside::of(&tracked).first(&tracked, "") else {
        return Ok(());
    };
    if place.repository.is_set(CONSENT)? {
        return Ok(());
    }
    Err(SyncError::NotItsOwn {
        notebook: new.notebook.root().to_path_buf(),
        top: place.top.clone(),
        remote: remote(&place.repository),
        other,
    })
}

/// The top of the work tree; git ends folders with `/`, or not.
fn top(repository: &Repository) -> Option<PathBuf> {
    let top = repository.places().work_tree.as_ref()?;
    Some(real_path(&top.components().collect::<PathBuf>()))
}

/// `below`, relative to the top of a work tree, as the beginning of the paths of what is in it.
fn prefix(below: &Path) -> String {
    let mut prefix = String::new();
    for part in below.components() {
        prefix.push_str(&part.as_os_str().to_string_lossy());
        prefix.push('/');
    }
    prefix
}

fn remote(repository: &Repository) -> Option<String> {
    let used = match repository.head() {
        Ok(Head::Branch { name, .. }) => Upstream::of(repository, &name).ok().flatten(),
        _ => None,
    };
    let name = match used {
        Some(upstream) => upstream.remote,
        None => repository.remotes().ok()?.into_iter().next()?,
    };
    // What is no name of a remote is its address.
    let address = repository.address(&name).ok().flatten().unwrap_or(name);
    Some(without_credentials(&address))
}

fn ignored_by(repository: &Repository, below: &str) -> Option<String> {
    let files = [CONFIGURATION_FILE, "meetings/2026-11-24.md"];
    let files = files.map(|file| format!("{below}{file}"));
    // Where git can't say, because a link leads elsewhere for instance, `sync` will.
    let rules = repository.ignore_rules(&files).unwrap_or_default();
    let (_, rule) = rules.into_iter().next()?;
    Some(format!("{}:{}:{}", rule.source, rule.line, rule.pattern))
}

/// What notebooks leave of a repository.
struct Beside {
    /// The folders of its notebooks, each ended by `/` or empty.
    notebooks: Vec<String>,
}

impl Beside {
    /// Beside the notebooks of which `tracked` has the settings.
    fn of(tracked: &[String]) -> Beside {
        let folder = |path: &String| {
            let folder = path.strip_suffix(CONFIGURATION_FILE)?;
            (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_string())
        };
        Beside {
            notebooks: tracked.iter().filter_map(folder).collect(),
        }
    }

    /// The same, beside those as well that lie in the work tree at `top` and are not shared yet.
    fn with(tracked: &[String], top: &Path) -> Beside {
        let mut beside = Beside::of(tracked);
        let found = discover_below(top);
        let below = found.iter().filter_map(|root| root.strip_prefix(top).ok());
        beside.notebooks.extend(below.map(prefix));
        beside
    }

    /// The first of `paths` that belongs to no notebook and does not lie in the folder `below`.
    fn first(&self, paths: &[String], below: &str) -> Option<String> {
        let is_ours = |path: &&String| {
            let is_in = |folder: &str| {
                !folder.is_empty()
                    && (path.starts_with(folder)
                        || path.ends_with('/') && folder.starts_with(*path))
            };
            is_in(below)
                || self.notebooks.iter().any(|folder| is_in(folder))
                || self.is_at_the_top(path, below)
        };
        paths.iter().find(|path| !is_ours(path)).cloned()
    }

    /// Whether the file at `path` is nothing but what a repository of notes has at its top.
    fn is_at_the_top(&self, path: &str, below: &str) -> bool {
        let is_about_it = || {
            let name = path.to_lowercase();
            let begins = |word| name.starts_with(word);
            !name.contains('/')
                && ["readme", "license", "licence", "copying"]
                    .into_iter()
                    .any(begins)
                || matches!(
                    name.as_str(),
                    ".gitignore" | ".gitattributes" | ".mailmap" | ".editorconfig"
                )
        };
        let has_notebook = self.notebooks.iter().any(String::is_empty);
        if has_notebook && (is_of_notebook(path) || is_note(path)) {
            return true;
        }
        (below.is_empty() || !self.notebooks.is_empty()) && is_about_it()
    }
}

/// Whether the file at `path` has to do with the notebook at the top, also one that should not be there.
fn is_of_notebook(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    matches!(first, MEETINGS_FOLDER | "templates")
        || own_file("", path).is_some()
        || is_private_path(path)
}

/// Whether a file beside a notebook looks like one that the two keep there: a text, a picture, a document.
fn is_note(path: &str) -> bool {
    const KINDS: [&str; 14] = [
        "md", "markdown", "txt", "org", "adoc", "pdf", "png", "jpg", "jpeg", "svg", "csv", "ics",
        "odt", "docx",
    ];
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let kind = path.rsplit_once('.').map(|(_, kind)| kind.to_lowercase());
    !is_hidden && kind.is_some_and(|kind| KINDS.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_no_notebook() {
        let first = |tracked: &[&str], below: &str| {
            let tracked: Vec<String> = tracked.iter().map(|path| (*path).to_string()).collect();
            Beside::of(&tracked).first(&tracked, below)
        };
        let of_pair = [
            "oneonone.yaml",
            "meetings/2026-11-24.md",
            "goals.md",
            "README.md",
        ];
        assert_eq!(first(&of_pair, ""), None);
        let several = [
            "alex/oneonone.yaml",
            "alex/x.sh",
            "zoe/oneonone.yaml",
            "README.md",
        ];
        assert_eq!(first(&several, "kim/"), None);
        assert_eq!(first(&["README.md", ".gitignore"], ""), None);
        for (tracked, below, expected) in [
            (&["README.md"][..], "alex/", "README.md"),
            (&[".bashrc", "alex/oneonone.yaml"], "", ".bashrc"),
            (&["oneonone.yaml", "src/main.rs"], "", "src/main.rs"),
            (&["oneonone.yaml", ".ssh/config.txt"], "", ".ssh/config.txt"),
            (&["diary.md"], "", "diary.md"),
            (&["alexander/x", "alex/x"], "alex/", "alexander/x"),
            (&["myoneonone.yaml"], "", "myoneonone.yaml"),
        ] {
            assert_eq!(
                first(tracked, below).as_deref(),
                Some(expected),
                "{tracked:?}"
            );
        }
    }
}
