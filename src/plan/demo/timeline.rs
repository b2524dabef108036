//! From slots to dates: the only place where a story meets the calendar.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::story::Meeting;

/// The dates of a pair's cadence, counted back from its newest meeting.
pub(super) struct Timeline {
    newest: NaiveDate,
    last_slot: u32,
    days_between: u32,
}

impl Timeline {
    /// The last slot falls on the latest `weekday` strictly before `today`.
    pub(super) fn new(
        today: NaiveDate,
        weekday: Weekday,
        days_between: u32,
        last_slot: u32,
    ) -> Self {
        let yesterday = shift(today, -1);
        let days_ago = yesterday.weekday().days_since(weekday);
        Self {
            newest: shift(yesterday, -i64::from(days_ago)),
            last_slot,
            days_between,
        }
    }

    /// The date that the cadence gives a slot.
    pub(super) fn slot(&self, slot: u32) -> NaiveDate {
        let slots_ago = i64::from(self.last_slot) - i64::from(slot);
        shift(self.newest, -slots_ago * i64::from(self.days_between))
    }

    /// The date on which the meeting was held, which is the name of its file.
    pub(super) fn meeting(&self, meeting: &Meeting) -> NaiveDate {
        let day = shift(self.slot(meeting.slot), meeting.moved_by_days);
        if meeting.slot == self.last_slot {
            return day; // never later than yesterday, whatever day that is
        }
        (0..7)
            .map(|days| shift(day, days))
            .find(|day| !is_day_off(*day))
            .unwrap_or(day)
    }
}

/// Nobody believes a meeting on New Year's Day.
fn is_day_off(date: NaiveDate) -> bool {
    let festive = matches!((date.month(), date.day()), (12, 24..=26 | 31) | (1, 1));
    festive || matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day that many days later; a day off the calendar's end stays where it is.
pub(super) fn shift(date: NaiveDate, days: i64) -> NaiveDate {
    TimeDelta::try_days(days)
        .and_then(|delta| date.checked_add_signed(delta))
        .unwrap_or(date)
}

/// Puts a day in place of each `{+3}` and `{-3}`, counted from `date`; other braces are text.
pub(super) fn fill_days(text: &str, date: NaiveDate) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after
            .split_once('}')
            .and_then(|(inner, tail)| Some((signed_number(inner)?, tail)))
        {
            Some((days, tail)) => {
                filled.push_str(&shift(date, days).format("%-d %B").to_string());
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

fn signed_number(text: &str) -> Option<i64> {
    text.starts_with(['+', '-']).then(|| text.parse().ok())?
}
