//! In what rhythm a pair has met, over changes of its cadence, and which dates of it passed without a meeting.
//!
//! `oneonone.yaml` knows only the cadence of today; what held before is read off the dates themselves. Two rules:
//!
//! * Three spacings of the same length in a row are a rhythm of their own.
//! * Any other spacing is measured by the one that is most common among the seven around it. Of what comes after the
//!   last it is taken that it follows the cadence of `oneonone.yaml`; where two are equally common, nothing was left
//!   out.
//!
//! So a vacation in weekly meetings is dates left out, and half a year of meetings every two weeks is not.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::meeting::{Cadence, Every, week_number};

/// How many spacings on each side of one say in what rhythm it lies.
const AROUND: usize = 3;
/// How many spacings of the same length in a row are a rhythm.
const IN_A_ROW: usize = 3;
/// About how many days a month has.
const MONTH: f64 = 30.44;

/// One spacing between two dates on which the pair was to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spacing {
    /// The later of the two.
    pub until: NaiveDate,
    /// The rhythm in which it lies.
    pub every: Every,
    /// The dates of the rhythm in between.
    pub left_out: Vec<NaiveDate>,
}

/// The spacings between `dates`, which are in order and in different weeks, for a pair whose cadence is now `cadence`.
pub(super) fn spacings(dates: &[NaiveDate], cadence: &Cadence) -> Vec<Spacing> {
    let lengths: Vec<Every> = dates
        .windows(2)
        .map(|pair| length(pair[0], pair[1], cadence.every))
        .collect();
    let spacings = dates.windows(2).enumerate().map(|(at, pair)| {
        let every = rhythm(&lengths, at, cadence.every);
        Spacing {
            until: pair[1],
            every,
            left_out: between(pair[0], pair[1], every, cadence.day),
        }
    });
    spacings.collect()
}

/// The dates of `cadence` after `last`, on which the pair was to meet, and before `today`.
pub(super) fn dates_since(last: NaiveDate, today: NaiveDate, cadence: &Cadence) -> Vec<NaiveDate> {
    let mut dates = Vec::new();
    let mut from = first_after(last, cadence.every);
    while let Some(date) = from.and_then(|from| cadence.next(&[last], from)) {
        if date >= today {
            break;
        }
        dates.push(date);
        from = date.succ_opt();
    }
    dates
}

/// The rhythm that a spacing alone would make.
fn length(a: NaiveDate, b: NaiveDate, now: Every) -> Every {
    let weeks = u32::try_from(week_number(b) - week_number(a)).unwrap_or(0);
    match weeks {
        // A month is as often four weeks as five; who meets every four weeks has said so.
        4 if now == Every::Weeks(4) => Every::Weeks(4),
        4 | 5 => Every::Month,
        weeks => Every::Weeks(weeks.max(1)),
    }
}

/// The rhythm in which the spacing at `at` lies.
fn rhythm(lengths: &[Every], at: usize, now: Every) -> Every {
    let own = lengths[at];
    let like = |every: &&Every| **every == own;
    let before = lengths[..at].iter().rev().take_while(like).count();
    let after = lengths[at..].iter().take_while(like).count();
    if before + after >= IN_A_ROW {
        return own;
    }
    let first = at.saturating_sub(AROUND);
    let around: Vec<Every> = (first..=first + 2 * AROUND)
        .map(|place| lengths.get(place).copied().unwrap_or(now))
        .collect();
    let count = |every: &Every| around.iter().filter(|other| *other == every).count();
    let most = around.iter().map(count).max().unwrap_or(0);
    // Of several that are equally common the first of these counts.
    let mut order = [own, now].into_iter().chain(around.iter().copied());
    order.find(|every| count(every) == most).unwrap_or(now)
}

/// The dates of the rhythm between two on which the pair was to meet. Half a period more is no date left out.
fn between(a: NaiveDate, b: NaiveDate, every: Every, day: Weekday) -> Vec<NaiveDate> {
    let periods = match every {
        Every::Weeks(weeks) => {
            let (between, weeks) = (week_number(b) - week_number(a), i64::from(weeks));
            (2 * between + weeks - 1) / (2 * weeks)
        }
        Every::Month => ((b - a).num_days() as f64 / MONTH - 0.5).ceil() as i64,
    };
    let rhythm = Cadence {
        every,
        // The day may have changed too.
        day: if a.weekday() == day || b.weekday() == day {
            day
        } else {
            a.weekday()
        },
        week: None,
        time: None,
        time_zone: None,
        duration: None,
    };
    let mut dates = Vec::new();
    let mut from = first_after(a, every);
    for _ in 1..periods {
        let next = from.and_then(|from| rhythm.next(&[a], from));
        let Some(date) = next.filter(|date| *date < b) else {
            break;
        };
        dates.push(date);
        from = date.succ_opt();
    }
    dates
}

