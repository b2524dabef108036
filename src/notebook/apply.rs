#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: the only one that writes"
)]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::discover::MEETINGS_FOLDER;
use super::file::{holds, read_file};
use super::inside::{NotInside, own_place, real_place, refuse_git_directory};
use crate::change::{FileChange, Plan};

/// How the names of our temporary files begin; hidden, so that no listing shows them.
const TEMPORARY: &str = ".oneonone-";

/// Why a plan was not applied, or not to its end. What was applied before stays; running the command again
/// finishes it.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// A file is no longer what the change was planned for.
    #[error("`{0}` was changed by someone else meanwhile")]
    Changed(String),
    /// Something stands in a file's place that can't be read.
    #[error("`{path}` is there and can't be read: {cause}")]
    Unreadable {
        /// Where.
        path: String,
        /// Why.
        cause: io::Error,
    },
    /// The path of a folder is not UTF-8.
    #[error("the name of `{}` is not UTF-8", .0.display())]
    NotUtf8(PathBuf),
    /// The path is not inside the notebook.
    #[error("`{path}` {why}; nothing was written there")]
    Outside {
        /// Where it stands.
        path: String,
        /// Where else it leads.
        why: NotInside,
    },
    /// The change was made, and the system can't say that it will stay when the power goes.
    #[error(
        "`{path}` is written and there, but the system can't write `{folder}` out to the disk: {cause}"
    )]
    Unconfirmed {
        /// The file that was changed.
        path: String,
        /// Its folder.
        folder: String,
        /// Why.
        cause: io::Error,
        /// Nothing of the changes is left to do.
        is_last: bool,
    },
    /// The file system said no.
    #[error("can't write `{path}`: {cause}")]
    Io {
        /// What was to be written.
        path: String,
        /// Why.
        cause: io::Error,
    },
}

/// Apply `plan` to the notebook in `root`, in their order, each file atomically: whoever reads meanwhile sees a
/// file as it was or as it will be.
///
/// Before each change the file is compared with what the change was planned for. Two runs of this program on one
/// notebook wait for one another.
///
/// # Errors
/// When a file changed meanwhile ([`ApplyError::Changed`]: plan again), leads out of the notebook, or can't be written.
pub fn apply<T>(root: &Path, plan: &Plan<T>) -> Result<(), ApplyError> {
    let _lock = Lock::new(root);
    apply_locked(root, plan)
}

/// Two runs of this program on one notebook wait for one another while each holds this.
#[derive(Debug)]
pub struct Lock {
    /// The notebook's folder itself is locked: nothing has to be cleaned up, and the system frees it when we are killed.
    _folder: Option<File>,
}

impl Lock {
    /// Wait until no other run of ours is writing in the notebook in `root`.
    ///
    /// Some file systems know no locks; then nobody waits, and the comparisons before each change still hold.
    pub fn new(root: &Path) -> Lock {
        let folder = File::open(root).ok();
        if let Some(folder) = &folder {
            let _ = folder.lock();
        }
        Lock { _folder: folder }
    }
}

/// The same for one who holds the [`Lock`] of the notebook.
///
/// # Errors
/// As [`apply`].
pub fn apply_locked<T>(root: &Path, plan: &Plan<T>) -> Result<(), ApplyError> {
    let changes = plan.changes();
    let Some(first) = changes.first() else {
        return Ok(());
    };
    let io_error = |path: &Path, cause| ApplyError::Io {
        path: path.display().to_string(),
        cause,
    };
    let root = root.canonicalize().map_err(|cause| io_error(root, cause))?;
    refuse_git_directory(&root).map_err(|why| outside(first.path(), why))?;
    remove_leftovers(&root, MEETINGS_FOLDER);
    // What can be known before is known before anything is written.
    let mut freed: Vec<&str> = Vec::new();
    for change in changes {
        match change {
            FileChange::Edit { path, .. } => {
                rewritable(&root, path)?;
            }
            FileChange::Remove { path, .. } => {
                rewritable(&root, path)?;
                freed.push(path);
            }
            FileChange::Create { path, .. } if !freed.contains(&path.as_str()) => {
                free(&root, path)?;
            }
            FileChange::Rename { from, to, .. } => {
                if !freed.contains(&to.as_str()) {
                    free(&root, to)?;
                }
                freed.push(from);
            }
            FileChange::Create { .. } => {}
        }
    }
    let mut done = 0;
    let result = apply_in_order(&root, changes, &mut done);
    let is_new = |change: &FileChange| matches!(change, FileChange::Create { .. });
    let is_made = matches!(result, Err(ApplyError::Unconfirmed { is_last: true, .. }));
    if result.is_err() && !is_made && changes.iter().all(is_new) {
        take_back_new_files(&root, &changes[..done]);
    }
    result
}

