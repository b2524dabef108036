//! Entries of the front matter, in a text that has one or gets one.

use crate::change::{FileChange, PlanError};
use crate::markdown::{FrontMatter, FrontMatterError, body_start, yaml_scalar};
use crate::meeting::{Meeting, MeetingPath};
use crate::text::{EditedText, NewlineStyle, TextEdit};

/// The file of `meeting` with these values in its front matter.
///
/// # Errors
/// When the front matter can't be changed.
pub(super) fn edit_entries(
    meeting: &Meeting,
    entries: &[(&str, String)],
) -> Result<FileChange, PlanError> {
    let path = meeting.path();
    let text = EditedText::unchanged(meeting.shared_source());
    let text = with_entries(path, text, meeting.front_matter(), entries)?;
    Ok(FileChange::Edit {
        path: path.to_string(),
        text,
    })
}

/// `text`, which has this `front_matter`, with these values in it; one is made where there is none.
///
/// # Errors
/// When the front matter can't be changed.
pub(super) fn with_entries(
    path: MeetingPath,
    text: EditedText,
    front_matter: Option<&FrontMatter>,
    entries: &[(&str, String)],
) -> Result<EditedText, PlanError> {
    if let Some(front_matter) = front_matter {
        return set_entries(text, front_matter, entries)
            .map_err(|cause| PlanError::FrontMatter { path, cause });
    }
    let source = text.after();
    let lines: String = entries
        .iter()
        .map(|(key, value)| format!("{key}: {}\n", yaml_scalar(value)))
        .collect();
    let block = NewlineStyle::of(&source).imposed_on(&format!("---\n{lines}---\n\n"));
    text.then(&[TextEdit::insert(body_start(&source), block)])
        .map_err(|cause| PlanError::Edit { path, cause })
}

/// `text`, which has this `front_matter`, with these values in it.
///
/// # Errors
/// When the front matter can't be changed.
pub(super) fn set_entries(
    mut text: EditedText,
    front_matter: &FrontMatter,
    entries: &[(&str, String)],
) -> Result<EditedText, FrontMatterError> {
    let mut read = Some(front_matter.clone());
    for (key, value) in entries {
        let source = text.after();
        let Some(front_matter) = read.take().or_else(|| FrontMatter::read(&source)) else {
            break;
        };
        let edit = front_matter.set(&source, key, value)?;
        text = text
            .then(&[edit])
            .map_err(|_| FrontMatterError::Unsafe(key.to_string()))?;
    }
    Ok(text)
}