/// From where on to look for the date after `date`: not in the same week, and not in the same part of the month.
fn first_after(date: NaiveDate, every: Every) -> Option<NaiveDate> {
    let days = match every {
        Every::Weeks(_) => 7 - u64::from(date.weekday().num_days_from_monday()),
        Every::Month => 15,
    };
    date.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    fn cadence(every: Every) -> Cadence {
        Cadence {
            every,
            day: Weekday::Tue,
            week: None,
            time: None,
            time_zone: None,
            duration: None,
        }
    }

    /// Meetings on Tuesdays from 2026-01-06 on, so many weeks apart; of each spacing its rhythm, with `+` for each date
    /// left out.
    fn check(now: Every, weeks: &[u64], expected: &str) {
        let mut date = parse_date("2026-01-06").expect("a date");
        let mut dates = vec![date];
        for weeks in weeks {
            date = date + Days::new(7 * weeks);
            dates.push(date);
        }
        let told: Vec<String> = spacings(&dates, &cadence(now))
            .iter()
            .map(|spacing| {
                let every = match spacing.every {
                    Every::Weeks(weeks) => weeks.to_string(),
                    Every::Month => "m".to_string(),
                };
                every + &"+".repeat(spacing.left_out.len())
            })
            .collect();
        assert_eq!(told.join(" "), expected, "{weeks:?}");
    }

    const WEEKLY: Every = Every::Weeks(1);

    #[test]
    fn a_vacation_is_dates_left_out() {
        check(WEEKLY, &[1, 1, 1, 3, 1, 1], "1 1 1 1++ 1 1");
        check(WEEKLY, &[3], "1++");
        check(WEEKLY, &[2, 2], "1+ 1+");
        check(WEEKLY, &[1, 2, 1, 2, 1, 1, 2], "1 1+ 1 1+ 1 1 1+");
        check(Every::Weeks(2), &[2, 2, 4, 2], "2 2 2+ 2");
        check(Every::Month, &[4, 5, 9, 4], "m m m+ m");
    }

    #[test]
    fn another_rhythm_is_none() {
        check(WEEKLY, &[2, 2, 2, 1, 1, 1], "2 2 2 1 1 1");
        check(WEEKLY, &[2, 2, 2, 2], "2 2 2 2");
        check(
            WEEKLY,
            &[2, 3, 2, 2, 1, 2, 2, 4, 2, 2, 1, 1, 1],
            "2 2 2 2 2 2 2 2+ 2 2 1 1 1",
        );
        check(
            Every::Weeks(2),
            &[1, 1, 1, 2, 1, 1, 2, 2, 2],
            "1 1 1 1+ 1 2 2 2 2",
        );
        check(WEEKLY, &[4, 5, 4, 4, 1, 1, 1], "m m m m 1 1 1");
        check(WEEKLY, &[13, 13, 13], "13 13 13");
        check(Every::Weeks(4), &[4, 4, 8, 4], "4 4 4+ 4");
    }

    #[test]
    fn a_meeting_at_another_time_leaves_nothing_out() {
        check(Every::Weeks(2), &[2, 3, 1, 2], "2 2 2 2");
        check(Every::Weeks(3), &[3, 4, 2, 3], "3 3 3 3");
        check(Every::Month, &[4, 4, 6, 4], "m m m m");
    }

    #[test]
    fn left_out_is_the_day_on_which_they_met() {
        let date = |text: &str| parse_date(text).expect("a date");
        let found = |a: &str, b: &str, every: Every| {
            let left_out = between(date(a), date(b), every, Weekday::Tue);
            let told: Vec<String> = left_out.iter().map(ToString::to_string).collect();
            told.join(" ")
        };
        // Fridays then, Tuesdays now.
        assert_eq!(found("2026-10-02", "2026-10-16", WEEKLY), "2026-10-09");
        // One of the two was on another day.
        assert_eq!(found("2026-11-05", "2026-11-17", WEEKLY), "2026-11-10");
        assert_eq!(found("2026-11-03", "2026-11-19", WEEKLY), "2026-11-10");
        assert_eq!(
            found("2026-09-08", "2026-11-10", Every::Month),
            "2026-10-13"
        );
        assert_eq!(found("2026-11-30", "2026-12-14", WEEKLY), "2026-12-07");
    }

    #[test]
    fn since_the_last_one() {
        let date = |text: &str| parse_date(text).expect("a date");
        let since = |last: &str, today: &str, every: Every| {
            let dates = dates_since(date(last), date(today), &cadence(every));
            let told: Vec<String> = dates.iter().map(ToString::to_string).collect();
            told.join(" ")
        };
        assert_eq!(since("2026-11-03", "2026-11-17", WEEKLY), "2026-11-10");
        assert_eq!(since("2026-11-05", "2026-11-10", WEEKLY), "");
        assert_eq!(since("2026-11-02", "2026-11-04", WEEKLY), "");
        assert_eq!(
            since("2026-10-06", "2026-11-18", Every::Weeks(3)),
            "2026-10-27 2026-11-17"
        );
        assert_eq!(
            since("2026-09-08", "2026-11-09", Every::Month),
            "2026-10-13"
        );
    }
}
