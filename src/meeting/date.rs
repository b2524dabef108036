//! Dates as they are written and said.

use chrono::{Datelike, NaiveDate};

/// A date in the one form that is ever stored: ten characters, `2026-11-24`, a real day.
///
/// The length is looked at first, because chrono also takes `2026-1-5` and ` 2026-11-24`.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let has_form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !has_form {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?).filter(|date| date.year() >= 1)
}

/// `Tuesday 24 November 2026`
pub fn long_date(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// `Tue 2026-11-24`: what was understood, so that a wrong week shows.
pub fn weekday_date(date: NaiveDate) -> String {
    date.format("%a %Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_form() {
        assert!(parse_date("2026-11-24").is_some());
        for no in [
            "2026-1-5",
            " 2026-1-05",
            "2026-02-30",
            "+2026-1-24",
            "2026-11-2",
            "2026-11-24 ",
            "20261-1-24",
            "0000-01-01",
            "２026-11-2",
        ] {
            assert_eq!(parse_date(no), None, "{no:?}");
        }
    }

    #[test]
    fn dates_in_words() {
        let date = parse_date("2026-11-04").expect("a date");
        assert_eq!(long_date(date), "Wednesday 4 November 2026");
        assert_eq!(weekday_date(date), "Wed 2026-11-04");
    }
}
