//! The files that make a folder a notebook.

use super::git_files;
use crate::change::{FileChange, Plan};
use crate::text::{EditedText, NewlineStyle};

/// Where it is said how git merges meetings.
const ATTRIBUTES_FILE: &str = ".gitattributes";

/// Plan to make the files of a notebook that are missing; `is_there` says which are not. What makes the folder a notebook
/// is the file `configuration`, if given: it comes last, and a run that is killed before can simply be run again.
pub fn init(is_there: impl Fn(&str) -> bool, configuration: Option<(&str, String)>) -> Plan {
    let files = [
        ("meetings/.gitkeep", ""),
        (ATTRIBUTES_FILE, git_files::ATTRIBUTES),
        (".gitignore", git_files::IGNORED),
    ];
    let files = files.map(|(path, text)| (path, text.to_string()));
    let files = files.into_iter().chain(configuration);
    files
        .filter(|(path, _)| !is_there(path))
        .map(|(path, text)| FileChange::create(path, text))
        .collect()
}

/// Plan to say how meetings are merged in a `.gitattributes` that holds `text` and doesn't say so.
pub fn complete_attributes(text: &str) -> Plan {
    if text.contains("merge=oneonone") {
        return Plan::default();
    }
    let newline = NewlineStyle::of(text).as_str();
    let gap = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        newline
    };
    let line = format!("{gap}{}{newline}", git_files::ATTRIBUTES.trim_end());
    Plan::from(FileChange::Edit {
        path: ATTRIBUTES_FILE.to_string(),
        text: EditedText::between(text, &format!("{text}{line}")),
    })
}
