//! Dates as they are written and said.

use chrono::{Datelike, NaiveDate};

use super::language::Language;

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

/// `Dienstag, 24. November 2026`: the day as it is written in a notebook of `language`, which is English where it says none.
pub fn written_date(date: NaiveDate, language: Option<Language>) -> String {
    in_form("date-with-year", date, language)
}

/// The same without the year where it is that of `on`.
pub fn written_day(date: NaiveDate, on: NaiveDate, language: Option<Language>) -> String {
    match date.year() == on.year() {
        true => in_form("date-in-year", date, language),
        false => written_date(date, language),
    }
}

fn in_form(form: &str, date: NaiveDate, language: Option<Language>) -> String {
    let language = language.unwrap_or(Language::English);
    let named = |key: &str, at: u32| {
        let names = language.listed(key);
        names.get(at as usize).copied().unwrap_or_default()
    };
    let first = language.listed("date-first").first().copied();
    let day = match first.filter(|_| date.day() == 1) {
        Some(first) => first.to_string(),
        None => date.day().to_string(),
    };
    let weekday = date.weekday().num_days_from_monday();
    language
        .phrase(form)
        .replace("{weekday}", named("date-weekdays", weekday))
        .replace("{month}", named("date-months", date.month0()))
        .replace("{day}", &day)
        .replace("{year}", &date.year().to_string())
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
    fn dates_are_written_as_the_language_does() {
        let date = parse_date("2026-12-01").expect("a date");
        for (language, expected) in [
            (Language::English, "Tuesday 1 December 2026"),
            (Language::German, "Dienstag, 1. Dezember 2026"),
            (Language::French, "mardi 1er décembre 2026"),
            (Language::Spanish, "martes 1 de diciembre de 2026"),
            (Language::Portuguese, "terça-feira, 1 de dezembro de 2026"),
            (Language::Italian, "martedì 1 dicembre 2026"),
            (Language::Dutch, "dinsdag 1 december 2026"),
            (Language::Polish, "wtorek, 1 grudnia 2026"),
            (Language::Japanese, "2026年12月1日（火）"),
            (Language::Chinese, "2026年12月1日 星期二"),
        ] {
            assert_eq!(written_date(date, Some(language)), expected);
        }
        assert_eq!(written_date(date, None), long_date(date));
        let day =
            |on: &str| written_day(date, parse_date(on).expect("a date"), Some(Language::Dutch));
        assert_eq!(day("2026-11-24"), "dinsdag 1 december");
        assert_eq!(day("2025-11-24"), "dinsdag 1 december 2026");
        for language in Language::ALL {
            assert_eq!(language.listed("date-months").len(), 12);
            assert_eq!(language.listed("date-weekdays").len(), 7);
        }
    }

    #[test]
    fn dates_in_words() {
        let date = parse_date("2026-11-04").expect("a date");
        assert_eq!(long_date(date), "Wednesday 4 November 2026");
        assert_eq!(weekday_date(date), "Wed 2026-11-04");
    }
}
