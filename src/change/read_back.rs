//! A change of items after which the text is read again, to see that it says what was meant.

use super::edited_meeting::EditedMeeting;
use super::plan_error::PlanError;
use crate::markdown::unmarked;
use crate::meeting::{ActionItem, Meeting, Vocabulary};
use crate::text::TextEdit;

/// `meeting` with `edits`, after which it must hold the same items in the same order, each as `expected` says of it and
/// its index.
pub fn revise_items(
    meeting: &Meeting,
    edits: &[TextEdit],
    vocabulary: &Vocabulary,
    expected: impl Fn(usize, &ActionItem) -> bool,
) -> Result<EditedMeeting, PlanError> {
    let path = meeting.path();
    if let Some(damage) = meeting.damage() {
        return Err(PlanError::Damaged { path, damage });
    }
    let edited = EditedMeeting::of(meeting, edits, vocabulary)?;
    let read = edited.meeting().items();
    let fault = |wanted: &str| PlanError::NotReadBack {
        path,
        wanted: format!("`{}`", unmarked(wanted)),
    };
    if read.len() != meeting.items().len() {
        return Err(fault("the same items"));
    }
    let mut items = read.iter().enumerate();
    match items.find(|(index, item)| !expected(*index, item)) {
        Some((index, _)) => Err(fault(&meeting.items()[index].title)),
        None => Ok(edited),
    }
}
