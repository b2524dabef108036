#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: says what lies at a path, for every floor above"
)]
//! What lies at a path, and not a word of what is in it.

use std::path::Path;

use walkdir::WalkDir;

/// Whether anything lies at `path`. A link counts as what it is, wherever it leads.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether a file lies at `path`, and no link to one.
pub fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_file())
}

/// Whether a link lies at `path`.
pub fn is_link(path: &Path) -> bool {
    path.is_symlink()
}

/// Whether `path` leads to a folder, also through links.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether something lies at `path` that is not an empty folder.
pub fn is_occupied(path: &Path) -> bool {
    let is_empty = || {
        // What can't be looked into may hold anything.
        let mut entries = WalkDir::new(path).min_depth(1).into_iter();
        entries.next().is_none()
    };
    is_there(path) && (is_link(path) || !is_folder(path) || !is_empty())
}

/// Whether anything lies below `folder`, however deep, whose name `is_meant`.
pub fn has_below(folder: &Path, is_meant: impl Fn(&str) -> bool) -> bool {
    WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .flatten()
        .any(|entry| is_meant(&entry.file_name().to_string_lossy()))
}

/// Whether a system would run the file to which `path` leads.
#[cfg(unix)]
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

/// Whether a system would run the file to which `path` leads.
#[cfg(not(unix))]
pub fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_lies_at_a_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("full/deep")).expect("a folder");
        std::fs::create_dir(at("empty")).expect("a folder");
        std::fs::write(at("full/deep/x"), "").expect("a file");
        for (link, target) in [
            ("to-full", "full"),
            ("to-nothing", "nothing"),
            ("to-empty", "empty"),
        ] {
            std::os::unix::fs::symlink(target, at(link)).expect("a link");
        }
        for (name, told) in [
            // is there, file, link, folder, occupied
            ("full", [true, false, false, true, true]),
            ("empty", [true, false, false, true, false]),
            ("full/deep/x", [true, true, false, false, true]),
            ("to-full", [true, false, true, true, true]),
            ("to-empty", [true, false, true, true, true]),
            ("to-nothing", [true, false, true, false, true]),
            ("nothing", [false; 5]),
        ] {
            let path = at(name);
            let found = [
                is_there(&path),
                is_file(&path),
                is_link(&path),
                is_folder(&path),
                is_occupied(&path),
            ];
            assert_eq!(found, told, "{name}");
        }
        assert!(has_below(&at("full"), |name| name == "x"));
        assert!(!has_below(&at("empty"), |_| true) && !has_below(&at("nothing"), |_| true));
    }
}
