//! The ledger of the rhythm: each date on which a pair was to meet, with what became of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::meeting::{Every, MOVE_WITHIN_DAYS};

/// What became of a date on which a pair was to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// They met.
    Held,
    /// It was moved, and is still to come.
    ToCome,
    /// It was called off.
    Cancelled {
        /// By whom: a handle, as written.
        by: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// It was moved, and no file says to which day.
    MovedAway,
    /// It passed, and there is no file of any meeting.
    Missed,
}

impl Became {
    /// Its name in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Became::Held => "held",
            Became::ToCome => "to-come",
            Became::Cancelled { .. } => "cancelled",
            Became::MovedAway => "moved-away",
            Became::Missed => "missed",
        }
    }
}

/// A date on which a pair was to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDate {
    /// The date on which the meeting was first due.
    pub due: NaiveDate,
    /// The date of its file; `None` where there is none.
    pub on: Option<NaiveDate>,
    /// Whether the meeting was held, called off, missed, or is to come.
    pub became: Became,
    /// Whether it was a second one in its week, which the rhythm did not ask for.
    pub is_extra: bool,
    /// Whether the file says that it was held.
    pub is_closed: bool,
}

impl DueDate {
    /// By how many days it was moved; `None` where it was not.
    pub fn moved_by(&self) -> Option<i64> {
        let days = (self.on? - self.due).num_days();
        (days != 0).then_some(days)
    }

    /// Whether it was moved further than within the week.
    pub fn is_moved_too_far(&self) -> bool {
        self.moved_by()
            .is_some_and(|days| days.abs() > MOVE_WITHIN_DAYS)
    }
}

/// What became of all dates, and in what rhythm they lay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The dates, in order.
    pub dates: Vec<DueDate>,
    /// From which date on which rhythm was kept, in order; empty without a cadence in `oneonone.yaml`.
    pub rhythms: Vec<(NaiveDate, Every)>,
}

/// The sums of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Dates on which the pair was to meet, without the extra ones.
    pub due: usize,
    /// Meetings that took place, extra ones included.
    pub held: usize,
    /// How many of all were moved to another day.
    pub moved: usize,
    /// How many of them further than within the week.
    pub moved_too_far: usize,
    /// Called off.
    pub cancelled: usize,
    /// Called off, by each who did so; those of which it isn't known are left out.
    pub cancelled_by: BTreeMap<String, usize>,
    /// Passed without a meeting.
    pub missed: usize,
    /// Moved to nobody knows when.
    pub moved_away: usize,
    /// Moved and still to come.
    pub to_come: usize,
    /// Held although they were not due.
    pub extra: usize,
}

impl Ledger {
    /// The part from `from` to `to`, both included.
    pub fn between(mut self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Ledger {
        let is_before = |date: NaiveDate| from.is_some_and(|from| date < from);
        let is_after = |date: NaiveDate| to.is_some_and(|to| date > to);
        self.dates
            .retain(|date| !is_before(date.due) && !is_after(date.due));
        let earlier = self.rhythms.iter().filter(|(date, _)| is_before(*date));
        let already = earlier.count().saturating_sub(1);
        self.rhythms.drain(..already); // the last of them is the rhythm at the beginning
        self.rhythms.retain(|(date, _)| !is_after(*date));
        self
    }

    /// How many of the dates were kept, moved, called off and missed.
    pub fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for date in &self.dates {
            sums.due += usize::from(!date.is_extra);
            sums.moved += usize::from(date.moved_by().is_some());
            sums.moved_too_far += usize::from(date.is_moved_too_far());
            match &date.became {
                Became::Held => {
                    sums.held += 1;
                    sums.extra += usize::from(date.is_extra);
                }
                Became::ToCome => sums.to_come += 1,
                Became::MovedAway => sums.moved_away += 1,
                Became::Missed => sums.missed += 1,
                Became::Cancelled { by, .. } => {
                    sums.cancelled += 1;
                    if let Some(by) = by {
                        *sums.cancelled_by.entry(by.clone()).or_default() += 1;
                    }
                }
            }
        }
        sums
    }
}
