//! Days in words, as one types them: `fri`, `4 Dec`, `end of the month`.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::found::{DateMeaning, DayOrder, MonthDay};
use super::names::weekday_of;
use super::scan::DayFinder;
use crate::meeting::Language;
use crate::meeting::cadence::on_or_after;
use crate::meeting::date::parse_date;
use crate::text::fold_words;

/// From where a day in words is seen.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Today.
    pub today: NaiveDate,
    /// What `next` means: the day of the next meeting.
    pub next_meeting: Option<NaiveDate>,
    /// The language of the notebook, beside English.
    pub language: Option<Language>,
    /// Which number of `12/04` is the day. Without it the notebook's language says so, where it has one order.
    pub order: Option<DayOrder>,
}

impl Seen {
    /// From `today` alone, in English.
    pub fn on(today: NaiveDate) -> Seen {
        Seen {
            today,
            next_meeting: None,
            language: None,
            order: None,
        }
    }

    /// The order of dates in numbers: as the notebook says, or as its language has it; English has two.
    pub fn order(self) -> Option<DayOrder> {
        let of_language = |language| match language {
            Language::English => None,
            Language::Japanese | Language::Chinese => Some(DayOrder::MonthFirst),
            _ => Some(DayOrder::DayFirst),
        };
        self.order.or_else(|| self.language.and_then(of_language))
    }
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadDay {
    /// Nothing that is known.
    Unknown,
    /// One of two days, by which number is the month.
    Either {
        /// With the day first.
        day_first: NaiveDate,
        /// With the month first.
        month_first: NaiveDate,
    },
    /// This day, which is another day of the week than the text says.
    OtherWeekday(NaiveDate),
}

/// Where one looks for a day of which the year or the week is left open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Ahead,
    Back,
}

/// The day that `text` means, seen from today and looking ahead.
///
/// Understood are `2026-12-01`, `today`, `tomorrow`, `fri`, `this fri`, `next fri`, `next week`, `+3d`, `2w`, `in two
/// weeks`, `end of week`, `end of the month`, `end of quarter`, `2026-W48-2`, `4 Dec`, `Dec 4 2026`, `4.12.`, `23` for
/// the next 23rd, and `next` for the next meeting; the words in English and in the notebook's language.
///
/// # Errors
/// When it is none of these, or one of two days.
pub fn day_ahead(text: &str, seen: Seen) -> Result<NaiveDate, UnreadDay> {
    WordReader::new(text, seen, Look::Ahead).read()
}

/// The day that `text` means, seen from today and looking back: `2026-11-03`, `yesterday`, `mon` for the last Monday,
/// `2w` or `2 weeks ago`, `last week`, `last month`, `4 Nov` for the last one.
///
/// # Errors
/// When it is none of these, or one of two days.
pub fn day_back(text: &str, seen: Seen) -> Result<NaiveDate, UnreadDay> {
    WordReader::new(text, seen, Look::Back).read()
}

struct WordReader<'a> {
    text: &'a str,
    /// Its words, folded.
    words: String,
    seen: Seen,
    look: Look,
}

impl<'a> WordReader<'a> {
    fn new(text: &'a str, seen: Seen, look: Look) -> Self {
        WordReader {
            text: text.trim(),
            words: fold_words(text),
            seen,
            look,
        }
    }

    fn read(&self) -> Result<NaiveDate, UnreadDay> {
        let exact = parse_date(self.text).or_else(|| iso_week(self.text));
        let signed = || self.signed();
        let said = || {
            let mut languages = self.languages();
            languages.find_map(|language| self.in_language(language))
        };
        if let Some(day) = exact.or_else(signed).or_else(said) {
            return Ok(day);
        }
        self.written()
    }

    /// The languages whose words count.
    fn languages(&self) -> impl Iterator<Item = Language> {
        let own = self.seen.language;
        let own = own.filter(|language| *language != Language::English);
        std::iter::once(Language::English).chain(own)
    }

    /// `+3d` ahead, `-2w` and `2w` back.
    fn signed(&self) -> Option<NaiveDate> {
        let rest = match self.look {
            Look::Ahead => self.text.strip_prefix('+'),
            Look::Back => self.text.strip_prefix('-'),
        };
        let rest = rest?.trim_start().to_lowercase();
        self.offset(&rest, Language::English)
    }

