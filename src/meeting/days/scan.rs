//! Finding a date in a text.

use unicode_normalization::char::is_combining_mark;

use super::found::{DateMeaning, FoundDate, MonthDay, day_of};
use super::names::{month, month_in, weekday_in_any};
use crate::meeting::Language;

/// Which dates are found.
#[derive(Clone, Copy, Debug, Default)]
pub struct DayFinder {
    /// Also those without a year.
    pub yearless: bool,
    /// Among the words of a sentence, where `set 3 goals` and `these 2 may do` are none: short names of months count in
    /// this language and in English, and words that mean something else only with a capital.
    pub prose: Option<Language>,
}

/// The first date in `text` that has its year, in any of our languages: `2026-11-17`, `17. November 2026`,
/// `11/17/2026`, `1er décembre 2026`, `2026年11月17日`.
pub fn find_date(text: &str) -> Option<FoundDate> {
    DayFinder::default().find(text)
}

impl DayFinder {
    /// The first date in `text`.
    pub fn find(self, text: &str) -> Option<FoundDate> {
        // Each has a number.
        if !text.contains(is_digit) {
            return None;
        }
        let mut before = ' ';
        for (start, c) in text.char_indices() {
            let begins = match before.is_alphanumeric() {
                true => is_digit(c) && is_wide(before) && !is_digit(before),
                false => c.is_alphanumeric(),
            };
            before = c;
            if !begins {
                continue;
            }
            if let Some(found) = self.at(text, start) {
                return Some(found);
            }
        }
        None
    }

    fn at(self, text: &str, start: usize) -> Option<FoundDate> {
        let scan = Scan {
            rest: &text[start..],
            finder: self,
        };
        let read = scan
            .iso()
            .or_else(|| scan.with_signs())
            .or_else(|| scan.day_first())
            .or_else(|| scan.month_first());
        let (meaning, rest) = read?;
        // A time may follow: `2026-11-17T10:00`.
        let is_time = rest
            .strip_prefix('T')
            .is_some_and(|rest| rest.starts_with(is_digit));
        let goes_on = |c: char| c.is_alphanumeric() && (!is_wide(c) || is_digit(c));
        if !is_time && rest.starts_with(goes_on) {
            return None;
        }
        let end = text.len() - rest.len();
        if meaning.is_yearless() && !self.yearless {
            return None;
        }
        let goes_on_before = || {
            let before = text[..start].strip_suffix(['/', '.', '-']);
            before.is_some_and(|before| before.ends_with(is_digit))
        };
        // `1/2/3` has none in its middle.
        if meaning.is_yearless() && goes_on_before() {
            return None;
        }
        let last_number = text[..end].trim_end_matches(is_digit).len();
        let in_numbers = !text[start..end].contains(char::is_alphabetic);
        let is_short = match meaning.is_yearless() {
            true => in_numbers,
            false => scan.year().is_none() && text[last_number..end].chars().count() == 2,
        };
        Some(FoundDate {
            start,
            end,
            meaning,
            is_short,
            weekday: weekday_beside(&text[..start], &text[end..]),
        })
    }
}

/// The day of the week whose name ends `before` or begins `after`, with nothing but signs between it and the date.
fn weekday_beside(before: &str, after: &str) -> Option<chrono::Weekday> {
    let is_letter = |c: char| c.is_alphabetic() || is_combining_mark(c) || c == '-';
    let between = |c: char| c.is_whitespace() || ",.;:()（）[]·".contains(c);
    let before = before.trim_end_matches(between);
    let before = before
        .strip_suffix(" the")
        .or_else(|| before.strip_suffix(" den"))
        .or_else(|| before.strip_suffix(" le"))
        .unwrap_or(before);
    let before = before.trim_end_matches(between);
    let last = &before[before.trim_end_matches(is_letter).len()..];
    let after = after.trim_start_matches(between);
    let first = &after[..after.find(|c| !is_letter(c)).unwrap_or(after.len())];
    weekday_in_any(last.trim_matches('-')).or_else(|| weekday_in_any(first.trim_matches('-')))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        c => c.to_digit(10),
    }
}

