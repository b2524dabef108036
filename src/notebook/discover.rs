#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: finds notebooks"
)]

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The file that makes a folder a notebook.
pub const CONFIGURATION_FILE: &str = "oneonone.yaml";
/// The folder in a notebook that holds the meetings.
pub const MEETINGS_FOLDER: &str = "meetings";
/// The files and folders in a notebook that are its own, and shared: nothing else is committed, and no output goes there.
pub const OWN_PLACES: [&str; 6] = [
    CONFIGURATION_FILE,
    MEETINGS_FOLDER,
    "templates",
    "questions.md",
    ".gitattributes",
    ".gitignore",
];

/// How far below a workspace a notebook may lie.
const MAX_DEPTH: usize = 4;

/// The notebook that `folder` is, or lies in.
pub fn notebook_around(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find(|folder| is_notebook(folder))
        .map(Path::to_path_buf)
}

/// The notebooks in reach from `folder`: the one around it, else all below it, in order of their paths.
pub fn discover(folder: &Path) -> Vec<PathBuf> {
    match notebook_around(folder) {
        Some(notebook) => vec![notebook],
        None => discover_below(folder),
    }
}

/// The notebooks below `folder`, in order of their paths. Hidden folders, and folders in notebooks, are passed over;
/// links are not followed.
pub fn discover_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(folder).max_depth(MAX_DEPTH).into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        if !entry.file_type().is_dir() {
            continue;
        }
        let name = entry.file_name().to_string_lossy();
        let is_hidden = name.starts_with('.') || matches!(name.as_ref(), "node_modules" | "target");
        if entry.depth() > 0 && is_hidden {
            walk.skip_current_dir();
        } else if is_notebook(entry.path()) {
            found.push(entry.into_path());
            walk.skip_current_dir();
        }
    }
    found.sort();
    found
}

fn is_notebook(folder: &Path) -> bool {
    folder.join(CONFIGURATION_FILE).is_file()
}