    /// What the words mean in `language`.
    fn in_language(&self, language: Language) -> Option<NaiveDate> {
        let says = |key: &str| {
            let mut forms = language.listed(key).into_iter();
            forms.any(|form| fold_words(form) == self.words)
        };
        let today = self.seen.today;
        let either = [
            ("today", Some(today)),
            (
                "tomorrow",
                today.succ_opt().filter(|_| self.look == Look::Ahead),
            ),
            (
                "yesterday",
                today.pred_opt().filter(|_| self.look == Look::Back),
            ),
        ];
        if let Some((_, day)) = either
            .into_iter()
            .find(|(key, day)| day.is_some() && says(key))
        {
            return day;
        }
        match self.look {
            Look::Ahead => self.ahead(&says),
            Look::Back => self.back(&says),
        }
        .or_else(|| self.day_of_week(language))
        .or_else(|| self.count(language))
    }

    fn ahead(&self, says: &dyn Fn(&str) -> bool) -> Option<NaiveDate> {
        let today = self.seen.today;
        let days = |count| today.checked_add_days(Days::new(count));
        if says("next-meeting") {
            self.seen.next_meeting
        } else if says("overmorrow") {
            days(2)
        } else if says("next-week") {
            days(7)
        } else if says("next-month") {
            today.checked_add_months(Months::new(1))
        } else if says("end-of-week") {
            on_or_after(today, Weekday::Fri)
        } else if says("end-of-month") {
            end_of_months(today, 0)
        } else if says("end-of-quarter") {
            end_of_months(today, 2 - today.month0() % 3)
        } else {
            None
        }
    }

    fn back(&self, says: &dyn Fn(&str) -> bool) -> Option<NaiveDate> {
        let today = self.seen.today;
        if says("last-week") {
            today.checked_sub_days(Days::new(7))
        } else if says("last-month") {
            today.checked_sub_months(Months::new(1))
        } else {
            None
        }
    }

    /// `fri`, `this fri`, `next fri`, `vendredi prochain`.
    fn day_of_week(&self, language: Language) -> Option<NaiveDate> {
        let today = self.seen.today;
        let named = |word: &str| weekday_of(word, Some(language));
        if let Some(day) = named(&self.words) {
            return match self.look {
                Look::Ahead => on_or_after(today.succ_opt()?, day),
                Look::Back => on_or_before(today, day),
            };
        }
        if self.look == Look::Back {
            return None;
        }
        if let Some(day) = strip_any(&self.words, language, "this-day").and_then(named) {
            return on_or_after(today, day);
        }
        let day = strip_any(&self.words, language, "next-day").and_then(named)?;
        // The day of next week, from Monday to Sunday.
        let monday = today.week(Weekday::Mon).checked_first_day()?;
        on_or_after(monday.checked_add_days(Days::new(7))?, day)
    }

    /// `2w`, `2 weeks`, `in two weeks`, `two weeks ago`.
    fn count(&self, language: Language) -> Option<NaiveDate> {
        let words = match self.look {
            Look::Ahead => strip_any(&self.words, language, "in-days"),
            Look::Back => strip_any(&self.words, language, "ago"),
        };
        self.offset(words.unwrap_or(&self.words), language)
    }

    /// So many days, weeks or months ahead or back.
    fn offset(&self, words: &str, language: Language) -> Option<NaiveDate> {
        let digits = words.chars().take_while(char::is_ascii_digit).count();
        let (count, unit) = match digits {
            0 => count_in_words(words, language)?,
            _ => (words[..digits].parse().ok()?, words[digits..].trim_start()),
        };
        if count > 10_000 {
            return None;
        }
        let is = |key: &str| {
            let mut forms = language.listed(key).into_iter();
            forms.any(|form| fold_words(form) == unit)
        };
        let today = self.seen.today;
        let days = if is("days") {
            u64::from(count)
        } else if is("weeks") {
            7 * u64::from(count)
        } else if is("months-unit") {
            let months = Months::new(count);
            return match self.look {
                Look::Ahead => today.checked_add_months(months),
                Look::Back => today.checked_sub_months(months),
            };
        } else {
            return None;
        };
        match self.look {
            Look::Ahead => today.checked_add_days(Days::new(days)),
            Look::Back => today.checked_sub_days(Days::new(days)),
        }
    }

