//! Whether a meeting is still to come, so that its agenda may be changed.

use chrono::NaiveDate;

use super::carry::not_taken;
use crate::change::PlanError;
use crate::meeting::{Meeting, MeetingStatus, Series};

/// The meeting on `date`, if it is still to come.
///
/// # Errors
/// When there is none, it is over or off, or its file is damaged.
pub fn planned(series: &Series, date: NaiveDate) -> Result<&Meeting, PlanError> {
    let Some(meeting) = series.whole(date) else {
        not_taken(series, date)?;
        return Err(PlanError::NoMeeting(date));
    };
    if let Some(damage) = meeting.damage() {
        return Err(PlanError::Damaged {
            path: meeting.path(),
            damage,
        });
    }
    match meeting.status() {
        MeetingStatus::Planned => Ok(meeting),
        status => Err(PlanError::NotPlanned {
            date,
            status: status.word(),
        }),
    }
}