/// Whether words touch in its script: a date may stand right beside it.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// What is to be read; each step gives what it read and the rest.
#[derive(Clone, Copy)]
struct Scan<'a> {
    rest: &'a str,
    finder: DayFinder,
}

impl<'a> Scan<'a> {
    fn at(self, rest: &'a str) -> Scan<'a> {
        Scan { rest, ..self }
    }

    /// A number of `least` to `most` digits, and no more.
    fn number(self, least: usize, most: usize) -> Option<(u32, Scan<'a>)> {
        let end = self.rest.find(|c| !is_digit(c)).unwrap_or(self.rest.len());
        let digits = &self.rest[..end];
        if !(least..=most).contains(&digits.chars().count()) {
            return None;
        }
        let number = digits
            .chars()
            .filter_map(digit)
            .fold(0, |sum, digit| 10 * sum + digit);
        Some((number, self.at(&self.rest[end..])))
    }

    fn year(self) -> Option<(u32, Scan<'a>)> {
        self.number(4, 4)
    }

    /// A year, with or without its century where that is left out with `/` and `.`.
    fn short_year(self) -> Option<(u32, Scan<'a>)> {
        let short = || self.number(2, 2).map(|(year, after)| (2000 + year, after));
        self.year().or_else(short)
    }

    /// A year behind the name of a month: without its century with an apostrophe, or where the rest has `-`.
    fn year_after_name(self) -> Option<(u32, Scan<'a>)> {
        let year = |scan: Scan<'a>| match scan.rest.strip_prefix(['\'', '’']) {
            Some(rest) => scan
                .at(rest)
                .number(2, 2)
                .map(|(year, after)| (2000 + year, after)),
            None => scan.year(),
        };
        let joined = self.exactly('-').and_then(Scan::short_year);
        joined.or_else(|| year(self.gap()?))
    }

    /// Just `c`.
    fn exactly(self, c: char) -> Option<Scan<'a>> {
        self.rest.strip_prefix(c).map(|rest| self.at(rest))
    }

    /// What may stand between the parts of a date in words: blanks, at most one of `.,-`, and `of` or `de`.
    fn gap(self) -> Option<Scan<'a>> {
        let blank = [' ', '\u{a0}', '\u{202f}', '\t'];
        // `17-Nov`, but not the two of `Session 4 - Nov 17`.
        let joined = self
            .rest
            .strip_prefix('-')
            .filter(|rest| !rest.starts_with(blank));
        let rest = joined.unwrap_or(self.rest).trim_start_matches(blank);
        let rest = rest.strip_prefix([',', '.']).unwrap_or(rest);
        let mut rest = rest.trim_start_matches(blank);
        for word in ["of ", "de ", "del ", "d'", "d’", "di "] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        (rest.len() < self.rest.len()).then_some(self.at(rest))
    }

    /// Past `st`, `nd`, `rd`, `th`, `er`, `re`, `e` and the signs of an ordinal number.
    fn past_ordinal(self) -> Scan<'a> {
        let signs = self.rest.strip_prefix(['º', 'ª', '°']);
        let end = ["st", "nd", "rd", "th", "er", "re", "e"]
            .iter()
            .find_map(|end| {
                let (start, rest) = self.rest.split_at_checked(end.len())?;
                let is_end =
                    start.eq_ignore_ascii_case(end) && !rest.starts_with(char::is_alphabetic);
                is_end.then_some(rest)
            });
        signs.or(end).map_or(self, |rest| self.at(rest))
    }

    fn month_name(self) -> Option<(u32, Scan<'a>)> {
        let is_letter = |c: char| c.is_alphabetic() && !is_wide(c) || is_combining_mark(c);
        let end = self.rest.find(|c| !is_letter(c)).unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        Some((month(word)?, self.at(&self.rest[end..])))
    }

    /// The same where no year tells that it is one.
    fn month_name_alone(self) -> Option<(u32, Scan<'a>)> {
        let (number, after) = self.month_name()?;
        let word = &self.rest[..self.rest.len() - after.rest.len()];
        let Some(language) = self.finder.prose else {
            return Some((number, after));
        };
        let is_short = word.chars().count() <= 4;
        let speaks = language != Language::English && month_in(word, &[language]).is_some();
        let in_english = month_in(word, &[Language::English]).is_some();
        let is_word = is_short || word.eq_ignore_ascii_case("march");
        let has_capital = word.starts_with(char::is_uppercase);
        (!is_word || speaks || in_english && has_capital).then_some((number, after))
    }

    /// `2026-11-17`, `2026/11/17`, `2026.11.17`, `20261117`.
    fn iso(self) -> Option<(DateMeaning, &'a str)> {
        if let Some((number, after)) = self.number(8, 8) {
            let meaning = DateMeaning::of(number / 10_000, number / 100 % 100, number % 100);
            // Eight digits alone may be anything.
            return matches!(meaning, DateMeaning::Day(_)).then_some((meaning, after.rest));
        }
        let (year, after) = self.year()?;
        let between = after.rest.chars().next().filter(|c| "-/._".contains(*c))?;
        let (month, after) = after.exactly(between)?.number(1, 2)?;
        let (day, after) = after.exactly(between)?.number(1, 2)?;
        Some((DateMeaning::of(year, month, day), after.rest))
    }

    /// `2026年11月17日`, `11月17日`, `11月17号`; blanks may stand between.
    fn with_signs(self) -> Option<(DateMeaning, &'a str)> {
        let sign = |scan: Scan<'a>, signs: &[char]| {
            let rest = scan
                .rest
                .trim_start_matches([' ', '\u{3000}'])
                .strip_prefix(signs)?;
            Some(scan.at(rest.trim_start_matches([' ', '\u{3000}'])))
        };
        let with_year = || {
            let (year, after) = self.year()?;
            Some((year, sign(after, &['年', '년'])?))
        };
        let year = with_year();
        let (month, after) = year.map_or(self, |(_, after)| after).number(1, 2)?;
        let (day, after) = sign(after, &['月', '월'])?.number(1, 2)?;
        let end = after
            .rest
            .trim_start_matches(' ')
            .strip_prefix(['日', '号', '號', '일'])?;
        let meaning = match year {
            Some((year, _)) => DateMeaning::of(year, month, day),
            None => DateMeaning::yearless(month, day),
        };
        Some((meaning, end))
    }

    /// `17 November 2026`, `17th of November, 2026`, `17. Nov. 2026`, `17.11.2026`, `17.11.26`; `17/11/2026` in either
    /// order; without a year `17. November`, `17.11.` and `17/11`.
    fn day_first(self) -> Option<(DateMeaning, &'a str)> {
        let (first, after) = self.number(1, 2)?;
        let by_name = || {
            let named = after.past_ordinal().gap()?;
            let (month, after) = named.month_name()?;
            let dotted = after.exactly('.').unwrap_or(after);
            if let Some((year, after)) = dotted.year_after_name() {
                return Some((DateMeaning::of(year, month, first), after.rest));
            }
            let (month, after) = named.month_name_alone()?;
            Some((DateMeaning::yearless(month, first), after.rest))
        };
        let by_number = || {
            let between = after.rest.chars().next().filter(|c| "/-.".contains(*c))?;
            let (second, after) = after.exactly(between)?.number(1, 2)?;
            let with_year = after.exactly(between).and_then(|after| match between {
                '-' => after.year(),
                _ => after.short_year(),
            });
            let Some((year, after)) = with_year else {
                return yearless_in_numbers(first, second, between, after.rest);
            };
            let days = (day_of(year, second, first), day_of(year, first, second));
            let meaning = match (between, days) {
                // Nobody writes the month first with dots.
                ('.', (day, _)) => day.map_or(DateMeaning::NoDay, DateMeaning::Day),
                (_, (None, None)) => DateMeaning::NoDay,
                (_, (day_first, month_first)) => DateMeaning::Either {
                    day_first,
                    month_first,
                },
            };
            Some((meaning, after.rest))
        };
        by_name().or_else(by_number)
    }

    /// `November 17, 2026`, `Nov. 17th 2026`, `Nov 17`.
    fn month_first(self) -> Option<(DateMeaning, &'a str)> {
        let (month, named) = self.month_name()?;
        let dotted = named.exactly('.').unwrap_or(named);
        let (day, after) = dotted.gap()?.number(1, 2)?;
        let after = after.past_ordinal();
        if let Some((year, after)) = after.year_after_name() {
            return Some((DateMeaning::of(year, month, day), after.rest));
        }
        let (month, _) = self.month_name_alone()?;
        // `Nov 17:00` is a time.
        let is_time = after.rest.starts_with(':') && after.rest[1..].starts_with(is_digit);
        (!is_time).then_some((DateMeaning::yearless(month, day), after.rest))
    }
}