    /// A date as people write it, alone or with a day of the week and words such as `by` before it.
    fn written(&self) -> Result<NaiveDate, UnreadDay> {
        if let Some(day) = self.bare_number() {
            return Ok(day);
        }
        let finder = DayFinder {
            yearless: true,
            prose: None,
        };
        let found = finder.find(self.text).ok_or(UnreadDay::Unknown)?;
        let around = [&self.text[..found.start], &self.text[found.end..]];
        if !around.into_iter().all(|part| self.says_nothing(part)) {
            return Err(UnreadDay::Unknown);
        }
        let of_year = |day: MonthDay| match self.look {
            Look::Ahead => day.on_or_after(self.seen.today),
            Look::Back => day.on_or_before(self.seen.today),
        };
        let of_two = match found.meaning {
            DateMeaning::Either {
                day_first,
                month_first,
            } => (day_first, month_first),
            DateMeaning::YearlessEither {
                day_first,
                month_first,
            } => (day_first.and_then(of_year), month_first.and_then(of_year)),
            _ => (None, None),
        };
        let order = self.seen.order();
        let yearless = || found.meaning.month_day(order).and_then(of_year);
        let day = match (found.meaning.day(order).or_else(yearless), of_two) {
            (Some(day), _) => day,
            (None, (Some(day_first), Some(month_first))) => {
                return Err(UnreadDay::Either {
                    day_first,
                    month_first,
                });
            }
            _ => return Err(UnreadDay::Unknown),
        };
        match found.weekday.filter(|weekday| *weekday != day.weekday()) {
            Some(_) => Err(UnreadDay::OtherWeekday(day)),
            None => Ok(day),
        }
    }

    /// Whether `part`, beside a date, says no more than on which day of the week it is, or `by`.
    fn says_nothing(&self, part: &str) -> bool {
        let words = fold_words(part);
        let is_small = |word: &str| {
            self.languages().any(|language| {
                let mut forms = language.listed("this-day").into_iter();
                weekday_of(word, Some(language)).is_some()
                    || forms.any(|form| fold_words(form).split(' ').any(|part| part == word))
            })
        };
        words.is_empty() || words.split(' ').all(is_small)
    }

    /// `23`, `the 23rd`, `den 23.`: the next such day of a month, or the last one.
    fn bare_number(&self) -> Option<NaiveDate> {
        let words = self.words.as_str();
        let bare = |language| strip_any(words, language, "this-day");
        let words = self.languages().find_map(bare).unwrap_or(words);
        let digits = words.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_ordinal = ["", "st", "nd", "rd", "th", "er", "e", "日", "号"];
        if !is_ordinal.contains(&&words[digits.len()..]) || digits.len() > 2 {
            return None;
        }
        let day: u32 = digits.parse().ok()?;
        let today = self.seen.today;
        let first = today.with_day(1)?;
        // Of three months in a row one at least has 31 days.
        let mut months = (0..3).filter_map(|count| match self.look {
            Look::Ahead => first.checked_add_months(Months::new(count)),
            Look::Back => first.checked_sub_months(Months::new(count)),
        });
        months.find_map(|month| {
            let day = month.with_day(day)?;
            let fits = match self.look {
                Look::Ahead => day >= today,
                Look::Back => day <= today,
            };
            fits.then_some(day)
        })
    }
}

/// `words` without the longest form of `key` before or behind it; `None` where there is none.
fn strip_any<'w>(words: &'w str, language: Language, key: &str) -> Option<&'w str> {
    let forms = language.listed(key).into_iter().map(fold_words);
    let stripped = forms.filter_map(|form| {
        let touches = crate::meeting::touches(&form);
        let cut = |rest: &'w str, before: bool| match before {
            true if touches => Some(rest.trim_start()),
            true => rest.strip_prefix(' '),
            false => rest.strip_suffix(' '),
        };
        let before = words.strip_prefix(form.as_str());
        let before = before.and_then(|rest| cut(rest, true));
        let behind = || {
            let rest = words.strip_suffix(form.as_str())?;
            match touches {
                true => Some(rest.trim_end()),
                false => cut(rest, false),
            }
        };
        before.or_else(behind)
    });
    stripped.min_by_key(|rest| rest.len())
}

