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

/// Which of the days of a month that fall on the same day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeekOfMonth {
    /// The first, second, third or fourth, from 1.
    Nth(u32),
    /// The last: the fourth or the fifth.
    Last,
}

impl WeekOfMonth {
    /// The one that `word` names in English: `first`, `2nd`, `last`.
    pub fn from_word(word: &str) -> Option<WeekOfMonth> {
        let names = [
            ["first", "1st"],
            ["second", "2nd"],
            ["third", "3rd"],
            ["fourth", "4th"],
        ];
        if word == "last" {
            return Some(WeekOfMonth::Last);
        }
        let at = names.iter().position(|names| names.contains(&word))?;
        Some(WeekOfMonth::Nth(u32::try_from(at).ok()? + 1))
    }

    /// Its day of the week `day` in a month.
    fn day_in(self, year: i32, month: u32, day: Weekday) -> Option<NaiveDate> {
        let first = on_or_after(NaiveDate::from_ymd_opt(year, month, 1)?, day)?;
        match self {
            WeekOfMonth::Nth(nth) => first.checked_add_days(Days::new(7 * u64::from(nth - 1))),
            WeekOfMonth::Last => {
                let fifth = first.checked_add_days(Days::new(28));
                let fifth = fifth.filter(|fifth| fifth.month() == month);
                fifth.or_else(|| first.checked_add_days(Days::new(21)))
            }
        }
    }

    /// Whether it is the one of `date`.
    fn has(self, date: NaiveDate) -> bool {
        self.day_in(date.year(), date.month(), date.weekday()) == Some(date)
    }
}

impl fmt::Display for WeekOfMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WeekOfMonth::Nth(1) => "first",
            WeekOfMonth::Nth(2) => "second",
            WeekOfMonth::Nth(3) => "third",
            WeekOfMonth::Nth(_) => "fourth",
            WeekOfMonth::Last => "last",
        })
    }
}

/// How many of the newest dates say in which of several weeks, or in which week of the month, the two meet: one that was
/// off changes nothing, and who goes on in other weeks is followed after the third.
const DATES_THAT_TELL: usize = 5;

/// When the pair meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// How often.
    pub every: Every,
    /// On which day of the week.
    pub day: Weekday,
    /// Every month in which of its weeks, where the pair says so; else what its meetings show.
    pub week: Option<WeekOfMonth>,
    /// At what time, hour and minute, in `time_zone`.
    pub time: Option<(u32, u32)>,
    /// IANA name, for instance `Europe/Berlin`.
    pub time_zone: Option<String>,
    /// Planned length in minutes.
    pub duration: Option<u32>,
}

impl Cadence {
    /// Of the dates in `due`, which are in order, the newest in those of several weeks in which most of the last were.
    fn anchor(due: &[NaiveDate], weeks: u32) -> Option<NaiveDate> {
        let told = newest(due);
        let phase = |date: NaiveDate| week_number(date).rem_euclid(i64::from(weeks));
        let alike = |date: &&NaiveDate| {
            let alike = told.iter().filter(|other| phase(**other) == phase(**date));
            alike.count()
        };
        // Of two that are equally common it is the newer.
        told.iter().max_by_key(alike).copied()
    }

    /// In which week of the month most of the last of `due` are, where the settings don't say it; of two that are equally common the newer counts, and the last of the
    /// month only where a date shows that it is not the fourth.
    pub fn week_of_month(&self, due: &[NaiveDate]) -> Option<WeekOfMonth> {
        if self.week.is_some() {
            return self.week;
        }
        let on_day: Vec<NaiveDate> = newest(due)
            .iter()
            .filter_map(|date| self.day_of_week_of(*date))
            .collect();
        let count = |week: &WeekOfMonth| on_day.iter().filter(|date| week.has(**date)).count();
        let candidates = on_day.iter().flat_map(|date| {
            let nth = (date.day() - 1) / 7 + 1;
            let nth = (nth <= 4).then_some(WeekOfMonth::Nth(nth));
            [Some(WeekOfMonth::Last).filter(|last| last.has(*date)), nth]
        });
        candidates.flatten().max_by_key(count)
    }

    /// The day of the week on which the two meet, in the week of `date`.
    fn day_of_week_of(&self, date: NaiveDate) -> Option<NaiveDate> {
        on_or_after(date.week(Weekday::Mon).checked_first_day()?, self.day)
    }

