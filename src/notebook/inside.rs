//! The one door that decides what is inside a notebook.
//!
//! Whoever shares a notebook with us controls every file, name and link in it. So nothing is read or written that lies in
//! a git directory, be it by the place of the notebook or by a link, nor anything outside of the notebook, nor what is
//! private by its name. Where the notebook is in a repository, which is where a link may be the other one's, a link holds
//! only if it ends in the same `meetings/` or `templates/`.

#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: decides what is inside a notebook"
)]

use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::metadata::{is_link, is_there};
/// Why a path is not inside a notebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotInside {
    /// A link, or a name with `..`, leads elsewhere.
    #[error("leads out of the notebook")]
    Elsewhere,
    /// A link leads to a file of git's.
    #[error("leads into the git directory `{}`", .0.display())]
    IntoGitDirectory(PathBuf),
    /// It lies in a folder that git would take for a repository: this one.
    #[error("lies in `{}`, which is laid out as a git directory and has no work tree", .0.display())]
    InGitDirectory(PathBuf),
    /// A link leads to a file that is private by its name.
    #[error("leads to the private file `{0}`")]
    Private(String),
    /// A link leads to another place in a notebook that is in a repository.
    #[error("leads to `{0}`, and in a repository a link may be somebody else's")]
    Shared(String),
}

/// The git directory that `path` is, or lies in, unless a work tree in it comes first. It need not be there, and may lead
/// through links.
pub fn git_directory_around(path: &Path) -> Option<PathBuf> {
    let path = real_path(path);
    for folder in path.ancestors() {
        if is_git_name(folder) || is_laid_out_for_git(folder) && !has_repository(folder) {
            return Some(folder.to_path_buf());
        }
        if has_repository(folder) {
            return None; // git looks no further up either
        }
    }
    None
}

/// Whether the folder is called as git calls its own, on any file system: `git~1` is the short name of `.git` on some.
pub(super) fn is_git_name(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    name.eq_ignore_ascii_case(".git") || name.eq_ignore_ascii_case("git~1")
}

/// Whether git could take `folder` itself for a repository. It wants a little more, and some of it depends on the version;
/// nobody has these three by chance.
fn is_laid_out_for_git(folder: &Path) -> bool {
    let has = |name: &str| is_there(&folder.join(name));
    has("HEAD") && (has("commondir") || has("objects") && has("refs"))
}

/// Whether `folder` is the top of a work tree. Git tracks nothing that is called `.git`, so nobody else can have made it.
fn has_repository(folder: &Path) -> bool {
    let own = folder.join(".git");
    own.metadata().is_ok_and(|found| found.is_file()) || is_there(&own.join("HEAD"))
}

/// Refuse a folder of a notebook that lies in a git directory; `root` is without links.
pub(super) fn refuse_git_directory(root: &Path) -> Result<(), NotInside> {
    git_directory_around(root).map_or(Ok(()), |folder| Err(NotInside::InGitDirectory(folder)))
}

/// Where the file or folder at `path`, relative to the notebook in `root`, really is: links that hold are followed. It need
/// not be there; a link that leads to nothing stays as it is. `root` is without links and in no git directory.
///
/// # Errors
/// When it is not inside the notebook.
pub(super) fn real_place(root: &Path, path: &str) -> Result<PathBuf, NotInside> {
    let relative = plain(path)?;
    let place = root.join(relative);
    let mut on_the_way = root.to_path_buf();
    let leads_on = relative.components().any(|component| {
        on_the_way.push(component);
        is_link(&on_the_way)
    });
    let real = match leads_on {
        true => real_path(&place),
        false => place.clone(),
    };
    let Ok(ends) = real.strip_prefix(root) else {
        return Err(NotInside::Elsewhere);
    };
    let mut folders = real.ancestors().take_while(|folder| *folder != root);
    if let Some(folder) = folders.find(|folder| is_git_name(folder) || is_laid_out_for_git(folder))
    {
        let folder = folder.to_path_buf();
        return Err(match leads_on {
            true => NotInside::IntoGitDirectory(folder),
            false => NotInside::InGitDirectory(folder),
        });
    }
    if !leads_on {
        return Ok(place);
    }
    let ends = ends.to_string_lossy().replace('\\', "/");
    if is_private_path(&ends) {
        return Err(NotInside::Private(ends));
    }
    if is_in_repository(root) && !is_in_same_folder(path, &ends) {
        return Err(NotInside::Shared(ends));
    }
    // What leads to nothing, or to itself, is not opened: it is no file where it stands.
    Ok(if is_there(&real) { real } else { place })
}

/// The same for what is made, renamed or removed: a link at `path` is itself meant, and not what it leads to.
pub(super) fn own_place(root: &Path, path: &str) -> Result<PathBuf, NotInside> {
    let relative = plain(path)?;
    let name = relative.file_name().ok_or(NotInside::Elsewhere)?;
    let folder = match relative.parent().and_then(Path::to_str) {
        None | Some("") => root.to_path_buf(),
        Some(folder) => real_place(root, folder)?,
    };
    Ok(folder.join(name))
}

/// A path that leads down, in plain words.
fn plain(path: &str) -> Result<&Path, NotInside> {
    let relative = Path::new(path);
    let is_plain = |component| matches!(component, Component::Normal(_));
    if path.is_empty() || !relative.components().all(is_plain) {
        return Err(NotInside::Elsewhere);
    }
    Ok(relative)
}