/// The number with which `words` begins in words, and the rest.
fn count_in_words(words: &str, language: Language) -> Option<(u32, &str)> {
    let counts = (1..).zip(language.listed("counts"));
    let mut forms =
        counts.flat_map(|(count, forms)| forms.split(' ').map(move |form| (count, form)));
    forms.find_map(|(count, form)| {
        let form = fold_words(form);
        let rest = words.strip_prefix(form.as_str())?;
        let rest = match crate::meeting::touches(&form) {
            true => rest.trim_start(),
            false => rest.strip_prefix(' ')?,
        };
        Some((count, rest))
    })
}

/// The last `day` of the week on or before `until`.
fn on_or_before(until: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let back = 7 + until.weekday().num_days_from_monday() - day.num_days_from_monday();
    until.checked_sub_days(Days::new(u64::from(back % 7)))
}

/// The last day of the month that lies so many months ahead.
fn end_of_months(today: NaiveDate, months: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    first
        .checked_add_months(Months::new(months + 1))?
        .pred_opt()
}

/// `2026-W48-2`, the ISO form of Tuesday in week 48.
fn iso_week(text: &str) -> Option<NaiveDate> {
    let text = text.to_lowercase();
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

    const TODAY: &str = "2026-11-23";

    fn seen(language: Option<Language>, order: Option<DayOrder>) -> Seen {
        Seen {
            next_meeting: parse_date("2026-11-24"),
            language,
            order,
            ..Seen::on(parse_date(TODAY).expect("a Monday"))
        }
    }

    fn told(read: Result<NaiveDate, UnreadDay>) -> String {
        match read {
            Ok(day) => day.to_string(),
            Err(UnreadDay::Unknown) => "unknown".to_string(),
            Err(UnreadDay::Either {
                day_first,
                month_first,
            }) => format!("{day_first} or {month_first}"),
            Err(UnreadDay::OtherWeekday(day)) => format!("{day}, another day"),
        }
    }

    #[track_caller]
    fn ahead(language: Option<Language>, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            let day = day_ahead(text, seen(language, None));
            assert_eq!(told(day), *expected, "{text}");
        }
    }

    #[test]
    fn words_look_back() {
        for (text, expected) in [
            ("2026-11-03", "2026-11-03"),
            ("today", "2026-11-23"),
            ("mon", "2026-11-23"),
            ("tue", "2026-11-17"),
            ("yesterday", "2026-11-22"),
            ("2w", "2026-11-09"),
            ("-1m", "2026-10-23"),
            ("2 weeks ago", "2026-11-09"),
            ("two weeks ago", "2026-11-09"),
            ("a month ago", "2026-10-23"),
            ("last week", "2026-11-16"),
            ("last month", "2026-10-23"),
            ("4 Dec", "2025-12-04"),
            ("Nov 4", "2026-11-04"),
            ("23", "2026-11-23"),
            ("24", "2026-10-24"),
            ("31", "2026-10-31"),
            ("tomorrow", "unknown"),
            ("soon", "unknown"),
        ] {
            assert_eq!(told(day_back(text, seen(None, None))), expected, "{text}");
        }
    }

    #[test]
    fn words_are_days() {
        ahead(
            None,
            &[
                ("2026-12-01", "2026-12-01"),
                ("today", "2026-11-23"),
                ("Tomorrow", "2026-11-24"),
                ("day after tomorrow", "2026-11-25"),
                ("fri", "2026-11-27"),
                ("this fri", "2026-11-27"),
                ("this monday", "2026-11-23"),
                ("on Friday", "2026-11-27"),
                ("monday", "2026-11-30"),
                ("next fri", "2026-12-04"),
                ("next tue", "2026-12-01"),
                ("next week", "2026-11-30"),
                ("next", "2026-11-24"),
                ("next meeting", "2026-11-24"),
                ("+3d", "2026-11-26"),
                ("+2w", "2026-12-07"),
                ("+1m", "2026-12-23"),
                ("2w", "2026-12-07"),
                ("2 weeks", "2026-12-07"),
                ("two weeks", "2026-12-07"),
                ("in 2 weeks", "2026-12-07"),
                ("in a month", "2026-12-23"),
                ("eow", "2026-11-27"),
                ("end of month", "2026-11-30"),
                ("end of the month", "2026-11-30"),
                ("end of quarter", "2026-12-31"),
                ("EOQ", "2026-12-31"),
                ("2026-W48-2", "2026-11-24"),
                ("2026-02-30", "unknown"),
                ("fr", "unknown"),
                ("soon", "unknown"),
                ("+99999999999d", "unknown"),
                ("may", "unknown"),
                ("jan", "unknown"),
                ("", "unknown"),
            ],
        );
    }

    #[test]
    fn dates_are_days() {
        ahead(
            None,
            &[
                ("4 Dec", "2026-12-04"),
                ("Dec 4", "2026-12-04"),
                ("4th of December", "2026-12-04"),
                ("Dec 4 2026", "2026-12-04"),
                ("by 4 Dec", "2026-12-04"),
                ("Fri 4 Dec", "2026-12-04"),
                ("Friday, December 4th, 2026", "2026-12-04"),
                ("Thu 4 Dec", "2026-12-04, another day"),
                ("4.12.", "2026-12-04"),
                ("4.12.2026", "2026-12-04"),
                ("3 Nov", "2027-11-03"),
                ("23 Nov", "2026-11-23"),
                ("29 Feb", "2028-02-29"),
                ("12/04", "2027-04-12 or 2026-12-04"),
                ("12/24", "2026-12-24"),
                ("24/12", "2026-12-24"),
                ("03/04/2027", "2027-04-03 or 2027-03-04"),
                ("5/5", "2027-05-05"),
                ("30 Feb", "unknown"),
                ("32", "unknown"),
                ("Launch on 4 Dec", "unknown"),
                ("4 Dec 5 Dec", "unknown"),
            ],
        );
        ahead(
            None,
            &[
                ("23", "2026-11-23"),
                ("22", "2026-12-22"),
                ("the 24th", "2026-11-24"),
                ("31", "2026-12-31"),
                ("0", "unknown"),
                ("230", "unknown"),
            ],
        );
    }

    #[test]
    fn the_language_of_the_notebook_is_read_too() {
        ahead(
            Some(Language::German),
            &[
                ("morgen", "2026-11-24"),
                ("übermorgen", "2026-11-25"),
                ("Freitag", "2026-11-27"),
                ("fr", "2026-11-27"),
                ("nächsten Freitag", "2026-12-04"),
                ("am Freitag", "2026-11-27"),
                ("in zwei Wochen", "2026-12-07"),
                ("Ende des Monats", "2026-11-30"),
                ("4. Dezember", "2026-12-04"),
                ("bis zum 4.12.", "2026-12-04"),
                ("12/04", "2027-04-12"),
                ("den 24.", "2026-11-24"),
                ("tomorrow", "2026-11-24"),
            ],
        );
        ahead(
            Some(Language::French),
            &[
                ("demain", "2026-11-24"),
                ("vendredi prochain", "2026-12-04"),
                ("ce vendredi", "2026-11-27"),
                ("la semaine prochaine", "2026-11-30"),
                ("dans 2 semaines", "2026-12-07"),
                ("le 1er décembre", "2026-12-01"),
                ("fin du mois", "2026-11-30"),
            ],
        );
        ahead(
            Some(Language::Japanese),
            &[
                ("明日", "2026-11-24"),
                ("金曜", "2026-11-27"),
                ("12月4日", "2026-12-04"),
                ("12月4日(金)", "2026-12-04"),
                ("12/04", "2026-12-04"),
                ("2週間後", "2026-12-07"),
                ("月末", "2026-11-30"),
            ],
        );
        ahead(
            Some(Language::Spanish),
            &[("mañana", "2026-11-24"), ("1 de marzo", "2027-03-01")],
        );
        // Words of another language are none.
        ahead(
            Some(Language::French),
            &[("morgen", "unknown"), ("Freitag", "unknown")],
        );
        let said = day_ahead("12/04", seen(None, Some(DayOrder::MonthFirst)));
        assert_eq!(told(said), "2026-12-04");
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_or_refused(text in "\\PC{0,24}") {
            for language in Language::ALL {
                let seen = seen(Some(language), None);
                let _ = (day_ahead(&text, seen), day_back(&text, seen));
            }
        }
    }
}
