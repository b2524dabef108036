//! A date that was found in a text, and what it may mean.

use chrono::{Datelike as _, NaiveDate, Weekday};

/// Which number comes first where a date is written in numbers only, with `/` or `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DayOrder {
    /// The day: `17/11/2026`.
    DayFirst,
    /// The month: `11/17/2026`.
    MonthFirst,
}

impl DayOrder {
    /// Both.
    pub const ALL: [DayOrder; 2] = [DayOrder::DayFirst, DayOrder::MonthFirst];

    /// Its word in `oneonone.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            DayOrder::DayFirst => "day-first",
            DayOrder::MonthFirst => "month-first",
        }
    }

    /// The order with this word, or `dmy` and `mdy` as `import` has them.
    pub fn from_word(word: &str) -> Option<DayOrder> {
        match word {
            "dmy" => Some(DayOrder::DayFirst),
            "mdy" => Some(DayOrder::MonthFirst),
            word => DayOrder::ALL.into_iter().find(|order| order.word() == word),
        }
    }
}

/// A day of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// The `day` of the `month`, both from 1; `None` where no year has it.
    pub fn new(month: u32, day: u32) -> Option<MonthDay> {
        NaiveDate::from_ymd_opt(2000, month, day).map(|_| MonthDay { month, day })
    }

    /// The day in `year`; `None` for 29 February of most.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }

    /// The first such day on or after `from`.
    pub fn on_or_after(self, from: NaiveDate) -> Option<NaiveDate> {
        // No more than eight years lie between two leap years.
        let mut years = (from.year()..from.year() + 9).filter_map(|year| self.in_year(year));
        years.find(|date| *date >= from)
    }

    /// The last such day on or before `until`.
    pub fn on_or_before(self, until: NaiveDate) -> Option<NaiveDate> {
        let years = (until.year() - 8..=until.year()).rev();
        let mut days = years.filter_map(|year| self.in_year(year));
        days.find(|date| *date <= until)
    }
}

impl std::fmt::Display for MonthDay {
    /// `3 November`, as the program's own messages are in English.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A leap year has every day.
        let day = self.in_year(2000).unwrap_or_default();
        write!(f, "{}", day.format("%-d %B"))
    }
}

/// A date that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where the text goes on behind it.
    pub end: usize,
    /// What it says.
    pub meaning: DateMeaning,
    /// Its year has two digits only, or it has none and is written in numbers: it may as well be something else.
    pub is_short: bool,
    /// The day of the week that stands beside it.
    pub weekday: Option<Weekday>,
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateMeaning {
    /// A day that there is.
    Day(NaiveDate),
    /// One of two days, or a day in one of the two orders only.
    Either {
        /// With the day first.
        day_first: Option<NaiveDate>,
        /// With the month first.
        month_first: Option<NaiveDate>,
    },
    /// A day of a year that is not written.
    Yearless(MonthDay),
    /// The same in one of two orders.
    YearlessEither {
        /// With the day first.
        day_first: Option<MonthDay>,
        /// With the month first.
        month_first: Option<MonthDay>,
    },
    /// Written like a date, but there is no such day.
    NoDay,
}

impl DateMeaning {
    pub(super) fn of(year: u32, month: u32, day: u32) -> DateMeaning {
        day_of(year, month, day).map_or(DateMeaning::NoDay, DateMeaning::Day)
    }

    pub(super) fn yearless(month: u32, day: u32) -> DateMeaning {
        MonthDay::new(month, day).map_or(DateMeaning::NoDay, DateMeaning::Yearless)
    }

    /// The day, in `order` where it is written in numbers; `None` where it has no year, is none, or may be two.
    pub fn day(self, order: Option<DayOrder>) -> Option<NaiveDate> {
        match self {
            DateMeaning::Day(day) => Some(day),
            DateMeaning::Either {
                day_first,
                month_first,
            } => in_order(day_first, month_first, order),
            _ => None,
        }
    }

    /// The day of a year that is not written, in `order`; `None` where the year is written, it is none, or may be two.
    pub fn month_day(self, order: Option<DayOrder>) -> Option<MonthDay> {
        match self {
            DateMeaning::Yearless(day) => Some(day),
            DateMeaning::YearlessEither {
                day_first,
                month_first,
            } => in_order(day_first, month_first, order),
            _ => None,
        }
    }

    /// Whether its year is not written.
    pub fn is_yearless(self) -> bool {
        matches!(
            self,
            DateMeaning::Yearless(_) | DateMeaning::YearlessEither { .. }
        )
    }
}

fn in_order<T: PartialEq>(
    day_first: Option<T>,
    month_first: Option<T>,
    order: Option<DayOrder>,
) -> Option<T> {
    match order {
        Some(DayOrder::DayFirst) => day_first,
        Some(DayOrder::MonthFirst) => month_first,
        None => match (day_first, month_first) {
            (Some(one), None) | (None, Some(one)) => Some(one),
            (one, other) if one == other => one,
            _ => None,
        },
    }
}

pub(super) fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        .filter(|date| (1900..2200).contains(&date.year()))
}
