//! Where the user's own files are that are in no notebook.

use std::path::PathBuf;

use super::process::Outside;
use super::user_folders;

/// Where this program keeps what the user may do without; `None` where the user has no home.
pub fn state_folder(outside: &Outside) -> Option<PathBuf> {
    own_folder(outside, "XDG_STATE_HOME", user_folders::state)
}

/// Where this program keeps what the user wrote and nobody else gets; `None` where the user has no home.
pub fn data_folder(outside: &Outside) -> Option<PathBuf> {
    own_folder(outside, "XDG_DATA_HOME", user_folders::data)
}

/// The program's own folder in the one that `variable` names, else in the usual one.
fn own_folder(
    outside: &Outside,
    variable: &str,
    usual: impl Fn() -> Option<PathBuf>,
) -> Option<PathBuf> {
    let named = outside.variable(variable).map(PathBuf::from);
    named
        .filter(|folder| folder.is_absolute()) // others are to be ignored, says the specification
        .or_else(usual)
        .map(|folder| folder.join("oneonone"))
}

/// `config.yaml` in the user's configuration folder; `None` where the user has no home.
pub fn settings_file(outside: &Outside) -> Option<PathBuf> {
    let folder = match outside.variable("XDG_CONFIG_HOME") {
        Some(folder) => Some(PathBuf::from(folder)),
        None => user_folders::config(),
    };
    Some(folder?.join("oneonone").join("config.yaml"))
}