/// Take back `done`, of a plan that only makes new files: they have nothing to do with what was there before, and
/// some of many would be a riddle.
fn take_back_new_files(root: &Path, done: &[FileChange]) {
    for change in done {
        if let FileChange::Create { path, text, .. } = change {
            let _ = remove(root, path, text); // what holds anything else by now stays
        }
    }
}

/// Apply `changes` one after the other, and count in `done` those that are.
fn apply_in_order(root: &Path, changes: &[FileChange], done: &mut usize) -> Result<(), ApplyError> {
    let last = changes.len() - 1;
    for (index, change) in changes.iter().enumerate() {
        let written = match change {
            FileChange::Create { path, text, .. } => write_new_file(root, path, text)?,
            FileChange::Edit { path, text } => {
                rewrite(root, path, text.before().as_bytes(), &text.after())?
            }
            FileChange::Rename { from, to, text } => rename(root, from, to, text)?,
            FileChange::Remove { path, text, .. } => remove(root, path, text)?,
        };
        *done = index + 1;
        // The agenda must be on the disk before the first original is marked as carried, and the originals must be
        // open again on the disk before an agenda goes; the originals among themselves may come in any order.
        let goes_next = matches!(changes.get(index + 1), Some(FileChange::Remove { .. }));
        if index == 0 || index == last || goes_next {
            sync_folder(&written).map_err(|cause| ApplyError::Unconfirmed {
                path: change.path().to_string(),
                folder: written.display().to_string(),
                cause,
                is_last: index == last,
            })?;
        }
    }
    Ok(())
}

/// Write a file that must not be there yet, with the folders that it needs; gives the folder.
///
/// # Errors
/// When it is there, leads out of `root`, or can't be written.
fn write_new_file(root: &Path, path: &str, text: &str) -> Result<PathBuf, ApplyError> {
    let target = free(root, path)?;
    let failed = |cause| ApplyError::Io {
        path: path.to_string(),
        cause,
    };
    let folder = target.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(failed)?;
    let temporary = temporary_file(folder, text, None).map_err(failed)?;
    match temporary.persist_noclobber(&target) {
        Ok(_) => Ok(folder.to_path_buf()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(taken(root, path)),
        Err(error) => Err(failed(error.error)),
    }
}

/// Where the file at `path` will be, if nothing is there.
fn free(root: &Path, path: &str) -> Result<PathBuf, ApplyError> {
    let target = own_place(root, path).map_err(|why| outside(path, why))?;
    match target.symlink_metadata() {
        Ok(_) => Err(taken(root, path)),
        Err(_) => Ok(target),
    }
}

/// Why no file can be put at `path`, where one is: somebody may have made it a moment ago, but what can't be read was
/// passed over when the change was planned, and will be the next time.
fn taken(root: &Path, path: &str) -> ApplyError {
    let place = match real_place(root, path) {
        Ok(place) => place,
        Err(why) => return outside(path, why),
    };
    let read = match fs::metadata(&place) {
        Ok(metadata) if metadata.is_file() => read_file(&place).map(|_| ()),
        Ok(_) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not a file",
        )),
        Err(cause) => Err(cause),
    };
    let path = path.to_string();
    match read {
        Ok(()) => ApplyError::Changed(path),
        Err(cause) => ApplyError::Unreadable { path, cause },
    }
}

