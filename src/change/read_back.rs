//! A change of items after which the text is read again, to see that it says what was meant.

use super::change_set::{FileChange, PlanError, rewrite};
use crate::meeting::{ActionItem, Meeting, Vocabulary};
use crate::text::TextEdit;

/// A change of `meeting` by `edits`, after which it must hold the same items in the same order, each as `expected`
/// says of it and its index.
pub fn rewrite_items(
    meeting: &Meeting,
    edits: &[TextEdit],
    expected: impl Fn(usize, &ActionItem) -> bool,
) -> Result<FileChange, PlanError> {
    let path = meeting.path();
    if let Some(damage) = meeting.damage() {
        return Err(PlanError::Damaged { path, damage });
    }
    let change = rewrite(path, meeting.source(), edits)?;
    let FileChange::Rewrite { after, .. } = &change else {
        return Ok(change);
    };
    let read = Meeting::read(meeting.date(), after.clone(), None, &Vocabulary::default());
    let fault = |wanted: &str| PlanError::NotReadBack {
        path,
        wanted: format!("`{wanted}`"),
    };
    if read.items().len() != meeting.items().len() {
        return Err(fault("the same items"));
    }
    match read
        .items()
        .iter()
        .enumerate()
        .find(|(index, item)| !expected(*index, item))
    {
        Some((index, _)) => Err(fault(&meeting.items()[index].title)),
        None => Ok(change),
    }
}
