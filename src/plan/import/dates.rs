//! Dates as people write them in headings and in names of files.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::meeting::MONTHS;

/// Which number comes first where a date is written in numbers only, with `/` or `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// The day: `17/11/2026`.
    DayFirst,
    /// The month: `11/17/2026`.
    MonthFirst,
}

/// A date that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundDate {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where the text goes on behind it.
    pub end: usize,
    /// What it says.
    pub meaning: DateMeaning,
    /// Its year has two digits only, so it may as well be something else.
    pub is_short: bool,
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateMeaning {
    /// A day that there is.
    Day(NaiveDate),
    /// One of two days, or a day in one of the two orders only.
    Either {
        /// With the day first.
        day_first: Option<NaiveDate>,
        /// With the month first.
        month_first: Option<NaiveDate>,
    },
    /// Written like a date, but there is no such day.
    NoDay,
}

impl DateMeaning {
    fn of(year: u32, month: u32, day: u32) -> DateMeaning {
        day_of(year, month, day).map_or(DateMeaning::NoDay, DateMeaning::Day)
    }

    /// The day in `order`.
    pub fn day(self, order: Option<DayOrder>) -> Option<NaiveDate> {
        match (self, order) {
            (DateMeaning::Day(day), _) => Some(day),
            (DateMeaning::NoDay, _) => None,
            (DateMeaning::Either { day_first, .. }, Some(DayOrder::DayFirst)) => day_first,
            (DateMeaning::Either { month_first, .. }, Some(DayOrder::MonthFirst)) => month_first,
            (
                DateMeaning::Either {
                    day_first,
                    month_first,
                },
                None,
            ) => match (day_first, month_first) {
                (Some(one), None) | (None, Some(one)) => Some(one),
                (one, other) if one == other => one,
                _ => None,
            },
        }
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        .filter(|date| (1900..2200).contains(&date.year()))
}

/// The month, from 1, that `word` names, or begins with three letters or more; none where that could be two.
fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let names_it = |names: &&[&str]| {
        let short = names.iter().any(|name| name.starts_with(&word));
        short || word == "sept" && names.contains(&"september")
    };
    let mut fitting = (1..)
        .zip(MONTHS.iter())
        .filter(|(_, names)| names_it(names));
    match (fitting.next(), fitting.next()) {
        (Some((month, _)), None) => Some(month),
        _ => None,
    }
}

/// The first date in `text`.
pub(super) fn find_date(text: &str) -> Option<FoundDate> {
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        if !begins {
            continue;
        }
        let scan = Scan {
            rest: &text[start..],
        };
        let found = scan
            .iso()
            .or_else(|| scan.day_first())
            .or_else(|| scan.month_first());
        let Some((meaning, rest)) = found else {
            continue;
        };
        // A time may follow: `2026-11-17T10:00`.
        let after = rest
            .strip_prefix('T')
            .filter(|rest| rest.starts_with(is_digit));
        if after.is_none() && rest.starts_with(char::is_alphanumeric) {
            continue;
        }
        let end = text.len() - rest.len();
        let year_ends = text[start..end].trim_end_matches(is_digit);
        return Some(FoundDate {
            start,
            end,
            meaning,
            is_short: scan.year().is_none() && end - start - year_ends.len() == 2,
        });
    }
    None
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// What is to be read; each step gives what it read and the rest.
#[derive(Clone, Copy)]
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// A number of `least` to `most` digits, and no more.
    fn number(self, least: usize, most: usize) -> Option<(u32, Scan<'a>)> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = (least..=most)
            .contains(&digits)
            .then(|| &self.rest[..digits])?;
        Some((number.parse().ok()?, self.after(digits)))
    }

    fn year(self) -> Option<(u32, Scan<'a>)> {
        self.number(4, 4)
    }

    fn after(self, bytes: usize) -> Scan<'a> {
        Scan {
            rest: &self.rest[bytes..],
        }
    }

    /// A year, with or without its century where that is left out with `/` and `.`.
    fn short_year(self) -> Option<(u32, Scan<'a>)> {
        let short = || self.number(2, 2).map(|(year, after)| (2000 + year, after));
        self.year().or_else(short)
    }

    /// Just `c`.
    fn exactly(self, c: char) -> Option<Scan<'a>> {
        self.rest.strip_prefix(c).map(|rest| Scan { rest })
    }

    /// What may stand between the parts of a date in words: blanks, at most one of `.,-`, and `of` or `de`.
    fn gap(self) -> Option<Scan<'a>> {
        let rest = self.rest.trim_start_matches([' ', '\u{a0}', '\t']);
        let rest = rest.strip_prefix([',', '.', '-']).unwrap_or(rest);
        let mut rest = rest.trim_start_matches([' ', '\u{a0}', '\t']);
        for word in ["of ", "de ", "del "] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        (rest.len() < self.rest.len()).then_some(Scan { rest })
    }

    /// Past `st`, `nd`, `rd`, `th`.
    fn past_ordinal(self) -> Scan<'a> {
        let ends = ["st", "nd", "rd", "th"];
        let end = ends.iter().find(|end| {
            self.rest
                .get(..2)
                .is_some_and(|two| two.eq_ignore_ascii_case(end))
        });
        end.map_or(self, |end| self.after(end.len()))
    }

    fn month_name(self) -> Option<(u32, Scan<'a>)> {
        let end = self.rest.find(|c: char| !c.is_alphabetic());
        let end = end.unwrap_or(self.rest.len());
        Some((month(&self.rest[..end])?, self.after(end)))
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

    /// `17 November 2026`, `17th of November, 2026`, `17. Nov. 2026`, `17.11.2026`, `17.11.26`; `17/11/2026` in either
    /// order.
    fn day_first(self) -> Option<(DateMeaning, &'a str)> {
        let (first, after) = self.number(1, 2)?;
        let by_name = || {
            let (month, after) = after.past_ordinal().gap()?.month_name()?;
            let (year, after) = after.exactly('.').unwrap_or(after).gap()?.year()?;
            Some((DateMeaning::of(year, month, first), after.rest))
        };
        let by_number = || {
            let between = after.rest.chars().next().filter(|c| "/-.".contains(*c))?;
            let (second, after) = after.exactly(between)?.number(1, 2)?;
            let after = after.exactly(between)?;
            let (year, after) = match between {
                '-' => after.year()?,
                _ => after.short_year()?,
            };
            let (day_first, month_first) =
                (day_of(year, second, first), day_of(year, first, second));
            let meaning = match (between, day_first, month_first) {
                // Nobody writes the month first with dots.
                ('.', day, _) => day.map_or(DateMeaning::NoDay, DateMeaning::Day),
                (_, None, None) => DateMeaning::NoDay,
                _ => DateMeaning::Either {
                    day_first,
                    month_first,
                },
            };
            Some((meaning, after.rest))
        };
        by_name().or_else(by_number)
    }

    /// `November 17, 2026`, `Nov. 17th 2026`.
    fn month_first(self) -> Option<(DateMeaning, &'a str)> {
        let (month, after) = self.month_name()?;
        let after = after.exactly('.').unwrap_or(after);
        let (day, after) = after.gap()?.number(1, 2)?;
        let (year, after) = after.past_ordinal().gap()?.year()?;
        Some((DateMeaning::of(year, month, day), after.rest))
    }
}

