//! Dates in words. What is stored is always a day; what was understood is always shown.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::cadence::on_or_after;
use super::calendar_words::weekday;
use super::date::parse_date;

/// The day that `text` means, seen from `today`; `next_meeting` is what the word `next` means.
///
/// Understood are `2026-12-01`, `today`, `tomorrow`, `fri`, `next fri`, `next week`, `+3d`, `+2w`, `+1m`,
/// `in 2 weeks`, `eow`, `end of week`, `eom`, `end of month`, `2026-W48-2`, and `next`. Words are English.
pub fn parse_when(
    text: &str,
    today: NaiveDate,
    next_meeting: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["next"] | ["next", "meeting"] => next_meeting,
        ["today"] => Some(today),
        ["tomorrow"] => today.succ_opt(),
        ["eow"] | ["end", "of", "week"] => on_or_after(today, Weekday::Fri),
        ["eom"] | ["end", "of", "month"] => end_of_month(today),
        ["next", "week"] => today.checked_add_days(Days::new(7)),
        ["next", "month"] => today.checked_add_months(Months::new(1)),
        ["next", day] => {
            // The day of next week, from Monday to Sunday.
            let monday = today
                .week(Weekday::Mon)
                .checked_first_day()?
                .checked_add_days(Days::new(7))?;
            on_or_after(monday, weekday(day)?)
        }
        ["in", count, unit] => offset(today, count, unit),
        [one] => parse_date(one)
            .or_else(|| on_or_after(today.succ_opt()?, weekday(one)?))
            .or_else(|| iso_week(one))
            .or_else(|| {
                let rest = one.strip_prefix('+')?;
                let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                offset(today, &rest[..rest.len() - unit.len()], unit)
            }),
        _ => None,
    }
}

/// The day that `text` means when one looks back from `today`: `2026-11-03`, `yesterday`, `mon` for the last Monday,
/// `2w` or `-2w` for two weeks ago, `last week`, `last month`.
pub fn parse_past(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    let ago = |days: u64| today.checked_sub_days(Days::new(days));
    match text.as_str() {
        "today" => Some(today),
        "yesterday" => ago(1),
        "last week" => ago(7),
        "last month" => today.checked_sub_months(Months::new(1)),
        text => parse_date(text)
            .or_else(|| {
                let day = weekday(text)?;
                ago(u64::from(
                    (7 + today.weekday().num_days_from_monday() - day.num_days_from_monday()) % 7,
                ))
            })
            .or_else(|| {
                let text = text.trim_start_matches('-');
                let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
                let count: u32 = text[..text.len() - unit.len()]
                    .parse()
                    .ok()
                    .filter(|count| *count <= 10_000)?;
                match unit {
                    "d" => ago(u64::from(count)),
                    "w" => ago(7 * u64::from(count)),
                    "m" => today.checked_sub_months(Months::new(count)),
                    _ => None,
                }
            }),
    }
}

fn offset(today: NaiveDate, count: &str, unit: &str) -> Option<NaiveDate> {
    let count: u32 = count.parse().ok().filter(|count| *count <= 10_000)?;
    match unit {
        "d" | "day" | "days" => today.checked_add_days(Days::new(u64::from(count))),
        "w" | "week" | "weeks" => today.checked_add_days(Days::new(7 * u64::from(count))),
        "m" | "month" | "months" => today.checked_add_months(Months::new(count)),
        _ => None,
    }
}

fn end_of_month(today: NaiveDate) -> Option<NaiveDate> {
    today
        .with_day(1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}

/// `2026-W48-2`, the ISO form of Tuesday in week 48.
fn iso_week(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once("-w")?;
    let (week, day) = rest.split_once('-')?;
    let day = match day.parse::<u8>().ok()? {
        day @ 1..=7 => Weekday::try_from(day - 1).ok()?,
        _ => return None,
    };
    NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_look_back() {
        let today = parse_date("2026-11-23").expect("a Monday");
        for (text, expected) in [
            ("2026-11-03", Some("2026-11-03")),
            ("mon", Some("2026-11-23")),
            ("tue", Some("2026-11-17")),
            ("yesterday", Some("2026-11-22")),
            ("2w", Some("2026-11-09")),
            ("-1m", Some("2026-10-23")),
            ("soon", None),
        ] {
            assert_eq!(
                parse_past(text, today),
                expected.and_then(parse_date),
                "{text}"
            );
        }
    }

    #[test]
    fn words_are_days() {
        let today = parse_date("2026-11-23").expect("a Monday");
        let next = parse_date("2026-11-24");
        for (text, expected) in [
            ("2026-12-01", Some("2026-12-01")),
            ("today", Some("2026-11-23")),
            ("Tomorrow", Some("2026-11-24")),
            ("fri", Some("2026-11-27")),
            ("monday", Some("2026-11-30")),
            ("next fri", Some("2026-12-04")),
            ("next week", Some("2026-11-30")),
            ("next", Some("2026-11-24")),
            ("+3d", Some("2026-11-26")),
            ("+2w", Some("2026-12-07")),
            ("+1m", Some("2026-12-23")),
            ("in 2 weeks", Some("2026-12-07")),
            ("eow", Some("2026-11-27")),
            ("end of month", Some("2026-11-30")),
            ("2026-W48-2", Some("2026-11-24")),
            ("2026-02-30", None),
            ("fr", None),
            ("soon", None),
            ("+99999999999d", None),
            ("", None),
        ] {
            assert_eq!(
                parse_when(text, today, next),
                expected.and_then(parse_date),
                "{text}"
            );
        }
    }
}