/// Whether the file at `path`, relative to its repository and written with `/`, is private by its name: it lies in a
/// folder `private` or `.private`, or is called `private.md` or `….private.md`.
pub fn is_private_path(path: &str) -> bool {
    let path = path.to_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let in_private_folder = path
        .split('/')
        .any(|part| matches!(part, "private" | ".private"));
    in_private_folder || name == "private.md" || name.ends_with(".private.md")
}

/// Whether the notebook in `root` is in the work tree of a repository, so that a link in it may have come with a commit.
fn is_in_repository(root: &Path) -> bool {
    root.ancestors()
        .any(|folder| is_there(&folder.join(".git")))
}

/// Whether a link at `path` ends in the folder of the notebook that it is in: `meetings/` or `templates/`.
fn is_in_same_folder(path: &str, ends: &str) -> bool {
    let folder = |path: &str| Some(path.split_once('/')?.0.to_string());
    let name_only = |path: &str| path.split('/').count() == 2;
    matches!(folder(path).as_deref(), Some("meetings" | "templates"))
        && folder(path) == folder(ends)
        && name_only(path)
        && name_only(ends)
}

/// Open a file for reading that is no link: one that took its place since it was looked at is not followed.
#[cfg(unix)]
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// `path` without links, as far as it is there.
pub fn real_path(path: &Path) -> PathBuf {
    /// As many links as the system itself follows.
    const LINKS: usize = 40;
    real_path_within(path, LINKS)
}

/// The same, through no more than `links` that lead to nothing yet: they may lead to one another.
fn real_path_within(path: &Path, links: usize) -> PathBuf {
    for above in path.ancestors() {
        if let Ok(real) = above.canonicalize() {
            return match path.strip_prefix(above) {
                Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
                _ => real,
            };
        }
        // A link that leads to nothing yet would be made where it leads.
        if links > 0
            && let (Ok(target), Ok(rest)) = (above.read_link(), path.strip_prefix(above))
            && let Some(folder) = above.parent()
        {
            return real_path_within(&folder.join(target), links - 1).join(rest);
        }
    }
    path.to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_a_repository_hold_in_their_own_folder() {
        for (path, ends, expected) in [
            ("meetings/2026-11-24.md", "meetings/kept.md", true),
            ("templates/weekly.md", "templates/ours.md", true),
            ("meetings/2026-11-24.md", "meetings/deep/kept.md", false),
            ("meetings/2026-11-24.md", "templates/ours.md", false),
            ("templates/weekly.md", "meetings/2026-11-24.md", false),
            ("meetings/2026-11-24.md", "oneonone.yaml", false),
            ("oneonone.yaml", "meetings/kept.md", false),
            ("oneonone.yaml", "other.yaml", false),
            ("questions.md", "other.md", false),
            ("meetings", "notes", false),
            ("meetings", "meetings/deep", false),
        ] {
            assert_eq!(is_in_same_folder(path, ends), expected, "{path} {ends}");
        }
    }

    #[test]
    fn plain_paths_lead_down() {
        for path in ["meetings/2026-11-24.md", "a b/c", "..."] {
            assert!(plain(path).is_ok(), "{path}");
        }
        for path in [
            "",
            ".",
            "..",
            "/etc/passwd",
            "../x",
            "meetings/../../x",
            "a/..",
        ] {
            assert_eq!(plain(path), Err(NotInside::Elsewhere), "{path}");
        }
    }

    #[test]
    fn what_git_takes_for_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        let make = |file: &str| {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, "").expect("a file");
        };
        for file in [
            "bare/HEAD",
            "bare/objects/x",
            "bare/refs/x",
            "bare/tree/.git",
            "bare/tree/meetings/x",
            "tree/HEAD",
            "tree/commondir",
            "notes/HEAD",
            "notes/refs/x",
            "pair/.git/HEAD",
            "pair/HEAD",
            "pair/objects/x",
            "pair/refs/x",
        ] {
            make(file);
        }
        for (path, expected) in [
            ("bare", Some("bare")),
            ("bare/hooks/not/yet", Some("bare")),
            ("bare/tree", None),
            ("bare/tree/meetings/x", None),
            ("tree", Some("tree")),
            ("notes", None),
            ("pair", None),
            ("pair/meetings/x", None),
            ("pair/.git/config", Some("pair/.git")),
            ("other/.GIT/x", Some("other/.GIT")),
            ("other/git~1", Some("other/git~1")),
            ("other/x.git", None),
        ] {
            let found = git_directory_around(&root.join(path));
            assert_eq!(found, expected.map(|folder| root.join(folder)), "{path}");
        }
    }
    #[test]
    fn private_by_name() {
        for path in [
            "private/a.md",
            ".private/a",
            "meetings/Private/2026-11-24.md",
            "a/private",
            "private.md",
            "meetings/2026-11-24.PRIVATE.md",
        ] {
            assert!(is_private_path(path), "{path}");
        }
        for path in [
            "meetings/2026-11-24.md",
            "privately/a.md",
            "myprivate.md",
            "private.txt",
            "",
        ] {
            assert!(!is_private_path(path), "{path}");
        }
    }
}
