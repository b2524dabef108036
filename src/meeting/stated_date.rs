//! The day that `date:` in front matter states, in whatever form: as Obsidian, Joplin and people write it.

use chrono::NaiveDate;

use super::days::{DayOrder, FoundDate, find_date};
use crate::markdown::{FrontMatter, FrontMatterEntry};
use crate::text::Span;

/// The date in the value of `date:`, which is one line, or a list of one.
#[derive(Clone, Debug)]
pub struct StatedDate<'f> {
    /// The entry in which it stands.
    pub entry: &'f FrontMatterEntry,
    /// Where it stands in the text: the day alone, without a time, quotes or brackets.
    pub span: Span,
    /// What it says.
    pub found: FoundDate,
    /// It stands in a link to a note, whose name it is.
    pub is_link: bool,
}

impl<'f> StatedDate<'f> {
    /// That of `front_matter`, the one of `source`; `None` where it states none, or more than one in a list.
    pub fn of(front_matter: &'f FrontMatter, source: &str) -> Option<StatedDate<'f>> {
        let is_other_case = |entry: &&FrontMatterEntry| entry.key.eq_ignore_ascii_case("date");
        let entry = front_matter
            .entry("date")
            .or_else(|| front_matter.entries.iter().find(is_other_case))?;
        let value = match entry.value {
            Some(_) => entry.raw,
            None => of_list(entry, source)?,
        };
        let text = value.slice(source);
        let found = find_date(text)?;
        let is_list = entry.value.is_none();
        if is_list && find_date(&text[found.end..]).is_some() {
            return None;
        }
        Some(StatedDate {
            entry,
            span: Span::new(value.start + found.start, value.start + found.end),
            is_link: text[..found.start].contains("[["),
            found,
        })
    }

    /// Whether it says `date`, in one of the two orders where it is written in numbers.
    pub fn says(&self, date: NaiveDate) -> bool {
        let orders = [None, Some(DayOrder::DayFirst), Some(DayOrder::MonthFirst)];
        let mut days = orders
            .map(|order| self.found.meaning.day(order))
            .into_iter();
        days.any(|day| day == Some(date))
    }
}

/// The value of `entry` where that is a list, on its line or on those below.
fn of_list(entry: &FrontMatterEntry, source: &str) -> Option<Span> {
    if entry.raw.slice(source).starts_with('[') {
        return Some(entry.raw);
    }
    let below = Span::new(entry.raw.end, entry.lines.end);
    let is_list = below.slice(source).trim_start().starts_with('-');
    (entry.raw.is_empty() && is_list).then_some(below)
}
