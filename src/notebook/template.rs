#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: reads the pair's templates"
)]

use std::{fs, io};

use super::file::read_file;
use super::load::{LoadError, Notebook};
use crate::change::Template;
use crate::practice::Boilerplate;

/// Longer than any agenda; in bytes.
const MAX_LENGTH: u64 = 64 * 1024;

/// The names of the pair's own templates, in order; none where the folder can't be listed or leads out of the notebook.
pub fn template_names(notebook: &Notebook) -> Vec<String> {
    let Ok(folder) = notebook.place("templates") else {
        return Vec::new();
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".md").map(str::to_string))
        .filter(|name| Template::is_name(name))
        .collect();
    names.sort();
    names
}

/// Whether `name` can be the name of a template, and lead nowhere else.
/// The template called `name`: the pair's own in `templates/` first, then the built-in one; `None` if there is none.
///
/// # Errors
/// When the pair's own can't be read, or leads out of the notebook.
pub fn find_template(notebook: &Notebook, name: &str) -> Result<Option<Template>, LoadError> {
    if !Template::is_name(name) {
        return Ok(None);
    }
    let file = format!("templates/{name}.md");
    let (path, place) = (notebook.root().join(&file), notebook.place(&file)?);
    let metadata = match fs::metadata(&place) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let language = notebook.settings().vocabulary.language();
            return Ok(Template::built_in(name, language));
        }
        Err(cause) => return Err(LoadError::Io { path, cause }),
    };
    if !metadata.is_file() || metadata.len() > MAX_LENGTH {
        let cause = io::Error::new(
            io::ErrorKind::InvalidData,
            "not a text file of at most 64 KiB",
        );
        return Err(LoadError::Io { path, cause });
    }
    let text = read_file(&place)
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into()))
        .map_err(|cause| LoadError::Io { path, cause })?;
    Ok(Some(Template {
        name: name.to_string(),
        origin: file,
        text,
    }))
}

/// The lines that templates put into an agenda of `notebook`: of its own templates and the built-in ones. Those that
/// can't be read are left out.
pub fn boilerplate(notebook: &Notebook) -> Boilerplate {
    /// Nobody has more; every one is read.
    const MOST: usize = 50;
    let own = template_names(notebook).into_iter().take(MOST);
    let own = own.filter_map(|name| find_template(notebook, &name).ok().flatten());
    let templates: Vec<Template> = Template::all_built_in().chain(own).collect();
    Boilerplate::of(templates.iter().map(|template| template.text.as_str()))
}
