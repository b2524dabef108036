//! `log --json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::Day;
use crate::meeting::{Cadence, MeetingPath};
use crate::view::{Became, DueDate, Ledger, Sums};

/// What became of each date on which a pair was to meet.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LogJson<'a> {
    /// The notebook, by its name.
    pub notebook: &'a str,
    /// How often the two meet, as `oneonone.yaml` says: `week`, `2 weeks`.
    pub cadence: Option<String>,
    /// The first day that was asked for.
    pub from: Option<Day>,
    /// The last day that was asked for.
    pub to: Option<Day>,
    /// From which day on which rhythm was kept, in order.
    pub rhythms: Vec<RhythmJson>,
    /// The dates, in order.
    pub dates: Vec<DueDateJson<'a>>,
    /// Their sums.
    pub sums: SumsJson,
}

/// A rhythm that was kept for a time.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RhythmJson {
    /// The first date in it.
    pub from: Day,
    /// How often the two met: `week`, `2 weeks`.
    pub every: String,
}

/// A date on which the pair was to meet.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DueDateJson<'a> {
    /// The date on which the meeting was first due.
    pub due: Day,
    /// What became of it: `held`, `to-come`, `cancelled`, `moved-away` or `missed`.
    pub became: &'static str,
    /// The date of its file.
    pub on: Option<Day>,
    /// By how many days it was moved; less than 0 where to an earlier day.
    pub moved_days: Option<i64>,
    /// Who called it off, as it is written.
    pub cancelled_by: Option<&'a str>,
    /// Why it was called off.
    pub reason: Option<&'a str>,
    /// Whether it was a second one in its week, for which the rhythm did not ask.
    pub extra: bool,
    /// Whether the file says that it was held.
    pub closed: bool,
    /// Its file, from where the command was run.
    pub path: Option<String>,
}

/// How many dates there were of each kind.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SumsJson {
    /// Dates on which the pair was to meet, without the extra ones.
    pub due: usize,
    /// Meetings that took place, extra ones included.
    pub held: usize,
    /// How many of all were moved to another day.
    pub moved: usize,
    /// How many of those further than within the week.
    pub moved_too_far: usize,
    /// Called off.
    pub cancelled: usize,
    /// Called off, by each who did so; those of which it isn't known are left out.
    pub cancelled_by: Vec<CancelledByJson>,
    /// Passed without a meeting.
    pub missed: usize,
    /// Moved to nobody knows when.
    pub moved_away: usize,
    /// Moved and still to come.
    pub to_come: usize,
    /// Held although they were not due.
    pub extra: usize,
}

/// How many one person called off.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CancelledByJson {
    /// Who, as it is written.
    pub handle: String,
    /// How many.
    pub count: usize,
}

impl<'a> LogJson<'a> {
    /// `ledger` of `notebook`, of which the part from `from` to `to` was asked for; `path` gives how a file is shown.
    pub fn new(
        notebook: &'a str,
        cadence: Option<&Cadence>,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
        ledger: &'a Ledger,
        path: impl Fn(MeetingPath) -> String,
    ) -> Self {
        let rhythms = ledger.rhythms.iter();
        let dates = ledger.dates.iter();
        LogJson {
            notebook,
            cadence: cadence.map(|cadence| cadence.every.to_string()),
            from: from.map(Day),
            to: to.map(Day),
            rhythms: rhythms
                .map(|(from, every)| RhythmJson {
                    from: Day(*from),
                    every: every.to_string(),
                })
                .collect(),
            dates: dates.map(|date| DueDateJson::new(date, &path)).collect(),
            sums: SumsJson::new(ledger.sums()),
        }
    }
}

impl<'a> DueDateJson<'a> {
    fn new(date: &'a DueDate, path: impl Fn(MeetingPath) -> String) -> Self {
        let (by, reason) = match &date.became {
            Became::Cancelled { by, reason } => (by.as_deref(), reason.as_deref()),
            _ => (None, None),
        };
        DueDateJson {
            due: Day(date.due),
            became: date.became.word(),
            on: date.on.map(Day),
            moved_days: date.moved_by(),
            cancelled_by: by,
            reason,
            extra: date.is_extra,
            closed: date.is_closed,
            path: date.on.map(|on| path(MeetingPath::new(on))),
        }
    }
}

impl SumsJson {
    fn new(sums: Sums) -> Self {
        let by = sums.cancelled_by.into_iter();
        SumsJson {
            due: sums.due,
            held: sums.held,
            moved: sums.moved,
            moved_too_far: sums.moved_too_far,
            cancelled: sums.cancelled,
            cancelled_by: by
                .map(|(handle, count)| CancelledByJson { handle, count })
                .collect(),
            missed: sums.missed,
            moved_away: sums.moved_away,
            to_come: sums.to_come,
            extra: sums.extra,
        }
    }
}
