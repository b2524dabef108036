//! The rhythm in which the two meet, as a rule that a calendar repeats.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};

use crate::meeting::{Cadence, Every, Skimmed, WeekOfMonth};

/// The cadence of a notebook with its first date: the dates on which a meeting is due.
///
/// The settings say only how often the two meet now. That it was so before is known as far back as the meetings fit.
#[derive(Debug)]
pub(super) struct Rhythm<'a> {
    cadence: &'a Cadence,
    /// The dates on which meetings were due, in order: which of several weeks counts, as for the next agenda.
    due: Vec<NaiveDate>,
    /// The first date.
    pub start: NaiveDate,
}

impl<'a> Rhythm<'a> {
    /// The rhythm that `meetings` show; `None` where there is no meeting.
    ///
    /// A meeting off the rhythm was an extra one; where two in a row are off it, the pair met in another rhythm.
    pub fn new(cadence: &'a Cadence, meetings: &[Skimmed]) -> Option<Self> {
        let due: BTreeSet<NaiveDate> = meetings.iter().map(Skimmed::due_date).collect();
        let last = *due.last()?;
        let mut rhythm = Rhythm {
            cadence,
            due: due.iter().copied().collect(),
            start: NaiveDate::MIN,
        };
        let mut start = None;
        let mut off = 0;
        for date in due.iter().rev() {
            if rhythm.has(*date) {
                start = Some(*date);
                off = 0;
            } else {
                off += 1;
            }
            if off == 2 {
                break;
            }
        }
        rhythm.start = match start {
            Some(start) => start,
            None => cadence.next(&rhythm.due, last.succ_opt()?)?,
        };
        Some(rhythm)
    }

    /// Whether a meeting is due on `date`.
    pub fn has(&self, date: NaiveDate) -> bool {
        date >= self.start && self.cadence.next(&self.due, date) == Some(date)
    }

    /// The dates on which a meeting is due, up to and with `last`.
    pub fn until(&self, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let next = |date: &NaiveDate| self.cadence.next(&self.due, date.succ_opt()?);
        std::iter::successors(Some(self.start), next).take_while(move |date| *date <= last)
    }

    /// The rhythm as a recurrence rule (RFC 5545, section 3.3.10).
    pub fn rule(&self) -> String {
        let day = two_letters(self.cadence.day);
        match self.cadence.every {
            Every::Weeks(1) => format!("FREQ=WEEKLY;BYDAY={day}"),
            Every::Weeks(weeks) => format!("FREQ=WEEKLY;INTERVAL={weeks};BYDAY={day}"),
            Every::Month => match self.cadence.week_of_month(&self.due) {
                Some(WeekOfMonth::Nth(nth)) => format!("FREQ=MONTHLY;BYDAY={nth}{day}"),
                Some(WeekOfMonth::Last) | None => format!("FREQ=MONTHLY;BYDAY=-1{day}"),
            },
        }
    }
}

/// `TU`
pub(super) fn two_letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
