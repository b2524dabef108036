//! From numbers of meetings to dates: the only place where a story meets the calendar.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::story::Story;
use crate::meeting::Settings;

/// The dates of a story, counted back from its newest meeting.
pub(super) struct Timeline<'a> {
    story: &'a Story,
    newest: NaiveDate,
    last: u32,
    days_between: i64,
}

impl<'a> Timeline<'a> {
    /// The last meeting of `story` falls on the latest day of the rhythm strictly before `today`.
    pub(super) fn new(story: &'a Story, settings: &Settings, today: NaiveDate) -> Self {
        let cadence = settings.cadence.as_ref();
        let (day, days_between) =
            cadence.map_or((Weekday::Mon, 7), |cadence| (cadence.day, cadence.days()));
        let yesterday = shift(today, -1);
        let days_ago = yesterday.weekday().days_since(day);
        Self {
            story,
            newest: shift(yesterday, -i64::from(days_ago)),
            last: story.meetings.last().map_or(0, |meeting| meeting.number),
            days_between,
        }
    }

    /// The number of the newest meeting.
    pub(super) fn last(&self) -> u32 {
        self.last
    }

    /// The date that the rhythm gives the meeting of this number.
    pub(super) fn due(&self, number: u32) -> NaiveDate {
        let meetings_ago = i64::from(self.last) - i64::from(number);
        shift(self.newest, -meetings_ago * self.days_between)
    }

    /// The date on which it was held, which is the name of its file.
    pub(super) fn held(&self, number: u32) -> NaiveDate {
        let mut meetings = self.story.meetings.iter();
        let meeting = meetings.find(|meeting| meeting.number == number);
        let moved = meeting.and_then(|meeting| meeting.value("moved")?.parse().ok());
        let day = shift(self.due(number), moved.unwrap_or(0));
        if number == self.last {
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

/// The number in `+3` or `-3`.
pub(super) fn signed_number(text: &str) -> Option<i64> {
    text.starts_with(['+', '-']).then(|| text.parse().ok())?
}
