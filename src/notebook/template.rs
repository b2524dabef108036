#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: reads the pair's templates"
)]

use std::fs;
use std::io;

use super::load::{LoadError, Notebook};
use crate::operations::Template;

/// Longer than any agenda; in bytes.
const MAX_LENGTH: u64 = 64 * 1024;

/// The template called `name`: the pair's own in `templates/` first, then the built-in one; `None` if there is none.
///
/// # Errors
/// When the pair's own can't be read, or leads out of the notebook.
pub fn find_template(notebook: &Notebook, name: &str) -> Result<Option<Template>, LoadError> {
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name {
        return Ok(None);
    }
    let path = notebook.root().join("templates").join(format!("{name}.md"));
    let resolved = match path.canonicalize() {
        Ok(resolved) => resolved,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Template::built_in(name));
        }
        Err(cause) => return Err(LoadError::Io { path, cause }),
    };
    if !resolved.starts_with(notebook.root()) {
        return Err(LoadError::Outside(path));
    }
    let metadata = fs::metadata(&resolved).map_err(|cause| LoadError::Io {
        path: path.clone(),
        cause,
    })?;
    if !metadata.is_file() || metadata.len() > MAX_LENGTH {
        let cause = io::Error::new(
            io::ErrorKind::InvalidData,
            "not a text file of at most 64 KiB",
        );
        return Err(LoadError::Io { path, cause });
    }
    let text = fs::read_to_string(&resolved).map_err(|cause| LoadError::Io { path, cause })?;
    Ok(Some(Template {
        name: name.to_string(),
        origin: format!("templates/{name}.md"),
        text,
    }))
}
