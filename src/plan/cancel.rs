//! Calling a meeting off: who did, and why, in its front matter.

use chrono::NaiveDate;

use super::entries::edit_entries;
use super::planned::planned;
use super::prepare::blank_agenda;
use crate::change::{FileChange, Plan, PlanError, Template};
use crate::meeting::{Handle, MeetingPath, MeetingStatus, Series};
use crate::text::one_line;

/// Plan to record that `by` cancelled the meeting on `date`. Where there was no agenda yet one is made: the record says
/// that the date was given up.
///
/// # Errors
/// When the meeting is over, or its front matter can't be changed.
pub fn cancel(
    series: &Series,
    template: &Template,
    date: NaiveDate,
    by: &Handle,
    reason: &str,
) -> Result<Plan, PlanError> {
    let entries = [
        ("status", MeetingStatus::Cancelled.word().to_string()),
        ("cancelled_by", by.to_string()),
        ("reason", one_line(reason)),
    ];
    if series.meeting(date).is_some() {
        return Ok(edit_entries(planned(series, date)?, &entries)?.into());
    }
    let blank = blank_agenda(series, template, date)?;
    let made = Plan::from(FileChange::Create {
        path: MeetingPath::new(date).to_string(),
        text: blank.source().to_string(),
        blank: Some(blank.source().to_string()),
    });
    let given_up = Plan::from(edit_entries(&blank, &entries)?);
    Ok(made.then(given_up).map(|_| ()))
}
