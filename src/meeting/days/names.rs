//! The days of the week and the months by their names, in all languages: the one place that knows them.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::Weekday;

use crate::meeting::Language;
use crate::text::fold_words;

/// The days of the week in English, Monday first.
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A month, from 1, or a day of the week, from 0, with the languages that call it so.
type Named = Vec<(Language, u32)>;

static MONTHS: LazyLock<HashMap<String, Named>> = LazyLock::new(|| by_name("months", 1));
static DAYS: LazyLock<HashMap<String, Named>> = LazyLock::new(|| by_name("weekdays", 0));

/// What the line `key` of each language names, by each form and each beginning of three letters or more, folded.
fn by_name(key: &str, first: u32) -> HashMap<String, Named> {
    let mut named: HashMap<String, Named> = HashMap::new();
    for language in Language::ALL {
        for (number, forms) in (first..).zip(language.listed(key)) {
            for form in forms.split(' ') {
                let form = fold_words(form);
                let ends = form.char_indices().map(|(at, c)| at + c.len_utf8());
                let is_long = |end: &usize| *end == form.len() || form[..*end].chars().count() >= 3;
                for end in ends.filter(is_long) {
                    let of_name = named.entry(form[..end].to_string()).or_default();
                    if !of_name.contains(&(language, number)) {
                        of_name.push((language, number));
                    }
                }
            }
        }
    }
    named
}

/// The one number that `word` names in `languages`; none where it names two.
fn only(
    named: &HashMap<String, Named>,
    word: &str,
    is_in: impl Fn(Language) -> bool,
) -> Option<u32> {
    let of_name = named.get(&fold_words(word))?;
    let mut fitting = of_name.iter().filter(|(language, _)| is_in(*language));
    let (_, number) = fitting.next()?;
    fitting.all(|(_, other)| other == number).then_some(*number)
}

/// The month, from 1, that `word` names in any language, or begins with three letters or more; none where that could be
/// two.
pub(super) fn month(word: &str) -> Option<u32> {
    only(&MONTHS, word, |_| true)
}

/// The same in one of `languages`.
pub(super) fn month_in(word: &str, languages: &[Language]) -> Option<u32> {
    only(&MONTHS, word, |language| languages.contains(&language))
}

fn day_of_week(number: u32) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(number).ok()?).ok()
}

/// The day of the week that `word` names in any language; none where it could be two.
pub(super) fn weekday_in_any(word: &str) -> Option<Weekday> {
    only(&DAYS, word, |_| true).and_then(day_of_week)
}

/// The name of `day` in English: `Monday`.
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

/// A day of the week in English, whole or by its first letters, three at least.
pub fn weekday(text: &str) -> Option<Weekday> {
    weekday_of(text, None)
}

/// A day of the week in `language` or in English, whole or by its first letters.
pub fn weekday_of(text: &str, language: Option<Language>) -> Option<Weekday> {
    let of = |language: Language| only(&DAYS, text, |other| other == language);
    let number = language.and_then(of).or_else(|| of(Language::English));
    number.and_then(day_of_week)
}

/// Whether `word`, in lower case, is a day of the week in English, whole or shortened as people do.
pub fn is_weekday(word: &str) -> bool {
    let is_usual = word.len() == 3 || word.ends_with("day");
    weekday(word).is_some() && (is_usual || ["tues", "thur", "thurs"].contains(&word))
}

/// Whether `word`, in lower case, is a month in English, whole or shortened as people do.
pub fn is_month(word: &str) -> bool {
    let english = Language::English.listed("months");
    let is_whole = english.contains(&word);
    let is_short = word.len() == 3 && month_in(word, &[Language::English]).is_some();
    is_whole || is_short || word == "sept"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_known_by_its_first_letters() {
        for (text, expected) in [
            ("mon", Some(Weekday::Mon)),
            ("Tues", Some(Weekday::Tue)),
            ("SUNDAY", Some(Weekday::Sun)),
            ("su", None),
            ("sundays", None),
            ("", None),
        ] {
            assert_eq!(weekday(text), expected, "{text}");
        }
        for number in 0..7 {
            let day = Weekday::try_from(number).expect("a day");
            assert_eq!(weekday(weekday_name(day)), Some(day));
        }
    }

    #[test]
    fn every_language_names_all_days_and_months() {
        for language in Language::ALL {
            for (key, count) in [("months", 12), ("weekdays", 7), ("counts", 6)] {
                let listed = language.listed(key);
                assert_eq!(listed.len(), count, "{} {key}", language.code());
            }
            for (number, names) in (1..).zip(language.listed("months")) {
                for name in names.split(' ').filter(|name| !name.ends_with('月')) {
                    assert_eq!(month(name), Some(number), "{name}");
                }
            }
            for (number, names) in (0..).zip(language.listed("weekdays")) {
                for name in names.split(' ') {
                    let day =
                        weekday_of(name, Some(language)).map(|day| day.num_days_from_monday());
                    assert_eq!(day, Some(number), "{} {name}", language.code());
                }
            }
        }
    }

    #[test]
    fn a_month_may_be_shortened_where_that_is_one() {
        for (word, expected) in [
            ("Sept", Some(9)),
            ("févr", Some(2)),
            ("Fe\u{301}vrier", Some(2)),
            ("juil", Some(7)),
            ("jui", None),
            ("listopada", Some(11)),
            ("paź", Some(10)),
            ("mrt", Some(3)),
            ("ma", None),
            ("marsh", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
    }

    #[test]
    fn words_of_the_calendar_are_whole_or_shortened_as_people_do() {
        for word in ["monday", "sun", "tues", "thurs"] {
            assert!(is_weekday(word) && !is_month(word), "{word}");
        }
        for word in ["january", "may", "dec", "sept"] {
            assert!(is_month(word) && !is_weekday(word), "{word}");
        }
        for word in ["mond", "su", "wednes", "octo", "januar", "mai", "day", ""] {
            assert!(!is_weekday(word) && !is_month(word), "{word}");
        }
    }
}
