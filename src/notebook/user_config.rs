#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: reads the user's own settings"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

/// What belongs to one person and not to a notebook: `config.yaml` in the user's configuration folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserConfig {
    /// The user's handle or e-mail address.
    pub me: Option<String>,
    /// Folders with notebooks below them.
    pub notebooks: Vec<PathBuf>,
    /// The command that opens a file for editing.
    pub editor: Option<String>,
    /// The folder of the user's private notes.
    pub private: Option<PathBuf>,
}

/// Why the user's configuration can't be used.
#[derive(Debug, thiserror::Error)]
#[error("`{path}` can't be used: {message}")]
pub struct UserConfigError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub message: String,
}

impl UserConfig {
    /// Read `path`; a missing file is an empty configuration. `home` is what `~` means in it.
    ///
    /// # Errors
    /// When the file is there and can't be understood.
    pub fn read(path: &Path, home: Option<&Path>) -> Result<UserConfig, UserConfigError> {
        let fail = |message: String| UserConfigError {
            path: path.to_path_buf(),
            message,
        };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(UserConfig::default());
            }
            Err(error) => return Err(fail(error.to_string())),
        };
        let value: Value = serde_yaml::from_str(&text).map_err(|error| fail(error.to_string()))?;
        let mut config = UserConfig::default();
        let Value::Mapping(mapping) = value else {
            return match value {
                Value::Null => Ok(config),
                _ => Err(fail("expected `key: value` lines".to_string())),
            };
        };
        for (key, value) in &mapping {
            match (key.as_str(), value) {
                (Some("me"), Value::String(me)) => config.me = Some(me.clone()),
                (Some("editor"), Value::String(editor)) => config.editor = Some(editor.clone()),
                (Some("notebooks"), Value::Sequence(folders)) => {
                    let folders = folders.iter().filter_map(Value::as_str);
                    config.notebooks = folders.map(|folder| expand(folder, home)).collect();
                }
                (Some("notebooks"), Value::String(folder)) => {
                    config.notebooks = vec![expand(folder, home)]
                }
                (Some("private"), Value::String(folder)) => {
                    let folder = expand(folder, home);
                    if !folder.is_absolute() {
                        let message = "`private` is no absolute path; it may begin with `~/`";
                        return Err(fail(message.to_string()));
                    }
                    config.private = Some(folder);
                }
                (Some(key @ ("me" | "editor" | "notebooks" | "private")), _) => {
                    return Err(fail(format!("`{key}` has a value of the wrong kind")));
                }
                (Some(key), _) => {
                    return Err(fail(format!(
                        "unknown key `{key}`; known are `me`, `notebooks`, `editor`, `private`"
                    )));
                }
                (None, _) => return Err(fail("a key is not a text".to_string())),
            }
        }
        Ok(config)
    }
}

fn expand(folder: &str, home: Option<&Path>) -> PathBuf {
    match (folder.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(folder),
    }
}
