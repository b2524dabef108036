//! How often the two meet.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// How far apart the meetings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every so many weeks, 1 to 52.
    Weeks(u32),
    /// Every month, on the same weekday of the same week of the month.
    Month,
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Every::Weeks(1) => f.write_str("week"),
            Every::Weeks(weeks) => write!(f, "{weeks} weeks"),
            Every::Month => f.write_str("month"),
        }
    }
}

/// When the pair meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// How often.
    pub every: Every,
    /// On which day of the week.
    pub day: Weekday,
    /// At what time, hour and minute, in `time_zone`.
    pub time: Option<(u32, u32)>,
    /// IANA name, for instance `Europe/Berlin`.
    pub time_zone: Option<String>,
    /// Planned length in minutes.
    pub duration: Option<u32>,
}

impl Cadence {
    /// The first date of the rhythm on or after `from`.
    ///
    /// `last` is a date on which a meeting was due; it says which of the weeks, or which week of the month, counts.
    /// Without it every week does.
    pub fn next(&self, last: Option<NaiveDate>, from: NaiveDate) -> Option<NaiveDate> {
        let first = on_or_after(from, self.day)?;
        match (self.every, last) {
            (Every::Weeks(weeks), Some(last)) if weeks > 1 => {
                let period = i64::from(weeks);
                let between = week_number(first) - week_number(last);
                let missing = (period - between.rem_euclid(period)) % period;
                first.checked_add_days(Days::new(7 * missing.unsigned_abs()))
            }
            (Every::Month, Some(last)) => {
                let week = (last.day() - 1) / 7;
                let (mut year, mut month) = (from.year(), from.month());
                for _ in 0..3 {
                    if let Some(date) = weekday_of_month(year, month, self.day, week)
                        && date >= from
                    {
                        return Some(date);
                    }
                    (year, month) = if month == 12 {
                        (year + 1, 1)
                    } else {
                        (year, month + 1)
                    };
                }
                None
            }
            _ => Some(first),
        }
    }

    /// About how many days lie between two meetings.
    pub fn days(&self) -> i64 {
        match self.every {
            Every::Weeks(weeks) => 7 * i64::from(weeks),
            Every::Month => 31,
        }
    }
}

/// A number that counts weeks, from Monday to Sunday.
pub fn week_number(date: NaiveDate) -> i64 {
    let monday =
        i64::from(date.num_days_from_ce()) - i64::from(date.weekday().num_days_from_monday());
    monday.div_euclid(7)
}

/// The first `day` of the week on or after `from`.
pub fn on_or_after(from: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + day.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7;
    from.checked_add_days(Days::new(u64::from(ahead)))
}

/// The `week`th (from 0) `day` of a month; the last one where there is no fifth.
fn weekday_of_month(year: i32, month: u32, day: Weekday, week: u32) -> Option<NaiveDate> {
    let first = on_or_after(NaiveDate::from_ymd_opt(year, month, 1)?, day)?;
    let date = first.checked_add_days(Days::new(7 * u64::from(week)))?;
    if date.month() == month {
        Some(date)
    } else {
        date.checked_sub_days(Days::new(7))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    fn next(every: Every, last: Option<&str>, from: &str) -> String {
        let cadence = Cadence {
            every,
            day: Weekday::Tue,
            time: None,
            time_zone: None,
            duration: None,
        };
        let date = |text: &str| parse_date(text).expect("a date");
        cadence
            .next(last.map(date), date(from))
            .expect("a next date")
            .to_string()
    }

    #[test]
    fn weeks() {
        assert_eq!(next(Every::Weeks(1), None, "2026-11-23"), "2026-11-24");
        assert_eq!(
            next(Every::Weeks(1), Some("2026-11-17"), "2026-11-24"),
            "2026-11-24"
        );
        assert_eq!(
            next(Every::Weeks(2), Some("2026-11-17"), "2026-11-18"),
            "2026-12-01"
        );
        assert_eq!(
            next(Every::Weeks(2), Some("2026-11-17"), "2026-12-02"),
            "2026-12-15"
        );
        // A meeting held on another day of its week keeps the rhythm of the weeks.
        assert_eq!(
            next(Every::Weeks(2), Some("2026-11-20"), "2026-11-21"),
            "2026-12-01"
        );
        assert_eq!(
            next(Every::Weeks(3), Some("2026-12-29"), "2027-01-01"),
            "2027-01-19"
        );
        // The rhythm also holds backwards, when only a later agenda exists.
        assert_eq!(
            next(Every::Weeks(2), Some("2026-12-15"), "2026-11-23"),
            "2026-12-01"
        );
    }

    #[test]
    fn months() {
        assert_eq!(
            next(Every::Month, Some("2026-11-10"), "2026-11-11"),
            "2026-12-08"
        );
        assert_eq!(
            next(Every::Month, Some("2026-09-29"), "2026-10-01"),
            "2026-10-27"
        );
        assert_eq!(
            next(Every::Month, Some("2026-12-08"), "2026-12-09"),
            "2027-01-12"
        );
        assert_eq!(next(Every::Month, None, "2026-11-23"), "2026-11-24");
    }
}
