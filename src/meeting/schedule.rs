//! On which date the pair meets next.

use chrono::{Datelike as _, Days, NaiveDate};

use crate::meeting::{MeetingStatus, Series, Skimmed};

/// The date of the next agenda, seen from `today`.
///
/// It is the first date of the rhythm from today on that is not yet held, moved away or cancelled; an agenda that is
/// planned for today or later, up to that date, comes first. Without a cadence in `oneonone.yaml` it is a week after
/// the last meeting, or today.
pub fn next_date(series: &Series, today: NaiveDate) -> Option<NaiveDate> {
    // Beyond that a date has no ten characters.
    let slot = next_slot(series, today).filter(|slot| slot.year() <= 9999)?;
    let planned = series
        .meetings()
        .iter()
        .find(|meeting| meeting.date() >= today && meeting.status() == MeetingStatus::Planned);
    match planned {
        Some(meeting) if meeting.date() <= slot || meeting.moved_from() == Some(slot) => {
            Some(meeting.date())
        }
        _ => Some(slot),
    }
}

fn next_slot(series: &Series, today: NaiveDate) -> Option<NaiveDate> {
    let Some(cadence) = &series.settings().cadence else {
        let last = series.meetings().last().map(Skimmed::due_date);
        return match last.and_then(|last| last.checked_add_days(Days::new(7))) {
            Some(next) if next > today => Some(next),
            _ => Some(today),
        };
    };
    let until = series
        .meetings()
        .partition_point(|meeting| meeting.due_date() <= today);
    let anchor = match until.checked_sub(1) {
        Some(last) => series.meetings().get(last),
        None => series.meetings().first(),
    };
    let anchor = anchor.map(Skimmed::due_date);
    let mut from = today;
    // Every turn leaves a date behind that a meeting has taken.
    for _ in 0..=series.meetings().len() {
        let slot = cadence.next(anchor, from)?;
        if is_free(series, slot) {
            return Some(slot);
        }
        from = slot.succ_opt()?;
    }
    None
}

/// Whether an agenda may be made or filled on `date`.
fn is_free(series: &Series, date: NaiveDate) -> bool {
    let taken = |meeting: &Skimmed| {
        if meeting.date() == date {
            meeting.status() != MeetingStatus::Planned
        } else {
            meeting.moved_from() == Some(date) && meeting.status() != MeetingStatus::Planned
        }
    };
    !series.meetings().iter().any(taken)
}