/// The order that dates written in numbers have in `texts`, each with the date in it: one that can be read in one order
/// only decides for all, and so does a day of the week beside one. `None` where nothing decides, or two contradict.
pub(super) fn order_in<'a>(
    texts: impl Iterator<Item = (&'a str, &'a FoundDate)>,
) -> Option<DayOrder> {
    let mut order = None;
    for (text, found) in texts {
        let DateMeaning::Either {
            day_first,
            month_first,
        } = found.meaning
        else {
            continue;
        };
        if day_first == month_first {
            continue;
        }
        let around = [&text[..found.start], &text[found.end..]].join(" ");
        let weekday = around
            .split(|c: char| !c.is_alphabetic())
            .find_map(|word| word.to_lowercase().parse::<Weekday>().ok());
        let fits = |date: Option<NaiveDate>| {
            date.filter(|date| weekday.is_none_or(|weekday| date.weekday() == weekday))
        };
        let one = match (fits(day_first), fits(month_first)) {
            (Some(_), None) => DayOrder::DayFirst,
            (None, Some(_)) => DayOrder::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != one) {
            return None;
        }
        order = Some(one);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = find_date(text);
        let said = found.map_or_else(String::new, |found| {
            let date = |date: Option<NaiveDate>| {
                date.map_or_else(|| "-".to_string(), |date| date.to_string())
            };
            match found.meaning {
                DateMeaning::Day(day) => day.to_string(),
                DateMeaning::NoDay => "no day".to_string(),
                DateMeaning::Either {
                    day_first,
                    month_first,
                } => format!("{} or {}", date(day_first), date(month_first)),
            }
        });
        assert_eq!(said, expected, "{text}");
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
    fn the_rest_decides_the_order() {
        let order = |texts: &[&str]| {
            let found: Vec<FoundDate> = texts.iter().filter_map(|text| find_date(text)).collect();
            order_in(texts.iter().copied().zip(&found))
        };
        assert_eq!(order(&["03/04/2026"]), None);
        assert_eq!(
            order(&["03/04/2026", "17/04/2026"]),
            Some(DayOrder::DayFirst)
        );
        assert_eq!(
            order(&["03/04/2026", "04/17/2026"]),
            Some(DayOrder::MonthFirst)
        );
        assert_eq!(order(&["17/04/2026", "04/17/2026"]), None);
        assert_eq!(order(&["Friday 03/04/2026"]), Some(DayOrder::DayFirst));
        assert_eq!(order(&["Wed 03/04/2026"]), Some(DayOrder::MonthFirst));
        assert_eq!(order(&["05/05/2026", "2026-05-06"]), None);
    }
}
