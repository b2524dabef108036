//! The days of the week and the months by their names: the one place that lists them.

use chrono::Weekday;

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

/// The months in English, German, French and Spanish, English first.
pub const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero"],
    &["february", "februar", "février", "febrero"],
    &["march", "märz", "mars", "marzo"],
    &["april", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juni", "juin", "junio"],
    &["july", "juli", "juillet", "julio"],
    &["august", "août", "agosto"],
    &["september", "septembre", "septiembre"],
    &["october", "oktober", "octobre", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "décembre", "diciembre"],
];

/// The name of `day` in English: `Monday`.
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

/// A day of the week in English, whole or by its first letters, three at least.
pub fn weekday(text: &str) -> Option<Weekday> {
    let text = text.to_lowercase();
    let mut names = WEEKDAYS.iter().map(|name| name.to_lowercase());
    let day = names.position(|name| text.len() >= 3 && name.starts_with(&text))?;
    Weekday::try_from(u8::try_from(day).ok()?).ok()
}

/// Whether `word`, in lower case, is a day of the week in English, whole or shortened as people do.
pub fn is_weekday(word: &str) -> bool {
    let is_usual = word.len() == 3 || word.ends_with("day");
    weekday(word).is_some() && (is_usual || ["tues", "thur", "thurs"].contains(&word))
}

/// Whether `word`, in lower case, is a month in English, whole or shortened as people do.
pub fn is_month(word: &str) -> bool {
    let is_name = |names: &&[&str]| {
        let name = names.first().copied().unwrap_or_default();
        word == name || word.len() == 3 && name.starts_with(word)
    };
    word == "sept" || MONTHS.iter().any(is_name)
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
