//! That one of the two has read an agenda, in its front matter.

use super::entries::with_entries;
use crate::change::PlanError;
use crate::meeting::{Handle, Meeting};

/// The text of `agenda`, which `by` has read at the moment `at` of their clock.
///
/// # Errors
/// When the front matter can't be changed.
pub fn read_by(
    agenda: &Meeting,
    by: &Handle,
    at: chrono::NaiveDateTime,
) -> Result<String, PlanError> {
    let value = format!("{by} {}", at.format("%Y-%m-%d %H:%M"));
    let entries = [("read_by", value)];
    with_entries(
        agenda.path(),
        agenda.source(),
        agenda.front_matter(),
        &entries,
    )
}