/// `17/11` in either order, `17.11.` with the day first.
fn yearless_in_numbers(
    first: u32,
    second: u32,
    between: char,
    rest: &str,
) -> Option<(DateMeaning, &str)> {
    let goes_on = |rest: &str| rest.starts_with(['/', '.', '-']) && rest[1..].starts_with(is_digit);
    let days = (MonthDay::new(second, first), MonthDay::new(first, second));
    let meaning = match (between, days) {
        ('.', (Some(day), _)) => {
            let rest = rest.strip_prefix('.')?;
            return (!rest.starts_with(is_digit)).then_some((DateMeaning::Yearless(day), rest));
        }
        ('/', (None, None)) | ('.' | '-', _) => return None,
        (_, (day_first, month_first)) => DateMeaning::YearlessEither {
            day_first,
            month_first,
        },
    };
    (!goes_on(rest)).then_some((meaning, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn told(found: Option<FoundDate>) -> String {
        let Some(found) = found else {
            return String::new();
        };
        let date = |date: Option<NaiveDate>| date.map_or("-".to_string(), |date| date.to_string());
        let any = |day: Option<MonthDay>| {
            let day = day.and_then(|day| day.in_year(2000));
            day.map_or("-".to_string(), |day| day.format("%m-%d").to_string())
        };
        match found.meaning {
            DateMeaning::Day(day) => day.to_string(),
            DateMeaning::NoDay => "no day".to_string(),
            DateMeaning::Either {
                day_first,
                month_first,
            } => format!("{} or {}", date(day_first), date(month_first)),
            DateMeaning::Yearless(day) => any(Some(day)),
            DateMeaning::YearlessEither {
                day_first,
                month_first,
            } => format!("{} or {}", any(day_first), any(month_first)),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(told(find_date(text)), expected, "{text}");
    }

    #[track_caller]
    fn yearless(text: &str, expected: &str) {
        let finder = DayFinder {
            yearless: true,
            prose: None,
        };
        assert_eq!(told(finder.find(text)), expected, "{text}");
    }

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "2026-11-17",
            "[[2026-11-17]]",
            "1:1, 2026/11/17: planning",
            "2026-11-17 10:00",
            "2026-11-17T10:00",
            "Alex_2026_11_17",
            "20261117 Alex",
            "17 November 2026",
            "Tuesday, 17th of November 2026",
            "17. November 2026",
            "17 Nov 2026",
            "17-Nov-2026",
            "17. Nov. 2026",
            "17 novembre 2026",
            "17 de noviembre de 2026",
            "November 17, 2026",
            "Nov 17, 2026",
            "Nov. 17th 2026",
            "17.11.2026",
            "Dana & Alex 17.11.2026!",
            "17.11.26",
        ] {
            check(text, "2026-11-17");
        }
        check("3. März 2026", "2026-03-03");
        check("5 Sept 2026", "2026-09-05");
        check("17/11/2026", "2026-11-17 or -");
        check("11/17/2026", "- or 2026-11-17");
        check("03/04/2026", "2026-04-03 or 2026-03-04");
        check("2026-02-30", "no day");
        check("31.2.2026", "no day");
        check("11/17/26", "- or 2026-11-17");
        check("2026-11-17Tx", "");
        check("Version 1.2.3", "");
        check("17-11-26", "");
        check("November 2026", "");
        check("Q3 2026", "");
        check("12026-11-17", "");
        check("2026-11-170", "");
        check("", "");
    }

    #[test]
    fn dates_in_every_language() {
        for text in [
            "mardi 17 novembre 2026",
            "le 17 nov. 2026",
            "Dienstag, den 17. November 2026",
            "martes, 17 de noviembre de 2026",
            "17 nov 2026",
            "terça-feira, 17 de novembro de 2026",
            "martedì 17 novembre 2026",
            "dinsdag 17 november 2026",
            "wtorek, 17 listopada 2026 r.",
            "17 lis 2026",
            "2026年11月17日",
            "2026年11月17日(火)",
            "2026 年 11 月 17 日",
            "会议2026年11月17日",
            "２０２６年１１月１７日",
            "2026年11月17号 星期二",
            "17-Nov-26",
            "17 Nov '26",
            "Nov 17 ’26",
            "17º de noviembre de 2026",
        ] {
            check(text, "2026-11-17");
        }
        for text in [
            "1er décembre 2026",
            "1º de diciembre de 2026",
            "1. Dezember 2026",
            "1 grudnia 2026",
            "1° dicembre 2026",
        ] {
            check(text, "2026-12-01");
        }
    }

    #[test]
    fn dates_without_a_year() {
        for text in [
            "17 November",
            "Tue, 17 Nov",
            "Nov 17",
            "Nov. 17th",
            "17. November",
            "Dienstag, 17.11.",
            "17 de noviembre",
            "le 17 novembre",
            "17 listopada",
            "11月17日",
            "11月17日（周二）",
        ] {
            yearless(text, "11-17");
            check(text, "");
        }
        yearless("17/11", "11-17 or -");
        yearless("Session 3 - 12/04", "04-12 or 12-04");
        yearless("due 11/30)", "- or 11-30");
        yearless("Check-in 4 - Dec 23", "12-23");
        yearless("Session 12 – 3 Nov", "11-03");
        for none in [
            "17.11",
            "17-11",
            "1/2/3",
            "45/46",
            "v1.2.",
            "Nov 17:30",
            "2026",
            "Q3",
            "1.2.3",
        ] {
            yearless(none, "");
        }
        yearless("31.2.", "");
        // 29 February is a day of some year.
        yearless("29 Feb", "02-29");
        yearless("30 Feb", "no day");
    }

    #[test]
    fn in_a_sentence_words_are_words() {
        let in_prose = |text: &str, language| {
            let prose = Some(language);
            told(
                DayFinder {
                    yearless: true,
                    prose,
                }
                .find(text),
            )
        };
        use Language::{English, French, Spanish};
        for none in [
            "set 3 goals",
            "these 2 may be late",
            "call out 5 people",
            "march 3 times",
            "ago 5",
        ] {
            assert_eq!(in_prose(none, English), "", "{none}");
        }
        assert_eq!(in_prose("until May 5", English), "05-05");
        assert_eq!(in_prose("until 4 december", English), "12-04");
        assert_eq!(in_prose("by Dec 4", English), "12-04");
        assert_eq!(in_prose("le 3 mai", French), "05-03");
        assert_eq!(in_prose("para el 3 ago", Spanish), "08-03");
    }

    #[test]
    fn the_day_of_the_week_stands_beside() {
        for (text, expected) in [
            ("Tuesday, 17 November 2026", Some(chrono::Weekday::Tue)),
            ("17.11.2026 (Di)", Some(chrono::Weekday::Tue)),
            ("2026年11月17日(火)", Some(chrono::Weekday::Tue)),
            ("mardi le 17 novembre 2026", Some(chrono::Weekday::Tue)),
            ("Meeting 17 November 2026 notes", None),
        ] {
            assert_eq!(
                find_date(text).and_then(|found| found.weekday),
                expected,
                "{text}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn every_day_is_read_back_in_every_language(days in 0_u64..40_000, which in 0_usize..10) {
            let date = NaiveDate::from_ymd_opt(1950, 1, 1)
                .and_then(|first| first.checked_add_days(chrono::Days::new(days)))
                .expect("a date");
            let text = crate::meeting::written_date(date, Some(Language::ALL[which]));
            let found = find_date(&text).expect("a date");
            proptest::prop_assert_eq!(found.meaning, DateMeaning::Day(date), "{}", text);
            proptest::prop_assert_eq!(found.weekday, Some(chrono::Datelike::weekday(&date)), "{}", text);
        }

        #[test]
        fn any_text_is_looked_through(text in "\\PC{0,40}") {
            let finder = DayFinder { yearless: true, prose: None };
            if let Some(found) = finder.find(&text) {
                proptest::prop_assert!(text.get(found.start..found.end).is_some());
            }
        }
    }
}