/// What becomes of files that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// They stay as they are.
    Keep,
    /// They are replaced.
    Replace,
}

/// Make the files that `plan` makes, below `folder`, which may not be there yet; one that is there stays as it is. Gives the
/// number of files made.
///
/// # Errors
/// As [`write_files`].
pub fn make_files<T>(folder: &Path, plan: &Plan<T>) -> Result<usize, ApplyError> {
    let files = plan.changes().iter().filter_map(|change| match change {
        FileChange::Create { path, text, .. } => Some((path.as_str(), text.as_str())),
        _ => None,
    });
    write_files(folder, files, Existing::Keep)
}

/// Write files below `folder`, which may not be there yet; gives the number of files written.
///
/// # Errors
/// When a file leads out of the folder, or can't be written.
pub fn write_files<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    existing: Existing,
) -> Result<usize, ApplyError> {
    let above = folder
        .ancestors()
        .find(|folder| folder.symlink_metadata().is_ok())
        .unwrap_or(folder);
    let root = above.canonicalize().map_err(|cause| ApplyError::Io {
        path: above.display().to_string(),
        cause,
    })?;
    let below = folder.strip_prefix(above).unwrap_or(folder);
    let Some(below) = below.to_str() else {
        return Err(ApplyError::NotUtf8(folder.to_path_buf()));
    };
    refuse_git_directory(&root).map_err(|why| outside(&folder.display().to_string(), why))?;
    // Locked is the folder above: of two who begin at once, one may see this one and the other not.
    let _lock = folder
        .ancestors()
        .skip(1)
        .find(|folder| folder.symlink_metadata().is_ok())
        .map(Lock::new);
    let path_of = |file: &str| match below {
        "" => file.to_string(),
        below => format!("{below}/{file}"),
    };
    remove_leftovers(&root, below);
    remove_leftovers(&root, &path_of(MEETINGS_FOLDER));
    let mut written = 0;
    for (path, text) in files {
        let path = path_of(path);
        match write_new_file(&root, &path, text) {
            Ok(_) => written += 1,
            Err(ApplyError::Changed(_)) if existing == Existing::Keep => {}
            Err(ApplyError::Changed(_)) => {
                let place = real_place(&root, &path).map_err(|why| outside(&path, why))?;
                let before = read_file(&place).unwrap_or_default();
                rewrite(&root, &path, &before, text)?;
                written += 1;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(written)
}

/// The file at `path`, resolved, and its mode, if it may be replaced.
fn rewritable(root: &Path, path: &str) -> Result<(PathBuf, fs::Permissions), ApplyError> {
    let failed = |cause| ApplyError::Io {
        path: path.to_string(),
        cause,
    };
    // A link that holds stays a link: the file behind it is replaced.
    let target = real_place(root, path).map_err(|why| outside(path, why))?;
    let is_file = target.symlink_metadata().is_ok_and(|found| found.is_file());
    if !is_file {
        return Err(ApplyError::Changed(path.to_string()));
    }
    let mode = fs::metadata(&target).map_err(failed)?.permissions();
    if mode.readonly() {
        return Err(failed(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is read-only",
        )));
    }
    Ok((target, mode))
}

fn rewrite(root: &Path, path: &str, before: &[u8], after: &str) -> Result<PathBuf, ApplyError> {
    let failed = |cause| ApplyError::Io {
        path: path.to_string(),
        cause,
    };
    let (target, mode) = rewritable(root, path)?;
    let folder = target.parent().unwrap_or(root);
    if folder != root.join(MEETINGS_FOLDER) {
        remove_leftovers_in(folder); // behind a link inside the notebook
    }
    let temporary = temporary_file(folder, after, Some(mode)).map_err(failed)?;
    // Compared as late as can be: what is left is the time of one rename.
    if read_file(&target).map_err(failed)? != before {
        return Err(ApplyError::Changed(path.to_string()));
    }
    temporary
        .persist(&target)
        .map_err(|error| failed(error.error))?;
    Ok(folder.to_path_buf())
}

fn rename(root: &Path, from: &str, to: &str, text: &str) -> Result<PathBuf, ApplyError> {
    let source = own_place(root, from).map_err(|why| outside(from, why))?;
    let failed = |cause| ApplyError::Io {
        path: to.to_string(),
        cause,
    };
    if !holds(&source, text) {
        return Err(ApplyError::Changed(from.to_string()));
    }
    let target = free(root, to)?;
    match rename_to_free_name(&source, &target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(ApplyError::Changed(to.to_string()));
        }
        Err(error) => return Err(failed(error)),
    }
    Ok(target.parent().unwrap_or(root).to_path_buf())
}

/// Remove a file that holds `text`; gives its folder. A link goes itself, and not the file behind it.
///
/// It is put aside first and looked at there: what somebody writes at the last moment comes back.
fn remove(root: &Path, path: &str, text: &str) -> Result<PathBuf, ApplyError> {
    let target = own_place(root, path).map_err(|why| outside(path, why))?;
    let failed = |cause| ApplyError::Io {
        path: path.to_string(),
        cause,
    };
    if !holds(&target, text) {
        return Err(ApplyError::Changed(path.to_string()));
    }
    let folder = target.parent().unwrap_or(root);
    let aside = temporary_file(folder, "", None)
        .map_err(failed)?
        .into_temp_path();
    fs::rename(&target, &aside).map_err(failed)?;
    if holds(&aside, text) {
        aside.close().map_err(failed)?;
        return Ok(folder.to_path_buf());
    }
    rename_to_free_name(&aside, &target).map_err(failed)?;
    Err(ApplyError::Changed(path.to_string()))
}

/// Rename, unless the new name is taken, in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn rename_to_free_name(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // A file system that does not know how: the name was looked at a moment ago.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            fs::rename(from, to)
        }
        other => other.map_err(io::Error::from),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn rename_to_free_name(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

fn outside(path: &str, why: NotInside) -> ApplyError {
    let path = path.to_string();
    ApplyError::Outside { path, why }
}

/// A file with `text` on the disk, under a name of its own in `folder`.
fn temporary_file(
    folder: &Path,
    text: &str,
    mode: Option<fs::Permissions>,
) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp");
    // Left to itself the file would be readable by its owner alone; a new one gets what the umask leaves.
    builder.permissions(mode.clone().unwrap_or_else(default_mode));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(mode) = mode {
        file.as_file().set_permissions(mode)?; // what the umask took away comes back
    }
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(unix)]
fn default_mode() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::Permissions::from_mode(0o666)
}

#[cfg(not(unix))]
fn default_mode() -> fs::Permissions {
    #[expect(clippy::unwrap_used, reason = "a temporary folder has permissions")]
    fs::metadata(std::env::temp_dir()).unwrap().permissions()
}

/// Remove what a killed run left in the folder at `path`, if that is inside the notebook in `root`.
fn remove_leftovers(root: &Path, path: &str) {
    let folder = match path {
        "" => Ok(root.to_path_buf()),
        path => real_place(root, path),
    };
    if let Ok(folder) = folder {
        remove_leftovers_in(&folder);
    }
}

/// Remove what a killed run left in `folder`. We hold the lock, so no other run of ours is writing.
fn remove_leftovers_in(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(TEMPORARY) && name.ends_with(".tmp") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Have the names in `folder` written out. Some file systems, of networks and of virtual machines, know no such thing for
/// a folder; they are trusted to keep what was renamed.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error) if is_unknown_here(&error) => Ok(()),
        result => result,
    }
}

/// Whether `error` says that the file system can't do such a thing: `EINVAL`, `ENOTSUP`, `ENOSYS`.
#[cfg(unix)]
fn is_unknown_here(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
    )
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(()) // a folder can't be opened for this elsewhere
}