    /// The first date of the rhythm on or after `from`, counted from the `due` dates of meetings, which are in order.
    ///
    /// Without any, every week of several counts, and of a month the first that comes.
    pub fn next(&self, due: &[NaiveDate], from: NaiveDate) -> Option<NaiveDate> {
        let first = on_or_after(from, self.day)?;
        match self.every {
            Every::Weeks(weeks) => {
                let Some(last) = Cadence::anchor(due, weeks) else {
                    return Some(first);
                };
                let period = i64::from(weeks);
                let between = week_number(first) - week_number(last);
                let missing = (period - between.rem_euclid(period)) % period;
                first.checked_add_days(Days::new(7 * missing.unsigned_abs()))
            }
            Every::Month => {
                let Some(week) = self.week_of_month(due) else {
                    return Some(first);
                };
                let (mut year, mut month) = (from.year(), from.month());
                for _ in 0..3 {
                    let date = week.day_in(year, month, self.day);
                    if let Some(date) = date.filter(|date| *date >= from) {
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

/// Those of `due` that tell the rhythm.
fn newest(due: &[NaiveDate]) -> &[NaiveDate] {
    &due[due.len().saturating_sub(DATES_THAT_TELL)..]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    fn next(every: Every, last: Option<&str>, from: &str) -> String {
        next_after(every, None, last.as_slice(), from)
    }

    fn next_after(every: Every, week: Option<WeekOfMonth>, due: &[&str], from: &str) -> String {
        let cadence = Cadence {
            every,
            day: Weekday::Tue,
            week,
            time: None,
            time_zone: None,
            duration: None,
        };
        let date = |text: &str| parse_date(text).expect("a date");
        let due: Vec<NaiveDate> = due.iter().map(|text| date(text)).collect();
        cadence
            .next(&due, date(from))
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
    #[test]
    fn one_date_in_another_week_is_none_to_go_by() {
        let after = |due: &[&str], from| next_after(Every::Weeks(2), None, due, from);
        let usual = ["2026-09-29", "2026-10-13", "2026-10-27"];
        let with = |more: &[&'static str]| [&usual[..], more].concat();
        assert_eq!(after(&with(&["2026-11-03"]), "2026-11-04"), "2026-11-10");
        assert_eq!(after(&with(&["2026-11-17"]), "2026-11-18"), "2026-11-24");
        // Two that are off are not yet the most; the third is.
        let two = with(&["2026-11-17", "2026-12-01"]);
        assert_eq!(after(&two, "2026-12-02"), "2026-12-08");
        let three = with(&["2026-11-17", "2026-12-01", "2026-12-15"]);
        assert_eq!(after(&three, "2026-12-16"), "2026-12-29");
        // What was years ago says nothing.
        let old = ["2026-08-04", "2026-08-18", "2026-09-01", "2026-09-15"];
        let moved = [&old[..], &["2026-09-22", "2026-10-06", "2026-10-20"]].concat();
        assert_eq!(after(&moved, "2026-10-21"), "2026-11-03");
        // Of three weeks, too.
        let three = ["2026-09-01", "2026-09-22", "2026-10-13", "2026-10-27"];
        let next = next_after(Every::Weeks(3), None, &three, "2026-10-28");
        assert_eq!(next, "2026-11-03");
    }

    #[test]
    fn the_last_of_the_month_stays_the_last() {
        let after = |due: &[&str], from| next_after(Every::Month, None, due, from);
        // June and September have five Tuesdays.
        let last = ["2026-06-30", "2026-07-28", "2026-08-25", "2026-09-29"];
        assert_eq!(after(&last, "2026-09-30"), "2026-10-27");
        assert_eq!(after(&last[..3], "2026-08-26"), "2026-09-29");
        assert_eq!(after(&last[..2], "2026-08-26"), "2026-09-29");
        // The fourth stays the fourth.
        let fourth = ["2026-06-23", "2026-07-28", "2026-08-25"];
        assert_eq!(after(&fourth, "2026-08-26"), "2026-09-22");
        // One a week early, or held on the day before, makes nothing else of it.
        let early = ["2026-06-30", "2026-07-28", "2026-08-18"];
        assert_eq!(after(&early, "2026-08-19"), "2026-08-25");
        let on_monday = ["2026-06-29", "2026-07-27", "2026-08-24"];
        assert_eq!(after(&on_monday, "2026-08-26"), "2026-09-29");
        // The second, one of which fell on the first days of a week in which the month before ends.
        let second = ["2026-08-11", "2026-09-08", "2026-10-20"];
        assert_eq!(after(&second, "2026-10-21"), "2026-11-10");
    }

    #[test]
    fn the_week_of_the_month_can_be_said() {
        let next = |week, from| next_after(Every::Month, Some(week), &["2026-10-13"], from);
        assert_eq!(next(WeekOfMonth::Last, "2026-11-23"), "2026-11-24");
        assert_eq!(next(WeekOfMonth::Last, "2026-11-25"), "2026-12-29");
        assert_eq!(next(WeekOfMonth::Nth(1), "2026-11-25"), "2026-12-01");
        assert_eq!(next(WeekOfMonth::Nth(4), "2026-12-23"), "2027-01-26");
        assert_eq!(WeekOfMonth::from_word("last"), Some(WeekOfMonth::Last));
        assert_eq!(WeekOfMonth::from_word("2nd"), Some(WeekOfMonth::Nth(2)));
        assert_eq!(WeekOfMonth::from_word("fifth"), None);
    }
}
