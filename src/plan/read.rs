//! That one of the two has read an agenda, in its front matter.

use chrono::{NaiveDate, NaiveDateTime};

use super::entries::edit_entries;
use super::planned::planned;
use crate::change::{Plan, PlanError};
use crate::meeting::{Handle, Series};

/// Plan to say that `by` has read the agenda of the meeting on `date`, at the moment `at` of their clock.
///
/// # Errors
/// When there is no agenda, the meeting is over, or its front matter can't be changed.
pub fn mark_read(
    series: &Series,
    date: NaiveDate,
    by: &Handle,
    at: NaiveDateTime,
) -> Result<Plan, PlanError> {
    let value = format!("{by} {}", at.format("%Y-%m-%d %H:%M"));
    Ok(edit_entries(planned(series, date)?, &[("read_by", value)])?.into())
}
