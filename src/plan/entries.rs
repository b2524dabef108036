//! Entries of the front matter, in a text that has one or gets one.

use crate::change::PlanError;
use crate::markdown::{FrontMatter, body_start, yaml_scalar};
use crate::meeting::MeetingPath;
use crate::text::{NewlineStyle, apply_edits};

/// `text`, which has this `front_matter`, with these values in it; one is made where there is none.
pub(super) fn with_entries(
    path: MeetingPath,
    text: &str,
    front_matter: Option<&FrontMatter>,
    entries: &[(&str, String)],
) -> Result<String, PlanError> {
    let Some(front_matter) = front_matter else {
        let newline = NewlineStyle::of(text);
        let lines: String = entries
            .iter()
            .map(|(key, value)| format!("{key}: {}\n", yaml_scalar(value)))
            .collect();
        let block = newline.imposed_on(&format!("---\n{lines}---\n\n"));
        let start = body_start(text);
        return Ok(format!("{}{block}{}", &text[..start], &text[start..]));
    };
    let mut read = Some(front_matter.clone());
    let mut after = text.to_string();
    for (key, value) in entries {
        let Some(front_matter) = read.take().or_else(|| FrontMatter::read(&after)) else {
            break;
        };
        let edit = front_matter
            .set(&after, key, value)
            .map_err(|cause| PlanError::FrontMatter { path, cause })?;
        after = apply_edits(&after, &[edit]).map_err(|cause| PlanError::Edit { path, cause })?;
    }
    Ok(after)
}
