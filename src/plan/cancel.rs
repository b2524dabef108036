//! Calling a meeting off: who did, and why, in its front matter.

use super::entries::with_entries;
use crate::change::PlanError;
use crate::meeting::{Handle, Meeting, MeetingStatus};
use crate::text::one_line;

/// The text of `agenda` as the record of a meeting that `by` cancelled.
///
/// # Errors
/// When the front matter can't be changed.
pub fn cancelled(agenda: &Meeting, by: &Handle, reason: &str) -> Result<String, PlanError> {
    let entries = [
        ("status", MeetingStatus::Cancelled.word().to_string()),
        ("cancelled_by", by.to_string()),
        ("reason", one_line(reason)),
    ];
    with_entries(
        agenda.path(),
        agenda.source(),
        agenda.front_matter(),
        &entries,
    )
}
