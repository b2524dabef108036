//! How long ago something was, in words.

use chrono::NaiveDate;

use crate::text::counted;

/// How long ago `from` is, in words: `3 days`, `6 weeks`, `1 year`.
pub fn age(from: NaiveDate, today: NaiveDate) -> String {
    let days = (today - from).num_days();
    let count = |n: i64, noun| counted(usize::try_from(n).unwrap_or(0), noun);
    match days {
        ..=0 => "new".to_string(),
        1..=13 => count(days, "day"),
        14..=111 => count(days / 7, "week"),
        112..=729 => count(days / 30, "month"),
        _ => count(days / 365, "year"),
    }
}

/// The same in few columns: `3d`, `6w`, `8mo`, `2y`.
pub fn short_age(from: NaiveDate, today: NaiveDate) -> String {
    let days = (today - from).num_days();
    match days {
        ..=0 => "new".to_string(),
        1..=13 => format!("{days}d"),
        14..=111 => format!("{}w", days / 7),
        112..=729 => format!("{}mo", days / 30),
        _ => format!("{}y", days / 365),
    }
}

/// `carried 3 times`, or nothing for an item that was never carried.
pub fn carried(times: usize) -> String {
    match times {
        0 => String::new(),
        1 => "carried once".to_string(),
        2 => "carried twice".to_string(),
        _ => format!("carried {times} times"),
    }
}

/// How long ago the moment `then` is, both in seconds since 1970: `just now`, `5 minutes ago`, `3 days ago`.
pub fn ago(then: i64, now: i64) -> String {
    let seconds = u64::try_from(now - then).unwrap_or(0);
    let count = |number: u64, noun| {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        format!("{} ago", counted(number, noun))
    };
    match seconds {
        ..60 => "just now".to_string(),
        60..3_600 => count(seconds / 60, "minute"),
        3_600..86_400 => count(seconds / 3_600, "hour"),
        _ => count(seconds / 86_400, "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    #[test]
    fn moments() {
        let words = [-5, 59, 60, 7_300, 86_400, 200 * 86_400].map(|seconds| ago(0, seconds));
        let expected = "just now|just now|1 minute ago|2 hours ago|1 day ago|200 days ago";
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn ages() {
        let today = parse_date("2026-11-23").expect("a date");
        for (from, long, short) in [
            ("2026-11-24", "new", "new"),
            ("2026-11-23", "new", "new"),
            ("2026-11-22", "1 day", "1d"),
            ("2026-10-13", "5 weeks", "5w"),
            ("2026-03-01", "8 months", "8mo"),
            ("2021-01-01", "5 years", "5y"),
        ] {
            let from = parse_date(from).expect("a date");
            assert_eq!(
                (age(from, today).as_str(), short_age(from, today).as_str()),
                (long, short)
            );
        }
    }
}
